import { closeSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { allRules } from "../checks/index.ts";
import { messageOf, UsageError } from "../errors.ts";
import type { Outcome } from "../pipeline.ts";
import { type Format, formats, renderInPieces } from "../report/format.ts";
import { truncationNotices } from "../sarif/limits.ts";
import type { Console } from "./console.ts";
import { hint } from "../hint.ts";

/** Where a report goes: a file, or standard output. */
export interface Target {
  readonly format: Format;
  readonly file: string | undefined;
}

/** The options that name targets, for node's parser of arguments. */
export const targetOptions = {
  format: { type: "string", multiple: true },
  output: { type: "string", multiple: true },
} as const;

/** What node's parser tells of each word, as far as it matters here. */
interface Token {
  readonly kind: string;
  readonly name?: string;
  readonly value?: string | undefined;
}

/** `--format` and `--output` in pairs, in either order; at most one report goes to standard output. */
export function targetsOf(tokens: readonly Token[]): Target[] {
  const complete = pairsIn(tokens).map(({ format, file }) => ({ format: format ?? "text", file }));
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

function pairsIn(tokens: readonly Token[]) {
  const pairs: { format: Format | undefined; file: string | undefined }[] = [];
  for (const token of tokens) {
    if (token.kind !== "option" || token.value === undefined) continue;
    const last = pairs.at(-1);
    if (token.name === "format") {
      const format = formatOf(token.value);
      if (last !== undefined && last.format === undefined) last.format = format;
      else pairs.push({ format, file: undefined });
    } else if (token.name === "output") {
      if (last !== undefined && last.file === undefined) last.file = token.value;
      else pairs.push({ format: undefined, file: token.value });
    }
  }
  return pairs;
}

function formatOf(text: string): Format {
  const format = formats.find((candidate) => candidate === text);
  if (format !== undefined) return format;
  throw new UsageError(
    `--format: unknown format ${JSON.stringify(text)}${hint(text, formats)}; valid: ${formats.join(", ")}`,
  );
}

/** Writes the outcome to every target, and says on standard error what a SARIF log has no room for. */
export async function writeTargets(
  targets: readonly Target[],
  outcome: Outcome,
  console: Console,
): Promise<void> {
  for (const target of targets) await write(target, outcome, console);
  if (targets.some(({ format }) => format === "sarif")) {
    for (const notice of truncationNotices(outcome.report)) console.warn(notice);
  }
}

async function write({ format, file }: Target, outcome: Outcome, console: Console): Promise<void> {
  const color = file === undefined && console.color;
  const pieces = await renderInPieces(format, outcome, {
    color,
    ...(console.width === undefined ? {} : { width: console.width }),
    rules: allRules,
    category: "portcullis",
  });
  if (file === undefined) {
    for (const batch of batchesOf(pieces)) console.out(batch);
    return;
  }
  try {
    writeBatches(path.resolve(console.workingDirectory, file), batchesOf(pieces));
  } catch (error) {
    throw new UsageError(
      `--output: ${JSON.stringify(file)} cannot be written: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** Each write is a call to the system, and texts above 128 KiB stay in memory until V8 looks at all of it. */
const batchLength = 1 << 15;

function* batchesOf(pieces: Iterable<string>): Generator<string> {
  let batch: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    batch.push(piece);
    length += piece.length;
    if (length < batchLength) continue;
    yield batch.join("");
    batch = [];
    length = 0;
  }
  if (length > 0) yield batch.join("");
}

function writeBatches(file: string, batches: Iterable<string>): void {
  const descriptor = openSync(file, "w");
  try {
    for (const batch of batches) writeFileSync(descriptor, batch);
  } finally {
    closeSync(descriptor);
  }
}
