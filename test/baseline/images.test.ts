import { afterEach, describe, expect, test } from "@jest/globals";
import type { CheckName } from "../../src/model/check.ts";
import { policyIn } from "../policy/reading-policies.ts";
import { type Files, removeRepositories, reportOf } from "./judged-change.ts";

afterEach(removeRepositories);

const image = `ghcr.io/acme/tool@sha256:${"a".repeat(64)}`;

interface Asked {
  readonly base: Files;
  readonly head: Files;
  readonly policy: string;
  readonly check: CheckName;
  readonly images?: readonly { name: string | undefined; reference: string }[];
}

/** By path, the statuses of what the check says of images. */
async function said({ base, head, policy, check, images = [] }: Asked): Promise<string[]> {
  const request = { policy: policyIn(policy), checks: [check], images };
  const { findings } = await reportOf({ base: { "README.md": "x", ...base }, head, request });
  return findings
    .filter((finding) => finding.image !== undefined)
    .map(({ location, status }) => `${location.path} ${status}`)
    .sort();
}

function podSpec(indent: string, name = image): string {
  return `${indent}containers: [{ name: a, image: "${name}" }]\n`;
}

function job(labels = "{ app: try }", name = image): string {
  return `apiVersion: batch/v1\nkind: Job\nmetadata: { name: try, labels: ${labels} }\nspec:\n  template:\n    metadata: { labels: ${labels} }\n    spec:\n${podSpec("      ", name)}`;
}

function deployment(labels = "{ app: shop }"): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop, labels: ${labels} }\nspec:\n  selector: { matchLabels: { app: shop } }\n  template:\n    metadata: { labels: ${labels} }\n    spec:\n${podSpec("      ")}`;
}

/** Refuses what it selects, without asking any registry. */
function refusing(...match: readonly string[]): string {
  return `apiVersion: policy.sigstore.dev/v1beta1
kind: ClusterImagePolicy
metadata: { name: signed }
spec:
  match: [${match.join(", ")}]
  images: [{ glob: "**" }]
  authorities: [{ static: { action: fail, message: not there } }]
`;
}

describe("of signatures", () => {
  const policy = "version: 1\nsignatures: { cluster-image-policies: [cip.yaml], unlisted: fail }\n";
  const signatures = (base: Files, head: Files): Promise<string[]> =>
    said({ base, head, policy, check: "signatures" });
  const deployments = "{ group: apps, resource: deployments }";

  test("a finding is new where the policy asks nothing of the base's use of the image", async () => {
    const base = { "cip.yaml": refusing(deployments), "job.yaml": job() };
    expect(await signatures(base, { "shop.yaml": deployment() })).toEqual([
      "job.yaml baseline",
      "shop.yaml open",
    ]);
  });

  test("a finding is known where the policy asks the same of another use", async () => {
    const base = { "cip.yaml": refusing(deployments), "old/shop.yaml": deployment() };
    expect(await signatures(base, { "old/shop.yaml": null, "shop.yaml": deployment() })).toEqual([
      "shop.yaml baseline",
    ]);
  });

  test("labels that a policy selects by make a finding new", async () => {
    const selector = "{ resource: pods, selector: { matchLabels: { tier: prod } } }";
    const base = { "cip.yaml": refusing(selector), "shop.yaml": deployment() };
    const head = { "shop.yaml": deployment("{ app: shop, tier: prod }") };
    expect(await signatures(base, head)).toEqual(["shop.yaml open"]);
  });

  test("one of two policies is less than both", async () => {
    const two = `${refusing("{ group: batch, resource: jobs }")}---\n${refusing(
      "{ resource: pods, selector: { matchLabels: { tier: prod } } }",
    ).replace("name: signed", "name: other")}`;
    const base = { "cip.yaml": two, "job.yaml": job() };
    const prod = "{ app: try, tier: prod }";
    expect(await signatures(base, { "job.yaml": job(prod) })).toEqual(["job.yaml open"]);
    const turned = { ...base, "job.yaml": job(prod) };
    expect(await signatures(turned, { "job.yaml": job() })).toEqual(["job.yaml baseline"]);
  });

  test("an image that is no longer asked about is new among the unlisted", async () => {
    const base = { "cip.yaml": refusing(deployments), "shop.yaml": deployment() };
    expect(await signatures(base, { "shop.yaml": null, "job.yaml": job() })).toEqual([
      "job.yaml open",
    ]);
  });

  test("all objects whose image one line of a kustomization sets have to be known", async () => {
    const built = (...files: readonly string[]): string =>
      `resources: [${files.join(", ")}]\nimages: [{ name: web, newName: ghcr.io/acme/tool, digest: "${image.replace(/.*@/, "")}" }]\n`;
    const unset = (text: string): string => text.replace(image, "web");
    const base = {
      "cip.yaml": refusing(deployments),
      "kustomization.yaml": built("job.yaml"),
      "job.yaml": unset(job()),
    };
    const head = {
      "kustomization.yaml": built("job.yaml", "shop.yaml"),
      "shop.yaml": unset(deployment()),
    };
    expect(await signatures(base, head)).toContain("kustomization.yaml open");
    expect(await signatures(base, { "README.md": "y" })).toEqual(["kustomization.yaml baseline"]);
  });
});

describe("of vulnerabilities", () => {
  // What is not admitted is not contacted, which is a finding about the image that needs no network.
  const policy = (more = ""): string =>
    `version: 1\nregistries: { allow: [registry.example.com/] }\nvulnerabilities: {}\n${more}`;
  const vulnerabilities = (base: Files, head: Files, more = ""): Promise<string[]> =>
    said({ base, head, policy: policy(more), check: "vulnerabilities" });

  test("a finding belongs to the image, whoever runs it and however", async () => {
    const suspended = `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c }\nspec:\n  suspend: true\n  schedule: "* * * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          initContainers: [{ name: i, image: "${image}" }]\n${podSpec("          ", "registry.example.com/other:1")}`;
    const moved = { "cron.yaml": null, "shop.yaml": deployment() };
    expect(await vulnerabilities({ "cron.yaml": suspended }, moved)).toEqual([
      "shop.yaml baseline",
    ]);
  });

  test("the same image under another reference is new", async () => {
    const tagged = image.replace("@", ":1@");
    expect(await vulnerabilities({ "job.yaml": job() }, { "job.yaml": job("{}", tagged) })).toEqual(
      ["job.yaml open"],
    );
  });

  test("an image that the base has in an excluded file alone is new", async () => {
    const base = { "lab/job.yaml": job() };
    const head = { "shop.yaml": deployment() };
    expect(await vulnerabilities(base, head, "exclude: [lab/**]\n")).toEqual(["shop.yaml open"]);
    expect(await vulnerabilities(base, { "README.md": "y" })).toEqual(["lab/job.yaml baseline"]);
  });

  test("an image that the base names in a comment or in another kind's text alone is new", async () => {
    const base = { "notes.yaml": `# ${image}\nimage: "${image}"\n` };
    expect(await vulnerabilities(base, { "shop.yaml": deployment() })).toEqual(["shop.yaml open"]);
  });

  test("an image that the caller names is new, whatever the base runs", async () => {
    const images = [{ name: undefined, reference: image }];
    const base = { "job.yaml": job() };
    const asked = { base, head: { "README.md": "y" }, policy: policy(), images };
    const statuses = await said({ ...asked, check: "vulnerabilities" });
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses.filter((line) => !line.endsWith(" open"))).toEqual([]);
  });
});
