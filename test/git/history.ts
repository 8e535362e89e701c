import { TestRepository } from "./repository.ts";

/** A history to be: for each commit the numbers of its parents, all smaller than its own. */
export type Shape = readonly (readonly number[])[];

export interface History {
  readonly repository: TestRepository;
  /** The commits' names, by number. */
  readonly ids: readonly string[];
}

/** Makes a repository with exactly these commits, each with a file of its own, and a branch `b<number>` on each. */
export function historyOf(shape: Shape, ...init: string[]): History {
  const repository = new TestRepository(undefined, ...init);
  repository.git("config", "uploadpack.allowFilter", "true");
  repository.gitWith(shape.map(commitCommand).join(""), "fast-import", "--quiet", "--force");
  repository.git("symbolic-ref", "HEAD", `refs/heads/b${shape.length - 1}`);
  const listing = repository.git("for-each-ref", "--format=%(refname:lstrip=2) %(objectname)");
  const byName = new Map(listing.split("\n").map((line) => line.split(" ") as [string, string]));
  return { repository, ids: shape.map((_, number) => byName.get(`b${number}`) ?? "") };
}

/** Dates that now and then run backwards, as those of real people do. */
function commitCommand(parents: readonly number[], number: number): string {
  const date = 1_700_000_000 + number * 60 - (number % 7 === 3 ? 5_000 : 0);
  const [first, ...others] = parents;
  return [
    `commit refs/heads/b${number}`,
    `mark :${number + 1}`,
    `committer Ann <ann@example.com> ${date} +0000`,
    "data 1",
    "m",
    ...(first === undefined ? [] : [`from :${first + 1}`]),
    ...others.map((parent) => `merge :${parent + 1}`),
    `M 644 inline f${number}`,
    "data 1",
    "x",
    "",
    "",
  ].join("\n");
}

/** One commit after the other. */
export function line(length: number): Shape {
  return Array.from({ length }, (_, number) => (number === 0 ? [] : [number - 1]));
}

/** All that comes, in order. */
export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
