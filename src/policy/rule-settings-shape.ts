import type { CheckName } from "../model/check.ts";
import { severities } from "../model/severity.ts";
import { mapOf } from "./mapping.ts";
import type { RuleSetting } from "./policy.ts";
import { mistakeInRuleSetting } from "./rule-names.ts";
import { oneOf, type Shape } from "./shape.ts";

const setting = oneOf(["off", "on", ...severities]);

/** Rules of one check, or globs of them, with what each is set to. */
export function ruleSettings(check: CheckName): Shape<readonly RuleSetting[]> {
  const entries = mapOf({
    what: "a mapping of rules to off, on or a severity",
    placeholder: "RULE",
    schema: { additionalProperties: setting.schema },
    value: setting,
    mistakeInKey: (key, entry, reading) =>
      mistakeInRuleSetting(key, entry.value, { check, rules: reading.context.rules }),
  });
  return {
    ...entries,
    read: (field, reading) =>
      entries.read(field, reading)?.map(({ key, value, entry }) => ({
        pattern: key,
        setting: value,
        location: entry.location,
      })),
  };
}
