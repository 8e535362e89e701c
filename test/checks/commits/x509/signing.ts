import type { GitsignIdentity } from "../../../../src/checks/commits/x509/fulcio.ts";
import { loadX509Trust } from "../../../../src/checks/commits/x509/trust.ts";
import { verifyX509 } from "../../../../src/checks/commits/x509/verify.ts";
import type { SignatureVerdict } from "../../../../src/checks/commits/verdict.ts";
import { buildSignature, privateKey, type Blueprint } from "./cms-builder.ts";
import { accounts, duringTenMinutes, openStandIn, type StandIn } from "./stand-in.ts";
import type { EntryOrder, Log } from "./transparency-log.ts";
import { armoured } from "./workshop.ts";

export const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\nA commit\n");
export const ann = { issuer: accounts, identity: "ann@example.com" };
export const annName = `ann@example.com (${accounts})`;

/** Long after the certificate: what gitsign's commits look like by the committer's time. */
export const committed = duringTenMinutes + 86_400;

/** Signing as gitsign does, in a stand-in's world where `ann` has a certificate. */
export interface Signing {
  readonly world: StandIn;
  plan(name: string, change?: Partial<Blueprint>): Blueprint;
  /** A signature with the log's entry for it beside it. */
  signed(name: string, order?: Partial<EntryOrder>, log?: Log): Buffer;
  entryFor(name: string): Pick<EntryOrder, "certificate" | "at">;
  judge(
    signature: Buffer,
    identities?: readonly GitsignIdentity[],
    trustedRoot?: string,
  ): SignatureVerdict;
}

/** Opens a world of its own; the caller removes its workshop. */
export function openSigning(): Signing {
  const world = openStandIn();
  world.certify("ann", { name: "email:ann@example.com" });
  const plan = (name: string, change: Partial<Blueprint> = {}): Blueprint => {
    const key = privateKey(world.shop.read(`${name}.key`));
    return { payload, key, certificates: [world.shop.der(name)], ...change };
  };
  const entryFor = (name: string): Pick<EntryOrder, "certificate" | "at"> => ({
    certificate: world.shop.pem(name),
    at: duringTenMinutes,
  });
  return {
    world,
    plan,
    entryFor,
    signed(name, order = {}, log = world.rekor) {
      const built = buildSignature(plan(name));
      return built.with([log.enter({ built, ...entryFor(name), ...order })]);
    },
    judge(signature, gitsignIdentities = [ann], text = world.trustedRoot()) {
      const trustedRoot = { path: "root.json", text };
      const { trust } = loadX509Trust({ roots: [], trustedRoot, gitsignIdentities, revoked: [] });
      return verifyX509(armoured(signature), payload, trust, committed);
    },
  };
}
