import type {
  ImageScan,
  ScannedPackage,
  ScannedSecret,
  ScannedVulnerability,
} from "../image-scan.ts";
import { mostPackages, mostSecrets, mostVulnerabilities } from "./bounds.ts";
import { malformed, objectAt, type Fields } from "./fields.ts";
import type { Interning } from "./interning.ts";
import { packageOf } from "./packages.ts";
import { secretOf, secretPath } from "./secrets.ts";
import { vulnerabilityOf } from "./vulnerabilities.ts";

/** The lists of a result that are read. */
const bounds = {
  Packages: mostPackages,
  Vulnerabilities: mostVulnerabilities,
  Secrets: mostSecrets,
} as const;
type Key = keyof typeof bounds;
const keys = ["Packages", "Vulnerabilities", "Secrets"] as const;

type Entry =
  | { readonly key: "Packages"; readonly value: Omit<ScannedPackage, "isSystem"> }
  | { readonly key: "Vulnerabilities"; readonly value: ScannedVulnerability }
  | { readonly key: "Secrets"; readonly value: Omit<ScannedSecret, "path"> };

/** What the results of a report hold. */
export type Findings = Pick<ImageScan, "packages" | "vulnerabilities" | "secrets">;

/** The entries of a report's lists: first one by one, then with the results that they belong to. */
export class Entries {
  readonly #interning: Interning;
  readonly #read = new Map<number, Entry>();
  readonly #counts = { Packages: 0, Vulnerabilities: 0, Secrets: 0 };
  #next = 0;

  constructor(interning: Interning) {
    this.#interning = interning;
  }

  /** Reads the entry that comes next; those of other lists are passed over. */
  add(name: string, json: string): void {
    const number = this.#next++;
    const key = keys.find((each) => each === name);
    if (key === undefined) return;
    const count = this.#counts[key]++;
    if (count === bounds[key]) throw malformed(`it has more than ${bounds[key]} ${key}`);
    const place = `${key}[${count}]`;
    this.#read.set(number, this.#entryOf(key, objectAt(parsed(json, place), place), place));
  }

  #entryOf(key: Key, fields: Fields, place: string): Entry {
    switch (key) {
      case "Packages":
        return { key, value: packageOf(fields, place, this.#interning) };
      case "Vulnerabilities":
        return { key, value: vulnerabilityOf(fields, place, this.#interning) };
      case "Secrets":
        return { key, value: secretOf(fields, place) };
    }
  }

  /**
   * Everything that was read, in the order of the results, whose lists hold the numbers of their
   * entries. Throws where a list holds anything else, and where an entry belongs to no result.
   */
  of(results: readonly Fields[], artifact: string): Findings {
    const packages: ScannedPackage[] = [];
    const vulnerabilities: ScannedVulnerability[] = [];
    const secrets: ScannedSecret[] = [];
    for (const [index, result] of results.entries()) {
      const place = `Results[${index}]`;
      const isSystem = result["Class"] === "os-pkgs";
      const path = secretPath(result, place, artifact);
      for (const entry of this.#entriesOf(result, place)) {
        if (entry.key === "Packages") packages.push({ ...entry.value, isSystem });
        else if (entry.key === "Vulnerabilities") vulnerabilities.push(entry.value);
        else secrets.push({ ...entry.value, path });
      }
    }
    if (this.#read.size > 0) throw malformed("some of its lists belong to no result");
    return { packages, vulnerabilities, secrets };
  }

  /** Takes them out, so that none counts twice. */
  *#entriesOf(result: Fields, place: string): Iterable<Entry> {
    for (const key of keys) {
      const list = result[key];
      if (list === undefined || list === null) continue;
      if (!Array.isArray(list)) throw malformed(`${place}.${key} is not a list`);
      for (const number of list as readonly unknown[]) {
        const entry = typeof number === "number" ? this.#read.get(number) : undefined;
        if (typeof number !== "number" || entry?.key !== key) {
          throw malformed(`${place}.${key} has an entry that is not an object`);
        }
        this.#read.delete(number);
        yield entry;
      }
    }
  }
}

function parsed(json: string, place: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw malformed(`${place} is not JSON`);
  }
}
