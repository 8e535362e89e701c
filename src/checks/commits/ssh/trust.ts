import { readAllowedSigners, type AllowedSigner } from "./allowed-signers.ts";
import { readRevocationList, type RevocationList } from "./revocation.ts";

/** Whom SSH signatures are believed from. */
export interface SshTrust {
  readonly signers: readonly AllowedSigner[];
  readonly revoked?: RevocationList;
}

/** The files as they were read at the trust ref; `path` is for messages. */
export interface SshTrustFiles {
  readonly allowedSigners?: { readonly path: string; readonly text: string };
  readonly revoked?: { readonly path: string; readonly bytes: Buffer };
}

/** Reads the files; any line that is not understood is a UsageError with file and line. */
export function loadSshTrust(files: SshTrustFiles): {
  readonly trust: SshTrust;
  readonly warnings: readonly string[];
} {
  const { allowedSigners, revoked } = files;
  const read =
    allowedSigners === undefined
      ? { signers: [], warnings: [] }
      : readAllowedSigners(allowedSigners.path, allowedSigners.text);
  const list = revoked && readRevocationList(revoked.path, revoked.bytes);
  return {
    trust: { signers: read.signers, ...(list === undefined ? {} : { revoked: list }) },
    warnings: read.warnings,
  };
}
