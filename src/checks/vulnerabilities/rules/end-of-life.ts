import { onPlatforms, type ScanRule } from "../scan-rule.ts";
import { oneLine } from "../wording.ts";

/** A distribution that nobody mends any more. */
export const endOfLife: ScanRule = {
  id: "vulnerabilities/end-of-life",
  check: "vulnerabilities",
  title: "The image's distribution is no longer supported",
  severity: "medium",
  rationale:
    "What is found in a distribution after its end is neither fixed nor listed: the image gets more vulnerable while " +
    "scans of it find ever less.",
  remediation: "Build the image on a supported release of the distribution.",
  example: { bad: "image: docker.io/library/debian:9", good: "image: docker.io/library/debian:13" },
  kinds: [],
  source: "S2",
  standards: {},
  equivalents: {},
  judge(subject, { settings }) {
    const found = subject.scans.filter(({ distribution }) => distribution?.isEndOfLife === true);
    const names = [
      ...new Set(
        found.map(({ distribution }) =>
          oneLine(`${distribution?.family ?? ""} ${distribution?.version ?? ""}`, 80),
        ),
      ),
    ].sort();
    if (names.length === 0) return [];
    const where = onPlatforms(found, subject);
    const message = `The image is built on ${names.join(" and ")}${where}, which is no longer supported: new vulnerabilities in it are neither fixed nor listed.`;
    const offender = names.join("\n");
    if (!settings.failOnEndOfLife) return [{ message, offender }];
    const reason = "its distribution is no longer supported (fail-on-end-of-life)";
    return [{ message, offender, gate: { fails: true, reason } }];
  },
};
