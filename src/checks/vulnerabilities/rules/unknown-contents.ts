import { onPlatforms, type ScanRule } from "../scan-rule.ts";

/** An image in which nothing was recognised, or a distribution without its packages. */
export const unknownContents: ScanRule = {
  id: "image/unknown-contents",
  check: "vulnerabilities",
  title: "What is in the image was not recognised, so vulnerabilities in it cannot be found",
  severity: "medium",
  rationale:
    "Vulnerabilities are looked up by the names and versions of packages. Where no distribution and no package is " +
    "recognised (a static program in C, a distribution whose record of packages was deleted) none can be found, which " +
    "says nothing about whether there are any.",
  remediation:
    "Keep the records of packages in the image, or build programs so that they name their parts, as Go does by itself " +
    "and cargo auditable does for Rust. Otherwise waive this for the image and say who watches it.",
  example: {
    bad: "FROM scratch\nCOPY server /server # a program in C",
    good: "FROM scratch\nCOPY server /server # a program in Go",
  },
  kinds: [],
  source: "S2",
  standards: {},
  equivalents: {},
  judge(subject) {
    const found = subject.scans.filter(({ remarks }) => remarks.length > 0);
    const remarks = [...new Set(found.flatMap((scan) => scan.remarks))].sort();
    if (remarks.length === 0) return [];
    const message = `The image was not recognised in full${onPlatforms(found, subject)}. ${remarks.join(" ")}`;
    return [{ message, offender: remarks.join("\n") }];
  },
};
