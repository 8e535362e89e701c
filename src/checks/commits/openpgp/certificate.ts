import type { AnyKeyPacket, Key, SignaturePacket, Subkey } from "openpgp";
import type { Signer } from "../verdict.ts";
import { readPublicKey, type PublicKey } from "./public-key.ts";
import { Rejection } from "../rejection.ts";
import {
  directSignatures,
  holding,
  revoking,
  vouchedUsers,
  type Checker,
  type OpenPgpLibrary,
  type VouchedUser,
} from "./self-signatures.ts";
import type { Certificate, Lifetime, Revocation, TrustedKey } from "./trust.ts";

/** A certificate with what is odd about it. */
export interface ReadCertificate {
  readonly certificate: Certificate;
  readonly oddities: readonly string[];
}

/** "This key may sign data" (RFC 9580, section 5.2.3.29). */
const signingFlag = 0x02;

const softReasons: ReadonlyMap<number, string> = new Map([
  [1, "it is superseded"],
  [3, "it is retired"],
]);
const compromised = 2;
const unvouched = "has no valid self-signature";

/**
 * Reads one certificate out of all copies of it, each with its packets in binary form: whichever copy
 * has the newest statement or a revocation counts. Throws what the OpenPGP library throws.
 */
export async function readCertificate(
  copies: readonly Buffer[],
  now: number,
): Promise<ReadCertificate> {
  // The library is large and only for those who list certificates.
  const openpgp: OpenPgpLibrary = await import("openpgp");
  const checker = { openpgp, now };
  const keys: Key[] = [];
  for (const binaryKey of copies) keys.push(await openpgp.readKey({ binaryKey }));
  const [first] = keys;
  if (first === undefined) throw new TypeError("a certificate without a copy");
  return describe(checker, first.keyPacket, keys);
}

/** What all keys of a certificate share. */
interface Owner {
  readonly checker: Checker;
  readonly primary: AnyKeyPacket;
  readonly lifetime: Lifetime;
  readonly signer: Signer;
  /** What is wrong with the certificate as a whole. */
  readonly flaw?: string;
}

async function describe(
  checker: Checker,
  primary: AnyKeyPacket,
  keys: readonly Key[],
): Promise<ReadCertificate> {
  const { keyRevocation } = checker.openpgp.enums.signature;
  const direct = await directSignatures(checker, keys);
  const everyUser = keys.flatMap(({ users }) => users);
  const users = await vouchedUsers(checker, primary, everyUser);
  const statements = [direct[0], newestOf(users)].filter((each) => each !== undefined);
  const taking = keys.flatMap(({ revocationSignatures }) => revocationSignatures);
  const over = { key: primary };
  const revocations = await revoking(checker, taking, primary, keyRevocation, over);
  const lifetime = lifetimeOf(primary, statements, revocations);
  const emails = [...new Set(users.flatMap(({ email }) => (email === "" ? [] : [email])))];
  const signer = { key: lifetime.fingerprint, principals: emails };
  // Version 6 states in direct signatures what version 4 states with a user ID (RFC 9580, section 10.1.1).
  const vouched = primary.version === 6 ? direct.length > 0 : users.length > 0;
  const owner: Owner = {
    checker,
    primary,
    lifetime,
    signer,
    ...(vouched ? {} : { flaw: unvouched }),
  };
  const subkeys = keys.flatMap((key) => key.subkeys);
  const certificate = {
    fingerprint: lifetime.fingerprint,
    userIds: users.map(({ userId }) => userId),
    emails,
    keys: [
      ...trustedKey(owner, primary, [lifetime], signingFlaw(statements, primary.version)),
      ...(await describeSubkeys(owner, subkeys)),
    ],
  };
  return { certificate, oddities: oddities(taking, revocations) };
}

function newestOf(users: readonly VouchedUser[]): SignaturePacket | undefined {
  const signatures = users.map(({ newest }) => newest);
  return signatures.toSorted((one, other) => Number(other.created) - Number(one.created))[0];
}

