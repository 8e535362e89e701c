import { systemCodeOf } from "./network/error.ts";

const causes: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", "the disk is full; free some space, or set TMPDIR to a folder on a larger disk"],
  ["EDQUOT", "the quota of the disk is used up; free some space, or let TMPDIR name another disk"],
  ["EFBIG", "it is larger than a file of this process may be; raise the limit (ulimit -f)"],
  ["ENOENT", "its folder is not there"],
  ["ENOTDIR", "its folder is a file"],
  ["EACCES", "it may not be written"],
  ["EPERM", "it may not be written"],
  ["EROFS", "the disk is read-only; set TMPDIR to a folder that can be written"],
]);

/** Why something could not be kept on the disk, in one line that names the path. */
export class DiskError extends Error {
  override readonly name = "DiskError";

  constructor(path: string, cause: unknown) {
    const code = systemCodeOf(cause) ?? "unknown cause";
    super(`${path} cannot be written: ${causes.get(code) ?? code}`, { cause });
  }
}

/** Does something at a path; whatever the system says against it becomes a DiskError. */
export async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw thrown instanceof DiskError ? thrown : new DiskError(path, thrown);
  }
}
