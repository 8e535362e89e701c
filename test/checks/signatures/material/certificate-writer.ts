import { sign } from "node:crypto";
import type { TestSigner } from "./signer.ts";

/** A certificate written byte by byte, for what no authority would issue. Signed by its own key. */
export interface CertificateParts {
  /** General names: their context tag and content. */
  readonly names?: readonly (readonly [tag: number, content: Buffer])[];
  readonly purposes?: readonly string[];
  readonly isAuthority?: boolean;
  /** Identifier and content of further extensions. */
  readonly extensions?: readonly (readonly [oid: string, content: Buffer])[];
}

const codeSigning = "1.3.6.1.5.5.7.3.3";

export function writeCertificate(signer: TestSigner, parts: CertificateParts): Buffer<ArrayBuffer> {
  const { names = [], purposes = [codeSigning], isAuthority = false, extensions = [] } = parts;
  const algorithm = der(0x30, oid("1.2.840.10045.4.3.2"));
  const all = [
    extension("2.5.29.19", der(0x30, isAuthority ? der(1, Buffer.of(255)) : Buffer.of())),
    ...(purposes.length === 0 ? [] : [extension("2.5.29.37", der(0x30, ...purposes.map(oid)))]),
    ...(names.length === 0
      ? []
      : [extension("2.5.29.17", der(0x30, ...names.map(([tag, text]) => der(tag, text))))]),
    ...extensions.map(([identifier, content]) => extension(identifier, content)),
  ];
  const body = der(
    0x30,
    der(0xa0, der(2, Buffer.of(2))),
    der(2, Buffer.of(1)),
    algorithm,
    der(0x30),
    der(0x30, der(0x17, "200101000000Z"), der(0x17, "400101000000Z")),
    der(0x30),
    signer.publicKey.export({ format: "der", type: "spki" }),
    der(0xa3, der(0x30, ...all)),
  );
  const signature = sign("sha256", body, signer.privateKey);
  return Buffer.from(der(0x30, body, algorithm, der(3, Buffer.of(0), signature)));
}

function extension(identifier: string, content: Buffer): Buffer {
  return der(0x30, oid(identifier), der(4, content));
}

/** One element: tag, length, contents. */
export function der(tag: number, ...contents: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(contents.map((one) => Buffer.from(one)));
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  return der(6, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 127];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 127) | 128);
  return digits;
}
