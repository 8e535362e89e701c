/** Trivy's own severities. */
export type TrivySeverity = "CRITICAL" | "HIGH" | "MEDIUM" | "LOW" | "UNKNOWN";

/** What there is to know about a vulnerability wherever it occurs; images of a run that are told the same share it. */
export interface VulnerabilityFacts {
  readonly id: string;
  readonly title?: string;
  readonly url?: string;
  readonly cvss?: { readonly score: number; readonly vector?: string };
  /** ISO 8601 */
  readonly published?: string;
  readonly lastModified?: string;
}

/** A vulnerability of one package. */
export interface ScannedVulnerability {
  readonly facts: VulnerabilityFacts;
  readonly severity: TrivySeverity;
  readonly severitySource?: string;
  readonly package: string;
  readonly installed: string;
  readonly fixed?: string;
  readonly status?: string;
  readonly purl?: string;
  /** The file in the image, for packages of a language. */
  readonly path?: string;
}

export interface ScannedPackage {
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  /** Whether it is one of the distribution's. */
  readonly isSystem: boolean;
}

/** Something that looks like a secret; never the secret itself. */
export interface ScannedSecret {
  readonly rule: string;
  readonly category: string;
  readonly severity: TrivySeverity;
  readonly title: string;
  /** The file in the image, from its root; without a slash in front it is the image's configuration. */
  readonly path: string;
  readonly line: number;
}

/** What Trivy says of one platform of an image. */
export interface ImageScan {
  /** `linux/amd64`, `linux/arm/v7` */
  readonly platform: string;
  /** Of the platform's own manifest. */
  readonly digest: string;
  readonly distribution?: {
    readonly family: string;
    readonly version: string;
    readonly isEndOfLife: boolean;
  };
  /** When the image says it was made; ISO 8601. */
  readonly created?: string;
  /** The user that the image's configuration names; the empty text where it names none, which is root. */
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly packages: readonly ScannedPackage[];
  readonly vulnerabilities: readonly ScannedVulnerability[];
  readonly secrets: readonly ScannedSecret[];
  /** Sentences about what could not be recognised in it, so that nothing found is not read as nothing there. */
  readonly remarks: readonly string[];
}
