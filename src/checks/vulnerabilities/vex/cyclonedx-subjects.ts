import type { JsonPlace } from "./json-place.ts";
import { parsePackageUrl } from "./package-url.ts";
import { componentOf, type VexComponent, type VexProduct } from "./statement.ts";

/** What a `ref` under `affects` stands for; nothing where that cannot be told from this document. */
export type CycloneDxSubjects = (ref: JsonPlace) => VexProduct | undefined;

/**
 * Resolves references within a document. What `metadata.component` describes is the product, and every
 * other component a part of it; without it a component stands for itself. A BOM-Link to another
 * document stands for nothing, for what that document describes is not known here.
 */
export function cycloneDxSubjects(root: JsonPlace): CycloneDxSubjects {
  const main = root.at("metadata").at("component");
  const product = main.exists ? componentAt(main) : undefined;
  const mainRef = main.at("bom-ref").optionalText();
  const components = new Map<string, VexComponent>();
  addComponents(main.at("components"), components);
  addComponents(root.at("components"), components);
  const linked = bomLinkOf(root);
  return (place) => {
    const text = place.text();
    const ref = linked !== undefined && text.startsWith(linked) ? fragmentOf(place, linked) : text;
    if (product !== undefined && ref === mainRef) return { ...product, parts: undefined };
    const found = components.get(ref) ?? packageIn(ref);
    if (found === undefined) {
      // A reference that is neither a link nor known here is a slip of the pen, which would clear nothing.
      return ref.startsWith("urn:cdx:")
        ? undefined
        : place.refuse("names no component of the document");
    }
    return product === undefined ? { ...found, parts: undefined } : { ...product, parts: [found] };
  };
}

function addComponents(list: JsonPlace, into: Map<string, VexComponent>): void {
  for (const place of list.items()) {
    const ref = place.at("bom-ref").optionalText();
    if (ref !== undefined) {
      if (into.has(ref)) place.at("bom-ref").refuse("names a second component of one reference");
      into.set(ref, componentAt(place));
    }
    addComponents(place.at("components"), into);
  }
}

function componentAt(place: JsonPlace): VexComponent {
  place.object();
  const purl = place.at("purl");
  // Syft writes the digest of an image into its version.
  const version = place.at("type").value === "container" ? place.at("version").value : undefined;
  const isDigest = typeof version === "string" && /^sha256:[0-9a-f]{64}$/.test(version);
  return {
    purls: purl.exists ? [purl.packageUrl()] : [],
    digests: isDigest ? [version] : [],
  };
}

/** `urn:cdx:serial/version#`, with which a document can name its own parts too. */
function bomLinkOf(root: JsonPlace): string | undefined {
  const serial = root.at("serialNumber").optionalText();
  if (serial?.startsWith("urn:uuid:") !== true) return undefined;
  const { value } = root.at("version");
  return `urn:cdx:${serial.slice("urn:uuid:".length)}/${typeof value === "number" ? value : 1}#`;
}

function fragmentOf(place: JsonPlace, link: string): string {
  const text = place.text().slice(link.length);
  try {
    return decodeURIComponent(text);
  } catch {
    return place.refuse("is not well encoded; a BOM-Link ends with a percent-encoded bom-ref");
  }
}

function packageIn(ref: string): VexComponent | undefined {
  const purl = parsePackageUrl(ref);
  return purl === undefined ? undefined : componentOf(purl);
}
