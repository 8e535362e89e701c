import { execFile } from "node:child_process";

export interface CosignEnd {
  readonly status: number;
  readonly said: string;
}

/** Runs real cosign with nothing of our environment but a home of its own. */
export function runCosign(
  cosign: string,
  home: string,
  args: readonly string[],
): Promise<CosignEnd> {
  const env = { HOME: home, PATH: "/nowhere", COSIGN_PASSWORD: "secret", TUF_ROOT: `${home}/tuf` };
  return new Promise((resolve) => {
    const child = execFile(
      cosign,
      args,
      { env, cwd: home, timeout: 60_000 },
      (error, _, stderr) => {
        const status = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ status, said: stderr });
      },
    );
    // It asks before it overwrites, and nobody would answer.
    child.stdin?.end();
  });
}
