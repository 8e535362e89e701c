import type { Finding } from "../../model/finding.ts";
import type { Location } from "../../model/location.ts";
import { isCommitName } from "../../git/revision.ts";
import { readObjects, type ReadObject } from "../../git/object-reader.ts";
import type { Scratch } from "../../git/scratch-repository.ts";
import { readTag, tagFault, type TagObject } from "../../git/tag-object.ts";
import { findingAbout, type Described } from "./finding.ts";
import { judgeObject, type Bench, type Held } from "./judge.ts";
import { objectionTo, satisfies, type Demand } from "./requirement.ts";
import { failureRules, tag as tagRule, unsigned } from "./rules/index.ts";
import type { PublishedTag } from "./subject.ts";

/** By what a tag is judged. */
export interface TagBench {
  readonly bench: Bench;
  readonly demand: Demand;
  readonly location: Location;
}

/** The findings about the tag that the event published: its name, what it is on, and its own signature. */
export async function judgeTag(
  scratch: Scratch,
  published: PublishedTag,
  commit: string,
  { bench, demand, location }: TagBench,
): Promise<readonly Finding[]> {
  const described: Described = {
    id: published.object,
    what: "Tag",
    title: published.name,
    email: undefined,
  };
  const about = (objection: Parameters<typeof findingAbout>[1]): Finding =>
    findingAbout(described, objection, location);
  const object = await objectAt(scratch, published.object);
  if (object?.state === "whole" && object.type === "commit") {
    const severity = demand.require === undefined ? "info" : "medium";
    return [about({ rule: unsigned, severity, reason: lightweight })];
  }
  if (object?.state !== "whole" || object.type !== "tag") {
    const reason = "It names nothing that could be a signed tag.";
    return [about({ rule: tagRule, severity: "high", reason })];
  }
  const tag = readTag(object.bytes, scratch.format);
  if ("malformed" in tag) {
    return [about({ rule: failureRules.malformed, severity: "critical", reason: tag.malformed })];
  }
  const fault = tagFault(tag, published.name) ?? otherCommit(tag, commit);
  const objection = objectionTo(judgeTagObject(tag, bench), demand);
  return [
    ...(fault === undefined ? [] : [about({ rule: tagRule, severity: "high", reason: fault })]),
    ...(objection === undefined ? [] : [about(objection)]),
  ];
}

const lightweight =
  "It is a name for a commit and no tag object, so nobody signed it; the commit itself is judged.";

/** The event's commit and the tag's must be one, else the wrong commits would be judged. */
function otherCommit(tag: TagObject, commit: string): string | undefined {
  if (tag.object === commit) return undefined;
  return `It is on ${tag.object.slice(0, 10)}, and the event is about ${commit.slice(0, 10)}.`;
}

/**
 * The commits of other tags that were published under their own names with signatures that meet the
 * demand; only those can end a range.
 */
export async function verifiedTags(
  scratch: Scratch,
  others: ReadonlyMap<string, string>,
  { bench, demand }: TagBench,
): Promise<ReadonlyMap<string, string>> {
  const nameOf = new Map([...others].map(([name, id]) => [id, name]));
  const found = new Map<string, string>();
  const strict: Demand = { ...demand, require: demand.require ?? "trusted" };
  for await (const object of readObjects(scratch, [...nameOf.keys()].filter(isCommitName))) {
    if (object.state !== "whole" || object.type !== "tag") continue;
    const tag = readTag(object.bytes, scratch.format);
    const name = nameOf.get(object.id) ?? "";
    if ("malformed" in tag || tagFault(tag, name) !== undefined) continue;
    if (satisfies(judgeTagObject(tag, bench), strict)) found.set(tag.object, name);
  }
  return found;
}

function judgeTagObject(tag: TagObject, bench: Bench): Held {
  return judgeObject(
    {
      ...(tag.signature === undefined ? {} : { signature: tag.signature }),
      payload: tag.payload,
      maker: tag.tagger,
      author: tag.tagger,
      isMerge: false,
    },
    bench,
  );
}

async function objectAt(scratch: Scratch, id: string): Promise<ReadObject | undefined> {
  for await (const object of readObjects(scratch, [id])) return object;
  return undefined;
}
