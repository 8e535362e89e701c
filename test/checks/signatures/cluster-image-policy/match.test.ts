import { expect, test } from "@jest/globals";
import { selects } from "../../../../src/checks/signatures/cluster-image-policy/match.ts";
import { objectsOf, policiesOf, withSpec } from "./reading-objects.ts";

function matchItems(match: string) {
  const [policy] = policiesOf(
    withSpec(
      `  images: [{ glob: a }]\n  match: ${match}\n  authorities: [{ static: { action: pass } }]\n`,
    ),
  );
  return policy?.match ?? [];
}

function objectOf(text: string) {
  return objectsOf(text, "deploy.yaml")[0];
}

const deployment = `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: d, labels: { tier: deployment } }, spec: { template: { metadata: { labels: { tier: pod } } } } }`;
const cronJob = `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: c, labels: { tier: cron } }, spec: { jobTemplate: { metadata: { labels: { tier: job } }, spec: { template: { metadata: { labels: { tier: pod } } } } } } }`;
const pod = `{ apiVersion: v1, kind: Pod, metadata: { name: p, labels: { tier: pod } } }`;
const rollout = `{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: r } }`;

test.each<[match: string, object: string, selected: boolean]>([
  ["[]", deployment, true],
  ["[{ resource: deployments }]", deployment, true],
  ["[{ resource: deployments, group: apps, version: v1 }]", deployment, true],
  // Controllers make these of it, and the webhook reviews them as well.
  ["[{ resource: replicasets, group: apps }]", deployment, true],
  ['[{ resource: pods, group: "", version: v1 }]', deployment, true],
  ["[{ resource: pods }]", cronJob, true],
  ["[{ resource: jobs, group: batch }]", cronJob, true],
  ["[{ resource: statefulsets }, { resource: pods }]", pod, true],
  ["[{ resource: deployments }]", pod, false],
  ["[{ resource: cronjobs, group: batch }]", deployment, false],
  ["[{ resource: deployments, group: batch }]", deployment, false],
  // Labels are those of the object that the item is about.
  [
    "[{ resource: deployments, selector: { matchLabels: { tier: deployment } } }]",
    deployment,
    true,
  ],
  ["[{ resource: deployments, selector: { matchLabels: { tier: pod } } }]", deployment, false],
  ["[{ resource: pods, selector: { matchLabels: { tier: pod } } }]", deployment, true],
  [
    "[{ resource: replicasets, selector: { matchLabels: { tier: deployment } } }]",
    deployment,
    false,
  ],
  ["[{ resource: cronjobs, selector: { matchLabels: { tier: cron } } }]", cronJob, true],
  ["[{ resource: jobs, selector: { matchLabels: { tier: job } } }]", cronJob, true],
  ["[{ resource: pods, selector: { matchLabels: { tier: job } } }]", cronJob, false],
  [
    "[{ resource: pods, selector: { matchExpressions: [{ key: tier, operator: DoesNotExist }] } }]",
    pod,
    false,
  ],
])("match %s on %s: %s", (match, object, selected) => {
  const selection = selects(matchItems(match), objectOf(object));
  expect(selection).toEqual(selected ? { selects: true, assuming: [] } : { selects: false });
});

test("what nobody can tell from the file is selected, and said", () => {
  const match = matchItems("[{ resource: deployments }]");
  expect(selects(match, objectOf(rollout))).toEqual({
    selects: true,
    assuming: ["the Rollout ends up in an object that its match selects"],
  });
  expect(selects(match, undefined)).toEqual({
    selects: true,
    assuming: ["the image ends up in an object that its match selects"],
  });
});
