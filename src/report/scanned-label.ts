import type {
  FeedIdentity,
  MissingFeed,
  VulnerabilitiesSummary,
} from "../model/vulnerabilities-summary.ts";
import { counted } from "./labels.ts";

/** `3 images with Trivy 0.74.0 (release, …), database of 2026-11-20T06:14:00Z (sha256:…), EPSS of …, KEV of …`. */
export function scannedLabel(summary: VulnerabilitiesSummary): string {
  const { trivy, database, javaDatabase, epss, kev, missing = {}, images, reused } = summary;
  const kept = reused === 0 ? "" : `, ${reused} of them known from an earlier run`;
  const digest = database.digest === undefined ? "" : `, ${database.digest.slice(0, 19)}…`;
  return [
    `${counted(images, "image")}${kept}, with Trivy ${trivy.version} (${trivy.origin})`,
    `database of ${database.updatedAt} (${database.repository}${digest})`,
    ...(javaDatabase === undefined ? [] : [`Java database of ${javaDatabase.updatedAt}`]),
    feedLabel("EPSS", epss, missing.epss),
    feedLabel("KEV", kev, missing.kev),
  ].join("; ");
}

function feedLabel(name: string, feed: FeedIdentity | null, missing: MissingFeed | undefined) {
  return feed === null ? `${name} ${missingLabel(missing)}` : `${name} of ${feed.date}`;
}

const words: Readonly<Record<MissingFeed, string>> = {
  off: "off",
  "not-needed": "not needed",
  unavailable: "not to be had",
};

/** Why nobody read a list: `off`, `not needed` or `not to be had`. */
export function missingLabel(missing: MissingFeed | undefined): string {
  return missing === undefined ? "unknown" : words[missing];
}
