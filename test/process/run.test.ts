import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { cleanEnvironment } from "../../src/process/environment.ts";
import type { ProcessError } from "../../src/process/error.ts";
import { run, type Finished, type RunOptions } from "../../src/process/run.ts";

const folder = mkdtempSync(join(tmpdir(), "portcullis-run-"));
afterAll(() => rmSync(folder, { recursive: true }));

function node(script: string, options: Partial<RunOptions> = {}): Promise<Finished> {
  return run(process.execPath, ["-e", script], {
    environment: cleanEnvironment(),
    cwd: folder,
    timeoutMs: 20_000,
    ...options,
  });
}

async function errorOf(promise: Promise<unknown>): Promise<ProcessError> {
  try {
    await promise;
  } catch (error) {
    return error as ProcessError;
  }
  throw new Error("it did not throw");
}

/** Whether it still runs; one that ended and was not yet collected by its parent does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform === "win32") return true;
  const state = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return state.stdout.trim() !== "" && !state.stdout.startsWith("Z");
}

/** The process id that a child wrote before it was stopped. */
const pidIn = (text: string): number => Number(/pid (\d+)/.exec(text)?.[1]);

test("brings back what the child wrote on both outputs", async () => {
  const result = await node(`process.stdout.write("\\u00e9"); process.stderr.write("aside")`);
  expect(result.stdout).toEqual(Buffer.from("é"));
  expect(result.stderr).toBe("aside");
  expect(result.status).toBe(0);
});

test.each([
  [5, "aside", false],
  [4, "asid", true],
  [0, "", true],
])(
  "of standard error %d bytes are kept, and it is told whether that was all",
  async (stderrLimit, stderr, isStderrCut) => {
    const result = await node(`process.stderr.write("aside")`, { stderrLimit });
    expect(result).toMatchObject({ stderr, isStderrCut, status: 0 });
  },
);

test("hands over standard input byte by byte", async () => {
  const bytes = Buffer.from([0, 255, 10, 13, 128]);
  const result = await node("process.stdin.pipe(process.stdout)", { stdin: bytes });
  expect(result.stdout).toEqual(bytes);
});

test("a child that does not read its input is judged by its status", async () => {
  const result = await node("process.exit(0)", { stdin: Buffer.alloc(4 << 20) });
  expect(result.status).toBe(0);
});

test("arguments reach the child unchanged, whatever a shell would make of them", async () => {
  const hostile = ["$(id)", "; rm -rf x", "a b", '"', "`id`", "--", "*"];
  const result = await run(
    process.execPath,
    ["-e", "console.log(JSON.stringify(process.argv.slice(1)))", "--", ...hostile],
    { environment: cleanEnvironment(), cwd: folder, timeoutMs: 20_000 },
  );
  expect(JSON.parse(result.stdout.toString())).toEqual(hostile);
});

test("the child sees the given environment and nothing of ours", async () => {
  process.env["GITHUB_TOKEN"] = "secret";
  try {
    const result = await node("console.log(JSON.stringify(process.env))", {
      environment: cleanEnvironment({ WANTED: "yes" }),
    });
    const seen = JSON.parse(result.stdout.toString()) as Record<string, string>;
    expect(seen).toMatchObject({ LANG: "C", LC_ALL: "C", WANTED: "yes" });
    expect(seen).not.toHaveProperty("GITHUB_TOKEN");
    expect(seen).not.toHaveProperty("HOME");
  } finally {
    delete process.env["GITHUB_TOKEN"];
  }
});

test("a status other than 0 fails, with what the child said", async () => {
  const error = await errorOf(node(`process.stderr.write("no luck"); process.exitCode = 3`));
  expect(error).toMatchObject({ name: "ProcessError", code: "failed", stderr: "no luck" });
  expect(error.message).toContain("status 3");
});

test("a status that the caller allows is a result", async () => {
  expect((await node("process.exit(3)", { statuses: [0, 3] })).status).toBe(3);
});

test("a missing program is told from a missing folder", async () => {
  const options = { environment: cleanEnvironment(), cwd: folder, timeoutMs: 1000 };
  expect(await errorOf(run("no-such-program", [], options))).toMatchObject({ code: "not-found" });
  const missing = { ...options, cwd: join(folder, "missing") };
  const error = await errorOf(run(process.execPath, ["-v"], missing));
  expect(error).toMatchObject({ code: "failed" });
  expect(error.message).toContain("missing");
});

test("a program in the working directory is not found through a relative PATH", async () => {
  symlinkSync(process.execPath, join(folder, "planted"));
  const environment = { ...cleanEnvironment(), PATH: [".", "", folder.slice(1)].join(":") };
  const error = await errorOf(
    run("planted", ["-v"], { environment, cwd: folder, timeoutMs: 1000 }),
  );
  expect(error.code).toBe("not-found");
});

test("a file that the system refuses to start is `failed`", async () => {
  const broken = join(folder, "broken");
  writeFileSync(broken, "#!/no/such/interpreter\n");
  chmodSync(broken, 0o755);
  const options = { environment: cleanEnvironment(), cwd: folder, timeoutMs: 1000 };
  expect((await errorOf(run(broken, [], options))).code).toBe("failed");
});

test("an argument with a NUL is `failed`, not a crash", async () => {
  const options = { environment: cleanEnvironment(), cwd: folder, timeoutMs: 1000 };
  expect((await errorOf(run(process.execPath, ["a\0b"], options))).code).toBe("failed");
});

