import { annotationsIn, descriptorIn, type Descriptor } from "./descriptor.ts";
import { RegistryError } from "./error.ts";
import { manifestNames, readAsGo } from "./go-json.ts";
import { isMapping, type Mapping } from "./json.ts";

/** What every manifest has; the bytes have been compared with the digest. */
interface Fetched {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly annotations: Readonly<Record<string, string>>;
  readonly artifactType: string | undefined;
  /** What it refers to, by its own word. */
  readonly subject: Descriptor | undefined;
  /** The host that it came from. */
  readonly from: string;
}

export interface ImageManifest extends Fetched {
  readonly kind: "image";
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export interface IndexManifest extends Fetched {
  readonly kind: "index";
  readonly manifests: readonly Descriptor[];
}

export type Manifest = ImageManifest | IndexManifest;

export const indexType = "application/vnd.oci.image.index.v1+json";

const kinds: ReadonlyMap<string, Manifest["kind"]> = new Map([
  ["application/vnd.oci.image.manifest.v1+json", "image"],
  [indexType, "index"],
  ["application/vnd.docker.distribution.manifest.v2+json", "image"],
  ["application/vnd.docker.distribution.manifest.list.v2+json", "index"],
]);

/** The value of Accept with which manifests are asked for. */
export const manifestTypes: string = [...kinds.keys()].join(", ");

/** Types that servers send for JSON whose kind they do not know. */
const unspecific: ReadonlySet<string> = new Set(["", "application/json", "text/plain"]);

/** A media type of a header, without its parameters. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/**
 * Reads a manifest. One whose type is told differently by header and body, that is both an image and
 * an index, or that Go reads differently, is refused, since two readers could take it for two things.
 */
export function parseManifest(
  bytes: Buffer,
  { digest, contentType, from }: { digest: string; contentType: string; from: string },
): Manifest {
  const json = objectIn(bytes, from);
  const mediaType = agreedType(json, contentType, from);
  const kind = kinds.get(mediaType);
  if (kind === undefined) {
    const old = /\.v1\+(?:json|prettyjws)$/.test(mediaType) ? " of the first schema" : "";
    throw new RegistryError("unsupported", `${from} sent a manifest${old} of a type not asked for`);
  }
  const { artifactType, subject } = json;
  const common = {
    digest,
    mediaType,
    bytes,
    from,
    annotations: annotationsIn(json["annotations"]),
    artifactType: typeof artifactType === "string" ? artifactType : undefined,
    subject: subject === undefined ? undefined : required(descriptorIn(subject), from),
  };
  if (kind === "index") {
    refuseBoth(json, ["config", "layers"], from);
    return { ...common, kind, manifests: descriptorsIn(json["manifests"], from) };
  }
  refuseBoth(json, ["manifests"], from);
  const config = required(descriptorIn(json["config"]), from);
  return { ...common, kind, config, layers: descriptorsIn(json["layers"], from) };
}

function objectIn(bytes: Buffer, from: string): Mapping {
  let json: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    json = readAsGo(text, manifestNames, `a manifest from ${from}`);
  } catch (error) {
    if (error instanceof RegistryError) throw error;
    throw new RegistryError("bad-response", `${from} sent a manifest that is not JSON`);
  }
  if (!isMapping(json)) throw malformed(from);
  return json;
}

function agreedType({ mediaType }: Mapping, contentType: string, from: string): string {
  const header = mediaTypeOf(contentType);
  if (mediaType === undefined) return header;
  if (typeof mediaType !== "string") throw malformed(from);
  if (mediaType === header || unspecific.has(header)) return mediaType;
  throw new RegistryError(
    "bad-response",
    `${from} sent a manifest whose types contradict each other`,
  );
}

function refuseBoth(json: Mapping, foreign: readonly string[], from: string): void {
  if (foreign.some((key) => json[key] !== undefined)) {
    throw new RegistryError("bad-response", `${from} sent a manifest that is both image and index`);
  }
}

function descriptorsIn(value: unknown, from: string): readonly Descriptor[] {
  // Go writes an empty list as null.
  if (value === null) return [];
  if (!Array.isArray(value)) throw malformed(from);
  return value.map((item) => required(descriptorIn(item), from));
}

function required(descriptor: Descriptor | undefined, from: string): Descriptor {
  if (descriptor === undefined) throw malformed(from);
  return descriptor;
}

function malformed(from: string): RegistryError {
  return new RegistryError("bad-response", `${from} sent a malformed manifest`);
}
