import { failure, type SignatureVerdict } from "../verdict.ts";
import { findPath, type Path } from "./chain.ts";
import { identityName, listedIdentity } from "./fulcio.ts";
import type { Judged } from "./judged.ts";
import { keyUsage, purpose } from "./path-rules.ts";
import { loggedAt } from "./rekor.ts";
import { isPublished } from "./sct.ts";
import type { X509Trust } from "./trust.ts";

/**
 * Judges a signature by a certificate of Fulcio, which lives for minutes: its identity has to be a
 * listed one, and the log's time counts. Without a log's time nobody but the signer says when it was
 * made, so it is `unknown` and `unlogged`, even if all else holds.
 */
export function judgeGitsign(judged: Judged, issuer: string, trust: X509Trust): SignatureVerdict {
  const { signer, leaf } = judged;
  const logged = loggedAt(signer, leaf, trust.logs);
  const standing = findPath(leaf, judged.intermediates, [...trust.fulcio, ...trust.roots], {
    at: logged ?? leaf.notBefore,
    purposes: [purpose.codeSigning],
    purposeRequired: true,
    keyUsage: keyUsage.digitalSignature,
    minRsaBits: judged.minRsaBits,
    revoked: trust.revoked,
  });
  if (standing.kind === "untrusted") return { kind: "unknown", key: leaf.fingerprint };
  const name = identityName(leaf, issuer);
  if (standing.kind === "refused") {
    return failure(standing.fault.code, standing.fault.reason, name);
  }
  if (!published(standing.path, trust)) {
    const reason = "No listed certificate transparency log knows the signer's certificate.";
    return failure("bad", reason, name);
  }
  const identity = listedIdentity(leaf, issuer, trust.identities);
  const signed = logged === undefined ? {} : { signedAt: logged };
  if (identity === undefined) return { kind: "unknown", key: name, ...signed };
  const key = `${identity.identity} (${issuer})`;
  if (logged === undefined) return { kind: "unknown", key, unlogged: true };
  return { kind: "known", signer: { key, principals: [identity.identity] }, signedAt: logged };
}

/** Whether the certificate is in a log of the trust root, where the trust root is what it leads to and lists any. */
function published({ certificates, anchor }: Path, trust: X509Trust): boolean {
  const [leaf, above = anchor.certificate] = certificates;
  if (leaf === undefined || trust.ctLogs.size === 0 || !trust.fulcio.includes(anchor)) return true;
  return isPublished(leaf, above, trust.ctLogs);
}
