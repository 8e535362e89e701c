import { UsageError } from "../../../errors.ts";
import { Document } from "../../../kubernetes/document.ts";
import { Field } from "../../../kubernetes/field.ts";
import { SourceFile } from "../../../kubernetes/source-file.ts";
import { YamlError } from "../../../kubernetes/yaml/error.ts";
import { isMapping } from "../../../kubernetes/yaml/mapping.ts";
import { readDocument } from "../../../kubernetes/yaml/read.ts";
import { splitDocuments } from "../../../kubernetes/yaml/split.ts";
import { PolicyReading, type PolicyContext } from "../../../policy/reading.ts";
import { listOf } from "../../../policy/shape.ts";
import { quote } from "../../../policy/words.ts";
import type { IgnoredKind, IgnoreEntry, IgnoreFile } from "./entry.ts";
import { entryShape } from "./entry-shape.ts";

/** Nothing in these files speaks of what a policy of Portcullis is read against. */
const noContext: PolicyContext = {
  rules: [],
  mistakeInAllowEntry: () => undefined,
  mistakeInImageGlob: () => undefined,
  mistakeInExpression: () => undefined,
  mistakeInStatementPath: () => undefined,
};

/** The sections of the file; those without a kind are about other scanners of Trivy's. */
const sections: ReadonlyMap<string, IgnoredKind | undefined> = new Map([
  ["vulnerabilities", "vulnerability"],
  ["secrets", "secret"],
  ["misconfigurations", undefined],
  ["licenses", undefined],
]);

const entries = listOf(entryShape, "a list of entries with an id");

/**
 * The entries of a `.trivyignore.yaml` about vulnerabilities and secrets. Trivy passes over keys that it
 * does not know, so that a misspelt `expired_at` never expires; here each is a mistake, and one
 * UsageError names them all with their places.
 */
export function readIgnoreYaml(text: string, path: string): IgnoreFile {
  const file = new SourceFile(path, text);
  const reading = new PolicyReading(file, noContext);
  const found = rootsIn(file, reading).flatMap((root) => entriesIn(root, reading));
  const mistakes = reading.lines;
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return { path, entries: found };
}

/** The root of the only document, if it says anything. */
function rootsIn(file: SourceFile, reading: PolicyReading): readonly Field[] {
  const roots: Field[] = [];
  for (const { start, end } of splitDocuments(file.text)) {
    try {
      const { value, duplicates } = readDocument(file.text, start, end);
      for (const { key, offset } of duplicates) {
        reading.reportAt(offset, `the key ${quote(key)} stands here a second time`);
      }
      if (value === null) continue;
      if (roots.length > 0) reading.reportAt(start, "a second document begins here; join them");
      roots.push(Field.root(new Document(file, start, end, value)));
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      reading.reportAt(error.offset, `not readable as YAML: ${error.message}`);
    }
  }
  return roots;
}

function entriesIn(root: Field, reading: PolicyReading): readonly IgnoreEntry[] {
  const valid = [...sections.keys()].join(", ");
  if (!isMapping(root.value)) {
    reading.report(root, `the file must be a mapping; valid keys: ${valid}`);
    return [];
  }
  return root.entries().flatMap((section) => {
    const name = String(section.key);
    if (!sections.has(name)) {
      reading.reportKey(section, `unknown key ${quote(name)}; valid here: ${valid}`);
    }
    const kind = sections.get(name);
    // A section that says nothing is common: `licenses:`.
    if (kind === undefined || !section.exists) return [];
    return (entries.read(section, reading) ?? []).map((entry) => ({ ...entry, kinds: [kind] }));
  });
}
