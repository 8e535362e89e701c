import type { Log, ReportingDescriptor, Result, Run } from "sarif";
import { limits } from "./limits.ts";

/** A fault and what there is to say about it. */
type Trial = readonly [fault: boolean, text: string];

/**
 * What would make GitHub refuse the log or lose part of it, and no schema says: a sentence for each
 * fault, none for a log that is fine.
 */
export function uploadProblems({ runs }: Log): string[] {
  const keys = runs.map((run) => `${run.tool.driver.name}, ${categoryOf(run)}`);
  const twice = new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
  return [
    ...faults("log", [[runs.length > limits.runs, `${runs.length} runs`]]),
    ...[...twice].map((key) => `log: more than one run of tool and category ${key}`),
    ...runs.flatMap(runProblems),
  ];
}

/** Everything before the last `/` is the category; what follows names one analysis. */
function categoryOf({ automationDetails }: Run): string {
  const id = automationDetails?.id ?? "";
  return id.slice(0, Math.max(0, id.lastIndexOf("/")));
}

function runProblems(run: Run): string[] {
  const { rules = [] } = run.tool.driver;
  const { results } = run;
  return [
    ...faults(`run ${categoryOf(run)}`, [
      [categoryOf(run) === "", "no category"],
      [results === undefined, "no results, not even none"],
      [(results?.length ?? 0) > limits.resultsPerRun, `${results?.length} results`],
      [rules.length > limits.rulesPerRun, `${rules.length} rules`],
    ]),
    ...rules.flatMap(ruleProblems),
    ...(results ?? []).flatMap((result) => resultProblems(result, rules)),
  ];
}

function ruleProblems(rule: ReportingDescriptor): string[] {
  const { id, name, shortDescription, fullDescription, help, properties } = rule;
  const tags: readonly string[] = properties?.tags ?? [];
  const score: unknown = properties?.["security-severity"];
  return faults(`rule ${id}`, [
    [tags.length > limits.tagsPerRule, `${tags.length} tags`],
    [new Set(tags).size < tags.length, "a tag twice"],
    [score !== undefined && !isScore(score), `security-severity is ${String(score)}`],
    [(name ?? "").length > limits.ruleName, "its name is too long"],
    [!isDescription(shortDescription?.text), "shortDescription is empty or too long"],
    [!isDescription(fullDescription?.text), "fullDescription is empty or too long"],
    [isEmpty(help?.text), "no help"],
  ]);
}

function resultProblems(result: Result, rules: readonly ReportingDescriptor[]): string[] {
  const { ruleId, ruleIndex, message, locations, partialFingerprints } = result;
  const place = locations?.[0]?.physicalLocation;
  const uri = place?.artifactLocation?.uri;
  return faults(`result of ${ruleId}`, [
    [ruleIndex === undefined || rules[ruleIndex]?.id !== ruleId, "ruleIndex is not its rule's"],
    [isEmpty(message.text), "no message"],
    [isEmpty(uri), "no location"],
    [/^[a-z][a-z0-9+.-]*:|^\/|[\\\s]/i.test(uri ?? ""), `the URI is not relative: ${uri}`],
    [!isOneLine(place?.region), "the region is not on one line"],
    [isEmpty(partialFingerprints?.["primaryLocationLineHash"]), "no fingerprint"],
  ]);
}

function faults(subject: string, trials: readonly Trial[]): string[] {
  return trials.flatMap(([fault, text]) => (fault ? [`${subject}: ${text}`] : []));
}

function isScore(score: unknown): boolean {
  return typeof score === "string" && /^\d+\.\d+$/.test(score) && +score > 0 && +score <= 10;
}

function isEmpty(text: string | undefined): boolean {
  return text === undefined || text === "";
}

function isDescription(text: string | undefined): boolean {
  return !isEmpty(text) && (text ?? "").length <= limits.description;
}

type Region = NonNullable<NonNullable<Result["locations"]>[0]["physicalLocation"]>["region"];

function isOneLine(region: Region): boolean {
  const { startLine = 0, endLine = 0, startColumn = 0, endColumn = 0 } = region ?? {};
  return startLine >= 1 && endLine === startLine && startColumn >= 1 && endColumn > startColumn;
}
