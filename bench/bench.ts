import { medianOf, peakOf } from "./measure.ts";
import { type Comparison, comparisons } from "./comparisons.ts";
import { benchCommits } from "./commits.ts";
import { corpus, multiplied } from "./corpus.ts";
import { benchOnlyNew } from "./only-new.ts";
import { benchReports } from "./reports.ts";
import { benchSignatures } from "./signatures.ts";
import { benchVulnerabilities } from "./vulnerabilities.ts";

// Every number is a ratio of two sides timed in this one run; nothing here is asserted.
const cli = new URL("../dist/cli.js", import.meta.url).pathname;
const tree = corpus();
console.log(`corpus: ${tree.description}`);

const check = [
  process.execPath,
  cli,
  "check",
  tree.folder,
  "--checks",
  "manifests,registries",
  "--offline",
  "--format",
  "json",
];
const bare = medianOf([process.execPath, "-e", ""], 15);
const versionTime = medianOf([process.execPath, cli, "--version"], 15);
report(
  "start-up: --version against bare node",
  versionTime / bare,
  `${ms(versionTime)} against ${ms(bare)}`,
);

const own = medianOf(check, 5);
console.log(`portcullis on the whole corpus: ${ms(own)} (median of 5)`);
console.log(`peak memory on the whole corpus: ${(peakOf(check) / 1024).toFixed(0)} MB`);

for (const comparison of comparisons(tree)) compare(comparison);

const five = multiplied(tree, 5);
const fivefold = medianOf([...check.slice(0, 3), five.folder, ...check.slice(4)], 3);
report(
  "five times the corpus, start-up taken off",
  (fivefold - bare) / (own - bare),
  `${ms(fivefold)} against ${ms(own)}`,
);
five.remove();
tree.remove();

await benchCommits();
await benchSignatures(cli);
await benchVulnerabilities(cli);
benchOnlyNew(cli);
await benchReports();

function compare({ name, command, ownPaths, runs, missing }: Comparison): void {
  if (missing !== undefined) {
    console.log(`${name}: left out, ${missing}`);
    return;
  }
  const theirs = medianOf(command, runs);
  const ours = medianOf([...check.slice(0, 3), ...ownPaths, ...check.slice(4)], 5);
  report(`${name}: its time against ours`, theirs / ours, `${ms(theirs)} against ${ms(ours)}`);
}

function report(what: string, ratio: number, times: string): void {
  console.log(`${what}: ${ratio.toFixed(2)} (${times})`);
}

function ms(milliseconds: number): string {
  return milliseconds >= 10_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${milliseconds.toFixed(0)} ms`;
}
