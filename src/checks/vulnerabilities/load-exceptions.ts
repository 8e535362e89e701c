import { UsageError } from "../../errors.ts";
import type { AppliedWaiver } from "../../model/finding.ts";
import { ignoreFilesOf } from "../../policy/ignore-files.ts";
import type { Policy } from "../../policy/policy.ts";
import type { NamedFile } from "../../policy/signatures.ts";
import { namedFileBytes } from "../named-file-bytes.ts";
import { joined, type Exceptions, type FoundThing } from "./exception.ts";
import type { IgnoreEntry, IgnoreFile } from "./ignore-files/entry.ts";
import { idleEntries, ignoredBy } from "./ignore-files/ignored-by.ts";
import { readIgnoreFile } from "./ignore-files/read.ts";
import { largestVex, readVex } from "./vex/read.ts";
import { clears, type VexDocument } from "./vex/statement.ts";
import { vexVerdict } from "./vex/verdict.ts";
import { listed } from "./wording.ts";

/** An ignore file may have one million characters, of up to four bytes. */
const largestIgnoreFile = 4 << 20;

/** What the VEX documents and ignore files of a policy accept. */
export interface LoadedExceptions {
  readonly exceptions: Exceptions;
  /** Sentences about entries of ignore files that have accepted nothing up to now. */
  readonly idleNotices: () => string[];
}

/** The files of a policy that may accept what is found. */
export interface ExceptionFiles {
  readonly documents: readonly VexDocument[];
  readonly ignoreFiles: readonly IgnoreFile[];
}

/** The VEX documents that are attested to images, by the reference of each as written. */
export type AttestedVex = ReadonlyMap<string, readonly VexDocument[]>;

/** Reads the documents and files that count. Throws one UsageError with all mistakes in them. */
export function readExceptionFiles(root: string, policy: Policy): ExceptionFiles {
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
    readVex(namedFileBytes(root, file, largestVex), file.shown ?? file.path),
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
      const waivers = [...vexWaiver(told, found), ...ignored(found)];
      return waivers.length === 0 ? undefined : joined(waivers);
    },
    idleNotices: () => idleNotices(ignoreFiles, used, today),
  };
}

/** VEX speaks of vulnerabilities only; of its statuses two say that there is nothing to mend. */
function vexWaiver(
  documents: readonly VexDocument[],
  { kind, id, image, scan, purl }: FoundThing,
): AppliedWaiver[] {
  if (kind !== "vulnerability" || documents.length === 0) return [];
  const { name, digest } = image;
  const architecture = scan.platform.split("/")[1];
  const verdict = vexVerdict(documents, {
    image: {
      name,
      digests: [scan.digest, digest],
      ...(architecture === undefined ? {} : { architecture }),
    },
    ids: [id],
    purl,
  });
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

function idleNotices(
  files: readonly IgnoreFile[],
  used: ReadonlySet<IgnoreEntry>,
  today: string,
): string[] {
  const named = (entries: readonly IgnoreEntry[]): string =>
    listed(entries.map(({ id, line }) => `${id} (line ${line})`));
  return idleEntries(files, used, today).flatMap(({ file, expired, unused }) => [
    ...(expired.length === 0 ? [] : [`${file}: no longer counts: ${named(expired)}.`]),
    ...(unused.length === 0 ? [] : [`${file}: accepts nothing: ${named(unused)}; remove it.`]),
  ]);
}
