import type { Subject } from "../checks/check.ts";
import type { Need } from "../checks/signatures/need.ts";
import type { ImageRequirements } from "../checks/signatures/requirements.ts";
import type { ImageUse } from "../kubernetes/image-use.ts";
import { onceEach } from "../once-each.ts";
import { policyFileReader } from "../policy/policy-file-reader.ts";

/** What the policy asks of one use of an image. */
export type Demands = ImageRequirements;

/**
 * What the policy's section `signatures` asks of each use of an image, by the same files as the check.
 * Nothing is contacted. Throws UsageError where a file of the policy has a mistake.
 */
export async function demandsBy({
  policy,
  root,
}: Pick<Subject, "policy" | "root">): Promise<((use: ImageUse) => Demands) | undefined> {
  const section = policy.signatures;
  if (section === undefined) return undefined;
  // They come with what verifies signatures, and most runs have no use for it.
  const [{ readClusterImagePolicies }, { prepareSignatures, requirementsFor }] = await Promise.all([
    import("../checks/signatures/cluster-image-policy/policy-files.ts"),
    import("../checks/signatures/requirements.ts"),
  ]);
  const policies = readClusterImagePolicies(root, section.clusterImagePolicies);
  const readFile = policyFileReader(root);
  const requirements = prepareSignatures(section, policy.path ?? "the policy", readFile, policies);
  return onceEach(({ reference, resource }) =>
    requirementsFor({ reference, resource }, requirements),
  );
}

/** Whether a use has to meet nothing that the other has not, and meets the same fate without a demand. */
export function asksNoMore(use: Demands, other: Demands): boolean {
  return (
    use.skipped === other.skipped &&
    use.unlisted?.level === other.unlisted?.level &&
    use.needs.every((need) => other.needs.some((known) => isSame(need, known)))
  );
}

/** A ClusterImagePolicy's need is made anew for each object, from the same ways. */
function isSame(need: Need, other: Need): boolean {
  return need.ways === other.ways && need.platforms === other.platforms && need.mode === other.mode;
}
