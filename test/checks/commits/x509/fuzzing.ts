import { createHash } from "node:crypto";
import { withDefiniteLengths } from "../../../../src/checks/commits/x509/envelope.ts";
import { loadX509Trust, type X509Trust } from "../../../../src/checks/commits/x509/trust.ts";
import { verifyX509 } from "../../../../src/checks/commits/x509/verify.ts";
import { Chance } from "../../manifests/pod-security/random.ts";
import { treeOf, written } from "./der-tree.ts";
import { bagOf, mutant, type Case, type Seed } from "./mutants.ts";
import { authority, person, type Workshop } from "./workshop.ts";

export interface FuzzReport {
  readonly mutants: number;
  /** How often each of our verdicts was given. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** How many different accepted cases real openssl judged. */
  readonly compared: number;
  /** What we accept and openssl does not: always a bug of ours. */
  readonly violations: readonly Case[];
}

const committed = 1_700_000_000;

/** Makes mutants of S/MIME signatures: what we accept, `openssl cms -verify` has to accept. */
export function fuzz(shop: Workshop, count: number, seed: number): FuzzReport {
  const seeds = makeSeeds(shop);
  const roots = [{ path: "root.pem", bytes: shop.pem("root") }];
  const { trust } = loadX509Trust({ roots, gitsignIdentities: [], revoked: [] });
  const chance = new Chance(seed);
  const verdicts: Record<string, number> = {};
  const compared = new Set<string>();
  const violations: Case[] = [];
  for (let made = 0; made < count; made += 1) {
    const asked = mutant(seeds, chance);
    const { word, at } = judged(asked, trust);
    verdicts[word] = (verdicts[word] ?? 0) + 1;
    const name = createHash("sha256").update(asked.signature).update(asked.payload).digest("hex");
    if (word !== "known" || compared.has(name)) continue;
    compared.add(name);
    if (!acceptedByOpenssl(shop, asked, at)) violations.push(asked);
  }
  return { mutants: count, verdicts, compared: compared.size, violations };
}

function judged({ signature, payload }: Case, trust: X509Trust): { word: string; at: number } {
  const verdict = verifyX509(signature, payload, trust, committed);
  if (verdict.kind === "failure") return { word: verdict.code, at: committed };
  return { word: verdict.kind, at: verdict.signedAt ?? committed };
}

/**
 * openssl takes the first authority of a name and does not go back when another one signed, so where it
 * refuses it is asked again without the certificates that nobody made (a named divergence).
 */
function acceptedByOpenssl(shop: Workshop, { signature, payload }: Case, at: number): boolean {
  const base64 = signature.toString("latin1").replace(/-----.*-----/g, "");
  const der = Buffer.from(base64, "base64");
  const options = ["-attime", String(at)];
  return (
    shop.accepts(der, payload, "root.pem", options).accepted ||
    shop.accepts(withoutFakes(shop, der), payload, "root.pem", options).accepted
  );
}

const made = ["root", "middle", "stranger", "ann", "bob", "cyd", "eve"];

function withoutFakes(shop: Workshop, der: Buffer): Buffer {
  const tree = treeOf(withDefiniteLengths(der));
  const real = new Set(made.map((name) => shop.der(name).toString("hex")));
  const bag = bagOf(tree);
  const kept = bag.filter((each) => real.has(written(each).toString("hex")));
  bag.splice(0, bag.length, ...kept);
  return written(tree);
}

/** Signatures of several kinds that all verify, and some that lack an authority. */
function makeSeeds(shop: Workshop): readonly Seed[] {
  shop.certify("root", { subject: "/CN=Root", extensions: authority });
  shop.certify("middle", { subject: "/CN=Middle", issuer: "root", extensions: authority });
  shop.certify("stranger", { subject: "/CN=Root", extensions: authority });
  const rsa = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"];
  const p384 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"];
  const people = [
    { name: "ann", issuer: "root" },
    { name: "bob", issuer: "middle", key: rsa },
    { name: "cyd", issuer: "middle", key: p384 },
    { name: "eve", issuer: "stranger" },
  ];
  return people.flatMap(({ name, ...order }) => {
    const extensions = person(`${name}@example.com`);
    shop.certify(name, { subject: `/CN=${name}`, extensions, ...order });
    const bag = ["-certfile", `${order.issuer}.pem`];
    const payload = Buffer.from(`tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\n${name}\n`);
    const pss = order.key === rsa ? [["-md", "sha512", "-keyopt", "rsa_padding_mode:pss"]] : [];
    return [["-md", "sha256"], ["-md", "sha384", "-keyid"], ...pss].map((options) => ({
      der: shop.sign(name, payload, [...options, ...bag]),
      payload,
    }));
  });
}
