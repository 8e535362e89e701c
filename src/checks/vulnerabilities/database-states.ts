import { comparePlainly } from "../../model/location.ts";
import type { DatabaseIdentity } from "../../model/vulnerabilities-summary.ts";
import { stateOf } from "./results-cache.ts";
import { listed } from "./wording.ts";

/** Which states of a database the images of a run were looked at with. */
export interface DatabaseStates {
  /** The oldest, which says how far all of it can be trusted; nothing where none was used. */
  readonly oldest: DatabaseIdentity | undefined;
  /** A sentence that names all of them, where they are several. */
  readonly notices: readonly string[];
}

/** Each state once, oldest first, whoever was ready first. */
export function databaseStates(what: string, used: readonly DatabaseIdentity[]): DatabaseStates {
  const sorted = used.toSorted(
    (a, b) =>
      comparePlainly(a.updatedAt, b.updatedAt) ||
      comparePlainly(stateOf(a), stateOf(b)) ||
      comparePlainly(a.repository, b.repository),
  );
  const states = [...new Map(sorted.toReversed().map((each) => [stateOf(each), each])).values()];
  const [oldest, ...others] = states.toReversed();
  if (oldest === undefined || others.length === 0) return { oldest, notices: [] };
  const names = listed([oldest, ...others].map(shown));
  const notice = `The images were looked at with ${others.length + 1} states of the ${what}, for it changed meanwhile: ${names}. Run again for one state.`;
  return { oldest, notices: [notice] };
}

function shown({ repository, digest, updatedAt }: DatabaseIdentity): string {
  return `that of ${updatedAt} (${[repository, ...(digest === undefined ? [] : [digest])].join("@")})`;
}
