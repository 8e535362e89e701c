import type { TrivySettings } from "../policy/vulnerabilities.ts";
import { TrivyError } from "./error.ts";
import { pinnedVersions, releaseArchive, type ReleaseArchive } from "../policy/trivy-releases.ts";

/** An archive, and the SHA-256 (hex) that it must have. */
export interface WantedArchive extends ReleaseArchive {
  readonly version: string;
  readonly sha256: string;
  readonly mirror: string | undefined;
}

/** The settings of a release, whose version is settled. */
export type ReleaseSettings = TrivySettings & { readonly version: string };

/**
 * The archive of a release, and what it is compared with. Throws a TrivyError `program` where there is none for this
 * machine, or nothing tells its SHA-256.
 */
export function wantedArchive({ version, sha256, mirror }: ReleaseSettings): WantedArchive {
  const archive = releaseArchive(version);
  if (archive === undefined) {
    throw new TrivyError(
      "program",
      `Trivy is not released for ${process.platform}/${process.arch}; let vulnerabilities.trivy.path name one that runs here`,
    );
  }
  const { name, pinned } = archive;
  if (pinned !== undefined && sha256 !== undefined && pinned !== sha256) {
    throw new TrivyError(
      "program",
      `vulnerabilities.trivy.sha256: ${sha256} is not that of ${name}, which is ${pinned}; leave it out for ${version}`,
    );
  }
  const digest = sha256 ?? pinned;
  if (digest !== undefined) return { ...archive, version, sha256: digest, mirror };
  throw new TrivyError(
    "program",
    `vulnerabilities.trivy.version: ${version} is not among the versions that are pinned here (${pinnedVersions.join(", ")}); give the SHA-256 of ${name} as vulnerabilities.trivy.sha256`,
  );
}
