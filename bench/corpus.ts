import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder of Kubernetes files to time on. */
export interface Corpus {
  readonly folder: string;
  readonly description: string;
  /** Removes what was made for it; a folder of the user's own stays. */
  remove(): void;
}

/** The folder that PORTCULLIS_CORPUS names, else a tree that is generated for the run. */
export function corpus(): Corpus {
  const given = process.env["PORTCULLIS_CORPUS"];
  if (given !== undefined && given !== "") {
    return { folder: given, description: `PORTCULLIS_CORPUS, ${sizeOf(given)}`, remove: () => {} };
  }
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-bench-"));
  generate(folder, 2_000);
  return {
    folder,
    description: `generated, ${sizeOf(folder)}`,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The corpus several times over, side by side in one folder. */
export function multiplied(original: Corpus, times: number): Corpus {
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-bench-"));
  for (let copy = 0; copy < times; copy++)
    cpSync(original.folder, path.join(folder, `copy-${copy}`), { recursive: true });
  return {
    folder,
    description: `${times} times ${original.description}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The YAML files below a folder, sorted. */
export function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function sizeOf(folder: string): string {
  const files = yamlFiles(folder);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  return `${files.length} YAML files, ${(bytes / 1e6).toFixed(1)} MB`;
}

/** Some workloads good, some bad, services and config beside them, and definitions as large as real ones. */
function generate(folder: string, services: number): void {
  for (let index = 0; index < services; index++) {
    const team = path.join(folder, `team-${index % 40}`);
    mkdirSync(team, { recursive: true });
    writeFileSync(path.join(team, `service-${index}.yaml`), workload(index));
    if (index % 20 === 0) writeFileSync(path.join(team, `crd-${index}.yaml`), definition(index));
  }
}

function workload(index: number): string {
  const good = index % 3 === 0;
  const security = good
    ? "\n          securityContext:\n            allowPrivilegeEscalation: false\n            capabilities:\n              drop: [ALL]"
    : "";
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${index}
  labels:
    app: service-${index}
    team: team-${index % 40}
spec:
  replicas: ${1 + (index % 4)}
  selector:
    matchLabels:
      app: service-${index}
  template:
    metadata:
      labels:
        app: service-${index}
    spec:
      containers:
        - name: app
          image: registry.example.com/team-${index % 40}/service-${index}:1.${index}
          ports:
            - containerPort: 8080
              name: http
          env:
            - name: LOG_LEVEL
              value: "info"
          resources:
            requests: { cpu: 100m, memory: 128Mi }${security}
---
apiVersion: v1
kind: Service
metadata:
  name: service-${index}
spec:
  selector:
    app: service-${index}
  ports:
    - port: 80
      targetPort: http
`;
}

function definition(index: number): string {
  const fields = Array.from(
    { length: 900 },
    (_, field) =>
      `                field${field}:\n                  description: What field ${field} of kind ${index} is for, in some words.\n                  type: string\n`,
  ).join("");
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: kind${index}s.example.com
spec:
  group: example.com
  names:
    kind: Kind${index}
    plural: kind${index}s
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
${fields}`;
}
