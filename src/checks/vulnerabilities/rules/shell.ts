import { offenceOfPackages } from "../installed.ts";
import type { ScanRule } from "../scan-rule.ts";

/** Packages that bring a shell, as Alpine, Debian, Red Hat and their like name them. */
const shells: ReadonlySet<string> = new Set([
  "ash",
  "bash",
  "busybox",
  "busybox-static",
  "csh",
  "dash",
  "fish",
  "ksh",
  "ksh93u+m",
  "loksh",
  "mksh",
  "oksh",
  "posh",
  "tcsh",
  "toybox",
  "yash",
  "zsh",
]);

/** A shell in the image. */
export const shellInImage: ScanRule = {
  id: "image/shell",
  check: "vulnerabilities",
  title: "The image has a shell",
  severity: "info",
  rationale:
    "Whoever finds a way to run a command in a container needs something that runs it. An image with nothing but the " +
    "program leaves an attacker little to work with, and has fewer packages to update.",
  remediation:
    "Build the last stage on an image without a shell, such as scratch or a distroless one; look into running pods " +
    "with kubectl debug.",
  example: { bad: "FROM debian:13", good: "FROM gcr.io/distroless/static-debian13" },
  kinds: [],
  source: "S1",
  standards: { nsa: ["2"] },
  equivalents: {},
  judge: (subject) => offenceOfPackages("a shell", shells, subject),
};
