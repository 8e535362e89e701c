/** Tables; on a narrow screen the rows of the long ones become cards. */
export const tablesStyle = `
table { width: 100%; border-collapse: collapse; text-align: left; }
th, td { padding: .5rem .9rem .5rem 0; vertical-align: top; border-bottom: 1px solid var(--rule); font-weight: 400; }
tr > :last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: .82rem; line-height: 1.35; vertical-align: bottom; padding-bottom: .35rem; }
tbody th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
.checks th, .checks td { white-space: nowrap; }
.count { font-weight: 650; } .count.zero { color: var(--soft); font-weight: 400; }
.count.critical { color: var(--critical); } .count.high { color: var(--high); } .count.medium { color: var(--medium); }
.count.low { color: var(--low); } .count.info { color: var(--info); }
.state { white-space: nowrap; }
.state::before { margin-right: .3em; font-weight: 700; }
.state.passed { color: var(--good); } .state.passed::before { content: "✓" / ""; }
.state.failed { color: var(--bad); font-weight: 600; } .state.failed::before { content: "✕" / ""; }
.state.error { color: var(--unsure); font-weight: 600; } .state.error::before { content: "!" / ""; }
.state.skipped { color: var(--soft); } .state.skipped::before { content: "–" / ""; }
.reasons { margin-top: .8rem; } .reasons li + li { margin-top: .25rem; }
.images { table-layout: fixed; font-size: .93rem; } .images th code { font-size: .92em; }
.images thead th:nth-child(1) { width: 38%; } .images thead th:nth-child(2) { width: 12rem; }
.images thead th:nth-child(4) { width: 8.5rem; } .images thead th:nth-child(5) { width: 7.5rem; }
.images th ul { font-weight: 400; margin-top: .25rem; }
.digest { display: block; font-weight: 400; color: var(--soft); }
.vulnerabilities { table-layout: fixed; font-size: .93rem; margin-top: .6rem; }
.vulnerabilities thead th:nth-child(1) { width: 10.5rem; } .vulnerabilities thead th:nth-child(2) { width: 7.5rem; }
.vulnerabilities thead th:nth-child(4) { width: 5rem; } .vulnerabilities thead th:nth-child(5) { width: 8rem; }
.vulnerabilities tr { break-inside: avoid; }
.exploited { color: var(--critical); }
ins { text-decoration: none; color: var(--good); font-family: var(--mono); font-size: .88em; }
@media screen and (max-width: 56rem) {
  .cards, .cards tbody { display: block; }
  .cards thead { display: none; }
  .cards tr { display: block; padding: .8rem 0; border-bottom: 1px solid var(--rule); }
  .cards th, .cards td { display: grid; grid-template-columns: 7rem 1fr; padding: .12rem 0; border: 0; min-width: 0; }
  .cards th { display: block; padding-bottom: .3rem; }
  .cards td::before { content: attr(data-label) / ""; color: var(--soft); grid-row: 1 / span 20; }
  .cards td > * { grid-column: 2; justify-self: start; }
}
`;
