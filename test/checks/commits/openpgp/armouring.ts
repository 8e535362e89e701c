import { dearmour } from "../../../../src/checks/commits/openpgp/armour.ts";
import { crc24 } from "../../../../src/checks/commits/openpgp/crc24.ts";
import { readPackets } from "../../../../src/checks/commits/openpgp/packet.ts";

/** Armour around packets, as gpg writes it. */
export function armour(bytes: Buffer, kind = "SIGNATURE"): Buffer {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  const checksum = `=${crc24(bytes).toString("base64")}`;
  const text = [
    `-----BEGIN PGP ${kind}-----`,
    "",
    ...lines,
    checksum,
    `-----END PGP ${kind}-----`,
    "",
  ];
  return Buffer.from(text.join("\n"));
}

/** A packet in the new format. */
export function packet(tag: number, body: Buffer): Buffer {
  const header = Buffer.from([0xc0 | tag, 0xff, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 2);
  return Buffer.concat([header, body]);
}

/** The parts of a signature of version 4: what is signed of it, the other subpackets, and the rest. */
export interface Parts {
  readonly signed: Buffer;
  readonly unhashed: Buffer;
  readonly rest: Buffer;
}

export function takeApart(body: Buffer): Parts {
  const hashedEnd = 6 + body.readUInt16BE(4);
  const unhashedEnd = hashedEnd + 2 + body.readUInt16BE(hashedEnd);
  return {
    signed: body.subarray(0, hashedEnd),
    unhashed: body.subarray(hashedEnd + 2, unhashedEnd),
    rest: body.subarray(unhashedEnd),
  };
}

export function putTogether({ signed, unhashed, rest }: Parts): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(unhashed.length);
  return Buffer.concat([signed, length, unhashed, rest]);
}

/** The only packet's body of an armoured signature. */
export function bodyOf(armoured: Buffer): Buffer {
  const [only] = readPackets(dearmour(armoured), "The test's signature");
  if (only === undefined) throw new Error("no packet");
  return only.body;
}

/** The signature with something of it changed. */
export function altered(armoured: Buffer, change: (parts: Parts) => Partial<Parts>): Buffer {
  const parts = takeApart(bodyOf(armoured));
  return armour(packet(2, putTogether({ ...parts, ...change(parts) })));
}
