import { armour, bodyOf } from "./armouring.ts";
import { gpgPresent } from "./gpg-present.ts";
import { Gpg } from "./gpg.ts";
import { makeCertificate, makeKey, makeSignature, usual } from "./signer.ts";
import { trustIn } from "./trusting.ts";

/** One listed key and one signature by it, for whatever can be wrong with a signature's form. */
export const payload = Buffer.from("tree 0\n\nA message\n");
const made = Date.UTC(2022, 0, 1) / 1000;
export const key = makeKey(4, made);
/** Nobody listed this one. */
export const stranger = makeKey(4, made);
const certificate = makeCertificate(key, made, "Ann <ann@example.com>");
export const trust = await trustIn(certificate);
/** When the signature was made. */
export const at = made + 3600;
export const good = makeSignature(key, { hashed: usual(key, at), over: payload });
export const goodText = armour(good).toString("latin1");
export const goodBody = bodyOf(armour(good));

export const withGpg = await gpgPresent();

/** What gpg says of signatures by the key; true where there is no gpg. */
export async function gpgAccepts(signature: Buffer): Promise<boolean> {
  if (!withGpg) return true;
  const gpg = await Gpg.open();
  try {
    await gpg.import(certificate);
    return (await gpg.verify(signature, payload)).accepted;
  } finally {
    await gpg.close();
  }
}
