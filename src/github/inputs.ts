import { getInput, setSecret } from "@actions/core";
import {
  parseChecks,
  parseFailOn,
  parseImages,
  parsePodSecurityOption,
  parseSboms,
  parseShard,
} from "../argument-values.ts";
import { UsageError } from "../errors.ts";
import { isCommitName } from "../git/revision.ts";
import type { ImageArgument } from "../kubernetes/image-use.ts";
import type { CheckName } from "../model/check.ts";
import { type Gate, gates } from "../model/report.ts";
import type { FailLine } from "../model/severity.ts";
import type { PodSecurityTarget } from "../policy/policy.ts";
import type { ShardArgument } from "../shard.ts";
import type { SbomOrder } from "../trivy/sbom-format.ts";
import { contradictionsIn } from "./contradictions.ts";
import { type InputName, inputNames } from "./input-names.ts";
import { uploadModes, type UploadMode } from "./upload/outcome.ts";

/** What the workflow asks for; `undefined` where it leaves the choice to the policy or to us. */
export interface Inputs {
  readonly paths: readonly string[];
  readonly policy: string | undefined;
  readonly checks: readonly CheckName[] | undefined;
  readonly images: readonly ImageArgument[];
  /** BASE..HEAD, both full names of commits. */
  readonly range: InputRange | undefined;
  readonly trustRef: string | undefined;
  readonly podSecurity: PodSecurityTarget | undefined;
  readonly failOn: FailLine | undefined;
  /** Whether findings are compared with those of the event's base. */
  readonly onlyNew: boolean;
  readonly gate: Gate | undefined;
  readonly shard: ShardArgument | undefined;
  /** Reports of shards, or folders with them: then nothing is judged, and they are joined. */
  readonly merge: readonly string[];
  readonly sbom: readonly SbomOrder[];
  readonly category: string;
  readonly upload: UploadMode;
  readonly waitForProcessing: boolean;
  /** Whether pull requests get a comment. */
  readonly comment: boolean;
  readonly offline: boolean;
  readonly allowEmpty: boolean;
  readonly token: string | undefined;
}

const longestCategory = 100;

/** Reads every input once. Throws UsageError with all mistakes, each with its input, value and what is valid. */
export function readInputs(): Inputs {
  const mistakes = unknownInputs();
  const take = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(...error.mistakes);
      return otherwise;
    }
  };
  const inputs: Inputs = {
    paths: linesOf("path"),
    policy: take(() => textOf("policy"), undefined),
    checks: take(() => parseChecks("checks", joinedLines("checks")), undefined),
    images: take(() => parseImages("images", linesOf("images")), []),
    range: take(readRange, undefined),
    trustRef: take(readTrustRef, undefined),
    podSecurity: take(
      () => parsePodSecurityOption("pod-security", textOf("pod-security")),
      undefined,
    ),
    failOn: take(() => parseFailOn("fail-on", textOf("fail-on")), undefined),
    onlyNew: take(() => readBoolean("only-new"), undefined) ?? false,
    gate: take(() => readChoice("gate", gates), undefined),
    shard: take(() => parseShard("shard", textOf("shard")), undefined),
    merge: linesOf("merge"),
    sbom: take(() => parseSboms("sbom", linesOf("sbom")), []),
    category: take(readCategory, ""),
    upload: take(() => readChoice("upload", uploadModes), undefined) ?? "auto",
    waitForProcessing: take(() => readBoolean("wait-for-processing"), undefined) ?? true,
    comment: take(() => readBoolean("comment"), undefined) ?? false,
    offline: take(() => readBoolean("offline"), undefined) ?? false,
    allowEmpty: take(() => readBoolean("allow-empty"), undefined) ?? false,
    token: readToken(),
  };
  mistakes.push(...contradictionsIn(inputs));
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return Object.freeze(inputs);
}

/** The runner hands on what it does not know, with a warning; a misspelt line would open the gate. */
function unknownInputs(): string[] {
  const known = new Set(inputNames.map((name) => `INPUT_${name.toUpperCase()}`));
  return Object.keys(process.env)
    .filter((key) => key.startsWith("INPUT_") && !known.has(key.toUpperCase()))
    .map((key) => {
      const name = JSON.stringify(key.slice("INPUT_".length).toLowerCase());
      return `unknown input ${name}; valid: ${inputNames.join(", ")}`;
    });
}

function textOf(name: InputName): string | undefined {
  const text = getInput(name);
  if (/\p{Cc}/u.test(text)) {
    throw new UsageError(
      `${name}: ${JSON.stringify(text)} must be one line without control characters`,
    );
  }
  return text === "" ? undefined : text;
}

function linesOf(name: InputName): string[] {
  return getInput(name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A list may stand on one line with commas or on a line each. */
function joinedLines(name: InputName): string | undefined {
  const lines = linesOf(name).map((line) => line.replace(/,$/, ""));
  return lines.length === 0 ? undefined : lines.join(",");
}

/** One of the words that an input may say. */
function readChoice<T extends string>(name: InputName, choices: readonly T[]): T | undefined {
  const text = textOf(name);
  const choice = choices.find((one) => one === text);
  if (text === undefined || choice !== undefined) return choice;
  throw new UsageError(`${name}: ${JSON.stringify(text)}; valid: ${choices.join(", ")}`);
}

/** The booleans of YAML 1.2 and nothing that looks like one. */
function readBoolean(name: InputName): boolean | undefined {
  const text = getInput(name);
  if (text === "") return undefined;
  if (["false", "False", "FALSE"].includes(text)) return false;
  if (["true", "True", "TRUE"].includes(text)) return true;
  throw new UsageError(`${name}: ${JSON.stringify(text)} is not a boolean; valid: true, false`);
}

/** The categories of code scanning are names in its interface, so this one is short and plain. */
function readCategory(): string {
  const category = textOf("category") ?? "portcullis";
  if (!/^[\p{L}\p{N}._\-/: ]+$/u.test(category)) {
    throw new UsageError(
      `category: ${JSON.stringify(category.slice(0, longestCategory))} is not a plain name; valid: letters, digits, spaces and . _ - / :`,
    );
  }
  if (category.length <= longestCategory) return category;
  throw new UsageError(
    `category: ${JSON.stringify(category)} has ${category.length} characters; up to ${longestCategory} are valid`,
  );
}

/** What the input `range` names. */
export interface InputRange {
  readonly base: string;
  readonly head: string;
}

/** Names of branches would mean whatever the checkout has under them. */
function readRange(): InputRange | undefined {
  const text = textOf("range");
  if (text === undefined) return undefined;
  const [base = "", head = "", ...rest] = text.split("..");
  if (rest.length === 0 && isCommitName(base) && isCommitName(head)) return { base, head };
  throw new UsageError(
    `range: ${JSON.stringify(text)} is not a range; valid: BASE..HEAD with the full names of two commits`,
  );
}

function readTrustRef(): string | undefined {
  const text = textOf("trust-ref");
  if (text === undefined || isCommitName(text)) return text;
  throw new UsageError(
    `trust-ref: ${JSON.stringify(text)} is not the full name of a commit, 40 or 64 hexadecimal digits`,
  );
}

function readToken(): string | undefined {
  const token = getInput("token");
  if (token === "") return undefined;
  setSecret(token);
  // Git is given it in this form, which the runner would not know to mask.
  setSecret(Buffer.from(`x-access-token:${token}`).toString("base64"));
  return token;
}
