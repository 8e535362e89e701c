import type { Field } from "./field.ts";
import { resourceAt } from "./resource.ts";
import { isWorkload } from "./workloads.ts";
import { isMapping } from "./yaml/mapping.ts";

const directive = "$patch";

/**
 * The directive that makes a document a strategic merge patch: a `$patch` of the object itself, or
 * anywhere in an object that runs pods. Elsewhere the key may be part of a policy or of a configuration.
 */
export function patchDirectiveIn(root: Field): Field | undefined {
  const { file, start, end } = root.document;
  if (!file.text.slice(start, end).includes(directive)) return undefined;
  if (root.at(directive).exists) return root.at(directive);
  const resource = resourceAt(root);
  if (resource === undefined || !isWorkload(resource)) return undefined;
  const open = [root];
  for (let field = open.pop(); field !== undefined; field = open.pop()) {
    if (field.key === directive) return field;
    const children = isMapping(field.value) ? field.entries() : field.items();
    for (const child of children.reverse()) open.push(child);
  }
  return undefined;
}
