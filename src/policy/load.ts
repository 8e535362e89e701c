import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
} from "node:fs";
import path from "node:path";
import { messageOf, UsageError } from "../errors.ts";
import { SourceFile } from "../kubernetes/source-file.ts";
import { defaultPolicy } from "./default.ts";
import type { PolicyFile } from "./events.ts";
import { standardNames, withStandardIgnoreFiles } from "./ignore-files.ts";
import { withFilePaths } from "./named-files.ts";
import { largestPolicy, readPolicy } from "./read.ts";
import type { PolicyContext } from "./reading.ts";
import { quote } from "./words.ts";

/** Where a repository keeps its policy, from its root. */
export const policyPath = ".github/portcullis.yml";

/** The name that people try instead; a policy that silently did not count would be worse than none. */
export const mistakenPath = ".github/portcullis.yaml";

/**
 * The policy in the file that the caller names (from the working directory), else the repository's own,
 * else the default. Throws UsageError where there is a policy that cannot count.
 */
export function loadPolicy(
  root: string,
  named: string | undefined,
  workingDirectory: string,
  context: PolicyContext,
): PolicyFile {
  const policy =
    named === undefined
      ? loadOwn(root, context)
      : loadNamed(root, named, path.resolve(workingDirectory, named), context);
  const found = standardNames.filter((name) => isPlainFile(path.join(root, name)));
  return withStandardIgnoreFiles(policy, found);
}

function loadOwn(root: string, context: PolicyContext): PolicyFile {
  const own = path.join(root, policyPath);
  if (!stands(own)) {
    if (!stands(path.join(root, mistakenPath))) return defaultPolicy();
    throw new UsageError(`${mistakenPath}: a policy is read from ${policyPath}; rename the file`);
  }
  refuseOutside(root, own);
  return readPolicy(new SourceFile(policyPath, readText(own, policyPath)), context);
}

function loadNamed(
  root: string,
  named: string,
  absolute: string,
  context: PolicyContext,
): PolicyFile {
  const text = readText(absolute, `policy ${quote(named)}`);
  const relative = path.relative(root, absolute);
  const inside = !path.isAbsolute(relative) && relative.split(path.sep)[0] !== "..";
  const shown = (inside ? relative : named).replaceAll(path.sep, "/");
  const policy = readPolicy(new SourceFile(shown, text), context);
  return inside ? policy : besideItself(policy, path.dirname(absolute));
}

/** The files that a policy from elsewhere names lie beside it, not in the repository that it judges. */
function besideItself(policy: PolicyFile, folder: string): PolicyFile {
  return withFilePaths(policy, (file) => path.resolve(folder, file));
}

/** A link does not count: nobody said that what it leads to may be read. */
function isPlainFile(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Whether something has that name, be it a link that leads nowhere. */
function stands(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return false;
    throw new UsageError(`${file}: cannot be looked at: ${messageOf(error)}`, { cause: error });
  }
}

/** A link in the repository must not make another file of the machine its policy. */
function refuseOutside(root: string, file: string): void {
  const relative = attempt(policyPath, () => path.relative(realpathSync(root), realpathSync(file)));
  if (path.isAbsolute(relative) || relative.split(path.sep)[0] === "..") {
    throw new UsageError(
      `${policyPath}: is a link out of the repository; put the policy itself there`,
    );
  }
}

/** `shown` names the file in messages. Opens without waiting, lest a named pipe hold the run. */
function readText(file: string, shown: string): string {
  const bytes = attempt(shown, () => {
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile())
        throw new UsageError(`${shown}: is not a file; it must be a policy file`);
      if (stats.size > largestPolicy) {
        throw new UsageError(
          `${shown}: has ${stats.size} bytes; a policy may have ${largestPolicy} at most`,
        );
      }
      return readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UsageError(`${shown}: is not UTF-8 text; save it as UTF-8`, { cause: error });
  }
}

/** Runs what touches the disk, and says of which file an error of the system speaks. */
function attempt<T>(shown: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = codeOf(error) === "ENOENT" ? "there is no such file" : messageOf(error);
    throw new UsageError(`${shown}: ${reason}; it must be a policy file such as ${policyPath}`, {
      cause: error,
    });
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
