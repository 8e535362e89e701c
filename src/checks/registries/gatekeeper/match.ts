import type { Field } from "../../../kubernetes/field.ts";
import type { Resource } from "../../../kubernetes/resource.ts";
import { labelsAt, labelSelectorAt, type Labels } from "./selector.ts";
import { matchesWildcard, withoutStars } from "./wildcard.ts";

/** The pod that the admission webhook would see, as far as the file tells. */
export interface ReviewedPod {
  /** A controller makes the pod from a template, and chooses its name. */
  readonly fromTemplate: boolean;
  /** The object's own name: the controller's where there is one. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly metadata: Field;
}

/** The Namespace objects of the files, by name. */
export type Namespaces = ReadonlyMap<string, Resource>;

export type Match =
  | { readonly matches: false }
  /** `assuming`: what the files do not say and was taken to hold, as clauses. */
  | { readonly matches: true; readonly assuming: readonly string[] };

/** Yes, no, or yes if the clause holds. */
type Answer = boolean | string;

type Matcher = (match: Field, pod: ReviewedPod, namespaces: Namespaces) => Answer;

const matchers: readonly Matcher[] = [
  kinds,
  scope,
  source,
  namespaceNames,
  excludedNamespaceNames,
  labels,
  namespaceLabels,
  name,
];

/**
 * Whether a constraint's `match` selects the pod, by the semantics of Gatekeeper's pkg/mutation/match.
 * What cannot be known from files counts as matching, and is named.
 */
export function matchPod(match: Field, pod: ReviewedPod, namespaces: Namespaces): Match {
  const assuming = new Set<string>();
  for (const matcher of matchers) {
    const answer = matcher(match, pod, namespaces);
    if (answer === false) return { matches: false };
    if (typeof answer === "string") assuming.add(answer);
  }
  return { matches: true, assuming: [...assuming] };
}

/**
 * The templates read `spec.containers` of what they are given, which only a Pod has there: a
 * constraint that selects Deployment and not Pod sees no image at all, and refuses nothing.
 */
function kinds(match: Field): Answer {
  const selections = match.at("kinds").items();
  if (selections.length === 0) return true;
  return selections.some(
    (selection) =>
      includesOrEmpty(selection.at("kinds"), "Pod") &&
      includesOrEmpty(selection.at("apiGroups"), ""),
  );
}

function includesOrEmpty(list: Field, wanted: string): boolean {
  const values = list.items().map((item) => item.value);
  return values.length === 0 || values.includes("*") || values.includes(wanted);
}

function scope(match: Field): Answer {
  return match.at("scope").value !== "Cluster";
}

function source(match: Field, pod: ReviewedPod): Answer {
  if (match.at("source").value !== "Generated") return true;
  return pod.fromTemplate ? "an ExpansionTemplate expands the object" : false;
}

const unknownNamespace = "it is deployed to a namespace that the constraint selects";

function namespaceNames(match: Field, pod: ReviewedPod): Answer {
  return inNamespaces(match.at("namespaces"), pod, true);
}

function excludedNamespaceNames(match: Field, pod: ReviewedPod): Answer {
  return inNamespaces(match.at("excludedNamespaces"), pod, false);
}

function inNamespaces(list: Field, { namespace }: ReviewedPod, wanted: boolean): Answer {
  const patterns = list.items().map((item) => item.value);
  if (patterns.length === 0) return true;
  if (namespace === undefined) return unknownNamespace;
  const listed = patterns.some(
    (pattern) => typeof pattern === "string" && matchesWildcard(pattern, namespace),
  );
  return listed === wanted;
}

function labels(match: Field, pod: ReviewedPod): Answer {
  const field = match.at("labelSelector");
  if (!field.exists) return true;
  const selector = labelSelectorAt(field);
  return selector?.matches(labelsAt(pod.metadata)) ?? "its labelSelector is repaired";
}

function namespaceLabels(match: Field, pod: ReviewedPod, namespaces: Namespaces): Answer {
  const field = match.at("namespaceSelector");
  if (!field.exists) return true;
  const selector = labelSelectorAt(field);
  if (selector === undefined) return "its namespaceSelector is repaired";
  if (selector.keys.length === 0) return true;
  if (pod.namespace === undefined) return unknownNamespace;
  const known = labelsOfNamespace(pod.namespace, namespaces);
  const declared = namespaces.has(pod.namespace) || selector.keys.every((key) => known.has(key));
  if (declared) return selector.matches(known);
  return `the namespace ${pod.namespace}, which no file declares, has the labels that the constraint selects`;
}

function labelsOfNamespace(namespace: string, namespaces: Namespaces): Labels {
  const declared = namespaces.get(namespace);
  const written = declared === undefined ? [] : labelsAt(declared.root.at("metadata"));
  return new Map([...written, ["kubernetes.io/metadata.name", namespace]]);
}

function name(match: Field, pod: ReviewedPod): Answer {
  const pattern = match.at("name").value;
  if (typeof pattern !== "string" || pattern === "") return true;
  if (pod.name === undefined) return "its name is one that the constraint selects";
  if (!pod.fromTemplate) return matchesWildcard(pattern, pod.name);
  return nameOfGenerated(pattern, `${pod.name}-`);
}

/** Controllers append to their own name what no file says. */
function nameOfGenerated(pattern: string, start: string): Answer {
  const text = withoutStars(pattern);
  const assumption = "a pod's generated name is one that the constraint selects";
  if (pattern.startsWith("*")) {
    return pattern.endsWith("*") && start.includes(text) ? true : assumption;
  }
  if (pattern.endsWith("*") && start.startsWith(text)) return true;
  return text.startsWith(start) ? assumption : false;
}
