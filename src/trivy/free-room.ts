import { statfs } from "node:fs/promises";
import { messageOf } from "../errors.ts";
import { TrivyError } from "./error.ts";

/** More than the largest record of packages of RPM, or the largest archive within an archive, has. */
export const leastFreeBytes = 256 << 20;

/**
 * Demands room on the disk of a folder. Trivy copies some of what it looks at into files of its own, and
 * where it cannot it passes over them in silence (analyzer.AnalyzeFile, jar.parseInnerJar, v0.74.0): an
 * image is not free of vulnerabilities because the disk is full. Throws a TrivyError about the image.
 */
export async function requireFreeRoom(folder: string, bytes = leastFreeBytes): Promise<void> {
  const free = await statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    (cause: unknown) => {
      const message = `how much room there is in ${folder} cannot be told: ${messageOf(cause)}`;
      throw new TrivyError("image", message, { cause });
    },
  );
  if (free >= bytes) return;
  const [has, needs] = [free, bytes].map((each) => `${Math.floor(each / 2 ** 20)} MiB`);
  throw new TrivyError(
    "image",
    `the disk is nearly full: ${has} are free for Trivy, which passes over packages where it has too little room, and it needs ${needs}; free some space, or set TMPDIR to a folder on a larger disk`,
    { remedy: "Free some space, or let the variable TMPDIR name a folder on a larger disk." },
  );
}
