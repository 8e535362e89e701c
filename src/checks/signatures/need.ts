import type { Location } from "../../model/location.ts";
import type { Requirement } from "../../sigstore/requirement.ts";

/** Where signatures and attestations lie when they do not lie beside the image under the usual tags. */
export interface KeptElsewhere {
  readonly repository?: string;
  /** Stands in front of the tags that cosign derives from the digest. */
  readonly tagPrefix?: string;
}

/** One way to meet a need. */
export type Way = RequirementsWay | StaticWay | UndecidableWay;

/** All of the requirements must be met. */
export interface RequirementsWay {
  readonly kind: "requirements";
  readonly all: readonly Requirement[];
  readonly kept: KeptElsewhere;
  readonly location: Location;
}

/** Decided without looking at any signature. */
export interface StaticWay {
  readonly kind: "static";
  readonly passes: boolean;
  /** What the policy says about it. */
  readonly message: string | undefined;
  readonly location: Location;
}

/** Nothing here can find out whether this way is open: it never passes. */
export interface UndecidableWay {
  readonly kind: "undecidable";
  /** A clause, without a full stop. */
  readonly reason: string;
  readonly location: Location;
}

/** What an image must have; any one of the ways meets it, and without a way nothing does. */
export interface Need {
  /** Names it in messages: `the entry ghcr.io/acme/** of .github/portcullis.yml`. */
  readonly title: string;
  /** Whether an unmet need fails, or only warns as its own policy says. */
  readonly mode: "enforce" | "warn";
  readonly ways: readonly Way[];
  readonly platforms: "top" | "recursive";
  /** What was taken to hold, or is not done as written: sentences for the reader. */
  readonly notes: readonly string[];
  readonly location: Location;
}
