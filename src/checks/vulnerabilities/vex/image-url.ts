import { looksLikeHost, parseImageReference } from "../../../model/image-reference.ts";
import type { PackageUrl } from "./package-url.ts";

/** An image of a run, on one of its platforms. */
export interface VexImage {
  /** `registry/repository`, as `parseImageReference` names it. */
  readonly name: string;
  /** Of the platform's own manifest, and of the index that names it. */
  readonly digests: readonly string[];
  /** Such as `amd64`, where one is known. */
  readonly architecture?: string;
}

/** One platform of an image, as VEX documents name it. */
export function vexImageOf(
  { name, digest }: { readonly name: string; readonly digest: string },
  scan: { readonly platform: string; readonly digest: string },
): VexImage {
  const architecture = scan.platform.split("/")[1];
  return {
    name,
    digests: [scan.digest, digest],
    ...(architecture === undefined ? {} : { architecture }),
  };
}

/** What an image has to be for a package URL to name it. */
interface ImageUrl {
  /** The whole name, or only its last part. */
  readonly name: { readonly whole: string } | { readonly last: string };
  readonly digest: string | undefined;
  readonly architecture: string | undefined;
}

/** The types of package URLs that stand for images (purl-spec, types-doc). */
const imageTypes: ReadonlySet<string> = new Set(["oci", "docker"]);

/** Whether a package URL is one of an image, whichever. */
export function isImageUrl({ type }: PackageUrl): boolean {
  return imageTypes.has(type);
}

/**
 * Whether a package URL is this image's. Names alone are those of many images, and tags are moved: it
 * needs the digest of a manifest, or all of the name.
 */
export function namesImage(purl: PackageUrl, image: VexImage): boolean {
  if (!isImageUrl(purl)) return false;
  const url = imageUrlOf(purl);
  if (typeof url === "string") return false;
  const { name, digest, architecture } = url;
  const isNamed =
    "whole" in name
      ? name.whole === image.name
      : name.last === image.name.slice(image.name.lastIndexOf("/") + 1);
  return (
    isNamed &&
    (digest === undefined || image.digests.includes(digest)) &&
    (architecture === undefined || architecture === image.architecture)
  );
}

/** Why a package URL of an image can name none, as a clause; nothing where it can. */
export function whyNoImage(purl: PackageUrl): string | undefined {
  const url = imageUrlOf(purl);
  return typeof url === "string" ? url : undefined;
}

/** The parts of a package URL of an image, or why it can name none. */
function imageUrlOf(purl: PackageUrl): ImageUrl | string {
  const { type, version, qualifiers, subpath } = purl;
  if (subpath !== undefined) return "a file in an image is not known here";
  if (version !== undefined && !/^sha256:[0-9a-f]{64}$/.test(version)) {
    return "a tag can be moved; name the digest, sha256:…";
  }
  for (const key of qualifiers.keys()) {
    if (key === "repository_url" || key === "arch") continue;
    // Beside a digest, a tag only tells where it once was found.
    if (key !== "tag")
      return `the qualifier ${JSON.stringify(key)} is not known here; leave it out`;
    if (version === undefined) return "a tag can be moved; name the digest, sha256:…";
  }
  const name = type === "oci" ? ociNameOf(purl) : dockerNameOf(purl);
  if (typeof name === "string") return name;
  return { name, digest: version, architecture: qualifiers.get("arch") };
}

/**
 * Of the type oci, `repository_url` is the whole name. A bare name would be that of every repository that
 * ends with it, so it needs a digest, or this, which Trivy does not ask.
 */
function ociNameOf({
  namespace,
  name,
  version,
  qualifiers,
}: PackageUrl): ImageUrl["name"] | string {
  const url = qualifiers.get("repository_url");
  const last = name.toLowerCase();
  if (namespace !== "") return "oci has no namespace; write it into repository_url";
  if (url === undefined) {
    return version === undefined
      ? "many images have the name; add a digest or repository_url"
      : { last };
  }
  const whole = repositoryIn(url);
  if (whole === undefined) return "its repository_url is not that of a repository";
  if (whole.slice(whole.lastIndexOf("/") + 1) !== last) {
    return "its repository_url ends with another name";
  }
  return { whole };
}

/**
 * Of the type docker, the namespace is "the registry/user/organization if present", and `repository_url`
 * is the registry: Docker Hub unless one of them tells another. The specification takes an image id for
 * its version; what everybody writes there, and what is known here, is the digest of a manifest.
 */
function dockerNameOf({ namespace, name, qualifiers }: PackageUrl): ImageUrl["name"] | string {
  const path = namespace === "" ? name : `${namespace}/${name}`;
  const url = qualifiers.get("repository_url");
  const registry = url === undefined ? undefined : bareUrl(url);
  if (registry !== undefined) {
    if (registry.includes("/") || !looksLikeHost(registry)) {
      return "its repository_url is not that of a registry; pkg:oci takes the whole name there";
    }
    if (namespace !== "" && looksLikeHost(namespace.split("/", 1)[0] ?? "")) {
      return "its namespace and its repository_url both name a registry";
    }
  }
  const isElsewhere = registry !== undefined && registry !== "hub.docker.com";
  const whole = repositoryIn(isElsewhere ? `${registry}/${path}` : path);
  return whole === undefined ? "its name is not that of a repository" : { whole };
}

function repositoryIn(url: string): string | undefined {
  const image = parseImageReference(bareUrl(url));
  return image.kind === "image" && image.hasDefaultTag ? image.name : undefined;
}

function bareUrl(url: string): string {
  return url.replace(/^https:\/\//, "").replace(/\/$/, "");
}
