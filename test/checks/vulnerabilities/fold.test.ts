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
  expect(folded?.acceptedPackages).toEqual([
    { package: "a", installed: "3.1.4-r0", reason: "not used" },
  ]);
});

test("accepted packages are told once for each reason, with where and until when", () => {
  const apk = (arch: string): string => `pkg:apk/alpine/openssl?arch=${arch}`;
  const scans = [
    scanOf([
      found({ package: "libssl3" }),
      found({ package: "openssl", purl: apk("x86_64") }),
      found({ package: "node", purl: "js", path: "a/package.json" }),
      found({ package: "node", purl: "js", path: "b/package.json" }),
    ]),
    scanOf(
      [found({ package: "libssl3" }), found({ package: "openssl", purl: apk("aarch64") })],
      arm,
    ),
  ];
  const [folded] = fold(scans, ({ purl = "" }) => {
    if (purl === "js") return { reason: `long\n${"x".repeat(9_999)}`, expires: "2027-01-01" };
    return purl.startsWith("pkg:apk/alpine/openssl") ? { reason: "not reachable" } : undefined;
  });
  expect(folded?.packages.map(({ name }) => name)).toEqual(["libssl3"]);
  expect(folded?.platforms).toEqual(["linux/amd64", "linux/arm64"]);
  const node = {
    package: "node",
    installed: "3.1.4-r0",
    platforms: ["linux/amd64"],
    reason: `long ${"x".repeat(494)}…`,
    expires: "2027-01-01",
  };
  expect(folded?.acceptedPackages).toEqual([
    { ...node, path: "a/package.json" },
    { ...node, path: "b/package.json" },
    { package: "openssl", installed: "3.1.4-r0", reason: "not reachable" },
  ]);
});

test("a package says on which platforms it is, where these are not all of the finding's", () => {
  const scans = [
    scanOf([found({ package: "a" }), found({ package: "b" })]),
    scanOf([found({ package: "b" }), found({ package: "c" })], arm),
  ];
  const packages = (given: readonly ImageScan[]): unknown =>
    fold(given)[0]?.packages.map(({ name, platforms }) => [name, platforms]);
  const all = [
    ["a", ["linux/amd64"]],
    ["b", undefined],
    ["c", ["linux/arm64"]],
  ];
  expect(packages(scans)).toEqual(all);
  expect(packages(scans.toReversed())).toEqual(all);
  // Beside a platform without it nothing is different.
  expect(packages([...scans.slice(0, 1), scanOf([], arm)])).toEqual([
    ["a", undefined],
    ["b", undefined],
  ]);
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
    acceptedPackages: [],
  });
});

test("what is accepted on one platform counts on the other", () => {
  const [folded] = fold([scanOf([found()]), scanOf([found()], arm)], ({ scan }) =>
    scan.platform === "linux/amd64" ? { reason: "not affected there" } : undefined,
  );
  expect(folded).toMatchObject({
    platforms: ["linux/arm64"],
    acceptedPackages: [{ package: "openssl", platforms: ["linux/amd64"] }],
  });
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
    "openssl 3.1.4-r0 has CVE-2023-5363 (Incorrect cipher key & IV length processing): no fix is known, and the distribution will not make one. Nobody has rated it, so it counts as medium. | Use an image without the package, or say in a VEX document or a waiver why it does no harm.",
  ],
  [
    ["a", "b", "c", "d", "e", "f", "g"].map((name) => ({ package: name, installed: "1" })),
    "a 1, b 1, c 1, d 1, e 1 and 2 more have CVE-2023-5363 (Incorrect cipher key & IV length processing): update to 3.1.4-r1. | Update a to 3.1.4-r1, b to 3.1.4-r1, c to 3.1.4-r1, d to 3.1.4-r1, e to 3.1.4-r1 and 2 more, or the image to one built with it.",
  ],
])("%j", (rows, words) => {
  expect(messageOf(...rows)).toBe(words);
});

test("the message tells which packages do not count, and why", () => {
  const said = (...rows: readonly Parameters<typeof found>[0][]): string => {
    const [folded] = fold([scanOf(rows.map((row) => found(row)))], ({ purl }) =>
      purl === undefined ? undefined : { reason: purl },
    );
    return folded === undefined ? "" : wordingOf(folded).message;
  };
  const rows = [{}, { package: "b", purl: "not used" }, { package: "a", purl: "not used" }];
  expect(said(...rows)).toMatch(
    /: update to 3\.1\.4-r1\. Not counted: a 3\.1\.4-r0, b 3\.1\.4-r0: not used\.$/,
  );
  const many = Array.from({ length: 500 }, (_, index) => ({
    package: `${index} ${"p".repeat(999)}`,
    purl: `${index % 9} ${"r".repeat(999)}`,
  }));
  const message = said({}, ...many);
  expect(message).toContain("Not counted: packages for 6 more reasons.");
  expect(message.length).toBeLessThan(3_000);
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
