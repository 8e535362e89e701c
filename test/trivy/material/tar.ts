/** A file of an archive, by its path from the root. */
export interface TarFile {
  readonly path: string;
  readonly content?: string | Buffer;
  /** `0` a file, `5` a folder, `2` a symbolic link, `1` a hard link, … (POSIX, ustar). */
  readonly type?: string;
  readonly target?: string;
  readonly mode?: number;
  /** The size to claim, where it is not that of the content. */
  readonly claimedSize?: number;
}

const block = 512;

/** An archive in the format of POSIX tar (ustar), with whatever paths and sizes it is told. */
export function tarOf(files: readonly TarFile[]): Buffer {
  const parts = files.flatMap((file) => {
    const content = Buffer.from(file.content ?? "");
    const padding = Buffer.alloc((block - (content.length % block)) % block);
    return [headerOf(file, file.claimedSize ?? content.length), content, padding];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function headerOf({ path, type = "0", target = "", mode = 0o644 }: TarFile, size: number): Buffer {
  const header = Buffer.alloc(block);
  header.write(path, 0, 100);
  header.write(octal(mode, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(0, 11), 136);
  header.write(" ".repeat(8), 148);
  header.write(type, 156);
  header.write(target, 157, 100);
  header.write("ustar\u000000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}
