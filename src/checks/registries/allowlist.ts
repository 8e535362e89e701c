import {
  canonicalRegistry,
  looksLikeHost,
  mistakeInHost,
  parseImageReference,
  type Image,
} from "../../model/image-reference.ts";

/** The places that a policy allows images to come from. */
export interface Allowlist {
  /** As the policy writes them, for messages. */
  readonly entries: readonly string[];
  readonly admits: (image: Image) => boolean;
}

/**
 * Entries are a host, a path beneath it, or a repository, and end at a path boundary of the
 * normalised name whether or not they are written with a `/` at the end; hosts match exactly.
 */
export function allowlistOf(entries: readonly string[]): Allowlist {
  const repositories = new Set<string>();
  const prefixes = new Set<string>();
  for (const entry of entries) {
    const path = canonicalEntry(entry);
    prefixes.add(path.endsWith("/") ? path : `${path}/`);
    if (!path.endsWith("/")) repositories.add(path);
  }
  const admits = ({ name }: Image): boolean => {
    if (repositories.has(name)) return true;
    for (let slash = name.indexOf("/"); slash !== -1; slash = name.indexOf("/", slash + 1)) {
      if (prefixes.has(name.slice(0, slash + 1))) return true;
    }
    return false;
  };
  return { entries, admits };
}

/** What is wrong with an entry of `registries.allow` and what to write instead, as a clause; nothing if it is good. */
export function mistakeInAllowEntry(entry: string): string | undefined {
  if (entry === "") return "it is empty; write a registry, e.g. ghcr.io/acme/";
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(entry);
  if (scheme !== null) return `it has a scheme; write the host without ${scheme[0]}`;
  if (entry.startsWith("/")) return "it starts with a slash; start with the host";
  if (/[*?[\]{}]/.test(entry.replace(/^\[[0-9A-Fa-f:]*\]/, ""))) {
    return "it is a glob; an entry admits everything beneath it, so write e.g. ghcr.io/acme/";
  }
  if (entry.includes("@")) return "it has an @; write the repository without digest or user";
  return mistakeInHostOf(entry) ?? mistakeInPathOf(entry);
}

function mistakeInHostOf(entry: string): string | undefined {
  const host = entry.split("/", 1)[0] ?? "";
  if (!looksLikeHost(host)) {
    return `it names no registry; write docker.io/${entry} for Docker Hub, or the registry's host in front`;
  }
  const mistake = mistakeInHost(host);
  if (mistake !== undefined) return `it matches nothing: ${mistake}`;
  const lowerCase = host.toLowerCase();
  if (lowerCase === host || !looksLikeHost(lowerCase)) return undefined;
  return `it has a host in upper case, and hosts are compared exactly; write ${lowerCase}`;
}

function mistakeInPathOf(entry: string): string | undefined {
  const slash = entry.indexOf("/");
  if (slash === -1 || slash === entry.length - 1) return undefined;
  const repository = entry.endsWith("/") ? entry.slice(0, -1) : entry;
  const parsed = parseImageReference(repository);
  if (parsed.kind === "malformed") return `it matches nothing: ${parsed.reason}`;
  if (parsed.tag === undefined) return undefined;
  return `it has a tag; write ${entry.slice(0, entry.lastIndexOf(":"))}, tags are not compared`;
}

function canonicalEntry(entry: string): string {
  const slash = entry.indexOf("/");
  if (slash === -1) return `${canonicalRegistry(entry)}/`;
  return canonicalRegistry(entry.slice(0, slash)) + entry.slice(slash);
}
