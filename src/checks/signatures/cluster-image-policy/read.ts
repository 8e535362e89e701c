import { UsageError } from "../../../errors.ts";
import type { Field } from "../../../kubernetes/field.ts";
import type { Resource } from "../../../kubernetes/resource.ts";
import { startOf } from "../../../model/location.ts";
import { PolicyReading, type PolicyContext } from "../../../policy/reading.ts";
import type { Way } from "../need.ts";
import type { ClusterImagePolicy } from "./cluster-image-policy.ts";
import { globsOf, specShape } from "./policy-shape.ts";

const group = "policy.sigstore.dev";
const kind = "ClusterImagePolicy";
const versions = [`${group}/v1beta1`, `${group}/v1alpha1`];

/** Nothing in these objects speaks of what a policy of Portcullis is read against. */
const noContext: PolicyContext = {
  rules: [],
  mistakeInAllowEntry: () => undefined,
  mistakeInImageGlob: () => undefined,
  mistakeInExpression: () => undefined,
  mistakeInStatementPath: () => undefined,
};

/**
 * The ClusterImagePolicy objects among those of a file that the policy names (sigstore/policy-controller,
 * v1alpha1 and v1beta1). Throws one UsageError with all mistakes, a line for each, and where the file
 * has no such object: a policy that silently did not count would be worse than none.
 */
export function clusterImagePoliciesIn(
  path: string,
  resources: readonly Resource[],
): readonly ClusterImagePolicy[] {
  const objects = resources.filter(
    (resource) => resource.kind === kind && resource.group === group,
  );
  const [first] = objects;
  if (first === undefined) {
    const { line, column } = startOf(path);
    const where = `${path}:${line}:${column}`;
    throw new UsageError(`${where}: has no ${kind} of ${group}; name a file that has one`);
  }
  const reading = new PolicyReading(first.root.document.file, noContext);
  const policies = objects.map((object) => policyOf(object, reading));
  const mistakes = reading.lines;
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return policies.filter((policy) => policy !== undefined);
}

function policyOf(object: Resource, reading: PolicyReading): ClusterImagePolicy | undefined {
  const { root, apiVersion, name } = object;
  if (!versions.includes(apiVersion)) {
    reading.report(root.at("apiVersion"), `apiVersion must be ${versions.join(" or ")}`);
    return undefined;
  }
  if (name === undefined) reading.report(root, `the ${kind} has no metadata.name`);
  const spec = root.at("spec");
  const values = specShape.read(spec, reading);
  if (values === undefined) return undefined;
  const ways = values.authorities.map(({ way }) => way);
  const notes = values.authorities.flatMap((authority) => authority.notes);
  return {
    title: `${kind}/${name ?? "?"}`,
    globs: globsOf(values.images),
    mode: values.mode ?? "enforce",
    match: values.match ?? [],
    ways: values.policy === undefined ? ways : ways.map((way) => barred(way, values.policy, spec)),
    notes: [...new Set(notes)],
    location: root.at("metadata", "name").location,
  };
}

/** A program has the last word about the whole, so that no authority alone opens the way. */
function barred(way: Way, reason: string | undefined, spec: Field): Way {
  if (reason === undefined || (way.kind === "static" && !way.passes)) return way;
  return { kind: "undecidable", reason, location: spec.at("policy").location };
}
