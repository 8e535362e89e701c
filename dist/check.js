import { It as GitError, c as policyContext, gt as exitStatuses, ln as loadPolicy, lt as judge, ut as nothingKept, wn as forEvent } from "./gate.js";
import { d as UsageError, f as messageOf } from "./text.js";
import { a as writeTargets, t as parseCheckArguments } from "./arguments.js";
import { D as resolveCommit, E as namedRange, T as defaultRange, f as mergeBase, i as requireGit } from "./git.js";
import { r as trustOnDisk } from "./commits.js";
import { t as rootOf } from "./root.js";
import { t as keepIn } from "./kept-files.js";
import { i as keepYoungMemorySmall } from "./vulnerabilities.js";
import { existsSync, lstatSync, mkdirSync, statSync } from "node:fs";
import path, { isAbsolute, join } from "node:path";
import { homedir } from "node:os";
// src/command/base.ts
/**
* What `--only-new` compares with: the commit that `--base` names, else where HEAD left
* origin's main branch or its upstream. Nothing without the option. Throws UsageError for a base that is not there.
*/
async function comparisonAsked(question) {
	const { onlyNew, root, base, gate, policy } = question;
	if (!onlyNew) return {};
	return { comparison: {
		base: base === void 0 ? await defaultBase(root) : await namedBase(root, base),
		gate: gate ?? policy.gate
	} };
}
async function namedBase(root, revision) {
	if (!existsSync(path.join(root, ".git"))) throw new UsageError(`--base: ${root} is not a git repository, so it has no commit to compare with`);
	await requireGit();
	const commit = await resolveCommit(root, revision);
	if (commit !== void 0) return baseAt(root, commit);
	throw new UsageError(`--base: ${JSON.stringify(revision.slice(0, 200))} names no commit in ${root}; a shallow checkout may lack it (git fetch --unshallow)`);
}
/** The upstream of a branch that was pushed is the branch itself, which has all of the change already. */
const mainLines = [{
	revision: "refs/remotes/origin/HEAD",
	name: "origin/HEAD"
}, {
	revision: "@{upstream}",
	name: "@{upstream}"
}];
async function defaultBase(root) {
	if (!existsSync(path.join(root, ".git"))) return none(`${root} is not a git repository`);
	try {
		await requireGit();
		const head = await resolveCommit(root, "HEAD");
		if (head === void 0) return none("there is no commit at HEAD");
		for (const { revision, name } of mainLines) {
			const tip = await resolveCommit(root, revision);
			if (tip === void 0) continue;
			const commit = await mergeBase({
				checkout: root,
				remote: void 0
			}, head, tip);
			if (commit !== void 0) return baseAt(root, commit);
			return none(`${name} and HEAD have no commit in common here; a shallow checkout may lack it (git fetch --unshallow), or name one with --base REV`);
		}
		return none("there is no origin/HEAD and the branch has no upstream; name one with --base REV");
	} catch (error) {
		if (error instanceof UsageError || error instanceof GitError) return none(messageOf(error));
		throw error;
	}
}
function baseAt(root, commit) {
	return {
		kind: "commit",
		commit,
		sources: {
			checkout: root,
			remote: void 0
		}
	};
}
function none(reason) {
	return {
		kind: "none",
		reason
	};
}
// src/command/commits.ts
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
			reason: `${root} is not a git repository`,
			place
		};
		throw new UsageError(`--range: ${root} is not a git repository, so it has no commits to check.`);
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
// src/command/user-cache.ts
/**
* What the command keeps between runs: the folder `portcullis` in the user's cache folder, which only
* the user may enter. Nothing is kept where others could write there, or it cannot be made.
*/
function userStorage(surroundings = process.env) {
	const caches = cachesOf(surroundings);
	if (caches === void 0) return nothingKept;
	const own = join(caches, "portcullis");
	const [files, results] = [join(own, "files"), join(own, "results")];
	try {
		for (const folder of [
			own,
			files,
			results
		]) mkdirSync(folder, {
			recursive: true,
			mode: 448
		});
		if (!isSafe(caches) || ![
			own,
			files,
			results
		].every((folder) => isOurs(folder))) return nothingKept;
	} catch {
		return nothingKept;
	}
	return {
		keep: keepIn(files),
		results
	};
}
/** The folder for caches by the customs of the system; relative ones are ignored, as XDG demands. */
function cachesOf(surroundings) {
	const named = (name) => {
		const value = surroundings[name];
		return value !== void 0 && isAbsolute(value) ? value : void 0;
	};
	const home = named("HOME") ?? homedir();
	const chosen = named("XDG_CACHE_HOME");
	if (chosen !== void 0) return chosen;
	if (process.platform === "win32") return named("LOCALAPPDATA");
	if (!isAbsolute(home)) return void 0;
	return process.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}
const writableByOthers = 18;
const sticky = 512;
/** Whether a folder, and no link to one, is ours, and nobody else may write in it. */
function isOurs(folder) {
	const stats = lstatSync(folder);
	if (!stats.isDirectory()) return false;
	if (process.getuid === void 0) return true;
	return stats.uid === process.getuid() && (stats.mode & writableByOthers) === 0;
}
/** Whether nobody but us and root could put another folder in the place of one in this folder. */
function isSafe(folder) {
	if (process.getuid === void 0) return true;
	const { uid, mode } = statSync(folder);
	if (uid !== process.getuid() && uid !== 0) return false;
	return (mode & writableByOthers) === 0 || (mode & sticky) !== 0;
}
// src/command/check.ts
/** `portcullis check`: judges the paths, writes the reports, and returns the exit status (0, 1 or 2). */
async function check(words, console) {
	keepYoungMemorySmall();
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
		...await comparisonAsked({
			...wanted,
			root,
			policy
		}),
		sbom: sbomFor(wanted, console.workingDirectory),
		storage: userStorage(),
		progress: console.progress,
		now: /* @__PURE__ */ new Date()
	});
	console.progress.end();
	await writeTargets(wanted.targets, outcome, console);
	return exitStatuses[outcome.report.verdict];
}
/** Folders on the command line are relative to where it is given. */
function sbomFor({ sbom }, workingDirectory) {
	return sbom.map(({ format, folder }) => ({
		format,
		folder: path.resolve(workingDirectory, folder)
	}));
}
/** Git is not even looked for where nobody wants to know about commits. */
async function commitsFor({ checks, range }, root, policy, policyOrigin) {
	if (checks !== void 0 && !checks.includes("commits")) {
		if (range === void 0) return {};
		throw new UsageError("--range: it has no effect without the check commits");
	}
	return { commits: await commitsAsked({
		root,
		range,
		policy,
		policyOrigin
	}) };
}
export { check };
