import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { allRules, checks } from "../../src/checks/index.ts";
import { actionTables } from "./action-tables.ts";
import { coveragePage, type KnownNames } from "./coverage-page.ts";
import { articleTools, practiceGroups } from "./coverage-practices.ts";
import { allKeys, policyReference, policySchema } from "./policy-docs.ts";
import { pictureOf } from "./picture.ts";
import { rulesPage } from "./rules-page.ts";

// The documents that repeat what the code knows are made from it; CI fails when they are not current.
await write("docs/rules.md", rulesPage(checks));
await write("docs/policy.md", policyReference());
await write("docs/coverage.md", coveragePage(practiceGroups, articleTools, knownNames()));
await write("docs/policy.schema.json", policySchema());
writeFileSync("docs/output.svg", await pictureOf(process.cwd(), "examples/shop/storefront.yaml"));
await write("README.md", actionTables(read("README.md"), read("action.yml")));

function knownNames(): KnownNames {
  return { rules: allRules.map(({ id }) => id), keys: allKeys().map(({ name }) => name) };
}

function read(file: string): string {
  return readFileSync(file, "utf8");
}

async function write(file: string, text: string): Promise<void> {
  writeFileSync(file, await format(text, { filepath: file, printWidth: 100 }));
}
