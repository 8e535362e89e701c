/** An EPSS list as it is published each day. */
export function epssCsv(
  rows: readonly string[] = ["CVE-2023-5363,0.00412,0.73114", "CVE-2021-44228,0.94358,0.99959"],
  first = "#model_version:v2025.03.14,score_date:2026-05-18T00:00:00Z",
): string {
  return [first, "cve,epss,percentile", ...rows, ""].join("\n");
}

/** An answer of FIRST's API about the ids, each with a score made of its place. */
export function epssAnswer(ids: readonly string[], changes: object = {}): object {
  return {
    status: "OK",
    "status-code": 200,
    version: "1.0",
    access: "public",
    total: ids.length,
    offset: 0,
    limit: 100,
    data: ids.map((cve, place) => ({
      cve,
      epss: (place / 1000).toFixed(9),
      percentile: "0.731140000",
      date: "2026-05-18",
    })),
    ...changes,
  };
}

/** An entry of CISA's catalog. */
export function kevEntry(changes: object = {}): object {
  return {
    cveID: "CVE-2021-44228",
    vendorProject: "Apache",
    product: "Log4j2",
    vulnerabilityName: "Apache Log4j2 Remote Code Execution Vulnerability",
    dateAdded: "2021-12-10",
    shortDescription: "…",
    requiredAction: "…",
    dueDate: "2021-12-24",
    knownRansomwareCampaignUse: "Known",
    notes: "",
    cwes: ["CWE-20"],
    ...changes,
  };
}

/** CISA's catalog. */
export function kevCatalog(
  entries: readonly object[] = [kevEntry()],
  changes: object = {},
): object {
  return {
    title: "CISA Catalog of Known Exploited Vulnerabilities",
    catalogVersion: "2026.05.18",
    dateReleased: "2026-05-18T15:00:13.6215Z",
    count: entries.length,
    vulnerabilities: entries,
    ...changes,
  };
}

export function asJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
