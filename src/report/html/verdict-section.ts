import type { Report, Verdict } from "../../model/report.ts";
import { verdictGrounds, verdictWords } from "../verdict-line.ts";
import { gatePicture } from "./gate-picture.ts";
import { type Markup, markup, nothing } from "./markup.ts";

const meanings: Readonly<Record<Verdict, string>> = {
  pass: "The gate is open.",
  fail: "The gate is shut.",
  error: "A check could not decide, so the gate stays shut.",
};

/** Notices that are shown; the JSON report has all. */
const noticesShown = 200;

/** The verdict, what it rests on, and what there is to say beside it. */
export function verdictSection(report: Report): Markup {
  const { verdict } = report;
  const [first = "", ...others] = verdictGrounds(report);
  const rest = others.map((ground) => markup`<li>${ground}</li>`);
  return markup`<header class="verdict ${verdict}">
${gatePicture(verdict)}<div>
<p class="product">Portcullis</p>
<h1>${verdictWords[verdict]}</h1>
<p class="grounds">${first}</p>
${rest.length === 0 ? nothing : markup`<ul class="grounds-more">${rest}</ul>`}<p class="meaning">${meanings[verdict]}</p>
</div>
</header>
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
