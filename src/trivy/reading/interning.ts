import type { VulnerabilityFacts } from "../image-scan.ts";

/**
 * Keeps one copy of what many findings of a run have in common: thousands of them name the same
 * packages and vulnerabilities, image after image.
 */
export class Interning {
  readonly #texts = new Map<string, string>();
  readonly #facts = new Map<string, VulnerabilityFacts>();

  /** The same text, as one object. */
  text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }

  /** The same facts, as one object. Whoever says something else of a vulnerability gets one of its own. */
  facts(facts: VulnerabilityFacts): VulnerabilityFacts {
    const { id, title, url, cvss, published, lastModified } = facts;
    const key = JSON.stringify([
      id,
      title,
      url,
      cvss?.score,
      cvss?.vector,
      published,
      lastModified,
    ]);
    const known = this.#facts.get(key);
    if (known !== undefined) return known;
    this.#facts.set(key, facts);
    return facts;
  }
}
