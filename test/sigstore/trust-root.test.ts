import { beforeAll, describe, expect, test } from "@jest/globals";
import { ageOf, snapshotOfPublicRoot } from "../../src/sigstore/snapshot.ts";
import { trustRootFrom } from "../../src/sigstore/trust-root.ts";
import { newInstance, type Instance } from "../checks/signatures/material/instance.ts";

let instance: Instance;
beforeAll(async () => {
  instance = await newInstance();
});

const lists = ["tlogs", "ctlogs", "certificateAuthorities", "timestampAuthorities"] as const;

test("a trusted_root.json is read", () => {
  const { name, material } = trustRootFrom(JSON.stringify(instance.trustedRoot), "private.json");
  expect(name).toBe("private.json");
  expect(material.tlogs.map(({ baseURL }) => baseURL)).toEqual([
    "https://rekor.example",
    "https://rekor2.example",
  ]);
});

describe("mistakes", () => {
  const read = (text: string) => () => trustRootFrom(text, "private.json");

  test.each(lists)("%s without the start of their validity are refused", (list) => {
    const root = structuredClone(instance.trustedRoot) as Record<string, unknown>;
    const text = JSON.stringify({ ...root, [list]: root[list] }, (key, value: unknown) =>
      key === "validFor" ? undefined : value,
    );
    expect(read(text)).toThrow(/private\.json: the (log|authority) .* since when it is valid/);
  });

  const texts: [string, (good: string) => string, RegExp][] = [
    ["no JSON", () => "{", /private\.json: it is not JSON/],
    ["another type", (good) => good.replace("trustedroot", "bundle"), /not a trusted_root\.json/],
    ["a version of the future", (good) => good.replace("0.1", "0.9"), /not a trusted_root\.json/],
    ["a name twice", (good) => good.replace('"tlogs"', '"tlogs":[],"tlogs"'), /"tlogs" twice/],
    [
      "nothing in it",
      (good) => JSON.stringify({ mediaType: mediaTypeOf(good) }),
      /names no authority/,
    ],
    ["an impossible date", (good) => good.replaceAll("2020-01-01", "2020-99-01"), /invalid date/],
    ["a damaged key", (good) => good.replace(/"rawBytes":"M/, '"rawBytes":"A'), /cannot be read/],
    ["a byte order mark", (good) => `\uFEFF${good}`, /begins with a byte order mark/],
  ];
  test.each(texts)("%s", (_, change, message) => {
    expect(read(change(JSON.stringify(instance.trustedRoot)))).toThrow(message);
  });
});

describe("the snapshot inside the package", () => {
  test("is the public instance's", () => {
    const { root } = snapshotOfPublicRoot();
    const urls = root.material.tlogs.map(({ baseURL }) => baseURL);
    expect(urls).toContain("https://rekor.sigstore.dev");
    expect(root.material.certificateAuthorities.length).toBeGreaterThan(0);
    expect(root.material.ctlogs.length).toBeGreaterThan(0);
  });

  test("says its age", () => {
    const snapshot = { ...snapshotOfPublicRoot(), version: 16, expires: "2027-04-22T19:27:31Z" };
    const said = (now: string): string => ageOf(snapshot, new Date(now));
    expect(said("2027-04-01")).toBe(
      "Sigstore's trust root is the snapshot inside Portcullis (root version 16; it is good until 2027-04-22).",
    );
    expect(said("2027-05-01")).toMatch(/it expired on 2027-04-22/);
  });
});

function mediaTypeOf(text: string): string {
  return (JSON.parse(text) as { mediaType: string }).mediaType;
}
