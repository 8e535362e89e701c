import { expect, test } from "@jest/globals";
import { cleanUpAfterEach, startRegistry } from "../../registry/opening.ts";
import {
  descriptorOf,
  imageManifest,
  ociIndex,
  ociManifest,
  sendIndex,
  type Switch,
  type SwitchableRegistry,
} from "../../registry/switchable-registry.ts";
import { imageIn, linesOf, onlyFinding, reportOn } from "./checked-repository.ts";
import { signedBundle, signedSimply } from "./material/candidates.ts";
import { pemOf, newSigner } from "./material/signer.ts";
import { simplePayload, statement } from "./material/statements.ts";

cleanUpAfterEach();

const signer = newSigner();
const files = { "cosign.pub": pemOf(signer.publicKey) };
const bundleType = "application/vnd.dev.sigstore.bundle.v0.3+json";

const keyPolicy = (registry: SwitchableRegistry, rest = ""): string =>
  `version: 1\nsignatures:\n  images:\n    - match: "${registry.host()}/acme/**"\n      key: cosign.pub\n${rest}`;

/** Hangs a bundle on a digest, which olareg would list and crane would not. */
function attachBundle(
  registry: SwitchableRegistry,
  digest: string,
  { repository = "acme/web", bytes }: { repository?: string; bytes?: string | Uint8Array } = {},
): string {
  const content = bytes ?? signedBundle(statement({ digest }), signer).bytes;
  const layer = { ...registry.putBlob(Buffer.from(content)), mediaType: bundleType };
  const manifest = imageManifest(registry.putBlob("{}"), [layer], {
    subject: { mediaType: ociManifest, digest, size: 2 },
  });
  const own = registry.putManifest(repository, undefined, manifest);
  const size = JSON.stringify(manifest).length;
  // As GHCR does, the list tells a wrong type.
  const artifactType = "application/vnd.oci.empty.v1+json";
  registry.addReferrer(repository, digest, {
    mediaType: ociManifest,
    digest: own,
    size,
    artifactType,
  });
  return own;
}

function attachTag(
  registry: SwitchableRegistry,
  digest: string,
  repository = "acme/web",
  prefix = "",
): void {
  const { bytes, annotations } = signedSimply(simplePayload(digest), signer);
  const mediaType = "application/vnd.dev.cosign.simplesigning.v1+json";
  const layer = { ...registry.putBlob(Buffer.from(bytes)), mediaType, annotations };
  const manifest = imageManifest(registry.putBlob("{}"), [layer]);
  registry.putManifest(repository, `${prefix}${digest.replace(":", "-")}.sig`, manifest);
}

test("each reference is resolved once, and nothing is asked for twice", async () => {
  const registry = await startRegistry();
  const digest = registry.putImage("acme/web", "1");
  attachBundle(registry, digest);
  attachTag(registry, digest);
  const reference = `${registry.host()}/acme/web:1`;
  const report = await reportOn([reference, reference], keyPolicy(registry), files);
  expect(report.verdict).toBe("pass");
  expect(report.images).toHaveLength(1);
  expect(imageIn(report, reference).digest).toBe(digest);
  expect(new Set(registry.log).size).toBe(registry.log.length);
  expect(registry.log.length).toBeLessThanOrEqual(6 + 2 * 2);
});

test("simple signing as a referrer counts, whatever type the list tells", async () => {
  const registry = await startRegistry();
  const digest = registry.putImage("acme/web", "1");
  const { bytes, annotations } = signedSimply(simplePayload(digest), signer);
  const mediaType = "application/vnd.dev.cosign.simplesigning.v1+json";
  const layer = { ...registry.putBlob(Buffer.from(bytes)), mediaType, annotations };
  const own = registry.putManifest(
    "acme/web",
    undefined,
    imageManifest(registry.putBlob("{}"), [layer]),
  );
  registry.addReferrer("acme/web", digest, { mediaType: ociManifest, digest: own, size: 9 });
  const report = await reportOn([`${registry.host()}/acme/web:1`], keyPolicy(registry), files);
  expect(report.findings).toEqual([]);
});

const answer =
  (status: number, headers: Record<string, string> = {}): Switch =>
  ({ url }, response) => {
    if (!url.includes("/acme/bad/")) return false;
    response.writeHead(status, headers).end();
    return true;
  };

