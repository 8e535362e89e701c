import { HeaderQueue, objectName, splitHeaders, type Header } from "./header.ts";
import { MalformedError, orMalformed, type Malformed } from "./malformed.ts";
import { readPerson, type Person } from "./person.ts";
import type { ObjectFormat } from "./revision.ts";
import { readSignature, type Signature } from "./signature-block.ts";

/** A commit taken apart. */
export interface CommitObject {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly signature?: Signature;
  /** What a signature covers: the object without the header that holds it. */
  readonly payload: Buffer;
  readonly message: Buffer;
}

/** Headers that a commit has once, in front. A second one would mean something to some program. */
const leading: ReadonlySet<string> = new Set(["tree", "parent", "author", "committer"]);

/**
 * Takes a commit apart by one strict grammar: tree, parents, author, committer, then further headers
 * of any kind, among them one signature under the name that the repository's hash has for it. What git
 * would leave out of the signed bytes is refused instead.
 */
export function readCommit(bytes: Buffer, format: ObjectFormat): CommitObject | Malformed {
  return orMalformed(() => {
    const split = splitHeaders(bytes);
    const queue = new HeaderQueue(split.headers);
    const tree = objectName(queue.take("tree"), format);
    const parents: string[] = [];
    for (let line; (line = queue.takeIf("parent")) !== undefined;) {
      parents.push(objectName(line, format));
    }
    const author = readPerson(queue.take("author"));
    const committer = readPerson(queue.take("committer"));
    const holder = signatureHeader(queue.rest(), format);
    const message = bytes.subarray(split.message);
    const common = { tree, parents, author, committer, message };
    if (holder === undefined) return { ...common, payload: bytes };
    const payload = Buffer.concat([bytes.subarray(0, holder.start), bytes.subarray(holder.end)]);
    return { ...common, payload, signature: readSignature(withLineEnd(holder.value)) };
  });
}

function signatureHeader(headers: readonly Header[], format: ObjectFormat): Header | undefined {
  const wanted = format === "sha256" ? "gpgsig-sha256" : "gpgsig";
  let holder: Header | undefined;
  let hasEncoding = false;
  for (const header of headers) {
    const { key } = header;
    if (leading.has(key)) throw new MalformedError(`There is a ${key} header out of its place.`);
    if (key === "encoding") {
      if (hasEncoding) throw new MalformedError("It has two encodings.");
      hasEncoding = true;
    }
    if (!key.startsWith("gpgsig")) continue;
    if (key !== wanted) {
      const name = JSON.stringify(key.slice(0, 40));
      throw new MalformedError(`The header ${name} is left out of what git verifies.`);
    }
    if (holder !== undefined) throw new MalformedError("It has two signatures.");
    holder = header;
  }
  return holder;
}

/** Git hands a signature on with the end of its last line. */
function withLineEnd(value: Buffer): Buffer {
  return Buffer.concat([value, Buffer.from("\n")]);
}
