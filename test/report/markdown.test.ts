import { expect, test } from "@jest/globals";
import type { Report } from "../../src/model/report.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { withoutCommands } from "../../src/report/terminal-text.ts";
import { finding, hostileTexts, reportOn, sampleReport } from "./sample.ts";

test("verdict and checks come first, then what must be done by file", () => {
  expect(
    markdownReport(sampleReport).startsWith(`## ❌ Portcullis: FAIL

2 findings at or above high, 2 below (fail-on: high) · 5 chart templates not judged

| check | state | critical | high | medium | low | info | waived | time |
| --- | --- | --: | --: | --: | --: | --: | --: | --: |
| registries | **failed** | 1 | 0 | 0 | 0 | 0 | 0 | 12 ms |
| manifests | **failed** | 0 | 1 | 1 | 1 | 5 | 2 | 1.3 s |

### What must be done

#### \`deploy/web.yaml\`

- line 15, column 18 · Deployment shop/web, container app
  - **critical** docker.io/library/nginx:1.25 comes from docker.io/library/, which the policy does not allow. \`registries/not-allowed\`<br>→ Use an image under ghcr.io/acme/, or add the place to registries.allow in the policy.
- line 18, column 21 · Deployment shop/web, container app
  - **high** The container adds the capability SYS\\_ADMIN. \`pod-security/capabilities-baseline\`<br>→ Remove it from securityContext.capabilities.add.
`),
  ).toBe(true);
});

test("what need not be done at once is folded, and every fold closes", () => {
  const text = markdownReport(sampleReport);
  expect([...text.matchAll(/<summary>(.*)<\/summary>/g)].map(([, title]) => title)).toEqual([
    "2 findings below the line",
    "5 remarks",
    "1 finding waived",
    "1 finding known, in the base already",
  ]);
  expect(text.match(/<\/details>/g)).toHaveLength(4);
  expect(text).toContain(
    "Waived: the agent reads host interfaces · <span>@</span>acme/net · until 2027-01-31",
  );
  expect(text).toContain("### Notices\n\n- The waiver of network/\\* for deploy/old.yaml");
  expect(text).toContain("### Not judged\n\n- chart templates: 5\n");
});

test("places link to where the caller says", () => {
  const text = markdownReport(sampleReport, {
    link: ({ location: { path, line } }) => `https://h.test/${path}#L${line}`,
  });
  expect(text).toContain("- [line 15, column 18](https://h.test/deploy/web.yaml#L15) ·");
  expect(text).toContain(
    "- [`deploy/web.yaml:12:7`](https://h.test/deploy/web.yaml#L12) The pod uses",
  );
});

const many: Report = reportOn(
  Array.from({ length: 3000 }, (_, index) =>
    finding({
      message: `Größe ${index}: 容器.`,
      severity: index % 3 === 0 ? "high" : "medium",
      location: { ...finding().location, line: index + 1 },
    }),
  ),
  { notices: ["one", "two"], notJudged: [{ what: "patches", count: 9 }] },
);

test("the limit holds at every size, and what is left out is counted", () => {
  const whole = markdownReport(many);
  const size = Buffer.byteLength(whole);
  expect(whole).not.toContain("left out");
  for (const limitBytes of [
    0,
    10,
    100,
    300,
    600,
    601,
    602,
    1000,
    20_000,
    size - 1,
    size,
    size + 200,
  ]) {
    const text = markdownReport(many, { limitBytes });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limitBytes);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    if (limitBytes < 1000) continue;
    const shown = text.match(/Größe/g)?.length ?? 0;
    const left = Number(/\*\*(\d+) entr/.exec(text)?.[1] ?? 0);
    // Besides the findings: two notices, one thing not judged, the line on what was.
    const others = (text.match(/^- (one|two|patches: 9)$|^Judged/gm) ?? []).length;
    expect(shown + others + left).toBe(3004);
    expect(text.startsWith("## ❌ Portcullis: FAIL")).toBe(true);
  }
});

test("what must be done is the last to be left out", () => {
  const text = markdownReport(many, { limitBytes: 20_000 });
  expect(text).toContain("**high**");
  expect(text).not.toContain("**medium**");
});

