import { expect, test } from "@jest/globals";
import { described, documentsOf, sorted } from "./documents.ts";
import { sortOut } from "../../src/kubernetes/sort-out.ts";

const deployment = (image: unknown, name = "web") => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name },
  spec: { template: { spec: { containers: [{ name: "app", image }] } } },
});
const imagePath = "spec.template.spec.containers[0].image";
const kustomization = (content: object) => ({ kind: "Kustomization", ...content });

test("images of files that no kustomization takes in are run as written", () => {
  const { images, resources, pods } = sorted({
    "a.yaml": deployment("web:1"),
    "values.yaml": "image: x",
  });
  expect(described(images)).toEqual([`web:1 at a.yaml:${imagePath}`]);
  expect(images[0]?.resource).toBe(resources[0]);
  expect(images[0]?.container).toBe("app");
  expect(pods.map(({ resource }) => resource)).toEqual(resources);
});

test("containers of every kind, image volumes and fields of custom resources are images", () => {
  const { images } = sorted({
    "pod.yaml": {
      apiVersion: "v1",
      kind: "Pod",
      spec: {
        initContainers: [{ image: "i:1" }],
        containers: [
          { image: "c:1" },
          { name: "none" },
          { image: "" },
          { image: 5 },
          { image: [] },
        ],
        ephemeralContainers: [{ image: "e:1" }],
        volumes: [
          { name: "v", image: { reference: "v:1" } },
          { name: "w", emptyDir: {} },
        ],
      },
    },
    "prometheus.yaml": {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "Prometheus",
      spec: { image: "p:1", thanos: { image: "t:1" }, containers: [{ image: "s:1" }] },
    },
  });
  expect(images.map(({ reference }) => reference)).toEqual([
    "i:1",
    "c:1",
    "e:1",
    "v:1",
    "p:1",
    "s:1",
    "t:1",
  ]);
});

test("templates that inherit one image use it once", () => {
  const { images } = sorted({
    "w.yaml": {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Workflow",
      spec: {
        templateDefaults: { container: { image: "a:1" } },
        volumes: [{ name: "v", image: { reference: "v:1" } }],
        templates: [{ container: { command: ["x"] } }, { container: { command: ["y"] } }],
      },
    },
  });
  expect(described(images)).toEqual([
    "a:1 at w.yaml:spec.templateDefaults.container.image",
    "v:1 at w.yaml:spec.volumes[0].image.reference",
  ]);
});

test("placeholders stay as they are written", () => {
  const { images } = sorted({ "a.yaml": deployment("${REGISTRY}/web:$(TAG)") });
  expect(images.map(({ reference }) => reference)).toEqual(["${REGISTRY}/web:$(TAG)"]);
});

test("a kustomization's entry stands for the image that it replaces", () => {
  const { images, problems, resources } = sorted({
    "base/web.yaml": deployment("web:1"),
    "base/kustomization.yaml": kustomization({
      resources: ["web.yaml"],
      images: [{ name: "web", newName: "ghcr.io/acme/web", newTag: "2" }],
    }),
  });
  expect(described(images)).toEqual([
    "ghcr.io/acme/web:2 at base/kustomization.yaml:images[0].newTag",
  ]);
  expect(images[0]?.resource).toBe(resources[0]);
  expect(images[0]?.container).toBe("app");
  expect(images[0]?.related.map(({ location, message }) => [location.path, message])).toEqual([
    ["base/web.yaml", "Here the image is web:1, which kustomize replaces."],
  ]);
  expect(problems).toEqual([]);
  expect(resources).toHaveLength(1);
});

const layered = {
  "base/web.yaml": deployment("web:1"),
  "base/kustomization.yaml": kustomization({ resources: ["web.yaml"] }),
  "overlay/kustomization.yaml": kustomization({
    resources: ["../base"],
    images: [{ name: "web", newName: "ghcr.io/acme/web" }],
  }),
  "env/prod/kustomization.yml": {
    resources: ["../../overlay/"],
    images: [
      { name: "web", newTag: "unused" },
      { name: "ghcr.io/acme/web", digest: "sha256:ab" },
    ],
  },
};

