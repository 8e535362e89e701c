import { UsageError } from "../../../errors.ts";
import { parseImageReference, type Image } from "../../../model/image-reference.ts";
import type { Policy } from "../../../policy/policy.ts";
import type { NamedFile } from "../../../policy/signatures.ts";
import type { VexAttestationEntry } from "../../../policy/vulnerabilities.ts";
import { namedFileBytes } from "../../named-file-bytes.ts";
import { authoritiesOf, type KeysIn } from "../../signatures/entry-needs.ts";
import { compileImageGlob, spellingsOf, type ImageGlob } from "../../../policy/image-glob.ts";
import { readKeys, type HashName, type TrustedKey } from "../../../sigstore/keys.ts";
import type { Requirement } from "../../../sigstore/requirement.ts";
import { policyFileReader } from "../../../policy/policy-file-reader.ts";
import { trustSourceOf, type TrustSource } from "../../../sigstore/trust-source.ts";

/** The predicate that is looked for. */
export const openVexAttestation = { type: "openvex" } as const;

/** Larger than any file of keys. */
const largestKeyFile = 4 << 20;

/** Whose attestations count for the images of a glob. */
export interface BelievedSigners {
  readonly glob: ImageGlob;
  /** An attestation that meets any one of them counts. */
  readonly requirements: readonly Requirement[];
  /** Where the attestations are kept instead of beside the image. */
  readonly repository: Image | undefined;
}

/** The entries of `vulnerabilities.vex-attestations` with their globs compiled and their files read. */
export interface Believed {
  readonly entries: readonly BelievedSigners[];
  readonly trust: TrustSource;
}

/**
 * Reads whose attestations count; nobody's unless the policy says so, whoever may sign by `signatures`.
 * Throws one UsageError with all mistakes in the files that the entries name.
 */
export function readBelieved(
  root: string,
  { vulnerabilities, signatures }: Pick<Policy, "vulnerabilities" | "signatures">,
): Believed | undefined {
  const section = vulnerabilities?.vexAttestations ?? [];
  if (section.length === 0) return undefined;
  const mistakes = new Set<string>();
  const keysIn: KeysIn = (file, hash) => {
    try {
      return keysOf(root, file, hash);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const { path, line, column } = file.location;
      mistakes.add(`${path}:${line}:${column}: ${error.message}`);
      return [];
    }
  };
  const entries = section.map((entry) => believedBy(entry, keysIn));
  if (mistakes.size > 0) throw new UsageError([...mistakes]);
  const trustedRoot = signatures?.trustedRoot;
  return { entries, trust: trustSourceOf({ trustedRoot }, policyFileReader(root)) };
}

/** The entries for a reference. What stands beside a digest is whatever its writer likes, so it matches nothing. */
export function believedFor(reference: string, { entries }: Believed): readonly BelievedSigners[] {
  const { exact } = spellingsOf(reference);
  return entries.filter(({ glob }) => exact.some((text) => glob.matches(text)));
}

function believedBy(entry: VexAttestationEntry, keysIn: KeysIn): BelievedSigners {
  const demands = { format: "either", annotations: {}, attestation: openVexAttestation } as const;
  return {
    glob: compileImageGlob(entry.match),
    requirements: authoritiesOf(entry.signers, keysIn).map((authority) => ({
      ...authority,
      ...demands,
    })),
    repository: repositoryOf(entry),
  };
}

/** The policy's reader has seen that the name is that of a repository. */
function repositoryOf({ repository }: VexAttestationEntry): Image | undefined {
  if (repository === undefined) return undefined;
  const parsed = parseImageReference(repository);
  if (parsed.kind === "image") return parsed;
  throw new UsageError(`${repository} is not the name of a repository: ${parsed.reason}`);
}

function keysOf(root: string, file: NamedFile, hash: HashName | undefined): readonly TrustedKey[] {
  const pem = namedFileBytes(root, file, largestKeyFile).toString("utf8");
  return readKeys(pem, file.shown ?? file.path, hash);
}
