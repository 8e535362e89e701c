import {
  certificatePem,
  extensionsOf,
  hashedRekord,
  issuer,
  sha256,
  type Instance,
} from "../checks/signatures/material/instance.ts";
import { newSigner } from "../checks/signatures/material/signer.ts";

/** Who signs a release of Trivy, written down here a second time. */
export function releaseWorkflow(version: string): string {
  return `https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml@refs/tags/v${version}`;
}

interface Who {
  readonly subject: string;
  readonly issuer?: string;
  /** In the place of an entry in the log. */
  readonly tlogEntries?: readonly unknown[];
}

/** The bundle that `cosign sign-blob --bundle` writes beside a file, by an instance of the test's own. */
export async function bundleOver(instance: Instance, blob: Buffer, who: Who): Promise<Buffer> {
  const signer = newSigner();
  const extensions = extensionsOf(who.issuer ?? issuer);
  const certificate = await instance.issue(signer, who.subject, extensions);
  const signature = signer.sign(blob);
  const record = hashedRekord(blob, signature, certificatePem(certificate));
  const { entry } = await instance.logged(record);
  const bundle = {
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    verificationMaterial: {
      certificate: { rawBytes: certificate.toString("base64") },
      tlogEntries: who.tlogEntries ?? [entry],
    },
    messageSignature: {
      messageDigest: { algorithm: "SHA2_256", digest: sha256(blob).toString("base64") },
      signature: signature.toString("base64"),
    },
  };
  return Buffer.from(JSON.stringify(bundle));
}
