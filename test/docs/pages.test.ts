import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { action } from "../examples/workflows.ts";

const root = path.join(import.meta.dirname, "../..");
const pages = [
  "docs/coverage.md",
  "docs/github.md",
  "docs/pinning.md",
  "docs/unverified.md",
  "docs/examples/README.md",
];

const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** GitHub's anchors of a page's headings. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9 _-]/g, "")
      .replaceAll(" ", "-"),
  );
}

test.each(pages)("%s: every link leads somewhere", (page) => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
  const inside = links.filter((link) => !link.startsWith("https://"));
  expect(inside.length).toBeGreaterThan(0);
  for (const link of inside) {
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? page : path.join(path.dirname(page), file);
    expect({ link, exists: existsSync(path.join(root, target)) }).toEqual({ link, exists: true });
    if (anchor === undefined) continue;
    const anchors = anchorsOf(read(target));
    expect({ link, exists: anchors.includes(anchor) }).toEqual({ link, exists: true });
  }
});

/** The text of every source file, with the line breaks inside of templates and calls closed. */
const source = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => read(path.join("src", file)))
  .join("\n");

const troubles = read("docs/github.md").split("## Troubleshooting")[1] ?? "";
const messages = [...troubles.matchAll(/^\| (?:`` (.+?) ``|`([^`]+)`) +\|/gm)].map(
  ([, ticked, plain]) => ticked ?? plain ?? "",
);

test("the table of troubles has what the upload can say", () => {
  expect(messages.length).toBeGreaterThan(20);
});

test.each(messages)("the step can say: %s", (message) => {
  expect(source).toContain(message);
});

test("the page on GitHub names every output", () => {
  const [, outputs = ""] = read("docs/github.md").split("## Outputs");
  const named = Object.keys(action.outputs).filter((name) => !outputs.includes(`\`${name}\``));
  expect(named).toEqual([]);
});

test("what is said of Trivy's pinned version is what the source pins", () => {
  expect(read("docs/pinning.md")).toContain("0.69.4 to 0.69.6 are refused");
  expect(read("src/policy/trivy-versions.ts")).toContain('["0.69.4", "0.69.5", "0.69.6"]');
});
