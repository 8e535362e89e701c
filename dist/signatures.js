import { i as __toESM, n as __exportAll } from "./rolldown-runtime.js";
import { A as flag, F as PolicyReading, H as signersIn, K as readTree, M as oneOf, N as refuse, P as text, R as nameOf$1, a as mistakeInImageGlob, at as labelSelectorAt, c as mistakeInExpression, ct as startOf, dt as parseImageReference, et as unlistedImage, ft as isMapping$1, i as compileImageGlob, it as couldNotTell, j as listOf, k as mapping, l as searching, lt as allowlistOf, n as parsePath, nt as notVerified, o as spellingsOf, ot as labelsAt, pt as gathered, r as valueAt, rt as notContacted, s as missingAnchors, st as findingAboutUse, tt as skippedImage, ut as looksLikeHost } from "./gate.js";
import { c as version, l as UsageError, u as messageOf } from "./text.js";
import { t as RE2JS } from "./re2.js";
import { t as require_seeds } from "./seeds.js";
import { i as require_dist$3, n as require_dist$1, r as require_dist, t as require_dist$2 } from "./sigstore.js";
import { createRequire } from "node:module";
import { BlockList, isIP } from "node:net";
import * as tls from "node:tls";
import { connect } from "node:tls";
import { performance } from "node:perf_hooks";
import { X509Certificate, createHash, createPublicKey, verify } from "node:crypto";
import { lookup } from "node:dns";
import path, { delimiter, isAbsolute, join } from "node:path";
import { closeSync, constants as constants$1, fstatSync, openSync, readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { spawn } from "node:child_process";
import { access, readFile, stat } from "node:fs/promises";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
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
	const child = start(executable, args, options);
	const overrun = watch(child, options.timeoutMs);
	const stdout = cappedOutput(child.stdout, options.stdoutLimit ?? defaultStdoutLimit, () => overrun.stop("output-too-large"));
	const stderr = cappedOutput(child.stderr, options.stderrLimit ?? defaultStderrLimit);
	feed(child, options.stdin);
	try {
		const ending = await endingOf(child);
		const said = stderr().toString("utf8");
		const why = overrun.reason();
		if (why !== void 0) throw overrunError(program, why, said, options);
		return {
			status: statusOf(program, ending, said, options),
			stdout: stdout(),
			stderr: said
		};
	} catch (cause) {
		throw cause instanceof ProcessError ? cause : couldNotStart(program, cause);
	} finally {
		overrun.end();
		release(child);
	}
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
function watch(child, timeoutMs) {
	let reason;
	let kill;
	const stop = (why) => {
		if (reason !== void 0) return;
		reason = why;
		signalGroup(child, "SIGTERM");
		kill = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
	};
	const deadline = setTimeout(() => stop("timed-out"), timeoutMs);
	return {
		stop,
		reason: () => reason,
		end: () => {
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
	return new ProcessError(why, why === "timed-out" ? `${program} did not end within ${options.timeoutMs / 1e3} s` : `${program} wrote more than ${options.stdoutLimit ?? defaultStdoutLimit} bytes`, stderr);
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
// src/registry/error.ts
/**
* What went wrong with a registry, in one line. The message never holds credentials, query strings
* or other text of the registry's own making than a host name.
*/
var RegistryError = class extends Error {
	name = "RegistryError";
	code;
	constructor(code, message) {
		super(message);
		this.code = code;
	}
};
/** The code of a failure of the system's, such as `ECONNRESET`. */
function systemCodeOf(thrown) {
	if (typeof thrown !== "object" || thrown === null || !("code" in thrown)) return void 0;
	return typeof thrown.code === "string" ? thrown.code : void 0;
}
// src/registry/address.ts
/** Cloud services that hand credentials to whoever asks; no registry lives there. */
const metadata = blockList([
	"169.254.169.254/32",
	"169.254.170.2/32",
	"169.254.170.23/32",
	"100.100.100.200/32"
], ["168.63.129.16/32", "192.0.0.192/32"], [
	"fd00:ec2::254/128",
	"fd00:ec2::23/128",
	"fd20:ce::254/128"
]);
const loopback = blockList(["127.0.0.0/8"], ["::1/128"]);
/** Everything else in IANA's special-purpose registries that is not globally reachable. */
const notPublic = blockList([
	"0.0.0.0/8",
	"10.0.0.0/8",
	"100.64.0.0/10",
	"169.254.0.0/16",
	"172.16.0.0/12"
], [
	"192.0.0.0/24",
	"192.0.2.0/24",
	"192.88.99.0/24",
	"192.168.0.0/16",
	"198.18.0.0/15"
], [
	"198.51.100.0/24",
	"203.0.113.0/24",
	"224.0.0.0/4",
	"240.0.0.0/4"
], [
	"::/96",
	"64:ff9b:1::/48",
	"100::/64",
	"2001::/23",
	"2001:db8::/32",
	"3fff::/20",
	"2002::/16"
], [
	"5f00::/16",
	"fc00::/7",
	"fe80::/10",
	"fec0::/10",
	"ff00::/8"
]);
/** What kind of address this is, also when IPv6 wraps it; text that is no address is not public. */
function kindOfAddress(text) {
	const address = text.replace(/%.*$/s, "");
	const version = isIP(address);
	if (version === 0) return "private";
	const family = version === 4 ? "ipv4" : "ipv6";
	if (metadata.check(address, family)) return "metadata";
	if (loopback.check(address, family)) return "loopback";
	return notPublic.check(address, family) ? "private" : "public";
}
/** IPv4 ranges also match when IPv6 maps them (the list does so itself) or NAT64 wraps them. */
function blockList(...ranges) {
	const list = new BlockList();
	for (const range of ranges.flat()) {
		const [network = "", prefix = ""] = range.split("/");
		if (isIP(network) === 4) {
			list.addSubnet(network, Number(prefix), "ipv4");
			list.addSubnet(`64:ff9b::${network}`, 96 + Number(prefix), "ipv6");
		} else list.addSubnet(network, Number(prefix), "ipv6");
	}
	return list;
}
// src/registry/gate.ts
/** The gate of a policy; `resolveHost` replaces the system's resolver in tests. */
function gateOf(policy, resolveHost = resolveBySystem) {
	const mirrors = [...policy.mirrors.values()].flat().map((mirror) => mirror.split("/", 1)[0] ?? "");
	const { namedHosts, insecureHosts, tokenHosts } = policy;
	const named = originsOf([
		...namedHosts,
		...insecureHosts,
		...tokenHosts,
		...mirrors
	]);
	const insecure = originsOf(insecureHosts);
	const vetAddress = (url, address) => {
		const obstacle = obstacleAt(kindOfAddress(address), {
			isNamed: named.has(url.origin),
			mustBeLoopback: url.protocol === "http:" && !insecure.has(url.origin)
		});
		if (obstacle !== void 0) throw notAllowed(url, obstacle);
	};
	const resolve = async (url) => {
		const addresses = await resolveHost(bareHost(url));
		for (const { address } of addresses) vetAddress(url, address);
		return addresses;
	};
	return {
		baseOf(host) {
			if (!URL.canParse(`http://${host}`)) throw new RegistryError("unsupported", `${host} is not a host that can be contacted`);
			const plain = new URL(`http://${host}`);
			return isLoopbackHost(plain) || insecure.has(plain.origin) ? plain : new URL(`https://${host}`);
		},
		vet(url) {
			const obstacle = obstacleIn$2(url, isLoopbackHost(url) || insecure.has(url.origin));
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
/** Whether a URL names the own machine, by its reserved name or a literal address. */
function isLoopbackHost(url) {
	const host = bareHost(url);
	return host === "localhost" || isIP(host) !== 0 && kindOfAddress(host) === "loopback";
}
/** The host without port and without the brackets of IPv6. */
function bareHost(url) {
	return url.hostname.replace(/^\[(.*)\]$/s, "$1");
}
function originsOf(hosts) {
	return new Set(hosts.flatMap((host) => ["http", "https"].map((scheme) => `${scheme}://${host}`).filter((text) => URL.canParse(text)).map((text) => new URL(text).origin)));
}
function obstacleIn$2(url, mayBePlain) {
	if (url.protocol !== "https:" && url.protocol !== "http:") return "its scheme is not https";
	if (url.username !== "" || url.password !== "") return "its URL carries credentials";
	if (url.protocol === "http:" && !mayBePlain) return "plain http is not allowed for it";
}
function obstacleAt(kind, { isNamed, mustBeLoopback }) {
	if (kind === "metadata") return "it is a metadata service";
	if (mustBeLoopback && kind !== "loopback") return "plain http is allowed on loopback only";
	if (kind === "public" || isNamed) return void 0;
	return `it has ${kind === "loopback" ? "a loopback" : "a private or reserved"} address, and neither the policy nor --image names the host`;
}
function notAllowed(url, why) {
	return new RegistryError("not-allowed", `${url.host || "a URL without host"} is not contacted: ${why}`);
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
// src/registry/proxy.ts
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
	if (url === void 0 || !["http:", "https:"].includes(url.protocol) || url.hostname === "") throw new RegistryError("unsupported", `${name.toUpperCase()} must be a URL like http://proxy.example.com:3128`);
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
// src/registry/node-http.ts
const load = createRequire(import.meta.url);
/** Node's own client for http. */
const http = load("node:http");
/** Node's own client for https. */
const https = load("node:https");
// src/registry/tunnel.ts
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
	return new RegistryError(code, `the proxy ${what}`);
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
// src/registry/patience.ts
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
const redirections = /* @__PURE__ */ new Set([
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
		if (!redirections.has(answer.status)) return {
			...answer,
			url,
			isFromOrigin
		};
		if (hop === hops) throw new RegistryError("bad-response", `${request.url.host} redirects more than ${hops} times`);
		const next = targetOf(answer, url);
		if (next.origin !== url.origin) {
			headers = withoutAuthorization(headers);
			isFromOrigin = false;
		}
		url = next;
	}
}
function targetOf(answer, from) {
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
	#send({ base, repository }, { method, path, accept, limit }, authorization, patience) {
		const url = typeof path === "string" ? new URL(`/v2/${repository}/${path}`, base) : path;
		const headers = {
			accept,
			...authorization === void 0 ? {} : { authorization }
		};
		const { messenger, limits } = this.#options;
		return follow({
			method,
			url,
			headers,
			limit
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
const codes = /* @__PURE__ */ new Map([
	[401, "unauthorized"],
	[403, "forbidden"],
	[404, "not-found"],
	[408, "timed-out"],
	[413, "too-large"],
	[429, "rate-limited"]
]);
/** The error that an answer other than 200 stands for. */
function errorFor({ status, url }, what) {
	return new RegistryError(codes.get(status) ?? (status >= 500 ? "unavailable" : "bad-response"), `${url.host} answered ${status} to the request for ${what}`);
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
function platformIn({ os, architecture, variant }) {
	if (typeof os !== "string" || typeof architecture !== "string") return void 0;
	return {
		os,
		architecture,
		variant: typeof variant === "string" ? variant : void 0
	};
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
* Reads a manifest. One whose type is told differently by header and body, or that is both an image
* and an index, is refused, since two readers could take it for two things.
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
		subject: subject === void 0 ? void 0 : required$1(descriptorIn(subject), from)
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
	const config = required$1(descriptorIn(json["config"]), from);
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
		json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch {
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
	return value.map((item) => required$1(descriptorIn(item), from));
}
function required$1(descriptor, from) {
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
// src/registry/authorities.ts
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
	const said = await ask(program, name, server, surroundings);
	return said === void 0 ? void 0 : credentialIn$1(said, program);
}
async function ask(program, name, server, surroundings) {
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
	const helper = entryFor$1(mappingOf(config["credHelpers"]), registry) ?? config["credsStore"];
	if (helper !== void 0 && helper !== "") {
		const found = await credentialFromHelper(helper, key, surroundings);
		if (found !== void 0) return found;
	}
	return credentialOf(mappingOf(entryFor$1(mappingOf(config["auths"]), registry)), registry);
}
/** The entry whose key names exactly this host, however the key spells it. */
function entryFor$1(entries, registry) {
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
		if (colon === -1) throw new RegistryError("unauthorized", `the Docker configuration cannot be used: ${`its entry for ${registry} has an auth that is no name and password`}`);
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
// src/registry/retry.ts
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
async function persistently(send, limits, patience) {
	for (let attempt = 1;; attempt++) {
		const outcome = await settled(send);
		if (attempt >= limits.attempts || !mayPass(outcome)) return outcomeOf$1(outcome);
		const backoffMs = limits.backoffMs * 2 ** (attempt - 1) * (.5 + Math.random() / 2);
		const askedMs = "answer" in outcome ? askedPause(outcome.answer) : void 0;
		const pauseMs = Math.max(backoffMs, askedMs ?? 0);
		if ((askedMs ?? 0) > limits.retryAfterMs || pauseMs >= patience.remainingMs()) return outcomeOf$1(outcome);
		await setTimeout$1(pauseMs, void 0, { signal: patience.signal });
	}
}
function settled(send) {
	return send().then((answer) => ({ answer }), (failure) => ({ failure }));
}
function outcomeOf$1(outcome) {
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
/** A messenger with retries, a time limit for each exchange, and so many exchanges at once per host. */
function messengerOver(transport, slots, limits) {
	return async (request, patience) => {
		const { host } = request.url;
		const attempt = () => slots.use(host, () => within(limits.exchangeMs, patience.signal, async (signal) => {
			try {
				signal.throwIfAborted();
				return await orAborted(transport.send(request, signal), signal);
			} catch (thrown) {
				throw signal.aborted ? signal.reason : thrown;
			}
		}));
		try {
			return await persistently(attempt, limits, patience);
		} catch (thrown) {
			throw asRegistryError(thrown, host);
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
	if (thrown instanceof RegistryError) return thrown;
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
		return this.#manifests.once(keyOf(place, reference), async () => {
			const { desk, limits } = this;
			const manifest = await this.firstFrom(place, (endpoint) => fetchManifest(desk, endpoint, reference, {
				limits,
				patience
			}));
			this.#manifests.seed(keyOf(place, manifest.digest), manifest);
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
		return this.#blobs.once(keyOf(place, `${descriptor.digest} ${descriptor.size}`), fetch);
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
function keyOf({ registry, repository }, reference) {
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
	/** Runs the work when there is room for it. */
	async use(host, work) {
		await this.#enter(host);
		try {
			return await work();
		} finally {
			this.#leave(host);
		}
	}
	#enter(host) {
		const busy = this.#busy.get(host) ?? 0;
		if (busy < this.#perHost) {
			this.#busy.set(host, busy + 1);
			return Promise.resolve();
		}
		return new Promise((resolve) => {
			const queue = this.#waiting.get(host) ?? [];
			queue.push(resolve);
			this.#waiting.set(host, queue);
		});
	}
	#leave(host) {
		const next = this.#waiting.get(host)?.shift();
		if (next !== void 0) next();
		else this.#busy.set(host, (this.#busy.get(host) ?? 1) - 1);
	}
};
// src/registry/body.ts
/** The body of an error is only read past, so that the connection can be used again. */
const errorBodyBytes = 65536;
/**
* The body of a response. A success with more than `limit` bytes is `too-large`, at once where the
* header admits it; what an error says is thrown away, since it is only untrusted text.
*/
async function readBody(response, { limit, method, url: { host } }) {
	const isSuccess = response.statusCode === 200 && method !== "HEAD";
	if (isSuccess && Number(response.headers["content-length"] ?? 0) > limit) {
		response.destroy();
		throw tooLarge(host, limit);
	}
	const encoding = response.headers["content-encoding"] ?? "identity";
	if (isSuccess && encoding !== "identity") {
		response.destroy();
		throw new RegistryError("bad-response", `${host} sent a compressed answer that nobody asked for`);
	}
	const chunks = [];
	let size = 0;
	for await (const chunk of response) {
		size += chunk.length;
		if (!isSuccess && size > errorBodyBytes) break;
		if (!isSuccess) continue;
		if (size > limit) throw tooLarge(host, limit);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
function tooLarge(host, limit) {
	return new RegistryError("too-large", `${host} sent more than the ${limit} bytes allowed`);
}
// src/registry/transport.ts
/** A transport on node's own http and https, with connections kept between requests until `close`. */
function transportThrough({ gate, proxyFor, authorities }) {
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
	const routeOf = (request) => {
		const proxy = proxyFor(request.url);
		const isSecure = request.url.protocol === "https:";
		if (proxy === void 0) {
			const lookup = gate.lookupFor(request.url);
			return {
				...directRoute(request.url),
				lookup,
				agent: isSecure ? secure : plain
			};
		}
		if (isSecure) return {
			...directRoute(request.url),
			agent: tunnelOf(proxy)
		};
		return {
			...forwardedRoute(request.url, proxy),
			agent: plain
		};
	};
	return {
		async send(request, signal) {
			gate.vet(request.url);
			if (proxyFor(request.url) !== void 0) await gate.vetResolved(request.url);
			return exchange(request, routeOf(request), signal);
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
function exchange(request, route, signal) {
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
/** Opens the registries of a run under a policy. Throws a RegistryError for a proxy that is no URL. */
function openRegistries(options) {
	const { policy, surroundings = process.env } = options;
	const limits = {
		...defaultLimits,
		...options.limits
	};
	const closing = new AbortController();
	const stop = options.signal === void 0 ? closing.signal : AbortSignal.any([closing.signal, options.signal]);
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
function remoteRepository({ registry, repository }, { access, attachments }, patience) {
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
		attachments: (digest, tagPrefix = "") => attachments.once(`${registry}/${repository}@${digest} ${tagPrefix}`, () => findAttachments({
			access,
			place,
			digest,
			tagPrefix,
			patience: patience()
		}))
	};
}
// src/checks/signatures/candidates.ts
/** The form that a layer of this media type has; nothing where it is no signature or attestation. */
function formOf(mediaType) {
	if (mediaType === "application/vnd.dev.cosign.simplesigning.v1+json") return "simple-signing";
	if (mediaType === "application/vnd.dsse.envelope.v1+json") return "envelope";
	if (/^application\/vnd\.dev\.sigstore\.bundle[.+]/.test(mediaType)) return "bundle";
}
// src/checks/signatures/find-candidates.ts
/** What one image may have attached; more than that is an obstacle and not an answer. */
const mostCandidates = 1e3;
/** One of them; what is larger is judged by nobody. */
const mostBytesEach = 10 << 20;
/**
* Collects what hangs on a digest in a repository: the tags of cosign, and everything that refers to
* the digest, whatever the registry's list says of its type. No place shadows another.
*/
async function findCandidates(repository, digest, tagPrefix = "") {
	const attachments = await repository.attachments(digest, tagPrefix);
	const obstacles = attachments.errors.map(({ message }) => message);
	const deadEnds = [];
	const layers = bounded$1([...taggedManifests(attachments, tagPrefix), ...await referringManifests(repository, attachments.referrers, {
		obstacles,
		deadEnds
	})].flatMap(([where, manifest]) => layersOf(where, manifest)), obstacles);
	return {
		candidates: (await Promise.all(layers.map((layer) => candidateFrom(repository, layer, obstacles)))).filter((candidate) => candidate !== void 0),
		deadEnds,
		obstacles
	};
}
function taggedManifests({ digest, signatures, attestations }, tagPrefix) {
	const tag = `${tagPrefix}${digest.replace(":", "-")}`;
	return [...signatures === void 0 ? [] : [[`${tag}.sig`, signatures]], ...attestations === void 0 ? [] : [[`${tag}.att`, attestations]]];
}
async function referringManifests(repository, referrers, { obstacles, deadEnds }) {
	return (await Promise.all(referrers.map(async ({ digest }) => {
		try {
			return [digest, await repository.manifest(digest)];
		} catch (error) {
			if (!(error instanceof RegistryError)) throw error;
			if (error.code === "not-found") deadEnds.push({
				where: digest,
				reason: "it is listed and not there"
			});
			else if (error.code === "unsupported") deadEnds.push({
				where: digest,
				reason: "it is no manifest that can hold a signature"
			});
			else obstacles.push(error.message);
			return;
		}
	}))).filter((manifest) => manifest !== void 0);
}
function layersOf(where, manifest) {
	if (manifest.kind === "index") return [];
	return manifest.layers.flatMap((descriptor) => {
		const form = formOf(descriptor.mediaType);
		return form === void 0 ? [] : [{
			form,
			where,
			descriptor
		}];
	});
}
/** The layers up to the bounds; whoever attaches more than that gets no verdict instead of a long wait. */
function bounded$1(layers, obstacles) {
	if (layers.length > 1e3) obstacles.push(`more than ${mostCandidates} signatures and attestations are attached`);
	const kept = [];
	let bytes = 0;
	for (const layer of layers.slice(0, mostCandidates)) {
		const { size } = layer.descriptor;
		if (size <= 10485760) bytes += size;
		if (bytes > 33554432) {
			obstacles.push(`what is attached has more than 32 MiB in all`);
			break;
		}
		kept.push(layer);
	}
	return kept;
}
async function candidateFrom(repository, { form, where, descriptor }, obstacles) {
	try {
		return {
			form,
			where,
			bytes: await repository.blob(descriptor, mostBytesEach),
			annotations: descriptor.annotations
		};
	} catch (error) {
		if (!(error instanceof RegistryError)) throw error;
		obstacles.push(error.message);
		return;
	}
}
// src/checks/signatures/judge/rejection.ts
/** Why a candidate does not count: a clause about it, without a full stop. */
var Rejection = class extends Error {
	name = "Rejection";
};
/** Why nothing can be said about a candidate: a clause, without a full stop. */
var Undecided = class extends Error {
	name = "Undecided";
};
// src/checks/signatures/judge/strict-json.ts
const deepest = 100;
/**
* Reads JSON that has one meaning: UTF-8 without a byte order mark, no name twice in an object, nested
* no deeper than 100. Throws a Rejection that says what `what` is instead.
*/
function readJson(bytes, what) {
	const text = decodeUtf8(bytes);
	if (text === void 0) throw new Rejection(`${what} is not UTF-8`);
	if (text.startsWith("﻿")) throw new Rejection(`${what} begins with a byte order mark`);
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		throw new Rejection(`${what} is not JSON`);
	}
	const ambiguity = ambiguityIn(text);
	if (ambiguity !== void 0) throw new Rejection(`${what} ${ambiguity}`);
	return value;
}
/** The text that the bytes are in UTF-8, marks and all; nothing where they are not UTF-8. */
function decodeUtf8(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		return;
	}
}
/** The value at a path of names; nothing where an object on the way has no such member of its own. */
function memberOf(value, ...path) {
	let current = value;
	for (const name of path) {
		if (!isObject(current) || !Object.hasOwn(current, name)) return void 0;
		current = current[name];
	}
	return current;
}
/** The text at a path of names; nothing where something else or nothing is there. */
function textOf(value, ...path) {
	const found = memberOf(value, ...path);
	return typeof found === "string" ? found : void 0;
}
/** Whether the value is an object, neither an array nor null. */
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** What makes valid JSON ambiguous: parsers differ in which of two members of one name they take. */
function ambiguityIn(text) {
	const open = [];
	for (let index = 0; index < text.length; index++) {
		const character = text[index];
		if (character === "{") open.push(/* @__PURE__ */ new Set());
		else if (character === "[") open.push(void 0);
		else if (character === "}" || character === "]") open.pop();
		else if (character === "\"") {
			const end = endOfString(text, index);
			const name = nameEndingAt(text, index, end);
			const names = open.at(-1);
			if (name !== void 0 && names?.has(name) === true) return `has the name ${JSON.stringify(name.slice(0, 60))} twice in one object`;
			if (name !== void 0) names?.add(name);
			index = end;
		}
		if (open.length > deepest) return `is nested deeper than ${deepest} levels`;
	}
}
/** The offset of the quotation mark that ends the string; the text is known to be JSON. */
function endOfString(text, start) {
	let index = start + 1;
	while (text[index] !== "\"") index += text[index] === "\\" ? 2 : 1;
	return index;
}
function nameEndingAt(text, start, end) {
	const colon = /[ \t\r\n]*:/y;
	colon.lastIndex = end + 1;
	return colon.test(text) ? JSON.parse(text.slice(start, end + 1)) : void 0;
}
// src/checks/signatures/judge/provenance.ts
const readers = /* @__PURE__ */ new Map([["https://slsa.dev/provenance/v0.2", provenance02], ["https://slsa.dev/provenance/v1", provenance1]]);
/** The predicate types that are SLSA provenance of a version that is understood. */
const provenanceTypes = [...readers.keys()];
/** Reads SLSA provenance 0.2 or 1. Throws a Rejection where it names its source in two ways. */
function provenanceIn({ predicateType, json }) {
	const read = readers.get(predicateType);
	if (read === void 0) throw new Rejection(`${predicateType} is no SLSA provenance`);
	return read(memberOf(json, "predicate"));
}
/** Throws a Rejection that names the first thing that the provenance says otherwise. */
function requireProvenance(found, wanted) {
	const pairs = [
		[
			"builder",
			found.builder,
			wanted.builder
		],
		[
			"source",
			found.source,
			wanted.source === void 0 ? void 0 : repositoryOf(wanted.source)
		],
		[
			"ref",
			found.ref,
			wanted.ref
		],
		[
			"build type",
			found.buildType,
			wanted.buildType
		]
	];
	for (const [what, is, should] of pairs) {
		if (should === void 0 || is === should) continue;
		throw new Rejection(`its provenance ${is === void 0 ? `names no ${what}` : `names the ${what} ${is}`}, the policy wants ${should}`);
	}
}
function provenance02(predicate) {
	const uri = textOf(predicate, "invocation", "configSource", "uri");
	return {
		builder: textOf(predicate, "builder", "id"),
		buildType: textOf(predicate, "buildType"),
		...sourceOf(uri === void 0 ? [] : [uri])
	};
}
/** SLSA 1 leaves the source to the build type; these are where the known builders write it. */
function provenance1(predicate) {
	const parameters = memberOf(predicate, "buildDefinition", "externalParameters");
	const repository = textOf(parameters, "workflow", "repository");
	const ref = textOf(parameters, "workflow", "ref");
	const uris = [
		repository === void 0 ? void 0 : `${repository}${ref === void 0 ? "" : `@${ref}`}`,
		textOf(parameters, "source"),
		textOf(parameters, "source", "uri"),
		textOf(parameters, "configSource", "uri")
	];
	return {
		builder: textOf(predicate, "runDetails", "builder", "id"),
		buildType: textOf(predicate, "buildDefinition", "buildType"),
		...sourceOf(uris.filter((uri) => uri !== void 0))
	};
}
function sourceOf(uris) {
	const sources = new Set(uris.map(repositoryOf));
	const refs = new Set(uris.map(refOf).filter((ref) => ref !== void 0));
	if (sources.size > 1 || refs.size > 1) throw new Rejection("its provenance names two different sources");
	return {
		source: [...sources][0],
		ref: [...refs][0]
	};
}
/** The repository of `git+https://host/owner/name.git@ref`, as `https://host/owner/name`. */
function repositoryOf(uri) {
	return beforeRef(uri).replace(/^git\+/, "").replace(/\/$/, "").replace(/\.git$/, "");
}
function refOf(uri) {
	const repository = beforeRef(uri);
	return repository === uri ? void 0 : uri.slice(repository.length + 1);
}
/** An @ before the path belongs to a user name, one after it starts the ref. */
function beforeRef(uri) {
	const path = uri.indexOf("/", uri.indexOf("://") + 3);
	const at = path === -1 ? -1 : uri.indexOf("@", path);
	return at === -1 ? uri : uri.slice(0, at);
}
// src/checks/signatures/judge/attestation.ts
/** A type without its version, and whether a version may follow it after a slash. */
const predicateTypes$1 = {
	"slsa-provenance": provenanceTypes,
	spdx: ["https://spdx.dev/Document", "https://spdx.dev/Document/*"],
	cyclonedx: ["https://cyclonedx.org/bom", "https://cyclonedx.org/bom/*"],
	vulnerabilities: [
		"https://cosign.sigstore.dev/attestation/vuln/v1",
		"https://in-toto.io/attestation/vulns/*",
		"https://in-toto.io/attestation/vulns"
	],
	openvex: ["https://openvex.dev/ns", "https://openvex.dev/ns/*"]
};
/** Whether a statement of this predicate type is the kind of attestation that is wanted. */
function isWantedType(predicateType, { type }) {
	if (typeof type !== "string") return predicateType === type.predicateType;
	return predicateTypes$1[type].some((known) => known.endsWith("/*") ? predicateType.startsWith(known.slice(0, -1)) && isVersion(predicateType.slice(known.length - 1)) : predicateType === known);
}
function isVersion(text) {
	return /^v?\d+(\.\d+)*$/.test(text);
}
/** The kind of attestation as a reader knows it, e.g. for "it is …, not a signature". */
function kindOfAttestation(predicateType) {
	const name = Object.keys(predicateTypes$1).find((type) => isWantedType(predicateType, { type }));
	return name === void 0 ? `an attestation (${predicateType})` : `a ${name} attestation`;
}
/**
* Throws a Rejection that says which condition the statement does not meet, and an Undecided for a path
* that is none.
*/
function requireAttestation(statement, wanted) {
	if (wanted.provenance !== void 0) requireProvenance(provenanceIn(statement), wanted.provenance);
	for (const condition of wanted.conditions ?? []) requireCondition(statement, condition);
}
function requireCondition({ json }, { path, equals }) {
	const steps = parsePath(path);
	if ("mistake" in steps) throw new Undecided(`the policy's path ${steps.mistake}`);
	const found = valueAt(json, steps);
	if (found === equals) return;
	throw new Rejection(`its ${path} ${found === void 0 ? "is absent" : `is ${JSON.stringify(found).slice(0, 200)}`}, the policy wants ${JSON.stringify(equals)}`);
}
// src/checks/signatures/judge/encoding.ts
var import_dist$3 = require_dist();
/** The bytes that standard, padded base64 stands for; throws a Rejection about `what` otherwise. */
function fromBase64(text, what) {
	const bytes = Buffer.from(text, "base64");
	if (text === "" || bytes.toString("base64") !== text) throw new Rejection(`${what} is not base64`);
	return bytes;
}
const block = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;
/** The PEM blocks in a text, in their order; what stands between them is ignored. */
function pemBlocksIn(text) {
	return [...text.matchAll(block)].map(([, label = "", body = ""]) => ({
		label,
		der: Buffer.from(body, "base64")
	}));
}
// src/checks/signatures/judge/dsse.ts
/** The only payload that is understood: an in-toto statement in JSON. */
const statementType = "application/vnd.in-toto+json";
/** What a DSSE envelope in JSON signs. Throws a Rejection unless it holds one signature of a statement. */
function contentOfEnvelope(envelope) {
	const type = textOf(envelope, "payloadType");
	const payload = textOf(envelope, "payload");
	const signatures = memberOf(envelope, "signatures");
	if (type === void 0 || payload === void 0 || !Array.isArray(signatures)) throw new Rejection("it is not a DSSE envelope");
	if (signatures.length !== 1) throw new Rejection(`its envelope has ${signatures.length} signatures, and only one is judged`);
	const signature = textOf(signatures[0], "sig") ?? "";
	return statementContent(type, fromBase64(payload, "its envelope's payload"), fromBase64(signature, "its envelope's signature"));
}
/** The content of an envelope whose parts are decoded. Throws a Rejection for other payload types. */
function statementContent(type, payload, signature) {
	if (type !== statementType) throw new Rejection(`its envelope holds ${JSON.stringify(type)}, not an in-toto statement`);
	return {
		kind: "statement",
		message: preAuthenticationEncoding(type, payload),
		payload,
		signature
	};
}
/** The bytes that DSSE signs: github.com/secure-systems-lab/dsse, protocol.md. */
function preAuthenticationEncoding(type, payload) {
	const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
	return Buffer.concat([Buffer.from(head), payload]);
}
// src/checks/signatures/judge/bundle.ts
const mediaTypes = /* @__PURE__ */ new Set([
	"application/vnd.dev.sigstore.bundle+json;version=0.1",
	"application/vnd.dev.sigstore.bundle+json;version=0.2",
	"application/vnd.dev.sigstore.bundle+json;version=0.3",
	"application/vnd.dev.sigstore.bundle.v0.3+json"
]);
/** Takes apart a Sigstore bundle, versions 0.1 to 0.3. Throws a Rejection where it is malformed. */
function readBundle(candidate) {
	const json = readJson(candidate.bytes, "it");
	const mediaType = textOf(json, "mediaType");
	if (mediaType === void 0 || !mediaTypes.has(mediaType)) throw new Rejection(`its bundle is of no known version: ${JSON.stringify(mediaType ?? null)}`);
	const bundle = parse$1(json);
	const { tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
	return {
		format: "bundle",
		content: contentOf$1(bundle),
		certificate: certificateOf$1(bundle),
		logEntries: tlogEntries,
		timestamps: (timestampVerificationData?.rfc3161Timestamps ?? []).map(({ signedTimestamp }) => Buffer.from(signedTimestamp))
	};
}
function parse$1(json) {
	try {
		return (0, import_dist$3.bundleFromJSON)(json);
	} catch (thrown) {
		const fields = thrown instanceof import_dist$3.ValidationError ? thrown.fields : void 0;
		throw new Rejection(`its bundle is malformed: ${fields === void 0 ? messageOf(thrown) : fields.join(", ")}`);
	}
}
function contentOf$1({ content }) {
	if (content.$case === "messageSignature") throw new Rejection("its bundle signs bytes and makes no statement about an image");
	const { payloadType, payload, signatures } = content.dsseEnvelope;
	const signature = Buffer.from(signatures[0]?.sig ?? []);
	return statementContent(payloadType, Buffer.from(payload), signature);
}
function certificateOf$1({ verificationMaterial }) {
	const { content } = verificationMaterial;
	switch (content.$case) {
		case "certificate": return Buffer.from(content.certificate.rawBytes);
		case "x509CertificateChain": return Buffer.from(content.x509CertificateChain.certificates[0]?.rawBytes ?? []);
		case "publicKey": return;
	}
}
// src/checks/signatures/judge/certificate-claims.ts
var import_dist$2 = require_dist$1();
/**
* What a Fulcio certificate can say about a build, and the extension that says it: numbers under
* 1.3.6.1.4.1.57264.1, from github.com/sigstore/fulcio docs/oid-info.md.
*/
const claimNumbers = {
	"workflow-trigger": 2,
	"workflow-sha": 3,
	"workflow-name": 4,
	"workflow-repository": 5,
	"workflow-ref": 6,
	"build-signer-uri": 9,
	"build-signer-digest": 10,
	"runner-environment": 11,
	"source-repository-uri": 12,
	"source-repository-digest": 13,
	"source-repository-ref": 14,
	"source-repository-identifier": 15,
	"source-repository-owner-uri": 16,
	"source-repository-owner-identifier": 17,
	"build-config-uri": 18,
	"build-config-digest": 19,
	"build-trigger": 20,
	"run-invocation-uri": 21,
	"source-repository-visibility": 22
};
/** Issuer and claims up to 6 are bare text; those from 8 on are DER UTF8Strings. */
const issuerNumbers = {
	bare: 1,
	encoded: 8
};
/** The dotted identifier of one of Fulcio's extensions. */
function fulcioExtension(number) {
	return `1.3.6.1.4.1.57264.1.${number}`;
}
// src/checks/signatures/judge/certificate.ts
const extensionId = {
	subjectAltName: "2.5.29.17",
	codeSigning: "1.3.6.1.5.5.7.3.3"
};
/** Fulcio's own kind of name, for user names without a domain. */
const fulcioUserName = "1.3.6.1.4.1.57264.1.7";
/**
* Reads the identity out of a certificate whose chain is proven. Throws a Rejection where it is not a
* certificate for signing code, or says who its holder is in no way or in more than one.
*/
function identityIn(der) {
	const certificate = import_dist$2.X509Certificate.parse(der);
	requireCodeSigning(der);
	requireSingleExtensions(certificate);
	return {
		subject: subjectOf$2(certificate),
		issuer: issuerOf$1(certificate),
		claims: claimsOf$1(certificate)
	};
}
function requireCodeSigning(der) {
	const certificate = new X509Certificate(der);
	const purposes = certificate.keyUsage;
	if (certificate.ca) throw new Rejection("its certificate is an authority's");
	if (!Array.isArray(purposes) || !purposes.includes(extensionId.codeSigning)) throw new Rejection("its certificate is not for signing code");
}
function requireSingleExtensions(certificate) {
	const seen = /* @__PURE__ */ new Set();
	for (const extension of certificate.extensions) {
		const identifier = extension.subs[0]?.toOID() ?? "";
		if (seen.has(identifier)) throw new Rejection(`its certificate has the extension ${identifier} twice`);
		seen.add(identifier);
	}
}
function subjectOf$2(certificate) {
	const value = certificate.extension(extensionId.subjectAltName)?.value;
	const names = value === void 0 ? [] : elementIn(value, "the name in its certificate").subs;
	const [name, ...others] = names;
	if (name === void 0) throw new Rejection("its certificate names nobody");
	if (others.length > 0) throw new Rejection(`its certificate names ${names.length} identities, and must name one`);
	const text = plainText(bytesOfName(name), "the identity in its certificate");
	if (text.includes(" ")) throw new Rejection("the identity in its certificate has a space in it");
	return text;
}
/** The text of a general name of the kinds that Fulcio issues: RFC 5280, section 4.2.1.6. */
function bytesOfName(name) {
	const isAddress = name.tag.isContextSpecific(1);
	const isUri = name.tag.isContextSpecific(6);
	if (isAddress || isUri) return name.value;
	const [kind, wrapped] = name.tag.isContextSpecific(0) ? name.subs : [];
	const text = wrapped?.subs[0];
	if (kind?.toOID() !== fulcioUserName || text === void 0) throw new Rejection("its certificate names somebody by neither address, URI nor user name");
	return text.value;
}
function issuerOf$1(certificate) {
	const bare = bareText(certificate, issuerNumbers.bare);
	const issuer = encodedText(certificate, issuerNumbers.encoded) ?? bare;
	if (issuer === void 0) throw new Rejection("its certificate does not say who vouched for it");
	if (bare !== void 0 && bare !== issuer) throw new Rejection("its certificate names two different issuers");
	return issuer;
}
function claimsOf$1(certificate) {
	const claims = {};
	for (const name of Object.keys(claimNumbers)) {
		const number = claimNumbers[name];
		const value = (number < issuerNumbers.encoded ? bareText : encodedText)(certificate, number);
		if (value !== void 0) claims[name] = value;
	}
	return claims;
}
function bareText(certificate, number) {
	const value = certificate.extension(fulcioExtension(number))?.value;
	return value === void 0 ? void 0 : plainText(value, describe(number));
}
function encodedText(certificate, number) {
	const value = certificate.extension(fulcioExtension(number))?.value;
	if (value === void 0) return void 0;
	const text = elementIn(value, describe(number));
	if (!(text.tag.isUniversal() && text.tag.number === 12) || !text.toDER().equals(value)) throw new Rejection(`${describe(number)} is not a UTF8String`);
	return plainText(text.value, describe(number));
}
function elementIn(value, what) {
	try {
		return import_dist$2.ASN1Obj.parseBuffer(Buffer.from(value));
	} catch (cause) {
		throw new Rejection(`${what} is not one element of DER`, { cause });
	}
}
function describe(number) {
	return `extension ${fulcioExtension(number)} of its certificate`;
}
/** A text without control characters: a NUL would end it early for some readers. */
function plainText(bytes, what) {
	const text = decodeUtf8(bytes);
	if (text === void 0) throw new Rejection(`${what} is not UTF-8`);
	if (/[\u0000-\u001f\u007f-\u009f\ufeff]/.test(text)) throw new Rejection(`${what} has control characters in it`);
	return text;
}
// src/checks/signatures/judge/identity.ts
/**
* Why the found identity is none of the wanted ones, as a clause; nothing where it is one of them.
* Throws an Undecided for an expression that does not compile, whichever the others are.
*/
function mismatchWith(found, wanted) {
	const mismatches = wanted.map((identity) => mismatchOf(found, identity));
	if (mismatches.some((mismatch) => mismatch === void 0)) return void 0;
	const failed = mismatches.filter((mismatch) => mismatch !== void 0);
	const furthest = Math.max(...failed.map(({ progress }) => progress));
	const nearest = failed.filter(({ progress }) => progress === furthest);
	const first = nearest[0];
	if (first === void 0) return "the policy names no identity";
	const choices = [...new Set(nearest.map((mismatch) => mismatch.wanted))].slice(0, 3);
	return `${first.found}, the policy wants ${choices.join(" or ")}`;
}
function mismatchOf(found, wanted) {
	const subject = "identity" in wanted ? exactly(wanted.identity) : matching(wanted.identityRegExp);
	const issuer = "issuer" in wanted ? exactly(wanted.issuer) : matching(wanted.issuerRegExp);
	if (!subject.takes(found.subject)) return {
		progress: 0,
		found: `signed by ${found.subject}`,
		wanted: subject.text
	};
	if (!issuer.takes(found.issuer)) return {
		progress: 1,
		found: `signed by ${found.subject}, vouched for by ${found.issuer}`,
		wanted: `the issuer ${issuer.text}`
	};
	return claimMismatch(found, wanted.claims ?? {});
}
function claimMismatch(found, wanted) {
	const names = Object.keys(wanted);
	const wrong = names.findIndex((name) => found.claims[name] !== wanted[name]);
	const name = names[wrong];
	if (name === void 0) return void 0;
	const said = found.claims[name];
	const saying = said === void 0 ? `says no ${name}` : `says ${name} ${JSON.stringify(said)}`;
	return {
		progress: 2 + wrong,
		found: `signed by ${found.subject}, whose certificate ${saying}`,
		wanted: JSON.stringify(wanted[name])
	};
}
function exactly(text) {
	return {
		text,
		takes: (value) => value === text
	};
}
function matching(expression) {
	const mistake = mistakeInExpression(expression);
	if (mistake !== void 0) throw new Undecided(`the policy's expression ${JSON.stringify(expression)}: ${mistake}`);
	const compiled = RE2JS.compile(expression);
	return {
		text: `/${expression}/`,
		takes: (value) => compiled.matches(value)
	};
}
// src/checks/signatures/judge/keys.ts
const shortestModulus = 2048;
/**
* The keys in a PEM text, any one of which may sign. Throws a UsageError that names `file` and what is
* wrong with it; a single bad key among good ones is a mistake as well.
*/
function readKeys(pem, file, hash) {
	const blocks = pemBlocksIn(pem);
	if (blocks.length === 0) throw new UsageError(`${file} holds no public key; write the PEM text of one or more`);
	return blocks.map((block) => {
		const key = keyIn(block, file);
		const mistake = mistakeInKey(key);
		if (mistake !== void 0) throw new UsageError(`${file} has ${mistake}`);
		const hashes = hashesOf(key);
		const own = hash === void 0 || hashes.includes(null) ? hashes : [hash];
		return {
			key,
			fingerprint: fingerprintOf(key),
			hashes: own
		};
	});
}
/** What makes a key one that nothing may be verified with; nothing for the kinds that cosign makes. */
function mistakeInKey(key) {
	const { modulusLength } = key.asymmetricKeyDetails ?? {};
	if (key.asymmetricKeyType === "rsa" && (modulusLength ?? 0) < shortestModulus) return `an RSA key of ${modulusLength ?? 0} bits, and ${shortestModulus} is the least`;
	if (hashesOf(key).length > 0) return void 0;
	return `a key of an unsupported kind (${key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? "unknown"}); use P-256, P-384, P-521, RSA or Ed25519`;
}
/**
* The hashes that signatures by the key may be made with: the one that belongs to it, and SHA-256
* after it, which cosign used with every curve before 3.1.3.
*/
function hashesOf(key) {
	switch (key.asymmetricKeyType) {
		case "rsa": return ["sha256"];
		case "ed25519": return [null];
		case "ec": return curveHashes.get(key.asymmetricKeyDetails?.namedCurve ?? "") ?? [];
		default: return [];
	}
}
const curveHashes = /* @__PURE__ */ new Map([
	["prime256v1", ["sha256"]],
	["secp384r1", ["sha384", "sha256"]],
	["secp521r1", ["sha512", "sha256"]]
]);
/** The key's SubjectPublicKeyInfo, by which keys are compared. */
function spkiOf(key) {
	return key.export({
		format: "der",
		type: "spki"
	});
}
function fingerprintOf(key) {
	return `sha256:${createHash("sha256").update(spkiOf(key)).digest("hex")}`;
}
function keyIn({ label, der }, file) {
	if (label.endsWith("PRIVATE KEY")) throw new UsageError(`${file} holds a private key; write the public one, and replace the pair`);
	const type = keyFormats.get(label);
	if (type === void 0) throw new UsageError(`${file} holds a ${label}; write a PUBLIC KEY`);
	try {
		return createPublicKey({
			key: der,
			format: "der",
			type
		});
	} catch (cause) {
		throw new UsageError(`${file} holds a damaged ${label}`, { cause });
	}
}
const keyFormats = /* @__PURE__ */ new Map([["PUBLIC KEY", "spki"], ["RSA PUBLIC KEY", "pkcs1"]]);
// src/checks/signatures/judge/material.ts
const hashByLength = /* @__PURE__ */ new Map([
	[32, "sha256"],
	[48, "sha384"],
	[64, "sha512"]
]);
/** Whether this is the SHA-2 digest of the bytes; its length says which of them. */
function isDigestOf(digest, bytes) {
	const hash = hashByLength.get(digest.length);
	return hash !== void 0 && createHash(hash).update(bytes).digest().equals(digest);
}
// src/checks/signatures/judge/log-entry.ts
/**
* Throws a Rejection unless the entry is about this signature, over this content, by this signer. The
* log's own proof is another matter.
*/
function requireEntryOf(entry, content, signer) {
	const { kind, version } = entry.kindVersion;
	const shape = shapes.get(`${kind}/${version}`);
	if (shape === void 0 || !shape.for.includes(content.kind)) throw new Rejection(`its log entry is a ${kind} ${version}, which records no such signature`);
	const body = readJson(entry.canonicalizedBody, "the body of its log entry");
	if (textOf(body, "kind") !== kind || textOf(body, "apiVersion") !== version) throw new Rejection("its log entry's body is of another kind");
	const logged = shape.read(memberOf(body, "spec"));
	if (!logged.signature.equals(content.signature)) throw new Rejection("its log entry is about another signature");
	const digested = shape.digestOf === "payload" ? content.payload : content.message;
	if (!isDigestOf(logged.digest, digested)) throw new Rejection("its log entry is about other content");
	const expected = "certificate" in signer ? signer.certificate : spkiOf(signer.key);
	if (!logged.signer.equals(expected)) throw new Rejection("its log entry names another signer");
}
/** The kinds of entry that Rekor 1 (0.0.1, intoto 0.0.2) and Rekor 2 (0.0.2) write for signatures. */
const shapes = /* @__PURE__ */ new Map([
	["hashedrekord/0.0.1", {
		for: ["simple-signing"],
		digestOf: "message",
		read: hashedRekord1
	}],
	["hashedrekord/0.0.2", {
		for: ["simple-signing", "statement"],
		digestOf: "message",
		read: hashedRekord2
	}],
	["dsse/0.0.1", {
		for: ["statement"],
		digestOf: "payload",
		read: dsse1
	}],
	["dsse/0.0.2", {
		for: ["statement"],
		digestOf: "payload",
		read: dsse2
	}],
	["intoto/0.0.2", {
		for: ["statement"],
		digestOf: "payload",
		read: intoto2
	}]
]);
function hashedRekord1(spec) {
	return {
		signature: base64At(spec, "signature", "content"),
		digest: hexAt(spec, "data", "hash", "value"),
		signer: pemSigner(base64At(spec, "signature", "publicKey", "content"))
	};
}
function dsse1(spec) {
	const signature = onlyOne(memberOf(spec, "signatures"));
	return {
		signature: base64At(signature, "signature"),
		digest: hexAt(spec, "payloadHash", "value"),
		signer: pemSigner(base64At(signature, "verifier"))
	};
}
function intoto2(spec) {
	const content = memberOf(spec, "content");
	const signature = onlyOne(memberOf(content, "envelope", "signatures"));
	return {
		signature: fromBase64(base64At(signature, "sig").toString("latin1"), "its log entry"),
		digest: hexAt(content, "payloadHash", "value"),
		signer: pemSigner(base64At(signature, "publicKey"))
	};
}
function hashedRekord2(spec) {
	const record = memberOf(spec, "hashedRekordV002");
	return {
		signature: base64At(record, "signature", "content"),
		digest: base64At(record, "data", "digest"),
		signer: rawSigner(memberOf(record, "signature", "verifier"))
	};
}
function dsse2(spec) {
	const record = memberOf(spec, "dsseV002");
	const signature = onlyOne(memberOf(record, "signatures"));
	return {
		signature: base64At(signature, "content"),
		digest: base64At(record, "payloadHash", "digest"),
		signer: rawSigner(memberOf(signature, "verifier"))
	};
}
function pemSigner(bytes) {
	const pem = bytes.toString("latin1");
	const [block, ...others] = pemBlocksIn(pem);
	if (block === void 0 || others.length > 0) throw new Rejection("its log entry names no single signer");
	return block.label === "CERTIFICATE" ? block.der : spkiIn(pem);
}
/** Entries may hold an RSA key in its own format. */
function spkiIn(pem) {
	try {
		return spkiOf(createPublicKey(pem));
	} catch {
		throw new Rejection("its log entry names no single signer");
	}
}
function rawSigner(verifier) {
	return base64At(verifier, memberOf(verifier, "x509Certificate") !== void 0 ? "x509Certificate" : "publicKey", "rawBytes");
}
function onlyOne(signatures) {
	const [first, ...others] = Array.isArray(signatures) ? signatures : [];
	if (first === void 0 || others.length > 0) throw new Rejection("its log entry does not record exactly one signature");
	return first;
}
function base64At(value, ...path) {
	return fromBase64(textOf(value, ...path) ?? "", `${path.join(".")} of its log entry`);
}
function hexAt(value, ...path) {
	const text = textOf(value, ...path) ?? "";
	if (!/^([0-9a-f]{2})+$/.test(text)) throw new Rejection(`${path.join(".")} of its log entry is not a digest`);
	return Buffer.from(text, "hex");
}
// src/checks/signatures/judge/key-signature.ts
var import_dist$1 = require_dist$2();
/**
* Whether the signature over the content is the key's, with one of the hashes. RSA is PKCS #1 v1.5, as
* cosign's. False for every malformed signature and every key too weak to trust.
*/
function isSignedBy({ message, signature }, key, hashes = hashesOf(key)) {
	if (mistakeInKey(key) !== void 0) return false;
	return hashes.some((hash) => {
		try {
			return verify(hash, message, key, signature);
		} catch {
			return false;
		}
	});
}
// src/checks/signatures/judge/proof.ts
/**
* Proves signature, certificate chain, log entries and time-stamps against one trust root. Throws a
* Rejection that says which of them fails.
*/
function proveBy(root, material, signer, thresholds) {
	try {
		const times = timesIn(material);
		new import_dist$1.Verifier(trustMaterial(root, signer), {
			tlogThreshold: thresholds.logEntries,
			timestampThreshold: thresholds.times,
			ctlogThreshold: thresholds.certificateTimestamps
		}).verify(entityOf(material, signer));
		requireLogsInTheirTime(root, material, times);
		return {
			times,
			...described(root, material, times)
		};
	} catch (thrown) {
		throw new Rejection(explain(thrown), { cause: thrown });
	}
}
function trustMaterial(root, signer) {
	return {
		...root.material,
		publicKey: () => {
			if (!("key" in signer)) throw new Rejection("it has no certificate");
			return {
				publicKey: signer.key,
				validFor: () => true
			};
		}
	};
}
function entityOf(material, signer) {
	const { logEntries, timestamps } = material;
	return {
		signature: signatureContent(material.content, "key" in signer ? signer.hashes : void 0),
		key: "key" in signer ? {
			$case: "public-key",
			hint: ""
		} : {
			$case: "certificate",
			certificate: import_dist$2.X509Certificate.parse(signer.certificate)
		},
		tlogEntries: [...logEntries],
		timestamps: [...logEntries.filter(({ inclusionPromise }) => inclusionPromise !== void 0).map((tlogEntry) => ({
			$case: "transparency-log",
			tlogEntry
		})), ...timestamps.map((der) => ({
			$case: "timestamp-authority",
			timestamp: import_dist$2.RFC3161Timestamp.parse(der)
		}))]
	};
}
/** Gives the library our own comparison, which knows every kind of key and hash. */
function signatureContent(content, hashes) {
	return {
		signature: content.signature,
		compareSignature: (signature) => signature.equals(content.signature),
		compareDigest: (digest) => isDigestOf(digest, content.payload),
		compareSignedDigest: (digest) => isDigestOf(digest, content.message),
		verifySignature: (key) => isSignedBy(content, key, hashes)
	};
}
/** The times that the material claims; they are proven once the verifier has passed. */
function timesIn({ logEntries, timestamps }) {
	const logged = logEntries.filter(({ inclusionPromise }) => inclusionPromise !== void 0).map(({ integratedTime }) => /* @__PURE__ */ new Date(Number(integratedTime) * 1e3));
	const stamped = timestamps.map((der) => import_dist$2.RFC3161Timestamp.parse(der).signingTime);
	return [...logged, ...stamped];
}
/** The library compares a log's period with promised times only, not with those of time-stamps. */
function requireLogsInTheirTime({ material: { tlogs } }, { logEntries }, times) {
	for (const { logId } of logEntries) if (!tlogs.some(({ logID, validFor: { start, end } }) => logID.equals(logId.keyId) && times.every((time) => start <= time && time <= end))) throw new Rejection("its log was not trusted yet or no longer when it was signed");
}
function described(root, { logEntries }, [time]) {
	const [entry] = logEntries;
	const log = root.material.tlogs.find(({ logID }) => entry?.logId.keyId.equals(logID) === true);
	return {
		trustRoot: root.name,
		...time === void 0 ? {} : { at: time.toISOString() },
		...entry === void 0 ? {} : { log: `${log?.baseURL ?? "a log"}, entry ${entry.logIndex}` }
	};
}
function explain(thrown) {
	if (thrown instanceof Rejection) return thrown.message;
	if (!(thrown instanceof import_dist$1.VerificationError)) return `it cannot be read (${messageOf(thrown)})`;
	const cause = thrown.cause instanceof Error ? thrown.cause.message : void 0;
	const detail = cause === void 0 ? thrown.message : `${thrown.message}: ${cause}`;
	switch (thrown.code) {
		case "CERTIFICATE_ERROR": return `its certificate is not trusted (${detail})`;
		case "TIMESTAMP_ERROR": return `the time of signing is not proven (${detail})`;
		case "SIGNATURE_ERROR":
		case "PUBLIC_KEY_ERROR": return "its signature does not fit what it signs";
		default: return `its log entry is not proven (${detail})`;
	}
}
// src/checks/signatures/judge/trust.ts
/** Between the clocks of a log and of whoever runs this. */
const clockToleranceMs = 36e5;
/**
* The first proof that any of the roots gives. Throws the first root's Rejection where none does, and
* an Undecided where the proven time lies in the future.
*/
function proveByAny({ trust, now }, prove) {
	let rejection;
	for (const root of trust) try {
		const proof = prove(root);
		requirePast(proof, now);
		return proof;
	} catch (thrown) {
		if (!(thrown instanceof Rejection)) throw thrown;
		rejection ??= thrown;
	}
	throw rejection ?? new Undecided("there is no trust root to prove it by");
}
function requirePast({ times }, now) {
	const future = times.find((time) => time.getTime() > now.getTime() + clockToleranceMs);
	if (future === void 0) return;
	throw new Undecided(`it was signed at ${future.toISOString()}, and the clock here says ${now.toISOString()}`);
}
// src/checks/signatures/judge/by-identity.ts
/** Keyless needs all of them: the log, a time that the short certificate is judged at, and the SCT. */
const thresholds = {
	logEntries: 1,
	times: 1,
	certificateTimestamps: 1
};
/**
* Judges a signature by the identity in its certificate. Throws a Rejection where certificate, log or
* time are not proven by one trust root, or the identity is none that the policy names.
*/
function judgeByIdentity(material, { identities }, context) {
	const { certificate, content, logEntries } = material;
	if (certificate === void 0) throw new Rejection("it was made with a bare key, and the policy wants an identity");
	if (logEntries.length === 0) throw new Rejection("it is in no transparency log");
	for (const entry of logEntries) {
		requireEntryOf(entry, content, { certificate });
		requireLoggedInTime(certificate, entry.integratedTime);
	}
	const { times: _, ...when } = proveByAny(context, (root) => proveBy(root, material, { certificate }, thresholds));
	const identity = identityIn(certificate);
	const mismatch = mismatchWith(identity, identities);
	if (mismatch !== void 0) throw new Rejection(mismatch);
	return {
		kind: "verified",
		by: identity.subject,
		issuer: identity.issuer,
		...when
	};
}
/** Also where the log's word for the time is not signed, it must not contradict the certificate. */
function requireLoggedInTime(certificate, integratedTime) {
	if (integratedTime === "" || integratedTime === "0") return;
	const time = /* @__PURE__ */ new Date(Number(integratedTime) * 1e3);
	const { validFrom, validTo } = new X509Certificate(certificate);
	if (time >= new Date(validFrom) && time <= new Date(validTo)) return;
	throw new Rejection(`its certificate was valid from ${validFrom} to ${validTo}, and it was logged ${Number.isNaN(time.getTime()) ? "at no valid time" : `at ${time.toISOString()}`}`);
}
// src/checks/signatures/judge/by-key.ts
/**
* Judges a signature by the policy's keys. Throws a Rejection where none of them made it, or where what
* stands beside it contradicts it: a log entry, a time-stamp, a certificate.
*/
function judgeByKey(material, { keys, log }, context) {
	const signer = keys.find(({ key, hashes }) => isSignedBy(material.content, key, hashes));
	if (signer === void 0) throw new Rejection(keys.length === 1 ? `it was not made with the policy's key (${keys[0]?.fingerprint ?? ""})` : `it was made with none of the policy's ${keys.length} keys`);
	const proof = proofOf(material, signer, log, context);
	requireFittingCertificate(material, signer, proof?.times[0] ?? context.now);
	const { times: _, ...when } = proof ?? { times: [] };
	return {
		kind: "verified",
		by: `key ${signer.fingerprint}`,
		...when
	};
}
function proofOf(material, signer, log, context) {
	const { certificate, content, logEntries, timestamps } = material;
	for (const entry of logEntries) requireEntryOf(entry, content, certificate === void 0 ? signer : { certificate });
	if (log === "required" && logEntries.length === 0) throw new Rejection("it is in no transparency log, and the policy demands that");
	if (logEntries.length === 0 && timestamps.length === 0) return void 0;
	if (context.trust.length === 0) {
		if (log === "optional") return void 0;
		throw new Undecided("there is no trust root to prove its log entry by");
	}
	const thresholds = {
		logEntries: log === "required" ? 1 : 0,
		times: 0,
		certificateTimestamps: 0
	};
	return proveByAny(context, (root) => proveBy(root, material, signer, thresholds));
}
/** cosign lets a certificate accompany a key; then it must be this key's, and valid when it signed. */
function requireFittingCertificate({ certificate, format }, { key }, time) {
	if (certificate === void 0) return;
	if (format === "bundle") throw new Rejection("its bundle holds a certificate, and the policy wants a signature by key");
	const { publicKey, validFrom, validTo } = new X509Certificate(certificate);
	if (!spkiOf(publicKey).equals(spkiOf(key))) throw new Rejection("its certificate is for another key");
	if (time < new Date(validFrom) || time > new Date(validTo)) throw new Rejection("its certificate was not valid when it was signed");
}
// src/checks/signatures/judge/claims.ts
/** The type of a statement that is cosign's signature of an image: cosign pkg/types/predicate.go. */
const signaturePredicate = "https://sigstore.dev/cosign/sign/v1";
const statementTypes = /* @__PURE__ */ new Set(["https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1"]);
const simpleSigningType = "cosign container image signature";
/** As sigstore-go bounds them; no signer of images comes near. */
const mostSubjects = 1024;
/** Reads the claims. Throws a Rejection where they are malformed or of a kind that is not understood. */
function claimsIn(content) {
	return content.kind === "simple-signing" ? simpleSigningClaims(readJson(content.payload, "its payload")) : statementClaims(readJson(content.payload, "its statement"));
}
/** Whether the claims are a signature; other statements are attestations and never stand for one. */
function isSignature({ statement }) {
	return statement === void 0 || statement.predicateType === signaturePredicate;
}
function simpleSigningClaims(payload) {
	const type = textOf(payload, "critical", "type");
	if (type !== simpleSigningType) throw new Rejection(`its payload is of the type ${JSON.stringify(type ?? null)}`);
	requireKnownCritical(memberOf(payload, "critical"));
	const digest = textOf(payload, "critical", "image", "docker-manifest-digest");
	if (digest === void 0) throw new Rejection("its payload names no digest");
	const optional = memberOf(payload, "optional");
	const annotations = isObject(optional) ? optional : {};
	return { subjects: [{
		digests: digestsOf(digest),
		annotations
	}] };
}
/** Critical members must be understood by whoever acts on the payload, says the format. */
function requireKnownCritical(critical) {
	const known = [
		"type",
		"image",
		"identity"
	];
	const unknown = isObject(critical) && Object.keys(critical).find((name) => !known.includes(name));
	if (typeof unknown === "string") throw new Rejection(`its payload has the unknown critical member ${JSON.stringify(unknown)}`);
}
function statementClaims(json) {
	if (!isObject(json) || !statementTypes.has(textOf(json, "_type") ?? "")) throw new Rejection("it holds no in-toto statement of version 0.1 or 1");
	const predicateType = textOf(json, "predicateType");
	if (predicateType === void 0) throw new Rejection("its statement has no predicate type");
	const subjects = memberOf(json, "subject");
	if (!Array.isArray(subjects) || subjects.length === 0 || subjects.length > mostSubjects) throw new Rejection(`its statement does not have 1 to ${mostSubjects} subjects`);
	return {
		subjects: subjects.map((subject) => subjectOf$1(subject)),
		statement: {
			predicateType,
			json
		}
	};
}
function subjectOf$1(subject) {
	const digests = memberOf(subject, "digest");
	if (!isObject(digests)) throw new Rejection("its statement has a subject without digests");
	const annotations = memberOf(subject, "annotations");
	return {
		digests,
		annotations: isObject(annotations) ? annotations : {}
	};
}
function digestsOf(digest) {
	const colon = digest.indexOf(":");
	return Object.fromEntries([[digest.slice(0, colon), digest.slice(colon + 1)]]);
}
/** The subject that is the image; throws a Rejection where the claims are about other things only. */
function subjectFor({ subjects }, digest) {
	const colon = digest.indexOf(":");
	const algorithm = digest.slice(0, colon);
	const hex = digest.slice(colon + 1);
	const subject = subjects.find(({ digests }) => textOf(digests, algorithm) === hex);
	if (subject !== void 0) return subject;
	const other = textOf(subjects[0]?.digests, algorithm);
	throw new Rejection(`it is about ${other === void 0 ? "another thing" : `${algorithm}:${other.slice(0, 64)}`}, not about this image`);
}
// src/checks/signatures/judge/legacy.ts
/** The annotations of a layer, as github.com/sigstore/cosign specs/SIGNATURE_SPEC.md names them. */
const annotation = {
	signature: "dev.cosignproject.cosign/signature",
	certificate: "dev.sigstore.cosign/certificate",
	bundle: "dev.sigstore.cosign/bundle",
	timestamp: "dev.sigstore.cosign/rfc3161timestamp"
};
/** Takes apart a layer of a `.sig` or `.att` tag. Throws a Rejection where it is malformed. */
function readLegacy(candidate) {
	return {
		format: "legacy",
		content: contentOf(candidate),
		certificate: certificateOf(candidate),
		logEntries: logEntriesOf(candidate),
		timestamps: timestampsOf(candidate)
	};
}
function contentOf(candidate) {
	if (candidate.form === "envelope") return contentOfEnvelope(readJson(candidate.bytes, "its envelope"));
	const signature = annotationOf(candidate, "signature");
	if (signature === void 0) throw new Rejection("it has no signature in its annotations");
	const payload = Buffer.from(candidate.bytes);
	return {
		kind: "simple-signing",
		message: payload,
		payload,
		signature: fromBase64(signature, "its signature")
	};
}
function annotationOf(candidate, name) {
	const { annotations } = candidate;
	const key = annotation[name];
	const value = Object.hasOwn(annotations, key) ? annotations[key] : void 0;
	return value === "" ? void 0 : value;
}
function certificateOf(candidate) {
	const text = annotationOf(candidate, "certificate");
	if (text === void 0) return void 0;
	const blocks = pemBlocksIn(text);
	const [first] = blocks;
	if (first?.label !== "CERTIFICATE" || blocks.length !== 1) throw new Rejection("its certificate is not one PEM block");
	return first.der;
}
function logEntriesOf(candidate) {
	const text = annotationOf(candidate, "bundle");
	if (text === void 0) return [];
	const bundle = readJson(Buffer.from(text), "its log entry");
	if (bundle === null) return [];
	const promise = textOf(bundle, "SignedEntryTimestamp");
	const body = textOf(bundle, "Payload", "body");
	const logId = textOf(bundle, "Payload", "logID");
	const integratedTime = countOf(bundle, "integratedTime");
	const logIndex = countOf(bundle, "logIndex");
	if (promise === void 0 || body === void 0 || !/^([0-9a-f]{2})+$/.test(logId ?? "")) throw new Rejection("its log entry is incomplete");
	const canonicalizedBody = fromBase64(body, "the body of its log entry");
	return [{
		logIndex,
		integratedTime,
		logId: { keyId: Buffer.from(logId ?? "", "hex") },
		kindVersion: kindVersionOf(canonicalizedBody),
		inclusionPromise: { signedEntryTimestamp: fromBase64(promise, "its log entry's promise") },
		inclusionProof: void 0,
		canonicalizedBody
	}];
}
function countOf(bundle, name) {
	const value = memberOf(bundle, "Payload", name);
	if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return String(value);
	throw new Rejection(`its log entry's ${name} is not a whole number`);
}
function kindVersionOf(body) {
	const entry = readJson(body, "the body of its log entry");
	return {
		kind: textOf(entry, "kind") ?? "",
		version: textOf(entry, "apiVersion") ?? ""
	};
}
function timestampsOf(candidate) {
	const text = annotationOf(candidate, "timestamp");
	if (text === void 0) return [];
	const json = readJson(Buffer.from(text), "its time-stamp");
	if (json === null) return [];
	return [fromBase64(textOf(json, "SignedRFC3161Timestamp") ?? "", "its time-stamp")];
}
// src/checks/signatures/judge/judge.ts
const mostBytes = 10485760;
const mostProofs = 16;
const longestReason = 1e3;
/**
* Judges one candidate by one requirement. Whatever its bytes are, it returns: what is malformed does
* not count, and what is too large to read cannot be told.
*/
function judgeCandidate(candidate, requirement, context) {
	try {
		return judge(candidate, requirement, context);
	} catch (thrown) {
		const reason = bounded(messageOf(thrown));
		if (thrown instanceof Undecided) return {
			kind: "could-not-tell",
			reason
		};
		if (thrown instanceof Rejection) return {
			kind: "not-verified",
			reason
		};
		return {
			kind: "not-verified",
			reason: `it cannot be read (${reason})`
		};
	}
}
/** Reasons quote what was signed, which may be long without being read by anybody. */
function bounded(reason) {
	return reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason;
}
function judge(candidate, requirement, context) {
	requireBounds(candidate);
	const material = candidate.form === "bundle" ? readBundle(candidate) : readLegacy(candidate);
	requireFewProofs(material);
	requireFormat(material, requirement);
	const claims = claimsIn(material.content);
	requireKind(claims, requirement);
	const verified = requirement.kind === "key" ? judgeByKey(material, requirement, context) : judgeByIdentity(material, requirement, context);
	requireContent(claims, requirement, context.digest);
	return verified;
}
function requireBounds({ bytes, annotations }) {
	const beside = Object.values(annotations).reduce((sum, value) => sum + value.length, 0);
	if (bytes.length + beside > mostBytes) throw new Undecided(`it is larger than ${mostBytes / 1024 / 1024} MiB`);
}
function requireFewProofs({ logEntries, timestamps }) {
	if (logEntries.length + timestamps.length > mostProofs) throw new Rejection(`it has more than ${mostProofs} log entries and time-stamps`);
}
function requireFormat({ format }, requirement) {
	if (requirement.format === "either" || requirement.format === format) return;
	throw new Rejection(`its format is ${format}, and the policy wants ${requirement.format}`);
}
/** A signature and an attestation say different things, and neither stands for the other. */
function requireKind(claims, { attestation }) {
	const { statement } = claims;
	if (attestation === void 0) {
		if (isSignature(claims)) return;
		throw new Rejection(`it is ${kindOfAttestation(statement?.predicateType ?? "")}, no signature`);
	}
	if (statement === void 0 || isSignature(claims)) throw new Rejection("it is a signature, and the policy wants an attestation");
	if (isWantedType(statement.predicateType, attestation)) return;
	const kind = kindOfAttestation(statement.predicateType);
	const { type } = attestation;
	throw new Rejection(`it is ${kind}, the policy wants ${typeof type === "string" ? type : type.predicateType}`);
}
function requireContent(claims, requirement, digest) {
	const { annotations } = subjectFor(claims, digest);
	for (const [name, wanted] of Object.entries(requirement.annotations)) {
		const found = textOf(annotations, name);
		if (found === wanted) continue;
		throw new Rejection(`it ${found === void 0 ? "has no annotation" : `says ${JSON.stringify(found)} for`} ${JSON.stringify(name)}, the policy wants ${JSON.stringify(wanted)}`);
	}
	if (claims.statement !== void 0 && requirement.attestation !== void 0) requireAttestation(claims.statement, requirement.attestation);
}
// src/checks/signatures/judge/judge-image.ts
/**
* Judges an image by alternatives: it is verified when any candidate satisfies any of them, whatever
* the others are. It could not be told when none does and any of them could not be told.
*/
function judgeImage(candidates, alternatives, context) {
	const others = [];
	for (const candidate of candidates) for (const requirement of alternatives) {
		const judgement = judgeCandidate(candidate, requirement, context);
		const { where } = candidate;
		if (judgement.kind === "verified") return {
			...judgement,
			where,
			others
		};
		others.push({
			where,
			judgement
		});
	}
	const undecided = others.map(({ judgement }) => judgement).find(isUndecided);
	return undecided === void 0 ? {
		kind: "not-verified",
		others
	} : {
		kind: "could-not-tell",
		reason: undecided.reason,
		others
	};
}
function isUndecided(judgement) {
	return judgement.kind === "could-not-tell";
}
// src/checks/signatures/verdict.ts
/** All of the parts must hold; one that surely does not decides, whatever is unknown about others. */
function allOf(parts) {
	const unmet = parts.find(({ kind }) => kind === "unmet");
	if (unmet !== void 0) return unmet;
	const undecided = parts.find(({ kind }) => kind === "undecided");
	if (undecided !== void 0) return undecided;
	const met = parts.filter((part) => part.kind === "met");
	return {
		kind: "met",
		evidence: met.flatMap(({ evidence }) => evidence),
		said: met.flatMap(({ said }) => said)
	};
}
/** Any of the parts is enough; without one that holds, an unknown one leaves all of it open. */
function anyOf(parts) {
	const met = parts.find(({ kind }) => kind === "met");
	if (met !== void 0) return met;
	const open = parts.filter((part) => part.kind === "undecided");
	const reasons = parts.flatMap((part) => part.kind === "met" ? [] : part.reasons);
	return {
		kind: open.length > 0 ? "undecided" : "unmet",
		reasons: [...new Set(open.length > 0 ? open.flatMap((part) => part.reasons) : reasons)]
	};
}
// src/checks/signatures/examine.ts
/** The images that an index names, and those of indexes in it, go no deeper and are no more than this. */
const deepestIndex = 4;
const mostPlatforms = 64;
/** Judges an image by each of its needs. It is contacted only where a need cannot be decided without. */
async function examine(needs, examining) {
	const asking = needs.filter((need) => !isDecidedAlone(need));
	const alone = needs.filter(isDecidedAlone).map((need) => [need, anyOf(need.ways.map(verdictAlone))]);
	if (asking.length === 0) return { verdicts: new Map(alone) };
	const image = examining.open();
	if ("obstacle" in image) return { verdicts: new Map([...alone, ...all(asking, image.obstacle)]) };
	let digest;
	try {
		({digest} = await image.resolve());
	} catch (error) {
		return { verdicts: new Map([...alone, ...all(asking, error)]) };
	}
	const judged = await Promise.all(asking.map(async (need) => [need, await judgeNeed(need, digest, image, examining)]));
	return {
		digest,
		verdicts: new Map([...alone, ...judged])
	};
}
/** Whether some way passes or none asks for a signature, so that no registry has a say. */
function isDecidedAlone({ ways }) {
	return ways.some((way) => way.kind === "static" && way.passes) || ways.every(({ kind }) => kind !== "requirements");
}
function verdictAlone(way) {
	switch (way.kind) {
		case "static": {
			const said = way.message === void 0 ? [] : [way.message];
			if (way.passes) return {
				kind: "met",
				evidence: [],
				said: ["the policy passes it unseen", ...said]
			};
			return {
				kind: "unmet",
				reasons: [`the policy refuses it${said.map((text) => ` (${text})`).join("")}`]
			};
		}
		case "undecidable": return {
			kind: "unmet",
			reasons: [`this cannot be evaluated here: ${way.reason}`]
		};
		case "requirements": return {
			kind: "unmet",
			reasons: []
		};
	}
}
/** The same for all needs of an image that could not be looked at: absent, or nobody knows. */
function all(needs, cause) {
	const verdict = verdictOf(cause);
	return needs.map((need) => [need, verdict]);
}
function verdictOf(cause) {
	if (typeof cause === "string") return {
		kind: "undecided",
		reasons: [cause]
	};
	if (cause instanceof UsageError || cause instanceof RegistryError) return {
		kind: cause instanceof RegistryError && cause.code === "not-found" ? "unmet" : "undecided",
		reasons: [cause.message]
	};
	throw cause;
}
async function judgeNeed(need, digest, image, examining) {
	try {
		const digests = need.platforms === "top" ? [digest] : [digest, ...await platformsOf(image, digest)];
		return allOf(await Promise.all(digests.map(async (each) => {
			const verdict = anyOf(await Promise.all(need.ways.map((way) => judgeWay(way, each, image, examining))));
			return each === digest ? verdict : ofPlatform(verdict, each);
		})));
	} catch (error) {
		return verdictOf(error);
	}
}
function ofPlatform(verdict, digest) {
	if (verdict.kind === "met") return verdict;
	return {
		...verdict,
		reasons: [`of its platforms, ${digest} is not signed as wanted`, ...verdict.reasons]
	};
}
/** Every digest that an index names, those of indexes in it too. */
async function platformsOf(image, digest) {
	const repository = image.repository();
	const found = /* @__PURE__ */ new Set();
	const open = async (one, depth) => {
		const manifest = await repository.manifest(one);
		if (manifest.kind === "image") return;
		if (depth > deepestIndex) throw tooMany(`an index ${deepestIndex} indexes deep`);
		const fresh = manifest.manifests.filter((item) => !found.has(item.digest));
		for (const item of fresh) found.add(item.digest);
		if (found.size > mostPlatforms) throw tooMany(`more than ${mostPlatforms} images`);
		const indexes = fresh.filter(({ mediaType }) => /index|list/.test(mediaType));
		for (const item of indexes) await open(item.digest, depth + 1);
	};
	await open(digest, 1);
	return [...found];
}
function tooMany(what) {
	return new RegistryError("too-large", `the index names ${what}, which is beyond what is looked at`);
}
async function judgeWay(way, digest, image, examining) {
	if (way.kind !== "requirements") return verdictAlone(way);
	return judgeRequirements(way, await findCandidates(image.repository(placeOf$1(way.kept, image)), digest, way.kept.tagPrefix), digest, examining);
}
async function judgeRequirements({ all: requirements }, found, digest, examining) {
	return allOf(await Promise.all(requirements.map((requirement) => judgeRequirement(requirement, found, digest, examining))));
}
async function judgeRequirement(requirement, { candidates, deadEnds, obstacles }, digest, { trust, now }) {
	let roots;
	try {
		roots = candidates.length === 0 ? [] : await trust(requirement);
	} catch (error) {
		return {
			kind: "undecided",
			reasons: [messageOf(error)]
		};
	}
	const judged = judgeImage(candidates, [requirement], {
		digest,
		trust: roots,
		now
	});
	if (judged.kind === "verified") {
		const { kind: _kind, others: _others, ...evidence } = judged;
		return {
			kind: "met",
			evidence: [evidence],
			said: []
		};
	}
	if (obstacles.length > 0) return {
		kind: "undecided",
		reasons: obstacles
	};
	if (judged.kind === "could-not-tell") return {
		kind: "undecided",
		reasons: [judged.reason]
	};
	const reasons = [...judged.others.map(({ where, judgement }) => judgement.kind === "verified" ? "" : `${where}: ${judgement.reason}`), ...deadEnds.map(({ where, reason }) => `${where}: ${reason}`)];
	return {
		kind: "unmet",
		reasons: reasons.length > 0 ? reasons : ["nothing is attached that could be a signature or an attestation"]
	};
}
/** The policy's reader has seen that the name is that of a repository. */
function placeOf$1({ repository }, { image }) {
	if (repository === void 0) return image;
	const parsed = parseImageReference(repository);
	if (parsed.kind === "image") return parsed;
	throw new UsageError(`${repository} is not the name of a repository: ${parsed.reason}`);
}
// src/checks/signatures/findings.ts
/** More candidates than this are counted and not told one by one. */
const mostReasons = 10;
/** What there is to report about one use of an image. */
function findingsAbout(judged, policyPath) {
	const { use, imageName, verdict } = judged;
	const finding = (rule, message, offender, severity = rule.severity) => {
		return findingAboutUse({
			rule,
			offence: {
				message,
				offender,
				severity
			},
			use,
			imageName
		}, policyPath);
	};
	switch (verdict.kind) {
		case "refused": return [finding(notContacted, `The image was not contacted, so nothing is known of its signatures: ${verdict.reason}.`, use.reference)];
		case "skipped": return [finding(skippedImage, `The policy lets ${use.reference} through unsigned (the entry ${verdict.entry.match}): ${sentence(verdict.entry.reason)}`, verdict.entry.match)];
		case "unlisted": {
			const { level } = verdict.unlisted;
			if (level === "ignore") return [];
			const message = unlistedMessage(use.reference, verdict.unlisted);
			return [finding(unlistedImage, message, use.reference, level === "fail" ? "high" : "low")];
		}
		case "judged": {
			const shown = verdict.digest === void 0 ? use.reference : `${imageName}@${verdict.digest}`;
			return [
				...unmetOf(verdict.needs, "enforce").map((message) => finding(notVerified, `${shown} is not verified. ${message}`, shown)),
				...unmetOf(verdict.needs, "warn").map((message) => finding(notVerified, `${shown} is not verified. ${message}`, shown, "low")),
				...undecidedOf(verdict.needs).map((message) => finding(couldNotTell, `Whether ${shown} is signed could not be told. ${message}`, shown))
			];
		}
	}
}
/** At most one message: all unmet needs of the mode. */
function unmetOf(needs, mode) {
	return messageOn(needs.filter(([need, { kind }]) => kind === "unmet" && need.mode === mode));
}
function undecidedOf(needs) {
	return messageOn(needs.filter(([, { kind }]) => kind === "undecided"));
}
function messageOn(needs) {
	const clauses = needs.map(([{ title }, verdict]) => {
		return `Wanted: ${title}. Found: ${listed(verdict.kind === "met" ? [] : verdict.reasons)}.`;
	});
	return clauses.length === 0 ? [] : [clauses.join(" ")];
}
function listed(reasons) {
	const left = reasons.length - mostReasons;
	const shown = reasons.slice(0, mostReasons).map(shortened).join("; ");
	return left > 0 ? `${shown}; and ${left} more` : shown;
}
/** Whole digests tell a reader nothing more than their beginnings. */
function shortened(text) {
	return text.replace(/(sha256[:-][0-9a-f]{12})[0-9a-f]{52}/g, "$1…");
}
function sentence(text) {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
function unlistedMessage(reference, { nearMiss }) {
	const said = `No entry of the policy's signatures names ${reference}, so nobody looked at its signatures.`;
	if (nearMiss === void 0) return said;
	const { path, line } = nearMiss.location;
	return `${said} The entry ${nearMiss.match} (${path}:${line}) matches its name and not its tag or digest: write ${nearMiss.match}:** or ${nearMiss.match}@**.`;
}
// src/checks/signatures/hints.ts
/**
* What is no mistake in a section `signatures` and may still not mean what its writer thinks, a line for
* each with its place: expressions without anchors, which cosign looks for anywhere in the text.
*/
function hintsAbout({ images }) {
	const rules = images.flatMap(signersIn).flatMap(({ keyless }) => keyless).flatMap(({ issuer, identity }) => [issuer, identity]);
	return [...new Set(rules.flatMap(hintAbout))];
}
function hintAbout(rule) {
	if (rule.kind === "exact") return [];
	const missing = missingAnchors(rule.source);
	if (missing === void 0) return [];
	const { path, line, column } = rule.location;
	return [`${path}:${line}:${column}: the expression ${JSON.stringify(rule.source)} has ${missing}; unlike with cosign it must match the whole text all the same: write the anchors, and .* where more may stand`];
}
// src/checks/signatures/image-results.ts
/** What the report says about each image, by its reference; the worst of its uses counts. */
function resultsOf(judged) {
	const results = /* @__PURE__ */ new Map();
	for (const { use, verdict } of judged) {
		const found = resultOf(verdict);
		const known = results.get(use.reference);
		results.set(use.reference, known === void 0 ? found : worseOf(known, found));
	}
	return results;
}
/** How many images came out how, for the reader. */
function summaryOf(images) {
	if (images.size === 0) return "no image in the files";
	const states = [...images.values()];
	const said = [
		[states.filter(({ state }) => state === "passed").length, "verified"],
		[states.filter(({ state }) => state === "failed").length, "not verified"],
		[states.filter(({ state }) => state === "error").length, "could not be told"],
		[states.filter(({ kind }) => kind === "skipped").length, "skipped by the policy"],
		[states.filter(({ kind }) => kind === "unlisted").length, "named by no entry"]
	].filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
	return `${images.size} ${images.size === 1 ? "image" : "images"}: ${said.join(", ")}`;
}
function resultOf(verdict) {
	switch (verdict.kind) {
		case "skipped": return {
			kind: "skipped",
			state: "skipped",
			signatures: []
		};
		case "unlisted": return {
			kind: "unlisted",
			state: "skipped",
			signatures: []
		};
		case "refused": return {
			kind: "judged",
			state: "failed",
			signatures: []
		};
		case "judged": return {
			kind: "judged",
			state: stateOf(verdict),
			...verdict.digest === void 0 ? {} : { digest: verdict.digest },
			signatures: verdict.needs.flatMap(([, judged]) => judged.kind === "met" ? judged.evidence.map(signatureOf) : [])
		};
	}
}
function stateOf({ needs }) {
	if (needs.some(([, { kind }]) => kind === "undecided")) return "error";
	return needs.some(([{ mode }, { kind }]) => kind === "unmet" && mode === "enforce") ? "failed" : "passed";
}
function signatureOf(evidence) {
	const { by, issuer, at, log, where } = evidence;
	return {
		by,
		...issuer === void 0 ? {} : { issuer },
		...at === void 0 ? {} : { at },
		...log === void 0 ? {} : { log },
		where
	};
}
const badness = [
	"error",
	"failed",
	"passed",
	"skipped"
];
function worseOf(a, b) {
	const [worse, other] = badness.indexOf(a.state) <= badness.indexOf(b.state) ? [a, b] : [b, a];
	const digest = worse.digest ?? other.digest;
	const seen = new Map([...worse.signatures, ...other.signatures].map((each) => [JSON.stringify(each), each]));
	return {
		...worse,
		...digest === void 0 ? {} : { digest },
		signatures: [...seen.values()]
	};
}
// src/checks/signatures/network.ts
/** Whether the policy's allowlist lets an image be contacted; without a list every one may be. */
function admission({ registries: { allow } }) {
	return allow === void 0 ? () => true : allowlistOf(allow).admits;
}
/**
* Who may be contacted: what `registries.allow` admits, and repositories that the policy names as the
* place of signatures. The hosts that policy and caller write out may have private addresses.
*/
function networkFor(wishes) {
	const { policy, needs, globs, named, authorities } = wishes;
	const { allow = [], insecure, tokenHosts, mirrors } = policy.registries;
	const kept = repositoriesIn(needs);
	const keptNames = new Set(kept.map(nameOf));
	const admits = admission(policy);
	return {
		admits: ({ registry, repository }) => keptNames.has(`${registry}/${repository}`) || admits(imageAt({
			registry,
			repository
		})),
		namedHosts: [
			...[...globs, ...allow].flatMap(hostIn),
			...kept.map(({ registry }) => registry),
			...named.flatMap(registryOf)
		],
		insecureHosts: insecure,
		tokenHosts,
		mirrors,
		authorities
	};
}
function imageAt({ registry, repository }) {
	return {
		kind: "image",
		registry,
		repository,
		name: `${registry}/${repository}`,
		tag: void 0,
		digest: void 0,
		hasDefaultTag: true
	};
}
function repositoriesIn(needs) {
	return needs.flatMap(({ ways }) => ways).flatMap((way) => way.kind === "requirements" ? way.kept.repository ?? [] : []).map((repository) => parseImageReference(repository)).filter((image) => image.kind === "image");
}
function nameOf({ name }) {
	return name;
}
/** The host in front of a glob or a prefix; a wildcard in it names nobody in particular. */
function hostIn(pattern) {
	const [host = ""] = pattern.split("/", 1);
	return looksLikeHost(host) && !host.includes("*") ? [host] : [];
}
function registryOf(reference) {
	const image = parseImageReference(reference);
	return image.kind === "image" ? [image.registry] : [];
}
// src/checks/signatures/cluster-image-policy/keys.ts
/** A key that the mapping may lack; the words are those of policy-controller's own reference. */
function optional(shape) {
	return {
		shape,
		required: false,
		about: "",
		fallback: "",
		example: ""
	};
}
/** A key that the mapping must have. */
function required(shape) {
	return {
		shape,
		required: true,
		about: "",
		fallback: "",
		example: ""
	};
}
/** A mapping that says something which nothing here can follow; only that it is there counts. */
const opaqueMapping = {
	what: "a mapping",
	schema: { type: "object" },
	read: (field, reading) => isMapping$1(field.value) ? true : refuse(field, reading, "a mapping")
};
/** A list that has at least one item. */
function filled(list) {
	return {
		...list,
		read(field, reading) {
			return Array.isArray(field.value) && field.value.length === 0 ? refuse(field, reading, list.what, ", not an empty one") : list.read(field, reading);
		}
	};
}
/** Notes where a mapping has none or several of keys that exclude each other; says whether it has one. */
function hasOneOf(field, keys, reading) {
	const present = field.entries().filter(({ key, exists }) => exists && keys.includes(String(key)));
	const [, second] = present;
	if (second !== void 0) {
		const all = present.map(({ key }) => key).join(" and ");
		reading.reportKey(second, `${nameOf$1(field.path)} has ${all}; keep one of them`);
		return false;
	}
	if (present.length === 1) return true;
	reading.report(field, `${nameOf$1(field.path)} has none of ${keys.join(", ")}; add one of them`);
	return false;
}
// src/checks/signatures/cluster-image-policy/attestation.ts
/** The short names and what cosign makes of them; the newer types are written as URIs. */
const predicateTypes = /* @__PURE__ */ new Map([
	["custom", "https://cosign.sigstore.dev/attestation/v1"],
	["slsaprovenance", "https://slsa.dev/provenance/v0.2"],
	["spdx", "https://spdx.dev/Document"],
	["spdxjson", "https://spdx.dev/Document"],
	["cyclonedx", "https://cyclonedx.org/bom"],
	["link", "https://in-toto.io/Link/v1"],
	["vuln", "https://cosign.sigstore.dev/attestation/vuln/v1"]
]);
const uri = /^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+$/;
const predicateType = text({
	what: `one of ${[...predicateTypes.keys()].join(", ")}, or a URI`,
	mistake: (value) => predicateTypes.has(value) || uri.test(value) ? void 0 : `it must be one of ${[...predicateTypes.keys()].join(", ")}, or a URI`
});
const program = mapping({
	type: required(oneOf(["cue", "rego"])),
	data: optional(text({ what: "a program" })),
	remote: optional(opaqueMapping),
	configMapRef: optional(opaqueMapping),
	fetchConfigFile: optional(flag()),
	includeSpec: optional(flag()),
	includeObjectMeta: optional(flag()),
	includeTypeMeta: optional(flag())
}, "a mapping with type and data");
/** Parts of the reviewed object that only the policy of the whole object may ask for. */
const onlyForTheWhole = [
	"fetchConfigFile",
	"includeSpec",
	"includeObjectMeta",
	"includeTypeMeta"
];
/** `policy` of an attestation or of the whole object: why it cannot be evaluated, as a clause. */
const programObstacle = {
	...program,
	read(field, reading) {
		const found = program.read(field, reading);
		const hasProgram = hasOneOf(field, [
			"data",
			"remote",
			"configMapRef"
		], reading);
		if (found === void 0 || !hasProgram) return void 0;
		return `${nameOf$1(field.path)} is a program in ${found.type}, and none is run here`;
	}
};
const values$4 = mapping({
	name: required(text({ what: "the name of the attestation" })),
	predicateType: required(predicateType),
	policy: optional(programObstacle)
}, "a mapping with name and predicateType");
/** An item of an authority's `attestations`. */
const attestationReference = {
	...values$4,
	read(field, reading) {
		const found = values$4.read(field, reading);
		refuseForPart(field.at("policy"), reading);
		if (found === void 0) return void 0;
		return {
			wanted: { type: { predicateType: predicateTypes.get(found.predicateType) ?? found.predicateType } },
			obstacle: found.policy
		};
	}
};
function refuseForPart(policy, reading) {
	for (const key of onlyForTheWhole) {
		if (!policy.at(key).exists) continue;
		reading.reportKey(policy.at(key), `${nameOf$1(policy.path)} has ${key}; only spec.policy may`);
	}
}
// src/checks/signatures/cluster-image-policy/key-reference.ts
/** As pkg/apis/signaturealgo of policy-controller knows them. */
const algorithms = [
	"sha224",
	"sha256",
	"sha384",
	"sha512"
];
const algorithm = text({
	what: `one of ${algorithms.join(", ")}`,
	mistake: (value) => algorithms.includes(plainName(value)) ? void 0 : `it must be one of ${algorithms.join(", ")}`
});
const reference = mapping({
	data: optional(text({ what: "one or more public keys in PEM" })),
	secretRef: optional(opaqueMapping),
	kms: optional(text({
		what: "the address of a key",
		mistake: (value) => providers.some((provider) => value.startsWith(provider)) ? void 0 : `it must begin with one of ${providers.join(", ")}`
	})),
	hashAlgorithm: optional(algorithm)
}, "a mapping with data, secretRef or kms");
const providers = [
	"awskms://",
	"azurekms://",
	"gcpkms://",
	"hashivault://"
];
/** `key` of an authority: the keys in it, since secrets and key services answer only to the cluster. */
const keyReference = {
	...reference,
	read(field, reading) {
		const values = reference.read(field, reading);
		if (values === void 0 || !hasOneOf(field, [
			"data",
			"secretRef",
			"kms"
		], reading)) return;
		const { data, secretRef, hashAlgorithm } = values;
		if (data === void 0) {
			const where = secretRef === void 0 ? "kms" : "secretRef";
			return {
				kind: "elsewhere",
				reason: `${nameOf$1(field.path)}.${where} ${answers[where]}`
			};
		}
		const hash = hashAlgorithm === void 0 ? void 0 : plainName(hashAlgorithm);
		if (hash !== void 0 && !isHashName(hash)) return {
			kind: "elsewhere",
			reason: `${nameOf$1(field.path)} asks for ${hash}, which is not supported`
		};
		try {
			return {
				kind: "keys",
				keys: readKeys(data, nameOf$1(field.at("data").path), hash)
			};
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			reading.report(field.at("data"), error.message);
			return;
		}
	}
};
const answers = {
	kms: "names a key that only its key service has",
	secretRef: "names a secret, which only the cluster has"
};
function isHashName(name) {
	return name === "sha256" || name === "sha384" || name === "sha512";
}
function plainName(written) {
	return written.trim().toLowerCase();
}
// src/checks/signatures/cluster-image-policy/identity.ts
const expression = text({
	what: "a regular expression (RE2)",
	mistake: mistakeInExpression
});
const values$3 = mapping({
	issuer: optional(text({ what: "the address of an issuer" })),
	issuerRegExp: optional(expression),
	subject: optional(text({ what: "an identity" })),
	subjectRegExp: optional(expression)
}, "a mapping with issuer or issuerRegExp, and subject or subjectRegExp");
/** Who may have signed. policy-controller looks for its expressions anywhere in the text. */
const identity = {
	...values$3,
	read(field, reading) {
		const found = values$3.read(field, reading);
		const issued = hasOneOf(field, ["issuer", "issuerRegExp"], reading);
		const named = hasOneOf(field, ["subject", "subjectRegExp"], reading);
		if (found === void 0 || !issued || !named) return void 0;
		const issuer = issuerOf(found);
		const subject = subjectOf(found);
		if (issuer === void 0 || subject === void 0) return void 0;
		return {
			wanted: {
				...issuer,
				...subject
			},
			notes: notesOn$3(found, nameOf$1(field.path))
		};
	}
};
function issuerOf({ issuer, issuerRegExp }) {
	if (issuer !== void 0) return { issuer };
	return issuerRegExp === void 0 ? void 0 : { issuerRegExp: searching(issuerRegExp) };
}
function subjectOf({ subject, subjectRegExp }) {
	if (subject !== void 0) return { identity: subject };
	return subjectRegExp === void 0 ? void 0 : { identityRegExp: searching(subjectRegExp) };
}
function notesOn$3(found, name) {
	return ["issuerRegExp", "subjectRegExp"].flatMap((key) => {
		const missing = found[key] === void 0 ? void 0 : missingAnchors(found[key]);
		if (missing === void 0) return [];
		return [`${name}.${key} has ${missing}: whatever holds a match lets a signature count.`];
	});
}
// src/checks/signatures/cluster-image-policy/keyless.ts
const values$2 = mapping({
	url: optional(text({ what: "the address of a Fulcio instance" })),
	identities: required(filled(listOf(identity, "a list of identities"))),
	"ca-cert": optional(opaqueMapping),
	trustRootRef: optional(text({ what: "the name of a TrustRoot" })),
	insecureIgnoreSCT: optional(flag())
}, "a mapping with identities");
const publicFulcio = /^https:\/\/fulcio\.sigstore\.dev\/?$/;
/** `keyless` of an authority. */
const keylessReference = {
	...values$2,
	read(field, reading) {
		const found = values$2.read(field, reading);
		if (field.at("url").exists && field.at("ca-cert").exists) {
			hasOneOf(field, ["url", "ca-cert"], reading);
			return;
		}
		if (found === void 0) return void 0;
		const name = nameOf$1(field.path);
		return {
			identities: found.identities.map(({ wanted }) => wanted),
			obstacle: obstacleIn$1(found, name),
			notes: notesOn$2(found, name)
		};
	}
};
function obstacleIn$1(found, name) {
	if (found.trustRootRef !== void 0) return `${name}.trustRootRef names a TrustRoot, which only the cluster has`;
	if (found["ca-cert"] === void 0) return void 0;
	return `${name}.ca-cert names an authority of its own, and only a trusted root can`;
}
function notesOn$2(found, name) {
	const { url, identities, insecureIgnoreSCT } = found;
	const notes = identities.flatMap((identity) => identity.notes);
	if (url !== void 0 && !publicFulcio.test(url)) notes.push(`${name}.url is not asked: certificates must lead to the trusted root of this run.`);
	if (insecureIgnoreSCT === true) notes.push(`${name}.insecureIgnoreSCT is not followed: certificates must be logged.`);
	return notes;
}
// src/checks/signatures/cluster-image-policy/source.ts
const values$1 = mapping({
	oci: optional(text({
		what: "a repository such as ghcr.io/acme/signatures",
		mistake: mistakeInRepository
	})),
	tagPrefix: optional(text({
		what: "the beginning of a tag",
		mistake: (prefix) => /^\w[\w.-]{0,62}$/.test(prefix) ? void 0 : "a tag has only letters, digits and _.-, and begins with none of the last two"
	})),
	signaturePullSecrets: optional(listOf(opaqueMapping, "a list of mappings with name"))
}, "a mapping with oci or tagPrefix");
const item = {
	...values$1,
	read(field, reading) {
		const found = values$1.read(field, reading);
		if (found === void 0) return void 0;
		const { oci, tagPrefix, signaturePullSecrets } = found;
		const kept = {
			...oci === void 0 ? {} : { repository: oci },
			...tagPrefix === void 0 ? {} : { tagPrefix }
		};
		if (signaturePullSecrets === void 0) return {
			kept,
			notes: []
		};
		return {
			kept,
			notes: [`${nameOf$1(field.at("signaturePullSecrets").path)} is not used: the credentials are those of this run.`]
		};
	}
};
const list = listOf(item, "a list of one source");
/** `source` of an authority; policy-controller takes one only. */
const sourceReference = {
	what: list.what,
	schema: list.schema,
	read(field, reading) {
		const sources = list.read(field, reading);
		if (sources === void 0) return void 0;
		const second = field.items()[1];
		if (second !== void 0) reading.report(second, `${nameOf$1(field.path)} has several sources, and only one may stand there`);
		return sources[0] ?? {
			kept: {},
			notes: []
		};
	}
};
function mistakeInRepository(oci) {
	const parsed = parseImageReference(oci);
	if (parsed.kind === "malformed") return `it is no repository: ${parsed.reason}`;
	if (parsed.tag !== void 0 || parsed.digest !== void 0) return "it must be a repository, without tag and digest";
	return /[.:]/.test(oci.split("/")[0] ?? "") && !oci.includes("/") ? "it is a registry; write the repository in it as well" : void 0;
}
// src/checks/signatures/cluster-image-policy/authority.ts
const anyText = text({ what: "text" });
const staticAnswer = mapping({
	action: required(oneOf(["pass", "fail"])),
	message: optional(anyText)
}, "a mapping with action");
const log = mapping({
	url: optional(anyText),
	trustRootRef: optional(anyText)
}, "a mapping with url");
const timestamp = mapping({ trustRootRef: optional(anyText) }, "a mapping with trustRootRef");
const values = mapping({
	name: optional(anyText),
	key: optional(keyReference),
	keyless: optional(keylessReference),
	static: optional(staticAnswer),
	source: optional(sourceReference),
	ctlog: optional(log),
	rfc3161timestamp: optional(timestamp),
	attestations: optional(listOf(attestationReference, "a list of mappings with name and predicateType")),
	signatureFormat: optional(oneOf(["legacy", "bundle"]))
}, "a mapping with key, keyless or static");
/** An item of `authorities`. What only the cluster can find out makes it a way that is never open. */
const authority = {
	...values,
	read(field, reading) {
		const found = values.read(field, reading);
		if (!hasKind(field, reading) || found === void 0) return void 0;
		if (found.static !== void 0) {
			refuseBesideStatic(field, reading);
			return {
				way: staticWay(found.static, field),
				notes: []
			};
		}
		const obstacle = obstacleIn(found, nameOf$1(field.path));
		const { location } = field;
		if (obstacle !== void 0) return {
			way: {
				kind: "undecidable",
				reason: obstacle,
				location
			},
			notes: []
		};
		const all = requirementsOf(found);
		if (all.length === 0) return void 0;
		return {
			way: {
				kind: "requirements",
				all,
				kept: found.source?.kept ?? {},
				location
			},
			notes: notesOn$1(found, nameOf$1(field.path))
		};
	}
};
function hasKind(field, reading) {
	const kinds = [
		"key",
		"keyless",
		"static"
	];
	return field.at("rfc3161timestamp").exists && !kinds.some((k) => field.at(k).exists) || hasOneOf(field, kinds, reading);
}
function refuseBesideStatic(field, reading) {
	for (const key of [
		"source",
		"ctlog",
		"rfc3161timestamp",
		"attestations"
	]) {
		if (!field.at(key).exists) continue;
		const name = nameOf$1(field.path);
		reading.reportKey(field.at(key), `${name} is static and has ${key}, which looks at no signature`);
	}
}
function staticWay({ action, message }, { location }) {
	return {
		kind: "static",
		passes: action === "pass",
		message,
		location
	};
}
/** Why nothing here can find out whether the authority signed, as a clause. */
function obstacleIn(found, name) {
	const { key, keyless, ctlog, rfc3161timestamp, attestations = [] } = found;
	if (key?.kind === "elsewhere") return key.reason;
	if (keyless?.obstacle !== void 0) return keyless.obstacle;
	if (ctlog?.trustRootRef !== void 0) return `${name}.ctlog.trustRootRef names a TrustRoot, which only the cluster has`;
	if (rfc3161timestamp?.trustRootRef !== void 0) return `${name}.rfc3161timestamp.trustRootRef names a TrustRoot, which only the cluster has`;
	if (rfc3161timestamp !== void 0 && key === void 0 && keyless === void 0) return `${name} asks for a time stamp by anybody, which says nothing about who signed`;
	return attestations.find(({ obstacle }) => obstacle !== void 0)?.obstacle;
}
/** One for each attestation, which stand instead of the signature; without any, the signature's. */
function requirementsOf(found) {
	const signer = signerOf(found);
	if (signer === void 0) return [];
	const demands = {
		format: found.signatureFormat ?? "either",
		annotations: {}
	};
	const { attestations = [] } = found;
	if (attestations.length === 0) return [{
		...signer,
		...demands
	}];
	return attestations.map(({ wanted }) => ({
		...signer,
		...demands,
		attestation: wanted
	}));
}
function signerOf({ key, keyless, ctlog }) {
	if (keyless !== void 0) return {
		kind: "keyless",
		identities: keyless.identities
	};
	if (key?.kind !== "keys") return void 0;
	return {
		kind: "key",
		keys: key.keys,
		log: ctlog?.url === void 0 ? "optional" : "required"
	};
}
const publicRekor = /^https:\/\/rekor\.sigstore\.dev\/?$/;
function notesOn$1(found, name) {
	const { keyless, source, ctlog, signatureFormat } = found;
	const notes = [...keyless?.notes ?? [], ...source?.notes ?? []];
	if (signatureFormat === void 0) notes.push(`${name} has no signatureFormat: signatures of both formats count, while policy-controller looks at legacy ones only.`);
	if (keyless !== void 0 && ctlog?.url === void 0) notes.push(`${name} has no ctlog.url: keyless signatures must be in the transparency log all the same.`);
	if (ctlog?.url !== void 0 && !publicRekor.test(ctlog.url)) notes.push(`${name}.ctlog.url is not asked: entries must lead to the trusted root of this run.`);
	return notes;
}
// src/checks/signatures/cluster-image-policy/policy-shape.ts
/** The plural names of what the webhook reviews. */
const resources = [
	"replicasets",
	"deployments",
	"pods",
	"cronjobs",
	"jobs",
	"statefulsets",
	"daemonsets"
];
const image = mapping({ glob: required(text({
	what: "a glob of images",
	mistake: mistakeInImageGlob
})) }, "a mapping with glob");
/** The core group is written as an empty text. */
const maybeEmpty = {
	what: "text",
	schema: { type: "string" },
	read: (field, reading) => typeof field.value === "string" ? field.value : text({ what: "text" }).read(field, reading)
};
const matchValues = mapping({
	group: optional(maybeEmpty),
	version: optional(maybeEmpty),
	resource: optional(oneOf(resources)),
	selector: optional(opaqueMapping)
}, "a mapping with resource");
/** An item of `match`, as the field itself: what it selects depends on the object. */
const matchItem = {
	...matchValues,
	read(field, reading) {
		const found = matchValues.read(field, reading);
		if (found === void 0) return void 0;
		const { group, version, resource, selector } = found;
		const name = nameOf$1(field.path);
		if (selector === void 0) return field;
		if ([
			group,
			version,
			resource
		].every((each) => each === void 0 || each === "")) reading.reportKey(field.at("selector"), `${name} has a selector and no resource to select of`);
		if (labelSelectorAt(field.at("selector")) === void 0) reading.report(field.at("selector"), `${name}.selector is no selector of labels; it must have matchLabels or matchExpressions as Kubernetes knows them`);
		return field;
	}
};
const globList = listOf(image, "a list of mappings with glob");
/** `spec` of a ClusterImagePolicy, as policy-controller's validation lets it through. */
const specShape = mapping({
	images: required(filled(globList)),
	authorities: required(filled(listOf(authority, "a list of authorities"))),
	mode: optional(oneOf(["enforce", "warn"])),
	match: optional(listOf(matchItem, "a list of mappings with resource")),
	policy: optional(programObstacle)
}, "a mapping with images and authorities");
/** The globs of a valid spec. */
function globsOf(images) {
	return images.map(({ glob }) => compileImageGlob(glob));
}
// src/checks/signatures/cluster-image-policy/read.ts
const group = "policy.sigstore.dev";
const kind = "ClusterImagePolicy";
const versions = [`${group}/v1beta1`, `${group}/v1alpha1`];
/** Nothing in these objects speaks of what a policy of Portcullis is read against. */
const noContext = {
	rules: [],
	mistakeInAllowEntry: () => void 0,
	mistakeInImageGlob: () => void 0,
	mistakeInExpression: () => void 0,
	mistakeInStatementPath: () => void 0
};
/**
* The ClusterImagePolicy objects among those of a file that the policy names (sigstore/policy-controller,
* v1alpha1 and v1beta1). Throws one UsageError with all mistakes, a line for each, and where the file
* has no such object: a policy that silently did not count would be worse than none.
*/
function clusterImagePoliciesIn(path, resources) {
	const objects = resources.filter((resource) => resource.kind === kind && resource.group === group);
	const [first] = objects;
	if (first === void 0) {
		const { line, column } = startOf(path);
		const where = `${path}:${line}:${column}`;
		throw new UsageError(`${where}: has no ${kind} of ${group}; name a file that has one`);
	}
	const reading = new PolicyReading(first.root.document.file, noContext);
	const policies = objects.map((object) => policyOf(object, reading));
	const mistakes = reading.lines;
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return policies.filter((policy) => policy !== void 0);
}
function policyOf(object, reading) {
	const { root, apiVersion, name } = object;
	if (!versions.includes(apiVersion)) {
		reading.report(root.at("apiVersion"), `apiVersion must be ${versions.join(" or ")}`);
		return;
	}
	if (name === void 0) reading.report(root, `the ${kind} has no metadata.name`);
	const spec = root.at("spec");
	const values = specShape.read(spec, reading);
	if (values === void 0) return void 0;
	const ways = values.authorities.map(({ way }) => way);
	const notes = values.authorities.flatMap((authority) => authority.notes);
	return {
		title: `${kind}/${name ?? "?"}`,
		globs: globsOf(values.images),
		mode: values.mode ?? "enforce",
		match: values.match ?? [],
		ways: values.policy === void 0 ? ways : ways.map((way) => barred(way, values.policy, spec)),
		notes: [...new Set(notes)],
		location: root.at("metadata", "name").location
	};
}
/** A program has the last word about the whole, so that no authority alone opens the way. */
function barred(way, reason, spec) {
	if (reason === void 0 || way.kind === "static" && !way.passes) return way;
	return {
		kind: "undecidable",
		reason,
		location: spec.at("policy").location
	};
}
// src/checks/signatures/policy-files.ts
/** Larger than any key, trust root or set of policies. */
const largestFile = 4 << 20;
/**
* Reads files that the policy names: from the root of its repository, or by their absolute path where
* the policy lies elsewhere. What cannot be read is a UsageError that names the file.
*/
function policyFileReader(root) {
	return (file) => {
		try {
			return readText(path.resolve(root, file));
		} catch (cause) {
			const reason = cause instanceof Error && "code" in cause && cause.code === "ENOENT" ? "there is no such file" : messageOf(cause);
			throw new UsageError(`${file} cannot be read: ${reason}`, { cause });
		}
	};
}
/** Opens without waiting, lest a named pipe hold the run. */
function readText(file) {
	const descriptor = openSync(file, constants$1.O_RDONLY | constants$1.O_NONBLOCK);
	try {
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) throw new Error("it is not a file");
		if (stats.size > largestFile) throw new Error(`it has more than ${largestFile} bytes`);
		return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(descriptor));
	} finally {
		closeSync(descriptor);
	}
}
/** The ClusterImagePolicies in the named files. Throws one UsageError with all mistakes. */
function readClusterImagePolicies(root, files) {
	const mistakes = [];
	const policies = files.flatMap((file) => {
		try {
			return policiesIn(root, file);
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			mistakes.push(...error.mistakes);
			return [];
		}
	});
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return policies;
}
function policiesIn(root, { path: named }) {
	const file = path.resolve(root, named);
	const isInside = file.startsWith(root + path.sep);
	const tree = readTree({
		root: isInside ? root : path.dirname(file),
		paths: [file],
		excluded: () => false,
		images: []
	});
	const unreadable = tree.problems.filter(({ kind }) => kind === "unreadable");
	if (unreadable.length > 0) throw new UsageError(unreadable.map(({ message }) => `${named}: ${message}`));
	return clusterImagePoliciesIn(named, tree.resources);
}
// src/checks/signatures/cluster-image-policy/match.ts
const own = ["metadata"];
const template = [
	"spec",
	"template",
	"metadata"
];
function workload(group, resource, ...between) {
	return [
		[
			group,
			resource,
			...own
		],
		...between,
		[
			"",
			"pods",
			...template
		]
	];
}
/** The objects that come into being from one of these kinds, and where their labels stand in it. */
const makings = /* @__PURE__ */ new Map([
	["/Pod", [[
		"",
		"pods",
		...own
	]]],
	["apps/Deployment", workload("apps", "deployments", [
		"apps",
		"replicasets",
		...template
	])],
	["apps/ReplicaSet", workload("apps", "replicasets")],
	["apps/StatefulSet", workload("apps", "statefulsets")],
	["apps/DaemonSet", workload("apps", "daemonsets")],
	["batch/Job", workload("batch", "jobs")],
	["batch/CronJob", [
		[
			"batch",
			"cronjobs",
			...own
		],
		[
			"batch",
			"jobs",
			"spec",
			"jobTemplate",
			"metadata"
		],
		[
			"",
			"pods",
			"spec",
			"jobTemplate",
			...template
		]
	]]
]);
/**
* Whether a policy's `match` selects what comes of an object: the object itself or any that controllers
* make of it, which the webhook reviews as well. Without items everything is selected. A version is not
* compared, since the API server serves each object in all of its own.
*/
function selects(match, object) {
	if (match.length === 0) return {
		selects: true,
		assuming: []
	};
	const made = object === void 0 ? void 0 : makings.get(`${object.group}/${object.kind}`);
	if (object === void 0 || made === void 0) return {
		selects: true,
		assuming: [`${object === void 0 ? "the image" : `the ${object.kind}`} ends up in an object that its match selects`]
	};
	const reviewed = made.map(([group, resource, ...metadata]) => ({
		group,
		resource,
		metadata: object.root.at(...metadata)
	}));
	return match.some((item) => reviewed.some((one) => selectsOne(item, one))) ? {
		selects: true,
		assuming: []
	} : { selects: false };
}
function selectsOne(item, { group, resource, metadata }) {
	const wanted = item.at("resource").value;
	if (typeof wanted === "string" && wanted !== "" && wanted !== resource) return false;
	const wantedGroup = item.at("group").value;
	if (typeof wantedGroup === "string" && wantedGroup !== "" && wantedGroup !== group) return false;
	const selector = item.at("selector");
	if (!selector.exists) return true;
	return labelSelectorAt(selector)?.matches(labelsAt(metadata)) ?? true;
}
// src/checks/signatures/entry-needs.ts
/**
* What an entry asks of each of its images: the signature where it names a signer, and every
* attestation. Keys and identities of one entry are alternatives.
*/
function needsOf(entry, policyPath, keysIn) {
	const { signers, annotations, attestations } = entry;
	const kept = entry.repository === void 0 ? {} : { repository: entry.repository };
	const need = (what, by, demanded, location) => ({
		title: `${what} by the entry ${entry.match} of ${policyPath}`,
		mode: "enforce",
		ways: waysOf(by, demanded, kept, keysIn, location),
		platforms: entry.platforms,
		notes: [],
		location
	});
	const signature = { annotations: Object.fromEntries(annotations) };
	return [...signers === void 0 ? [] : [need("a signature", signers, signature, entry.location)], ...attestations.map((demand) => {
		const attestation = wantedBy(demand);
		const what = `an attestation (${nameOfType(demand)})`;
		return need(what, demand.signers, {
			annotations: {},
			attestation
		}, demand.location);
	})];
}
function waysOf(signers, demanded, kept, keysIn, location) {
	return authoritiesOf(signers, keysIn).map((authority) => {
		return {
			kind: "requirements",
			all: [{
				...authority,
				...demanded,
				format: "either"
			}],
			kept,
			location
		};
	});
}
function authoritiesOf({ keys, keyless, hash, log }, keysIn) {
	const trusted = keys.flatMap((file) => keysIn(file, hash));
	const identities = keyless.map(identityOf);
	return [...trusted.length === 0 ? [] : [{
		kind: "key",
		keys: trusted,
		log
	}], ...identities.length === 0 ? [] : [{
		kind: "keyless",
		identities
	}]];
}
function identityOf({ issuer, identity, workflow }) {
	return {
		...issuer.kind === "exact" ? { issuer: issuer.text } : { issuerRegExp: issuer.source },
		...identity.kind === "exact" ? { identity: identity.text } : { identityRegExp: identity.source },
		claims: claimsOf(workflow)
	};
}
const claimNames = {
	name: "workflow-name",
	ref: "workflow-ref",
	repository: "workflow-repository",
	sha: "workflow-sha",
	trigger: "workflow-trigger"
};
function claimsOf(workflow) {
	const claims = {};
	for (const key of Object.keys(claimNames)) {
		const wanted = workflow[key];
		if (wanted !== void 0) claims[claimNames[key]] = wanted;
	}
	return claims;
}
const typeNames = {
	"slsa-provenance": "slsa-provenance",
	spdx: "spdx",
	cyclonedx: "cyclonedx",
	vuln: "vulnerabilities",
	openvex: "openvex"
};
function wantedBy({ type, provenance, where }) {
	const isProvenance = Object.keys(provenance).length > 0;
	return {
		type: type.kind === "known" ? typeNames[type.name] : { predicateType: type.uri },
		...isProvenance ? { provenance } : {},
		...where.length === 0 ? {} : { conditions: where.map(({ path, equals }) => ({
			path,
			equals
		})) }
	};
}
function nameOfType({ type }) {
	return type.kind === "known" ? type.name : type.uri;
}
// src/checks/signatures/requirements.ts
/**
* Prepares the section for any number of images. `readFile` hands over the text of a file that the
* policy names; what it throws as a UsageError is a mistake of the policy. Throws one UsageError with
* all mistakes, a line for each.
*/
function prepareSignatures(section, policyPath, readFile, policies) {
	const mistakes = /* @__PURE__ */ new Set();
	const keysIn = (file, hash) => {
		try {
			return readKeys(readFile(file.path), file.path, hash);
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			mistakes.add(`${placeOf(file)}: ${error.message}`);
			return noKeys;
		}
	};
	const entries = section.images.map((entry) => ({
		entry,
		glob: compileImageGlob(entry.match),
		needs: entry.kind === "skip" ? [] : needsOf(entry, policyPath, keysIn)
	}));
	if (mistakes.size > 0) throw new UsageError([...mistakes]);
	return {
		entries,
		policies,
		unlisted: section.unlisted
	};
}
/**
* What the policy asks of an image. Several entries that match it must all be met, and so must all
* ClusterImagePolicies; an entry that skips it overrules both. A reference that no runtime can pull
* matches nothing and is unlisted: whoever asks has to refuse it first.
*/
function requirementsFor(image, { entries, policies, unlisted }) {
	const spellings = spellingsOf(image.reference);
	const skipped = entries.find(({ entry, glob }) => skips(entry, glob, spellings))?.entry;
	if (skipped?.kind === "skip") return {
		needs: [],
		skipped
	};
	const listing = entries.filter(({ entry, glob }) => entry.kind === "demand" && matches(glob, spellings));
	const applying = policies.filter(({ globs }) => globs.some((glob) => matches(glob, spellings))).flatMap((policy) => needOf(policy, image.resource));
	if (listing.length > 0 || applying.length > 0) return { needs: [...listing.flatMap((listed) => listed.needs), ...applying] };
	const nearMiss = nearMissFor(image.reference, entries);
	return {
		needs: [],
		unlisted: {
			level: unlisted,
			...nearMiss === void 0 ? {} : { nearMiss }
		}
	};
}
function needOf(policy, resource) {
	const selection = selects(policy.match, resource);
	if (!selection.selects) return [];
	const { title, mode, ways, location } = policy;
	const assumptions = selection.assuming.map((clause) => `It was taken to hold that ${clause}.`);
	return [{
		title,
		mode,
		ways,
		platforms: "top",
		notes: [...policy.notes, ...assumptions],
		location
	}];
}
function matches(glob, { exact, decorated }) {
	return [...exact, ...decorated].some((text) => glob.matches(text));
}
/** A tag beside a digest is whatever its writer likes, so it must not let anything through. */
function skips(entry, glob, { exact }) {
	return entry.kind === "skip" && exact.some((text) => glob.matches(text));
}
/** A glob without a wildcard for the tag is the usual slip: it matches no reference that has one. */
function nearMissFor(reference, entries) {
	const image = parseImageReference(reference);
	if (image.kind === "malformed") return void 0;
	const bare = image.registry === "docker.io" ? [image.name, `index.${image.name}`] : [image.name];
	const near = entries.find(({ glob }) => bare.some((text) => glob.matches(text)))?.entry;
	return near === void 0 ? void 0 : {
		match: near.match,
		location: near.location
	};
}
const noKeys = [];
function placeOf({ location }) {
	return `${location.path}:${location.line}:${location.column}`;
}
// src/checks/signatures/judge/trust-root.ts
var import_dist = require_dist$3();
const mediaType = /^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=0\.[12]|\.v0\.2\+json)$/;
/**
* Reads a `trusted_root.json`. Throws a UsageError that names it where it is malformed, or where a log
* or an authority does not say since when it is valid: such a one would be trusted for all the past.
*/
function trustRootFrom(text, name) {
	const root = parse(text, name);
	const mistakes = mistakesIn(root).map((mistake) => `trust root ${name}: ${mistake}`);
	if (mistakes.length > 0) throw new UsageError(mistakes);
	try {
		const { publicKey: _, ...material } = (0, import_dist$1.toTrustMaterial)(root);
		return {
			name,
			material
		};
	} catch (cause) {
		const reason = `a key or certificate in it cannot be read: ${messageOf(cause)}`;
		throw new UsageError(`trust root ${name}: ${reason}`, { cause });
	}
}
function parse(text, name) {
	try {
		const json = readJson(Buffer.from(text), "it");
		if (!mediaType.test(textOf(json, "mediaType") ?? "")) throw new Rejection("it is not a trusted_root.json of version 0.1 or 0.2");
		return import_dist.TrustedRoot.fromJSON(json);
	} catch (cause) {
		throw new UsageError(`trust root ${name}: ${messageOf(cause)}`, { cause });
	}
}
function mistakesIn(root) {
	const logs = [...root.tlogs, ...root.ctlogs];
	const authorities = [...root.certificateAuthorities, ...root.timestampAuthorities];
	if (logs.length + authorities.length === 0) return ["it names no authority and no log"];
	return [...logs.flatMap(({ baseUrl, publicKey, logId }) => [...mistakesInPeriod(`the log ${baseUrl}`, publicKey?.validFor), ...publicKey?.rawBytes === void 0 || logId === void 0 ? [`the log ${baseUrl} has no key or no identifier`] : []]), ...authorities.flatMap(({ uri, validFor, certChain }) => [...mistakesInPeriod(`the authority ${uri}`, validFor), ...(certChain?.certificates ?? []).length === 0 ? [`the authority ${uri} has no certificate`] : []])];
}
function mistakesInPeriod(who, period) {
	const { start, end } = period ?? {};
	if (start === void 0) return [`${who} does not say since when it is valid (validFor.start)`];
	return [start, ...end === void 0 ? [] : [end]].some((time) => Number.isNaN(time.getTime())) ? [`${who} has an invalid date`] : [];
}
// src/checks/signatures/trust-source.ts
/**
* The policy's own trust root for everything where it names one. Else that of the public instance, which
* is fetched once and only if a requirement needs it: a key whose log is optional needs none.
*/
function trustSourceOf({ trustedRoot }, readFile, fetchRoot = fetchPublicRoot) {
	if (trustedRoot !== void 0) {
		const roots = [trustRootFrom(readFile(trustedRoot.path), trustedRoot.path)];
		return () => Promise.resolve(roots);
	}
	let fetched;
	return (requirement) => {
		if (requirement.kind === "key" && requirement.log === "optional") return Promise.resolve([]);
		return fetched ??= fetchRoot().then((root) => [root]);
	};
}
async function fetchPublicRoot() {
	const { freshTrustedRoot } = await import("./fresh-trust-root.js");
	const { XDG_CACHE_HOME } = process.env;
	const caches = XDG_CACHE_HOME === void 0 || XDG_CACHE_HOME === "" ? join(homedir(), ".cache") : XDG_CACHE_HOME;
	return freshTrustedRoot({
		cacheFolder: join(caches, "portcullis", "sigstore"),
		offline: false
	});
}
// src/checks/signatures/judge-signatures.ts
var judge_signatures_exports = /* @__PURE__ */ __exportAll({ judgeSignatures: () => judgeSignatures });
/** Images that are examined at once; the client bounds the requests to each host besides. */
const imagesAtOnce = 32;
/** All images together; what is not known by then could not be told. */
const longestMs = 6e5;
/**
* Judges every image of the tree by the section. A mistake in a file that the policy names leaves
* nothing to judge by, and an image about which nothing could be learnt leaves the others as they are:
* both are errors of the check.
*/
async function judgeSignatures(subject, section) {
	let prepared;
	try {
		prepared = prepare(subject, section);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		return {
			kind: "error",
			reason: error.mistakes.join("; "),
			findings: []
		};
	}
	const asked = askedUses(subject, prepared.requirements);
	const examinations = await examineAll(asked, subject, section, prepared);
	return outcomeOf(asked.map((each) => judgedUse(each, examinations)), subject, section);
}
function prepare({ root, policy }, section) {
	const readFile = policyFileReader(root);
	const policies = readClusterImagePolicies(root, section.clusterImagePolicies);
	const { ca } = policy.registries;
	return {
		requirements: prepareSignatures(section, policy.path ?? "the policy", readFile, policies),
		trust: trustSourceOf(section, readFile),
		authorities: ca === void 0 ? [] : [readFile(ca)]
	};
}
function askedUses({ tree, policy }, requirements) {
	const isAdmitted = admission(policy);
	return tree.images.map((use) => {
		const { reference, resource } = use;
		const parsed = parseImageReference(reference);
		const asked = requirementsFor({
			reference,
			resource
		}, requirements);
		if (parsed.kind === "malformed") return {
			use,
			image: void 0,
			refusal: `the reference cannot be read: ${parsed.reason}`,
			asked
		};
		return {
			use,
			image: parsed,
			refusal: isAdmitted(parsed) ? void 0 : "registries.allow does not admit it",
			asked
		};
	});
}
/** Each reference once, with the needs of all its uses. */
async function examineAll(asked, { policy, images, offline }, section, { requirements, trust, authorities }) {
	const work = /* @__PURE__ */ new Map();
	for (const { use, image, refusal, asked: { needs } } of asked) {
		if (image === void 0 || refusal !== void 0 || needs.length === 0) continue;
		const known = work.get(use.reference) ?? {
			image,
			needs: []
		};
		known.needs.push(...needs.filter((need) => !known.needs.some((other) => isSame(need, other))));
		work.set(use.reference, known);
	}
	const globs = [...section.images.map(({ match }) => match), ...requirements.policies.flatMap((each) => each.globs.map(({ pattern }) => pattern))];
	const registries = openRegistries({
		policy: networkFor({
			policy,
			needs: [...work.values()].flatMap(({ needs }) => needs),
			globs,
			named: images.map(({ reference }) => reference),
			authorities
		}),
		signal: signalAfter(longestMs)
	});
	try {
		const now = /* @__PURE__ */ new Date();
		return await inParallel([...work], async ([reference, { image, needs }]) => {
			const open = () => offline ? { obstacle: "nothing may be contacted (offline)" } : registries.image(image);
			return [reference, await examine(needs, {
				open,
				trust,
				now
			})];
		});
	} finally {
		registries.close();
	}
}
/** A ClusterImagePolicy's need is made anew for each object, from the same ways. */
function isSame(need, other) {
	return need.ways === other.ways && need.platforms === other.platforms;
}
async function inParallel(items, work) {
	const results = /* @__PURE__ */ new Map();
	const queue = items.values();
	const worker = async () => {
		for (const item of queue) results.set(...await work(item));
	};
	await Promise.all(Array.from({ length: Math.min(imagesAtOnce, items.length) }, worker));
	return results;
}
function judgedUse({ use, image, refusal, asked }, examinations) {
	const of = (verdict) => ({
		use,
		imageName: image?.name,
		verdict
	});
	if (image === void 0 && refusal !== void 0) return of({
		kind: "refused",
		reason: refusal
	});
	if (asked.skipped !== void 0) return of({
		kind: "skipped",
		entry: asked.skipped
	});
	if (asked.unlisted !== void 0) return of({
		kind: "unlisted",
		unlisted: asked.unlisted
	});
	if (refusal !== void 0) return of({
		kind: "refused",
		reason: refusal
	});
	const examination = examinations.get(use.reference);
	const verdicts = [...examination?.verdicts ?? []];
	return of({
		kind: "judged",
		digest: examination?.digest,
		needs: asked.needs.map((need) => {
			return [need, verdicts.find(([other]) => isSame(need, other))?.[1] ?? {
				kind: "undecided",
				reasons: ["it was not looked at"]
			}];
		})
	});
}
function outcomeOf(judged, { policy }, section) {
	const findings = gathered(judged.map((each) => findingsAbout(each, policy.path)));
	const images = resultsOf(judged);
	const notices = [.../* @__PURE__ */ new Set([...hintsAbout(section), ...judged.flatMap(notesOn)])];
	const reason = summaryOf(images);
	return [...images.values()].some(({ state }) => state === "error") ? {
		kind: "error",
		reason,
		findings,
		images,
		notices
	} : {
		kind: "decided",
		reason,
		findings,
		images,
		notices
	};
}
function notesOn({ use, verdict }) {
	if (verdict.kind !== "judged") return [];
	return verdict.needs.flatMap(([{ title, notes }]) => notes.map((note) => `${title}, ${use.reference}: ${note}`));
}
// src/checks/signatures/judge/snapshot.ts
var import_seeds = /* @__PURE__ */ __toESM(require_seeds(), 1);
/** The address of the public instance's update repository, and the name of its seed. */
const publicMirror = "https://tuf-repo-cdn.sigstore.dev";
/** The snapshot inside the package: all that there is to go by when nothing may be contacted. */
function snapshotOfPublicRoot() {
	const seed = import_seeds.default[publicMirror];
	const { signed } = JSON.parse(decode(seed["root.json"]));
	const name = `the public Sigstore instance, snapshot ${signed.version}`;
	return {
		root: trustRootFrom(decode(seed.targets["trusted_root.json"]), name),
		version: signed.version,
		expires: signed.expires
	};
}
function decode(base64) {
	return Buffer.from(base64, "base64").toString("utf8");
}
// src/checks/signatures/signers.ts
/** The different signers that the candidates name for this digest; what cannot be read names nobody. */
function claimedSigners(candidates, digest) {
	const signers = candidates.flatMap((candidate) => claimedBy(candidate, digest));
	return [...new Map(signers.map((signer) => [JSON.stringify(signer), signer])).values()];
}
function claimedBy(candidate, digest) {
	try {
		const { content, certificate } = candidate.form === "bundle" ? readBundle(candidate) : readLegacy(candidate);
		const claims = claimsIn(content);
		subjectFor(claims, digest);
		const predicateType = isSignature(claims) ? void 0 : claims.statement?.predicateType;
		const identity = certificate === void 0 ? void 0 : identityIn(certificate);
		return [{
			what: predicateType === void 0 ? "a signature" : kindOfAttestation(predicateType),
			predicateType,
			identity: identity === void 0 ? void 0 : {
				issuer: identity.issuer,
				subject: identity.subject
			}
		}];
	} catch {
		return [];
	}
}
// src/checks/signatures/suggest-entries.ts
var suggest_entries_exports = /* @__PURE__ */ __exportAll({ suggestEntries: () => suggestEntries });
/**
* Policy entries, as YAML, for the signers that the images name. Throws UsageError where an image cannot
* be read, contacted or found.
*/
async function suggestEntries(references, policy, root) {
	const images = references.map(imageOf);
	const { ca } = policy.registries;
	const registries = openRegistries({ policy: networkFor({
		policy,
		needs: [],
		globs: [],
		named: references,
		authorities: ca === void 0 ? [] : [policyFileReader(root)(ca)]
	}) });
	try {
		const entries = await Promise.all(images.map(async (image) => {
			const remote = registries.image(image);
			const { digest } = await remote.resolve();
			const { candidates, obstacles } = await findCandidates(remote.repository(), digest);
			const signers = claimedSigners(candidates, digest);
			if (signers.length === 0 && obstacles.length > 0) throw new UsageError(obstacles);
			return entryFor(image, digest, signers);
		}));
		return `${head}${entries.join("")}`;
	} catch (error) {
		if (error instanceof RegistryError) throw new UsageError(error.message, { cause: error });
		throw error;
	} finally {
		registries.close();
	}
}
const head = `# For .github/portcullis.yml. The signers below are what the certificates say; nothing was verified.
# Keep those that you know to be the right ones, and let \`portcullis check\` verify them.
signatures:
  images:
`;
function imageOf(reference) {
	const image = parseImageReference(reference);
	if (image.kind === "image") return image;
	throw new UsageError(`${JSON.stringify(reference)} is no image: ${image.reason}`);
}
function entryFor(image, digest, signers) {
	const match = `${image.name}${image.digest === void 0 ? ":" : "@"}**`;
	const about = `    # ${image.name}@${digest}\n`;
	if (signers.length === 0) return `${about}    # has no signature or attestation\n    - match: ${quoted(match)}\n      skip: true\n      reason: not signed by its publisher\n`;
	const own = signers.filter(({ predicateType }) => predicateType === void 0);
	const attested = signers.filter(({ predicateType }) => predicateType !== void 0);
	const attestations = attested.length === 0 ? "" : `      attestations:\n${attested.map((signer) => attestationFor(signer)).join("")}`;
	return `${about}    - match: ${quoted(match)}\n${signersOf(own, "      ")}${attestations}`;
}
function attestationFor(signer) {
	const { what, predicateType = "" } = signer;
	return `        # ${what}\n        - type: ${quoted(predicateType)}\n${signersOf([signer], "          ")}`;
}
/** Alternatives: any of them is enough. */
function signersOf(signers, indent) {
	const identities = signers.flatMap(({ identity }) => identity ?? []);
	const isByKey = signers.some(({ identity }) => identity === void 0);
	const key = `${indent}key: cosign.pub # put the signer's public key there; a signature does not say it\n`;
	const keyless = identities.map(({ issuer, subject }) => `${indent}  - issuer: ${quoted(issuer)}\n${indent}    identity: ${quoted(subject)}\n`);
	return `${isByKey ? key : ""}${keyless.length === 0 ? "" : `${indent}keyless:\n${keyless.join("")}`}`;
}
/** Text out of a certificate, as YAML that says this and nothing else. */
function quoted(text) {
	return /^[A-Za-z][A-Za-z0-9._/@:-]*$/.test(text) && !text.endsWith(":") ? text : JSON.stringify(text);
}
export { pick as _, trustRootFrom as a, proxiesFrom as c, findExecutable as d, endWithUs as f, cleanEnvironment as g, cappedOutput as h, judge_signatures_exports as i, RegistryError as l, signalGroup as m, publicMirror as n, within as o, release as p, snapshotOfPublicRoot as r, TunnelAgent as s, suggest_entries_exports as t, run as u, ProcessError as v };
