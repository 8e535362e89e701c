import { failsRun, type Line } from "../../model/failing.ts";
import type { ReportedFinding } from "../../model/finding.ts";
import { counted } from "../labels.ts";
import { fileFindings } from "./file-findings.ts";
import type { Setting } from "./finding-entry.ts";
import { imageFindings } from "./image-findings.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import type { Selection } from "./selection.ts";
import type { Sources } from "./source-lines.ts";

/**
 * The findings that somebody may have to act on: in files by file, and in images by image. Those in
 * files come first, but where only those in images fail the run.
 */
export function findingsSections(
  { inFiles, inImages, left }: Selection,
  sources: Sources,
  setting: Setting,
): Markup {
  const more =
    left === 0
      ? nothing
      : markup`<p class="more">${counted(left, "more finding")} in the JSON report; the page shows those that fail, then the worst.</p>\n`;
  const files = section(
    "findings",
    "Findings",
    inFiles.length,
    fileFindings(inFiles, sources, setting),
  );
  const images = section(
    "vulnerabilities",
    "Vulnerabilities",
    inImages.length,
    imageFindings(inImages, setting),
  );
  return markup`${more}${imagesComeFirst({ inFiles, inImages }, setting.line) ? [images, files] : [files, images]}`;
}

/** Whether only what is in images fails the run. */
export function imagesComeFirst(
  { inFiles, inImages }: Pick<Selection, "inFiles" | "inImages">,
  line: Line,
): boolean {
  const fails = (finding: ReportedFinding): boolean => failsRun(finding, line);
  return inImages.some(fails) && !inFiles.some(fails);
}

function section(id: string, title: string, count: number, groups: readonly Markup[]): Markup {
  if (count === 0) return nothing;
  return markup`<section id="${id}" class="group" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} <span class="tally">${count}</span></h2>
${groups}</section>
`;
}
