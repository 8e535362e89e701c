import { messageOf, UsageError } from "../../errors.ts";
import type { CheckOutcome } from "../../model/check.ts";
import { dayOf } from "../../policy/calendar.ts";
import { defaultVulnerabilities } from "../../policy/vulnerabilities.ts";
import { keepGarbageSmall } from "../../thrifty-memory.ts";
import { TrivyError } from "../../trivy/error.ts";
import type { Subject } from "../check.ts";
import { askedImages, type AskedImage } from "./asked-images.ts";
import { loadIntelligence } from "./feeds/load-intelligence.ts";
import { exceptionsIn, readExceptionFiles } from "./load-exceptions.ts";
import { idsIn, outcomeOf } from "./outcome.ts";
import { scanImages } from "./scan-images.ts";
import type { ImageToScan, Scanning } from "./scanning.ts";
import { vexImageOf, type VexImage } from "./vex/image-url.ts";
import { readBelieved } from "./vex-attestations/believed.ts";
import { lookUpAttestations } from "./vex-attestations/look-up.ts";

/**
 * Judges every image of the tree by what Trivy finds in it. A mistake in a file that the policy names,
 * and whatever keeps all images from being looked at, make it an error; so does an image that could not
 * be looked at, with the findings about the others beside.
 */
export async function judgeVulnerabilities(subject: Subject): Promise<CheckOutcome> {
  try {
    return await judge(subject);
  } catch (error) {
    if (error instanceof UsageError) return failed(error.mistakes.join("; "));
    if (error instanceof TrivyError) return failed(messageOf(error));
    throw error;
  }
}

async function judge(subject: Subject): Promise<CheckOutcome> {
  const { tree, policy, root, offline, now } = subject;
  const settings = policy.vulnerabilities ?? defaultVulnerabilities;
  const today = dayOf(now);
  const { documents, ignoreFiles } = readExceptionFiles(root, policy, now);
  const believed = readBelieved(root, policy);
  const asked = askedImages(tree.images, policy);
  const scanning = await scanned(asked, subject);
  const { epss, kev } = settings;
  const ids = idsIn(scanning);
  const intelligence = await loadIntelligence({ epss, kev, ids, root, offline });
  const attested = await lookUpAttestations(asked, scanning, believed, subject);
  const accepting = exceptionsIn(documents, ignoreFiles, today, attested.documents);
  const { exceptions, idleNotices } = accepting;
  const learnt = { asked, scanning, intelligence, exceptions, settings, today };
  const outcome = outcomeOf({ ...learnt, policyPath: policy.path });
  if (outcome.kind === "skipped") return outcome;
  // Only who looked at everything knows what an entry was not needed for.
  const idle = outcome.kind === "decided" ? idleNotices(imagesOf(asked, scanning), settings) : [];
  return { ...outcome, notices: [...(outcome.notices ?? []), ...attested.notices, ...idle] };
}

/** All images of the run as VEX documents name them; of one that was not contacted only the name is known. */
function imagesOf(
  asked: readonly AskedImage[],
  scanning: Scanning | undefined,
): readonly VexImage[] {
  return asked.flatMap(({ reference, image }): readonly VexImage[] => {
    if (image === undefined) return [];
    const { name, digest } = image;
    const fate = scanning?.images.get(reference);
    if (fate?.kind !== "scanned") return [{ name, digests: digest === undefined ? [] : [digest] }];
    return fate.scans.map((scan) => vexImageOf({ name, digest: fate.digest }, scan));
  });
}

/** What is not admitted is not contacted; without an image to look at nothing is fetched at all. */
async function scanned(
  asked: readonly AskedImage[],
  subject: Subject,
): Promise<Scanning | undefined> {
  const images = asked.flatMap(({ reference, image, refusal }): ImageToScan[] =>
    image === undefined || refusal !== undefined ? [] : [{ reference, image }],
  );
  if (images.length === 0) return undefined;
  const policy = subject.policy.vulnerabilities ?? defaultVulnerabilities;
  keepGarbageSmall();
  return scanImages(images, { subject, policy });
}

function failed(reason: string): CheckOutcome {
  return { kind: "error", reason, findings: [] };
}
