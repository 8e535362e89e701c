import type { CheckName } from "../model/check.ts";
import type { Rule } from "../model/rule.ts";
import type { Check } from "./check.ts";
import { commits } from "./commits/index.ts";
import { manifests } from "./manifests/index.ts";
import { registries } from "./registries/index.ts";
import { signatures } from "./signatures/index.ts";
import { vulnerabilities } from "./vulnerabilities/index.ts";

/** The checks in the order in which every table lists them. */
export const checks: readonly Check[] = [
  commits,
  registries,
  signatures,
  vulnerabilities,
  manifests,
];

/** Every rule of every check, in the order of the checks. */
export const allRules: readonly Rule[] = checks.flatMap((check) => check.rules);

/** The rule of that id, if there is one. */
export function ruleOf(id: string): Rule | undefined {
  return allRules.find((rule) => rule.id === id);
}

/** The check of that name. */
export function checkNamed(name: CheckName): Check {
  const check = checks.find((candidate) => candidate.name === name);
  if (check === undefined) throw new Error(`there is no check ${name}`);
  return check;
}
