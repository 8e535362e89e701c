import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { htmlReport } from "../../../src/report/html.ts";
import { richReport, richSources } from "../rich-report.ts";
import { at, finding, reportOn, web } from "../sample.ts";
import { hostilePage, pageOf, richPage } from "./samples.ts";

test("the same report makes the same page", () => {
  expect(htmlReport(structuredClone(richReport), richSources)).toBe(richPage);
});

test("the page's policy allows the one style and the one script by their hashes, and nothing else", () => {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(richPage) ?? [];
  expect(policy?.replaceAll("&#39;", "'")).toBe(
    `default-src 'none'; style-src '${hashOf("style")}'; script-src '${hashOf("script")}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  expect(richPage).toContain('<meta name="referrer" content="no-referrer">');
});

function hashOf(name: string): string {
  const elements = [...richPage.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, "g"))];
  expect(elements).toHaveLength(1);
  return `sha256-${createHash("sha256")
    .update(elements[0]?.[1] ?? "")
    .digest("base64")}`;
}

test.each([
  ["rich", richPage],
  ["hostile", hostilePage()],
])("the %s page names nothing that a browser would fetch or run", (_, page) => {
  const tags = page.replace(/<(style|script)>[^]*?<\/\1>/g, "").match(/<[^>]*>/g) ?? [];
  const active = tags.filter(
    (tag) =>
      /<(?:script|img|iframe|object|embed|base|form|audio|video|source)\b/.test(tag) ||
      /\s(?:src|srcset|on\w+|style|action|ping)\s*=/.test(tag.replace(/"[^"]*"/g, '""')) ||
      /href="(?!#|https:\/\/|data:image\/svg\+xml,)/.test(tag),
  );
  expect(active).toEqual([]);
});

test("the verdict is the first thing, with what it rests on", () => {
  const text = richPage.replace(/<(style|script)>[^]*?<\/\1>/g, "").replace(/<[^>]*>/g, "\n");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  expect(lines.slice(0, 5)).toEqual([
    "FAIL – Portcullis",
    "Skip to the findings",
    "Portcullis",
    "FAIL",
    "9 findings at or above high, 1 of them spared by the policy, 6 below (fail-on: high)",
  ]);
});

test.each([
  ["pass", "PASS"],
  ["error", "NO VERDICT"],
] as const)("a verdict of %s is called %s", (verdict, word) => {
  const page = htmlReport(reportOn([], { verdict }), new Map());
  expect(page).toContain(`<h1>${word}</h1>`);
  expect(page).toContain(`<header class="verdict ${verdict}">`);
  expect(page).not.toContain(`id="filter"`);
});

test("beyond the limit the page keeps what fails, and says how many more there are", () => {
  const page = pageOf(100, 30);
  expect(page.match(/class="row"/g)).toHaveLength(30);
  expect(page).not.toContain('data-standing="open"');
  expect(page).toContain("70 more findings in the JSON report");
  expect(pageOf(30, 30)).not.toContain("more findings in the JSON report");
});

test("findings of many words are fewer on the page, which says so", () => {
  const words = "words ".repeat(500);
  const related = Array.from({ length: 9 }, () => ({
    location: at(web, "name: app"),
    message: words,
  }));
  const wordy = Array.from({ length: 1200 }, (_, index) =>
    finding({ message: words, remediation: String(index), related }),
  );
  const page = htmlReport(reportOn(wordy), new Map());
  expect(page.match(/class="row"/g)).toHaveLength(1110);
  expect(page).toContain("90 more findings in the JSON report");
});

test("a link to a place stands on the place", () => {
  const page = htmlReport(reportOn([finding()]), new Map(), {
    link: ({ location }) => `https://github.com/acme/web/blob/x/${location.path}#L${location.line}`,
  });
  expect(page).toMatch(
    /<a href="https:\/\/github\.com\/acme\/web\/blob\/x\/deploy\/web\.yaml#L\d+">Line \d+, column \d+<\/a>/,
  );
});
