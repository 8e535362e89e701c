import { messageOf, UsageError } from "../../../errors.ts";
import { readKeyText, type SshKey } from "./key.ts";
import { hasControl } from "./patterns.ts";
import { readSignerOptions, type SignerOptions } from "./signer-options.ts";

/** A line of an allowed_signers file. */
export interface AllowedSigner extends SignerOptions {
  readonly line: number;
  /** Patterns separated by commas, as written. */
  readonly principals: string;
  readonly key: SshKey;
}

export interface AllowedSigners {
  readonly signers: readonly AllowedSigner[];
  readonly warnings: readonly string[];
}

/** OpenSSH refuses smaller RSA keys wherever it meets them (sshkey.h, SSH_RSA_MINIMUM_MODULUS_SIZE). */
const fewestRsaBits = 1024;

/**
 * Reads an allowed_signers file (ssh-keygen(1); OpenSSH, sshsig.c: parse_principals_key_and_options).
 * Every line has to be right: all mistakes are thrown as one UsageError that names file and lines.
 */
export function readAllowedSigners(path: string, text: string): AllowedSigners {
  const mistakes = unreadable(text).map((mistake) => `${path}: ${mistake}`);
  if (mistakes.length > 0) throw new UsageError(mistakes);
  const signers: AllowedSigner[] = [];
  text.split("\n").forEach((content, index) => {
    try {
      const signer = readLine(content, index + 1);
      if (signer !== undefined) signers.push(signer);
    } catch (thrown) {
      mistakes.push(`${path}:${index + 1}: ${messageOf(thrown)}`);
    }
  });
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return { signers, warnings: signers.flatMap((signer) => warningsOf(path, signer)) };
}

/** What would be read differently by programs that read bytes. */
function unreadable(text: string): readonly string[] {
  return [
    ...(text.startsWith("\ufeff") ? ["starts with a byte order mark"] : []),
    ...(text.includes("\ufffd") ? ["is not UTF-8"] : []),
    ...(text.includes("\0") ? ["contains a NUL character"] : []),
  ];
}

function warningsOf(path: string, signer: AllowedSigner): readonly string[] {
  return signer.localTimes.map(
    (time) =>
      `${path}:${signer.line}: ${time} has no zone and is read as UTC here, but in its own time zone by ssh-keygen; end it with Z`,
  );
}

function readLine(content: string, line: number): AllowedSigner | undefined {
  const start = content.replace(/^[ \t]+/, "");
  if (/^\r*$/.test(start) || start.startsWith("#")) return undefined;
  // Versions of OpenSSH disagree about whether an empty principal ends there.
  if (start.startsWith("\r")) throw new Error("the line starts with a carriage return");
  const { principals, rest } = readPrincipals(start);
  const direct = splitKey(rest);
  // A key type where options could stand is a key: options never start with one.
  const { options, key } = isKeyType(direct.type)
    ? { options: "", key: direct }
    : splitOptions(rest);
  return { line, principals, ...readSignerOptions(options), key: readSignerKey(key) };
}

/** The first word, with the one pair of double quotes that OpenSSH knows (misc.c, strdelimw). */
function readPrincipals(text: string): { readonly principals: string; readonly rest: string } {
  const found = /^([^ \t\r"]*)(?:"([^"]*)"|(?=[ \t\r]))[ \t\r]*/.exec(text);
  if (found === null) {
    throw new Error('a line is "principals [options] key-type base64-key", and this has one word');
  }
  const principals = `${found[1] ?? ""}${found[2] ?? ""}`;
  if (hasControl(principals)) throw new Error("the principals contain a control character");
  return { principals, rest: text.slice(found[0].length) };
}

interface KeyWords {
  readonly type: string;
  readonly base64: string;
}

function splitKey(text: string): KeyWords {
  const [type = "", base64 = ""] = text.replace(/[\r\n]+$/, "").split(/[ \t]+/);
  return { type, base64 };
}

function isKeyType(word: string): boolean {
  return /^(?:ssh-|ecdsa-|sk-|rsa-)/.test(word);
}

/** Options end at the first white space outside quotes (OpenSSH, sshkey.c: sshkey_advance_past_options). */
function splitOptions(text: string): { readonly options: string; readonly key: KeyWords } {
  const options = /^(?:\\"|"(?:\\"|\\(?!")|[^"\\])*"|\\(?!")|[^ \t"\\])*/.exec(text)?.[0] ?? "";
  const rest = text.slice(options.length);
  if (rest.startsWith('"')) throw new Error("the options have a quote that does not end");
  return { options, key: splitKey(rest.replace(/^[ \t]+/, "")) };
}

function readSignerKey({ type, base64 }: KeyWords): SshKey {
  if (type === "" || base64 === "") throw new Error("the line has no key");
  const key = readKeyText(type, base64);
  const bits = key.plain.rsaBits;
  if (bits !== undefined && bits < fewestRsaBits) {
    throw new Error(
      `the RSA key has ${bits} bits, and OpenSSH accepts none under ${fewestRsaBits}`,
    );
  }
  return key;
}
