import type { Rule } from "../../model/rule.ts";

/** What a rule leaves unsaid about itself, in words for its author. */
export function metadataFaults(rule: Rule): string[] {
  const faults: string[] = [];
  if (!/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(rule.id))
    faults.push("id is not group/name");
  if (rule.title === "" || rule.title.endsWith("."))
    faults.push("title is no sentence without its full stop");
  if (!rule.rationale.endsWith(".")) faults.push("rationale does not end with a full stop");
  if (!rule.remediation.endsWith(".")) faults.push("remediation does not end with a full stop");
  if (rule.example.bad === "" || rule.example.good === "") faults.push("an example is missing");
  if (rule.source === "") faults.push("source is missing");
  return faults;
}
