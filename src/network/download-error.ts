import { NetworkError, systemCodeOf, type NetworkErrorCode } from "./error.ts";

const codes: ReadonlyMap<number, NetworkErrorCode> = new Map([
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not-found"],
  [408, "timed-out"],
  [410, "not-found"],
  [413, "too-large"],
  [429, "rate-limited"],
]);

/** A URL as messages show it: without credentials, query and fragment, all of which may be secret. */
export function shown(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

/** The error that a last answer other than 200 stands for; `from` is the host that gave it. */
export function errorForStatus(
  { status, from }: { readonly status: number; readonly from: URL },
  asked: URL,
): NetworkError {
  const code = codes.get(status) ?? (status >= 500 ? "unavailable" : "bad-response");
  return new NetworkError(code, `${shown(asked)}: ${from.host} answered ${status}`);
}

/** Whatever ended a download, as a NetworkError that names the URL; errors of the disk stay as they are. */
export function failureOf(
  thrown: unknown,
  asked: URL,
  { isStopped }: { readonly isStopped: boolean },
): Error {
  const name = shown(asked);
  if (isStopped) return new NetworkError("timed-out", `${name}: it did not arrive in time`);
  if (thrown instanceof NetworkError) {
    return new NetworkError(thrown.code, `${name}: ${thrown.message}`);
  }
  if (isOfDisk(thrown)) return thrown;
  const code = systemCodeOf(thrown);
  if (code?.startsWith("HPE_") === true) {
    return new NetworkError("bad-response", `${name}: the server does not speak HTTP (${code})`);
  }
  return new NetworkError(
    "unavailable",
    `${name}: the server cannot be reached (${code ?? "unknown cause"})`,
  );
}

/** The system names the file in errors about files, and none in errors about connections. */
function isOfDisk(thrown: unknown): thrown is NodeJS.ErrnoException {
  if (typeof thrown !== "object" || thrown === null) return false;
  return "path" in thrown || codesOfDisk.has(systemCodeOf(thrown) ?? "");
}

/** What writing into an open file fails with; these errors name no file. */
const codesOfDisk: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EIO", "EFBIG", "EROFS"]);
