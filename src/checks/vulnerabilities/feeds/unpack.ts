import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { UsageError } from "../../../errors.ts";
import { systemCodeOf } from "../../../network/error.ts";

/** Of a list as it is stored or sent; EPSS has some 2 MB packed in 2026. */
export const largestPacked = 32 << 20;

/** Of a list in plain text: EPSS has some 10 MB in 2026, KEV less than 2. */
export const largestPlain = 64 << 20;

const unzip = promisify(gunzip);

/** The bytes, unpacked where they begin as gzip does. `source` names them in the UsageError. */
export async function unpacked(bytes: Buffer, source: string): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: largestPlain });
  } catch (cause) {
    const isLarge = systemCodeOf(cause) === "ERR_BUFFER_TOO_LARGE";
    const what = isLarge ? `unpacks to more than ${largestPlain} bytes` : "is damaged or cut off";
    throw new UsageError(`${source}: the gzip file ${what}`, { cause });
  }
}
