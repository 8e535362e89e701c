import { messageOf, UsageError } from "../../errors.ts";
import { withRange, type FoundRange } from "../../git/complete-range.ts";
import { GitError } from "../../git/error.ts";
import { requireGit } from "../../git/git-version.ts";
import { commitsIn } from "../../git/rev-list.ts";
import type { CheckOutcome } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import { defaultMaxCommits } from "../../policy/commits-shape.ts";
import { examineCommits, type Remembered } from "./examine.ts";
import { findingAbout, findingAboutFile, placeOf } from "./finding.ts";
import { benchOf, type VerifyWebFlow } from "./judge.ts";
import { Tally } from "./levels.ts";
import { verifyWebFlow as verifyByPinnedKeys } from "./openpgp/web-flow.ts";
import { withMergesMade, withPlatformWord } from "./platform-word.ts";
import { objectionTo } from "./requirement.ts";
import { trustChanged } from "./rules/index.ts";
import { segmentsOf, type Segment } from "./segments.ts";
import type { CommitsRange, TrustMaterial } from "./subject.ts";
import { judgeTag, verifiedTags, type TagBench } from "./tag.ts";
import { loadCommitTrust } from "./trust.ts";

/**
 * Judges the commits of the range, and its tag. What git cannot give, and trust material that cannot be
 * read, is an error of the check. Only tests have somebody else's word for what GitHub signed.
 */
export async function judgeRange(
  subject: CommitsRange & { readonly place: string },
  verifyWebFlow: VerifyWebFlow = verifyByPinnedKeys,
): Promise<CheckOutcome> {
  try {
    await requireGit();
    const { sources, include, exclude } = subject;
    const objects = tagObjects(subject);
    return await withRange(sources, { include, exclude, objects }, (found) =>
      new RangeCheck(subject, subject.place, verifyWebFlow).judge(found),
    );
  } catch (error) {
    if (error instanceof GitError || error instanceof UsageError) return failed(messageOf(error));
    throw error;
  }
}

function failed(reason: string): CheckOutcome {
  return { kind: "error", reason, findings: [] };
}

function tagObjects({ tag }: CommitsRange): readonly string[] {
  return tag === undefined ? [] : [...new Set([tag.object, ...tag.others.values()])];
}

/** One range on its way through the check. */
class RangeCheck {
  readonly #subject: CommitsRange;
  readonly #place: string;
  readonly #verifyWebFlow: VerifyWebFlow;
  readonly #tally = new Tally();
  readonly #findings: Finding[] = [];
  readonly #notices: string[];
  readonly #undecided: string[] = [];
  readonly #benches = new Map<TrustMaterial, TagBench>();

  constructor(subject: CommitsRange, place: string, verifyWebFlow: VerifyWebFlow) {
    this.#subject = subject;
    this.#place = place;
    this.#verifyWebFlow = verifyWebFlow;
    this.#notices = [...subject.notices];
  }

  async judge(found: FoundRange): Promise<CheckOutcome> {
    const { tag, trust, name } = this.#subject;
    if (found.missing.length > 0) {
      const [first] = found.missing;
      return failed(
        `the range ${name} is not complete: ${found.missing.length} objects are missing (${first}); check out with \`fetch-depth: 0\``,
      );
    }
    const last = await this.#benchFor(trust);
    this.#sayChanges(last);
    const commitIds = tag === undefined ? found.commits : await this.#sinceLastTag(found, last);
    const most = trust.policy?.maxCommits ?? defaultMaxCommits;
    if (commitIds.length >= most) {
      return failed(
        `the range ${name} has ${commitIds.length} commits, and commits.max-commits is ${most}`,
      );
    }
    if (tag !== undefined) {
      const own = await judgeTag(found.scratch, tag, this.#subject.include[0] ?? "", last);
      this.#findings.push(...own);
    } else if (commitIds.length === 0) {
      return { kind: "skipped", reason: `the range ${name} is empty` };
    }
    for (const segment of await segmentsOf(found, commitIds, this.#subject)) {
      await this.#judgeSegment(found, segment);
    }
    return this.#outcome(commitIds.length);
  }

  async #benchFor(trust: TrustMaterial): Promise<TagBench> {
    const bench = this.#benches.get(trust) ?? (await this.#newBench(trust));
    this.#benches.set(trust, bench);
    return bench;
  }

  async #newBench(trust: TrustMaterial): Promise<TagBench> {
    const loaded = await loadCommitTrust(trust);
    for (const warning of loaded.warnings) {
      if (!this.#notices.includes(warning)) this.#notices.push(warning);
    }
    return {
      bench: benchOf(trust.policy, loaded, this.#verifyWebFlow),
      demand: { require: trust.policy?.require, isConfigured: trust.policy !== undefined },
      location: placeOf(trust, this.#place),
    };
  }

  #sayChanges({ location }: TagBench): void {
    const { changed, trust } = this.#subject;
    for (const path of changed) {
      this.#findings.push(findingAboutFile(trustChanged, path, trust.label, location));
    }
  }

  /** The commits that no older tag of good standing has. */
  async #sinceLastTag(found: FoundRange, bench: TagBench): Promise<readonly string[]> {
    const { tag, include, exclude } = this.#subject;
    const ends = await verifiedTags(found.scratch, tag?.others ?? new Map(), bench);
    // The walk shows children before parents, so that the first one is the newest.
    const end = found.commits.find((id) => ends.has(id) && !include.includes(id));
    if (end === undefined) return found.commits;
    this.#notices.push(`Commits are judged since the tag ${ends.get(end)}, which verifies.`);
    return (await commitsIn(found.scratch, { include, exclude: [...exclude, end] })).commits;
  }

  async #judgeSegment(found: FoundRange, { commits: ids, trust }: Segment): Promise<void> {
    const { policy } = trust;
    const { bench, demand, location } = await this.#benchFor(trust);
    const apiMode = policy?.gitHubApi ?? "off";
    const exempt = policy?.exemptCommits ?? [];
    const examined = await examineCommits(found, ids, { bench, demand, exempt, apiMode });
    for (const [held, count] of examined.settled) {
      if (held.kind === "level") this.#tally.add(held.level, count);
    }
    this.#tally.addExempt(examined.exempt);
    for (const id of examined.missing) {
      this.#tally.add("missing");
      this.#undecided.push(`the commit ${id} is missing`);
    }
    const merged = await withMergesMade(found, examined.remembered);
    for (const each of await withPlatformWord(this.#subject, merged, apiMode)) {
      this.#settle(each);
      const objection = objectionTo(each.held, demand);
      if (objection !== undefined) {
        this.#findings.push(findingAbout(each.described, objection, location));
      }
    }
  }

  #settle({ held, described }: Remembered): void {
    if (held.kind === "level") this.#tally.add(held.level);
    else if (held.kind === "failure") this.#tally.add(held.code);
    else {
      this.#tally.add("indeterminate");
      this.#undecided.push(`the commit ${described.id} could not be judged: ${held.reason}`);
    }
  }

  #outcome(count: number): CheckOutcome {
    const { name, trust } = this.#subject;
    const { levels, exempt, total } = this.#tally;
    if (total !== count) {
      this.#undecided.push(`${total} of ${count} commits were judged`);
    }
    const summary = { range: name, trustRef: trust.label, count, levels, exempt };
    const common = { findings: this.#findings, commits: summary, notices: this.#notices };
    const [first] = this.#undecided;
    if (first === undefined) return { kind: "decided", ...common };
    const others = this.#undecided.length - 1;
    return {
      kind: "error",
      reason: `${first}${others > 0 ? ` (and ${others} more)` : ""}`,
      ...common,
    };
  }
}
