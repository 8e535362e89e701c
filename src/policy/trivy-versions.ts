/** Releases that an attacker published in March 2026 (CVE-2026-33634); they are never run. */
export const refusedTrivyVersions: readonly string[] = ["0.69.4", "0.69.5", "0.69.6"];
