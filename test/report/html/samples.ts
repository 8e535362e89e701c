import path from "node:path";
import { SourceFile } from "../../../src/kubernetes/source-file.ts";
import type { ReportedFinding } from "../../../src/model/finding.ts";
import { severities } from "../../../src/model/severity.ts";
import { judge } from "../../../src/pipeline.ts";
import { defaultPolicy } from "../../../src/policy/default.ts";
import { htmlReport } from "../../../src/report/html.ts";
import { richReport, richSources } from "../rich-report.ts";
import { finding, hostileTexts, reportOn } from "../sample.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** The page of the rich report. */
export const richPage: string = htmlReport(richReport, richSources);

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
    today: "2026-11-21",
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
