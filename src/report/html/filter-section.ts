import type { ReportedFinding } from "../../model/finding.ts";
import { checkNames } from "../../model/check.ts";
import type { Line } from "../../model/failing.ts";
import { severities } from "../../model/severity.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import { type Standing, standings, standingsOf } from "./row.ts";

/** Fewer findings than that are seen at a glance. */
const fewest = 6;

/** The controls that narrow what is shown; without scripts they stay hidden, and everything is shown. */
export function filterSection(findings: readonly ReportedFinding[], line: Line): Markup {
  if (findings.length < fewest) return nothing;
  const here = severities.filter((name) => findings.some(({ severity }) => severity === name));
  const boxes = here.map(
    (name) =>
      markup`<label class="toggle ${name}"><input type="checkbox" name="severity" value="${name}" checked> ${name}</label>`,
  );
  return markup`<div id="filter" role="search" aria-label="Findings" hidden>
<label class="field grow"><span>Search</span><input type="search" id="search" placeholder="rule, file, image, CVE …" autocomplete="off" spellcheck="false" aria-controls="report"></label>
<fieldset><legend>Severity</legend><div class="toggles">${boxes}</div></fieldset>
<label class="field"><span>Check</span><select id="check"><option value="">all</option>${checksIn(findings)}</select></label>
<label class="field"><span>Status</span><select id="standing"><option value="">all</option>${standingsIn(findings, line)}</select></label>
<button type="button" id="reset">Reset</button>
<p id="shown" role="status" aria-live="polite"></p>
</div>
<div id="none" hidden><p><b>Nothing matches.</b> No finding has these words and these settings; Reset shows all of them again.</p></div>
`;
}

function checksIn(findings: readonly ReportedFinding[]): Markup[] {
  const present = new Set(findings.map(({ check }) => check));
  return checkNames
    .filter((name) => present.has(name))
    .map((name) => markup`<option value="${name}">${name}</option>`);
}

function standingsIn(findings: readonly ReportedFinding[], line: Line): Markup[] {
  const present = new Set(findings.flatMap((finding) => standingsOf(finding, line)));
  return (Object.keys(standings) as Standing[])
    .filter((name) => present.has(name))
    .map((name) => markup`<option value="${name}">${standings[name]}</option>`);
}
