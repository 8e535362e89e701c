import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { medianOf } from "./measure.ts";

const files = 5_000;
const changed = 20;
const runs = 7;

/** Prints how much longer a run takes that compares a large tree with its base. */
export function benchOnlyNew(cli: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-bench-only-new-"));
  try {
    makeTree(folder);
    commit(folder);
    change(folder);
    const words = ["check", folder, "--checks", "manifests,registries", "--format", "json"];
    const plain = medianOf([process.execPath, cli, ...words], runs);
    const compared = [process.execPath, cli, ...words, "--only-new", "--base", "HEAD"];
    const onlyNew = medianOf(compared, runs);
    console.log(
      `${files} files, ${changed} of them changed: --only-new against a plain run: ${(onlyNew / plain).toFixed(2)} (${onlyNew.toFixed(0)} ms against ${plain.toFixed(0)} ms)`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fileOf(folder: string, index: number): string {
  const service = Math.floor(index / kinds.length);
  const name = kinds[index % kinds.length]?.name ?? "";
  return path.join(folder, `apps/team${service % 50}/svc${service}/${name}.yaml`);
}

function makeTree(folder: string): void {
  for (let index = 0; index < files; index++) {
    const file = fileOf(folder, index);
    mkdirSync(path.dirname(file), { recursive: true });
    const text = kinds[index % kinds.length]?.text(Math.floor(index / kinds.length)) ?? "";
    writeFileSync(file, text);
  }
}

/** Every 250th file, each a deployment with one more violation. */
function change(folder: string): void {
  for (let count = 0; count < changed; count++) {
    const file = fileOf(folder, (count * files) / changed);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("      containers:\n", "      hostNetwork: true\n$&"));
  }
}

function commit(folder: string): void {
  const git = (...words: string[]): void => {
    const who = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com" };
    const env = { ...process.env, ...who, GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@b.c" };
    execFileSync("git", words, { cwd: folder, env, stdio: "ignore" });
  };
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "base", "--no-gpg-sign");
}

interface Kind {
  readonly name: string;
  readonly text: (service: number) => string;
}

const kinds: readonly Kind[] = [
  {
    name: "deployment",
    text: (service) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: svc${service}
  labels: { app: svc${service} }
spec:
  replicas: 2
  selector: { matchLabels: { app: svc${service} } }
  template:
    metadata: { labels: { app: svc${service} } }
    spec:
      containers:
        - name: app
          image: ghcr.io/acme/svc${service}:1.${service % 7}
          ports: [{ containerPort: 8080 }]
          resources: { limits: { memory: 128Mi } }
        - name: proxy
          image: ghcr.io/acme/proxy:2
          securityContext: { privileged: ${service % 3 === 0} }
      volumes:
        - name: logs
          hostPath: { path: /var/log }
`,
  },
  {
    name: "service",
    text: (service) => `apiVersion: v1
kind: Service
metadata: { name: svc${service} }
spec:
  selector: { app: svc${service} }
  ports: [{ port: 80, targetPort: 8080 }]
`,
  },
  {
    name: "ingress",
    text: (service) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: svc${service} }
spec:
  rules:
    - host: svc${service}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: svc${service}, port: { number: 80 } } }
`,
  },
  {
    name: "config",
    text: (service) => `apiVersion: v1
kind: ConfigMap
metadata: { name: svc${service}-config }
data:
  number: "${service}"
  text: |
    some text
    more text
`,
  },
  {
    name: "policy",
    text: (service) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: svc${service} }
spec:
  podSelector: { matchLabels: { app: svc${service} } }
  policyTypes: [Ingress, Egress]
`,
  },
];
