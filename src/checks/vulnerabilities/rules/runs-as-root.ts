import { onPlatforms, type ScanRule } from "../scan-rule.ts";
import { oneLine } from "../wording.ts";

/** An image whose configuration names no user other than root. */
export const runsAsRoot: ScanRule = {
  id: "image/runs-as-root",
  check: "vulnerabilities",
  title: "The image runs as root unless the pod says otherwise",
  severity: "low",
  rationale:
    "A process that is root in its container has more of the kernel to attack, and is root on the node once it gets " +
    "out. A pod can name another user, but every pod that forgets to runs as root.",
  remediation: "Name a user in the image, by number so that runAsNonRoot can tell: USER 65532.",
  example: {
    bad: 'FROM alpine:3.22\nCMD ["/app"]',
    good: 'FROM alpine:3.22\nUSER 65532\nCMD ["/app"]',
  },
  kinds: [],
  source: "S2",
  standards: { cis: ["5.2.7"], nsa: ["2"] },
  equivalents: { trivy: ["DS-0002"] },
  judge(subject) {
    // Windows has no root; its users are judged by the rules about pods.
    const found = subject.scans.filter(
      ({ platform, user }) => !platform.startsWith("windows") && isRoot(user),
    );
    const users = [...new Set(found.map(({ user }) => user))].sort();
    if (users.length === 0) return [];
    const [user = ""] = users;
    const named = user === "" ? "names no user" : `names the user ${oneLine(user, 80)}`;
    const message = `The image runs as root${onPlatforms(found, subject)}: its configuration ${named}.`;
    return [{ message, offender: users.join("\n") }];
  },
};

/** `USER` is a name or a number, perhaps with a group behind a colon; without one it is root. */
function isRoot(user: string): boolean {
  const [name = ""] = user.split(":", 1);
  return name === "" || name === "root" || /^0+$/.test(name);
}
