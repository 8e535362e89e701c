import type { AnyKeyPacket, enums, Key, SignaturePacket, User } from "openpgp";

export type OpenPgpLibrary = typeof import("openpgp");

/** What a certificate's signatures are checked with. */
export interface Checker {
  readonly openpgp: OpenPgpLibrary;
  /** In seconds since 1970: self-signatures of the future or past their end do not count. */
  readonly now: number;
}

/** The far end of the time that dates can express: revocations count from whenever they are. */
const endOfTime = new Date(8.64e15);

/** Those of the signatures that the key made over the data, and that hold now; the newest first. */
export async function holding(
  checker: Checker,
  signatures: readonly SignaturePacket[],
  by: AnyKeyPacket,
  type: enums.signature,
  data: object,
): Promise<SignaturePacket[]> {
  const at = new Date(checker.now * 1000);
  const config = checker.openpgp.config;
  const good = await filtered(signatures, (each) => each.verify(by, type, data, at, false, config));
  return good.toSorted((one, other) => Number(other.created) - Number(one.created));
}

/** Those of the revocations that the key made over the data, with whatever digest and of whatever time. */
export function revoking(
  checker: Checker,
  signatures: readonly SignaturePacket[],
  by: AnyKeyPacket,
  type: enums.signature,
  data: object,
): Promise<SignaturePacket[]> {
  const config = { ...checker.openpgp.config, rejectHashAlgorithms: new Set<enums.hash>() };
  return filtered(signatures, (each) => each.verify(by, type, data, endOfTime, false, config));
}

async function filtered(
  signatures: readonly SignaturePacket[],
  verify: (signature: SignaturePacket) => Promise<void>,
): Promise<SignaturePacket[]> {
  const good: SignaturePacket[] = [];
  for (const signature of signatures) {
    const valid = await verify(signature).then(
      () => true,
      () => false,
    );
    if (valid) good.push(signature);
  }
  return good;
}

/** The signatures of the primary key over itself alone (RFC 9580, section 5.2.1.10). */
export function directSignatures(
  checker: Checker,
  keys: readonly Key[],
): Promise<SignaturePacket[]> {
  const [first] = keys;
  if (first === undefined) return Promise.resolve([]);
  const { SignaturePacket, enums: named } = checker.openpgp;
  const candidates = keys
    .flatMap((key) => [...key.toPacketList()])
    .filter((packet) => packet instanceof SignaturePacket)
    .filter((packet) => packet.signatureType === named.signature.key);
  const primary = first.keyPacket;
  return holding(checker, candidates, primary, named.signature.key, { key: primary });
}

/** A user ID with the newest signature by which the primary key vouches for it. */
export interface VouchedUser {
  readonly userId: string;
  readonly email: string;
  readonly newest: SignaturePacket;
}

/** The user IDs that the primary key vouches for and has not revoked since. */
export async function vouchedUsers(
  checker: Checker,
  primary: AnyKeyPacket,
  users: readonly User[],
): Promise<VouchedUser[]> {
  const { signature } = checker.openpgp.enums;
  const vouched: VouchedUser[] = [];
  for (const name of new Set(users.flatMap(({ userID }) => userID?.userID ?? []))) {
    const same = users.filter(({ userID }) => userID?.userID === name);
    const userID = same[0]?.userID;
    if (userID === undefined || userID === null) continue;
    const data = { userID, key: primary };
    const certifying = same.flatMap((user) => user.selfCertifications);
    const withdrawing = same.flatMap((user) => user.revocationSignatures);
    const [newest] = await holding(checker, certifying, primary, signature.certGeneric, data);
    const revoked = await revoking(checker, withdrawing, primary, signature.certRevocation, data);
    if (newest === undefined || revoked.some((each) => !older(each, newest))) continue;
    vouched.push({ userId: name, email: userID.email, newest });
  }
  return vouched;
}

function older(one: SignaturePacket, other: SignaturePacket): boolean {
  return Number(one.created) < Number(other.created);
}
