import { YamlError } from "../../../src/kubernetes/yaml/error.ts";
import { readDocument, type DocumentReading } from "../../../src/kubernetes/yaml/read.ts";
import { type Answer, canonical, canonicalJson } from "./oracle.ts";

interface Difference {
  readonly reason: string;
  /** The part of our refusal's message that tells the case. */
  readonly message: RegExp;
}

/**
 * Where this reader refuses what sigs.k8s.io/yaml accepts, and why; docs/yaml.md says the same to
 * readers. There is no case the other way round.
 */
export const intendedRefusals: Readonly<Record<string, Difference>> = {
  "text after the content": {
    reason: "Kubernetes drops it unseen; whoever wrote it meant something",
    message: /^text follows the document's content/,
  },
  "properties without content before other text": {
    reason: "at the root Kubernetes stops at the empty node and drops the rest",
    message: /^a node can have one anchor and one tag$|^an alias can have neither|^the alias/,
  },
  "an error under a key that is written again": {
    reason: "Kubernetes never looks at the value that the repetition replaces",
    message: /cannot be a key$|^JSON has no infinity/,
  },
  "a byte order mark inside the text": {
    reason: "go-yaml skips characters depending on its buffer's boundaries",
    message: /^the character U\+FEFF/,
  },
  "nesting deeper than 200": {
    reason: "recursion over the value must stay bounded; go-yaml stops at 10,000",
    message: /more than 200 levels deep$/,
  },
  "more than 100,000 nodes from aliases": {
    reason: "memory must stay bounded; go-yaml stops at about 400,000",
    message: /^aliases add more than/,
  },
  "directives other than one %YAML 1.1": {
    reason: "a %TAG directive could rename every tag; nobody writes one for Kubernetes",
    message: /directive/,
  },
  "the tag !!timestamp": {
    reason: "its value would be a string that went through Go's date parser",
    message: /^the tag !!timestamp/,
  },
  "!!binary that is not UTF-8": {
    reason: "Go would replace bytes when it writes JSON",
    message: /^a !!binary scalar does not hold UTF-8/,
  },
};

/** How the reader and the oracle disagree about a text, or nothing where they agree. */
export function disagreement(text: string, answer: Answer): string | undefined {
  let reading: DocumentReading;
  try {
    reading = readDocument(text, 0, text.length);
  } catch (error) {
    if (!(error instanceof YamlError)) return `not a YamlError: ${String(error)}`;
    if ("error" in answer || isIntended(error.message)) return undefined;
    return `refused (${error.message}), but Kubernetes reads ${answer.json}`;
  }
  const ours = canonical(reading.value);
  if ("error" in answer) return `read as ${ours}, but Kubernetes refuses: ${answer.error}`;
  const theirs = canonicalJson(answer.json);
  if (ours === theirs || repeatsKeyOfTwoTypes(reading)) return undefined;
  return `read as ${ours}, but Kubernetes reads ${theirs}`;
}

function isIntended(message: string): boolean {
  return Object.values(intendedRefusals).some((difference) => difference.message.test(message));
}

/** `1` and `"1"` are two keys in Go and one in JSON; which of them wins is chance there. */
function repeatsKeyOfTwoTypes(reading: DocumentReading): boolean {
  return reading.duplicates.some(({ key }) => /^(?:true|false|[-+.\d].*)$/.test(key));
}