const broken: readonly (readonly [string, Switch, string])[] = [
  ["401", answer(401), "401"],
  ["403", answer(403), "403"],
  ["429 with a long pause", answer(429, { "retry-after": "86400" }), "429"],
  ["500", answer(500), "500"],
  [
    "another manifest than the digest's",
    ({ url }, response) => {
      if (!/acme\/bad\/manifests\/[^.]*$/.test(url)) return false;
      const headers = {
        "content-type": ociManifest,
        "docker-content-digest": `sha256:${"0".repeat(64)}`,
      };
      response.writeHead(200, headers).end(JSON.stringify(imageManifest(descriptorOf("a"), [])));
      return true;
    },
    "",
  ],
  [
    "a redirect to a private address",
    ({ url }, response) => {
      if (!url.includes("/acme/bad/")) return false;
      response.writeHead(307, { location: "http://10.0.0.1/" }).end();
      return true;
    },
    "",
  ],
  [
    "referrers that fail",
    ({ url }, response) => {
      if (!url.includes("/acme/bad/referrers/")) return false;
      response.writeHead(403).end();
      return true;
    },
    "403",
  ],
  [
    "10,000 referrers",
    ({ url }, response) => {
      if (!url.includes("/acme/bad/referrers/")) return false;
      sendIndex(
        response,
        Array.from({ length: 10_000 }, (_, index) => descriptorOf(String(index))),
      );
      return true;
    },
    "1000 referrers",
  ],
  [
    "referrers that are no JSON",
    ({ url }, response) => {
      if (!url.includes("/acme/bad/referrers/")) return false;
      response.writeHead(200, { "content-type": ociIndex }).end("{");
      return true;
    },
    "not JSON",
  ],
];

test.each(broken)(
  "%s: an error beside images that are judged, never a pass",
  async (_, switched, said) => {
    const registry = await startRegistry();
    const good = registry.putImage("acme/web", "1");
    attachTag(registry, good);
    registry.putImage("acme/bad", "1");
    registry.switches.push(switched);
    const references = [`${registry.host()}/acme/web:1`, `${registry.host()}/acme/bad:1`];
    const report = await reportOn(references, keyPolicy(registry), files);
    expect(report.verdict).toBe("error");
    expect(report.checks.signatures?.state).toBe("error");
    expect(report.checks.signatures?.reason).toBe("2 images: 1 verified, 1 could not be told");
    expect(linesOf(report)).toEqual(["15 high signatures/could-not-tell"]);
    expect(onlyFinding(report).message).toContain(said);
    expect(references.map((reference) => imageIn(report, reference).checks)).toEqual([
      { signatures: "passed" },
      { signatures: "error" },
    ]);
  },
);

test("a registry that is down leaves no verdict", async () => {
  const registry = await startRegistry();
  const policy = keyPolicy(registry);
  const reference = `${registry.host()}/acme/web:1`;
  await registry.stop();
  const report = await reportOn([reference], policy, files);
  expect([report.verdict, ...linesOf(report)]).toEqual([
    "error",
    "7 high signatures/could-not-tell",
  ]);
});

test("a bundle larger than anybody reads is not fetched and leaves no verdict", async () => {
  const registry = await startRegistry();
  const digest = registry.putImage("acme/web", "1");
  const layer = { mediaType: bundleType, digest: `sha256:${"ab".repeat(32)}`, size: 1e9 };
  const own = registry.putManifest(
    "acme/web",
    undefined,
    imageManifest(registry.putBlob("{}"), [layer]),
  );
  registry.addReferrer("acme/web", digest, { mediaType: ociManifest, digest: own, size: 9 });
  const report = await reportOn([`${registry.host()}/acme/web:1`], keyPolicy(registry), files);
  expect(report.verdict).toBe("error");
  expect(registry.log.filter((line) => line.includes("/blobs/"))).toEqual([]);
});

test("a good signature counts although another candidate cannot be had", async () => {
  const registry = await startRegistry();
  const digest = registry.putImage("acme/web", "1");
  attachTag(registry, digest);
  const bad = attachBundle(registry, digest);
  registry.switches.push(({ url }, response) => {
    if (!url.endsWith(bad)) return false;
    response.writeHead(403).end();
    return true;
  });
  const report = await reportOn([`${registry.host()}/acme/web:1`], keyPolicy(registry), files);
  expect(report.verdict).toBe("pass");
});

