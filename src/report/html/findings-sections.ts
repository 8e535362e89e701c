import { counted } from "../labels.ts";
import { fileFindings } from "./file-findings.ts";
import type { Setting } from "./finding-entry.ts";
import { imageFindings } from "./image-findings.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import type { Selection } from "./selection.ts";
import type { Sources } from "./source-lines.ts";

/** The findings that somebody may have to act on: in files by file, then in images by image. */
export function findingsSections(
  { inFiles, inImages, left }: Selection,
  sources: Sources,
  setting: Setting,
): Markup {
  const more =
    left === 0
      ? nothing
      : markup`<p class="more">${counted(left, "more finding")} in the JSON report; the page shows those that fail, then the worst.</p>\n`;
  return markup`${more}${section("findings", "Findings", inFiles.length, fileFindings(inFiles, sources, setting))}${section("vulnerabilities", "Vulnerabilities", inImages.length, imageFindings(inImages, setting))}`;
}

function section(id: string, title: string, count: number, groups: readonly Markup[]): Markup {
  if (count === 0) return nothing;
  return markup`<section id="${id}" class="group" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} <span class="tally">${count}</span></h2>
${groups}</section>
`;
}
