import { Dt as commitFilesNamedBy } from "./gate.js";
import { d as messageOf, u as UsageError } from "./text.js";
import { S as namedRange, w as requireGit, x as defaultRange } from "./git.js";
import { randomUUID } from "node:crypto";
import { constants as constants$1, existsSync, readFileSync, statSync } from "node:fs";
import path, { join } from "node:path";
import { chmod, copyFile, lstat, readdir, rename, rm, utimes } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
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
// src/kept-files.ts
/** Room for a few of Trivy's archives (50 MB), its databases (70 MB, 700 MB for Java) and layers. */
const defaultLimits = {
	totalBytes: 4 * 2 ** 30,
	files: 500
};
/** Dots in front are for what is not whole yet. */
const plainName = /^\w[\w.+-]{0,199}$/;
const partialEnding = ".partial";
const partialMs = 864e5;
/**
* Keeps files in a folder that is there. Nothing of it ever fails: a file that cannot be kept or taken
* is one that is not there. Others may read the folder at the same time and write into it, too.
*/
function keepIn(folder, limits = defaultLimits) {
	return {
		async take(name) {
			if (!plainName.test(name)) return void 0;
			const path = join(folder, name);
			try {
				if (!(await lstat(path)).isFile()) return void 0;
				await utimes(path, /* @__PURE__ */ new Date(), /* @__PURE__ */ new Date()).catch(() => void 0);
				return path;
			} catch {
				return;
			}
		},
		async put(name, file) {
			if (!plainName.test(name)) return;
			const partial = join(folder, `.${randomUUID()}${partialEnding}`);
			try {
				await copyFile(file, partial, constants$1.COPYFILE_EXCL | constants$1.COPYFILE_FICLONE);
				await chmod(partial, 384);
				await rename(partial, join(folder, name));
				await makeRoom(folder, name, limits);
			} catch {
				await rm(partial, { force: true }).catch(() => void 0);
			}
		}
	};
}
/** Removes what was used longest ago until the rest is within the limits; the newest file stays. */
async function makeRoom(folder, newest, limits) {
	const files = await filesIn(folder);
	const isPartial = ({ name }) => name.endsWith(partialEnding);
	const isLeftOver = (file) => isPartial(file) && file.usedMs < Date.now() - partialMs;
	const whole = files.filter((file) => !isPartial(file)).sort((a, b) => Number(b.name === newest) - Number(a.name === newest) || b.usedMs - a.usedMs);
	let bytes = 0;
	const surplus = whole.filter((file, index) => {
		bytes += file.bytes;
		return index > 0 && (bytes > limits.totalBytes || index >= limits.files);
	});
	for (const { name } of [...surplus, ...files.filter(isLeftOver)]) await rm(join(folder, name), { force: true });
}
async function filesIn(folder) {
	const found = [];
	for (const name of await readdir(folder)) {
		const stats = await lstat(join(folder, name)).catch(() => void 0);
		if (stats?.isFile() === true) found.push({
			name,
			bytes: stats.size,
			usedMs: stats.mtimeMs
		});
	}
	return found;
}
// src/young-memory.ts
/** The newest Node whose V8 is known to have the flag; another would complain about it on standard error. */
const newestKnown = 24;
/**
* Keeps V8 from letting its room for young objects grow to 64 MB, of which a process that runs for
* seconds frees nothing in time: it takes 100 MB less, and no longer. To be called before the work
* begins; without effect on results.
*/
function keepYoungMemorySmall() {
	const [major = "0"] = process.versions.node.split(".");
	if (Number(major) <= newestKnown) setFlagsFromString("--semi-space-growth-factor=1");
}
export { trustOnDisk as i, keepIn as n, commitsAsked as r, keepYoungMemorySmall as t };
