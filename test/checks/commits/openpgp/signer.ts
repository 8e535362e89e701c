import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { fingerprintOctets } from "../../../../src/checks/commits/openpgp/fingerprint.ts";
import { readPublicKey } from "../../../../src/checks/commits/openpgp/public-key.ts";
import { packet } from "./armouring.ts";

/** A key that signs whatever a test wants, also what no tool would: EdDSA in version 4, Ed25519 in version 6. */
export interface TestKey {
  readonly version: 4 | 6;
  readonly body: Buffer;
  readonly fingerprint: string;
  readonly secret: KeyObject;
}

/** What a signature is made of. */
export interface Making {
  readonly type?: number;
  readonly hashed: readonly Buffer[];
  /** The key ID unless told: GnuPG 2.2 finds the key by nothing else. */
  readonly unhashed?: readonly Buffer[];
  /** What is signed: the payload, or what a signature about keys covers. */
  readonly over: Buffer;
  readonly salt?: Buffer;
}

const algorithmOf = { 4: 22, 6: 27 } as const;
const sha256 = 8;

export function makeKey(version: 4 | 6, createdAt: number): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const point = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const start = Buffer.concat([
    Buffer.from([version]),
    uint32(createdAt),
    Buffer.from([algorithmOf[version]]),
  ]);
  const curve = Buffer.from("092b06010401da470f01010740", "hex");
  const material = version === 4 ? [curve, point] : [uint32(point.length), point];
  const body = Buffer.concat([start, ...material]);
  return { version, body, fingerprint: readPublicKey(body).fingerprint, secret: privateKey };
}

/** A signature packet of the key's version. */
export function makeSignature(key: TestKey, making: Making): Buffer {
  const area = (parts: readonly Buffer[]): Buffer => {
    const content = Buffer.concat(parts);
    const length = uint32(content.length);
    return Buffer.concat([key.version === 6 ? length : length.subarray(2), content]);
  };
  const head = Buffer.from([key.version, making.type ?? 0, algorithmOf[key.version], sha256]);
  const signed = Buffer.concat([head, area(making.hashed)]);
  const salt = making.salt ?? Buffer.alloc(key.version === 6 ? 16 : 0, 7);
  const ending = Buffer.concat([Buffer.from([key.version, 0xff]), uint32(signed.length)]);
  const hash = createHash("sha256").update(salt).update(making.over).update(signed).update(ending);
  const digest = hash.digest();
  const value = sign(null, digest, key.secret);
  const values =
    key.version === 6
      ? [Buffer.from([salt.length]), salt, value]
      : [number(value.subarray(0, 32)), number(value.subarray(32))];
  return packet(
    2,
    Buffer.concat([
      signed,
      area(making.unhashed ?? keyIdOfOld(key)),
      digest.subarray(0, 2),
      ...values,
    ]),
  );
}

/** The usual subpackets of the signed area: when, and by whom. */
export function usual(key: TestKey, at: number): Buffer[] {
  return [subpacket(2, uint32(at)), issuerFingerprint(key)];
}

export function issuerFingerprint(key: TestKey): Buffer {
  return subpacket(
    33,
    Buffer.concat([Buffer.from([key.version]), Buffer.from(key.fingerprint, "hex")]),
  );
}

export function issuerKeyId(key: TestKey): Buffer {
  const bytes = Buffer.from(key.fingerprint, "hex");
  const start = key.version === 6 ? 0 : fingerprintOctets(4) - 8;
  return subpacket(16, bytes.subarray(start, start + 8));
}

/** Version 6 has no key IDs in signatures (RFC 9580, section 5.2.3.12). */
function keyIdOfOld(key: TestKey): Buffer[] {
  return key.version === 4 ? [issuerKeyId(key)] : [];
}

export function subpacket(type: number, data: Buffer, critical = false): Buffer {
  return Buffer.concat([Buffer.from([data.length + 1, type | (critical ? 0x80 : 0)]), data]);
}

export function keyFlags(flags: number): Buffer {
  return subpacket(27, Buffer.from([flags]));
}

/** The key as signatures about it cover it (RFC 9580, section 5.2.4). */
export function covered(key: TestKey): Buffer {
  const length = uint32(key.body.length);
  const start =
    key.version === 6 ? [Buffer.from([0x9b]), length] : [Buffer.from([0x99]), length.subarray(2)];
  return Buffer.concat([...start, key.body]);
}

/** A certificate of the primary key with one user ID, and what else is appended. */
export function makeCertificate(
  primary: TestKey,
  at: number,
  userId: string,
  flags: readonly Buffer[] = [keyFlags(3)],
): Buffer {
  const name = Buffer.from(userId);
  const over = Buffer.concat([covered(primary), Buffer.from([0xb4]), uint32(name.length), name]);
  const hashed = [...usual(primary, at), ...keyIdOfOld(primary), ...flags];
  const direct = makeSignature(primary, { type: 0x1f, hashed, over: covered(primary) });
  return Buffer.concat([
    packet(6, primary.body),
    ...(primary.version === 6 ? [direct] : []),
    packet(13, name),
    makeSignature(primary, { type: 0x13, hashed, over }),
  ]);
}

/** A signing subkey with its binding, and with the subkey's own signature unless told otherwise. */
export function makeSubkey(primary: TestKey, subkey: TestKey, at: number, agreed = true): Buffer {
  const over = Buffer.concat([covered(primary), covered(subkey)]);
  const back = makeSignature(subkey, {
    type: 0x19,
    hashed: [...usual(subkey, at), ...keyIdOfOld(subkey)],
    over,
  });
  const hashed = [...usual(primary, at), ...keyIdOfOld(primary), keyFlags(2)];
  const unhashed = [...keyIdOfOld(primary), ...(agreed ? [subpacket(32, back.subarray(6))] : [])];
  return Buffer.concat([
    packet(14, subkey.body),
    makeSignature(primary, { type: 0x18, hashed, unhashed, over }),
  ]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function number(bytes: Buffer): Buffer {
  const start = bytes.findIndex((octet) => octet !== 0);
  const magnitude = bytes.subarray(start);
  const bits = magnitude.length * 8 - (Math.clz32(magnitude[0] ?? 0) - 24);
  return Buffer.concat([uint32(bits).subarray(2), magnitude]);
}
