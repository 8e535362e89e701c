import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../errors.ts";
import { download, downloadToFile, type DownloadOptions } from "../network/download.ts";
import { shown } from "../network/download-error.ts";
import { NetworkError } from "../network/error.ts";
import { TrivyError } from "./error.ts";
import { copyWithDigest } from "./file-digest.ts";
import type { ObtainOptions } from "./obtain.ts";
import { trivyReleases } from "../policy/trivy-releases.ts";
import type { WantedArchive } from "./wanted-archive.ts";

/** Trivy 0.74.0 packs into less than 60 MB. */
const mostArchiveBytes = 512 << 20;
const mostBundleBytes = 1 << 20;
const bundleEnding = "sigstore.json";
const archiveMs = 15 * 60_000;
const bundleMs = 60_000;

/**
 * Puts the archive at `target`, from what is kept or else from the network, compared with its SHA-256
 * on this very copy. Rejects with a TrivyError where neither has it.
 */
export async function verifiedArchive(
  wanted: WantedArchive,
  target: string,
  options: ObtainOptions,
): Promise<"kept" | "downloaded"> {
  if (await isKept(wanted, target, options)) return "kept";
  const { version, sha256 } = wanted;
  if (options.offline) {
    throw problem(
      `Trivy ${version} is not kept from an earlier run, and offline nothing is downloaded; run once with the network, or let vulnerabilities.trivy.path name a program`,
    );
  }
  options.progress.update(`downloading Trivy ${version}`);
  const url = urlOf(wanted);
  const downloaded = await downloadToFile(url, target, {
    ...way(wanted, options),
    limitBytes: mostArchiveBytes,
    timeoutMs: archiveMs,
  }).catch((cause: unknown) => {
    throw problem(
      `Trivy ${version} cannot be downloaded: ${messageOf(cause)}; let vulnerabilities.trivy.mirror name a server that has it, or vulnerabilities.trivy.path a program`,
      cause,
    );
  });
  if (downloaded.sha256 !== sha256) {
    await rm(target, { force: true });
    throw tampered(wanted, url, downloaded.sha256);
  }
  await options.keep.put(keptName(wanted, wanted.format), target);
  return "downloaded";
}

function tampered({ sha256, pinned }: WantedArchive, url: URL, found: string): TrivyError {
  const own =
    pinned === undefined
      ? " Compare vulnerabilities.trivy.sha256 with the checksums of the release; if it is right,"
      : " Do not use what that server sends:";
  return problem(
    `${shown(url)}: the SHA-256 of what was downloaded is ${found}, and it must be ${sha256}; it was not opened.${own} let vulnerabilities.trivy.mirror name a server that has the release as it is, or vulnerabilities.trivy.path a program`,
  );
}

/** What others may have written is only worth a look: another archive is as good as none. */
async function isKept(
  wanted: WantedArchive,
  target: string,
  { keep }: ObtainOptions,
): Promise<boolean> {
  const kept = await keep.take(keptName(wanted, wanted.format));
  if (kept === undefined) return false;
  const digest = await copyWithDigest(kept, target, mostArchiveBytes).catch(() => undefined);
  if (digest === wanted.sha256) return true;
  await rm(target, { force: true });
  return false;
}

/** The Sigstore bundle that was kept with the archive, unjudged; nothing where there is none. */
export async function keptBundle(
  wanted: WantedArchive,
  { keep }: ObtainOptions,
): Promise<Uint8Array | undefined> {
  try {
    const path = await keep.take(keptName(wanted, bundleEnding));
    if (path === undefined || (await stat(path)).size > mostBundleBytes) return undefined;
    return await readFile(path);
  } catch {
    return undefined;
  }
}

/** The Sigstore bundle that lies beside the archive, unjudged; nothing where it cannot be had. */
export async function fetchedBundle(
  wanted: WantedArchive,
  options: ObtainOptions,
): Promise<Uint8Array | undefined> {
  const url = new URL(`${urlOf(wanted).href}.${bundleEnding}`);
  try {
    const bundle = await download(url, {
      ...way(wanted, options),
      limitBytes: mostBundleBytes,
      timeoutMs: bundleMs,
    });
    const file = join(options.folder, `${wanted.name}.${bundleEnding}`);
    await writeFile(file, bundle, { mode: 0o600 });
    await options.keep.put(keptName(wanted, bundleEnding), file);
    return bundle;
  } catch (cause) {
    if (!(cause instanceof NetworkError)) throw problem(messageOf(cause), cause);
    options.progress.say(
      `the signature of ${wanted.name} cannot be had (${cause.message}); its SHA-256 was compared`,
    );
    return undefined;
  }
}

function keptName({ name, format, sha256 }: WantedArchive, ending: string): string {
  return `${name.slice(0, -(format.length + 1))}-${sha256}.${ending}`;
}

function urlOf({ mirror, version, name }: WantedArchive): URL {
  const base = (mirror ?? trivyReleases).replace(/\/+$/, "");
  if (URL.canParse(base)) return new URL(`${base}/v${version}/${name}`);
  throw problem(`vulnerabilities.trivy.mirror: ${JSON.stringify(base)} is not a URL`);
}

/** A mirror that the policy names may be a private host; whoever it redirects to may not. */
function way(
  { mirror }: WantedArchive,
  { surroundings, signal }: ObtainOptions,
): Pick<DownloadOptions, "namedHosts" | "surroundings" | "signal"> {
  return {
    namedHosts: mirror === undefined ? [] : [new URL(mirror).host],
    ...(surroundings === undefined ? {} : { surroundings }),
    ...(signal === undefined ? {} : { signal }),
  };
}

function problem(message: string, cause?: unknown): TrivyError {
  return new TrivyError("program", message, cause === undefined ? {} : { cause });
}
