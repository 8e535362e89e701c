import { within } from "../deadline.ts";
import { authoritiesWith } from "./authorities.ts";
import { openConnections, type Connections } from "./connections.ts";
import { failureOf, errorForStatus } from "./download-error.ts";
import { fetchFollowing, type Arrival } from "./fetch-following.ts";
import { gateFor, type HostLookup } from "./gate.ts";
import { patienceFor } from "./patience.ts";
import { proxiesFrom, type Surroundings } from "./proxy.ts";
import { persistently, type Persistence } from "./retry.ts";
import { intoFile, intoMemory, type Sink } from "./sink.ts";

/** What a download may cost, and where it may lead. */
export interface DownloadOptions {
  /** More bytes than this are `too-large`. */
  readonly limitBytes: number;
  /** For everything: pauses, further attempts, redirects. */
  readonly timeoutMs: number;
  /** Where proxies and NODE_EXTRA_CA_CERTS are looked up; our own environment unless told. */
  readonly surroundings?: Surroundings;
  /** `host[:port]` that the policy names: these may have loopback, private or link-local addresses. */
  readonly namedHosts?: readonly string[];
  readonly signal?: AbortSignal;
  readonly accept?: string;
  /** Certificate authorities trusted besides the system's, as PEM. */
  readonly authorities?: readonly string[];
  /** Replaces the system's resolver. */
  readonly resolveHost?: HostLookup;
  readonly persistence?: Persistence;
}

/** What was written to a file. */
export interface DownloadedFile {
  /** Hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

const defaultPersistence: Persistence = { attempts: 4, backoffMs: 500, retryAfterMs: 60_000 };

/**
 * What a URL leads to, over https (or http on loopback), without credentials. Rejects with a
 * NetworkError that names the URL without its query; passing failures are tried again before that.
 */
export async function download(url: URL, options: DownloadOptions): Promise<Buffer> {
  return transfer(url, options, intoMemory);
}

/**
 * Writes what a URL leads to into a file that only we may read, in place of what is there. Rejects as
 * `download` does, or with the system's error where the file cannot be written; then no file is left.
 */
export async function downloadToFile(
  url: URL,
  file: string,
  options: DownloadOptions,
): Promise<DownloadedFile> {
  return transfer(url, options, () => intoFile(file));
}

async function transfer<T>(url: URL, options: DownloadOptions, open: () => Sink<T>): Promise<T> {
  const { timeoutMs, signal: stop, persistence = defaultPersistence } = options;
  const connections = connectionsFor(options);
  try {
    return await within(timeoutMs, stop, async (signal) => {
      const patience = patienceFor(timeoutMs, signal);
      const attempt = (): Promise<Arrival<T>> =>
        fetchFollowing({ ...options, url, connections, open, signal });
      const arrival = await persistently(attempt, persistence, patience).catch(
        (thrown: unknown) => {
          throw failureOf(thrown, url, { isStopped: signal.aborted });
        },
      );
      if (arrival.received === undefined) throw errorForStatus(arrival, url);
      return arrival.received.value;
    });
  } finally {
    connections.close();
  }
}

function connectionsFor(options: DownloadOptions): Connections {
  const { surroundings = process.env, authorities = [], namedHosts = [] } = options;
  const permissions = { named: namedHosts, insecure: [], namers: "nothing in the policy" };
  return openConnections({
    gate: gateFor(permissions, options.resolveHost),
    proxyFor: proxiesFrom(surroundings),
    authorities: authoritiesWith(authorities, surroundings),
  });
}
