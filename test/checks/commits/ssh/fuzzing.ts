import { createHash } from "node:crypto";
import { dice, mutant } from "./mutants.ts";
import { signatureBlock, softwareSkEcdsa, softwareSkEd25519 } from "./software-key.ts";
import { judged } from "./verdict-of.ts";
import { must, type Case, type Workshop } from "./workshop.ts";

export interface FuzzReport {
  readonly mutants: number;
  /** How often each of our verdicts was given. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** How many different accepted cases real ssh-keygen judged. */
  readonly compared: number;
  /** What we accept and ssh-keygen does not: always a bug of ours. */
  readonly violations: readonly Case[];
}

/** OpenSSH accepts RSA keys of 1024 bits, and so do we here, to be as lax as can be. */
const minRsaBits = 1024;

/** Makes mutants of signatures, lists, times and payloads: what we accept, git and ssh-keygen have to accept. */
export function fuzz(workshop: Workshop, count: number, seed: number): FuzzReport {
  const seeds = makeSeeds(workshop);
  const by = dice(seed);
  const verdicts: Record<string, number> = {};
  const compared = new Set<string>();
  const violations: Case[] = [];
  for (let made = 0; made < count; made++) {
    const asked = mutant(seeds, by);
    const word = judged(asked, minRsaBits);
    verdicts[word] = (verdicts[word] ?? 0) + 1;
    if (word !== "known") continue;
    const name = nameOf(asked);
    if (compared.has(name)) continue;
    compared.add(name);
    if (workshop.judge(asked).length === 0) violations.push(asked);
  }
  return { mutants: count, verdicts, compared: compared.size, violations };
}

function nameOf(asked: Case): string {
  const hash = createHash("sha256");
  const parts = [
    asked.signature,
    asked.payload,
    asked.signers,
    String(asked.at),
    asked.revoked ?? "",
  ];
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("base64");
}

const bounds = 'valid-after="20230101Z",valid-before="20240101Z"';
const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n");

/** Signatures by keys of every kind that all verify. */
function makeSeeds(workshop: Workshop): readonly Case[] {
  const at = Date.UTC(2023, 5, 1) / 1000;
  const authority = workshop.makeKey("fuzz-ca", "ed25519");
  const ca = `cert-authority ${workshop.publicKey(authority)}`;
  const plain = [["ed25519"], ["rsa", 1024], ["ecdsa", 256], ["ecdsa", 521]] as const;
  const generated = plain.flatMap(([type, bits]) => {
    const name = workshop.makeKey(`fuzz-${type}${bits ?? ""}`, type, bits);
    const key = workshop.publicKey(name);
    const says = ["-I", name, "-n", "ann@example.org,bob@example.org", "-z", "7"];
    workshop.certify(authority, name, [...says, "-V", "20230101Z:20240101Z"]);
    return [
      { signature: workshop.sign(name, payload), signers: `ann@example.org ${bounds} ${key}\n` },
      {
        signature: workshop.sign(name, payload),
        signers: `*@example.org,!bob@* namespaces="g*,x" ${key}\n`,
      },
      { signature: workshop.sign(`${name}-cert`, payload), signers: `*@example.org ${ca}\n` },
    ];
  });
  const software = [softwareSkEd25519(), softwareSkEcdsa(), softwareSkEcdsa("ssh:", true)].map(
    (key) => ({
      signature: signatureBlock(key, payload),
      signers: `"ann@example.org" ${key.line}\n`,
    }),
  );
  const revoked = makeRevoked(workshop);
  return [...generated, ...software].flatMap((made) => [
    { ...made, payload, at },
    { ...made, payload, at, revoked },
  ]);
}

/** A list that revokes some other keys. */
function makeRevoked(workshop: Workshop): Buffer {
  const other = workshop.publicKey(workshop.makeKey("fuzz-other", "ed25519"));
  const text = `${other}\nsha256: ${other}\nserial: 1-5\nserial: 9\nserial: 11\nid: x\n`;
  const specification = workshop.write("fuzz-specification", text);
  const made = workshop.path("fuzz-krl");
  must(
    workshop.keygen(["-q", "-k", "-f", made, "-s", workshop.path("fuzz-ca.pub"), specification]),
  );
  return workshop.read("fuzz-krl");
}
