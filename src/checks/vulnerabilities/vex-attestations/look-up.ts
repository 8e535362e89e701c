import { signalAfter } from "../../../deadline.ts";
import { UsageError } from "../../../errors.ts";
import type { Image } from "../../../model/image-reference.ts";
import { RegistryError } from "../../../registry/error.ts";
import { openRegistries, type Registries } from "../../../registry/registries.ts";
import type { Subject } from "../../check.ts";
import { findCandidates, type FoundCandidates } from "../../../sigstore/find-candidates.ts";
import type { AskedImage } from "../asked-images.ts";
import type { AttestedVex } from "../load-exceptions.ts";
import { eachInParallel } from "../scan-parallel.ts";
import { scanNetwork } from "../scan-network.ts";
import type { Scanning } from "../scanning.ts";
import type { VexDocument } from "../vex/statement.ts";
import type { Believed } from "./believed.ts";
import { attestedDocuments, type AttestedDocuments, type Judging } from "./documents.ts";
import { imagesToAsk, type ImageToAsk } from "./image-to-ask.ts";
import { noticesOn } from "./notices.ts";

/** What was learnt of VEX that is attested to images. */
export interface LookedUp {
  readonly documents: AttestedVex;
  readonly notices: readonly string[];
}

const imagesAtOnce = 32;
/** All images together; what is not known by then counts for nothing. */
const longestMs = 10 * 60 * 1000;

/**
 * Looks up what the policy's signers attest to the images in which vulnerabilities were found. Where
 * anything keeps it from being known whole, none of it counts for the image and a notice says why: what
 * is missing might be what takes the rest back.
 */
export async function lookUpAttestations(
  asked: readonly AskedImage[],
  scanning: Scanning | undefined,
  believed: Believed | undefined,
  subject: Subject,
): Promise<LookedUp> {
  const images = believed === undefined ? [] : imagesToAsk(asked, scanning, believed);
  if (believed === undefined || images.length === 0) return { documents: new Map(), notices: [] };
  if (subject.offline) {
    const notice = "VEX attestations are not looked up offline, and none of them counts.";
    return { documents: new Map(), notices: [notice] };
  }
  subject.progress.update(`looking up VEX attestations (images: ${images.length})`);
  const places = images.flatMap(({ signers }) =>
    signers.flatMap(({ repository }) => repository ?? []),
  );
  const network = scanNetwork(subject, places);
  const registries = openRegistries({ policy: network, signal: signalAfter(longestMs) });
  const found = new Map<string, AttestedDocuments>();
  try {
    const finder = candidateFinder(registries);
    await eachInParallel(images, imagesAtOnce, async (image) => {
      found.set(
        image.reference,
        await attestedTo(image, finder, { trust: believed.trust, now: subject.now }),
      );
    });
  } finally {
    registries.close();
  }
  return lookedUp(images, found);
}

type Finder = (
  image: Image,
  digest: string,
  repository: Image | undefined,
) => Promise<FoundCandidates>;

/** Asks once for what hangs on a digest, whichever tags stand for it. */
function candidateFinder(registries: Registries): Finder {
  const known = new Map<string, Promise<FoundCandidates>>();
  return (image, digest, place = image) => {
    const key = `${image.name} ${place.name}@${digest}`;
    const pinned = { ...image, tag: undefined, digest, hasDefaultTag: false };
    const answer =
      known.get(key) ?? findCandidates(registries.image(pinned).repository(place), digest);
    known.set(key, answer);
    return answer;
  };
}

/** In every place the signers of all entries that look there count alike. */
async function attestedTo(
  { reference, image, digest, scans, signers }: ImageToAsk,
  find: Finder,
  judging: Judging,
): Promise<AttestedDocuments> {
  const digests = [...new Set([digest, ...scans.map((scan) => scan.digest)])];
  const places = new Map(signers.map(({ repository }) => [repository?.name, repository]));
  const parts: AttestedDocuments[] = [];
  for (const each of digests) {
    for (const [name, place] of places) {
      const requirements = signers
        .filter(({ repository }) => repository?.name === name)
        .flatMap((signer) => signer.requirements);
      try {
        const { candidates, obstacles } = await find(image, each, place);
        const to = { reference, digest: each };
        const read = await attestedDocuments(candidates, requirements, to, judging);
        parts.push(read, { documents: [], unbelieved: [], obstacles });
      } catch (error) {
        if (!(error instanceof UsageError || error instanceof RegistryError)) throw error;
        parts.push({ documents: [], unbelieved: [], obstacles: [error.message] });
      }
    }
  }
  return {
    documents: parts.flatMap(({ documents }) => documents),
    unbelieved: parts.flatMap(({ unbelieved }) => unbelieved),
    obstacles: [...new Set(parts.flatMap(({ obstacles }) => obstacles))],
  };
}

function lookedUp(
  images: readonly ImageToAsk[],
  found: ReadonlyMap<string, AttestedDocuments>,
): LookedUp {
  const documents = new Map<string, readonly VexDocument[]>();
  for (const { reference } of images) {
    const attested = found.get(reference);
    if (attested?.obstacles.length === 0) documents.set(reference, attested.documents);
  }
  return { documents, notices: noticesOn(images, found) };
}
