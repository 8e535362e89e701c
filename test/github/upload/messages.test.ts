import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { parseAst } from "rolldown/parseAst";

const root = path.join(import.meta.dirname, "../../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const folder = "src/github/upload";
const files = [
  ...readdirSync(path.join(root, folder)).map((file) => `${folder}/${file}`),
  "src/github/read-only.ts",
];

/** What to do stands in the last column of the table, in other words. */
const advice = new Set(["how", "never", "permission", "withUploadSarif"]);

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

const nameOf = (value: unknown): unknown => (isNode(value) ? value["name"] : undefined);

/** What of a node may hold a message. */
function partsOf(node: Node): readonly unknown[] {
  if (node["type"] === "Property" && advice.has(String(nameOf(node["key"])))) return [];
  if (node["type"] === "VariableDeclarator" && advice.has(String(nameOf(node["id"])))) return [];
  const given = node["arguments"];
  // Its second argument is advice.
  const isMiss = node["type"] === "CallExpression" && nameOf(node["callee"]) === "miss";
  return isMiss && Array.isArray(given) ? [given[0]] : Object.values(node).flat();
}

/** The longest part of a text that is the same in every run. */
function fixedPart(node: Node): string | undefined {
  if (node["type"] === "Literal") return typeof node["value"] === "string" ? node["value"] : "";
  const quasis = node["type"] === "TemplateLiteral" ? node["quasis"] : undefined;
  if (!Array.isArray(quasis)) return undefined;
  const parts = (quasis as readonly { readonly value: { readonly cooked: string } }[]).map(
    ({ value }) => value.cooked,
  );
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}

function messagesIn(value: unknown): string[] {
  if (!isNode(value)) return [];
  const text = fixedPart(value);
  if (text === undefined) return partsOf(value).flatMap(messagesIn);
  const isProse = text.trim().split(" ").length > 2;
  return isProse ? [text.trim().replaceAll(/^[,; ]+|[ :;.,("]+$/g, "")] : [];
}

const messages = files.flatMap((file) => messagesIn(parseAst(read(file), { lang: "ts" })));
const troubles = read("docs/github.md").split("## Troubleshooting")[1] ?? "";

test("the messages are found in the source", () => {
  for (const known of ["GitHub does not accept the token (401)", "offline is true"]) {
    expect(messages).toContain(known);
  }
  expect(messages.length).toBeGreaterThan(30);
});

test.each(messages)("%s: stands in the table of troubles", (message) => {
  expect(troubles.replaceAll(/\s+/g, " ")).toContain(message);
});
