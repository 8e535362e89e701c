import type { InputName } from "../../src/github/input-names.ts";
import type { CheckName } from "../../src/model/check.ts";

/** The source articles as the rules name them: of 2024 on three layers, of 2023 on best practices, the long guide. */
export const articles = ["S0", "S1", "S2"] as const;
export type Article = (typeof articles)[number];

/** What of this program covers a practice; every name in it must exist. */
export interface Coverage {
  readonly checks?: readonly CheckName[];
  /** Ids of rules, or patterns of them such as `pod-security/*`. */
  readonly rules?: readonly string[];
  /** Keys of the policy, as docs/policy.md names them. */
  readonly keys?: readonly string[];
  readonly inputs?: readonly InputName[];
  /** A clause or two for the reader. */
  readonly note?: string;
}

/** A practice that the source articles ask for, and what became of it here. */
export type Practice = {
  readonly id: string;
  readonly practice: string;
  /** None where it only follows from what an article asks for; `some` where it is not kept which of them does. */
  readonly articles: readonly Article[] | "some";
} & (
  | { readonly state: "covered"; readonly by: Coverage }
  /** Some of it is judged; `instead` is for the rest. */
  | { readonly state: "partly"; readonly by: Coverage; readonly instead: string }
  /** Files could show it and nothing here looks yet. */
  | { readonly state: "not yet"; readonly instead: string }
  /** No gate in front of a deployment can see it, or the practice itself is over. */
  | { readonly state: "not here"; readonly why: string; readonly instead: string }
);

/** Practices that belong together in the document. */
export interface PracticeGroup {
  readonly title: string;
  readonly practices: readonly Practice[];
}
