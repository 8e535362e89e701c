import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "@jest/globals";
import { policyContext } from "../../../src/checks/policy-context.ts";
import type { ReportedFinding } from "../../../src/model/finding.ts";
import type { Report } from "../../../src/model/report.ts";
import { judge } from "../../../src/pipeline.ts";
import type { Request } from "../../../src/request.ts";
import { forEvent } from "../../../src/policy/events.ts";
import { loadPolicy } from "../../../src/policy/load.ts";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The report on a repository that runs these images under this policy, with files beside it. */
export async function reportOn(
  images: readonly string[],
  policy: string,
  files: Readonly<Record<string, string>> = {},
  request: Partial<Request> = {},
): Promise<Report> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "portcullis-signatures-")));
  folders.push(root);
  const all = { ...files, ".github/portcullis.yml": policy, "deploy/pods.yaml": podsOf(images) };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { report } = await judge({
    root,
    paths: [join(root, "deploy")],
    policy: forEvent(loadPolicy(root, undefined, root, policyContext), undefined),
    policyOrigin: "test",
    checks: ["signatures"],
    images: [],
    podSecurity: undefined,
    failOn: undefined,
    allowEmpty: true,
    now: new Date(),
    ...request,
  });
  return report;
}

/** A Pod for each image; the image of the nth stands on line 8n + 7. */
function podsOf(images: readonly string[]): string {
  const pods = images.map(
    (image, index) => `apiVersion: v1
kind: Pod
metadata: { name: "p${index}", namespace: shop }
spec:
  containers:
    - name: app
      image: ${JSON.stringify(image)}
---
`,
  );
  return pods.length === 0
    ? "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n"
    : pods.join("");
}

/** Rule, severity and line of each finding. */
export function linesOf({ findings }: Report): string[] {
  return findings.map(({ rule, severity, location }) => `${location.line} ${severity} ${rule}`);
}

/** The only finding of a report. */
export function onlyFinding({ findings }: Report): ReportedFinding {
  const [finding] = findings;
  if (finding === undefined || findings.length > 1) throw new Error(JSON.stringify(findings));
  return finding;
}

/** What the report says about one of its images. */
export function imageIn({ images }: Report, reference: string): Report["images"][number] {
  const image = images.find((each) => each.reference === reference);
  if (image === undefined) throw new Error(`no image ${reference}`);
  return image;
}
