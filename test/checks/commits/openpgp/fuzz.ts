/** Mutation fuzz of OpenPGP signatures against gpg: `node test/checks/commits/openpgp/fuzz.ts [count] [seed]`. */
import { fuzz } from "./fuzzing.ts";

const [count = "20000", seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const started = performance.now();
const { violations, ...report } = await fuzz(Number(count), Number(seed));
const seconds = Math.round((performance.now() - started) / 1000);
console.log(JSON.stringify({ ...report, seed: Number(seed), seconds }, undefined, 2));
for (const asked of violations) console.log("ACCEPTED HERE ONLY", asked);
process.exitCode = violations.length === 0 ? 0 : 1;