test("inner kustomizations come first, and an outer one must use the new name", () => {
  const { images } = sorted(layered);
  expect(described(images)).toEqual([
    "ghcr.io/acme/web@sha256:ab at env/prod/kustomization.yml:images[1].digest",
    "web:unused at env/prod/kustomization.yml:images[0].newTag",
  ]);
  expect(images[0]?.related.map(({ location }) => location.path)).toEqual([
    "base/web.yaml",
    "overlay/kustomization.yaml",
  ]);
});

test("two overlays of one base run two images, and the base's own is run by neither", () => {
  const overlay = (newTag: string) =>
    kustomization({ resources: ["../base"], images: [{ name: "web", newTag }] });
  const { images } = sorted({
    "base/web.yaml": deployment("web:1"),
    "base/kustomization.yaml": kustomization({ resources: ["web.yaml"] }),
    "a/kustomization.yaml": overlay("2"),
    "b/kustomization.yaml": overlay("3"),
  });
  expect(described(images)).toEqual([
    "web:2 at a/kustomization.yaml:images[0].newTag",
    "web:3 at b/kustomization.yaml:images[0].newTag",
  ]);
});

test("the base's own image counts where one root leaves it as it is", () => {
  const { images } = sorted({
    "base/web.yaml": deployment("web:1"),
    "base/kustomization.yaml": kustomization({ resources: ["web.yaml"] }),
    "a/kustomization.yaml": kustomization({
      resources: ["../base"],
      images: [{ name: "web", newTag: "2" }],
    }),
    "b/kustomization.yaml": kustomization({ bases: ["../base"] }),
  });
  expect(described(images)).toEqual([
    "web:2 at a/kustomization.yaml:images[0].newTag",
    `web:1 at base/web.yaml:${imagePath}`,
  ]);
});

test("entries of one kustomization work one after the other", () => {
  const { images } = sorted({
    "web.yaml": deployment("a:1"),
    "kustomization.yaml": kustomization({
      resources: ["web.yaml"],
      images: [
        { name: "a", newName: "b" },
        { name: "b", newTag: "2" },
        { name: "a", newTag: "never" },
      ],
    }),
  });
  expect(described(images)).toEqual([
    "b:2 at kustomization.yaml:images[1].newTag",
    "a:never at kustomization.yaml:images[2].newTag",
  ]);
});

test("kustomize's entries leave alone what kustomize does not look at", () => {
  const { images } = sorted({
    "task.yaml": {
      apiVersion: "tekton.dev/v1",
      kind: "Task",
      spec: { steps: [{ image: "web:1" }] },
    },
    "kustomization.yaml": kustomization({
      resources: ["task.yaml"],
      images: [{ name: "web", newTag: "2" }],
    }),
  });
  expect(described(images)).toEqual([
    "web:1 at task.yaml:spec.steps[0].image",
    "web:2 at kustomization.yaml:images[0].newTag",
  ]);
});

test("a component changes what the kustomization has so far", () => {
  const { images } = sorted({
    "base/web.yaml": deployment("web:1"),
    "pin/kustomization.yaml": {
      apiVersion: "kustomize.config.k8s.io/v1alpha1",
      kind: "Component",
      components: ["../more"],
      images: [{ name: "ghcr.io/web", digest: "sha256:ab" }],
    },
    "more/kustomization.yaml": {
      kind: "Component",
      images: [{ name: "web", newName: "ghcr.io/web" }],
    },
    "base/kustomization.yaml": kustomization({ resources: ["web.yaml"], components: ["../pin"] }),
  });
  expect(described(images)).toEqual([
    "ghcr.io/web@sha256:ab at pin/kustomization.yaml:images[0].digest",
  ]);
});

test("an entry that matches nothing in the tree is run all the same", () => {
  const { images, problems } = sorted({
    "kustomization.yaml": kustomization({
      resources: ["https://example.com/base?ref=v1"],
      images: [
        { name: "web", newTag: "2" },
        { name: "other", tagSuffix: "-x" },
      ],
    }),
  });
  expect(described(images)).toEqual(["web:2 at kustomization.yaml:images[0].newTag"]);
  expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
    ["kustomize-not-evaluated", "kustomize would fetch this from elsewhere; it was not judged."],
  ]);
});

