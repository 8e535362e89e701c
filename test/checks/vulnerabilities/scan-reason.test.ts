import { tmpdir } from "node:os";
import { expect, test } from "@jest/globals";
import { obstacleOf, offlineObstacle } from "../../../src/checks/vulnerabilities/scan-reason.ts";
import { DiskError } from "../../../src/disk-error.ts";
import type { NetworkErrorCode } from "../../../src/network/error.ts";
import { ProcessError, type ProcessErrorCode } from "../../../src/process/error.ts";
import { RegistryError } from "../../../src/registry/error.ts";
import { TrivyError } from "../../../src/trivy/error.ts";
import { requireFreeRoom } from "../../../src/trivy/free-room.ts";
import { malformed } from "../../../src/trivy/reading/fields.ts";
import { failureOf } from "../../../src/trivy/scan-failure.ts";
import { programAt } from "../../trivy/scanning.ts";

const host = "registry.example";
const digest = `sha256:${"a".repeat(64)}`;

const causes: readonly (readonly [NetworkErrorCode, string, RegExp])[] = [
  ["not-found", `${host} answered 404 to the request for the manifest 1 of a`, /name and tag/],
  ["unauthorized", `${host} answered 401 to the request for the manifest 1 of a`, /^Log in/],
  ["unauthorized", "docker-credential-x brought no credential: timed-out", /DOCKER_CONFIG/],
  ["forbidden", `${host} answered 403 to the request for the manifest 1 of a`, /right to pull/],
  ["rate-limited", `${host} answered 429 to the request for a`, /^Wait and run again/],
  ["unavailable", `${host} answered 503 to the request for a`, /^Run again later/],
  ["unavailable", `${host} cannot be reached (ENOTFOUND)`, /no such host/],
  ["unavailable", `${host} cannot be reached (ECONNREFUSED)`, /host and port/],
  ["unavailable", `${host} cannot be reached (EPROTO)`, /registries\.insecure/],
  ["unavailable", `${host} cannot be reached (DEPTH_ZERO_SELF_SIGNED_CERT)`, /registries\.ca/],
  ["timed-out", `${host} did not answer in time`, /faster mirror/],
  ["too-large", "the disk has too little room: the layers have 9 GiB", /TMPDIR/],
  ["too-large", `${host} sent more than the 9 bytes allowed`, /who sends more/],
  ["too-large", "a has too many layers", /fewer or smaller layers/],
  ["digest-mismatch", `${host} sent other bytes as the blob ${digest} of a`, /^Do not deploy/],
  ["not-allowed", `${host} wants a token from b; name b in token-hosts`, /registries\.token-hosts/],
  ["bad-response", `${host} sent a manifest that is not JSON`, /^Push the image again/],
  ["unsupported", `a@${digest} is not for linux/amd64, but for linux/arm64`, /--platform/],
  ["unsupported", "a is not a container image: its config is another", /chart/],
];

test.each(causes)("%s: %s", (code, message, remedy) => {
  const obstacle = obstacleOf(new RegistryError(code, message));
  expect(obstacle.reason).toContain(message);
  expect(obstacle.remedy).toMatch(remedy);
});

test("no two of these causes have the same remedy, but where the same helps", () => {
  const remedies = causes.map(
    ([code, message]) => obstacleOf(new RegistryError(code, message)).remedy,
  );
  expect(new Set(remedies).size).toBe(causes.length);
});

test("404 says what is not there, and that it may only be hidden", () => {
  const of = (what: string): string =>
    obstacleOf(new RegistryError("not-found", `${host} answered 404 to the request for ${what}`))
      .reason;
  const hidden = "(or the registry hides it from anonymous users)";
  expect(of("the manifest 1 of a")).toContain(`: no such repository or tag ${hidden}`);
  expect(of(`the manifest ${digest} of a`)).toContain(`: no such repository or digest ${hidden}`);
});

test.each<[ProcessErrorCode, RegExp]>([
  ["timed-out", /vulnerabilities\.timeout/],
  ["killed", /memory/],
  ["output-too-large", /less in it/],
  ["failed", /Trivy's own words/],
])("a Trivy that has %s", (code, remedy) => {
  const cause = new ProcessError(code, "trivy was ended by SIGKILL");
  const obstacle = obstacleOf(failureOf(cause, programAt("/trivy"), []));
  expect(obstacle.remedy).toMatch(remedy);
});

test("half a report and a disk without room have their own remedies", async () => {
  expect(obstacleOf(malformed("it is not JSON")).remedy).toMatch(/^Run again\..*pinned/);
  const room: unknown = await requireFreeRoom(tmpdir(), Number.MAX_SAFE_INTEGER).catch(
    (error: unknown) => error,
  );
  expect(obstacleOf(room).remedy).toMatch(/^Free some space/);
});

test("a full disk names TMPDIR, and an unknown cause leaves the rule's own remedy", () => {
  const full = Object.assign(new Error("x"), { code: "ENOSPC" });
  expect(obstacleOf(new DiskError("/tmp/x", full)).remedy).toMatch(/TMPDIR/);
  expect(obstacleOf(new TrivyError("image", "something"))).toEqual({ reason: "something" });
});

test("offline, a tag wants a digest, and a digest an earlier run", () => {
  expect(offlineObstacle(undefined).remedy).toMatch(/^Name the image by its digest .*network/);
  expect(offlineObstacle(digest).remedy).toMatch(/^Run once with the network/);
});

test("what concerns every image is thrown on", () => {
  const error = new TrivyError("database", "gone");
  expect(() => obstacleOf(error)).toThrow(error);
});
