import { parseArgs } from "node:util";
import { UsageError } from "../errors.ts";
import type { ImageArgument } from "../kubernetes/image-use.ts";
import { checkNames, type CheckName } from "../model/check.ts";
import { type FailLine, failLines } from "../model/severity.ts";
import { nearest } from "../nearest.ts";
import { parsePodSecurity } from "../policy/pod-security.ts";
import type { PodSecurityTarget } from "../policy/policy.ts";
import { type Format, formats } from "../report/format.ts";

/** Where a report goes: a file, or standard output. */
export interface Target {
  readonly format: Format;
  readonly file: string | undefined;
}

/** The words of `portcullis check`, validated. */
export interface CheckArguments {
  readonly paths: readonly string[];
  readonly policy: string | undefined;
  readonly checks: readonly CheckName[] | undefined;
  readonly images: readonly ImageArgument[];
  readonly range: string | undefined;
  readonly podSecurity: PodSecurityTarget | undefined;
  readonly failOn: FailLine | undefined;
  readonly targets: readonly Target[];
  readonly allowEmpty: boolean;
  readonly offline: boolean;
}

const options = {
  policy: { type: "string", multiple: true },
  checks: { type: "string", multiple: true },
  image: { type: "string", multiple: true },
  range: { type: "string", multiple: true },
  "pod-security": { type: "string", multiple: true },
  "fail-on": { type: "string", multiple: true },
  format: { type: "string", multiple: true },
  output: { type: "string", multiple: true },
  offline: { type: "boolean" },
  "allow-empty": { type: "boolean" },
} as const;

type Words = ReturnType<
  typeof parseArgs<{ options: typeof options; allowPositionals: true; tokens: true }>
>;

/** Reads the words behind `check`. Throws UsageError with every mistake at once. */
export function parseCheckArguments(words: readonly string[]): CheckArguments {
  const parsed = wordsOf(words, options);
  const mistakes: string[] = [];
  const take = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(...error.mistakes);
      return undefined;
    }
  };
  const { values, positionals } = parsed;
  const result = {
    paths: positionals,
    policy: take(() => once("policy", values.policy)),
    checks: take(() => parseChecks("--checks", once("checks", values.checks))),
    images: take(() => parseImages("--image", values.image ?? [])) ?? [],
    range: take(() => once("range", values.range)),
    podSecurity: take(() =>
      parsePodSecurityOption("--pod-security", once("pod-security", values["pod-security"])),
    ),
    failOn: take(() => parseFailOn("--fail-on", once("fail-on", values["fail-on"]))),
    targets: take(() => targetsOf(parsed)) ?? [],
    allowEmpty: values["allow-empty"] ?? false,
    offline: values.offline ?? false,
  };
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return Object.freeze(result);
}

/** Reads words against options; an unknown option is named together with the one it may have meant. */
export function wordsOf<
  T extends Record<string, { type: "string" | "boolean"; multiple?: boolean }>,
