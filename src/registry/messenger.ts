import { within } from "../deadline.ts";
import { DiskError } from "../disk-error.ts";
import { NetworkError, systemCodeOf } from "../network/error.ts";
import { RegistryError } from "./error.ts";
import { whileActive } from "./idle-limit.ts";
import type { Limits } from "./limits.ts";
import type { Patience } from "../network/patience.ts";
import { persistently } from "../network/retry.ts";
import type { Sink } from "../network/sink.ts";
import type { Slots } from "./slots.ts";
import type { Answer, Request } from "./request.ts";
import type { Transport } from "./transport.ts";

/**
 * Sends a request until it has an answer that stands; what goes wrong is a RegistryError, or the
 * DiskError of the request's own sink.
 */
export type Messenger = (request: Request, patience: Patience) => Promise<Answer>;

/**
 * A messenger with retries, a time limit for each exchange (for silence only, where the body goes to a
 * sink), and so many exchanges at once per host.
 */
export function messengerOver(transport: Transport, slots: Slots, limits: Limits): Messenger {
  return async (request, patience) => {
    const { host } = request.url;
    const send = async (sent: Request, signal: AbortSignal): Promise<Answer> => {
      try {
        signal.throwIfAborted();
        return await orAborted(transport.send(sent, signal), signal);
      } catch (thrown) {
        // A response that is cut off by us looks like one that the server cut off.
        throw signal.aborted ? signal.reason : thrown;
      }
    };
    const attempt = (): Promise<Answer> =>
      slots.use(host, () => inTime(request, limits, patience, send), patience.signal);
    try {
      return await persistently(attempt, limits, patience);
    } catch (thrown) {
      throw asRegistryError(thrown, host);
    }
  };
}

/** A blob for the disk may take its time as long as something comes; everything else has so much in all. */
function inTime(
  request: Request,
  { exchangeMs, idleMs }: Limits,
  { signal: stop }: Patience,
  send: (request: Request, signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const { into, url } = request;
  if (into === undefined) return within(exchangeMs, stop, (signal) => send(request, signal));
  const silence = (): Error =>
    new RegistryError("timed-out", `${url.host} sent nothing for ${idleMs / 1_000} seconds`);
  return whileActive(
    idleMs,
    stop,
    (signal, active) => send({ ...request, into: () => noticed(into(), active) }, signal),
    silence,
  );
}

/** The sink, telling of each piece that it has dealt with. */
function noticed<T>(sink: Sink<T>, active: () => void): Sink<T> {
  return {
    ...sink,
    async write(chunk) {
      await sink.write(chunk);
      active();
    },
  };
}

/** Node tells a request that still waits for its socket, such as a tunnel, of an abort only afterwards. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function asRegistryError(thrown: unknown, host: string): RegistryError | DiskError {
  if (thrown instanceof RegistryError || thrown instanceof DiskError) return thrown;
  if (thrown instanceof NetworkError) return new RegistryError(thrown.code, thrown.message);
  const code = systemCodeOf(thrown);
  if (isAbort(thrown)) return new RegistryError("timed-out", `${host} did not answer in time`);
  if (code !== undefined && code.startsWith("HPE_")) {
    return new RegistryError("bad-response", `${host} does not speak HTTP (${code})`);
  }
  return new RegistryError("unavailable", `${host} cannot be reached (${code ?? "unknown cause"})`);
}

function isAbort(thrown: unknown): boolean {
  if (typeof thrown !== "object" || thrown === null || !("name" in thrown)) return false;
  return thrown.name === "AbortError" || thrown.name === "TimeoutError";
}
