import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { noExceptions, type Exceptions } from "../../../src/checks/vulnerabilities/exception.ts";
import { foldScans } from "../../../src/checks/vulnerabilities/fold.ts";
import { wordingOf } from "../../../src/checks/vulnerabilities/wording.ts";
import type { ImageScan, TrivySeverity } from "../../../src/trivy/image-scan.ts";
import { digest, found, scanOf } from "./material.ts";

const image = { reference: "web", name: "docker.io/library/web", digest };
const arm = { platform: "linux/arm64" };

function fold(scans: readonly ImageScan[], exceptions: Exceptions = noExceptions) {
  return foldScans(scans, image, exceptions);
}

test("packages of all platforms become one, sorted, each once", () => {
  const folded = fold([
    scanOf([
      found({ package: "openssl", purl: "pkg:apk/alpine/openssl@3.1.4-r0?arch=x86_64" }),
      found({ package: "libssl3" }),
    ]),
    scanOf(
      [
        found({ package: "openssl", purl: "pkg:apk/alpine/openssl@3.1.4-r0?arch=aarch64" }),
        found({ package: "libcrypto3" }),
        found({ id: "CVE-2020-1", package: "musl" }),
      ],
      arm,
    ),
  ]);
  expect(
    folded.map(({ facts, packages, platforms }) => [
      facts.id,
      packages.map(({ name }) => name),
      platforms,
    ]),
  ).toEqual([
    ["CVE-2020-1", ["musl"], ["linux/arm64"]],
    ["CVE-2023-5363", ["libcrypto3", "libssl3", "openssl"], ["linux/amd64", "linux/arm64"]],
  ]);
  expect(folded[1]?.packages[2]).toEqual({
    name: "openssl",
    installed: "3.1.4-r0",
    fixed: "3.1.4-r1",
    status: "fixed",
    purl: "pkg:apk/alpine/openssl@3.1.4-r0?arch=x86_64",
  });
});

test("what differs in version, fix or file stays apart", () => {
  const [folded] = fold([
    scanOf([
      found({ package: "lodash", installed: "4.0.0", fixed: "4.1.0", path: "b/package.json" }),
      found({ package: "lodash", installed: "4.0.0", fixed: "4.1.0", path: "a/package.json" }),
      found({ package: "lodash", installed: "3.0.0", fixed: "", path: "a/package.json" }),
    ]),
  ]);
  expect(folded?.packages.map(({ installed, path, fixed }) => [installed, path, fixed])).toEqual([
    ["3.0.0", "a/package.json", undefined],
    ["4.0.0", "a/package.json", "4.1.0"],
    ["4.0.0", "b/package.json", "4.1.0"],
  ]);
});

test.each<[severities: TrivySeverity[], worst: TrivySeverity]>([
  [["LOW", "CRITICAL", "HIGH"], "CRITICAL"],
  [["LOW", "UNKNOWN"], "UNKNOWN"],
  [["UNKNOWN", "MEDIUM"], "MEDIUM"],
  [["UNKNOWN", "HIGH"], "HIGH"],
  [["LOW"], "LOW"],
])("of %j the worst is %s", (severities, worst) => {
  const rows = severities.map((severity, index) => found({ severity, package: `p${index}` }));
  expect(fold([scanOf(rows)])[0]?.severity).toBe(worst);
});

test("packages that somebody accepts are left out", () => {
  const rows = [found({ package: "a", severity: "CRITICAL", purl: "a" }), found({ package: "b" })];
  const [folded] = fold([scanOf(rows)], ({ purl }) =>
    purl === "a" ? { reason: "not used" } : undefined,
  );
  expect(folded).toMatchObject({ severity: "HIGH", packages: [{ name: "b" }] });
  expect(folded).not.toHaveProperty("accepted");
});

test("accepted in every package, it is shown as accepted, with every reason and the first end", () => {
  const rows = [
    found({ package: "a", purl: "a", severity: "CRITICAL" }),
    found({ package: "b", purl: "b" }),
  ];
  const [folded] = fold([scanOf(rows)], ({ purl }) =>
    purl === "a"
      ? { reason: "not used", expires: "2027-02-01" }
      : { reason: "not reachable", expires: "2027-01-01" },
  );
  expect(folded).toMatchObject({
    severity: "CRITICAL",
    packages: [{ name: "a" }, { name: "b" }],
    accepted: { reason: "not used; not reachable", expires: "2027-01-01" },
  });
});

