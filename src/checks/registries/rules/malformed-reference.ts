import type { MalformedReference } from "../../../model/image-reference.ts";
import type { Rule } from "../../../model/rule.ts";
import type { ImageUse } from "../../../kubernetes/image-use.ts";
import type { Offence } from "../../image-finding.ts";

interface MalformedReferenceRule extends Rule {
  readonly judge: (reference: MalformedReference, use: ImageUse) => Offence;
}

/** A text that no runtime takes for an image: by the grammar of distribution/reference. */
export const malformedReference: MalformedReferenceRule = {
  id: "registries/malformed-reference",
  check: "registries",
  title: "Image reference is malformed",
  severity: "high",
  rationale:
    "The pod cannot start, and no check can say where the image would come from. Often a variable was not filled " +
    "in, and what replaces it later is not judged by anybody.",
  remediation:
    "Write [HOST[:PORT]/]PATH[:TAG][@DIGEST] with the path in lower case; fill in variables before judging, or name " +
    "the result with --image NAME=REF.",
  example: {
    bad: "image: ghcr.io/Acme/web:$(TAG)",
    good: "image: ghcr.io/acme/web:1.4.2",
  },
  kinds: [],
  source: "S2",
  standards: {},
  equivalents: {},
  judge({ reason }, { reference }) {
    return { message: `The image reference cannot be read: ${reason}.`, offender: reference };
  },
};
