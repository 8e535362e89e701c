import type { Report } from "../../model/report.ts";
import { counted } from "../labels.ts";
import { levelMeaning } from "./commit-levels.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import { bar, type Stretch } from "./severity-bar.ts";

/** By which colour a level of commits is drawn; one that is not named here is a failure. */
const kinds: Readonly<Record<string, string>> = {
  trusted: "good",
  platform: "fair",
  "valid-unknown": "medium",
  unsigned: "high",
};

/** What the words under the bar mean. */
function meaningsOf(stretches: readonly Stretch[]): Markup {
  const items = stretches
    .filter(({ count }) => count > 0)
    .map(({ label }) => markup`<li><b>${label}</b>: ${levelMeaning(label)}</li>`);
  return items.length === 0
    ? nothing
    : markup`<ul class="meanings">${items}</ul>
`;
}

/** How many commits are of which level, in which range and by whose word. */
export function commitsSection({ commits }: Report): Markup {
  if (commits === undefined) return nothing;
  const { range, trustRef, count, levels, exempt } = commits;
  const stretches: readonly Stretch[] = [
    ...Object.entries(levels).map(([label, number]) => ({
      kind: kinds[label] ?? "critical",
      label,
      count: number,
    })),
    ...(exempt === 0 ? [] : [{ kind: "info", label: "exempt", count: exempt }]),
  ];
  return markup`<section id="commits" aria-labelledby="commits-title">
<h2 id="commits-title">Commits <span class="tally">${count}</span></h2>
${count === 0 ? nothing : bar(stretches, "Commits by level")}${meaningsOf(stretches)}<dl class="facts wide">
<div><dt>Range</dt><dd><code>${range}</code>, ${counted(count, "commit")}</dd></div>
<div><dt>Trust from</dt><dd>${trustRef}</dd></div>
</dl>
</section>
`;
}
