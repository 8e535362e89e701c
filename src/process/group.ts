import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

/** The leaders of the groups that are alive. */
const alive = new Set<ChildProcess>();
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Sends a signal to the child and everything it started; silent when nothing of it is left. */
export function signalGroup(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") return endTree(child, child.pid, signal);
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone, which is what was asked for.
  }
}

/** Ends the child's group when we are ended ourselves; a group of its own would outlive us. */
export function endWithUs(child: ChildProcess): void {
  if (alive.size === 0) {
    process.on("exit", killAll);
    for (const signal of endings) process.on(signal, passOn);
  }
  alive.add(child);
}

/** Undoes `endWithUs` once the child's group has ended. */
export function release(child: ChildProcess): void {
  alive.delete(child);
  if (alive.size > 0) return;
  process.off("exit", killAll);
  for (const signal of endings) process.off(signal, passOn);
}

function killAll(): void {
  for (const child of alive) signalGroup(child, "SIGKILL");
}

function passOn(signal: NodeJS.Signals): void {
  killAll();
  for (const child of alive) release(child);
  // With our handlers gone the signal has its default effect.
  process.kill(process.pid, signal);
}

/** Windows has no groups: taskkill walks the tree of children, and there is no gentle way. */
function endTree(child: ChildProcess, pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  const root = process.env["SystemRoot"] ?? "C:\\Windows";
  const killer = spawn(join(root, "System32", "taskkill.exe"), ["/pid", String(pid), "/T", "/F"], {
    stdio: "ignore",
    windowsHide: true,
  });
  killer.on("error", () => child.kill(signal));
}
