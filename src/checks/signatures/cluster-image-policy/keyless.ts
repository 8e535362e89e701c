import { mapping } from "../../../policy/mapping.ts";
import { flag, listOf, text, type Shape } from "../../../policy/shape.ts";
import { nameOf } from "../../../policy/words.ts";
import type { WantedIdentity } from "../../../sigstore/requirement.ts";
import { identity } from "./identity.ts";
import { filled, hasOneOf, opaqueMapping, optional, required } from "./keys.ts";

/** Who may have signed without a key, or why nothing here can find out, as a clause. */
export interface KeylessReference {
  readonly identities: readonly WantedIdentity[];
  readonly obstacle: string | undefined;
  /** What is not done as written: sentences. */
  readonly notes: readonly string[];
}

const values = mapping(
  {
    url: optional(text({ what: "the address of a Fulcio instance" })),
    identities: required(filled(listOf(identity, "a list of identities"))),
    "ca-cert": optional(opaqueMapping),
    trustRootRef: optional(text({ what: "the name of a TrustRoot" })),
    insecureIgnoreSCT: optional(flag()),
  },
  "a mapping with identities",
);
type KeylessValues = NonNullable<ReturnType<typeof values.read>>;

const publicFulcio = /^https:\/\/fulcio\.sigstore\.dev\/?$/;

/** `keyless` of an authority. */
export const keylessReference: Shape<KeylessReference> = {
  ...values,
  read(field, reading) {
    const found = values.read(field, reading);
    if (field.at("url").exists && field.at("ca-cert").exists) {
      hasOneOf(field, ["url", "ca-cert"], reading);
      return undefined;
    }
    if (found === undefined) return undefined;
    const name = nameOf(field.path);
    return {
      identities: found.identities.map(({ wanted }) => wanted),
      obstacle: obstacleIn(found, name),
      notes: notesOn(found, name),
    };
  },
};

function obstacleIn(found: KeylessValues, name: string): string | undefined {
  if (found.trustRootRef !== undefined) {
    return `${name}.trustRootRef names a TrustRoot, which only the cluster has`;
  }
  if (found["ca-cert"] === undefined) return undefined;
  return `${name}.ca-cert names an authority of its own, and only a trusted root can`;
}

function notesOn(found: KeylessValues, name: string): string[] {
  const { url, identities, insecureIgnoreSCT } = found;
  const notes = identities.flatMap((identity) => identity.notes);
  if (url !== undefined && !publicFulcio.test(url)) {
    notes.push(`${name}.url is not asked: certificates must lead to the trusted root of this run.`);
  }
  if (insecureIgnoreSCT === true) {
    notes.push(`${name}.insecureIgnoreSCT is not followed: certificates must be logged.`);
  }
  return notes;
}
