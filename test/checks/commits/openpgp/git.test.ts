import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { OpenPgpTrust } from "../../../../src/checks/commits/openpgp/trust.ts";
import { run } from "../../../../src/process/run.ts";
import { altered } from "./armouring.ts";
import { gpgPresent } from "./gpg-present.ts";
import { Gpg } from "./gpg.ts";
import { judge, trustIn } from "./trusting.ts";

const day = 86_400;
const created = Date.UTC(2020, 0, 1) / 1000;

if (await gpgPresent()) {
  let gpg: Gpg;
  let repository: string;
  let key: string;
  let trust: OpenPgpTrust;

  beforeAll(async () => {
    gpg = await Gpg.open();
    repository = join(gpg.home, "repository");
    await mkdir(repository);
    await git(["init", "--quiet"]);
    key = await gpg.generate("Ann <ann@example.com>", "rsa2048", "never", { at: created });
    trust = await trustIn(await gpg.certificate(key));
  });
  afterAll(() => gpg.close());

  const git = async (args: readonly string[], stdin = Buffer.alloc(0)): Promise<Buffer> => {
    const person = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"];
    const options = { environment: gpg.environment, cwd: repository, timeoutMs: 60_000, stdin };
    return (await run("git", [...person, ...args], options)).stdout;
  };
  const statusOf = async (id: string): Promise<number> => {
    const options = { environment: gpg.environment, cwd: repository, timeoutMs: 60_000 };
    return (await run("git", ["verify-commit", id], { ...options, statuses: [0, 1, 128] })).status;
  };

  /** A commit with that signature over what is asked to be signed. */
  const commit = async (sign: (payload: Buffer) => Promise<Buffer>): Promise<Commit> => {
    const tree = String(await git(["mktree"])).trim();
    const id = String(await git(["commit-tree", tree, "-m", "A message"])).trim();
    const payload = await git(["cat-file", "commit", id]);
    const signature = await sign(payload);
    const lines = `gpgsig ${String(signature).trimEnd().replaceAll("\n", "\n ")}\n`;
    const blank = payload.indexOf("\n\n") + 1;
    const object = Buffer.concat([
      payload.subarray(0, blank),
      Buffer.from(lines),
      payload.subarray(blank),
    ]);
    const signed = await git(["hash-object", "-t", "commit", "-w", "--stdin"], object);
    return { id: String(signed).trim(), payload, signature };
  };
  interface Commit {
    readonly id: string;
    readonly payload: Buffer;
    readonly signature: Buffer;
  }
  const verdicts = async ({ id, payload, signature }: Commit): Promise<[string, number]> => [
    judge(signature, payload, trust),
    await statusOf(id),
  ];

  test("a commit that git signed", async () => {
    const tree = String(await git(["mktree"])).trim();
    const id = String(await git(["commit-tree", `-S${key}`, tree, "-m", "A message"])).trim();
    const object = String(await git(["cat-file", "commit", id]));
    const [, lines = ""] = /^gpgsig (.*(?:\n .*)*)\n/m.exec(object) ?? [];
    const signature = Buffer.from(lines.replaceAll("\n ", "\n"));
    const payload = Buffer.from(object.replace(`gpgsig ${lines}\n`, ""));
    expect(await verdicts({ id, payload, signature })).toEqual(["known", 0]);
  });

  test("as text, and with a wrong hint of the digest", async () => {
    const text = await commit((payload) => gpg.sign(key, payload, { with: ["--textmode"] }));
    expect(await verdicts(text)).toEqual(["known", 0]);
    const hint = await commit(async (payload) =>
      altered(await gpg.sign(key, payload), ({ rest }) => ({
        rest: Buffer.concat([Buffer.alloc(2), rest.subarray(2)]),
      })),
    );
    expect(await verdicts(hint)).toEqual(["known", 0]);
  });

  test("two signatures are refused by both", async () => {
    const twice = await commit(async (payload) =>
      gpg.sign(key, payload, { with: ["--local-user", key] }),
    );
    const other = await gpg.generate("Two <two@example.com>", "ed25519", "never", { at: created });
    const both = await commit((payload) =>
      gpg.sign(key, payload, { with: ["--local-user", other] }),
    );
    expect(await verdicts(twice)).toEqual(["known", 0]);
    expect(await verdicts(both)).toEqual(["malformed", 1]);
  });

  test("words after the end and SHA-1 are refused by us alone", async () => {
    const junk = await commit(async (payload) =>
      Buffer.concat([await gpg.sign(key, payload), Buffer.from("junk\n")]),
    );
    expect(await verdicts(junk)).toEqual(["malformed", 0]);
    const weak = await commit((payload) =>
      gpg.sign(key, payload, { with: ["--digest-algo", "SHA1"] }),
    );
    expect(await verdicts(weak)).toEqual(["weak", 0]);
  });

  test("a message instead of a signature is refused by both", async () => {
    const message = await commit((payload) =>
      gpg.call(["--armor", "--local-user", key, "--sign"], {}, payload),
    );
    const [ours, status] = await verdicts(message);
    expect(ours).toBe("malformed");
    expect(status).not.toBe(0);
  });

  test("a signature for another commit is bad to both", async () => {
    const swapped = await commit((payload) =>
      gpg.sign(key, Buffer.concat([payload, Buffer.from(" ")])),
    );
    expect(await verdicts(swapped)).toEqual(["bad", 1]);
  });

  test("a key that is not listed", async () => {
    const stranger = await gpg.generate("Eve <eve@example.com>", "ed25519", "never", {
      at: created,
    });
    const { signature, payload } = await commit((content) => gpg.sign(stranger, content));
    expect(judge(signature, payload, trust)).toBe("unknown");
  });

  test("of an expired key, honest commits and late ones look alike to git, and not to us", async () => {
    const brief = await gpg.generate("Exp <exp@example.com>", "ed25519", "never", { at: created });
    const early = await commit((payload) => gpg.sign(brief, payload, { at: created + day }));
    const late = await commit((payload) => gpg.sign(brief, payload, { at: created + 30 * day }));
    await gpg.call(["--quick-set-expire", brief, `seconds=${10 * day}`], { at: created + 1 });
    const expired = await trustIn(await gpg.certificate(brief));
    expect(judge(early.signature, early.payload, expired)).toBe("known");
    expect(judge(late.signature, late.payload, expired)).toBe("expired-at-signing");
    // Git refuses both up to 2.53 and accepts both from 2.54.
    expect(await statusOf(early.id)).toBe(await statusOf(late.id));
  });
}
