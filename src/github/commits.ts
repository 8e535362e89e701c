import type {
  CommitsRange,
  CommitsSubject,
  PublishedTag,
  TrustStep,
} from "../checks/commits/subject.ts";
import { UsageError } from "../errors.ts";
import { eventRange, type EventRange, type RangeEvent, type Tip } from "../git/event-range.ts";
import { policyPath } from "../policy/load.ts";
import { proxiesFrom } from "../network/proxy.ts";
import { gitHubApi } from "./api.ts";
import type { Repository } from "./base-files.ts";
import { verificationsOf } from "./commit-verification.ts";
import type { Inputs } from "./inputs.ts";
import { valueAt } from "./payload-value.ts";
import type { Surroundings } from "./surroundings.ts";
import { allTags, branchTip, checkoutOf, remoteOf } from "./tips.ts";
import type { TrustedPolicy } from "./trusted-policy.ts";

/** What there is to go by about the commits of an event. */
export interface CommitsQuestion {
  readonly inputs: Inputs;
  readonly surroundings: Surroundings;
  readonly repository: Repository;
  readonly trusted: TrustedPolicy;
  readonly steps: readonly TrustStep[];
  /** Where the verified history begins, whatever the policy that counts in the end says. */
  readonly since?: string | undefined;
}

/** The event as the rules about ranges want it. */
function rangeEvent({ event, payload, commit, ref }: Surroundings): RangeEvent {
  return { name: event.name, payload, sha: commit, ref };
}

/** The branch into which everything goes in the end; nothing where the payload does not say. */
export function defaultBranchOf({ event, payload, ref }: Surroundings): string | undefined {
  const named = valueAt(payload, "repository", "default_branch");
  if (typeof named === "string" && named !== "") return named;
  // Schedules run on no other branch.
  return event.name === "schedule" && ref !== "" ? ref.replace(/^refs\/heads\//, "") : undefined;
}

/** The commits that the event is about. Throws UsageError where the event or an input does not say. */
export async function commitsOf(question: CommitsQuestion): Promise<CommitsSubject> {
  const { surroundings, trusted, inputs, repository } = question;
  const place = trusted.policy.path ?? surroundings.workflowPath ?? policyPath;
  if (inputs.range !== undefined && !surroundings.event.authorWritesWorkflow) {
    const { base, head } = inputs.range;
    return { ...rangeOf(question, `${base}..${head}`), include: [head], exclude: [base], place };
  }
  const defaultBranch = defaultBranchOf(surroundings);
  if (defaultBranch === undefined && surroundings.event.base === undefined) {
    const reason = `the payload of the event ${surroundings.event.name} names no default branch, so there is no telling whom to trust`;
    return { kind: "none", reason, place };
  }
  const found = eventRange(rangeEvent(surroundings), {
    defaultBranch: defaultBranch ?? "",
    sinceCommit: question.since ?? trusted.policy.commits?.sinceCommit,
  });
  if (found.kind === "none") return { ...found, place };
  const include = await resolved(found.include, question);
  const exclude = await resolved(found.exclude, question);
  const tag = found.tag === undefined ? undefined : await publishedTag(found.tag, repository);
  return {
    ...rangeOf(question, nameOf(found, include, exclude)),
    include,
    exclude,
    ...(tag === undefined ? {} : { tag }),
    place,
  };
}

function rangeOf(
  { inputs, surroundings, repository, trusted, steps }: CommitsQuestion,
  name: string,
): CommitsRange {
  const { api, repository: slug, event } = surroundings;
  const ignored = inputs.range !== undefined || inputs.trustRef !== undefined;
  return {
    kind: "range",
    name,
    sources: { checkout: checkoutOf(repository), remote: remoteOf(repository) },
    include: [],
    exclude: [],
    trust: trusted.trust,
    steps,
    changed: trusted.changed,
    notices:
      event.authorWritesWorkflow && ignored
        ? ["The inputs range and trust-ref were ignored: in a pull request its author writes them."]
        : [],
    ...(inputs.offline || inputs.token === undefined
      ? {}
      : {
          ask: async (commits, tip) => {
            const client = gitHubApi({
              baseUrl: api,
              token: inputs.token,
              proxyFor: proxiesFrom(process.env),
            });
            try {
              return await verificationsOf(commits, { api: client, repository: slug, tip });
            } finally {
              client.close();
            }
          },
        }),
  };
}

async function resolved(
  tips: readonly Tip[],
  { repository, surroundings }: CommitsQuestion,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const tip of tips) {
    if (tip.kind === "commit") found.push(tip.commit);
    else if (tip.kind === "tag") found.push(surroundings.commit);
    else if (tip.kind === "verified-tag")
      found.push(...(tip.otherwise === undefined ? [] : [tip.otherwise]));
    else {
      // Without the branch's present tip the range is larger, never smaller.
      const commit = await branchTip(repository, tip.branch);
      if (commit !== undefined) found.push(commit);
    }
  }
  return [...new Set(found)];
}

async function publishedTag(name: string, repository: Repository): Promise<PublishedTag> {
  const tags = await allTags(repository);
  const byName = new Map(tags.map((ref) => [ref.name.replace(/^refs\/tags\//, ""), ref.id]));
  const object = byName.get(name);
  if (object === undefined) {
    throw new UsageError(
      `The tag ${JSON.stringify(name)} of the event is neither on the server nor in the checkout.`,
    );
  }
  byName.delete(name);
  return { name, object, others: byName };
}

function nameOf(
  { note }: EventRange,
  include: readonly string[],
  exclude: readonly string[],
): string {
  const short = (id: string): string => id.slice(0, 10);
  const left = exclude.length === 0 ? "" : `${exclude.map(short).join(",")}..`;
  return `${left}${include.map(short).join(",")} (${note})`;
}
