import { TrustedRoot } from "@sigstore/protobuf-specs";
import { toTrustMaterial, type TrustMaterial } from "@sigstore/verify";
import { messageOf, UsageError } from "../errors.ts";
import { Rejection } from "./rejection.ts";
import { readJson, textOf, type Json } from "./strict-json.ts";

/** The authorities and logs that identities and log entries are proven by. */
export interface TrustRoot {
  /** As the reader knows it: a path, or what it is a snapshot of. */
  readonly name: string;
  readonly material: Omit<TrustMaterial, "publicKey">;
}

const mediaType =
  /^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=0\.[12]|\.v0\.2\+json)$/;

/**
 * Reads a `trusted_root.json`. Throws a UsageError that names it where it is malformed, or where a log
 * or an authority does not say since when it is valid: such a one would be trusted for all the past.
 */
export function trustRootFrom(text: string, name: string): TrustRoot {
  const root = parse(text, name);
  const mistakes = mistakesIn(root).map((mistake) => `trust root ${name}: ${mistake}`);
  if (mistakes.length > 0) throw new UsageError(mistakes);
  try {
    const { publicKey: _, ...material } = toTrustMaterial(root);
    return { name, material };
  } catch (cause) {
    const reason = `a key or certificate in it cannot be read: ${messageOf(cause)}`;
    throw new UsageError(`trust root ${name}: ${reason}`, { cause });
  }
}

function parse(text: string, name: string): TrustedRoot {
  try {
    const json: Json = readJson(Buffer.from(text), "it");
    if (!mediaType.test(textOf(json, "mediaType") ?? "")) {
      throw new Rejection("it is not a trusted_root.json of version 0.1 or 0.2");
    }
    return TrustedRoot.fromJSON(json);
  } catch (cause) {
    throw new UsageError(`trust root ${name}: ${messageOf(cause)}`, { cause });
  }
}

interface Period {
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
}

function mistakesIn(root: TrustedRoot): string[] {
  const logs = [...root.tlogs, ...root.ctlogs];
  const authorities = [...root.certificateAuthorities, ...root.timestampAuthorities];
  if (logs.length + authorities.length === 0) return ["it names no authority and no log"];
  return [
    ...logs.flatMap(({ baseUrl, publicKey, logId }) => [
      ...mistakesInPeriod(`the log ${baseUrl}`, publicKey?.validFor),
      ...(publicKey?.rawBytes === undefined || logId === undefined
        ? [`the log ${baseUrl} has no key or no identifier`]
        : []),
    ]),
    ...authorities.flatMap(({ uri, validFor, certChain }) => [
      ...mistakesInPeriod(`the authority ${uri}`, validFor),
      ...((certChain?.certificates ?? []).length === 0
        ? [`the authority ${uri} has no certificate`]
        : []),
    ]),
  ];
}

function mistakesInPeriod(who: string, period: Period | undefined): string[] {
  const { start, end } = period ?? {};
  if (start === undefined) return [`${who} does not say since when it is valid (validFor.start)`];
  const times = [start, ...(end === undefined ? [] : [end])];
  return times.some((time) => Number.isNaN(time.getTime())) ? [`${who} has an invalid date`] : [];
}
