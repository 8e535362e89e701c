import { isDigest } from "./digest.ts";
import { isMapping, mappingOf, type Mapping } from "./json.ts";

/** What a manifest says about something that can be fetched (OCI image specification, descriptor.md). */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations: Readonly<Record<string, string>>;
  /** Only a hint: registries are known to give a wrong one. */
  readonly artifactType: string | undefined;
  readonly platform: Platform | undefined;
}

export interface Platform {
  /** Empty where none is named, which runtimes take for their own. */
  readonly os: string;
  readonly architecture: string;
  readonly variant: string | undefined;
  /** Tells apart the builds of Windows that an image is for. */
  readonly osVersion: string | undefined;
}

/** A media type as messages show it: quoted, and not longer than any real one. */
export function shownType(mediaType: string): string {
  return JSON.stringify(mediaType.length > 120 ? `${mediaType.slice(0, 120)}…` : mediaType);
}

/** The descriptor that a value is, or undefined when it is none: untrusted JSON goes in. */
export function descriptorIn(value: unknown): Descriptor | undefined {
  const { mediaType, digest, size, annotations, artifactType, platform } = mappingOf(value);
  if (typeof mediaType !== "string" || !isDigest(digest)) return undefined;
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) return undefined;
  return {
    mediaType,
    digest,
    size,
    annotations: annotationsIn(annotations),
    artifactType: typeof artifactType === "string" ? artifactType : undefined,
    platform: isMapping(platform) ? platformIn(platform) : undefined,
  };
}

/** The annotations of a descriptor or a manifest: those that are text. */
export function annotationsIn(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(mappingOf(value));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** The platform that an object of an index, or the config of an image, names. */
export function platformIn(value: Mapping): Platform | undefined {
  const { architecture, variant } = value;
  const os = value["os"] ?? "";
  const osVersion = value["os.version"];
  if (typeof os !== "string" || typeof architecture !== "string") return undefined;
  return {
    os,
    architecture,
    variant: typeof variant === "string" ? variant : undefined,
    osVersion: typeof osVersion === "string" ? osVersion : undefined,
  };
}
