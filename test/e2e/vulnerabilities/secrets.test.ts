import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { until } from "../../registry/opening.ts";
import { realTool } from "../../tools/real-tools.ts";
import { pushImage, storeIn } from "../../trivy/material/images.ts";
import { ended, Room, shop, slow } from "./room.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

if (trivy !== undefined && writer !== undefined) {
  describe("credentials", () => suite({ trivy, writer }));
  describe("a run that is ended from outside", () => endings({ trivy, writer }));
}

const [user, password, token] = ["robot", "p4ssw0rd-of-the-robot", "t0ken-for-the-registry"];
const basic = Buffer.from(`${user}:${password}`).toString("base64");

/** Everything that a program can see of what it was given, into a file: variables, arguments, open files, its folders. */
const dump = (file: string): string =>
  `{ env; echo "arguments: $*"; ls -l /proc/$$/fd; cat /proc/$$/environ | tr '\\0' '\\n'
find "$HOME" "$PWD" "$TMPDIR" -type f | while read -r each; do echo "file: $each"; cat "$each"; done
} >> '${file}' 2>&1`;

function suite(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  beforeEach(async () => {
    room = await Room.start(programs);
    await pushImage(storeIn(room.registry), "private", "1", shop);
    room.deploy(room.image("private:1"));
    lock(room);
  }, slow);

  test(
    "are the registry client's alone: Trivy gets none of them, and nothing else of ours",
    async () => {
      const seen = room.path("seen");
      room.policy([], { trivy: room.stub(`${dump(seen)}\nexec "$TRIVY" "$@"`) });
      const { status, report } = await room.judge([], {
        ...loggedIn(room),
        GITHUB_TOKEN: "ghs_of-the-job",
        AWS_SECRET_ACCESS_KEY: "aws-secret-of-the-job",
        TRIVY_PASSWORD: "password-for-trivy",
        HTTPS_PROXY: "http://someone:proxy-password@127.0.0.1:9",
        HTTP_PROXY: "http://someone:proxy-password@127.0.0.1:9",
        NO_PROXY: "127.0.0.1",
      });
      expect([status, report.checks.vulnerabilities?.reason]).toEqual([1, "1 image: 1 scanned"]);
      const text = readFileSync(seen, "utf8");
      expect(text).toContain("arguments: image --config ");
      expect(text).toContain("file: ");
      const secrets = [password, token, basic, "ghs_", "aws-secret", "for-trivy", "proxy-password"];
      const others = ["PROXY", "proxy=", "GITHUB_", "AWS_", room.path("docker"), room.path("home")];
      expect([...secrets, ...others].filter((each) => text.includes(each))).toEqual([]);
      const log = JSON.stringify(room.registry.seen.map(({ headers }) => headers.authorization));
      expect(log).toContain(`Bearer ${token}`);
      expect(room.leftovers()).toEqual([]);
    },
    slow,
  );

  test(
    "are in no report and no message, whatever goes wrong",
    async () => {
      room.policy([], { trivy: room.stub('env >&2; echo "FATAL no" >&2; exit 1') });
      const { out, err, report, sarif } = await room.judge([], loggedIn(room));
      expect(report.verdict).toBe("error");
      const all = `${out}${err}${JSON.stringify([report, sarif])}`;
      expect([password, token, basic].filter((each) => all.includes(each))).toEqual([]);
      expect(room.leftovers()).toEqual([]);
    },
    slow,
  );
}

/** Lets in whoever brings the token that is given for name and password. */
function lock({ registry }: Room): void {
  registry.switches.push(({ url, headers: { authorization } }, response) => {
    if (url.startsWith("/token")) {
      const isKnown = authorization === `Basic ${basic}`;
      response.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
      response.end(JSON.stringify(isKnown ? { token } : {}));
      return true;
    }
    if (!url.startsWith("/v2/private/") || authorization === `Bearer ${token}`) return false;
    const challenge = `Bearer realm="${registry.url("/token")}",service="test"`;
    response.writeHead(401, { "www-authenticate": challenge }).end();
    return true;
  });
}

function loggedIn(room: Room): Readonly<Record<string, string>> {
  const folder = room.path("docker");
  mkdirSync(folder, { recursive: true });
  const auths = { [room.registry.host()]: { auth: basic } };
  writeFileSync(room.path("docker/config.json"), JSON.stringify({ auths }));
  return { DOCKER_CONFIG: folder };
}

function endings(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  beforeEach(async () => {
    room = await Room.start(programs);
    await pushImage(storeIn(room.registry), "shop", "1", shop);
    room.deploy(room.image("shop:1"));
  }, slow);

  const words = ["check", "deploy", "--checks", "vulnerabilities"];

  test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
    "by %s while Trivy works leaves no child and no file",
    async (signal) => {
      const file = room.path("pid");
      const note = `echo $$ > '${file}.new'; mv '${file}.new' '${file}'; exec sleep 600`;
      room.policy([], { trivy: room.stub(note) });
      const command = room.start(words);
      const ending = ended(command);
      await until(() => existsSync(file));
      expect(room.leftovers()).not.toEqual([]);
      const pid = Number(readFileSync(file, "utf8"));
      expect(isAlive(pid)).toBe(true);
      command.kill(signal);
      const { status, out } = await ending;
      expect([command.signalCode ?? status, out]).not.toEqual([0, expect.anything()]);
      expect(out).not.toContain("PASS");
      await until(() => !isAlive(pid));
      expect(room.leftovers()).toEqual([]);
    },
    slow,
  );

  test(
    "while a layer is on its way leaves no file",
    async () => {
      room.policy();
      const asked = new Promise<void>((resolve) => {
        room.registry.switches.push(({ url }, response) => {
          if (!url.startsWith("/v2/shop/blobs/")) return false;
          response.writeHead(200).write("a beginning");
          resolve();
          return true;
        });
      });
      const command = room.start(words);
      await asked;
      command.kill("SIGTERM");
      await once(command, "close");
      expect(command.exitCode).not.toBe(0);
      expect(room.leftovers()).toEqual([]);
    },
    slow,
  );
}

/** Whether a process goes on; a zombie does not. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
