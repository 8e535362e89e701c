/** An entry of a tar archive, written as it is told, right or wrong. */
export interface TarEntry {
  readonly name: string;
  readonly content?: Buffer | string;
  readonly type?: string;
  /** In the place of the content's own. */
  readonly size?: number;
  /** In front of the name, as ustar splits long ones. */
  readonly prefix?: string;
  readonly link?: string;
  /** Twelve bytes in the place of the octal size. */
  readonly sizeField?: Buffer;
  /** Spoils the checksum. */
  readonly isDamaged?: boolean;
}

/** The two blocks of zeros at the end. */
const endMark = Buffer.alloc(1024);

/** A whole archive. */
export function tarOf(...entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(tarEntry), endMark]);
}

export function tarEntry(entry: TarEntry): Buffer {
  const content = Buffer.from(entry.content ?? "");
  const header = Buffer.alloc(512);
  header.write(entry.name, 0, 100);
  header.write("0000755\0", 100);
  header.write(`${(entry.size ?? content.length).toString(8).padStart(11, "0")}\0`, 124);
  entry.sizeField?.copy(header, 124);
  header.write("00000000000\0", 136);
  header.write(entry.type ?? "0", 156, 1, "latin1");
  header.write(entry.link ?? "", 157, 100);
  header.write("ustar\u000000", 257, 8, "latin1");
  header.write(entry.prefix ?? "", 345, 155);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, entry.isDamaged === true ? 1 : 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

/** A pax extended header for the entry behind it, or for all of them. */
export function paxHeader(records: Readonly<Record<string, string>>, type = "x"): TarEntry {
  const content = Object.entries(records).map(([key, value]) => paxRecord(key, value));
  return { name: "PaxHeaders/0", type, content: content.join("") };
}

function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  // The length counts its own digits.
  while (length !== String(length).length + Buffer.byteLength(rest)) {
    length = String(length).length + Buffer.byteLength(rest);
  }
  return `${length}${rest}`;
}
