import type { Field } from "../field.ts";
import type { ReadingProblem } from "../problem.ts";
import { itemsOf } from "./bounded-list.ts";

/**
 * What a kustomization does to its objects that is not done here, and how it is said. Generated
 * ConfigMaps and Secrets, prefixes, labels and replica counts are not among them: no finding about the
 * objects in the files depends on them.
 */
const steps: Readonly<Record<string, string>> = {
  patches: "kustomize would apply this patch; of what it changes only the images were judged.",
  patchesStrategicMerge:
    "kustomize would apply this patch; of what it changes only the images were judged.",
  patchesJson6902:
    "kustomize would apply this patch; of what it changes only the images were judged.",
  replacements: "kustomize would copy values between objects here; the copies were not judged.",
  vars: "kustomize would put this variable into the objects; what they become was not judged.",
  transformers: "kustomize would run this transformer; what it changes was not judged.",
  generators: "kustomize would run this generator; the objects that it makes were not judged.",
  helmCharts: "kustomize would render this chart; its objects were not judged.",
  helmChartInflationGenerator: "kustomize would render this chart; its objects were not judged.",
  configurations:
    "kustomize would let this file say which fields are transformed; it was not taken into account.",
  openapi: "kustomize would merge patches by this schema; it was not taken into account.",
};

/**
 * Annotations that Pod Security looks at; kustomize writes common ones into pod templates too.
 */
const judgedAnnotations =
  /^(?:container\.apparmor\.security\.beta|seccomp\.security\.alpha|container\.seccomp\.security\.alpha)\.kubernetes\.io\//;

/** A problem for each step of a kustomization that is not evaluated, at the step. */
export function stepsNotEvaluated(root: Field): ReadingProblem[] {
  const annotations = root
    .at("commonAnnotations")
    .entries()
    .filter(({ key }) => judgedAnnotations.test(String(key)))
    .map((field) =>
      notEvaluated(
        field,
        "kustomize would add this annotation to pods; it was not judged on them.",
      ),
    );
  return [...annotations, ...unevaluatedSteps(root)];
}

function unevaluatedSteps(root: Field): ReadingProblem[] {
  return Object.entries(steps).flatMap(([key, message]) => {
    const field = root.at(key);
    if (!field.exists) return [];
    const places = Array.isArray(field.value) ? itemsOf(field) : [field];
    return places.map((place) => notEvaluated(place, message));
  });
}

/** Says at a field of a kustomization what was not done about it. */
export function notEvaluated(field: Field, message: string): ReadingProblem {
  return {
    kind: "kustomize-not-evaluated",
    message,
    location: field.location,
    offender: field.value ?? null,
  };
}

/** Says at a field of a kustomization why kustomize would not read it. */
export function wrongType(field: Field, message: string): ReadingProblem {
  return { kind: "wrong-type", message, location: field.location, offender: field.value ?? null };
}
