import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Corpus, yamlFiles } from "./corpus.ts";

/** What a user would run instead, on the same files as ours. */
export interface Comparison {
  readonly name: string;
  readonly command: readonly string[];
  /** What ours is given, so that both sides read the same files. */
  readonly ownPaths: readonly string[];
  readonly runs: number;
  /** Why it is left out, if so. */
  readonly missing?: string;
}

const tools = new URL("../.tools/", import.meta.url).pathname;

/** kube-score as the median of five runs, `trivy config` once, for it takes minutes. */
export function comparisons(tree: Corpus): Comparison[] {
  return [kubeScore(tree), trivyConfig(tree)];
}

function kubeScore(tree: Corpus): Comparison {
  const program = path.join(tools, "kube-score");
  const base = { name: "kube-score", runs: 5 };
  if (!existsSync(program)) return { ...base, command: [], ownPaths: [], missing: notBuilt };
  const readable = readableBy(program, tree);
  // Thousands of file names fit on one command line; kube-score reads no folders.
  const command = [program, "score", "--output-format", "json", ...yamlFiles(readable)];
  return { ...base, command, ownPaths: [readable] };
}

function trivyConfig(tree: Corpus): Comparison {
  const program = path.join(tools, "trivy");
  const base = { name: "trivy config", runs: 1, ownPaths: [tree.folder] };
  if (!existsSync(program)) return { ...base, command: [], missing: notBuilt };
  const cache = mkdtempSync(path.join(tmpdir(), "portcullis-bench-trivy-"));
  const command = [
    program,
    "config",
    "--quiet",
    "--cache-dir",
    cache,
    "--skip-check-update",
    "--misconfig-scanners",
    "kubernetes",
    "--format",
    "json",
    tree.folder,
  ];
  return { ...base, command };
}

const notBuilt = "it is not built (npm run tools -- bench, which needs Go)";

/** A copy of the corpus without the files that kube-score refuses, for one of them refuses the whole run. */
function readableBy(program: string, tree: Corpus): string {
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-bench-readable-"));
  let left = 0;
  for (const files of inGroups(yamlFiles(tree.folder), 64)) {
    const good = reads(program, files) ? files : files.filter((file) => reads(program, [file]));
    left += files.length - good.length;
    for (const file of good) {
      const copy = path.join(folder, path.relative(tree.folder, file));
      mkdirSync(path.dirname(copy), { recursive: true });
      cpSync(file, copy);
    }
  }
  console.log(`kube-score cannot read ${left} files; they are left out for both`);
  return folder;
}

/** It exits 1 for findings and for files it cannot read; only the latter leave no JSON. */
function reads(program: string, files: readonly string[]): boolean {
  const { stdout } = spawnSync(program, ["score", "--output-format", "json", ...files], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return stdout.startsWith("[") || stdout.startsWith("null");
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}
