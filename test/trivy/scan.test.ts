import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { realTool } from "../tools/real-tools.ts";
import { alpineFiles, nodeFiles, vulnerableAlpine, type ImageRecipe } from "./material/images.ts";
import { mavenJar } from "./material/jar.ts";
import {
  databaseIn,
  layoutOf,
  newFolder,
  programAt,
  programOf,
  scan,
  trivyError,
} from "./scanning.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

const lodash: ImageRecipe = {
  layers: [
    { files: [...alpineFiles({ openssl: "3.1.3-r0" }), ...nodeFiles({ lodash: "4.17.4" })] },
  ],
  config: { User: "nobody" },
};

const java: ImageRecipe = {
  layers: [
    { files: alpineFiles({ openssl: "3.1.3-r0" }) },
    {
      files: [
        {
          path: "app/log4j-core-2.14.0.jar",
          content: mavenJar("org.apache.logging.log4j", "log4j-core", "2.14.0"),
        },
      ],
    },
  ],
};

if (trivy !== undefined && writer !== undefined) {
  describe("the real Trivy", () => {
    const program = programAt(trivy);
    const database = databaseIn(writer);

    test("finds what the database knows, and tells the image", async () => {
      const { scan: found, javaDatabase } = await scan(program, database, await layoutOf(lodash));
      expect(found.vulnerabilities.map(({ facts, fixed }) => [facts.id, fixed])).toEqual([
        ["CVE-2023-5363", "3.1.4-r0"],
        ["CVE-2019-10744", "4.17.12"],
        ["CVE-2021-23337", "4.17.21"],
      ]);
      expect(found.user).toBe("nobody");
      expect(found.distribution?.family).toBe("alpine");
      expect(javaDatabase).toBeUndefined();
      expect(database.javaAsked()).toBe(0);
    });

    test("Java archives are never passed over: their database is got and the image scanned again", async () => {
      const own = databaseIn(writer);
      const { scan: found, javaDatabase } = await scan(program, own, await layoutOf(java));
      expect(found.vulnerabilities.map(({ facts }) => facts.id)).toEqual([
        "CVE-2023-5363",
        "CVE-2021-44228",
      ]);
      expect(javaDatabase?.digest).toBe("sha256:java");
      expect(own.javaAsked()).toBeGreaterThan(0);
    });

    test("without the database of Java archives such an image has no result, and others have", async () => {
      const own = {
        ...databaseIn(writer),
        withJava: () => Promise.reject(new Error("registry.test answered 429")),
      };
      const error = await trivyError(scan(program, own, await layoutOf(java)));
      expect(error.code).toBe("image");
      expect(error.message).toBe(
        "the database that its Java archives need is missing: registry.test answered 429",
      );
      const other = await scan(program, own, await layoutOf(vulnerableAlpine));
      expect(other.scan.vulnerabilities).toHaveLength(1);
    });

    test("a promise of a database of Java archives that is not kept is an error", async () => {
      const real = databaseIn(writer);
      const own = { ...real, withJava: () => Promise.resolve(real.identity) };
      const error = await trivyError(scan(program, own, await layoutOf(java)));
      expect(error.message).toContain(
        "'--skip-java-db-update' cannot be specified on the first run",
      );
    });

    test("what is found does not depend on who looks at the same time", async () => {
      const layouts = await Promise.all(
        [lodash, vulnerableAlpine, lodash, java].map((each) => layoutOf(each)),
      );
      const own = databaseIn(writer);
      const scans = await Promise.all(layouts.map((layout) => scan(program, own, layout)));
      expect(scans.map((each) => each.scan.vulnerabilities.length)).toEqual([3, 1, 3, 2]);
    });

    test("secrets are looked for where that is asked", async () => {
      const files = [{ path: "app/key", content: `AWS_ACCESS_KEY_ID=${"AKIA"}IOSFODNN7EXAMPLR\n` }];
      const layout = await layoutOf({ layers: [{ files }] });
      expect((await scan(program, database, layout)).scan.secrets).toEqual([]);
      const { secrets } = (await scan(program, database, layout, { secrets: true })).scan;
      expect(secrets.map(({ path }) => path)).toEqual(["/app/key"]);
    });

    test("a distribution that Trivy has no data for is named as such", async () => {
      const layout = await layoutOf({
        layers: [{ files: alpineFiles({ openssl: "3.1.3-r0" }, "99.9.9") }],
      });
      const { vulnerabilities, remarks } = (await scan(program, database, layout)).scan;
      expect(vulnerabilities).toEqual([]);
      expect(remarks).toEqual([
        "Trivy does not know the version of its distribution; there may be no data for it.",
      ]);
    });

    test("a platform of another name is not taken for the one that was asked for", async () => {
      const layout = await layoutOf(vulnerableAlpine, "linux/s390x");
      const error = await trivyError(scan(program, database, layout));
      expect(error.message).toContain("is for linux/amd64, not linux/s390x");
    });

    test("an image with a missing layer has no result", async () => {
      const layout = await layoutOf(vulnerableAlpine);
      const blob = (digest: string): string => join(layout.folder, "blobs", ...digest.split(":"));
      const manifest = JSON.parse(readFileSync(blob(layout.digest), "utf8")) as {
        layers: { digest: string }[];
      };
      writeFileSync(blob(manifest.layers[0]?.digest ?? ""), "no archive");
      const error = await trivyError(scan(program, database, layout));
      expect(error.code).toBe("image");
      expect(error.message).toMatch(/^Trivy failed: .*failed to analyze layer/);
    });

    test("a database that cannot be opened concerns every image", async () => {
      const missing = await trivyError(
        scan(program, databaseIn(undefined), await layoutOf(vulnerableAlpine)),
      );
      expect(missing).toMatchObject({ code: "database" });
      const broken = databaseIn(writer);
      writeFileSync(join(broken.folder, "db/trivy.db"), "no database");
      const error = await trivyError(scan(program, broken, await layoutOf(vulnerableAlpine)));
      expect(error).toMatchObject({ code: "database" });
      expect(error.message).toContain("Trivy cannot use its database: ");
      expect(error.message).not.toContain(broken.folder);
    });

    test("a database that may only be read is enough", async () => {
      const own = databaseIn(writer);
      chmodSync(join(own.folder, "db"), 0o555);
      const before = readFileSync(join(own.folder, "db/trivy.db"));
      await scan(program, own, await layoutOf(lodash));
      expect(readFileSync(join(own.folder, "db/trivy.db")).equals(before)).toBe(true);
    });
  });

  describe("what lies around", () => {
    const before = { ...process.env };
    const startedIn = process.cwd();
    afterEach(() => {
      process.chdir(startedIn);
      for (const name of Object.keys(process.env)) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    });

    /** Everything by which Trivy can be told to find nothing. */
    function hostileFolder(): string {
      const folder = newFolder();
      const config = "severity: [LOW]\nscan:\n  skip-dirs: ['**']\nignorefile: .trivyignore\n";
      writeFileSync(join(folder, "trivy.yaml"), config);
      writeFileSync(join(folder, ".trivyignore"), "CVE-2023-5363\nCVE-2019-10744\n");
      writeFileSync(
        join(folder, ".trivyignore.yaml"),
        "vulnerabilities:\n  - id: CVE-2021-23337\n",
      );
      mkdirSync(join(folder, ".config/trivy"), { recursive: true });
      writeFileSync(join(folder, ".config/trivy/trivy.yaml"), config);
      return folder;
    }

    test("does turn a plain Trivy off, and has no effect here", async () => {
      const folder = hostileFolder();
      const layout = await layoutOf(lodash);
      const database = databaseIn(writer);
      const words = ["--cache-dir", database.folder, "--cache-backend", "memory"];
      const plain = spawnSync(
        trivy,
        [
          ["image", ...words, "--skip-db-update", "--skip-java-db-update", "--offline-scan"],
          ["--quiet", "--skip-version-check", "--format", "json", "--input", layout.folder],
        ].flat(),
        { cwd: folder, encoding: "utf8", env: { HOME: folder, TRIVY_SEVERITY: "LOW" } },
      );
      expect(plain.status).toBe(0);
      expect(plain.stdout).not.toContain("CVE-");

      process.chdir(folder);
      Object.assign(process.env, {
        HOME: folder,
        XDG_CONFIG_HOME: join(folder, ".config"),
        TRIVY_SEVERITY: "LOW",
        TRIVY_CONFIG: join(folder, "trivy.yaml"),
        TRIVY_IGNOREFILE: join(folder, ".trivyignore"),
        TRIVY_IGNORE_UNFIXED: "true",
        TRIVY_SKIP_DIRS: "**",
        TRIVY_PKG_TYPES: "library",
        TRIVY_CACHE_DIR: folder,
        TRIVY_SERVER: "http://127.0.0.1:1",
        HTTPS_PROXY: "http://127.0.0.1:1",
      });
      const { scan: found } = await scan(programAt(trivy), database, layout);
      expect(found.vulnerabilities).toHaveLength(3);
    });
  });
}

