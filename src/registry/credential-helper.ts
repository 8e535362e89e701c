import { tmpdir } from "node:os";
import { cleanEnvironment, type Environment } from "../process/environment.ts";
import { ProcessError } from "../process/error.ts";
import { run } from "../process/run.ts";
import type { Credential } from "./credentials.ts";
import { RegistryError } from "./error.ts";
import { mappingOf } from "./json.ts";
import type { Surroundings } from "../network/proxy.ts";

const timeoutMs = 20_000;
const outputBytes = 64 << 10;
const tokenUser = "<token>";

/** What every helper may know of our environment, and what those of one cloud need besides. */
const known =
  /^(?:HOME|USERPROFILE|APPDATA|LOCALAPPDATA|XDG_\w+|DBUS_SESSION_BUS_ADDRESS|DOCKER_CONFIG|GNUPGHOME|PASSWORD_STORE_DIR|(?:HTTPS?|NO)_PROXY|https?_proxy|no_proxy)$/;
const knownToCloud: ReadonlyMap<string, RegExp> = new Map([
  ["ecr-login", /^AWS_\w+$/],
  ["gcloud", /^(?:CLOUDSDK|GOOGLE)_\w+$/],
  ["gcr", /^(?:CLOUDSDK|GOOGLE)_\w+$/],
  ["acr-env", /^(?:AZURE|ACR)_\w+$/],
]);

/**
 * Asks `docker-credential-<name> get` for a server's credential, by the protocol of
 * github.com/docker/docker-credential-helpers; undefined when the helper has none. What the helper
 * writes never gets into an error.
 */
export async function credentialFromHelper(
  name: unknown,
  server: string,
  surroundings: Surroundings,
): Promise<Credential | undefined> {
  if (typeof name !== "string" || !/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) {
    throw failure("a credential helper in the Docker configuration has no valid name");
  }
  const program = `docker-credential-${name}`;
  const said = await ask(program, name, server, surroundings);
  return said === undefined ? undefined : credentialIn(said, program);
}

async function ask(
  program: string,
  name: string,
  server: string,
  surroundings: Surroundings,
): Promise<string | undefined> {
  try {
    const { status, stdout } = await run(program, ["get"], {
      environment: environmentFor(name, surroundings),
      cwd: tmpdir(),
      timeoutMs,
      stdin: `${server}\n`,
      stdoutLimit: outputBytes,
      statuses: [0, 1],
    });
    const text = stdout.toString("utf8");
    if (status === 0) return text;
    if (/credentials not found|no credentials/i.test(text)) return undefined;
  } catch (error) {
    if (error instanceof ProcessError)
      throw failure(`${program} brought no credential: ${error.code}`);
    throw error;
  }
  throw failure(`${program} brought no credential: it ended with status 1`);
}

function environmentFor(name: string, surroundings: Surroundings): Environment {
  const alsoKnown = knownToCloud.get(name);
  const additions: Record<string, string> = {};
  for (const [key, value] of Object.entries(surroundings)) {
    if (value === undefined) continue;
    if (known.test(key) || alsoKnown?.test(key) === true) additions[key] = value;
  }
  return cleanEnvironment(additions);
}

function credentialIn(text: string, program: string): Credential | undefined {
  let said;
  try {
    said = mappingOf(JSON.parse(text));
  } catch {
    throw failure(`${program} did not answer in JSON`);
  }
  const { Username: username, Secret: secret } = said;
  if (typeof username !== "string" || typeof secret !== "string") {
    throw failure(`${program} did not answer with Username and Secret`);
  }
  if (username === tokenUser) return { kind: "identity-token", token: secret };
  return username === "" && secret === ""
    ? undefined
    : { kind: "password", username, password: secret };
}

function failure(message: string): RegistryError {
  return new RegistryError("unauthorized", message);
}
