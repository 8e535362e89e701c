import type { ReportedFinding } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import { isVulnerable } from "../image-vulnerabilities.ts";
import { type ExpiredWaiver, expiredList } from "./expired-waivers.ts";
import { fileFindings } from "./file-findings.ts";
import { type Setting } from "./finding-entry.ts";
import { imageFindings } from "./image-findings.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import { severityLabel } from "./row.ts";
import type { Sources } from "./source-lines.ts";

/** A part of the page that is there, and out of the way until somebody wants it. */
export interface FoldedFindings {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  readonly findings: readonly ReportedFinding[];
  /** Waivers that have expired, which stand beside what is waived. */
  readonly notes?: readonly ExpiredWaiver[];
}

/** Findings that nobody has to act on, by file and by image, behind a title that says how many. */
export function foldedSection(
  { id, title, explanation, findings, notes = [] }: FoldedFindings,
  sources: Sources,
  setting: Setting,
): Markup {
  if (findings.length + notes.length === 0) return nothing;
  const inFiles = findings.filter((finding) => !isVulnerable(finding));
  return fold(
    { id, title, count: partCount({ findings, notes }) },
    markup`<p class="explanation">${explanation}</p>
${expiredList(notes)}${fileFindings(inFiles, sources, setting)}${imageFindings(findings, setting)}`,
  );
}

/** `3`, or `3, 1 expired` where waivers have. */
export function partCount({ findings, notes = [] }: Pick<FoldedFindings, "findings" | "notes">) {
  return notes.length === 0
    ? String(findings.length)
    : `${findings.length}, ${notes.length} expired`;
}

/** What the base had and the change has no more. */
export function fixedSection({ comparison }: Report): Markup {
  if (comparison === undefined || comparison.fixedCount === 0) return nothing;
  const { fixed, fixedCount, base } = comparison;
  const items = fixed.map(
    ({ severity, message, rule, path }) =>
      markup`<li><p class="said">${severityLabel(severity, false)} <span>${message} <code class="rule">${rule}</code></span></p><p class="quiet"><code>${path}</code></p></li>\n`,
  );
  const left = fixedCount - fixed.length;
  const more = left > 0 ? markup`<p class="more">${left} more were fixed</p>\n` : nothing;
  return fold(
    { id: "fixed", title: "Fixed", count: String(fixedCount) },
    markup`<p class="explanation">Known in the base <code>${base}</code>, and gone from the change.</p>
<ul class="entries card">
${items}</ul>
${more}`,
  );
}

function fold({ id, title, count }: { id: string; title: string; count: string }, body: Markup) {
  return markup`<section id="${id}" class="folded group" aria-labelledby="${id}-title">
<details class="fold part"><summary><h2 id="${id}-title">${title} <span class="tally">${count}</span></h2></summary>
${body}</details>
</section>
`;
}