/** Whether it still runs; one that ended and was not yet collected by its parent does not. */
function isAlive(pid: string): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

describe("a program in Trivy's place", () => {
  const database = databaseIn(undefined);

  async function failure(
    script: string,
    options: Parameters<typeof scan>[3] = {},
  ): Promise<string> {
    const layout = await layoutOf(vulnerableAlpine);
    const error = await trivyError(scan(programOf(script), database, layout, options));
    expect(error.code).toBe("image");
    return error.message;
  }

  test("that crashes is an error with its last words, without the names of our folders", async () => {
    const message = await failure(`
      process.stderr.write("2026-01-01T00:00:00Z\\tINFO\\tstarted\\n");
      process.stderr.write("2026-01-01T00:00:00Z\\tFATAL\\tFatal error\\tno space left on device: " + process.cwd() + "/tmp/x\\n");
      process.exit(1);`);
    expect(message).toBe("Trivy failed: no space left on device: …/tmp/x");
  });

  test("that is killed is an error", async () => {
    expect(
      await failure("process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 1000);"),
    ).toBe("Trivy crashed or was ended from outside: it was ended by SIGSEGV");
  });

  test.each([
    ["nothing", "", "it is empty"],
    ["half a report", `process.stdout.write('{"SchemaVersion": 2, "Results": [');`, "only a part"],
    ["another schema", `process.stdout.write('{"SchemaVersion": 1}');`, "its SchemaVersion is 1"],
    [
      "a report of another image",
      `console.log('{"SchemaVersion": 2}');`,
      "about the image of no name",
    ],
  ])("that ends well and prints %s is an error", async (_, script, message) => {
    expect(await failure(script)).toContain(`Trivy's report cannot be read: `);
    expect(await failure(script)).toContain(message);
  });

  test("that prints without end is stopped", async () => {
    const script = "const go = () => { process.stdout.write('x'.repeat(65536), go); }; go();";
    expect(await failure(script, { reportBytes: 1 << 20 })).toBe(
      "Trivy's report cannot be read: it is too large",
    );
  });

  test("that says much and then ends well is read to its end", async () => {
    const script = "process.stderr.write('y'.repeat(8 << 20), () => console.log('{}'));";
    expect(await failure(script)).toContain("its SchemaVersion is none");
  });

  test.each([
    ["hangs", ""],
    ["ignores the request to end", "process.on('SIGTERM', () => {});"],
    [
      "has a child that hangs",
      `return require("child_process").spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "inherit" }).pid`,
    ],
  ])("that %s is ended with all that it started", async (_, script) => {
    const folder = newFolder();
    const file = JSON.stringify(join(folder, "pids"));
    const own = `require("fs").writeFileSync(${file}, process.pid + " " + (child ?? ""));`;
    const message = await failure(
      `const child = (() => { ${script} })(); ${own} setInterval(() => {}, 1000);`,
      {
        timeoutMs: 1_500,
      },
    );
    expect(message).toMatch(/did not end within 1.5 s; vulnerabilities.timeout allows more$/);
    const pids = readFileSync(join(folder, "pids"), "utf8").trim().split(" ");
    expect(pids.filter(isAlive)).toEqual([]);
  });

  test("is ended when the run is called off, and not started after that", async () => {
    const folder = newFolder();
    const started = join(folder, "started");
    const controller = new AbortController();
    const script = `require("fs").writeFileSync(${JSON.stringify(started)}, String(process.pid)); setInterval(() => {}, 1000);`;
    const ending = failure(script, { signal: controller.signal });
    while (!existsSync(started) || readFileSync(started, "utf8") === "") {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    controller.abort();
    expect(await ending).toBe("Trivy was called off before it had looked at the image");
    expect(isAlive(readFileSync(started, "utf8"))).toBe(false);
    const never = join(folder, "never");
    const second = `require("fs").writeFileSync(${JSON.stringify(never)}, "");`;
    expect(await failure(second, { signal: controller.signal })).toContain("called off");
    expect(existsSync(never)).toBe(false);
  });

  test("that is not there, or knows too little, concerns every image", async () => {
    const layout = await layoutOf(vulnerableAlpine);
    const missing = programAt(join(newFolder(), "trivy"));
    expect(await trivyError(scan(missing, database, layout))).toMatchObject({ code: "program" });
    const old = programOf(
      `process.stderr.write("Error: unknown flag: --disable-telemetry\\n"); process.exit(1);`,
    );
    const error = await trivyError(scan(old, database, layout));
    expect(error).toMatchObject({ code: "program" });
    expect(error.message).toContain("unknown flag: --disable-telemetry");
  });

  test("is told nothing of our environment", async () => {
    process.env["GITHUB_TOKEN"] = "secret";
    try {
      const message = await failure(
        `process.stderr.write("FATAL " + Object.keys(process.env).filter((name) => name !== "PATH").join() + " " + process.env.HOME); process.exit(1);`,
      );
      expect(message).not.toContain("GITHUB_TOKEN");
      expect(message).toContain("DOCKER_CONFIG");
      expect(message).toContain("…/home");
    } finally {
      delete process.env["GITHUB_TOKEN"];
    }
  });
});
