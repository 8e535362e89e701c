import { parseArgs } from "node:util";
import {
  parseChecks,
  parseFailOn,
  parseGate,
  parseImages,
  parsePodSecurityOption,
  parseSboms,
  parseShard,
} from "../argument-values.ts";
import { UsageError } from "../errors.ts";
import { hint } from "../hint.ts";
import type { ImageArgument } from "../kubernetes/image-use.ts";
import type { CheckName } from "../model/check.ts";
import type { Gate } from "../model/report.ts";
import type { FailLine } from "../model/severity.ts";
import type { PodSecurityTarget } from "../policy/policy.ts";
import type { ShardArgument } from "../shard.ts";
import type { SbomOrder } from "../trivy/sbom-format.ts";
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
  readonly sbom: readonly SbomOrder[];
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
    sbom: take(() => parseSboms("--sbom", values.sbom ?? [])) ?? [],
    targets: take(() => targetsOf(parsed.tokens)) ?? [],
    allowEmpty: values["allow-empty"] ?? false,
    offline: values.offline ?? false,
  };
  if (!result.onlyNew) {
    for (const name of ["base", "gate"] as const) {
      if (values[name] !== undefined)
        mistakes.push(`--${name}: it has no effect without --only-new`);
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

function once(name: string, values: readonly string[] | undefined): string | undefined {
  if (values !== undefined && values.length > 1)
    throw new UsageError(`--${name} is given ${values.length} times; it takes one value`);
  return values?.[0];
}

function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\.\s/)[0] ?? message;
}
