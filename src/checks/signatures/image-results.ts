import type { CheckState } from "../../model/check.ts";
import type { ImageResult, VerifiedSignature } from "../../model/image-result.ts";
import { noImageReason, type ShareOfImages } from "../../shard.ts";
import type { JudgedUse, UseVerdict } from "./image-verdict.ts";

/** What the report says about each image, by its reference; the worst of its uses counts. */
export function resultsOf(judged: readonly JudgedUse[]): ReadonlyMap<string, ImageResult> {
  const results = new Map<string, ImageResult>();
  for (const { use, verdict } of judged) {
    const found = resultOf(verdict);
    const known = results.get(use.reference);
    results.set(use.reference, known === undefined ? found : worseOf(known, found));
  }
  return results;
}

/** How many images came out how, for the reader. */
export function summaryOf(images: ReadonlyMap<string, ImageResult>, share?: ShareOfImages): string {
  if (images.size === 0) return noImageReason(share);
  const states = [...images.values()];
  const counts = [
    [states.filter(({ state }) => state === "passed").length, "verified"],
    [states.filter(({ state }) => state === "failed").length, "not verified"],
    [states.filter(({ state }) => state === "error").length, "could not be told"],
    [states.filter(({ kind }) => kind === "skipped").length, "skipped by the policy"],
    [states.filter(({ kind }) => kind === "unlisted").length, "named by no entry"],
  ] as const;
  const said = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `${images.size} ${images.size === 1 ? "image" : "images"}: ${said.join(", ")}`;
}

function resultOf(verdict: UseVerdict): ImageResult {
  switch (verdict.kind) {
    case "skipped":
      return { kind: "skipped", state: "skipped", signatures: [] };
    case "unlisted":
      return { kind: "unlisted", state: "skipped", signatures: [] };
    case "refused":
      return { kind: "judged", state: "failed", signatures: [] };
    case "judged":
      return {
        kind: "judged",
        state: stateOf(verdict),
        ...(verdict.digest === undefined ? {} : { digest: verdict.digest }),
        signatures: verdict.needs.flatMap(([, judged]) =>
          judged.kind === "met" ? judged.evidence.map(signatureOf) : [],
        ),
      };
  }
}

function stateOf({ needs }: UseVerdict & { kind: "judged" }): CheckState {
  if (needs.some(([, { kind }]) => kind === "undecided")) return "error";
  const isUnmet = needs.some(([{ mode }, { kind }]) => kind === "unmet" && mode === "enforce");
  return isUnmet ? "failed" : "passed";
}

function signatureOf(evidence: VerifiedSignature): VerifiedSignature {
  const { by, issuer, at, log, where } = evidence;
  return {
    by,
    ...(issuer === undefined ? {} : { issuer }),
    ...(at === undefined ? {} : { at }),
    ...(log === undefined ? {} : { log }),
    where,
  };
}

const badness: readonly CheckState[] = ["error", "failed", "passed", "skipped"];

function worseOf(a: ImageResult, b: ImageResult): ImageResult {
  const [worse, other] = badness.indexOf(a.state) <= badness.indexOf(b.state) ? [a, b] : [b, a];
  const digest = worse.digest ?? other.digest;
  const seen = new Map(
    [...(worse.signatures ?? []), ...(other.signatures ?? [])].map((each) => [
      JSON.stringify(each),
      each,
    ]),
  );
  return {
    ...worse,
    ...(digest === undefined ? {} : { digest }),
    signatures: [...seen.values()],
  };
}
