/** How many octets fingerprints have (RFC 9580, section 5.5.4). */
export function fingerprintOctets(version: number): number {
  return version === 6 ? 32 : 20;
}

/** The key ID in a fingerprint: its first octets in version 6, its last in version 4 (RFC 9580, section 5.5.4). */
export function keyIdOf(fingerprint: string): string {
  return fingerprint.length === 64 ? fingerprint.slice(0, 16) : fingerprint.slice(-16);
}