test("what leads nowhere is said at its entry, a file that was not read is not", () => {
  const { problems } = sorted({
    "a/kustomization.yaml": "resources:\n- ../..\n- ../missing\n- crd.yaml\n- /etc\n",
  });
  expect(problems.map(({ location }) => location.line)).toEqual([2, 3, 5]);
});

test("kustomizations are no resources, and Flux objects of that kind are", () => {
  const flux = { apiVersion: "kustomize.toolkit.fluxcd.io/v1", kind: "Kustomization" };
  const { resources } = sorted({
    "kustomization.yaml": { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" },
    "flux.yaml": flux,
  });
  expect(resources.map(({ apiVersion }) => apiVersion)).toEqual(["kustomize.toolkit.fluxcd.io/v1"]);
});

test("files that are applied as patches are not objects, and their images are run", () => {
  const tree = sorted({
    "base/web.yaml": deployment("web:1"),
    "base/kustomization.yaml": kustomization({
      resources: ["web.yaml"],
      patches: [
        { path: "merge.yaml" },
        { path: "json.json" },
        { patch: '[{"op":"add","path":"/spec/containers/0/image","value":"inline:1"}]' },
      ],
      images: [{ name: "patched", newTag: "2" }],
    }),
    "base/merge.yaml": deployment("patched:1"),
    "base/json.json": [
      { op: "replace", path: "/spec/template/spec/containers/0/image", value: "json:1" },
    ],
  });
  expect(described(tree.images).sort()).toEqual([
    "inline:1 at base/kustomization.yaml:patches[2].patch",
    "json:1 at base/json.json:[0].value",
    "patched:2 at base/kustomization.yaml:images[0].newTag",
    `web:1 at base/web.yaml:${imagePath}`,
  ]);
  expect(tree.resources.map(({ root }) => root.document.file.path)).toEqual(["base/web.yaml"]);
  expect(tree.pods).toHaveLength(1);
  expect(tree.problems.map(({ kind }) => kind)).toEqual(
    Array.from({ length: 3 }, () => "kustomize-not-evaluated"),
  );
});

test("an older strategic merge patch is a path if there is such a file, else text", () => {
  const tree = sorted({
    "kustomization.yaml": kustomization({
      patchesStrategicMerge: ["p.yaml", JSON.stringify(deployment("inline:1"))],
    }),
    "p.yaml": deployment("path:1"),
  });
  expect(tree.images.map(({ reference }) => reference)).toEqual(["path:1", "inline:1"]);
  expect(tree.resources).toEqual([]);
});

test("a file that is a patch here and a resource there is judged", () => {
  const tree = sorted({
    "a/kustomization.yaml": kustomization({ patches: [{ path: "../web.yaml" }] }),
    "b/kustomization.yaml": kustomization({ resources: ["../web.yaml"] }),
    "web.yaml": deployment("web:1"),
  });
  expect(tree.resources).toHaveLength(1);
});

const whole = (image: string, more: object = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: {
    selector: { matchLabels: { app: "web" } },
    template: { spec: { containers: [{ name: "app", image }], ...more } },
  },
});

test("calling a whole object a patch does not keep it from being judged", () => {
  const tree = sorted({
    "deploy/web.yaml": whole("web:1"),
    "aside/kustomization.yaml": kustomization({ patches: [{ path: "../deploy/web.yaml" }] }),
  });
  expect(tree.resources.map(({ kind }) => kind)).toEqual(["Deployment"]);
  expect(tree.pods).toHaveLength(1);
  expect(described(tree.images)).toEqual([`web:1 at deploy/web.yaml:${imagePath}`]);
});

test("nor does a patch directive in a place where any key may stand", () => {
  const volume = { name: "v", csi: { driver: "d", volumeAttributes: { $patch: "merge" } } };
  const tree = sorted({ "web.yaml": whole("web:1", { volumes: [volume] }) });
  expect(tree.pods).toHaveLength(1);
  expect(described(tree.images)).toEqual([`web:1 at web.yaml:${imagePath}`]);
  expect(tree.problems.map(({ kind }) => kind)).toEqual(["kustomize-not-evaluated"]);
});

