import { parseArgs } from "node:util";
import { UsageError } from "../errors.ts";
import type { ImageArgument } from "../kubernetes/image-use.ts";
import { checkNames, type CheckName } from "../model/check.ts";
import { type Gate, gates } from "../model/report.ts";
import { type FailLine, failLines } from "../model/severity.ts";
import { parsePodSecurity } from "../policy/pod-security.ts";
import type { PodSecurityTarget } from "../policy/policy.ts";
import { mostShards, type ShardArgument } from "../shard.ts";
import { type SbomOrder, sbomFormats } from "../trivy/sbom-format.ts";
import { hint } from "./hint.ts";
import { type Target, targetOptions, targetsOf } from "./targets.ts";

/** The words of `portcullis check`, validated. */
export interface CheckArguments {
  readonly paths: readonly string[];
  readonly policy: string | undefined;
  readonly checks: readonly CheckName[] | undefined;
  readonly images: readonly ImageArgument[];
  readonly range: string | undefined;
  readonly podSecurity: PodSecurityTarget | undefined;
  readonly failOn: FailLine | undefined;
  /** Whether findings are compared with those of a base. */
  readonly onlyNew: boolean;
  /** The revision to compare with; `undefined` leaves the choice to us. */
  readonly base: string | undefined;
  readonly gate: Gate | undefined;
  readonly shard: ShardArgument | undefined;
  /** Bills of materials beside the reports. */
  readonly sbom: SbomOrder | undefined;
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
  "only-new": { type: "boolean" },
  base: { type: "string", multiple: true },
  gate: { type: "string", multiple: true },
  shard: { type: "string", multiple: true },
  sbom: { type: "string", multiple: true },
  ...targetOptions,
  offline: { type: "boolean" },
  "allow-empty": { type: "boolean" },
} as const;

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
    onlyNew: values["only-new"] ?? false,
    base: take(() => once("base", values.base)),
    gate: take(() => parseGate("--gate", once("gate", values.gate))),
    shard: take(() => parseShard("--shard", once("shard", values.shard))),
    sbom: take(() => parseSbom("--sbom", once("sbom", values.sbom))),
    targets: take(() => targetsOf(parsed.tokens)) ?? [],
    allowEmpty: values["allow-empty"] ?? false,
    offline: values.offline ?? false,
  };
  if (!result.onlyNew) {
    for (const name of ["base", "gate"] as const) {
      if (values[name] !== undefined)
        mistakes.push(`--${name}: it is of no use without --only-new`);
    }
  }
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

/** Which findings can fail; `undefined` where nothing was given. */
export function parseGate(input: string, text: string | undefined): Gate | undefined {
  if (text === undefined) return undefined;
  const gate = gates.find((candidate) => candidate === text);
  if (gate !== undefined) return gate;
  throw new UsageError(
    `${input}: unknown gate ${JSON.stringify(text)}${hint(text, gates)}; valid: ${gates.join(", ")}`,
  );
}

/** `2/5`: the second of five shards; `undefined` where nothing was given. */
export function parseShard(input: string, text: string | undefined): ShardArgument | undefined {
  if (text === undefined) return undefined;
  const [, index = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= of && of <= mostShards) return { index, of };
  throw new UsageError(
    `${input}: ${JSON.stringify(text)} is no shard; valid: 1/N to N/N with N up to ${mostShards}, e.g. 2/5`,
  );
}

/** FORMAT=FOLDER; `undefined` where nothing was given. */
export function parseSbom(input: string, text: string | undefined): SbomOrder | undefined {
  if (text === undefined) return undefined;
  const [name = "", ...rest] = text.split("=");
  const folder = rest.join("=");
  const format = sbomFormats.find((candidate) => candidate === name);
  if (format !== undefined && folder !== "") return { format, folder };
  throw new UsageError(
    `${input}: ${JSON.stringify(text)}${hint(name, sbomFormats)}; valid: FORMAT=FOLDER with the formats ${sbomFormats.join(", ")}`,
  );
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

function once(name: string, values: readonly string[] | undefined): string | undefined {
  if (values !== undefined && values.length > 1)
    throw new UsageError(`--${name} is given ${values.length} times; it takes one value`);
  return values?.[0];
}

function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\.\s/)[0] ?? message;
}
