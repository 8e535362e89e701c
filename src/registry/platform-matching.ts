import type { Platform } from "./descriptor.ts";
import { RegistryError } from "./error.ts";
import type { ImagePlatform } from "./platforms.ts";

const osAliases: ReadonlyMap<string, string> = new Map([["macos", "darwin"]]);

/** Other names of an architecture and variant, by https://github.com/containerd/platforms, database.go. */
const architectureAliases: ReadonlyMap<string, readonly [string, string?]> = new Map([
  ["i386", ["386", ""]],
  ["x86_64", ["amd64"]],
  ["x86-64", ["amd64"]],
  ["aarch64", ["arm64"]],
  ["armhf", ["arm", "v7"]],
  ["armel", ["arm", "v6"]],
]);

/** A platform as containerd normalizes it: no variant is the usual one, and `linux/arm` is `linux/arm/v7`. */
function normalized({ os, architecture, variant = "", osVersion }: Platform): {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
  readonly osVersion: string;
} {
  const lowerOs = os.toLowerCase();
  const named = architecture.toLowerCase();
  const [alias, implied] = architectureAliases.get(named) ?? [named];
  return {
    os: osAliases.get(lowerOs) ?? lowerOs,
    architecture: alias,
    variant: usualVariant(alias, implied ?? variant.toLowerCase()),
    osVersion: osVersion ?? "",
  };
}

function usualVariant(architecture: string, variant: string): string {
  if (architecture === "arm64" && (variant === "8" || variant === "v8")) return "";
  if (architecture === "amd64" && variant === "v1") return "";
  if (architecture !== "arm") return variant;
  if (variant === "") return "v7";
  return /^[5-8]$/.test(variant) ? `v${variant}` : variant;
}

/** The name of a platform as containerd formats it: `linux/arm/v7`, `windows(10.0.20348.2113)/amd64`. */
export function platformName(platform: Platform): string {
  const { os, architecture, variant, osVersion } = normalized(platform);
  const build = osVersion === "" ? "" : `(${osVersion})`;
  return [`${os}${build}`, architecture, ...(variant === "" ? [] : [variant])].join("/");
}

/** The platform that a text such as `linux/arm/v7` names. */
export function platformNamed(text: string): Platform {
  const [first = "", architecture = "", variant] = text.split("/");
  const [, os = first, osVersion] = /^([^()]*)\(([^()]*)\)$/.exec(first) ?? [];
  return { os, architecture, variant, osVersion };
}

/**
 * What could run where one of the wanted platforms is asked for, by containerd's rules: of images that
 * are compared with each other the exact one, else the best that runs there too (`linux/arm/v6` on
 * `linux/arm/v7`). Without a wish all are taken; each image of a platform comes once. `name` is the
 * image's; throws `unsupported` when it is for none of the wanted.
 */
export function selectPlatforms(
  found: readonly ImagePlatform[],
  wanted: readonly string[] | undefined,
  name: string,
): readonly ImagePlatform[] {
  if (wanted === undefined) return eachOnce(found);
  const selected = new Set(wanted.flatMap((text) => allFor(text, found)));
  if (selected.size > 0) return eachOnce(found.filter((each) => selected.has(each)));
  const there = [...new Set(found.map((each) => each.name))].join(", ");
  const wish = wanted.join(", ");
  throw new RegistryError("unsupported", `${name} is not for ${wish}, but for ${there}`);
}

/** Those of the wanted platforms on which none of the images could run; none without a wish. */
export function lackingPlatforms(
  found: readonly ImagePlatform[],
  wanted: readonly string[] = [],
): readonly string[] {
  return [...new Set(wanted)].filter((text) => allFor(text, found).length === 0);
}

/** The best of each group of images that are compared with each other. */
function allFor(wanted: string, found: readonly ImagePlatform[]): readonly ImagePlatform[] {
  const platform = platformNamed(wanted);
  return [...new Set(found.map(({ among }) => among))].flatMap((among) =>
    bestFor(
      platform,
      found.filter((each) => each.among === among),
    ),
  );
}

/** An image may stand in several indexes of one image. */
function eachOnce(found: readonly ImagePlatform[]): readonly ImagePlatform[] {
  return [...new Map(found.map((each) => [`${each.name} ${each.digest}`, each])).values()];
}

function bestFor(wanted: Platform, found: readonly ImagePlatform[]): readonly ImagePlatform[] {
  const asked = normalized(wanted);
  for (const [architecture, variant] of runnableOn(asked.architecture, asked.variant)) {
    const matching = found.filter(({ platform }) => {
      const own = normalized(platform);
      const isBuild = asked.osVersion === "" || own.osVersion.startsWith(asked.osVersion);
      const isKind = own.architecture === architecture && own.variant === variant;
      return own.os === asked.os && isKind && isBuild;
    });
    if (matching.length > 0) return matching;
  }
  return [];
}

/** Architectures and variants that run on a processor, the best first (containerd/platforms, compare.go). */
function runnableOn(architecture: string, variant: string): readonly (readonly [string, string])[] {
  const own = [architecture, variant] as const;
  const number = Number(variant.slice(1));
  if (architecture === "amd64") {
    const older =
      number > 2 ? descending(number - 1, 2).map((n) => [architecture, `v${n}`] as const) : [];
    return [own, ...older, ...(variant === "" ? [] : [[architecture, ""] as const]), ["386", ""]];
  }
  if (architecture === "arm") {
    return [own, ...descending(number - 1, 5).map((n) => ["arm", `v${n}`] as const)];
  }
  if (architecture === "arm64") {
    const lower = lowerArm64(variant).map((each) => [architecture, each] as const);
    return [own, ...lower, ...descending(8, 5).map((n) => ["arm", `v${n}`] as const)];
  }
  return [own];
}

/** The variants of arm64 that run on one besides itself: v9 has all of v8.5, v9.1 all of v8.6, and so on. */
function lowerArm64(variant: string): readonly string[] {
  const [, major = "8", minor = "0"] = /^v([89])(?:\.(\d))?$/.exec(variant) ?? [];
  const steps = (of: string, most: number): string[] =>
    descending(most, 1).map((n) => `v${of}.${n}`);
  if (major === "8") return [...steps("8", Number(minor)), ""];
  return [...steps("9", Number(minor)), "v9", ...steps("8", Math.min(9, Number(minor) + 5)), ""];
}

function descending(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => from - index);
}
