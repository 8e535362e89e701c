import seeds from "@sigstore/tuf/seeds.json" with { type: "json" };
import { trustRootFrom, type TrustRoot } from "./trust-root.ts";

/** The address of the public instance's update repository, and the name of its seed. */
export const publicMirror = "https://tuf-repo-cdn.sigstore.dev";

/** The public instance's trust root as it was when this package was made. */
export interface Snapshot {
  readonly root: TrustRoot;
  /** Counts the changes of the keys that sign the root. */
  readonly version: number;
  /** When these keys must have been renewed; ISO 8601. After it the snapshot is surely out of date. */
  readonly expires: string;
}

/** The snapshot inside the package: all that there is to go by when nothing may be contacted. */
export function snapshotOfPublicRoot(): Snapshot {
  const seed = seeds[publicMirror];
  const { signed } = JSON.parse(decode(seed["root.json"])) as {
    readonly signed: { readonly version: number; readonly expires: string };
  };
  const name = `the public Sigstore instance, snapshot ${signed.version}`;
  const root = trustRootFrom(decode(seed.targets["trusted_root.json"]), name);
  return { root, version: signed.version, expires: signed.expires };
}

/** A sentence about the snapshot's age for the report. */
export function ageOf({ version, expires }: Snapshot, now: Date): string {
  const day = expires.slice(0, 10);
  const age = new Date(expires) < now ? `it expired on ${day}` : `it is good until ${day}`;
  return `Sigstore's trust root is the snapshot inside Portcullis (root version ${version}; ${age}).`;
}

function decode(base64: string): string {
  return Buffer.from(base64, "base64").toString("utf8");
}
