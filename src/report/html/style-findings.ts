/** Findings by file and by image. */
export const findingsStyle = `
.file, .image { margin-top: 1.75rem; }
.large .file, .large .spot { content-visibility: auto; }
h3 { font-size: 1rem; font-weight: 650; line-height: 1.4; margin-bottom: .6rem; }
.spots, .card, .image { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; }
.spot { padding: 1rem 1.25rem 1.1rem; contain-intrinsic-size: auto 12rem; }
.spot + .spot, .card > li + li { border-top: 1px solid var(--rule); }
.where { font-variant-numeric: tabular-nums; color: var(--soft); font-size: .93rem; }
.object { color: var(--ink); margin-left: .6rem; }
.source { margin: .55rem 0 .8rem; background: var(--code); border-radius: 5px; padding: .45rem 0; line-height: 1.5; }
.source span { display: block; padding: 0 .8rem 0 4rem; white-space: pre-wrap; color: var(--soft); position: relative; }
.source span::before { content: attr(data-line) / ""; position: absolute; left: 0; width: 3rem; text-align: right; color: var(--soft); user-select: none; }
.source .hit { color: var(--ink); }
.source mark { color: inherit; background: var(--mark); border-bottom: 2px solid var(--mark-line); border-radius: 2px 2px 0 0; padding-top: 1px; }
.row + .row { margin-top: .8rem; }
tr.row { margin: 0; } tr.row .novelty { margin-top: .3rem; }
.said { display: grid; grid-template-columns: 5.2rem 1fr; gap: 0 .6rem; align-items: baseline; }
.said > span { max-width: 58rem; }
.todo { max-width: 58rem; }
.row > .todo, .row > .facts, .card .quiet { margin-left: 5.8rem; }
.row > .todo { margin-top: .15rem; color: var(--soft); }
.row > .todo::before { content: "→ " / ""; }
.rule { color: var(--soft); display: inline-block; }
.where + .entries { margin-top: .5rem; }
.severity { display: inline-block; text-align: center; font-size: .8rem; font-weight: 600; line-height: 1.35rem; padding: 0 .5rem; min-width: 4.3rem; border-radius: 4px; border: 1px solid var(--tone); color: var(--tone); }
.severity.critical { --tone: var(--critical); } .severity.high { --tone: var(--high); } .severity.medium { --tone: var(--medium); }
.severity.low { --tone: var(--low); } .severity.info { --tone: var(--info); }
.severity.fails { background: var(--tone); color: var(--card); }
.novelty { display: inline-block; font-size: .78rem; font-weight: 600; line-height: 1.2rem; padding: 0 .45rem; border-radius: 99px; border: 1px solid var(--ink); }
.novelty.new { color: var(--link); border-color: currentColor; } .novelty.known { color: var(--soft); border-color: var(--rule-strong); border-style: dashed; }
.expiry { display: inline-block; padding: 0 .5rem; margin-inline: .4rem; font-size: .8rem; font-weight: 600; line-height: 1.35rem; border: 1px solid var(--unsure); border-radius: 4px; color: var(--unsure); }
.facts { font-size: .9rem; margin-top: .3rem; }
.facts > div { display: grid; grid-template-columns: 5.5rem 1fr; gap: .6rem; }
.facts dt { color: var(--soft); }
.facts.wide { font-size: inherit; margin: 0; }
.facts.wide > div { grid-template-columns: 12rem 1fr; padding: .45rem 0; border-bottom: 1px solid var(--rule); }
.meanings { display: flex; flex-wrap: wrap; gap: 0 1.4rem; margin: -.6rem 0 1rem; color: var(--soft); font-size: .93rem; } .meanings b { font-weight: 600; }
.place { color: var(--soft); } .card { padding: 0; } .card + .file, .card + .image { margin-top: 1.75rem; } .card > li { padding: .8rem 1.25rem; margin: 0; }

.image { padding: 1.1rem 1.25rem; }
.image h3 { margin-bottom: .15rem; }
.lead { font-size: 1.1rem; line-height: 1.4; }
.label { color: var(--soft); font-size: .85rem; margin-top: .7rem; }
.places { display: flex; flex-wrap: wrap; gap: 0 1.2rem; }
.updates { columns: 24rem; } .updates li { break-inside: avoid; padding-left: 1.1em; text-indent: -1.1em; }
.updates li::before { content: "→ " / ""; color: var(--soft); text-indent: 0; }
.image > .todo { margin-top: .4rem; }
.image > details { margin-top: .8rem; }
summary { cursor: pointer; width: fit-content; max-width: 100%; }
summary:hover { text-decoration: underline; text-underline-offset: .18em; }
.image summary { color: var(--link); }
.part > summary { list-style: none; display: flex; align-items: baseline; gap: .55rem; }
.part > summary::-webkit-details-marker { display: none; }
.part > summary::before { content: "" / ""; flex: none; width: .45rem; height: .45rem; border: solid var(--soft); border-width: 0 2px 2px 0; transform: translateY(-.15rem) rotate(-45deg); }
.part[open] > summary::before { transform: translateY(-.25rem) rotate(45deg); }
.part > summary h2 { margin: 0; }
.part[open] > summary { margin-bottom: .5rem; }
.folded { margin-top: 0; padding: 1rem 0; border-top: 1px solid var(--rule); }
:not(.folded) + .folded { margin-top: 3rem; }
.folded:has(+ :not(.folded)) { border-bottom: 1px solid var(--rule); }
.folded .file, .folded .image { margin-top: 1rem; }
@media (max-width: 40rem) {
  .spot, .image, .card > li { padding-inline: .9rem; }
  .source { margin-inline: -.9rem; border-radius: 0; }
  .source span { padding-left: 3.2rem; } .source span::before { width: 2.5rem; }
  .said { grid-template-columns: 1fr; gap: .3rem; } .said .severity { justify-self: start; }
  .row > .todo, .row > .facts, .card .quiet { margin-left: 0; }
  .object { display: block; margin: 0; }
  .facts.wide > div { grid-template-columns: 1fr; gap: 0; }
}
`;
