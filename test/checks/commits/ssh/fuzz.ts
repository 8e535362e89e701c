/** Mutation fuzz of SSH signatures against ssh-keygen: `node test/checks/commits/ssh/fuzz.ts [count] [seed]`. */
import { fuzz } from "./fuzzing.ts";
import { openWorkshop } from "./workshop.ts";

const [count = "20000", seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const workshop = openWorkshop();
try {
  const started = performance.now();
  const { violations, ...report } = fuzz(workshop, Number(count), Number(seed));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(JSON.stringify({ ...report, seed: Number(seed), seconds }, undefined, 2));
  for (const asked of violations) console.log("ACCEPTED HERE ONLY", JSON.stringify(asked));
  process.exitCode = violations.length === 0 ? 0 : 1;
} finally {
  workshop.remove();
}
