import { n as __exportAll } from "./rolldown-runtime.js";
import { Ft as isCommitName, It as GitError, Nt as commitName, Pt as formatOf } from "./gate.js";
import { d as UsageError, f as messageOf } from "./text.js";
import { A as endWithUs, F as pick, I as ProcessError, M as signalGroup, N as cappedOutput, O as run, P as cleanEnvironment, j as release, k as findExecutable } from "./network.js";
import { Readable } from "node:stream";
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
// src/git/git.ts
/**
* What the repository's own configuration must not decide. `safe.directory` lets git read a checkout
* that belongs to another user, as in containers: the commands used here run nothing of it.
*/
const settings = [
	"--no-replace-objects",
	"--literal-pathspecs",
	"-c",
	"safe.directory=*",
	"-c",
	"core.fsmonitor=false",
	"-c",
	"core.hooksPath=/dev/null",
	"-c",
	"core.commitGraph=false"
];
/** The one way to start git: no configuration of the user's, the system's or the environment's, no prompts, no transports. */
function gitInvocation(args, options) {
	return {
		args: [
			...settings,
			"-C",
			options.folder,
			...args
		],
		environment: cleanEnvironment({
			GIT_CONFIG_NOSYSTEM: "1",
			GIT_CONFIG_GLOBAL: "/dev/null",
			GIT_ATTR_NOSYSTEM: "1",
			GIT_TERMINAL_PROMPT: "0",
			GIT_NO_LAZY_FETCH: "1",
			GIT_NO_REPLACE_OBJECTS: "1",
			GIT_CEILING_DIRECTORIES: dirname(options.folder),
			GIT_ALLOW_PROTOCOL: options.protocols ?? "none",
			...options.environment
		})
	};
}
/** Runs git and returns what it wrote. Throws ProcessError. */
function git(args, options) {
	const invocation = gitInvocation(args, options);
	return run("git", invocation.args, {
		environment: invocation.environment,
		cwd: tmpdir(),
		timeoutMs: options.timeoutMs ?? 3e4,
		...options.stdin === void 0 ? {} : { stdin: options.stdin },
		...options.stdoutLimit === void 0 ? {} : { stdoutLimit: options.stdoutLimit },
		...options.statuses === void 0 ? {} : { statuses: options.statuses }
	});
}
// src/git/range.ts
const validForms = "write BASE..HEAD, for example main..HEAD or v1.2.0..v1.3.0";
/** The commits that `--range BASE..HEAD` names in the user's repository. Throws UsageError. */
async function namedRange(checkout, text) {
	if (text.includes("...")) {
		const [base, head] = text.split("...");
		throw new UsageError(`--range: ${quoted(text)} is a symmetric difference; did you mean ${quoted(`${base}..${head}`)}?`);
	}
	const parts = text.split("..");
	const [base, head] = parts;
	if (parts.length !== 2 || base === void 0 || head === void 0) throw new UsageError(`--range: ${quoted(text)} is not a range; ${validForms}.`);
	const ends = [base === "" ? "HEAD" : base, head === "" ? "HEAD" : head];
	const [exclude, include] = await Promise.all(ends.map((end) => resolveCommit(checkout, end)));
	const unknown = ends.filter((_, index) => [exclude, include][index] === void 0);
	if (unknown.length > 0 || exclude === void 0 || include === void 0) {
		const names = unknown.map(quoted).join(" and ");
		throw new UsageError(`--range: ${names} names no commit in ${checkout}; a shallow checkout may lack it (git fetch --unshallow).`);
	}
	return {
		include: [include],
		exclude: [exclude],
		name: text
	};
}
/** What is checked without `--range`: what is not upstream yet, else what is not on the remote's main branch. */
async function defaultRange(checkout) {
	const head = await resolveCommit(checkout, "HEAD");
	if (head === void 0) return {
		kind: "none",
		reason: "there is no commit at HEAD"
	};
	for (const [revision, name] of [["@{upstream}", "@{upstream}..HEAD"], ["refs/remotes/origin/HEAD", "origin/HEAD..HEAD"]]) {
		const base = await resolveCommit(checkout, revision);
		if (base === void 0) continue;
		return {
			kind: "range",
			range: {
				include: [head],
				exclude: [base],
				name
			}
		};
	}
	return {
		kind: "none",
		reason: "the branch has no upstream and there is no origin/HEAD, so no range follows; name one with --range BASE..HEAD"
	};
}
/**
* The full name of the commit that a revision of the user's means, or nothing. Only names leave here;
* a tag is followed to its commit. Throws UsageError where the folder is no repository.
*/
async function resolveCommit(checkout, revision) {
	if (/[\0\n]/.test(revision) || revision === "") return void 0;
	const object = await verify$1(checkout, revision);
	return object === void 0 ? void 0 : verify$1(checkout, `${object}^{commit}`);
}
async function verify$1(checkout, revision) {
	try {
		const { stdout } = await git([
			"rev-parse",
			"--verify",
			"--end-of-options",
			revision
		], {
			folder: checkout,
			environment: { GIT_GRAFT_FILE: "/dev/null" }
		});
		const name = stdout.toString("utf8").trim();
		return isCommitName(name) ? name : void 0;
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		if (cause.stderr.includes("not a git repository")) throw new UsageError(`${checkout} is not a git repository, so it has no commits to check.`, { cause });
		if (cause.code === "failed") return void 0;
		throw new UsageError(`${quoted(revision)} cannot be resolved: ${cause.message}.`, { cause });
	}
}
function quoted(text) {
	return JSON.stringify(text.slice(0, 200));
}
// src/git/checkout-store.ts
/** A shallow file names a commit a line; a million of them is far beyond any checkout. */
const maxShallowBytes = 65 << 20;
/** The object store of a checkout, a work tree beside it or a bare repository. Throws GitError. */
async function storeOf(checkout) {
	const [objects, shallow, format] = await whereabouts(checkout);
	if (objects === void 0 || shallow === void 0 || !isFormat(format)) throw new GitError("no-repository", `${checkout} is not a repository whose objects can be read`);
	return {
		objects,
		format,
		claimedCuts: await claimedCuts(shallow)
	};
}
/** Asks git, which follows the files of work trees and the environment of none; it runs nothing for this. */
async function whereabouts(checkout) {
	const questions = [
		"--git-path",
		"objects",
		"--git-path",
		"shallow",
		"--show-object-format"
	];
	try {
		const { stdout } = await git([
			"rev-parse",
			"--path-format=absolute",
			...questions
		], { folder: checkout });
		const lines = stdout.toString("utf8").trimEnd().split("\n");
		return lines.length === 3 ? lines : [];
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		if (cause.code !== "failed") throw new GitError("git-failed", cause.message, { cause });
		const said = cause.stderr.split("\n", 1)[0] ?? "";
		throw new GitError("no-repository", `${checkout} is not a git repository: ${said}`, { cause });
	}
}
function isFormat(text) {
	return text === "sha1" || text === "sha256";
}
/** The commits that a repository's file `shallow` names; anyone may have written it. */
async function claimedCuts(shallowFile) {
	const found = await stat(shallowFile).catch(() => void 0);
	if (found === void 0) return [];
	if (!found.isFile() || found.size > maxShallowBytes) throw new GitError("too-large", `${shallowFile} is not a list of commits that can be read`);
	const lines = (await readFile(shallowFile, "latin1")).split("\n");
	return [...new Set(lines.filter(isCommitName))];
}
// src/git/remote.ts
/** What a runner behind a proxy, or with a certificate authority of its own, needs to reach its server. */
const networkVariables = [
	"http_proxy",
	"https_proxy",
	"no_proxy",
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY",
	"GIT_SSL_CAINFO",
	"GIT_SSL_CAPATH",
	"SSL_CERT_FILE",
	"SSL_CERT_DIR",
	"CURL_CA_BUNDLE"
];
/** The address that git is given. Throws GitError `fetch-failed` where it is none that git fetches from itself. */
function addressOf(remote) {
	return `${serverUrl(remote.server).href.replace(/\/+$/, "")}/${remote.repository}`;
}
/**
* Runs git with the network: only the server's own protocol, and the token where neither the list of
* processes nor a file shows it. Throws GitError `fetch-failed`, naming the objects the server lacks.
*/
async function gitOnline(remote, args, options) {
	const server = serverUrl(remote.server);
	try {
		return await git([...onlineSettings(), ...args], {
			...options,
			protocols: server.protocol.slice(0, -1),
			environment: {
				...pick(networkVariables),
				...authorization(server, remote.token),
				HOME: options.folder,
				GIT_NO_LAZY_FETCH: "0"
			}
		});
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		const lacking = cause.stderr.matchAll(/not our ref (?<id>[0-9a-f]{40,64})/g);
		const objects = [...new Set(Array.from(lacking, (match) => match.groups?.["id"] ?? ""))];
		throw new GitError("fetch-failed", failureOf(remote, cause), {
			cause,
			objects
		});
	}
}
/** Only addresses that git fetches itself: no helper programs, no ssh, no name and password inside. */
function serverUrl(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	const known = [
		"https:",
		"http:",
		"file:"
	].includes(url?.protocol ?? "");
	if (url === void 0 || !known || url.username !== "" || url.password !== "") throw new GitError("fetch-failed", `${JSON.stringify(text)} is not the address of a server`);
	return url;
}
function onlineSettings() {
	const settings = [
		"http.followRedirects=false",
		"credential.helper=",
		"gc.auto=0"
	];
	if (process.platform === "win32") settings.push("http.sslBackend=schannel");
	return settings.flatMap((setting) => ["-c", setting]);
}
/** Configuration by environment: neither the list of processes nor a file shows the token. */
function authorization(server, token) {
	if (token === void 0 || server.protocol === "file:") return {};
	const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
	return {
		GIT_CONFIG_COUNT: "1",
		GIT_CONFIG_KEY_0: `http.${server.origin}/.extraheader`,
		GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`
	};
}
function failureOf(remote, cause) {
	const said = cause.stderr.split("\n").find((line) => /^(?:fatal|error|remote):/.test(line));
	return `${`${remote.server}/${remote.repository} did not give what was asked for`}: ${messageOf(cause)}${said === void 0 ? "" : ` (${said.slice(0, 300)})`}`;
}
// src/git/fetch.ts
/** What git takes for a depth without end, which also completes a shallow repository. */
const wholeHistory = 2147483647;
const fetchTimeoutMs = 6e5;
/** Makes the folder an empty bare repository: no hooks, no configuration but git's own. */
async function initBare(folder, format) {
	const settings = format === "sha256" ? "[core]\n	repositoryformatversion = 1\n	bare = true\n[extensions]\n	objectformat = sha256\n" : "[core]\n	repositoryformatversion = 0\n	bare = true\n";
	await Promise.all([
		"objects/info",
		"objects/pack",
		"refs"
	].map((each) => mkdir(join(folder, each), { recursive: true })));
	await writeFile(join(folder, "config"), settings);
	await writeFile(join(folder, "HEAD"), "ref: refs/heads/none\n");
}
/** Fetches objects into a bare repository of ours, which checks every one against its name. Throws GitError. */
async function fetchObjects(folder, remote, { wants, filter, depth }) {
	const options = [
		"--quiet",
		"--no-tags",
		"--no-recurse-submodules",
		"--no-write-fetch-head"
	];
	if (filter !== void 0) options.push(`--filter=${filter}`);
	if (depth !== void 0) options.push(`--depth=${depth}`);
	await gitOnline(remote, [
		...["-c", "fetch.unpackLimit=1"],
		"fetch",
		...options,
		"--stdin",
		"--",
		addressOf(remote)
	], {
		folder,
		timeoutMs: fetchTimeoutMs,
		stdin: wants.map((name) => `${name}\n`).join("")
	});
}
// src/git/nul-separated.ts
/** The lines of what git writes with `-z`, each of which ends with a zero byte. */
function nulSeparated(bytes) {
	if (isUtf8(bytes)) return bytes.toString("utf8").split("\0").slice(0, -1).map((text) => ({
		text,
		isUtf8: true
	}));
	const lines = [];
	for (let start = 0, end; (end = bytes.indexOf(0, start)) >= 0; start = end + 1) {
		const line = bytes.subarray(start, end);
		lines.push({
			text: line.toString("utf8"),
			isUtf8: isUtf8(line)
		});
	}
	return lines;
}
// src/git/byte-source.ts
/** Reads lines and counted bytes out of a stream of chunks; a run of bytes within one chunk is not copied. */
var ByteSource = class {
	#chunks;
	#chunk = Buffer.alloc(0);
	constructor(chunks) {
		this.#chunks = chunks[Symbol.asyncIterator]();
	}
	/** The next line without its end, or nothing at the stream's end. Throws RangeError above the bound. */
	async line(longest) {
		let text = "";
		while (await this.#fill()) {
			const end = this.#chunk.indexOf(10);
			text += this.#chunk.toString("latin1", 0, end < 0 ? void 0 : end);
			if (text.length > longest) throw new RangeError(`a line has over ${longest} bytes`);
			this.#chunk = this.#chunk.subarray(end < 0 ? this.#chunk.length : end + 1);
			if (end >= 0) return text;
		}
		return text === "" ? void 0 : text;
	}
	/** Exactly this many bytes. Throws RangeError where the stream ends first. */
	async take(count) {
		if (this.#chunk.length >= count) return this.#cut(count);
		const parts = [];
		await this.pass(count, (part) => parts.push(part));
		return Buffer.concat(parts, count);
	}
	/** Goes past this many bytes, showing them part by part. Throws RangeError where the stream ends first. */
	async pass(count, show) {
		for (let left = count; left > 0;) {
			if (!await this.#fill()) throw new RangeError("the stream ends inside of an object");
			const part = this.#cut(Math.min(left, this.#chunk.length));
			left -= part.length;
			show(part);
		}
	}
	/** Tells the stream that no more is wanted. */
	async close() {
		await this.#chunks.return?.();
	}
	#cut(count) {
		const cut = this.#chunk.subarray(0, count);
		this.#chunk = this.#chunk.subarray(count);
		return cut;
	}
	async #fill() {
		while (this.#chunk.length === 0) {
			const { done, value } = await this.#chunks.next();
			if (done === true) return false;
			this.#chunk = value;
		}
		return true;
	}
};
// src/git/stream.ts
const stderrLimit = 65536;
const defaultIdleMs = 12e4;
/**
* Runs git and hands on what it writes as it comes, holding no more than a pipe's worth; git is ended
* when the consumer stops early. Throws GitError `git-failed` when git stalls or fails.
*/
async function* gitOutput(args, options) {
	const { folder, lines, idleMs = defaultIdleMs } = options;
	const invocation = gitInvocation(args, { folder });
	const child = spawn(await executable(invocation.environment), invocation.args, {
		cwd: tmpdir(),
		env: invocation.environment,
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		],
		windowsHide: true,
		detached: process.platform !== "win32"
	});
	endWithUs(child);
	const ending = exitOf(child);
	ending.catch(() => void 0);
	const stderr = cappedOutput(child.stderr, stderrLimit);
	child.stdin.on("error", () => void 0);
	Readable.from(inChunks(lines)).pipe(child.stdin);
	let isWaiting = true;
	let stalled = false;
	const stall = setTimeout(() => {
		if (!isWaiting) return stall.refresh();
		stalled = true;
		return signalGroup(child, "SIGKILL");
	}, idleMs);
	try {
		for await (const chunk of child.stdout) {
			isWaiting = false;
			yield chunk;
			isWaiting = true;
			stall.refresh();
		}
		const { status, signal } = await ending;
		if (status === 0) return;
		const how = stalled ? `wrote nothing for ${idleMs / 1e3} s` : `ended with ${status ?? signal}`;
		throw new GitError("git-failed", `git ${args[0]} ${how}: ${firstLine$1(stderr())}`);
	} catch (cause) {
		if (cause instanceof GitError) throw cause;
		throw new GitError("git-failed", `git ${args[0]} failed: ${messageOf(cause)}`, { cause });
	} finally {
		clearTimeout(stall);
		if (child.exitCode === null && child.signalCode === null) signalGroup(child, "SIGKILL");
		release(child);
	}
}
/** Not when its pipes are closed: a slow consumer still reads what git wrote before it ended. */
function exitOf(child) {
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("exit", (status, signal) => resolve({
			status,
			signal
		}));
	});
}
async function executable(environment) {
	try {
		return await findExecutable("git", environment);
	} catch (cause) {
		throw new GitError("git-failed", messageOf(cause), { cause });
	}
}
/** A write for every line would cost more than git's work. */
function* inChunks(lines) {
	let chunk = "";
	for (const line of lines) {
		chunk += `${line}\n`;
		if (chunk.length < 32768) continue;
		yield chunk;
		chunk = "";
	}
	if (chunk !== "") yield chunk;
}
function firstLine$1(text) {
	return text.toString("utf8").split("\n", 1)[0]?.slice(0, 300) ?? "";
}
// src/git/object-reader.ts
const objectTypes = [
	"commit",
	"tag",
	"tree",
	"blob"
];
/** A commit or tag above this is not taken apart; the largest real ones have some hundred kilobytes. */
const maxObjectBytes = 4 << 20;
const longestHeader = 200;
/**
* Reads objects in the order of their names, one at a time, each hashed again: what a checkout's
* object store calls by a name need not have it. Throws GitError `wrong-object` or `git-failed`.
*/
async function* readObjects(scratch, ids, maxBytes = maxObjectBytes) {
	if (ids.length === 0) return;
	const source = new ByteSource(gitOutput([
		"cat-file",
		"--batch",
		"--buffer"
	], {
		folder: scratch.folder,
		lines: ids
	}));
	try {
		for (const id of ids) yield await nextObject(source, scratch, id, maxBytes);
		if (await source.line(longestHeader) !== void 0) throw unexpected("more than was asked");
	} catch (cause) {
		if (!(cause instanceof RangeError)) throw cause;
		throw new GitError("git-failed", `git cat-file: ${cause.message}`, { cause });
	} finally {
		await source.close();
	}
}
async function nextObject(source, { format }, id, maxBytes) {
	const header = await source.line(longestHeader);
	if (header === `${id} missing`) return {
		id,
		state: "missing"
	};
	const [name, word, length] = header?.split(" ") ?? [];
	const type = objectTypes.find((known) => known === word);
	const size = Number(length);
	if (name !== id || type === void 0 || !Number.isSafeInteger(size)) throw unexpected(header);
	const hash = createHash(format).update(`${type} ${size}\0`);
	let bytes;
	if (size <= maxBytes) {
		bytes = await source.take(size);
		hash.update(bytes);
	} else await source.pass(size, (part) => hash.update(part));
	await source.take(1);
	if (hash.digest("hex") !== id) throw wrongObject(id);
	return bytes === void 0 ? {
		id,
		state: "too-large",
		type,
		size
	} : {
		id,
		state: "whole",
		type,
		bytes
	};
}
/** An object store that gives other bytes than those with the name. */
function wrongObject(id) {
	const message = `the object store holds something else under the name ${id}`;
	return new GitError("wrong-object", message, { objects: [id] });
}
function unexpected(said) {
	const what = JSON.stringify(said?.slice(0, longestHeader) ?? "nothing");
	return new GitError("git-failed", `git cat-file answered with ${what}`);
}
/** The type of every object that is there, by name; nothing is read but its header. */
async function typesOf(scratch, ids) {
	const types = /* @__PURE__ */ new Map();
	if (ids.length === 0) return types;
	const source = new ByteSource(gitOutput([
		"cat-file",
		"--batch-check=%(objectname) %(objecttype)",
		"--buffer"
	], {
		folder: scratch.folder,
		lines: ids
	}));
	for (let line; (line = await source.line(longestHeader)) !== void 0;) {
		const [name, word] = line.split(" ");
		const type = objectTypes.find((known) => known === word);
		if (name !== void 0 && type !== void 0) types.set(name, type);
	}
	return types;
}
// src/git/raw-parents.ts
const parentLine = /parent (?<id>[0-9a-f]{40}(?:[0-9a-f]{24})?)\n/y;
const treeLine = /tree [0-9a-f]{40}(?:[0-9a-f]{24})?\n/y;
/**
* The parents that a commit's own bytes name, read as git's walk reads them: the lines right behind
* the tree. No graft, replacement or shallow file has a say. Empty for what is no commit at all.
*/
function rawParents(bytes) {
	const end = bytes.indexOf("\nauthor ");
	const head = bytes.toString("latin1", 0, end < 0 ? bytes.length : end + 1);
	treeLine.lastIndex = 0;
	if (!treeLine.test(head)) return [];
	const parents = [];
	parentLine.lastIndex = treeLine.lastIndex;
	for (let line; (line = parentLine.exec(head)) !== null;) parents.push(line.groups?.["id"] ?? "");
	return parents;
}
// src/temporary-folder.ts
const folders = /* @__PURE__ */ new Set();
const endings = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/** Lends a new folder that only we may enter to `use`, and removes it however that ends, also by a signal. */
async function withTemporaryFolder(use, purpose = "git") {
	const folder = await mkdtemp(join(tmpdir(), `portcullis-${purpose}-`));
	remember(folder);
	try {
		return await use(folder);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
		forget(folder);
	}
}
function remember(folder) {
	if (folders.size === 0) {
		process.on("exit", removeAll);
		for (const signal of endings) process.on(signal, removeAndEnd);
	}
	folders.add(folder);
}
function forget(folder) {
	folders.delete(folder);
	if (folders.size === 0) stopListening();
}
function stopListening() {
	process.off("exit", removeAll);
	for (const signal of endings) process.off(signal, removeAndEnd);
}
function removeAll() {
	for (const folder of folders) rmSync(folder, {
		recursive: true,
		force: true,
		maxRetries: 3
	});
}
function removeAndEnd(signal) {
	removeAll();
	stopListening();
	process.kill(process.pid, signal);
}
// src/git/scratch-repository.ts
/** Lends a scratch repository over an object store to `use`, and removes it. */
async function withScratch(store, use) {
	return withTemporaryFolder(async (folder) => {
		await initBare(folder, store.format);
		await writeFile(join(folder, "objects", "info", "alternates"), `${store.objects}\n`);
		const blank = {
			folder,
			format: store.format,
			cuts: /* @__PURE__ */ new Map()
		};
		const cuts = await trueCuts(blank, store.claimedCuts);
		if (cuts.size > 0) await writeFile(join(folder, "shallow"), [...cuts.keys()].map((id) => `${id}\n`).join(""));
		return use({
			...blank,
			cuts
		});
	});
}
/** Whoever wrote the store's shallow file may hide history with it: only parents that are missing count. */
async function trueCuts(scratch, claimed) {
	const parents = /* @__PURE__ */ new Map();
	const nameLength = scratch.format === "sha256" ? 64 : 40;
	const names = claimed.filter((id) => id.length === nameLength);
	for await (const object of readObjects(scratch, names)) if (object.state === "whole") parents.set(object.id, rawParents(object.bytes));
	const present = await typesOf(scratch, [...new Set([...parents.values()].flat())]);
	const cuts = /* @__PURE__ */ new Map();
	for (const [id, all] of parents) {
		const missing = all.filter((parent) => !present.has(parent));
		if (missing.length > 0) cuts.set(id, missing);
	}
	return cuts;
}
// src/git/commit-tree.ts
/** Some two million files. */
const maxListBytes$3 = 256 << 20;
const listTimeoutMs$1 = 12e4;
/**
* Lends the tree of a commit to `use`, from the checkout's objects; what they lack is fetched into a
* repository of our own. Throws GitError where neither has it.
*/
async function withCommitTree(sources, name, use) {
	const commit = commitName(name);
	const { checkout, remote } = sources;
	return withTemporaryFolder(async (folder) => {
		const fetched = new FetchedObjects(folder, remote, formatOf(commit));
		const store = checkout === void 0 ? void 0 : await storeIn(checkout, remote);
		if (store === void 0 || store.format !== fetched.scratch.format) return use(await treeIn(void 0, fetched, commit));
		return withScratch({
			...store,
			claimedCuts: []
		}, async (scratch) => use(await treeIn(scratch, fetched, commit)));
	});
}
async function storeIn(checkout, remote) {
	try {
		return await storeOf(checkout);
	} catch (error) {
		if (remote !== void 0 && error instanceof GitError) return void 0;
		throw error;
	}
}
async function treeIn(local, fetched, commit) {
	const { format } = fetched.scratch;
	return {
		commit,
		format,
		entries: await listed(local, commit) ?? await fetched.entriesOf(commit),
		blobs: async function* (ids, maxBytes) {
			const missing = [];
			for await (const object of readIn(local, ids, maxBytes)) if (object.state === "missing") missing.push(object.id);
			else yield object;
			if (missing.length > 0) yield* fetched.blobs(missing, maxBytes);
		}
	};
}
async function* readIn(scratch, ids, maxBytes) {
	if (scratch !== void 0) yield* readObjects(scratch, ids, maxBytes);
	else for (const id of ids) yield {
		id,
		state: "missing"
	};
}
/** Nothing where an object is missing, which another copy of the repository may have. */
async function listed(scratch, commit) {
	try {
		return scratch && await entriesIn(scratch.folder, commit);
	} catch (error) {
		if (error instanceof GitError && error.code === "incomplete") return void 0;
		throw error;
	}
}
/** A bare repository of ours for what a server is asked for; without a server everything is missing. */
var FetchedObjects = class {
	scratch;
	#remote;
	#isMade = false;
	constructor(folder, remote, format) {
		this.scratch = {
			folder,
			format,
			cuts: /* @__PURE__ */ new Map()
		};
		this.#remote = remote;
	}
	/** The list comes without the files: most of them are in the checkout. */
	async entriesOf(commit) {
		if (this.#remote === void 0) throw new GitError("no-commit", `the checkout does not hold ${commit} with all its folders`);
		await this.#fetch(this.#remote, {
			wants: [commit],
			filter: "blob:none",
			depth: 1
		});
		return entriesIn(this.scratch.folder, commit);
	}
	async *blobs(ids, maxBytes) {
		if (this.#remote !== void 0) await this.#fetch(this.#remote, { wants: ids });
		yield* readIn(this.#isMade ? this.scratch : void 0, ids, maxBytes);
	}
	async #fetch(remote, what) {
		if (!this.#isMade) await initBare(this.scratch.folder, this.scratch.format);
		this.#isMade = true;
		await fetchObjects(this.scratch.folder, remote, what);
	}
};
async function entriesIn(folder, commit) {
	try {
		const { stdout } = await git([
			"ls-tree",
			"-r",
			"-z",
			"--full-tree",
			commit
		], {
			folder,
			stdoutLimit: maxListBytes$3,
			timeoutMs: listTimeoutMs$1
		});
		return nulSeparated(stdout).flatMap(entryOf$1);
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		const said = cause.stderr.split("\n", 1)[0]?.slice(0, 300) ?? "";
		const code = cause.code === "failed" ? "incomplete" : "git-failed";
		throw new GitError(code, `the files of ${commit} cannot be listed: ${said || cause.message}`, { cause });
	}
}
/**
* A tree that was made by hand may name what no file can be called. A path that is not UTF-8 is left out
* too: its text may be the name of another file, which would then seem to be as it is here.
*/
function entryOf$1({ text, isUtf8 }) {
	if (!isUtf8) return [];
	const { mode, id, path } = /^(?<mode>\d{6}) \w+ (?<id>[0-9a-f]+)\t(?<path>.+)$/s.exec(text)?.groups ?? {};
	if (mode === void 0 || id === void 0 || path === void 0) return [];
	return path.split("/").every((name) => name !== "" && name !== "." && name !== "..") ? [{
		mode,
		id,
		path
	}] : [];
}
// src/git/refs.ts
/** Fifty thousand refs with long names. */
const maxListBytes$2 = 16 << 20;
/**
* The refs of a checkout under the given folders or names, `refs/tags/` for example; a name is matched
* whole. Throws GitError.
*/
async function localRefs(checkout, under) {
	try {
		const { stdout } = await git([
			"for-each-ref",
			"--format=%(objectname)%09%(refname)",
			"refs/"
		], {
			folder: checkout,
			stdoutLimit: maxListBytes$2
		});
		return refsIn(stdout, under);
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		throw new GitError("git-failed", `the refs of ${checkout}: ${cause.message}`, { cause });
	}
}
/** The refs of a server under the given folders or names, without fetching anything. Throws GitError. */
async function remoteRefs(remote, under) {
	const patterns = under.map((name) => name.endsWith("/") ? `${name}*` : name);
	const args = [
		"ls-remote",
		"--refs",
		"--quiet",
		"--",
		addressOf(remote),
		...patterns
	];
	return withTemporaryFolder(async (folder) => {
		const { stdout } = await gitOnline(remote, args, {
			folder,
			stdoutLimit: maxListBytes$2
		});
		return refsIn(stdout, under);
	});
}
function refsIn(listing, under) {
	return listing.toString("utf8").split("\n").flatMap((line) => {
		const [id = "", name = ""] = line.split("	", 2);
		return under.some((u) => u.endsWith("/") ? name.startsWith(u) : name === u) && isCommitName(id) ? [{
			name,
			id
		}] : [];
	});
}
// src/git/submodule.ts
/**
* The commit that the checked-out commit of a repository wants at a path as a submodule; nothing where
* it has something else there. Throws GitError.
*/
async function submoduleAt(checkout, path) {
	try {
		const { stdout } = await git([
			"ls-tree",
			"-z",
			"HEAD",
			"--",
			path
		], { folder: checkout });
		return /^160000 commit (?<id>[0-9a-f]+)\t/.exec(stdout.toString("latin1"))?.groups?.["id"];
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		throw new GitError("git-failed", `git ls-tree: ${cause.message}`, { cause });
	}
}
// src/git/parents.ts
/**
* The parents that a commit names, present or not; none where it is a root, or not there itself. Throws
* GitError where the object store cannot be read.
*/
async function parentsOf(scratch, commit) {
	for await (const object of readObjects(scratch, [commit])) if (object.state === "whole" && object.type === "commit") return rawParents(object.bytes);
	return [];
}
// src/git/descent.ts
/**
* Tells whether a checkout's commit has another one in its history. Nothing is fetched, and neither
* grafts nor a forged shallow file have a say. Throws GitError where the checkout cannot be read.
*/
async function descentOf(checkout, commit, ancestor) {
	return withScratch(await storeOf(checkout), async (scratch) => {
		const parents = await parentsOf(scratch, commit);
		if (parents.includes(ancestor)) return {
			parents,
			includes: "yes"
		};
		return {
			parents,
			includes: await includes(scratch, commit, ancestor)
		};
	});
}
async function includes(scratch, commit, ancestor) {
	const { cuts } = scratch;
	const named = (await typesOf(scratch, [ancestor])).has(ancestor) ? [ancestor] : [...cuts].flatMap(([id, missing]) => missing.includes(ancestor) ? [id] : []);
	try {
		for (const each of named) if (await isAncestor(scratch, each, commit)) return "yes";
	} catch (error) {
		if (!(error instanceof ProcessError)) throw error;
		return "unknown";
	}
	return cuts.size === 0 ? "no" : "unknown";
}
async function isAncestor(scratch, older, newer) {
	const { status } = await git([
		"merge-base",
		"--is-ancestor",
		...[commitName(older), commitName(newer)]
	], {
		folder: scratch.folder,
		statuses: [0, 1]
	});
	return status === 0;
}
// src/git/rev-list.ts
/** Three million commits. */
const maxListBytes$1 = 128 << 20;
const walkTimeoutMs = 3e5;
/** Walks a range as git does. Throws GitError `incomplete` where an object is missing or cannot be read. */
async function commitsIn(scratch, range) {
	const lines = await revList(scratch, range, ["--boundary", "--topo-order"]);
	const commits = [];
	const boundary = [];
	for (const line of lines) if (line.startsWith("-")) boundary.push(commitName(line.slice(1)));
	else commits.push(commitName(line));
	return {
		commits,
		boundary
	};
}
/** Whether a commit of the range has no parents, which is to say that it begins a history. */
async function hasRoot(scratch, range) {
	return (await revList(scratch, range, ["--max-parents=0", "--max-count=1"])).length > 0;
}
async function revList({ folder }, { include, exclude }, options) {
	if (include.length === 0) return [];
	const revisions = [...include.map((id) => commitName(id)), ...exclude.map((id) => `^${commitName(id)}`)];
	try {
		const { stdout } = await git([
			"rev-list",
			...options,
			"--stdin"
		], {
			folder,
			stdin: revisions.map((revision) => `${revision}\n`).join(""),
			stdoutLimit: maxListBytes$1,
			timeoutMs: walkTimeoutMs
		});
		return stdout.toString("latin1").split("\n").slice(0, -1);
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		throw walkError(cause);
	}
}
function walkError(cause) {
	if (cause.code === "output-too-large") return new GitError("too-large", "the range has more commits than can be listed", { cause });
	if (cause.code !== "failed") return new GitError("git-failed", cause.message, { cause });
	const named = cause.stderr.match(/\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/g) ?? [];
	const said = cause.stderr.split("\n", 1)[0] ?? "";
	return new GitError("incomplete", `the history cannot be walked: ${said.slice(0, 300)}`, {
		cause,
		objects: [...new Set(named)]
	});
}
// src/git/excluded-proof.ts
/** Rounds that go from one commit to be proven to the next; after them one goes through everything. */
const shortRounds = 32;
/**
* Proves from hashed bytes that what a walk left out is reachable from what was to be excluded. A lying
* object store could otherwise name a commit of the range as a parent of the base and so hide it.
* Throws GitError `wrong-object`.
*/
async function proveExcluded(scratch, { include, exclude }, { commits, boundary }) {
	const inRange = new Set(commits);
	const left = include.filter((tip) => !inRange.has(tip));
	const given = new Set(exclude);
	const unproven = new Set([...boundary, ...left].filter((id) => !given.has(id)));
	let from = exclude;
	for (let round = 0; unproven.size > 0; round++) {
		const isLast = round === shortRounds;
		const until = isLast ? [] : [...unproven];
		const found = await reachedFrom(scratch, {
			include: isLast ? exclude : from,
			exclude: until
		});
		from = [...unproven].filter((id) => found.has(id));
		for (const id of from) unproven.delete(id);
		const [liar] = unproven;
		if (liar !== void 0 && (from.length === 0 || isLast)) throw wrongObject(liar);
	}
}
/** Every commit to which a path of true bytes leads. */
async function reachedFrom(scratch, range) {
	const reached = new Set(range.include);
	const { commits } = await commitsIn(scratch, range);
	for await (const object of readObjects(scratch, commits)) {
		if (object.state !== "whole" || !reached.has(object.id)) continue;
		for (const parent of rawParents(object.bytes)) reached.add(parent);
	}
	return reached;
}
// src/git/walked-range.ts
/**
* Walks the range in one scratch repository. Throws GitError `bad-revision` where a name is not a
* commit's, `wrong-object` where the store lies, `git-failed` where it cannot be read.
*/
async function walkRange(scratch, wanted) {
	const absent = await absentOf(scratch, wanted);
	const nothing = {
		scratch,
		commits: [],
		boundary: []
	};
	if (absent.length > 0) return {
		...nothing,
		missing: absent
	};
	try {
		const walk = await commitsIn(scratch, wanted);
		await proveExcluded(scratch, wanted, walk);
		return {
			scratch,
			...walk,
			missing: await gapsOf(scratch, wanted, walk)
		};
	} catch (error) {
		if (!(error instanceof GitError) || error.code !== "incomplete") throw error;
		const gone = await missingOf(scratch, error.objects);
		if (gone.length === 0) throw new GitError("git-failed", error.message, { cause: error });
		return {
			...nothing,
			missing: gone
		};
	}
}
async function absentOf(scratch, wanted) {
	const tips = [...wanted.include, ...wanted.exclude];
	const all = [...tips, ...wanted.objects ?? []];
	const types = await typesOf(scratch, all);
	for (const tip of tips) {
		const type = types.get(tip) ?? "commit";
		if (type !== "commit") throw new GitError("bad-revision", `${tip} is a ${type}, not a commit`);
	}
	return all.filter((id) => !types.has(id));
}
async function missingOf(scratch, ids) {
	const types = await typesOf(scratch, ids);
	return ids.filter((id) => !types.has(id));
}
/**
* The missing parents that could change the range. Those of its own commits do. Beyond a cut on the
* excluded side there may be commits of the range, so that too many are in it; not where the range
* hangs on a single excluded commit: whatever lay beyond it would be its own ancestor.
*/
async function gapsOf(scratch, range, { commits, boundary }) {
	const { cuts } = scratch;
	if (cuts.size === 0) return [];
	const inside = missingBehind(scratch, commits);
	if (inside.length > 0 || commits.length === 0) return inside;
	if (boundary.length <= 1 && !await hasRoot(scratch, range)) return [];
	return missingBehind(scratch, (await commitsIn(scratch, {
		include: range.exclude,
		exclude: []
	})).commits);
}
function missingBehind({ cuts }, commits) {
	return [...new Set(commits.flatMap((id) => cuts.get(id) ?? []))];
}
// src/git/complete-range.ts
/** How many generations are fetched, one try after the other; a few hundred bytes for each commit. */
const depths = [
	256,
	2048,
	16384,
	wholeHistory
];
/**
* Lends the range to `use`, from the checkout where that has all of it, else from the server, fetching
* more and more until it is complete. What then is still `missing` leaves the range undecided: the
* commits are not all there. Throws GitError where a source cannot be read at all.
*/
async function withRange(sources, wanted, use) {
	const { checkout, remote } = sources;
	if (checkout !== void 0) {
		const found = await fromCheckout(checkout, remote, wanted, use);
		if (found !== void 0) return found.result;
	}
	if (remote !== void 0) return fromServer(remote, wanted, use);
	throw new GitError("no-repository", "there is neither a checkout nor a server to read commits from");
}
async function fromCheckout(checkout, remote, wanted, use) {
	let store;
	try {
		store = await storeOf(checkout);
	} catch (error) {
		if (remote !== void 0 && error instanceof GitError) return void 0;
		throw error;
	}
	return withScratch(store, async (scratch) => {
		const range = await walkRange(scratch, wanted).catch((error) => {
			if (remote !== void 0 && error instanceof GitError && error.code === "git-failed") return;
			throw error;
		});
		if (range === void 0) return void 0;
		if (remote !== void 0 && range.missing.length > 0) return void 0;
		return { result: await use({
			...range,
			fetched: void 0,
			remote
		}) };
	});
}
function fromServer(remote, wanted, use) {
	const wants = [.../* @__PURE__ */ new Set([
		...wanted.include,
		...wanted.exclude,
		...wanted.objects ?? []
	])];
	const format = formatOf(commitName(wants[0] ?? ""));
	return withTemporaryFolder(async (folder) => {
		await initBare(folder, format);
		for (const depth of wanted.exclude.length === 0 ? [wholeHistory] : depths) {
			await fetchObjects(folder, remote, {
				wants,
				filter: "tree:0",
				depth
			});
			const isLast = depth === wholeHistory;
			const found = await withScratch(await fetchedStore(folder, format), async (scratch) => {
				const range = await walkRange(scratch, wanted);
				if (range.missing.length > 0 && !isLast) return void 0;
				return { result: await use({
					...range,
					fetched: {
						folder,
						remote
					},
					remote
				}) };
			});
			if (found !== void 0) return found.result;
		}
		throw new GitError("git-failed", "the whole history was fetched, and none was found");
	});
}
async function fetchedStore(folder, format) {
	const cuts = await claimedCuts(join(folder, "shallow"));
	return {
		objects: join(folder, "objects"),
		format,
		claimedCuts: cuts
	};
}
// src/git/merge-base.ts
/**
* The newest commit that both are built upon; nothing where they have none in common, or where not all
* of the history can be had that it takes to tell. Throws GitError where no source can be read.
*/
async function mergeBase(sources, head, base) {
	return withRange(sources, {
		include: [commitName(head)],
		exclude: [commitName(base)]
	}, async ({ scratch, missing }) => {
		if (missing.length > 0) return void 0;
		try {
			const { stdout } = await git([
				"merge-base",
				commitName(head),
				commitName(base)
			], {
				folder: scratch.folder,
				statuses: [0, 1]
			});
			return stdout.toString("latin1").split("\n", 1)[0] || void 0;
		} catch (cause) {
			if (!(cause instanceof ProcessError)) throw cause;
			throw new GitError("incomplete", cause.message, { cause });
		}
	});
}
// src/git/event-range.ts
/** Which commits an event is about, and whose word counts for them. Throws UsageError where the payload does not say. */
function eventRange(event, settings) {
	const { name } = event;
	if (name.startsWith("pull_request")) return pullRequestRange(event);
	if (name === "merge_group") return mergeGroupRange(event);
	if (name === "push") return pushRange(event, settings);
	if (name === "release") return tagRange(text(event, "release", "tag_name"), settings);
	return standingRange(event, settings);
}
function pullRequestRange(event) {
	const base = {
		kind: "branch",
		branch: text(event, "pull_request", "base", "ref")
	};
	return {
		kind: "range",
		include: [commitTip(event, "pull_request", "head", "sha")],
		exclude: [commitTip(event, "pull_request", "base", "sha"), base],
		trustRef: base,
		trust: "base",
		note: "the commits of the pull request"
	};
}
function mergeGroupRange(event) {
	const branch = text(event, "merge_group", "base_ref").replace(/^refs\/heads\//, "");
	return {
		kind: "range",
		include: [commitTip(event, "merge_group", "head_sha")],
		exclude: [commitTip(event, "merge_group", "base_sha")],
		trustRef: {
			kind: "branch",
			branch
		},
		trust: "base",
		note: "the commits of the merge group"
	};
}
function pushRange(event, settings) {
	const ref = text(event, "ref");
	if (isZero(text(event, "after")) || at(event.payload, ["deleted"]) === true) return {
		kind: "none",
		reason: `${ref} was deleted, so nothing was pushed`
	};
	if (ref.startsWith("refs/tags/")) return tagRange(ref.slice(10), settings);
	const after = commitTip(event, "after");
	const plan = branchPlan(event, ref.replace(/^refs\/heads\//, ""), settings);
	return {
		...fromDefaultBranch(settings),
		include: [after],
		...plan
	};
}
/** What a push to a branch leaves out, and for the default branch whose word counts. */
function branchPlan(event, branch, settings) {
	const { defaultBranch, sinceCommit } = settings;
	const isDefault = branch === defaultBranch;
	if (sinceCommit !== void 0) {
		const since = {
			kind: "commit",
			commit: sinceCommit
		};
		return {
			exclude: [since],
			note: "every commit since since-commit",
			...isDefault && {
				trustRef: since,
				trust: "since-commit"
			}
		};
	}
	if (!isZero(text(event, "before"))) {
		const before = commitTip(event, "before");
		const note = `incremental: only what this push added${at(event.payload, ["forced"]) === true ? ", which was forced" : ""}`;
		return {
			exclude: [before],
			note,
			...isDefault && {
				trustRef: before,
				trust: "before"
			}
		};
	}
	if (isDefault) return {
		exclude: [],
		note: "the whole history: the branch is new, and it is the default branch",
		trustRef: commitTip(event, "after"),
		trust: "itself"
	};
	const note = `a new branch: what ${defaultBranch} does not have`;
	return {
		exclude: [{
			kind: "branch",
			branch: defaultBranch
		}],
		note
	};
}
function tagRange(tag, settings) {
	return {
		...fromDefaultBranch(settings),
		include: [{
			kind: "tag",
			tag
		}],
		exclude: [{
			kind: "verified-tag",
			otherwise: settings.sinceCommit
		}],
		tag,
		note: "the tag, and the commits since the newest tag before it that verifies"
	};
}
/** Schedules, dispatches and whatever else comes without commits of its own: what stands at the ref. */
function standingRange(event, settings) {
	const { defaultBranch, sinceCommit } = settings;
	const { ref, sha } = event;
	if (ref.startsWith("refs/tags/")) return tagRange(ref.slice(10), settings);
	if (!isCommitName(sha)) throw missing(event, "GITHUB_SHA", "a commit");
	const isDefault = ref === `refs/heads/${defaultBranch}` || ref === "";
	const range = {
		...fromDefaultBranch(settings),
		include: [{
			kind: "commit",
			commit: sha
		}]
	};
	if (sinceCommit !== void 0) {
		const exclude = [{
			kind: "commit",
			commit: sinceCommit
		}];
		return {
			...range,
			exclude,
			note: "every commit since since-commit"
		};
	}
	if (isDefault) return {
		...range,
		exclude: [],
		note: "the whole history of the default branch"
	};
	const exclude = [{
		kind: "branch",
		branch: defaultBranch
	}];
	return {
		...range,
		exclude,
		note: `what ${defaultBranch} does not have`
	};
}
function fromDefaultBranch({ defaultBranch }) {
	return {
		kind: "range",
		trustRef: {
			kind: "branch",
			branch: defaultBranch
		},
		trust: "default-branch"
	};
}
function at(value, path) {
	return path.reduce((inner, key) => typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : void 0, value);
}
function text(event, ...path) {
	const value = at(event.payload, path);
	if (typeof value !== "string" || value === "") throw missing(event, path.join("."), "a text");
	return value;
}
function commitTip(event, ...path) {
	const commit = text(event, ...path);
	if (!isCommitName(commit)) throw missing(event, path.join("."), "a commit");
	return {
		kind: "commit",
		commit
	};
}
function isZero(name) {
	return /^0+$/.test(name);
}
function missing({ name }, path, wanted) {
	return new UsageError(`The payload of the event ${JSON.stringify(name)} has no ${path} that is ${wanted}, so there is no telling which commits it is about.`);
}
// src/git/malformed.ts
/** Why an object is not written the way git writes it; thrown inside of the grammars, returned by them. */
var MalformedError = class extends Error {
	name = "MalformedError";
};
/** What the grammar makes of an object, or why it refuses it. */
function orMalformed(parse) {
	try {
		return parse();
	} catch (error) {
		if (error instanceof MalformedError) return { malformed: error.message };
		throw error;
	}
}
// src/git/header.ts
const newline = 10;
const space = 32;
/** More would be an attack on us: the widest merges have some dozens of parents, each a line. */
const maxHeaders = 1e5;
/** Splits an object at its first empty line. Throws MalformedError. */
function splitHeaders(bytes) {
	const headers = [];
	let at = 0;
	while (at < bytes.length && bytes[at] !== newline) {
		const header = headerAt(bytes, at);
		headers.push(header);
		if (headers.length > maxHeaders) throw new MalformedError("It has over 100,000 headers.");
		at = header.end;
	}
	return {
		headers,
		message: Math.min(at + 1, bytes.length)
	};
}
function headerAt(bytes, start) {
	if (bytes[start] === space) throw new MalformedError("A header begins with a space.");
	const lines = [];
	let at = start;
	do {
		const end = bytes.indexOf(newline, at);
		if (end < 0) throw new MalformedError("A header has no line end.");
		lines.push(bytes.subarray(at, end));
		at = end + 1;
	} while (bytes[at] === space);
	const first = lines[0] ?? Buffer.alloc(0);
	const gap = first.indexOf(space);
	const key = first.toString("latin1", 0, gap < 0 ? first.length : gap);
	const values = lines.map((line, index) => index === 0 ? line.subarray(gap < 0 ? line.length : gap + 1) : line.subarray(1));
	const value = values.length === 1 ? values[0] ?? first : joined(values);
	if (bytes.subarray(start, at).includes(0)) throw new MalformedError(`The header ${JSON.stringify(key.slice(0, 40))} holds a null byte.`);
	return {
		key,
		value,
		start,
		end: at
	};
}
function joined(lines) {
	const separator = Buffer.from("\n");
	return Buffer.concat(lines.flatMap((line, index) => index === 0 ? [line] : [separator, line]));
}
/** Takes headers off the front, one after the other, as the order of git demands. */
var HeaderQueue = class {
	#headers;
	#at = 0;
	constructor(headers) {
		this.#headers = headers;
	}
	/** The next header where it has this key. */
	takeIf(key) {
		const header = this.#headers[this.#at];
		if (header?.key !== key) return void 0;
		this.#at++;
		return header;
	}
	/** The next header, which must have this key. Throws MalformedError. */
	take(key) {
		const header = this.takeIf(key);
		if (header !== void 0) return header;
		const found = this.#headers[this.#at]?.key;
		throw new MalformedError(`Where the header ${key} belongs stands ${found === void 0 ? "the end" : JSON.stringify(found.slice(0, 40))}.`);
	}
	/** What is left. */
	rest() {
		return this.#headers.slice(this.#at);
	}
};
/** A header's value as a full object name. Throws MalformedError. */
function objectName(header, format) {
	const name = header.value.toString("latin1");
	if (!(format === "sha256" ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{40}$/).test(name)) throw new MalformedError(`The header ${header.key} is not the full name of an object.`);
	return name;
}
// src/git/person.ts
const shape = /^(?<name>[^<>\n]*)<(?<email>[^<>\n]*)> (?<time>\d{1,15}) [+-]\d{4,}$/s;
/**
* Reads `Name <e-mail> time zone`. Two e-mail addresses, an angle bracket inside of one or a missing
* time are refused: programs disagree about whose commit that is. Throws MalformedError.
*/
function readPerson(header) {
	const found = shape.exec(textOf(header.value))?.groups;
	if (found === void 0) throw new MalformedError(`The header ${header.key} is not "Name <e-mail> time zone".`);
	const { name = "", email = "", time = "" } = found;
	return {
		name: name.trim(),
		email,
		time: Number(time)
	};
}
/** Old commits are in Latin-1 without saying so. */
function textOf(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		return bytes.toString("latin1");
	}
}
// src/git/signature-block.ts
/** The lines by which git knows a signature (gpg-interface.c). */
const kinds = [
	["PGP SIGNATURE", "openpgp"],
	["PGP MESSAGE", "openpgp"],
	["SIGNED MESSAGE", "x509"],
	["SSH SIGNATURE", "ssh"]
];
/**
* A signature by its armour: one block that git knows, and nothing behind its end but line breaks.
* Git takes more; what stands there is signed by nobody and makes one commit into many. Throws
* MalformedError.
*/
function readSignature(armour) {
	const text = armour.toString("latin1");
	const found = kinds.find(([label]) => text.startsWith(`-----BEGIN ${label}-----\n`));
	if (found === void 0) throw new MalformedError("What stands where the signature belongs is none that git knows.");
	const [label, kind] = found;
	const end = `\n-----END ${label}-----`;
	const at = text.indexOf(end);
	if (at < 0) throw new MalformedError(`The signature block has no line END ${label}.`);
	if (/[^\n]/.test(text.slice(at + end.length))) throw new MalformedError("Something follows the end of the signature block.");
	if (text.slice(1, at).includes("\n-----")) throw new MalformedError("There is a second signature block inside of the first.");
	return {
		kind,
		armour
	};
}
/** Where the signature block of a tag begins: at the last line that starts one; nothing without one. */
function signatureStart(text) {
	const starts = kinds.flatMap(([label]) => {
		const line = `-----BEGIN ${label}-----`;
		const at = text.lastIndexOf(`\n${line}`);
		if (at >= 0) return [at + 1];
		return text.startsWith(line) ? [0] : [];
	});
	return starts.length === 0 ? void 0 : Math.max(...starts);
}
// src/git/commit-object.ts
/** Headers that a commit has once, in front. A second one would mean something to some program. */
const leading = /* @__PURE__ */ new Set([
	"tree",
	"parent",
	"author",
	"committer"
]);
/**
* Takes a commit apart by one strict grammar: tree, parents, author, committer, then further headers
* of any kind, among them one signature under the name that the repository's hash has for it. What git
* would leave out of the signed bytes is refused instead.
*/
function readCommit(bytes, format) {
	return orMalformed(() => {
		const split = splitHeaders(bytes);
		const queue = new HeaderQueue(split.headers);
		const tree = objectName(queue.take("tree"), format);
		const parents = [];
		for (let line; (line = queue.takeIf("parent")) !== void 0;) parents.push(objectName(line, format));
		const author = readPerson(queue.take("author"));
		const committer = readPerson(queue.take("committer"));
		const holder = signatureHeader(queue.rest(), format);
		const common = {
			tree,
			parents,
			author,
			committer,
			message: bytes.subarray(split.message)
		};
		if (holder === void 0) return {
			...common,
			payload: bytes
		};
		const payload = Buffer.concat([bytes.subarray(0, holder.start), bytes.subarray(holder.end)]);
		return {
			...common,
			payload,
			signature: readSignature(withLineEnd(holder.value))
		};
	});
}
function signatureHeader(headers, format) {
	const wanted = format === "sha256" ? "gpgsig-sha256" : "gpgsig";
	let holder;
	let hasEncoding = false;
	for (const header of headers) {
		const { key } = header;
		if (leading.has(key)) throw new MalformedError(`There is a ${key} header out of its place.`);
		if (key === "encoding") {
			if (hasEncoding) throw new MalformedError("It has two encodings.");
			hasEncoding = true;
		}
		if (!key.startsWith("gpgsig")) continue;
		if (key !== wanted) throw new MalformedError(`The header ${JSON.stringify(key.slice(0, 40))} is left out of what git verifies.`);
		if (holder !== void 0) throw new MalformedError("It has two signatures.");
		holder = header;
	}
	return holder;
}
/** Git hands a signature on with the end of its last line. */
function withLineEnd(value) {
	return Buffer.concat([value, Buffer.from("\n")]);
}
// src/git/trees.ts
/** The trees that commits name, each once; commits that cannot be read are left out. */
async function treesOf(scratch, commits) {
	const trees = /* @__PURE__ */ new Set();
	for await (const object of readObjects(scratch, commits)) {
		if (object.state !== "whole" || object.type !== "commit") continue;
		const line = object.bytes.toString("latin1", 0, object.bytes.indexOf("\n"));
		if (line.startsWith("tree ")) trees.add(line.slice(5));
	}
	return [...trees];
}
// src/git/merge-tree.ts
const mergeTimeoutMs = 12e4;
/**
* Which of the merges have exactly the tree that git makes of their two parents. A merge with
* conflicts, with more parents or of histories without a common commit has not. What is not here is
* fetched. Throws GitError `incomplete` where it cannot be had, or `fetch-failed`.
*/
async function rederivedMerges(range, merges) {
	const pairs = merges.filter(({ parents }) => parents.length === 2);
	if (pairs.length === 0) return /* @__PURE__ */ new Set();
	const { fetched, remote, scratch } = range;
	if (fetched !== void 0) return mergesOnline(fetched, range, pairs);
	try {
		if (scratch.cuts.size > 0) throw new GitError("incomplete", "the checkout is shallow");
		return await mergesAt((args, options) => offline(scratch.folder, args, options), pairs);
	} catch (error) {
		if (!(error instanceof GitError && error.code === "incomplete") || remote === void 0) throw error;
	}
	return withTemporaryFolder(async (folder) => {
		await initBare(folder, scratch.format);
		return mergesOnline({
			folder,
			remote
		}, range, pairs);
	});
}
async function mergesOnline({ folder, remote }, range, merges) {
	if (range.fetched === void 0 || range.scratch.cuts.size > 0) await fetchObjects(folder, remote, {
		wants: merges.map(({ id }) => id),
		filter: "tree:0",
		depth: wholeHistory
	});
	const local = (args, options) => offline(folder, args, options);
	const needed = /* @__PURE__ */ new Set();
	for (const { parents } of merges) for (const commit of [...parents, ...await commonCommits(local, parents)]) needed.add(commit);
	await fetchObjects(folder, remote, {
		wants: await treesOf({
			folder,
			format: range.scratch.format,
			cuts: /* @__PURE__ */ new Map()
		}, [...needed]),
		filter: "blob:none"
	});
	return mergesAt((args, options) => gitOnline(remote, args, {
		folder,
		...options
	}), merges);
}
async function mergesAt(place, merges) {
	const same = /* @__PURE__ */ new Set();
	for (const { id, parents, tree } of merges) {
		if ((await commonCommits(place, parents)).length === 0) continue;
		const { status, stdout, stderr } = await place([
			"merge-tree",
			"--write-tree",
			"--no-messages",
			...parents.map(commitName)
		], {
			timeoutMs: mergeTimeoutMs,
			statuses: [0, 1]
		});
		const error = /^error: .*/m.exec(stderr);
		if (error !== null) throw new GitError("incomplete", `git merge-tree: ${error[0]}`);
		const merged = stdout.toString("latin1").split("\n", 1)[0];
		if (status === 0 && merged === tree) same.add(id);
	}
	return same;
}
async function commonCommits(place, parents) {
	const { stdout } = await place([
		"merge-base",
		"--all",
		...parents.map(commitName)
	], { statuses: [0, 1] });
	return stdout.toString("latin1").split("\n").slice(0, -1);
}
async function offline(folder, args, options) {
	try {
		return await git(args, {
			folder,
			...options
		});
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		const said = cause.stderr.split("\n", 1)[0]?.slice(0, 300) ?? "";
		throw new GitError("incomplete", `${cause.message}: ${said}`, { cause });
	}
}
// src/git/path-changes.ts
/**
* The commits of a branch, oldest first, that leave one of the files different from how their first
* parent has it. Throws GitError where neither the checkout nor the server has all that it takes.
*/
async function pathChanges({ checkout, remote }, question) {
	if (checkout !== void 0) try {
		return await withScratch(await storeOf(checkout), async ({ folder, cuts }) => {
			if (cuts.size > 0) throw new GitError("incomplete", "the checkout is shallow");
			return changesIn(folder, question);
		});
	} catch (error) {
		if (!(error instanceof GitError) || remote === void 0) throw error;
	}
	if (remote === void 0) throw new GitError("no-repository", "there is no repository to read");
	return withTemporaryFolder(async (folder) => {
		await initBare(folder, formatOf(commitName(question.until)));
		await fetchObjects(folder, remote, {
			wants: [question.since, question.until],
			filter: "blob:none",
			depth: wholeHistory
		});
		return changesIn(folder, question);
	});
}
async function changesIn(folder, { since, until, paths }) {
	const line = [`^${commitName(since)}`, commitName(until)];
	const options = [
		"--first-parent",
		"--reverse",
		"--topo-order"
	];
	try {
		const { stdout } = await git([
			"rev-list",
			...options,
			...line,
			"--",
			...paths
		], { folder });
		return stdout.toString("latin1").split("\n").slice(0, -1);
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		const said = cause.stderr.split("\n", 1)[0]?.slice(0, 300) ?? "";
		throw new GitError("incomplete", `the history of the trust files: ${said}`, { cause });
	}
}
// src/git/read-file-at.ts
/** No policy is a thousandth of this; CISA's catalog and packed EPSS scores have some 2 MB. */
const maxFileBytes = 8 << 20;
/**
* The bytes of a file at a commit, or nothing where that commit has no such file. Only regular files
* count: throws GitError for a link anywhere on the path, for a file above 8 MiB, and where the
* repository does not hold the commit (`no-commit`) or what belongs to it (`incomplete`).
*/
async function readFileAt(file) {
	const { repository, path } = file;
	const commit = commitName(file.commit);
	await requireCommit(repository, commit);
	const blob = await blobAt(repository, commit, path);
	if (blob === void 0) return void 0;
	const size = Number((await describe(repository, blob)).split(" ")[2]);
	if (Number.isNaN(size)) throw new GitError("incomplete", `${path} at ${commit} is not here`);
	if (size > 8388608) throw new GitError("too-large", `${path} has ${size} bytes at ${commit}; up to ${maxFileBytes} are read`);
	return (await ask(repository, [
		"cat-file",
		"blob",
		blob
	], "")).stdout;
}
async function requireCommit(repository, commit) {
	const answer = await describe(repository, commit);
	if (answer === `${commit} missing`) throw new GitError("no-commit", `the commit ${commit} is not in this checkout`);
	if (!answer.startsWith(`${commit} commit `)) throw new GitError("bad-revision", `${commit} is not the name of a commit`);
}
/** `<name> <type> <size>`, or `<name> missing`. */
async function describe(repository, object) {
	const { stdout } = await ask(repository, ["cat-file", "--batch-check"], `${object}\n`);
	return stdout.toString("utf8").trimEnd();
}
/** The object that the path names; the folders above are listed too, so that a link among them shows. */
async function blobAt(repository, commit, path) {
	const parts = path.split("/");
	const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
	const listing = await ask(repository, [
		"ls-tree",
		"-t",
		"-z",
		"--full-tree",
		commit,
		"--",
		...prefixes
	], "");
	for (const line of listing.stdout.toString("utf8").split("\0")) {
		const entry = /^(?<mode>\d+) \w+ (?<name>[0-9a-f]+)\t(?<at>.*)$/s.exec(line)?.groups;
		if (entry === void 0 || !prefixes.includes(entry["at"] ?? "")) continue;
		const isLast = entry["at"] === path;
		if (isLast && isRegularFile(entry["mode"])) return entry["name"];
		if (isLast || entry["mode"] !== "040000") throw new GitError("not-a-file", `${entry["at"]} is ${kindOf(entry["mode"])} at ${commit}; only a regular file in regular folders is read`);
	}
}
function isRegularFile(mode) {
	return mode === "100644" || mode === "100755" || mode === "100664";
}
function kindOf(mode) {
	if (mode === "120000") return "a symbolic link";
	if (mode === "160000") return "a submodule";
	return mode === "040000" ? "a folder" : "a file";
}
async function ask(repository, args, stdin) {
	try {
		return await git(args, {
			folder: repository,
			stdin,
			stdoutLimit: 2 * maxFileBytes
		});
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		if (cause.stderr.includes("not a git repository")) throw new GitError("no-repository", `${repository} is not a git repository`, { cause });
		if (cause.code !== "failed") throw new GitError("git-failed", cause.message, { cause });
		throw new GitError("incomplete", `${cause.message}: ${firstLine(cause.stderr)}`, { cause });
	}
}
function firstLine(text) {
	return text.split("\n", 1)[0] ?? "";
}
// src/git/fetched-commit.ts
/**
* Fetches one commit into a bare repository of its own, lends that to `use`, and removes it. The
* checkout is not touched, and none of its configuration counts. Throws GitError `fetch-failed`.
*/
async function withFetchedCommit(remote, use) {
	const commit = commitName(remote.commit);
	return withTemporaryFolder(async (folder) => {
		try {
			await initBare(folder, formatOf(commit));
			await fetchObjects(folder, remote, {
				wants: [commit],
				depth: 1
			});
		} catch (cause) {
			if (!(cause instanceof GitError)) throw cause;
			const message = `${commit} could not be fetched: ${cause.message}`;
			throw new GitError("fetch-failed", message, {
				cause,
				objects: cause.objects
			});
		}
		return use(folder);
	});
}
// src/git/git-version.ts
/** The oldest git that the checks are tested with; older ones lack `merge-tree --write-tree`. */
const oldest = [2, 39];
/** The version of the git on PATH. Throws UsageError where there is none, or one older than 2.39. */
async function requireGit() {
	const said = await gitVersion();
	const numbers = /^git version (?<major>\d+)\.(?<minor>\d+)/.exec(said)?.groups;
	const major = Number(numbers?.["major"]);
	const minor = Number(numbers?.["minor"]);
	if (!(major > oldest[0] || major === oldest[0] && minor >= oldest[1])) throw new UsageError(`git on PATH says ${JSON.stringify(said.slice(0, 60))}; commits are checked with git ${oldest.join(".")} or newer.`);
	return said.replace(/^git version /, "");
}
async function gitVersion() {
	try {
		return (await git(["--version"], { folder: tmpdir() })).stdout.toString("utf8").trim();
	} catch (cause) {
		if (!(cause instanceof ProcessError)) throw cause;
		const message = cause.code === "not-found" ? `git is not installed: no folder of PATH has it. Commits are checked with git ${oldest.join(".")} or newer.` : `git does not run: ${cause.message}.`;
		throw new UsageError(message, { cause });
	}
}
// src/git/tag-object.ts
/**
* Takes an annotated tag apart: object, type, tag, tagger, message, and a signature at its end, which
* begins at the last line that git would take for the start of one.
*/
function readTag(bytes, format) {
	return orMalformed(() => {
		const split = splitHeaders(bytes);
		const queue = new HeaderQueue(split.headers);
		const object = objectName(queue.take("object"), format);
		const type = typeNamed(queue.take("type").value.toString("latin1"));
		const name = queue.take("tag").value.toString("utf8");
		const tagger = queue.takeIf("tagger");
		const [stray] = queue.rest();
		if (stray !== void 0) throw new MalformedError(`A tag has no header ${JSON.stringify(stray.key.slice(0, 40))}.`);
		const common = {
			object,
			type,
			name,
			...tagger === void 0 ? {} : { tagger: readPerson(tagger) }
		};
		const start = signatureStart(bytes.toString("latin1"));
		if (start === void 0) return {
			...common,
			payload: bytes,
			message: bytes.subarray(split.message)
		};
		if (start < split.message) throw new MalformedError("The signature begins in the headers.");
		const signature = readSignature(bytes.subarray(start));
		const message = bytes.subarray(split.message, start);
		return {
			...common,
			payload: bytes.subarray(0, start),
			message,
			signature
		};
	});
}
function typeNamed(word) {
	const type = objectTypes.find((known) => known === word);
	if (type === void 0) throw new MalformedError("It tags an object of a type that git lacks.");
	return type;
}
/**
* Why a tag cannot stand for the commit that its ref publishes: another name than the ref's, or no
* commit directly behind it. Nothing where it can.
*/
function tagFault(tag, ref) {
	const published = ref.replace(/^refs\/tags\//, "");
	if (tag.name !== published) return `The tag object says it is ${JSON.stringify(tag.name)}, and is published as ${JSON.stringify(published)}.`;
	if (tag.type === "commit") return void 0;
	const what = tag.type === "tag" ? "another tag" : `a ${tag.type}`;
	return `The tag ${JSON.stringify(tag.name)} is on ${what}, not on a commit.`;
}
// src/git/index-entries.ts
var index_entries_exports = /* @__PURE__ */ __exportAll({ indexEntries: () => indexEntries });
/** Some two million files. */
const maxListBytes = 256 << 20;
const listTimeoutMs = 12e4;
/**
* What the index of the repository at `folder` has at the paths and below them, all of it without paths.
* Nothing where git is not there or cannot tell.
*/
async function indexEntries(folder, paths = []) {
	try {
		const { stdout } = await git([
			"ls-files",
			"--stage",
			"-z",
			"--",
			...paths
		], {
			folder,
			stdoutLimit: maxListBytes,
			timeoutMs: listTimeoutMs
		});
		return nulSeparated(stdout).flatMap(entryOf);
	} catch (error) {
		if (error instanceof ProcessError) return void 0;
		throw error;
	}
}
function entryOf({ text, isUtf8 }) {
	const { mode, path } = /^(?<mode>\d{6}) [0-9a-f]+ \d\t(?<path>.+)$/s.exec(text)?.groups ?? {};
	return mode === void 0 || path === void 0 ? [] : [{
		mode,
		path,
		isUtf8
	}];
}
export { readObjects as C, resolveCommit as D, namedRange as E, git as O, withTemporaryFolder as S, defaultRange as T, submoduleAt as _, withFetchedCommit as a, withCommitTree as b, pathChanges as c, eventRange as d, mergeBase as f, parentsOf as g, descentOf as h, requireGit as i, rederivedMerges as l, commitsIn as m, readTag as n, maxFileBytes as o, withRange as p, tagFault as r, readFileAt as s, index_entries_exports as t, readCommit as u, localRefs as v, storeOf as w, withScratch as x, remoteRefs as y };
