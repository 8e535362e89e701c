import { within } from "../deadline.ts";
import { NetworkError, systemCodeOf } from "../network/error.ts";
import { RegistryError } from "./error.ts";
import type { Limits } from "./limits.ts";
import type { Patience } from "./patience.ts";
import { persistently } from "./retry.ts";
import type { Slots } from "./slots.ts";
import type { Answer, Request } from "./request.ts";
import type { Transport } from "./transport.ts";

/** Sends a request until it has an answer that stands; what goes wrong is a RegistryError. */
export type Messenger = (request: Request, patience: Patience) => Promise<Answer>;

/** A messenger with retries, a time limit for each exchange, and so many exchanges at once per host. */
export function messengerOver(transport: Transport, slots: Slots, limits: Limits): Messenger {
  return async (request, patience) => {
    const { host } = request.url;
    const attempt = (): Promise<Answer> =>
      slots.use(host, () =>
        within(limits.exchangeMs, patience.signal, async (signal) => {
          try {
            signal.throwIfAborted();
            return await orAborted(transport.send(request, signal), signal);
          } catch (thrown) {
            // A response that is cut off by us looks like one that the server cut off.
            throw signal.aborted ? signal.reason : thrown;
          }
        }),
      );
    try {
      return await persistently(attempt, limits, patience);
    } catch (thrown) {
      throw asRegistryError(thrown, host);
    }
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

function asRegistryError(thrown: unknown, host: string): RegistryError {
  if (thrown instanceof RegistryError) return thrown;
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
