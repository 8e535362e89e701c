import { spawnSync } from "node:child_process";

/** What Kubernetes' own evaluator says of an object: the refusing checks by `level:version`, or why it cannot be decoded. */
export type OracleAnswer =
  | { readonly results: Readonly<Record<string, readonly string[]>>; readonly error?: undefined }
  | { readonly error: string; readonly results?: undefined };

/**
 * Asks the oracle about each object, at these versions or at every one; answers come in the order of
 * the objects.
 */
export function askOracle(
  binary: string,
  objects: readonly object[],
  versions: readonly string[] = [],
): OracleAnswer[] {
  const input = objects.map((object) => JSON.stringify({ object, versions })).join("\n");
  const { status, stdout, stderr, error } = spawnSync(binary, ["pod-security"], {
    input: `${input}\n`,
    encoding: "utf8",
    maxBuffer: 1024 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`the oracle ended with status ${status}: ${stderr}`);
  const answers = stdout.split("\n").filter((line) => line !== "");
  if (answers.length !== objects.length) {
    throw new Error(`${objects.length} questions, ${answers.length} answers`);
  }
  return answers.map((line) => JSON.parse(line) as OracleAnswer);
}
