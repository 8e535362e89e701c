import { offenceOfPackages } from "../installed.ts";
import type { ScanRule } from "../scan-rule.ts";

/** Packages that install others; those that only hold data about them (dpkg's own list) bring no program. */
const managers: ReadonlySet<string> = new Set([
  "apk-tools",
  "apt",
  "aptitude",
  "dnf",
  "dnf-minimal",
  "dnf5",
  "dpkg",
  "libdnf5-cli",
  "microdnf",
  "opkg",
  "pacman",
  "rpm",
  "tdnf",
  "yum",
  "zypper",
]);

/** A package manager of a distribution in the image. */
export const packageManagerInImage: ScanRule = {
  id: "image/package-manager",
  check: "vulnerabilities",
  title: "The image has a package manager",
  severity: "info",
  rationale:
    "A package manager gets an attacker the tools that the image lacks, and tempts people to change running containers, " +
    "which nobody scans. A finished image has no use for it.",
  remediation:
    "Install in an earlier stage and copy the result into an image without a package manager, such as scratch or a " +
    "distroless one.",
  example: {
    bad: "FROM debian:13\nRUN apt-get install -y ca-certificates",
    good: "FROM gcr.io/distroless/static-debian13",
  },
  kinds: [],
  source: "S1",
  standards: { nsa: ["2"] },
  equivalents: {},
  judge: (subject) => offenceOfPackages("a package manager", managers, subject),
};
