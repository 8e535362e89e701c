import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, jest } from "@jest/globals";
import { silent } from "../../../src/progress.ts";
import { TrivyError } from "../../../src/trivy/error.ts";
import { obtainDatabase, type DatabaseOptions } from "../../../src/trivy/obtain-database.ts";
import { cleanUpAfterEach, startRegistry } from "../../registry/opening.ts";
import type { SwitchableRegistry } from "../../registry/switchable-registry.ts";
import { databaseLayer, pushDatabase, smallDatabase, writeDatabase } from "./database.ts";
import { storeIn } from "./images.ts";
import { keptIn } from "./kept-files.ts";

export const now = new Date("2026-11-21T12:00:00Z");
export const yesterday = "2026-11-20T12:00:00.123456789Z";
export const longAgo = "2026-10-01T12:00:00Z";
const hourMs = 3_600_000;

/** A folder for each test, registries with databases, and the way to get them; `tool` is `realTool("trivy-database")`. */
export function databaseRoom(tool: string) {
  cleanUpAfterEach();
  // Making a database starts a process, and the machine may be busy.
  jest.setTimeout(60_000);
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "portcullis-database-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const path = (...parts: string[]): string => join(root, ...parts);

  /** Nothing but the loopback can be reached, and databases may be 48 hours old. */
  function options(more: Partial<DatabaseOptions> = {}): DatabaseOptions {
    const unknownHost = () =>
      Promise.reject(Object.assign(new Error("unknown host"), { code: "ENOTFOUND" }));
    return {
      repositories: [],
      javaRepositories: [],
      maxAgeMs: 48 * hourMs,
      now,
      keep: keptIn(path("kept")),
      records: path("records"),
      folder: path("cache"),
      offline: false,
      registries: { mirrors: new Map(), insecureHosts: [], tokenHosts: [], authorities: [] },
      progress: silent,
      ...more,
      dealings: {
        surroundings: {},
        resolveHost: unknownHost,
        ...more.dealings,
        limits: { backoffMs: 1, ...more.dealings?.limits },
      },
    };
  }

  const obtain = (more: Partial<DatabaseOptions>) => obtainDatabase(options(more));

  /** What the error says that it must end with; nothing may be left of the database. */
  async function failure(more: Partial<DatabaseOptions>): Promise<string> {
    const folder = more.folder ?? path("cache-of-failures");
    const outcome: unknown = await obtain({ ...more, folder }).then(
      () => "it did not fail",
      (error: unknown) => error,
    );
    expect(outcome).toBeInstanceOf(TrivyError);
    expect(outcome).toMatchObject({ code: "database" });
    expect(
      ["db", "db.partial", "db.tar.gz"].filter((name) => existsSync(join(folder, name))),
    ).toEqual([]);
    return (outcome as TrivyError).message;
  }

  /** The layer of a database that was finished at the time; its files stay in `source`. */
  function layerOf(updatedAt = yesterday, metadata?: object): Buffer {
    const description = smallDatabase(updatedAt);
    writeDatabase(tool, path("source"), {
      ...description,
      metadata: metadata ?? description.metadata,
    });
    return databaseLayer(path("source"));
  }

  const push = (registry: SwitchableRegistry, layer: Buffer, tag = "2") =>
    pushDatabase(storeIn(registry), { repository: "acme/trivy-db", tag, layers: [layer] });

  /** A registry with a database under `acme/trivy-db:2`. */
  async function registryWith(layer = layerOf()): Promise<SwitchableRegistry> {
    const registry = await startRegistry();
    await push(registry, layer);
    return registry;
  }

  const keptNames = (): string[] => (existsSync(path("kept")) ? readdirSync(path("kept")) : []);
  return { path, options, obtain, failure, layerOf, push, registryWith, keptNames };
}

export function at(registry: SwitchableRegistry, rest = ""): string {
  return `${registry.host()}/acme/trivy-db${rest}`;
}

export function answerWith(registry: SwitchableRegistry, status: number): void {
  registry.switches.push((_, response) => {
    response.writeHead(status).end();
    return true;
  });
}

/** Lets nobody in without credentials. */
export function demandCredentials(registry: SwitchableRegistry): void {
  registry.switches.push(({ headers }, response) => {
    if (headers.authorization !== undefined) return false;
    response.writeHead(401, { "www-authenticate": 'Basic realm="x"' }).end();
    return true;
  });
}

export function blobRequests(registry: SwitchableRegistry): number {
  return registry.log.filter((line) => line.includes("/blobs/")).length;
}
