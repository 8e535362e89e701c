import { lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { isKustomizationFile } from "../../src/kubernetes/kustomize/kustomization.ts";
import type { ReportedFinding } from "../../src/model/finding.ts";
import { compareSeverity } from "../../src/model/severity.ts";
import { judge } from "../../src/pipeline.ts";
import { defaultPolicy } from "../../src/policy/default.ts";
import type { Policy } from "../../src/policy/policy.ts";
import type { Request } from "../../src/request.ts";
import { TestRepository } from "../git/repository.ts";
import { edited, type Files, Random, someFiles } from "./random-trees.ts";
import { compareSeen, readByKustomization, readInFolder, type Seen } from "./what-is-read.ts";

/** Rules that say that something was not looked into, by what that is. */
const unseenFile = /^files\/(?:unreadable|wrong-type|git-lfs-pointer|link-not-followed)$/;
const unseenChart = "files/template-not-judged";
const unseenKustomization = "files/kustomize-not-evaluated";
/** What no file says on its own. */
const saidOfManyFiles = /built upon itself|too many images/;

function requestFor(root: string, policy: Policy, images: Request["images"]): Request {
  return {
    root,
    paths: [root],
    policy,
    policyOrigin: undefined,
    checks: ["registries", "manifests"],
    images,
    podSecurity: undefined,
    failOn: undefined,
    allowEmpty: true,
    now: new Date("2026-01-01"),
  };
}

function fill(repository: TestRepository, files: Files, before: Files): void {
  for (const path of before.keys()) repository.write(path, null);
  for (const [path, content] of files) repository.write(path, content);
  // Of node_modules what git has is judged.
  repository.git("add", "--all", "--force");
}

function bytesAt(folder: string, path: string): string | undefined {
  const file = join(folder, path);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) return `-> ${readlinkSync(file)}`;
  return stats.isFile() ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : undefined;
}

/** By the words of the promise: two runs that know nothing of each other. */
function expectedStatus(
  finding: ReportedFinding,
  base: ReadonlyMap<string, ReportedFinding>,
  head: string,
  checkout: string,
): string {
  const other = base.get(finding.fingerprint);
  if (other === undefined || other.evidence !== finding.evidence) return "open";
  if (compareSeverity(finding.severity, other.severity) < 0) return "open";
  const { path } = finding.location;
  if (finding.rule === unseenKustomization || finding.rule === unseenChart) {
    const seen = [head, checkout].map((folder) =>
      finding.rule === unseenChart
        ? readInFolder(folder, "chart")
        : readByKustomization(folder, path),
    ) as [Seen, Seen];
    const seenAs = compareSeen(...seen);
    return { same: "baseline", nearly: "either", other: "open" }[seenAs];
  }
  if (saidOfManyFiles.test(finding.message)) return "open";
  if (!unseenFile.test(finding.rule)) return "baseline";
  if (bytesAt(head, path) !== bytesAt(checkout, path)) return "open";
  // It may name anything, and all that it may name counts.
  if (isKustomizationFile(path)) return "either";
  if (finding.rule === "files/wrong-type" || !path.includes("templates/")) return "baseline";
  const [ours, theirs] = [readInFolder(head, "chart"), readInFolder(checkout, "chart")];
  return { same: "baseline", nearly: "either", other: "open" }[compareSeen(ours, theirs)];
}

function policyFor(random: Random, files: Files): Policy {
  const policy = defaultPolicy();
  const constraints = [...files]
    .filter(([, text]) => typeof text === "string" && text.includes("constraints.gatekeeper.sh"))
    .map(([path]) => path);
  return {
    ...policy,
    registries: {
      ...policy.registries,
      allow: random.chance(2) ? ["ghcr.io/acme/"] : undefined,
      constraints: random.chance(3) && constraints.length > 0 ? constraints.slice(0, 1) : [],
    },
    exclude: random.chance(4) ? ["app/base/**"] : [],
  };
}

async function compareOnce(seed: number): Promise<{ new: number; known: number; fixed: number }> {
  const random = new Random(seed);
  const before = someFiles(random);
  const after = edited(before, random);
  const repository = new TestRepository();
  const checkout = new TestRepository(mkdtempSync(join(tmpdir(), "portcullis-base-")));
  try {
    fill(checkout, before, new Map());
    const commit = repository.commit(Object.fromEntries(before));
    fill(repository, after, before);
    const policy = policyFor(
      random,
      new Map([...before].filter(([path, text]) => after.get(path) === text)),
    );
    const images = random.chance(4) ? [{ name: undefined, reference: "docker.io/x/y" }] : [];
    const plain = await judge(requestFor(repository.folder, policy, images));
    const base = await judge(requestFor(checkout.folder, policy, []));
    const { report } = await judge({
      ...requestFor(repository.folder, policy, images),
      comparison: {
        base: {
          kind: "commit",
          commit,
          sources: { checkout: repository.folder, remote: undefined },
        },
        gate: "all",
      },
    });
    expect(report.notices).toEqual(plain.report.notices);
    const known = new Map(base.report.findings.map((finding) => [finding.fingerprint, finding]));
    const said = report.findings.map(({ fingerprint, status }) => `${fingerprint} ${status}`);
    const expected = plain.report.findings.map((finding, index) => {
      const status = expectedStatus(finding, known, repository.folder, checkout.folder);
      // Line ends make the same text of what was read as text, and other bytes of what was not.
      const isEither = status === "either" && !said[index]?.endsWith("waived");
      return isEither ? said[index] : `${finding.fingerprint} ${status}`;
    });
    expect(said).toEqual(expected);
    const present = new Set(report.findings.map(({ fingerprint }) => fingerprint));
    const gone = base.report.findings.filter(({ fingerprint }) => !present.has(fingerprint));
    const fixed = report.comparison?.fixedCount ?? -1;
    expect(fixed).toBeGreaterThanOrEqual(0);
    expect(fixed).toBeLessThanOrEqual(gone.length);
    const count = (status: string): number => said.filter((line) => line.endsWith(status)).length;
    return { new: count("open"), known: count("baseline"), fixed };
  } finally {
    rmSync(checkout.folder, { recursive: true });
    repository.remove();
  }
}

test("says of every finding what two runs that know nothing of each other would say", async () => {
  const sum = { new: 0, known: 0, fixed: 0 };
  const first = Number(process.env["PORTCULLIS_SEED"] ?? 1);
  const count = Number(process.env["PORTCULLIS_RUNS"] ?? 60);
  for (let seed = first; seed < first + count; seed++) {
    try {
      const found = await compareOnce(seed);
      sum.new += found.new;
      sum.known += found.known;
      sum.fixed += found.fixed;
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
  // A generator that makes nothing would prove nothing.
  expect(Math.min(sum.new, sum.known, sum.fixed)).toBeGreaterThan(100);
}, 120_000);
