import { looksLikeHost } from "../../../model/image-reference.ts";
import type { Severity } from "../../../model/severity.ts";
import type { ConstraintRule } from "../rule.ts";

/** An entry of a constraint that admits more than it seems to say, since constraints compare prefixes. */
export const ambiguousConstraint: ConstraintRule = {
  id: "registries/ambiguous-constraint",
  check: "registries",
  title: "Entry of a Gatekeeper constraint admits images that it does not seem to mean",
  severity: "high",
  rationale:
    "Gatekeeper compares the beginning of the text and knows nothing of hosts and paths: registry.example.com also " +
    "admits registry.example.com.evil.example, and ghcr.io/acme also ghcr.io/acme-evil, which anybody can register.",
  remediation:
    "End each entry with a slash, begin it with the registry's host, and name the path that is yours.",
  example: {
    bad: "kind: K8sAllowedRepos\nspec:\n  parameters:\n    repos: [registry.example.com]",
    good: "kind: K8sAllowedRepos\nspec:\n  parameters:\n    repos: [registry.example.com/]",
  },
  kinds: ["K8sAllowedRepos", "K8sAllowedReposv2"],
  source: "S2",
  standards: { cis: ["5.5.1"], nsa: ["2"] },
  equivalents: { trivy: ["KSV-0124"] },
  judge({ resource, entries }) {
    return entries.flatMap(({ field, text }) => {
      const prefix = prefixOf(resource.kind, text);
      const weakness = prefix === undefined ? undefined : weaknessOf(prefix);
      if (weakness === undefined) return [];
      const message = `The entry ${JSON.stringify(text)} ${weakness.message}.`;
      return [{ ...weakness, field, message }];
    });
  },
};

interface Weakness {
  readonly message: string;
  readonly severity: Severity;
}

/** Hosts where anybody can have an account, so that the host alone says nothing. */
const sharedHosts: ReadonlySet<string> = new Set([
  "docker.io",
  "index.docker.io",
  "registry-1.docker.io",
  "ghcr.io",
  "quay.io",
  "gcr.io",
  "public.ecr.aws",
  "registry.gitlab.com",
]);

/** The text that images must begin with; none for an entry that compares whole references, or refuses. */
function prefixOf(kind: string, entry: string): string | undefined {
  if (kind === "K8sAllowedRepos") return entry;
  if (kind === "K8sAllowedReposv2" && entry.endsWith("*")) return entry.slice(0, -1);
  return undefined;
}

function weaknessOf(prefix: string): Weakness | undefined {
  if (prefix === "") return { message: "admits every image", severity: "high" };
  const slash = prefix.indexOf("/");
  const host = slash === -1 ? prefix : prefix.slice(0, slash);
  const path = slash === -1 ? undefined : prefix.slice(slash + 1);
  if (!looksLikeHost(host)) return weaknessWithoutHost(prefix, path);
  if (path === undefined) {
    return {
      message: `also admits ${openEnded(prefix)}: it does not end with "/"`,
      severity: "high",
    };
  }
  if (path === "") {
    if (!sharedHosts.has(host)) return undefined;
    return { message: `admits everybody's images on ${host}`, severity: "medium" };
  }
  // A tag or a digest has begun: the repository is complete.
  if (path.endsWith("/") || /[:@][^/]*$/.test(path)) return undefined;
  return {
    message: `also admits ${prefix}-evil/x: it does not end with "/"`,
    // Beneath a longer path only the owner of the path can make the other name.
    severity: path.includes("/") ? "medium" : "high",
  };
}

function weaknessWithoutHost(prefix: string, path: string | undefined): Weakness {
  if (path === undefined) {
    return {
      message: `names no registry, and also admits ${prefix}.evil.example/x`,
      severity: "high",
    };
  }
  return {
    message:
      "names no registry, so each node's configuration decides where the images come from, and docker.io/ in front of them is refused",
    severity: path === "" || path.endsWith("/") ? "low" : "medium",
  };
}

/** With a port in it only digits can follow the text inside the host. */
function openEnded(prefix: string): string {
  return /:[0-9]+$/.test(prefix) ? `${prefix}0/x` : `${prefix}.evil.example/x`;
}
