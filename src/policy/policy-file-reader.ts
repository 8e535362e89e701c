import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { messageOf, UsageError } from "../errors.ts";

/** Larger than any key, trust root or set of policies. */
const largestFile = 4 << 20;

/**
 * Reads files that the policy names: from the root of its repository, or by their absolute path where
 * the policy lies elsewhere. What cannot be read is a UsageError that names the file.
 */
export function policyFileReader(root: string): (file: string) => string {
  return (file) => {
    try {
      return readText(path.resolve(root, file));
    } catch (cause) {
      const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
      const reason = isMissing ? "there is no such file" : messageOf(cause);
      throw new UsageError(`${file} cannot be read: ${reason}`, { cause });
    }
  };
}

/** Opens without waiting, lest a named pipe hold the run. */
function readText(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error("it is not a file");
    if (stats.size > largestFile) throw new Error(`it has more than ${largestFile} bytes`);
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}
