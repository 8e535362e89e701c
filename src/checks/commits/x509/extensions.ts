import { DerReader, tag, wholeElement } from "./der.ts";
import { booleanOf, namedBits, oidOf, smallInteger } from "./der-values.ts";
import { malformed } from "../rejection.ts";
import { readAlternativeNames, type Names } from "./names.ts";

/** One extension as it stands in a certificate. */
export interface Extension {
  readonly critical: boolean;
  readonly value: Buffer;
  readonly whole: Buffer;
}

/** What the extensions of a certificate say. */
export interface Extensions {
  readonly all: ReadonlyMap<string, Extension>;
  readonly authority: boolean;
  readonly pathLength?: number;
  /** Named bits, bit 0 highest of sixteen; missing where the key may be used for all. */
  readonly keyUsage?: number;
  readonly extendedKeyUsage?: readonly string[];
  readonly subjectKeyId?: Buffer;
  readonly names: Names;
}

export const extensionId = {
  subjectKeyId: "2.5.29.14",
  keyUsage: "2.5.29.15",
  alternativeName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  nameConstraints: "2.5.29.30",
  revocationLists: "2.5.29.31",
  policies: "2.5.29.32",
  extendedKeyUsage: "2.5.29.37",
} as const;

const what = "A certificate's extension";

/** Reads the extensions of a certificate (RFC 5280, section 4.2); none may be there twice. */
export function readExtensions(from: DerReader): Extensions {
  const all = readAll(from);
  const valueOf = (oid: string): Buffer | undefined => all.get(oid)?.value;
  const names = valueOf(extensionId.alternativeName);
  const keyUsage = valueOf(extensionId.keyUsage);
  const usages = valueOf(extensionId.extendedKeyUsage);
  const identifier = valueOf(extensionId.subjectKeyId);
  return {
    all,
    ...readBasicConstraints(valueOf(extensionId.basicConstraints)),
    ...(keyUsage === undefined
      ? {}
      : { keyUsage: namedBits(wholeElement(keyUsage, tag.bitString, what)) }),
    ...(usages === undefined ? {} : { extendedKeyUsage: readUsages(usages) }),
    ...(identifier === undefined
      ? {}
      : { subjectKeyId: wholeElement(identifier, tag.octetString, what) }),
    names: names === undefined ? { emails: [], uris: [] } : readAlternativeNames(names),
  };
}

function readAll(from: DerReader): ReadonlyMap<string, Extension> {
  const all = new Map<string, Extension>();
  for (const { tag: found, content, whole } of from.rest()) {
    if (found !== tag.sequence) throw malformed(`${what} is not one.`);
    const inside = from.inside(content);
    const oid = oidOf(inside.content(tag.oid));
    const flag = inside.optional(tag.boolean);
    const value = inside.content(tag.octetString);
    inside.end();
    if (all.has(oid)) throw malformed(`A certificate has the extension ${oid} twice.`);
    all.set(oid, { critical: flag !== undefined && booleanOf(flag), value, whole });
  }
  return all;
}

function readBasicConstraints(
  value: Buffer | undefined,
): Pick<Extensions, "authority" | "pathLength"> {
  if (value === undefined) return { authority: false };
  const from = new DerReader(wholeElement(value, tag.sequence, what), what);
  const flag = from.optional(tag.boolean);
  const length = from.optional(tag.integer);
  from.end();
  const authority = flag !== undefined && booleanOf(flag);
  if (length === undefined) return { authority };
  if (!authority) throw malformed("A certificate that is not an authority's has a path length.");
  return { authority, pathLength: smallInteger(length) };
}

function readUsages(value: Buffer): readonly string[] {
  const elements = new DerReader(wholeElement(value, tag.sequence, what), what).rest();
  return elements.map((element) => {
    if (element.tag !== tag.oid) throw malformed(`${what} names a usage that is none.`);
    return oidOf(element.content);
  });
}
