import type { Rule } from "../../../model/rule.ts";
import type { FailureCode } from "../verdict.ts";
import { bad } from "./bad.ts";
import { expiredAtSigning } from "./expired-at-signing.ts";
import { identityMismatch } from "./identity-mismatch.ts";
import { malformed } from "./malformed.ts";
import { notLogged } from "./not-logged.ts";
import { notTrusted } from "./not-trusted.ts";
import { notYetValid } from "./not-yet-valid.ts";
import { revoked } from "./revoked.ts";
import { tag } from "./tag.ts";
import { trustChanged } from "./trust-changed.ts";
import { unknownKey } from "./unknown-key.ts";
import { unsigned } from "./unsigned.ts";
import { unsupported } from "./unsupported.ts";
import { weak } from "./weak.ts";
import { wrongNamespace } from "./wrong-namespace.ts";

export { notLogged, notTrusted, tag, trustChanged, unknownKey, unsigned };

/** The rule about each way in which a signature can fail. */
export const failureRules: Readonly<Record<FailureCode, Rule>> = {
  bad,
  malformed,
  revoked,
  "expired-at-signing": expiredAtSigning,
  "not-yet-valid": notYetValid,
  "wrong-namespace": wrongNamespace,
  weak,
  "identity-mismatch": identityMismatch,
  unsupported,
};

/** Every rule about commits. */
export const commitRules: readonly Rule[] = [
  unsigned,
  unknownKey,
  notLogged,
  notTrusted,
  ...Object.values(failureRules),
  tag,
  trustChanged,
];
