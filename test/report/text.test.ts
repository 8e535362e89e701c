import { expect, test } from "@jest/globals";
import { SourceFile } from "../../src/kubernetes/source-file.ts";
import type { Report } from "../../src/model/report.ts";
import { textReport } from "../../src/report/text.ts";
import { finding, hostileTexts, reportOn, sampleReport, sampleSources, web } from "./sample.ts";

function shown(report: Report, color = false): string {
  return textReport(report, sampleSources, { color, width: 100 });
}

test("findings at one place share its excerpt", () => {
  expect(shown(sampleReport)).toContain(
    `
deploy/web.yaml:14:11  Deployment shop/web, container app
        │
     14 │         - name: app
        │           ^^^^^^^^^
medium    The container does not say allowPrivilegeEscalation: false, so its processes may gain more
          privileges than the one that started them. [pod-security/allow-privilege-escalation]
          → Set securityContext.allowPrivilegeEscalation to false.
low       The container has no memory limit. [resources/memory-limit]
          → Set resources.limits.memory.

deploy/web.yaml:15:18  Deployment shop/web, container app
`.trimStart(),
  );
});

test("findings come by file and line, and no line is longer than the terminal", () => {
  const text = shown(sampleReport);
  const places = [...text.matchAll(/^deploy\/web\.yaml:(\d+)/gm)].map(([, line]) => line);
  expect(places).toEqual(["14", "15", "18"]);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
});

test("remarks of one rule are one entry with a count", () => {
  const text = shown(sampleReport);
  expect(text.match(/\[files\/template-not-judged\]/g)).toHaveLength(1);
  expect(text).toContain("(5 places)");
  expect(text).toContain("charts/web/templates/job.yaml:1:1 and 2 more\n");
});

test("the same about the same line is said once", () => {
  const twice = [
    finding(),
    { ...finding(), location: { ...finding().location, column: 32, endColumn: 41 } },
  ];
  const text = shown(reportOn(twice));
  expect(text).toContain("SYS_ADMIN. (2 times on this line)\n");
  expect(text.match(/→/g)).toHaveLength(1);
});

test("two ways out of the same are both said", () => {
  const text = shown(
    reportOn([finding({ remediation: "Do this." }), finding({ remediation: "Do that." })]),
  );
  expect(text).toContain("→ Do this.");
  expect(text).toContain("→ Do that.");
});

test("a waived finding is one line with its reason, owner and last day", () => {
  expect(shown(sampleReport)).toContain(
    "waived    deploy/web.yaml:12:7 pod-security/host-namespaces: the agent reads host interfaces\n" +
      "          (@acme/net, until 2027-01-31)\n" +
      "known     1 finding that the base has already\n",
  );
});

test("the checks and the verdict end the report", () => {
  const lines = shown(sampleReport).trimEnd().split("\n").slice(-7);
  expect(lines).toEqual([
    "check            state      critical  high  medium  low  info  waived      time",
    "registries       failed            1     0       0    0     0       0     12 ms",
    "manifests        failed            0     1       1    1     5       2     1.3 s",
    "",
    "judged    6 resources in 7 documents of 3 files; policy .github/portcullis.yml (the working tree)",
    "",
    "FAIL  2 findings at or above high, 2 below (fail-on: high) · 5 chart templates not judged",
  ]);
});

test.each<[string, Partial<Report>]>([
  ["PASS  1 finding at or above high, let through (fail-on: high)", { verdict: "pass" }],
  [
    "PASS  no findings at critical, 1 below (fail-on: critical)",
    { verdict: "pass", failOn: "critical" },
  ],
  ["PASS  1 finding, none of which fails (fail-on: none)", { verdict: "pass", failOn: "none" }],
  [
    "NO VERDICT  manifests could not decide · 1 finding at or above high (fail-on: high) · registries skipped",
    {
      verdict: "error",
      checks: {
        registries: { ...sampleReport.checks.registries!, state: "skipped" },
        manifests: { ...sampleReport.checks.manifests!, state: "error" },
      },
    },
  ],
  [
    "NO VERDICT  nothing was judged · 1 finding at or above high (fail-on: high)",
    { verdict: "error", checks: {} },
  ],
])("the last line is %s", (line, given) => {
  expect(
    shown(reportOn([finding()], given))
      .trimEnd()
      .split("\n")
      .at(-1),
  ).toBe(line);
});

