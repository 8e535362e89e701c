import { sha256 } from "../hash.ts";

/** Texts up to this length stand in the text of their parent; longer ones stand there as their hash. */
const longestInline = 256;

/**
 * Hashes offending values: equal values have equal hashes, whatever the order of their keys and however
 * the file shares them by aliases. Each object is looked at once, so that the work grows with the
 * file and not with what its aliases unfold to; nothing is cut off, so that no change stays unseen.
 */
export class Evidence {
  /** The texts of collections and of long strings, in the form in which their parents hold them. */
  readonly #parts = new Map<unknown, string>();
  readonly #hashes = new Map<string, string>();

  of(value: unknown): string {
    const part = this.#partOf(value);
    if (part.startsWith("#") && part.length === hashedLength) return part.slice(1);
    let hash = this.#hashes.get(part);
    if (hash === undefined) {
      hash = sha256(part);
      this.#hashes.set(part, hash);
    }
    return hash;
  }

  /** Canonical JSON, or where that is long `#` and its hash; no JSON text begins with `#`. */
  #partOf(value: unknown): string {
    if (isCollection(value)) {
      this.#walk(value);
    } else if (typeof value !== "string" || value.length <= longestInline) {
      return shortened(scalarText(value));
    } else if (!this.#parts.has(value)) {
      this.#parts.set(value, shortened(scalarText(value)));
    }
    return this.#parts.get(value) ?? circle;
  }

  /** Children first, on a stack of our own: a file may be nested deeper than calls may be. */
  #walk(root: object): void {
    const entered = new Set<object>();
    const waiting: object[] = [root];
    for (let value = waiting.at(-1); value !== undefined; value = waiting.at(-1)) {
      if (this.#parts.has(value)) {
        waiting.pop();
      } else if (entered.has(value)) {
        this.#parts.set(value, shortened(this.#textOf(value)));
        waiting.pop();
      } else {
        entered.add(value);
        for (const child of Object.values(value) as unknown[]) {
          if (isCollection(child) && !this.#parts.has(child) && !entered.has(child)) {
            waiting.push(child);
          }
        }
      }
    }
  }

  #textOf(value: object): string {
    if (Array.isArray(value)) {
      return `[${value.map((item: unknown) => this.#childOf(item)).join(",")}]`;
    }
    const entries = Object.entries(value as Record<string, unknown>)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${this.#childOf(item)}`).join(",")}}`;
  }

  /** A collection without a text by now contains its parent: a circle, which no file of ours holds. */
  #childOf(value: unknown): string {
    return isCollection(value) ? (this.#parts.get(value) ?? circle) : this.#partOf(value);
  }
}

const circle = "#circle";
const hashedLength = 1 + 64;

function shortened(text: string): string {
  return text.length > longestInline ? `#${sha256(text)}` : text;
}

function isCollection(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function scalarText(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) return `#${value}`;
  return JSON.stringify(value) ?? "null";
}
