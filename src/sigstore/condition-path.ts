import type { Json } from "./strict-json.ts";

type Step = string | number;

const step = /\.?([A-Za-z_$][\w$-]*)|\[(\d{1,6})\]|\["((?:[^"\\]|\\.)*)"\]/y;

/**
 * The steps of a path such as `predicate.materials[0].digest["sha1"]`; a mistake, as a clause, where it
 * is none.
 */
export function parsePath(path: string): readonly Step[] | { readonly mistake: string } {
  const steps: Step[] = [];
  step.lastIndex = 0;
  let end = 0;
  for (let match = step.exec(path); match !== null; match = step.exec(path)) {
    const [, name, index, quoted] = match;
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else steps.push((quoted ?? "").replace(/\\(.)/g, "$1"));
    end = step.lastIndex;
  }
  if (steps.length > 0 && end === path.length && !path.startsWith(".")) return steps;
  const wrong = `${JSON.stringify(path)} is not a path at character ${end + 1}`;
  return {
    mistake: `${wrong}; write e.g. predicate.buildDefinition.buildType or materials[0].uri`,
  };
}

/** What stands at the steps; nothing where the way ends before. */
export function valueAt(json: Json, steps: readonly Step[]): Json | undefined {
  let current: Json | undefined = json;
  for (const next of steps) {
    const fits: boolean =
      typeof next === "number" ? Array.isArray(current) : !Array.isArray(current);
    if (typeof current !== "object" || current === null || !fits) return undefined;
    if (!Object.hasOwn(current, next)) return undefined;
    current = (current as Readonly<Record<Step, Json>>)[next];
  }
  return current;
}
