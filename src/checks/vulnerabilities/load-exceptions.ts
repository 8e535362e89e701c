import { UsageError } from "../../errors.ts";
import type { AppliedWaiver } from "../../model/finding.ts";
import { ignoreFilesOf } from "../../policy/ignore-files.ts";
import type { Policy } from "../../policy/policy.ts";
import type { NamedFile } from "../../policy/signatures.ts";
import type { VulnerabilitiesPolicy } from "../../policy/vulnerabilities.ts";
import { namedFileBytes } from "../named-file-bytes.ts";
import { joined, type Exceptions, type FoundThing } from "./exception.ts";
import type { IgnoreEntry, IgnoreFile } from "./ignore-files/entry.ts";
import { idleEntryNotices } from "./ignore-files/idle-entries.ts";
import { ignoredBy } from "./ignore-files/ignored-by.ts";
import { readIgnoreFile } from "./ignore-files/read.ts";
import { idleVex, type IdleVex } from "./vex/idle.ts";
import { vexImageOf, type VexImage } from "./vex/image-url.ts";
import { largestVex, readVex } from "./vex/read.ts";
import { clears, type VexDocument } from "./vex/statement.ts";
import { vexVerdict } from "./vex/verdict.ts";
import { listed } from "./wording.ts";

/** An ignore file may have one million characters, of up to four bytes. */
const largestIgnoreFile = 4 << 20;

/** What the VEX documents and ignore files of a policy accept. */
export interface LoadedExceptions {
  readonly exceptions: Exceptions;
  /**
   * Sentences about entries of ignore files that have accepted nothing up to now, and about VEX documents
   * of the policy that say something in vain; `images` are all of the run, and `secrets` says whether
   * they were searched for.
   */
  readonly idleNotices: (
    images: readonly VexImage[],
    settings: Pick<VulnerabilitiesPolicy, "secrets">,
  ) => string[];
}

/** The files of a policy that may accept what is found. */
export interface ExceptionFiles {
  readonly documents: readonly VexDocument[];
  readonly ignoreFiles: readonly IgnoreFile[];
}

/** The VEX documents that are attested to images, by the reference of each as written. */
export type AttestedVex = ReadonlyMap<string, readonly VexDocument[]>;

/** Reads the documents and files that count. Throws one UsageError with all mistakes in them. */
export function readExceptionFiles(root: string, policy: Policy, now: Date): ExceptionFiles {
  const mistakes: string[] = [];
  const read = <T>(files: readonly NamedFile[], reader: (file: NamedFile) => T): T[] =>
    files.flatMap((file) => {
      try {
        return [reader(file)];
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        mistakes.push(...error.mistakes);
        return [];
      }
    });
  const documents = read(policy.vulnerabilities?.vex ?? [], (file) =>
    readVex(namedFileBytes(root, file, largestVex), file.shown ?? file.path, now),
  );
  const ignoreFiles = read(ignoreFilesOf(policy), (file) =>
    readIgnoreFile(ignoreTextOf(root, file), file.shown ?? file.path),
  );
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return { documents, ignoreFiles };
}

/**
 * What documents and files accept on a day, YYYY-MM-DD in UTC. Of an attestation and a document of the
 * policy that speak of one time the document counts.
 */
export function exceptionsIn(
  documents: readonly VexDocument[],
  ignoreFiles: readonly IgnoreFile[],
  today: string,
  attested: AttestedVex = new Map(),
): LoadedExceptions {
  const used = new Set<IgnoreEntry>();
  const heard = new Set<VexDocument>();
  const ignored = ({ kind, id, purl, path }: FoundThing): AppliedWaiver[] => {
    const found = ignoredBy(ignoreFiles, { kind, ids: [id], purl, path, today });
    if (found === undefined) return [];
    used.add(found.entry);
    const { file, line, expires } = found;
    const place = `${file}:${line}`;
    const reason = found.reason.includes(place) ? found.reason : `${found.reason} (${place})`;
    return [{ reason, ...(expires === undefined ? {} : { expires }) }];
  };
  return {
    exceptions(found) {
      const told = [...(attested.get(found.image.reference) ?? []), ...documents];
      const waivers = [...vexWaiver(told, found, heard), ...ignored(found)];
      return waivers.length === 0 ? undefined : joined(waivers);
    },
    idleNotices: (images, { secrets }) => [
      ...idleEntryNotices(ignoreFiles, { used, today, secrets }),
      ...vexNotices(idleVex(documents, images, heard)),
    ],
  };
}

/** VEX speaks of vulnerabilities only; of its statuses two say that there is nothing to mend. */
function vexWaiver(
  documents: readonly VexDocument[],
  { kind, id, image, scan, purl }: FoundThing,
  heard: Set<VexDocument>,
): AppliedWaiver[] {
  if (kind !== "vulnerability" || documents.length === 0) return [];
  const question = { image: vexImageOf(image, scan), ids: [id], purl };
  const verdict = vexVerdict(documents, question, (document) => heard.add(document));
  if (verdict === undefined) return [];
  const { status, reason, path } = verdict;
  return clears(status) ? [{ reason: `VEX ${reason} (${path})` }] : [];
}

function ignoreTextOf(root: string, file: NamedFile): string {
  const bytes = namedFileBytes(root, file, largestIgnoreFile);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const shown = file.shown ?? file.path;
    throw new UsageError(`${shown}: is not UTF-8 text; save it as UTF-8`, { cause });
  }
}

function vexNotices(idle: readonly IdleVex[]): string[] {
  return idle.flatMap(({ file, strangers, unclear, isUnheard }) => [
    ...(unclear.length === 0 ? [] : [`${file}: names no image: ${listed(unclear)}.`]),
    ...(strangers.length === 0
      ? []
      : [`${file}: no image of this run is ${listed(strangers)}; correct or remove it.`]),
    ...(isUnheard && unclear.length + strangers.length === 0
      ? [`${file}: says nothing about what was found in the images; correct or remove it.`]
      : []),
  ]);
}
