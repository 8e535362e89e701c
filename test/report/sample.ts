import { createHash } from "node:crypto";
import { SourceFile } from "../../src/kubernetes/source-file.ts";
import type { CheckName, CheckSummary, Counts } from "../../src/model/check.ts";
import type { ReportedFinding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import type { Rule } from "../../src/model/rule.ts";
import { severities, type Severity } from "../../src/model/severity.ts";

export const web = new SourceFile(
  "deploy/web.yaml",
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels: { app: web }
    spec:
      hostNetwork: true
      containers:
        - name: app
          image: docker.io/library/nginx:1.25
          securityContext:
            capabilities:
              add: [SYS_ADMIN, NET_ADMIN]
`,
);

/** The region of the first occurrence of `words` in the file. */
export function at(file: SourceFile, words: string): ReportedFinding["location"] {
  const start = file.text.indexOf(words);
  if (start < 0) throw new Error(`${file.path} does not contain ${words}`);
  return file.location(start, start + words.length);
}

const app = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  namespace: "shop",
  name: "web",
  container: "app",
};

/** An open finding of severity high, but for what is given. */
export function finding(given: Partial<ReportedFinding> = {}): ReportedFinding {
  const base: ReportedFinding = {
    check: "manifests",
    rule: "pod-security/capabilities-baseline",
    severity: "high",
    message: "The container adds the capability SYS_ADMIN.",
    remediation: "Remove it from securityContext.capabilities.add.",
    location: at(web, "SYS_ADMIN"),
    fingerprint: "",
    evidence: hash("evidence"),
    status: "open",
    ...given,
  };
  const identity = JSON.stringify([base.rule, base.message, base.location]);
  return { ...base, fingerprint: given.fingerprint ?? hash(identity) };
}

export function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export const sampleFindings: readonly ReportedFinding[] = [
  finding({
    check: "registries",
    rule: "registries/not-allowed",
    severity: "critical",
    message:
      "docker.io/library/nginx:1.25 comes from docker.io/library/, which the policy does not allow.",
    remediation:
      "Use an image under ghcr.io/acme/, or add the place to registries.allow in the policy.",
    location: at(web, "docker.io/library/nginx:1.25"),
    resource: { ...app, fieldPath: "spec.template.spec.containers[0].image" },
    image: "docker.io/library/nginx:1.25",
    related: [{ location: at(web, "name: app"), message: "the container [app]" }],
  }),
  finding({
    resource: {
      ...app,
      fieldPath: "spec.template.spec.containers[0].securityContext.capabilities.add[0]",
    },
    podSecurity: { level: "baseline", check: "capabilities_baseline", version: "v1.31" },
  }),
  finding({
    rule: "pod-security/allow-privilege-escalation",
    severity: "medium",
    message:
      "The container does not say allowPrivilegeEscalation: false, so its processes may gain more privileges than the one that started them.",
    remediation: "Set securityContext.allowPrivilegeEscalation to false.",
    location: at(web, "name: app"),
    resource: app,
    podSecurity: { level: "restricted", check: "allowPrivilegeEscalation", version: "v1.31" },
  }),
  finding({
    rule: "resources/memory-limit",
    severity: "low",
    message: "The container has no memory limit.",
    remediation: "Set resources.limits.memory.",
    location: at(web, "name: app"),
    resource: app,
  }),
  finding({
    rule: "pod-security/host-namespaces",
    message: "The pod uses the network of its node.",
    remediation: "Remove hostNetwork.",
    location: at(web, "hostNetwork: true"),
    status: "waived",
    waiver: {
      reason: "the agent reads host interfaces",
      owner: "@acme/net",
      expires: "2027-01-31",
    },
  }),
  finding({
    rule: "network/no-policy",
    status: "baseline",
    message: "No policy selects the pods.",
  }),
  ...["deployment", "service", "ingress", "role", "job"].map((name) =>
    finding({
      rule: "files/template-not-judged",
      severity: "info",
      message: "This file is a chart template, which is judged only once it is rendered.",
      remediation: "Render the chart in the workflow and judge its output.",
      location: {
        path: `charts/web/templates/${name}.yaml`,
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 2,
      },
    }),
  ),
];

/** A report on the given findings whose counts and states agree with them. */
export function reportOn(
  findings: readonly ReportedFinding[],
  given: Partial<Report> = {},
): Report {
  const failed = findings.some(
    ({ status, severity }) => status === "open" && (severity === "critical" || severity === "high"),
  );
  return {
    version: 1,
    tool: { name: "Portcullis", version: "0.1.0" },
    verdict: failed ? "fail" : "pass",
    failOn: "high",
    notices: [],
    policy: { path: ".github/portcullis.yml", origin: "the working tree" },
    checks: {
      registries: summaryOf("registries", findings),
      manifests: summaryOf("manifests", findings),
    },
    judged: { files: 3, documents: 7, resources: 6 },
    notJudged: [],
    findings,
    images: [],
    ...given,
  };
}

function summaryOf(name: CheckName, findings: readonly ReportedFinding[]): CheckSummary {
  const counts: Record<Severity | "waived", number> = countsOf(
    findings.filter(({ check }) => check === name),
  );
  return {
    state: counts.critical + counts.high > 0 ? "failed" : "passed",
    durationMs: name === "manifests" ? 1340 : 12,
    counts,
  };
}

function countsOf(findings: readonly ReportedFinding[]): Counts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0, waived: 0 };
  for (const { status, severity } of findings) counts[status === "open" ? severity : "waived"]++;
  return counts;
}

export const sampleReport: Report = reportOn(sampleFindings, {
  notices: ["The waiver of network/* for deploy/old.yaml matches nothing; remove it."],
  notJudged: [{ what: "chart templates", count: 5 }],
  images: [
    {
      reference: "docker.io/library/nginx:1.25",
      digest: `sha256:${hash("nginx")}`,
      locations: [at(web, "docker.io/library/nginx:1.25")],
      checks: { registries: "failed" },
    },
  ],
});

export const sampleSources: ReadonlyMap<string, SourceFile> = new Map([[web.path, web]]);

/** A rule for each that the findings name. */
export function rulesFor(findings: readonly ReportedFinding[]): Rule[] {
  const checks = new Map(findings.map(({ rule, check }) => [rule, check]));
  return [...checks].map(([id, check]) => ({
    id,
    check,
    title: "The thing is not as it should be",
    severity: "medium",
    rationale: "Somebody could get from `the pod` to its node.",
    remediation: "Write something else.",
    example: { bad: "privileged: true\n", good: "privileged: false\n" },
    kinds: ["Pod", "Deployment"],
    source: "S2",
    standards: { pss: ["baseline"], cis: ["5.2.8", "5.2.9"] },
    equivalents: { trivy: ["KSV-0022"] },
  }));
}

/** Texts that somebody who writes a manifest would like a reader of the report to obey. */
export const hostileTexts: Readonly<Record<string, string>> = {
  escape: "a\u001b[31mred\u001b]0;title\u0007b",
  c1: "a\u009b31mred\u0085b",
  command: "::error file=x::gotcha",
  commandOnOwnLine: "x\n::stop-commands::y\r\n::error::z",
  oldCommand: "x ##[add-matcher]evil.json ##vso[task.setvariable]y",
  cdata: "x ]]> y",
  html: `<script>alert(1)</script><img src=x onerror="alert(1)"> &amp; </details></summary>`,
  markdown: "**bold** _it_ ~~no~~ | cell | [link](https://evil.test) ![i](https://evil.test/i.png)",
  backticks: "`a` ``b | c`` ```\nblock\n``` `unpaired",
  heading: "\n# Heading\n\n- item\n\n---\n> quote",
  mention: "@acme/everyone #123 GH-7 https://evil.test www.evil.test $x$",
  bidi: "a\u202eb\u2066c\u200bd\ufeffe\u00adf\u{e0041}g",
  nul: "a\u0000b\u007fc",
  surrogates: "a\ud800b\udc00c",
  long: `image ${"x".repeat(10_000)} end`,
  links: "\\[x](1) [y\\](1) \\\\[z](https://evil.test)",
};

export const severityList: readonly Severity[] = severities;
