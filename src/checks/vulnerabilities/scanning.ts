import type { Image } from "../../model/image-reference.ts";
import type { DatabaseIdentity } from "../../model/vulnerabilities-summary.ts";
import type { ImageScan } from "../../trivy/image-scan.ts";
import type { TrivyProgram } from "../../trivy/program.ts";

/** An image that the files or the caller name, and that may be contacted. */
export interface ImageToScan {
  /** As written. */
  readonly reference: string;
  readonly image: Image;
}

/** What came of one image. */
export type ScannedImage =
  | {
      readonly kind: "scanned";
      /** What the reference stands for in this run. */
      readonly digest: string;
      /** One for each platform that was looked at, sorted by platform; never empty. */
      readonly scans: readonly ImageScan[];
      /** Whether all of it was kept from an earlier run. */
      readonly isReused: boolean;
    }
  | {
      readonly kind: "undecided";
      readonly digest?: string;
      /** A clause that names the cause: `the registry answered 401 …`. */
      readonly reason: string;
    };

/** What came of all images, and with what they were looked at. */
export interface Scanning {
  /** Which Trivy it was; where all was kept from earlier runs it need not be there any more. */
  readonly program: TrivyProgram;
  readonly database: DatabaseIdentity;
  readonly javaDatabase: DatabaseIdentity | undefined;
  /** By reference. */
  readonly images: ReadonlyMap<string, ScannedImage>;
}
