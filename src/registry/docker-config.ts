import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { Credential, Credentials } from "./credentials.ts";
import { credentialFromHelper } from "./credential-helper.ts";
import { systemCodeOf } from "../network/error.ts";
import { RegistryError } from "./error.ts";
import { mappingOf, type Mapping } from "./json.ts";
import type { Surroundings } from "../network/proxy.ts";

const hubKey = "https://index.docker.io/v1/";
const hubNames: ReadonlySet<string> = new Set([
  "docker.io",
  "index.docker.io",
  "registry-1.docker.io",
]);
const longestConfig = 1 << 20;

/**
 * Credentials as `docker login` leaves them: credHelpers, then credsStore, then auths of config.json
 * in DOCKER_CONFIG or ~/.docker. Nothing is read or run before a registry asks for credentials.
 */
export function dockerCredentials(surroundings: Surroundings): Credentials {
  let config: Promise<Mapping> | undefined;
  return async (registry) => {
    config ??= readConfig(surroundings);
    return credentialIn(await config, registry, surroundings);
  };
}

async function credentialIn(
  config: Mapping,
  registry: string,
  surroundings: Surroundings,
): Promise<Credential | undefined> {
  const key = hubNames.has(registry) ? hubKey : registry;
  const helper = entryFor(mappingOf(config["credHelpers"]), registry) ?? config["credsStore"];
  if (helper !== undefined && helper !== "") {
    const found = await credentialFromHelper(helper, key, surroundings);
    if (found !== undefined) return found;
  }
  return credentialOf(mappingOf(entryFor(mappingOf(config["auths"]), registry)), registry);
}

/** The entry whose key names exactly this host, however the key spells it. */
function entryFor(entries: Mapping, registry: string): unknown {
  const names = hubNames.has(registry) ? hubNames : new Set([registry.toLowerCase()]);
  const key = Object.keys(entries).find((candidate) => names.has(hostOfKey(candidate)));
  return key === undefined ? undefined : entries[key];
}

/** A key with a path other than the API's belongs to one namespace, and is no host. */
function hostOfKey(key: string): string {
  return key
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/(?:v[12]\/?)?$/, "");
}

function credentialOf(entry: Mapping, registry: string): Credential | undefined {
  const { registrytoken, identitytoken, auth, username, password } = entry;
  if (isFilled(registrytoken)) return { kind: "registry-token", token: registrytoken };
  if (isFilled(identitytoken)) return { kind: "identity-token", token: identitytoken };
  if (isFilled(auth)) {
    const pair = Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "");
    const colon = pair.indexOf(":");
    if (colon === -1) {
      const what = `its entry for ${registry} has an auth that is not a name and password`;
      throw new RegistryError("unauthorized", `the Docker configuration cannot be used: ${what}`);
    }
    return { kind: "password", username: pair.slice(0, colon), password: pair.slice(colon + 1) };
  }
  if (isFilled(username) && isFilled(password)) return { kind: "password", username, password };
  return undefined;
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

async function readConfig(surroundings: Surroundings): Promise<Mapping> {
  const folder = folderOf(surroundings);
  if (folder === undefined) return {};
  const path = join(folder, "config.json");
  const unusable = (why: string): RegistryError =>
    new RegistryError("unauthorized", `the Docker configuration ${path} cannot be used: ${why}`);
  if (!isAbsolute(folder)) throw unusable("its folder must be an absolute path");
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const code = systemCodeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return "{}";
    throw unusable(code ?? "it cannot be read");
  });
  if (text.length > longestConfig) throw unusable(`it is longer than ${longestConfig} characters`);
  try {
    return mappingOf(JSON.parse(text));
  } catch {
    // What JSON.parse says would quote the file, and the file holds secrets.
    throw unusable("it is not JSON");
  }
}

function folderOf(surroundings: Surroundings): string | undefined {
  const chosen = surroundings["DOCKER_CONFIG"];
  if (isFilled(chosen)) return chosen;
  const home = surroundings["HOME"] ?? surroundings["USERPROFILE"];
  return isFilled(home) ? join(home, ".docker") : undefined;
}
