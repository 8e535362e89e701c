import { generateKeyPairSync } from "node:crypto";
import { UsageError } from "../../../../src/errors.ts";
import type { ClusterImagePolicy } from "../../../../src/checks/signatures/cluster-image-policy/cluster-image-policy.ts";
import { clusterImagePoliciesIn } from "../../../../src/checks/signatures/cluster-image-policy/read.ts";
import { Document } from "../../../../src/kubernetes/document.ts";
import { objectsIn } from "../../../../src/kubernetes/objects.ts";
import type { Resource } from "../../../../src/kubernetes/resource.ts";
import { SourceFile } from "../../../../src/kubernetes/source-file.ts";
import { readDocument } from "../../../../src/kubernetes/yaml/read.ts";
import { splitDocuments } from "../../../../src/kubernetes/yaml/split.ts";

/** The objects that a file of this text holds. */
export function objectsOf(text: string, path = "cip.yaml"): readonly Resource[] {
  const file = new SourceFile(path, text);
  return splitDocuments(text).flatMap(({ start, end }) => {
    const { value } = readDocument(text, start, end);
    return objectsIn(new Document(file, start, end, value));
  });
}

/** The policies that a file of this text holds; it has no mistakes. */
export function policiesOf(text: string): readonly ClusterImagePolicy[] {
  return clusterImagePoliciesIn("cip.yaml", objectsOf(text));
}

/** The mistakes of a file, a line for each; none where it has none. */
export function mistakesOf(text: string): readonly string[] {
  try {
    policiesOf(text);
    return [];
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes;
    throw error;
  }
}

/** A public key in PEM, indented for a block scalar. */
export function publicKey(indent: number): string {
  const { publicKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const lines = String(key.export({ format: "pem", type: "spki" }))
    .trimEnd()
    .split("\n");
  return lines.map((line) => " ".repeat(indent) + line).join("\n");
}

const head = `apiVersion: policy.sigstore.dev/v1beta1
kind: ClusterImagePolicy
metadata: { name: p }
spec:
`;

/** A policy with this spec, which begins in line 5. */
export function withSpec(spec: string): string {
  return head + spec;
}

/** A policy with these authorities, which begin in line 7. */
export function withAuthorities(authorities: string): string {
  return withSpec(`  images: [{ glob: "**" }]\n  authorities:\n${authorities}`);
}
