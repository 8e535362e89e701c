import { UsageError } from "../../errors.ts";
import type { Resource } from "../../kubernetes/resource.ts";
import { parseImageReference } from "../../model/image-reference.ts";
import type { Location } from "../../model/location.ts";
import type {
  NamedFile,
  SignatureEntry,
  SignaturesPolicy,
  SkipEntry,
} from "../../policy/signatures.ts";
import type { ClusterImagePolicy } from "./cluster-image-policy/cluster-image-policy.ts";
import { selects } from "./cluster-image-policy/match.ts";
import { needsOf, type KeysIn } from "./entry-needs.ts";
import {
  compileImageGlob,
  spellingsOf,
  type ImageGlob,
  type ImageSpellings,
} from "../../policy/image-glob.ts";
import { readKeys, type TrustedKey } from "../../sigstore/keys.ts";
import type { Need } from "./need.ts";

/** An image that would run, and the object that says so, if a file does. */
export interface ImageInQuestion {
  readonly reference: string;
  readonly resource: Resource | undefined;
}

/** What a policy says about one image. At most one of `skipped` and `unlisted` is there. */
export interface ImageRequirements {
  /** All of them must be met. */
  readonly needs: readonly Need[];
  /** The entry that lets the image through unsigned. */
  readonly skipped?: SkipEntry;
  readonly unlisted?: Unlisted;
}

/** What becomes of an image that nothing names. */
export interface Unlisted {
  readonly level: SignaturesPolicy["unlisted"];
  /** A glob that matches the image's name without its tag and digest, and so almost matched. */
  readonly nearMiss?: { readonly match: string; readonly location: Location };
}

interface CompiledEntry {
  readonly entry: SignatureEntry;
  readonly glob: ImageGlob;
  readonly needs: readonly Need[];
}

/** The section `signatures` with its globs compiled and its files read. */
export interface SignatureRequirements {
  readonly entries: readonly CompiledEntry[];
  readonly policies: readonly ClusterImagePolicy[];
  readonly unlisted: SignaturesPolicy["unlisted"];
}

/**
 * Prepares the section for any number of images. `readFile` hands over the text of a file that the
 * policy names; what it throws as a UsageError is a mistake of the policy. Throws one UsageError with
 * all mistakes, a line for each.
 */
export function prepareSignatures(
  section: SignaturesPolicy,
  policyPath: string,
  readFile: (path: string) => string,
  policies: readonly ClusterImagePolicy[],
): SignatureRequirements {
  const mistakes = new Set<string>();
  const keysIn: KeysIn = (file, hash) => {
    try {
      return readKeys(readFile(file.path), file.path, hash);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.add(`${placeOf(file)}: ${error.message}`);
      return noKeys;
    }
  };
  const entries = section.images.map((entry) => ({
    entry,
    glob: compileImageGlob(entry.match),
    needs: entry.kind === "skip" ? [] : needsOf(entry, policyPath, keysIn),
  }));
  if (mistakes.size > 0) throw new UsageError([...mistakes]);
  return { entries, policies, unlisted: section.unlisted };
}

/**
 * What the policy asks of an image. Several entries that match it must all be met, and so must all
 * ClusterImagePolicies; an entry that skips it overrules both. A reference that no runtime can pull
 * matches nothing and is unlisted: whoever asks has to refuse it first.
 */
export function requirementsFor(
  image: ImageInQuestion,
  { entries, policies, unlisted }: SignatureRequirements,
): ImageRequirements {
  const spellings = spellingsOf(image.reference);
  const skipped = entries.find(({ entry, glob }) => skips(entry, glob, spellings))?.entry;
  if (skipped?.kind === "skip") return { needs: [], skipped };
  const listing = entries.filter(
    ({ entry, glob }) => entry.kind === "demand" && matches(glob, spellings),
  );
  const applying = policies
    .filter(({ globs }) => globs.some((glob) => matches(glob, spellings)))
    .flatMap((policy) => needOf(policy, image.resource));
  if (listing.length > 0 || applying.length > 0) {
    return { needs: [...listing.flatMap((listed) => listed.needs), ...applying] };
  }
  const nearMiss = nearMissFor(image.reference, entries);
  return {
    needs: [],
    unlisted: { level: unlisted, ...(nearMiss === undefined ? {} : { nearMiss }) },
  };
}

function needOf(policy: ClusterImagePolicy, resource: Resource | undefined): Need[] {
  const selection = selects(policy.match, resource);
  if (!selection.selects) return [];
  const { title, mode, ways, location } = policy;
  const assumptions = selection.assuming.map((clause) => `It was taken to hold that ${clause}.`);
  return [
    { title, mode, ways, platforms: "top", notes: [...policy.notes, ...assumptions], location },
  ];
}

function matches(glob: ImageGlob, { exact, decorated }: ImageSpellings): boolean {
  return [...exact, ...decorated].some((text) => glob.matches(text));
}

/** A tag beside a digest is whatever its writer likes, so it must not let anything through. */
function skips(entry: SignatureEntry, glob: ImageGlob, { exact }: ImageSpellings): boolean {
  return entry.kind === "skip" && exact.some((text) => glob.matches(text));
}

/** A glob without a wildcard for the tag is the usual slip: it matches no reference that has one. */
function nearMissFor(reference: string, entries: readonly CompiledEntry[]): Unlisted["nearMiss"] {
  const image = parseImageReference(reference);
  if (image.kind === "malformed") return undefined;
  const bare = image.registry === "docker.io" ? [image.name, `index.${image.name}`] : [image.name];
  const near = entries.find(({ glob }) => bare.some((text) => glob.matches(text)))?.entry;
  return near === undefined ? undefined : { match: near.match, location: near.location };
}

const noKeys: readonly TrustedKey[] = [];

function placeOf({ location }: NamedFile): string {
  return `${location.path}:${location.line}:${location.column}`;
}
