import { UsageError } from "../../errors.ts";
import { parseImageReference, type Image } from "../../model/image-reference.ts";
import type { Policy } from "../../policy/policy.ts";
import { RegistryError } from "../../registry/error.ts";
import { openRegistries } from "../../registry/registries.ts";
import { findCandidates } from "../../sigstore/find-candidates.ts";
import { networkFor } from "./network.ts";
import { policyFileReader } from "../../policy/policy-file-reader.ts";
import { claimedSigners, type ClaimedSigner } from "./signers.ts";

/**
 * Policy entries, as YAML, for the signers that the images name. Throws UsageError where an image cannot
 * be read, contacted or found.
 */
export async function suggestEntries(
  references: readonly string[],
  policy: Policy,
  root: string,
): Promise<string> {
  const images = references.map(imageOf);
  const { ca } = policy.registries;
  const authorities = ca === undefined ? [] : [policyFileReader(root)(ca)];
  const network = networkFor({ policy, needs: [], globs: [], named: references, authorities });
  const registries = openRegistries({ policy: network });
  try {
    const entries = await Promise.all(
      images.map(async (image) => {
        const remote = registries.image(image);
        const { digest } = await remote.resolve();
        const { candidates, obstacles } = await findCandidates(remote.repository(), digest);
        const signers = claimedSigners(candidates, digest);
        if (signers.length === 0 && obstacles.length > 0) throw new UsageError(obstacles);
        return entryFor(image, digest, signers);
      }),
    );
    return `${head}${entries.join("")}`;
  } catch (error) {
    if (error instanceof RegistryError) throw new UsageError(error.message, { cause: error });
    throw error;
  } finally {
    registries.close();
  }
}

const head = `# For .github/portcullis.yml. The signers below are what the certificates say; nothing was verified.
# Keep those that you know to be the right ones, and let \`portcullis check\` verify them.
signatures:
  images:
`;

function imageOf(reference: string): Image {
  const image = parseImageReference(reference);
  if (image.kind === "image") return image;
  throw new UsageError(`${JSON.stringify(reference)} is not an image: ${image.reason}`);
}

function entryFor(image: Image, digest: string, signers: readonly ClaimedSigner[]): string {
  const match = `${image.name}${image.digest === undefined ? ":" : "@"}**`;
  const about = `    # ${image.name}@${digest}\n`;
  if (signers.length === 0) {
    return `${about}    # has no signature or attestation\n    - match: ${quoted(match)}\n      skip: true\n      reason: not signed by its publisher\n`;
  }
  const own = signers.filter(({ predicateType }) => predicateType === undefined);
  const attested = signers.filter(({ predicateType }) => predicateType !== undefined);
  const attestations =
    attested.length === 0
      ? ""
      : `      attestations:\n${attested.map((signer) => attestationFor(signer)).join("")}`;
  return `${about}    - match: ${quoted(match)}\n${signersOf(own, "      ")}${attestations}`;
}

function attestationFor(signer: ClaimedSigner): string {
  const { what, predicateType = "" } = signer;
  return `        # ${what}\n        - type: ${quoted(predicateType)}\n${signersOf([signer], "          ")}`;
}

/** Alternatives: any of them is enough. */
function signersOf(signers: readonly ClaimedSigner[], indent: string): string {
  const identities = signers.flatMap(({ identity }) => identity ?? []);
  const isByKey = signers.some(({ identity }) => identity === undefined);
  const key = `${indent}key: cosign.pub # put the signer's public key there; a signature does not say it\n`;
  const keyless = identities.map(
    ({ issuer, subject }) =>
      `${indent}  - issuer: ${quoted(issuer)}\n${indent}    identity: ${quoted(subject)}\n`,
  );
  return `${isByKey ? key : ""}${keyless.length === 0 ? "" : `${indent}keyless:\n${keyless.join("")}`}`;
}

/** Text out of a certificate, as YAML that says this and nothing else. */
function quoted(text: string): string {
  return /^[A-Za-z][A-Za-z0-9._/@:-]*$/.test(text) && !text.endsWith(":")
    ? text
    : JSON.stringify(text);
}
