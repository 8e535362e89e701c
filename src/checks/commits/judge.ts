import type { Person } from "../../git/person.ts";
import type { Signature } from "../../git/signature-block.ts";
import type { CommitsPolicy, IdentityBinding, WebFlowMode } from "../../policy/commits.ts";
import { defaultMinRsaBits } from "../../policy/commits-shape.ts";
import { quote } from "../../policy/words.ts";
import { verifyOpenPgp } from "./openpgp/verify.ts";
import type { CommitLevel } from "./platform-api.ts";
import { matchesPatternList } from "./ssh/patterns.ts";
import { verifySsh } from "./ssh/verify.ts";
import type { CommitTrust } from "./trust.ts";
import type { FailureCode, SignatureVerdict, Signer } from "./verdict.ts";
import { verifyX509 } from "./x509/verify.ts";

/** What was signed, whatever kind of object it is. */
export interface SignedObject {
  readonly signature?: Signature;
  readonly payload: Buffer;
  /** The committer or the tagger; only tags from before 2005 have none. */
  readonly maker: Person | undefined;
  readonly author: Person | undefined;
  readonly isMerge: boolean;
}

/** What is held of an object. `vouched`: the policy lets this signature of GitHub's stand for a listed one. */
export type Held =
  | {
      readonly kind: "level";
      readonly level: CommitLevel;
      readonly why?: string;
      readonly key?: string;
      readonly denied?: string;
      readonly vouched?: boolean;
      /** It counts only if git makes the same merge of the same parents. */
      readonly needsMerge?: boolean;
    }
  | { readonly kind: "failure"; readonly code: FailureCode; readonly reason: string }
  | { readonly kind: "indeterminate"; readonly reason: string };

/** Verifies GitHub's own signatures; tests put a stand-in key into the place of the pinned ones. */
export type VerifyWebFlow = (signature: Buffer, payload: Buffer) => SignatureVerdict;

/** By what the objects of one range are judged. */
export interface Bench {
  readonly trust: CommitTrust;
  readonly identity: IdentityBinding;
  readonly webFlow: WebFlowMode;
  readonly minRsaBits: number;
  readonly verifyWebFlow: VerifyWebFlow;
}

/** The bench that a policy's section asks for. */
export function benchOf(
  policy: CommitsPolicy | undefined,
  trust: CommitTrust,
  verifyWebFlow: VerifyWebFlow,
): Bench {
  return {
    trust,
    identity: policy?.identity ?? "committer",
    webFlow: policy?.gitHubWebFlow ?? (trust.listsAnybody ? "known-authors" : "any"),
    minRsaBits: policy?.minRsaBits ?? defaultMinRsaBits,
    verifyWebFlow,
  };
}

const unsigned: Held = { kind: "level", level: "unsigned" };

/** Judges one commit or tag by its own bytes. */
export function judgeObject(object: SignedObject, bench: Bench): Held {
  const { signature } = object;
  if (signature === undefined) return unsigned;
  switch (signature.kind) {
    case "ssh":
      return standing(sshVerdict(object, signature, bench), object, bench, patternsMatch);
    case "x509":
      return standing(x509Verdict(object, signature, bench), object, bench, addressesMatch);
    case "openpgp":
      return judgeOpenPgp(object, signature, bench);
  }
}

function sshVerdict(object: SignedObject, { armour }: Signature, bench: Bench): SignatureVerdict {
  const { minRsaBits, trust } = bench;
  return verifySsh(armour, object.payload, trust.ssh, object.maker?.time ?? 0, { minRsaBits });
}

function x509Verdict(object: SignedObject, { armour }: Signature, bench: Bench): SignatureVerdict {
  const { minRsaBits, trust } = bench;
  return verifyX509(armour, object.payload, trust.x509, object.maker?.time ?? 0, { minRsaBits });
}

