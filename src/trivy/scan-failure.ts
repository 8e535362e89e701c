import { ProcessError, type ProcessErrorCode } from "../process/error.ts";
import { TrivyError } from "./error.ts";
import type { TrivyProgram } from "./program.ts";

const longestExcerpt = 400;

/** Whether Trivy ended because the image has Java archives and there is no database of them. */
export function needsJava(cause: unknown): boolean {
  return cause instanceof ProcessError && cause.code === "failed" && /Java DB/i.test(cause.stderr);
}

/** The best first step, where it concerns one image. */
const remedies: Readonly<Partial<Record<ProcessErrorCode, string>>> = {
  "timed-out":
    "Give the scan more time (vulnerabilities.timeout) or more cores, or leave out platforms that you do not run (vulnerabilities.platforms).",
  "output-too-large":
    "Use an image with less in it: Trivy finds more there than a report may hold. Where secrets are searched for, try without (vulnerabilities.secrets: false).",
  killed:
    "Mostly the memory was used up: use a runner with more of it, or let several jobs look at a part of the images each (shard). Run again first, in case that somebody ended it.",
  failed:
    "Trivy's own words in the message say what it cannot read. Build the image again if it is damaged; otherwise try another version (vulnerabilities.trivy.version with its sha256), and tell Trivy's makers.",
};

function remedyFor({ code, stderr }: ProcessError): string | undefined {
  if (!/no space left on device|disk quota exceeded/i.test(stderr)) return remedies[code];
  return "Free some space on the disk, or let the variable TMPDIR name a folder on a larger disk.";
}

/** What a child that ended badly means for the image, the database or Trivy itself. */
export function failureOf(
  cause: unknown,
  { version }: TrivyProgram,
  hidden: readonly string[],
): unknown {
  if (!(cause instanceof ProcessError)) return cause;
  const said = lastWords(cause.stderr, hidden);
  const ending =
    said === "" ? cause.message.replace(/^.*? (?=was ended|ended|could)/, "it ") : said;
  const of = (code: TrivyError["code"], text: string): TrivyError =>
    new TrivyError(code, text, { cause, remedy: remedyFor(cause) });
  switch (cause.code) {
    case "not-found":
      return of("program", `Trivy cannot be run: ${cause.message}`);
    case "timed-out":
      return of("image", `${cause.message}; vulnerabilities.timeout allows more`);
    case "output-too-large":
      return of("image", "Trivy's report cannot be read: it is too large");
    case "called-off":
      return of("image", "Trivy was called off before it had looked at the image");
    case "killed":
      return of("image", `Trivy crashed or was ended from outside: ${ending}`);
    case "failed":
      if (/unknown (?:shorthand )?(?:flag|command)/.test(cause.stderr)) {
        return of("program", `Trivy ${version} does not know an option that is needed: ${said}`);
      }
      return /init error: DB error/.test(cause.stderr)
        ? of("database", `Trivy cannot use its database: ${said}`)
        : of("image", `Trivy failed: ${ending}`);
  }
}

/**
 * The line in which Trivy says why it ended, else the last one that it wrote, without the names of
 * folders that are new in each run.
 */
function lastWords(stderr: string, hidden: readonly string[]): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const start = lines.findLastIndex((line) => /\bFATAL\b/.test(line));
  const words = (start === -1 ? lines.slice(-1) : lines.slice(start))
    .join(" ")
    .replace(/^.*?\bFATAL\b\s+(?:Fatal error\s+)?/, "")
    .replace(/\s+/g, " ")
    .replace(wayThere, "");
  const shown = hidden
    .reduce((text, folder) => text.replaceAll(folder, "…"), words)
    .replace(newNames, "$1-…");
  return shown.length > longestExcerpt ? withoutMiddle(shown) : shown;
}

/** What every failure about the content of an image begins with. */
const wayThere =
  /^run error: image scan error: scan error: scan failed: failed analysis: (?:analyze error: (?:pipeline error: )?)?/;

/** Names of files and folders that Trivy makes up in each run. */
const newNames = /\b(trivy|analyzer-composite|analyzer-file|rpmdb|jar-inner|cached-file)-\d+/g;
const longestStart = 100;

/** Go's errors begin with what was being done and end with what went wrong. */
function withoutMiddle(text: string): string {
  const end = text.slice(longestStart - longestExcerpt);
  return `${text.slice(0, longestStart)} … ${end}`;
}