async function describeSubkeys(owner: Owner, subkeys: readonly Subkey[]): Promise<TrustedKey[]> {
  const { checker, primary } = owner;
  const { signature } = checker.openpgp.enums;
  const found: TrustedKey[] = [];
  for (const fingerprint of new Set(subkeys.map((subkey) => subkey.getFingerprint()))) {
    const copies = subkeys.filter((subkey) => subkey.getFingerprint() === fingerprint);
    const bind = copies[0]?.keyPacket;
    if (bind === undefined) continue;
    const data = { key: primary, bind };
    const binding = copies.flatMap(({ bindingSignatures }) => bindingSignatures);
    const taking = copies.flatMap(({ revocationSignatures }) => revocationSignatures);
    const [newest] = await holding(checker, binding, primary, signature.subkeyBinding, data);
    const revocations = await revoking(checker, taking, primary, signature.subkeyRevocation, data);
    const lifetime = lifetimeOf(bind, newest === undefined ? [] : [newest], revocations);
    const flaw = await subkeyFlaw(checker, newest, bind, data);
    found.push(...trustedKey(owner, bind, [owner.lifetime, lifetime], flaw));
  }
  return found;
}

/** Why a subkey may not sign: its newest binding decides, and the subkey has to have agreed (RFC 9580, section 10.1.5). */
async function subkeyFlaw(
  checker: Checker,
  newest: SignaturePacket | undefined,
  subkey: AnyKeyPacket,
  data: object,
): Promise<string | undefined> {
  if (newest === undefined) return "is not validly bound to its certificate";
  const flaw = signingFlaw([newest], subkey.version);
  if (flaw !== undefined) return flaw;
  const { keyBinding } = checker.openpgp.enums.signature;
  const back = newest.embeddedSignature;
  const agreed =
    back?.signatureType === keyBinding
      ? await holding(checker, [back], subkey, keyBinding, data)
      : [];
  return agreed.length > 0 ? undefined : "is a signing subkey without a valid back signature";
}

/** Version 4 keys without flags may do what their algorithm can, as GnuPG has it. */
function signingFlaw(statements: readonly SignaturePacket[], version: number): string | undefined {
  const flags = statements.flatMap(({ keyFlags }) => keyFlags?.[0] ?? []);
  const signs =
    flags.length > 0 ? flags.every((flag) => (flag & signingFlag) !== 0) : version === 4;
  return signs ? undefined : "is not for signing";
}

function lifetimeOf(
  key: AnyKeyPacket,
  statements: readonly SignaturePacket[],
  revocations: readonly SignaturePacket[],
): Lifetime {
  const createdAt = Number(key.created) / 1000;
  const spans = statements.flatMap(({ keyExpirationTime }) => keyExpirationTime ?? []);
  const limited = spans.filter((span) => span > 0);
  return {
    fingerprint: key.getFingerprint().toUpperCase(),
    createdAt,
    ...(limited.length === 0 ? {} : { expiresAt: createdAt + Math.min(...limited) }),
    revocations: revocations.map((each) => revocationOf(each)),
  };
}

function revocationOf(signature: SignaturePacket): Revocation {
  const flag = signature.reasonForRevocationFlag;
  const soft = flag === null ? undefined : softReasons.get(flag);
  const hardReason = flag === compromised ? "it may have been stolen" : "no reason was given";
  return {
    hard: soft === undefined,
    at: Number(signature.created) / 1000,
    reason: soft ?? hardReason,
  };
}

/** The key with its numbers read; nothing for those of an algorithm that cannot sign or is not supported. */
function trustedKey(
  { flaw, signer }: Owner,
  packet: AnyKeyPacket,
  lifetimes: readonly Lifetime[],
  ownFlaw: string | undefined,
): TrustedKey[] {
  const key = supportedKey(Buffer.from(packet.write()));
  if (key === undefined) return [];
  const unusable = flaw ?? ownFlaw;
  return [{ key, lifetimes, signer, ...(unusable === undefined ? {} : { unusable }) }];
}

function supportedKey(body: Buffer): PublicKey | undefined {
  try {
    return readPublicKey(body);
  } catch (thrown) {
    if (thrown instanceof Rejection) return undefined;
    throw thrown;
  }
}

function oddities(
  found: readonly SignaturePacket[],
  checked: readonly SignaturePacket[],
): string[] {
  if (found.length === checked.length) return [];
  return ["has a revocation that the key itself did not make; it is passed over"];
}
