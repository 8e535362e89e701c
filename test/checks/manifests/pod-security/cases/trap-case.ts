import type { Tweak } from "../harmless-pod.ts";

/** The versions in which a check refuses: from and to, inclusive; `latest` counts as the newest. */
export type Span = readonly [from: number, to: number];

/** A pod with one trap in it, and what is to come of it. */
export interface TrapCase {
  readonly title: string;
  readonly tweak: Tweak;
  /** The refusing checks at each level; all others accept. */
  readonly baseline?: Readonly<Record<string, Span>>;
  readonly restricted?: Readonly<Record<string, Span>>;
}

export const always: Span = [0, 37];

/** A case in which both levels say the same. */
export function both(
  title: string,
  tweak: Tweak,
  checks: Readonly<Record<string, Span>>,
): TrapCase {
  return { title, tweak, baseline: checks, restricted: checks };
}
