import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Severity } from "../../src/model/severity.ts";
import type { AffectedPackage } from "../../src/model/vulnerability.ts";
import { updatesIn } from "../../src/report/image-updates.ts";
import { updateLabel } from "../../src/report/image-vulnerabilities.ts";

const row = (
  id: string,
  packages: readonly AffectedPackage[],
  severity: Severity = "high",
): Parameters<typeof updatesIn>[0][number] => ({ severity, vulnerability: { id, packages } });

const labelsOf = (...rows: Parameters<typeof updatesIn>[0]): string[] =>
  updatesIn(rows).map(updateLabel);

const ssl = (name: string, installed: string, fixed: string) => ({ name, installed, fixed });

test("the parts of one source are one update to the version that mends all", () => {
  const parts = (fixed: string) =>
    ["libcrypto3", "libssl3", "openssl"].map((name) => ssl(name, "3.1.3-r0", fixed));
  expect(labelsOf(row("CVE-1", parts("3.1.4-r0")), row("CVE-2", parts("3.1.4-r10")))).toEqual([
    "update libcrypto3, libssl3 and openssl 3.1.3-r0 to 3.1.4-r10 (fixes 2)",
  ]);
});

test("platforms with different versions are one update, each vulnerability counted once", () => {
  const versions = ["3.1.3-r0", "3.1.4-r5"];
  expect(
    labelsOf(
      row("CVE-1", [ssl("libcrypto3", "3.1.3-r0", "3.1.4-r0")]),
      row(
        "CVE-2",
        versions.map((installed) => ssl("libcrypto3", installed, "3.1.6-r0")),
      ),
    ),
  ).toEqual(["update libcrypto3 3.1.3-r0, 3.1.4-r5 to 3.1.6-r0 (fixes 2)"]);
});

test("packages with other vulnerabilities, or another target, stay updates of their own", () => {
  expect(
    labelsOf(
      row("CVE-1", [ssl("a", "1", "2"), ssl("b", "1", "2")]),
      row("CVE-2", [ssl("a", "1", "2"), ssl("c", "1", "3"), ssl("c", "9", "10")]),
    ),
  ).toEqual([
    "update a 1 to 2 (fixes 2)",
    "update b 1 to 2",
    "update c 1 to 3",
    "update c 9 to 10",
  ]);
});

test("packages of two ecosystems are two, whatever their names", () => {
  const packages = ["pkg:npm/requests@1", "pkg:pypi/requests@1"].map((purl) => ({
    ...ssl("requests", "1", "2"),
    purl,
  }));
  expect(labelsOf(row("CVE-1", packages))).toHaveLength(2);
});

test("a package in two places of an image is one", () => {
  const packages = ["a", "b"].map((path) => ({ ...ssl("lodash", "1", "2"), path }));
  expect(labelsOf(row("CVE-1", packages))).toEqual(["update lodash 1 to 2"]);
});

test("what has no fix asks for no update, and the worst comes first", () => {
  expect(
    labelsOf(
      row("CVE-1", [{ name: "z", installed: "1" }], "critical"),
      row("CVE-2", [ssl("a", "1", "2")], "low"),
      row("CVE-3", [ssl("b", "1", "2")], "critical"),
    ),
  ).toEqual(["update b 1 to 2", "update a 1 to 2"]);
});

test("the order in which vulnerabilities are found changes nothing", () => {
  const packages = fc.array(
    fc.record({
      name: fc.constantFrom("a", "b", "c"),
      installed: fc.constantFrom("1", "2"),
      fixed: fc.constantFrom("3", "4", ""),
    }),
    { maxLength: 4 },
  );
  const rows = fc.uniqueArray(fc.record({ id: fc.constantFrom("1", "2", "3", "4"), packages }), {
    selector: ({ id }) => id,
    maxLength: 4,
  });
  fc.assert(
    fc.property(rows, (all) => {
      const forth = all.map((each) => row(each.id, each.packages));
      expect(updatesIn(forth.toReversed())).toEqual(updatesIn(forth));
    }),
  );
});
