import type { Report, RunIdentity } from "../../model/report.ts";
import type {
  DatabaseIdentity,
  FeedIdentity,
  MissingFeed,
  VulnerabilitiesSummary,
} from "../../model/vulnerabilities-summary.ts";
import { counted } from "../labels.ts";
import { missingLabel } from "../scanned-label.ts";
import { type Content, type Markup, markup, nothing, webAddress } from "./markup.ts";

/** By what the verdict was reached: the policy, what was looked at and what not, and with which data. */
export function runSection(report: Report): Markup {
  const { judged, notJudged, policy, failOn, tool, run, shard, comparison } = report;
  const { resources, documents, files } = judged;
  return markup`<section id="run" aria-labelledby="run-title">
<h2 id="run-title">This run</h2>
<dl class="facts wide">
${run === undefined ? nothing : whenAndWhere(run)}
${fact("Judged", `${counted(resources, "resource")} in ${counted(documents, "document")} of ${counted(files, "file")}`)}
${notJudged.length === 0 ? nothing : fact("Not judged", listed(notJudged.map(({ what, count }) => `${what}: ${count}`)))}
${fact("Policy", policy === null ? "no policy file" : markup`<code>${policy.path}</code>, from ${policy.origin}`)}
${fact("Fails on", failOn === "none" ? "nothing (fail-on: none)" : `${failOn}${failOn === "critical" ? "" : " and worse"}`)}
${comparison === undefined ? nothing : fact("Compared with", markup`<code>${comparison.base}</code>; ${comparison.gate === "new" ? "only new findings fail" : "known findings fail as well"}`)}
${shard === undefined ? nothing : fact("Part", `${shard.index} of ${shard.of} of the images`)}
${report.vulnerabilities === undefined ? nothing : scanFacts(report.vulnerabilities)}
${fact("Tool", `${tool.name} ${tool.version}`)}
</dl>
</section>
`;
}

function whenAndWhere({ repository, commit, ref, event, url, startedAt }: RunIdentity): Markup {
  const day = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)} UTC`;
  const address = webAddress(url);
  const page = address === undefined ? nothing : markup`, <a href="${address}">the run</a>`;
  return markup`${fact("Repository", repository)}
${fact("Commit", markup`<code>${commit}</code>`)}
${fact("Event", `${event}${ref === undefined ? "" : ` on ${ref}`}`)}
${fact("Started", markup`<time datetime="${startedAt}">${day}</time>${page}`)}`;
}

function scanFacts(summary: VulnerabilitiesSummary): Markup {
  const { trivy, database, javaDatabase, epss, kev, missing = {}, images, reused } = summary;
  const kept = reused === 0 ? "" : `, ${reused} of them known from an earlier run`;
  return markup`${fact("Scanned", `${counted(images, "image")}${kept}`)}
${fact("Scanner", `Trivy ${trivy.version} (${trivy.origin})`)}
${fact("Vulnerability database", databaseText(database))}
${javaDatabase === undefined ? nothing : fact("Java database", databaseText(javaDatabase))}
${fact("EPSS", feedText(epss, missing.epss))}
${fact("KEV", feedText(kev, missing.kev))}`;
}

function databaseText({ repository, digest, updatedAt }: DatabaseIdentity): Markup {
  const pinned = digest === undefined ? nothing : markup`<br><code>${digest}</code>`;
  return markup`${updatedAt}, <code>${repository}</code>${pinned}`;
}

function feedText(feed: FeedIdentity | null, missing: MissingFeed | undefined): string {
  return feed === null
    ? missingLabel(missing)
    : `${feed.date}, version ${feed.version}, ${feed.source}`;
}

function listed(items: readonly string[]): Markup {
  return markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
}

function fact(name: string, value: Content): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
