import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { TrivyError } from "../../../src/trivy/error.ts";
import type { ImageScan } from "../../../src/trivy/image-scan.ts";
import { Interning } from "../../../src/trivy/reading/interning.ts";
import { readReport } from "../../../src/trivy/reading/read-report.ts";

type Json = { [key: string]: unknown };

/** What Trivy 0.74.0 wrote about an image of these tests. */
function golden(name: "alpine" | "scratch" | "stripped"): Buffer {
  return readFileSync(join(import.meta.dirname, "golden", `${name}.json`));
}

function parsed(name: "alpine" | "scratch" | "stripped"): Json {
  return JSON.parse(golden(name).toString("utf8")) as Json;
}

const digest = `sha256:${"d".repeat(64)}`;

function read(report: Json | Buffer | string, platform = "linux/amd64"): ImageScan {
  const bytes =
    typeof report === "string" || Buffer.isBuffer(report)
      ? Buffer.from(report)
      : Buffer.from(JSON.stringify(report));
  return readReport(
    [bytes],
    { platform, digest, configuration: imageIdIn(bytes) },
    new Interning(),
  );
}

function imageIdIn(bytes: Buffer): string {
  return /"ImageID":\s*"(sha256:[0-9a-f]+)"/.exec(bytes.toString("latin1"))?.[1] ?? "none";
}

function mistakeIn(report: Json | Buffer | string, platform?: string): string {
  try {
    read(report, platform);
  } catch (error) {
    if (!(error instanceof TrivyError)) throw error;
    expect(error.code).toBe("image");
    return error.message;
  }
  throw new Error("it was read");
}

/** The report with another value at a path of keys and indexes. */
function changed(report: Json, path: readonly (string | number)[], value: unknown): Json {
  const copy = structuredClone(report);
  let at: Json = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Json;
  at[path.at(-1) ?? ""] = value;
  return copy;
}

