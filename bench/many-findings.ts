import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RealRegistry } from "../test/registry/real-registry.ts";
import { alpineFiles, pushImage } from "../test/trivy/material/images.ts";

/** Images of which a program in the place of Trivy says what is prepared here. */
export interface ManyFindings {
  readonly references: readonly string[];
  readonly trivy: string;
}

const idsApart = 400;

/** Pushes small images, and makes a program that finds so many vulnerabilities in each. */
export async function manyFindings(
  registry: RealRegistry,
  folder: string,
  { images, each }: { readonly images: number; readonly each: number },
): Promise<ManyFindings> {
  const reports = path.join(folder, "reports");
  mkdirSync(reports, { recursive: true });
  const references: string[] = [];
  for (let index = 0; index < images; index++) {
    const repository = `acme/many${index}`;
    const layers = [{ files: alpineFiles({ musl: `1.2.${index}` }) }];
    const { digest } = await pushImage(registry, repository, "1", { layers });
    const name = digest.slice("sha256:".length);
    writeFileSync(path.join(reports, name), JSON.stringify(reportOf(index, each)));
    references.push(`${registry.host}/${repository}@${digest}`);
  }
  const trivy = path.join(folder, "trivy");
  writeFileSync(trivy, programOver(reports));
  chmodSync(trivy, 0o755);
  return { references, trivy };
}

/** Prints the report that is prepared for the digest at the end of its last word, about the layout's own image. */
function programOver(reports: string): string {
  return `#!/bin/sh
[ "$1" = --version ] && { echo "Version: 0.74.0"; exit; }
for word; do :; done
layout=\${word%@*} name=\${word##*@sha256:}
config=$(sed 's/.*"config":{[^}]*"digest":"\\([^"]*\\)".*/\\1/' "$layout/blobs/sha256/$name")
sed "s/@CONFIG@/$config/" "${reports}/$name"
`;
}

/** Neighbours have most vulnerabilities in common, as images with one base have. */
function reportOf(image: number, count: number): object {
  const vulnerabilities = Array.from({ length: count }, (_, each) => {
    const id = image * idsApart + each;
    const [name, installed] = [`library-${id % 700}`, `1.${id % 20}.1-r0`];
    return {
      VulnerabilityID: `CVE-${2018 + (id % 9)}-${10_000 + id}`,
      PkgName: name,
      PkgIdentifier: { PURL: `pkg:apk/alpine/${name}@${installed}?arch=x86_64&distro=3.19.1` },
      InstalledVersion: installed,
      ...(id % 3 === 0 ? {} : { FixedVersion: `${6 + (id % 4)}.0.0-r0` }),
      Status: id % 3 === 0 ? "affected" : "fixed",
      SeveritySource: "nvd",
      PrimaryURL: `https://avd.aquasec.com/nvd/cve-${2018 + (id % 9)}-${10_000 + id}`,
      Title: `library-${id % 700}: a flaw in the handling of malformed input of kind ${id}`,
      Description: "It allows a remote attacker to read beyond the end of a buffer. ".repeat(8),
      Severity: ["CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN"][id % 5],
      CVSS: { nvd: { V3Vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", V3Score: 7.5 } },
      PublishedDate: "2024-01-02T03:04:05Z",
      LastModifiedDate: "2024-02-02T03:04:05Z",
    };
  });
  return {
    SchemaVersion: 2,
    ArtifactName: "image",
    ArtifactType: "container_image",
    Metadata: {
      OS: { Family: "alpine", Name: "3.19.1" },
      ImageID: "@CONFIG@",
      ImageConfig: { architecture: "amd64", os: "linux", config: {}, rootfs: {} },
    },
    Results: [
      {
        Target: "image (alpine 3.19.1)",
        Class: "os-pkgs",
        Type: "alpine",
        Packages: [{ Name: "musl", Version: "1.2.4-r2" }],
        Vulnerabilities: vulnerabilities,
      },
    ],
  };
}
