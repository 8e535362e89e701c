import type { Location } from "../model/location.ts";

/** What reading can meet; each has a rule `files/<kind>` that says what it means. */
export const problemKinds = [
  "unreadable",
  "duplicate-key",
  "wrong-type",
  "template-not-judged",
  "kustomize-not-evaluated",
  "git-lfs-pointer",
  "empty-submodule",
  "link-not-followed",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** Something that reading could not or would not judge, at its place. */
export interface ReadingProblem {
  readonly kind: ProblemKind;
  /** A sentence of plain text with its full stop. */
  readonly message: string;
  readonly location: Location;
  /** The offending text or value, for the finding's evidence. */
  readonly offender: unknown;
}

/** How the kinds that were deliberately not judged are counted in the verdict line, in the plural. */
export const notJudgedKinds: Readonly<Partial<Record<ProblemKind, string>>> = {
  "template-not-judged": "chart templates",
  "kustomize-not-evaluated": "kustomize steps",
  "git-lfs-pointer": "Git LFS files",
  "empty-submodule": "empty submodules",
  "link-not-followed": "linked folders",
};
