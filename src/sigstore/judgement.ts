/** A candidate that satisfies the requirement. */
export interface Verified {
  readonly kind: "verified";
  /** The identity in the certificate, or the fingerprint of the key. */
  readonly by: string;
  /** Who vouched for the identity; none with a key. */
  readonly issuer?: string;
  /** When it was signed, by the word of a log or a time-stamp authority; ISO 8601. */
  readonly at?: string;
  /** The log that holds the signature and its place there. */
  readonly log?: string;
  /** The trust root that the proofs led to; none where none was needed. */
  readonly trustRoot?: string;
}

/** A candidate that does not count. The reason is a clause about it, without a full stop. */
export interface NotVerified {
  readonly kind: "not-verified";
  readonly reason: string;
}

/** A candidate that nothing can be said about: never a pass. */
export interface CouldNotTell {
  readonly kind: "could-not-tell";
  readonly reason: string;
}

export type Judgement = Verified | NotVerified | CouldNotTell;
