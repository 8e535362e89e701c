import { createHash, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { newSigner, type TestSigner } from "./signer.ts";

const roles = ["root", "timestamp", "snapshot", "targets"] as const;

/** A repository of The Update Framework: its files by path, and the root that a client must know. */
export interface UpdateRepository {
  readonly root: string;
  readonly files: ReadonlyMap<string, string>;
}

export function newRepository(
  trustedRoot: string,
  expires = "2099-01-01T00:00:00Z",
): UpdateRepository {
  const signer = newSigner("Ed25519");
  const key = keyOf(signer);
  const keyId = sha256(canonical(key));
  const signed = (type: string, fields: object): string => {
    const content = { _type: type, spec_version: "1.0.31", version: 1, expires, ...fields };
    const sig = sign(null, Buffer.from(canonical(content)), signer.privateKey).toString("hex");
    return canonical({ signed: content, signatures: [{ keyid: keyId, sig }] });
  };
  const role = { keyids: [keyId], threshold: 1 };
  const root = signed("root", {
    consistent_snapshot: true,
    keys: { [keyId]: key },
    roles: Object.fromEntries(roles.map((name) => [name, role])),
    expires: "2099-01-01T00:00:00Z",
  });
  const hash = sha256(trustedRoot);
  const target = { length: Buffer.byteLength(trustedRoot), hashes: { sha256: hash } };
  const targets = signed("targets", { targets: { "trusted_root.json": target } });
  const snapshot = signed("snapshot", { meta: { "targets.json": { version: 1 } } });
  return {
    root,
    files: new Map([
      ["/1.root.json", root],
      ["/timestamp.json", signed("timestamp", { meta: { "snapshot.json": { version: 1 } } })],
      ["/1.snapshot.json", snapshot],
      ["/1.targets.json", targets],
      [`/targets/${hash}.trusted_root.json`, trustedRoot],
    ]),
  };
}

/** Serves a repository on the loopback interface; `asked` counts what was asked for. */
export async function serveRepository({ files }: UpdateRepository) {
  const asked: string[] = [];
  const server: Server = createServer(({ url = "" }, response) => {
    asked.push(url);
    const file = files.get(url);
    response.statusCode = file === undefined ? 404 : 200;
    response.end(file);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, stop: () => server.close() };
}

function keyOf({ publicKey }: TestSigner): object {
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  return { keytype: "ed25519", scheme: "ed25519", keyval: { public: raw } };
}

/** Names sorted and no spaces: the canonical form of what has no unusual characters. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(",")}}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
