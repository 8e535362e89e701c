import { malformed } from "../rejection.ts";

/** The fields of a message by number: numbers and byte strings, in the order of the message. */
export interface Message {
  numbers(field: number): readonly number[];
  bytes(field: number): readonly Buffer[];
}

const varint = 0;
const delimited = 2;
const longestVarint = 9;
const mostFields = 200;

/** Reads a Protocol Buffers message whose fields are numbers below 2^53 and byte strings, and nothing else. */
export function readMessage(bytes: Buffer): Message {
  const numbers = new Map<number, number[]>();
  const strings = new Map<number, Buffer[]>();
  let at = 0;
  const number = (): number => {
    const { value, length } = varintAt(bytes, at);
    at += length;
    return value;
  };
  for (let count = 0; at < bytes.length; count += 1) {
    if (count >= mostFields) throw malformed("The log entry has too many fields.");
    const key = number();
    const field = Math.floor(key / 8);
    const kind = key % 8;
    if (kind === varint) add(numbers, field, number());
    else if (kind === delimited) {
      const length = number();
      if (length > bytes.length - at) throw malformed("The log entry ends too early.");
      add(strings, field, bytes.subarray(at, at + length));
      at += length;
    } else throw malformed("The log entry has a field of an unknown kind.");
  }
  return {
    numbers: (field) => numbers.get(field) ?? [],
    bytes: (field) => strings.get(field) ?? [],
  };
}

/** The value of a field that may be there once; zero and empty are left out in this format. */
export function atMostOne<Value>(values: readonly Value[], otherwise: Value): Value {
  if (values.length > 1) throw malformed("The log entry has a field twice.");
  return values[0] ?? otherwise;
}

function add<Value>(fields: Map<number, Value[]>, field: number, value: Value): void {
  const values = fields.get(field);
  if (values === undefined) fields.set(field, [value]);
  else values.push(value);
}

function varintAt(bytes: Buffer, at: number): { value: number; length: number } {
  let value = 0n;
  for (let length = 0; length < longestVarint; length += 1) {
    const byte = bytes[at + length];
    if (byte === undefined) throw malformed("The log entry ends too early.");
    value |= BigInt(byte & 0x7f) << BigInt(7 * length);
    if (byte >= 0x80) continue;
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) break;
    return { value: Number(value), length: length + 1 };
  }
  throw malformed("The log entry has a number out of range.");
}
