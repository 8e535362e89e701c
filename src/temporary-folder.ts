import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders = new Set<string>();
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Lends a new folder that only we may enter to `use`, and removes it however that ends, also by a signal. */
export async function withTemporaryFolder<T>(
  use: (folder: string) => Promise<T>,
  purpose = "git",
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `portcullis-${purpose}-`));
  remember(folder);
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    forget(folder);
  }
}

function remember(folder: string): void {
  if (folders.size === 0) {
    process.on("exit", removeAll);
    for (const signal of endings) process.on(signal, removeAndEnd);
  }
  folders.add(folder);
}

function forget(folder: string): void {
  folders.delete(folder);
  if (folders.size === 0) stopListening();
}

function stopListening(): void {
  process.off("exit", removeAll);
  for (const signal of endings) process.off(signal, removeAndEnd);
}

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function removeAndEnd(signal: NodeJS.Signals): void {
  removeAll();
  stopListening();
  // With our handlers gone the signal has its default effect.
  process.kill(process.pid, signal);
}
