import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { keepIn } from "../kept-files.ts";
import type { Surroundings } from "../network/proxy.ts";
import type { Keep, Storage } from "../storage.ts";

/** Where the Action keeps files. */
export interface ActionsStorageOptions {
  /** A folder of this run, which is removed at its end. */
  readonly folder: string;
  /** Nothing may be contacted, and so not GitHub's cache either. */
  readonly offline: boolean;
  /** The runner's variables; our own environment unless told. */
  readonly surroundings?: Surroundings;
}

/**
 * What the Action keeps between runs: files in the runner's tool cache where the runner lives on, and in
 * the cache of GitHub Actions. It never fails; what cannot be kept is had anew.
 *
 * Jobs of a pull request, and any other job on the same runner, may have written either of them. So
 * whoever takes a file compares it with a digest from elsewhere, at each use, and no result is kept:
 * nothing could be compared with it.
 */
export function actionsStorage({
  folder,
  offline,
  surroundings = process.env,
}: ActionsStorageOptions): Storage {
  const inToolCache = toolCacheOf(surroundings);
  return {
    keep: {
      async take(name) {
        const tools = await inToolCache();
        const kept = await tools?.take(name);
        return kept === undefined && !offline ? fromService(name, folder, surroundings) : kept;
      },
      async put(name, file) {
        const tools = await inToolCache();
        await tools?.put(name, file);
        if (!offline) await intoService(name, file, surroundings);
      },
    },
    results: undefined,
  };
}

/** The tool cache of GitHub's own runners is thrown away with them. */
function toolCacheOf(surroundings: Surroundings): () => Promise<Keep | undefined> {
  const tools = surroundings["RUNNER_TOOL_CACHE"] ?? "";
  const isLasting = surroundings["RUNNER_ENVIRONMENT"] === "self-hosted" && isAbsolute(tools);
  if (!isLasting) return () => Promise.resolve(undefined);
  let opened: Promise<Keep | undefined> | undefined;
  return () => (opened ??= openIn(join(tools, "portcullis")));
}

async function openIn(folder: string): Promise<Keep | undefined> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return keepIn(folder);
  } catch {
    return undefined;
  }
}

async function fromService(
  name: string,
  folder: string,
  surroundings: Surroundings,
): Promise<string | undefined> {
  try {
    const { cacheServiceOf } = await import("./cache-service.ts");
    const file = join(folder, `kept-${randomUUID()}`);
    const isThere = await cacheServiceOf(surroundings)?.fetch(keyOf(name), file);
    return isThere === true ? file : undefined;
  } catch {
    return undefined;
  }
}

async function intoService(name: string, file: string, surroundings: Surroundings): Promise<void> {
  try {
    const { cacheServiceOf } = await import("./cache-service.ts");
    await cacheServiceOf(surroundings)?.store(keyOf(name), file);
  } catch {
    // The next run gets it anew.
  }
}

function keyOf(name: string): string {
  return `portcullis-${name}`;
}
