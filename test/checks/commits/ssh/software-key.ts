import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { wireString, wireUint32 } from "../../../../src/checks/commits/ssh/wire.ts";

/** A key whose signatures are made here, because no tool makes them without the hardware. */
export interface SoftwareKey {
  readonly blob: Buffer;
  /** The line `type base64`. */
  readonly line: string;
  /** A signature in wire format over the data. */
  sign(data: Buffer, told?: Told): Buffer;
}

/** What a security key and a browser add. */
export interface Told {
  readonly flags?: number;
  readonly counter?: number;
  readonly origin?: string;
  readonly extensions?: Buffer;
  /** What follows the origin in the browser's JSON. */
  readonly rest?: string;
  /** The type in the browser's JSON. */
  readonly ceremony?: string;
}

const webauthn = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com";

/** A sk-ssh-ed25519@openssh.com key. */
export function softwareSkEd25519(application = "ssh:"): SoftwareKey {
  const type = "sk-ssh-ed25519@openssh.com";
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const blob = joined(type, webBytes(publicKey, "x"), application);
  return softwareKey(type, blob, (data, told) => {
    const flags = told.flags ?? 1;
    const signed = signedBySecurityKey(application, flags, told, data);
    const made = sign(null, signed, privateKey);
    return Buffer.concat([joined(type, made), tail(flags, told)]);
  });
}

/** A sk-ecdsa-sha2-nistp256@openssh.com key; `web` signs as browsers do. */
export function softwareSkEcdsa(application = "ssh:", web = false): SoftwareKey {
  const type = "sk-ecdsa-sha2-nistp256@openssh.com";
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const point = Buffer.concat([Buffer.of(4), webBytes(publicKey, "x"), webBytes(publicKey, "y")]);
  const blob = joined(type, "nistp256", point, application);
  return softwareKey(type, blob, (data, told) => {
    const flags = told.flags ?? 1;
    const content = web ? clientData(data, told) : data;
    const signed = signedBySecurityKey(application, flags, told, content);
    const made = sign("sha256", signed, { key: privateKey, dsaEncoding: "ieee-p1363" });
    const numbers = joined(number(made.subarray(0, 32)), number(made.subarray(32)));
    const origin = told.origin ?? "https://example.org";
    const extra = web ? joined(origin, content, told.extensions ?? "") : Buffer.alloc(0);
    return Buffer.concat([joined(web ? webauthn : type, numbers), tail(flags, told), extra]);
  });
}

/** A whole signature block over a payload; `parts` puts wrong things into it. */
export function signatureBlock(
  key: SoftwareKey,
  payload: Buffer,
  told: Told = {},
  parts: { readonly namespace?: string; readonly hash?: string; readonly key?: Buffer } = {},
): Buffer {
  const namespace = parts.namespace ?? "git";
  const hash = parts.hash ?? "sha512";
  const digest = createHash(hash).update(payload).digest();
  const data = Buffer.concat([Buffer.from("SSHSIG"), joined(namespace, "", hash, digest)]);
  const blob = Buffer.concat([
    Buffer.from("SSHSIG"),
    wireUint32(1),
    joined(parts.key ?? key.blob, namespace, "", hash, key.sign(data, told)),
  ]);
  return armoured(blob);
}

/** A signature block as ssh-keygen writes it. */
export function armoured(blob: Buffer, columns = 70): Buffer {
  const lines = blob.toString("base64").match(new RegExp(`.{1,${columns}}`, "g")) ?? [];
  const body = lines.map((line) => `${line}\n`).join("");
  return Buffer.from(`-----BEGIN SSH SIGNATURE-----\n${body}-----END SSH SIGNATURE-----\n`);
}

/** The bytes inside a signature block. */
export function unarmoured(signature: Buffer): Buffer {
  return Buffer.from(signature.toString("latin1").split("\n").slice(1, -2).join(""), "base64");
}

/** Strings in wire format, one after the other. */
export function joined(...strings: readonly (Buffer | string)[]): Buffer {
  return Buffer.concat(strings.map((content) => wireString(content)));
}

function softwareKey(
  type: string,
  blob: Buffer,
  make: (data: Buffer, told: Told) => Buffer,
): SoftwareKey {
  return {
    blob,
    line: `${type} ${blob.toString("base64")}`,
    sign: (data, told = {}) => make(data, told),
  };
}

function signedBySecurityKey(application: string, flags: number, told: Told, data: Buffer): Buffer {
  return Buffer.concat([
    sha256(Buffer.from(application)),
    Buffer.of(flags),
    wireUint32(told.counter ?? 7),
    told.extensions ?? Buffer.alloc(0),
    sha256(data),
  ]);
}

function tail(flags: number, told: Told): Buffer {
  return Buffer.concat([Buffer.of(flags), wireUint32(told.counter ?? 7)]);
}

function clientData(data: Buffer, told: Told): Buffer {
  const challenge = data.toString("base64url");
  const origin = told.origin ?? "https://example.org";
  const ceremony = told.ceremony ?? "webauthn.get";
  const start = `{"type":"${ceremony}","challenge":"${challenge}","origin":"${origin}"`;
  return Buffer.from(`${start}${told.rest ?? ',"crossOrigin":false}'}`);
}

function webBytes(key: KeyObject, field: "x" | "y"): Buffer {
  return Buffer.from(key.export({ format: "jwk" })[field] ?? "", "base64url");
}

function number(bytes: Buffer): Buffer {
  let start = 0;
  while (bytes[start] === 0) start++;
  const magnitude = bytes.subarray(start);
  return (magnitude[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), magnitude]) : magnitude;
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
