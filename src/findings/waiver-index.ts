import type { ReportedFinding } from "../model/finding.ts";
import { compileGlob, type Glob } from "../policy/glob.ts";
import type { Waiver } from "../policy/policy.ts";
import { meansNoJudgement } from "../policy/rule-names.ts";

interface ResourcePattern {
  readonly kind: Glob;
  readonly namespace: Glob | undefined;
  readonly name: Glob;
}

/** A waiver with its patterns compiled. */
interface Entry {
  readonly waiver: Waiver;
  readonly rule: Glob;
  readonly path: Glob | undefined;
  readonly resource: ResourcePattern | undefined;
  readonly image: Glob | undefined;
}

/** Finds the waivers of a finding without asking each of them; built once for all findings. */
export class WaiverIndex {
  readonly #entries: readonly Entry[];
  readonly #ofRule = new Map<string, RuleEntries>();

  constructor(waivers: readonly Waiver[]) {
    const glob = remembering((pattern) => compileGlob(pattern));
    const name = remembering((pattern) => compileGlob(pattern, "everything"));
    this.#entries = waivers.map((waiver) => ({
      waiver,
      rule: name(waiver.rule),
      path: waiver.path === undefined ? undefined : glob(waiver.path),
      resource: waiver.resource === undefined ? undefined : resourcePattern(waiver.resource, name),
      image: waiver.image === undefined ? undefined : glob(waiver.image),
    }));
  }

  /** All waivers that cover the finding, in the order of the policy file, expired ones among them. */
  covering(finding: ReportedFinding): Waiver[] {
    const { rule, location } = finding;
    let entries = this.#ofRule.get(rule);
    if (entries === undefined) {
      entries = new RuleEntries(this.#entries.filter((entry) => covers(entry, rule)));
      this.#ofRule.set(rule, entries);
    }
    return entries
      .at(location.path)
      .filter((entry) => matchesResource(entry, finding) && matchesImage(entry, finding))
      .map(({ waiver }) => waiver);
  }
}

/** The waivers of one rule by path; the answer for a path is kept, for a file has many findings. */
class RuleEntries {
  readonly #entries: readonly Entry[];
  readonly #literal = new Map<string, number[]>();
  readonly #others: number[] = [];
  readonly #ofPath = new Map<string, readonly Entry[]>();

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    for (const [index, { path }] of entries.entries()) {
      if (path?.literal !== true) this.#others.push(index);
      else this.#literal.set(path.prefix, [...(this.#literal.get(path.prefix) ?? []), index]);
    }
  }

  at(path: string): readonly Entry[] {
    let found = this.#ofPath.get(path);
    if (found === undefined) {
      const wild = this.#others.filter(
        (index) => this.#entries[index]?.path?.matches(path) ?? true,
      );
      found = [...wild, ...(this.#literal.get(path) ?? [])]
        .sort((a, b) => a - b)
        .flatMap((index) => this.#entries[index] ?? []);
      this.#ofPath.set(path, found);
    }
    return found;
  }
}

/** What says that nothing was judged is waived by rule and path in full, never by a pattern. */
function covers({ rule, path }: Entry, id: string): boolean {
  if (meansNoJudgement(id) && !(rule.literal && path?.literal === true)) return false;
  return rule.matches(id);
}

function matchesResource({ resource: wanted }: Entry, { resource }: ReportedFinding): boolean {
  if (wanted === undefined) return true;
  if (resource === undefined) return false;
  const { kind, namespace = "", name = "" } = resource;
  // The name is asked first, for it tells most objects apart.
  return (
    wanted.name.matches(name) &&
    wanted.kind.matches(kind) &&
    (wanted.namespace === undefined || wanted.namespace.matches(namespace))
  );
}

/** As written, without the digest, or without the tag too: whoever names no tag means every tag. */
function matchesImage({ image: wanted }: Entry, { image }: ReportedFinding): boolean {
  if (wanted === undefined) return true;
  if (image === undefined) return false;
  const [undigested = ""] = image.split("@", 1);
  const tag = undigested.indexOf(":", undigested.lastIndexOf("/") + 1);
  const bare = tag === -1 ? undigested : undigested.slice(0, tag);
  return wanted.matches(image) || wanted.matches(undigested) || wanted.matches(bare);
}

/** `Kind/name` or `Kind/namespace/name`. */
function resourcePattern(text: string, compile: (pattern: string) => Glob): ResourcePattern {
  const [kind = "", second = "", third] = text.split("/");
  return {
    kind: compile(kind),
    namespace: third === undefined ? undefined : compile(second),
    name: compile(third ?? second),
  };
}

function remembering(compile: (pattern: string) => Glob): (pattern: string) => Glob {
  const known = new Map<string, Glob>();
  return (pattern) => {
    let glob = known.get(pattern);
    if (glob === undefined) {
      glob = compile(pattern);
      known.set(pattern, glob);
    }
    return glob;
  };
}
