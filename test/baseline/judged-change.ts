import type { WantedComparison } from "../../src/baseline/base.ts";
import type { ReportedFinding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { judge } from "../../src/pipeline.ts";
import { defaultPolicy } from "../../src/policy/default.ts";
import type { Request } from "../../src/request.ts";
import { type Content, TestRepository } from "../git/repository.ts";

const repositories: TestRepository[] = [];

/** Removes what the tests of a file have made. */
export function removeRepositories(): void {
  for (const repository of repositories.splice(0)) repository.remove();
}

/** A repository with one commit. */
export function repositoryWith(files: Files): { repository: TestRepository; commit: string } {
  const repository = new TestRepository();
  repositories.push(repository);
  return { repository, commit: repository.commit(files) };
}

export type Files = Readonly<Record<string, Content>>;

/** A base, and what of it differs in the working tree. */
export interface Change {
  readonly base: Files;
  readonly head: Files;
  readonly request?: Partial<Request>;
  readonly gate?: WantedComparison["gate"];
}

/** The report about a working tree that differs from its only commit by `head`. */
export async function reportOf({ base, head, request, gate = "all" }: Change): Promise<Report> {
  const { repository, commit } = repositoryWith(base);
  for (const [path, content] of Object.entries(head)) repository.write(path, content);
  return judged(repository.folder, {
    comparison: {
      base: { kind: "commit", commit, sources: { checkout: repository.folder, remote: undefined } },
      gate,
    },
    ...request,
  });
}

/** The report about a working tree. */
export async function judged(root: string, request: Partial<Request>): Promise<Report> {
  const { report } = await judge({
    root,
    paths: [root],
    policy: defaultPolicy(),
    policyOrigin: undefined,
    checks: ["registries", "manifests"],
    images: [],
    podSecurity: undefined,
    failOn: undefined,
    allowEmpty: false,
    now: new Date("2026-01-01"),
    ...request,
  });
  return report;
}

/** Where the findings of a rule stand, and whether they are known. */
export function statuses({ findings }: Report, rule: string): string[] {
  return findings
    .filter((finding) => finding.rule === rule)
    .map(({ location, status }: ReportedFinding) => `${location.path} ${status}`);
}
