import { UsageError } from "../../../errors.ts";
import type { IgnoreFile } from "./entry.ts";
import { readIgnoreList } from "./read-list.ts";
import { readIgnoreYaml } from "./read-yaml.ts";

/** The largest ignore file, in characters; tens of thousands of entries fit. */
const largest = 1 << 20;

/**
 * The entries of an ignore file in one of Trivy's two formats, told apart by the name as Trivy does:
 * `.yaml` and `.yml`, and the plain list. Throws one UsageError with all mistakes, each with its line.
 */
export function readIgnoreFile(text: string, path: string): IgnoreFile {
  if (text.length > largest) {
    throw new UsageError(`${path}: has more than ${largest} characters, the most that it may have`);
  }
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return /\.ya?ml$/.test(path) ? readIgnoreYaml(plain, path) : readIgnoreList(plain, path);
}
