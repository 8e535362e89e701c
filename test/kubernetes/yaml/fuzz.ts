/**
 * Compares the YAML reader with sigs.k8s.io/yaml on random documents for some seconds:
 * `node test/kubernetes/yaml/fuzz.ts [seconds] [seed]`. Prints every disagreement, made small.
 */
import { join } from "node:path";
import { disagreement } from "./agreement.ts";
import { askOracle } from "./oracle.ts";
import { characters, mutated, randomFrom, soup, wellFormed } from "./soup.ts";

const oracle = join(import.meta.dirname, "../../../.tools/oracle");
const BATCH = 4000;
const MOST_REPORTS = 8;

function batch(random: () => number): string[] {
  return Array.from({ length: BATCH }, () => {
    const dice = random();
    if (dice < 0.25) return characters(random);
    if (dice < 0.5) return soup(random);
    const text = wellFormed(random);
    return dice < 0.65 ? text : wellEncoded(mutated(text, random));
  });
}

/** Half a surrogate pair cannot be sent to the oracle. */
function wellEncoded(text: string): string {
  return Buffer.from(text).toString();
}

/** Removes pieces as long as the two still disagree. */
function shrink(text: string): string {
  let small = text;
  for (let size = Math.ceil(small.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < small.length;) {
      const candidate = wellEncoded(small.slice(0, at) + small.slice(at + size));
      const answer = askOracle(oracle, [candidate])[0];
      if (answer !== undefined && disagreement(candidate, answer) !== undefined) small = candidate;
      else at += size;
    }
  }
  return small;
}

function run(seconds: number, seed: number): number {
  const random = randomFrom(seed);
  const until = performance.now() + seconds * 1000;
  const reports = new Map<string, string>();
  let compared = 0;
  let accepted = 0;
  while (performance.now() < until && reports.size < MOST_REPORTS) {
    const texts = batch(random);
    const answers = askOracle(oracle, texts);
    for (const [index, text] of texts.entries()) {
      const answer = answers[index] ?? { error: "no answer" };
      compared++;
      if ("json" in answer) accepted++;
      if (reports.size >= MOST_REPORTS || disagreement(text, answer) === undefined) continue;
      const small = shrink(text);
      reports.set(small, disagreement(small, askOracle(oracle, [small])[0] ?? answer) ?? "");
    }
  }
  for (const [text, report] of reports) console.log(`${JSON.stringify(text)}\n    ${report}`);
  console.log(
    `seed ${seed}: ${compared} documents compared (${accepted} valid), ${reports.size} disagreements`,
  );
  return reports.size === 0 ? 0 : 1;
}

process.exitCode = run(Number(process.argv[2] ?? 60), Number(process.argv[3] ?? Date.now()));
