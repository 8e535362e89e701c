import { expect, test } from "@jest/globals";
import { pinnedImage, Resolutions } from "../../src/registry/resolutions.ts";
import { cleanUpAfterEach, imageAt, open, referenceTo, startRegistry } from "./opening.ts";

cleanUpAfterEach();

test("who asks second continues with what the first has found, though the tag was moved", async () => {
  const registry = await startRegistry();
  const resolutions = new Resolutions();
  const policy = { namedHosts: [registry.host()] };
  const first = registry.putImage("acme/web", "1", { annotations: { build: "first" } });
  const signatures = imageAt(registry, "acme/web:1");
  const found = await resolutions.of("acme/web:1", () => signatures.resolve());
  expect(found.digest).toBe(first);

  registry.putImage("acme/web", "1", { annotations: { build: "second" } });
  const registries = open({ policy });
  const again = await resolutions.of("acme/web:1", () => registries.image(found.image).resolve());
  expect(again).toBe(found);
  const pinned = pinnedImage(registries, again);
  expect((await pinned.resolve()).digest).toBe(first);
  expect(pinned.image).toMatchObject({ tag: undefined, digest: first, registry: registry.host() });
  expect((await pinned.repository().manifest(first)).annotations).toEqual({ build: "first" });
  expect(registry.log.filter((line) => line.endsWith("/manifests/1"))).toHaveLength(1);
});

test("what one check may not contact another may, whoever asks first, also at the same time", async () => {
  const registry = await startRegistry();
  const digest = registry.putImage("acme/web", "1");
  const name = `${registry.host()}/acme/web:1`;
  const refused = open({ policy: { namedHosts: [], admits: () => false } });
  const allowed = open({ policy: { namedHosts: [registry.host()] } });
  const ask = (registries: typeof refused) => () => registries.image(referenceTo(name)).resolve();
  for (const order of [
    [refused, allowed, refused],
    [allowed, refused, allowed],
    [refused, refused, allowed],
  ]) {
    const resolutions = new Resolutions();
    const answers = await Promise.allSettled(
      order.map((registries) => resolutions.of(name, ask(registries))),
    );
    const first = order.indexOf(allowed);
    expect(
      answers.map((answer) => (answer.status === "fulfilled" ? answer.value.digest : "no")),
    ).toEqual(order.map((_, index) => (index < first ? "no" : digest)));
    expect((await resolutions.of(name, ask(refused))).digest).toBe(digest);
  }
});

test("a failure is not remembered, and success is shared after it", async () => {
  const registry = await startRegistry();
  const resolutions = new Resolutions();
  const ask = () => imageAt(registry, "acme/web:1").resolve();
  await expect(resolutions.of("acme/web:1", ask)).rejects.toThrow(/404/);
  const digest = registry.putImage("acme/web", "1");
  expect((await resolutions.of("acme/web:1", ask)).digest).toBe(digest);
  const asked = registry.log.length;
  expect((await resolutions.of("acme/web:1", ask)).digest).toBe(digest);
  expect(registry.log).toHaveLength(asked);
});

test("another reference is asked for by itself", async () => {
  const registry = await startRegistry();
  const resolutions = new Resolutions();
  const digests = ["1", "2"].map((tag) => registry.putImage("acme/web", tag));
  for (const [index, tag] of ["1", "2"].entries()) {
    const name = `acme/web:${tag}`;
    const found = await resolutions.of(name, () => imageAt(registry, name).resolve());
    expect(found.digest).toBe(digests[index]);
  }
});
