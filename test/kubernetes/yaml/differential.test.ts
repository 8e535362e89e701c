import { describe, expect, test } from "@jest/globals";
import { passedOver } from "../../../src/kubernetes/yaml/peek.ts";
import { realTool } from "../../tools/real-tools.ts";
import { disagreement } from "./agreement.ts";
import { corpusDocuments } from "./corpus.ts";
import { nastyDocuments, nastyScalars } from "./nasty.ts";
import { askOracle } from "./oracle.ts";
import { characters, disguised, mutated, randomFrom, soup, wellFormed } from "./soup.ts";

const oracle = realTool("oracle");
const real = corpusDocuments();
const SEED = 20_261_121;

if (oracle !== undefined) {
  /** Each text on which reader and Kubernetes disagree, with what each of them says. */
  const disagreements = (texts: readonly string[]): string[] => {
    const answers = askOracle(oracle, texts);
    return texts.flatMap((text, index) => {
      const answer = answers[index];
      const difference = answer === undefined ? "no answer" : disagreement(text, answer);
      return difference === undefined
        ? []
        : [`${JSON.stringify(text.slice(0, 500))}: ${difference}`];
    });
  };

  describe("the reader decodes as sigs.k8s.io/yaml does", () => {
    test("scalars", () => {
      expect(disagreements(nastyScalars)).toEqual([]);
    });

    test("structures", () => {
      expect(disagreements(nastyDocuments)).toEqual([]);
    });

    test("well-formed documents in all styles", () => {
      const random = randomFrom(SEED);
      const texts = Array.from({ length: 5000 }, () => wellFormed(random));
      const valid = askOracle(oracle, texts).filter((answer) => "json" in answer);
      expect(valid.length).toBeGreaterThan(2000);
      expect(disagreements(texts)).toEqual([]);
    });

    test("documents with a few characters changed", () => {
      const random = randomFrom(SEED + 1);
      const changed = (): string => Buffer.from(mutated(wellFormed(random), random)).toString();
      expect(disagreements(Array.from({ length: 10_000 }, changed))).toEqual([]);
    });

    test("soup", () => {
      const random = randomFrom(SEED + 2);
      expect(disagreements(Array.from({ length: 10_000 }, () => soup(random)))).toEqual([]);
    });

    test("short texts of indicators", () => {
      const random = randomFrom(SEED + 3);
      expect(disagreements(Array.from({ length: 20_000 }, () => characters(random)))).toEqual([]);
    });

    test("what is passed over is a CustomResourceDefinition for Kubernetes, or nothing at all", () => {
      const random = randomFrom(SEED + 4);
      const texts = Array.from({ length: 40_000 }, () => disguised(random));
      const passed = texts.filter((text) => passedOver(text, 0, text.length));
      expect(passed.length).toBeGreaterThan(500);
      const kinds = askOracle(oracle, passed).map((answer) =>
        "error" in answer ? "error" : (JSON.parse(answer.json) as { kind?: unknown }).kind,
      );
      expect([...new Set(kinds)].sort()).toEqual(["CustomResourceDefinition", "error"]);
    });

    if (real.length > 0) {
      test("the corpus", () => {
        expect(disagreements(real)).toEqual([]);
      }, 60_000);
    }
  });
}
