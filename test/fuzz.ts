/*
 * Runs every differential fuzz against the real things: `npm run fuzz [-- --short]`. The short run has
 * fixed seeds and takes some seconds; the long one takes a new seed each time, and prints it.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";

interface Fuzz {
  readonly script: string;
  /** How much, then the seed. */
  readonly short: readonly string[];
  readonly long: readonly string[];
}

const fuzzes: readonly Fuzz[] = [
  { script: "checks/manifests/pod-security/fuzz.ts", short: ["2000", "1"], long: ["20000"] },
  { script: "kubernetes/yaml/fuzz.ts", short: ["10", "1"], long: ["120"] },
  // What is accepted here, the real programs accept too; 100,000 mutants together.
  { script: "checks/commits/ssh/fuzz.ts", short: ["400", "1"], long: ["40000"] },
  { script: "checks/commits/openpgp/fuzz.ts", short: ["400", "1"], long: ["40000"] },
  { script: "checks/commits/x509/fuzz.ts", short: ["400", "1"], long: ["30000"] },
];

const isShort = process.argv.includes("--short");
const failed = fuzzes.filter(({ script, short, long }) => {
  console.log(`== ${script}`);
  const words = [path.join(import.meta.dirname, script), ...(isShort ? short : long)];
  return spawnSync(process.execPath, words, { stdio: "inherit" }).status !== 0;
});
for (const { script } of failed) console.error(`== FAILED: ${script}`);
process.exitCode = failed.length === 0 ? 0 : 1;
