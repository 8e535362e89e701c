import { expect, test } from "@jest/globals";
import {
  signatureBlock,
  softwareSkEcdsa,
  softwareSkEd25519,
  type SoftwareKey,
} from "./software-key.ts";
import { describeWithPrograms } from "./programs.ts";
import { judged } from "./verdict-of.ts";
import { must, type Workshop } from "./workshop.ts";

const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\nmessage\n");
const principal = "ann@example.org";

/** Seconds of the bounds and of what lies about them. */
const start = Date.UTC(2023, 0, 1) / 1000;
const end = Date.UTC(2024, 0, 1) / 1000;
const times = { before: start - 1, first: start, inside: start + 1e6, last: end, after: end + 1 };
const bounds = 'valid-after="20230101Z",valid-before="20240101000000Z"';

const generated: readonly (readonly [string, string, number?])[] = [
  ["ed25519", "ed25519"],
  ["rsa1024", "rsa", 1024],
  ["rsa2048", "rsa", 2048],
  ["rsa3072", "rsa", 3072],
  ["rsa4096", "rsa", 4096],
  ["ecdsa256", "ecdsa", 256],
  ["ecdsa384", "ecdsa", 384],
  ["ecdsa521", "ecdsa", 521],
];
const software: readonly (readonly [string, SoftwareKey])[] = [
  ["sk-ed25519", softwareSkEd25519()],
  ["sk-ecdsa", softwareSkEcdsa()],
  ["webauthn", softwareSkEcdsa("example.org", true)],
];
const names = [...generated, ...software].map(([name]) => name);

/** What the key as it is listed and a signature with it are. */
interface Pair {
  readonly line: string;
  sign(content: Buffer, namespace: string): Buffer;
}

function plain(workshop: Workshop, name: string): Pair {
  const key = software.find(([known]) => known === name)?.[1];
  if (key !== undefined) {
    return {
      line: key.line,
      sign: (content, namespace) => signatureBlock(key, content, {}, { namespace }),
    };
  }
  return {
    line: workshop.publicKey(name),
    sign: (content, namespace) => workshop.sign(name, content, namespace),
  };
}

/** The same with a certificate in the signature and its authority in the list. */
function certified(workshop: Workshop, name: string): Pair {
  const line = `cert-authority ${workshop.publicKey("ca")}`;
  const key = software.find(([known]) => known === name)?.[1];
  const certificate = Buffer.from(workshop.publicKey(`${name}-cert`).split(" ")[1] ?? "", "base64");
  if (key !== undefined) {
    return {
      line,
      sign: (content, namespace) =>
        signatureBlock(key, content, {}, { namespace, key: certificate }),
    };
  }
  return { line, sign: (content, namespace) => workshop.sign(`${name}-cert`, content, namespace) };
}

function prepare(workshop: Workshop): void {
  workshop.makeKey("ca", "ed25519");
  for (const [name, type, bits] of generated) workshop.makeKey(name, type, bits);
  for (const [name, key] of software) workshop.write(`${name}.pub`, `${key.line}\n`);
  const validity = "20230101000000Z:20240101000001Z";
  for (const name of names) {
    workshop.certify("ca", name, ["-I", `${name} of ann`, "-n", principal, "-V", validity]);
  }
  must(workshop.git(["init", "--quiet", "repository"]));
}

describeWithPrograms("keys, times and namespaces", prepare, (workshop) => {
  test.each(names)("%s: ssh-keygen agrees at every time and in every namespace", (name) => {
    const key = plain(workshop(), name);
    compare(workshop(), key, `${principal} ${bounds} ${key.line}\n`, name);
  });

  test.each(names)("%s in a certificate: ssh-keygen agrees", (name) => {
    const key = certified(workshop(), name);
    compare(workshop(), key, `*@example.org ${key.line}\n`, name);
  });

  test.each(names)("%s: git verify-commit agrees", (name) => {
    for (const key of [plain(workshop(), name), certified(workshop(), name)]) {
      const options = key.line.startsWith("cert-authority ") ? key.line : `${bounds} ${key.line}`;
      const signers = `${principal} ${options}\n`;
      for (const at of Object.values(times)) {
        const content = Buffer.from(commitAt(at));
        const signature = key.sign(content, "git");
        const ours = judged({ signature, payload: content, signers, at }, 1024);
        expect([at, ours === "known"]).toEqual([
          at,
          gitAccepts(workshop(), content, signature, signers),
        ]);
      }
    }
  });

  test("an RSA key that OpenSSH accepts is weak here under the bits that are asked for", () => {
    for (const [name, bits] of [
      ["rsa1024", 1024],
      ["rsa2048", 2048],
      ["rsa3072", 3072],
    ] as const) {
      const key = plain(workshop(), name);
      const signature = key.sign(payload, "git");
      const asked = { signature, payload, signers: `${principal} ${key.line}\n`, at: start };
      expect(workshop().judge(asked)).toEqual([principal]);
      expect([judged(asked, bits), judged(asked, bits + 1)]).toEqual(["known", "weak"]);
    }
  });
});

const expected: Readonly<Record<keyof typeof times, string>> = {
  before: "not-yet-valid",
  first: "known",
  inside: "known",
  last: "known",
  after: "expired-at-signing",
};

function compare(workshop: Workshop, key: Pair, signers: string, name: string): void {
  const signature = key.sign(payload, "git");
  const other = key.sign(payload, "file");
  for (const [time, word] of Object.entries(expected)) {
    const at = times[time as keyof typeof times];
    const asked = { signature, payload, signers, at };
    expect([name, time, judged(asked, 1024)]).toEqual([name, time, word]);
    expect([time, workshop.judge(asked).length > 0]).toEqual([time, word === "known"]);
    expect(judged({ ...asked, signature: other }, 1024)).toBe("wrong-namespace");
    expect(workshop.judge({ ...asked, signature: other })).toEqual([]);
  }
  const changed = {
    signature,
    payload: Buffer.concat([payload, Buffer.of(10)]),
    signers,
    at: start,
  };
  expect(judged(changed, 1024)).toBe("bad");
  expect(workshop.judge(changed)).toEqual([]);
}

function commitAt(at: number): string {
  const who = `Boss <boss@example.com> ${at} +0000`;
  const tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  return `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\nmessage\n`;
}

function gitAccepts(
  workshop: Workshop,
  content: Buffer,
  signature: Buffer,
  signers: string,
): boolean {
  const header = `gpgsig ${signature.toString("latin1").trimEnd().replaceAll("\n", "\n ")}\n\n`;
  const object = Buffer.from(content.toString("latin1").replace("\n\n", `\n${header}`), "latin1");
  const inside = ["-C", "repository"];
  const id = must(
    workshop.git([...inside, "hash-object", "-t", "commit", "-w", "--stdin"], object),
  );
  const list = `gpg.ssh.allowedSignersFile=${workshop.write("git.signers", signers)}`;
  const args = [...inside, "-c", "gpg.format=ssh", "-c", list, "verify-commit", id.stdout.trim()];
  return workshop.git(args).status === 0;
}
