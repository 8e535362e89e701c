import type { Image } from "../../../model/image-reference.ts";
import type { Allowlist } from "../allowlist.ts";
import type { ImageRule } from "../rule.ts";

const shownEntries = 5;

/** An image from a place that the policy's `registries.allow` does not name. */
export const notAllowed: ImageRule = {
  id: "registries/not-allowed",
  check: "registries",
  title: "Image comes from a place that the policy does not allow",
  severity: "high",
  rationale:
    "Whoever controls a registry or a path in it decides what runs in the cluster. Without an allowlist a " +
    "typo, a look-alike host or an abandoned account is enough to bring foreign code in.",
  remediation:
    "Use an image from a place listed under registries.allow, mirror this one there, or have the place added to the policy.",
  example: {
    bad: "image: docker.io.example.net/library/nginx:1.29 # allowed: docker.io/library/",
    good: "image: docker.io/library/nginx:1.29 # allowed: docker.io/library/",
  },
  kinds: [],
  source: "S2",
  standards: { cis: ["5.5.1"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0125"],
    kubescape: ["C-0001", "C-0078"],
    kyverno: ["restrict-image-registries"],
    gatekeeper: ["K8sAllowedRepos", "K8sAllowedReposv2", "K8sDisallowedRepos"],
  },
  judge(image, _use, { allowlist }) {
    if (allowlist === undefined || allowlist.admits(image)) return [];
    return [
      {
        message: `The image comes from ${image.name}, which no entry of registries.allow admits (${entriesOf(allowlist)}).${hintFor(image, allowlist)}`,
        offender: image.name,
      },
    ];
  },
};

function entriesOf({ entries }: Allowlist): string {
  if (entries.length === 0) return "the list is empty";
  const more = entries.length - shownEntries;
  const shown = entries.slice(0, shownEntries).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** The near misses that look like a match to a reader. */
function hintFor(image: Image, allowlist: Allowlist): string {
  const registry = image.registry.toLowerCase();
  const lowerCase = { ...image, registry, name: `${registry}/${image.repository}` };
  if (registry !== image.registry && allowlist.admits(lowerCase)) {
    return ` Hosts are compared exactly: write ${registry} in lower case.`;
  }
  const official = image.name.startsWith("docker.io/library/");
  const familiar = `docker.io/${image.repository.slice("library/".length)}`;
  if (official && allowlist.entries.some((entry) => entry === familiar)) {
    return ` The entry ${familiar} means the account of that name; official images are docker.io/library/.`;
  }
  return "";
}
