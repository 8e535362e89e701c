import { foldedAsGo } from "../go-names.ts";
import { RegistryError } from "./error.ts";
import { isMapping, type Mapping } from "./json.ts";

/** Which objects of a document are read by which names. */
export interface ReadNames {
  readonly names: readonly string[];
  /** The members into which is looked; those of others are free to be called anything. */
  readonly within: (name: string) => boolean;
}

/** What is read of manifests and indexes; annotations have names of their own. */
export const manifestNames: ReadNames = {
  names: [
    "mediaType",
    "artifactType",
    "digest",
    "size",
    "annotations",
    "subject",
    "config",
    "layers",
    "manifests",
    "platform",
    "os",
    "os.version",
    "architecture",
    "variant",
  ],
  within: (name) => name !== "annotations",
};

/** What is read of the config of an image; its labels have names of their own. */
export const configNames: ReadNames = {
  names: ["os", "os.version", "architecture", "variant", "rootfs", "diff_ids"],
  within: (name) => name === "rootfs",
};

/**
 * The value of a JSON text that Go, in which runtimes and Trivy are written, reads as we do. Go takes a
 * name in any case, and of two with one name the last or a mixture: then an index could hold one image
 * for us and another for who runs it. Throws SyntaxError, and a RegistryError that begins with `what`.
 */
export function readAsGo(text: string, { names, within }: ReadNames, what: string): unknown {
  const value: unknown = JSON.parse(text);
  if (namesIn(text) !== membersOf(value, () => true).length) {
    throw twofold(what, "it has a name twice in one object");
  }
  const known = new Map(names.map((name) => [foldedAsGo(name), name]));
  const odd = membersOf(value, within).find(
    (name) => (known.get(foldedAsGo(name)) ?? name) !== name,
  );
  if (odd === undefined) return value;
  const [shown, valid] = [JSON.stringify(odd), known.get(foldedAsGo(odd)) ?? ""];
  throw twofold(what, `it has the name ${shown}, which Go takes for ${JSON.stringify(valid)}`);
}

function twofold(what: string, why: string): RegistryError {
  return new RegistryError("bad-response", `${what} can be read in two ways: ${why}`);
}

/** The names of all members of the objects in a value; on a stack of our own, however deep it nests. */
function membersOf(value: unknown, within: (name: string) => boolean): string[] {
  const found: string[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (Array.isArray(next)) for (const item of next as readonly unknown[]) waiting.push(item);
    else if (isMapping(next)) addMembers(next, within, { found, waiting });
  }
  return found;
}

function addMembers(
  mapping: Mapping,
  within: (name: string) => boolean,
  { found, waiting }: { found: string[]; waiting: unknown[] },
): void {
  for (const [name, value] of Object.entries(mapping)) {
    found.push(name);
    if (within(name)) waiting.push(value);
  }
}

/** How many names a text has, which is known to be JSON: strings with a colon behind them. */
function namesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++;
    let after = at + 1;
    while (" \t\r\n".includes(text[after] ?? "x")) after++;
    if (text[after] === ":") count++;
  }
  return count;
}
