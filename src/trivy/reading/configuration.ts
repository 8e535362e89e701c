import { platformName } from "../../registry/platform-matching.ts";
import type { ImageScan } from "../image-scan.ts";
import { lengths } from "./bounds.ts";
import { booleanAt, malformed, objectAt, textAt, textsAt, timeAt, type Fields } from "./fields.ts";

/** The image that Trivy was to look at. */
export interface ScannedTarget {
  /** `linux/amd64`, `linux/arm/v7` */
  readonly platform: string;
  /** Of the platform's own manifest. */
  readonly digest: string;
  /** Of the image's configuration, which is what Trivy knows an image by. */
  readonly configuration: string;
}

/** What the image says of itself. */
export type Configuration = Pick<ImageScan, "distribution" | "created" | "user" | "entrypoint">;

const longestUser = 256;
const entrypointBounds = { most: 64, length: 1_024 };

/** Reads the metadata of a report. Throws where it is about another image or platform than the target. */
export function configurationIn(metadata: Fields, target: ScannedTarget): Configuration {
  const { ImageID, OS, ImageConfig } = metadata;
  if (ImageID !== target.configuration) {
    const found = textAt(ImageID, "Metadata.ImageID", lengths.id);
    throw malformed(`it is about the image ${found || "of no name"}, not ${target.configuration}`);
  }
  const image = objectAt(ImageConfig, "Metadata.ImageConfig");
  refuseOtherPlatform(image, target);
  const { User, Entrypoint } = objectAt(image["config"], "Metadata.ImageConfig.config");
  const distribution = distributionIn(OS);
  const created = timeAt(image["created"], "Metadata.ImageConfig.created");
  return {
    ...(distribution === undefined ? {} : { distribution }),
    ...(created === undefined ? {} : { created }),
    user: textAt(User, "Metadata.ImageConfig.config.User", longestUser),
    entrypoint: textsAt(Entrypoint, "Metadata.ImageConfig.config.Entrypoint", entrypointBounds),
  };
}

/** Variants are left alone, as an image for `arm64` and an index that says `arm64/v8` mean the same. */
function refuseOtherPlatform(image: Fields, { platform }: ScannedTarget): void {
  const place = "Metadata.ImageConfig";
  const os = textAt(image["os"], `${place}.os`, lengths.word);
  const architecture = textAt(image["architecture"], `${place}.architecture`, lengths.word);
  // An old image may say nothing.
  if (os === "" && architecture === "") return;
  const own = platformName({ os, architecture, variant: undefined, osVersion: undefined });
  if (kindOf(own) === kindOf(platform)) return;
  throw malformed(`the image says that it is for ${kindOf(own)}, not ${platform}`);
}

/** `linux/arm` of `linux/arm/v7`, and `windows/amd64` of `windows(10.0.20348.2113)/amd64`. */
function kindOf(platform: string): string {
  const [os = "", architecture = ""] = platform.replace(/\([^)]*\)/, "").split("/");
  return `${os}/${architecture}`;
}

/** Trivy calls it `none` where it found packages and no distribution. */
function distributionIn(os: unknown): ImageScan["distribution"] {
  const { Family, Name, EOSL } = objectAt(os, "Metadata.OS");
  const family = textAt(Family, "Metadata.OS.Family", lengths.word);
  if (family === "" || family === "none") return undefined;
  return {
    family,
    version: textAt(Name, "Metadata.OS.Name", lengths.name),
    isEndOfLife: booleanAt(EOSL, "Metadata.OS.EOSL"),
  };
}
