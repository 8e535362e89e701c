import { GitError } from "./error.ts";

/** The full name of a commit: 40 hexadecimal digits, 64 in SHA-256 repositories. */
export type CommitName = string & { readonly brand: "CommitName" };

/** Takes nothing but a full object name, so that no option, range or path can stand in for a commit. */
export function commitName(text: string): CommitName {
  if (!isCommitName(text)) {
    throw new GitError(
      "bad-revision",
      `${JSON.stringify(text.slice(0, 100))} is not a full commit name of 40 or 64 hexadecimal digits`,
    );
  }
  return text;
}

/** Which of git's two hashes names the objects of a repository. */
export type ObjectFormat = "sha1" | "sha256";

/** The hash that a full object name belongs to. */
export function formatOf(name: CommitName): ObjectFormat {
  return name.length === 64 ? "sha256" : "sha1";
}

/** Whether it is a full object name other than the null one. */
export function isCommitName(text: string): text is CommitName {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) && !/^0+$/.test(text);
}
