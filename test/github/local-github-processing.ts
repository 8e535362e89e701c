import type { Log, ReportingDescriptor, Result, Run } from "sarif";

/** What GitHub rejects above, per https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support */
const most = {
  runs: 20,
  results: 25_000,
  rules: 25_000,
  extensions: 100,
  locations: 1_000,
  tags: 20,
} as const;

/**
 * What GitHub's processing says to a log, in the words that its users quote; nothing where it takes it.
 * Of the limits only the one on runs is known by its words, and the others are put like it.
 */
export function processingErrors(log: Log, checkoutUri: string | undefined): string[] {
  const version: string = log.version;
  if (version !== "2.1.0") return [`rejecting SARIF, as its version is ${version}`];
  return [
    ...above("runs", log.runs.length, most.runs),
    ...sameCategory(log.runs),
    ...log.runs.flatMap((run) => runErrors(run, checkoutUri)),
  ];
}

function above(what: string, count: number, limit: number): string[] {
  if (count <= limit) return [];
  return [`rejecting SARIF, as there are more ${what} than allowed (${count} > ${limit})`];
}

/** What follows the last slash names one analysis and does not count. */
function sameCategory(runs: readonly Run[]): string[] {
  const keys = runs.map(({ tool, automationDetails: { id = "" } = {} }) =>
    JSON.stringify([tool.driver.name, id.slice(0, Math.max(0, id.lastIndexOf("/")))]),
  );
  if (new Set(keys).size === keys.length) return [];
  return [
    "A delivery cannot contain multiple runs with the same category. Please upload a single run per category",
  ];
}

function runErrors({ tool, results }: Run, checkoutUri: string | undefined): string[] {
  const { rules = [] } = tool.driver;
  if (results === undefined) return ["Invalid SARIF. Missing 'results' array in run."];
  return [
    ...above("results per run", results.length, most.results),
    ...above("rules per run", rules.length, most.rules),
    ...above("tool extensions per run", tool.extensions?.length ?? 0, most.extensions),
    ...rules.flatMap(ruleErrors),
    ...results.flatMap((result) => resultErrors(result, checkoutUri)),
  ];
}

function ruleErrors({ properties }: ReportingDescriptor): string[] {
  const severity: unknown = properties?.["security-severity"];
  const isNumber =
    severity === undefined ||
    (typeof severity === "string" && severity.trim() !== "" && Number.isFinite(Number(severity)));
  return [
    ...(isNumber
      ? []
      : ["could not convert rules: invalid security severity value, is not a number"]),
    ...above("tags per rule", properties?.tags?.length ?? 0, most.tags),
  ];
}

function resultErrors({ locations = [] }: Result, checkoutUri: string | undefined): string[] {
  const [first] = locations;
  if (first === undefined) return ["locationFromSarifResult: expected at least one location"];
  const uri = first.physicalLocation?.artifactLocation?.uri ?? "";
  if (uri === "") return ["locationFromSarifResult: expected artifact location"];
  return [
    ...above("locations per result", locations.length, most.locations),
    ...uriErrors(uri, checkoutUri),
  ];
}

function uriErrors(uri: string, checkoutUri: string | undefined): string[] {
  if (/[\s\\]/.test(uri)) {
    return [`an invalid URI was provided as a SARIF location: parse ${JSON.stringify(uri)}`];
  }
  const scheme = /^(?<scheme>[a-z][a-z0-9+.-]*):/i.exec(uri)?.groups?.["scheme"];
  const checkout = checkoutUri?.split(":", 1)[0];
  if (scheme === undefined || scheme === checkout) return [];
  return [
    `SARIF URI scheme "${scheme}" did not match the checkout URI scheme "${checkout ?? "file"}"`,
  ];
}
