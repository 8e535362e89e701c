import type { Rule } from "../../../model/rule.ts";

/** An image that could not be looked at; the check is an error besides. */
export const notScanned: Rule = {
  id: "vulnerabilities/not-scanned",
  check: "vulnerabilities",
  title: "Whether the image has vulnerabilities could not be told",
  severity: "high",
  rationale:
    "An image that could not be fetched or read has no findings, and looks like one without vulnerabilities. A gate " +
    "that took it for one could be opened by whoever can make the scan fail.",
  remediation:
    "Mend the cause that the message names; each has a remedy of its own. Mostly the job needs credentials for the " +
    "registry, the reference names what is not there or not for the wanted platforms, or the scan needs more time or " +
    "memory.",
  example: {
    bad: "image: registry.example.com/web:1.4.2 # answers 401",
    good: "image: registry.example.com/web:1.4.2 # after docker login registry.example.com",
  },
  kinds: [],
  source: "S2",
  standards: {},
  equivalents: {},
};
