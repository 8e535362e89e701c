// No real image comes near these; a report that does is not read at all, so that nothing is left out.

export const mostResults = 100_000;
export const mostPackages = 200_000;
/** Far more than folds into as many findings as a check keeps. */
export const mostVulnerabilities = 100_000;
export const mostSecrets = 100_000;

/** After how many characters texts are cut. */
export const lengths = {
  id: 128,
  name: 512,
  version: 256,
  /** Of several branches, one after the other. */
  fixed: 1_024,
  title: 1_024,
  url: 2_048,
  purl: 2_048,
  path: 4_096,
  word: 64,
} as const;
