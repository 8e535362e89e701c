import { expect, test } from "@jest/globals";
import { findingsIn, podWith, subjectOf } from "../subject.ts";

const allow = ["ghcr.io/acme/", "docker.io/nginx"];

async function messages(image: string, entries: readonly string[] | undefined): Promise<string[]> {
  const findings = await findingsIn(subjectOf(podWith(image), { allow: entries }));
  return findings
    .filter(({ rule }) => rule === "registries/not-allowed")
    .map(({ severity, message }) => `${severity}: ${message}`);
}

test("an image from elsewhere is a high finding that names the image and the entries", async () => {
  expect(await messages("quay.io/acme/web:1", allow)).toEqual([
    "high: The image comes from quay.io/acme/web, which no entry of registries.allow admits (ghcr.io/acme/, docker.io/nginx).",
  ]);
});

test("an image from an allowed place is not", async () => {
  expect(await messages("ghcr.io/acme/web:1", allow)).toEqual([]);
});

test("without an allowlist nothing is said, with an empty one everything is", async () => {
  expect(await messages("quay.io/acme/web:1", undefined)).toEqual([]);
  expect(await messages("quay.io/acme/web:1", [])).toEqual([
    "high: The image comes from quay.io/acme/web, which no entry of registries.allow admits (the list is empty).",
  ]);
});

test("near misses are explained", async () => {
  expect(await messages("GHCR.io/acme/web:1", allow)).toEqual([
    expect.stringMatching(/Hosts are compared exactly: write ghcr\.io in lower case\.$/),
  ]);
  expect(await messages("nginx:1", allow)).toEqual([
    expect.stringMatching(
      /The entry docker\.io\/nginx means the account of that name; official images are docker\.io\/library\/\.$/,
    ),
  ]);
});

test("a long list is cut", async () => {
  const entries = Array.from({ length: 8 }, (_, index) => `r${index}.io/`);
  expect(await messages("nginx:1", entries)).toEqual([
    expect.stringContaining("(r0.io/, r1.io/, r2.io/, r3.io/, r4.io/ and 3 more)"),
  ]);
});
