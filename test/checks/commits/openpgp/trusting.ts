import { loadOpenPgpTrust } from "../../../../src/checks/commits/openpgp/load-trust.ts";
import type { OpenPgpTrust } from "../../../../src/checks/commits/openpgp/trust.ts";
import { verifyOpenPgp } from "../../../../src/checks/commits/openpgp/verify.ts";
import type { SignatureVerdict } from "../../../../src/checks/commits/verdict.ts";

export const options = { minRsaBits: 2048 };

/** Trust in the certificates, all in one file. */
export async function trustIn(...certificates: readonly Buffer[]): Promise<OpenPgpTrust> {
  const file = { path: "keys.asc", bytes: Buffer.concat(certificates) };
  return (await loadOpenPgpTrust([file], options)).trust;
}

/** The verdict in a word: `known`, `unknown` or the failure's code. */
export function inAWord(verdict: SignatureVerdict): string {
  return verdict.kind === "failure" ? verdict.code : verdict.kind;
}

/** What we say of a signature, in a word. */
export function judge(signature: Buffer, payload: Buffer, trust: OpenPgpTrust): string {
  return inAWord(verifyOpenPgp(signature, payload, trust, options));
}