test("a whole object whose image a patch's kustomization replaces runs both", () => {
  const tree = sorted({
    "deploy/web.yaml": whole("web:1"),
    "kustomization.yaml": kustomization({
      patches: [{ path: "deploy/web.yaml" }],
      images: [{ name: "web", newTag: "2" }],
    }),
  });
  expect(described(tree.images).sort()).toEqual([
    `web:1 at deploy/web.yaml:${imagePath}`,
    "web:2 at kustomization.yaml:images[0].newTag",
  ]);
});

test.each([
  ["a pod", { apiVersion: "v1", kind: "Pod", metadata: { name: "a" } }, {}, 1],
  ["a pod without an image", { apiVersion: "v1", kind: "Pod", metadata: { name: "a" } }, null, 0],
  ["a pod without a name", { apiVersion: "v1", kind: "Pod" }, {}, 0],
])("of patches only whole objects are judged: %s", (_, head, more, expected) => {
  const container = more === null ? { name: "app" } : { name: "app", image: "web:1" };
  const tree = sorted({
    "kustomization.yaml": kustomization({ patches: [{ path: "p.yaml" }] }),
    "p.yaml": { ...head, spec: { containers: [container] } },
  });
  expect(tree.pods).toHaveLength(expected);
});

test("a job's patch says nothing of its end, a job does", () => {
  const job = (spec: object) => ({
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "a" },
    spec: { template: { spec: { containers: [{ name: "app", image: "web:1" }], ...spec } } },
  });
  const podsIn = (content: object) =>
    sorted({
      "kustomization.yaml": kustomization({ patches: ["p.yaml"] }),
      "p.yaml": content,
    }).pods;
  expect(podsIn(job({}))).toHaveLength(0);
  expect(podsIn(job({ restartPolicy: "Never" }))).toHaveLength(1);
});

test("a kustomization with items is what kubectl would apply: its items", () => {
  const tree = sorted({
    "a.yaml": {
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      items: [deployment("web:1")],
    },
  });
  expect(tree.pods).toHaveLength(1);
});

test("an annotation that Pod Security looks at and kustomize adds is said", () => {
  const { problems } = sorted({
    "kustomization.yaml": kustomization({
      commonAnnotations: {
        "example.com/team": "web",
        "container.apparmor.security.beta.kubernetes.io/app": "unconfined",
      },
    }),
  });
  expect(problems.map(({ kind, offender }) => [kind, offender])).toEqual([
    ["kustomize-not-evaluated", "unconfined"],
  ]);
});

test("a patch directive makes a patch, at any level of a workload", () => {
  const removed = { ...deployment("web:1"), $patch: "delete" };
  const inner = {
    ...deployment("x:1"),
    spec: { template: { spec: { containers: [{ name: "a", image: "x:1", $patch: "replace" }] } } },
  };
  const tree = sorted({ "a.yaml": removed, "b.yaml": inner });
  expect(tree.resources).toEqual([]);
  expect(tree.images.map(({ reference }) => reference)).toEqual(["web:1", "x:1"]);
  expect(tree.problems.map(({ kind, location }) => [kind, location.path])).toEqual([
    ["kustomize-not-evaluated", "a.yaml"],
    ["kustomize-not-evaluated", "b.yaml"],
  ]);
});

test("the words alone, and directives inside of other things, make no patch", () => {
  const policy = {
    apiVersion: "kyverno.io/v1",
    kind: "Policy",
    spec: { mutate: { spec: { $patch: "delete" } } },
  };
  const map = { apiVersion: "v1", kind: "ConfigMap", data: { text: "$patch: delete" } };
  const listed = { ...deployment("web:1"), $patch: "merge" };
  const tree = sorted({
    "a.yaml": policy,
    "b.yaml": map,
    "c.yaml": listed,
    "kustomization.yaml": kustomization({ resources: ["c.yaml"] }),
  });
  expect(tree.resources.map(({ kind }) => kind)).toEqual(["Policy", "ConfigMap", "Deployment"]);
  expect(tree.problems).toEqual([]);
});

