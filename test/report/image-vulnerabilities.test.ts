import { expect, test } from "@jest/globals";
import { chooseAnnotations } from "../../src/report/annotations.ts";
import {
  countsLabel,
  updatesLabel,
  vulnerableImages,
} from "../../src/report/image-vulnerabilities.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { textReport } from "../../src/report/text.ts";
import { hostileTexts, reportOn } from "./sample.ts";
import { nginx, vulnerable, vulnerableFindings, vulnerableReport } from "./vulnerable-report.ts";

const plain = { color: false };

test("an image is told as a whole: how many, how many of them with a fix, and what to update first", () => {
  const [first, second] = vulnerableImages(vulnerableFindings);
  if (first === undefined || second === undefined) throw new Error("there are two images");
  expect([first.image, second.image]).toEqual([nginx, "ghcr.io/acme/api:2"]);
  expect(countsLabel(first)).toBe(
    "1 critical, 1 high, 1 medium and 1 low vulnerabilities, 3 with a fix",
  );
  expect(countsLabel(second)).toBe("1 high vulnerability, with a fix");
  // The one version of openssl that mends both of its vulnerabilities: 10 is more than 0.
  expect(updatesLabel(first, 2)).toBe(
    "update log4j-core 2.14.0 to 2.15.0 or 2.12.2; update openssl 3.1.3-r0 to 3.1.4-r10 (fixes 2); and 1 more update",
  );
});

test("without any fix the reader is told so", () => {
  const [image] = vulnerableImages([
    vulnerable({ packages: [{ name: "a", installed: "1" }], fixable: false }),
  ]);
  expect(image === undefined ? "" : updatesLabel(image, 3)).toContain("no fix is known yet");
});

test("a terminal shows an image once, the worst first, with why a finding fails or does not", () => {
  const text = textReport(vulnerableReport, new Map(), plain);
  expect(text.split(`${nginx}: `)).toHaveLength(2);
  expect(text.indexOf("CVE-2021-44228")).toBeLessThan(text.indexOf("CVE-2023-5363"));
  const words = text.replace(/\s+/g, " ");
  expect(words).toContain("fails: it is known to be exploited");
  expect(words).toContain("does not fail: no fix is known");
  expect(text).toContain("database of 2026-11-20T06:14:00Z");
  expect(text).toContain("KEV not to be had");
});

test("many vulnerabilities are not many rows of a terminal, and all of them are in the summary", () => {
  const ids = Array.from({ length: 400 }, (_, index) => `CVE-2020-${10_000 + index}`);
  const report = reportOn(ids.map((id) => vulnerable({ id })));
  const text = textReport(report, new Map(), plain);
  expect(text.split("CVE-2020-").length - 1).toBe(8);
  expect(text).toContain("and 392 more, which fail the run as well;");
  const markdown = markdownReport(report);
  expect(ids.filter((id) => !markdown.includes(id))).toEqual([]);
});

test("a summary that has no room says how many it leaves out", () => {
  const ids = Array.from({ length: 400 }, (_, index) => `CVE-2020-${10_000 + index}`);
  const markdown = markdownReport(reportOn(ids.map((id) => vulnerable({ id }))), {
    limitBytes: 20_000,
  });
  const shown = ids.filter((id) => markdown.includes(id)).length;
  expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(20_000);
  expect(markdown).toContain(`${400 - shown} entries left out`);
});

test("an image has one annotation, whatever it holds", () => {
  const { chosen, left } = chooseAnnotations(reportOn(vulnerableFindings));
  expect(left).toBe(0);
  expect(chosen.map(({ level, message }) => [level, message.split(".")[0]])).toEqual([
    ["error", "docker"],
    ["error", "ghcr"],
  ]);
});

test.each(Object.entries(hostileTexts))(
  "hostile words of a database do nothing: %s",
  (_name, hostile) => {
    const packages = [{ name: hostile, installed: hostile, fixed: hostile }];
    const report = reportOn([
      vulnerable(
        { title: hostile, url: `https://example.com/${hostile}`, packages },
        { image: hostile },
      ),
    ]);
    const markdown = markdownReport(report);
    // Between backticks every character is only itself.
    expect(markdown.replace(/`[^`\n]*`/g, "")).not.toMatch(
      /<(?!\/?(?:br|details|summary|span|code)>)[a-z!/]/i,
    );
    expect(textReport(report, new Map(), plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/u);
  },
);
