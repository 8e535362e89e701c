import { afterEach } from "@jest/globals";
import { parseImageReference, type Image } from "../../src/model/image-reference.ts";
import type { Credential } from "../../src/registry/credentials.ts";
import { NetworkError, type NetworkErrorCode } from "../../src/network/error.ts";
import { publicNetwork, type NetworkPolicy } from "../../src/registry/network-policy.ts";
import {
  openRegistries,
  type Registries,
  type RegistriesOptions,
  type RemoteImage,
} from "../../src/registry/registries.ts";
import { SwitchableRegistry } from "./switchable-registry.ts";
import { createTestAuthority, type TestAuthority } from "./test-authority.ts";

const opened: (Registries | SwitchableRegistry)[] = [];
let authority: TestAuthority | undefined;

/** What every test file ends with: nothing stays open. */
export function cleanUpAfterEach(): void {
  afterEach(async () => {
    for (const each of opened.splice(0)) {
      if (each instanceof SwitchableRegistry) await each.stop();
      else each.close();
    }
  });
}

export async function startRegistry({ secure = false } = {}): Promise<SwitchableRegistry> {
  const registry = await new SwitchableRegistry(secure ? testAuthority() : undefined).start();
  opened.push(registry);
  return registry;
}

export function testAuthority(): TestAuthority {
  authority ??= createTestAuthority();
  return authority;
}

export function referenceTo(text: string): Image {
  const image = parseImageReference(text);
  if (image.kind === "malformed") throw new Error(image.reason);
  return image;
}

type Opening = Omit<Partial<RegistriesOptions>, "policy"> & { policy?: Partial<NetworkPolicy> };

/** Registries without an environment, under which all of `*.test` is the own machine. */
export function open({ policy = {}, ...options }: Opening = {}): Registries {
  const registries = openRegistries({
    surroundings: {},
    limits: { backoffMs: 1, ...options.limits },
    resolveHost: (hostname) =>
      hostname.endsWith(".test")
        ? Promise.resolve([{ address: "127.0.0.1", family: 4 }])
        : Promise.reject(Object.assign(new Error("unknown host"), { code: "ENOTFOUND" })),
    ...withoutLimits(options),
    policy: {
      ...publicNetwork,
      authorities: authority === undefined ? [] : [authority.certificate],
      ...policy,
    },
  });
  opened.push(registries);
  return registries;
}

function withoutLimits<T extends object>(options: T): Omit<T, "limits"> {
  const { limits, ...rest } = options as T & { limits?: unknown };
  void limits;
  return rest;
}

/** An image in a registry that the policy names, by the name under which it is to be reached. */
export function imageAt(
  registry: SwitchableRegistry,
  rest: string,
  { name, policy = {}, ...options }: Opening & { name?: string } = {},
): RemoteImage {
  const host = registry.host(name);
  const namedHosts = [host, ...(policy.namedHosts ?? [])];
  return open({ ...options, policy: { ...policy, namedHosts } }).image(
    referenceTo(`${host}/${rest}`),
  );
}

/** Credentials for one registry and none for any other. */
export function credentialsFor(host: string, credential: Credential) {
  return (registry: string): Promise<Credential | undefined> =>
    Promise.resolve(registry === host ? credential : undefined);
}

/** The error that something ends with, which must be one of the registry client's. */
export async function errorOf(promise: Promise<unknown>): Promise<NetworkError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (outcome === undefined) throw new Error("it did not throw");
  if (outcome.error instanceof NetworkError) return outcome.error;
  throw outcome.error;
}

export async function codeOf(promise: Promise<unknown>): Promise<NetworkErrorCode> {
  return (await errorOf(promise)).code;
}

/** Waits until something is so, and throws when it never is. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (isSo()) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  throw new Error("it never came true");
}
