import { policyContext } from "../checks/policy-context.ts";
import { UsageError } from "../errors.ts";
import { loadPolicy } from "../policy/load.ts";
import { printable } from "../report/printable.ts";
import { wordsOf } from "./arguments.ts";
import type { Console } from "./console.ts";
import { rootOf } from "../root.ts";

const options = { signatures: { type: "boolean" }, policy: { type: "string" } } as const;

/** `portcullis init --signatures IMAGE…`: prints policy entries from the signatures that images have. */
export async function init(words: readonly string[], console: Console): Promise<number> {
  const { values, positionals } = wordsOf(words, options);
  if (values.signatures !== true || positionals.length === 0) {
    throw new UsageError("write portcullis init --signatures IMAGE…, with one image or more");
  }
  const root = rootOf(["."], console.workingDirectory);
  const policy = loadPolicy(root, values.policy, console.workingDirectory, policyContext);
  const { suggestEntries } = await import("../checks/signatures/suggest-entries.ts");
  const text = await suggestEntries(positionals, policy, root);
  console.out(text.split("\n").map(printable).join("\n"));
  return 0;
}
