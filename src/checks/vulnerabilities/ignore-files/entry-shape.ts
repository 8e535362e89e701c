import type { Field } from "../../../kubernetes/field.ts";
import { dayOf, mistakeInDate } from "../../../policy/calendar.ts";
import { compileGlob } from "../../../policy/glob.ts";
import { mapping } from "../../../policy/mapping.ts";
import { mistakeInGlob } from "../../../policy/patterns.ts";
import type { PolicyReading } from "../../../policy/reading.ts";
import { listOf, text, type Shape } from "../../../policy/shape.ts";
import { parsePackageUrl } from "../vex/package-url.ts";
import { mistakeInIgnoredId, type IgnoreEntry } from "./entry.ts";

const keys = {
  id: {
    shape: text({ what: "an id such as CVE-2024-12345", mistake: mistakeInIgnoredId }),
    required: true,
    about: "What is ignored.",
    fallback: "none; required",
    example: "id: CVE-2024-12345",
  },
  paths: {
    shape: listOf(
      text({ what: "a glob of files in the image", mistake: mistakeInImagePath }),
      "a list of globs",
    ),
    required: false,
    about: "The files of the image in which it is ignored.",
    fallback: "everywhere",
    example: "paths: [usr/lib/node_modules/**]",
  },
  purls: {
    shape: listOf(
      text({ what: "a package URL", mistake: mistakeInPackageUrl }),
      "a list of package URLs",
    ),
    required: false,
    about: "The packages in which it is ignored.",
    fallback: "every package",
    example: 'purls: ["pkg:deb/debian/bash"]',
  },
  statement: {
    shape: text({ what: "text that says why" }),
    required: false,
    about: "Why it is ignored.",
    fallback: "none",
    example: "statement: not reachable from our code",
  },
  expired_at: {
    shape: text({ what: "a date, YYYY-MM-DD", mistake: mistakeInExpiry }),
    required: false,
    about: "The first day on which it counts no longer.",
    fallback: "never",
    example: "expired_at: 2027-01-31",
  },
} as const;

const entry = mapping(keys, "a mapping with the key id");
type EntryValues = NonNullable<ReturnType<typeof entry.read>>;

/** An entry of a `.trivyignore.yaml`, whatever it is about. */
export const entryShape: Shape<Omit<IgnoreEntry, "kinds">> = {
  ...entry,
  read(field: Field, reading: PolicyReading) {
    const values = entry.read(field, reading);
    return values === undefined ? undefined : entryOf(values, field);
  },
};

function entryOf(values: EntryValues, field: Field): Omit<IgnoreEntry, "kinds"> {
  const { id, paths = [], purls = [], statement, expired_at: expiry } = values;
  return {
    id,
    paths: paths.map((pattern) => compileGlob(pattern)),
    purls: purls.flatMap((purl) => parsePackageUrl(purl) ?? []),
    ...(statement === undefined ? {} : { statement }),
    ...(expiry === undefined ? {} : { firstDayOut: dayIn(expiry) }),
    line: field.at("id").location.line,
  };
}

function mistakeInImagePath(pattern: string): string | undefined {
  if (pattern.startsWith("/")) return 'files of an image are written without the first "/"';
  if (pattern.endsWith("/")) return `everything below is written ${pattern}**`;
  return mistakeInGlob(pattern);
}

function mistakeInPackageUrl(purl: string): string | undefined {
  if (parsePackageUrl(purl) !== undefined) return undefined;
  return "a package URL is written like pkg:deb/debian/openssl@3.0.11";
}

/** Trivy also takes a date with a time; the whole day on which it lies is then one too many. */
function dayIn(expiry: string): string {
  return expiry.length === 10 ? expiry : dayOf(new Date(expiry));
}

function mistakeInExpiry(expiry: string): string | undefined {
  const timed =
    /^(?<day>\d{4}-\d{2}-\d{2})[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/.exec(
      expiry,
    );
  if (timed === null) return mistakeInDate(expiry);
  if (Number.isNaN(Date.parse(expiry))) return "there is no such time";
  return mistakeInDate(timed.groups?.["day"] ?? "");
}
