import type { TrivySettings } from "../policy/vulnerabilities.ts";
import { TrivyError } from "./error.ts";
import { refusalOf } from "../policy/trivy-releases.ts";

const digest = /^[0-9a-f]{64}$/;
const plainVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

/**
 * The policy has been read with care; what reaches a file name or a URL is looked at once more. Throws a
 * TrivyError `program` for what is malformed, and for versions that are never run.
 */
export function requireSound({ version, sha256, path }: TrivySettings): void {
  const refuse = (key: string, value: string, why: string): never => {
    throw new TrivyError(
      "program",
      `vulnerabilities.trivy.${key}: ${JSON.stringify(value)} ${why}`,
    );
  };
  if (sha256 !== undefined && !digest.test(sha256)) {
    refuse("sha256", sha256, "is not a SHA-256; write 64 digits, 0 to 9 and a to f");
  }
  if (version === undefined || (version === "system" && path === undefined)) return;
  if (!plainVersion.test(version))
    refuse("version", version, "is not a version; write 1.2.3 or system");
  const refusal = refusalOf(version);
  if (refusal !== undefined) refuse("version", version, `is not used: ${refusal}`);
}
