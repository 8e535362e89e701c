import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** What reading a file came to: its bytes, valid until the next file is read, or why there are none. */
export type FileBytes = { readonly bytes: Uint8Array } | { readonly refusal: string };

/** Larger files are not read; the largest real file seen is a tenth of it. */
export const maxFileBytes = 32 * 1024 * 1024;

/** What becomes of a file of that size, wherever it is read. */
export function tooLarge(size: number): FileBytes {
  return { refusal: `The file has ${size} bytes; files above ${maxFileBytes} bytes are not read.` };
}

/** Reads files one after the other into one buffer, for thousands of buffers would cost more than the reading. */
export class FileReader {
  #buffer = Buffer.allocUnsafe(1024 * 1024);

  /** The bytes of a regular file below the limit. Throws what the system says of a file that cannot be opened. */
  read(absolute: string): FileBytes {
    // A named pipe that nobody writes to must not hold the run.
    const descriptor = openSync(absolute, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) return { refusal: "This is not a regular file." };
      if (stats.size > maxFileBytes) return tooLarge(stats.size);
      return { bytes: this.#fill(descriptor, stats.size) };
    } finally {
      closeSync(descriptor);
    }
  }

  #fill(descriptor: number, size: number): Uint8Array {
    if (this.#buffer.length < size) this.#buffer = Buffer.allocUnsafe(size);
    let filled = 0;
    while (filled < size) {
      const count = readSync(descriptor, this.#buffer, filled, size - filled, null);
      if (count === 0) break;
      filled += count;
    }
    return this.#buffer.subarray(0, filled);
  }
}
