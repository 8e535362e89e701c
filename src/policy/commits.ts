import type { Location } from "../model/location.ts";
import type { NamedFile } from "./signatures.ts";

/** What every commit must have; the later ones let more through. */
export const commitRequirements = ["trusted", "platform", "signed"] as const;
export type CommitRequirement = (typeof commitRequirements)[number];

/** Whose address a listed key must belong to. */
export const identityBindings = ["none", "committer", "author"] as const;
export type IdentityBinding = (typeof identityBindings)[number];

/** Which of the commits that GitHub signs itself count. */
export const webFlowModes = ["off", "merges", "known-authors", "any"] as const;
export type WebFlowMode = (typeof webFlowModes)[number];

/** When GitHub is asked what it says about signatures. */
export const gitHubApiModes = ["off", "fallback", "also"] as const;
export type GitHubApiMode = (typeof gitHubApiModes)[number];

/** Somebody who signs with gitsign. */
export interface ListedIdentity {
  readonly issuer: string;
  readonly identity: string;
}

/** A commit that is let through, and why. */
export interface ExemptCommit {
  readonly commit: string;
  readonly reason: string;
}

/** The section `commits` of a policy. */
export interface CommitsPolicy {
  /** Where the section stands in the policy file. */
  readonly location: Location;
  /** Without it the levels are only reported. */
  readonly require: CommitRequirement | undefined;
  readonly allowedSigners: NamedFile | undefined;
  readonly revokedKeys: readonly NamedFile[];
  readonly openPgpKeys: readonly NamedFile[];
  readonly x509Roots: readonly NamedFile[];
  readonly gitsignIdentities: readonly ListedIdentity[];
  readonly identity: IdentityBinding;
  /** The trust root: commits behind it are not looked at. */
  readonly sinceCommit: string | undefined;
  readonly exemptCommits: readonly ExemptCommit[];
  readonly minRsaBits: number;
  readonly maxCommits: number;
  /** Without it `known-authors` where anybody is listed, else `any`. */
  readonly gitHubWebFlow: WebFlowMode | undefined;
  /** Authors beside the listed signers whose commits `known-authors` lets through. */
  readonly gitHubAuthors: readonly string[];
  readonly gitHubApi: GitHubApiMode;
}

/** The files that decide with the section, each with the key that names it. */
export function commitFilesNamedBy(
  section: CommitsPolicy,
): readonly { readonly key: string; readonly file: NamedFile }[] {
  const { allowedSigners, revokedKeys, openPgpKeys, x509Roots } = section;
  return [
    ...(allowedSigners === undefined
      ? []
      : [{ key: "commits.allowed-signers", file: allowedSigners }]),
    ...revokedKeys.map((file) => ({ key: "commits.revoked-keys", file })),
    ...openPgpKeys.map((file) => ({ key: "commits.openpgp-keys", file })),
    ...x509Roots.map((file) => ({ key: "commits.x509-roots", file })),
  ];
}

/** The same section with the path of every file that it names replaced. */
export function withCommitPaths(
  section: CommitsPolicy,
  replace: (path: string) => string,
): CommitsPolicy {
  const moved = (file: NamedFile): NamedFile => ({ ...file, path: replace(file.path) });
  const { allowedSigners } = section;
  return {
    ...section,
    allowedSigners: allowedSigners === undefined ? undefined : moved(allowedSigners),
    revokedKeys: section.revokedKeys.map(moved),
    openPgpKeys: section.openPgpKeys.map(moved),
    x509Roots: section.x509Roots.map(moved),
  };
}
