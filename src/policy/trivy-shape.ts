import type { Field } from "../kubernetes/field.ts";
import { pinnedVersions } from "./trivy-releases.ts";
import { mapping } from "./mapping.ts";
import type { PolicyReading } from "./reading.ts";
import { text, type Shape } from "./shape.ts";
import type { TrivySettings } from "./vulnerabilities.ts";
import { refusedTrivyVersions } from "./trivy-versions.ts";
import { addressPattern, mistakeInAddress } from "./web-address.ts";

const versionPattern = "^(?:system|\\d{1,4}\\.\\d{1,4}\\.\\d{1,4})$";
const digestPattern = "^[0-9a-f]{64}$";

const settings = mapping(
  {
    version: {
      shape: text({
        what: "a version such as 0.74.0, or system",
        schema: { pattern: versionPattern, not: { enum: refusedTrivyVersions } },
        mistake: mistakeInVersion,
      }),
      required: false,
      about:
        "Which release of Trivy is fetched and run, or `system` for the one on PATH; 0.69.4 to 0.69.6, which an attacker published, are refused in any case.",
      fallback: "the release that this version of Portcullis knows by its SHA-256",
      example: "version: 0.74.0",
    },
    sha256: {
      shape: text({
        what: "a SHA-256 in 64 lower-case hexadecimal digits",
        schema: { pattern: digestPattern },
        mistake: (value) =>
          new RegExp(digestPattern).test(value)
            ? undefined
            : "it must be 64 lower-case hexadecimal digits, as sha256sum prints them",
      }),
      required: false,
      about:
        "What the archive of that version must hash to, or the program itself with `path` or `version: system`; required for versions that Portcullis does not know.",
      fallback: "the SHA-256 that Portcullis knows of the version",
      example:
        "sha256: 2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a\nversion: 0.74.0",
    },
    path: {
      shape: text({
        what: "the absolute path of a program",
        schema: { pattern: "^(?:/|[A-Za-z]:[\\\\/])" },
        mistake: (value) =>
          /^(?:\/|[A-Za-z]:[\\/])/.test(value)
            ? undefined
            : "it must be absolute: a path in the repository could be the change's own program",
      }),
      required: false,
      about: "A Trivy that is already on the machine, by its absolute path; nothing is fetched.",
      fallback: "none; a release is fetched",
      example: "path: /usr/local/bin/trivy",
    },
    mirror: {
      shape: text({
        what: "an address that begins with https://",
        schema: { pattern: addressPattern },
        mistake: mistakeInAddress,
      }),
      required: false,
      about:
        "What stands in front of `/v0.74.0/trivy_0.74.0_….tar.gz` in the place of GitHub's releases; `http://` counts on the own machine only. The archive is compared with the same SHA-256.",
      fallback: "`https://github.com/aquasecurity/trivy/releases/download`",
      example: "mirror: https://mirror.example.com/trivy",
    },
  },
  "a mapping with version, sha256, path or mirror",
);

function mistakeInVersion(version: string): string | undefined {
  if (!new RegExp(versionPattern).test(version)) {
    return 'it must be a version such as 0.74.0, without "v", or system for the Trivy on PATH';
  }
  if (!refusedTrivyVersions.includes(version)) return undefined;
  return `an attacker published it (CVE-2026-33634), so it is never run; known: ${pinnedVersions.join(", ")}`;
}

type TrivyValues = NonNullable<ReturnType<typeof settings.read>>;

/** Which Trivy is run; keys that contradict each other, or say nothing, are mistakes. */
export const trivyShape: Shape<TrivySettings> = {
  ...settings,
  read(field, reading) {
    const values = settings.read(field, reading);
    if (values === undefined) return undefined;
    reportContradictions(values, field, reading);
    const { version, sha256, path, mirror } = values;
    return { version, sha256, path, mirror };
  },
};

function reportContradictions(values: TrivyValues, field: Field, reading: PolicyReading): void {
  const { version, sha256, path, mirror } = values;
  const isSystem = version === "system";
  const isFetched = !isSystem && path === undefined;
  const report = (key: string, mistake: string): void =>
    reading.report(field.at(key), `vulnerabilities.trivy.${key}: ${mistake}`);
  if (isSystem && path !== undefined) {
    report("path", "there is version: system too, which looks on PATH; keep one of the two");
  }
  if (mirror !== undefined && !isFetched) {
    report("mirror", "nothing is fetched with path or version: system; remove it");
  }
  if (sha256 !== undefined && !field.at("version").exists && !field.at("path").exists) {
    report("sha256", "it needs a version or a path beside it");
  }
  const isPinned = field.at("sha256").exists;
  if (version !== undefined && isFetched && !isPinned && !pinnedVersions.includes(version)) {
    const known = pinnedVersions.join(", ");
    report("version", `the SHA-256 of ${version} is not known here; known: ${known}; add sha256`);
  }
}
