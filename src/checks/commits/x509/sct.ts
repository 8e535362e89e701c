import { createHash } from "node:crypto";
import type { Certificate } from "./certificate.ts";
import { context, tag, wholeElement } from "./der.ts";
import { encode } from "./der-encoding.ts";
import { inUse, signedByLog, type LogKeys } from "./log-key.ts";

/** The list of signed certificate timestamps in a certificate (RFC 6962, section 3.3). */
const listExtension = "1.3.6.1.4.1.11129.2.4.2";

/** Whether a listed certificate transparency log promised to publish a certificate (RFC 6962, section 3.2). */
export function isPublished(leaf: Certificate, issuer: Certificate, logs: LogKeys): boolean {
  const extension = leaf.extensions.all.get(listExtension);
  if (extension === undefined) return false;
  const list = wholeElement(extension.value, tag.octetString, "The list of timestamps");
  const entry = precertificate(leaf, issuer);
  return timestampsIn(list).some((timestamp) => promised(timestamp, entry, logs));
}

/** The entry that a log signs: the issuer's key and the certificate without the list itself. */
function precertificate(leaf: Certificate, issuer: Certificate): Buffer {
  const others = [...leaf.extensions.all]
    .filter(([oid]) => oid !== listExtension)
    .map(([, { whole }]) => whole);
  const extensions = encode(context(3), encode(tag.sequence, ...others));
  const signed = encode(tag.sequence, ...leaf.fields, extensions);
  const keyHash = createHash("sha256").update(issuer.keyInfo).digest();
  return Buffer.concat([keyHash, lengthOf(signed, 3), signed]);
}

function lengthOf(bytes: Buffer, width: number): Buffer {
  const length = Buffer.alloc(width);
  length.writeUIntBE(bytes.length, 0, width);
  return length;
}

/** The timestamps of a list, each behind its length; a list that does not add up is taken as far as it does. */
function timestampsIn(list: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = 2; at + 2 <= list.length;) {
    const end = at + 2 + list.readUInt16BE(at);
    if (end > list.length) break;
    found.push(list.subarray(at + 2, end));
    at = end;
  }
  return found;
}

/** Version, log, time (ms), extensions, algorithm, signature; what is not so long is no timestamp. */
const shortestTimestamp = 1 + 32 + 8 + 2 + 2 + 2;

function promised(timestamp: Buffer, entry: Buffer, logs: LogKeys): boolean {
  if (timestamp.length < shortestTimestamp || timestamp[0] !== 0) return false;
  const log = logs.get(timestamp.subarray(1, 33).toString("hex"));
  const milliseconds = timestamp.subarray(33, 41);
  const extensionsEnd = 43 + timestamp.readUInt16BE(41);
  // The hash has to be SHA-256 (RFC 5246, section 7.4.1.4.1).
  if (log === undefined || timestamp.length < extensionsEnd + 4 || timestamp[extensionsEnd] !== 4) {
    return false;
  }
  const signature = timestamp.subarray(extensionsEnd + 4);
  if (signature.length !== timestamp.readUInt16BE(extensionsEnd + 2)) return false;
  if (!inUse(log, Number(milliseconds.readBigUInt64BE() / 1000n))) return false;
  const signed = Buffer.concat([
    Buffer.from([0, 0]),
    milliseconds,
    Buffer.from([0, 1]),
    entry,
    timestamp.subarray(41, extensionsEnd),
  ]);
  return signedByLog(log, signed, signature);
}
