import { parseImageReference, type Image } from "../model/image-reference.ts";
import type { NetworkPolicy } from "../registry/network-policy.ts";
import type { DatabaseKind } from "./database-kind.ts";
import { TrivyError } from "./error.ts";

/** What the policy says about the way to registries. */
export type DatabaseNetwork = Pick<
  NetworkPolicy,
  "mirrors" | "insecureHosts" | "tokenHosts" | "authorities"
>;

/** A repository that a database may come from. */
export interface DatabaseRepository {
  /** As messages and reports name it, with the tag or the digest that counts. */
  readonly name: string;
  readonly image: Image;
}

/**
 * The repositories to ask for a database, in this order: the policy's, or Trivy's own where it names
 * none. Without a tag the version of the schema is meant. Throws a TrivyError for what is no reference.
 */
export function databaseRepositories(
  named: readonly string[],
  kind: DatabaseKind,
): readonly DatabaseRepository[] {
  return (named.length === 0 ? kind.repositories : named).map((text) => {
    const image = parseImageReference(text);
    if (image.kind === "malformed") {
      const valid = `valid is something like ${kind.repositories[0] ?? ""}`;
      const what = `${kind.key}: ${JSON.stringify(text)}`;
      throw new TrivyError("database", `${what} names no repository: ${image.reason}; ${valid}`);
    }
    const tag = image.hasDefaultTag ? `${kind.version}` : image.tag;
    const digest = image.digest === undefined ? "" : `@${image.digest}`;
    return {
      name: `${image.name}${tag === undefined ? "" : `:${tag}`}${digest}`,
      image: { ...image, tag, hasDefaultTag: false },
    };
  });
}

/** Admits these repositories and no other; hosts that the policy itself names may have private addresses. */
export function networkForDatabase(
  repositories: readonly DatabaseRepository[],
  named: readonly string[],
  network: DatabaseNetwork,
): NetworkPolicy {
  const admitted = new Set(repositories.map(({ image }) => image.name));
  return {
    ...network,
    admits: ({ registry, repository }) => admitted.has(`${registry}/${repository}`),
    namedHosts: named.length === 0 ? [] : repositories.map(({ image }) => image.registry),
  };
}
