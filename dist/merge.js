import { d as UsageError } from "./text.js";
import { n as joinReports, r as committedSources, t as shardReports } from "./shard-reports.js";
import { t as rootOf } from "./root.js";
import { gt as exitStatuses } from "./gate.js";
import { a as writeTargets, i as targetsOf, n as wordsOf, r as targetOptions } from "./arguments.js";
// src/command/merge.ts
/** `portcullis merge`: joins the reports of shards, writes the whole, and returns the exit status (0, 1 or 2). */
async function merge(words, console) {
	const { positionals, tokens } = wordsOf(words, targetOptions);
	const targets = targetsOf(tokens);
	if (positionals.length === 0) throw new UsageError("merge: name the JSON reports of all shards, or a folder with them");
	const shards = shardReports(positionals, console.workingDirectory);
	const report = joinReports(shards);
	const [first] = shards;
	const checkout = rootOf(["."], console.workingDirectory);
	const sources = first && await committedSources(report, first.report.shard, checkout);
	await writeTargets(targets, {
		report,
		sources: sources ?? /* @__PURE__ */ new Map()
	}, console);
	return exitStatuses[report.verdict];
}
export { merge };
