import { signalAfter } from "../../deadline.ts";
import { UsageError } from "../../errors.ts";
import type { ImageUse } from "../../kubernetes/image-use.ts";
import type { CheckOutcome } from "../../model/check.ts";
import { parseImageReference, type Image } from "../../model/image-reference.ts";
import type { SignaturesPolicy } from "../../policy/signatures.ts";
import { openRegistries, type RemoteImage } from "../../registry/registries.ts";
import { gathered, type Subject } from "../check.ts";
import { admission } from "../image-network.ts";
import { examine, type Examination } from "./examine.ts";
import { findingsAbout } from "./findings.ts";
import { hintsAbout } from "./hints.ts";
import { resultsOf, summaryOf } from "./image-results.ts";
import type { JudgedUse, UseVerdict } from "./image-verdict.ts";
import type { Need } from "./need.ts";
import { networkFor } from "./network.ts";
import { policyFileReader } from "../../policy/policy-file-reader.ts";
import { readClusterImagePolicies } from "./cluster-image-policy/policy-files.ts";
import {
  prepareSignatures,
  requirementsFor,
  type ImageRequirements,
  type SignatureRequirements,
} from "./requirements.ts";
import { trustSourceOf, type TrustSource } from "../../sigstore/trust-source.ts";

/** Images that are examined at once; the client bounds the requests to each host besides. */
const imagesAtOnce = 32;
/** All images together; what is not known by then could not be told. */
const longestMs = 10 * 60 * 1000;

interface Prepared {
  readonly requirements: SignatureRequirements;
  readonly trust: TrustSource;
  readonly authorities: readonly string[];
}

/** A use of an image with what the policy asks of it. */
interface AskedUse {
  readonly use: ImageUse;
  readonly image: Image | undefined;
  /** Why the image must not be contacted, as a clause. */
  readonly refusal: string | undefined;
  readonly asked: ImageRequirements;
}

/**
 * Judges every image of the tree by the section. A mistake in a file that the policy names leaves
 * nothing to judge by, and an image about which nothing could be learnt leaves the others as they are:
 * both are errors of the check.
 */
export async function judgeSignatures(
  subject: Subject,
  section: SignaturesPolicy,
): Promise<CheckOutcome> {
  let prepared: Prepared;
  try {
    prepared = prepare(subject, section);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { kind: "error", reason: error.mistakes.join("; "), findings: [] };
  }
  const asked = askedUses(subject, prepared.requirements);
  const examinations = await examineAll(asked, subject, section, prepared);
  const judged = asked.map((each) => judgedUse(each, examinations));
  return outcomeOf(judged, subject, section);
}

function prepare({ root, policy }: Subject, section: SignaturesPolicy): Prepared {
  const readFile = policyFileReader(root);
  const policies = readClusterImagePolicies(root, section.clusterImagePolicies);
  const { ca } = policy.registries;
  return {
    requirements: prepareSignatures(section, policy.path ?? "the policy", readFile, policies),
    trust: trustSourceOf(section, readFile),
    authorities: ca === undefined ? [] : [readFile(ca)],
  };
}

function askedUses({ tree, policy }: Subject, requirements: SignatureRequirements): AskedUse[] {
  const isAdmitted = admission(policy);
  return tree.images.map((use) => {
    const { reference, resource } = use;
    const parsed = parseImageReference(reference);
    const asked = requirementsFor({ reference, resource }, requirements);
    if (parsed.kind === "malformed") {
      const refusal = `the reference cannot be read: ${parsed.reason}`;
      return { use, image: undefined, refusal, asked };
    }
    const refusal = isAdmitted(parsed) ? undefined : "registries.allow does not admit it";
    return { use, image: parsed, refusal, asked };
  });
}

