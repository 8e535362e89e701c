import { l as UsageError, u as messageOf } from "./text.js";
import { d as namedRange, p as requireGit, u as defaultRange } from "./commits.js";
import { U as commitFilesNamedBy } from "./gate.js";
import path from "node:path";
import { existsSync, readFileSync, statSync } from "node:fs";
// src/command/commits.ts
/** A file with trust material is a list of keys; more than this is something else. */
const largestFile = 16 << 20;
/**
* The commits that the command judges, and the working tree's word about them. Throws UsageError for
* a range that is named and not there, and for files that the policy names and that cannot be read.
*/
async function commitsAsked(question) {
	const { root, range, policy } = question;
	const place = policy.path ?? ".github/portcullis.yml";
	if (!existsSync(path.join(root, ".git"))) {
		if (range === void 0) return {
			kind: "none",
			reason: `${root} is no git repository`,
			place
		};
		throw new UsageError(`--range: ${root} is no git repository, so it has no commits to check.`);
	}
	try {
		await requireGit();
	} catch (error) {
		if (range !== void 0 || !(error instanceof UsageError)) throw error;
		return {
			kind: "error",
			reason: messageOf(error),
			place
		};
	}
	if (range !== void 0) return rangeSubject(await namedRange(root, range), question, place);
	const found = await defaultOf(root);
	if (found.kind === "none") return {
		...found,
		place
	};
	return rangeSubject(found.range, question, place);
}
/** What only looks like a repository has no commits; that is no mistake of the caller's. */
async function defaultOf(root) {
	try {
		return await defaultRange(root);
	} catch (error) {
		if (error instanceof UsageError) return {
			kind: "none",
			reason: messageOf(error)
		};
		throw error;
	}
}
function rangeSubject({ name, include, exclude }, { root, policy, policyOrigin }, place) {
	return {
		kind: "range",
		name,
		sources: {
			checkout: root,
			remote: void 0
		},
		include,
		exclude,
		trust: trustOnDisk(policy, root, policyOrigin),
		steps: [],
		changed: [],
		notices: [],
		place
	};
}
/** What a policy's section names, read from the disk; paths are relative to the root. */
function trustOnDisk(policy, root, label) {
	const section = policy.commits;
	const files = /* @__PURE__ */ new Map();
	const mistakes = [];
	for (const { key, file } of section === void 0 ? [] : commitFilesNamedBy(section)) try {
		files.set(file.path, readBounded(path.resolve(root, file.path)));
	} catch (error) {
		const { line, column } = file.location;
		mistakes.push(`${policy.path ?? ".github/portcullis.yml"}:${line}:${column}: ${key} names ${JSON.stringify(file.path)}, which cannot be read: ${messageOf(error)}`);
	}
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return {
		label,
		policy: section,
		files
	};
}
function readBounded(file) {
	const { size } = statSync(file);
	if (size > largestFile) throw new Error(`it has ${size} bytes; up to ${largestFile} are read`);
	return readFileSync(file);
}
export { trustOnDisk as n, commitsAsked as t };
