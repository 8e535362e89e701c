import { OctetReader } from "./octets.ts";
import { malformed } from "../rejection.ts";
import { readSubpackets } from "./subpacket.ts";

const embeddedSignature = 32;

/** What may stand unsigned in a signature and have to be understood: who made it, and a subkey's own signature. */
const unsignedCritical: ReadonlySet<number> = new Set([16, embeddedSignature, 33]);

/** Revocations of a key and of a subkey (RFC 9580, section 5.2.1). */
const revocations: ReadonlySet<number> = new Set([0x20, 0x28]);

/**
 * Refuses a signature in a certificate that readers would take apart differently, and a revocation of
 * a version that nothing here can check: passed over, it would leave a revoked key good.
 */
export function requireWellFormed(signature: Buffer): void {
  const from = new OctetReader(signature, "A signature in it");
  const version = from.octet();
  if (version !== 4 && version !== 6) {
    // Version 3 has a length between version and type.
    if (revocations.has(signature[2] ?? 0) || revocations.has(signature[1] ?? 0)) {
      throw malformed(`it holds a revocation of version ${version}, which cannot be checked`);
    }
    return;
  }
  from.take(3);
  const area = (): Buffer => from.take(version === 6 ? from.uint32() : from.uint16());
  const [signed, unsigned] = [readSubpackets(area()), readSubpackets(area())];
  if (unsigned.some(({ critical, type }) => critical && !unsignedCritical.has(type))) {
    throw malformed("it holds a signature with an unsigned critical subpacket");
  }
  for (const { type, data } of [...signed, ...unsigned]) {
    if (type === embeddedSignature) requireWellFormed(data);
  }
}
