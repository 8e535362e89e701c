import type { CheckName } from "../model/check.ts";
import type { Location } from "../model/location.ts";
import type { Gate } from "../model/report.ts";
import type { FailLine, Severity } from "../model/severity.ts";
import type { CommitsPolicy } from "./commits.ts";
import type { NamedFile, SignaturesPolicy } from "./signatures.ts";
import type { VulnerabilitiesPolicy } from "./vulnerabilities.ts";

export type PodSecurityLevel = "privileged" | "baseline" | "restricted";

/** A level of the Pod Security Standards and the minor version of Kubernetes whose text counts. */
export interface PodSecurityTarget {
  readonly level: PodSecurityLevel;
  /** The minor version of v1.N, or `latest`. */
  readonly version: number | "latest";
}

export interface Waiver {
  /** A rule's id or a glob over ids. */
  readonly rule: string;
  /** Globs; a waiver applies where all that it names match. */
  readonly path?: string;
  /** `Kind/name` or `Kind/namespace/name`, each part may be a glob. */
  readonly resource?: string;
  readonly image?: string;
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it counts, YYYY-MM-DD in UTC. */
  readonly expires?: string;
  /** Where it stands in the policy file. */
  readonly location: Location;
}

/** What a rule or a glob of rules is set to; the most exact entry wins. */
export interface RuleSetting {
  readonly pattern: string;
  readonly setting: "on" | "off" | Severity;
  readonly location: Location;
}

/** A policy after reading: every default filled in, every value valid. */
export interface Policy {
  /** Where it was read; none when the repository has no policy file. */
  readonly path: string | undefined;
  readonly failOn: FailLine;
  /** `warn` turns a failing verdict into a pass with a notice, and never an error. */
  readonly mode: "enforce" | "warn";
  /** Whether findings that the base has already fail a run that compares with it. */
  readonly gate: Gate;
  readonly require: readonly CheckName[];
  /** Globs of paths that are not read. */
  readonly exclude: readonly string[];
  readonly registries: {
    /** Prefixes that end at a path boundary; `undefined` when the policy has no allowlist. */
    readonly allow: readonly string[] | undefined;
    readonly requireDigest: boolean;
    /** Files with Gatekeeper constraints, beside those found in the tree. */
    readonly constraints: readonly string[];
    /** `host[:port]` that are spoken to over plain http. */
    readonly insecure: readonly string[];
    /** `host[:port]` that may be sent credentials as the token service of a registry elsewhere. */
    readonly tokenHosts: readonly string[];
    /** For a registry, `host[:port][/path]` to be asked before it. */
    readonly mirrors: ReadonlyMap<string, readonly string[]>;
    /** A file with certificate authorities to trust besides the system's. */
    readonly ca: string | undefined;
  };
  /** Who must have signed which images; `undefined` when the policy says nothing about it. */
  readonly signatures: SignaturesPolicy | undefined;
  /** How images are judged by what Trivy finds; `undefined` when the policy says nothing about it. */
  readonly vulnerabilities: VulnerabilitiesPolicy | undefined;
  /** Those of Trivy's own ignore files that stand where the policy was read; none where it names others. */
  readonly standardIgnoreFiles: readonly NamedFile[];
  /** Who may sign commits, and what is demanded of them; `undefined` when the policy says nothing about it. */
  readonly commits: CommitsPolicy | undefined;
  readonly manifests: {
    readonly podSecurity: PodSecurityTarget | undefined;
    readonly rules: readonly RuleSetting[];
  };
  readonly waivers: readonly Waiver[];
}
