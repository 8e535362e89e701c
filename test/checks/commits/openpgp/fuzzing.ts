import { loadOpenPgpTrust } from "../../../../src/checks/commits/openpgp/load-trust.ts";
import { openPgpTrust, type OpenPgpTrust } from "../../../../src/checks/commits/openpgp/trust.ts";
import { UsageError } from "../../../../src/errors.ts";
import { Gpg } from "./gpg.ts";
import { changed, dice, mutant, type Asked, type Dice } from "./mutants.ts";
import {
  makeCertificate,
  makeKey,
  makeSignature,
  makeSubkey,
  usual,
  type TestKey,
} from "./signer.ts";
import { armour } from "./armouring.ts";
import { judge, options, trustIn } from "./trusting.ts";

export interface FuzzReport {
  readonly mutants: number;
  /** How often each of our verdicts was given. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** How many different accepted cases real gpg judged. */
  readonly compared: number;
  /** Accepted here and not by gpg for the one known reason: armour without padding and checksum. */
  readonly withoutChecksum: number;
  /** What we accept and gpg does not for any other reason: always a bug of ours. */
  readonly violations: readonly string[];
}

const made = Date.UTC(2022, 0, 1) / 1000;

/** Makes mutants of signatures, payloads and certificates: what we accept, gpg has to accept. */
export async function fuzz(count: number, seed: number): Promise<FuzzReport> {
  const gpg = await Gpg.open();
  try {
    const key = makeKey(4, made);
    await gpg.import(makeCertificate(key, made, "Odd <odd@example.com>"));
    const seeds = await makeSeeds(gpg);
    const trust = await trustIn(await gpg.certificate());
    const tally: Tally = new Tally(count);
    const by = dice(seed);
    for (let left = count; left > 0; left--) {
      if (by(20) === 0) await tryCertificate(tally, by);
      else await trySignature(tally, mutant(seeds, key, by), trust, gpg);
    }
    return tally;
  } finally {
    await gpg.close();
  }
}

class Tally implements FuzzReport {
  readonly mutants: number;
  readonly verdicts: Record<string, number> = {};
  compared = 0;
  withoutChecksum = 0;
  readonly violations: string[] = [];

  constructor(mutants: number) {
    this.mutants = mutants;
  }

  count(word: string): void {
    this.verdicts[word] = (this.verdicts[word] ?? 0) + 1;
  }
}

async function makeSeeds(gpg: Gpg): Promise<readonly Asked[]> {
  const payload = Buffer.from("tree 0\r\n\r\nA message\nof lines \n\n");
  const seeds: Asked[] = [];
  for (const algorithm of ["ed25519", "rsa2048", "nistp256", "dsa2048"]) {
    const key = await gpg.generate(`${algorithm} <${algorithm}@example.com>`, algorithm, "never");
    const subkey = await gpg.addSubkey(key, "ed25519", "never");
    for (const user of [`${key}!`, `${subkey}!`]) {
      for (const args of [[], ["--textmode"], ["--digest-algo", "SHA512"]]) {
        seeds.push({ signature: await gpg.sign(user, payload, { with: args }), payload });
      }
    }
  }
  return seeds;
}

async function trySignature(
  tally: Tally,
  asked: Asked,
  trust: OpenPgpTrust,
  gpg: Gpg,
): Promise<void> {
  const word = judge(asked.signature, asked.payload, trust);
  tally.count(word);
  if (word !== "known") return;
  tally.compared++;
  const { accepted, words } = await gpg.verify(asked.signature, asked.payload);
  if (accepted) return;
  if (words.has("GOODSIG") && withoutChecksum(asked.signature)) tally.withoutChecksum++;
  else tally.violations.push(JSON.stringify({ ...asked, signature: String(asked.signature) }));
}

/** Whether the last line before the end has neither padding nor a checksum. */
function withoutChecksum(signature: Buffer): boolean {
  return !/=.{0,4}\n-----END/.test(String(signature));
}

async function tryCertificate(tally: Tally, by: Dice): Promise<void> {
  const [primary, subkey] = [makeKey(4, made), makeKey(4, made)];
  const name = Buffer.from("Ann <ann@example.com>");
  const good = [makeCertificate(primary, made, String(name)), makeSubkey(primary, subkey, made)];
  const bytes = changed(Buffer.concat(good), by, 1, Infinity);
  const trust = await loaded(bytes);
  for (const key of [primary, subkey]) await tryKey(tally, key, bytes, trust);
}

async function tryKey(
  tally: Tally,
  key: TestKey,
  bytes: Buffer,
  trust: OpenPgpTrust,
): Promise<void> {
  const payload = Buffer.from("tree 0\n");
  const signature = armour(makeSignature(key, { hashed: usual(key, made + 60), over: payload }));
  const word = judge(signature, payload, trust);
  tally.count(`certificate: ${word}`);
  if (word !== "known") return;
  const gpg = await Gpg.open();
  try {
    // A file in which gpg cannot tell the packets apart leaves it without any key to judge by.
    if (!(await gpg.takesUp(bytes))) return;
    tally.compared++;
    if ((await gpg.verify(signature, payload)).accepted) return;
    tally.violations.push(
      JSON.stringify({ certificate: bytes.toString("hex"), signature: String(signature) }),
    );
  } finally {
    await gpg.close();
  }
}

/** Trust in the certificate, or in nothing if the file is refused. */
async function loaded(bytes: Buffer): Promise<OpenPgpTrust> {
  try {
    return (await loadOpenPgpTrust([{ path: "keys.pgp", bytes }], options)).trust;
  } catch (thrown) {
    if (thrown instanceof UsageError) return openPgpTrust([]);
    throw thrown;
  }
}
