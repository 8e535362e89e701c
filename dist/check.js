import { C as loadPolicy, E as forEvent, Q as allRules, S as judge, X as exitStatuses, d as render, m as truncationNotices, t as policyContext } from "./gate.js";
import { l as UsageError, u as messageOf } from "./text.js";
import { t as parseCheckArguments } from "./arguments.js";
import { t as commitsAsked } from "./commits2.js";
import { t as rootOf } from "./root.js";
import path from "node:path";
import { writeFileSync } from "node:fs";
// src/command/check.ts
/** `portcullis check`: judges the paths, writes the reports, and returns the exit status (0, 1 or 2). */
async function check(words, console) {
	const wanted = parseCheckArguments(words);
	const paths = wanted.paths.length === 0 ? ["."] : wanted.paths;
	const root = rootOf(paths, console.workingDirectory);
	const policy = forEvent(loadPolicy(root, wanted.policy, console.workingDirectory, policyContext), void 0);
	const policyOrigin = wanted.policy === void 0 ? "the working tree" : "--policy";
	const outcome = await judge({
		...wanted,
		root,
		paths: paths.map((named) => path.resolve(console.workingDirectory, named)),
		policy,
		policyOrigin,
		...await commitsFor(wanted, root, policy, policyOrigin),
		today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10)
	});
	for (const target of wanted.targets) write(target, outcome, console);
	if (wanted.targets.some(({ format }) => format === "sarif")) for (const notice of truncationNotices(outcome.report)) console.warn(notice);
	return exitStatuses[outcome.report.verdict];
}
/** Git is not even looked for where nobody wants to know about commits. */
async function commitsFor({ checks, range }, root, policy, policyOrigin) {
	if (checks !== void 0 && !checks.includes("commits")) {
		if (range === void 0) return {};
		throw new UsageError("--range: it is of no use without the check commits");
	}
	return { commits: await commitsAsked({
		root,
		range,
		policy,
		policyOrigin
	}) };
}
function write({ format, file }, outcome, console) {
	const color = file === void 0 && console.color;
	const text = render(format, outcome, {
		color,
		...console.width === void 0 ? {} : { width: console.width },
		rules: allRules,
		category: "portcullis"
	});
	if (file === void 0) {
		console.out(text);
		return;
	}
	try {
		writeFileSync(path.resolve(console.workingDirectory, file), text);
	} catch (error) {
		throw new UsageError(`--output: ${JSON.stringify(file)} cannot be written: ${messageOf(error)}`, { cause: error });
	}
}
export { check };
