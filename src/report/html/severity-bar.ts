import { severities, type Severity } from "../../model/severity.ts";
import { type Markup, markup, nothing } from "./markup.ts";

/** Length of a bar in units of its own; it is drawn as wide as there is room. */
const length = 1000;

/** The narrowest stretch that is still seen. */
const narrowest = 8;

/** A part of a bar. */
export interface Stretch {
  /** A class of the style sheet. */
  readonly kind: string;
  readonly label: string;
  readonly count: number;
}

/** The open findings by severity, and the known ones that count, as a bar, and the same as words; nothing where there is none. */
export function severityBar(counts: Readonly<Record<Severity, number>>, known: number): Markup {
  const stretches = severities.map((severity) => ({
    kind: severity,
    label: severity,
    count: counts[severity],
  }));
  if (known + stretches.reduce((sum, { count }) => sum + count, 0) === 0) return nothing;
  const more = known === 0 ? [] : [{ kind: "known", label: "known", count: known }];
  return bar([...stretches, ...more], "Open findings by severity");
}

/** Numbers as a bar for the eye, and as a list for everybody. */
export function bar(stretches: readonly Stretch[], title: string): Markup {
  const present = stretches.filter(({ count }) => count > 0);
  const legend = stretches.map(
    ({ kind, label, count }) =>
      markup`<li class="${count === 0 ? "none" : "some"}"><i class="swatch ${kind}"></i><b>${count}</b> ${label}</li>`,
  );
  return markup`<div class="bar"><svg viewBox="0 0 ${length} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${drawn(present)}</svg>
<ul class="legend" aria-label="${title}">${legend}</ul></div>
`;
}

function drawn(present: readonly Stretch[]): Markup[] {
  const total = present.reduce((sum, { count }) => sum + count, 0);
  const room = length - narrowest * present.length;
  let x = 0;
  return present.map(({ kind, count }) => {
    const width = Math.round(narrowest + (room * count) / total);
    const start = x;
    x += width;
    return markup`<rect class="${kind}" x="${start}" y="0" width="${width}" height="10"/>`;
  });
}