const named = (name: string | undefined, reference: string) => ({ name, reference });

test("a reference of the caller's takes the place of a name in the files", () => {
  const { images, unmatchedImages } = sorted(
    { "a.yaml": deployment("web:1"), "b.yaml": deployment("other:1") },
    [named("web", "ghcr.io/web@sha256:ab"), named("missing", "x"), named(undefined, "alone:1")],
  );
  expect(described(images)).toEqual([
    `ghcr.io/web@sha256:ab at a.yaml:${imagePath}`,
    `other:1 at b.yaml:${imagePath}`,
    "alone:1",
  ]);
  expect(unmatchedImages).toEqual(["missing"]);
});

test.each(["web", "ghcr.io/acme/web"])(
  "the caller may call an image by what it was and by what it became: %s",
  (name) => {
    const { images, unmatchedImages } = sorted(layered, [named(name, "mine:1")]);
    expect(described(images)[0]).toBe("mine:1 at env/prod/kustomization.yml:images[1].digest");
    expect(images[0]?.related).toHaveLength(2);
    expect(unmatchedImages).toEqual([]);
  },
);

test("names of the caller's that are no image's are handed back", () => {
  const { unmatchedImages } = sorted({}, [named("__proto__", "a"), named("toString", "b")]);
  expect(unmatchedImages).toEqual(["__proto__", "toString"]);
});

test("a circle of kustomizations is unreadable, and its images are run", () => {
  const tree = sorted({
    "a/kustomization.yaml": kustomization({
      resources: ["../b", "web.yaml"],
      images: [{ name: "web", newTag: "2" }],
    }),
    "a/web.yaml": deployment("web:1"),
    "b/kustomization.yaml": kustomization({ resources: ["../a"] }),
    "self/kustomization.yaml": kustomization({ resources: ["."], components: ["../self"] }),
  });
  expect(tree.problems.map(({ kind, location }) => [kind, location.path])).toEqual([
    ["unreadable", "b/kustomization.yaml"],
    ["unreadable", "self/kustomization.yaml"],
    ["unreadable", "self/kustomization.yaml"],
  ]);
  expect(tree.images.map(({ reference }) => reference)).toEqual(["web:2"]);
});

test("names that objects have by themselves are names like any other", () => {
  const tree = sorted({
    "__proto__/kustomization.yaml": kustomization({
      resources: ["constructor", "../__proto__"],
      images: [
        { name: "__proto__", newTag: "2" },
        { name: "constructor", newName: "x" },
      ],
    }),
    "__proto__/constructor": deployment("__proto__:1"),
  });
  expect(tree.images.map(({ reference }) => reference)).toEqual(["__proto__:2", "x"]);
});

test("wrong types in a kustomization stop nothing", () => {
  const { images } = sorted({
    "web.yaml": deployment("web:1"),
    "kustomization.yaml": kustomization({
      resources: ["web.yaml", 7, null, {}],
      images: [5, null, "x", { name: 7, newTag: 8 }, { name: "web", newTag: [] }, []],
      patches: { path: "x" },
      patchesJson6902: [{ path: {}, patch: 5 }],
      patchesStrategicMerge: [{}],
      components: "x",
      replacements: "x",
    }),
  });
  expect(described(images)).toEqual([`web:1 at web.yaml:${imagePath}`]);
});

test("ten thousand entries and a deep chain of overlays take no more than moments", () => {
  const many = Array.from({ length: 10_000 }, (_, index) => index);
  const chain = Object.fromEntries(
    many
      .slice(1, 3000)
      .map((index) => [
        `o${index}/kustomization.yaml`,
        { resources: [`../o${index - 1}`], images: [{ name: "web", newTag: String(index) }] },
      ]),
  );
  const documents = documentsOf({
    "o0/kustomization.yaml": {
      resources: ["web.yaml", ...many.map((index) => `missing-${index}.yaml`)],
      images: many.map((index) => ({ name: "web", newTag: String(index) })),
    },
    "o0/web.yaml": deployment("web:1"),
    ...chain,
  });
  const { images, problems } = sortOut(documents, []);
  expect(described(images)).toEqual(["web:2999 at o2999/kustomization.yaml:images[0].newTag"]);
  expect(problems).toEqual([]);
});

