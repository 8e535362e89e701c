import { quote } from "../../../policy/words.ts";
import { malformed } from "../rejection.ts";
import type { WireReader } from "./wire.ts";

/** Passes over an extension of a key revocation list (OpenSSH, PROTOCOL.krl); a critical one is `malformed`. */
export function passExtension(from: WireReader): void {
  const name = from.text();
  const critical = from.byte() !== 0;
  from.bytes();
  from.end();
  if (!critical) return;
  throw malformed(
    `The key revocation list has the critical extension ${quote(name)}, which is not known.`,
  );
}
