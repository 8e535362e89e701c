import path from "node:path";
import type { FileReading } from "../kubernetes/file-reading.ts";
import type { Finding } from "../model/finding.ts";
import { meansNoJudgement } from "../policy/rule-names.ts";
import type { CommitFiles } from "./commit-files.ts";
import type { KeptFiles } from "./kept-files.ts";

/** Rules that say of something that nobody looked into it; their evidence does not hold what it is. */
const rulesAboutTheUnseen: ReadonlySet<string> = new Set([
  "files/git-lfs-pointer",
  "files/link-not-followed",
  "files/template-not-judged",
]);

interface Sides {
  /** Without a link in it. */
  readonly root: string;
  readonly here: KeptFiles;
  readonly there: CommitFiles;
  /** By path, the commits of submodules that are not checked out. */
  readonly submodules: ReadonlyMap<string, string>;
}

/** Tells whether what a finding could not look into is the same as in the base. */
export class Unchanged {
  readonly #sides: Sides;

  constructor(sides: Sides) {
    this.#sides = sides;
  }

  /** Always for findings that looked. */
  covers({ rule, location, offender }: Finding): boolean {
    if (rule === "files/empty-submodule") return this.#sameSubmodule(String(offender));
    if (!meansNoJudgement(rule) && !rulesAboutTheUnseen.has(rule)) return true;
    return this.#sameFile(location.path);
  }

  /** A checkout may hold other bytes than the commit for the same text: line breaks, an encoding. */
  #sameFile(relative: string): boolean {
    const { root, here, there } = this.#sides;
    const entry = there.entryAt(relative);
    if (entry === undefined) return false;
    const absolute = path.join(root, ...relative.split("/"));
    if (here.idAt(absolute) === entry.id) return true;
    const ours = plainText(here.readingAt(absolute));
    return ours !== undefined && ours === plainText(there.readingAt(relative));
  }

  #sameSubmodule(named: string): boolean {
    const { there, submodules } = this.#sides;
    const relative = named.replace(/\/+$/, "");
    const commit = submodules.get(relative);
    return commit !== undefined && there.entryAt(relative)?.id === commit;
  }
}

/** The text without differences in line breaks; nothing for what is no text as a whole. */
function plainText(reading: FileReading | undefined): string | undefined {
  return reading?.isText === true ? reading.source?.text.replaceAll("\r\n", "\n") : undefined;
}