test("what is accepted on one platform counts on the other", () => {
  const [folded] = fold([scanOf([found()]), scanOf([found()], arm)], ({ scan }) =>
    scan.platform === "linux/amd64" ? { reason: "not affected there" } : undefined,
  );
  expect(folded).toMatchObject({ platforms: ["linux/arm64"] });
  expect(folded).not.toHaveProperty("accepted");
});

test("the order of scans and of what was found in them changes nothing", () => {
  const row = fc.record({
    id: fc.constantFrom("CVE-2020-1", "CVE-2020-2", "GHSA-1"),
    severity: fc.constantFrom<TrivySeverity>("CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN"),
    package: fc.constantFrom("a", "b"),
    installed: fc.constantFrom("1", "2"),
    fixed: fc.constantFrom("", "3"),
    path: fc.constantFrom("", "x"),
  });
  const rows = fc.array(row, { maxLength: 8 });
  fc.assert(
    fc.property(rows, rows, (some, others) => {
      const first = scanOf(some.map((each) => found(each)));
      const second = scanOf(
        others.map((each) => found(each)),
        arm,
      );
      const turned = (scan: ImageScan): ImageScan => ({
        ...scan,
        vulnerabilities: scan.vulnerabilities.toReversed(),
      });
      expect(fold([turned(second), turned(first)])).toEqual(fold([first, second]));
      const ids = new Set([...some, ...others].map(({ id }) => id));
      expect(fold([first, second]).map(({ facts }) => facts.id)).toEqual([...ids].sort());
    }),
  );
});

function messageOf(...rows: readonly Parameters<typeof found>[0][]): string {
  const [folded] = fold([scanOf(rows.map((row) => found(row)))]);
  if (folded === undefined) throw new Error("nothing was folded");
  const { message, remediation } = wordingOf(folded);
  return `${message} | ${remediation}`;
}

test.each<[rows: Parameters<typeof found>[0][], words: string]>([
  [
    [{}],
    "openssl 3.1.4-r0 has CVE-2023-5363 (Incorrect cipher key & IV length processing): update to 3.1.4-r1. | Update openssl to 3.1.4-r1, or the image to one built with it.",
  ],
  [
    [{ package: "libssl3" }, { package: "openssl" }],
    "libssl3 3.1.4-r0 and openssl 3.1.4-r0 have CVE-2023-5363 (Incorrect cipher key & IV length processing): update to 3.1.4-r1. | Update libssl3 to 3.1.4-r1 and openssl to 3.1.4-r1, or the image to one built with it.",
  ],
  [
    [
      { package: "a", fixed: "2" },
      { package: "b", fixed: "2.15.0, 2.12.2" },
      { package: "c", fixed: "" },
    ],
    "a 3.1.4-r0, b 3.1.4-r0 and c 3.1.4-r0 have CVE-2023-5363 (Incorrect cipher key & IV length processing): update a to 2 and b to 2.15.0 or 2.12.2; no fix is known for c. | Update a to 2 and b to 2.15.0 or 2.12.2, or the image to one built with it.",
  ],
  [
    [{ fixed: "", status: "will_not_fix", severity: "UNKNOWN" }],
    "openssl 3.1.4-r0 has CVE-2023-5363 (Incorrect cipher key & IV length processing): no fix is known, and the distribution will not make one. Nobody has rated it, so it counts as medium. | No fix is known: use an image without the package, or say in a VEX document or a waiver why it does no harm.",
  ],
  [
    ["a", "b", "c", "d", "e", "f", "g"].map((name) => ({ package: name, installed: "1" })),
    "a 1, b 1, c 1, d 1, e 1 and 2 more have CVE-2023-5363 (Incorrect cipher key & IV length processing): update to 3.1.4-r1. | Update a to 3.1.4-r1, b to 3.1.4-r1, c to 3.1.4-r1, d to 3.1.4-r1, e to 3.1.4-r1 and 2 more, or the image to one built with it.",
  ],
])("%j", (rows, words) => {
  expect(messageOf(...rows)).toBe(words);
});

test("names as long as an image's maker likes do not make the message long", () => {
  const [folded] = fold([
    scanOf([
      found({ package: "p".repeat(9999), installed: "1\n2" }, { title: "t\n".repeat(9999) }),
    ]),
  ]);
  const message = folded === undefined ? "" : wordingOf(folded).message;
  expect(message.length).toBeLessThan(500);
  expect(message).not.toContain("\n");
});
