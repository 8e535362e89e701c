/** The bounds of all dealings with registries. */
export interface Limits {
  /** The distribution specification asks registries to accept manifests up to this size. */
  readonly manifestBytes: number;
  readonly blobBytes: number;
  readonly tokenBytes: number;
  readonly referrers: number;
  readonly referrerPages: number;
  readonly redirects: number;
  /** How often one request is sent in all. */
  readonly attempts: number;
  /** The pause before the second attempt; it doubles with each further one. */
  readonly backoffMs: number;
  /** A registry that asks for a longer pause than this is not waited for. */
  readonly retryAfterMs: number;
  /** One exchange, from connecting to the last byte. */
  readonly exchangeMs: number;
  /** How long a server may be silent in the middle of a blob that goes to disk. */
  readonly idleMs: number;
  /** One blob that goes to disk, from connecting to the last byte, all attempts at one endpoint together. */
  readonly transferMs: number;
  /** Within that, so long nothing need have come of it. */
  readonly transferGraceMs: number;
  /** Each so many bytes of it that have come give one second more; half a Mbit/s. */
  readonly transferBytesPerSecond: number;
  /** Everything that is asked about one image, counted from its first request. */
  readonly imageMs: number;
  readonly concurrencyPerHost: number;
}

export const defaultLimits: Limits = {
  manifestBytes: 4 << 20,
  blobBytes: 32 << 20,
  tokenBytes: 64 << 10,
  referrers: 1_000,
  referrerPages: 50,
  redirects: 5,
  attempts: 4,
  backoffMs: 250,
  retryAfterMs: 30_000,
  exchangeMs: 20_000,
  idleMs: 30_000,
  transferMs: 3_600_000,
  transferGraceMs: 300_000,
  transferBytesPerSecond: 64 << 10,
  imageMs: 120_000,
  concurrencyPerHost: 64,
};
