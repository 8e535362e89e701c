/** Makes a signed history and prints where it is: `node bench/commit-history.ts COUNT ssh|openpgp`. */
import { execFileSync } from "node:child_process";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import * as openpgp from "openpgp";

/** Makes the armoured signature over a commit's payload. */
export type Signer = (payload: Buffer) => Promise<string> | string;

/** A repository with a straight line of signed commits, and what git needs to judge them. */
export interface SignedHistory {
  readonly folder: string;
  readonly base: string;
  readonly count: number;
  /** Options of git that let it verify. */
  readonly gitOptions: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const email = "ann@example.com";
const start = 1_760_000_000;

/** A line of commits by Ann, each signed in this process and all written as one pack. */
async function signedHistory(count: number, kind: "ssh" | "openpgp"): Promise<SignedHistory> {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-bench-"));
  execFileSync("git", ["init", "--quiet", "--initial-branch=main", folder]);
  const trust = kind === "ssh" ? sshSigner(folder) : await openPgpSigner(folder);
  const tree = execFileSync("git", ["write-tree"], { cwd: folder, encoding: "utf8" }).trim();
  const objects: Buffer[] = [];
  let parent: string | undefined;
  let base = "";
  for (let number = 0; number <= count; number++) {
    const person = `Ann <${email}> ${start + number} +0000`;
    const head = `tree ${tree}\n${parent === undefined ? "" : `parent ${parent}\n`}author ${person}\ncommitter ${person}\n`;
    const message = `\nchange ${number}\n`;
    const armour = (await trust.signer(Buffer.from(head + message))).trimEnd();
    const object = Buffer.from(`${head}gpgsig ${armour.replaceAll("\n", "\n ")}\n${message}`);
    objects.push(object);
    parent = createHash("sha1").update(`commit ${object.length}\0`).update(object).digest("hex");
    if (number === 0) base = parent;
  }
  execFileSync("git", ["index-pack", "--stdin"], { cwd: folder, input: packOf(objects) });
  execFileSync("git", ["update-ref", "HEAD", parent ?? ""], { cwd: folder });
  writeFileSync(
    join(folder, "portcullis.yml"),
    `version: 1\ncommits:\n  require: trusted\n  ${trust.policy}\n`,
  );
  return {
    folder,
    base,
    count,
    gitOptions: trust.gitOptions,
    environment: trust.environment,
  };
}

interface Trusted {
  readonly signer: Signer;
  readonly policy: string;
  readonly gitOptions: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

function sshSigner(folder: string): Trusted {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const point = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const blob = wire("ssh-ed25519", point);
  const file = join(folder, "allowed_signers");
  writeFileSync(file, `${email} ssh-ed25519 ${blob.toString("base64")}\n`);
  return {
    policy: "allowed-signers: allowed_signers",
    gitOptions: ["-c", `gpg.ssh.allowedSignersFile=${file}`],
    environment: {},
    signer(payload) {
      const digest = createHash("sha512").update(payload).digest();
      const signed = Buffer.concat([Buffer.from("SSHSIG"), wire("git", "", "sha512", digest)]);
      const made = wire("ssh-ed25519", sign(null, signed, privateKey));
      const version = Buffer.from([0, 0, 0, 1]);
      const whole = Buffer.concat([
        Buffer.from("SSHSIG"),
        version,
        wire(blob, "git", "", "sha512", made),
      ]);
      const lines = whole.toString("base64").replace(/.{1,70}/g, "$&\n");
      return `-----BEGIN SSH SIGNATURE-----\n${lines}-----END SSH SIGNATURE-----\n`;
    },
  };
}

async function openPgpSigner(folder: string): Promise<Trusted> {
  const { privateKey, publicKey } = await openpgp.generateKey({
    type: "rsa",
    rsaBits: 4096,
    userIDs: [{ name: "Ann", email }],
    date: new Date((start - 86_400) * 1000),
    format: "object",
  });
  writeFileSync(join(folder, "ann.asc"), publicKey.armor());
  const home = mkdtempSync(join(tmpdir(), "portcullis-gpg-"));
  const environment = { GNUPGHOME: home };
  execFileSync("gpg", ["--batch", "--quiet", "--import", join(folder, "ann.asc")], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "ignore"],
  });
  return {
    policy: "openpgp-keys: ann.asc",
    gitOptions: [],
    environment,
    async signer(payload) {
      const armoured = await openpgp.sign({
        message: await openpgp.createMessage({ binary: payload }),
        signingKeys: privateKey,
        detached: true,
        format: "armored",
        date: new Date(start * 1000),
      });
      return String(armoured).replaceAll("\r\n", "\n");
    },
  };
}

/** Fields of SSH's wire format: each with its length. */
function wire(...fields: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** A pack of commits (gitformat-pack): a header, each object with type and size, and a checksum. */
function packOf(objects: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(12);
  header.write("PACK");
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(objects.length, 8);
  const body = Buffer.concat([
    header,
    ...objects.flatMap((object) => [sizeOf(object.length), deflateSync(object)]),
  ]);
  return Buffer.concat([body, createHash("sha1").update(body).digest()]);
}

/** Type 1, commit, and the size in groups of bits: four in the first byte, seven in the others. */
function sizeOf(size: number): Buffer {
  const bytes = [(1 << 4) | (size & 15)];
  for (let rest = size >> 4; rest > 0; rest >>= 7) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

const [count, kind] = process.argv.slice(2);
const history = await signedHistory(Number(count), kind === "openpgp" ? "openpgp" : "ssh");
console.log(JSON.stringify(history));
