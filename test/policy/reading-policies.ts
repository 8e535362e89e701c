import { policyContext } from "../../src/checks/policy-context.ts";
import { UsageError } from "../../src/errors.ts";
import { SourceFile } from "../../src/kubernetes/source-file.ts";
import type { PolicyFile } from "../../src/policy/events.ts";
import { readPolicy } from "../../src/policy/read.ts";
import type { PolicyContext } from "../../src/policy/reading.ts";

/** A small world of rules for policies to speak of. */
export const context: PolicyContext = {
  ...policyContext,
  rules: [
    { id: "files/unreadable", check: "manifests" },
    { id: "files/wrong-type", check: "manifests" },
    { id: "files/duplicate-key", check: "manifests" },
    { id: "network/policy", check: "manifests" },
    { id: "pod-security/host-namespaces", check: "manifests" },
    { id: "pod-security/host-ports", check: "manifests" },
    { id: "resources/cpu-limit", check: "manifests" },
    { id: "registries/not-allowed", check: "registries" },
    { id: "vulnerabilities/not-scanned", check: "vulnerabilities" },
    { id: "image/runs-as-root", check: "vulnerabilities" },
    { id: "image/shell", check: "vulnerabilities" },
  ],
  mistakeInAllowEntry: (entry) =>
    entry.includes("*") ? "it is a glob; write e.g. ghcr.io/acme/" : undefined,
};

/** The policy that the text states; it has no mistakes. */
export function policyIn(text: string): PolicyFile {
  return readPolicy(new SourceFile("p.yml", text), context);
}

/** The mistakes of a policy, a line for each; none where it has none. */
export function mistakesIn(text: string): readonly string[] {
  try {
    policyIn(text);
    return [];
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes;
    throw error;
  }
}

/** Whether the text is a policy without mistakes. */
export function accepts(text: string): boolean {
  return mistakesIn(text).length === 0;
}
