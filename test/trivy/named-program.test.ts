import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { TrivySettings } from "../../src/policy/vulnerabilities.ts";
import type { ObtainOptions } from "../../src/trivy/obtain.ts";
import type { TrivyProgram } from "../../src/trivy/program.ts";
import { stopServersAfterEach } from "../network/loopback-server.ts";
import {
  obtainIn,
  placesForEach,
  refusal,
  script,
  serveFiles,
  sha256,
  version,
} from "./obtaining.ts";

stopServersAfterEach();

const places = placesForEach();
const obtain = (
  settings: Partial<TrivySettings>,
  options: Partial<ObtainOptions> = {},
): Promise<TrivyProgram> => obtainIn(places(), settings, options);

describe("a program that the policy names by its path", () => {
  function install(at: string, content = script()): string {
    writeFileSync(at, content);
    chmodSync(at, 0o755);
    return at;
  }

  test("is run as it is, and said to be unverified", async () => {
    const program = install(join(places().outside, "my-trivy"));
    expect(await obtain({ path: program })).toEqual({
      path: program,
      version,
      origin: `${program}, not verified`,
      sha256: sha256(script()),
    });
  });

  test("is compared with its digest and its version before and after it is run", async () => {
    const program = install(join(places().outside, "my-trivy"), `${script()}touch "$0.was-run"\n`);
    const wrong = { path: program, sha256: "3".repeat(64) };
    expect(await refusal(obtain(wrong))).toContain("it is not run");
    expect(existsSync(`${program}.was-run`)).toBe(false);
    const right = { path: program, sha256: sha256(readFileSync(program)), version };
    expect((await obtain(right)).origin).toBe(`${program}, verified by SHA-256`);
    expect(await refusal(obtain({ ...right, version: "1.0.0" }))).toContain(
      "is Trivy 9.9.9, and vulnerabilities.trivy.version says 1.0.0",
    );
  });

  test("must not come out of the judged repository by any way", async () => {
    install(join(places().root, "trivy"));
    symlinkSync(join(places().root, "trivy"), join(places().outside, "link"));
    symlinkSync(places().root, join(places().outside, "tools"));
    symlinkSync("../repository/trivy", join(places().outside, "relative"));
    install(join(places().outside, "real"));
    symlinkSync(join(places().outside, "real"), join(places().root, "through"));
    symlinkSync(join(places().root, "through"), join(places().outside, "round-trip"));
    symlinkSync("circle", join(places().outside, "circle"));
    const ways = [
      join(places().root, "trivy"),
      join(places().outside, "..", "repository", "trivy"),
      join(places().outside, "link"),
      join(places().outside, "tools", "trivy"),
      join(places().outside, "relative"),
      join(places().outside, "round-trip"),
      join(places().outside, "circle"),
    ];
    for (const way of ways) {
      expect(await refusal(obtain({ path: way }))).toContain("lies in the judged repository");
    }
  });

  test("is found though the repository is named by a link", async () => {
    const program = install(join(places().outside, "trivy"));
    symlinkSync(places().root, join(places().outside, "named"));
    expect(
      (await obtain({ path: program }, { root: join(places().outside, "named") })).version,
    ).toBe(version);
    install(join(places().root, "trivy"));
    const inside = obtain(
      { path: join(places().root, "trivy") },
      { root: join(places().outside, "named") },
    );
    expect(await refusal(inside)).toContain("lies in the judged repository");
  });

  test("must be absolute, there, and a program", async () => {
    writeFileSync(join(places().outside, "no-program"), "text", { mode: 0o644 });
    const cases: [string, string][] = [
      ["trivy", "is not absolute"],
      [join(places().outside, "missing"), "is not an executable file"],
      [join(places().outside, "no-program"), "is not an executable file"],
      [places().outside, "is not an executable file"],
    ];
    for (const [named, why] of cases) expect(await refusal(obtain({ path: named }))).toContain(why);
  });

  test.each([
    ["fails", "exit 3", "Trivy cannot be run: "],
    ["prints nothing", "true", "does not print a version"],
    ["prints something else", "echo 0.74.0", "does not print a version"],
    ["is a build without a version", "echo Version: dev", "does not print a version"],
    ["prints without end", "yes", "Trivy cannot be run: "],
  ])("and that %s is refused", async (_, body, why) => {
    const program = install(join(places().outside, "odd"), `#!/bin/sh\n${body}\n`);
    expect(await refusal(obtain({ path: program }))).toContain(why);
  });

  test("is given nothing of our environment", async () => {
    process.env["PORTCULLIS_TEST_SECRET"] = "s3cret";
    try {
      const body = `env > "$(dirname "$0")/environment"\n`;
      await obtain({ path: install(join(places().outside, "spy"), `${script()}${body}`) });
      const environment = readFileSync(join(places().outside, "environment"), "utf8");
      expect(environment).not.toContain("s3cret");
      expect(environment).toContain(`HOME=${places().folder}`);
    } finally {
      delete process.env["PORTCULLIS_TEST_SECRET"];
    }
  });
});

describe("the system's Trivy", () => {
  function install(at: string, printed = version): void {
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, "trivy"), script(printed), { mode: 0o755 });
  }

  test("is the first on PATH that the repository has no hand in", async () => {
    install(join(places().root, "bin"), "6.6.6");
    symlinkSync(join(places().root, "bin"), join(places().outside, "linked"));
    mkdirSync(join(places().outside, "empty"));
    install(join(places().outside, "good"));
    install(join(places().outside, "later"), "8.8.8");
    const PATH = [
      "bin",
      "",
      join(places().root, "bin"),
      join(places().outside, "linked"),
      join(places().outside, "empty"),
      join(places().outside, "good"),
      join(places().outside, "later"),
    ].join(":");
    const found = join(places().outside, "good", "trivy");
    expect(await obtain({ version: "system" }, { surroundings: { PATH }, offline: true })).toEqual({
      path: found,
      version,
      origin: `system, ${found}, not verified`,
      sha256: sha256(script()),
    });
  });

  test("that is only in the repository is none", async () => {
    install(join(places().root, "bin"));
    const surroundings = { PATH: `${join(places().root, "bin")}:bin` };
    expect(await refusal(obtain({ version: "system" }, { surroundings }))).toContain(
      "no folder of PATH outside of the judged repository has a trivy",
    );
  });

  test("is not used unless the policy says so", async () => {
    install(places().outside);
    const server = await serveFiles({});
    const settings = { version, sha256: "4".repeat(64), mirror: server.url };
    expect(await refusal(obtain(settings))).toContain("answered 404");
  });
});
