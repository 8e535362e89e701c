import type { Field } from "../../../kubernetes/field.ts";
import type { Resource } from "../../../kubernetes/resource.ts";
import { enforcementAt, type Enforcement } from "./enforcement.ts";

/** An item of a constraint's list. */
export interface Entry {
  readonly field: Field;
  readonly text: string;
}

/** A Gatekeeper constraint about the places that images come from. */
export interface Constraint {
  readonly resource: Resource;
  /** `K8sAllowedRepos/prod-repos`, for messages. */
  readonly title: string;
  readonly enforcement: Enforcement;
  readonly match: Field;
  /** The items of its list that are text. */
  readonly entries: readonly Entry[];
  /** Whether the constraint's template refuses a container with this image, taken literally. */
  readonly refuses: (image: string) => boolean;
}

interface Template {
  /** The parameter that holds the list. */
  readonly parameter: string;
  readonly refuses: (image: string, entries: readonly string[]) => boolean;
}

/**
 * The templates of the Gatekeeper library (library/general/{allowedrepos,allowedreposv2,
 * disallowedrepos}), which compare the text as written: `nginx` and `docker.io/library/nginx` differ
 * to them. A repository's own template of the same kind is taken to do the same.
 */
const templates: ReadonlyMap<string, Template> = new Map([
  [
    "K8sAllowedRepos",
    { parameter: "repos", refuses: (image, entries) => !entries.some((e) => image.startsWith(e)) },
  ],
  [
    "K8sAllowedReposv2",
    { parameter: "allowedImages", refuses: (image, entries) => !entries.some(admitting(image)) },
  ],
  [
    "K8sDisallowedRepos",
    { parameter: "repos", refuses: (image, entries) => entries.some((e) => image.startsWith(e)) },
  ],
]);

/** The kinds of constraints that are evaluated. */
export const constraintKinds: readonly string[] = [...templates.keys()];

/**
 * The constraints among the objects that have something to say about images, in their order. An
 * object that was read twice, from the tree and for the policy, counts once; two versions of one
 * file are two.
 */
export function constraintsAmong(resources: readonly Resource[]): readonly Constraint[] {
  const constraints = new Map<string, Constraint>();
  for (const resource of resources) {
    const constraint = constraintOf(resource);
    if (constraint === undefined) continue;
    const { document, path } = resource.root;
    const { file, start } = document;
    const key = JSON.stringify([file.path, file.text, start, path]);
    if (!constraints.has(key)) constraints.set(key, constraint);
  }
  return [...constraints.values()];
}

function constraintOf(resource: Resource): Constraint | undefined {
  const template = templates.get(resource.kind);
  if (template === undefined || resource.group !== "constraints.gatekeeper.sh") return undefined;
  const spec = resource.root.at("spec");
  const list = spec.at("parameters", template.parameter);
  const entries = list.items().flatMap(entryAt);
  const texts = entries.map(({ text }) => text);
  const answers = new Map<string, boolean>();
  return {
    resource,
    title: `${resource.kind}/${resource.name ?? "?"}`,
    enforcement: enforcementAt(spec),
    match: spec.at("match"),
    entries,
    refuses: (image) => {
      // The API server leaves an empty image out, and without a list the template's message is
      // undefined: in both cases the rule does not fire.
      if (image === "" || !Array.isArray(list.value)) return false;
      const known = answers.get(image);
      if (known !== undefined) return known;
      const answer = template.refuses(image, texts);
      answers.set(image, answer);
      return answer;
    },
  };
}

function entryAt(field: Field): Entry[] {
  return typeof field.value === "string" ? [{ field, text: field.value }] : [];
}

function admitting(image: string): (entry: string) => boolean {
  return (entry) => (entry.endsWith("*") ? image.startsWith(entry.slice(0, -1)) : image === entry);
}
