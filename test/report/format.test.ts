import { expect, test } from "@jest/globals";
import { formats, render, type RenderContext } from "../../src/report/format.ts";
import {
  hostileTexts,
  finding,
  reportOn,
  rulesFor,
  sampleFindings,
  sampleReport,
  sampleSources,
} from "./sample.ts";

const context: RenderContext = { color: false, rules: rulesFor(sampleFindings), category: "x" };

test.each([
  ["text", /^deploy\/web\.yaml:14:11/],
  ["json", /^\{\n {2}"version": 1,/],
  ["sarif", /^\{\n {2}"\$schema": ".*sarif-2\.1\.0\.json",/],
  ["markdown", /^## ❌ Portcullis: FAIL/],
  ["html", /^<!doctype html>\n<html lang="en">/],
  ["badge", /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /],
] as const)("%s is what it is called", async (format, beginning) => {
  const text = await render(format, { report: sampleReport, sources: sampleSources }, context);
  expect(text).toMatch(beginning);
  expect(text.endsWith("\n")).toBe(true);
});

test("no format obeys what a file says", async () => {
  const findings = Object.values(hostileTexts).map((text) =>
    finding({ message: text, remediation: text, location: { ...finding().location, path: text } }),
  );
  const outcome = {
    report: reportOn(findings, { notices: Object.values(hostileTexts) }),
    sources: sampleSources,
  };
  expect(formats).toHaveLength(6);
  for (const format of formats) {
    const text = await render(format, outcome, context);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(text).not.toMatch(/^\s*::|##\[|##vso\[/m);
  }
});
