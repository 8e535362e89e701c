import { messageOf } from "../errors.ts";
import { pick, type Environment } from "../process/environment.ts";
import { ProcessError } from "../process/error.ts";
import type { Finished } from "../process/run.ts";
import { GitError } from "./error.ts";
import { git, type GitOptions } from "./git.ts";

/** A repository on a server, and what is needed to ask for it. */
export interface RemoteRepository {
  /** The server's address, e.g. https://github.com. */
  readonly server: string;
  /** `owner/name` on that server. */
  readonly repository: string;
  readonly token: string | undefined;
}

/** What a runner behind a proxy, or with a certificate authority of its own, needs to reach its server. */
const networkVariables = [
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "GIT_SSL_CAINFO",
  "GIT_SSL_CAPATH",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "CURL_CA_BUNDLE",
] as const;

/** The address that git is given. Throws GitError `fetch-failed` where it is none that git fetches from itself. */
export function addressOf(remote: RemoteRepository): string {
  return `${serverUrl(remote.server).href.replace(/\/+$/, "")}/${remote.repository}`;
}

/**
 * Runs git with the network: only the server's own protocol, and the token where neither the list of
 * processes nor a file shows it. Throws GitError `fetch-failed`, naming the objects the server lacks.
 */
export async function gitOnline(
  remote: RemoteRepository,
  args: readonly string[],
  options: Omit<GitOptions, "protocols" | "environment">,
): Promise<Finished> {
  const server = serverUrl(remote.server);
  try {
    return await git([...onlineSettings(), ...args], {
      ...options,
      protocols: server.protocol.slice(0, -1),
      environment: {
        ...pick(networkVariables),
        ...authorization(server, remote.token),
        // Without a home there is no .netrc of the user's either.
        HOME: options.folder,
        GIT_NO_LAZY_FETCH: "0",
      },
    });
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    const lacking = cause.stderr.matchAll(/not our ref (?<id>[0-9a-f]{40,64})/g);
    const objects = [...new Set(Array.from(lacking, (match) => match.groups?.["id"] ?? ""))];
    throw new GitError("fetch-failed", failureOf(remote, cause), { cause, objects });
  }
}

/** Only addresses that git fetches itself: no helper programs, no ssh, no name and password inside. */
function serverUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const known = ["https:", "http:", "file:"].includes(url?.protocol ?? "");
  if (url === undefined || !known || url.username !== "" || url.password !== "") {
    throw new GitError("fetch-failed", `${JSON.stringify(text)} is not the address of a server`);
  }
  return url;
}

function onlineSettings(): string[] {
  // A redirect could carry the token to another host.
  const settings = ["http.followRedirects=false", "credential.helper=", "gc.auto=0"];
  // Git for Windows knows its authorities only through the system configuration, which is not read.
  if (process.platform === "win32") settings.push("http.sslBackend=schannel");
  return settings.flatMap((setting) => ["-c", setting]);
}

/** Configuration by environment: neither the list of processes nor a file shows the token. */
function authorization(server: URL, token: string | undefined): Environment {
  if (token === undefined || server.protocol === "file:") return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${server.origin}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  };
}

function failureOf(remote: RemoteRepository, cause: ProcessError): string {
  const said = cause.stderr.split("\n").find((line) => /^(?:fatal|error|remote):/.test(line));
  const where = `${remote.server}/${remote.repository} did not give what was asked for`;
  return `${where}: ${messageOf(cause)}${said === undefined ? "" : ` (${said.slice(0, 300)})`}`;
}
