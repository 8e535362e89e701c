import { bytesInArmour } from "../canonical-armour.ts";

/** The lines are as long as ssh-keygen makes them (OpenSSH, sshbuf-misc.c: sshbuf_dtob64 with wrapping). */
const form = { label: "SSH SIGNATURE", columns: 70, endsLine: false } as const;

/** The bytes inside an SSH signature's armour, in the one form that ssh-keygen writes. */
export function dearmour(signature: Buffer): Buffer {
  return bytesInArmour(signature, form);
}
