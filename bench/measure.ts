import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

/** The median wall time of a command in milliseconds, after one run that warms the caches. */
export function medianOf(command: readonly string[], runs: number): number {
  if (runs > 1) timeOf(command);
  const times = Array.from({ length: runs }, () => timeOf(command)).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** The peak resident memory of a node command in KiB, as the kernel counts it for the process itself. */
export function peakOf(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): number {
  const probe = `import { writeSync } from "node:fs";
    process.on("exit", () => writeSync(2, "\\npeak " + process.resourceUsage().maxRSS + "\\n"));`;
  const [program, ...rest] = command;
  const { stderr } = spawnSync(
    program ?? "",
    ["--import", `data:text/javascript,${encodeURIComponent(probe)}`, ...rest],
    { encoding: "utf8", maxBuffer: 1 << 30, env: { ...process.env, ...environment } },
  );
  return Number(/peak (\d+)/.exec(stderr)?.[1]);
}

function timeOf(command: readonly string[]): number {
  const [program, ...rest] = command;
  const start = performance.now();
  const { status, error } = spawnSync(program ?? "", rest, {
    stdio: ["ignore", "ignore", "ignore"],
  });
  if (error !== undefined || status === null)
    throw new Error(`${command.join(" ")} did not run`, { cause: error });
  return performance.now() - start;
}