test("overlays that multiply without end are unreadable, and every image and entry counts", () => {
  const levels = Array.from({ length: 30 }, (_, level) => level);
  const diamonds = Object.fromEntries(
    levels.flatMap((level) =>
      ["a", "b"].map((side) => [
        `${side}${level}/kustomization.yaml`,
        {
          resources: level === 0 ? ["../web.yaml"] : [`../a${level - 1}`, `../b${level - 1}`],
          images: [{ name: "web", tagSuffix: side }],
        },
      ]),
    ),
  );
  const tree = sorted({
    ...diamonds,
    "web.yaml": deployment("web:1"),
    "c/kustomization.yaml": { images: [{ name: "c", newTag: "1" }] },
  });
  expect(tree.problems.map(({ kind }) => kind)).toEqual(["unreadable"]);
  expect(tree.images.map(({ reference }) => reference)).toEqual(["web:1", "c:1"]);
});

test("texts too long for a reference are run as written and multiply nothing", () => {
  const long = "x".repeat(100_000);
  const { images, problems } = sorted({
    "a.yaml": deployment(`web:${long}`),
    "b.yaml": deployment("web:1"),
    "kustomization.yaml": kustomization({
      resources: ["a.yaml", "b.yaml"],
      images: [
        { name: "web", newTag: long },
        ...Array.from({ length: 50 }, () => ({ name: "web", tagSuffix: "y".repeat(100) })),
      ],
    }),
  });
  expect(images.map(({ reference }) => reference.length)).toEqual([100_004, 1105]);
  expect(problems.map(({ kind }) => kind)).toEqual(["wrong-type"]);
});

test("the objects that a component brings along are changed once", () => {
  const { images } = sorted({
    "side/side.yaml": deployment("side:1", "side"),
    "side/kustomization.yaml": {
      kind: "Component",
      resources: ["side.yaml"],
      images: [{ name: "side", tagSuffix: "-x" }],
    },
    "kustomization.yaml": kustomization({ components: ["side"] }),
  });
  expect(images.map(({ reference }) => reference)).toEqual(["side:1-x"]);
});

test("a folder is the kustomization of the right name, whatever else lies in it", () => {
  const { images } = sorted({
    "base/draft.yaml": {
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      resources: ["draft-web.yaml"],
    },
    "base/kustomization.yaml": kustomization({ resources: ["web.yaml"] }),
    "base/web.yaml": deployment("web:1"),
    "base/draft-web.yaml": deployment("draft:1"),
    "kustomization.yaml": kustomization({
      resources: ["base"],
      images: ["web", "draft"].map((name) => ({ name, newTag: "2" })),
    }),
  });
  expect(images.map(({ reference }) => reference).sort((a, b) => (a < b ? -1 : 1))).toEqual([
    "draft:1",
    "draft:2",
    "web:2",
  ]);
});

test("the caller may call an image by what it was in between", () => {
  const { images, unmatchedImages } = sorted(
    {
      "web.yaml": deployment("a:1"),
      "kustomization.yaml": kustomization({
        resources: ["web.yaml"],
        images: [
          { name: "a", newName: "b" },
          { name: "b", newName: "c" },
        ],
      }),
    },
    [named("b", "mine:1")],
  );
  expect(images.map(({ reference }) => reference)).toEqual(["mine:1"]);
  expect(unmatchedImages).toEqual([]);
});

test("a patch that was not read is said at its path", () => {
  const { problems } = sorted({
    "kustomization.yaml": "patches:\n- target: {kind: Pod}\n  path: gone.json\n",
  });
  expect(problems.map(({ kind, location }) => [kind, location.line])).toEqual([
    ["kustomize-not-evaluated", 2],
    ["kustomize-not-evaluated", 3],
  ]);
});
