import { createHash } from "node:crypto";
import { checkEcdsa, checkEd25519, requireAlgorithm } from "./plain-signature.ts";
import type { PublicKey } from "./public-key.ts";
import { malformed, Rejection } from "../rejection.ts";
import { WireReader, wireUint32 } from "./wire.ts";

const webauthnAlgorithm = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com";

/** Bits of the authenticator's flags (W3C Web Authentication, section 6.1). */
const hasAttestedData = 0x40;
const hasExtensions = 0x80;

/**
 * Checks what a FIDO security key signed (OpenSSH, PROTOCOL.u2f): not the data, but a digest of it
 * together with the application, the flags and the counter. `from` stands after the algorithm's name.
 */
export function checkSecurityKey(
  key: PublicKey,
  algorithm: string,
  from: WireReader,
  data: Buffer,
): { readonly good: boolean; readonly flags: number } {
  const web = key.family === "sk-ecdsa" && algorithm === webauthnAlgorithm;
  if (!web) requireAlgorithm(algorithm, key.type);
  const bytes = from.bytes();
  const flags = from.byte();
  const counter = from.uint32();
  const message = web ? readWebMessage(from, flags, data) : plainMessage(data);
  from.end();
  const signed = Buffer.concat([
    sha256(Buffer.from(key.application ?? "", "utf8")),
    Buffer.of(flags),
    wireUint32(counter),
    message.extensions,
    sha256(message.content),
  ]);
  const check = key.family === "sk-ecdsa" ? checkEcdsa : checkEd25519;
  return { good: check(key, bytes, signed), flags };
}

interface Message {
  readonly content: Buffer;
  readonly extensions: Buffer;
}

function plainMessage(content: Buffer): Message {
  return { content, extensions: Buffer.alloc(0) };
}

/** What a browser signed: JSON that starts with our challenge (PROTOCOL.u2f, "webauthn"; ssh-ecdsa-sk.c). */
function readWebMessage(from: WireReader, flags: number, data: Buffer): Message {
  const origin = from.text();
  const content = from.bytes();
  const extensions = from.bytes();
  const extended = (flags & hasExtensions) !== 0;
  if (origin.includes('"') || (flags & hasAttestedData) !== 0) {
    throw malformed("A webauthn signature has an origin or flags that no sign-in gives.");
  }
  if (extended !== extensions.length > 0) {
    throw malformed("A webauthn signature's flags and extensions contradict each other.");
  }
  const challenge = data.toString("base64url");
  const start = `{"type":"webauthn.get","challenge":"${challenge}","origin":"${origin}"`;
  if (!content.subarray(0, Buffer.byteLength(start)).equals(Buffer.from(start, "utf8"))) {
    throw new Rejection("bad", "The webauthn signature was made for other content.");
  }
  return { content, extensions };
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
