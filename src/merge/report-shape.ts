import { checkNames, checkStates } from "../model/check.ts";
import { missingFeeds } from "../model/vulnerabilities-summary.ts";
import { failLines, severities } from "../model/severity.ts";
import {
  between,
  flag,
  type JsonShape,
  listOf,
  matching,
  nullable,
  object,
  oneOf,
  text,
  whole,
} from "./json-shape.ts";

const hash = matching(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal digits");
const commit = matching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "the name of a commit");
const words = text();
const names = text(4096);
const texts = listOf(words);

const location = object({
  path: names,
  line: whole(1),
  column: whole(1),
  endLine: whole(1),
  endColumn: whole(1),
});

const counts = object(
  Object.fromEntries([...severities, "waived"].map((name) => [name, whole()])),
  { baseline: whole() },
);

const check = object(
  { state: oneOf(checkStates), durationMs: between(0, 1e12), counts },
  { reason: words },
);

const kev: JsonShape = (value, path) => {
  const listed = object({ listed: oneOf([true]), since: names, ransomware: flag }, { due: names });
  const mistake = listed(value, path);
  return mistake === undefined ? undefined : object({ listed: oneOf([false]) })(value, path);
};

const vulnerability = object(
  {
    id: names,
    fixable: flag,
    epss: nullable(object({ probability: between(0, 1), percentile: between(0, 1) })),
    kev: nullable(kev),
    packages: listOf(
      object(
        { name: names, installed: names },
        { fixed: names, status: names, purl: names, path: names, platforms: listOf(names) },
      ),
    ),
    platforms: listOf(names),
  },
  {
    title: words,
    url: names,
    severitySource: names,
    cvss: object({ score: between(0, 10) }, { vector: names }),
    published: names,
    accepted: listOf(
      object(
        { package: names, installed: names, reason: words },
        { path: names, platforms: listOf(names), expires: names },
      ),
    ),
    unrated: oneOf([true]),
  },
);

const resource = object(
  { apiVersion: names, kind: names },
  { namespace: names, name: names, container: names, fieldPath: names },
);

const finding = object(
  {
    check: oneOf(checkNames),
    rule: names,
    severity: oneOf(severities),
    message: words,
    remediation: words,
    location,
    fingerprint: hash,
    evidence: hash,
    status: oneOf(["open", "waived", "baseline"]),
  },
  {
    related: listOf(object({ location, message: words })),
    resource,
    podSecurity: object({ level: names, check: names, version: names }),
    image: names,
    vulnerability,
    gate: object({ fails: flag, reason: words }),
    commit,
    waiver: object({ reason: words }, { owner: names, expires: names }),
  },
);

const states = object({}, Object.fromEntries(checkNames.map((name) => [name, oneOf(checkStates)])));

const image = object(
  { reference: names, locations: listOf(location), checks: states },
  {
    digest: names,
    platforms: listOf(names),
    signatures: listOf(
      object({ by: words, where: names }, { issuer: names, at: names, log: names }),
    ),
    vulnerabilities: object(
      Object.fromEntries(
        ["critical", "high", "medium", "low", "fixable"].map((name) => [name, whole()]),
      ),
    ),
  },
);

const database = object({ repository: names, updatedAt: names }, { digest: names });
const feed = nullable(object({ source: names, version: names, date: names }));

const levels: JsonShape = (value, path) => {
  if (typeof value !== "object" || value === null) return `${path} is not an object`;
  return object({}, Object.fromEntries(Object.keys(value).map((key) => [key, whole()])))(
    value,
    path,
  );
};

const mode = oneOf(["enforce", "warn"]);

/** The report, version 1, as docs/report.schema.json describes it. */
export const reportShape = object(
  {
    version: oneOf([1]),
    tool: object({ name: oneOf(["Portcullis"]), version: names }),
    verdict: oneOf(["pass", "fail", "error"]),
    failOn: oneOf(failLines),
    notices: texts,
    policy: nullable(object({ path: names, origin: names })),
    checks: object({}, Object.fromEntries(checkNames.map((name) => [name, check]))),
    judged: object({ files: whole(), documents: whole(), resources: whole() }),
    notJudged: listOf(object({ what: names, count: whole() })),
    findings: listOf(finding),
    images: listOf(image),
  },
  {
    commits: object({
      range: names,
      trustRef: names,
      count: whole(),
      levels,
      exempt: whole(),
    }),
    vulnerabilities: object(
      {
        trivy: object({ version: names, origin: names }),
        database,
        epss: feed,
        kev: feed,
        images: whole(),
        reused: whole(),
      },
      {
        javaDatabase: database,
        missing: object({}, { epss: oneOf(missingFeeds), kev: oneOf(missingFeeds) }),
      },
    ),
    comparison: object({
      base: names,
      gate: oneOf(["all", "new"]),
      fixed: listOf(
        object({
          check: oneOf(checkNames),
          rule: names,
          severity: oneOf(severities),
          message: words,
          path: names,
        }),
      ),
      fixedCount: whole(),
    }),
    run: object(
      { repository: names, commit, event: names, startedAt: names },
      { ref: names, url: names },
    ),
    shard: object(
      { index: whole(1), of: whole(1), images: hash, files: hash, policy: hash, mode },
      { commit, changed: flag },
    ),
  },
);
