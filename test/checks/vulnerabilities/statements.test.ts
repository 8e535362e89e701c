import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { noExceptions } from "../../../src/checks/vulnerabilities/exception.ts";
import { foldScans } from "../../../src/checks/vulnerabilities/fold.ts";
import { Statements, type Statement } from "../../../src/checks/vulnerabilities/statements.ts";
import { defaultVulnerabilities } from "../../../src/policy/vulnerabilities.ts";
import type { ScannedVulnerability } from "../../../src/trivy/image-scan.ts";
import { digest, found, scanOf, today } from "./material.ts";

const image = { reference: "web", name: "docker.io/library/web", digest };
const { facts } = found();

function newStatements(): Statements {
  const intelligence = { epss: () => null, kev: () => null };
  return new Statements({ intelligence, settings: defaultVulnerabilities, today });
}

/** What is said of packages of one vulnerability. */
function said(
  statements: Statements,
  rows: readonly ScannedVulnerability[],
  platform = "linux/amd64",
): Statement {
  const [folded] = foldScans([scanOf(rows, { platform })], image, noExceptions);
  if (folded === undefined) throw new Error("nothing was found");
  return statements.of(folded);
}

const row = (changes: object): ScannedVulnerability => ({ ...found(changes), facts });

test.each<[string, object[], object[]]>([
  [
    "a line break in the name, which looks like two packages",
    [{ package: "a" }, { package: "b" }],
    [{ package: "a\u00003.1.4-r0\u00003.1.4-r1\u0000fixed\u0000\u0000\nb" }],
  ],
  [
    "a zero in the name, which looks like a version",
    [{ package: "a", installed: "1\u00002" }],
    [{ package: "a\u00001", installed: "2" }],
  ],
  [
    "a fix in the path",
    [{ package: "a", installed: "1", path: "x\u00002", fixed: "" }],
    [{ package: "a", installed: "1", path: "x", fixed: "2" }],
  ],
])("%s is not taken for another image's packages", (_, one, other) => {
  const statements = newStatements();
  const first = said(statements, one.map(row));
  const second = said(statements, other.map(row));
  expect(second.vulnerability.packages).toEqual(
    said(newStatements(), other.map(row)).vulnerability.packages,
  );
  expect(second.vulnerability.packages).not.toEqual(first.vulnerability.packages);
});

test("a platform with a comma in its name is not two", () => {
  const statements = newStatements();
  const rows = [row({ package: "a" })];
  const both = foldScans(
    [scanOf(rows, { platform: "linux/amd64" }), scanOf(rows, { platform: "linux/arm64" })],
    image,
    noExceptions,
  );
  const two = both.map((each) => statements.of(each))[0]?.vulnerability.platforms;
  expect(two).toEqual(["linux/amd64", "linux/arm64"]);
  const one = said(statements, rows, "linux/amd64,linux/arm64").vulnerability.platforms;
  expect(one).toEqual(["linux/amd64,linux/arm64"]);
});

test("images that differ only in what is accepted, or where a package is, do not share what is said", () => {
  const statements = newStatements();
  const rows = [row({ package: "a" }), row({ package: "b", purl: "b" })];
  const withReason = (reason: string | undefined): Statement => {
    const [folded] = foldScans([scanOf(rows)], image, ({ purl }) =>
      purl === "b" && reason !== undefined ? { reason } : undefined,
    );
    if (folded === undefined) throw new Error("nothing was found");
    return statements.of(folded);
  };
  expect(said(statements, rows.slice(0, 1)).vulnerability).not.toHaveProperty("accepted");
  for (const reason of ["not used", "not reachable"]) {
    const { vulnerability, message } = withReason(reason);
    expect(vulnerability.accepted).toEqual([{ package: "b", installed: "3.1.4-r0", reason }]);
    expect(message).toContain(reason);
  }
  // Whoever accepts a finding accepts what counts.
  expect(withReason("not used").offender).toBe(said(newStatements(), rows.slice(0, 1)).offender);

  const arm = { platform: "linux/arm64" };
  const [both] = foldScans([scanOf(rows), scanOf(rows, arm)], image, noExceptions);
  const [one] = foldScans([scanOf(rows), scanOf(rows.slice(0, 1), arm)], image, noExceptions);
  const platforms = [both, one].map((folded) =>
    folded === undefined
      ? []
      : statements.of(folded).vulnerability.packages.map((each) => each.platforms),
  );
  expect(platforms).toEqual([
    [undefined, undefined],
    [undefined, ["linux/amd64"]],
  ]);
});

test("a package is not left out because another one's name holds its version", () => {
  const rows = [
    row({ package: "a\u00001", installed: "2", path: "", fixed: "" }),
    row({ package: "a", installed: "1\u00002", path: "", fixed: "" }),
  ];
  expect(said(newStatements(), rows).vulnerability.packages).toHaveLength(2);
});

test("an acceptance of a package is not one of another whose name holds its version", () => {
  const offender = (...rows: object[]): string => said(newStatements(), rows.map(row)).offender;
  expect(offender({ package: "openssl", installed: "3.1.4-r0" })).toBe("openssl 3.1.4-r0");
  expect(offender({ package: "a", installed: "1 2" })).not.toBe(
    offender({ package: "a 1", installed: "2" }),
  );
  expect(offender({ package: "a", installed: "1\nb 2" })).not.toBe(
    offender({ package: "a", installed: "1" }, { package: "b", installed: "2" }),
  );
  expect(offender({ package: "a\\32;1", installed: "2" })).not.toBe(
    offender({ package: "a 1", installed: "2" }),
  );
});

test("what is said of an image never depends on what was said of others", () => {
  const word = fc.string({
    unit: fc.constantFrom("a", "\0", "\n", " ", '"', ",", "\\"),
    maxLength: 4,
  });
  const text = fc
    .tuple(word, word, word, word)
    .map(([name, installed, path, fixed]) =>
      row({ package: `p${name}`, installed: `1${installed}`, path, fixed }),
    );
  const rows = fc.array(text, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(rows, { minLength: 2, maxLength: 5 }), (images) => {
      const shared = newStatements();
      for (const each of images) {
        expect(said(shared, each).vulnerability).toEqual(said(newStatements(), each).vulnerability);
      }
    }),
    { numRuns: 300 },
  );
});
