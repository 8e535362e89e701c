import { crc24 } from "../../../../src/checks/commits/openpgp/crc24.ts";
import { armour, bodyOf, packet, putTogether, takeApart } from "./armouring.ts";
import {
  issuerFingerprint,
  issuerKeyId,
  makeSignature,
  subpacket,
  uint32,
  usual,
  type TestKey,
} from "./signer.ts";

/** A signature and what it is said to sign. */
export interface Asked {
  readonly signature: Buffer;
  readonly payload: Buffer;
}

/** Chance: whole numbers below a bound, the same ones for the same seed. */
export type Dice = (below: number) => number;

/** A xorshift generator (George Marsaglia, 2003). */
export function dice(seed: number): Dice {
  // Zero is the one state that it cannot leave.
  let state = Math.imul(seed, 0x9e3779b1) || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** A signature that something was done to, or one that the key really made of odd parts. */
export function mutant(seeds: readonly Asked[], key: TestKey, by: Dice): Asked {
  const seed = seeds[by(seeds.length)];
  if (seed === undefined) throw new Error("no seeds");
  const other = seeds[by(seeds.length)] ?? seed;
  switch (by(6)) {
    case 0:
      return { ...seed, signature: armour(repacked(changed(bodyOf(seed.signature), by), by)) };
    case 1:
      return { ...seed, signature: changedText(seed.signature, by) };
    case 2:
      return { ...seed, signature: armour(crossed(seed.signature, other.signature, by)) };
    case 3:
      return { ...seed, payload: changedLines(seed.payload, by) };
    case 4:
      return { ...seed, signature: armour(surrounded(bodyOf(seed.signature), by)) };
    default:
      return { payload: seed.payload, signature: oddlyMade(key, seed.payload, by) };
  }
}

/** Bytes with some flipped, replaced, taken out or put in. */
export function changed(bytes: Buffer, by: Dice, most = 3, front = 48): Buffer {
  let result = Buffer.from(bytes);
  for (let left = 1 + by(most); left > 0; left--) {
    // Headers and lengths are in front, where changes matter most.
    const at = by(by(2) === 0 ? Math.min(result.length, front) : result.length);
    const kept = by(4) === 3 ? 0 : 1;
    const put = [
      [(result[at] ?? 0) ^ (1 << by(8))],
      [by(256)],
      [(result[at] ?? 0) + (by(2) === 0 ? 1 : 255)],
      Array.from({ length: by(3) }, () => by(256)),
    ][by(4)];
    const middle = Buffer.from(put ?? []);
    result = Buffer.concat([result.subarray(0, at), middle, result.subarray(at + kept)]);
  }
  return result;
}

/** A body in one of the forms that packets have, rarely with a wrong length. */
function repacked(body: Buffer, by: Dice): Buffer {
  const length = body.length + (by(10) === 0 ? by(5) - 2 : 0);
  const headers = [
    Buffer.from([0x88, length & 255]),
    Buffer.from([0x89, length >> 8, length & 255]),
    Buffer.concat([Buffer.from([0x8a]), uint32(length)]),
    Buffer.from([0x8b]),
    Buffer.from([0xc2, length & 255]),
    Buffer.from([0xc2, 192 + ((length - 192) >> 8), (length - 192) & 255]),
    Buffer.concat([Buffer.from([0xc2, 0xff]), uint32(length)]),
  ];
  return Buffer.concat([headers[by(headers.length)] ?? Buffer.alloc(0), body]);
}

function surrounded(body: Buffer, by: Dice): Buffer {
  const good = packet(2, body);
  const pieces = [
    good,
    packet(10, Buffer.from("PGP")),
    packet(60, Buffer.alloc(3)),
    packet(21, Buffer.alloc(4)),
    Buffer.alloc(1),
  ];
  const parts = Array.from({ length: 1 + by(3) }, () => pieces[by(pieces.length)] ?? good);
  return Buffer.concat(parts);
}

/** Parts of one signature with parts of another. */
function crossed(one: Buffer, other: Buffer, by: Dice): Buffer {
  const [first, second] = [takeApart(bodyOf(one)), takeApart(bodyOf(other))];
  const of = (): typeof first => (by(2) === 0 ? first : second);
  const unhashed = Buffer.concat([of().unhashed, ...(by(3) === 0 ? [of().unhashed] : [])]);
  return packet(2, putTogether({ signed: of().signed, unhashed, rest: of().rest }));
}

const scraps = [
  "\n",
  " ",
  "\r",
  "\t",
  "=",
  "-",
  "A",
  "A=",
  "==",
  "Comment: x\n",
  "Version: y\n",
  "\n\n",
  "-----",
  "\f",
  "=AAAA\n",
];

/** Armour with scraps put in, characters taken out or lines exchanged, usually with the right checksum. */
function changedText(signature: Buffer, by: Dice): Buffer {
  let text = signature.toString("latin1");
  for (let left = by(3); left > 0; left--) {
    const at = by(4) === 0 ? text.length - by(40) : by(text.length + 1);
    const scrap = by(3) === 0 ? "" : (scraps[by(scraps.length)] ?? "");
    text = text.slice(0, at) + scrap + text.slice(at + by(2));
  }
  if (by(6) === 0) text = text.replace(/\n=.{4}\n/, "\n");
  if (by(6) === 0)
    text = text.replace(/\n=.{4}\n/, `\n=${crc24(Buffer.from([by(256)])).toString("base64")}\n`);
  return Buffer.from(text, "latin1");
}

function changedLines(payload: Buffer, by: Dice): Buffer {
  const text = payload.toString("latin1");
  const at = by(text.length + 1);
  const scrap = ["\r", "\n", "\r\n", " ", "\t", "", "\0", "\r\r"][by(8)] ?? "";
  return Buffer.from(text.slice(0, at) + scrap + text.slice(at + by(2)), "latin1");
}

/** A signature that is right, of whatever parts: what it states is signed for good. */
function oddlyMade(key: TestKey, payload: Buffer, by: Dice): Buffer {
  const at = Date.UTC(2023, 0, 1) / 1000 + by(1000);
  const some = (): Buffer => {
    const types = [
      2,
      3,
      4,
      7,
      9,
      11,
      16,
      20,
      21,
      23,
      25,
      26,
      27,
      28,
      29,
      30,
      31,
      32,
      33,
      34,
      35,
      101,
      by(128),
    ];
    const type = types[by(types.length)] ?? 0;
    const data = Buffer.from(
      Array.from({ length: [0, 1, 4, 8, 21, by(30)][by(6)] ?? 0 }, () => by(256)),
    );
    return subpacket(type, data, by(5) === 0);
  };
  const named = [issuerFingerprint(key), issuerKeyId(key)];
  const hashed = [...usual(key, at), ...Array.from({ length: by(3) }, some)];
  const unhashed = [...named.slice(by(3)), ...Array.from({ length: by(3) }, some)];
  if (by(8) === 0) hashed.splice(by(hashed.length), 1);
  if (by(2) === 0) hashed.reverse();
  const type = by(10) === 0 ? ([1, 2, 3, 0x10, 0x50, 0x1f][by(6)] ?? 0) : 0;
  const signature = armour(makeSignature(key, { hashed, unhashed, type, over: payload }));
  if (by(10) > 0) return signature;
  return Buffer.from(signature.toString("latin1").replace(/\n=.{4}\n/, "\n"), "latin1");
}
