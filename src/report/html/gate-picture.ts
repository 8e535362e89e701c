import type { Verdict } from "../../model/report.ts";
import { type Address, type Markup, markup, pictureAddress } from "./markup.ts";

/** How far the grille hangs down, of the 48 units of the picture: a gate that is not decided is half shut. */
const hang: Readonly<Record<Verdict, number>> = { pass: 20, error: 29, fail: 39 };

const columns = [14, 20.7, 27.3, 34] as const;
const bars = [15, 22, 29] as const;

/** A gate whose grille is up, down, or stuck half way. Only for the eye. */
export function gatePicture(verdict: Verdict): Markup {
  return markup`<svg class="gate" viewBox="0 0 48 48" width="72" height="72" aria-hidden="true" focusable="false"><path class="wall" d="${wall}"/><path class="grille" d="${grille(hang[verdict])}"/></svg>`;
}

/** The same as the address of a picture, for the tab. */
export function gateIcon(verdict: Verdict, color: string): Address {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="${color}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"><path d="${wall}"/><path d="${grille(hang[verdict])}"/></svg>`;
  return pictureAddress(picture);
}

const wall = "M7 43V19a17 17 0 0 1 34 0v24";

function grille(bottom: number): string {
  const down = columns.map((x, index) => {
    const top = index === 0 || index === columns.length - 1 ? 6.5 : 3;
    return `M${x} ${top}V${bottom}`;
  });
  const across = bars.filter((y) => y <= bottom - 4).map((y) => `M7.5 ${y}H40.5`);
  return [...down, ...across].join("");
}
