import { failure, type SignatureVerdict } from "../verdict.ts";
import { verifies } from "./cryptography.ts";
import { objection, type Measure } from "./judge.ts";
import { Rejection } from "../rejection.ts";
import { readSignature, type OpenPgpSignature } from "./signature.ts";
import { keysOf, type OpenPgpTrust } from "./trust.ts";

/** How strictly signatures are judged. */
export interface OpenPgpOptions {
  /** RSA and DSA keys with a shorter modulus are weak. */
  readonly minRsaBits: number;
  /** The present, in seconds since 1970: for keys from the future and signatures that were made to expire. */
  readonly now?: number;
}

/**
 * Verifies the armoured OpenPGP signature of a commit or tag over its payload, and judges it by the
 * listed keys. A key that is not listed gives `unknown`, its signature unverified for lack of the key.
 */
export function verifyOpenPgp(
  signature: Buffer,
  payload: Buffer,
  trust: OpenPgpTrust,
  options: OpenPgpOptions,
): SignatureVerdict {
  const measure = { minRsaBits: options.minRsaBits, now: options.now ?? Date.now() / 1000 };
  try {
    return judged(readSignature(signature), payload, trust, measure);
  } catch (thrown) {
    if (thrown instanceof Rejection) return failure(thrown.code, thrown.message);
    throw thrown;
  }
}

function judged(
  signature: OpenPgpSignature,
  payload: Buffer,
  trust: OpenPgpTrust,
  measure: Measure,
): SignatureVerdict {
  const { issuer, createdAt: signedAt } = signature;
  const named = keysOf(trust, issuer);
  if (named.length === 0) return { kind: "unknown", key: issuer, signedAt };
  const makers = named.filter(({ key }) => verifies(signature, key, payload));
  const judgements = makers.map((maker) => ({
    maker,
    problem: objection(signature, maker, measure),
  }));
  // One key can be in two certificates: one that holds is enough, unless another one says it is revoked.
  const chosen =
    judgements.find(({ problem }) => problem?.code === "revoked") ??
    judgements.find(({ problem }) => problem === undefined) ??
    judgements[0];
  if (chosen === undefined) {
    return failure("bad", `The key ${issuer} did not sign this content.`, issuer);
  }
  const { maker, problem } = chosen;
  if (problem !== undefined) return failure(problem.code, problem.message, maker.signer.key);
  return { kind: "known", signer: maker.signer, signedAt };
}
