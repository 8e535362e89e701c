import { DiskError } from "../../disk-error.ts";
import { RegistryError } from "../../registry/error.ts";
import { TrivyError } from "../../trivy/error.ts";
import { diskRemedy, registryRemedy } from "./registry-remedy.ts";

/** Why nothing could be learnt about one image, and what to do about it. */
export interface Obstacle {
  /** A clause that names the cause: `the registry answered 401 …`. */
  readonly reason: string;
  /** The best first step, in sentences; the rule's own unless told. */
  readonly remedy?: string;
}

/** Why nothing could be learnt about one image. What concerns every image, and what nobody foresaw, is thrown on. */
export function obstacleOf(error: unknown): Obstacle {
  if (error instanceof RegistryError) {
    return { reason: wordsOf(error), ...withRemedy(registryRemedy(error)) };
  }
  if (error instanceof DiskError) return { reason: error.message, remedy: diskRemedy };
  if (error instanceof TrivyError && error.code === "image") {
    return { reason: error.message, ...withRemedy(error.remedy) };
  }
  throw error;
}

/** Offline, nobody can ask what a tag stands for, and of a digest there is only what an earlier run learnt. */
export function offlineObstacle(digest: string | undefined): Obstacle {
  const reason =
    "nothing may be contacted (offline), and no result of an earlier run is kept for it";
  const again =
    "Run once with the network: the command keeps what it learns, by digest. The Action keeps no results, so there the check needs the network.";
  if (digest !== undefined) return { reason, remedy: again };
  const remedy = `Name the image by its digest (IMAGE@sha256:…), for what a tag stands for is not known offline. ${again}`;
  return { reason, remedy };
}

function wordsOf({ code, message }: RegistryError): string {
  switch (code) {
    case "unauthorized":
    case "forbidden":
      return `${message} (a "docker login" there may help)`;
    case "not-found": {
      const what = /@?sha256:[0-9a-f]{64}/.test(message) ? "digest" : "tag";
      return `${message}: no such repository or ${what} (or the registry hides it from anonymous users)`;
    }
    default:
      return message;
  }
}

function withRemedy(remedy: string | undefined): Pick<Obstacle, "remedy"> {
  return remedy === undefined ? {} : { remedy };
}
