import { ArchiveError } from "./error.ts";

/** Reads the records of a pax extended header, `LENGTH KEY=VALUE\n` each; the last of a key counts. */
export function readPaxRecords(bytes: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const digits = bytes.toString("latin1", at, space);
    const end = at + Number(digits);
    const isWhole = /^[1-9]\d{0,5}$/.test(digits) && end <= bytes.length && bytes[end - 1] === 0x0a;
    const record = isWhole ? bytes.toString("utf8", space + 1, end - 1) : "";
    const equals = record.indexOf("=");
    if (equals < 1) throw new ArchiveError("corrupt", "a pax header in it is malformed");
    records.set(record.slice(0, equals), record.slice(equals + 1));
    at = end;
  }
  return records;
}
