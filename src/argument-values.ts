import { UsageError } from "./errors.ts";
import { hint } from "./hint.ts";
import type { ImageArgument } from "./kubernetes/image-use.ts";
import { checkNames, type CheckName } from "./model/check.ts";
import { parseImageReference } from "./model/image-reference.ts";
import { type Gate, gates } from "./model/report.ts";
import { type FailLine, failLines } from "./model/severity.ts";
import { parsePodSecurity } from "./policy/pod-security.ts";
import type { PodSecurityTarget } from "./policy/policy.ts";
import { mostShards, type ShardArgument } from "./shard.ts";
import { type SbomOrder, sbomFormats } from "./trivy/sbom-format.ts";

// What callers write, whether as options of the command or as inputs of the Action; `input` names it in
// messages. Each throws a UsageError with every mistake and with what would be valid.

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
  const given = `${input}: ${JSON.stringify(text.slice(0, 1200))}`;
  const valid = "REF nor NAME=REF, e.g. web=ghcr.io/acme/web@sha256:…";
  if (reference === "" || name === "") return { mistake: `${given} is neither ${valid}` };
  const parsed = parseImageReference(reference);
  if (parsed.kind === "image") return { name, reference };
  // A variable that nobody has set leaves such a thing behind.
  return { mistake: `${given} is neither ${valid}: ${parsed.reason}` };
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
    `${input}: ${JSON.stringify(text)} is not a shard; valid: 1/N to N/N with N up to ${mostShards}, e.g. 2/5`,
  );
}

/** FORMAT=FOLDER one by one, each once. */
export function parseSboms(input: string, texts: readonly string[]): SbomOrder[] {
  const orders = new Map<string, SbomOrder>();
  const mistakes: string[] = [];
  for (const text of texts) {
    const [name = "", ...rest] = text.split("=");
    const folder = rest.join("=");
    const format = sbomFormats.find((candidate) => candidate === name);
    if (format !== undefined && folder !== "" && !/\p{Cc}/u.test(folder)) {
      orders.set(text, { format, folder });
    } else {
      mistakes.push(
        `${input}: ${JSON.stringify(text)}${format === undefined ? hint(name, sbomFormats) : ""}; valid: FORMAT=FOLDER with the formats ${sbomFormats.join(", ")}`,
      );
    }
  }
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return [...orders.values()];
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
