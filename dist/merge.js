import { u as UsageError } from "./text.js";
import { t as mergedReport } from "./merged-report.js";
import { tn as exitStatuses } from "./gate.js";
import { c as wordsOf, d as writeTargets, l as targetOptions, u as targetsOf } from "./arguments.js";
// src/command/merge.ts
/** `portcullis merge`: joins the reports of shards, writes the whole, and returns the exit status (0, 1 or 2). */
async function merge(words, console) {
	const { positionals, tokens } = wordsOf(words, targetOptions);
	const targets = targetsOf(tokens);
	if (positionals.length === 0) throw new UsageError("merge: name the JSON reports of all shards, or a folder with them");
	const report = mergedReport(positionals, console.workingDirectory);
	await writeTargets(targets, {
		report,
		sources: /* @__PURE__ */ new Map()
	}, console);
	return exitStatuses[report.verdict];
}
export { merge };
