/** The bounds of an archive. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Of the program, unpacked. */
  readonly memberBytes: number;
  /** Of everything, unpacked. */
  readonly totalBytes: number;
}

/** Trivy 0.74.0 has 10 entries and a program of 160 MiB; this leaves room for years of growth. */
export const defaultArchiveLimits: ArchiveLimits = {
  entries: 1_000,
  memberBytes: 1 << 30,
  totalBytes: 2 ** 31,
};
