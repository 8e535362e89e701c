import type { CheckOutcome } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { Rule } from "../../model/rule.ts";
import type { Pod } from "../../kubernetes/pod.ts";
import type { Resource } from "../../kubernetes/resource.ts";
import { onceEach } from "../../once-each.ts";
import type { PodSecurityTarget } from "../../policy/policy.ts";
import { type Check, gathered, type Subject } from "../check.ts";
import { podSecurityFindings } from "./pod-security/findings.ts";
import { podSecurityRules } from "./pod-security/registry.ts";
import { fileRules } from "./problems.ts";
import { metadataFaults } from "./rule-faults.ts";
import { misfitsBefore, misfitsIn, wrongTypeFindings } from "./wrong-types.ts";

/**
 * Do the Kubernetes files follow the practices? What could not be read (`problemFindings`) is added by
 * whoever runs the checks, since it concerns every check that looks at files.
 */
export const manifests: Check = {
  name: "manifests",
  rules: complete([...fileRules, ...podSecurityRules]),
  run: async (subject): Promise<CheckOutcome> => ({
    kind: "decided",
    findings: gathered(findingsIn(subject)),
  }),
};

/** The findings of one object or pod after the other. */
function* findingsIn({ tree, podSecurity }: Subject): Generator<readonly Finding[]> {
  for (const resource of tree.resources) yield findingsBefore(resource);
  for (const pod of tree.pods) {
    yield findingsAbout(pod);
    yield podSecurityOf(pod, podSecurity);
  }
}

const findingsBefore = onceEach((resource: Resource) =>
  wrongTypeFindings(resource, misfitsBefore(resource)),
);

const findingsAbout = onceEach((pod: Pod) => wrongTypeFindings(pod.resource, misfitsIn(pod)));

/** What was said of a pod, by the target's own object: one run has one. */
const saidOf = onceEach<Pod, Map<PodSecurityTarget | undefined, readonly Finding[]>>(
  () => new Map(),
);

function podSecurityOf(pod: Pod, target: PodSecurityTarget | undefined): readonly Finding[] {
  const said = saidOf(pod);
  let findings = said.get(target);
  if (findings === undefined) {
    findings = podSecurityFindings(pod, target);
    said.set(target, findings);
  }
  return findings;
}

/** The same rules; throws where one says too little about itself or two share an id. */
function complete(rules: readonly Rule[]): readonly Rule[] {
  const faults = rules.flatMap((rule) =>
    metadataFaults(rule).map((fault) => `${rule.id}: ${fault}`),
  );
  const ids = new Set(rules.map(({ id }) => id));
  if (ids.size < rules.length) faults.push("two rules share an id");
  if (faults.length > 0) throw new Error(`rules of manifests: ${faults.join("; ")}`);
  return rules;
}
