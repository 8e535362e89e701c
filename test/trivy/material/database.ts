import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ImageStore, PushedDescriptor } from "./images.ts";
import { tarOf } from "./tar.ts";

/** What a database is to hold, in the words of https://github.com/aquasecurity/trivy-db. */
export interface DatabaseDescription {
  /** By bucket, such as `alpine 3.19`. */
  readonly dataSources: Readonly<Record<string, object>>;
  /** By bucket, package and vulnerability. */
  readonly advisories: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, object>>>>>
  >;
  readonly vulnerabilities: Readonly<Record<string, object>>;
  readonly metadata: object;
}

/** `LOW` is 1 and `CRITICAL` 4 in a database. */
export const severityNumber = { UNKNOWN: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 } as const;

/** The content of a metadata.json of a database that was finished at the time. */
export function metadataOf(updatedAt: string, more: object = {}): object {
  const nextUpdate = new Date(Date.parse(updatedAt) + 24 * 3_600_000).toISOString();
  return {
    Version: 2,
    NextUpdate: nextUpdate,
    UpdatedAt: updatedAt,
    DownloadedAt: "0001-01-01T00:00:00Z",
    ...more,
  };
}

/** A database that knows one vulnerability of openssl in Alpine 3.19, two of lodash and one of a Java library. */
export function smallDatabase(updatedAt: string): DatabaseDescription {
  return {
    dataSources: {
      "alpine 3.19": { ID: "alpine", Name: "Alpine Secdb", URL: "https://secdb.alpinelinux.org/" },
      [npm]: {
        ID: "ghsa",
        Name: "GitHub Security Advisory npm",
        URL: "https://github.com/advisories?query=type%3Areviewed+ecosystem%3Anpm",
      },
      [maven]: {
        ID: "ghsa",
        Name: "GitHub Security Advisory Maven",
        URL: "https://github.com/advisories?query=type%3Areviewed+ecosystem%3Amaven",
      },
    },
    advisories: {
      "alpine 3.19": { openssl: { "CVE-2023-5363": { FixedVersion: "3.1.4-r0" } } },
      [npm]: {
        lodash: {
          "CVE-2019-10744": { PatchedVersions: ["4.17.12"], VulnerableVersions: ["<4.17.12"] },
          "CVE-2021-23337": { PatchedVersions: ["4.17.21"], VulnerableVersions: ["<4.17.21"] },
        },
      },
      [maven]: {
        "org.apache.logging.log4j:log4j-core": {
          "CVE-2021-44228": {
            PatchedVersions: ["2.15.0"],
            VulnerableVersions: [">=2.13.0, <2.15.0"],
          },
        },
      },
    },
    vulnerabilities: {
      "CVE-2023-5363": {
        Title: "openssl: Incorrect cipher key and IV length processing",
        Description:
          "A bug has been identified in the processing of key and initialisation vector lengths.",
        Severity: "HIGH",
        CweIDs: ["CWE-325"],
        VendorSeverity: { nvd: severityNumber.HIGH, redhat: severityNumber.LOW },
        CVSS: { nvd: { V3Vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", V3Score: 7.5 } },
        References: ["https://www.openssl.org/news/secadv/20231024.txt"],
        PublishedDate: "2023-10-25T18:17:43.613Z",
        LastModifiedDate: "2024-10-14T15:15:00Z",
      },
      "CVE-2019-10744": {
        Title: "nodejs-lodash: prototype pollution in defaultsDeep",
        Severity: "CRITICAL",
        VendorSeverity: { ghsa: severityNumber.CRITICAL, nvd: severityNumber.CRITICAL },
        CVSS: { nvd: { V3Vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H", V3Score: 9.1 } },
        PublishedDate: "2019-07-26T00:15:00Z",
      },
      "CVE-2021-23337": {
        Title: "nodejs-lodash: command injection via template",
        Severity: "HIGH",
        VendorSeverity: { ghsa: severityNumber.HIGH },
        PublishedDate: "2021-02-15T13:15:00Z",
      },
      "CVE-2021-44228": {
        Title:
          "log4j-core: remote code execution in Log4j 2.x when logs contain an attacker-controlled string value",
        Severity: "CRITICAL",
        VendorSeverity: { ghsa: severityNumber.CRITICAL },
        PublishedDate: "2021-12-10T10:15:00Z",
      },
    },
    metadata: metadataOf(updatedAt),
  };
}

const npm = "npm::GitHub Security Advisory Npm";
const maven = "maven::GitHub Security Advisory Maven";

/**
 * Writes `trivy.db` and `metadata.json` into the folder. Two databases of the same description need
 * not have the same bytes. `program` is `realTool("trivy-database")`.
 */
export function writeDatabase(
  program: string,
  folder: string,
  description: DatabaseDescription,
): void {
  const { status, stderr, error } = spawnSync(program, [folder], {
    input: JSON.stringify(description),
    encoding: "utf8",
    env: {},
  });
  if (status !== 0) throw new Error(`${program}: ${stderr ?? ""} ${error?.message ?? ""}`);
}

export const databaseLayerType = "application/vnd.aquasec.trivy.db.layer.v1.tar+gzip";
export const javaDatabaseLayerType = "application/vnd.aquasec.trivy.javadb.layer.v1.tar+gzip";

/** The layer of the artifact: an archive of the folder's files. */
export function databaseLayer(
  folder: string,
  names: readonly string[] = ["trivy.db", "metadata.json"],
): Buffer {
  return gzipSync(
    tarOf(names.map((path) => ({ path, content: readFileSync(join(folder, path)) }))),
  );
}

interface Artifact {
  readonly repository: string;
  readonly tag: string;
  readonly layers: readonly Buffer[];
  readonly layerType?: string;
  readonly title?: string;
}

/** Pushes the artifact that Trivy's makers publish: one layer, any config; gives the manifest's digest. */
export async function pushDatabase(
  store: ImageStore,
  { repository, tag, layers, layerType = databaseLayerType, title = "db.tar.gz" }: Artifact,
): Promise<PushedDescriptor> {
  const config = {
    ...(await store.putBlob(repository, "{}")),
    mediaType: "application/vnd.aquasec.trivy.config.v1+json",
  };
  const described: object[] = [];
  for (const layer of layers) {
    const blob = await store.putBlob(repository, layer);
    described.push({
      ...blob,
      mediaType: layerType,
      annotations: { "org.opencontainers.image.title": title },
    });
  }
  const mediaType = "application/vnd.oci.image.manifest.v1+json";
  const manifest = { schemaVersion: 2, mediaType, config, layers: described };
  const digest = await store.putManifest(repository, tag, manifest);
  return { mediaType, digest, size: JSON.stringify(manifest).length };
}
