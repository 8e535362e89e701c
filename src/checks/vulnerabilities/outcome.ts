import type { CheckOutcome } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { ImageResult } from "../../model/image-result.ts";
import type { MissingFeed, VulnerabilitiesSummary } from "../../model/vulnerabilities-summary.ts";
import type { FeedSource, VulnerabilitiesPolicy } from "../../policy/vulnerabilities.ts";
import { gathered } from "../check.ts";
import type { AskedImage } from "./asked-images.ts";
import type { Exceptions } from "./exception.ts";
import {
  findingAboutObstacle,
  findingAboutRefusal,
  findingsAboutScans,
  type FindingBasis,
} from "./findings.ts";
import type { Intelligence } from "./intelligence.ts";
import { wordsOnLists } from "./lists.ts";
import type { ScannedImage, Scanning } from "./scanning.ts";
import { Statements } from "./statements.ts";

/** Everything that was learnt about the images of a run. */
export interface Learnt {
  readonly asked: readonly AskedImage[];
  /** None where there was no image to look at. */
  readonly scanning: Scanning | undefined;
  readonly intelligence: Intelligence;
  readonly exceptions: Exceptions;
  readonly settings: VulnerabilitiesPolicy;
  readonly policyPath: string | undefined;
  /** YYYY-MM-DD in UTC. */
  readonly today: string;
}

/** What became of an image that the policy names or the caller asked about. */
type Fate = ScannedImage | { readonly kind: "refused"; readonly reason: string };

/** More causes than this are counted and not told in the check's reason. */
const mostCauses = 5;

/**
 * What the check comes to. An image that was not scanned, and a gate whose list is missing, make it an
 * error, and so does a bill of materials that is missing; the findings about all other images stand beside.
 */
export function outcomeOf(learnt: Learnt): CheckOutcome {
  const { asked, scanning, intelligence, settings } = learnt;
  const fates = asked.map((image) => [image, fateOf(image, scanning)] as const);
  const findings = gathered(findingsOn(fates, learnt));
  const { undecided, notices } = wordsOnLists(intelligence, settings, idsIn(scanning));
  const extras = {
    findings,
    images: new Map(fates.map(([{ reference }, fate]) => [reference, resultOf(fate)])),
    notices: [...notices, ...(scanning?.notices ?? [])],
    ...(scanning === undefined ? {} : { vulnerabilities: summaryOf(scanning, learnt) }),
  };
  const causes = [...undecided, ...fates.flatMap(causeOf), ...(scanning?.obstacles ?? [])];
  if (causes.length === 0) return { kind: "decided", reason: countsOf(fates), ...extras };
  const left = causes.length - mostCauses;
  const shown = causes.slice(0, mostCauses).join("; ");
  return { kind: "error", reason: left > 0 ? `${shown}; and ${left} more` : shown, ...extras };
}

function fateOf({ reference, refusal }: AskedImage, scanning: Scanning | undefined): Fate {
  if (refusal !== undefined) return { kind: "refused", reason: refusal };
  const fate = scanning?.images.get(reference);
  // What nobody looked at must not look like an image without findings.
  if (fate === undefined || (fate.kind === "scanned" && fate.scans.length === 0)) {
    return { kind: "undecided", reason: "nobody looked at it" };
  }
  return fate;
}

/** All vulnerabilities that were found, each once, sorted. */
export function idsIn(scanning: Scanning | undefined): readonly string[] {
  const ids = new Set<string>();
  for (const image of scanning?.images.values() ?? []) {
    if (image.kind !== "scanned") continue;
    for (const scan of image.scans) for (const { facts } of scan.vulnerabilities) ids.add(facts.id);
  }
  return [...ids].sort();
}

type Fates = readonly (readonly [AskedImage, Fate])[];

function* findingsOn(fates: Fates, learnt: Learnt): Generator<readonly Finding[]> {
  const { intelligence, exceptions, settings, policyPath, today } = learnt;
  const statements = new Statements({ intelligence, settings, today });
  const basis: FindingBasis = { statements, exceptions, settings, policyPath, today };
  for (const [asked, fate] of fates) {
    switch (fate.kind) {
      case "refused":
        yield [findingAboutRefusal(asked, fate.reason, policyPath)];
        break;
      case "undecided":
        yield [findingAboutObstacle(asked, fate, policyPath)];
        break;
      case "scanned": {
        const { reference, image: named } = asked;
        const image = { reference, name: named?.name ?? "", digest: fate.digest };
        yield findingsAboutScans(asked, { image, scans: fate.scans }, basis);
        break;
      }
    }
  }
}

function resultOf(fate: Fate): ImageResult {
  switch (fate.kind) {
    case "refused":
      return { kind: "judged", state: "failed" };
    case "undecided":
      return {
        kind: "judged",
        state: "error",
        ...(fate.digest === undefined ? {} : { digest: fate.digest }),
      };
    case "scanned":
      return {
        kind: "judged",
        // Whether its findings fail it is not known before the policy has spoken.
        state: "passed",
        digest: fate.digest,
        platforms: fate.scans.map(({ platform }) => platform),
      };
  }
}

function causeOf([{ reference }, fate]: readonly [AskedImage, Fate]): string[] {
  return fate.kind === "undecided" ? [`${reference} was not scanned: ${fate.reason}`] : [];
}

function countsOf(fates: Fates): string {
  const scanned = fates.filter(([, { kind }]) => kind === "scanned").length;
  const refused = fates.length - scanned;
  const said = [`${scanned} scanned`, ...(refused === 0 ? [] : [`${refused} not contacted`])];
  return `${fates.length} ${fates.length === 1 ? "image" : "images"}: ${said.join(", ")}`;
}

/** Tags of one image are one image. */
function summaryOf(
  { program, database, javaDatabase, images }: Scanning,
  { intelligence, settings }: Pick<Learnt, "intelligence" | "settings">,
): VulnerabilitiesSummary {
  const { epssFeed, kevFeed } = intelligence;
  const missing = {
    ...(epssFeed === null ? { epss: missingFeed(settings.epss, intelligence.obstacles.epss) } : {}),
    ...(kevFeed === null ? { kev: missingFeed(settings.kev, intelligence.obstacles.kev) } : {}),
  };
  const scanned = [...images.values()].filter((image) => image.kind === "scanned");
  const digests = new Set(scanned.map(({ digest }) => digest));
  const anew = new Set(scanned.filter(({ isReused }) => !isReused).map(({ digest }) => digest));
  return {
    trivy: { version: program.version, origin: program.origin },
    database,
    ...(javaDatabase === undefined ? {} : { javaDatabase }),
    epss: epssFeed,
    kev: kevFeed,
    ...(epssFeed !== null && kevFeed !== null ? {} : { missing }),
    images: digests.size,
    reused: digests.size - anew.size,
  };
}

/** Without a CVE in question a list that is wanted is not fetched, and nothing stands in the way of it. */
function missingFeed({ kind }: FeedSource, obstacle: string | undefined): MissingFeed {
  if (kind === "off") return "off";
  return obstacle === undefined ? "not-needed" : "unavailable";
}
