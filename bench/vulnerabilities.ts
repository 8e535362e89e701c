import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { startRealRegistry, type RealRegistry } from "../test/registry/real-registry.ts";
import { manyFindings } from "./many-findings.ts";
import { peakOf } from "./measure.ts";
import { pushScanDatabase, pushScannedImages, repositoryOf } from "./scanned-images.ts";

const tools = new URL("../.tools/", import.meta.url).pathname;
const [trivy = "", olareg = "", database = ""] = ["trivy", "olareg", "trivy-database"].map((name) =>
  path.join(tools, name),
);
const images = 20;
const many = { images: 50, each: 2_000 };
const runs = 3;

/** Prints our time on real images against Trivy's, that of a second run, and the memory that many findings take. */
export async function benchVulnerabilities(cli: string): Promise<void> {
  if (![trivy, olareg, database].every((tool) => existsSync(tool))) {
    console.log(
      "vulnerabilities: left out, needs trivy, olareg and trivy-database (npm run tools)",
    );
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-bench-vulnerabilities-"));
  const registry = await startRealRegistry("olareg", olareg);
  try {
    await compareWithTrivy(cli, registry, path.join(folder, "few"));
    await weighMany(cli, registry, path.join(folder, "many"));
  } finally {
    registry.stop();
    rmSync(folder, { recursive: true });
  }
}

async function compareWithTrivy(
  cli: string,
  registry: RealRegistry,
  folder: string,
): Promise<void> {
  const cache = path.join(folder, "trivy-cache");
  const references = await pushScannedImages(registry, images);
  await pushScanDatabase(registry, database, cache);
  const place = repositoryOf(references, { folder, trivy });
  const check = commandFor(cli, place);
  const alone = (more: readonly string[], times = runs): number =>
    medianOfRuns(() => {
      // Trivy keeps what it found in a layer; each round begins as the first did.
      rmSync(path.join(cache, "fanal"), { recursive: true, force: true });
      return timed(() => {
        for (const image of references) run(trivyOn(image, cache, more), folder);
      });
    }, times);
  const [same, asItComes] = [alone(["--scanners", "vuln"]), alone([], 1)];
  const first = medianOfRuns(() => {
    rmSync(path.join(folder, "kept"), { recursive: true, force: true });
    mkdirSync(path.join(folder, "kept"));
    return timed(() => run(check, folder));
  });
  const again = medianOfRuns(() => timed(() => run(check, folder)));
  print(
    `${images} images, nothing kept: our time as a part of that of ${images} × trivy`,
    first,
    same,
  );
  print("  and of trivy as it comes, which looks for secrets too", first, asItComes);
  print("  the command again, nothing changed", again, same);
}

async function weighMany(cli: string, registry: RealRegistry, folder: string): Promise<void> {
  const programs = path.join(folder, "programs");
  const { references, trivy: stub } = await manyFindings(registry, programs, many);
  const repository = path.join(folder, "repository");
  mkdirSync(repository);
  const place = repositoryOf(references, { folder: repository, trivy: stub });
  const file = path.join(folder, "report.json");
  const text = ["--format", "text", "--output", path.join(folder, "report.txt")];
  const command = [...commandFor(cli, place), "--output", file, ...text];
  const kept = { XDG_CACHE_HOME: path.join(folder, "kept") };
  mkdirSync(kept.XDG_CACHE_HOME);
  for (const when of ["nothing kept", "all of it kept from before"]) {
    rmSync(file, { force: true });
    const peak = peakOf(command, kept);
    const { findings } = JSON.parse(readFileSync(file, "utf8")) as { findings: object[] };
    if (findings.length < many.images * many.each) throw new Error("not all was found");
    console.log(
      `${many.images} images of ${many.each} findings each, ${when}: peak memory ${(peak / 1024).toFixed(0)} MB`,
    );
  }
}

interface Place {
  readonly tree: string;
  readonly policy: string;
}

function commandFor(cli: string, { tree, policy }: Place): string[] {
  const options = ["--checks", "vulnerabilities", "--policy", policy, "--format", "json"];
  return [process.execPath, cli, "check", tree, ...options];
}

function trivyOn(image: string, cache: string, more: readonly string[]): string[] {
  const offline = ["--skip-db-update", "--skip-version-check", "--quiet"];
  const words = ["--cache-dir", cache, "--image-src", "remote", "--format", "json", ...more];
  return [trivy, "image", ...offline, ...words, image];
}

function run([program = "", ...words]: readonly string[], folder: string): void {
  const kept = { HOME: folder, XDG_CACHE_HOME: path.join(folder, "kept") };
  const { status, stderr, error } = spawnSync(program, words, {
    env: { PATH: process.env["PATH"] ?? "", ...kept },
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0 && status !== 1) {
    throw new Error(`${program} ${words.join(" ")}: ${stderr.toString()}`, { cause: error });
  }
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function medianOfRuns(once: () => number, count = runs): number {
  const times = Array.from({ length: count }, once).sort((a, b) => a - b);
  return times[Math.floor(count / 2)] ?? Number.NaN;
}

function print(what: string, part: number, whole: number): void {
  const percent = ((part / whole) * 100).toFixed(1);
  const [a, b] = [part, whole].map((each) => (each / 1000).toFixed(2));
  console.log(`${what}: ${percent} % (${a} s of ${b} s)`);
}
