import path from "node:path";
import { SourceFile } from "../../../src/kubernetes/source-file.ts";
import type { ReportedFinding } from "../../../src/model/finding.ts";
import type { Report } from "../../../src/model/report.ts";
import { severities } from "../../../src/model/severity.ts";
import { judge } from "../../../src/pipeline.ts";
import { defaultPolicy } from "../../../src/policy/default.ts";
import { htmlReport } from "../../../src/report/html.ts";
import { isVulnerable } from "../../../src/report/image-vulnerabilities.ts";
import { richReport, richSources } from "../rich-report.ts";
import { finding, hostileTexts, reportOn } from "../sample.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** The page of the rich report. */
export const richPage: string = htmlReport(richReport, richSources);

/** What the rich report finds, every other of it known, where known findings fail the run as well. */
export const comparedReport: Report = {
  ...richReport,
  comparison: {
    base: "9b1d4c7e2f3a4b5c6d7e8f901a2b3c4d5e6f7081",
    gate: "all",
    fixed: [],
    fixedCount: 0,
  },
  findings: richReport.findings.map((each, index) =>
    each.status === "open" && index % 2 === 0 ? { ...each, status: "baseline" } : each,
  ),
};

/** The page of that report. */
export const comparedPage: string = htmlReport(comparedReport, richSources);

/** A page on one image with so many vulnerabilities, and one waived finding in a file. */
export function pageOfVulnerable(count: number): string {
  const [{ vulnerability } = {}] = richReport.findings.filter(isVulnerable);
  if (vulnerability === undefined) throw new Error("the rich report has no vulnerability");
  const found = Array.from({ length: count }, (_, index) => {
    const rule = `CVE-2026-${10_000 + index}`;
    return finding({
      check: "vulnerabilities",
      rule,
      image: "ghcr.io/acme/web:1.0",
      vulnerability: { ...vulnerability, id: rule },
    });
  });
  return htmlReport(reportOn([...found, finding({ status: "waived" })]), new Map());
}

/** The page of an example of this repository, as the command makes it. */
export async function examplePage(name: "shop" | "shop-hardened"): Promise<string> {
  const { report, sources } = await judge({
    root,
    paths: [path.join(root, "examples", name)],
    policy: defaultPolicy(),
    policyOrigin: undefined,
    checks: undefined,
    images: [],
    podSecurity: undefined,
    failOn: undefined,
    allowEmpty: false,
    now: new Date("2026-11-21"),
  });
  return htmlReport(report, sources);
}

/** A page on so many findings in files, 25 to a file, and a hundredth as many vulnerabilities of one image. */
export function pageOf(count: number, limit?: number): string {
  const files = Array.from({ length: Math.ceil(count / 25) }, (_, index) => fileNumber(index));
  const findings = Array.from({ length: count }, (_, index) => findingIn(files, index));
  const sources = new Map(files.map((file) => [file.path, file]));
  return htmlReport(reportOn(findings), sources, limit === undefined ? {} : { limit });
}

function fileNumber(index: number): SourceFile {
  const line = `          image: ghcr.io/acme/service-${index}:1.0\n`;
  const name = String(index).padStart(4, "0");
  return new SourceFile(`deploy/team-${index % 40}/service-${name}.yaml`, line.repeat(60));
}

function findingIn(files: readonly SourceFile[], index: number): ReportedFinding {
  const { path: file = "" } = files[Math.floor(index / 25)] ?? {};
  const line = 2 * (index % 25) + 2;
  return finding({
    rule: `pod-security/rule-${index % 17}`,
    severity: severities[index % 4] ?? "low",
    check: index % 3 === 0 ? "registries" : "manifests",
    message: `The container number ${index} does what a container must not do.`,
    location: { path: file, line, column: 11, endLine: line, endColumn: 16 },
    resource: { apiVersion: "apps/v1", kind: "Deployment", name: `web-${index}`, container: "app" },
    status: index % 50 === 49 ? "waived" : "open",
  });
}

/** A page in which every text is one that somebody would like a browser to obey. */
export function hostilePage(): string {
  const texts = Object.values(hostileTexts);
  const findings = texts.map((text) =>
    finding({
      rule: text,
      message: text,
      remediation: text,
      location: { ...finding().location, path: text },
      resource: { apiVersion: text, kind: text, namespace: text, name: text, fieldPath: text },
      image: text,
      related: [{ location: { ...finding().location, path: text }, message: text }],
      waiver: { reason: text, owner: text, expires: text },
      gate: { fails: true, reason: text },
    }),
  );
  const vulnerable = texts.map((text) =>
    finding({
      check: "vulnerabilities",
      rule: text,
      image: text,
      vulnerability: {
        id: text,
        title: text,
        url: `javascript:alert(1)//${text}`,
        fixable: true,
        epss: null,
        kev: { listed: true, since: text, ransomware: true },
        packages: [{ name: text, installed: text, fixed: text, status: text, path: text }],
        platforms: [text],
      },
    }),
  );
  const sources = new Map(
    texts.map((text) => [text, new SourceFile(text, `${text}\n`.repeat(30))]),
  );
  const report = reportOn([...findings, ...vulnerable, finding({ commit: texts.join(" ") })], {
    notices: texts,
    policy: { path: texts.join(" "), origin: texts.join(" ") },
    notJudged: texts.map((text) => ({ what: text, count: 2 })),
    images: texts.map((text) => ({
      reference: text,
      digest: text,
      platforms: [text],
      locations: [{ ...finding().location, path: text }],
      checks: { registries: "failed" },
      signatures: [{ by: text, issuer: text, at: text, log: text, where: text }],
    })),
    commits: {
      range: texts.join(" "),
      trustRef: texts.join(" "),
      count: 1,
      levels: { [texts.join(" ")]: 1 },
      exempt: 0,
    },
    comparison: {
      base: texts.join(" "),
      gate: "new",
      fixedCount: texts.length,
      fixed: texts.map((text) => ({
        check: "manifests",
        rule: text,
        severity: "high",
        message: text,
        path: text,
      })),
    },
  });
  return htmlReport(report, sources, { link: () => "javascript:alert(1)" });
}
