import { afterEach, describe, expect, test } from "@jest/globals";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  type Files,
  judged,
  removeRepositories,
  reportOf,
  repositoryWith,
  statuses,
} from "./judged-change.ts";

afterEach(removeRepositories);

const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n";
const patch = (seconds: number): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { terminationGracePeriodSeconds: ${seconds} } } }\n`;

function kustomization(...lines: readonly string[]): string {
  return [
    "apiVersion: kustomize.config.k8s.io/v1beta1",
    "kind: Kustomization",
    "resources: [web.yaml]",
    ...lines,
    "",
  ].join("\n");
}

const patches = "patches: [{ path: patch.yaml }]";
const step = "files/kustomize-not-evaluated";

async function stepsOf(base: Files, head: Files): Promise<string[]> {
  const all = { "deploy/web.yaml": configMap, "README.md": "x", ...base };
  const report = await reportOf({ base: all, head });
  const said = statuses(report, step).filter((line) => !line.startsWith("component/"));
  return [...new Set(said.map((line) => line.replace(/^.* /, "")))];
}

const patched = {
  "deploy/kustomization.yaml": kustomization(patches),
  "deploy/patch.yaml": patch(1),
};

describe("a step of a kustomization", () => {
  test("is known while all that the kustomization reads is the same", async () => {
    expect(await stepsOf(patched, { "README.md": "y" })).toEqual(["baseline"]);
    expect(await stepsOf(patched, { "deploy/other.txt": "y" })).toEqual(["baseline"]);
    const lines = patch(1).replaceAll("\n", "\r\n");
    expect(await stepsOf(patched, { "deploy/patch.yaml": lines })).toEqual(["baseline"]);
  });

  const base = {
    "deploy/kustomization.yaml": kustomization(
      patches,
      "components: [../component]",
      "generators: [generator.yaml]",
      "transformers: [../transformers]",
      "configurations: [fields/names.yaml]",
      "configMapGenerator: [{ name: c, files: [app.conf=conf/app.conf] }]",
      "replacements: [{ path: copy.yaml }]",
      "openapi: { path: schema.json }",
      "helmCharts: [{ name: redis, valuesFile: values/redis.yaml }]",
      "notYetInvented: { file: new.txt }",
    ),
    "deploy/patch.yaml": patch(1),
    "component/kustomization.yaml":
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{ path: more.yaml }]\n",
    "component/more.yaml": patch(2),
    "deploy/generator.yaml":
      "apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: { name: g }\nname: db\nvaluesFile: generated/values.txt\n",
    "deploy/generated/values.txt": "a: 1\n",
    "transformers/kustomization.yaml": "resources: [labels.yaml]\n",
    "transformers/labels.yaml":
      "apiVersion: builtin\nkind: PatchTransformer\nmetadata: { name: t }\npath: hidden.txt\n",
    "transformers/hidden.txt": "a patch",
    "deploy/hidden.txt": "a patch, as kustomize would find it",
    "deploy/fields/names.yaml": "nameReference: []\n",
    "deploy/conf/app.conf": "x",
    "deploy/copy.yaml": "- source: { kind: ConfigMap }\n",
    "deploy/schema.json": "{}",
    "deploy/values/redis.yaml": "a: 1\n",
    "deploy/charts/redis/templates/pod.txt": "pod",
    "deploy/new.txt": "x",
  };

  test("is known by all of many kinds of inputs", async () => {
    expect(await stepsOf(base, { "README.md": "y" })).toEqual(["baseline"]);
  });

  const inputs = Object.keys(base).filter((file) => !/kustomization/.test(file));
  test.each([...inputs, "deploy/web.yaml"])("is new where %s is another", async (file) => {
    const before = file in base ? base[file as keyof typeof base] : configMap;
    expect(await stepsOf(base, { [file]: `${before}# another\n` })).not.toContain("baseline");
  });

  test.each([
    ["the kustomization itself", { "deploy/kustomization.yaml": kustomization(patches, "# x") }],
    ["a kustomization that comes in front", { "deploy/patch.yaml": { to: "../elsewhere.yaml" } }],
    ["a patch that is gone", { "deploy/patch.yaml": null }],
  ])("is new with another %s", async (_what, head: Files) => {
    const before = { ...patched, "elsewhere.yaml": patch(1) };
    expect(await stepsOf(before, head)).not.toContain("baseline");
  });

  test("is new where the patch is behind a link and what is behind it is another", async () => {
    const before = { ...patched, "deploy/patch.yaml": { to: "../p.yaml" }, "p.yaml": patch(1) };
    expect(await stepsOf(before, { "README.md": "y" })).toEqual(["baseline"]);
    expect(await stepsOf(before, { "p.yaml": patch(2) })).toEqual(["open"]);
  });

  test("is known by what lies beside a kustomization that is a link, as it is in a base", async () => {
    const before = {
      "tools/k.txt": kustomization(patches),
      "tools/patch.yaml": patch(1),
      "base/kustomization.yaml": { to: "../tools/k.txt" },
      "base/web.yaml": configMap,
      "base/patch.yaml": patch(1),
      "deploy/kustomization.yaml": "resources: [../base]\nvars: [{ name: A }]\n",
    };
    expect(await stepsOf(before, { "README.md": "y" })).toEqual(["baseline"]);
    expect(await stepsOf(before, { "base/patch.yaml": patch(2) })).toEqual(["open"]);
    expect(await stepsOf(before, { "tools/k.txt": kustomization() })).toEqual(["open"]);
  });

  test.each([
    "bases: ['https://github.com/acme/base//deploy?ref=v1']",
    "bases: [github.com/acme/base]",
    "components: ['git@github.com:acme/base.git']",
    "helmCharts: [{ name: redis, repo: https://charts.example.com }]",
    "patches: [{ path: ../../outside.yaml }]",
  ])("is never known beside what comes from elsewhere: %s", async (line) => {
    const before = { "deploy/kustomization.yaml": kustomization(line, "vars: [{ name: A }]") };
    expect(await stepsOf(before, { "README.md": "y" })).toEqual(["open"]);
  });

  test("is known without a kustomization, as a patch on its own, by its own bytes", async () => {
    const stray = (seconds: number): Files => ({ "p.yaml": `${patch(seconds)}$patch: merge\n` });
    expect(await stepsOf(stray(1), { "README.md": "y" })).toEqual(["baseline"]);
    expect(await stepsOf(stray(1), stray(2))).toEqual(["open"]);
  });
});

