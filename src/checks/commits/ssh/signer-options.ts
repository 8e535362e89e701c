import { quote } from "../../../policy/words.ts";
import { readAbsoluteTime } from "./absolute-time.ts";

/** What the options of a line in an allowed_signers file say. */
export interface SignerOptions {
  /** The key is that of a certificate authority. */
  readonly authority: boolean;
  /** Patterns; without them the key may sign in every namespace. */
  readonly namespaces?: string;
  /** Seconds, both inclusive. */
  readonly validAfter?: number;
  readonly validBefore?: number;
  /** The times written without a zone, as written. */
  readonly localTimes: readonly string[];
}

type Writable = { -readonly [Name in keyof SignerOptions]: SignerOptions[Name] };

const valued = /^(namespaces|valid-after|valid-before)=/i;
const flag = /^cert-authority/i;

/**
 * Reads the options of a line as OpenSSH does (sshsig.c, sshsigopt_parse): names in any case, values
 * in double quotes. Throws an Error that says what is wrong.
 */
export function readSignerOptions(text: string): SignerOptions {
  const options: Writable = { authority: false, localTimes: [] };
  let rest = text;
  while (rest !== "") {
    rest = readOption(rest, options);
    if (rest === "") break;
    if (!rest.startsWith(",")) throw new Error(`unknown key option at ${quote(rest)}`);
    rest = rest.slice(1);
    if (rest === "") throw new Error("the options end with a comma");
  }
  const { validAfter, validBefore } = options;
  if (validAfter !== undefined && validBefore !== undefined && validBefore <= validAfter) {
    throw new Error("valid-before is not later than valid-after");
  }
  return options;
}

/** Reads one option into `options`, and returns what follows it; an unknown option is not advanced past. */
function readOption(text: string, options: Writable): string {
  const found = flag.exec(text);
  if (found !== null) {
    options.authority = true;
    return text.slice(found[0].length);
  }
  const name = valued.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return text;
  const { value, rest } = dequote(text.slice(name.length + 1), name);
  if (name === "namespaces") {
    if (options.namespaces !== undefined) throw new Error("more than one namespaces option");
    options.namespaces = value;
  } else {
    readTime(name === "valid-after" ? "validAfter" : "validBefore", name, value, options);
  }
  return rest;
}

function readTime(
  field: "validAfter" | "validBefore",
  name: string,
  value: string,
  options: Writable,
): void {
  if (options[field] !== undefined) throw new Error(`more than one ${name} option`);
  const time = readAbsoluteTime(value);
  if (time === undefined) {
    throw new Error(`${name} is ${quote(value)} and has to be YYYYMMDD[HHMM[SS]]Z`);
  }
  options[field] = time.seconds;
  if (time.local) options.localTimes = [...options.localTimes, `${name}="${value}"`];
}

/** A value in double quotes at the start of a text; `\"` is a quote in it. */
function dequote(text: string, name: string): { readonly value: string; readonly rest: string } {
  const found = /^"((?:\\"|\\(?!")|[^"\\])*)"/.exec(text);
  if (found === null) throw new Error(`the value of ${name} is not in double quotes`);
  return { value: (found[1] ?? "").replaceAll('\\"', '"'), rest: text.slice(found[0].length) };
}
