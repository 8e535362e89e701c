import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { askedImages } from "../../../../src/checks/vulnerabilities/asked-images.ts";
import { exceptionsIn } from "../../../../src/checks/vulnerabilities/load-exceptions.ts";
import { readBelieved } from "../../../../src/checks/vulnerabilities/vex-attestations/believed.ts";
import { lookUpAttestations } from "../../../../src/checks/vulnerabilities/vex-attestations/look-up.ts";
import type { VexDocument } from "../../../../src/checks/vulnerabilities/vex/statement.ts";
import type { Subject } from "../../../../src/checks/check.ts";
import { parseImageReference } from "../../../../src/model/image-reference.ts";
import type { ImageScan } from "../../../../src/trivy/image-scan.ts";
import { policyIn } from "../../../policy/reading-policies.ts";
import { subjectOf } from "../../registries/subject.ts";
import { found, podsWith, scanningOf, scanOf, today } from "../material.ts";

export const openssl = "pkg:apk/alpine/openssl@3.1.4-r0?arch=x86_64&distro=3.22.1";
export const lodash = "pkg:npm/lodash@4.17.10";

/** One vulnerability in two packages. */
export const vulnerabilities = [
  found({ purl: openssl }),
  found({ package: "lodash", purl: lodash }),
];

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

export interface Asked {
  readonly reference: string;
  readonly digest: string;
  /** By default one, of the image itself. */
  readonly scans?: readonly ImageScan[];
  /** The lines of `vulnerabilities.vex-attestations`, and whatever stands behind them in the policy. */
  readonly entries: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Documents that the policy names. */
  readonly documents?: readonly VexDocument[];
  readonly subject?: Partial<Subject>;
  readonly now?: Date;
}

/** The packages that attestations take out, as `PLATFORM PURL`, and what is told about it. */
export async function cleared(
  asked: Asked,
): Promise<{ out: string[]; notices: readonly string[] }> {
  const { reference, digest, files = {}, documents = [] } = asked;
  const { scans = [scanOf(vulnerabilities, { digest })] } = asked;
  const root = realpathSync(mkdtempSync(join(tmpdir(), "portcullis-attested-")));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  const image = parseImageReference(reference);
  if (image.kind !== "image") throw new Error(image.reason);
  const policy = policyIn(
    `version: 1\nregistries: { allow: ["${image.registry}/acme/"] }\nvulnerabilities:\n  vex-attestations:\n${asked.entries}\n`,
  );
  const plain = subjectOf(podsWith(reference));
  const subject: Subject = {
    ...plain,
    policy,
    root,
    offline: false,
    now: asked.now ?? new Date(),
    ...asked.subject,
  };
  const { documents: attested, notices } = await lookUpAttestations(
    askedImages(subject.tree.images, policy),
    scanningOf({ [reference]: { kind: "scanned", digest, scans, isReused: false } }),
    readBelieved(root, policy),
    subject,
  );
  const { exceptions } = exceptionsIn(documents, [], today, attested);
  const excepted = { reference, name: image.name, digest };
  const out = scans.flatMap((scan) =>
    scan.vulnerabilities
      .filter(({ facts: { id }, purl, path }) =>
        exceptions({ kind: "vulnerability", id, image: excepted, scan, purl, path }),
      )
      .map(({ purl }) => `${scan.platform} ${purl}`),
  );
  return { out, notices };
}

/** A document about CVE-2023-5363 in a package of an image, changed where a test says so. */
export function openVexAbout(
  product: object | undefined,
  changes: object = {},
  timestamp = "2026-11-01T00:00:00Z",
): object {
  return {
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": "https://acme.example/vex/1",
    author: "Acme",
    timestamp,
    version: 1,
    statements: [
      {
        vulnerability: { name: "CVE-2023-5363" },
        ...(product === undefined ? {} : { products: [product] }),
        status: "not_affected",
        justification: "vulnerable_code_not_present",
        ...changes,
      },
    ],
  };
}

/** The image `web` of that digest as a product, and openssl as its part. */
export function opensslIn(digest: string): object {
  return {
    "@id": `pkg:oci/web@${digest.replace(":", "%3A")}`,
    subcomponents: [{ "@id": "pkg:apk/alpine/openssl" }],
  };
}
