import type { FeedIdentity, VulnerabilitiesSummary } from "../model/vulnerabilities-summary.ts";
import { counted } from "./labels.ts";

/** `3 images with Trivy 0.74.0 (release, …), database of 2026-11-20T06:14:00Z (sha256:…), EPSS of …, KEV of …`. */
export function scannedLabel(summary: VulnerabilitiesSummary): string {
  const { trivy, database, javaDatabase, epss, kev, images, reused } = summary;
  const kept = reused === 0 ? "" : `, ${reused} of them known from an earlier run`;
  const digest = database.digest === undefined ? "" : `, ${database.digest.slice(0, 19)}…`;
  return [
    `${counted(images, "image")}${kept}, with Trivy ${trivy.version} (${trivy.origin})`,
    `database of ${database.updatedAt} (${database.repository}${digest})`,
    ...(javaDatabase === undefined ? [] : [`Java database of ${javaDatabase.updatedAt}`]),
    feedLabel("EPSS", epss),
    feedLabel("KEV", kev),
  ].join("; ");
}

function feedLabel(name: string, feed: FeedIdentity | null): string {
  return feed === null ? `${name} unknown` : `${name} of ${feed.date}`;
}
