import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Writes `trivy-java.db`, empty but with its tables, and `metadata.json` (github.com/aquasecurity/trivy-java-db). */
export function writeJavaDatabase(folder: string, metadata: object): void {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, "trivy-java.db"));
  database.exec(`
    CREATE TABLE artifacts(id INTEGER PRIMARY KEY, group_id TEXT, artifact_id TEXT);
    CREATE TABLE indices(artifact_id INTEGER, version TEXT, sha1 BLOB, archive_type TEXT,
      foreign key (artifact_id) references artifacts(id));
    CREATE UNIQUE INDEX artifacts_idx ON artifacts(artifact_id, group_id);
    CREATE INDEX indices_artifact_idx ON indices(artifact_id);
    CREATE UNIQUE INDEX indices_sha1_idx ON indices(sha1);
  `);
  database.close();
  writeFileSync(join(folder, "metadata.json"), JSON.stringify(metadata));
}
