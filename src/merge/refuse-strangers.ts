import { UsageError } from "../errors.ts";
import { sharedChecks } from "../model/check.ts";
import type { Report } from "../model/report.ts";
import type { ShardReport } from "./read-report.ts";

/** Throws UsageError where a shard is missing, there twice, or one of another count. */
export function refuseIncomplete(shards: readonly ShardReport[]): void {
  const of = Math.max(...shards.map(({ report }) => report.shard.of), 1);
  const mistakes: string[] = [];
  for (let index = 1; index <= of; index++) {
    const found = shards.filter(({ report }) => report.shard.index === index);
    if (found.length === 0) mistakes.push(`shard ${index} of ${of} is missing`);
    if (found.length > 1) {
      mistakes.push(`shard ${index} is there twice: ${found.map(({ file }) => file).join(", ")}`);
    }
  }
  const beyond = shards.filter(({ report: { shard } }) => shard.index > of || shard.of !== of);
  mistakes.push(
    ...beyond.map(
      ({ file, report: { shard } }) =>
        `${file}: is shard ${shard.index} of ${shard.of}, and others are of ${of}`,
    ),
  );
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

/**
 * Throws UsageError where the reports are not shards of one run: shards of another tree, policy or line
 * would make a verdict about nothing in particular.
 */
export function refuseStrangers(shards: readonly ShardReport[]): void {
  const [first, ...others] = shards;
  if (first === undefined) return;
  const expected = identityOf(first);
  const mistakes = others.flatMap((shard) => {
    const found = identityOf(shard);
    // Another commit has other files and other images: the first difference explains those behind it.
    const index = found.findIndex(({ is }, place) => is !== expected[place]?.is);
    const { is, todo = "only shards of one run over one commit are joined" } = found[index] ?? {};
    if (is === undefined) return [];
    return [`${shard.file}: has ${is}, and ${first.file} ${expected[index]?.is}; ${todo}`];
  });
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

/** Something that all shards of a run have in common, and what to do where they have not. */
interface Trait {
  readonly is: string;
  readonly todo?: string;
}

/** What all shards of a run have in common, the most telling first. */
function identityOf({ report }: ShardReport): readonly Trait[] {
  const { shard, policy, failOn, judged, comparison, checks } = report;
  const todo =
    "give every shard the same files, and write no report among them: the next shard would read it";
  return [
    { is: `the commit ${shard.commit ?? "(not known)"}` },
    { is: `the policy ${policy === null ? "(none)" : `${policy.path} of ${policy.origin}`}` },
    { is: `the policy's content ${shard.policy}` },
    { is: `the mode ${shard.mode}` },
    { is: `${judged.files} files with ${judged.resources} resources`, todo },
    { is: `the files' content ${shard.files}`, todo },
    { is: `the images ${shard.images}` },
    { is: `the line ${failOn}` },
    { is: `the base ${comparison?.base ?? "(none)"}` },
    { is: `the gate ${comparison?.gate ?? "all"}` },
    // What one of them did not look into, its images would be let through without.
    { is: `the checks of images ${checksIn(checks)}` },
  ];
}

function checksIn(checks: Report["checks"]): string {
  return sharedChecks.filter((name) => checks[name] !== undefined).join(", ") || "(none)";
}