test("a kustomization that is built upon itself is never known: other files have a say", async () => {
  const built = (on: string): string => `resources: [${on}]\n`;
  const base = {
    "a/kustomization.yaml": built("../b"),
    "b/kustomization.yaml": built("../a"),
    "README.md": "x",
  };
  const report = await reportOf({ base, head: { "README.md": "y" } });
  expect(statuses(report, "files/unreadable")).toHaveLength(1);
  expect(statuses(report, "files/unreadable")[0]).toMatch(/ open$/);
});

describe("a kustomization that cannot be read", () => {
  const unreadable = "files/unreadable";
  const named = { "k/patch.yaml": patch(1), "README.md": "x" };
  const broken = kustomization(patches, "images: [");

  async function said(file: string, head: Files, rule: string): Promise<string[]> {
    return statuses(
      await reportOf({ base: { ...named, "k/kustomization.yaml": file }, head }),
      rule,
    );
  }

  test("is known while all that it may name is the same", async () => {
    const known = ["k/kustomization.yaml baseline"];
    expect(await said(broken, { "README.md": "y" }, unreadable)).toEqual(known);
    const changed = ["k/kustomization.yaml open"];
    expect(await said(broken, { "k/patch.yaml": patch(2) }, unreadable)).toEqual(changed);
    expect(await said(broken, { "k/web.yaml": configMap }, unreadable)).toEqual(changed);
  });

  test("is never known where it is not here but in Git LFS", async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 12\n`;
    const rule = "files/git-lfs-pointer";
    expect(await said(pointer, { "README.md": "y" }, rule)).toEqual(["k/kustomization.yaml open"]);
  });

  test("with a value of the wrong type is known with what it reads", async () => {
    const wrong = kustomization(patches, "images: [oops]");
    const rule = "files/wrong-type";
    const [same] = await said(wrong, { "README.md": "y" }, rule);
    expect(same).toBe("k/kustomization.yaml baseline");
    const [other] = await said(wrong, { "k/patch.yaml": patch(2) }, rule);
    expect(other).toBe("k/kustomization.yaml open");
  });
});

test.each(["../sub", "../sub/deploy"])(
  "a kustomization that is built upon %s of a submodule is known with the submodule's commit",
  async (part) => {
    const { repository } = repositoryWith({
      ".gitmodules": '[submodule "sub"]\n\tpath = sub\n\turl = https://example.com/sub\n',
      "k/kustomization.yaml": `resources: [${part}]\nvars: [{ name: A }]\n`,
    });
    const link = (commit: string): string =>
      repository.git("update-index", "--add", "--cacheinfo", `160000,${commit.repeat(40)},sub`);
    mkdirSync(join(repository.folder, "sub"));
    link("1");
    repository.git("commit", "--quiet", "-m", "with a submodule");
    const commit = repository.git("rev-parse", "HEAD");
    const sources = { checkout: repository.folder, remote: undefined };
    const comparison = { base: { kind: "commit", commit, sources }, gate: "all" } as const;
    const said = async (): Promise<string[]> => [
      ...new Set(statuses(await judged(repository.folder, { comparison }), step)),
    ];
    expect(await said()).toEqual(["k/kustomization.yaml baseline"]);
    link("2");
    expect(await said()).toEqual(["k/kustomization.yaml open"]);
  },
);

describe("a template", () => {
  const template = "{{ if }}\napiVersion: v1\nkind: Pod\n{{ end }}\n";
  const base: Files = {
    "shop/Chart.yaml": "name: shop\n",
    "shop/values.yaml": "a: 1\n",
    "shop/charts/db/Chart.yaml": "name: db\n",
    "shop/charts/db/templates/pod.yaml": template,
    "shop/charts/db/files/x.txt": "x",
    "plain/templates/pod.yaml": template,
    "README.md": "x",
  };
  const rule = "files/template-not-judged";

  async function templatesOf(head: Files): Promise<string[]> {
    return statuses(await reportOf({ base, head }), rule);
  }

  test("is known while the chart that it is rendered with is the same", async () => {
    expect(await templatesOf({ "README.md": "y" })).toEqual([
      "plain/templates/pod.yaml baseline",
      "shop/charts/db/templates/pod.yaml baseline",
    ]);
  });

  test.each([
    ["shop/values.yaml", "a: 2\n"],
    ["shop/charts/db/files/x.txt", "y"],
    ["shop/templates/_helpers.tpl", "new"],
    ["shop/charts/db/Chart.yaml", null],
  ])("is new where %s of it is another", async (file, content) => {
    expect(await templatesOf({ [file]: content })).toEqual([
      "plain/templates/pod.yaml baseline",
      "shop/charts/db/templates/pod.yaml open",
    ]);
  });

  test("is new where another chart of the repository that it is built upon is another", async () => {
    const dependency = "dependencies: [{ name: common, repository: file://../common }]\n";
    const built: Files = {
      ...base,
      "shop/Chart.yaml": `name: shop\n${dependency}`,
      "common/Chart.yaml": "name: common\ndependencies: [{ repository: 'file://../../lib' }]\n",
      "common/templates/_x.tpl": "x",
    };
    const of = async (before: Files, head: Files): Promise<string | undefined> =>
      statuses(await reportOf({ base: before, head }), rule)[1];
    const whole = { ...built, "common/Chart.yaml": "name: common\n" };
    expect(await of(whole, { "README.md": "y" })).toMatch(/ baseline$/);
    expect(await of(whole, { "common/templates/_x.tpl": "y" })).toMatch(/ open$/);
    // The other chart's own lies outside of the repository.
    expect(await of(built, { "README.md": "y" })).toMatch(/ open$/);
  });

  test("that cannot be read for another reason is known in the same way", async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 12\n`;
    const stored = { ...base, "shop/templates/pod.yaml": pointer };
    const of = async (head: Files): Promise<string[]> =>
      statuses(await reportOf({ base: stored, head }), "files/git-lfs-pointer");
    expect(await of({ "README.md": "y" })).toEqual(["shop/templates/pod.yaml baseline"]);
    expect(await of({ "shop/values.yaml": "a: 2\n" })).toEqual(["shop/templates/pod.yaml open"]);
  });

  test("without a chart is known by the folder of its templates", async () => {
    const [plain] = await templatesOf({ "plain/values.yaml": "a: 1\n" });
    expect(plain).toBe("plain/templates/pod.yaml open");
  });

  test("behind links that lead in a circle, or out of the chart, is known by what is there", async () => {
    const linked = {
      ...base,
      "shop/values.yaml": { to: "../values.yaml" },
      "shop/again": { to: "../shop" },
      "values.yaml": "a: 1\n",
    };
    const of = async (head: Files): Promise<string | undefined> =>
      statuses(await reportOf({ base: linked, head }), rule)[1];
    expect(await of({ "README.md": "y" })).toMatch(/ baseline$/);
    expect(await of({ "values.yaml": "a: 2\n" })).toMatch(/ open$/);
  });
});
