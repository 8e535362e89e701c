import { It as GitError, bt as blobName, dr as startOf, en as sha256, er as withFilePaths, i as namedFileBytes, ur as comparePlainly } from "./gate.js";
import { d as UsageError } from "./text.js";
import { D as resolveCommit, b as withCommitTree } from "./git.js";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
// src/judged-source.ts
/** No file that a policy names is larger; of a larger one it counts only that it is. */
const largestNamed = 256 << 20;
/** Tells a tree and its policy from every other by their content, and names the commit if there is one. */
async function judgedSource({ root, policy }, { files }) {
	return {
		files: hashOfFiles(files),
		policy: hashOfPolicy(policy, root),
		...await commitOf(root, files)
	};
}
function hashOfFiles(files) {
	const entries = [...files.values()].map(({ path: name, text }) => [name, sha256(text)]);
	return sha256(JSON.stringify(entries.sort(([a], [b]) => comparePlainly(a, b))));
}
/** Where the files that it names lie is another thing on each runner; what they say is not. */
function hashOfPolicy(policy, root) {
	const content = withFilePaths(policy, (file) => contentOf(file, root));
	return sha256(JSON.stringify(content, (_key, value) => value instanceof Map ? [...value] : value));
}
/** A file that cannot be read is told of by the check that needs it. */
function contentOf(file, root) {
	try {
		return sha256(namedFileBytes(root, {
			path: file,
			location: startOf(file)
		}, largestNamed));
	} catch (error) {
		if (error instanceof UsageError) return "unreadable";
		throw error;
	}
}
async function commitOf(root, files) {
	if (!existsSync(path.join(root, ".git"))) return {};
	try {
		const commit = await resolveCommit(root, "HEAD");
		if (commit === void 0) return {};
		return {
			commit,
			changed: await isChanged(root, commit, [...files.values()])
		};
	} catch (error) {
		if (error instanceof UsageError) return {};
		throw error;
	}
}
/** `git status` would run the filters that a repository's configuration names; the objects run nothing. */
async function isChanged(root, commit, files) {
	const sources = {
		checkout: root,
		remote: void 0
	};
	try {
		return await withCommitTree(sources, commit, ({ entries, format }) => {
			const names = new Map(entries.map((entry) => [entry.path, entry.id]));
			const isAsCommitted = ({ path: name, text }) => names.get(name) === blobName(Buffer.from(text), format) || names.get(name) === blobName(readFileSync(path.join(root, name)), format);
			return Promise.resolve(!files.every(isAsCommitted));
		});
	} catch (error) {
		if (error instanceof GitError || isSystemError(error)) return true;
		throw error;
	}
}
function isSystemError(error) {
	return error instanceof Error && "code" in error;
}
export { judgedSource };
