import { parseImageReference } from "../../../model/image-reference.ts";
import { mapping } from "../../../policy/mapping.ts";
import { listOf, text, type Shape } from "../../../policy/shape.ts";
import { nameOf } from "../../../policy/words.ts";
import type { KeptElsewhere } from "../need.ts";
import { opaqueMapping, optional } from "./keys.ts";

/** Where an authority looks for signatures, and what of that is not done as written: sentences. */
export interface SourceReference {
  readonly kept: KeptElsewhere;
  readonly notes: readonly string[];
}

const values = mapping(
  {
    oci: optional(
      text({ what: "a repository such as ghcr.io/acme/signatures", mistake: mistakeInRepository }),
    ),
    tagPrefix: optional(
      text({
        what: "the beginning of a tag",
        mistake: (prefix) =>
          /^\w[\w.-]{0,62}$/.test(prefix)
            ? undefined
            : "a tag has only letters, digits and _.-, and begins with none of the last two",
      }),
    ),
    signaturePullSecrets: optional(listOf(opaqueMapping, "a list of mappings with name")),
  },
  "a mapping with oci or tagPrefix",
);

const item: Shape<SourceReference> = {
  ...values,
  read(field, reading) {
    const found = values.read(field, reading);
    if (found === undefined) return undefined;
    const { oci, tagPrefix, signaturePullSecrets } = found;
    const kept = {
      ...(oci === undefined ? {} : { repository: oci }),
      ...(tagPrefix === undefined ? {} : { tagPrefix }),
    };
    if (signaturePullSecrets === undefined) return { kept, notes: [] };
    const name = nameOf(field.at("signaturePullSecrets").path);
    return { kept, notes: [`${name} is not used: the credentials are those of this run.`] };
  },
};

const list = listOf(item, "a list of one source");

/** `source` of an authority; policy-controller takes one only. */
export const sourceReference: Shape<SourceReference> = {
  what: list.what,
  schema: list.schema,
  read(field, reading) {
    const sources = list.read(field, reading);
    if (sources === undefined) return undefined;
    const second = field.items()[1];
    if (second !== undefined) {
      reading.report(
        second,
        `${nameOf(field.path)} has several sources, and only one may stand there`,
      );
    }
    return sources[0] ?? { kept: {}, notes: [] };
  },
};

function mistakeInRepository(oci: string): string | undefined {
  const parsed = parseImageReference(oci);
  if (parsed.kind === "malformed") return `it is not a repository: ${parsed.reason}`;
  if (parsed.tag !== undefined || parsed.digest !== undefined) {
    return "it must be a repository, without tag and digest";
  }
  return /[.:]/.test(oci.split("/")[0] ?? "") && !oci.includes("/")
    ? "it is a registry; write the repository in it as well"
    : undefined;
}
