/** A package URL taken apart and normalized: https://github.com/package-url/purl-spec */
export interface PackageUrl {
  readonly type: string;
  /** Without slashes at its ends; empty where there is none. */
  readonly namespace: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly qualifiers: ReadonlyMap<string, string>;
  readonly subpath: string | undefined;
}

/** Longer than any package of any registry is called. */
const longest = 4096;

/** Types whose names, or namespaces, are the same in either case (purl-spec, the definitions of types). */
const plainNames: ReadonlySet<string> = new Set(
  "alpm apk bitbucket bitnami chrome-extension composer deb github golang pypi".split(" "),
);
const plainNamespaces: ReadonlySet<string> = new Set(
  "alpm apk bitbucket composer deb github golang rpm qpkg".split(" "),
);

/** Reads a package URL; nothing where the text is none. */
export function parsePackageUrl(text: string): PackageUrl | undefined {
  if (text.length > longest) return undefined;
  const found =
    /^pkg:\/*(?<type>[A-Za-z][A-Za-z0-9.+-]*)\/(?<path>[^?#]+)(?:\?(?<query>[^#]*))?(?:#(?<subpath>.*))?$/.exec(
      text,
    )?.groups;
  if (found === undefined) return undefined;
  try {
    return packageUrlOf(found["type"] ?? "", found["path"] ?? "", found);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/**
 * Whether a package is one that the pattern speaks of: equal in all that the pattern gives. Version,
 * subpath and each qualifier that it leaves open may be anything; one that it names has to be there.
 */
export function matchesPackageUrl(pattern: PackageUrl, found: PackageUrl): boolean {
  return (
    pattern.type === found.type &&
    pattern.namespace === found.namespace &&
    pattern.name === found.name &&
    (pattern.version === undefined || pattern.version === found.version) &&
    (pattern.subpath === undefined || pattern.subpath === found.subpath) &&
    [...pattern.qualifiers].every(([key, value]) => found.qualifiers.get(key) === value)
  );
}

/** Throws URIError where a part is not well encoded. */
function packageUrlOf(
  written: string,
  path: string,
  rest: Readonly<Record<string, string | undefined>>,
): PackageUrl | undefined {
  const type = written.toLowerCase();
  // The name of a scope of npm's may begin with `@`: the version stands behind the last one of the last part.
  const trimmed = path.replace(/^\/+|\/+$/g, "");
  const at = trimmed.lastIndexOf("@");
  const hasVersion = at > trimmed.lastIndexOf("/") + 1;
  const segments = (hasVersion ? trimmed.slice(0, at) : trimmed)
    .split("/")
    .filter((segment) => segment !== "")
    .map(decodeURIComponent);
  const name = segments.pop();
  const qualifiers = qualifiersOf(rest["query"] ?? "");
  if (name === undefined || qualifiers === undefined) return undefined;
  const version = hasVersion ? decodeURIComponent(trimmed.slice(at + 1)) : "";
  const namespace = segments.join("/");
  const subpath = decodeURIComponent(rest["subpath"] ?? "").replace(/^\/+|\/+$/g, "");
  return {
    type,
    namespace: plainNamespaces.has(type) ? namespace.toLowerCase() : namespace,
    name: nameOf(type, name),
    version: version === "" ? undefined : version,
    qualifiers,
    subpath: subpath === "" ? undefined : subpath,
  };
}

function nameOf(type: string, name: string): string {
  if (!plainNames.has(type)) return name;
  const lower = name.toLowerCase();
  return type === "pypi" ? lower.replaceAll("_", "-") : lower;
}

/** Nothing where a key is not one, or stands there twice. A qualifier without a value counts as none. */
function qualifiersOf(query: string): ReadonlyMap<string, string> | undefined {
  const qualifiers = new Map<string, string>();
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const [key = "", ...value] = pair.split("=");
    const name = key.toLowerCase();
    if (!/^[a-z._-][a-z0-9._-]*$/.test(name) || qualifiers.has(name)) return undefined;
    const text = decodeURIComponent(value.join("="));
    if (text !== "") qualifiers.set(name, text);
  }
  return qualifiers;
}