test("an image that is not there is not verified", async () => {
  const registry = await startRegistry();
  const report = await reportOn([`${registry.host()}/acme/none:1`], keyPolicy(registry), files);
  expect([report.verdict, ...linesOf(report)]).toEqual(["fail", "7 high signatures/not-verified"]);
});

test("what the allowlist refuses and what cannot be read is never contacted", async () => {
  const registry = await startRegistry();
  const policy = `${keyPolicy(registry)}registries: { allow: [ghcr.io/acme/] }\n`;
  const images = [`${registry.host()}/acme/web:1`, "Not an image"];
  const report = await reportOn(images, policy, files);
  expect(registry.seen).toEqual([]);
  expect(linesOf(report)).toEqual([
    "7 high signatures/not-contacted",
    "15 high signatures/not-contacted",
  ]);
  expect(report.verdict).toBe("fail");
});

test("a loopback host that nobody names is not contacted, and one that --image names is", async () => {
  const registry = await startRegistry();
  const digest = registry.putImage("acme/web", "1");
  attachTag(registry, digest);
  const reference = `${registry.host()}/acme/web:1`;
  const policy = "version: 1\nsignatures: { images: [{ match: '**', key: cosign.pub }] }\n";
  const report = await reportOn([reference], policy, files);
  expect(registry.seen).toEqual([]);
  expect(report.verdict).toBe("error");
  const named = await reportOn([], policy, files, { images: [{ name: undefined, reference }] });
  expect(named.verdict).toBe("pass");
});

test("offline nothing is contacted, and only what needs no registry is decided", async () => {
  const registry = await startRegistry();
  const images = [`${registry.host()}/acme/web:1`, "docker.io/library/busybox:1"];
  const skip = `    - { match: "docker.io/library/**", skip: true, reason: not signed by Docker }\n`;
  const policy = keyPolicy(registry, skip);
  const report = await reportOn(images, policy, files, { offline: true });
  expect(registry.seen).toEqual([]);
  expect(report.verdict).toBe("error");
  expect(linesOf(report)).toEqual([
    "7 high signatures/could-not-tell",
    "15 info signatures/skipped-image",
  ]);
  const skipped = await reportOn(images.slice(1), policy, files, { offline: true });
  expect(skipped.verdict).toBe("pass");
  expect(skipped.checks.signatures?.reason).toBe("1 image: 1 skipped by the policy");
});

test.each([
  ["ignore", "pass", []],
  ["warn", "pass", ["7 low signatures/unlisted"]],
  ["fail", "fail", ["7 high signatures/unlisted"]],
])("unlisted: %s", async (level, verdict, lines) => {
  const policy = `version: 1\nsignatures: { unlisted: ${level}, images: [] }\n`;
  const report = await reportOn(["ghcr.io/acme/web:1"], policy);
  expect([report.verdict, linesOf(report)]).toEqual([verdict, lines]);
});

test("an entry that misses the tag is named", async () => {
  const policy = `version: 1\nsignatures: { images: [{ match: ghcr.io/acme/web, key: cosign.pub }] }\n`;
  const report = await reportOn(["ghcr.io/acme/web:1"], policy, files);
  expect(onlyFinding(report).message).toContain("write ghcr.io/acme/web:** or ghcr.io/acme/web@**");
});

test("without the section the check is skipped, and an error where it is demanded", async () => {
  const chosen = await reportOn(["ghcr.io/acme/web:1"], "version: 1\n", {}, { checks: undefined });
  expect(chosen.checks.signatures).toBeUndefined();
  const every = { checks: undefined, everyCheck: true };
  const shown = await reportOn(["ghcr.io/acme/web:1"], "version: 1\n", {}, every);
  expect(shown.checks.signatures?.state).toBe("skipped");
  expect(shown.checks.signatures?.reason).toContain("portcullis init --signatures");
  const named = await reportOn(["ghcr.io/acme/web:1"], "version: 1\n");
  const required = "version: 1\nrequire: [signatures]\n";
  const demanded = await reportOn(["ghcr.io/acme/web:1"], required, {}, { checks: undefined });
  expect([named, demanded].map(({ verdict }) => verdict)).toEqual(["error", "error"]);
});

