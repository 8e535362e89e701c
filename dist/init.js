import { c as policyContext, ln as loadPolicy } from "./gate.js";
import { d as UsageError, t as printable } from "./text.js";
import { n as wordsOf } from "./arguments.js";
import { t as rootOf } from "./root.js";
// src/command/init.ts
const options = {
	signatures: { type: "boolean" },
	policy: { type: "string" }
};
/** `portcullis init --signatures IMAGE…`: prints policy entries from the signatures that images have. */
async function init(words, console) {
	const { values, positionals } = wordsOf(words, options);
	if (values.signatures !== true || positionals.length === 0) throw new UsageError("write portcullis init --signatures IMAGE…, with one image or more");
	const root = rootOf(["."], console.workingDirectory);
	const policy = loadPolicy(root, values.policy, console.workingDirectory, policyContext);
	const { suggestEntries } = await import("./signatures.js").then((n) => n.t);
	const text = await suggestEntries(positionals, policy, root);
	console.out(text.split("\n").map(printable).join("\n"));
	return 0;
}
export { init };
