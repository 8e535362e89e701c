import type { Attachments } from "../registry/attachments.ts";
import type { Descriptor } from "../registry/descriptor.ts";
import { RegistryError } from "../registry/error.ts";
import type { Manifest } from "../registry/manifest.ts";
import type { RemoteRepository } from "../registry/registries.ts";
import { formOf, type Candidate, type CandidateForm } from "./candidates.ts";

/** Something attached that cannot be a signature, or that is listed and gone; the reason is a clause. */
export interface DeadEnd {
  readonly where: string;
  readonly reason: string;
}

/** Everything beside a digest that may be a signature or an attestation of it. */
export interface FoundCandidates {
  readonly candidates: readonly Candidate[];
  readonly deadEnds: readonly DeadEnd[];
  /** What could not be looked at, as clauses: while there is any, nobody can say that something is missing. */
  readonly obstacles: readonly string[];
}

/** What one image may have attached; more than that is an obstacle and not an answer. */
export const mostCandidates = 1000;
/** All of an image's candidates together. */
export const mostCandidateBytes = 32 << 20;
/** One of them; what is larger is judged by nobody. */
export const mostBytesEach = 10 << 20;

interface Layer {
  readonly form: CandidateForm;
  readonly where: string;
  readonly descriptor: Descriptor;
}

/**
 * Collects what hangs on a digest in a repository: the tags of cosign, and everything that refers to
 * the digest, whatever the registry's list says of its type. No place shadows another.
 */
export async function findCandidates(
  repository: RemoteRepository,
  digest: string,
  tagPrefix = "",
): Promise<FoundCandidates> {
  const attachments = await repository.attachments(digest, tagPrefix);
  const obstacles = attachments.errors.map(({ message }) => message);
  const deadEnds: DeadEnd[] = [];
  const manifests = [
    ...taggedManifests(attachments, tagPrefix),
    ...(await referringManifests(repository, attachments.referrers, { obstacles, deadEnds })),
  ];
  const layers = bounded(
    manifests.flatMap(([where, manifest]) => layersOf(where, manifest)),
    obstacles,
  );
  const candidates = await Promise.all(
    layers.map((layer) => candidateFrom(repository, layer, obstacles)),
  );
  return {
    candidates: candidates.filter((candidate) => candidate !== undefined),
    deadEnds,
    obstacles,
  };
}

function taggedManifests(
  { digest, signatures, attestations }: Attachments,
  tagPrefix: string,
): [string, Manifest][] {
  const tag = `${tagPrefix}${digest.replace(":", "-")}`;
  return [
    ...(signatures === undefined ? [] : [[`${tag}.sig`, signatures] as [string, Manifest]]),
    ...(attestations === undefined ? [] : [[`${tag}.att`, attestations] as [string, Manifest]]),
  ];
}

interface Losses {
  readonly obstacles: string[];
  readonly deadEnds: DeadEnd[];
}

async function referringManifests(
  repository: RemoteRepository,
  referrers: readonly Descriptor[],
  { obstacles, deadEnds }: Losses,
): Promise<[string, Manifest][]> {
  const opened = await Promise.all(
    referrers.map(async ({ digest }): Promise<[string, Manifest] | undefined> => {
      try {
        return [digest, await repository.manifest(digest)];
      } catch (error) {
        if (!(error instanceof RegistryError)) throw error;
        if (error.code === "not-found") {
          deadEnds.push({ where: digest, reason: "it is listed and not there" });
        } else if (error.code === "unsupported") {
          deadEnds.push({
            where: digest,
            reason: "it is not a manifest that can hold a signature",
          });
        } else obstacles.push(error.message);
        return undefined;
      }
    }),
  );
  return opened.filter((manifest) => manifest !== undefined);
}

function layersOf(where: string, manifest: Manifest): Layer[] {
  if (manifest.kind === "index") return [];
  return manifest.layers.flatMap((descriptor) => {
    const form = formOf(descriptor.mediaType);
    return form === undefined ? [] : [{ form, where, descriptor }];
  });
}

/** The layers up to the bounds; whoever attaches more than that gets no verdict instead of a long wait. */
function bounded(layers: readonly Layer[], obstacles: string[]): readonly Layer[] {
  if (layers.length > mostCandidates) {
    obstacles.push(`more than ${mostCandidates} signatures and attestations are attached`);
  }
  const kept: Layer[] = [];
  let bytes = 0;
  for (const layer of layers.slice(0, mostCandidates)) {
    const { size } = layer.descriptor;
    if (size <= mostBytesEach) bytes += size;
    if (bytes > mostCandidateBytes) {
      obstacles.push(`what is attached has more than ${mostCandidateBytes >> 20} MiB in all`);
      break;
    }
    kept.push(layer);
  }
  return kept;
}

async function candidateFrom(
  repository: RemoteRepository,
  { form, where, descriptor }: Layer,
  obstacles: string[],
): Promise<Candidate | undefined> {
  try {
    const bytes = await repository.blob(descriptor, mostBytesEach);
    return { form, where, bytes, annotations: descriptor.annotations };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    obstacles.push(error.message);
    return undefined;
  }
}
