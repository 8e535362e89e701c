import { Cn as kindOfAddress, Sn as isLoopbackHost, b as systemCodeOf, jt as foldedAsGo, xn as bareHost, y as NetworkError } from "./gate.js";
import { f as messageOf, u as version } from "./text.js";
import { createRequire } from "node:module";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { BlockList, isIP } from "node:net";
import { Readable, Transform } from "node:stream";
import { setMaxListeners } from "node:events";
import * as tls from "node:tls";
import { connect } from "node:tls";
import { performance } from "node:perf_hooks";
import { createHash, randomUUID } from "node:crypto";
import { lookup } from "node:dns";
import { constants as constants$1, createReadStream, createWriteStream, readFileSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { tmpdir } from "node:os";
import { spawn } from "node:child_process";
import { access, copyFile, link, mkdir, open, readFile, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
// src/disk-error.ts
const causes = /* @__PURE__ */ new Map([
	["ENOSPC", "the disk is full; free some space, or set TMPDIR to a folder on a larger disk"],
	["EDQUOT", "the quota of the disk is used up; free some space, or let TMPDIR name another disk"],
	["EFBIG", "it is larger than a file of this process may be; raise the limit (ulimit -f)"],
	["ENOENT", "its folder is not there"],
	["ENOTDIR", "its folder is a file"],
	["EACCES", "it may not be written"],
	["EPERM", "it may not be written"],
	["EROFS", "the disk is read-only; set TMPDIR to a folder that can be written"]
]);
/** Why something could not be kept on the disk, in one line that names the path. */
var DiskError = class extends Error {
	name = "DiskError";
	constructor(path, cause) {
		const code = systemCodeOf(cause) ?? "unknown cause";
		super(`${path} cannot be written: ${causes.get(code) ?? code}`, { cause });
	}
};
/** Does something at a path; whatever the system says against it becomes a DiskError. */
async function onDisk(path, work) {
	try {
		return await work();
	} catch (thrown) {
		throw thrown instanceof DiskError ? thrown : new DiskError(path, thrown);
	}
}
// src/process/error.ts
/** A child process that ended otherwise than the caller allows. */
var ProcessError = class extends Error {
	name = "ProcessError";
	code;
	/** What the child said on its standard error, cut at the caller's limit; untrusted text. */
	stderr;
	constructor(code, message, stderr = "", options) {
		super(message, options);
		this.code = code;
		this.stderr = stderr;
	}
};
// src/process/environment.ts
/** Windows programs do not start without these; none of them is secret. */
const windowsNeeds = [
	"SystemRoot",
	"SystemDrive",
	"ComSpec",
	"TEMP",
	"TMP",
	"PATHEXT"
];
/**
* The environment for children: a search path, a neutral language and what the caller adds. Nothing
* else of ours is handed on, so that no token reaches a child by accident.
*/
function cleanEnvironment(additions = {}) {
	return {
		...process.platform === "win32" ? pick(windowsNeeds) : {},
		PATH: searchPath().join(delimiter),
		LANG: "C",
		LC_ALL: "C",
		...additions
	};
}
/** The absolute folders of PATH: a relative one would run programs out of the judged repository. */
function searchPath() {
	return (process.env["PATH"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
}
/** Those of our own environment variables that are named and set. */
function pick(names) {
	const picked = {};
	for (const name of names) {
		const value = process.env[name];
		if (value !== void 0) picked[name] = value;
	}
	return picked;
}
// src/process/capped-file.ts
/**
* Writes a stream into a new file up to a number of bytes, reads past the rest, and says once when it
* overflowed. Resolves when the stream has ended; rejects when the file cannot be written.
*/
function cappedFile(stream, path, { limit, onOverflow }) {
	let size = 0;
	let overflowed = false;
	const cap = new Transform({ transform(chunk, _encoding, done) {
		const kept = chunk.subarray(0, limit - size);
		size += kept.length;
		if (kept.length < chunk.length && !overflowed) {
			overflowed = true;
			onOverflow();
		}
		done(null, kept);
	} });
	const written = pipeline(stream, cap, createWriteStream(path, {
		flags: "wx",
		mode: 384
	}));
	written.catch(() => void 0);
	return written;
}
// src/process/capped-output.ts
/** Collects a stream up to a number of bytes, reads past the rest, and says once when it overflowed. */
function cappedOutput(stream, limit, onOverflow = () => void 0) {
	const chunks = [];
	let size = 0;
	let overflowed = false;
	stream.on("data", (chunk) => {
		const room = limit - size;
		const kept = chunk.length <= room ? chunk : chunk.subarray(0, room);
		if (kept.length > 0) chunks.push(kept);
		size += kept.length;
		if (kept.length === chunk.length || overflowed) return;
		overflowed = true;
		onOverflow();
	});
	stream.on("error", () => void 0);
	return () => Buffer.concat(chunks);
}
// src/process/group.ts
/** The leaders of the groups that are alive. */
const alive = /* @__PURE__ */ new Set();
const endings = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/** Sends a signal to the child and everything it started; silent when nothing of it is left. */
function signalGroup(child, signal) {
	if (child.pid === void 0) return;
	if (process.platform === "win32") return endTree(child, child.pid, signal);
	try {
		process.kill(-child.pid, signal);
	} catch {}
}
/** Ends the child's group when we are ended ourselves; a group of its own would outlive us. */
function endWithUs(child) {
	if (alive.size === 0) {
		process.on("exit", killAll);
		for (const signal of endings) process.on(signal, passOn);
	}
	alive.add(child);
}
/** Undoes `endWithUs` once the child's group has ended. */
function release(child) {
	alive.delete(child);
	if (alive.size > 0) return;
	process.off("exit", killAll);
	for (const signal of endings) process.off(signal, passOn);
}
function killAll() {
	for (const child of alive) signalGroup(child, "SIGKILL");
}
function passOn(signal) {
	killAll();
	for (const child of alive) release(child);
	process.kill(process.pid, signal);
}
/** Windows has no groups: taskkill walks the tree of children, and there is no gentle way. */
function endTree(child, pid, signal) {
	const root = process.env["SystemRoot"] ?? "C:\\Windows";
	spawn(join(root, "System32", "taskkill.exe"), [
		"/pid",
		String(pid),
		"/T",
		"/F"
	], {
		stdio: "ignore",
		windowsHide: true
	}).on("error", () => child.kill(signal));
}
// src/process/ending.ts
/** How long a process that left the group may hold the child's pipes open. */
const pipeGraceMs = 1e3;
/**
* Settles when the child has ended and its pipes are closed. Whatever it left running in its group
* is ended first; a process that left the group does not hold us up.
*/
function endingOf(child) {
	return new Promise((resolve, reject) => {
		let giveUp;
		child.on("error", reject);
		child.on("exit", (status, signal) => {
			signalGroup(child, "SIGKILL");
			giveUp = setTimeout(() => {
				child.stdout?.destroy();
				child.stderr?.destroy();
				resolve({
					status,
					signal
				});
			}, pipeGraceMs);
		});
		child.on("close", (status, signal) => {
			clearTimeout(giveUp);
			resolve({
				status,
				signal
			});
		});
	});
}
// src/process/executable.ts
/**
* The absolute path of a program, looked up in the absolute folders of the given environment's PATH.
* The system's own search would also look into the working directory on Windows.
*/
async function findExecutable(name, environment) {
	if (isAbsolute(name)) {
		if (await isExecutable(name)) return name;
		throw new ProcessError("not-found", `${name} is not an executable file`);
	}
	const folders = (environment["PATH"] ?? "").split(delimiter).filter((f) => isAbsolute(f));
	const fileName = process.platform === "win32" && !/\.exe$/i.test(name) ? `${name}.exe` : name;
	for (const folder of folders) {
		const candidate = join(folder, fileName);
		if (await isExecutable(candidate)) return candidate;
	}
	throw new ProcessError("not-found", `${name} is not installed: no folder of PATH has it`);
}
async function isExecutable(path) {
	try {
		await access(path, constants$1.X_OK);
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}
// src/process/run.ts
/** Between asking a child to end and ending it. */
const graceMs = 2e3;
const defaultStdoutLimit = 1 << 20;
const defaultStderrLimit = 65536;
/**
* Runs a program without a shell and returns when it and every process of its group have ended.
* Throws a ProcessError when it cannot be started, overruns a bound, or ends in a way not allowed.
*/
async function run(program, args, options) {
	const executable = await findExecutable(program, options.environment);
	await requireFolder(options.cwd);
	if (options.signal?.aborted === true) throw overrunError(program, "called-off", "", options);
	const child = start(executable, args, options);
	const overrun = watch(child, options);
	const output = outputOf(child, options, () => overrun.stop("output-too-large"));
	let isStderrCut = false;
	const stderr = cappedOutput(child.stderr, options.stderrLimit ?? defaultStderrLimit, () => {
		isStderrCut = true;
	});
	feed(child, options.stdin);
	try {
		const ending = await endingOf(child);
		const said = stderr().toString("utf8");
		const why = overrun.reason();
		if (why !== void 0) throw overrunError(program, why, said, options);
		const stdout = await output();
		return {
			status: statusOf(program, ending, said, options),
			stdout,
			stderr: said,
			isStderrCut
		};
	} catch (cause) {
		throw cause instanceof ProcessError ? cause : couldNotStart(program, cause);
	} finally {
		overrun.end();
		release(child);
	}
}
/** What the child wrote on its standard output: at hand, or in the caller's file. */
function outputOf({ stdout }, { stdoutFile, stdoutLimit: limit = defaultStdoutLimit }, onOverflow) {
	if (stdoutFile === void 0) return cappedOutput(stdout, limit, onOverflow);
	const written = cappedFile(stdout, stdoutFile, {
		limit,
		onOverflow
	});
	return async () => {
		try {
			await written;
		} catch (cause) {
			throw new ProcessError("failed", `its output could not be written to ${stdoutFile}: ${messageOf(cause)}`, "", { cause });
		}
		return Buffer.alloc(0);
	};
}
async function requireFolder(cwd) {
	if (!await stat(cwd).then((found) => found.isDirectory(), () => false)) throw new ProcessError("failed", `there is no folder ${cwd} to run in`);
}
function start(executable, args, options) {
	let child;
	try {
		child = spawn(executable, args, {
			cwd: options.cwd,
			env: options.environment,
			stdio: [
				"pipe",
				"pipe",
				"pipe"
			],
			shell: false,
			windowsHide: true,
			detached: process.platform !== "win32"
		});
	} catch (cause) {
		throw couldNotStart(executable, cause);
	}
	endWithUs(child);
	return child;
}
/** Ends the child at its deadline or when told to, gently first, and remembers why. */
function watch(child, { timeoutMs, signal }) {
	let reason;
	let kill;
	const stop = (why) => {
		if (reason !== void 0) return;
		reason = why;
		signalGroup(child, "SIGTERM");
		kill = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
	};
	const deadline = setTimeout(() => stop("timed-out"), timeoutMs);
	const callOff = () => stop("called-off");
	signal?.addEventListener("abort", callOff, { once: true });
	return {
		stop,
		reason: () => reason,
		end: () => {
			signal?.removeEventListener("abort", callOff);
			clearTimeout(deadline);
			clearTimeout(kill);
		}
	};
}
function feed(child, stdin) {
	child.stdin.on("error", () => void 0);
	child.stdin.end(stdin ?? "");
}
function overrunError(program, why, stderr, options) {
	return new ProcessError(why, {
		"timed-out": `${program} did not end within ${options.timeoutMs / 1e3} s`,
		"output-too-large": `${program} wrote more than ${options.stdoutLimit ?? defaultStdoutLimit} bytes`,
		"called-off": `${program} was called off`
	}[why], stderr);
}
function statusOf(program, ending, stderr, options) {
	const { status, signal } = ending;
	if (status === null) throw new ProcessError("killed", `${program} was ended by ${signal ?? "a signal"}`, stderr);
	if (!(options.statuses ?? [0]).includes(status)) throw new ProcessError("failed", `${program} ended with status ${status}`, stderr);
	return status;
}
function couldNotStart(program, cause) {
	return new ProcessError("failed", `${program} could not be started: ${messageOf(cause)}`, "", { cause });
}
// src/network/proxy.ts
/**
* Chooses by HTTPS_PROXY, HTTP_PROXY and NO_PROXY (either case), by the rules of Go's httpproxy, so
* that the gate takes the way that container tools take. Loopback is never sent through a proxy.
*/
function proxiesFrom(surroundings) {
	const secure = proxyIn(surroundings, "https_proxy");
	const plain = proxyIn(surroundings, "http_proxy");
	const isExempt = exemptionsIn(valueOf(surroundings, "no_proxy") ?? "");
	return (url) => {
		if (isLoopbackHost(url) || isExempt(url)) return void 0;
		return url.protocol === "https:" ? secure : plain;
	};
}
function valueOf(surroundings, name) {
	const value = surroundings[name.toUpperCase()] ?? surroundings[name];
	return value === "" ? void 0 : value;
}
function proxyIn(surroundings, name) {
	const value = valueOf(surroundings, name);
	if (value === void 0) return void 0;
	const text = value.includes("://") ? value : `http://${value}`;
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (url === void 0 || !["http:", "https:"].includes(url.protocol) || url.hostname === "") throw new NetworkError("unsupported", `${name.toUpperCase()} must be a URL like http://proxy.example.com:3128`);
	const authorization = basicOf(url);
	url.username = "";
	url.password = "";
	return {
		url,
		authorization
	};
}
function basicOf({ username, password }) {
	if (username === "" && password === "") return void 0;
	const pair = `${unescaped(username)}:${unescaped(password)}`;
	return `Basic ${Buffer.from(pair).toString("base64")}`;
}
function unescaped(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
/** The entries of NO_PROXY: `*`, domains with their subdomains, addresses and CIDR ranges, each with a port or without. */
function exemptionsIn(list) {
	const entries = list.split(",").map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== "");
	return (url) => entries.some((entry) => isExemptBy(entry, url));
}
function isExemptBy(entry, url) {
	if (entry === "*") return true;
	const host = bareHost(url);
	if (entry.includes("/")) return isInRange(host, entry);
	const [, name = "", port] = /^(\[.*\]|[^:]*)(?::(\d+))?$/s.exec(entry) ?? [void 0, entry];
	if (port !== void 0 && port !== portOf(url)) return false;
	const bare = name.replace(/^\[(.*)\]$/s, "$1");
	if (isIP(bare) !== 0 || isIP(host) !== 0) return bare === host;
	if (bare.startsWith(".") || bare.startsWith("*.")) return host.endsWith(bare.replace(/^\*/, ""));
	return host === bare || host.endsWith(`.${bare}`);
}
function isInRange(host, range) {
	const [network = "", prefix = ""] = range.split("/");
	const version = isIP(network);
	const isPrefix = /^\d+$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
	if (version === 0 || isIP(host) !== version || !isPrefix) return false;
	const family = version === 4 ? "ipv4" : "ipv6";
	const list = new BlockList();
	list.addSubnet(network, Number(prefix), family);
	return list.check(host, family);
}
/** The port that a URL leads to, with the default of its scheme. */
function portOf(url) {
	if (url.port !== "") return url.port;
	return url.protocol === "https:" ? "443" : "80";
}
// src/network/node-http.ts
const load = createRequire(import.meta.url);
/** Node's own client for http. */
const http = load("node:http");
/** Node's own client for https. */
const https = load("node:https");
// src/network/tunnel.ts
/** How long a proxy may take to open a tunnel. */
const openingMs = 15e3;
/** An agent whose connections run through CONNECT tunnels of a proxy; TLS is spoken with the target. */
var TunnelAgent = class extends https.Agent {
	#proxy;
	#authorities;
	#opening = /* @__PURE__ */ new Set();
	constructor(proxy, options) {
		super(options);
		this.#proxy = proxy;
		this.#authorities = options.ca;
	}
	createConnection(options, callback) {
		const host = (options.host ?? "").replace(/^\[(.*)\]$/s, "$1");
		const settle = callback;
		this.#open(host, Number(options.port ?? 443)).then((socket) => {
			const secured = connect({
				socket,
				host,
				servername: isIP(host) === 0 ? host : "",
				ALPNProtocols: ["http/1.1"],
				rejectUnauthorized: true,
				...this.#authorities === void 0 ? {} : { ca: this.#authorities }
			});
			settle?.(null, secured);
		}, (error) => settle?.(error));
	}
	destroy() {
		for (const request of this.#opening) request.destroy();
		super.destroy();
	}
	#open(host, port) {
		const { url, authorization } = this.#proxy;
		const target = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
		const request = (url.protocol === "https:" ? https.request : http.request)(url, {
			method: "CONNECT",
			path: target,
			agent: false,
			headers: {
				host: target,
				...authorization === void 0 ? {} : { "proxy-authorization": authorization }
			},
			...url.protocol === "https:" && this.#authorities !== void 0 ? {
				ca: this.#authorities,
				rejectUnauthorized: true
			} : {}
		});
		this.#opening.add(request);
		request.setTimeout(openingMs, () => request.destroy(failed("timed-out", "did not answer")));
		return new Promise((resolve, reject) => {
			request.on("error", reject);
			request.on("response", (response) => {
				response.destroy();
				reject(refusal$1(response.statusCode));
			});
			request.on("connect", (response, socket, head) => {
				socket.setTimeout(0);
				if (response.statusCode === 200 && head.length === 0) return resolve(socket);
				socket.destroy();
				reject(refusal$1(response.statusCode));
			});
			request.end();
		}).finally(() => this.#opening.delete(request));
	}
};
function refusal$1(status) {
	if (status === 407) return failed("unauthorized", "wants other credentials than it was given");
	if (status === 403) return failed("forbidden", "does not let us through");
	return failed("unavailable", `answered ${status ?? "nothing"} to CONNECT`);
}
function failed(code, what) {
	return new NetworkError(code, `the proxy ${what}`);
}
// src/deadline.ts
/**
* Lets work go on for so many milliseconds, or until `stop`; then its signal comes. The work has to
* obey the signal by itself.
*/
async function within(ms, stop, work) {
	const controller = new AbortController();
	const end = () => controller.abort();
	const timer = setTimeout(end, ms);
	if (stop?.aborted === true) end();
	stop?.addEventListener("abort", end, { once: true });
	try {
		return await work(controller.signal);
	} finally {
		clearTimeout(timer);
		stop?.removeEventListener("abort", end);
	}
}
/** A signal that comes after so many milliseconds, or with `stop`; its timer keeps no process alive. */
function signalAfter(ms, stop) {
	const controller = new AbortController();
	const end = () => controller.abort();
	setTimeout(end, ms).unref();
	if (stop?.aborted === true) end();
	stop?.addEventListener("abort", end, { once: true });
	return controller.signal;
}
// src/registry/error.ts
/** A NetworkError that a registry, or the way to it, is the cause of. */
var RegistryError = class extends NetworkError {
	name = "RegistryError";
};
// src/registry/challenge.ts
const space = /[ \t,]*/y;
const word = /[\w!#$%&'*+.^`|~-]+/y;
const equals = /[ \t]*=[ \t]*/y;
const quotedText = /"((?:[^"\\]|\\.)*)"/sy;
/**
* The challenges of a WWW-Authenticate header (RFC 9110, section 11.6.1), of which there may be
* several. Never throws; reading ends at the first thing that is not one.
*/
function challengesIn(header) {
	const challenges = [];
	let position = 0;
	const take = (pattern) => {
		pattern.lastIndex = position;
		const found = pattern.exec(header);
		if (found !== null) position = pattern.lastIndex;
		return found;
	};
	for (;;) {
		take(space);
		const [name] = take(word) ?? [];
		if (name === void 0) return challenges;
		if (take(equals) === null) {
			challenges.push({
				scheme: name.toLowerCase(),
				parameters: /* @__PURE__ */ new Map()
			});
			continue;
		}
		const quoted = take(quotedText);
		const value = quoted === null ? take(word)?.[0] : quoted[1]?.replaceAll(/\\(.)/gs, "$1");
		const current = challenges.at(-1);
		if (value === void 0 || current === void 0) return challenges;
		if (!current.parameters.has(name.toLowerCase())) current.parameters.set(name.toLowerCase(), value);
	}
}
// src/registry/credentials.ts
/** The value of Authorization for a name and a password. */
function basicAuthorization(username, password) {
	return `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
}
// src/network/patience.ts
/** Patience for so many milliseconds from now, or until somebody else's signal. */
function patienceFor(ms, stop) {
	const end = performance.now() + ms;
	return {
		signal: signalAfter(ms, stop),
		remainingMs: () => Math.max(0, end - performance.now())
	};
}
// src/registry/json.ts
/** The value if it is a JSON object, else an empty one. */
function mappingOf(value) {
	return isMapping(value) ? value : {};
}
/** Whether a value out of JSON.parse is an object. */
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/registry/token.ts
/** By the token specification a token without `expires_in` lives for so long. */
const defaultLifeSeconds = 60;
/** A token is not used in the last part of its life, when it may expire under way. */
const marginSeconds = 10;
/**
* Gets a token for a scope: by GET with name and password or anonymously, by OAuth2 POST with an
* identity token. No redirect is followed, since credentials go to this host only.
*/
async function fetchToken(service, scope, credential, { messenger, limits, patience }) {
	return tokenIn(await messenger(credential?.kind === "identity-token" ? exchangeRequest(service, scope, credential.token, limits) : plainRequest(service, scope, credential, limits), patience), service.realm.host);
}
function plainRequest({ realm, service }, scope, credential, limits) {
	const url = new URL(realm);
	if (service !== void 0) url.searchParams.set("service", service);
	url.searchParams.set("scope", scope);
	const headers = { accept: "application/json" };
	if (credential?.kind === "password") headers["authorization"] = basicAuthorization(credential.username, credential.password);
	return {
		method: "GET",
		url,
		headers,
		limit: limits.tokenBytes
	};
}
function exchangeRequest({ realm, service }, scope, refreshToken, limits) {
	const form = new URLSearchParams({
		grant_type: "refresh_token",
		client_id: "portcullis",
		refresh_token: refreshToken,
		scope
	});
	if (service !== void 0) form.set("service", service);
	return {
		method: "POST",
		url: realm,
		headers: {
			accept: "application/json",
			"content-type": "application/x-www-form-urlencoded"
		},
		body: form.toString(),
		limit: limits.tokenBytes
	};
}
function tokenIn({ status, body }, host) {
	if (status !== 200) throw refusal(status, host);
	const said = parsed(body, host);
	const text = said["token"] ?? said["access_token"];
	if (typeof text !== "string" || !/^[\w.~+/=-]+$/.test(text)) throw new RegistryError("bad-response", `the token service ${host} sent no token`);
	const life = said["expires_in"];
	const seconds = typeof life === "number" && life > 0 ? life : defaultLifeSeconds;
	const usableSeconds = Math.max(seconds - marginSeconds, seconds / 2);
	return {
		text,
		usableUntil: performance.now() + usableSeconds * 1e3
	};
}
function parsed(body, host) {
	try {
		return mappingOf(JSON.parse(body.toString("utf8")));
	} catch {
		throw new RegistryError("bad-response", `the token service ${host} did not answer in JSON`);
	}
}
function refusal(status, host) {
	const message = `the token service ${host} answered ${status}`;
	if (status === 429) return new RegistryError("rate-limited", message);
	if (status === 403) return new RegistryError("forbidden", message);
	if (status >= 500) return new RegistryError("unavailable", message);
	if (status >= 400) return new RegistryError("unauthorized", message);
	return new RegistryError("bad-response", message);
}
// src/registry/token-service.ts
/** Registries whose token service lives on another host of the same operator. */
const knownServices = /* @__PURE__ */ new Map([
	["registry-1.docker.io", "auth.docker.io"],
	["registry.gitlab.com", "gitlab.com"],
	["docker.elastic.co", "docker-auth.elastic.co"],
	["registry.digitalocean.com", "api.digitalocean.com"]
]);
/**
* The token service that a registry names, if it may be used: over https on the registry's own host,
* on the host that the table knows for it, or on one of the policy's `token-hosts`. Nothing is sent
* to any other, not even a request without credentials.
*/
function tokenServiceOf(challenge, registry, tokenHosts) {
	const text = challenge.parameters.get("realm") ?? "";
	if (!URL.canParse(text)) throw new RegistryError("bad-response", `${registry.host} names no token service`);
	const realm = new URL(text);
	realm.hash = "";
	const mayBePlain = realm.origin === registry.origin || isLoopbackHost(realm);
	if (realm.protocol !== "https:" && !(realm.protocol === "http:" && mayBePlain)) throw new RegistryError("not-allowed", `${registry.host} names a token service without https`);
	if (!mayServe(realm, registry, tokenHosts)) {
		const remedy = `name ${realm.host} in token-hosts if it may see your credentials`;
		throw new RegistryError("not-allowed", `${registry.host} wants a token from ${realm.host}, another host; ${remedy}`);
	}
	const { parameters } = challenge;
	return {
		realm,
		service: parameters.get("service"),
		scope: parameters.get("scope")
	};
}
function mayServe(realm, registry, tokenHosts) {
	if (realm.origin === registry.origin) return true;
	if (realm.protocol === "https:" && knownServices.get(registry.host) === realm.host) return true;
	return tokenHosts.some((host) => {
		const text = `${realm.protocol}//${host}`;
		return URL.canParse(text) && new URL(text).origin === realm.origin;
	});
}
/** The scope for reading one repository: never more than pulling, whatever the challenge asks for. */
function scopeFor(service, repository) {
	const { scope } = service;
	return scope !== void 0 && !/\b(?:repository|registry):/.test(scope) && scope !== "" ? scope : `repository:${repository}:pull`;
}
// src/registry/authenticator.ts
/**
* Knows what one registry wants to see in Authorization. The first request goes without; what the
* registry then asks for is remembered, and a token is fetched once for each scope.
*/
var Authenticator = class {
	#options;
	#way;
	#credential;
	#tokens = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	/** What to send with a request for this repository, as far as is known. */
	async authorization(repository) {
		if (this.#way?.kind !== "bearer") return this.#way?.authorization;
		return this.#bearer(this.#way, repository);
	}
	/**
	* What to send instead after a 401, or undefined when there is nothing better. A token that was
	* refused is fetched anew, once.
	*/
	async after(headers, refused, repository) {
		const challenges = challengesIn(headers["www-authenticate"] ?? "");
		this.#way = await this.#wayFor(challenges) ?? this.#way;
		if (this.#way?.kind === "bearer") await this.#forget(this.#way, repository, refused);
		const authorization = await this.authorization(repository);
		return authorization === refused ? void 0 : authorization;
	}
	async #wayFor(challenges) {
		const { origin, tokenHosts } = this.#options;
		const bearer = challenges.find(({ scheme }) => scheme === "bearer");
		if (bearer !== void 0) {
			const service = tokenServiceOf(bearer, origin, tokenHosts);
			const credential = await this.#lookUp();
			if (credential?.kind === "registry-token") return {
				kind: "fixed",
				authorization: `Bearer ${credential.token}`
			};
			return {
				kind: "bearer",
				service,
				...credential === void 0 ? {} : { credential }
			};
		}
		if (!challenges.some(({ scheme }) => scheme === "basic")) return void 0;
		const credential = await this.#lookUp();
		if (credential?.kind !== "password") return void 0;
		const { username, password } = credential;
		return {
			kind: "fixed",
			authorization: basicAuthorization(username, password)
		};
	}
	/** Looked up once: a helper may be slow or ask its user. */
	#lookUp() {
		const { credentials, registry } = this.#options;
		return this.#credential ??= credentials(registry);
	}
	async #bearer({ service, credential }, repository) {
		const scope = scopeFor(service, repository);
		const held = this.#tokens.get(scope);
		if (held !== void 0) {
			const token = await held;
			if (token.usableUntil > performance.now()) return `Bearer ${token.text}`;
			if (this.#tokens.get(scope) === held) this.#tokens.delete(scope);
		}
		const fetched = this.#tokens.get(scope) ?? this.#fetch(service, scope, credential);
		this.#tokens.set(scope, fetched);
		try {
			return `Bearer ${(await fetched).text}`;
		} catch (error) {
			if (this.#tokens.get(scope) === fetched) this.#tokens.delete(scope);
			throw error;
		}
	}
	#fetch(service, scope, credential) {
		const { messenger, limits, stop } = this.#options;
		return fetchToken(service, scope, credential, {
			messenger,
			limits,
			patience: patienceFor(limits.imageMs, stop)
		});
	}
	/** Drops the token that was refused, unless somebody has already fetched another. */
	async #forget({ service }, repository, refused) {
		const scope = scopeFor(service, repository);
		const held = this.#tokens.get(scope);
		if (held === void 0) return;
		const token = await held.catch(() => void 0);
		if ((token === void 0 || `Bearer ${token.text}` === refused) && this.#tokens.get(scope) === held) this.#tokens.delete(scope);
	}
};
// src/registry/redirects.ts
const redirections$1 = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
/**
* Sends a GET or HEAD and follows where it is sent. Authorization is dropped for good at the first
* other origin; leaving https, a URL with credentials and too many hops are refused.
*/
async function follow(request, messenger, patience, hops) {
	let { url, headers } = request;
	let isFromOrigin = true;
	for (let hop = 0;; hop++) {
		const answer = await messenger({
			...request,
			url,
			headers
		}, patience);
		if (!redirections$1.has(answer.status)) return {
			...answer,
			url,
			isFromOrigin
		};
		if (hop === hops) throw new RegistryError("bad-response", `${request.url.host} redirects more than ${hops} times`);
		const next = targetOf$1(answer, url);
		if (next.origin !== url.origin) {
			headers = withoutAuthorization(headers);
			isFromOrigin = false;
		}
		url = next;
	}
}
function targetOf$1(answer, from) {
	const { location } = answer.headers;
	if (location === void 0 || !URL.canParse(location, from.href)) throw new RegistryError("bad-response", `${from.host} redirects without saying where`);
	const target = new URL(location, from);
	if (from.protocol === "https:" && target.protocol !== "https:") throw new RegistryError("not-allowed", `${from.host} redirects away from https`);
	target.hash = "";
	return target;
}
function withoutAuthorization(headers) {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "authorization"));
}
// src/registry/desk.ts
/** Asks registries questions, with the Authorization that each of them wants. */
var Desk = class {
	#options;
	#authenticators = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	/** The answer with whatever status, after at most one more try with (other) credentials. */
	async ask(endpoint, question, patience) {
		const authenticator = this.#authenticatorOf(endpoint);
		const known = await authenticator.authorization(endpoint.repository);
		const answer = await this.#send(endpoint, question, known, patience);
		if (answer.status !== 401 || !answer.isFromOrigin) return answer;
		const better = await authenticator.after(answer.headers, known, endpoint.repository);
		return better === void 0 ? answer : this.#send(endpoint, question, better, patience);
	}
	#send({ base, repository }, { path, accept, ...rest }, authorization, patience) {
		const url = typeof path === "string" ? new URL(`/v2/${repository}/${path}`, base) : path;
		const headers = {
			accept,
			...authorization === void 0 ? {} : { authorization }
		};
		const { messenger, limits } = this.#options;
		return follow({
			...rest,
			url,
			headers
		}, messenger, patience, limits.redirects);
	}
	#authenticatorOf({ base, registry }) {
		const known = this.#authenticators.get(base.origin) ?? new Authenticator({
			...this.#options,
			origin: base,
			registry
		});
		this.#authenticators.set(base.origin, known);
		return known;
	}
};
const codes$1 = /* @__PURE__ */ new Map([
	[401, "unauthorized"],
	[403, "forbidden"],
	[404, "not-found"],
	[408, "timed-out"],
	[413, "too-large"],
	[429, "rate-limited"]
]);
/** The error that an answer other than 200 stands for. */
function errorFor({ status, url }, what) {
	return new RegistryError(codes$1.get(status) ?? (status >= 500 ? "unavailable" : "bad-response"), `${url.host} answered ${status} to the request for ${what}`);
}
// src/registry/digest.ts
/** The registered algorithms of the OCI image specification, with their numbers of hex digits. */
const hexDigits = /* @__PURE__ */ new Map([
	["sha256", 64],
	["sha384", 96],
	["sha512", 128]
]);
/** Whether a text is a digest that can be recomputed, such as `sha256:` and 64 hex digits. */
function isDigest(text) {
	if (typeof text !== "string") return false;
	const [, algorithm = "", hex = ""] = /^(sha\d+):([0-9a-f]+)$/.exec(text) ?? [];
	return hex !== "" && hexDigits.get(algorithm) === hex.length;
}
/** The canonical digest of some bytes. */
function digestOf(bytes) {
	return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
/** Whether the bytes have the digest, whichever of the registered algorithms it names. */
function hasDigest(bytes, digest) {
	if (!isDigest(digest)) return false;
	const [algorithm = "", hex] = digest.split(":");
	return createHash(algorithm).update(bytes).digest("hex") === hex;
}
/** The algorithm that a digest names. */
function algorithmOf(digest) {
	return digest.slice(0, digest.indexOf(":"));
}
// src/registry/descriptor.ts
/** A media type as messages show it: quoted, and not longer than any real one. */
function shownType(mediaType) {
	return JSON.stringify(mediaType.length > 120 ? `${mediaType.slice(0, 120)}…` : mediaType);
}
/** The descriptor that a value is, or undefined when it is none: untrusted JSON goes in. */
function descriptorIn(value) {
	const { mediaType, digest, size, annotations, artifactType, platform } = mappingOf(value);
	if (typeof mediaType !== "string" || !isDigest(digest)) return void 0;
	if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) return void 0;
	return {
		mediaType,
		digest,
		size,
		annotations: annotationsIn(annotations),
		artifactType: typeof artifactType === "string" ? artifactType : void 0,
		platform: isMapping(platform) ? platformIn(platform) : void 0
	};
}
/** The annotations of a descriptor or a manifest: those that are text. */
function annotationsIn(value) {
	const entries = Object.entries(mappingOf(value));
	return Object.fromEntries(entries.filter((entry) => typeof entry[1] === "string"));
}
/** The platform that an object of an index, or the config of an image, names. */
function platformIn(value) {
	const { architecture, variant } = value;
	const os = value["os"] ?? "";
	const osVersion = value["os.version"];
	if (typeof os !== "string" || typeof architecture !== "string") return void 0;
	return {
		os,
		architecture,
		variant: typeof variant === "string" ? variant : void 0,
		osVersion: typeof osVersion === "string" ? osVersion : void 0
	};
}
// src/registry/go-json.ts
/** What is read of manifests and indexes; annotations have names of their own. */
const manifestNames = {
	names: [
		"mediaType",
		"artifactType",
		"digest",
		"size",
		"annotations",
		"subject",
		"config",
		"layers",
		"manifests",
		"platform",
		"os",
		"os.version",
		"architecture",
		"variant"
	],
	within: (name) => name !== "annotations"
};
/** What is read of the config of an image; its labels have names of their own. */
const configNames = {
	names: [
		"os",
		"os.version",
		"architecture",
		"variant",
		"rootfs",
		"diff_ids"
	],
	within: (name) => name === "rootfs"
};
/**
* The value of a JSON text that Go, in which runtimes and Trivy are written, reads as we do. Go takes a
* name in any case, and of two with one name the last or a mixture: then an index could hold one image
* for us and another for who runs it. Throws SyntaxError, and a RegistryError that begins with `what`.
*/
function readAsGo(text, { names, within }, what) {
	const value = JSON.parse(text);
	if (namesIn(text) !== membersOf(value, () => true).length) throw twofold(what, "it has a name twice in one object");
	const known = new Map(names.map((name) => [foldedAsGo(name), name]));
	const odd = membersOf(value, within).find((name) => (known.get(foldedAsGo(name)) ?? name) !== name);
	if (odd === void 0) return value;
	const [shown, valid] = [JSON.stringify(odd), known.get(foldedAsGo(odd)) ?? ""];
	throw twofold(what, `it has the name ${shown}, which Go takes for ${JSON.stringify(valid)}`);
}
function twofold(what, why) {
	return new RegistryError("bad-response", `${what} can be read in two ways: ${why}`);
}
/** The names of all members of the objects in a value; on a stack of our own, however deep it nests. */
function membersOf(value, within) {
	const found = [];
	const waiting = [value];
	while (waiting.length > 0) {
		const next = waiting.pop();
		if (Array.isArray(next)) for (const item of next) waiting.push(item);
		else if (isMapping(next)) addMembers(next, within, {
			found,
			waiting
		});
	}
	return found;
}
function addMembers(mapping, within, { found, waiting }) {
	for (const [name, value] of Object.entries(mapping)) {
		found.push(name);
		if (within(name)) waiting.push(value);
	}
}
/** How many names a text has, which is known to be JSON: strings with a colon behind them. */
function namesIn(text) {
	let count = 0;
	for (let at = text.indexOf("\""); at >= 0; at = text.indexOf("\"", at + 1)) {
		for (at++; text[at] !== "\""; at++) if (text[at] === "\\") at++;
		let after = at + 1;
		while (" 	\r\n".includes(text[after] ?? "x")) after++;
		if (text[after] === ":") count++;
	}
	return count;
}
// src/registry/manifest.ts
const indexType = "application/vnd.oci.image.index.v1+json";
const kinds = /* @__PURE__ */ new Map([
	["application/vnd.oci.image.manifest.v1+json", "image"],
	[indexType, "index"],
	["application/vnd.docker.distribution.manifest.v2+json", "image"],
	["application/vnd.docker.distribution.manifest.list.v2+json", "index"]
]);
/** The value of Accept with which manifests are asked for. */
const manifestTypes = [...kinds.keys()].join(", ");
/** Types that servers send for JSON whose kind they do not know. */
const unspecific = /* @__PURE__ */ new Set([
	"",
	"application/json",
	"text/plain"
]);
/** A media type of a header, without its parameters. */
function mediaTypeOf(contentType) {
	return (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
/**
* Reads a manifest. One whose type is told differently by header and body, that is both an image and
* an index, or that Go reads differently, is refused, since two readers could take it for two things.
*/
function parseManifest(bytes, { digest, contentType, from }) {
	const json = objectIn(bytes, from);
	const mediaType = agreedType(json, contentType, from);
	const kind = kinds.get(mediaType);
	if (kind === void 0) throw new RegistryError("unsupported", `${from} sent a manifest${/\.v1\+(?:json|prettyjws)$/.test(mediaType) ? " of the first schema" : ""} of a type not asked for`);
	const { artifactType, subject } = json;
	const common = {
		digest,
		mediaType,
		bytes,
		from,
		annotations: annotationsIn(json["annotations"]),
		artifactType: typeof artifactType === "string" ? artifactType : void 0,
		subject: subject === void 0 ? void 0 : required(descriptorIn(subject), from)
	};
	if (kind === "index") {
		refuseBoth(json, ["config", "layers"], from);
		return {
			...common,
			kind,
			manifests: descriptorsIn(json["manifests"], from)
		};
	}
	refuseBoth(json, ["manifests"], from);
	const config = required(descriptorIn(json["config"]), from);
	return {
		...common,
		kind,
		config,
		layers: descriptorsIn(json["layers"], from)
	};
}
function objectIn(bytes, from) {
	let json;
	try {
		json = readAsGo(new TextDecoder("utf-8", { fatal: true }).decode(bytes), manifestNames, `a manifest from ${from}`);
	} catch (error) {
		if (error instanceof RegistryError) throw error;
		throw new RegistryError("bad-response", `${from} sent a manifest that is not JSON`);
	}
	if (!isMapping(json)) throw malformed(from);
	return json;
}
function agreedType({ mediaType }, contentType, from) {
	const header = mediaTypeOf(contentType);
	if (mediaType === void 0) return header;
	if (typeof mediaType !== "string") throw malformed(from);
	if (mediaType === header || unspecific.has(header)) return mediaType;
	throw new RegistryError("bad-response", `${from} sent a manifest whose types contradict each other`);
}
function refuseBoth(json, foreign, from) {
	if (foreign.some((key) => json[key] !== void 0)) throw new RegistryError("bad-response", `${from} sent a manifest that is both image and index`);
}
function descriptorsIn(value, from) {
	if (value === null) return [];
	if (!Array.isArray(value)) throw malformed(from);
	return value.map((item) => required(descriptorIn(item), from));
}
function required(descriptor, from) {
	if (descriptor === void 0) throw malformed(from);
	return descriptor;
}
function malformed(from) {
	return new RegistryError("bad-response", `${from} sent a malformed manifest`);
}
// src/registry/fetch-manifest.ts
/**
* Gets a manifest by digest or tag. Its digest is recomputed over the bytes and compared with the
* one asked for and with the one that the registry claims.
*/
async function fetchManifest(desk, endpoint, reference, { limits, patience }) {
	const what = `the manifest ${reference} of ${endpoint.repository}`;
	const question = {
		method: "GET",
		path: `manifests/${reference}`,
		accept: manifestTypes,
		limit: limits.manifestBytes
	};
	const answer = await desk.ask(endpoint, question, patience);
	if (answer.status !== 200) throw errorFor(answer, what);
	const { body, headers } = answer;
	for (const digest of [reference, claimedDigest(answer)]) {
		if (digest === void 0 || !isDigest(digest) || hasDigest(body, digest)) continue;
		throw mismatch(endpoint, what);
	}
	return parseManifest(body, {
		digest: isDigest(reference) ? reference : digestOf(body),
		contentType: headers["content-type"] ?? "",
		from: endpoint.host
	});
}
/**
* Whether a manifest is there: a HEAD, which registries do not count as a pull. Undefined when this
* registry does not answer HEAD.
*/
async function hasManifest(desk, endpoint, digest, patience) {
	const what = `the manifest ${digest} of ${endpoint.repository}`;
	const question = {
		method: "HEAD",
		path: `manifests/${digest}`,
		accept: manifestTypes,
		limit: 0
	};
	const answer = await desk.ask(endpoint, question, patience);
	if (answer.status === 405 || answer.status === 501) return void 0;
	if (answer.status === 404) return false;
	if (answer.status !== 200) throw errorFor(answer, what);
	const claimed = claimedDigest(answer);
	if (claimed !== void 0 && algorithmOf(claimed) === algorithmOf(digest) && claimed !== digest) throw mismatch(endpoint, what);
	return true;
}
function claimedDigest({ headers, url }) {
	const claimed = headers["docker-content-digest"];
	if (claimed === void 0 || isDigest(claimed)) return claimed;
	throw new RegistryError("bad-response", `${url.host} claims a malformed digest`);
}
function mismatch(endpoint, what) {
	return new RegistryError("digest-mismatch", `${endpoint.host} sent other bytes as ${what}`);
}
// src/registry/link.ts
/** The target of the first `rel="next"` of a Link header (RFC 8288), as it is written. */
function nextIn(header) {
	for (const [, target = "", parameters = ""] of (header ?? "").matchAll(/<([^<>]*)>([^,<]*)/g)) if (/;\s*rel\s*=\s*"?next"?\s*(?:;|$)/i.test(parameters)) return target;
}
// src/registry/referrers.ts
/** Answers by which registries show that they have no referrers API. */
const missingStatuses = /* @__PURE__ */ new Set([
	400,
	404,
	405,
	406,
	501
]);
/**
* What refers to a digest, by the registry's referrers API (distribution specification, "Listing
* Referrers"), all pages of it and unfiltered; undefined when the registry has no such API.
*/
async function fetchReferrers(desk, endpoint, digest, { limits, patience }) {
	const found = /* @__PURE__ */ new Map();
	const asked = /* @__PURE__ */ new Set();
	let path = `referrers/${digest}`;
	for (let page = 1;; page++) {
		const question = {
			method: "GET",
			path,
			accept: indexType,
			limit: limits.manifestBytes
		};
		const answer = await desk.ask(endpoint, question, patience);
		if (page === 1 && isMissing(answer)) return void 0;
		for (const descriptor of descriptorsOn(answer, endpoint)) found.set(descriptor.digest, descriptor);
		refuseTooMany(found.size, limits, endpoint);
		const next = nextPage(answer, endpoint);
		if (next === void 0) return [...found.values()];
		if (page === limits.referrerPages || asked.has(next.href)) throw new RegistryError("bad-response", `${endpoint.host} lists referrers without end`);
		asked.add(next.href);
		path = next;
	}
}
/** Throws when a list of referrers is longer than allowed; a part of it would hide signatures. */
function refuseTooMany(count, limits, { host }) {
	if (count <= limits.referrers) return;
	throw new RegistryError("too-large", `${host} lists more than the ${limits.referrers} referrers allowed for one image`);
}
function isMissing({ status, headers }) {
	if (missingStatuses.has(status)) return true;
	return status === 200 && mediaTypeOf(headers["content-type"]) !== "application/vnd.oci.image.index.v1+json";
}
function descriptorsOn(answer, endpoint) {
	if (answer.status !== 200) throw errorFor(answer, `the referrers in ${endpoint.repository}`);
	const page = parseManifest(answer.body, {
		digest: digestOf(answer.body),
		contentType: answer.headers["content-type"] ?? "",
		from: endpoint.host
	});
	if (page.kind === "index") return page.manifests;
	throw new RegistryError("bad-response", `${endpoint.host} sent an image as a list of referrers`);
}
/** The next page, which must be one of the same list on the same origin: credentials go with it. */
function nextPage({ headers, url }, endpoint) {
	const target = nextIn([headers["link"] ?? []].flat().join(", "));
	if (target === void 0) return void 0;
	const next = URL.canParse(target, url.href) ? new URL(target, url) : void 0;
	const isSameList = next?.origin === endpoint.base.origin && next.pathname.startsWith(`/v2/${endpoint.repository}/referrers/`);
	if (next !== void 0 && isSameList) return next;
	throw new RegistryError("bad-response", `${endpoint.host} continues its referrers elsewhere`);
}
// src/registry/attachments.ts
/**
* Asks for all three places of attachments at once: four requests at most, three where it is known
* whether the registry has the referrers API.
*/
async function findAttachments(search) {
	const tag = search.digest.replace(":", "-");
	const [listing, signatures, attestations] = await Promise.all([
		settled$1(listReferrers(search, tag)),
		settled$1(findTag(search, `${search.tagPrefix}${tag}.sig`)),
		settled$1(findTag(search, `${search.tagPrefix}${tag}.att`))
	]);
	return {
		digest: search.digest,
		referrers: listing.value?.referrers ?? [],
		referrersBy: listing.value?.by ?? "api",
		signatures: signatures.value,
		attestations: attestations.value,
		errors: [
			listing,
			signatures,
			attestations
		].flatMap(({ error }) => error ?? [])
	};
}
/** A mirror that lists nothing may just not know, so the next one is asked. */
function listReferrers(search, tag) {
	const { access, place } = search;
	return access.firstFrom(place, async (endpoint, isMirror) => {
		const listing = await listAt(endpoint, search, tag);
		if (listing.referrers.length > 0 || !isMirror) return listing;
		throw new RegistryError("not-found", `${endpoint.host} lists no referrers`);
	});
}
async function listAt(endpoint, search, tag) {
	const { access, digest, patience } = search;
	const { desk, limits } = access;
	const { origin } = endpoint.base;
	if (!access.withoutReferrers.has(origin)) {
		const referrers = await fetchReferrers(desk, endpoint, digest, {
			limits,
			patience
		});
		if (referrers !== void 0) return {
			referrers,
			by: "api"
		};
		access.withoutReferrers.add(origin);
	}
	const fallback = await orAbsent(fetchManifest(desk, endpoint, tag, {
		limits,
		patience
	}));
	if (fallback === void 0) return {
		referrers: [],
		by: "tag"
	};
	if (fallback.kind !== "index") throw new RegistryError("bad-response", `${endpoint.host} has an image as the tag ${tag}`);
	const referrers = new Map(fallback.manifests.map((item) => [item.digest, item]));
	refuseTooMany(referrers.size, limits, endpoint);
	return {
		referrers: [...referrers.values()],
		by: "tag"
	};
}
function findTag({ access, place, patience }, tag) {
	return orAbsent(access.manifest(place, tag, patience));
}
async function orAbsent(asked) {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof RegistryError && error.code === "not-found") return void 0;
		throw error;
	}
}
async function settled$1(asked) {
	try {
		return { value: await asked };
	} catch (error) {
		if (error instanceof RegistryError) return { error };
		throw error;
	}
}
// src/network/authorities.ts
/**
* The certificate authorities to trust: Node's own choice when nothing is added, else that choice
* with the additions, since a list that is given replaces the default one.
*/
function authoritiesWith(additions, surroundings) {
	if (additions.length === 0) return void 0;
	return [...defaultAuthorities(surroundings), ...additions];
}
function defaultAuthorities(surroundings) {
	const known = tls;
	if (known.getCACertificates !== void 0) return known.getCACertificates("default");
	const extra = surroundings["NODE_EXTRA_CA_CERTS"];
	return extra === void 0 || extra === "" ? tls.rootCertificates : [...tls.rootCertificates, readFileSync(extra, "utf8")];
}
// src/registry/credential-helper.ts
const timeoutMs = 2e4;
const outputBytes = 65536;
const tokenUser = "<token>";
/** What every helper may know of our environment, and what those of one cloud need besides. */
const known = /^(?:HOME|USERPROFILE|APPDATA|LOCALAPPDATA|XDG_\w+|DBUS_SESSION_BUS_ADDRESS|DOCKER_CONFIG|GNUPGHOME|PASSWORD_STORE_DIR|(?:HTTPS?|NO)_PROXY|https?_proxy|no_proxy)$/;
const knownToCloud = /* @__PURE__ */ new Map([
	["ecr-login", /^AWS_\w+$/],
	["gcloud", /^(?:CLOUDSDK|GOOGLE)_\w+$/],
	["gcr", /^(?:CLOUDSDK|GOOGLE)_\w+$/],
	["acr-env", /^(?:AZURE|ACR)_\w+$/]
]);
/**
* Asks `docker-credential-<name> get` for a server's credential, by the protocol of
* github.com/docker/docker-credential-helpers; undefined when the helper has none. What the helper
* writes never gets into an error.
*/
async function credentialFromHelper(name, server, surroundings) {
	if (typeof name !== "string" || !/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) throw failure("a credential helper in the Docker configuration has no valid name");
	const program = `docker-credential-${name}`;
	const said = await ask$1(program, name, server, surroundings);
	return said === void 0 ? void 0 : credentialIn$1(said, program);
}
async function ask$1(program, name, server, surroundings) {
	try {
		const { status, stdout } = await run(program, ["get"], {
			environment: environmentFor(name, surroundings),
			cwd: tmpdir(),
			timeoutMs,
			stdin: `${server}\n`,
			stdoutLimit: outputBytes,
			statuses: [0, 1]
		});
		const text = stdout.toString("utf8");
		if (status === 0) return text;
		if (/credentials not found|no credentials/i.test(text)) return void 0;
	} catch (error) {
		if (error instanceof ProcessError) throw failure(`${program} brought no credential: ${error.code}`);
		throw error;
	}
	throw failure(`${program} brought no credential: it ended with status 1`);
}
function environmentFor(name, surroundings) {
	const alsoKnown = knownToCloud.get(name);
	const additions = {};
	for (const [key, value] of Object.entries(surroundings)) {
		if (value === void 0) continue;
		if (known.test(key) || alsoKnown?.test(key) === true) additions[key] = value;
	}
	return cleanEnvironment(additions);
}
function credentialIn$1(text, program) {
	let said;
	try {
		said = mappingOf(JSON.parse(text));
	} catch {
		throw failure(`${program} did not answer in JSON`);
	}
	const { Username: username, Secret: secret } = said;
	if (typeof username !== "string" || typeof secret !== "string") throw failure(`${program} did not answer with Username and Secret`);
	if (username === tokenUser) return {
		kind: "identity-token",
		token: secret
	};
	return username === "" && secret === "" ? void 0 : {
		kind: "password",
		username,
		password: secret
	};
}
function failure(message) {
	return new RegistryError("unauthorized", message);
}
// src/registry/docker-config.ts
const hubKey = "https://index.docker.io/v1/";
const hubNames = /* @__PURE__ */ new Set([
	"docker.io",
	"index.docker.io",
	"registry-1.docker.io"
]);
const longestConfig = 1 << 20;
/**
* Credentials as `docker login` leaves them: credHelpers, then credsStore, then auths of config.json
* in DOCKER_CONFIG or ~/.docker. Nothing is read or run before a registry asks for credentials.
*/
function dockerCredentials(surroundings) {
	let config;
	return async (registry) => {
		config ??= readConfig(surroundings);
		return credentialIn(await config, registry, surroundings);
	};
}
async function credentialIn(config, registry, surroundings) {
	const key = hubNames.has(registry) ? hubKey : registry;
	const helper = entryFor(mappingOf(config["credHelpers"]), registry) ?? config["credsStore"];
	if (helper !== void 0 && helper !== "") {
		const found = await credentialFromHelper(helper, key, surroundings);
		if (found !== void 0) return found;
	}
	return credentialOf(mappingOf(entryFor(mappingOf(config["auths"]), registry)), registry);
}
/** The entry whose key names exactly this host, however the key spells it. */
function entryFor(entries, registry) {
	const names = hubNames.has(registry) ? hubNames : /* @__PURE__ */ new Set([registry.toLowerCase()]);
	const key = Object.keys(entries).find((candidate) => names.has(hostOfKey(candidate)));
	return key === void 0 ? void 0 : entries[key];
}
/** A key with a path other than the API's belongs to one namespace, and is no host. */
function hostOfKey(key) {
	return key.toLowerCase().replace(/^https?:\/\//, "").replace(/\/(?:v[12]\/?)?$/, "");
}
function credentialOf(entry, registry) {
	const { registrytoken, identitytoken, auth, username, password } = entry;
	if (isFilled(registrytoken)) return {
		kind: "registry-token",
		token: registrytoken
	};
	if (isFilled(identitytoken)) return {
		kind: "identity-token",
		token: identitytoken
	};
	if (isFilled(auth)) {
		const pair = Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "");
		const colon = pair.indexOf(":");
		if (colon === -1) throw new RegistryError("unauthorized", `the Docker configuration cannot be used: ${`its entry for ${registry} has an auth that is not a name and password`}`);
		return {
			kind: "password",
			username: pair.slice(0, colon),
			password: pair.slice(colon + 1)
		};
	}
	if (isFilled(username) && isFilled(password)) return {
		kind: "password",
		username,
		password
	};
}
function isFilled(value) {
	return typeof value === "string" && value !== "";
}
async function readConfig(surroundings) {
	const folder = folderOf(surroundings);
	if (folder === void 0) return {};
	const path = join(folder, "config.json");
	const unusable = (why) => new RegistryError("unauthorized", `the Docker configuration ${path} cannot be used: ${why}`);
	if (!isAbsolute(folder)) throw unusable("its folder must be an absolute path");
	const text = await readFile(path, "utf8").catch((error) => {
		const code = systemCodeOf(error);
		if (code === "ENOENT" || code === "ENOTDIR") return "{}";
		throw unusable(code ?? "it cannot be read");
	});
	if (text.length > longestConfig) throw unusable(`it is longer than ${longestConfig} characters`);
	try {
		return mappingOf(JSON.parse(text));
	} catch {
		throw unusable("it is not JSON");
	}
}
function folderOf(surroundings) {
	const chosen = surroundings["DOCKER_CONFIG"];
	if (isFilled(chosen)) return chosen;
	const home = surroundings["HOME"] ?? surroundings["USERPROFILE"];
	return isFilled(home) ? join(home, ".docker") : void 0;
}
// src/network/gate.ts
/** A gate that opens for public hosts and what is permitted besides; `resolveHost` replaces the system's resolver. */
function gateFor(permissions, resolveHost = resolveBySystem) {
	const named = originsOf([...permissions.named, ...permissions.insecure]);
	const insecure = originsOf(permissions.insecure);
	const vetAddress = (url, address) => {
		const obstacle = obstacleAt(kindOfAddress(address), {
			isNamed: named.has(url.origin),
			mustBeLoopback: url.protocol === "http:" && !insecure.has(url.origin),
			namers: permissions.namers
		});
		if (obstacle !== void 0) throw notAllowed(url, obstacle);
	};
	const resolve = async (url) => {
		const addresses = await resolveHost(bareHost(url));
		for (const { address } of addresses) vetAddress(url, address);
		return addresses;
	};
	return {
		vet(url) {
			const obstacle = obstacleIn(url, isLoopbackHost(url) || insecure.has(url.origin));
			if (obstacle !== void 0) throw notAllowed(url, obstacle);
			if (isIP(bareHost(url)) !== 0) vetAddress(url, bareHost(url));
		},
		lookupFor: (url) => lookupThrough(() => resolve(url)),
		async vetResolved(url) {
			const addresses = await resolveHost(bareHost(url)).catch(() => []);
			for (const { address } of addresses) vetAddress(url, address);
		}
	};
}
/** The origins, over either scheme, of what is written as `host[:port]`. */
function originsOf(hosts) {
	return new Set(hosts.flatMap((host) => ["http", "https"].map((scheme) => `${scheme}://${host}`).filter((text) => URL.canParse(text)).map((text) => new URL(text).origin)));
}
function obstacleIn(url, mayBePlain) {
	if (url.protocol !== "https:" && url.protocol !== "http:") return "its scheme is not https";
	if (url.username !== "" || url.password !== "") return "its URL carries credentials";
	if (url.protocol === "http:" && !mayBePlain) return "plain http is not allowed for it";
}
function obstacleAt(kind, { isNamed, mustBeLoopback, namers }) {
	if (kind === "metadata") return "it is a metadata service";
	if (mustBeLoopback && kind !== "loopback") return "plain http is allowed on loopback only";
	if (kind === "public" || isNamed) return void 0;
	return `it has ${kind === "loopback" ? "a loopback" : "a private or reserved"} address, and ${namers} names the host`;
}
function notAllowed(url, why) {
	return new NetworkError("not-allowed", `${url.host || "a URL without host"} is not contacted: ${why}`);
}
function lookupThrough(resolve) {
	return (hostname, options, callback) => {
		resolve().then((addresses) => {
			const [first] = addresses;
			if (first === void 0) {
				const none = /* @__PURE__ */ new Error(`${hostname} has no address`);
				none.code = "ENOTFOUND";
				return callback(none, "");
			}
			if (options.all === true) return callback(null, [...addresses]);
			return callback(null, first.address, first.family);
		}, (error) => callback(asErrno(error), ""));
	};
}
function asErrno(thrown) {
	return thrown instanceof Error ? thrown : Object.assign(/* @__PURE__ */ new Error("lookup failed"), thrown);
}
function resolveBySystem(hostname) {
	return new Promise((resolve, reject) => {
		lookup(hostname, { all: true }, (error, addresses) => {
			if (error === null) resolve(addresses);
			else reject(error);
		});
	});
}
// src/registry/gate.ts
/** The gate of a policy; `resolveHost` replaces the system's resolver in tests. */
function gateOf(policy, resolveHost) {
	const mirrors = [...policy.mirrors.values()].flat().map((mirror) => mirror.split("/", 1)[0] ?? "");
	const { namedHosts, insecureHosts, tokenHosts } = policy;
	const insecure = originsOf(insecureHosts);
	return {
		...gateFor({
			named: [
				...namedHosts,
				...tokenHosts,
				...mirrors
			],
			insecure: insecureHosts,
			namers: "neither the policy nor --image"
		}, resolveHost),
		baseOf(host) {
			if (!URL.canParse(`http://${host}`)) throw new RegistryError("unsupported", `${host} is not a host that can be contacted`);
			const plain = new URL(`http://${host}`);
			return isLoopbackHost(plain) || insecure.has(plain.origin) ? plain : new URL(`https://${host}`);
		}
	};
}
// src/registry/limits.ts
const defaultLimits = {
	manifestBytes: 4 << 20,
	blobBytes: 32 << 20,
	tokenBytes: 65536,
	referrers: 1e3,
	referrerPages: 50,
	redirects: 5,
	attempts: 4,
	backoffMs: 250,
	retryAfterMs: 3e4,
	exchangeMs: 2e4,
	idleMs: 3e4,
	transferMs: 36e5,
	transferGraceMs: 3e5,
	transferBytesPerSecond: 65536,
	imageMs: 12e4,
	concurrencyPerHost: 64
};
// src/registry/memo.ts
/** Does each thing once. What was cut short by a deadline may be tried again by somebody else. */
var Memo = class {
	#results = /* @__PURE__ */ new Map();
	/** The result for a key, made by the first who asks. */
	once(key, make) {
		const known = this.#results.get(key);
		if (known !== void 0) return known;
		const made = make();
		this.#results.set(key, made);
		made.catch((error) => {
			if (error instanceof RegistryError && error.code === "timed-out") this.#results.delete(key);
		});
		return made;
	}
	/** Puts down a result that came about otherwise, unless there is one. */
	seed(key, result) {
		if (!this.#results.has(key)) this.#results.set(key, Promise.resolve(result));
	}
};
// src/registry/idle-limit.ts
/**
* Lets work go on for as long as it says at least every so many milliseconds that it is active; else,
* or with `stop`, its signal comes. The work has to obey the signal by itself.
*/
async function whileActive(ms, stop, work, silence) {
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(silence()), ms);
	const end = () => controller.abort();
	if (stop.aborted) end();
	stop.addEventListener("abort", end, { once: true });
	try {
		return await work(controller.signal, () => timer.refresh());
	} finally {
		clearTimeout(timer);
		stop.removeEventListener("abort", end);
	}
}
// src/network/retry.ts
const passingStatuses = /* @__PURE__ */ new Set([
	429,
	502,
	503,
	504
]);
const passingFailures = /* @__PURE__ */ new Set([
	"ECONNRESET",
	"ECONNREFUSED",
	"ECONNABORTED",
	"EPIPE",
	"ETIMEDOUT",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"EAI_AGAIN"
]);
/**
* The first answer that waiting would not better, else the last answer or failure. Only statuses and
* failures that pass are tried again, with doubling pauses or the one that the server asks for.
*/
async function persistently(send, persistence, patience) {
	for (let attempt = 1;; attempt++) {
		const outcome = await settled(send);
		if (attempt >= persistence.attempts || !mayPass(outcome)) return outcomeOf(outcome);
		const backoffMs = persistence.backoffMs * 2 ** (attempt - 1) * (.5 + Math.random() / 2);
		const askedMs = "answer" in outcome ? askedPause(outcome.answer) : void 0;
		const pauseMs = Math.max(backoffMs, askedMs ?? 0);
		if ((askedMs ?? 0) > persistence.retryAfterMs || pauseMs >= patience.remainingMs()) return outcomeOf(outcome);
		await setTimeout$1(pauseMs, void 0, { signal: patience.signal });
	}
}
function settled(send) {
	return send().then((answer) => ({ answer }), (failure) => ({ failure }));
}
function outcomeOf(outcome) {
	if ("answer" in outcome) return outcome.answer;
	throw outcome.failure;
}
function mayPass(outcome) {
	return "answer" in outcome ? passingStatuses.has(outcome.answer.status) : passingFailures.has(systemCodeOf(outcome.failure) ?? "");
}
/** What Retry-After asks for, as seconds or as a date (RFC 9110, section 10.2.3), in milliseconds. */
function askedPause({ headers }) {
	const value = headers["retry-after"]?.trim();
	if (value === void 0 || value === "") return void 0;
	if (/^\d+$/.test(value)) return Number(value) * 1e3;
	const date = Date.parse(value);
	return Number.isNaN(date) ? void 0 : Math.max(0, date - Date.now());
}
// src/registry/messenger.ts
/**
* A messenger with retries, a time limit for each exchange (for silence only, where the body goes to a
* sink), and so many exchanges at once per host.
*/
function messengerOver(transport, slots, limits) {
	return async (request, patience) => {
		const { host } = request.url;
		const send = async (sent, signal) => {
			try {
				signal.throwIfAborted();
				return await orAborted(transport.send(sent, signal), signal);
			} catch (thrown) {
				throw signal.aborted ? signal.reason : thrown;
			}
		};
		const attempt = () => slots.use(host, () => inTime(request, limits, patience, send), patience.signal);
		try {
			return await persistently(attempt, limits, patience);
		} catch (thrown) {
			throw asRegistryError(thrown, host);
		}
	};
}
/** A blob for the disk may take its time as long as something comes; everything else has so much in all. */
function inTime(request, { exchangeMs, idleMs }, { signal: stop }, send) {
	const { into, url } = request;
	if (into === void 0) return within(exchangeMs, stop, (signal) => send(request, signal));
	const silence = () => new RegistryError("timed-out", `${url.host} sent nothing for ${idleMs / 1e3} seconds`);
	return whileActive(idleMs, stop, (signal, active) => send({
		...request,
		into: () => noticed(into(), active)
	}, signal), silence);
}
/** The sink, telling of each piece that it has dealt with. */
function noticed(sink, active) {
	return {
		...sink,
		async write(chunk) {
			await sink.write(chunk);
			active();
		}
	};
}
/** Node tells a request that still waits for its socket, such as a tunnel, of an abort only afterwards. */
function orAborted(work, signal) {
	return new Promise((resolve, reject) => {
		const stop = () => reject(signal.reason);
		signal.addEventListener("abort", stop, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
	});
}
function asRegistryError(thrown, host) {
	if (thrown instanceof RegistryError || thrown instanceof DiskError) return thrown;
	if (thrown instanceof NetworkError) return new RegistryError(thrown.code, thrown.message);
	const code = systemCodeOf(thrown);
	if (isAbort(thrown)) return new RegistryError("timed-out", `${host} did not answer in time`);
	if (code !== void 0 && code.startsWith("HPE_")) return new RegistryError("bad-response", `${host} does not speak HTTP (${code})`);
	return new RegistryError("unavailable", `${host} cannot be reached (${code ?? "unknown cause"})`);
}
function isAbort(thrown) {
	if (typeof thrown !== "object" || thrown === null || !("name" in thrown)) return false;
	return thrown.name === "AbortError" || thrown.name === "TimeoutError";
}
// src/registry/endpoint.ts
/** Docker Hub's API lives on another host than its name says. */
const apiHosts = /* @__PURE__ */ new Map([["docker.io", "registry-1.docker.io"]]);
/** The endpoints of a repository in the order to ask: the policy's mirrors, and the registry last. */
function endpointsOf({ registry, repository }, policy, gate) {
	return [...(policy.mirrors.get(registry) ?? []).map((mirror) => mirrorEndpoint(mirror)), ownEndpoint()];
	function ownEndpoint() {
		const base = gate.baseOf(apiHosts.get(registry) ?? registry);
		return {
			host: base.host,
			registry,
			base,
			repository
		};
	}
	function mirrorEndpoint(mirror) {
		const [name = "", ...path] = mirror.split("/").filter((part) => part !== "");
		const base = gate.baseOf(apiHosts.get(name) ?? name);
		return {
			host: base.host,
			registry: name,
			base,
			repository: [...path, repository].join("/")
		};
	}
}
// src/registry/fetch-blob.ts
/** Gets a blob of exactly the size and the digest that its descriptor tells, of at most `limit` bytes. */
async function fetchBlob(desk, endpoint, { digest, size }, { limit, patience }) {
	const what = `the blob ${digest} of ${endpoint.repository}`;
	if (size > limit) throw new RegistryError("too-large", `${what} has ${size} bytes, and ${limit} are allowed`);
	const question = {
		method: "GET",
		path: `blobs/${digest}`,
		accept: "*/*",
		limit: size
	};
	const answer = await desk.ask(endpoint, question, patience);
	if (answer.status !== 200) throw errorFor(answer, what);
	if (answer.body.length !== size || !hasDigest(answer.body, digest)) throw new RegistryError("digest-mismatch", `${answer.url.host} sent other bytes as ${what}`);
	return answer.body;
}
// src/network/sink.ts
/** Keeps the bytes in memory. */
function intoMemory() {
	const chunks = [];
	return {
		write: (chunk) => void chunks.push(chunk),
		finish: () => Buffer.concat(chunks),
		discard: () => void 0
	};
}
/** Writes the bytes to a file for us alone, in place of what is there, and tells their SHA-256 (hex). */
function intoFile(file, mode = 384) {
	const hash = createHash("sha256");
	let size = 0;
	let opened;
	const handle = () => opened ??= rm(file, { force: true }).then(() => open(file, "wx", mode));
	return {
		async write(chunk) {
			hash.update(chunk);
			size += chunk.length;
			await (await handle()).writeFile(chunk);
		},
		async finish() {
			await (await handle()).close();
			return {
				sha256: hash.digest("hex"),
				size
			};
		},
		async discard() {
			await opened?.then((one) => one.close()).catch(() => void 0);
			if (opened !== void 0) await rm(file, { force: true }).catch(() => void 0);
		}
	};
}
// src/registry/pace.ts
/** Watches that what comes keeps its pace, while anything is being asked for; says once when it does not. */
var PaceMeter = class {
	#pace;
	#onTooSlow;
	#bytes = 0;
	#beforeMs = 0;
	#since = 0;
	#going = 0;
	#timer;
	constructor(pace, onTooSlow) {
		this.#pace = pace;
		this.#onTooSlow = onTooSlow;
	}
	/** Something is being asked for from now on; time in which nothing is does not count. */
	start() {
		if (this.#going++ > 0) return;
		this.#since = performance.now();
		this.#watch();
	}
	/** One of the things that were started goes on no longer. */
	stop() {
		if (--this.#going > 0) return;
		this.#beforeMs += performance.now() - this.#since;
		clearTimeout(this.#timer);
	}
	received(bytes) {
		this.#bytes += bytes;
	}
	/** Nothing is said any more. */
	end() {
		this.#going = 0;
		clearTimeout(this.#timer);
	}
	/** How much came in what time, and how much is waited for, as a clause that says what to do. */
	get account() {
		const { graceMs, bytesPerSecond, mostMs } = this.#pace;
		return `${`only ${shownBytes(this.#bytes)} came in ${seconds(this.#elapsedMs)}`}, and ${`${seconds(graceMs)} and one more for each ${shownBytes(bytesPerSecond)}`} are allowed, ${seconds(mostMs)} at most; try again, or name a faster mirror in registries.mirrors`;
	}
	get #elapsedMs() {
		return this.#beforeMs + (this.#going > 0 ? performance.now() - this.#since : 0);
	}
	#watch() {
		const { graceMs, bytesPerSecond, mostMs } = this.#pace;
		const leftMs = Math.min(mostMs, graceMs + this.#bytes / bytesPerSecond * 1e3) - this.#elapsedMs;
		if (leftMs <= 0) this.#onTooSlow();
		else this.#timer = setTimeout(() => this.#watch(), Math.ceil(leftMs));
	}
};
/**
* Lets work go on while what it tells to have received keeps the pace; else, or with `stop`, its signal
* comes. What is too slow rejects with a `timed-out` RegistryError that begins with `what`.
*/
async function paced(what, pace, stop, work) {
	const controller = new AbortController();
	let slow;
	const meter = new PaceMeter(pace, () => {
		slow = new RegistryError("timed-out", `${what} comes too slowly: ${meter.account}`);
		controller.abort();
	});
	const end = () => controller.abort();
	if (stop.aborted) end();
	stop.addEventListener("abort", end, { once: true });
	meter.start();
	try {
		return await work(controller.signal, (bytes) => meter.received(bytes));
	} catch (error) {
		throw slow ?? error;
	} finally {
		meter.end();
		stop.removeEventListener("abort", end);
	}
}
/** As many bytes in the largest unit that leaves a whole number in front. */
function shownBytes(bytes) {
	if (bytes >= 2 ** 20) return `${Math.floor(bytes / 2 ** 20)} MiB`;
	return bytes >= 1024 ? `${Math.floor(bytes / 1024)} KiB` : `${bytes} bytes`;
}
function seconds(ms) {
	return `${Math.round(ms / 1e3)} s`;
}
// src/registry/fetch-blob-to-file.ts
/** A server that falls silent in the middle of a blob is asked for it once more. */
const attempts = 2;
/**
* Writes a blob of exactly the size and the digest that its descriptor tells to a file, without keeping
* it in memory. Rejects with a RegistryError, `timed-out` also for what drips, or with a DiskError; then
* there is no file.
*/
async function fetchBlobToFile(desk, endpoint, descriptor, writing) {
	const { digest, size } = descriptor;
	const what = `the blob ${digest} of ${endpoint.repository}`;
	if (size > writing.limit) throw new RegistryError("too-large", `${what} has ${size} bytes, and ${`${writing.limit} are allowed`}`);
	if (algorithmOf(digest) !== "sha256") throw new RegistryError("unsupported", `${what} is not named by its SHA-256`);
	const { patience, pace } = writing;
	await paced(`${what} from ${endpoint.host}`, pace, patience.signal, (signal, noted) => {
		const received = (bytes) => {
			noted(bytes);
			writing.received?.(bytes);
		};
		return patiently(desk, endpoint, descriptor, {
			...writing,
			patience: {
				...patience,
				signal
			},
			received
		});
	});
}
async function patiently(desk, endpoint, descriptor, writing) {
	for (let attempt = 1;; attempt++) try {
		return await write(desk, endpoint, descriptor, writing);
	} catch (error) {
		if (!(error instanceof RegistryError && error.code === "timed-out") || attempt === attempts || writing.patience.signal.aborted) throw error;
	}
}
async function write(desk, endpoint, { digest, size }, { file, patience, received: noted }) {
	const what = `the blob ${digest} of ${endpoint.repository}`;
	let partial = "";
	let received = "";
	const into = () => {
		partial = `${file}.${randomUUID()}.partial`;
		const sink = fileSink(partial, (written) => {
			received = written;
		});
		return {
			...sink,
			write(chunk) {
				noted?.(chunk.length);
				return sink.write(chunk);
			}
		};
	};
	const path = `blobs/${digest}`;
	try {
		const question = {
			method: "GET",
			path,
			accept: "*/*",
			limit: size,
			into
		};
		const answer = await desk.ask(endpoint, question, patience);
		if (answer.status !== 200) throw errorFor(answer, what);
		if (received !== `${size} ${digest}`) throw new RegistryError("digest-mismatch", `${answer.url.host} sent other bytes as ${what}`);
		await onDisk(file, () => rename(partial, file));
	} finally {
		if (partial !== "") await rm(partial, { force: true }).catch(() => void 0);
	}
}
/** Tells size and digest of what it has written; what the disk refuses is a DiskError. */
function fileSink(path, done) {
	const sink = intoFile(path);
	return {
		write: (chunk) => onDisk(path, async () => sink.write(chunk)),
		async finish() {
			const { sha256, size } = await onDisk(path, async () => sink.finish());
			done(`${size} sha256:${sha256}`);
		},
		discard: () => sink.discard()
	};
}
// src/registry/registry-access.ts
/** Blobs up to this size are kept: signatures of one payload share it. */
const keptBlobBytes = 65536;
/**
* What has been learnt from registries in this run, and the way to learn more: nothing is asked for
* twice. Mirrors are asked first, and the registry itself has the last word.
*/
var RegistryAccess = class {
	desk;
	limits;
	/** Origins that turned out to have no referrers API. */
	withoutReferrers = /* @__PURE__ */ new Set();
	#policy;
	#gate;
	#manifests = new Memo();
	#blobs = new Memo();
	constructor({ desk, gate, policy, limits }) {
		this.desk = desk;
		this.limits = limits;
		this.#policy = policy;
		this.#gate = gate;
	}
	/** Where to ask for a repository; throws `not-allowed` when the policy refuses it. */
	endpoints(place) {
		if (!this.#policy.admits(place)) throw new RegistryError("not-allowed", `${`${place.registry}/${place.repository}`} is not contacted: the policy refuses it`);
		return endpointsOf(place, this.#policy, this.#gate);
	}
	/** A manifest by tag or digest. */
	async manifest(place, reference, patience) {
		return this.#manifests.once(keyOf$1(place, reference), async () => {
			const { desk, limits } = this;
			const manifest = await this.firstFrom(place, (endpoint) => fetchManifest(desk, endpoint, reference, {
				limits,
				patience
			}));
			this.#manifests.seed(keyOf$1(place, manifest.digest), manifest);
			return manifest;
		});
	}
	/** The host at which a digest is there, without getting it where the registry allows that. */
	async hostWith(place, digest, patience) {
		return this.firstFrom(place, async (endpoint) => {
			const isThere = await hasManifest(this.desk, endpoint, digest, patience);
			if (isThere === void 0) return (await this.manifest(place, digest, patience)).from;
			if (isThere) return endpoint.host;
			const what = `the manifest ${digest} of ${endpoint.repository}`;
			throw new RegistryError("not-found", `${endpoint.host} does not have ${what}`);
		});
	}
	/** A blob of at most `limit` bytes. */
	async blob(place, descriptor, { limit, patience }) {
		const fetch = () => this.firstFrom(place, (endpoint) => fetchBlob(this.desk, endpoint, descriptor, {
			limit,
			patience
		}));
		if (descriptor.size > Math.min(limit, keptBlobBytes)) return fetch();
		return this.#blobs.once(keyOf$1(place, `${descriptor.digest} ${descriptor.size}`), fetch);
	}
	/** Writes a blob of at most `limit` bytes to a file, which is there only when all of it is. */
	async blobToFile(place, descriptor, writing) {
		const { transferGraceMs, transferBytesPerSecond, transferMs } = this.limits;
		const pace = {
			graceMs: transferGraceMs,
			bytesPerSecond: transferBytesPerSecond,
			mostMs: transferMs
		};
		return this.firstFrom(place, (endpoint) => fetchBlobToFile(this.desk, endpoint, descriptor, {
			...writing,
			pace
		}));
	}
	/** The first endpoint's result that is one; only the registry's own failure is thrown. */
	async firstFrom(place, ask) {
		const endpoints = this.endpoints(place);
		for (const mirror of endpoints.slice(0, -1)) try {
			return await ask(mirror, true);
		} catch (error) {
			if (!(error instanceof RegistryError)) throw error;
		}
		const [registry] = endpoints.slice(-1);
		if (registry === void 0) throw new Error("a place always has an endpoint");
		return ask(registry, false);
	}
};
function keyOf$1({ registry, repository }, reference) {
	return `${registry}/${repository}@${reference}`;
}
// src/registry/slots.ts
/** Lets only so many pieces of work go on at once for each host; the others wait their turn. */
var Slots = class {
	#perHost;
	#busy = /* @__PURE__ */ new Map();
	#waiting = /* @__PURE__ */ new Map();
	constructor(perHost) {
		this.#perHost = perHost;
	}
	/** Runs the work when there is room for it. With the signal it waits no longer, and rejects with its reason. */
	async use(host, work, signal) {
		signal?.throwIfAborted();
		await this.#enter(host, signal);
		try {
			return await work();
		} finally {
			this.#leave(host);
		}
	}
	#enter(host, signal) {
		const busy = this.#busy.get(host) ?? 0;
		if (busy < this.#perHost) {
			this.#busy.set(host, busy + 1);
			return Promise.resolve();
		}
		return new Promise((resolve, reject) => {
			const queue = this.#waiting.get(host) ?? /* @__PURE__ */ new Set();
			const giveUp = () => {
				queue.delete(enter);
				reject(signal?.reason);
			};
			const enter = () => {
				signal?.removeEventListener("abort", giveUp);
				resolve();
			};
			queue.add(enter);
			this.#waiting.set(host, queue);
			signal?.addEventListener("abort", giveUp, { once: true });
		});
	}
	#leave(host) {
		const queue = this.#waiting.get(host);
		const [next] = queue ?? [];
		if (next !== void 0) {
			queue?.delete(next);
			next();
			return;
		}
		const left = (this.#busy.get(host) ?? 1) - 1;
		if (left > 0) this.#busy.set(host, left);
		else this.#busy.delete(host);
	}
};
// src/network/connections.ts
/** Connections by node's own http and https; `routeTo` rejects with the gate's error. */
function openConnections({ gate, proxyFor, authorities }) {
	const options = {
		keepAlive: true,
		rejectUnauthorized: true,
		...authorities === void 0 ? {} : { ca: authorities }
	};
	const plain = new http.Agent({ keepAlive: true });
	const secure = new https.Agent(options);
	const tunnels = /* @__PURE__ */ new Map();
	const tunnelOf = (proxy) => {
		const known = tunnels.get(proxy.url.origin) ?? new TunnelAgent(proxy, options);
		tunnels.set(proxy.url.origin, known);
		return known;
	};
	return {
		async routeTo(url) {
			gate.vet(url);
			const proxy = proxyFor(url);
			const isSecure = url.protocol === "https:";
			if (proxy === void 0) {
				const lookup = gate.lookupFor(url);
				return {
					...directRoute(url),
					lookup,
					agent: isSecure ? secure : plain
				};
			}
			await gate.vetResolved(url);
			if (isSecure) return {
				...directRoute(url),
				agent: tunnelOf(proxy)
			};
			return {
				...forwardedRoute(url, proxy),
				agent: plain
			};
		},
		close() {
			for (const agent of [
				plain,
				secure,
				...tunnels.values()
			]) agent.destroy();
		}
	};
}
function directRoute(url) {
	return {
		protocol: url.protocol,
		host: bareHost(url),
		port: portOf(url),
		path: url.pathname + url.search
	};
}
function forwardedRoute(url, { url: proxy, authorization }) {
	return {
		protocol: proxy.protocol,
		host: bareHost(proxy),
		port: portOf(proxy),
		path: url.href,
		headers: authorization === void 0 ? {} : { "proxy-authorization": authorization }
	};
}
// src/registry/body.ts
/** The body of an error is only read past, so that the connection can be used again. */
const errorBodyBytes = 65536;
/**
* The body of a response. A success with more than `limit` bytes is `too-large`, at once where the
* header admits it; what an error says is thrown away, since it is only untrusted text.
*/
async function readBody(response, { limit, method, url: { host }, into }) {
	const isSuccess = response.statusCode === 200 && method !== "HEAD";
	if (isSuccess && Number(response.headers["content-length"] ?? 0) > limit) {
		response.destroy();
		throw tooLarge$1(host, limit);
	}
	const encoding = response.headers["content-encoding"] ?? "identity";
	if (isSuccess && encoding !== "identity") {
		response.destroy();
		throw new RegistryError("bad-response", `${host} sent a compressed answer that nobody asked for`);
	}
	if (isSuccess && into !== void 0) {
		await pour(response, into(), () => tooLarge$1(host, limit), limit);
		return Buffer.alloc(0);
	}
	const chunks = [];
	let size = 0;
	for await (const chunk of response) {
		size += chunk.length;
		if (!isSuccess && size > errorBodyBytes) break;
		if (!isSuccess) continue;
		if (size > limit) throw tooLarge$1(host, limit);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
async function pour(response, sink, tooMuch, limit) {
	let size = 0;
	try {
		for await (const chunk of response) {
			size += chunk.length;
			if (size > limit) throw tooMuch();
			await sink.write(chunk);
		}
		await sink.finish();
	} catch (thrown) {
		await sink.discard();
		throw thrown;
	}
}
function tooLarge$1(host, limit) {
	return new RegistryError("too-large", `${host} sent more than the ${limit} bytes allowed`);
}
// src/registry/transport.ts
/** A transport on node's own http and https, with connections kept between requests until `close`. */
function transportThrough(ways) {
	const connections = openConnections(ways);
	return {
		send: async (request, signal) => exchange$2(request, await connections.routeTo(request.url), signal),
		close: () => connections.close()
	};
}
function exchange$2(request, route, signal) {
	const { method, url, body = "" } = request;
	const headers = {
		...route.headers,
		...request.headers,
		host: url.host,
		"user-agent": `portcullis/${version}`,
		...method === "POST" ? { "content-length": String(Buffer.byteLength(body)) } : {}
	};
	const open = route.protocol === "https:" ? https.request : http.request;
	return new Promise((resolve, reject) => {
		const sent = open({
			...route,
			method,
			headers,
			signal
		});
		sent.on("error", reject);
		sent.on("response", (response) => {
			readBody(response, request).then((bytes) => resolve({
				status: response.statusCode ?? 0,
				headers: response.headers,
				body: bytes
			}), reject);
		});
		sent.end(body);
	});
}
// src/registry/registries.ts
/** Opens the registries of a run under a policy. Throws a NetworkError for a proxy that is no URL. */
function openRegistries(options) {
	const { policy, surroundings = process.env } = options;
	const limits = {
		...defaultLimits,
		...options.limits
	};
	const closing = new AbortController();
	const stop = options.signal === void 0 ? closing.signal : AbortSignal.any([closing.signal, options.signal]);
	setMaxListeners(0, stop);
	const gate = gateOf(policy, options.resolveHost);
	const transport = transportThrough({
		gate,
		proxyFor: proxiesFrom(surroundings),
		authorities: authoritiesWith(policy.authorities, surroundings)
	});
	const messenger = messengerOver(transport, new Slots(limits.concurrencyPerHost), limits);
	const credentials = options.credentials ?? dockerCredentials(surroundings);
	const { tokenHosts } = policy;
	const access = new RegistryAccess({
		desk: new Desk({
			messenger,
			credentials,
			tokenHosts,
			limits,
			stop
		}),
		gate,
		policy,
		limits
	});
	const attachments = new Memo();
	const images = /* @__PURE__ */ new Map();
	return {
		image(image) {
			const key = `${image.name}:${image.tag ?? ""}@${image.digest ?? ""}`;
			const known = images.get(key) ?? remoteImage(image, {
				access,
				attachments,
				stop
			});
			images.set(key, known);
			return known;
		},
		close() {
			closing.abort();
			transport.close();
		}
	};
}
function remoteImage(image, shared) {
	let started;
	let resolved;
	const patience = () => started ??= patienceFor(shared.access.limits.imageMs, shared.stop);
	return {
		image,
		resolve: () => resolved ??= resolveImage(image, shared.access, patience()),
		repository: (place = image) => remoteRepository(place, shared, patience)
	};
}
async function resolveImage(image, access, patience) {
	const { digest, from } = image.digest === void 0 ? await access.manifest(image, image.tag ?? "latest", patience) : {
		digest: image.digest,
		from: await access.hostWith(image, image.digest, patience)
	};
	return {
		image,
		digest,
		pinned: `${image.name}@${digest}`,
		from
	};
}
function remoteRepository({ registry, repository }, shared, patience) {
	const { access, attachments, stop } = shared;
	const place = {
		registry,
		repository
	};
	return {
		place,
		manifest: (digest) => access.manifest(place, digest, patience()),
		blob: (descriptor, limit = access.limits.blobBytes) => access.blob(place, descriptor, {
			limit,
			patience: patience()
		}),
		blobToFile: (descriptor, file, limit, { signal, ...rest } = {}) => {
			const own = {
				signal: either(stop, signal),
				remainingMs: () => Infinity
			};
			return access.blobToFile(place, descriptor, {
				...rest,
				file,
				limit,
				patience: own
			});
		},
		attachments: (digest, tagPrefix = "") => attachments.once(`${registry}/${repository}@${digest} ${tagPrefix}`, () => findAttachments({
			access,
			place,
			digest,
			tagPrefix,
			patience: patience()
		})),
		unhurried: (signal) => remoteRepository(place, shared, () => patienceFor(access.limits.imageMs, either(stop, signal)))
	};
}
function either(stop, signal) {
	return signal === void 0 ? stop : AbortSignal.any([stop, signal]);
}
// src/network/download-error.ts
const codes = /* @__PURE__ */ new Map([
	[401, "unauthorized"],
	[403, "forbidden"],
	[404, "not-found"],
	[408, "timed-out"],
	[410, "not-found"],
	[413, "too-large"],
	[429, "rate-limited"]
]);
/** A URL as messages show it: without credentials, query and fragment, all of which may be secret. */
function shown(url) {
	return `${url.origin}${url.pathname}`;
}
/** The error that a last answer other than 200 stands for; `from` is the host that gave it. */
function errorForStatus({ status, from }, asked) {
	const code = codes.get(status) ?? (status >= 500 ? "unavailable" : "bad-response");
	return new NetworkError(code, `${shown(asked)}: ${from.host} answered ${status}`);
}
/** Whatever ended a download, as a NetworkError that names the URL; errors of the disk stay as they are. */
function failureOf(thrown, asked, { isStopped }) {
	const name = shown(asked);
	if (isStopped) return new NetworkError("timed-out", `${name}: it did not arrive in time`);
	if (thrown instanceof NetworkError) return new NetworkError(thrown.code, `${name}: ${thrown.message}`);
	if (isOfDisk(thrown)) return thrown;
	const code = systemCodeOf(thrown);
	if (code?.startsWith("HPE_") === true) return new NetworkError("bad-response", `${name}: the server does not speak HTTP (${code})`);
	return new NetworkError("unavailable", `${name}: the server cannot be reached (${code ?? "unknown cause"})`);
}
/** The system names the file in errors about files, and none in errors about connections. */
function isOfDisk(thrown) {
	if (typeof thrown !== "object" || thrown === null) return false;
	return "path" in thrown || codesOfDisk.has(systemCodeOf(thrown) ?? "");
}
/** What writing into an open file fails with; these errors name no file. */
const codesOfDisk = /* @__PURE__ */ new Set([
	"ENOSPC",
	"EDQUOT",
	"EIO",
	"EFBIG",
	"EROFS"
]);
// src/network/fetch-following.ts
const mostHops = 5;
/** A server that says nothing for so long is given up, and asked anew. */
const silenceMs = 3e4;
const redirections = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
/**
* Sends a GET, follows redirects, and hands what an answer 200 brings to the sink. Rejects with a
* NetworkError where a redirect leads where it must not or the answer is too large, else with the
* system's error.
*/
async function fetchFollowing(fetching) {
	let from = fetching.url;
	for (let hop = 0;; hop++) {
		const response = await ask(from, fetching);
		const { statusCode: status = 0, headers } = response;
		if (status === 200) return {
			status,
			headers,
			from,
			received: await receive(response, fetching)
		};
		response.destroy();
		if (!redirections.has(status)) return {
			status,
			headers,
			from
		};
		if (hop === mostHops) throw new NetworkError("bad-response", `it redirects more than ${mostHops} times`);
		from = targetOf(headers, from);
	}
}
async function ask(url, { connections, accept = "*/*", signal }) {
	signal.throwIfAborted();
	const route = await connections.routeTo(url);
	const headers = {
		...route.headers,
		host: url.host,
		accept,
		"accept-encoding": "identity",
		"user-agent": `portcullis/${version}`
	};
	return exchange$1({
		...route,
		method: "GET",
		headers,
		signal
	}, signal);
}
function exchange$1(options, signal) {
	const open = options.protocol === "https:" ? https.request : http.request;
	return new Promise((resolve, reject) => {
		const sent = open(options);
		signal.addEventListener("abort", () => reject(signal.reason), { once: true });
		sent.setTimeout(silenceMs, () => sent.destroy(Object.assign(/* @__PURE__ */ new Error("silence"), { code: "ETIMEDOUT" })));
		sent.on("error", reject);
		sent.on("response", resolve);
		sent.end();
	});
}
async function receive(response, fetching) {
	const { url, limitBytes, open } = fetching;
	try {
		requireAcceptable(response, url, limitBytes);
	} catch (thrown) {
		response.destroy();
		throw thrown;
	}
	const sink = open();
	let size = 0;
	try {
		for await (const chunk of response) {
			size += chunk.length;
			if (size > limitBytes) throw tooLarge(limitBytes);
			await sink.write(chunk);
		}
		return { value: await sink.finish() };
	} catch (thrown) {
		await sink.discard();
		throw thrown;
	}
}
function requireAcceptable({ headers }, { pathname }, limit) {
	if (Number(headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
	const encoding = headers["content-encoding"] ?? "identity";
	if (encoding === "identity" || encoding === "gzip" && /\.t?gz$/.test(pathname)) return;
	throw new NetworkError("bad-response", "the server sent a compressed answer that nobody asked for");
}
function tooLarge(limit) {
	return new NetworkError("too-large", `the server sent more than the ${limit} bytes allowed`);
}
function targetOf({ location }, from) {
	if (location === void 0 || !URL.canParse(location, from.href)) throw new NetworkError("bad-response", `${from.host} redirects without saying where`);
	const target = new URL(location, from);
	if (from.protocol === "https:" && target.protocol !== "https:") throw new NetworkError("not-allowed", `${from.host} redirects away from https`);
	target.hash = "";
	return target;
}
// src/network/download.ts
const defaultPersistence = {
	attempts: 4,
	backoffMs: 500,
	retryAfterMs: 6e4
};
/**
* What a URL leads to, over https (or http on loopback), without credentials. Rejects with a
* NetworkError that names the URL without its query; passing failures are tried again before that.
*/
async function download(url, options) {
	return transfer(url, options, intoMemory);
}
/**
* Writes what a URL leads to into a file that only we may read, in place of what is there. Rejects as
* `download` does, or with the system's error where the file cannot be written; then no file is left.
*/
async function downloadToFile(url, file, options) {
	return transfer(url, options, () => intoFile(file));
}
async function transfer(url, options, open) {
	const { timeoutMs, signal: stop, persistence = defaultPersistence } = options;
	const connections = connectionsFor(options);
	try {
		return await within(timeoutMs, stop, async (signal) => {
			const patience = patienceFor(timeoutMs, signal);
			const attempt = () => fetchFollowing({
				...options,
				url,
				connections,
				open,
				signal
			});
			const arrival = await persistently(attempt, persistence, patience).catch((thrown) => {
				throw failureOf(thrown, url, { isStopped: signal.aborted });
			});
			if (arrival.received === void 0) throw errorForStatus(arrival, url);
			return arrival.received.value;
		});
	} finally {
		connections.close();
	}
}
function connectionsFor(options) {
	const { surroundings = process.env, authorities = [], namedHosts = [] } = options;
	return openConnections({
		gate: gateFor({
			named: namedHosts,
			insecure: [],
			namers: "nothing in the policy"
		}, options.resolveHost),
		proxyFor: proxiesFrom(surroundings),
		authorities: authoritiesWith(authorities, surroundings)
	});
}
// src/registry/held-blobs.ts
/** The blobs of one image, for which there is room on the disk. */
var HeldBlobs = class {
	#holding;
	#meter;
	#over = new AbortController();
	#callOff;
	#isReleased = false;
	constructor(holding) {
		this.#holding = holding;
		const { name, signal } = holding.wanting;
		this.#meter = new PaceMeter(holding.pace, () => {
			const what = `the layers of ${name} come too slowly: ${this.#meter.account}`;
			this.#end(new RegistryError("timed-out", what));
		});
		for (const blob of holding.blobs.values()) blob.watch(this.#meter);
		this.#callOff = () => this.#end(calledOff(name));
		if (signal?.aborted === true) this.#callOff();
		else signal?.addEventListener("abort", this.#callOff, { once: true });
	}
	/**
	* Places one of the blobs at a path, fetched unless it is there. The path shares its bytes with the
	* store where the disk can do that, and is its caller's to remove. Rejects with a RegistryError or a
	* DiskError; at once when the image is given up.
	*/
	async place({ digest }, path) {
		const { blobs, wanting, slots } = this.#holding;
		const blob = blobs.get(digest);
		if (blob === void 0) throw new Error(`no room was asked for ${digest}`);
		await unlessAborted(blob.fetched(wanting.repository, slots), this.#over.signal);
		await onDisk(path, () => linkOrCopy(blob.path, path));
	}
	/** Nothing more is placed; what is waited for rejects at once. */
	giveUp() {
		this.#end(calledOff(this.#holding.wanting.name));
	}
	/** Gives up, and lets go of all blobs; of those that nobody else holds no more is fetched. */
	release() {
		this.giveUp();
		if (this.#isReleased) return;
		this.#isReleased = true;
		this.#holding.letGo();
	}
	#end(reason) {
		if (this.#over.signal.aborted) return;
		this.#over.abort(reason);
		const { blobs, wanting } = this.#holding;
		wanting.signal?.removeEventListener("abort", this.#callOff);
		for (const blob of blobs.values()) blob.unwatch(this.#meter);
		this.#meter.end();
	}
};
/** Why nothing comes of an image that nobody waits for any more. */
function calledOff(name) {
	return new RegistryError("timed-out", `${name} was called off before its layers were there`);
}
/** Rejects with the signal's reason as soon as it comes. */
function unlessAborted(work, signal) {
	return new Promise((resolve, reject) => {
		const stop = () => reject(signal.reason);
		if (signal.aborted) stop();
		signal.addEventListener("abort", stop, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
	});
}
/** Not every file system has hard links. */
async function linkOrCopy(from, to) {
	try {
		await link(from, to);
	} catch {
		await copyFile(from, to);
	}
}
// src/registry/stored-blob.ts
/** A blob that images hold, on its way to the disk or there. */
var StoredBlob = class {
	descriptor;
	path;
	/** How many images want it. */
	holders = 0;
	#isComplete = false;
	#isRunning = false;
	#fetching;
	#meters = /* @__PURE__ */ new Set();
	#abandoned = new AbortController();
	constructor(descriptor, path) {
		this.descriptor = descriptor;
		this.path = path;
	}
	/** Whether all of it is on the disk. */
	get isComplete() {
		return this.#isComplete;
	}
	get size() {
		return this.descriptor.size;
	}
	/**
	* When it is on the disk. Whoever waits for a fetch from another repository, and waits in vain, fetches
	* it from his own. Rejects with a RegistryError or a DiskError.
	*/
	async fetched(repository, slots) {
		while (!this.#isComplete) {
			const fetching = this.#fetching ??= this.#fetch(repository, slots);
			try {
				await fetching.done;
			} catch (error) {
				if (!(error instanceof RegistryError) || fetching.from === nameOf$1(repository)) throw error;
			}
		}
	}
	/** From now on the meter hears of what comes of it. */
	watch(meter) {
		this.#meters.add(meter);
		if (this.#isRunning) meter.start();
	}
	unwatch(meter) {
		if (this.#meters.delete(meter) && this.#isRunning) meter.stop();
	}
	/** Ends its fetch and removes it; resolves when both are done, and never rejects. */
	async remove() {
		this.#abandoned.abort();
		await this.#fetching?.done.catch(() => void 0);
		await rm(this.path, { force: true }).catch(() => void 0);
	}
	#fetch(repository, slots) {
		const { registry } = repository.place;
		const { signal } = this.#abandoned;
		const done = slots.use(registry, () => this.#run(repository, signal), signal).then(() => {
			this.#isComplete = true;
		}, (error) => {
			this.#fetching = void 0;
			throw signal.aborted ? abandoned() : error;
		});
		done.catch(() => void 0);
		return {
			from: nameOf$1(repository),
			done
		};
	}
	async #run(repository, signal) {
		const received = (bytes) => {
			for (const meter of this.#meters) meter.received(bytes);
		};
		this.#isRunning = true;
		for (const meter of this.#meters) meter.start();
		try {
			const folder = dirname(this.path);
			await onDisk(folder, () => mkdir(folder, {
				recursive: true,
				mode: 448
			}));
			await repository.blobToFile(this.descriptor, this.path, this.size, {
				signal,
				received
			});
		} finally {
			this.#isRunning = false;
			for (const meter of this.#meters) meter.stop();
		}
	}
};
function abandoned() {
	return new RegistryError("timed-out", "nobody wants the blob any more");
}
function nameOf$1({ place: { registry, repository } }) {
	return `${registry}/${repository}`;
}
// src/registry/waiting-line.ts
/**
* Wishes that are met in the order in which they came, each when `serve` can: nobody is passed, so the
* first always gets its turn. What `serve` throws is for who is first.
*/
var WaitingLine = class {
	#serve;
	#waiting = [];
	#isServing = false;
	#hasChanged = false;
	/** `serve` asks whether who was first when it began still is, before it does anything for him. */
	constructor(serve) {
		this.#serve = serve;
	}
	/** Waits for a wish to be met; with the signal no longer, and then rejects with what `calledOff` gives. */
	join(wish, signal, calledOff) {
		return new Promise((resolve, reject) => {
			if (signal?.aborted === true) return reject(calledOff());
			const leave = () => {
				this.#drop(waiting);
				reject(calledOff());
				this.changed();
			};
			const done = () => signal?.removeEventListener("abort", leave);
			const waiting = {
				wish,
				give: (gift) => (done(), resolve(gift)),
				refuse: (error) => (done(), reject(error))
			};
			signal?.addEventListener("abort", leave, { once: true });
			this.#waiting.push(waiting);
			this.changed();
		});
	}
	/** Something changed that may allow to serve the first. */
	changed() {
		this.#hasChanged = true;
		if (!this.#isServing) this.#serveAll();
	}
	async #serveAll() {
		this.#isServing = true;
		while (this.#hasChanged) {
			this.#hasChanged = false;
			while (await this.#serveFirst());
		}
		this.#isServing = false;
	}
	/** Whether there may be more to do. */
	async #serveFirst() {
		const [first] = this.#waiting;
		if (first === void 0) return false;
		const isFirst = () => this.#waiting[0] === first;
		try {
			const service = await this.#serve(first.wish, isFirst);
			if (service === "wait") return false;
			if (service !== "look-again") {
				this.#drop(first);
				first.give(service.gift);
			}
		} catch (error) {
			this.#drop(first);
			first.refuse(error);
		}
		return true;
	}
	#drop(waiting) {
		const place = this.#waiting.indexOf(waiting);
		if (place !== -1) this.#waiting.splice(place, 1);
	}
};
// src/registry/blob-store.ts
/**
* The grace of an image is that of a mirror that drips, of the registry after it, and some. At two hours
* its largest image comes with 20 Mbit/s, and a job of GitHub's has time for others: it is ended after six.
*/
const defaultStoreLimits = {
	totalBytes: 64 * 2 ** 30,
	unheldBytes: 4 * 2 ** 30,
	spareBytes: 256 * 2 ** 20,
	fetches: 8,
	pace: {
		graceMs: 9e5,
		bytesPerSecond: 65536,
		mostMs: 72e5
	}
};
/**
* The blobs of a run's images on the disk. Images get room for all of their layers at once, in the order
* in which they asked: whoever holds some never waits for more, so the one in front always gets its turn.
* A layer is fetched once from each registry, however many want it at the same time, and removed when
* nobody holds it and its room is needed.
*/
var BlobStore = class {
	#folder;
	#limits;
	#freeBytes;
	#slots;
	/** By registry, digest and size; those that nobody holds are in the order in which they were let go. */
	#blobs = /* @__PURE__ */ new Map();
	#line = new WaitingLine((...first) => this.#serve(...first));
	#leaving = /* @__PURE__ */ new Set();
	#count = 0;
	#holders = 0;
	/** The folder need not exist; whoever made the store removes it. */
	constructor(folder, limits = {}, freeBytes = freeBytesOf) {
		this.#folder = folder;
		this.#limits = {
			...defaultStoreLimits,
			...limits
		};
		this.#freeBytes = freeBytes;
		this.#slots = new Slots(this.#limits.fetches);
	}
	/**
	* Waits until there is room for all layers of an image, and gives it. Rejects with a RegistryError,
	* `too-large` where there is too little even with no other image, and with a DiskError where nobody
	* can tell.
	*/
	hold(wanting) {
		const { name, layers, signal } = wanting;
		const { totalBytes } = this.#limits;
		const bytes = sum(layers);
		if (bytes > totalBytes) {
			const message = `the layers of ${name} have ${bytes} bytes, more than the ${totalBytes} that may be on the disk at once`;
			return Promise.reject(new RegistryError("too-large", message));
		}
		return this.#line.join(wanting, signal, () => calledOff(name));
	}
	async #serve(wanting, isFirst) {
		const free = await this.#free();
		if (!isFirst()) return "look-again";
		const need = this.#needOf(wanting);
		if (this.#fits(need, free)) return { gift: this.#held(wanting, need) };
		if (this.#removeOne(need.known)) return "look-again";
		if (this.#holders > 0) return "wait";
		throw this.#tooLargeForDisk(wanting, need, free);
	}
	#needOf({ repository, layers }) {
		const known = /* @__PURE__ */ new Set();
		const missing = [];
		const complete = /* @__PURE__ */ new Map();
		for (const blob of this.#blobs.values()) if (blob.isComplete) complete.set(nameOf(blob.descriptor), blob);
		for (const layer of layers) {
			const blob = this.#blobs.get(keyOf(repository.place.registry, layer)) ?? complete.get(nameOf(layer));
			if (blob === void 0) missing.push(layer);
			else known.add(blob);
		}
		return {
			known: [...known],
			missing,
			bytes: sum(missing)
		};
	}
	#fits({ bytes }, free) {
		const all = [...this.#blobs.values()];
		const { totalBytes, spareBytes } = this.#limits;
		if (sum(all) + bytes > totalBytes) return false;
		if (bytes === 0) return true;
		return sum(all.filter(({ isComplete }) => !isComplete)) + bytes + spareBytes <= free;
	}
	#held(wanting, { known, missing }) {
		const { registry } = wanting.repository.place;
		const made = missing.map((layer) => {
			const blob = new StoredBlob(layer, join(this.#folder, `${++this.#count}`));
			this.#blobs.set(keyOf(registry, layer), blob);
			return blob;
		});
		const blobs = [...known, ...made];
		for (const blob of blobs) blob.holders++;
		this.#holders++;
		return new HeldBlobs({
			wanting,
			blobs: new Map(blobs.map((blob) => [blob.descriptor.digest, blob])),
			slots: this.#slots,
			pace: this.#limits.pace,
			letGo: () => this.#letGo(new Set(blobs))
		});
	}
	#letGo(blobs) {
		this.#holders--;
		for (const blob of blobs) blob.holders--;
		const left = [...this.#blobs].filter(([, blob]) => blobs.has(blob) && blob.holders === 0);
		for (const [key, blob] of left) {
			this.#blobs.delete(key);
			if (blob.isComplete) this.#blobs.set(key, blob);
			else this.#remove(blob);
		}
		while (this.#unheldBytes > this.#limits.unheldBytes) this.#removeOne([]);
		this.#line.changed();
	}
	get #unheldBytes() {
		return sum([...this.#blobs.values()].filter(({ holders }) => holders === 0));
	}
	/** Removes the blob that nobody has held for longest, but for those that are wanted; whether there was one. */
	#removeOne(wanted) {
		for (const [key, blob] of this.#blobs) {
			if (blob.holders > 0 || wanted.includes(blob)) continue;
			this.#blobs.delete(key);
			this.#remove(blob);
			return true;
		}
		return false;
	}
	#remove(blob) {
		const left = blob.remove().then(() => void this.#leaving.delete(left));
		this.#leaving.add(left);
	}
	async #free() {
		await Promise.all(this.#leaving);
		await onDisk(this.#folder, () => mkdir(this.#folder, {
			recursive: true,
			mode: 448
		}));
		return onDisk(this.#folder, () => this.#freeBytes(this.#folder));
	}
	#tooLargeForDisk({ name }, { bytes }, free) {
		const { spareBytes } = this.#limits;
		return new RegistryError("too-large", `the disk has too little room: ${`the layers of ${name} have ${shownBytes(bytes)}`}, and ${`${shownBytes(free)} are free, of which a scan needs ${shownBytes(spareBytes)}`}; free some space, or set TMPDIR to a folder on a larger disk`);
	}
};
/** Who tells a wrong size must not spoil the blob for one who tells the right one. */
function nameOf({ digest, size }) {
	return `${digest} ${size}`;
}
function keyOf(registry, descriptor) {
	return `${registry} ${nameOf(descriptor)}`;
}
function sum(things) {
	return things.reduce((total, { size }) => total + size, 0);
}
async function freeBytesOf(folder) {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}
// src/registry/platform-matching.ts
const osAliases = /* @__PURE__ */ new Map([["macos", "darwin"]]);
/** Other names of an architecture and variant, by https://github.com/containerd/platforms, database.go. */
const architectureAliases = /* @__PURE__ */ new Map([
	["i386", ["386", ""]],
	["x86_64", ["amd64"]],
	["x86-64", ["amd64"]],
	["aarch64", ["arm64"]],
	["armhf", ["arm", "v7"]],
	["armel", ["arm", "v6"]]
]);
/** A platform as containerd normalizes it: no variant is the usual one, and `linux/arm` is `linux/arm/v7`. */
function normalized({ os, architecture, variant = "", osVersion }) {
	const lowerOs = os.toLowerCase();
	const named = architecture.toLowerCase();
	const [alias, implied] = architectureAliases.get(named) ?? [named];
	return {
		os: osAliases.get(lowerOs) ?? lowerOs,
		architecture: alias,
		variant: usualVariant(alias, implied ?? variant.toLowerCase()),
		osVersion: osVersion ?? ""
	};
}
function usualVariant(architecture, variant) {
	if (architecture === "arm64" && (variant === "8" || variant === "v8")) return "";
	if (architecture === "amd64" && variant === "v1") return "";
	if (architecture !== "arm") return variant;
	if (variant === "") return "v7";
	return /^[5-8]$/.test(variant) ? `v${variant}` : variant;
}
/** The name of a platform as containerd formats it: `linux/arm/v7`, `windows(10.0.20348.2113)/amd64`. */
function platformName(platform) {
	const { os, architecture, variant, osVersion } = normalized(platform);
	return [
		`${os}${osVersion === "" ? "" : `(${osVersion})`}`,
		architecture,
		...variant === "" ? [] : [variant]
	].join("/");
}
/** The platform that a text such as `linux/arm/v7` names. */
function platformNamed(text) {
	const [first = "", architecture = "", variant] = text.split("/");
	const [, os = first, osVersion] = /^([^()]*)\(([^()]*)\)$/.exec(first) ?? [];
	return {
		os,
		architecture,
		variant,
		osVersion
	};
}
/**
* What could run where one of the wanted platforms is asked for, by containerd's rules: of images that
* are compared with each other the exact one, else the best that runs there too (`linux/arm/v6` on
* `linux/arm/v7`). Without a wish all are taken; each image of a platform comes once. `name` is the
* image's; throws `unsupported` when it is for none of the wanted.
*/
function selectPlatforms(found, wanted, name) {
	if (wanted === void 0) return eachOnce(found);
	const selected = new Set(wanted.flatMap((text) => allFor(text, found)));
	if (selected.size > 0) return eachOnce(found.filter((each) => selected.has(each)));
	const there = [...new Set(found.map((each) => each.name))].join(", ");
	throw new RegistryError("unsupported", `${name} is not for ${wanted.join(", ")}, but for ${there}`);
}
/** Those of the wanted platforms on which none of the images could run; none without a wish. */
function lackingPlatforms(found, wanted = []) {
	return [...new Set(wanted)].filter((text) => allFor(text, found).length === 0);
}
/** The best of each group of images that are compared with each other. */
function allFor(wanted, found) {
	const platform = platformNamed(wanted);
	return [...new Set(found.map(({ among }) => among))].flatMap((among) => bestFor(platform, found.filter((each) => each.among === among)));
}
/** An image may stand in several indexes of one image. */
function eachOnce(found) {
	return [...new Map(found.map((each) => [`${each.name} ${each.digest}`, each])).values()];
}
function bestFor(wanted, found) {
	const asked = normalized(wanted);
	for (const [architecture, variant] of runnableOn(asked.architecture, asked.variant)) {
		const matching = found.filter(({ platform }) => {
			const own = normalized(platform);
			const isBuild = asked.osVersion === "" || own.osVersion.startsWith(asked.osVersion);
			const isKind = own.architecture === architecture && own.variant === variant;
			return own.os === asked.os && isKind && isBuild;
		});
		if (matching.length > 0) return matching;
	}
	return [];
}
/** Architectures and variants that run on a processor, the best first (containerd/platforms, compare.go). */
function runnableOn(architecture, variant) {
	const own = [architecture, variant];
	const number = Number(variant.slice(1));
	if (architecture === "amd64") return [
		own,
		...number > 2 ? descending(number - 1, 2).map((n) => [architecture, `v${n}`]) : [],
		...variant === "" ? [] : [[architecture, ""]],
		["386", ""]
	];
	if (architecture === "arm") return [own, ...descending(number - 1, 5).map((n) => ["arm", `v${n}`])];
	if (architecture === "arm64") return [
		own,
		...lowerArm64(variant).map((each) => [architecture, each]),
		...descending(8, 5).map((n) => ["arm", `v${n}`])
	];
	return [own];
}
/** The variants of arm64 that run on one besides itself: v9 has all of v8.5, v9.1 all of v8.6, and so on. */
function lowerArm64(variant) {
	const [, major = "8", minor = "0"] = /^v([89])(?:\.(\d))?$/.exec(variant) ?? [];
	const steps = (of, most) => descending(most, 1).map((n) => `v${of}.${n}`);
	if (major === "8") return [...steps("8", Number(minor)), ""];
	return [
		...steps("9", Number(minor)),
		"v9",
		...steps("8", Math.min(9, Number(minor) + 5)),
		""
	];
}
function descending(from, to) {
	return Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => from - index);
}
// src/registry/platforms.ts
/** The config of an image is small; those of the largest images have some 100 kB. */
const configBytes = 8 << 20;
const mostEntries = 500;
const deepestIndex = 3;
const imageConfigTypes = /* @__PURE__ */ new Set(["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"]);
/**
* The platforms for which a digest has an image, sorted by name: those of an index (and of an index in
* it), or the one that the config of a single image names. What buildkit stores beside them for no
* platform is left out. Each question has a deadline, and the signal ends them all. Rejects with a
* RegistryError, `unsupported` for what is no container image.
*/
async function platformsOf(repository, digest, signal) {
	const source = repository.unhurried(signal);
	const manifest = await source.manifest(digest);
	if (manifest.kind === "image") {
		requireContainerImage(manifest, nameIn(repository, digest));
		const platform = await platformInConfig(source, manifest);
		if (platform === void 0) throw notAnImage(nameIn(repository, digest), "its config names no platform");
		requireOs(platform, nameIn(repository, digest));
		return [imagePlatform(platform, digest, digest)];
	}
	const found = /* @__PURE__ */ new Map();
	const bounds = {
		depth: deepestIndex,
		left: { entries: mostEntries },
		index: digest
	};
	for (const each of await platformsIn(source, manifest, bounds)) found.set(`${each.name} ${each.digest} ${each.among}`, each);
	if (found.size === 0) {
		const why = `none of the ${manifest.manifests.length} entries of its index is for a platform`;
		throw notAnImage(nameIn(repository, digest), why);
	}
	return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
}
/** Throws `unsupported` for an artifact of another kind, such as a chart, and for an image without layers. */
function requireContainerImage({ config, layers }, name) {
	if (!imageConfigTypes.has(config.mediaType)) throw notAnImage(name, `its config has the type ${shownType(config.mediaType)}`);
	if (layers.length === 0) throw notAnImage(name, "it has no layers");
}
async function platformsIn(source, index, bounds) {
	const { manifests } = index;
	const { depth, left } = bounds;
	left.entries -= manifests.length;
	if (left.entries < 0 || depth === 0) {
		const allowed = `${mostEntries} entries and ${deepestIndex} levels are allowed`;
		throw new RegistryError("too-large", `${`${nameIn(source, index.digest)} is too large`}: ${allowed}`);
	}
	const platforms = [];
	for (const entry of manifests) platforms.push(...await platformsAt(source, entry, bounds));
	return platforms;
}
async function platformsAt(source, { digest, platform }, { depth, left, index }) {
	if (platform !== void 0) {
		requireOs(platform, nameIn(source, digest));
		return isRunnable(platform) ? [imagePlatform(platform, digest, index)] : [];
	}
	const manifest = await source.manifest(digest);
	if (manifest.kind === "index") return platformsIn(source, manifest, {
		depth: depth - 1,
		left,
		index: digest
	});
	const own = await platformInConfig(source, manifest);
	if (own === void 0) return [];
	requireOs(own, nameIn(source, digest));
	return isRunnable(own) ? [imagePlatform(own, digest, digest)] : [];
}
/** Containerd takes what names no operating system for its own: everywhere it is another platform. */
function requireOs({ os, architecture }, name) {
	if (os !== "") return;
	throw new RegistryError("bad-response", `nobody can tell where ${name} runs: ${`it is for ${shownType(architecture)}, and no operating system is named`}`);
}
function isRunnable({ os, architecture }) {
	return os !== "unknown" || architecture !== "unknown";
}
async function platformInConfig(source, { config }) {
	const text = (await source.blob(config, configBytes)).toString("utf8");
	try {
		const what = `the config ${config.digest} of ${source.place.repository}`;
		return platformIn(mappingOf(readAsGo(text, configNames, what)));
	} catch (error) {
		if (error instanceof RegistryError) throw error;
		return;
	}
}
function imagePlatform(platform, digest, among) {
	return {
		name: platformName(platform),
		platform,
		digest,
		among
	};
}
function nameIn({ place: { registry, repository } }, digest) {
	return `${registry}/${repository}@${digest}`;
}
function notAnImage(name, why) {
	return new RegistryError("unsupported", `${name} is not a container image: ${why}`);
}
// src/registry/image-layout.ts
const defaultImageBytes = 16 * 2 ** 30;
const mostLayers = 1e3;
/** Builders pack the empty archive differently, in some 30 bytes; nothing worth finding is as small. */
const emptyLayerBytes = 64;
/** Layers that can be looked into: archives, plain or packed with gzip or zstd. */
const layerType = /^application\/vnd\.(?:oci\.image\.layer\.(?:v1\.|nondistributable\.v1\.)tar(?:\+gzip|\+zstd)?|docker\.image\.rootfs\.(?:foreign\.)?diff\.tar(?:[.+](?:gzip|zstd))?)$/;
/**
* Writes the image of one platform, by its manifest's digest, into a new folder; every byte has been
* compared with its digest. It waits until there is room for all layers on the disk. Layers come from the repository alone, never from the `urls` that a
* manifest may name. Rejects with a RegistryError or a DiskError; then the folder is not there.
*/
async function writeLayout(repository, digest, folder, { blobs, imageBytes = defaultImageBytes, signal }) {
	const name = `${repository.place.registry}/${repository.place.repository}@${digest}`;
	const source = repository.unhurried(signal);
	const manifest = await source.manifest(digest);
	if (manifest.kind !== "image") throw new RegistryError("unsupported", `${name} is an index where an image was expected`);
	const layers = layersOf(manifest, name, imageBytes);
	const config = await source.blob(manifest.config, configBytes);
	requireConfigFor(manifest, config, name);
	const held = await blobs.hold({
		name,
		repository: source,
		layers,
		...signal === void 0 ? {} : { signal }
	});
	const release = async () => {
		await rm(folder, {
			recursive: true,
			force: true,
			maxRetries: 3
		}).finally(() => held.release());
	};
	try {
		await writeFrame(folder, manifest, config);
		await placeAll(layers, held, folder);
	} catch (error) {
		await release().catch(() => void 0);
		throw error;
	}
	return {
		folder,
		digest,
		release
	};
}
/**
* Without one of its layers an image is of no use, so the first failure ends the others; all are waited
* for, so that nothing is written into a folder that was given up.
*/
async function placeAll(layers, held, folder) {
	let failure;
	const work = layers.map((layer) => place(held, layer, pathOf(folder, layer.digest)).catch((cause) => {
		failure ??= { cause };
		held.giveUp();
	}));
	await Promise.all(work);
	if (failure !== void 0) throw failure.cause;
}
/** An image without one of its layers is there, and still cannot be judged. */
async function place(held, layer, path) {
	try {
		await held.place(layer, path);
	} catch (error) {
		if (!(error instanceof RegistryError) || error.code !== "not-found") throw error;
		const why = /foreign|nondistributable/.test(layer.mediaType) ? "; it is kept elsewhere, where it is not fetched from" : "";
		throw new RegistryError("bad-response", `a layer is missing: ${error.message}${why}`);
	}
}
/** Each distinct layer once; throws `unsupported` or `too-large` before anything is fetched. */
function layersOf(manifest, name, most) {
	requireContainerImage(manifest, name);
	const { config, layers } = manifest;
	if (layers.length > mostLayers) throw new RegistryError("too-large", `${name} has ${`${layers.length} layers, and ${mostLayers} are allowed`}`);
	if ([
		manifest,
		config,
		...layers
	].some(({ digest }) => algorithmOf(digest) !== "sha256")) throw new RegistryError("unsupported", `${name} is not named by SHA-256, or one of its parts is not`);
	for (const { mediaType } of layers) {
		if (layerType.test(mediaType)) continue;
		throw new RegistryError("unsupported", `${name} has ${`a layer of the type ${shownType(mediaType)}`}, which cannot be looked into`);
	}
	const distinct = [...new Map(layers.map((layer) => [layer.digest, layer])).values()];
	const bytes = distinct.reduce((sum, { size }) => sum + size, 0);
	if (bytes > most) throw new RegistryError("too-large", `${name} is too large: ${`its layers have ${bytes} bytes, and ${most} are allowed`}`);
	return distinct;
}
/**
* Trivy goes through the layers that the config lists, by the digest of what is packed in them, and
* passes over any other without a word. So the two lists must have the same length, and two layers
* must not go by one name; some runtimes do not compare these digests either.
*/
function requireConfigFor({ layers }, config, name) {
	let diffIds;
	try {
		diffIds = mappingOf(mappingOf(readAsGo(config.toString("utf8"), configNames, `the config of ${name}`))["rootfs"])["diff_ids"];
	} catch (error) {
		if (error instanceof RegistryError) throw error;
		throw new RegistryError("bad-response", `${name} has a config that is not JSON`);
	}
	const listed = Array.isArray(diffIds) ? diffIds : [];
	if (listed.length !== layers.length) throw new RegistryError("bad-response", `${name} contradicts itself: ${`its config lists ${listed.length} layers, and its manifest ${layers.length}`}`);
	const named = /* @__PURE__ */ new Map();
	for (const [index, layer] of layers.entries()) {
		const other = named.get(listed[index]) ?? layer;
		named.set(listed[index], other);
		const areEmpty = Math.max(layer.size, other.size) <= emptyLayerBytes;
		if (other.digest === layer.digest || areEmpty) continue;
		throw new RegistryError("bad-response", `${name} contradicts itself: ${`its config has one name for the layers ${other.digest} and ${layer.digest}`}`);
	}
}
/** Everything but the layers. */
async function writeFrame(folder, manifest, config) {
	const { digest, mediaType, bytes } = manifest;
	const manifests = [{
		mediaType,
		digest,
		size: bytes.length
	}];
	const files = /* @__PURE__ */ new Map([
		[join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" })],
		[join(folder, "index.json"), JSON.stringify({
			schemaVersion: 2,
			mediaType: indexType,
			manifests
		})],
		[pathOf(folder, digest), bytes],
		[pathOf(folder, manifest.config.digest), config]
	]);
	await onDisk(folder, async () => {
		await mkdir(join(folder, "blobs", "sha256"), {
			recursive: true,
			mode: 448
		});
		for (const [path, content] of files) await writeFile(path, content);
	});
}
function pathOf(folder, digest) {
	return join(folder, "blobs", ...digest.split(":"));
}
// src/network/exchange.ts
/** Sends a request once, and follows no redirect. Rejects with a NetworkError without the URL's query. */
async function exchange(url, sending) {
	const { surroundings = process.env, namedHosts = [] } = sending;
	const connections = openConnections({
		gate: gateFor({
			named: namedHosts,
			insecure: [],
			namers: "nothing"
		}),
		proxyFor: proxiesFrom(surroundings),
		authorities: authoritiesWith([], surroundings)
	});
	try {
		return await within(sending.timeoutMs, void 0, async (signal) => {
			try {
				return await send(url, sending, {
					...await connections.routeTo(url),
					signal
				});
			} catch (thrown) {
				throw failureOf(thrown, url, { isStopped: signal.aborted });
			}
		});
	} finally {
		connections.close();
	}
}
async function send(url, { method, headers, body, limitBytes }, route) {
	const request = (route.protocol === "https:" ? https.request : http.request)({
		...route,
		method,
		headers: {
			...route.headers,
			...headers,
			host: url.host,
			"user-agent": `portcullis/${version}`,
			"content-length": String(Buffer.isBuffer(body) ? body.length : body.bytes)
		}
	});
	const answered = new Promise((resolve, reject) => {
		request.on("response", resolve).on("error", reject);
	});
	const content = Buffer.isBuffer(body) ? Readable.from([body]) : createReadStream(body.file);
	const [response] = await Promise.all([answered, pipeline(content, request)]);
	return read(response, limitBytes);
}
async function read(response, limit) {
	const chunks = [];
	let size = 0;
	for await (const chunk of response) {
		size += chunk.length;
		if (size > limit) throw new NetworkError("too-large", `the server sent more than the ${limit} bytes allowed`);
		chunks.push(chunk);
	}
	return {
		status: response.statusCode ?? 0,
		body: Buffer.concat(chunks)
	};
}
export { endWithUs as A, within as C, proxiesFrom as D, https as E, pick as F, ProcessError as I, DiskError as L, signalGroup as M, cappedOutput as N, run as O, cleanEnvironment as P, onDisk as R, signalAfter as S, http as T, algorithmOf as _, platformName as a, mappingOf as b, download as c, openRegistries as d, Slots as f, shownType as g, platformIn as h, lackingPlatforms as i, release as j, findExecutable as k, downloadToFile as l, intoMemory as m, writeLayout as n, selectPlatforms as o, intoFile as p, platformsOf as r, BlobStore as s, exchange as t, shown as u, isDigest as v, TunnelAgent as w, RegistryError as x, isMapping as y };
