import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect } from "@jest/globals";
import { Closure } from "./closure.ts";
import { type RangeSources, withRange } from "../../src/git/complete-range.ts";
import { readObjects } from "../../src/git/object-reader.ts";
import { rawParents } from "../../src/git/raw-parents.ts";
import type { RemoteRepository } from "../../src/git/remote.ts";
import { type History, historyOf, type Shape } from "./history.ts";

const made: string[] = [];

/** Removes every repository that was made here. */
export function removeMade(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A folder that is removed with the rest. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-folder-"));
  made.push(folder);
  return folder;
}

/** A repository that is removed with the rest. */
export function history(shape: Shape, ...init: string[]): History {
  const result = historyOf(shape, ...init);
  made.push(result.repository.folder);
  return result;
}

/** A clone over the wire, with options. */
export function clone({ repository }: History, ...options: string[]): string {
  const folder = newFolder();
  const url = `file://${repository.folder}`;
  repository.git("clone", "--quiet", "--no-checkout", ...options, url, folder);
  return folder;
}

/** The repository as a server has it. */
export function remoteOf({ repository }: History): RemoteRepository {
  const { folder } = repository;
  return { server: `file://${dirname(folder)}`, repository: basename(folder), token: undefined };
}

/** What git itself says of a full clone. */
export function truth({ repository }: History, include: string[], exclude: string[]): string[] {
  const not = exclude.length === 0 ? [] : ["--not", ...exclude];
  return repository
    .git("rev-list", ...include, ...not)
    .split("\n")
    .filter(Boolean)
    .sort();
}

interface Found {
  readonly commits: string[];
  readonly missing: readonly string[];
  readonly boundary: readonly string[];
  readonly isClosed: boolean;
}

/** What is found, with every commit read and its parents followed. */
export function find(sources: Partial<RangeSources>, include: string[], exclude: string[]) {
  const all = { checkout: undefined, remote: undefined, ...sources };
  return withRange(all, { include, exclude }, async (range): Promise<Found> => {
    const closure = new Closure(range.commits, range.boundary);
    for await (const object of readObjects(range.scratch, range.commits)) {
      if (object.state === "whole") closure.see(object.id, rawParents(object.bytes));
    }
    return {
      commits: range.commits.toSorted(),
      missing: range.missing,
      boundary: range.boundary,
      isClosed: closure.missing.length === 0 && closure.unseen.length === 0,
    };
  });
}

/** The range from these sources is complete, and what git says of the whole repository. */
export async function expectTruth(
  of: History,
  sources: Partial<RangeSources>,
  include: string[],
  exclude: string[],
): Promise<void> {
  const found = await find(sources, include, exclude);
  expect(found).toMatchObject({ missing: [], isClosed: true });
  expect(found.commits).toEqual(truth(of, include, exclude));
}
