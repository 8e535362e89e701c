import { spawnSync } from "node:child_process";

/** What Kubernetes reads: JSON text, or the error it stops with. */
export type Answer = { readonly json: string } | { readonly error: string };

/** Asks sigs.k8s.io/yaml, through the oracle built from test/tools/oracle, about many texts at once. */
export function askOracle(oracle: string, texts: readonly string[]): Answer[] {
  const input = texts.map((text) => `${JSON.stringify({ yaml: text })}\n`).join("");
  const run = spawnSync(oracle, ["yaml"], { input, maxBuffer: 2 ** 30, encoding: "utf8" });
  const lines = run.stdout.split("\n").filter((line) => line !== "");
  if (run.status !== 0 || lines.length !== texts.length) {
    throw new Error(`the oracle answered ${lines.length} of ${texts.length}: ${run.stderr}`);
  }
  return lines.map((line) => JSON.parse(line) as Answer);
}

/** A value as JSON text with sorted keys and exact integers, so that equal values are equal texts. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

/** The canonical form of JSON text; integers keep digits that a number would lose. */
export function canonicalJson(text: string): string {
  const exact = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === "number" && /^-?\d{16,}$/.test(context?.source ?? "")
      ? exactInteger(context?.source ?? "")
      : value;
  return canonical(JSON.parse(text, exact));
}

/** Go writes floats below 10^21 without an exponent: such digits are equal to the float they name. */
function exactInteger(digits: string): number | bigint {
  const number = Number(digits);
  return String(number) === digits ? number : BigInt(digits);
}
