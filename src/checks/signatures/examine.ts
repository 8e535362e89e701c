import { messageOf, UsageError } from "../../errors.ts";
import { parseImageReference } from "../../model/image-reference.ts";
import { RegistryError } from "../../registry/error.ts";
import type { Manifest } from "../../registry/manifest.ts";
import type { Place } from "../../registry/network-policy.ts";
import type { RemoteImage, ResolvedImage } from "../../registry/registries.ts";
import { findCandidates, type FoundCandidates } from "../../sigstore/find-candidates.ts";
import { judgeImage } from "../../sigstore/judge-image.ts";
import type { Requirement } from "../../sigstore/requirement.ts";
import type { KeptElsewhere, Need, RequirementsWay, Way } from "./need.ts";
import type { TrustSource } from "../../sigstore/trust-source.ts";
import { allOf, anyOf, type NeedVerdict } from "./verdict.ts";

/** What an examination depends on besides the image. */
export interface Examining {
  /** None where nothing may be contacted; then a clause says why. */
  readonly open: () => RemoteImage | { readonly obstacle: string };
  /** What the reference stands for in this run. */
  readonly resolve: (image: RemoteImage) => Promise<ResolvedImage>;
  readonly trust: TrustSource;
  readonly now: Date;
}

/** What was learnt about an image. */
export interface Examination {
  /** The one digest that the reference stands for; none where nobody had to ask. */
  readonly digest?: string;
  readonly verdicts: ReadonlyMap<Need, NeedVerdict>;
}

/** The images that an index names, and those of indexes in it, go no deeper and are no more than this. */
const deepestIndex = 4;
const mostPlatforms = 64;

/** Judges an image by each of its needs. It is contacted only where a need cannot be decided without. */
export async function examine(needs: readonly Need[], examining: Examining): Promise<Examination> {
  const asking = needs.filter((need) => !isDecidedAlone(need));
  const alone = needs
    .filter(isDecidedAlone)
    .map((need): [Need, NeedVerdict] => [need, anyOf(need.ways.map(verdictAlone))]);
  if (asking.length === 0) return { verdicts: new Map(alone) };
  const image = examining.open();
  if ("obstacle" in image) return { verdicts: new Map([...alone, ...all(asking, image.obstacle)]) };
  let digest: string;
  try {
    ({ digest } = await examining.resolve(image));
  } catch (error) {
    return { verdicts: new Map([...alone, ...all(asking, error)]) };
  }
  const judged = await Promise.all(
    asking.map(async (need): Promise<[Need, NeedVerdict]> => [
      need,
      await judgeNeed(need, digest, image, examining),
    ]),
  );
  return { digest, verdicts: new Map([...alone, ...judged]) };
}

/** Whether some way passes or none asks for a signature, so that no registry has a say. */
function isDecidedAlone({ ways }: Need): boolean {
  return (
    ways.some((way) => way.kind === "static" && way.passes) ||
    ways.every(({ kind }) => kind !== "requirements")
  );
}

function verdictAlone(way: Way): NeedVerdict {
  switch (way.kind) {
    case "static": {
      const said = way.message === undefined ? [] : [way.message];
      if (way.passes)
        return { kind: "met", evidence: [], said: ["the policy passes it unseen", ...said] };
      return {
        kind: "unmet",
        reasons: [`the policy refuses it${said.map((text) => ` (${text})`).join("")}`],
      };
    }
    case "undecidable":
      return { kind: "unmet", reasons: [`this cannot be evaluated here: ${way.reason}`] };
    case "requirements":
      return { kind: "unmet", reasons: [] };
  }
}

/** The same for all needs of an image that could not be looked at: absent, or nobody knows. */
function all(needs: readonly Need[], cause: unknown): [Need, NeedVerdict][] {
  const verdict = verdictOf(cause);
  return needs.map((need) => [need, verdict]);
}

function verdictOf(cause: unknown): NeedVerdict {
  if (typeof cause === "string") return { kind: "undecided", reasons: [cause] };
  if (cause instanceof UsageError || cause instanceof RegistryError) {
    const isAbsent = cause instanceof RegistryError && cause.code === "not-found";
    return { kind: isAbsent ? "unmet" : "undecided", reasons: [cause.message] };
  }
  throw cause;
}

