import { quote } from "../../../policy/words.ts";
import type { AllowedSigner } from "./allowed-signers.ts";
import { certificateFault, type Fault } from "./certificate-fault.ts";
import type { Certificate } from "./certificate.ts";
import type { SshKey } from "./key.ts";
import { matchesPattern, matchesPatternList } from "./patterns.ts";

/** What git makes of a key and a list: whose it is, why it does not count, or that nobody listed it. */
export type Listing =
  | { readonly kind: "listed"; readonly principals: readonly string[] }
  | { readonly kind: "refused"; readonly fault: Fault }
  | { readonly kind: "absent" };

/** What a line says to a key: names to verify it by, or a fault; nothing when it is about another key. */
type Answer = { readonly names: string } | { readonly fault: Fault } | undefined;

/** The second question of git's, whether the key may sign for a name in git's namespace. */
interface Asked {
  readonly principal: string;
}

const namespace = "git";

/**
 * Looks a key up as git does (gpg-interface.c): the names of the first line that is right about key
 * and time (`find-principals`), then each of these names against all lines (`verify`). The principals
 * are those of every line that would let the key sign.
 */
export function lookUp(key: SshKey, list: readonly AllowedSigner[], at: number): Listing {
  const signers = list.filter((signer) => isAbout(signer, key));
  const found = firstOf(signers, (signer) => consult(signer, key, at));
  if (found === undefined) return { kind: "absent" };
  if ("fault" in found) return { kind: "refused", fault: found.fault };
  const names = namesIn(found.names);
  const answers = names.map((principal) =>
    firstOf(signers, (signer) => consult(signer, key, at, { principal })),
  );
  const agreed = names.filter((_, index) => isYes(answers[index]));
  if (agreed.length === 0) return { kind: "refused", fault: faultAmong(answers, names) };
  const all = signers.flatMap((signer) => principalsOf(signer, key, at));
  return { kind: "listed", principals: [...new Set(all.length > 0 ? all : agreed)] };
}

/** The other lines have no say; leaving them out first keeps long lists cheap. */
function isAbout(signer: AllowedSigner, { plain, certificate }: SshKey): boolean {
  const asked = signer.authority ? certificate?.authority : plain;
  return asked?.fingerprint === signer.key.plain.fingerprint;
}

/** The first line that agrees; without one the first fault. */
function firstOf(
  signers: readonly AllowedSigner[],
  ask: (signer: AllowedSigner) => Answer,
): Answer {
  let fault: Answer;
  for (const signer of signers) {
    const answer = ask(signer);
    if (isYes(answer)) return answer;
    fault ??= answer;
  }
  return fault;
}

function isYes(answer: Answer): answer is { readonly names: string } {
  return answer !== undefined && "names" in answer;
}

function faultAmong(answers: readonly Answer[], names: readonly string[]): Fault {
  for (const answer of answers) {
    if (answer !== undefined && "fault" in answer) return answer.fault;
  }
  const shown = names.map((name) => quote(name)).join(", ");
  return {
    code: "identity-mismatch",
    reason: `The list gives the key the principals ${shown || "(none)"}, none of which the list itself admits.`,
  };
}

/** One line of the list (OpenSSH, sshsig.c: check_allowed_keys_line). */
function consult(signer: AllowedSigner, key: SshKey, at: number, asked?: Asked): Answer {
  if (asked !== undefined && !matchesPatternList(asked.principal, signer.principals)) {
    return undefined;
  }
  const answer = signer.authority
    ? certified(signer, key.certificate, at, asked)
    : listedItself(signer, key, at);
  if (!isYes(answer)) return answer;
  const fault = optionFault(signer, at, asked);
  return fault === undefined ? answer : { fault };
}

function listedItself(signer: AllowedSigner, key: SshKey, at: number): Answer {
  if (!signer.key.blob.equals(key.blob)) return undefined;
  // OpenSSH does not look into a certificate that is itself listed; its bounds are kept all the same.
  const fault = key.certificate && certificateFault(key.certificate, at);
  return fault === undefined ? { names: signer.principals } : { fault };
}

function certified(
  signer: AllowedSigner,
  certificate: Certificate | undefined,
  at: number,
  asked: Asked | undefined,
): Answer {
  if (certificate === undefined) return undefined;
  if (!certificate.authority.blob.equals(signer.key.plain.blob)) return undefined;
  const fault = certificateFault(certificate, at, asked?.principal);
  if (fault !== undefined) return { fault };
  if (asked !== undefined) return { names: asked.principal };
  const matching = certificate.principals.filter((principal) =>
    namesIn(signer.principals).some((pattern) => matchesPattern(principal, pattern)),
  );
  if (matching.length > 0) return { names: matching.join(",") };
  const reason = "The list does not admit any principal of the certificate for its authority.";
  return { fault: { code: "identity-mismatch", reason } };
}

function optionFault(
  signer: AllowedSigner,
  at: number,
  asked: Asked | undefined,
): Fault | undefined {
  const { namespaces, validAfter, validBefore } = signer;
  if (asked && namespaces !== undefined && !matchesPatternList(namespace, namespaces)) {
    const reason = `The list lets the key sign for ${quote(namespaces)} only, not for "git".`;
    return { code: "wrong-namespace", reason };
  }
  if (validAfter !== undefined && at < validAfter) {
    const reason = `The list says that the key is valid after ${inWords(validAfter)}, and the commit says ${inWords(at)}.`;
    return { code: "not-yet-valid", reason };
  }
  if (validBefore !== undefined && at > validBefore) {
    const reason = `The list says that the key is valid before ${inWords(validBefore)}, and the commit says ${inWords(at)}.`;
    return { code: "expired-at-signing", reason };
  }
  return undefined;
}

/** The principals that a line gives a key which may sign: its own patterns, or those of the certificate. */
function principalsOf(signer: AllowedSigner, key: SshKey, at: number): readonly string[] {
  const answer = consult(signer, key, at);
  if (!isYes(answer)) return [];
  const names = namesIn(answer.names);
  const admitted = names.filter((principal) => isYes(consult(signer, key, at, { principal })));
  return signer.authority || admitted.length === 0 ? admitted : names;
}

/** As ssh-keygen prints a list, one a line: an empty name ends it. */
function namesIn(list: string): readonly string[] {
  const names = list.split(",");
  const end = names.indexOf("");
  return end < 0 ? names : names.slice(0, end);
}

function inWords(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
