import { expect, test } from "@jest/globals";
import { readEpssAnswer } from "../../../../src/checks/vulnerabilities/feeds/epss-answer.ts";
import { readEpssCsv } from "../../../../src/checks/vulnerabilities/feeds/epss-csv.ts";
import { readKev } from "../../../../src/checks/vulnerabilities/feeds/kev.ts";
import { UsageError } from "../../../../src/errors.ts";
import { asJson, epssAnswer, epssCsv, kevCatalog, kevEntry } from "./samples.ts";

const wanted = new Set(["CVE-2023-5363", "CVE-2099-0001"]);

function mistakeIn(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "none";
}

const csv = (text: string) => readEpssCsv(Buffer.from(text), wanted, "epss.csv");
const answer = (value: object) => readEpssAnswer(asJson(value), wanted, "api");
const kev = (value: object) => readKev(asJson(value), wanted, "kev.json");

test("of the daily list only what is wanted is kept, with the list's own identity", () => {
  const { feed, byId } = csv(epssCsv());
  expect(feed).toEqual({ source: "epss.csv", version: "v2025.03.14", date: "2026-05-18" });
  expect([...byId]).toEqual([["CVE-2023-5363", { probability: 0.00412, percentile: 0.73114 }]]);
});

test.each([
  ["line ends of Windows", epssCsv().replaceAll("\n", "\r\n")],
  ["further columns", epssCsv(["CVE-2023-5363,0.1,0.2,new"]).replace("percentile", "percentile,x")],
  ["further words about itself", epssCsv(undefined, "#x:1,model_version:v5,score_date:2026-05-18")],
  ["small numbers", epssCsv(["CVE-2023-5363,9e-05,1.0"])],
])("a list with %s is read", (_, text) => {
  expect(csv(text).byId.size).toBe(1);
});

test.each([
  ["another probability", epssCsv(["CVE-2023-5363,1.5,0.1"]), "epss.csv:3: is"],
  ["a negative one", epssCsv(["CVE-2023-5363,-0.5,0.1"]), "epss.csv:3: is"],
  ["no number", epssCsv(["CVE-2023-5363,high,0.1"]), "epss.csv:3: is"],
  ["an empty one", epssCsv(["CVE-2023-5363,,0.1"]), "epss.csv:3: is"],
  ["infinity", epssCsv(["CVE-2023-5363,Infinity,0.1"]), "epss.csv:3: is"],
  ["no percentile", epssCsv(["CVE-2023-5363,0.1"]), "epss.csv:3: is"],
  ["another percentile", epssCsv(["CVE-2023-5363,0.1,99"]), "epss.csv:3: is"],
  ["another id", epssCsv(["GHSA-1,0.1,0.2"]), "epss.csv:3: is"],
  ["a row that nobody wants and that is broken", epssCsv(["CVE-2020-0001,x,0.1"]), ":3: is"],
  ["a wanted row twice", epssCsv(["CVE-2023-5363,0.1,0.2", "CVE-2023-5363,0.3,0.2"]), ":4: is"],
  ["a cut row", epssCsv().slice(0, -20), "epss.csv:4: is"],
  ["a cut last line", epssCsv().slice(0, -1), "epss.csv:4: is"],
  ["no row", epssCsv([]), "epss.csv: the list has no row"],
  ["no header", epssCsv().replace("cve,epss,percentile\n", ""), "epss.csv:2: is"],
  ["columns in another order", epssCsv().replace("epss,percentile", "percentile,epss"), ":2: is"],
  ["no identity", epssCsv().split("\n").slice(1).join("\n"), "epss.csv:1: is"],
  ["a day that is not", epssCsv(undefined, "#model_version:v5,score_date:2026-02-30"), ":1: is"],
  ["a page of a browser", "<!doctype html>\n<title>Sign in</title>\n", 'epss.csv:1: is "<!doctype'],
  ["nothing", "", "epss.csv:1: is"],
])("a daily list with %s is of no use", (_, text, expected) => {
  expect(mistakeIn(() => csv(text))).toContain(expected);
});

test("a quarter of a million rows are read for the few that matter", () => {
  const rows = Array.from({ length: 250_000 }, (_, n) => `CVE-2024-${10_000 + n},0.00043,0.09123`);
  const { byId } = csv(epssCsv([...rows, "CVE-2023-5363,0.5,0.9"]));
  expect(byId.size).toBe(1);
});

