export interface ReferenceParts {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
}

/** Cuts a reference at its tag and digest the way kustomize does; parts that are missing are empty. */
export function splitReference(reference: string): ReferenceParts {
  const slash = Math.max(reference.indexOf("/"), 0);
  const at = reference.indexOf("@", slash);
  const beforeDigest = at < 0 ? reference.length : at;
  const colon = reference.indexOf(":", slash);
  const nameEnd = colon < 0 || colon > beforeDigest ? beforeDigest : colon;
  return {
    name: reference.slice(0, nameEnd),
    tag: reference.slice(nameEnd + 1, beforeDigest),
    digest: reference.slice(beforeDigest + 1),
  };
}

/** Puts a reference together again; parts that are empty are left out. */
export function joinReference({ name, tag, digest }: ReferenceParts): string {
  return `${name}${tag === "" ? "" : `:${tag}`}${digest === "" ? "" : `@${digest}`}`;
}

/**
 * The names under which kustomize would match a reference: itself, without its digest, and without its
 * tag. kustomize reads a name as a regular expression; here it is compared as text.
 */
export function namesOf(reference: string): string[] {
  const names = [reference];
  for (const ending of [/@[A-Za-z][A-Za-z0-9]*:[\w.{}-]*$/, /:[\w.{}-]*$/]) {
    const shortest = names.at(-1) ?? reference;
    const start = shortest.search(ending);
    if (start > 0) names.push(shortest.slice(0, start));
  }
  return names;
}
