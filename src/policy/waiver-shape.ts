import type { Field } from "../kubernetes/field.ts";
import { mistakeInDate } from "./calendar.ts";
import { compileGlob } from "./glob.ts";
import { mapping } from "./mapping.ts";
import { mistakeInGlob, mistakeInPathGlob, mistakeInResource } from "./patterns.ts";
import { relativePathPattern, resourcePattern } from "./patterns.ts";
import type { Waiver } from "./policy.ts";
import type { PolicyContext, PolicyReading } from "./reading.ts";
import { matchesEveryRule, meansNoJudgement, mistakeInWaivedRules } from "./rule-names.ts";
import { text, type Shape } from "./shape.ts";

const keys = {
  rule: {
    shape: text({
      what: "the name of a rule or a glob of names",
      mistake: (value, context) => mistakeInWaivedRules(value, context.rules),
    }),
    required: true,
    about:
      "The rule whose findings are accepted, or a glob of rules (here `*` also matches `/`); or the whole name of a vulnerability, such as `CVE-2023-5363`.",
    fallback: "none; required",
    example: "rule: pod-security/host-namespaces",
  },
  path: {
    shape: text({
      what: "a glob of paths",
      schema: { pattern: relativePathPattern },
      mistake: mistakeInPathGlob,
    }),
    required: false,
    about: "The files in which they are accepted, as a glob from the root of the repository.",
    fallback: "every file",
    example: "path: deploy/node-agent.yaml",
  },
  resource: {
    shape: text({
      what: "text such as Deployment/web",
      schema: { pattern: resourcePattern },
      mistake: mistakeInResource,
    }),
    required: false,
    about:
      "The objects in which they are accepted, as `Kind/name` or `Kind/namespace/name`; each part may be a glob.",
    fallback: "every object",
    example: "resource: DaemonSet/node-agent",
  },
  image: {
    shape: text({ what: "a glob of image references", mistake: (value) => mistakeInGlob(value) }),
    required: false,
    about:
      "The images for which they are accepted, as a glob; without a tag and a digest it means every tag and digest.",
    fallback: "every image, and findings without one",
    example: "image: ghcr.io/acme/**",
  },
  reason: {
    shape: text({ what: "text that says why this is accepted" }),
    required: true,
    about: "Why this is accepted; shown beside each finding that the waiver covers.",
    fallback: "none; required",
    example: "reason: the agent reads host interfaces",
  },
  owner: {
    shape: text({ what: "text that says who answers for it" }),
    required: false,
    about: "Who answers for it.",
    fallback: "nobody in particular",
    example: 'owner: "@acme/platform"',
  },
  expires: {
    shape: text({
      what: "a date, YYYY-MM-DD",
      schema: { format: "date" },
      mistake: mistakeInDate,
    }),
    required: false,
    about: "The last day on which it counts, in UTC; afterwards the findings count again.",
    fallback: "never",
    example: "expires: 2027-01-31",
  },
} as const;

const entry = mapping(keys, "a mapping with the keys rule and reason");
type WaiverValues = NonNullable<ReturnType<typeof entry.read>>;

/** A waiver; beyond its single keys it must not accept more than somebody can have looked at. */
export const waiverShape: Shape<Waiver> = {
  ...entry,
  read(field: Field, reading: PolicyReading) {
    const values = entry.read(field, reading);
    if (values === undefined) return undefined;
    const mistake = mistakeInScope(values, reading.context);
    if (mistake !== undefined) reading.report(field.at("rule"), mistake);
    return waiverOf(values, field);
  },
};

function mistakeInScope(values: WaiverValues, context: PolicyContext): string | undefined {
  const { rule, path, resource, image } = values;
  if (meansNoJudgement(rule)) {
    if (path !== undefined && compileGlob(path).literal) return undefined;
    return `a waiver of ${rule} must name one file: give it a path without wildcards`;
  }
  const narrowed = path !== undefined || resource !== undefined || image !== undefined;
  if (narrowed || !matchesEveryRule(rule, context.rules)) return undefined;
  return "a waiver of every rule must say where it counts: add path, resource or image";
}

function waiverOf(values: WaiverValues, field: Field): Waiver {
  const { rule, path, resource, image, reason, owner, expires } = values;
  return {
    rule,
    ...(path === undefined ? {} : { path }),
    ...(resource === undefined ? {} : { resource }),
    ...(image === undefined ? {} : { image }),
    reason,
    ...(owner === undefined ? {} : { owner }),
    ...(expires === undefined ? {} : { expires }),
    location: field.location,
  };
}
