import { bytesInArmour } from "../canonical-armour.ts";

/** The lines are as long as gpgsm, smimesign and gitsign make them (RFC 7468, section 2). */
const form = { label: "SIGNED MESSAGE", columns: 64, endsLine: true } as const;

/** The bytes inside an X.509 signature's armour, in the one form that git's X.509 signers write. */
export function dearmour(signature: Buffer): Buffer {
  return bytesInArmour(signature, form);
}
