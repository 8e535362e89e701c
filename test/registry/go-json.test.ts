import { expect, test } from "@jest/globals";
import { RegistryError } from "../../src/registry/error.ts";
import { configNames, manifestNames, readAsGo } from "../../src/registry/go-json.ts";
import { platformsOf } from "../../src/registry/platforms.ts";
import { pushImage, storeIn } from "../trivy/material/images.ts";
import { cleanUpAfterEach, errorOf, imageAt, startRegistry } from "./opening.ts";
import { ociIndex, ociManifest } from "./switchable-registry.ts";

cleanUpAfterEach();

const arm64 = '"platform":{"os":"linux","architecture":"arm64"}';
const nowhere = '"platform":{"os":"unknown","architecture":"unknown"}';

/** What stands in the place of `…` in an index beside an honest image; containerd 2.3 runs each on linux/amd64. */
const hidden: readonly (readonly [string, string, RegExp])[] = [
  [
    "a platform in two cases",
    '"platform":{"os":"unknown","architecture":"unknown","OS":"linux","Architecture":"amd64"}',
    /has the name "OS", which Go takes for "os"/,
  ],
  [
    "a platform with a long s",
    '"platform":{"os":"unknown","architecture":"unknown","o\u017f":"linux"}',
    /has the name "oſ", which Go takes for "os"/,
  ],
  [
    "a platform under another case of its name",
    '"Platform":{"os":"linux","architecture":"amd64"}',
    /has the name "Platform", which Go takes for "platform"/,
  ],
  [
    "a platform in two parts",
    '"platform":{"os":"linux","architecture":"amd64"},"platform":{"variant":""}',
    /has a name twice in one object/,
  ],
  ["a second digest", `${nowhere},"Digest":"sha256:0"`, /has the name "Digest"/],
  ["no operating system", '"platform":{"architecture":"amd64"}', /no operating system is named/],
  [
    "an empty operating system",
    '"platform":{"os":"","architecture":"amd64"}',
    /no operating system is named/,
  ],
  [
    "null for an operating system",
    '"platform":{"os":null,"architecture":"amd64"}',
    /no operating system is named/,
  ],
];

test.each(hidden)("no image hides in an index behind %s", async (_, members, message) => {
  const registry = await startRegistry();
  const { digest, size } = await pushImage(storeIn(registry), "acme/web", undefined, {
    layers: [{ files: [] }],
  });
  const entry = `"mediaType":"${ociManifest}","digest":"${digest}","size":${size}`;
  const text = `{"schemaVersion":2,"mediaType":"${ociIndex}","manifests":[{${entry},${arm64}},{${entry},${members}}]}`;
  const bytes = Buffer.from(text);
  const index = registry.putManifest("acme/web", "1", bytes);
  registry.switches.push(({ method, url }, response) => {
    if (method !== "GET" || !url.endsWith(`/manifests/${index}`)) return false;
    response.writeHead(200, { "content-type": ociIndex }).end(bytes);
    return true;
  });
  const error = await errorOf(platformsOf(imageAt(registry, "acme/web").repository(), index));
  expect(error.code).toBe("bad-response");
  expect(error.message).toMatch(message);
});

test.each([
  ['{"manifests":[],"Manifests":[{}]}', /"Manifests", which Go takes for "manifests"/],
  ['{"layers":[{"Digest":"a"}]}', /"Digest", which Go takes for "digest"/],
  ['{"a":{"b":1,"\\u0062":2}}', /has a name twice in one object/],
  ['{"a" :1,"a"\n:2}', /has a name twice in one object/],
])("%s is no manifest that everybody reads alike", (text, message) => {
  expect(() => readAsGo(text, manifestNames, "it")).toThrow(RegistryError);
  expect(() => readAsGo(text, manifestNames, "it")).toThrow(message);
});

test.each([
  '{"annotations":{"OS":"linux","Digest":"x"},"layers":[{"annotations":{"Size":"1"}}]}',
  '{"schemaVersion":2,"text":"a \\"b\\": c","other":["a","a:"],"again":{"text":1}}',
  "[]",
  "null",
])("%.60s has one meaning", (text) => {
  expect(readAsGo(text, manifestNames, "it")).toEqual(JSON.parse(text));
});

test("how deep a text nests does not matter", () => {
  const deep = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
  expect(Array.isArray(readAsGo(deep, manifestNames, "it"))).toBe(true);
});

test("labels of a config may have any name, and its platform may not", () => {
  const labels = { config: { Labels: { Architecture: "x86_64", OS: "x" }, Volumes: null } };
  const config = JSON.stringify({ os: "linux", architecture: "amd64", ...labels });
  expect(readAsGo(config, configNames, "it")).toMatchObject({ os: "linux" });
  for (const text of ['{"OS":"linux"}', '{"rootfs":{"Diff_IDs":[]}}', '{"Rootfs":{}}']) {
    expect(() => readAsGo(text, configNames, "it")).toThrow(/can be read in two ways/);
  }
});
