import type { Proof } from "./proof.ts";
import { Rejection, Undecided } from "./rejection.ts";
import type { TrustRoot } from "./trust-root.ts";

/** What a judgement depends on besides candidate and requirement. */
export interface JudgingContext {
  /** The image's own digest, with its algorithm. */
  readonly digest: string;
  /** Any one of the roots may prove a signature, wholly; none is needed for keys without a log. */
  readonly trust: readonly TrustRoot[];
  readonly now: Date;
}

/** Between the clocks of a log and of whoever runs this. */
const clockToleranceMs = 60 * 60 * 1000;

/**
 * The first proof that any of the roots gives. Throws the first root's Rejection where none does, and
 * an Undecided where the proven time lies in the future.
 */
export function proveByAny(
  { trust, now }: JudgingContext,
  prove: (root: TrustRoot) => Proof,
): Proof {
  let rejection: Rejection | undefined;
  for (const root of trust) {
    try {
      const proof = prove(root);
      requirePast(proof, now);
      return proof;
    } catch (thrown) {
      if (!(thrown instanceof Rejection)) throw thrown;
      rejection ??= thrown;
    }
  }
  throw rejection ?? new Undecided("there is no trust root to prove it by");
}

function requirePast({ times }: Proof, now: Date): void {
  const future = times.find((time) => time.getTime() > now.getTime() + clockToleranceMs);
  if (future === undefined) return;
  throw new Undecided(
    `it was signed at ${future.toISOString()}, and the clock here says ${now.toISOString()}`,
  );
}