function judgeOpenPgp(object: SignedObject, { armour }: Signature, bench: Bench): Held {
  const { minRsaBits, trust } = bench;
  const own = verifyOpenPgp(armour, object.payload, trust.openPgp, { minRsaBits });
  // Whoever lists GitHub's key as a person's wants it judged as one.
  if (own.kind === "known") return standing(own, object, bench, addressesMatch);
  const platform = bench.verifyWebFlow(armour, object.payload);
  if (platform.kind === "known") return judgeWebFlow(object, bench);
  if (platform.kind === "failure" && own.kind === "unknown") return platform;
  if (own.kind === "unknown" && !trust.revoked.has(own.key)) {
    return { kind: "level", level: "unverified", key: own.key };
  }
  return standing(own, object, bench, addressesMatch);
}

/** GitHub signs for every account, so that its signature alone says nothing about who made the commit. */
function judgeWebFlow({ maker, author, isMerge }: SignedObject, bench: Bench): Held {
  if (maker?.name !== "GitHub" || maker.email !== "noreply@github.com") {
    const who = quote(maker?.email ?? "");
    const reason = `GitHub signed it, but the committer is ${who} and not GitHub.`;
    return { kind: "failure", code: "identity-mismatch", reason };
  }
  const { webFlow, trust } = bench;
  if (webFlow === "any") return { kind: "level", level: "platform" };
  if (webFlow === "off") {
    return notCounted("GitHub signed it, and the policy says github-web-flow: off.");
  }
  if (webFlow === "known-authors" && trust.isListed(author?.email ?? "")) {
    return { kind: "level", level: "platform", vouched: true };
  }
  if (isMerge) return { kind: "level", level: "platform", vouched: true, needsMerge: true };
  return notCounted(
    webFlow === "merges"
      ? "GitHub signed it, and it is not a merge, which is all that github-web-flow: merges lets through."
      : `GitHub signed it for ${quote(author?.email ?? "")}, whom the policy does not list.`,
  );
}

/** A good signature of GitHub's that the policy gives no weight. */
export function notCounted(why: string): Held {
  return { kind: "level", level: "valid-unknown", why, key: "GitHub" };
}

type Match = (email: string, principal: string) => boolean;

const patternsMatch: Match = (email, principal) => matchesPatternList(email, principal);
const addressesMatch: Match = (email, principal) => email.toLowerCase() === principal.toLowerCase();

function standing(
  verdict: SignatureVerdict,
  object: SignedObject,
  bench: Bench,
  matches: Match,
): Held {
  const key = verdict.kind === "known" ? verdict.signer.key : verdict.key;
  if (
    verdict.kind !== "failure" &&
    key !== undefined &&
    bench.trust.revoked.has(key.toUpperCase())
  ) {
    return {
      kind: "failure",
      code: "revoked",
      reason: `The key ${key} is in the list of revoked keys.`,
    };
  }
  switch (verdict.kind) {
    case "failure":
      return { kind: "failure", code: verdict.code, reason: verdict.reason };
    case "unknown":
      return {
        kind: "level",
        level: verdict.unlogged === true ? "valid-unlogged" : "valid-unknown",
        key: verdict.key,
      };
    case "known":
      return bound(verdict.signer, object, bench.identity, matches);
  }
}

/** Whether the key is that of the person whom the object names. */
function bound(
  signer: Signer,
  { maker, author }: SignedObject,
  identity: IdentityBinding,
  matches: Match,
): Held {
  const { key, principals } = signer;
  if (identity === "none") return { kind: "level", level: "trusted-key", key };
  const person = identity === "author" ? (author ?? maker) : maker;
  if (principals.some((principal) => matches(person?.email ?? "", principal))) {
    return { kind: "level", level: "trusted", key };
  }
  const owners = principals.length === 0 ? "nobody by address" : principals.map(quote).join(", ");
  const reason = `The key ${key} belongs to ${owners}, and the ${identity} is ${quote(person?.email ?? "")}.`;
  return { kind: "failure", code: "identity-mismatch", reason };
}
