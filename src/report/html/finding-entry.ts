import type { ReportedFinding } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import type { Folded } from "../grouping.ts";
import type { ImageContext } from "../image-vulnerabilities.ts";
import { counted, isInFile, placeLabel } from "../labels.ts";
import type { Linker } from "../markdown-entry.ts";
import { type Content, type Markup, markup, nothing, webAddress } from "./markup.ts";
import { noveltyLabel, severityLabel, standingsOf } from "./row.ts";

/** Related places that are named; the JSON report has all. */
const placesShown = 8;

/** What the parts of the page share: what of the report they need all, and the way to a place or a commit. */
export interface Setting {
  readonly line: ImageContext & Pick<Report, "vulnerabilities">;
  readonly link: Linker;
}

/** A finding as an item of a list: what is wrong, what to do, and what is known of it besides. */
export function findingEntry({ finding, times }: Folded, setting: Setting): Markup {
  const { severity, check, message, remediation, rule } = finding;
  const standings = standingsOf(finding, setting.line);
  const again = times > 1 ? markup` <span class="quiet">(${times} times here)</span>` : nothing;
  return markup`<li class="row" data-severity="${severity}" data-check="${check}" data-standing="${standings.join(" ")}" data-count="${times}">
<p class="said">${severityLabel(severity, standings.includes("fails"))} <span>${noveltyLabel(standings)}${message}${again} <code class="rule">${rule}</code></span></p>
<p class="todo"><span class="unseen">What to do: </span>${remediation}</p>
${factsOf(finding, setting)}</li>
`;
}

function factsOf(finding: ReportedFinding, setting: Setting): Markup {
  const { message, resource, podSecurity, image, related = [], gate, waiver } = finding;
  const facts: readonly Content[] = [
    fact("Field", code(resource?.fieldPath)),
    fact("Image", image === undefined || message.includes(image) ? nothing : code(image)),
    fact(
      "Standard",
      podSecurity === undefined
        ? nothing
        : `Pod Security ${podSecurity.level} ${podSecurity.version}, ${podSecurity.check}`,
    ),
    gate === undefined ? nothing : fact(gateWord(finding), gate.reason),
    fact("Related", relatedPlaces(related, setting)),
    waiver === undefined ? nothing : fact("Waived", waiverText(waiver)),
  ].filter((item) => item !== nothing);
  return facts.length === 0 ? nothing : markup`<dl class="facts">${facts}</dl>`;
}

/** How the reason of a gate begins; what was waived does not fail, whatever its reason. */
export function gateWord({ gate, status }: ReportedFinding): string {
  if (gate?.fails !== true) return "Does not fail";
  return status === "waived" ? "Would fail" : "Fails";
}

function fact(name: string, value: Content): Markup {
  return value === nothing ? nothing : markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function code(text: string | undefined): Markup {
  return text === undefined || text === "" ? nothing : markup`<code>${text}</code>`;
}

/** The reason, the owner and the last day of a waiver. */
export function waiverText({ reason, owner, expires }: NonNullable<ReportedFinding["waiver"]>) {
  const until = expires === undefined ? undefined : `until ${expires}`;
  return [reason, owner, until].filter((part) => part !== undefined && part !== "").join(" · ");
}

function relatedPlaces(related: NonNullable<ReportedFinding["related"]>, { link }: Setting) {
  if (related.length === 0) return nothing;
  const shown = related.slice(0, placesShown).map(({ location, message }) => {
    const place = linked(placeLabel(location), isInFile(location) ? link({ location }) : undefined);
    return markup`<li><code>${place}</code> ${message}</li>`;
  });
  const left = related.length - shown.length;
  const more = left > 0 ? markup`<li>${counted(left, "more place")}</li>` : nothing;
  return markup`<ul>${shown}${more}</ul>`;
}

/** The text, as a link where there is an address of a page. */
export function linked(text: Content, url: string | undefined): Markup {
  const address = webAddress(url);
  return address === undefined ? markup`${text}` : markup`<a href="${address}">${text}</a>`;
}
