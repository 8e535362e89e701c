import { contextBytes, DerReader, tag } from "./der.ts";
import { oidOf } from "./der-values.ts";
import { malformed } from "../rejection.ts";

/** Who a certificate says its owner is. */
export interface Names {
  readonly emails: readonly string[];
  readonly uris: readonly string[];
}

const emailName = contextBytes(1);
const uriName = contextBytes(6);
const emailAddress = "1.2.840.113549.1.9.1";
const ia5String = 0x16;

/** The e-mail addresses and URIs of a subject alternative name (RFC 5280, section 4.2.1.6). */
export function readAlternativeNames(value: Buffer): Names {
  const outer = new DerReader(value, "The subject alternative name");
  const names = outer.enter(tag.sequence).rest();
  outer.end();
  const textsOf = (kind: number): string[] =>
    names.filter((name) => name.tag === kind).map((name) => visibleText(name.content));
  return { emails: textsOf(emailName), uris: textsOf(uriName) };
}

/** The e-mail addresses in a distinguished name, where old certificates have them (RFC 8550, section 3). */
export function emailsInSubject(subject: Buffer): readonly string[] {
  const emails: string[] = [];
  const from = new DerReader(subject, "The subject").enter(tag.sequence);
  while (!from.atEnd) {
    const set = from.enter(tag.set);
    while (!set.atEnd) {
      const pair = set.enter(tag.sequence);
      const oid = oidOf(pair.content(tag.oid));
      const value = pair.element();
      pair.end();
      if (oid === emailAddress && value.tag === ia5String) emails.push(visibleText(value.content));
    }
  }
  return emails;
}

/** ASCII that can be seen: a NUL, a line break or a blank in a name is there to deceive. */
function visibleText(content: Buffer): string {
  const text = content.toString("latin1");
  if (!/^[!-~]+$/.test(text)) {
    throw malformed("A certificate has a name with characters that names do not have.");
  }
  return text;
}
