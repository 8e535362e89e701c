/** The formats of software bills of materials, as `trivy convert` names them. */
export const sbomFormats = ["cyclonedx", "spdx-json"] as const;
export type SbomFormat = (typeof sbomFormats)[number];

/** One kind of files that is written, and where. */
export interface SbomOrder {
  readonly format: SbomFormat;
  /** The folder for the files; it is made if it is missing. */
  readonly folder: string;
}
