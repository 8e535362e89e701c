import type { PackageUrl } from "./package-url.ts";

export const vexStatuses = ["not_affected", "affected", "fixed", "under_investigation"] as const;
export type VexStatus = (typeof vexStatuses)[number];

/** The names of one piece of software; each of them stands for it. */
export interface VexComponent {
  readonly purls: readonly PackageUrl[];
  /** Of images and files: `sha256:` and 64 hex digits. */
  readonly digests: readonly string[];
}

/** What a statement is about: the software, or only parts of it. */
export interface VexProduct extends VexComponent {
  /** `undefined` means the whole product; an empty list means parts that have no name known here. */
  readonly parts: readonly VexComponent[] | undefined;
}

/** What somebody says of a vulnerability in products. */
export interface VexStatement {
  /** The vulnerability's names. */
  readonly ids: readonly string[];
  readonly products: readonly VexProduct[];
  readonly status: VexStatus;
  /** A label of the format's, such as `component_not_present`. */
  readonly justification?: string;
  /** Why it is not affected, and whatever else the author says of it, in the author's words. */
  readonly text?: string;
  /** Milliseconds since 1970; `undefined`, where nothing says when, is older than any time. */
  readonly time: number | undefined;
}

/** A VEX document, reduced to what it states. */
export interface VexDocument {
  /** As the policy names it, or what it is attested to. */
  readonly path: string;
  readonly format: "OpenVEX" | "CSAF" | "CycloneDX";
  /** In the order of the document. */
  readonly statements: readonly VexStatement[];
  /** For each name of a vulnerability the places of its statements in that list. */
  readonly byId: ReadonlyMap<string, readonly number[]>;
  /**
   * The digest of an image, or of one platform of it, where the document is an attestation of that: then
   * it speaks of nothing else, whatever products it names.
   */
  readonly attestedTo?: string;
}

/** The author's words of several members of a document, each once; nothing where there are none. */
export function textOf(parts: readonly (string | undefined)[]): { readonly text?: string } {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? {} : { text: [...new Set(said)].join("; ") };
}

/** Whether there is nothing to mend by a statement of this status. */
export function clears(status: VexStatus): boolean {
  return status === "not_affected" || status === "fixed";
}

/** The component that a package URL names and nothing else. */
export function componentOf(purl: PackageUrl): VexComponent {
  return { purls: [purl], digests: [] };
}