async function judgeNeed(
  need: Need,
  digest: string,
  image: RemoteImage,
  examining: Examining,
): Promise<NeedVerdict> {
  try {
    const digests =
      need.platforms === "top" ? [digest] : [digest, ...(await platformsOf(image, digest))];
    const verdicts = await Promise.all(
      digests.map(async (each) => {
        const verdict = anyOf(
          await Promise.all(need.ways.map((way) => judgeWay(way, each, image, examining))),
        );
        return each === digest ? verdict : ofPlatform(verdict, each);
      }),
    );
    return allOf(verdicts);
  } catch (error) {
    return verdictOf(error);
  }
}

function ofPlatform(verdict: NeedVerdict, digest: string): NeedVerdict {
  if (verdict.kind === "met") return verdict;
  return {
    ...verdict,
    reasons: [`of its platforms, ${digest} is not signed as wanted`, ...verdict.reasons],
  };
}

/** Every digest that an index names, those of indexes in it too. */
async function platformsOf(image: RemoteImage, digest: string): Promise<readonly string[]> {
  const repository = image.repository();
  const found = new Set<string>();
  const open = async (one: string, depth: number): Promise<void> => {
    const manifest: Manifest = await repository.manifest(one);
    if (manifest.kind === "image") return;
    if (depth > deepestIndex) throw tooMany(`an index ${deepestIndex} indexes deep`);
    const fresh = manifest.manifests.filter((item) => !found.has(item.digest));
    for (const item of fresh) found.add(item.digest);
    if (found.size > mostPlatforms) throw tooMany(`more than ${mostPlatforms} images`);
    const indexes = fresh.filter(({ mediaType }) => /index|list/.test(mediaType));
    for (const item of indexes) await open(item.digest, depth + 1);
  };
  await open(digest, 1);
  return [...found];
}

function tooMany(what: string): RegistryError {
  return new RegistryError(
    "too-large",
    `the index names ${what}, which is beyond what is looked at`,
  );
}

async function judgeWay(
  way: Way,
  digest: string,
  image: RemoteImage,
  examining: Examining,
): Promise<NeedVerdict> {
  if (way.kind !== "requirements") return verdictAlone(way);
  const found = await findCandidates(
    image.repository(placeOf(way.kept, image)),
    digest,
    way.kept.tagPrefix,
  );
  return judgeRequirements(way, found, digest, examining);
}

async function judgeRequirements(
  { all: requirements }: RequirementsWay,
  found: FoundCandidates,
  digest: string,
  examining: Examining,
): Promise<NeedVerdict> {
  const verdicts = await Promise.all(
    requirements.map((requirement) => judgeRequirement(requirement, found, digest, examining)),
  );
  return allOf(verdicts);
}

async function judgeRequirement(
  requirement: Requirement,
  { candidates, deadEnds, obstacles }: FoundCandidates,
  digest: string,
  { trust, now }: Examining,
): Promise<NeedVerdict> {
  let roots;
  try {
    roots = candidates.length === 0 ? [] : await trust(requirement);
  } catch (error) {
    return { kind: "undecided", reasons: [messageOf(error)] };
  }
  const judged = judgeImage(candidates, [requirement], { digest, trust: roots, now });
  if (judged.kind === "verified") {
    const { kind: _kind, others: _others, ...evidence } = judged;
    return { kind: "met", evidence: [evidence], said: [] };
  }
  if (obstacles.length > 0) return { kind: "undecided", reasons: obstacles };
  if (judged.kind === "could-not-tell") return { kind: "undecided", reasons: [judged.reason] };
  const reasons = [
    ...judged.others.map(({ where, judgement }) =>
      judgement.kind === "verified" ? "" : `${where}: ${judgement.reason}`,
    ),
    ...deadEnds.map(({ where, reason }) => `${where}: ${reason}`),
  ];
  return {
    kind: "unmet",
    reasons:
      reasons.length > 0
        ? reasons
        : ["nothing is attached that could be a signature or an attestation"],
  };
}

/** The policy's reader has seen that the name is that of a repository. */
function placeOf({ repository }: KeptElsewhere, { image }: RemoteImage): Place {
  if (repository === undefined) return image;
  const parsed = parseImageReference(repository);
  if (parsed.kind === "image") return parsed;
  throw new UsageError(`${repository} is not the name of a repository: ${parsed.reason}`);
}