>(words: readonly string[], known: T) {
  try {
    return parseArgs({
      args: [...words],
      options: known,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
  } catch (error) {
    const loose = parseArgs({
      args: [...words],
      options: known,
      allowPositionals: true,
      strict: false,
      tokens: true,
    });
    const stranger = loose.tokens.find(
      (token) => token.kind === "option" && !Object.hasOwn(known, token.name),
    );
    if (stranger?.kind !== "option") throw new UsageError(firstSentence(error), { cause: error });
    const names = Object.keys(known).map((name) => `--${name}`);
    throw new UsageError(
      `unknown option ${JSON.stringify(stranger.rawName)}${hint(stranger.rawName, names)}; valid: ${names.join(", ")}`,
    );
  }
}

/** A comma-separated list of checks; `undefined` where nothing was given. */
export function parseChecks(input: string, text: string | undefined): CheckName[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(",").map((name) => name.trim());
  const wrong = names.filter((name) => !(checkNames as readonly string[]).includes(name));
  if (wrong.length > 0) {
    throw new UsageError(
      wrong.map(
        (name) =>
          `${input}: unknown check ${JSON.stringify(name)}${hint(name, checkNames)}; this version has: ${checkNames.join(", ")}`,
      ),
    );
  }
  return checkNames.filter((name) => names.includes(name));
}

/** Images one by one; a name that is given twice would leave open which of the two is run. */
export function parseImages(input: string, texts: readonly string[]): ImageArgument[] {
  const mistakes: string[] = [];
  const images = new Map<string, ImageArgument>();
  for (const text of texts) {
    const image = parseImage(input, text);
    if ("mistake" in image) {
      mistakes.push(image.mistake);
      continue;
    }
    const key = image.name === undefined ? `=${image.reference}` : image.name;
    const earlier = images.get(key);
    if (earlier !== undefined && earlier.reference !== image.reference) {
      mistakes.push(
        `${input}: ${JSON.stringify(key)} is given twice, as ${earlier.reference} and as ${image.reference}`,
      );
    }
    images.set(key, image);
  }
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return [...images.values()];
}

/** `REF`, or `NAME=REF` for the reference that stands in for a name in the files. */
function parseImage(input: string, text: string): ImageArgument | { readonly mistake: string } {
  const equals = text.indexOf("=");
  const name = equals < 0 ? undefined : text.slice(0, equals).trim();
  const reference = text.slice(equals + 1).trim();
  if (reference === "" || name === "") {
    return {
      mistake: `${input}: ${JSON.stringify(text)} is neither REF nor NAME=REF, e.g. web=ghcr.io/acme/web@sha256:…`,
    };
  }
  return { name, reference };
}

/** A severity at and above which findings fail; `undefined` where nothing was given. */
export function parseFailOn(input: string, text: string | undefined): FailLine | undefined {
  if (text === undefined) return undefined;
  const line = failLines.find((candidate) => candidate === text);
  if (line === undefined) {
    throw new UsageError(
      `${input}: unknown severity ${JSON.stringify(text)}${hint(text, failLines)}; valid: ${failLines.join(", ")}`,
    );
  }
  return line;
}

/** LEVEL or LEVEL:VERSION; `undefined` where nothing was given. */
export function parsePodSecurityOption(
  input: string,
  text: string | undefined,
): PodSecurityTarget | undefined {
  if (text === undefined) return undefined;
  const target = parsePodSecurity(text);
  if ("mistake" in target) throw new UsageError(`${input}: ${target.mistake}`);
  return target;
}

/** `--format` and `--output` in pairs, in either order; at most one report goes to standard output. */
function targetsOf({ tokens }: Words): Target[] {
  const targets: { format: Format | undefined; file: string | undefined }[] = [];
  for (const token of tokens) {
    if (token.kind !== "option" || token.value === undefined) continue;
    const last = targets.at(-1);
    if (token.name === "format") {
      const format = formatOf(token.value);
      if (last !== undefined && last.format === undefined) last.format = format;
      else targets.push({ format, file: undefined });
    } else if (token.name === "output") {
      if (last !== undefined && last.file === undefined) last.file = token.value;
      else targets.push({ format: undefined, file: token.value });
    }
  }
  const complete = targets.map(({ format, file }) => ({ format: format ?? "text", file }));
  if (complete.length === 0) return [{ format: "text", file: undefined }];
  if (complete.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError(
      "--format: only one report can go to standard output; give the others an --output FILE",
    );
  }
  const files = complete.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined)
    throw new UsageError(`--output: ${JSON.stringify(twice)} is named twice`);
  return complete;
}

function formatOf(text: string): Format {
  const format = formats.find((candidate) => candidate === text);
  if (format !== undefined) return format;
  throw new UsageError(
    `--format: unknown format ${JSON.stringify(text)}${hint(text, formats)}; valid: ${formats.join(", ")}`,
  );
}

function once(name: string, values: readonly string[] | undefined): string | undefined {
  if (values !== undefined && values.length > 1)
    throw new UsageError(`--${name} is given ${values.length} times; it takes one value`);
  return values?.[0];
}

function hint(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "" : ` (did you mean ${JSON.stringify(near)}?)`;
}

function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\.\s/)[0] ?? message;
}
