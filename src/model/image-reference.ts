/** A reference that a container runtime can pull, taken apart and with the defaults filled in. */
export interface Image {
  readonly kind: "image";
  /** Host and port; `docker.io` for every spelling that runtimes send to Docker Hub. */
  readonly registry: string;
  readonly repository: string;
  /** `registry/repository`, e.g. `docker.io/library/nginx`: what policies are compared with. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** Neither tag nor digest is written, so runtimes pull `latest`. */
  readonly hasDefaultTag: boolean;
}

/** A reference that no runtime can pull. */
export interface MalformedReference {
  readonly kind: "malformed";
  /** What is wrong and where: one line of printable ASCII, a clause without its full stop. */
  readonly reason: string;
}

export type ImageReference = Image | MalformedReference;

/** A piece of a reference and the offset at which it starts, so that mistakes can be located. */
interface Piece {
  readonly text: string;
  readonly start: number;
}

const hub = "docker.io";
/** Of a repository without its host, as in distribution/reference (RepositoryNameTotalLengthMax). */
const longestRepository = 255;
const longestTag = 128;
/** More than the longest host, port, repository, tag and digest together. */
const longestReference = 1024;

const hexDigits: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);

/**
 * Reads a reference by the grammar and the defaults of github.com/distribution/reference, which
 * kubelet, containerd, CRI-O and Docker share. Never throws; time is linear in the text.
 */
export function parseImageReference(text: string): ImageReference {
  const obstacle = obstacleIn(text);
  if (obstacle !== undefined) return malformed(obstacle);
  const [named, digest] = cut({ text, start: 0 }, "@");
  const { registry, path } = splitRegistry(named);
  const [repository, tag] = cut(path, ":");
  const mistake =
    (registry === undefined ? undefined : mistakeInHost(registry.text, registry.start)) ??
    mistakeInRepository(repository) ??
    (tag === undefined ? undefined : mistakeInTag(tag)) ??
    (digest === undefined ? undefined : mistakeInDigest(digest));
  if (mistake !== undefined) return malformed(mistake);
  return imageOf(registry?.text, repository.text, tag?.text, digest?.text);
}

/** Whether the part in front of the first `/` of a name is a host, or already part of the repository. */
export function looksLikeHost(component: string): boolean {
  return (
    component === "localhost" || /[.:]/.test(component) || component !== component.toLowerCase()
  );
}

/** The registry under the one name that policies use for it. */
export function canonicalRegistry(host: string): string {
  return host === "index.docker.io" ? hub : host;
}

/** What keeps a text from being a host with an optional port, as a clause; nothing if it is one. */
export function mistakeInHost(host: string, start = 0): string | undefined {
  if (host.startsWith("[")) {
    if (/^\[[0-9A-Fa-f:]+\](?::[0-9]+)?$/.test(host)) return undefined;
    return `the registry ${quoted(host)}${at(start)} is not an IPv6 address in brackets with an optional port`;
  }
  const [name, port] = cut({ text: host, start }, ":");
  if (port !== undefined && !/^[0-9]+$/.test(port.text)) {
    return `the registry ${quoted(host)} has a port that is not a number${at(port.start)}`;
  }
  const wrong = findPart(name, ".", (part) => hostPart.test(part));
  if (wrong === undefined) return undefined;
  return wrong.text === ""
    ? `the registry ${quoted(host)} has an empty part${at(wrong.start)}`
    : `the registry ${quoted(host)} is not a host name: ${quoted(wrong.text)}${at(wrong.start)}`;
}

const hostPart = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const repositoryPart = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const wholeRepository =
  /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;