test("reads what Trivy says of an image", () => {
  const scan = read(golden("alpine"));
  expect(scan).toMatchObject({
    platform: "linux/amd64",
    digest,
    distribution: { family: "alpine", version: "3.19.1", isEndOfLife: true },
    created: "2024-01-02T03:04:05Z",
    user: "1000:1000",
    entrypoint: ["/bin/app", "--serve"],
    remarks: [],
  });
  expect(scan.packages).toEqual([
    {
      name: "musl",
      version: "1.2.4-r2",
      purl: "pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64&distro=3.19.1",
      isSystem: true,
    },
    {
      name: "openssl",
      version: "3.1.3-r0",
      purl: "pkg:apk/alpine/openssl@3.1.3-r0?arch=x86_64&distro=3.19.1",
      isSystem: true,
    },
    { name: "lodash", version: "4.17.4", purl: "pkg:npm/lodash@4.17.4", isSystem: false },
  ]);
  expect(scan.vulnerabilities[0]).toEqual({
    facts: {
      id: "CVE-2023-5363",
      title: "openssl: Incorrect cipher key and IV length processing",
      url: "https://avd.aquasec.com/nvd/cve-2023-5363",
      cvss: { score: 7.5, vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N" },
      published: "2023-10-25T18:17:43.613Z",
      lastModified: "2024-10-14T15:15:00Z",
    },
    severity: "HIGH",
    severitySource: "nvd",
    package: "openssl",
    installed: "3.1.3-r0",
    fixed: "3.1.4-r0",
    status: "fixed",
    purl: "pkg:apk/alpine/openssl@3.1.3-r0?arch=x86_64&distro=3.19.1",
  });
  expect(scan.vulnerabilities.map(({ facts, path }) => [facts.id, path])).toEqual([
    ["CVE-2023-5363", undefined],
    ["CVE-2019-10744", "app/node_modules/lodash/package.json"],
    ["CVE-2021-23337", "app/node_modules/lodash/package.json"],
  ]);
});

test("tells where a secret is, and nothing of its text", () => {
  const { secrets } = read(golden("alpine"));
  expect(secrets).toEqual([
    {
      rule: "aws-access-key-id",
      category: "AWS",
      severity: "CRITICAL",
      title: "AWS Access Key ID",
      path: "/app/credentials",
      line: 1,
    },
    expect.objectContaining({ rule: "aws-access-key-id", path: "configuration", line: 28 }),
  ]);
  expect(JSON.stringify(secrets)).not.toContain("***");
});

test("says so where nothing was recognised in an image", () => {
  expect(read(golden("scratch"))).toMatchObject({
    user: "",
    packages: [],
    remarks: [expect.stringContaining("Neither a distribution nor a package was recognised")],
  });
  expect(read(golden("stripped"))).toMatchObject({
    distribution: { family: "alpine" },
    remarks: [expect.stringContaining("list of installed packages is missing or empty")],
  });
});

test.each([1, 7, 100, 4_096])("a report in chunks of %i bytes is the same", (size) => {
  const whole = golden("alpine");
  // The same memory for each chunk, as whoever reads a file has it.
  const chunk = Buffer.alloc(size);
  function* chunks(): Iterable<Buffer> {
    for (let at = 0; at < whole.length; at += size) {
      yield chunk.subarray(0, whole.copy(chunk, 0, at, at + size));
    }
  }
  const target = { platform: "linux/amd64", digest, configuration: imageIdIn(whole) };
  expect(readReport(chunks(), target, new Interning())).toEqual(read(whole));
});

test("brackets and quotes in texts, and lists at other places, mean nothing", () => {
  const title = 'a "quoted" ]}[{ \\ and \u001b é 😀';
  const at = ["Results", 0, "Vulnerabilities", 0];
  let report = changed(parsed("alpine"), [...at, "Title"], title);
  report = changed(report, ["Results", 0, "Licenses"], [{ a: [{ b: [{}] }] }, 7, "x", []]);
  report = { ...report, Others: { Vulnerabilities: [{ Severity: 1 }] } };
  expect(read(report).vulnerabilities[0]?.facts.title).toBe(title);
  expect(read(report).vulnerabilities).toHaveLength(3);
});

test.each([
  ["a number", [0]],
  ["a text", ["x"]],
  ["a list", [[{}]]],
  ["nothing", [null]],
])("a list with %s in the place of an object is refused", (_, list) => {
  const report = changed(parsed("scratch"), ["Results"], [{ Vulnerabilities: list }]);
  expect(mistakeIn(report)).toContain(
    "Results[0].Vulnerabilities has an entry that is not an object",
  );
  const both = changed(parsed("alpine"), ["Results", 1, "Vulnerabilities"], list);
  expect(mistakeIn(both)).toContain(
    "Results[1].Vulnerabilities has an entry that is not an object",
  );
});

test("a list that is there twice is refused, and so is one of no result", () => {
  const text = golden("alpine").toString("utf8");
  const twice = text.replace(
    '"Class": "os-pkgs",',
    '"Packages": [{"Name": "a"}], "Class": "os-pkgs",',
  );
  expect(mistakeIn(twice)).toContain("some of its lists belong to no result");
  const other = text.replace(
    '"Results": [',
    '"Former": [{"Packages": [{"Name": "a"}]}], "Results": [',
  );
  expect(mistakeIn(other)).toContain("some of its lists belong to no result");
});

test("fields that are not known are passed over", () => {
  const report = changed(parsed("alpine"), ["Results", 0, "Vulnerabilities", 0, "New"], { a: [1] });
  expect(read({ ...report, Newer: null })).toEqual(read(golden("alpine")));
});

test.each<[string, string | Buffer, string]>([
  ["nothing", "", "it is empty"],
  ["null", "null", "it is not an object"],
  ["a list", "[]", "it is not an object"],
  ["an empty object", "{}", "its SchemaVersion is none, and only 2 is understood"],
  ["a later schema", '{"SchemaVersion": 3}', "its SchemaVersion is 3, and only 2 is understood"],
  ["a schema in words", '{"SchemaVersion": "2"}', 'its SchemaVersion is "2"'],
  ["a log", "\u001b[31mFATAL", "it is not JSON, or only a part of it"],
  ["half of it", golden("alpine").subarray(0, 4_000), "it is not JSON, or only a part of it"],
  ["bytes that are no text", Buffer.from([0x7b, 0xff, 0x7d]), "it is not text in UTF-8"],
])("%s in the place of a report is refused", (_, report, message) => {
  expect(mistakeIn(report)).toContain(`Trivy's report cannot be read: ${message}`);
});

test("no beginning of a report passes for all of it", () => {
  const whole = golden("scratch");
  const end = whole.toString("utf8").trimEnd().length;
  for (let length = 0; length < end; length += 7) {
    expect(mistakeIn(whole.subarray(0, length))).toContain("Trivy's report cannot be read");
  }
});

test.each<[(string | number)[], unknown, string]>([
  [["Results"], {}, "Results is not a list"],
  [["Results", 0], "text", "Results[0] is not an object"],
  [["Results", 0, "Packages"], 7, "Results[0].Packages is not a list"],
  [["Results", 0, "Packages", 0, "Name"], 7, "Packages[0].Name is not a text"],
  [
    ["Results", 0, "Vulnerabilities", 0, "Severity"],
    "SEVERE",
    "Severity is none of CRITICAL, HIGH",
  ],
  [["Results", 0, "Vulnerabilities", 0, "Severity"], undefined, "Severity is none of CRITICAL"],
  [["Results", 0, "Vulnerabilities", 0, "VulnerabilityID"], "", "has 0 characters"],
  [["Results", 0, "Vulnerabilities", 0, "VulnerabilityID"], "x".repeat(129), "has 129 characters"],
  [["Results", 0, "Vulnerabilities", 0, "VulnerabilityID"], "CVE 1\u001b", "printable ASCII"],
  [["Results", 0, "Vulnerabilities", 0, "PkgName"], undefined, "PkgName is not a text"],
  [["Results", 0, "Vulnerabilities", 0, "CVSS"], [], "CVSS is not an object"],
  [["Results", 0, "Vulnerabilities", 0, "CVSS", "nvd", "V3Score"], "9", "V3Score is not a number"],
  [["Metadata", "OS", "EOSL"], "yes", "Metadata.OS.EOSL is not true or false"],
  [
    ["Metadata", "ImageConfig", "config", "Entrypoint"],
    ["a", 1],
    "Entrypoint is not a list of texts",
  ],
  [["Results", 0, "ExperimentalModifiedFindings"], [{}], "Trivy left findings out"],
])("a wrong value at %j is an error", (path, value, message) => {
  expect(mistakeIn(changed(parsed("alpine"), path, value))).toContain(message);
});

test("a report about another image or another platform is refused", () => {
  const other = `sha256:${"0".repeat(64)}`;
  const target = { platform: "linux/amd64", digest, configuration: other };
  expect(() => readReport([golden("alpine")], target, new Interning())).toThrow(
    /it is about the image sha256:[0-9a-f]{64}, not sha256:0{64}/,
  );
  expect(mistakeIn(golden("alpine"), "linux/arm64")).toContain(
    "the image says that it is for linux/amd64, not linux/arm64",
  );
  const arm = changed(parsed("alpine"), ["Metadata", "ImageConfig", "architecture"], "aarch64");
  expect(read(arm, "linux/arm64").platform).toBe("linux/arm64");
  const windows = changed(parsed("alpine"), ["Metadata", "ImageConfig", "os"], "windows");
  expect(read(windows, "windows(10.0.20348.2113)/amd64").packages).toHaveLength(3);
});

test("text from outside is bounded, and an address that nobody should follow is left out", () => {
  const at = ["Results", 0, "Vulnerabilities", 0];
  let report = changed(parsed("alpine"), [...at, "Title"], "t".repeat(1 << 20));
  report = changed(report, [...at, "PrimaryURL"], "javascript:alert(1)");
  report = changed(report, [...at, "PkgIdentifier", "PURL"], `pkg:${"p".repeat(5_000)}`);
  const [first] = read(report).vulnerabilities;
  expect(first?.facts.title).toHaveLength(1_024);
  expect(first?.facts.url).toBeUndefined();
  expect(first?.purl).toBeUndefined();
});

test("more than the bounds is an error, not a part", () => {
  const one = { VulnerabilityID: "CVE-2024-1", PkgName: "a", Severity: "LOW" };
  const many = Array.from({ length: 100_001 }, () => one);
  const report = changed(parsed("alpine"), ["Results", 0, "Vulnerabilities"], many);
  expect(mistakeIn(report)).toContain("it has more than 100000 Vulnerabilities");
  const halves = [many.slice(0, 50_001), many.slice(0, 50_001)];
  const results = halves.map((Vulnerabilities) => ({ Vulnerabilities }));
  expect(mistakeIn({ ...parsed("alpine"), Results: results })).toContain(
    "it has more than 100000 Vulnerabilities",
  );
});

test("the score is NVD's, else that of whoever said the severity; never one of version 2", () => {
  const cvssOf = (CVSS: unknown, SeveritySource: string): unknown => {
    const at = ["Results", 0, "Vulnerabilities", 0];
    let report = changed(parsed("alpine"), [...at, "CVSS"], CVSS);
    report = changed(report, [...at, "SeveritySource"], SeveritySource);
    return read(report).vulnerabilities[0]?.facts.cvss;
  };
  const all = { redhat: { V3Score: 1 }, ghsa: { V3Score: 2 }, nvd: { V3Score: 3, V40Score: 4 } };
  expect(cvssOf(all, "redhat")).toEqual({ score: 3 });
  expect(cvssOf({ ...all, nvd: { V40Score: 4, V40Vector: "v" } }, "ghsa")).toEqual({
    score: 4,
    vector: "v",
  });
  expect(cvssOf({ redhat: all.redhat, ghsa: all.ghsa }, "redhat")).toEqual({ score: 1 });
  expect(cvssOf({ redhat: all.redhat, ghsa: all.ghsa }, "debian")).toEqual({ score: 2 });
  expect(cvssOf({ bitnami: { V3Score: 5 }, amazon: { V3Score: 6 } }, "")).toEqual({ score: 6 });
  expect(cvssOf({ nvd: { V2Score: 10, V2Vector: "AV:N" } }, "nvd")).toBeUndefined();
  expect(cvssOf({ nvd: { V3Score: 11 } }, "nvd")).toBeUndefined();
});

test("findings of a run share what they have in common, and only that", () => {
  const interning = new Interning();
  const target = {
    platform: "linux/amd64",
    digest,
    configuration: imageIdIn(golden("alpine")),
  };
  const readAs = (report: Json): ImageScan =>
    readReport([Buffer.from(JSON.stringify(report))], target, interning);
  const [a, b] = [readAs(parsed("alpine")), readAs(parsed("alpine"))];
  expect(a.vulnerabilities[0]?.facts).toBe(b.vulnerabilities[0]?.facts);
  const path = ["Results", 0, "Vulnerabilities", 0, "Title"];
  const other = readAs(changed(parsed("alpine"), path, "something else"));
  expect(other.vulnerabilities[0]?.facts.title).toBe("something else");
  expect(a.vulnerabilities[0]?.facts.title).not.toBe("something else");
});

test("whatever stands anywhere, it is read or refused by a TrivyError", () => {
  const whole = parsed("alpine");
  const places = pathsIn(whole);
  const anything = fc.anything({ withNullPrototype: false });
  fc.assert(
    fc.property(fc.constantFrom(...places), anything, (path, value) => {
      let text: string;
      try {
        text = JSON.stringify(changed(whole, path, value));
      } catch {
        // What JSON cannot say no report says.
        return;
      }
      try {
        read(text);
      } catch (error) {
        expect(error).toBeInstanceOf(TrivyError);
      }
    }),
    { numRuns: 2_000 },
  );
});

function pathsIn(value: unknown): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, item]) => [[key], ...pathsIn(item).map((rest) => [key, ...rest])]);
}
