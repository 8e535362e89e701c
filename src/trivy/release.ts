import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../errors.ts";
import { ArchiveError } from "./archive/error.ts";
import { extract } from "./archive/extract.ts";
import { TrivyError } from "./error.ts";
import type { ObtainOptions } from "./obtain.ts";
import type { TrivyProgram } from "./program.ts";
import { versionOf } from "./program-version.ts";
import { fetchedBundle, keptBundle, verifiedArchive } from "./release-files.ts";
import { rememberUnpacked, unpackedBefore } from "./unpacked-program.ts";
import { wantedArchive, type ReleaseSettings, type WantedArchive } from "./wanted-archive.ts";

/** The program of a release: its archive compared with a SHA-256 and, if it can be had, its signature. */
export async function programOfRelease(
  settings: ReleaseSettings,
  options: ObtainOptions,
): Promise<TrivyProgram> {
  const wanted = wantedArchive(settings);
  const { results } = options;
  const known = results === undefined ? undefined : await unpackedBefore(wanted, results);
  if (known !== undefined) return known;
  const program = await verifiedProgram(wanted, options);
  if (results !== undefined) await rememberUnpacked(wanted, program, results);
  return program;
}

async function verifiedProgram(
  wanted: WantedArchive,
  options: ObtainOptions,
): Promise<TrivyProgram> {
  const { version } = wanted;
  const folder = join(options.folder, `trivy-${version}`);
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new TrivyError("program", `${folder} cannot be made: ${messageOf(cause)}`, { cause });
  });
  const archive = join(folder, wanted.name);
  const source = await verifiedArchive(wanted, archive, options);
  const isSigned = await isVerifiedBySignature(wanted, { archive, source }, options);
  const path = join(folder, wanted.member);
  const { sha256 } = await unpack(wanted, archive, path);
  await rm(archive, { force: true });
  const printed = await versionOf(path, folder);
  if (printed !== version) {
    throw new TrivyError(
      "program",
      `the archive ${wanted.name} holds Trivy ${printed}, not ${version}; it is not used`,
    );
  }
  const locks = isSigned ? "SHA-256 and signature" : "SHA-256";
  return { path, version, origin: `release ${version}, verified by ${locks}`, sha256 };
}

interface ArchiveHere {
  /** The path of the copy that was compared. */
  readonly archive: string;
  readonly source: "kept" | "downloaded";
}

async function isVerifiedBySignature(
  wanted: WantedArchive,
  { archive, source }: ArchiveHere,
  options: ObtainOptions,
): Promise<boolean> {
  const judged = (bundle: Uint8Array): Promise<boolean> => holds(bundle, archive, wanted, options);
  if (source === "kept") {
    const kept = await keptBundle(wanted, options);
    if (kept === undefined) return false;
    // Others may have spoilt what is kept; the release itself has the last word.
    const outcome = await judged(kept).catch(() => "spoilt" as const);
    if (outcome !== "spoilt") return outcome;
    if (options.offline) return false;
  }
  const bundle = await fetchedBundle(wanted, options);
  return bundle !== undefined && judged(bundle);
}

async function holds(
  bundle: Uint8Array,
  archive: string,
  { name, version }: WantedArchive,
  { trustRoot, progress }: ObtainOptions,
): Promise<boolean> {
  // The verifier is large, and a release without a bundle does without.
  const { judgeReleaseSignature } = await import("./release-signature.ts");
  const judgement = judgeReleaseSignature({
    archive: await readFile(archive),
    bundle,
    version,
    ...(trustRoot === undefined ? {} : { trustRoot }),
    now: new Date(),
  });
  if (judgement === "unproven") {
    progress.say(
      `the signature of ${name} is newer than the trust root inside Portcullis; its SHA-256 was compared`,
    );
  }
  return judgement === "verified";
}

async function unpack(
  { name, format, member }: WantedArchive,
  archive: string,
  target: string,
): Promise<{ readonly sha256: string }> {
  try {
    return await extract({ archive, format, member, target });
  } catch (cause) {
    const why = messageOf(cause);
    const what =
      cause instanceof ArchiveError
        ? `the archive ${name} is not as Trivy's releases are: ${why}`
        : `the archive ${name} cannot be unpacked: ${why}`;
    throw new TrivyError("program", what, { cause });
  }
}