test("an answer of the API", () => {
  const { feed, byId } = answer(epssAnswer(["CVE-2021-44228", "CVE-2023-5363"]));
  expect(feed).toEqual({ source: "api", version: "scores of 2026-05-18", date: "2026-05-18" });
  expect([...byId]).toEqual([["CVE-2023-5363", { probability: 0.001, percentile: 0.73114 }]]);
});

const scored = (changes: object): object =>
  epssAnswer([], {
    total: 1,
    data: [
      { cve: "CVE-2023-5363", epss: "0.1", percentile: "0.2", date: "2026-05-18", ...changes },
    ],
  });

test("numbers may be numbers, and further fields are no matter", () => {
  expect(answer(scored({ epss: 0.25, percentile: 1, more: {} })).byId.get("CVE-2023-5363")).toEqual(
    {
      probability: 0.25,
      percentile: 1,
    },
  );
});

test.each<readonly [string, object, string]>([
  ["an error", epssAnswer([], { status: "ERROR" }), "api: /status: is"],
  [
    "a page of several",
    epssAnswer(["CVE-2023-5363"], { total: 282_000 }),
    "/total: is 282000 with 1",
  ],
  ["no entry", epssAnswer([]), "api: /data: has no entry"],
  ["data of another type", epssAnswer([], { data: {} }), "api: /data: is an object"],
  ["a probability above 1", scored({ epss: "1.1" }), "/data/0/epss: is not a number from 0 to 1"],
  ["a number above 1", scored({ percentile: 73 }), "/data/0/percentile: is not a number"],
  ["no probability", scored({ epss: null }), "/data/0/epss: is missing"],
  ["another id", scored({ cve: "CVE-1" }), "/data/0/cve: is not the name of a CVE"],
  ["no day", scored({ date: "today" }), "/data/0/date: is"],
  [
    "an entry twice",
    epssAnswer(["CVE-2023-5363", "CVE-2023-5363"]),
    "/data/1/cve: stands in the list a second time",
  ],
])("an answer with %s is of no use", (_, value, expected) => {
  expect(mistakeIn(() => answer(value))).toContain(expected);
});

test("CISA's catalog", () => {
  const entries = [
    kevEntry(),
    kevEntry({ cveID: "CVE-2023-5363", knownRansomwareCampaignUse: "Unknown", more: 1 }),
    kevEntry({ cveID: "CVE-2099-0001", dueDate: "", knownRansomwareCampaignUse: undefined }),
  ];
  const { feed, byId } = kev(kevCatalog(entries));
  expect(feed).toEqual({ source: "kev.json", version: "2026.05.18", date: "2026-05-18" });
  expect([...byId]).toEqual([
    ["CVE-2023-5363", { listed: true, since: "2021-12-10", due: "2021-12-24", ransomware: false }],
    ["CVE-2099-0001", { listed: true, since: "2021-12-10", ransomware: false }],
  ]);
});

const one = (changes: object): object => kevCatalog([kevEntry(changes)]);

test.each<readonly [string, object, string]>([
  ["no entries", kevCatalog([]), "kev.json: /vulnerabilities: has no entry"],
  ["another type", kevCatalog([], { vulnerabilities: "x" }), "/vulnerabilities: is"],
  [
    "fewer than it says",
    kevCatalog(undefined, { count: 1500 }),
    "/count: does not say that there are 1",
  ],
  ["no version", kevCatalog(undefined, { catalogVersion: 7 }), "/catalogVersion: is 7"],
  ["no date", kevCatalog(undefined, { dateReleased: "soon" }), "/dateReleased: is"],
  ["a broken id", one({ cveID: "CVE-2021" }), "/vulnerabilities/0/cveID: is not the name of a CVE"],
  ["no day", one({ dateAdded: undefined }), "/vulnerabilities/0/dateAdded: is missing"],
  ["a broken day", one({ dueDate: "2021-13-01" }), "/vulnerabilities/0/dueDate: is"],
  ["another word", one({ knownRansomwareCampaignUse: "Maybe" }), "/knownRansomwareCampaignUse: is"],
])("a catalog with %s is of no use", (_, value, expected) => {
  expect(mistakeIn(() => kev(value))).toContain(expected);
});
