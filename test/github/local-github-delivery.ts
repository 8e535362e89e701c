import { gunzipSync } from "node:zlib";
import type { Log } from "sarif";
import { says, type GivenAnswer } from "./github-faults.ts";

const mostBytes = 10_000_000;

/** An upload as it comes, of which the description holds. */
export interface UploadBody {
  readonly commit_sha: string;
  readonly ref: string;
  readonly sarif: string;
  readonly checkout_uri?: string;
  readonly started_at?: string;
  readonly tool_name?: string;
}

/** What the repository has. */
export interface KnownRefs {
  readonly commits: ReadonlySet<string>;
  /** In full, `refs/…`. */
  readonly refs: ReadonlySet<string>;
}

/** The log of an upload, or GitHub's answer to one that it does not even begin to process. */
export function received(body: UploadBody, { commits, refs }: KnownRefs): Log | GivenAnswer {
  const { sarif, commit_sha, ref } = body;
  // Its own words are not known for this and for the next two.
  if (sarif.length % 4 > 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(sarif)) {
    return says(400, "Invalid SARIF: sarif is not encoded in base64");
  }
  const compressed = Buffer.from(sarif, "base64");
  if (compressed.length > mostBytes) return says(413, "Payload too large");
  const log = logIn(compressed);
  if (log === undefined) return says(400, "Invalid SARIF: sarif is not JSON compressed by gzip");
  if (!commits.has(commit_sha)) return says(400, "commit not found");
  if (!refs.has(ref)) return says(400, `ref '${ref}' not found in this repository`);
  return log;
}

function logIn(compressed: Buffer): Log | undefined {
  try {
    const log: unknown = JSON.parse(gunzipSync(compressed).toString("utf8"));
    const isLog =
      typeof log === "object" && log !== null && Array.isArray(Reflect.get(log, "runs"));
    return isLog ? (log as Log) : undefined;
  } catch {
    return undefined;
  }
}
