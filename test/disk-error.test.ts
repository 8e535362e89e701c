import { expect, test } from "@jest/globals";
import { DiskError, onDisk } from "../src/disk-error.ts";

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

test("a full disk is told from everything else, with what to do about it", async () => {
  await expect(onDisk("/tmp/layers/1", failing("ENOSPC"))).rejects.toThrow(
    "/tmp/layers/1 cannot be written: the disk is full; free some space, or set TMPDIR to a folder on a larger disk",
  );
  await expect(onDisk("/tmp/x", failing("EIO"))).rejects.toThrow("/tmp/x cannot be written: EIO");
});

test("the innermost path is the one that is named", async () => {
  const failure = onDisk("/outer", () => onDisk("/inner", failing("EROFS")));
  await expect(failure).rejects.toThrow(DiskError);
  await expect(failure).rejects.toThrow(/^\/inner cannot be written: the disk is read-only/);
});
