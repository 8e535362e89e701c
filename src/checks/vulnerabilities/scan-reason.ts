import { DiskError } from "../../disk-error.ts";
import { RegistryError } from "../../registry/error.ts";
import { TrivyError } from "../../trivy/error.ts";

/**
 * Why nothing could be learnt about one image, as a clause. What concerns every image, and what nobody
 * foresaw, is thrown on.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof RegistryError) {
    const needsLogin = error.code === "unauthorized" || error.code === "forbidden";
    return needsLogin ? `${error.message} (a "docker login" there may help)` : error.message;
  }
  if (error instanceof DiskError) return error.message;
  if (error instanceof TrivyError && error.code === "image") return error.message;
  throw error;
}
