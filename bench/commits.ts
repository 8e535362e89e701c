import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { examineCommits } from "../src/checks/commits/examine.ts";
import { benchOf } from "../src/checks/commits/judge.ts";
import { verifyWebFlow } from "../src/checks/commits/openpgp/web-flow.ts";
import { loadCommitTrust } from "../src/checks/commits/trust.ts";
import { policyContext } from "../src/checks/policy-context.ts";
import { trustOnDisk } from "../src/checks/commits/trust-on-disk.ts";
import { withRange } from "../src/git/complete-range.ts";
import { loadPolicy } from "../src/policy/load.ts";
import type { SignedHistory } from "./commit-history.ts";
import { medianOf, peakOf } from "./measure.ts";

const cli = new URL("../dist/cli.js", import.meta.url).pathname;

/** Prints how long git takes for a range of signed commits, against our verification alone and our command. */
export async function benchCommits(): Promise<void> {
  await compare("5,000 SSH commits (Ed25519)", signedHistory(5_000, "ssh"));
  await compare("2,000 OpenPGP commits (RSA-4096)", signedHistory(2_000, "openpgp"));
  const small = signedHistory(5_000, "ssh");
  const large = signedHistory(50_000, "ssh");
  const base = medianOf([process.execPath, "-e", ""], 5);
  const ratio = (medianOf(command(large), 3) - base) / (medianOf(command(small), 3) - base);
  console.log(`ten times the commits, start-up taken off: ${ratio.toFixed(2)}`);
  console.log(`peak memory on 50,000 commits: ${(peakOf(command(large)) / 1024).toFixed(0)} MB`);
  remove(small);
  remove(large);
}

/** In a process of its own: what it holds would count as the memory of the children measured here. */
function signedHistory(count: number, kind: "ssh" | "openpgp"): SignedHistory {
  const script = new URL("commit-history.ts", import.meta.url).pathname;
  const said = execFileSync(process.execPath, [script, String(count), kind]);
  return JSON.parse(said.toString()) as SignedHistory;
}

function remove({ folder }: SignedHistory): void {
  rmSync(folder, { recursive: true, force: true });
}

async function compare(name: string, history: SignedHistory): Promise<void> {
  const git = timeOfGit(history);
  const alone = await medianAlone(history);
  const whole = medianOf(command(history), 5);
  console.log(`${name}: git log --format='%H %G?' ${(git / 1000).toFixed(1)} s`);
  console.log(
    `  verification alone: ${(git / alone).toFixed(1)} times faster (${alone.toFixed(0)} ms)`,
  );
  console.log(
    `  the whole command: ${(git / whole).toFixed(1)} times faster (${whole.toFixed(0)} ms)`,
  );
  remove(history);
}

function command({ folder, base, count }: SignedHistory): string[] {
  const options = ["--checks", "commits", "--range", `${base}..HEAD`, "--format", "json"];
  const words = [process.execPath, cli, "check", folder, ...options];
  const policy = join(folder, "portcullis.yml");
  const whole = [...words, "--policy", policy];
  const said = execFileSync(whole[0] ?? "", whole.slice(1), { maxBuffer: 1 << 28 });
  const { commits } = JSON.parse(said.toString()) as { commits: { levels: { trusted: number } } };
  if (commits.levels.trusted !== count) throw new Error(`not all of ${count} commits are trusted`);
  return whole;
}

/** Once: it takes a minute. */
function timeOfGit({ folder, base, count, gitOptions, environment }: SignedHistory): number {
  const started = performance.now();
  const said = execFileSync("git", [...gitOptions, "log", "--format=%H %G?", `${base}..HEAD`], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...environment },
    maxBuffer: 1 << 28,
  });
  const good = said.split("\n").filter((line) => /[GU]$/.test(line)).length;
  if (good !== count) throw new Error(`git calls ${good} of ${count} commits good`);
  return performance.now() - started;
}

async function medianAlone(history: SignedHistory): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) times.push(await timeAlone(history));
  return times.sort((a, b) => a - b)[2] ?? Number.NaN;
}

/** Reading, taking apart and judging every commit, without start, policy, walk and report. */
async function timeAlone({ folder, base, count }: SignedHistory): Promise<number> {
  const policy = loadPolicy(folder, join(folder, "portcullis.yml"), folder, policyContext);
  const trust = await loadCommitTrust(trustOnDisk(policy, folder, "the bench"));
  const bench = benchOf(policy.commits, trust, verifyWebFlow);
  const head = readFileSync(join(folder, ".git/refs/heads/main"), "utf8").trim();
  const sources = { checkout: folder, remote: undefined };
  return withRange(sources, { include: [head], exclude: [base] }, async (found) => {
    const started = performance.now();
    const demand = { require: "trusted", isConfigured: true } as const;
    const examination = { bench, demand, exempt: [], apiMode: "off" } as const;
    const { settled } = await examineCommits(found, found.commits, examination);
    const time = performance.now() - started;
    if ([...settled.values()][0] !== count) throw new Error("not every commit is good");
    return time;
  });
}