test("a check that did not decide shows its reason and no counts", () => {
  const zero = { critical: 0, high: 0, medium: 0, low: 0, info: 0, waived: 0 };
  const text = shown(
    reportOn([], {
      checks: {
        registries: {
          state: "skipped",
          reason: "the policy names no registries",
          durationMs: 0,
          counts: zero,
        },
      },
    }),
  );
  expect(text).toContain(
    "registries       skipped           -     -       -    -     -       -      0 ms\n",
  );
  expect(text).toContain("skipped   registries: the policy names no registries\n");
});

test("a finding in no file and one in an unknown file stand without an excerpt", () => {
  const at = (path: string) => ({ path, line: 1, column: 1, endLine: 1, endColumn: 2 });
  const text = shown(
    reportOn([finding({ location: at(".") }), finding({ location: at("gone.yaml") })]),
  );
  expect(text).toMatch(/^\(not in a file\)\nhigh /m);
  expect(text).toMatch(/^gone\.yaml:1:1\nhigh /m);
});

test("colours appear when asked for and change no text", () => {
  const colored = shown(sampleReport, true);
  expect(colored).toContain("\u001b[1;31mhigh\u001b[0m");
  // oxlint reads a pattern with an escape character as a mistake, so the sequences are split off.
  const plain = colored
    .split("\u001b[")
    .map((part, index) => (index === 0 ? part : part.replace(/^[0-9;]*m/, "")));
  expect(plain.join("")).toBe(shown(sampleReport));
});

test.each(Object.entries(hostileTexts))(
  "hostile text (%s) stays text everywhere",
  (_name, text) => {
    const file = new SourceFile(text.replaceAll("\n", " "), text);
    const hostile = finding({
      rule: text,
      message: text,
      remediation: text,
      location: { path: file.path, line: 1, column: 1, endLine: 1, endColumn: 3 },
      resource: { apiVersion: text, kind: text, namespace: text, name: text, container: text },
    });
    const waived = finding({
      ...hostile,
      status: "waived",
      waiver: { reason: text, owner: text, expires: text },
    });
    const report = reportOn([hostile, waived, finding({ ...hostile, severity: "info" })], {
      notices: [text],
      notJudged: [{ what: text, count: 1 }],
      policy: { path: text, origin: text },
    });
    const shownText = textReport(report, new Map([[file.path, file]]), { color: false });
    expect(shownText).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(shownText).not.toMatch(/^\s*::|##\[|##vso\[/m);
    expect(shownText.length).toBeLessThan(12_000);
    expect(shownText.split("\n").at(-2)).toMatch(/^FAIL {2}1 finding at or above high/);
  },
);

test("a line that wraps before a command does not start one", () => {
  const text = shown(reportOn([finding({ message: `${"word ".repeat(17)}::error::x` })]));
  expect(text).toContain("\n          \\::error::x");
});

test("the order of the findings changes nothing", () => {
  const reversed = { ...sampleReport, findings: sampleReport.findings.toReversed() };
  expect(shown(reversed)).toBe(shown(sampleReport));
});

test("twenty thousand findings are all there", () => {
  const many = Array.from({ length: 20_000 }, (_, index) =>
    finding({
      message: `Number ${index}.`,
      location: { ...finding().location, path: `f${index % 500}.yaml`, line: 1 + index },
    }),
  );
  const text = textReport(reportOn(many), new Map([["f1.yaml", web]]), { color: true });
  expect(text.match(/Number \d+\./g)).toHaveLength(20_000);
});
