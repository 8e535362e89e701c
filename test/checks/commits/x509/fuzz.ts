/** Mutation fuzz of S/MIME signatures against openssl: `node test/checks/commits/x509/fuzz.ts [count] [seed]`. */
import { fuzz } from "./fuzzing.ts";
import { openWorkshop } from "./workshop.ts";

const [count = "20000", seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const shop = openWorkshop();
try {
  const { violations, ...report } = fuzz(shop, Number(count), Number(seed));
  console.log(JSON.stringify({ ...report, seed: Number(seed) }, undefined, 2));
  for (const { signature, payload } of violations) {
    console.log(`ACCEPTED HERE ONLY ${JSON.stringify(payload.toString("latin1"))}`);
    console.log(signature.toString("latin1"));
  }
  process.exitCode = violations.length === 0 ? 0 : 1;
} finally {
  shop.remove();
}
