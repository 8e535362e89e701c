import { afterEach, expect, test } from "@jest/globals";
import { defaultPolicy } from "../../src/policy/default.ts";
import { judged, removeRepositories, reportOf, repositoryWith, statuses } from "./judged-change.ts";

afterEach(removeRepositories);

function pod(name: string, path: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  containers: [{ name: app, image: ghcr.io/acme/web:1 }]
  volumes: [{ name: logs, hostPath: { path: ${path} } }]
`;
}

const hostPath = "pod-security/host-path-volumes";

test("what stood in the base is known wherever its lines have moved to", async () => {
  const base = pod("web", "/var/log");
  const report = await reportOf({
    base: { "a.yaml": base },
    head: { "a.yaml": `# two\n\n${base}` },
  });
  expect(statuses(report, hostPath)).toEqual(["a.yaml baseline"]);
  expect(report.comparison).toMatchObject({ gate: "all", fixedCount: 0 });
  expect(report.checks.manifests?.counts.baseline).toBeGreaterThan(0);
});

test("another value at the same place is new", async () => {
  const report = await reportOf({
    base: { "a.yaml": pod("web", "/var/log") },
    head: { "a.yaml": pod("web", "/") },
  });
  expect(statuses(report, hostPath)).toEqual(["a.yaml open"]);
});

test("a file of the base that is gone leaves its findings as fixed, worst first", async () => {
  const report = await reportOf({
    base: { "a.yaml": pod("a", "/"), "b.yaml": pod("b", "/") },
    head: { "a.yaml": null },
  });
  const { fixed = [], fixedCount } = report.comparison ?? {};
  expect(fixed[0]).toMatchObject({ rule: hostPath, severity: "high", path: "a.yaml" });
  expect(fixed).toHaveLength(fixedCount ?? -1);
  expect(statuses(report, hostPath)).toEqual(["b.yaml baseline"]);
});

test("what can no longer be read has not been fixed, and is new", async () => {
  const report = await reportOf({
    base: { "a.yaml": pod("a", "/") },
    head: { "a.yaml": `${pod("a", "/")}broken: [\n` },
  });
  expect(report.comparison?.fixedCount).toBe(0);
  expect(statuses(report, "files/unreadable")).toEqual(["a.yaml open"]);
});

test("what could not be read is known only while its bytes are the same", async () => {
  const broken = `${pod("a", "/")}broken: [\n`;
  const same = { base: { "a.yaml": broken, "b.yaml": pod("b", "/") }, head: { "b.yaml": null } };
  expect(statuses(await reportOf(same), "files/unreadable")).toEqual(["a.yaml baseline"]);
  const other = await reportOf({
    base: { "a.yaml": broken },
    head: { "a.yaml": `${broken}# x\n` },
  });
  expect(statuses(other, "files/unreadable")).toEqual(["a.yaml open"]);
  const lines = broken.replaceAll("\n", "\r\n");
  const converted = await reportOf({ base: { "a.yaml": broken }, head: { "a.yaml": lines } });
  expect(statuses(converted, "files/unreadable")).toEqual(["a.yaml baseline"]);
});

test("a change of nothing but line ends brings nothing", async () => {
  const text = pod("web", "/");
  const report = await reportOf({
    base: { "a.yaml": text },
    head: { "a.yaml": text.replaceAll("\n", "\r\n") },
  });
  expect(new Set(report.findings.map(({ status }) => status))).toEqual(new Set(["baseline"]));
});

test("a base without any Kubernetes file has nothing that is known", async () => {
  const report = await reportOf({
    base: { "README.md": "hello" },
    head: { "a.yaml": pod("a", "/") },
  });
  expect(new Set(report.findings.map(({ status }) => status))).toEqual(new Set(["open"]));
  expect(report.comparison?.fixedCount).toBe(0);
});

test("a waived finding stays waived, and what a waiver covered is not called fixed", async () => {
  const location = { path: "p.yml", line: 1, column: 1, endLine: 1, endColumn: 2 };
  const policy = {
    ...defaultPolicy(),
    waivers: [{ rule: hostPath, reason: "known", location }],
  };
  const report = await reportOf({
    base: { "a.yaml": pod("a", "/"), "b.yaml": pod("b", "/") },
    head: { "a.yaml": null },
    request: { policy },
  });
  expect(statuses(report, hostPath)).toEqual(["b.yaml waived"]);
  expect(report.comparison?.fixed.map(({ rule }) => rule)).not.toContain(hostPath);
});

