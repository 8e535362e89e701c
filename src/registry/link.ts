/** The target of the first `rel="next"` of a Link header (RFC 8288), as it is written. */
export function nextIn(header: string | undefined): string | undefined {
  for (const [, target = "", parameters = ""] of (header ?? "").matchAll(/<([^<>]*)>([^,<]*)/g)) {
    if (/;\s*rel\s*=\s*"?next"?\s*(?:;|$)/i.test(parameters)) return target;
  }
  return undefined;
}
