import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { messageOf, UsageError } from "../errors.ts";
import { systemCodeOf } from "../network/error.ts";
import type { NamedFile } from "../policy/signatures.ts";

/**
 * The bytes of a file that the policy names, its path counted from `root`. What cannot be read, or has
 * more bytes than `most`, is a UsageError that names the file as the policy does.
 */
export function namedFileBytes(root: string, file: NamedFile, most: number): Buffer {
  const shown = file.shown ?? file.path;
  try {
    return readPlainFile(path.resolve(root, file.path), most);
  } catch (cause) {
    const isMissing = systemCodeOf(cause) === "ENOENT";
    const reason = isMissing ? "there is no such file" : messageOf(cause);
    throw new UsageError(`${shown} cannot be read: ${reason}`, { cause });
  }
}

/** Opens without waiting, lest a named pipe hold the run. */
function readPlainFile(file: string, most: number): Buffer {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error("it is not a file");
    if (stats.size > most) throw new Error(`it has more than ${most} bytes`);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
