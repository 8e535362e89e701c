import { expect, test } from "@jest/globals";
import { startOf } from "../../../src/model/location.ts";
import type { ReportedFinding } from "../../../src/model/finding.ts";
import type { Report } from "../../../src/model/report.ts";
import { htmlReport } from "../../../src/report/html.ts";
import { at, finding, reportOn, sampleSources, web } from "../sample.ts";
import { nginx, vulnerable, vulnerableReport } from "../vulnerable-report.ts";

const pageOf = (findings: readonly ReportedFinding[], given: Partial<Report> = {}): string =>
  htmlReport(reportOn(findings, given), sampleSources);

function hygiene(given: Partial<ReportedFinding> = {}): ReportedFinding {
  return finding({
    check: "vulnerabilities",
    rule: "image/debug-tools",
    severity: "low",
    message: "The image has tools.",
    location: at(web, nginx),
    image: nginx,
    ...given,
  });
}

/** The identifiers of the page's sections in the order in which they stand. */
const sectionsOf = (page: string): string[] =>
  [...page.matchAll(/<section id="(findings|vulnerabilities|hygiene)"/g)].map(([, id = ""]) => id);

test("how images are made is folded away behind their vulnerabilities", () => {
  const page = pageOf([hygiene(), vulnerable()]);
  expect(sectionsOf(page)).toEqual(["vulnerabilities", "hygiene"]);
  expect(page.indexOf("CVE-2023-5363")).toBeLessThan(page.indexOf("The image has tools."));
});

test("what fails comes before what does not, be it in files or in images", () => {
  const inFile = finding();
  expect(sectionsOf(pageOf([inFile, vulnerable()]))).toEqual(["findings", "vulnerabilities"]);
  const below = { ...inFile, severity: "low" } as const;
  expect(sectionsOf(pageOf([below, vulnerable()]))).toEqual(["vulnerabilities", "findings"]);
  // What fails is never taken for a remark about how the image is made.
  const gate = { fails: true, reason: "it is over (fail-on-end-of-life)" };
  expect(sectionsOf(pageOf([hygiene({ gate }), vulnerable()]))).toEqual([
    "findings",
    "vulnerabilities",
  ]);
});

test("rows that fail the run come first, and the image says how many they are", () => {
  const gate = { fails: true, reason: "it is known to be exploited (fail-on-kev)" };
  const page = pageOf([
    vulnerable({ id: "CVE-1" }, { severity: "medium" }),
    vulnerable({ id: "CVE-2" }, { severity: "low", gate }),
  ]);
  expect(page.indexOf(">CVE-2<")).toBeLessThan(page.indexOf(">CVE-1<"));
  expect(page).toContain("; 1 fails the run");
});

test("a package without a fix has no arrow to anything", () => {
  const packages = [
    { name: "zlib", installed: "1.3-r1", status: "affected" },
    { name: "glibc", installed: "2.36", status: "will_not_fix" },
  ];
  const page = pageOf([vulnerable({ fixable: false, packages })]);
  expect(page).toContain(
    '<b>zlib</b> <code>1.3-r1</code> <span class="quiet">(no fix)</span></li>',
  );
  expect(page).toContain('<span class="quiet">(will not be fixed)</span></li>');
});

test("of a list that the run did not have there is no column, and the run says why", () => {
  const { vulnerabilities } = vulnerableReport;
  if (vulnerabilities === undefined) throw new Error("it was scanned");
  const missing = { epss: "off", kev: "unavailable" } as const;
  const page = pageOf([vulnerable({ epss: null, kev: null })], {
    vulnerabilities: { ...vulnerabilities, epss: null, kev: null, missing },
  });
  expect(page).not.toContain('data-label="EPSS"');
  expect(page).not.toContain('data-label="KEV"');
  expect(page).toContain("<dt>EPSS</dt><dd>off</dd>");
  expect(page).toContain("<dt>KEV</dt><dd>not to be had</dd>");
  expect(pageOf([vulnerable()])).toContain('data-label="EPSS"');
});

test("a severity that nobody gave, and platforms that are not all, are told", () => {
  const platforms = ["linux/amd64", "linux/arm64"];
  const images = [{ reference: nginx, locations: [], checks: {}, platforms }];
  const page = pageOf([vulnerable({ unrated: true, platforms: ["linux/arm64"] })], { images });
  expect(page).toContain("Unrated, counts as high");
  expect(page).toContain("Only on linux/arm64");
});

test("an image that no file names shows no line of the policy", () => {
  const location = startOf(web.path);
  const page = pageOf([vulnerable({}, { location }), hygiene({ location, severity: "critical" })]);
  expect(page.match(/Named by <code>--image<\/code>/g)).toHaveLength(2);
  expect(page).not.toContain('class="source"');
});