test("what is shown after a cut never stands under another file's heading", () => {
  const location = finding().location;
  const report = reportOn([
    finding({ message: "Small in a.", location: { ...location, path: "a.yaml" } }),
    finding({
      message: "Big in b. ".repeat(100),
      location: { ...location, path: "b.yaml", line: 1 },
    }),
    finding({ message: "Small in b.", location: { ...location, path: "b.yaml", line: 2 } }),
  ]);
  const text = markdownReport(report, { limitBytes: 1300 });
  expect(text).toContain("Small in a.");
  expect(text).not.toMatch(/in b\./);
  expect(text).toContain("**2 entries left out**");
});

/** Markdown without what is certainly shown as it is: code spans, escapes, and elements of ours. */
function active(text: string): string {
  return text
    .replace(/^#{2,4} |<\/?(?:details|summary)>|<br>/gm, "")
    .replace(/<span>.{1,3}<\/span>/g, "")
    .replace(/<code>((?:\\[^\n]|[^\\<\n])*)<\/code>/g, "$1")
    .replace(/\\[!-/:-@[-`{-~]/g, "")
    .replace(/&(?:amp|lt|gt);/g, "")
    .replace(/`[^`\n]+`/g, "");
}

/** A report that quotes the text wherever a report can quote anything. */
function quoting(text: string): string {
  const hostile = finding({
    rule: text,
    message: text,
    remediation: text,
    location: { path: text, line: 1, column: 1, endLine: 1, endColumn: 3 },
    resource: { apiVersion: text, kind: text, namespace: text, name: text, container: text },
  });
  const waiver = { reason: text, owner: text, expires: text };
  const zero = { critical: 0, high: 0, medium: 0, low: 0, info: 0, waived: 0 };
  return markdownReport(
    reportOn(
      [hostile, { ...hostile, status: "waived", waiver }, { ...hostile, severity: "info" }],
      {
        notices: [text],
        notJudged: [{ what: text, count: 1 }],
        policy: { path: text, origin: text },
        checks: { manifests: { state: "error", reason: text, durationMs: 1, counts: zero } },
      },
    ),
  );
}

/** How each line begins: what Markdown decides by whether it is a heading, an item or a row. */
function structure(markdown: string): string[] {
  return markdown
    .split("\n")
    .map((line) => /^ *(?:- |#+ |\| |<\/?details>)?/.exec(line)?.[0] ?? "");
}

test.each(Object.entries(hostileTexts))(
  "hostile text (%s) does nothing anywhere",
  (_name, text) => {
    const markdown = quoting(text);
    expect(structure(markdown)).toEqual(structure(quoting("harmless")));
    expect(markdown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(withoutCommands(markdown)).toBe(markdown);
    const left = active(markdown);
    expect(left).not.toMatch(/[<`[\]]|:\/\/|(?<!\w)@\w|#\d|www\.|\$/);
    expect(left.replace(/\*\*(?:error|high|info|manifests)\*\*/g, "")).not.toMatch(/\*|~|_/);
  },
);

test("the order of the findings changes nothing", () => {
  const reversed = { ...sampleReport, findings: sampleReport.findings.toReversed() };
  expect(markdownReport(reversed)).toBe(markdownReport(sampleReport));
});

test("the file or image with the worst comes first, so that a cut leaves out the least", () => {
  const at = (path: string, line: number) => ({ ...finding().location, path, line });
  const highs = Array.from({ length: 400 }, (_, index) =>
    finding({ severity: "high", location: at(`apps/a${index}.yaml`, 1) }),
  );
  const critical = finding({ severity: "critical", location: at("z/last.yaml", 9) });
  const report = reportOn([...highs, critical]);
  const text = markdownReport(report, { limitBytes: 30_000 });
  expect(text.indexOf("z/last.yaml")).toBeGreaterThan(0);
  expect(text.indexOf("z/last.yaml")).toBeLessThan(text.indexOf("apps/a0.yaml"));
  expect(text).toMatch(/\*\*\d+ entries left out\*\*, the worst of them high,/);
});
