import { expect, test } from "@jest/globals";
import { stepsOf, workflowsIn, type Job } from "./workflows.ts";

const own = new Map(workflowsIn(".github/workflows").map((one) => [one.file, one.workflow]));
const release = own.get("release.yml");
const probe = own.get("probe.yml");

function jobOf(name: string): Job {
  const job = release?.jobs[name];
  if (job === undefined) throw new Error(`release.yml has no job ${name}`);
  return job;
}

const scriptOf = ({ steps }: Job): string => steps.map(({ run }) => run ?? "").join("\n");

test("a release begins with a version tag and with nothing else", () => {
  expect(release?.on).toEqual({ push: { tags: ["v[0-9]+.[0-9]+.[0-9]+"] } });
  expect(release?.permissions).toEqual({});
});

test("the job that runs our code and that of others may only read", () => {
  const build = jobOf("build");
  expect(build.permissions).toEqual({ contents: "read" });
  expect(build.environment).toBeUndefined();
  const script = scriptOf(build);
  expect(script).toContain("npm ci --ignore-scripts");
  expect(script).toContain("git diff --cached --exit-code");
  expect(JSON.stringify(build)).not.toMatch(/secrets\.|github\.token/);
});

test.each([
  ["attest", { "id-token": "write", attestations: "write" }],
  ["publish", { contents: "write" }],
])("the job %s may write, and runs nothing out of the repository", (name, permissions) => {
  const job = jobOf(name);
  expect(job.permissions).toEqual(permissions);
  expect([job.needs].flat()).toContain("build");
  const used = job.steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses.split("@")[0]]));
  expect(used).not.toContain("actions/checkout");
  expect(used[0]).toBe("actions/download-artifact");
  expect(scriptOf(job)).toContain("sha256sum --check --strict SHA256SUMS");
  expect(scriptOf(job)).not.toMatch(/\b(?:node|npm|npx|bash|sh|source|eval)\b/);
});

test("what is published has been attested, and somebody has approved it", () => {
  const publish = jobOf("publish");
  expect(publish.needs).toEqual(["build", "attest"]);
  expect(publish.environment).toBe("release");
  expect(scriptOf(publish)).toMatch(/--draft --title[\s\S]*upload[\s\S]*--draft=false/);
});

test("the probe runs the release itself and may write nothing", () => {
  if (probe === undefined) throw new Error("there is no probe.yml");
  const permissions = Object.values(probe.jobs).flatMap((job) =>
    Object.values(job.permissions ?? {}),
  );
  expect(new Set(permissions)).toEqual(new Set(["read"]));
  const ours = stepsOf(probe).filter(({ step }) => step.uses === "./released");
  expect(ours.map(({ step }) => step.with?.["path"])).toEqual([
    "released/examples/shop",
    "released/examples/shop-hardened",
  ]);
  const order = stepsOf(probe).map(({ step }) => step.run ?? step.uses ?? "");
  const verified = order.findIndex((text) => text.includes("gh attestation verify"));
  expect(verified).toBeGreaterThan(-1);
  expect(verified).toBeLessThan(order.indexOf("./released"));
});
