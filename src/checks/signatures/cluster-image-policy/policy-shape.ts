import type { Field } from "../../../kubernetes/field.ts";
import { mapping } from "../../../policy/mapping.ts";
import { listOf, oneOf, text, type Shape } from "../../../policy/shape.ts";
import { nameOf } from "../../../policy/words.ts";
import { labelSelectorAt } from "../../registries/gatekeeper/selector.ts";
import { compileImageGlob, mistakeInImageGlob } from "../../../policy/image-glob.ts";
import { programObstacle } from "./attestation.ts";
import { authority } from "./authority.ts";
import { filled, opaqueMapping, optional, required } from "./keys.ts";

/** The plural names of what the webhook reviews. */
const resources = [
  "replicasets",
  "deployments",
  "pods",
  "cronjobs",
  "jobs",
  "statefulsets",
  "daemonsets",
] as const;

const image = mapping(
  {
    glob: required(text({ what: "a glob of images", mistake: mistakeInImageGlob })),
  },
  "a mapping with glob",
);

/** The core group is written as an empty text. */
const maybeEmpty: Shape<string> = {
  what: "text",
  schema: { type: "string" },
  read: (field, reading) =>
    typeof field.value === "string" ? field.value : text({ what: "text" }).read(field, reading),
};

const matchValues = mapping(
  {
    group: optional(maybeEmpty),
    version: optional(maybeEmpty),
    resource: optional(oneOf(resources)),
    selector: optional(opaqueMapping),
  },
  "a mapping with resource",
);

/** An item of `match`, as the field itself: what it selects depends on the object. */
const matchItem: Shape<Field> = {
  ...matchValues,
  read(field, reading) {
    const found = matchValues.read(field, reading);
    if (found === undefined) return undefined;
    const { group, version, resource, selector } = found;
    const name = nameOf(field.path);
    if (selector === undefined) return field;
    if ([group, version, resource].every((each) => each === undefined || each === "")) {
      reading.reportKey(
        field.at("selector"),
        `${name} has a selector and no resource to select of`,
      );
    }
    if (labelSelectorAt(field.at("selector")) === undefined) {
      reading.report(
        field.at("selector"),
        `${name}.selector is not a selector of labels; it must have matchLabels or matchExpressions as Kubernetes knows them`,
      );
    }
    return field;
  },
};

const globList = listOf(image, "a list of mappings with glob");

/** `spec` of a ClusterImagePolicy, as policy-controller's validation lets it through. */
export const specShape = mapping(
  {
    images: required(filled(globList)),
    authorities: required(filled(listOf(authority, "a list of authorities"))),
    mode: optional(oneOf(["enforce", "warn"])),
    match: optional(listOf(matchItem, "a list of mappings with resource")),
    policy: optional(programObstacle),
  },
  "a mapping with images and authorities",
);

/** The globs of a valid spec. */
export function globsOf(images: readonly { readonly glob: string }[]) {
  return images.map(({ glob }) => compileImageGlob(glob));
}
