import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readIgnoreFile } from "../../../../src/checks/vulnerabilities/ignore-files/read.ts";
import { parsePackageUrl } from "../../../../src/checks/vulnerabilities/vex/package-url.ts";
import { readVex } from "../../../../src/checks/vulnerabilities/vex/read.ts";
import { vexVerdict } from "../../../../src/checks/vulnerabilities/vex/verdict.ts";
import { UsageError } from "../../../../src/errors.ts";
import { csaf, cycloneDx, openVex, openVexStatement } from "./samples.ts";

const question = {
  image: { name: "ghcr.io/acme/shop", digests: [`sha256:${"a".repeat(64)}`] },
  ids: ["CVE-2023-5363"],
  purl: "pkg:apk/alpine/openssl@3.1.3-r0",
};

/** What the reader ends in besides a result; anything but a mistake with the file's name is thrown on. */
function attempt(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    for (const mistake of error.mistakes) expect(mistake).toMatch(/^f(?:\.yaml)?[: ]/);
  }
}

const samples = [
  openVex([openVexStatement(), openVexStatement({ products: [{ hashes: { "sha-256": "a" } }] })]),
  csaf(
    { product_status: { fixed: ["a"] }, flags: [{ label: "x", group_ids: ["g"] }] },
    {
      branches: [{ product: { product_id: "a" } }],
      product_groups: [{ group_id: "g", product_ids: ["a"] }],
    },
  ),
  cycloneDx(
    { analysis: { state: "resolved" }, affects: [{ ref: "c" }] },
    { components: [{ "bom-ref": "c", purl: "pkg:npm/a" }] },
  ),
];

/** The value with one of its parts, found by a list of numbers, replaced. */
function changed(value: unknown, way: readonly number[], by: unknown): unknown {
  if (typeof value !== "object" || value === null || way.length === 0) return by;
  const keys = Object.keys(value);
  const key = keys[(way[0] ?? 0) % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const member: unknown = Reflect.get(value, key);
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  Reflect.set(copy, key, changed(member, way.slice(1), by));
  return copy;
}

test("whatever is wrong with a VEX document, it is read or refused by name", () => {
  const way = fc.array(fc.nat(20), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...samples), way, fc.jsonValue(), (sample, steps, by) => {
      const bytes = Buffer.from(JSON.stringify(changed(sample, steps, by)));
      attempt(() => vexVerdict([readVex(bytes, "f", new Date())], question));
    }),
    { numRuns: 2000 },
  );
});

test("whatever stands in an ignore file, it is read or refused by line", () => {
  const word = fc.constantFrom("CVE-2023-5363", "exp:", "2026-01-31", "#", "\n", "\r", " ", "-");
  const yaml = fc.constantFrom("vulnerabilities", ":", "\n", "  - ", "id", " ", "[", "&a ", "*a");
  for (const [part, name] of [[word, "f"] as const, [yaml, "f.yaml"] as const]) {
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => {
        attempt(() => readIgnoreFile(parts.join(""), name));
      }),
      { numRuns: 1000 },
    );
  }
});

test("whatever a package URL is like, it is read or is none", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const each of [text, `pkg:npm/${text}`, `pkg:${text}`]) {
        expect(parsePackageUrl(each)?.name).not.toBe("");
      }
    }),
    { numRuns: 1000 },
  );
});
