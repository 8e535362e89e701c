import type { Document } from "../kubernetes/document.ts";
import type { FileReading } from "../kubernetes/file-reading.ts";
import { DiskFiles, type FileSource } from "../kubernetes/file-source.ts";
import {
  fileNames,
  isKustomization,
  isKustomizationFile,
} from "../kubernetes/kustomize/kustomization.ts";
import { folderOf, isRemote, resolvePath } from "../kubernetes/kustomize/paths.ts";
import type { ReadingProblem } from "../kubernetes/problem.ts";
import type { KeptFiles } from "./kept-files.ts";
import { inputsOf, wordsIn } from "./kustomization-inputs.ts";
import type { SameFiles } from "./same-files.ts";

/** More words than this of one kustomization are not looked up; it counts as changed. */
const maxWords = 100_000;

/** Tells whether a kustomization is the same as in the base with every file that it reads. */
export class SameKustomizations {
  readonly #files: SameFiles;
  readonly #here: KeptFiles;
  readonly #known = new Map<string, boolean>();
  readonly #leads = new Map<string, readonly Named[]>();
  readonly #disk = new DiskFiles();

  constructor(files: SameFiles, here: KeptFiles) {
    this.#files = files;
    this.#here = here;
  }

  /**
   * By the path of its file; of a file that is none, whether that is the same. Never where something
   * comes from elsewhere, for nobody knows what it was.
   */
  has(file: string): boolean {
    const known = this.#known.get(file);
    if (known !== undefined) return known;
    const same = new Comparing(this.#files, this.#here, this.#disk, this.#leads).isSame(file);
    this.#known.set(file, same);
    return same;
  }
}

/** A word of a kustomization, and the folders that it may be relative to. */
interface Named {
  readonly word: string;
  readonly folders: readonly string[];
  /** Whether the file itself names files, and a word may well be none. */
  readonly isProgram: boolean;
}

class Comparing {
  readonly #files: SameFiles;
  readonly #here: KeptFiles;
  readonly #disk: FileSource;
  readonly #seen = new Set<string>();
  readonly #open: Named[] = [];
  /** By file, what is left to follow of a kustomization: all but plain files that are the same. */
  readonly #leads: Map<string, readonly Named[]>;
  #words = 0;

  constructor(
    files: SameFiles,
    here: KeptFiles,
    disk: FileSource,
    leads: Map<string, readonly Named[]>,
  ) {
    this.#files = files;
    this.#here = here;
    this.#disk = disk;
    this.#leads = leads;
  }

  isSame(file: string): boolean {
    if (!this.#file(file, [folderOf(file)], false)) return false;
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) {
      const { word, folders, isProgram } = next;
      if (++this.#words > maxWords) return false;
      if (!folders.every((folder) => this.#named(word, folder, isProgram, folders))) return false;
    }
    return true;
  }

  #named(word: string, folder: string, isProgram: boolean, folders: readonly string[]): boolean {
    // A plugin's own path or a path in an object: what lies outside is nothing that a change brings.
    if (isProgram && word.startsWith("/")) return true;
    const target = resolvePath(folder, word);
    if (target === undefined) return false;
    const at = this.#files.thingAt(target);
    switch (at?.thing) {
      case "nothing":
        // A link that leads nowhere here may lead somewhere else.
        return !this.#files.isEntry(target);
      case "file":
        return this.#file(at.real, folders, isProgram);
      case "folder":
        return this.#folder(at.real, folders, isProgram);
      default:
        return false;
    }
  }

  #file(file: string, folders: readonly string[], isProgram: boolean): boolean {
    const key = JSON.stringify([file, isProgram ? folders : []]);
    if (this.#seen.has(key)) return true;
    this.#seen.add(key);
    if (!this.#files.entry(file)) return false;
    const { documents: all, problems } = this.#readingOf(file);
    const documents = all.filter(isKustomization);
    // kustomize may read what nobody here can.
    const isUnclear =
      isKustomizationFile(file) && (documents.length === 0 || problems.some(isUnread));
    if (isUnclear || (isProgram && documents.length === 0)) return this.#program(file, folders);
    if (isProgram) return documents.every((each) => this.#kustomization(each, file, folders));
    const leads = this.#leads.get(file) ?? this.#leadsOf(documents, folderOf(file));
    if (leads === undefined) return false;
    this.#leads.set(file, leads);
    this.#open.push(...leads);
    return true;
  }

  /** What is left to follow of a file's kustomizations; nothing where they take something from elsewhere. */
  #leadsOf(documents: readonly Document[], own: string): readonly Named[] | undefined {
    const leads: Named[] = [];
    for (const { paths, programs, isRemote: remote } of documents.map(inputsOf)) {
      if (remote) return undefined;
      for (const word of paths) {
        const isProgram = programs.has(word);
        if (!isProgram && this.#isSamePlainFile(word, own)) continue;
        leads.push({ word, folders: [own], isProgram });
      }
    }
    return leads;
  }

  #isSamePlainFile(word: string, own: string): boolean {
    const target = resolvePath(own, word);
    const at = target === undefined ? undefined : this.#files.thingAt(target);
    if (at?.thing !== "file" || !this.#files.entry(at.real)) return false;
    const { documents } = this.#readingOf(at.real);
    return !isKustomizationFile(at.real) && !documents.some(isKustomization);
  }

  /** The folder's kustomization; without one everything in it. */
  #folder(real: string, folders: readonly string[], isProgram: boolean): boolean {
    for (const name of fileNames) {
      const file = real === "" ? name : `${real}/${name}`;
      const at = this.#files.thingAt(file);
      if (at === undefined || at.thing === "outside") return false;
      // Its paths are relative to the folder that it is found in, wherever a link to it leads.
      if (at.thing === "file") return this.#file(file, folders, isProgram);
    }
    return this.#files.folder(real);
  }

  /** One among programs: what it names says more in turn. */
  #kustomization(document: Document, file: string, folders: readonly string[]): boolean {
    const inputs = inputsOf(document);
    if (inputs.isRemote) return false;
    const around = [...new Set([...folders, folderOf(file)])];
    for (const word of inputs.paths) this.#open.push({ word, folders: around, isProgram: true });
    return true;
  }

  /** What says how objects are made or changed names files as it likes. */
  #program(file: string, folders: readonly string[]): boolean {
    const at = this.#files.thingAt(file);
    const text = at && this.#here.plainText(this.#files.absolute(at.real));
    // Of a Git LFS pointer nobody knows what it names.
    if (text === undefined || text.startsWith("version https://git-lfs.")) return false;
    const around = [...new Set([...folders, folderOf(file)])];
    for (const word of new Set(wordsIn(text))) {
      if (isRemote(word)) return false;
      if (this.#words + this.#open.length > maxWords) return false;
      this.#open.push({ word, folders: around, isProgram: true });
    }
    return true;
  }

  /** What the run has read there, or what a reader of the disk finds under that name. */
  #readingOf(file: string): FileReading {
    const kept = this.#here.readingAt(this.#files.absolute(file));
    if (kept !== undefined) return kept;
    const absolute = this.#files.absolute(this.#files.thingAt(file)?.real ?? file);
    return this.#disk.fileReading({ absolute, path: file }, true);
  }
}

function isUnread({ kind }: ReadingProblem): boolean {
  return kind !== "duplicate-key";
}
