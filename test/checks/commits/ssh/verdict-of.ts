import { loadSshTrust } from "../../../../src/checks/commits/ssh/trust.ts";
import { verifySsh } from "../../../../src/checks/commits/ssh/verify.ts";
import type { SignatureVerdict } from "../../../../src/checks/commits/verdict.ts";
import type { Case } from "./workshop.ts";

/** Our verdict on what the real programs judge. */
export function verdictOf(asked: Case, minRsaBits = 2048): SignatureVerdict {
  const { trust } = loadSshTrust({
    allowedSigners: { path: "signers", text: asked.signers },
    ...(asked.revoked === undefined ? {} : { revoked: { path: "revoked", bytes: asked.revoked } }),
  });
  return verifySsh(asked.signature, asked.payload, trust, asked.at, { minRsaBits });
}

/** A verdict in one word: its kind, or the failure's code. */
export function wordOf(verdict: SignatureVerdict): string {
  return verdict.kind === "failure" ? verdict.code : verdict.kind;
}

/** Our verdict in one word; a list that cannot be read is `error`. */
export function judged(asked: Case, minRsaBits = 2048): string {
  try {
    return wordOf(verdictOf(asked, minRsaBits));
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === "UsageError") return "error";
    throw thrown;
  }
}
