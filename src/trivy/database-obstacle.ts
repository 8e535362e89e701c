import { RegistryError } from "../registry/error.ts";
import { ArchiveError } from "./archive/error.ts";

/** Why a repository has no database to judge by, as a clause. */
export function obstacleIn(error: Error): string {
  if (error instanceof ArchiveError) return `its archive is not good: ${error.message}`;
  if (!(error instanceof RegistryError)) return error.message;
  const needsLogin = error.code === "unauthorized" || error.code === "forbidden";
  return needsLogin ? `${error.message} (a "docker login" there may help)` : error.message;
}