test("a child that hangs is ended at the deadline", async () => {
  const script = `process.stderr.write("pid " + process.pid); setInterval(() => {}, 1000)`;
  const started = Date.now();
  const error = await errorOf(node(script, { timeoutMs: 700 }));
  expect(error.code).toBe("timed-out");
  expect(isAlive(pidIn(error.stderr))).toBe(false);
  expect(Date.now() - started).toBeLessThan(10_000);
});

test("a child that ignores SIGTERM is ended all the same", async () => {
  const script = `process.on("SIGTERM", () => {}); process.stderr.write("pid " + process.pid); setInterval(() => {}, 1000)`;
  const error = await errorOf(node(script, { timeoutMs: 700 }));
  expect(error.code).toBe("timed-out");
  expect(isAlive(pidIn(error.stderr))).toBe(false);
});

test("more output than allowed ends the child", async () => {
  const script = `process.stderr.write("pid " + process.pid); const flood = () => process.stdout.write("x".repeat(65536), flood); flood()`;
  const error = await errorOf(node(script, { stdoutLimit: 1000 }));
  expect(error.code).toBe("output-too-large");
  expect(error.message).toContain("1000 bytes");
  expect(isAlive(pidIn(error.stderr))).toBe(false);
});

test("output of exactly the limit is a result", async () => {
  expect(
    (await node(`process.stdout.write("x".repeat(1000))`, { stdoutLimit: 1000 })).stdout,
  ).toHaveLength(1000);
});

test("standard error is cut, not an error", async () => {
  const result = await node(`process.stderr.write("x".repeat(5000))`, { stderrLimit: 100 });
  expect(result.stderr).toBe("x".repeat(100));
});

const onPosix = process.platform === "win32" ? test.skip : test;

function sh(script: string, options: Partial<RunOptions> = {}): Promise<Finished> {
  return run("sh", ["-c", script], {
    environment: cleanEnvironment(),
    cwd: folder,
    timeoutMs: 20_000,
    ...options,
  });
}

onPosix("grandchildren end with a child that timed out", async () => {
  const error = await errorOf(
    sh(
      `trap '' TERM; sh -c 'trap "" TERM; echo pid $$ >&2; while :; do sleep 1; done' & wait; sleep 60`,
      { timeoutMs: 700 },
    ),
  );
  expect(error.code).toBe("timed-out");
  expect(isAlive(pidIn(error.stderr))).toBe(false);
});

onPosix("a grandchild left behind by a child that ended well is ended too", async () => {
  const started = Date.now();
  const result = await sh(`sleep 60 & echo "pid $!"`);
  expect(Date.now() - started).toBeLessThan(10_000);
  expect(isAlive(pidIn(result.stdout.toString()))).toBe(false);
});

onPosix("a child that a signal ends is `killed`", async () => {
  expect(await errorOf(sh("kill -9 $$"))).toMatchObject({ code: "killed" });
});

onPosix("what runs is ended when we are", async () => {
  const modules = new URL("../../src/process/", import.meta.url);
  const parent = `
    const { run } = await import(${JSON.stringify(new URL("run.ts", modules).href)});
    const { cleanEnvironment } = await import(${JSON.stringify(new URL("environment.ts", modules).href)});
    setTimeout(() => process.kill(process.pid, "SIGTERM"), 500);
    const child = 'require("node:fs").writeFileSync("pid", "pid " + process.pid); setInterval(() => {}, 1000)';
    await run(process.execPath, ["-e", child], { environment: cleanEnvironment(), cwd: process.cwd(), timeoutMs: 60000 });`;
  const file = join(folder, "parent.mjs");
  writeFileSync(file, parent);
  const error = await errorOf(
    run(process.execPath, [file], {
      environment: cleanEnvironment(),
      cwd: folder,
      timeoutMs: 20_000,
    }),
  );
  expect(error).toMatchObject({ code: "killed" });
  expect(error.message).toContain("SIGTERM");
  expect(isAlive(pidIn(readFileSync(join(folder, "pid"), "utf8")))).toBe(false);
});

test("a signal ends the child with all that it started", async () => {
  const controller = new AbortController();
  const script = `process.on("SIGTERM", () => {});
    require("fs").writeFileSync("started", "");
    console.error("pid " + process.pid);
    setInterval(() => {}, 1000);`;
  const ending = errorOf(node(script, { signal: controller.signal }));
  while (!existsSync(join(folder, "started"))) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  controller.abort();
  const error = await ending;
  expect(error.code).toBe("called-off");
  expect(error.message).toContain("was called off");
});

test("after the signal no child is started", async () => {
  const script = `require("fs").writeFileSync("late", "")`;
  const error = await errorOf(node(script, { signal: AbortSignal.abort() }));
  expect(error.code).toBe("called-off");
  expect(existsSync(join(folder, "late"))).toBe(false);
});

test("standard output can go into a new file, within its bound", async () => {
  const file = join(folder, "output");
  const { stdout } = await node(`process.stdout.write("x".repeat(3 << 20))`, {
    stdoutFile: file,
    stdoutLimit: 4 << 20,
  });
  expect(stdout.length).toBe(0);
  expect(statSync(file).size).toBe(3 << 20);
  const again = await errorOf(node(`console.log(1)`, { stdoutFile: file }));
  expect(again.code).toBe("failed");
  expect(again.message).toContain(`its output could not be written to ${file}`);
});

test("a file for standard output never grows past the bound", async () => {
  const file = join(folder, "capped");
  const script = `const more = () => process.stdout.write("x".repeat(65536), more); more();`;
  const error = await errorOf(node(script, { stdoutFile: file, stdoutLimit: 100_000 }));
  expect(error.code).toBe("output-too-large");
  expect(statSync(file).size).toBe(100_000);
});
