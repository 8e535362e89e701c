import { type Markup, markup, nothing } from "./markup.ts";

/** A waiver that no longer counts, as the notices of the run tell of it. */
export interface ExpiredWaiver {
  readonly rule: string;
  /** Where the policy has it: path, line and column. */
  readonly place: string;
  /** Its last day, YYYY-MM-DD. */
  readonly expires: string;
  /** What became of what it covers: `2 findings count again`. */
  readonly effect: string;
}

/** The sentence of src/findings/waiver-notices.ts; a report says nothing more of such a waiver. */
const sentence = /^(.+:\d+:\d+): The waiver of (.+) expired on (\d{4}-\d{2}-\d{2}); (.+)\.$/s;

/** The expired waivers among the notices, in their order. */
export function expiredWaivers(notices: readonly string[]): ExpiredWaiver[] {
  return notices.flatMap((notice) => {
    const [, place, rule, expires, effect] = sentence.exec(notice) ?? [];
    return place === undefined || !rule || !expires || !effect
      ? []
      : [{ place, rule, expires, effect }];
  });
}

/** The expired waivers as a list, each with its last day and what that means. */
export function expiredList(waivers: readonly ExpiredWaiver[]): Markup {
  if (waivers.length === 0) return nothing;
  const items = waivers.map(
    ({ rule, place, expires, effect }) =>
      markup`<li><p><code>${rule}</code> <b class="expiry">expired on ${expires}</b> ${effect}</p><p class="place"><code>${place}</code></p></li>\n`,
  );
  return markup`<h3>Expired waivers <span class="tally">${waivers.length}</span></h3>
<ul class="entries card">
${items}</ul>
`;
}