/** Each reference once, with the needs of all its uses. */
async function examineAll(
  asked: readonly AskedUse[],
  { policy, images, offline, resolutions, now }: Subject,
  section: SignaturesPolicy,
  { requirements, trust, authorities }: Prepared,
): Promise<ReadonlyMap<string, Examination>> {
  const work = new Map<string, { image: Image; needs: Need[] }>();
  for (const {
    use,
    image,
    refusal,
    asked: { needs },
  } of asked) {
    if (image === undefined || refusal !== undefined || needs.length === 0) continue;
    const known = work.get(use.reference) ?? { image, needs: [] };
    known.needs.push(...needs.filter((need) => !known.needs.some((other) => isSame(need, other))));
    work.set(use.reference, known);
  }
  const globs = [
    ...section.images.map(({ match }) => match),
    ...requirements.policies.flatMap((each) => each.globs.map(({ pattern }) => pattern)),
  ];
  const network = networkFor({
    policy,
    needs: [...work.values()].flatMap(({ needs }) => needs),
    globs,
    named: images.map(({ reference }) => reference),
    authorities,
  });
  const registries = openRegistries({ policy: network, signal: signalAfter(longestMs) });
  try {
    return await inParallel([...work], async ([reference, { image, needs }]) => {
      const open = () =>
        offline ? { obstacle: "nothing may be contacted (offline)" } : registries.image(image);
      const resolve = (remote: RemoteImage) => resolutions.of(reference, () => remote.resolve());
      return [reference, await examine(needs, { open, resolve, trust, now })] as const;
    });
  } finally {
    registries.close();
  }
}

/** A ClusterImagePolicy's need is made anew for each object, from the same ways. */
function isSame(need: Need, other: Need): boolean {
  return need.ways === other.ways && need.platforms === other.platforms;
}

async function inParallel<T, K, V>(
  items: readonly T[],
  work: (item: T) => Promise<readonly [K, V]>,
): Promise<Map<K, V>> {
  const results = new Map<K, V>();
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) results.set(...(await work(item)));
  };
  await Promise.all(Array.from({ length: Math.min(imagesAtOnce, items.length) }, worker));
  return results;
}

function judgedUse(
  { use, image, refusal, asked }: AskedUse,
  examinations: ReadonlyMap<string, Examination>,
): JudgedUse {
  const of = (verdict: UseVerdict): JudgedUse => ({ use, imageName: image?.name, verdict });
  if (image === undefined && refusal !== undefined) return of({ kind: "refused", reason: refusal });
  if (asked.skipped !== undefined) return of({ kind: "skipped", entry: asked.skipped });
  if (asked.unlisted !== undefined) return of({ kind: "unlisted", unlisted: asked.unlisted });
  if (refusal !== undefined) return of({ kind: "refused", reason: refusal });
  const examination = examinations.get(use.reference);
  const verdicts = [...(examination?.verdicts ?? [])];
  return of({
    kind: "judged",
    digest: examination?.digest,
    needs: asked.needs.map((need) => {
      const verdict = verdicts.find(([other]) => isSame(need, other))?.[1];
      return [need, verdict ?? { kind: "undecided", reasons: ["it was not looked at"] }];
    }),
  });
}

function outcomeOf(
  judged: readonly JudgedUse[],
  { policy, share }: Subject,
  section: SignaturesPolicy,
): CheckOutcome {
  const findings = gathered(judged.map((each) => findingsAbout(each, policy.path)));
  const images = resultsOf(judged);
  const notices = [...new Set([...hintsAbout(section), ...judged.flatMap(notesOn)])];
  const reason = summaryOf(images, share);
  const isUndecided = [...images.values()].some(({ state }) => state === "error");
  return isUndecided
    ? { kind: "error", reason, findings, images, notices }
    : { kind: "decided", reason, findings, images, notices };
}

function notesOn({ use, verdict }: JudgedUse): string[] {
  if (verdict.kind !== "judged") return [];
  return verdict.needs.flatMap(([{ title, notes }]) =>
    notes.map((note) => `${title}, ${use.reference}: ${note}`),
  );
}
