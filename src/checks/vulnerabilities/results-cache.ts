import type { DatabaseIdentity } from "../../model/vulnerabilities-summary.ts";
import { platformIn } from "../../registry/descriptor.ts";
import { isDigest } from "../../registry/digest.ts";
import { platformName } from "../../registry/platform-matching.ts";
import type { ImagePlatform } from "../../registry/platforms.ts";
import type { ImageScan } from "../../trivy/image-scan.ts";
import { malformed, nameAt, objectAt, objectsAt } from "../../trivy/reading/fields.ts";
import type { Interning } from "../../trivy/reading/interning.ts";
import { keptScanAt } from "../../trivy/reading/kept-scan.ts";
import { ResultsFolder, type FolderLimits } from "./results-folder.ts";

/** Everything that a scan depends on, but for the database of Java archives, which most never need. */
export interface ScanKey {
  /** Of the platform's own manifest. */
  readonly digest: string;
  readonly platform: string;
  /** The SHA-256 of Trivy's executable. */
  readonly program: string;
  readonly database: DatabaseIdentity;
  readonly secrets: boolean;
}

/** A scan, and the database of Java archives that was there when it was made. */
export interface KeptScan {
  readonly scan: ImageScan;
  readonly javaDatabase: DatabaseIdentity | undefined;
}

/** Raised whenever the same key could stand for something else than before. */
const formatVersion = 2;
const mostPlatforms = 1_000;

/** What earlier runs learnt, in a folder that nobody else writes to. */
export class ResultsCache {
  readonly #folder: ResultsFolder;

  constructor(folder: string, limits: Partial<FolderLimits> = {}) {
    this.#folder = new ResultsFolder(folder, limits);
  }

  /**
   * The scan that was kept under the key, if there is one. `javaDatabase` is asked for the current
   * state only where the scan was made with such a database; one with another state does not count.
   */
  async take(
    key: ScanKey,
    interning: Interning,
    javaDatabase: () => Promise<DatabaseIdentity | undefined>,
  ): Promise<KeptScan | undefined> {
    const text = keyText(key);
    const kept = await this.#folder.take(text, (value) => keptAt(value, key, interning));
    if (kept === undefined) return undefined;
    if (kept.javaDatabase !== undefined) {
      const current = await javaDatabase();
      if (current === undefined || stateOf(current) !== stateOf(kept.javaDatabase)) {
        return undefined;
      }
    }
    await this.#folder.touch(text);
    return kept;
  }

  /** Keeps a scan under a key. */
  put(key: ScanKey, { scan, javaDatabase }: KeptScan): Promise<void> {
    return this.#folder.put(keyText(key), { javaDatabase: javaDatabase ?? null, scan });
  }

  /** The platforms for which a digest has an image; the digest decides them, so they never change. */
  async takePlatforms(digest: string): Promise<readonly ImagePlatform[] | undefined> {
    const platforms = await this.#folder.take(platformsKey(digest), platformsAt);
    if (platforms !== undefined) await this.#folder.touch(platformsKey(digest));
    return platforms;
  }

  /** Keeps the platforms of a digest. */
  putPlatforms(digest: string, platforms: readonly ImagePlatform[]): Promise<void> {
    return this.#folder.put(platformsKey(digest), platforms);
  }

  /** Removes what was of no use for longest, until the limits hold. */
  shrink(): Promise<void> {
    return this.#folder.shrink();
  }
}

function keyText({ digest, platform, program, database, secrets }: ScanKey): string {
  const state = stateOf(database);
  return JSON.stringify(["scan", formatVersion, digest, platform, program, state, secrets]);
}

function platformsKey(digest: string): string {
  return JSON.stringify(["platforms", formatVersion, digest]);
}

/** Two states of a database are the same where this text is. */
export function stateOf({ repository, digest, updatedAt }: DatabaseIdentity): string {
  return digest ?? `${repository} ${updatedAt}`;
}

function keptAt(value: unknown, key: ScanKey, interning: Interning): KeptScan {
  const { scan: kept, javaDatabase } = objectAt(value, "entry");
  const scan = keptScanAt(kept, interning);
  if (scan.digest !== key.digest || scan.platform !== key.platform) {
    throw malformed("it is another image's");
  }
  return { scan, javaDatabase: javaDatabase === null ? undefined : databaseAt(javaDatabase) };
}

function databaseAt(value: unknown): DatabaseIdentity {
  const { repository, digest, updatedAt } = objectAt(value, "javaDatabase");
  return {
    repository: nameAt(repository, "repository", 4_096),
    ...(digest === undefined ? {} : { digest: nameAt(digest, "digest", 256) }),
    updatedAt: nameAt(updatedAt, "updatedAt", 64),
  };
}

function platformsAt(value: unknown): readonly ImagePlatform[] {
  const platforms = objectsAt(value, "platforms", mostPlatforms).map((fields) => {
    const platform = platformIn(objectAt(fields["platform"], "platform"));
    const { digest, among } = fields;
    if (platform === undefined || !isDigest(digest) || !isDigest(among)) {
      throw malformed("it is not a platform");
    }
    return { name: platformName(platform), platform, digest, among };
  });
  if (platforms.length === 0) throw malformed("it has no platforms");
  return platforms;
}
