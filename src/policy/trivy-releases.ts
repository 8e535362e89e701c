import { refusedTrivyVersions } from "./trivy-versions.ts";

/** The version that is used unless the policy names one. */
export const defaultTrivyVersion = "0.74.0";

/** Where Trivy's releases lie, unless the policy names a mirror. */
export const trivyReleases = "https://github.com/aquasecurity/trivy/releases/download";

/**
 * SHA-256 of the release archives by version and by the platform in their names. Each stands in at
 * least three public pins that were made independently of each other.
 */
const pinned: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "0.74.0": {
    "Linux-64bit": "2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a",
    "Linux-ARM64": "b94ce1976bbf3c15b514b605ee88be7c6d94a29be2302847ff01cb794d47aad5",
    "macOS-64bit": "472816f6888dda689d075c30254d4210b4d1035acf365aa72332f584c2f60485",
    "macOS-ARM64": "1caada5e0e2091909357c7525d3aa76f4b660b13821bc143b190c7483e31cc11",
    "windows-64bit": "94c40e0696e4b907a74b7b2e1438d5d72ebaca83115817407f568a002d520842",
  },
};

/** Node's names of the platforms that Trivy is released for, and those in the archives' names. */
const platforms: ReadonlyMap<string, string> = new Map([
  ["linux/x64", "Linux-64bit"],
  ["linux/arm64", "Linux-ARM64"],
  ["darwin/x64", "macOS-64bit"],
  ["darwin/arm64", "macOS-ARM64"],
  ["win32/x64", "windows-64bit"],
]);

/** A platform as Node names it. */
export interface Platform {
  readonly platform: string;
  readonly arch: string;
}

/** An archive of a release. */
export interface ReleaseArchive {
  /** `trivy_0.74.0_Linux-64bit.tar.gz` */
  readonly name: string;
  readonly format: "tar.gz" | "zip";
  /** The name of the program in it. */
  readonly member: "trivy" | "trivy.exe";
  /** Hex; nothing for a version that this release of Portcullis does not know. */
  readonly pinned: string | undefined;
}

/** The archive of a version for a platform; nothing where Trivy is not released for the platform. */
export function releaseArchive(
  version: string,
  { platform, arch }: Platform = process,
): ReleaseArchive | undefined {
  const label = platforms.get(`${platform}/${arch}`);
  if (label === undefined) return undefined;
  const isWindows = platform === "win32";
  const format = isWindows ? "zip" : "tar.gz";
  const digests = Object.hasOwn(pinned, version) ? pinned[version] : undefined;
  return {
    name: `trivy_${version}_${label}.${format}`,
    format,
    member: isWindows ? "trivy.exe" : "trivy",
    pinned: digests?.[label],
  };
}

/** The versions whose archives are pinned, for messages. */
export const pinnedVersions: readonly string[] = Object.keys(pinned);

/**
 * Why a version is never run, as a clause; nothing for all others. An attacker published these in
 * March 2026, 0.69.4 by the project's own release workflow.
 */
export function refusalOf(version: string): string | undefined {
  const [bare = ""] = /^\d+\.\d+\.\d+/.exec(version.replace(/^v/, "")) ?? [];
  if (!refusedTrivyVersions.includes(bare)) return undefined;
  return "an attacker published it to steal credentials (CVE-2026-33634), and it is never run";
}
