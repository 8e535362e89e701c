import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { tag } from "../../../../src/checks/commits/x509/der.ts";
import { encode } from "../../../../src/checks/commits/x509/der-encoding.ts";
import { attribute, oids, type Built } from "./cms-builder.ts";

/** What a log is asked to enter, and what it can get wrong. */
export interface EntryOrder {
  readonly built: Built;
  /** The signer's certificate in PEM. */
  readonly certificate: Buffer;
  readonly at: number;
  readonly index?: number;
  readonly withPromise?: boolean;
  readonly withProof?: boolean;
  readonly withBody?: boolean;
  /** Changes the entry after the log has signed it. */
  readonly tamper?: (entry: Entry) => void;
}

/** An entry's fields as they are written down. */
export interface Entry {
  logIndex: number;
  logId: Buffer;
  integratedTime: number;
  promise: Buffer;
  body: Buffer;
  proof: { logIndex: number; treeSize: number; root: Buffer; hashes: Buffer[]; checkpoint: string };
}

/** A stand-in for Rekor: signs entries and heads of a small tree with a key of its own. */
export interface Log {
  readonly key: KeyObject;
  readonly id: Buffer;
  readonly publicKey: Buffer;
  /** The unsigned attribute that gitsign would embed. */
  enter(order: EntryOrder): Buffer;
}

/** Opens a log; `digest` is missing for a log with an Ed25519 key. */
export function openLog(kind: "ec" | "ed25519" = "ec"): Log {
  const { privateKey, publicKey } =
    kind === "ec"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("ed25519");
  const spki = publicKey.export({ format: "der", type: "spki" });
  const id = createHash("sha256").update(spki).digest();
  const digest = kind === "ec" ? "sha256" : null;
  const signed = (data: Buffer): Buffer => sign(digest, data, privateKey);
  return {
    key: privateKey,
    id,
    publicKey: spki,
    enter(order) {
      const entry = makeEntry(order, id, signed);
      order.tamper?.(entry);
      return attribute(oids.logEntry, encode(tag.octetString, written(entry, order)));
    },
  };
}

/** What Rekor stores for a signature of gitsign. */
export function hashedRekord(built: Built, certificate: Buffer): Buffer {
  const value = createHash("sha256").update(built.signed).digest("hex");
  const content = built.signature.toString("base64");
  const publicKey = { content: certificate.toString("base64") };
  const spec = {
    data: { hash: { algorithm: "sha256", value } },
    signature: { content, publicKey },
  };
  return Buffer.from(JSON.stringify({ apiVersion: "0.0.1", kind: "hashedrekord", spec }));
}

function makeEntry(order: EntryOrder, id: Buffer, signed: (data: Buffer) => Buffer): Entry {
  const body = hashedRekord(order.built, order.certificate);
  const index = order.index ?? 2;
  const others = ["a", "b", "c", "d", "e"].map((name) => leafHash(Buffer.from(name)));
  const leaves = [...others.slice(0, index), leafHash(body), ...others.slice(index)];
  const root = treeHash(leaves);
  const head = `log.example.com - 1\n${leaves.length}\n${root.toString("base64")}\n`;
  const hint = Buffer.concat([id.subarray(0, 4), signed(Buffer.from(head))]);
  const promise = {
    body: body.toString("base64"),
    integratedTime: order.at,
    logID: id.toString("hex"),
    logIndex: 1000 + index,
  };
  return {
    logIndex: 1000 + index,
    logId: id,
    integratedTime: order.at,
    promise: signed(Buffer.from(JSON.stringify(promise))),
    body,
    proof: {
      logIndex: index,
      treeSize: leaves.length,
      root,
      hashes: auditPath(index, leaves),
      checkpoint: `${head}\n\u2014 log.example.com ${hint.toString("base64")}\n`,
    },
  };
}

/** The entry as a TransparencyLogEntry message. */
function written(entry: Entry, order: EntryOrder): Buffer {
  const { proof } = entry;
  const message = [
    number(1, entry.logIndex),
    bytes(2, bytes(1, entry.logId)),
    bytes(3, bytes(1, Buffer.from("hashedrekord")), bytes(2, Buffer.from("0.0.1"))),
    number(4, entry.integratedTime),
  ];
  if (order.withPromise !== false) message.push(bytes(5, bytes(1, entry.promise)));
  if (order.withProof !== false) {
    message.push(
      bytes(
        6,
        number(1, proof.logIndex),
        bytes(2, proof.root),
        number(3, proof.treeSize),
        ...proof.hashes.map((hash) => bytes(4, hash)),
        bytes(5, bytes(1, Buffer.from(proof.checkpoint))),
      ),
    );
  }
  if (order.withBody === true) message.push(bytes(7, entry.body));
  return Buffer.concat(message);
}

function varint(value: number): Buffer {
  const digits: number[] = [];
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) digits.push((left % 128) | 0x80);
  return Buffer.from([...digits, left]);
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)]);
}

function bytes(field: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
}

function leafHash(content: Buffer): Buffer {
  return createHash("sha256").update("\0").update(content).digest();
}

/** The largest power of two below a size (RFC 9162, section 2.1.1). */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

function treeHash(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only !== undefined && leaves.length === 1) return only;
  const half = split(leaves.length);
  const sides = [treeHash(leaves.slice(0, half)), treeHash(leaves.slice(half))];
  return createHash("sha256").update("\u0001").update(Buffer.concat(sides)).digest();
}

function auditPath(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const half = split(leaves.length);
  return index < half
    ? [...auditPath(index, leaves.slice(0, half)), treeHash(leaves.slice(half))]
    : [...auditPath(index - half, leaves.slice(half)), treeHash(leaves.slice(0, half))];
}
