import { checkNames } from "../../model/check.ts";
import { failsRun } from "../../model/failing.ts";
import type { Report } from "../../model/report.ts";
import { verdictGrounds, verdictWords } from "../verdict-line.ts";
import { gatePicture } from "./gate-picture.ts";
import { type Markup, markup, nothing } from "./markup.ts";

/** Notices that are shown; the JSON report has all. */
const noticesShown = 200;

/** The verdict, what it rests on, and what there is to say beside it. */
export function verdictSection(report: Report, subject = ""): Markup {
  const { verdict } = report;
  const [first = "", ...others] = verdictGrounds(report);
  const rest = others.map((ground) => markup`<li>${ground}</li>`);
  return markup`<header class="verdict ${verdict}">
${gatePicture(verdict)}<div>
<p class="product">Portcullis${subject === "" ? nothing : markup` <span class="subject">${subject}</span>`}</p>
<h1>${verdictWords[verdict]}</h1>
<p class="grounds">${unbroken(first)}</p>
${rest.length === 0 ? nothing : markup`<ul class="grounds-more">${rest}</ul>`}${whatFails(report)}</div>
</header>
`;
}

/** The line for failing, at the end of a sentence, is read as one. */
function unbroken(ground: string): Markup {
  const [, before = ground, line] = /^(.*)(\(fail-on: [a-z]+\))$/s.exec(ground) ?? [];
  return line === undefined
    ? markup`${ground}`
    : markup`${before}<span class="together">${line}</span>`;
}

/** Which checks the findings belong to that fail the run; nothing where the run passes. */
function whatFails(report: Report): Markup {
  const failing = report.findings.filter((finding) => failsRun(finding, report));
  if (report.verdict === "pass" || failing.length === 0) return nothing;
  const items = checkNames.flatMap((name) => {
    const count = failing.filter(({ check }) => check === name).length;
    return count === 0 ? [] : [markup`<li>${name} <b>${count}</b></li>`];
  });
  return markup`<div class="blame"><span id="blame-title">What fails:</span> <ul aria-labelledby="blame-title">${items}</ul></div>
`;
}

/** The sentences for the reader beside the verdict. */
export function noticesSection({ notices }: Report): Markup {
  if (notices.length === 0) return nothing;
  const left = notices.length - noticesShown;
  const items = notices.slice(0, noticesShown).map((notice) => markup`<li>${notice}</li>\n`);
  const more = left > 0 ? markup`<li>${left} more in the JSON report</li>` : nothing;
  return markup`<section class="notices" aria-labelledby="notices-title">
<h2 id="notices-title">Notices</h2>
<ul>
${items}${more}</ul>
</section>
`;
}
