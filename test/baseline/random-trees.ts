import type { Content } from "../git/repository.ts";

/** A tree of files by path. */
export type Files = ReadonlyMap<string, Content>;

/** Picks by a number, the same for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  }

  of<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new Error("nothing to choose from");
    return choice;
  }

  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }
}

const names = ["a", "b", "c"];
const namespaces = ["one", "two"];
const images = [
  "nginx",
  "nginx:1.29",
  "ghcr.io/acme/web:1",
  "ghcr.io/acme/web",
  "quay.io/x/y:2",
  "Bad Image",
];
const folders = [
  "",
  "app/",
  "app/base/",
  "app/overlay/",
  "chart/templates/",
  "policies/",
  "node_modules/",
];

function container(random: Random): string {
  const lines = [
    `        - name: ${random.of(names)}`,
    `          image: ${JSON.stringify(random.of(images))}`,
    ...(random.chance(3) ? ["          securityContext: { privileged: true }"] : []),
    ...(random.chance(4) ? ["          ports: [{ containerPort: 80, hostPort: 80 }]"] : []),
    ...(random.chance(8) ? ["          ports: oops"] : []),
  ];
  return lines.join("\n");
}

function podSpec(random: Random): string {
  const count = 1 + random.below(2);
  return [
    ...(random.chance(3) ? ["      hostNetwork: true"] : []),
    "      containers:",
    ...Array.from({ length: count }, () => container(random)),
    ...(random.chance(2)
      ? [`      volumes: [{ name: v, hostPath: { path: ${random.of(["/", "/var/log"])} } }]`]
      : []),
  ].join("\n");
}

function deployment(random: Random): string {
  const labels = `{ app: ${random.of(names)} }`;
  return `apiVersion: apps/v1
kind: ${random.of(["Deployment", "StatefulSet"])}
metadata:
  name: ${random.of(names)}
  namespace: ${random.of(namespaces)}
spec:
  selector: { matchLabels: ${labels} }
  template:
    metadata: { labels: ${labels} }
    spec:
${podSpec(random)}
`;
}

function patch(random: Random): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${random.of(names)} }
spec:
  template:
    spec:
      containers:
        - { name: ${random.of(names)}, image: "${random.of(images)}" }
`;
}

function list(random: Random): string {
  const items = Array.from({ length: 1 + random.below(3) }, () =>
    JSON.stringify({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: random.of(names), namespace: random.of(namespaces) },
      spec: { containers: [{ name: random.of(names), image: random.of(images) }] },
    }),
  );
  return `apiVersion: v1\nkind: List\nitems:\n${items.map((item) => `  - ${item}\n`).join("")}`;
}

function constraint(random: Random): string {
  return `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: ${random.of(["K8sAllowedRepos", "K8sDisallowedRepos"])}
metadata: { name: ${random.of(names)} }
spec:
  enforcementAction: ${random.of(["deny", "dryrun", "warn"])}
  match:
    ${random.of(["namespaces: [one]", "namespaceSelector: { matchLabels: { tier: prod } }", "excludedNamespaces: [two]"])}
  parameters: { repos: [${random.of(["nginx", "ghcr.io/acme/", "quay.io"])}] }
`;
}

function namespace(random: Random): string {
  return `apiVersion: v1
kind: Namespace
metadata: { name: ${random.of(namespaces)}, labels: { tier: ${random.of(["prod", "test"])} } }
`;
}

function kustomization(random: Random): string {
  const targets = [
    "a.yaml",
    "b.yaml",
    "c.json",
    "plain",
    "../base",
    "../a.yaml",
    "../../node_modules/a.yaml",
    "missing.yaml",
    ".",
  ];
  const some = (): string[] => Array.from({ length: random.below(3) }, () => random.of(targets));
  return [
    "apiVersion: kustomize.config.k8s.io/v1beta1",
    `kind: ${random.chance(4) ? "Component" : "Kustomization"}`,
    `resources: ${JSON.stringify(some())}`,
    ...(random.chance(2) ? [`components: ${JSON.stringify(some())}`] : []),
    ...(random.chance(2) ? [`patches: [{ path: ${random.of(["a.yaml", "patch.yaml"])} }]`] : []),
    ...(random.chance(3)
      ? [`patchesStrategicMerge:\n  - |\n${patch(random).replaceAll(/^/gm, "    ").trimEnd()}`]
      : []),
    ...(random.chance(2)
      ? [
          `images: [{ name: ${random.of(["nginx", "ghcr.io/acme/web", "zzz"])}, ${random.of(['newTag: "9"', "newName: quay.io/x/z", "newTag: latest"])} }]`,
        ]
      : []),
    "",
  ].join("\n");
}

const odd: readonly Content[] = [
  "apiVersion: v1\nkind: Pod\nmetadata: {name: x\n",
  "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: { a: 1, a: 2 }\n",
  "{{ if }}\napiVersion: v1\nkind: Pod\n{{ end }}\n",
  `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 12\n`,
  `version https://git-lfs.github.com/spec/v1\noid sha256:${"1".repeat(64)}\nsize 12\n`,
  '{ "nothing": "of ours" }',
  "\u0000\u0001 binary",
  { to: "a.yaml" },
  { to: "../app" },
  { to: "nowhere.yaml" },
  { to: "/etc/hostname" },
  { to: "/etc" },
];

/** One to three documents of any kind, at times something that is no Kubernetes at all. */
export function someContent(random: Random): Content {
  if (random.chance(7)) return random.of(odd);
  const makers = [deployment, deployment, deployment, list, constraint, namespace, patch];
  const documents = Array.from({ length: 1 + random.below(3) }, () => random.of(makers)(random));
  return documents.join("---\n");
}

function somePath(random: Random): string {
  const folder = random.of(folders);
  if (random.chance(4)) return `${folder}kustomization.yaml`;
  return folder + random.of(["a.yaml", "b.yaml", "c.json", "patch.yaml", "plain", "Kustomization"]);
}

function contentFor(path: string, random: Random): Content {
  const isKustomization = /kustomization/i.test(path);
  return isKustomization && !random.chance(8) ? kustomization(random) : someContent(random);
}

/** A repository of a dozen files. */
export function someFiles(random: Random): Files {
  const files = new Map<string, Content>();
  for (let count = 4 + random.below(12); count > 0; count--) {
    const path = somePath(random);
    files.set(path, contentFor(path, random));
  }
  return files;
}

/** The files after a few edits: new, changed, removed, renamed, shifted, joined, with other line ends. */
export function edited(files: Files, random: Random): Files {
  const result = new Map(files);
  for (let count = 1 + random.below(4); count > 0; count--) {
    const paths = [...result.keys()];
    const path = paths.length === 0 || random.chance(4) ? somePath(random) : random.of(paths);
    const content = result.get(path);
    const other = somePath(random);
    const edits: (() => void)[] = [
      () => result.set(path, contentFor(path, random)),
      () => result.delete(path),
      () => {
        result.delete(path);
        if (content !== undefined) result.set(other, content);
      },
      () => typeof content === "string" && result.set(path, `# a line\n${content}`),
      () => typeof content === "string" && result.set(path, content.replaceAll("\n", "\r\n")),
      () => typeof content === "string" && result.set(path, `${content}---\n${deployment(random)}`),
      () => typeof content === "string" && result.set(path, content.replace("/var/log", "/")),
    ];
    random.of(edits)();
  }
  return result;
}
