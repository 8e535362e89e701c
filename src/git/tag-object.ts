import { HeaderQueue, objectName, splitHeaders } from "./header.ts";
import { MalformedError, orMalformed, type Malformed } from "./malformed.ts";
import { objectTypes, type ObjectType } from "./object-reader.ts";
import { readPerson, type Person } from "./person.ts";
import type { ObjectFormat } from "./revision.ts";
import { readSignature, signatureStart, type Signature } from "./signature-block.ts";

/** An annotated tag taken apart. */
export interface TagObject {
  readonly object: string;
  readonly type: ObjectType;
  /** Without `refs/tags/`. */
  readonly name: string;
  /** Only tags from before 2005 have none. */
  readonly tagger?: Person;
  readonly signature?: Signature;
  /** What a signature covers: everything before it. */
  readonly payload: Buffer;
  readonly message: Buffer;
}

/**
 * Takes an annotated tag apart: object, type, tag, tagger, message, and a signature at its end, which
 * begins at the last line that git would take for the start of one.
 */
export function readTag(bytes: Buffer, format: ObjectFormat): TagObject | Malformed {
  return orMalformed(() => {
    const split = splitHeaders(bytes);
    const queue = new HeaderQueue(split.headers);
    const object = objectName(queue.take("object"), format);
    const type = typeNamed(queue.take("type").value.toString("latin1"));
    const name = queue.take("tag").value.toString("utf8");
    const tagger = queue.takeIf("tagger");
    const [stray] = queue.rest();
    // Git leaves every gpgsig header out of what it verifies, and writes no other ones.
    if (stray !== undefined) {
      throw new MalformedError(`A tag has no header ${JSON.stringify(stray.key.slice(0, 40))}.`);
    }
    const common = {
      object,
      type,
      name,
      ...(tagger === undefined ? {} : { tagger: readPerson(tagger) }),
    };
    const start = signatureStart(bytes.toString("latin1"));
    if (start === undefined) {
      return { ...common, payload: bytes, message: bytes.subarray(split.message) };
    }
    if (start < split.message) throw new MalformedError("The signature begins in the headers.");
    const signature = readSignature(bytes.subarray(start));
    const message = bytes.subarray(split.message, start);
    return { ...common, payload: bytes.subarray(0, start), message, signature };
  });
}

function typeNamed(word: string): ObjectType {
  const type = objectTypes.find((known) => known === word);
  if (type === undefined) throw new MalformedError("It tags an object of a type that git lacks.");
  return type;
}

/**
 * Why a tag cannot stand for the commit that its ref publishes: another name than the ref's, or no
 * commit directly behind it. Nothing where it can.
 */
export function tagFault(tag: TagObject, ref: string): string | undefined {
  const published = ref.replace(/^refs\/tags\//, "");
  if (tag.name !== published) {
    return `The tag object says it is ${JSON.stringify(tag.name)}, and is published as ${JSON.stringify(published)}.`;
  }
  if (tag.type === "commit") return undefined;
  const what = tag.type === "tag" ? "another tag" : `a ${tag.type}`;
  return `The tag ${JSON.stringify(tag.name)} is on ${what}, not on a commit.`;
}
