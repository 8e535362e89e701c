/** The inputs that action.yml declares. */
export const inputNames = [
  "path",
  "policy",
  "checks",
  "images",
  "range",
  "trust-ref",
  "pod-security",
  "fail-on",
  "only-new",
  "gate",
  "shard",
  "merge",
  "sbom",
  "category",
  "upload",
  "wait-for-processing",
  "comment",
  "offline",
  "allow-empty",
  "token",
] as const;

/** The name of one of them. */
export type InputName = (typeof inputNames)[number];
