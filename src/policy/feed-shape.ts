import { mistakeInPath, relativePathPattern } from "./patterns.ts";
import { text, type Shape } from "./shape.ts";
import type { FeedSource } from "./vulnerabilities.ts";
import { addressPattern, mistakeInAddress } from "./web-address.ts";

const what = "published, off, an address that begins with https://, or the path of a file";

const written = text({
  what,
  schema: {
    anyOf: [
      { enum: ["published", "off"] },
      { pattern: addressPattern },
      { pattern: relativePathPattern, not: { pattern: "://" } },
    ],
  },
  mistake: (value) => (value.includes("://") ? mistakeInAddress(value) : mistakeInPath(value)),
});

/** Where a published list comes from. YAML 1.1 reads a bare `off` as false; it counts as the word. */
export const feedSource: Shape<FeedSource> = {
  ...written,
  schema: { anyOf: [written.schema, { const: false }] },
  read(field, reading) {
    if (field.value === false) return { kind: "off" };
    const value = written.read(field, reading);
    if (value === undefined) return undefined;
    if (value === "published" || value === "off") return { kind: value };
    if (value.includes("://")) return { kind: "url", url: value };
    return { kind: "file", file: { path: value, location: field.location } };
  },
};
