import { createPublicKey } from "node:crypto";
import { messageOf, UsageError } from "../../../errors.ts";
import { readCertificate, type Certificate } from "./certificate.ts";
import type { Anchor } from "./chain.ts";
import type { LogKey, LogKeys } from "./log-key.ts";

/** What a Sigstore trust root vouches for. */
export interface TrustedRoot {
  readonly anchors: readonly Anchor[];
  readonly intermediates: readonly Certificate[];
  readonly logs: LogKeys;
  readonly ctLogs: LogKeys;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads a `trusted_root.json` (sigstore_trustroot.proto); what is not understood is a UsageError naming the file. */
export function readTrustedRoot(path: string, text: string): TrustedRoot {
  try {
    const root = objectOf(JSON.parse(text), "the file");
    const mediaType = root["mediaType"];
    if (typeof mediaType !== "string" || !mediaType.startsWith(knownType)) {
      throw new Error(`"mediaType" does not start with ${knownType}`);
    }
    const authorities = listOf(root, "certificateAuthorities").map(readAuthority);
    return {
      anchors: authorities.map(({ anchor }) => anchor),
      intermediates: authorities.flatMap(({ intermediates }) => intermediates),
      logs: new Map(listOf(root, "tlogs").map(readLog)),
      ctLogs: new Map(listOf(root, "ctlogs").map(readLog)),
    };
  } catch (thrown) {
    throw new UsageError(`${path}: is not a Sigstore trusted_root.json: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

const knownType = "application/vnd.dev.sigstore.trustedroot";

function readAuthority(value: unknown): {
  readonly anchor: Anchor;
  readonly intermediates: readonly Certificate[];
} {
  const authority = objectOf(value, "an entry of certificateAuthorities");
  const chain = objectOf(authority["certChain"], '"certChain"');
  const certificates = listOf(chain, "certificates").map((each) =>
    readCertificate(bytesOf(objectOf(each, "a certificate"), "rawBytes")),
  );
  const certificate = certificates.at(-1);
  if (certificate === undefined)
    throw new Error('an entry of "certificateAuthorities" has no certificate');
  return {
    anchor: { certificate, ...readValidity(authority) },
    intermediates: certificates.slice(0, -1),
  };
}

function readLog(value: unknown): [string, LogKey] {
  const log = objectOf(value, "a log");
  const publicKey = objectOf(log["publicKey"], '"publicKey"');
  const id = bytesOf(objectOf(log["logId"], '"logId"'), "keyId").toString("hex");
  const key = createPublicKey({
    key: bytesOf(publicKey, "rawBytes"),
    format: "der",
    type: "spki",
  });
  return [id, { key, ...readValidity(publicKey) }];
}

/** When a key is in use. A missing start would mean "always", which a trust root never means. */
function readValidity(owner: Json): { readonly validFrom: number; readonly validTo?: number } {
  const validity = objectOf(owner["validFor"], '"validFor"');
  const validFrom = secondsOf(validity["start"]);
  if (validity["end"] === undefined || validity["end"] === null) return { validFrom };
  return { validFrom, validTo: secondsOf(validity["end"]) };
}

function secondsOf(value: unknown): number {
  const shaped =
    typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);
  const milliseconds = shaped ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(milliseconds))
    throw new Error('"validFor" lacks a time like 2022-04-13T20:06:15Z');
  return Math.floor(milliseconds / 1000);
}

function objectOf(value: unknown, what: string): Json {
  if (isObject(value)) return value;
  throw new Error(`${what} is not an object`);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list; protobuf's JSON leaves empty ones out. */
function listOf(owner: Json, name: string): readonly unknown[] {
  const value = owner[name] ?? [];
  if (Array.isArray(value)) return value;
  throw new Error(`"${name}" is not a list`);
}

function bytesOf(owner: Json, name: string): Buffer {
  const value = owner[name];
  const bytes = typeof value === "string" ? Buffer.from(value, "base64") : Buffer.alloc(0);
  if (bytes.length === 0) throw new Error(`"${name}" is not base64`);
  return bytes;
}
