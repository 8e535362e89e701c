import type { Image } from "../../model/image-reference.ts";
import type { DatabaseIdentity } from "../../model/vulnerabilities-summary.ts";
import type { ImageScan } from "../../trivy/image-scan.ts";
import type { TrivyProgram } from "../../trivy/program.ts";
import type { Obstacle } from "./scan-reason.ts";

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
  | ({ readonly kind: "undecided"; readonly digest?: string } & Obstacle);

/** What came of all images, and with what they were looked at. */
export interface Scanning {
  /** Which Trivy it was; where all was kept from earlier runs it need not be there any more. */
  readonly program: TrivyProgram;
  readonly database: DatabaseIdentity;
  readonly javaDatabase: DatabaseIdentity | undefined;
  /** By reference. */
  readonly images: ReadonlyMap<string, ScannedImage>;
  /** What else that was asked for could not be done, as clauses; the images are as they are. */
  readonly obstacles?: readonly string[];
  /** Sentences for the reader about where the database came from, and what was written besides. */
  readonly notices?: readonly string[];
}
