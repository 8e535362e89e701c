import { SwitchableRegistry } from "../registry/switchable-registry.ts";
import {
  databaseLayer,
  pushDatabase,
  smallDatabase,
  writeDatabase,
} from "../trivy/material/database.ts";
import {
  pushImage,
  soundAlpine,
  storeIn,
  vulnerableAlpine,
  type ImageRecipe,
} from "../trivy/material/images.ts";
import { newFolder } from "../trivy/scanning.ts";

/** A loopback mirror of `ghcr.io` with images of the examples and a vulnerability database. */
export interface ImageRegistry {
  readonly registry: SwitchableRegistry;
  /** Digests: one with CVE-2023-5363, and one with nothing that the database knows. */
  readonly vulnerable: string;
  readonly sound: string;
  /** A policy that asks nobody but this registry. */
  readonly policy: string;
}

/** Starts it; `writer` is `realTool("trivy-database")` and `trivy` is `realTool("trivy")`. */
export async function startImageRegistry(writer: string, trivy: string): Promise<ImageRegistry> {
  const registry = await new SwitchableRegistry().start();
  const folder = newFolder();
  writeDatabase(writer, folder, smallDatabase(new Date().toISOString()));
  const layers = [databaseLayer(folder)];
  await pushDatabase(storeIn(registry), { repository: "trivy-db", tag: "2", layers });
  const push = async (recipe: ImageRecipe): Promise<string> =>
    (await pushImage(storeIn(registry), "acme/web", undefined, recipe)).digest;
  return {
    registry,
    vulnerable: await push(vulnerableAlpine),
    sound: await push(soundAlpine),
    policy: `version: 1
registries:
  allow: [ghcr.io/acme/]
  mirrors: { ghcr.io: ["${registry.host()}"] }
vulnerabilities:
  trivy: { path: ${JSON.stringify(trivy)} }
  db-repository: "${registry.host()}/trivy-db:2"
  epss: off
  kev: off
`,
  };
}
