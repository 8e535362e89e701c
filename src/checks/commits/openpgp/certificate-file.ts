import { requireWellFormed } from "./certificate-structure.ts";
import { crc24 } from "./crc24.ts";
import { packetTags, readPackets, type Packet } from "./packet.ts";
import { malformed } from "../rejection.ts";

/** A certificate as it lies in a file: its packets, the primary key's first. */
export type RawCertificate = readonly [primary: Packet, ...rest: Packet[]];

const largestFile = 16 << 20;

/** Packets without meaning in a certificate: markers, trust of a local key ring, padding (RFC 9580, sections 5.8, 5.10, 5.14). */
const meaningless: ReadonlySet<number> = new Set([10, 12, 21]);

const beginning = /^-----BEGIN PGP ([A-Z ]+)-----[ \t\r]*$/;

/**
 * The certificates of a key file: armoured blocks, any number of them one after the other with text
 * between, or binary packets. Anything that is not understood is an error, nothing is passed over.
 */
export function readCertificateFile(bytes: Buffer): readonly RawCertificate[] {
  if (bytes.length > largestFile) throw malformed(`it has over ${largestFile} bytes`);
  const binary = (bytes[0] ?? 0) >= 0x80;
  const blocks = binary ? [bytes] : armouredBlocks(bytes.toString("latin1").split("\n"));
  if (blocks.length === 0) throw malformed("it holds no block BEGIN PGP PUBLIC KEY BLOCK");
  return blocks.flatMap((block) => certificatesOf(readPackets(block, "The key file")));
}

function certificatesOf(packets: readonly Packet[]): RawCertificate[] {
  const certificates: [Packet, ...Packet[]][] = [];
  for (const packet of packets) {
    if (packet.tag === packetTags.secretKey) {
      throw malformed("it holds a secret key, which must not be shared and has to be replaced now");
    }
    if (meaningless.has(packet.tag)) continue;
    if (packet.tag === packetTags.signature) requireWellFormed(packet.body);
    if (packet.tag === packetTags.publicKey) certificates.push([packet]);
    else if (certificates.length > 0) certificates.at(-1)?.push(packet);
    else throw malformed("it does not start with a public key");
  }
  return certificates;
}

function armouredBlocks(lines: readonly string[]): Buffer[] {
  const blocks: Buffer[] = [];
  let at = 0;
  while (at < lines.length) {
    const kind = beginning.exec(lines[at] ?? "")?.[1];
    at++;
    if (kind === undefined) continue;
    if (kind.startsWith("PRIVATE KEY")) {
      throw malformed("it holds a secret key, which must not be shared and has to be replaced now");
    }
    if (kind !== "PUBLIC KEY BLOCK") throw malformed(`it holds a block BEGIN PGP ${kind}`);
    const length = lines.slice(at).findIndex((line) => line.startsWith("-----"));
    if (length < 0 || lines[at + length]?.trimEnd() !== `-----END PGP ${kind}-----`) {
      throw malformed("it holds a block without its end");
    }
    blocks.push(content(lines.slice(at, at + length).map((line) => line.trim())));
    at += length + 1;
  }
  return blocks;
}

function content(lines: readonly string[]): Buffer {
  const blank = lines.indexOf("");
  const body = lines.slice(blank + 1).filter((line) => line !== "");
  const checksum = body.at(-1)?.startsWith("=") === true ? body.pop() : undefined;
  const base64 = body.join("");
  const bytes = Buffer.from(base64, "base64");
  const exact = blank >= 0 && bytes.length > 0 && bytes.toString("base64") === base64;
  if (!exact) throw malformed("it holds a block that is not base64 after a blank line");
  if (checksum !== undefined && checksum.slice(1) !== crc24(bytes).toString("base64")) {
    throw malformed("it holds a block whose checksum is wrong");
  }
  return bytes;
}
