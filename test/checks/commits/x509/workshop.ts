import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Outcome {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** How a certificate is made; what is not said is a P-256 key and the years 2020 to 2099. */
export interface Order {
  readonly subject: string;
  /** The name of the certificate that signs; without one it signs itself. */
  readonly issuer?: string;
  /** The name of a certificate whose key is used again. */
  readonly keyOf?: string;
  readonly key?: readonly string[];
  /** Lines as in openssl's configuration. */
  readonly extensions: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly digest?: string;
  /** More options for `openssl ca`. */
  readonly options?: readonly string[];
}

/** A temporary folder in which the real openssl makes certificates and signatures and judges them. */
export interface Workshop {
  readonly folder: string;
  path(name: string): string;
  write(name: string, content: string | Buffer): string;
  read(name: string): Buffer;
  run(program: string, args: readonly string[], input?: Buffer): Outcome;
  /** Makes `NAME.key` and `NAME.pem`, and returns the name. */
  certify(name: string, order: Order): string;
  pem(...names: readonly string[]): Buffer;
  der(name: string): Buffer;
  /** A detached signature by openssl, in DER. */
  sign(name: string, payload: Buffer, options?: readonly string[]): Buffer;
  /** Whether `openssl cms -verify` accepts a signature with roots, and why not. */
  accepts(
    signature: Buffer,
    payload: Buffer,
    roots: string,
    options?: readonly string[],
  ): Judgement;
  remove(): void;
}

export interface Judgement {
  readonly accepted: boolean;
  readonly said: string;
}

export const authority = [
  "basicConstraints=critical,CA:TRUE",
  "keyUsage=critical,keyCertSign,cRLSign",
  "subjectKeyIdentifier=hash",
];

/** The extensions of a person's certificate for signed mail. */
export function person(email: string): readonly string[] {
  return [
    "basicConstraints=CA:FALSE",
    "keyUsage=critical,digitalSignature",
    "extendedKeyUsage=emailProtection",
    "subjectKeyIdentifier=hash",
    "authorityKeyIdentifier=keyid",
    `subjectAltName=email:${email}`,
  ];
}

const configuration = `
[ca]
default_ca = stand
[stand]
database = index.txt
new_certs_dir = issued
unique_subject = no
email_in_dn = yes
rand_serial = yes
policy = anything
string_mask = utf8only
[anything]
commonName = optional
organizationName = optional
emailAddress = optional
`;

/** Opens a workshop; the caller removes it. */
export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-x509-"));
  mkdirSync(join(folder, "issued"));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(path(name), content, { mode: 0o600 });
    return path(name);
  };
  write("index.txt", "");
  write("ca.cnf", configuration);
  const read = (name: string): Buffer => readFileSync(path(name));
  const run = (program: string, args: readonly string[], input?: Buffer): Outcome =>
    start(program, args, folder, input);
  const openssl = (...args: readonly string[]): Buffer => must(run("openssl", args)).stdout;
  return {
    folder,
    path,
    write,
    read,
    run,
    certify(name, order) {
      makeKey(openssl, name, order);
      write(`${name}.ext`, order.extensions.join("\n"));
      openssl("ca", ...orderArguments(name, order));
      return name;
    },
    pem: (...names) => Buffer.concat(names.map((name) => read(`${name}.pem`))),
    der: (name) => new X509Certificate(read(`${name}.pem`)).raw,
    sign(name, payload, options = ["-md", "sha256"]) {
      write("payload", payload);
      const who = ["-signer", `${name}.pem`, "-inkey", `${name}.key`];
      const form = ["-binary", "-nosmimecap", "-outform", "DER", "-in", "payload"];
      return openssl("cms", "-sign", ...form, ...who, ...options);
    },
    accepts(signature, payload, roots, options = []) {
      write("judged.der", signature);
      write("judged.content", payload);
      const form = ["-binary", "-inform", "DER", "-in", "judged.der", "-content", "judged.content"];
      const args = ["cms", "-verify", ...form, "-CAfile", roots, "-no-CApath", "-out", "/dev/null"];
      const { status, stderr } = run("openssl", [...args, ...options]);
      return { accepted: status === 0, said: stderr };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function makeKey(
  openssl: (...args: readonly string[]) => Buffer,
  name: string,
  { key, keyOf, subject }: Order,
): void {
  const kind = key ?? ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
  if (keyOf === undefined) openssl("genpkey", ...kind, "-out", `${name}.key`);
  else openssl("pkey", "-in", `${keyOf}.key`, "-out", `${name}.key`);
  const request = ["-new", "-key", `${name}.key`, "-subj", subject, "-out", `${name}.csr`];
  openssl("req", "-config", "ca.cnf", ...request);
}

function orderArguments(name: string, order: Order): readonly string[] {
  const { issuer, digest = "sha256" } = order;
  const signer =
    issuer === undefined
      ? ["-selfsign", "-keyfile", `${name}.key`]
      : ["-cert", `${issuer}.pem`, "-keyfile", `${issuer}.key`];
  const files = ["-in", `${name}.csr`, "-out", `${name}.pem`, "-extfile", `${name}.ext`];
  const dates = [
    "-startdate",
    order.from ?? "20200101000000Z",
    "-enddate",
    order.to ?? "20990101000000Z",
  ];
  const form = ["-batch", "-notext", "-config", "ca.cnf", "-md", digest];
  return [...form, ...files, ...dates, ...signer, ...(order.options ?? [])];
}

/** A signature as it stands in a commit. */
export function armoured(der: Buffer): Buffer {
  const lines = der.toString("base64").replace(/.{1,64}/g, "$&\n");
  return Buffer.from(`-----BEGIN SIGNED MESSAGE-----\n${lines}-----END SIGNED MESSAGE-----\n`);
}

function start(
  program: string,
  args: readonly string[],
  cwd: string,
  input: Buffer = Buffer.alloc(0),
): Outcome {
  const env = {
    PATH: process.env["PATH"],
    LC_ALL: "C",
    TZ: "UTC",
    HOME: cwd,
    GNUPGHOME: join(cwd, "gnupg"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CEILING_DIRECTORIES: cwd,
  };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, input });
  if (error !== undefined) throw error;
  return { status, stdout, stderr: stderr.toString("utf8") };
}

/** Says that a program did its work. */
export function must(outcome: Outcome): Outcome {
  if (outcome.status === 0) return outcome;
  throw new Error(`status ${outcome.status}: ${outcome.stderr}${outcome.stdout.toString("utf8")}`);
}
