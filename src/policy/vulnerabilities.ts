import type { RuleSetting } from "./policy.ts";
import { movedFile } from "./ignore-files.ts";
import type { Location } from "../model/location.ts";
import type { NamedFile, Signers } from "./signatures.ts";

/** Which Trivy is run. */
export interface TrivySettings {
  /** `1.2.3`, or `system` for the one on PATH; the version that this release pins unless given. */
  readonly version: string | undefined;
  /** Of the archive, or of the program where `path` names one; 64 hex digits. */
  readonly sha256: string | undefined;
  /** The absolute path of a program to run. */
  readonly path: string | undefined;
  /** Stands in front of `/vX/trivy_X_….tar.gz` in the place of GitHub's releases; https, or http on loopback. */
  readonly mirror: string | undefined;
}

/** Where a published list comes from. */
export type FeedSource =
  | { readonly kind: "published" }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "file"; readonly file: NamedFile }
  | { readonly kind: "off" };

/** Whose OpenVEX attestations count for the images that a glob matches. */
export interface VexAttestationEntry {
  readonly match: string;
  readonly signers: Signers;
  /** Where they are kept instead of beside the image. */
  readonly repository: string | undefined;
  readonly location: Location;
}

/** The section `vulnerabilities`, every default filled in. */
export interface VulnerabilitiesPolicy {
  readonly trivy: TrivySettings;
  /** Tried in this order; empty means Trivy's own. */
  readonly databaseRepositories: readonly string[];
  readonly javaDatabaseRepositories: readonly string[];
  /** Such as `linux/amd64` or `linux/arm/v7`; `undefined` means every platform of the image. */
  readonly platforms: readonly string[] | undefined;
  /** Vulnerabilities without a known fix are reported and do not fail. */
  readonly ignoreUnfixed: boolean;
  /** An older database gives no verdict. */
  readonly maxDatabaseAgeMs: number | undefined;
  /** Whatever CISA lists as exploited fails, whatever its severity. */
  readonly failOnKev: boolean;
  /** Whatever is at least this likely to be exploited fails, 0 to 1. */
  readonly epssThreshold: number | undefined;
  readonly epss: FeedSource;
  readonly kev: FeedSource;
  /** How long after a fix appeared it may be missing before it fails. */
  readonly graceMs: number | undefined;
  /** For one platform of one image. */
  readonly timeoutMs: number;
  /** Whether images are searched for secrets too. */
  readonly secrets: boolean;
  /** Whether a distribution without support fails, whatever the severity of its rule. */
  readonly failOnEndOfLife: boolean;
  /** Documents in OpenVEX, CSAF or CycloneDX. */
  readonly vex: readonly NamedFile[];
  /** Empty: what is attested to images is not looked at. */
  readonly vexAttestations: readonly VexAttestationEntry[];
  /** In Trivy's formats; those that are named must exist. `undefined` means `standardIgnoreFiles`. */
  readonly ignoreFiles: readonly NamedFile[] | undefined;
  /** Rules of the check that are not vulnerabilities, set to `off`, `on` or a severity. */
  readonly rules: readonly RuleSetting[];
}

/** What counts where the check runs and the policy has no section for it. */
export const defaultVulnerabilities: VulnerabilitiesPolicy = {
  trivy: { version: undefined, sha256: undefined, path: undefined, mirror: undefined },
  databaseRepositories: [],
  javaDatabaseRepositories: [],
  platforms: undefined,
  ignoreUnfixed: false,
  maxDatabaseAgeMs: undefined,
  failOnKev: false,
  epssThreshold: undefined,
  epss: { kind: "published" },
  kev: { kind: "published" },
  graceMs: undefined,
  timeoutMs: 5 * 60 * 1000,
  secrets: false,
  failOnEndOfLife: false,
  vex: [],
  vexAttestations: [],
  ignoreFiles: undefined,
  rules: [],
};

/** The files that decide with the section, each with the key that names it. */
export function vulnerabilityFilesNamedBy(
  section: VulnerabilitiesPolicy,
): readonly { readonly key: string; readonly file: NamedFile }[] {
  const { epss, kev, vex, vexAttestations, ignoreFiles } = section;
  const keys = vexAttestations.flatMap(({ signers }) => signers.keys);
  return [
    ...(epss.kind === "file" ? [{ key: "vulnerabilities.epss", file: epss.file }] : []),
    ...(kev.kind === "file" ? [{ key: "vulnerabilities.kev", file: kev.file }] : []),
    ...vex.map((file) => ({ key: "vulnerabilities.vex", file })),
    ...keys.map((file) => ({ key: "vulnerabilities.vex-attestations", file })),
    ...(ignoreFiles ?? []).map((file) => ({ key: "vulnerabilities.ignore-files", file })),
  ];
}

/** The same section with the path of every file that it names replaced. */
export function withVulnerabilityPaths(
  section: VulnerabilitiesPolicy,
  replace: (path: string) => string,
): VulnerabilitiesPolicy {
  const moved = (file: NamedFile): NamedFile => movedFile(file, replace);
  const movedFeed = (feed: FeedSource): FeedSource =>
    feed.kind === "file" ? { ...feed, file: moved(feed.file) } : feed;
  const movedEntry = (entry: VexAttestationEntry): VexAttestationEntry => ({
    ...entry,
    signers: { ...entry.signers, keys: entry.signers.keys.map(moved) },
  });
  return {
    ...section,
    epss: movedFeed(section.epss),
    kev: movedFeed(section.kev),
    vex: section.vex.map(moved),
    vexAttestations: section.vexAttestations.map(movedEntry),
    ignoreFiles: section.ignoreFiles?.map(moved),
  };
}
