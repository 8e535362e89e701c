import { quote } from "../../../policy/words.ts";
import { failure, type SignatureVerdict } from "../verdict.ts";
import { dearmour } from "./armour.ts";
import { verificationFault, type Fault } from "./certificate-fault.ts";
import { checkKeySignature } from "./key-signature.ts";
import { readKey, type SshKey } from "./key.ts";
import { lookUp } from "./listing.ts";
import type { PublicKey } from "./public-key.ts";
import { Rejection } from "../rejection.ts";
import { readSshSignature, signedBytes } from "./sshsig.ts";
import type { SshTrust } from "./trust.ts";

export interface SshOptions {
  /** RSA keys with fewer bits are `weak`; never less than the 1024 that OpenSSH asks for. */
  readonly minRsaBits: number;
}

const fewestRsaBits = 1024;

/** ssh-keygen reads times with years of four digits only, and git takes the time 0 for none. */
const latestTime = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

/**
 * Judges an SSH signature as git and ssh-keygen do, and stricter: what is `known` here, they accept
 * too. `at` is the committer's time in seconds, at which key and certificate have to be valid.
 */
export function verifySsh(
  signature: Buffer,
  payload: Buffer,
  trust: SshTrust,
  at: number,
  options: SshOptions,
): SignatureVerdict {
  try {
    return judge(signature, payload, trust, at, options);
  } catch (thrown) {
    if (thrown instanceof Rejection) return failure(thrown.code, thrown.message);
    throw thrown;
  }
}

function judge(
  signature: Buffer,
  payload: Buffer,
  trust: SshTrust,
  at: number,
  options: SshOptions,
): SignatureVerdict {
  const parsed = readSshSignature(dearmour(signature));
  if (parsed.namespace !== "git") {
    const reason = `The signature was made for ${quote(parsed.namespace)}, not for "git".`;
    return failure("wrong-namespace", reason);
  }
  const key = readKey(parsed.key);
  const name = key.plain.fingerprint;
  const facts = checkKeySignature(key.plain, parsed.signature, signedBytes(parsed, payload));
  if (!facts.good) return failure("bad", "The signature does not fit the content.", name);
  const fault =
    weakness(key, options.minRsaBits) ??
    revocation(key, trust) ??
    (key.certificate && verificationFault(key.certificate, facts.flags));
  if (fault !== undefined) return failure(fault.code, fault.reason, name);
  return standing(key, trust, at);
}

function weakness({ plain, certificate }: SshKey, minRsaBits: number): Fault | undefined {
  const fewest = Math.max(minRsaBits, fewestRsaBits);
  return (
    shortKey(plain, "The key", fewest) ??
    (certificate && shortKey(certificate.authority, "The certificate authority's key", fewest))
  );
}

function shortKey(key: PublicKey, what: string, fewest: number): Fault | undefined {
  if (key.rsaBits === undefined || key.rsaBits >= fewest) return undefined;
  const reason = `${what} is RSA with ${key.rsaBits} bits, and at least ${fewest} are required.`;
  return { code: "weak", reason };
}

function revocation(key: SshKey, trust: SshTrust): Fault | undefined {
  if (!trust.revoked?.revokes(key)) return undefined;
  const what =
    key.certificate === undefined ? "The key" : "The key, its certificate or the authority";
  return { code: "revoked", reason: `${what} is in the list of revoked keys.` };
}

function standing(key: SshKey, trust: SshTrust, at: number): SignatureVerdict {
  const name = key.plain.fingerprint;
  if (!Number.isSafeInteger(at) || at <= 0 || at > latestTime) {
    return failure("malformed", `The committer's time ${at} is not between 1970 and 9999.`, name);
  }
  const listing = lookUp(key, trust.signers, at);
  switch (listing.kind) {
    case "absent":
      return { kind: "unknown", key: name };
    case "refused":
      return failure(listing.fault.code, listing.fault.reason, name);
    case "listed":
      return { kind: "known", signer: { key: name, principals: listing.principals } };
  }
}
