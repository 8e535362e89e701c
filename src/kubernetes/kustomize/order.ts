import type { ReadingProblem } from "../problem.ts";
import type { LinkedKustomization, Part } from "./link.ts";

/** Kustomizations without circles: each after all that it is built upon. */
export interface BuildOrder {
  readonly kustomizations: readonly LinkedKustomization[];
  /** Those that no other is built upon. */
  readonly roots: readonly LinkedKustomization[];
  readonly problems: readonly ReadingProblem[];
}

type State = "open" | "done";

/**
 * Brings kustomizations into the order in which they are built. References that close a circle, which
 * kustomize refuses, are taken out and are problems.
 */
export function buildOrder(kustomizations: readonly LinkedKustomization[]): BuildOrder {
  const states = new Map<LinkedKustomization, State>();
  const ordered: LinkedKustomization[] = [];
  const closing = new Set<Part>();
  for (const start of kustomizations) {
    if (!states.has(start)) visit(start, states, ordered, closing);
  }
  for (const kustomization of ordered) {
    kustomization.parts = kustomization.parts.filter((part) => !closing.has(part));
  }
  const builtUpon = new Set(
    ordered.flatMap(({ parts }) => parts.map(({ kustomization }) => kustomization)),
  );
  return {
    kustomizations: ordered,
    roots: ordered.filter((kustomization) => !builtUpon.has(kustomization)),
    problems: [...closing].map(circleProblem),
  };
}

/** Depth first with a stack of its own: overlays may be nested deeper than calls may. */
function visit(
  start: LinkedKustomization,
  states: Map<LinkedKustomization, State>,
  ordered: LinkedKustomization[],
  closing: Set<Part>,
): void {
  const open = [{ kustomization: start, next: 0 }];
  states.set(start, "open");
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const part = top.kustomization.parts[top.next++];
    if (part === undefined) {
      states.set(top.kustomization, "done");
      ordered.push(top.kustomization);
      open.pop();
      continue;
    }
    const state = states.get(part.kustomization);
    if (state === "open") closing.add(part);
    if (state !== undefined) continue;
    states.set(part.kustomization, "open");
    open.push({ kustomization: part.kustomization, next: 0 });
  }
}

function circleProblem({ field }: Part): ReadingProblem {
  return {
    kind: "unreadable",
    message:
      "This kustomization is built upon itself by way of this entry; kustomize refuses that.",
    location: field.location,
    offender: field.value ?? null,
  };
}