/** What keeps a text from being a reference before its parts are looked at. */
function obstacleIn(text: string): string | undefined {
  if (text === "") return "it is empty";
  if (text.length > longestReference) {
    return `it has ${text.length} characters, and no reference has more than ${longestReference}`;
  }
  // Nearly every reference ends here; what is left to say about the others is said below.
  if (/^[\w.\-/:@[\]]+$/.test(text) && !text.includes("://")) return undefined;
  const placeholder = /\$[({A-Za-z_]|\{|%[({]|<[A-Za-z]/.exec(text);
  if (placeholder !== null) {
    return `it holds a placeholder that nothing has filled in${at(placeholder.index)}`;
  }
  const scheme = text.indexOf("://");
  if (scheme !== -1) return `it has a scheme${at(0)}; references start with the host`;
  const foreign = /[^\x21-\x7e]/u.exec(text);
  return foreign === null ? undefined : `it has ${characterName(foreign[0])}${at(foreign.index)}`;
}

/** Docker's rule: a first component that cannot be part of a repository's path is a host. */
function splitRegistry(name: Piece): { registry: Piece | undefined; path: Piece } {
  const [first, path] = cut(name, "/");
  if (path === undefined || !looksLikeHost(first.text)) return { registry: undefined, path: name };
  return { registry: first, path };
}

function mistakeInRepository(repository: Piece): string | undefined {
  const { text, start } = repository;
  if (!wholeRepository.test(text)) return mistakeInPath(repository);
  if (text.length > longestRepository) {
    return `the repository has ${text.length} characters${at(start)}, and at most ${longestRepository} are allowed`;
  }
  if (start === 0 && /^[0-9a-f]{64}$/.test(text)) {
    return "it is an image's identifier, which names no repository";
  }
  return undefined;
}

/** What keeps a text from being a path in a registry, known that something does. */
function mistakeInPath(path: Piece): string {
  const { text, start } = path;
  if (text === "") return `it names no repository${at(start)}`;
  const upperCase = text.search(/[A-Z]/);
  if (upperCase !== -1) {
    return `the repository ${quoted(text)} has an upper-case letter${at(start + upperCase)}`;
  }
  const wrong = findPart(path, "/", (part) => repositoryPart.test(part)) ?? path;
  if (wrong.text === "") {
    return `the repository ${quoted(text)} has an empty part${at(wrong.start)}`;
  }
  return `the repository has a part that is not letters and digits joined by ".", "_", "__" or "-": ${quoted(wrong.text)}${at(wrong.start)}`;
}

function mistakeInTag({ text, start }: Piece): string | undefined {
  if (text === "") return `the tag is empty${at(start)}`;
  const wrong = text.search(/[^A-Za-z0-9_.-]/);
  if (wrong !== -1)
    return `the tag ${quoted(text)} has the character ${quoted(text.charAt(wrong))}${at(start + wrong)}`;
  if (/^[.-]/.test(text))
    return `the tag ${quoted(text)} starts with ${quoted(text.charAt(0))}${at(start)}`;
  if (text.length <= longestTag) return undefined;
  return `the tag has ${text.length} characters${at(start)}, and at most ${longestTag} are allowed`;
}

/** As github.com/opencontainers/go-digest validates the three registered algorithms. */
function mistakeInDigest(digest: Piece): string | undefined {
  const [algorithm, encoded] = cut(digest, ":");
  if (encoded === undefined) {
    return `what follows "@" is not a digest like sha256:<64 hex digits>${at(digest.start)}`;
  }
  const length = hexDigits.get(algorithm.text);
  if (length === undefined) {
    return `the digest's algorithm ${quoted(algorithm.text)}${at(algorithm.start)} is none of ${[...hexDigits.keys()].join(", ")}`;
  }
  const wrong = encoded.text.search(/[^0-9a-f]/);
  if (wrong !== -1) {
    return `the digest has the character ${quoted(encoded.text.charAt(wrong))}${at(encoded.start + wrong)}; only 0-9 and a-f are allowed`;
  }
  if (encoded.text.length === length) return undefined;
  return `the digest has ${encoded.text.length} hex digits${at(encoded.start)}; ${algorithm.text} has ${length}`;
}

function imageOf(
  host: string | undefined,
  path: string,
  tag: string | undefined,
  digest: string | undefined,
): Image {
  const registry = host === undefined ? hub : canonicalRegistry(host);
  const repository = registry === hub && !path.includes("/") ? `library/${path}` : path;
  return {
    kind: "image",
    registry,
    repository,
    name: `${registry}/${repository}`,
    tag,
    digest,
    hasDefaultTag: tag === undefined && digest === undefined,
  };
}

function malformed(reason: string): MalformedReference {
  return { kind: "malformed", reason };
}

/** The pieces before and after the first separator. */
function cut(piece: Piece, separator: string): [Piece, Piece | undefined] {
  const { text, start } = piece;
  const index = text.indexOf(separator);
  if (index === -1) return [piece, undefined];
  return [
    { text: text.slice(0, index), start },
    { text: text.slice(index + 1), start: start + index + 1 },
  ];
}

function findPart(
  { text, start }: Piece,
  separator: string,
  isGood: (part: string) => boolean,
): Piece | undefined {
  for (const part of text.split(separator)) {
    if (!isGood(part)) return { text: part, start };
    start += part.length + separator.length;
  }
  return undefined;
}

function at(offset: number): string {
  return ` at character ${offset + 1}`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}

function characterName(character: string): string {
  if (character === " ") return "a space";
  const code = character.codePointAt(0) ?? 0;
  return `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
