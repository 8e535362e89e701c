/** Colours, type, and what stands around the findings. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #f7f7f5; --card: #fff; --ink: #1b1f24; --soft: #586069; --rule: #dfe1dc; --rule-strong: #bfc3bd;
  --code: #f1f2ee; --link: #0b5cad; --focus: #0b5cad; --mark: #ffe3b8; --mark-line: #d9821b;
  --critical: #9c1145; --high: #bd3a0c; --medium: #855a00; --low: #2b5f9e; --info: #59636e;
  --good: #1a7048; --fair: #3a7c86; --bad: #b42323; --unsure: #8a5300;
  --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #101315; --card: #171b1e; --ink: #e3e6e8; --soft: #9aa4ad; --rule: #2a3035; --rule-strong: #48515a;
    --code: #1e2327; --link: #7ab8ff; --focus: #7ab8ff; --mark: #5a3d0c; --mark-line: #e3a04a;
    --critical: #ff86ae; --high: #ff9a6b; --medium: #e6b84e; --low: #85b7f5; --info: #a3adb7;
    --good: #63cf98; --fair: #79c3cd; --bad: #ff8a84; --unsure: #e6b04e;
  }
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { font: 15px/1.55 var(--sans); background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 76rem; padding: 0 clamp(1rem, 4vw, 3rem) 5rem; overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, pre, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
code, pre { font-family: var(--mono); font-size: .88em; font-variant-ligatures: none; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet { color: var(--soft); }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--card); z-index: 3; border-radius: 0 0 6px 6px; }
.skip:focus { top: 0; }
section { margin-top: 3rem; }
h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -.012em; font-weight: 650; margin-bottom: .9rem; }
.tally { color: var(--soft); font-weight: 400; font-size: .85em; letter-spacing: 0; margin-left: .3em; font-variant-numeric: tabular-nums; }

.verdict { display: flex; gap: clamp(1rem, 3vw, 2rem); align-items: flex-start; padding: clamp(2rem, 5vw, 3.5rem) 0 1.75rem; }
.verdict.pass { --tone: var(--good); } .verdict.fail { --tone: var(--bad); } .verdict.error { --tone: var(--unsure); }
.gate { flex: none; width: clamp(3.5rem, 9vw, 5.5rem); height: auto; fill: none; stroke-linecap: round; stroke-linejoin: round; margin-top: .35rem; }
.wall { stroke: var(--ink); stroke-width: 2.6; } .grille { stroke: var(--tone); stroke-width: 2.2; }
.product { color: var(--soft); font-size: .95rem; }
.subject::before { content: "· " / ""; }
.together { white-space: nowrap; }
h1 { color: var(--tone); font-size: clamp(2.4rem, 7vw, 3.6rem); line-height: 1.05; letter-spacing: -.03em; font-weight: 750; }
.grounds { font-size: clamp(1.05rem, 2.4vw, 1.25rem); line-height: 1.4; margin-top: .7rem; max-width: 56rem; text-wrap: pretty; }
.grounds::first-letter { text-transform: uppercase; }
.grounds-more { color: var(--soft); display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin-top: .3rem; }
.blame { display: flex; flex-wrap: wrap; gap: 0 .8rem; margin-top: .3rem; }
.blame ul { display: contents; } .blame b { font-weight: 650; font-variant-numeric: tabular-nums; }
nav { border-block: 1px solid var(--rule); }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
nav a { display: inline-block; padding: .6rem 0; color: var(--ink); text-decoration: none; }
nav a:hover { text-decoration: underline; }

.notices { margin-top: 1.75rem; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--rule); border-left: 3px solid var(--unsure); border-radius: 6px; }
.notices h2 { font-size: 1rem; margin-bottom: .3rem; }
.notices li + li { margin-top: .4rem; }
.notices + section, nav + main > section:first-child { margin-top: 2rem; }

.bar { margin-bottom: 1.4rem; }
.bar svg { display: block; overflow: hidden; width: 100%; height: .6rem; border-radius: 99px; background: var(--rule); }
.bar rect, .swatch { fill: var(--info); background: var(--info); }
rect.critical, .swatch.critical { fill: var(--critical); background: var(--critical); }
rect.high, .swatch.high { fill: var(--high); background: var(--high); }
rect.medium, .swatch.medium { fill: var(--medium); background: var(--medium); }
rect.low, .swatch.low { fill: var(--low); background: var(--low); }
rect.known, .swatch.known { fill: var(--rule-strong); background: var(--rule-strong); }
rect.good, .swatch.good { fill: var(--good); background: var(--good); }
rect.fair, .swatch.fair { fill: var(--fair); background: var(--fair); }
.bar rect { stroke: var(--paper); stroke-width: 2px; vector-effect: non-scaling-stroke; }
.bar svg, .swatch { forced-color-adjust: none; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin-top: .6rem; font-variant-numeric: tabular-nums; }
.legend .none { color: var(--soft); }
.swatch { display: inline-block; width: .65rem; height: .65rem; border-radius: 2px; margin-right: .45rem; }

#filter { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: flex-end; gap: .6rem 1rem; margin: 2.5rem -1rem 0; padding: .8rem 1rem; background: var(--paper); border-bottom: 1px solid var(--rule); }
#none { margin: 1.5rem 0; padding: 1.25rem; border: 1px dashed var(--rule-strong); border-radius: 8px; color: var(--soft); } #none b { color: var(--ink); }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; margin: 1.1rem 0 1.5rem; color: var(--soft); font-size: .9rem; }
#checks + .key { margin-top: 2.5rem; }
.key li { display: flex; align-items: center; gap: .5rem; }
.key + .more, .key + section { margin-top: 1.5rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend, .field > span { display: block; padding: 0; color: var(--soft); font-size: .8rem; line-height: 1.4; margin-bottom: .2rem; }
.grow { flex: 1 1 14rem; }
select { max-width: 10.5rem; }
input[type=search], select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--rule-strong); border-radius: 6px; height: 2.25rem; padding: 0 .65rem; max-width: 100%; }
input[type=search] { width: 100%; }
input::placeholder { color: var(--soft); opacity: 1; }
button { cursor: pointer; } button:disabled { color: var(--soft); cursor: default; border-color: var(--rule); }
.toggles { display: flex; flex-wrap: wrap; gap: .3rem; }
.toggle { display: inline-flex; align-items: center; gap: .35rem; height: 2.25rem; padding: 0 .6rem; border: 1px solid var(--rule-strong); border-radius: 6px; background: var(--card); cursor: pointer; }
.toggle input { margin: 0; accent-color: var(--ink); }
.toggle:has(input:not(:checked)) { color: var(--soft); background: transparent; }
#shown { flex-basis: 100%; color: var(--soft); font-size: .9rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.more, .explanation { color: var(--soft); margin-bottom: .9rem; }
@media (min-width: 90rem) { body { max-width: 96rem; } }
@media (max-width: 56rem), (max-height: 34rem) { #filter { position: static; } }
@media (max-width: 40rem) {
  .verdict { display: grid; grid-template-columns: auto 1fr; gap: 0 .9rem; } .verdict > div { display: contents; }
  .gate { width: 3.4rem; grid-row: span 2; margin: 0; } .product { align-self: end; }
  .verdict .grounds, .grounds-more, .blame { grid-column: 1 / -1; } .verdict .grounds { margin-top: 1rem; }
  .field:not(.grow) { flex: 1 1 6.5rem; } select { width: 100%; max-width: none; } #filter { column-gap: .6rem; }
  section { margin-top: 2.25rem; }
}
`;