test("only with gate: new do known findings not fail, and new ones do", async () => {
  const known = { base: { "a.yaml": pod("a", "/"), "b.yaml": "" }, head: { "b.yaml": null } };
  expect((await reportOf(known)).verdict).toBe("fail");
  const passed = await reportOf({ ...known, gate: "new" });
  expect(passed.verdict).toBe("pass");
  expect(passed.checks.manifests?.state).toBe("passed");
  const brought = { ...known, head: { "c.yaml": pod("c", "/") }, gate: "new" } as const;
  expect((await reportOf(brought)).verdict).toBe("fail");
});

test("without a base everything is new, with a notice, whatever the gate", async () => {
  const { repository } = repositoryWith({ "a.yaml": pod("a", "/") });
  const gone = "1".repeat(40);
  const sources = { checkout: repository.folder, remote: undefined };
  const bases = [
    { kind: "none", reason: "this is the first push of the branch" },
    { kind: "commit", commit: gone, sources },
  ] as const;
  for (const base of bases) {
    const report = await judged(repository.folder, { comparison: { base, gate: "new" } });
    expect(report.verdict).toBe("fail");
    expect(report.comparison).toBeUndefined();
    expect(statuses(report, hostPath)).toEqual(["a.yaml open"]);
    expect(report.notices.join("\n")).toMatch(
      /^Every finding counts as new, because there is no base/m,
    );
  }
});

function constraint(action: string, repos = "[ghcr.io/other/]"): string {
  return `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata: { name: places }
spec: { enforcementAction: ${action}, parameters: { repos: ${repos} } }
`;
}

test("a constraint that is changed makes new what it now refuses in files that are not", async () => {
  const rule = "registries/constraint-violated";
  const base = { "a.yaml": pod("a", "/"), "places.yaml": constraint("deny", "[ghcr.io/]") };
  const head = { "places.yaml": constraint("deny") };
  expect(statuses(await reportOf({ base, head }), rule)).toEqual(["a.yaml open"]);
  const policy = defaultPolicy();
  const named = { ...policy, registries: { ...policy.registries, constraints: ["places.yaml"] } };
  const request = { policy: named };
  expect(statuses(await reportOf({ base, head, request }), rule)).toEqual(["a.yaml open"]);
});

test("a finding that a change makes worse is new", async () => {
  const report = await reportOf({
    base: { "a.yaml": pod("a", "/"), "places.yaml": constraint("dryrun") },
    head: { "places.yaml": constraint("deny") },
  });
  expect(statuses(report, "registries/constraint-violated")).toEqual(["a.yaml open"]);
  const better = await reportOf({
    base: { "a.yaml": pod("a", "/"), "places.yaml": constraint("deny") },
    head: { "places.yaml": constraint("dryrun") },
  });
  expect(statuses(better, "registries/constraint-violated")).toEqual(["a.yaml baseline"]);
});

test("an image that a kustomization sets is told by its base's line and its own", async () => {
  const rule = "registries/mutable-tag";
  const kustomization = (tag: string): string =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\nimages: [{ name: ghcr.io/acme/web, newTag: "${tag}" }]\n`;
  const base = { "a.yaml": pod("a", "/"), "kustomization.yaml": kustomization("2") };
  const latest = await reportOf({ base, head: { "kustomization.yaml": kustomization("latest") } });
  expect(statuses(latest, rule)).toEqual(["kustomization.yaml open"]);
  const second = pod("b", "/").replace("name: app", "name: other");
  const grown = await reportOf({
    base: { ...base, "kustomization.yaml": kustomization("latest") },
    head: { "a.yaml": `${pod("a", "/")}---\n${second}` },
  });
  expect(statuses(grown, rule).sort()).toEqual([
    "kustomization.yaml baseline",
    "kustomization.yaml open",
  ]);
});

test("an image that the caller names is of the run and not of the base", async () => {
  const images = [{ name: undefined, reference: "docker.io/x/y:latest" }];
  const report = await reportOf({
    base: { "a.yaml": pod("a", "/"), "b.yaml": "" },
    head: { "b.yaml": null },
    request: { images },
  });
  const own = report.findings.filter(({ image }) => image === images[0]?.reference);
  expect(own.length).toBeGreaterThan(0);
  expect(new Set(own.map(({ status }) => status))).toEqual(new Set(["open"]));
});

test("paths that the base has not are no fault of it", async () => {
  const { repository, commit } = repositoryWith({ "a.yaml": pod("a", "/") });
  repository.write("new/b.yaml", pod("b", "/"));
  const sources = { checkout: repository.folder, remote: undefined };
  const report = await judged(repository.folder, {
    paths: [`${repository.folder}/new`],
    comparison: { base: { kind: "commit", commit, sources }, gate: "new" },
  });
  expect(statuses(report, hostPath)).toEqual(["new/b.yaml open"]);
  expect(report.comparison?.base).toBe(commit);
});
