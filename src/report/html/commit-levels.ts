/** What the levels of commits mean in a few words; docs/commits.md has them in full. */
const meanings: ReadonlyMap<string, string> = new Map([
  ["trusted", "a listed key that belongs to the committer"],
  ["trusted-key", "a listed key"],
  ["platform", "made or verified by GitHub"],
  ["valid-unknown", "a good signature by a key that nobody listed"],
  ["valid-unlogged", "a good signature that no log has a time for"],
  ["unverified", "signed by a key that is not at hand"],
  ["unsigned", "no signature"],
  ["exempt", "the policy asks nothing of it"],
  ["missing", "the commit could not be read"],
  ["indeterminate", "could not be decided"],
]);

/** A level in a few words; one that is not named here is a way in which a signature fails. */
export function levelMeaning(level: string): string {
  return meanings.get(level) ?? "the signature does not count";
}
