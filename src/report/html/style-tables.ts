/** The rows of a table as cards, each cell with the name of its column. */
function cards(table: string): string {
  return `  ${table}, ${table} tbody { display: block; }
  ${table} thead { display: none; }
  ${table} tr { display: block; padding: .8rem 0; border-bottom: 1px solid var(--rule); break-inside: avoid; }
  ${table} th, ${table} td { display: grid; grid-template-columns: 7rem 1fr; padding: .12rem 0; border: 0; min-width: 0; }
  ${table} th { display: block; padding-bottom: .3rem; }
  ${table} td::before { content: attr(data-label) / ""; color: var(--soft); grid-row: 1 / span 20; }
  ${table} td > * { grid-column: 2; justify-self: start; }
  .images td:nth-of-type(3) ul { display: flex; flex-wrap: wrap; gap: 0 1rem; }
`;
}

/** Tables; on a narrow screen the rows of the long ones become cards. */
export const tablesStyle: string = `
table { width: 100%; border-collapse: collapse; text-align: left; }
th, td { padding: .5rem .9rem .5rem 0; vertical-align: top; border-bottom: 1px solid var(--rule); font-weight: 400; }
tr > :last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: .82rem; line-height: 1.35; vertical-align: bottom; padding-bottom: .35rem; }
tbody th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.checks th, .checks td { white-space: nowrap; } .checks thead .number { width: 8.5%; }
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
.images thead th:nth-child(1) { width: 38%; } .images thead th:nth-child(2) { width: 11.5rem; }
.images thead th:nth-child(4) { width: 7.5rem; } .images thead th:nth-child(5) { width: 7rem; }
.identity.shortened { overflow-wrap: break-word; } time { white-space: nowrap; }
.images th ul { font-weight: 400; margin-top: .25rem; }
.digest { display: block; font-weight: 400; color: var(--soft); }
.vulnerabilities { table-layout: fixed; font-size: .93rem; margin-top: .6rem; }
.vulnerabilities thead .id { width: 10.5rem; } .vulnerabilities thead .severities { width: 7.5rem; }
.vulnerabilities thead .epss { width: 5rem; } .vulnerabilities thead .kev { width: 8rem; }
.vulnerabilities tr { break-inside: avoid; }
.vulnerabilities td code, .vulnerabilities ins { display: inline-block; max-width: 100%; }
.exploited { color: var(--critical); }
ins { text-decoration: none; color: var(--good); font-family: var(--mono); font-size: .88em; }
@media screen and (max-width: 47rem) {
  .checks, .checks tbody { display: block; }
  .checks thead { display: none; }
  .checks tr { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; padding: .6rem 0; border-bottom: 1px solid var(--rule); }
  .checks tr::after { content: ""; order: 1; flex-basis: 100%; }
  .checks th, .checks td { padding: 0; border: 0; }
  .checks th { flex: 1 0 auto; }
  .checks .time { min-width: 3.6rem; }
  .checks td[data-label] { order: 2; } .checks td.none { display: none; }
  .checks td[data-label]::after { content: " " attr(data-label); }
}
@media screen and (max-width: 56rem) {
${cards(".cards")}}
@media print {
${cards(".images")}}
`;
