import type { ReportedFinding } from "../../model/finding.ts";
import {
  countsLabel,
  failingLabel,
  updateLabel,
  type VulnerableImage,
  vulnerableImages,
} from "../image-vulnerabilities.ts";
import { knownFeeds } from "../vulnerability-notes.ts";
import { counted, isInFile, isNamedByCaller, placeLabel } from "../labels.ts";
import { linked, type Setting } from "./finding-entry.ts";
import { imageName } from "./images-section.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import { columnHeads, vulnerabilityRow } from "./vulnerability-row.ts";

const updatesShown = 8;
const placesShown = 5;

/** The vulnerabilities of each image: how many, what to update, and every one of them folded. */
export function imageFindings(findings: readonly ReportedFinding[], setting: Setting): Markup[] {
  return vulnerableImages(findings, setting.line).map((image) => imageSection(image, setting));
}

function imageSection(image: VulnerableImage, setting: Setting): Markup {
  const { findings } = image;
  const all = findings.length === 1 ? "Show it" : `Show all ${findings.length}`;
  const context = { image, feeds: knownFeeds(setting.line.vulnerabilities) };
  const rows = findings.map((finding) => vulnerabilityRow(finding, context, setting));
  return markup`<section class="image group">
<h3>${imageName(image.image)}</h3>
<p class="lead">${countsLabel(image)}${failingLabel(image)}</p>
${places(image, setting)}${updates(image)}<details class="fold"><summary>${all}</summary>
<table class="cards vulnerabilities">
<caption class="unseen">Vulnerabilities of ${image.image}</caption>
<thead>${columnHeads(context.feeds)}</thead>
<tbody>
${rows}</tbody></table></details>
</section>
`;
}

function places({ findings: [first] }: VulnerableImage, { link }: Setting): Markup {
  if (first === undefined || !isInFile(first.location)) return nothing;
  if (isNamedByCaller(first))
    return markup`<p class="label">Named by <code>--image</code></p>
`;
  const all = [first.location, ...(first.related ?? []).map(({ location }) => location)];
  const shown = all
    .slice(0, placesShown)
    .map(
      (location) =>
        markup`<li><code>${linked(placeLabel(location), link({ location }))}</code></li>`,
    );
  const left = all.length - shown.length;
  const more = left > 0 ? markup`<li>${counted(left, "more place")}</li>` : nothing;
  return markup`<p class="label">Runs in</p><ul class="places">${shown}${more}</ul>
`;
}

function updates({ updates: all }: VulnerableImage): Markup {
  if (all.length === 0) {
    return markup`<p class="todo">No fix is known yet: watch the image, or replace what it holds.</p>
`;
  }
  const shown = all.slice(0, updatesShown).map((update) => markup`<li>${updateLabel(update)}</li>`);
  const left = all.length - shown.length;
  const more = left > 0 ? markup`<li>${counted(left, "more update")}</li>` : nothing;
  return markup`<p class="label">What to do</p><ul class="updates">${shown}${more}</ul>
`;
}
