import type { PolicyFile } from "./events.ts";

/** What counts where the repository has no policy file. */
export function defaultPolicy(): PolicyFile {
  return {
    path: undefined,
    failOn: "high",
    mode: "enforce",
    gate: "all",
    events: new Map(),
    require: [],
    exclude: [],
    registries: {
      allow: undefined,
      requireDigest: false,
      constraints: [],
      insecure: [],
      tokenHosts: [],
      mirrors: new Map(),
      ca: undefined,
    },
    signatures: undefined,
    vulnerabilities: undefined,
    standardIgnoreFiles: [],
    commits: undefined,
    manifests: { podSecurity: undefined, rules: [] },
    waivers: [],
  };
}
