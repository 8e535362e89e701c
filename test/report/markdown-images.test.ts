import { expect, test } from "@jest/globals";
import { startOf } from "../../src/model/location.ts";
import type { ReportedFinding } from "../../src/model/finding.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { at, finding, reportOn, web } from "./sample.ts";
import { nginx, vulnerable } from "./vulnerable-report.ts";

const link = ({ location }: Pick<ReportedFinding, "location">): string =>
  `https://example.com/${location.path}#L${location.line}`;

const shown = (...findings: readonly ReportedFinding[]): string =>
  markdownReport(reportOn(findings), { link });

test("each part of a long list says which part it is", () => {
  const ids = Array.from({ length: 120 }, (_, index) => `CVE-2020-${1000 + index}`);
  const titles = shown(...ids.map((id) => vulnerable({ id }))).match(/<summary>\d.*?<\/summary>/g);
  expect(titles).toEqual([
    "<summary>1–50 of 120</summary>",
    "<summary>51–100 of 120</summary>",
    "<summary>101–120 of 120</summary>",
  ]);
});

test("a table of one part says that it is all", () => {
  const ids = Array.from({ length: 12 }, (_, index) => `CVE-2020-${1000 + index}`);
  expect(shown(...ids.map((id) => vulnerable({ id })))).toContain("<summary>All 12</summary>");
});

test("the reason of a gate stands with every kind of finding", () => {
  const gate = { fails: true, reason: "its distribution has ended (fail-on-end-of-life)" };
  const other = finding({ check: "vulnerabilities", image: nginx, severity: "low", gate });
  const markdown = shown(other, vulnerable({}, { gate }));
  expect(markdown.split(`fails: ${gate.reason}`)).toHaveLength(3);
});

test("the other places of an image are links", () => {
  const location = { path: "deploy/b.yaml", line: 71, column: 1, endLine: 71, endColumn: 9 };
  const related = [{ location, message: "The same image." }];
  expect(shown(vulnerable({}, { related }))).toContain(
    ", also at [`deploy/b.yaml:71:1`](https://example.com/deploy/b.yaml#L71)",
  );
});

test("a list that several images have alike is one table under all of their names", () => {
  const images = ["ghcr.io/acme/api:1", "ghcr.io/acme/web:1"];
  const markdown = shown(...images.map((image) => vulnerable({}, { image })));
  expect(markdown).toContain("#### `ghcr.io/acme/api:1` and 1 more with the same 1\n");
  expect(markdown).toContain("`ghcr.io/acme/web:1` at [");
  expect(markdown.match(/\| \[CVE-2023-5363\]/g)).toHaveLength(1);
});

test("a package without a fix has no arrow to anything", () => {
  const packages = [{ name: "zlib", installed: "1.3-r1", status: "affected" }];
  const markdown = shown(vulnerable({ fixable: false, packages }));
  expect(markdown).toContain("| zlib 1.3-r1 (no fix) |");
  expect(markdown).not.toContain("→ affected");
});

test("an image that no file names has no link to the policy", () => {
  const location = startOf(".github/portcullis.yml");
  const other = finding({ check: "vulnerabilities", image: nginx, location });
  const markdown = shown(vulnerable({}, { location }), other);
  expect(markdown).toContain("#### Named by --image\n");
  expect(markdown).toContain("(named by --image)");
  expect(markdown).not.toContain("#L1)");
});

test("remarks that differ are never told under the words of another", () => {
  const remark = (message: string, image: string) =>
    finding({
      check: "vulnerabilities",
      rule: "image/shell",
      severity: "info",
      message,
      image,
      location: at(web, nginx),
    });
  const markdown = shown(
    remark("It has busybox.", "a:1"),
    remark("It has bash.", "b:1"),
    remark("It has busybox.", "c:1"),
  );
  expect(markdown.match(/^- It has busybox\. .*`a:1` at .*`c:1` at /gm)).toHaveLength(1);
  expect(markdown.match(/^- It has bash\. .*`b:1` at /gm)).toHaveLength(1);
});
