import type { NetworkErrorCode } from "../../network/error.ts";
import type { RegistryError } from "../../registry/error.ts";

/** What to do where the disk has no room, or may not be written. */
export const diskRemedy =
  "Free some space on the disk, or let the variable TMPDIR name a folder on a larger disk that can be written.";

/** The best first step against what a registry answered or did not; nothing where the cause tells no more. */
export function registryRemedy({ code, message }: RegistryError): string | undefined {
  return (
    special.find(([on, pattern]) => on === code && pattern.test(message))?.[2] ?? general[code]
  );
}

const general: Readonly<Partial<Record<NetworkErrorCode, string>>> = {
  "not-found":
    "Correct the image's name and tag, or push it before this run. If it is there but private, log in to its registry first (docker login, or docker/login-action in a workflow).",
  unauthorized:
    "Log in to the registry before this run (docker login, or docker/login-action in an earlier step of the same job) with an account that may pull the image.",
  forbidden:
    "Give the account that is logged in the right to pull the image (for ghcr.io in a workflow: `permissions: packages: read`), or log in with another; without a login, log in first (docker login).",
  "rate-limited":
    "Wait and run again. Registries let users who are logged in ask more often (docker login); registries.mirrors can name a mirror that sets no such limit.",
  unavailable:
    "Run again later: the registry cannot serve it now. If that lasts, name a mirror of it in registries.mirrors.",
  "timed-out":
    "Run again. If the registry stays that slow, name a faster mirror of it in registries.mirrors.",
  "too-large":
    "Use an image with fewer or smaller layers: this one is beyond the bound that the message names.",
  "digest-mismatch":
    "Do not deploy this image before it is known why: the registry, a mirror or a proxy on the way sends other bytes than the digest stands for. Compare with `docker pull` from elsewhere, leave out registries.mirrors, and tell whoever runs the registry.",
  "not-allowed":
    "The policy does not let the client go there: if the place is to be trusted, name it under registries as the message says.",
  "bad-response":
    "Push the image again with a current tool, and leave out registries.mirrors to see whether a mirror damages it; what the registry sends is not a sound image.",
  unsupported: "Name an image in the format of OCI or Docker that containers are made of.",
};

/** Causes with the same code that want something else. */
const special: readonly (readonly [NetworkErrorCode, RegExp, string])[] = [
  [
    "unauthorized",
    /Docker configuration|credential/,
    "Mend the Docker configuration that the message tells of, or let DOCKER_CONFIG name the folder of another; then log in again (docker login).",
  ],
  [
    "unavailable",
    /\((?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME)\)$/,
    "Correct the registry's name: no such host was found. If it is right, see to it that this machine can look it up (DNS, VPN), or set HTTPS_PROXY where there is a proxy.",
  ],
  [
    "unavailable",
    /\((?:ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)\)$/,
    "See whether the registry runs, whether host and port are right, and whether this machine can reach it (firewall, VPN, HTTPS_PROXY).",
  ],
  [
    "unavailable",
    /\((?:EPROTO|ERR_SSL_\w+)\)$/,
    "The registry does not speak TLS at this port: correct the port, or name it in registries.insecure if it is yours and has none.",
  ],
  [
    "unavailable",
    /\((?:CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|ERR_TLS_CERT_\w+)\)$/,
    "The registry's certificate is not trusted: name the file of its authority in registries.ca, or let the registry have a valid certificate.",
  ],
  ["too-large", /^the disk has too little room/, diskRemedy],
  [
    "too-large",
    / sent more than the \d+ bytes allowed/,
    "Leave out registries.mirrors and proxies to see who sends more than the image has, and push the image again. Do not deploy it before it is known why.",
  ],
  [
    "not-allowed",
    /token-hosts/,
    "Name the host in registries.token-hosts if it may see your credentials, or use another registry.",
  ],
  [
    "unsupported",
    / is not for .+, but for /,
    "Build the image for a platform that you run (docker buildx build --platform …), or name the platforms that you do run in vulnerabilities.platforms.",
  ],
  [
    "unsupported",
    / is not a container image/,
    "Name a container image: this is a chart, a signature or another artifact.",
  ],
];
