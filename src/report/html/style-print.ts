/** On paper: everything is shown, nothing is left to operate, and colours are those of daylight. */
export const printStyle = `
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --soft: #4a5158; --rule: #ccc; --rule-strong: #999; --code: #f4f4f2;
    --link: #000; --mark: #ffe3b8; --mark-line: #d9821b;
    --critical: #9c1145; --high: #bd3a0c; --medium: #855a00; --low: #2b5f9e; --info: #59636e;
    --good: #1a7048; --fair: #3a7c86; --bad: #b42323; --unsure: #8a5300;
    color-scheme: light;
  }
  @page { margin: 16mm 14mm; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  .verdict { padding-top: 0; }
  .skip, nav, #filter, #none, .image summary { display: none !important; }
  .row[hidden], .group[hidden] { display: block !important; }
  tr.row[hidden] { display: table-row !important; }
  .identity.shortened::after { content: " (" attr(title) ")"; }
  .part > summary::before { display: none; }
  details::details-content { content-visibility: visible !important; block-size: auto !important; opacity: 1 !important; }
  .large .file, .large .spot { content-visibility: visible; }
  .spot { break-inside: avoid; }
  h2, h3, .where, summary { break-after: avoid; }
  .severity, .bar, .swatch, mark, .source { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .vulnerabilities thead .id { width: 8.5rem; } .vulnerabilities thead .severities { width: 6.5rem; }
  .vulnerabilities thead .epss { width: 5rem; } .vulnerabilities thead .kev { width: 7.2rem; }
  a { text-decoration: none; }
}
`;
