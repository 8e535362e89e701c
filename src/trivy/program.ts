/** A Trivy that may be run: its bytes have been compared with a digest, or the policy vouches for it. */
export interface TrivyProgram {
  /** The absolute path of the executable. */
  readonly path: string;
  /** `1.2.3`, as the program itself prints it. */
  readonly version: string;
  /** For the report: `release 1.2.3, verified by SHA-256 and signature`, `system`, … */
  readonly origin: string;
  /** Of the executable; what was learnt with one program is not taken for the word of another. */
  readonly sha256: string;
}
