import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { sbomFileName } from "../../src/trivy/sbom.ts";

const digest = `sha256:${"a".repeat(64)}`;

test("a file is named by repository, platform and digest", () => {
  const source = { name: "ghcr.io/acme/web", digest, platform: "linux/arm/v7" };
  const name = `acme_web-linux_arm_v7-${"a".repeat(64)}`;
  expect(sbomFileName(source, "cyclonedx")).toBe(`${name}.cdx.json`);
  expect(sbomFileName(source, "spdx-json")).toBe(`${name}.spdx.json`);
});

test("whatever an image is called, its file is one plain name in the folder", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (name, platform, other) => {
      const source = { name: `host/${name}`, digest: `sha256:${other}`, platform };
      expect(sbomFileName(source, "cyclonedx")).toMatch(
        /^[A-Za-z0-9_-][A-Za-z0-9._-]*\.cdx\.json$/,
      );
    }),
  );
  const long = { name: `h/${"x/".repeat(500)}`, digest, platform: "p".repeat(500) };
  expect(sbomFileName(long, "cyclonedx").length).toBeLessThan(256);
  const hidden = { ...long, name: `h/${"x".repeat(50)}.${"y".repeat(99)}` };
  expect(sbomFileName(hidden, "cyclonedx")).toMatch(/^_y/);
});
