import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";

const folder = path.join(import.meta.dirname, "../../src/github");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);
const imports = new Map(
  files.map((file) => {
    const text = readFileSync(path.join(folder, file), "utf8");
    const named = [...text.matchAll(/(?:from|import\() ?"(\.[^"]+)"/g)].map(
      ([, name = ""]) => name,
    );
    return [file, named.map((name) => path.join(path.dirname(file), name))] as const;
  }),
);

/** The files from which `file` takes anything, over any number of steps; types count as well. */
function reachable(file: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...(imports.get(file) ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...(imports.get(next) ?? []));
  }
  return seen;
}

test("no two files of the Action take from each other", () => {
  expect(imports.size).toBeGreaterThan(40);
  expect([...reachable("step.ts")]).toContain("contradictions.ts");
  expect(files.filter((file) => reachable(file).has(file))).toEqual([]);
});
