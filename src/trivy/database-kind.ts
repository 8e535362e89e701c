/** One of the two databases that Trivy reads, and how it is published as an OCI artifact. */
export interface DatabaseKind {
  /** As messages name it. */
  readonly what: string;
  /** The key of the policy that names its repositories. */
  readonly key: string;
  /** Where Trivy looks for it in its cache folder. */
  readonly folder: "db" | "java-db";
  readonly file: string;
  /** Of its schema; also the tag under which it is published. */
  readonly version: number;
  readonly layerType: string;
  /** Trivy's own list, and what its makers publish besides. */
  readonly repositories: readonly string[];
  /** What the file begins with, and where. */
  readonly magic: { readonly offset: number; readonly bytes: Buffer };
  /** As it is transferred; the database of June 2025 had 66 MiB. */
  readonly layerBytes: number;
  /** Unpacked. */
  readonly fileBytes: number;
}

/** Which versions of which packages are vulnerable: https://github.com/aquasecurity/trivy-db */
export const vulnerabilityDatabase: DatabaseKind = {
  what: "vulnerability database",
  key: "vulnerabilities.db-repository",
  folder: "db",
  file: "trivy.db",
  version: 2,
  layerType: "application/vnd.aquasec.trivy.db.layer.v1.tar+gzip",
  repositories: [
    "mirror.gcr.io/aquasec/trivy-db:2",
    "ghcr.io/aquasecurity/trivy-db:2",
    "public.ecr.aws/aquasecurity/trivy-db:2",
  ],
  // go.etcd.io/bbolt, internal/common/meta.go: the first page is a meta page, its magic behind the page's header.
  magic: { offset: 16, bytes: Buffer.from("edda0ced02000000", "hex") },
  layerBytes: 2 ** 30,
  fileBytes: 8 * 2 ** 30,
};

/** Which Java archive is which package, by digest: https://github.com/aquasecurity/trivy-java-db */
export const javaDatabase: DatabaseKind = {
  what: "database of Java archives",
  key: "vulnerabilities.java-db-repository",
  folder: "java-db",
  file: "trivy-java.db",
  version: 1,
  layerType: "application/vnd.aquasec.trivy.javadb.layer.v1.tar+gzip",
  repositories: [
    "mirror.gcr.io/aquasec/trivy-java-db:1",
    "ghcr.io/aquasecurity/trivy-java-db:1",
    "public.ecr.aws/aquasecurity/trivy-java-db:1",
  ],
  // https://www.sqlite.org/fileformat.html, section 1.3
  magic: { offset: 0, bytes: Buffer.from("SQLite format 3\u0000") },
  layerBytes: 4 * 2 ** 30,
  fileBytes: 32 * 2 ** 30,
};
