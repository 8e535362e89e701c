import { deflateRawSync } from "node:zlib";
import { crc32 } from "../../../src/trivy/archive/crc32.ts";

/** An entry of a zip archive, written as it is told, right or wrong. */
export interface ZipPart {
  readonly name: string;
  readonly content?: string;
  readonly isStored?: boolean;
  /** The Unix mode in the upper half of the attributes, kind included. */
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
  /** In the place of the content's own. */
  readonly checksum?: number;
  readonly size?: number;
  /** In the place of the name in the entry's own header. */
  readonly localName?: string;
}

export function zipOf(...parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const { local, central } = written(part, at);
    locals.push(local);
    directory.push(central);
    at += local.length;
  }
  return Buffer.concat([
    ...locals,
    ...directory,
    zipEnd(parts.length, Buffer.concat(directory), at),
  ]);
}

function zipEnd(count: number, directory: Buffer, start: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(start, 16);
  return end;
}

function written(part: ZipPart, at: number): { local: Buffer; central: Buffer } {
  const content = Buffer.from(part.content ?? "");
  const packed = part.isStored === true ? content : deflateRawSync(content);
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(part.flags ?? 0, 2);
  shared.writeUInt16LE(part.method ?? (part.isStored === true ? 0 : 8), 4);
  shared.writeUInt32LE(part.checksum ?? crc32(content), 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(part.size ?? content.length, 18);
  const name = Buffer.from(part.name);
  const localName = Buffer.from(part.localName ?? part.name);
  const localShared = Buffer.from(shared);
  localShared.writeUInt16LE(localName.length, 22);
  shared.writeUInt16LE(name.length, 22);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 6);
  rest.writeUInt32LE(at, 10);
  return {
    local: Buffer.concat([Buffer.from("PK\u0003\u0004"), localShared, localName, packed]),
    central: Buffer.concat([
      Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"),
      shared,
      rest,
      name,
    ]),
  };
}