test("signatures in another repository are found there, also below a prefix", async () => {
  const registry = await startRegistry();
  const digest = registry.putImage("acme/web", "1");
  const reference = `${registry.host()}/acme/web:1`;
  const kept = `      repository: ${registry.host()}/kept/signatures\n`;
  const allow = `registries: { allow: [${registry.host()}/acme/] }\n`;
  const policy = `${keyPolicy(registry, kept)}${allow}`;
  expect((await reportOn([reference], policy, files)).verdict).toBe("fail");
  attachTag(registry, digest, "kept/signatures");
  expect((await reportOn([reference], policy, files)).findings).toEqual([]);
  attachTag(registry, digest, "kept/prefixed", "prod-");
  const prefixed = clusterPolicy(
    registry,
    `key: { data: ${JSON.stringify(files["cosign.pub"])} }
      source: [{ oci: "${registry.host()}/kept/prefixed", tagPrefix: prod- }]`,
  );
  expect((await reportOn([reference], clusterSection, { "cip.yaml": prefixed })).findings).toEqual(
    [],
  );
});

const clusterSection = "version: 1\nsignatures: { cluster-image-policies: [cip.yaml] }\n";

function clusterPolicy(registry: SwitchableRegistry, authority: string): string {
  return `apiVersion: policy.sigstore.dev/v1beta1
kind: ClusterImagePolicy
metadata: { name: signed }
spec:
  images: [{ glob: "${registry.host()}/**" }]
  authorities:
    - ${authority}
`;
}

test.each([
  ["static: { action: pass }", "pass", "passed"],
  ["static: { action: fail, message: no more }", "fail", "failed"],
  ["key: { kms: awskms://key }", "fail", "failed"],
])("a ClusterImagePolicy with %s needs no registry", async (authority, verdict, state) => {
  const registry = await startRegistry();
  const reference = `${registry.host()}/acme/web:1`;
  const cip = { "cip.yaml": clusterPolicy(registry, authority) };
  const report = await reportOn([reference], clusterSection, cip);
  expect(registry.seen).toEqual([]);
  expect(report.verdict).toBe(verdict);
  expect(imageIn(report, reference).checks.signatures).toBe(state);
});

test("every platform must be signed where the policy says recursive", async () => {
  const registry = await startRegistry();
  const platforms = ["amd64", "arm64"].map((name) => registry.putImage("acme/web", name));
  const manifests = platforms.map((digest) => ({ mediaType: ociManifest, digest, size: 2 }));
  const index = { schemaVersion: 2, mediaType: ociIndex, manifests };
  const digest = registry.putManifest("acme/web", "1", index);
  attachTag(registry, digest);
  attachTag(registry, platforms[0]!);
  const reference = `${registry.host()}/acme/web:1`;
  expect((await reportOn([reference], keyPolicy(registry), files)).verdict).toBe("pass");
  const recursive = keyPolicy(registry, "      platforms: recursive\n");
  const report = await reportOn([reference], recursive, files);
  expect(onlyFinding(report).message).toContain(`${platforms[1]!.slice(0, 19)}… is not signed`);
  attachBundle(registry, platforms[1]!);
  expect((await reportOn([reference], recursive, files)).findings).toEqual([]);
});

test("a mistake in a file that the policy names leaves no verdict and names the file", async () => {
  const registry = await startRegistry();
  const reference = `${registry.host()}/acme/web:1`;
  const report = await reportOn([reference], keyPolicy(registry));
  expect(report.verdict).toBe("error");
  expect(report.checks.signatures?.reason).toContain("cosign.pub cannot be read");
  expect(report.checks.signatures?.reason).toContain(".github/portcullis.yml:5:12");
  expect(registry.seen).toEqual([]);
});

test("an expression without anchors is hinted at", async () => {
  const policy = `version: 1
signatures:
  images:
    - match: ghcr.io/acme/**
      keyless: { issuer: "https://x.example", identity-regexp: "acme/.*" }
`;
  const report = await reportOn([], policy);
  expect(report.notices.join("\n")).toContain("has no ^ in front");
});
