import { comparePlainly } from "../../../model/location.ts";
import type { ImageScan, ScannedSecret } from "../../../trivy/image-scan.ts";
import { joined } from "../exception.ts";
import type { ScanBasis, ScannedSubject, ScanOffence, ScanRule } from "../scan-rule.ts";
import { compareTrivySeverity, severityFrom } from "../severity.ts";
import { oneLine } from "../wording.ts";

/** Something in the image that looks like a secret; the message never holds it. */
export const secretInImage: ScanRule = {
  id: "vulnerabilities/secret",
  check: "vulnerabilities",
  title: "The image holds what looks like a secret",
  severity: "high",
  rationale:
    "Whoever can pull an image can read every file of every layer of it, those that a later layer deletes too. A key " +
    "that was once in an image has to be taken for known. Searched for with secrets: true; the severity is Trivy's.",
  remediation:
    "Revoke the secret, build the image without it (for the build itself, use RUN --mount=type=secret), and let the " +
    "pod get it at run time. If it is none, name its rule and path in a .trivyignore.yaml.",
  example: {
    bad: "image: ghcr.io/acme/web:1.4.2 # holds /app/.env with a key of AWS",
    good: "image: ghcr.io/acme/web:1.4.3 # gets the key from a Secret",
  },
  kinds: [],
  source: "S2",
  standards: {},
  equivalents: {},
  judge: (subject, basis) =>
    [...bySecret(subject)]
      .sort(([a], [b]) => comparePlainly(a, b))
      .map(([, found]) => offenceOf(found, subject, basis)),
};

interface Found {
  readonly secret: ScannedSecret;
  readonly scan: ImageScan;
}

/** The same secret lies in the images of all platforms. */
function bySecret({ scans }: ScannedSubject): ReadonlyMap<string, readonly Found[]> {
  const groups = new Map<string, Found[]>();
  for (const scan of scans) {
    for (const secret of scan.secrets) {
      const line = isInConfiguration(secret) ? 0 : secret.line;
      const key = `${secret.path}\0${secret.rule}\0${String(line).padStart(12, "0")}`;
      groups.set(key, [...(groups.get(key) ?? []), { secret, scan }]);
    }
  }
  return groups;
}

/** A line of the configuration as Trivy writes it down helps nobody. */
const inConfiguration = "the image's configuration (Env of `docker inspect`, or `docker history`)";

function isInConfiguration({ path }: ScannedSecret): boolean {
  return !path.startsWith("/");
}

function offenceOf(
  found: readonly Found[],
  { image }: ScannedSubject,
  { exceptions }: ScanBasis,
): ScanOffence {
  const accepted = found.flatMap(
    ({ secret: { rule, path }, scan }) =>
      exceptions({ kind: "secret", id: rule, image, scan, path }) ?? [],
  );
  const worst = found
    .map(({ secret }) => secret)
    .reduce((a, b) => (compareTrivySeverity(b.severity, a.severity) < 0 ? b : a));
  const { rule, title, path, line } = worst;
  const place = isInConfiguration(worst) ? inConfiguration : `${oneLine(path, 200)}, line ${line}`;
  return {
    message: `The image holds what looks like a secret: ${oneLine(title, 100)} (${rule}) in ${place}.`,
    severity: severityFrom(worst.severity),
    // Lines move from build to build.
    subject: `${rule} ${path}`,
    offender: `${rule} ${path}`,
    accepted: accepted.length === found.length ? joined(accepted) : undefined,
  };
}
