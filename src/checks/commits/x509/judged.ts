import type { Certificate } from "./certificate.ts";
import type { SignerInfo } from "./signer-info.ts";

/** A signature that verifies by its certificate's key; whose it is remains to be seen. */
export interface Judged {
  readonly signer: SignerInfo;
  readonly leaf: Certificate;
  /** Certificates that may stand between the signer's and a root. */
  readonly intermediates: readonly Certificate[];
  /** The committer's time, in seconds. */
  readonly at: number;
  readonly minRsaBits: number;
}
