import { isImageUrl, whyNoImage, type VexImage } from "./image-url.ts";
import type { PackageUrl } from "./package-url.ts";
import type { VexComponent, VexDocument } from "./statement.ts";
import { isImage } from "./verdict.ts";

/** What a document of the policy says in vain. */
export interface IdleVex {
  /** The document's. */
  readonly file: string;
  /** Names of images that no image of the run goes by. */
  readonly strangers: readonly string[];
  /** Package URLs of images that can name none, each with the reason as a clause. */
  readonly unclear: readonly string[];
  /** Whether it has statements, and none of them is about anything that was found. */
  readonly isUnheard: boolean;
}

/** Longer names are shortened where a notice quotes them. */
const longestName = 120;

/**
 * The documents that say something in vain, of those that the policy names: each was written for
 * something, and a slip of the pen in a product clears nothing without a word.
 */
export function idleVex(
  documents: readonly VexDocument[],
  images: readonly VexImage[],
  heard: ReadonlySet<VexDocument>,
): readonly IdleVex[] {
  return documents
    .filter(({ attestedTo }) => attestedTo === undefined)
    .map((document) => ({
      file: document.path,
      ...namesIn(document, images),
      isUnheard: document.statements.length > 0 && !heard.has(document),
    }))
    .filter(
      ({ strangers, unclear, isUnheard }) =>
        strangers.length > 0 || unclear.length > 0 || isUnheard,
    );
}

function namesIn(
  { statements }: VexDocument,
  images: readonly VexImage[],
): Pick<IdleVex, "strangers" | "unclear"> {
  const strangers = new Set<string>();
  const unclear = new Set<string>();
  // Of a CSAF document, hundreds of statements share a product.
  const products = new Set<VexComponent>(statements.flatMap((statement) => statement.products));
  for (const product of products) {
    const urls = product.purls.filter(isImageUrl);
    if (images.some((image) => isImage(product, image))) continue;
    for (const url of urls) {
      const why = whyNoImage(url);
      if (why === undefined) strangers.add(shown(url));
      else unclear.add(`${shown(url)} (${why})`);
    }
    // The hash beside the name of a package is that of its file.
    if (product.purls.length > 0) continue;
    for (const digest of product.digests) strangers.add(shortened(digest));
  }
  return { strangers: [...strangers].sort(), unclear: [...unclear].sort() };
}

/** A package URL as its author wrote it, but for escapes. */
function shown({ type, namespace, name, version, qualifiers }: PackageUrl): string {
  const path = namespace === "" ? name : `${namespace}/${name}`;
  const query = [...qualifiers].map(([key, value]) => `${key}=${value}`).join("&");
  const at = version === undefined ? "" : `@${version}`;
  return shortened(`pkg:${type}/${path}${at}${query === "" ? "" : `?${query}`}`);
}

function shortened(text: string): string {
  return text.length > longestName ? `${text.slice(0, longestName)}…` : text;
}
