import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { waiverNotices } from "../../../src/findings/waiver-notices.ts";
import { SourceFile } from "../../../src/kubernetes/source-file.ts";
import { isVulnerable } from "../../../src/report/image-vulnerabilities.ts";
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
  expect(lines.slice(0, 6)).toEqual([
    "FAIL – Portcullis",
    "Skip to the findings",
    "Portcullis",
    "FAIL",
    "9 findings at or above high, 1 of them spared by the policy, 6 below ",
    "(fail-on: high)",
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

test("the page names the run that made it, and its title what was judged", () => {
  const run = {
    repository: "acme/<shop>",
    commit: "4f0c2a9e8b".padEnd(40, "0"),
    ref: "refs/pull/7/merge",
    event: "pull_request",
    url: "https://github.com/acme/shop/actions/runs/17",
    startedAt: "2026-11-21T15:20:30.000Z",
  };
  const page = htmlReport(reportOn([], { run }), new Map());
  expect(page).toContain("pull_request on refs/pull/7/merge");
  expect(page).toContain(
    `2026-11-21 15:20 UTC</time>, <a href="https://github.com/acme/shop/actions/runs/17">the run</a>`,
  );
  const hostile = { ...run, url: "javascript:alert(1)" };
  expect(htmlReport(reportOn([], { run: hostile }), new Map())).not.toContain("javascript:");
  expect(page).toContain("<title>PASS – acme/&lt;shop&gt; at 4f0c2a9e8b – Portcullis</title>");
  expect(page).toContain(`<span class="subject">acme/&lt;shop&gt; at 4f0c2a9e8b</span>`);
  expect(richPage).toContain("<title>FAIL – Portcullis</title>");
});

test("the head says what fails, by check", () => {
  const [, list = ""] = /What fails:(.*?)<\/div>/s.exec(richPage) ?? [];
  expect(
    list
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  ).toBe("registries 1 signatures 1 vulnerabilities 4 manifests 2");
  expect(htmlReport(reportOn([finding()], { verdict: "pass" }), new Map())).not.toContain(
    "What fails",
  );
});

test("one word is used for what the base has already", () => {
  const text = richPage.replace(/<(style|script)>[^]*?<\/\1>/g, "").replace(/<[^>]*>/g, " ");
  expect(text).toContain("Known: in the base (9b1d4c7e2f) already");
  expect(text).not.toMatch(/as well/);
});

test("what labels and levels mean is said beside them", () => {
  expect(richPage).toMatch(/<\/b>\s*fails this run<\/li>/);
  expect(richPage).toMatch(/<\/b>\s*does not<\/li>/);
  expect(richPage).toContain("<b>platform</b>: made or verified by GitHub");
  expect(htmlReport(reportOn([]), new Map())).not.toContain(`class="key"`);
});

test("at one place the worst stand first, and of these what is new", () => {
  const entries = (["known low", "known high", "new low", "new high"] as const).map((message) =>
    finding({
      message,
      rule: message.replace(" ", "/"),
      severity: message.endsWith("high") ? "high" : "low",
      status: message.startsWith("known") ? "baseline" : "open",
    }),
  );
  const comparison = { base: "9b1d4c7e2f", gate: "all", fixed: [], fixedCount: 0 } as const;
  const page = htmlReport(reportOn(entries, { comparison }), new Map());
  expect(page.match(/<code class="rule">[^<]*/g)?.map((each) => each.slice(19))).toEqual([
    "new/high",
    "known/high",
    "new/low",
    "known/low",
  ]);
});

test("of two vulnerabilities that are alike the new one stands first", () => {
  const [alike] = richReport.findings.filter(isVulnerable);
  const vulnerable = (["baseline", "open"] as const).map((status, index) =>
    finding({ ...alike, rule: `CVE-2026-${1000 + index}`, status }),
  );
  const comparison = { base: "9b1d4c7e2f", gate: "all", fixed: [], fixedCount: 0 } as const;
  const page = htmlReport(reportOn(vulnerable, { comparison }), new Map());
  expect(page.match(/CVE-2026-100\d(?=<\/a>)/g)).toEqual(["CVE-2026-1001", "CVE-2026-1000"]);
});

test("waivers that have expired stand with the waived, and are counted apart", () => {
  const use = {
    waiver: {
      rule: "pod-security/privileged",
      reason: "until the migration",
      expires: "2026-01-01",
      location: { path: ".github/portcullis.yml", line: 12, column: 5, endLine: 12, endColumn: 6 },
    },
    covered: 2,
    reopened: 2,
  };
  const notices = waiverNotices([use], "2026-11-21");
  const page = htmlReport(reportOn([finding()], { notices }), new Map());
  const [, section = ""] = /<section id="waived"[^>]*>(.*?)<\/section>/s.exec(page) ?? [];
  expect(section.replace(/<[^>]*>/g, "")).toContain(
    "pod-security/privileged expired on 2026-01-01 2 findings count again",
  );
  expect(section).toContain(".github/portcullis.yml:12:5");
  expect(page).toMatch(/href="#waived">Waived <span class="tally">0, 1 expired</);
  expect(htmlReport(reportOn([finding()]), new Map())).not.toContain(`id="waived"`);
});

test("the offending value is shown whole, however long its line is", () => {
  const image = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/acme/platform/storefront:2026.11.0-rc.1@sha256:${"a1".repeat(32)}`;
  const file = new SourceFile(
    "deploy/a.yaml",
    `${" ".repeat(60)}image: ${image} # ${"x".repeat(900)}\n`,
  );
  const report = reportOn([finding({ location: at(file, image) })]);
  const page = htmlReport(report, new Map([[file.path, file]]));
  expect(page).toContain(`<mark>${image}</mark>`);
});
