import { tag, type DerReader, type Element } from "./der.ts";
import { oidOf } from "./der-values.ts";
import { malformed } from "../rejection.ts";

/** Attributes by object identifier, each with its values. */
export type Attributes = ReadonlyMap<string, readonly Element[]>;

/** Reads a list of attributes (RFC 5652, section 5.3); none may be there twice. */
export function readAttributes(from: DerReader): Attributes {
  const attributes = new Map<string, readonly Element[]>();
  while (!from.atEnd) {
    const attribute = from.enter(tag.sequence);
    const oid = oidOf(attribute.content(tag.oid));
    const values = attribute.enter(tag.set).rest();
    attribute.end();
    if (attributes.has(oid)) throw malformed(`The signature has the attribute ${oid} twice.`);
    attributes.set(oid, values);
  }
  return attributes;
}

/** The value of an attribute that has exactly one, if it is there. */
export function onlyValue(attributes: Attributes, oid: string): Element | undefined {
  const values = attributes.get(oid);
  if (values === undefined) return undefined;
  const [value, ...more] = values;
  if (value === undefined || more.length > 0) {
    throw malformed(`The attribute ${oid} does not have exactly one value.`);
  }
  return value;
}
