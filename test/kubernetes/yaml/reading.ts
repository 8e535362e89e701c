import { YamlError } from "../../../src/kubernetes/yaml/error.ts";
import { readDocument } from "../../../src/kubernetes/yaml/read.ts";
import { canonical } from "./oracle.ts";

/** The whole text as one document, in canonical JSON. */
export function read(text: string): string {
  return canonical(readDocument(text, 0, text.length).value);
}

/** The message of the refusal, and the text at its place; nothing where the text is read. */
export function refusal(text: string): string | undefined {
  try {
    readDocument(text, 0, text.length);
    return undefined;
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return `${error.message} @ ${JSON.stringify(text.slice(error.offset, error.offset + 8))}`;
  }
}
