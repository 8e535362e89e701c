import { Rejection } from "./rejection.ts";
import { memberOf, textOf, type Json } from "./strict-json.ts";
import type { Statement } from "./claims.ts";
import type { WantedProvenance } from "./requirement.ts";

/** What SLSA provenance says about a build; a member is absent where it does not say. */
export interface Provenance {
  readonly builder: string | undefined;
  readonly buildType: string | undefined;
  readonly source: string | undefined;
  readonly ref: string | undefined;
}

const readers: ReadonlyMap<string, (predicate: Json | undefined) => Provenance> = new Map([
  ["https://slsa.dev/provenance/v0.2", provenance02],
  ["https://slsa.dev/provenance/v1", provenance1],
]);

/** The predicate types that are SLSA provenance of a version that is understood. */
export const provenanceTypes: readonly string[] = [...readers.keys()];

/** Reads SLSA provenance 0.2 or 1. Throws a Rejection where it names its source in two ways. */
export function provenanceIn({ predicateType, json }: Statement): Provenance {
  const read = readers.get(predicateType);
  if (read === undefined) throw new Rejection(`${predicateType} is not SLSA provenance`);
  return read(memberOf(json, "predicate"));
}

/** Throws a Rejection that names the first thing that the provenance says otherwise. */
export function requireProvenance(found: Provenance, wanted: WantedProvenance): void {
  const pairs = [
    ["builder", found.builder, wanted.builder],
    ["source", found.source, wanted.source === undefined ? undefined : repositoryOf(wanted.source)],
    ["ref", found.ref, wanted.ref],
    ["build type", found.buildType, wanted.buildType],
  ] as const;
  for (const [what, is, should] of pairs) {
    if (should === undefined || is === should) continue;
    const said = is === undefined ? `names no ${what}` : `names the ${what} ${is}`;
    throw new Rejection(`its provenance ${said}, the policy wants ${should}`);
  }
}

function provenance02(predicate: Json | undefined): Provenance {
  const uri = textOf(predicate, "invocation", "configSource", "uri");
  return {
    builder: textOf(predicate, "builder", "id"),
    buildType: textOf(predicate, "buildType"),
    ...sourceOf(uri === undefined ? [] : [uri]),
  };
}

/** SLSA 1 leaves the source to the build type; these are where the known builders write it. */
function provenance1(predicate: Json | undefined): Provenance {
  const parameters = memberOf(predicate, "buildDefinition", "externalParameters");
  const repository = textOf(parameters, "workflow", "repository");
  const ref = textOf(parameters, "workflow", "ref");
  const uris = [
    repository === undefined ? undefined : `${repository}${ref === undefined ? "" : `@${ref}`}`,
    textOf(parameters, "source"),
    textOf(parameters, "source", "uri"),
    textOf(parameters, "configSource", "uri"),
  ];
  return {
    builder: textOf(predicate, "runDetails", "builder", "id"),
    buildType: textOf(predicate, "buildDefinition", "buildType"),
    ...sourceOf(uris.filter((uri) => uri !== undefined)),
  };
}

function sourceOf(uris: readonly string[]): Pick<Provenance, "source" | "ref"> {
  const sources = new Set(uris.map(repositoryOf));
  const refs = new Set(uris.map(refOf).filter((ref) => ref !== undefined));
  if (sources.size > 1 || refs.size > 1) {
    throw new Rejection("its provenance names two different sources");
  }
  return { source: [...sources][0], ref: [...refs][0] };
}

/** The repository of `git+https://host/owner/name.git@ref`, as `https://host/owner/name`. */
function repositoryOf(uri: string): string {
  return beforeRef(uri)
    .replace(/^git\+/, "")
    .replace(/\/$/, "")
    .replace(/\.git$/, "");
}

function refOf(uri: string): string | undefined {
  const repository = beforeRef(uri);
  return repository === uri ? undefined : uri.slice(repository.length + 1);
}

/** An @ before the path belongs to a user name, one after it starts the ref. */
function beforeRef(uri: string): string {
  const path = uri.indexOf("/", uri.indexOf("://") + 3);
  const at = path === -1 ? -1 : uri.indexOf("@", path);
  return at === -1 ? uri : uri.slice(0, at);
}
