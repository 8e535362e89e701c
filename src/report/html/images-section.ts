import { checkNames, type CheckState } from "../../model/check.ts";
import type { ReportedImage } from "../../model/report.ts";
import type { VulnerabilityCounts } from "../../model/vulnerability.ts";
import { counted, isInFile, placeLabel } from "../labels.ts";
import { linked, type Setting } from "./finding-entry.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import { signerOf } from "./signer.ts";

/** Images and, of each, places and signatures that are shown; the JSON report has all. */
const shown = { images: 2000, places: 5, signatures: 5 } as const;

/** A check's state as a word with its sign. */
export function stateLabel(state: CheckState): Markup {
  return markup`<span class="state ${state}">${state}</span>`;
}

/** Every image: what it stands for, where it runs, what each check made of it, who signed it. */
export function imagesSection(images: readonly ReportedImage[], setting: Setting): Markup {
  if (images.length === 0) return nothing;
  const rows = images.slice(0, shown.images).map((image) => imageRow(image, setting));
  const left = images.length - rows.length;
  const more =
    left > 0
      ? markup`<p class="more">${counted(left, "more image")} in the JSON report</p>`
      : nothing;
  return markup`<section id="images" aria-labelledby="images-title">
<h2 id="images-title">Images <span class="tally">${images.length}</span></h2>
<table class="cards images">
<caption class="unseen">Images that the files would run</caption>
<thead><tr><th scope="col">Image and its places</th><th scope="col">Checks</th><th scope="col">Signed by</th><th scope="col">Vulnerabilities</th><th scope="col">Platforms</th></tr></thead>
<tbody>
${rows}</tbody></table>
${more}</section>
`;
}

function imageRow(image: ReportedImage, { link }: Setting): Markup {
  const { reference, digest, platforms = [], locations, vulnerabilities } = image;
  const places = locations.map((location) =>
    isInFile(location)
      ? markup`<code>${linked(placeLabel(location), link({ location }))}</code>`
      : markup`not in a file`,
  );
  return markup`<tr>
<th scope="row">${imageName(reference, digest)}${listOf(places, shown.places, "more place")}</th>
<td data-label="Checks">${checksOf(image)}</td>
<td data-label="Signed by">${signersOf(image)}</td>
<td data-label="Vulnerabilities">${countsOf(vulnerabilities)}</td>
<td data-label="Platforms"><div>${platforms.length === 0 ? unknown : platforms.join(", ")}</div></td></tr>
`;
}

const unknown = markup`<span class="quiet">–</span>`;

/** A reference with its digest, written or resolved, on a line of its own. */
export function imageName(reference: string, digest?: string): Markup {
  const at = reference.indexOf("@");
  const name = at < 0 ? reference : reference.slice(0, at);
  const pinned = at < 0 ? digest : reference.slice(at);
  const second = pinned === undefined ? nothing : markup` <code class="digest">${pinned}</code>`;
  return markup`<code>${name}</code>${second}`;
}

function checksOf({ checks }: ReportedImage): Markup {
  const items = checkNames.flatMap((name) => {
    const state = checks[name];
    return state === undefined ? [] : [markup`${name} ${stateLabel(state)}`];
  });
  return listOf(items, items.length, "");
}

function signersOf({ signatures = [] }: ReportedImage): Markup {
  return listOf(signatures.map(signerOf), shown.signatures, "more signature");
}

function countsOf(counts: VulnerabilityCounts | undefined): Markup {
  if (counts === undefined) return markup`<span class="quiet">not scanned</span>`;
  const named = (["critical", "high", "medium", "low"] as const).filter((name) => counts[name] > 0);
  if (named.length === 0) return markup`<div>none</div>`;
  const parts = named.map(
    (name) => markup`<li><b class="count ${name}">${counts[name]}</b> ${name}</li>`,
  );
  const fixable = counts.fixable === 0 ? "none with a fix" : `${counts.fixable} with a fix`;
  return markup`<ul>${parts}<li class="quiet">${fixable}</li></ul>`;
}

function listOf(items: readonly Markup[], most: number, noun: string): Markup {
  if (items.length === 0) return unknown;
  const left = items.length - most;
  const more = left > 0 ? markup`<li class="quiet">${counted(left, noun)}</li>` : nothing;
  return markup`<ul>${items.slice(0, most).map((item) => markup`<li>${item}</li>`)}${more}</ul>`;
}
