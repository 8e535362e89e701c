import type { Header } from "./header.ts";
import { MalformedError } from "./malformed.ts";

/** Who wrote, committed or tagged something, and when, as the object itself says. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly time: number;
}

const shape = /^(?<name>[^<>\n]*)<(?<email>[^<>\n]*)> (?<time>\d{1,15}) [+-]\d{4,}$/s;

/**
 * Reads `Name <e-mail> time zone`. Two e-mail addresses, an angle bracket inside of one or a missing
 * time are refused: programs disagree about whose commit that is. Throws MalformedError.
 */
export function readPerson(header: Header): Person {
  const found = shape.exec(textOf(header.value))?.groups;
  if (found === undefined) {
    throw new MalformedError(`The header ${header.key} is not "Name <e-mail> time zone".`);
  }
  const { name = "", email = "", time = "" } = found;
  return { name: name.trim(), email, time: Number(time) };
}

/** Old commits are in Latin-1 without saying so. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}
