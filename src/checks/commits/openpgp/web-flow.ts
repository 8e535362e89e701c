import type { SignatureVerdict } from "../verdict.ts";
import { readPublicKey } from "./public-key.ts";
import { openPgpTrust, type Certificate, type OpenPgpTrust } from "./trust.ts";
import { verifyOpenPgp } from "./verify.ts";
import { webFlowKeys, type PinnedKey } from "./web-flow-keys.ts";

/** The address in the user IDs of GitHub's keys, and of the committer in what it signs. */
const email = "noreply@github.com";

/** The shortest of GitHub's keys; what the policy demands of people's keys does not matter here. */
const minRsaBits = 2048;

let pinned: OpenPgpTrust | undefined;

/**
 * Judges a signature by GitHub's own two keys: `known` means that GitHub itself made the commit, for
 * whom it does not say. Signatures by any other key are `unknown`.
 */
export function verifyWebFlow(signature: Buffer, payload: Buffer): SignatureVerdict {
  pinned ??= pinnedTrust(webFlowKeys);
  return verifyOpenPgp(signature, payload, pinned, { minRsaBits });
}

/** Trust in pinned keys. Throws when a key is not the one its fingerprint says. */
export function pinnedTrust(keys: readonly PinnedKey[]): OpenPgpTrust {
  return openPgpTrust(keys.map((key) => certificateOf(key)));
}

function certificateOf({ fingerprint, packet, expiresAt }: PinnedKey): Certificate {
  const key = readPublicKey(Buffer.from(packet, "base64"));
  if (key.fingerprint !== fingerprint) {
    throw new Error(`The pinned key ${fingerprint} is in truth ${key.fingerprint}.`);
  }
  const lifetime = {
    fingerprint,
    createdAt: key.createdAt,
    revocations: [],
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  const signer = { key: fingerprint, principals: [email] };
  const keys = [{ key, lifetimes: [lifetime], signer }];
  return { fingerprint, userIds: [`GitHub <${email}>`], emails: [email], keys };
}
