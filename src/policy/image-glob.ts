import { parseImageReference } from "../model/image-reference.ts";

/** A compiled glob of images; it says yes only to a whole text. */
export interface ImageGlob {
  readonly pattern: string;
  readonly matches: (text: string) => boolean;
}

/** The ways to write one image, as far as globs may look at them. */
export interface ImageSpellings {
  /** Each of them names what will run and nothing else. */
  readonly exact: readonly string[];
  /** The text as written where a tag beside its digest says what nothing depends on. */
  readonly decorated: readonly string[];
}

type Piece = "segment" | "anything" | { readonly text: string };

/** Longer than any reference; keeps the work for one character of a text small. */
const longestPattern = 1024;

/** The whole registry of Docker Hub under the name that ClusterImagePolicy knows. */
const hubOfPolicies = "index.docker.io";

/** Two patterns that upstream reads as written for Docker Hub, lest they match every registry. */
const upgrades: ReadonlyMap<string, string> = new Map([
  ["*", `${hubOfPolicies}/library/*`],
  ["*/*", `${hubOfPolicies}/*/*`],
]);

/**
 * The glob of a ClusterImagePolicy (sigstore/policy-controller, pkg/apis/glob/glob.go): `*` takes any
 * characters but `/`, `**` any at all, everything else itself. Matching takes time in proportion to the
 * text. The pattern has to be one that `mistakeInImageGlob` lets through.
 */
export function compileImageGlob(pattern: string): ImageGlob {
  const pieces = piecesOf(upgrades.get(pattern) ?? pattern);
  return { pattern, matches: (text) => matchesPieces(pieces, text) };
}

/** What is wrong with a glob of images, as a clause; nothing where it is well formed. */
export function mistakeInImageGlob(pattern: string): string | undefined {
  if (pattern === "") return "it is empty; write e.g. ghcr.io/acme/**";
  if (pattern.length > longestPattern) return `it is longer than ${longestPattern} characters`;
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(pattern);
  if (scheme !== null) return `it has a scheme; begin with the registry, without ${scheme[0]}`;
  const wrong = /[^A-Za-z0-9\-_:/*.@]/u.exec(pattern);
  if (wrong === null) return undefined;
  const shown = JSON.stringify(wrong[0]);
  return `a glob of images has only letters, digits and -_:/*.@, and its character ${wrong.index + 1} is ${shown}`;
}

/**
 * The spellings of a reference that globs are compared with: the fully qualified name under both names
 * of Docker Hub, and the text as written. A host in another case or with the port of https written out
 * is the same host, so it gets the plain spelling too. None for a reference that no runtime can pull.
 */
export function spellingsOf(reference: string): ImageSpellings {
  const image = parseImageReference(reference);
  if (image.kind === "malformed") return { exact: [], decorated: [] };
  const { registry, repository, tag, digest } = image;
  const suffix = digest === undefined ? `:${tag ?? "latest"}` : `@${digest}`;
  const hosts =
    registry === "docker.io"
      ? [hubOfPolicies, registry]
      : [registry, registry.toLowerCase().replace(/:0*443$/, "")];
  const full = hosts.map((host) => `${host}/${repository}${suffix}`);
  const isDecorated = digest !== undefined && tag !== undefined;
  const plain = isDecorated ? reference.replace(`:${tag}@`, "@") : reference;
  return { exact: [...new Set([...full, plain])], decorated: isDecorated ? [reference] : [] };
}

/** `***` is `**` and then `*`, as upstream replaces them from the left. */
function piecesOf(pattern: string): Piece[] {
  return (pattern.match(/\*\*|\*|[^*]+/g) ?? []).map((part) => {
    if (part === "**") return "anything";
    return part === "*" ? "segment" : { text: part };
  });
}

/** Keeps for each piece all offsets at which the pieces before it can end, so that nothing is tried twice. */
function matchesPieces(pieces: readonly Piece[], text: string): boolean {
  let ends = new Uint8Array(text.length + 1);
  ends[0] = 1;
  for (const piece of pieces) ends = endsAfter(piece, text, ends);
  return ends[text.length] === 1;
}

function endsAfter(
  piece: Piece,
  text: string,
  starts: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const ends = new Uint8Array(starts.length);
  for (let at = 0; at < starts.length; at++) {
    if (typeof piece === "object") {
      if (starts[at] === 1 && text.startsWith(piece.text, at)) ends[at + piece.text.length] = 1;
      continue;
    }
    const grows = at > 0 && ends[at - 1] === 1 && (piece === "anything" || text[at - 1] !== "/");
    if (starts[at] === 1 || grows) ends[at] = 1;
  }
  return ends;
}
