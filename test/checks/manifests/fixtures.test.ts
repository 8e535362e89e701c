import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { allRules } from "../../../src/checks/index.ts";
import { policyContext } from "../../../src/checks/policy-context.ts";
import type { Rule } from "../../../src/model/rule.ts";
import { judge } from "../../../src/pipeline.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { markedPlaces, placeText } from "./fixture-places.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/rules", import.meta.url));

/** What they are about is no file's content, so their fixtures are made by the test of reading. */
const aboutFolders: ReadonlySet<string> = new Set([
  "files/empty-submodule",
  "files/link-not-followed",
]);

/** Commits and signatures are no file's content either; their checks are tested on real ones. */
const rules = allRules.filter(
  ({ id, check }) => (check === "manifests" || check === "registries") && !aboutFolders.has(id),
);

describe.each(rules)("$id", (rule) => {
  test("reports the marked places in bad.yaml, and no others", async () => {
    const found = await placesIn(rule, "bad.yaml");
    expect(found).toEqual(placesMarked(rule, "bad.yaml"));
    expect(found).not.toEqual([]);
  });

  test("reports nothing in good.yaml", async () => {
    expect(await placesIn(rule, "good.yaml")).toEqual([]);
  });
});

test("every folder of fixtures belongs to a rule and holds nothing else", () => {
  const known = new Set(rules.map(({ id }) => id));
  const folders = readdirSync(fixtures).flatMap((group) =>
    readdirSync(path.join(fixtures, group)).map((name) => `${group}/${name}`),
  );
  expect(folders.filter((folder) => !known.has(folder))).toEqual([]);
  const files = readdirSync(fixtures, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  expect([...new Set(files)].sort()).toEqual(["bad.yaml", "good.yaml", "policy.yml"]);
});

/** Where the whole program says something of this rule, without a target. */
async function placesIn(rule: Rule, name: string): Promise<string[]> {
  const root = path.join(fixtures, rule.id);
  const policyFile = path.join(root, "policy.yml");
  const { report } = await judge({
    root,
    paths: [fixtureFile(rule, name)],
    policy: loadPolicy(root, existsSync(policyFile) ? policyFile : undefined, root, policyContext),
    policyOrigin: undefined,
    checks: [rule.check],
    images: [],
    podSecurity: undefined,
    failOn: undefined,
    allowEmpty: true,
    now: new Date("2026-01-01"),
  });
  return report.findings
    .filter((finding) => finding.rule === rule.id)
    .map(({ location }) => placeText(location))
    .sort();
}

function placesMarked(rule: Rule, name: string): string[] {
  return markedPlaces(readFileSync(fixtureFile(rule, name), "utf8"))
    .map(placeText)
    .sort();
}

/** Templates count as such in a folder of that name only. */
function fixtureFile(rule: Rule, name: string): string {
  const file = ["", "templates"]
    .map((folder) => path.join(fixtures, rule.id, folder, name))
    .find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`${rule.id} has no fixture ${name}`);
  return file;
}
