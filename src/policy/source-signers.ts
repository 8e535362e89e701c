import type { Field } from "../kubernetes/field.ts";
import type { Signers } from "./signatures.ts";

const githubIssuer = "https://token.actions.githubusercontent.com";

/** Reusable workflows sign under their own name, so the repository is told by the claim, not by this. */
const anyWorkflow = "^https://github\\.com/[^/]+/[^/]+/\\.github/workflows/[^@]+@.+$";

const repositoryOnGithub =
  /^(?:git\+)?https:\/\/github\.com\/([A-Za-z0-9-]+\/[A-Za-z0-9._-]+?)(?:\.git)?\/?$/;

/**
 * Who must have signed a provenance whose policy names its source and no signer: a GitHub workflow that
 * ran for this repository, as `gh attestation verify --repo` asks. Nothing for sources elsewhere.
 */
export function signersFromSource(source: string, field: Field): Signers | undefined {
  const repository = repositoryOnGithub.exec(source)?.[1];
  if (repository === undefined) return undefined;
  const { location } = field.at("source");
  const keyless = {
    issuer: { kind: "exact", text: githubIssuer, location },
    identity: { kind: "expression", source: anyWorkflow, location },
    workflow: { repository },
    location,
  } as const;
  return { keys: [], keyless: [keyless], hash: undefined, log: "required" };
}
