import { UsageError } from "../errors.ts";
import { Document } from "../kubernetes/document.ts";
import { Field } from "../kubernetes/field.ts";
import type { SourceFile } from "../kubernetes/source-file.ts";
import { YamlError } from "../kubernetes/yaml/error.ts";
import type { Span } from "../kubernetes/yaml/place.ts";
import { readDocument } from "../kubernetes/yaml/read.ts";
import { splitDocuments } from "../kubernetes/yaml/split.ts";
import { defaultPolicy } from "./default.ts";
import type { PolicyFile } from "./events.ts";
import { parsePodSecurity } from "./pod-security.ts";
import type { PodSecurityTarget } from "./policy.ts";
import { PolicyReading, type PolicyContext } from "./reading.ts";
import { policyShape } from "./schema.ts";
import { quote } from "./words.ts";

/** The largest policy file, in bytes; thousands of waivers fit. */
export const largestPolicy = 1024 * 1024;

type PolicyValues = NonNullable<ReturnType<typeof policyShape.read>>;

/**
 * The policy that the file states, every default filled in. Throws one UsageError with all mistakes of
 * the file, a line for each: where it is, what was found, what would be valid.
 */
export function readPolicy(file: SourceFile, context: PolicyContext): PolicyFile {
  const reading = new PolicyReading(file, context);
  const root = rootOf(file, reading);
  const values = root === undefined ? undefined : policyShape.read(root, reading);
  const mistakes = reading.lines;
  if (mistakes.length > 0 || values === undefined) throw new UsageError(mistakes);
  return policyOf(values, file.path);
}

/** The root of the only document; notes what keeps the file from being one. */
function rootOf(file: SourceFile, reading: PolicyReading): Field | undefined {
  if (file.text.length > largestPolicy) {
    reading.reportAt(
      0,
      `the file is larger than ${largestPolicy} bytes, the most that a policy may be`,
    );
    return undefined;
  }
  const [span, second] = splitDocuments(file.text).filter((each) => hasContent(file.text, each));
  if (span === undefined) {
    reading.reportAt(0, 'the file is empty; a policy begins with "version: 1"');
    return undefined;
  }
  if (second !== undefined) {
    reading.reportAt(
      contentStart(file.text, second),
      "a second document begins here; a policy is one document",
    );
  }
  return parse(file, span, reading);
}

function parse(file: SourceFile, span: Span, reading: PolicyReading): Field | undefined {
  try {
    const { value, duplicates } = readDocument(file.text, span.start, span.end);
    for (const { key, offset } of duplicates) {
      reading.reportAt(offset, `the key ${quote(key)} stands here a second time`);
    }
    return Field.root(new Document(file, span.start, span.end, value));
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const hint = startsWithStar(file, error.offset)
      ? "; a pattern that begins with * needs quotes"
      : "";
    reading.reportAt(error.offset, `not readable as YAML: ${error.message}${hint}`);
    return undefined;
  }
}

/** Whether a document has more in it than comments, directives and blank lines. */
function hasContent(text: string, span: Span): boolean {
  return contentStart(text, span) < span.end;
}

/** Where the first line that is neither blank, a comment nor a marker begins to say something. */
function contentStart(text: string, { start, end }: Span): number {
  const blank = /(?:\s+|#[^\n\r]*|%[^\n\r]*|---(?=\s|$)|\.\.\.(?=\s|$))*/y;
  blank.lastIndex = start;
  const skipped = blank.exec(text)?.[0].length ?? 0;
  return Math.min(start + skipped, end);
}

function startsWithStar(file: SourceFile, offset: number): boolean {
  const { line, column } = file.location(offset, offset + 1);
  return /^[\s,[{:-]*\*/.test(file.line(line).slice(Math.max(0, column - 2)));
}

function policyOf(values: PolicyValues, path: string): PolicyFile {
  const { registries, manifests } = values;
  const defaults = defaultPolicy();
  return {
    path,
    failOn: values["fail-on"] ?? defaults.failOn,
    mode: values.mode ?? defaults.mode,
    gate: values.gate ?? defaults.gate,
    events: new Map(
      (values.on ?? []).map(({ key, value }) => [
        key,
        { failOn: value["fail-on"], mode: value.mode, gate: value.gate },
      ]),
    ),
    require: values.require ?? defaults.require,
    exclude: values.exclude ?? defaults.exclude,
    registries: {
      allow: registries?.allow ?? defaults.registries.allow,
      requireDigest: registries?.["require-digest"] ?? defaults.registries.requireDigest,
      constraints: registries?.constraints ?? defaults.registries.constraints,
      insecure: registries?.insecure ?? defaults.registries.insecure,
      tokenHosts: registries?.["token-hosts"] ?? defaults.registries.tokenHosts,
      mirrors: new Map((registries?.mirrors ?? []).map(({ key, value }) => [key, value])),
      ca: registries?.ca ?? defaults.registries.ca,
    },
    signatures: values.signatures ?? defaults.signatures,
    vulnerabilities: values.vulnerabilities ?? defaults.vulnerabilities,
    standardIgnoreFiles: defaults.standardIgnoreFiles,
    commits: values.commits ?? defaults.commits,
    manifests: {
      podSecurity: targetOf(manifests?.["pod-security"]),
      rules: manifests?.rules ?? [],
    },
    waivers: values.waivers ?? defaults.waivers,
  };
}

/** The shape has let only valid targets through. */
function targetOf(text: string | undefined): PodSecurityTarget | undefined {
  if (text === undefined) return undefined;
  const target = parsePodSecurity(text);
  return "mistake" in target ? undefined : target;
}
