import { nearest } from "../nearest.ts";
import type { PodSecurityLevel, PodSecurityTarget } from "./policy.ts";
import { oneOfThese } from "./words.ts";

/** The levels of the Pod Security Standards, from the widest to the narrowest. */
export const podSecurityLevels = [
  "privileged",
  "baseline",
  "restricted",
] as const satisfies readonly PodSecurityLevel[];

/** The same as `parsePodSecurity`, for editors. */
export const podSecurityPattern = `^(${podSecurityLevels.join("|")})(:(latest|v1\\.(0|[1-9][0-9]{0,3})))?$`;

const minorVersion = /^v1\.(0|[1-9]\d{0,3})$/;

/**
 * The target that `LEVEL` or `LEVEL:VERSION` names, or what is wrong with the text, as a clause that says
 * what would be valid. A version newer than this one knows is kept: Kubernetes applies its newest text too.
 */
export function parsePodSecurity(text: string): PodSecurityTarget | { readonly mistake: string } {
  const colon = text.indexOf(":");
  const name = colon === -1 ? text : text.slice(0, colon);
  const version = colon === -1 ? "latest" : text.slice(colon + 1);
  const level = podSecurityLevels.find((known) => known === name);
  if (level === undefined) {
    const near = nearest(name, podSecurityLevels);
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    return { mistake: `the level must be ${oneOfThese(podSecurityLevels)}${hint}` };
  }
  if (version === "latest") return { level, version };
  const minor = minorVersion.exec(version)?.[1];
  if (minor !== undefined) return { level, version: Number(minor) };
  const meant = minorVersion.test(`v${version}`) ? `; did you mean "${level}:v${version}"?` : "";
  return { mistake: `the version must be "latest" or a minor version such as v1.31${meant}` };
}
