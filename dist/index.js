import { a as info, c as setOutput, d as warning, f as exec, i as group, l as setSecret, n as error, o as notice, r as getInput, s as setFailed, t as endGroup, u as startGroup } from "./vendor.js";
import { B as filesNamedIn, C as loadPolicy, E as forEvent, G as checkNames, L as podSecurityLevels, Q as allRules, S as judge, T as readPolicy, U as commitFilesNamedBy, V as withFilePaths, W as defaultPolicy, Y as countsOf, Z as failLines, _ as verdictGrounds, b as jsonReport, f as chooseAnnotations, g as markdownReport, h as textReport, m as truncationNotices, p as sarifLog, q as SourceFile, t as policyContext, v as verdictWords, w as policyPath, x as jsonText, y as markdownText } from "./gate.js";
import { c as version, l as UsageError, r as withoutCommands, s as visibleText, u as messageOf } from "./text.js";
import { a as parsePodSecurityOption, i as parseImages, n as parseChecks, r as parseFailOn } from "./arguments.js";
import { a as pathChanges, c as remoteRefs, f as resolveCommit, h as GitError, i as readFileAt, l as eventRange, m as isCommitName, n as withFetchedCommit, o as verifiesWhole, r as maxFileBytes, s as localRefs } from "./commits.js";
import { n as trustOnDisk } from "./commits2.js";
import { t as rootOf } from "./root.js";
import { c as proxiesFrom, g as cleanEnvironment, l as RegistryError, o as within, s as TunnelAgent } from "./signatures.js";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { randomUUID } from "node:crypto";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { appendFileSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { Agent as Agent$1, request as request$1 } from "node:https";
import { setTimeout } from "node:timers/promises";
// src/github/annotations.ts
const issue = {
	error,
	warning,
	notice
};
/** One annotation of level error says why the step failed. */
const limits = {
	error: 9,
	warning: 10,
	notice: 10
};
/** Issues annotations for the worst findings and returns how many found no place. */
function annotate(findings, linkToCommit) {
	const { chosen, left } = chooseAnnotations(findings, limits, linkToCommit);
	for (const annotation of chosen) issue[annotation.level](annotation.message, propertiesOf(annotation));
	return left;
}
function propertiesOf({ title, location }) {
	if (location === void 0) return { title };
	const { path, line, column, endLine, endColumn } = location;
	return {
		title,
		file: path,
		startLine: line,
		startColumn: column,
		endLine,
		endColumn
	};
}
// src/github/files.ts
/** A new folder that only this run uses. */
function runFolder(temporary) {
	return mkdtempSync(join(temporary, "portcullis-"));
}
/** Writes the SARIF log and the JSON report into the run's folder and returns their paths. */
function writeReportFiles(folder, sarif, report) {
	const files = {
		sarif: join(folder, "portcullis.sarif"),
		report: join(folder, "report.json")
	};
	writeFileSync(files.sarif, sarif);
	writeFileSync(files.report, report);
	return files;
}
/** Writes texts under their paths into a folder of the run, and returns where each lies. */
function writeTexts(folder, texts) {
	const written = /* @__PURE__ */ new Map();
	for (const [path, text] of texts) {
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
		written.set(path, file);
	}
	return written;
}
// src/github/inputs.ts
/** The inputs that action.yml declares. */
const inputNames = [
	"path",
	"policy",
	"checks",
	"images",
	"range",
	"trust-ref",
	"pod-security",
	"fail-on",
	"category",
	"offline",
	"allow-empty",
	"token"
];
const longestCategory = 100;
/** Reads every input once. Throws UsageError with all mistakes, each with its input, value and what is valid. */
function readInputs() {
	const mistakes = unknownInputs();
	const take = (read, otherwise) => {
		try {
			return read();
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			mistakes.push(...error.mistakes);
			return otherwise;
		}
	};
	const inputs = {
		paths: linesOf("path"),
		policy: take(() => textOf("policy"), void 0),
		checks: take(() => parseChecks("checks", joinedLines("checks")), void 0),
		images: take(() => parseImages("images", linesOf("images")), []),
		range: take(readRange, void 0),
		trustRef: take(readTrustRef, void 0),
		podSecurity: take(() => parsePodSecurityOption("pod-security", textOf("pod-security")), void 0),
		failOn: take(() => parseFailOn("fail-on", textOf("fail-on")), void 0),
		category: take(readCategory, ""),
		offline: take(() => readBoolean("offline"), false),
		allowEmpty: take(() => readBoolean("allow-empty"), false),
		token: readToken()
	};
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return Object.freeze(inputs);
}
/** The runner hands on what it does not know, with a warning; a misspelt line would open the gate. */
function unknownInputs() {
	const known = new Set(inputNames.map((name) => `INPUT_${name.toUpperCase()}`));
	return Object.keys(process.env).filter((key) => key.startsWith("INPUT_") && !known.has(key.toUpperCase())).map((key) => {
		return `unknown input ${JSON.stringify(key.slice(6).toLowerCase())}; valid: ${inputNames.join(", ")}`;
	});
}
function textOf(name) {
	const text = getInput(name);
	if (/\p{Cc}/u.test(text)) throw new UsageError(`${name}: ${JSON.stringify(text)} must be one line without control characters`);
	return text === "" ? void 0 : text;
}
function linesOf(name) {
	return getInput(name).split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
}
/** A list may stand on one line with commas or on a line each. */
function joinedLines(name) {
	const lines = linesOf(name).map((line) => line.replace(/,$/, ""));
	return lines.length === 0 ? void 0 : lines.join(",");
}
/** The booleans of YAML 1.2 and nothing that looks like one. */
function readBoolean(name) {
	const text = getInput(name);
	if ([
		"",
		"false",
		"False",
		"FALSE"
	].includes(text)) return false;
	if ([
		"true",
		"True",
		"TRUE"
	].includes(text)) return true;
	throw new UsageError(`${name}: ${JSON.stringify(text)} is not a boolean; valid: true, false`);
}
/** The categories of code scanning are names in its interface, so this one is short and printable. */
function readCategory() {
	const category = textOf("category") ?? "portcullis";
	if (category.length <= longestCategory) return category;
	throw new UsageError(`category: ${JSON.stringify(category)} has ${category.length} characters; up to ${longestCategory} are valid`);
}
/** Names of branches would mean whatever the checkout has under them. */
function readRange() {
	const text = textOf("range");
	if (text === void 0) return void 0;
	const [base = "", head = "", ...rest] = text.split("..");
	if (rest.length === 0 && isCommitName(base) && isCommitName(head)) return {
		base,
		head
	};
	throw new UsageError(`range: ${JSON.stringify(text)} is no range; valid: BASE..HEAD with the full names of two commits`);
}
function readTrustRef() {
	const text = textOf("trust-ref");
	if (text === void 0 || isCommitName(text)) return text;
	throw new UsageError(`trust-ref: ${JSON.stringify(text)} is not the full name of a commit, 40 or 64 hexadecimal digits`);
}
function readToken() {
	const token = getInput("token");
	if (token === "") return void 0;
	setSecret(token);
	setSecret(Buffer.from(`x-access-token:${token}`).toString("base64"));
	return token;
}
// src/github/links.ts
/** The address of a line of a file at the judged commit, in the web interface. */
function linkTo({ server, repository, commit }, location) {
	return `${server}/${repository}/blob/${commit}/${location.path.split("/").map(encodeSegment).join("/")}#L${location.line}`;
}
/** The address of a commit in the web interface. */
function linkToCommit({ server, repository }, commit) {
	return `${server}/${repository}/commit/${commit}`;
}
/** Lone surrogates, which file names may decode to, have no encoding. */
function encodeSegment(segment) {
	return encodeURIComponent(segment.replace(/\p{Cs}/gu, "�")).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
// src/github/log.ts
/** A log that nobody can read is of no use, and the reports have everything. */
const longestLog = 1 << 20;
/**
* Prints text that quotes judged files in a group of the step's log. The runner is told to obey
* nothing until it sees a random word, and no line looks like a command either.
*/
function printGroup(title, text) {
	const word = randomUUID();
	startGroup(title);
	const shown = withoutCommands(cut(text)).replace(/\n*$/, "\n");
	process.stdout.write(`::stop-commands::${word}\n${shown}::${word}::\n`);
	endGroup();
}
function cut(text) {
	if (text.length <= longestLog) return text;
	const end = text.lastIndexOf("\n", longestLog);
	return `${text.slice(0, end < 0 ? longestLog : end)}\n… (cut here; the report files have all of it)\n`;
}
// src/github/outputs.ts
/** Sets every output that action.yml declares: the verdict, open findings by severity, and the files' paths. */
function setOutputs(report, files) {
	const { critical, high, medium, low } = countsOf(report.findings);
	const open = report.findings.filter(({ status }) => status === "open").length;
	setOutput("verdict", report.verdict);
	setOutput("findings", open);
	setOutput("critical", critical);
	setOutput("high", high);
	setOutput("medium", medium);
	setOutput("low", low);
	setOutput("sarif-file", files.sarif);
	setOutput("report-file", files.report);
}
// src/github/api-error.ts
/** A request to GitHub's API that failed for good. Neither message nor fields ever hold the token. */
var GitHubApiError = class extends Error {
	name = "GitHubApiError";
	code;
	status;
	said;
	retryAfterMs;
	isUnheard;
	constructor(code, message, failure = {}) {
		super(message);
		this.code = code;
		Object.assign(this, failure);
	}
};
// src/github/api-exchange.ts
/** GitHub explains an error in a few lines; whatever else comes with it is not read. */
const errorBodyBytes = 65536;
/** A line over node's own http and https, through the proxy where the surroundings name one. */
function openLine(proxyFor) {
	const options = { keepAlive: true };
	const plain = new Agent(options);
	const secure = new Agent$1(options);
	const tunnels = /* @__PURE__ */ new Map();
	const agentFor = (url) => {
		if (url.protocol !== "https:") return plain;
		const proxy = proxyFor(url);
		if (proxy === void 0) return secure;
		const tunnel = tunnels.get(proxy.url.origin) ?? new TunnelAgent(proxy, options);
		tunnels.set(proxy.url.origin, tunnel);
		return tunnel;
	};
	return {
		send: (exchange, signal) => send(exchange, agentFor(exchange.url), signal),
		close() {
			for (const agent of [
				plain,
				secure,
				...tunnels.values()
			]) agent.destroy();
		}
	};
}
function send(exchange, agent, signal) {
	const { method, url, body, limit } = exchange;
	const headers = {
		...exchange.headers,
		...body === void 0 ? {} : { "content-length": String(Buffer.byteLength(body)) }
	};
	const open = url.protocol === "https:" ? request$1 : request;
	return new Promise((resolve, reject) => {
		const sent = open(url, {
			method,
			headers,
			agent,
			signal
		});
		sent.on("error", reject);
		sent.on("response", (response) => {
			readBody(response, limit).then((bytes) => resolve({
				status: response.statusCode ?? 0,
				headers: response.headers,
				body: bytes
			}), reject);
		});
		sent.end(body);
	});
}
async function readBody(response, limit) {
	const isSuccess = (response.statusCode ?? 0) < 300;
	const chunks = [];
	let size = 0;
	for await (const chunk of response) {
		size += chunk.length;
		if (isSuccess && size > limit) throw new GitHubApiError("too-large", `GitHub sent more than the ${limit} bytes allowed`);
		chunks.push(chunk);
		if (!isSuccess && size > errorBodyBytes) break;
	}
	return Buffer.concat(chunks);
}
// src/github/api-failure.ts
/** Failures of the system before a single byte of the request was sent. */
const unheard = /* @__PURE__ */ new Set([
	"ECONNREFUSED",
	"ENOTFOUND",
	"EAI_AGAIN"
]);
const waitable = /* @__PURE__ */ new Set(["rate-limited", "unavailable"]);
const longestQuote = 300;
/** The error that an answer without success stands for. */
function refusalIn(answer, { what, token }) {
	const { status } = answer;
	const said = quoted(answer.body, token);
	const code = codeOf(answer, said);
	const retryAfterMs = waitable.has(code) ? askedPause(answer) : void 0;
	return new GitHubApiError(code, `GitHub answered ${status} to ${what}${said === void 0 ? "" : `: ${said}`}`, {
		status,
		...said === void 0 ? {} : { said },
		...retryAfterMs === void 0 ? {} : { retryAfterMs },
		isUnheard: code === "rate-limited"
	});
}
/** The error that something thrown while sending or receiving stands for. */
function failureOf(thrown, { what, host }) {
	if (thrown instanceof GitHubApiError) return thrown;
	if (thrown instanceof RegistryError) return new GitHubApiError("unavailable", `${host} cannot be reached for ${what}: ${thrown.message}`, { isUnheard: true });
	const code = systemCodeOf(thrown);
	if (code.startsWith("HPE_")) return new GitHubApiError("bad-response", `${host} does not speak HTTP (${code})`);
	return new GitHubApiError("unavailable", `${host} cannot be reached for ${what} (${code || "unknown cause"})`, { isUnheard: unheard.has(code) });
}
/** The error of a request that we ended, because of time or because the run ends. */
function stoppedIn({ what, host }) {
	return new GitHubApiError("timed-out", `${host} did not answer ${what} in time`);
}
function codeOf({ status, headers }, said = "") {
	if (status === 429) return "rate-limited";
	if (status === 403) return headers["retry-after"] !== void 0 || /rate limit/i.test(said) ? "rate-limited" : "forbidden";
	if (status === 401) return "unauthorized";
	if (status === 404) return "not-found";
	if (status === 408 || status >= 500) return "unavailable";
	return status >= 400 ? "rejected" : "bad-response";
}
/** `Retry-After`, or what is left of the hour by the server's own clock, since ours may be off. */
function askedPause({ headers }) {
	const served = Date.parse(headers.date ?? "");
	const now = Number.isNaN(served) ? Date.now() : served;
	const after = headers["retry-after"]?.trim() ?? "";
	if (/^\d+$/.test(after)) return Number(after) * 1e3;
	const date = Date.parse(after);
	if (!Number.isNaN(date)) return Math.max(0, date - now);
	const reset = String(headers["x-ratelimit-reset"] ?? "");
	if (headers["x-ratelimit-remaining"] !== "0" || !/^\d+$/.test(reset)) return void 0;
	return Math.max(0, Number(reset) * 1e3 - now);
}
/** The `message` of GitHub's JSON on one line, with its list of errors; nothing where there is none. */
function quoted(body, token) {
	const { message, errors } = objectIn(body);
	if (typeof message !== "string") return void 0;
	const text = [message, ...Array.isArray(errors) ? errors.map(detailOf) : []].filter((part) => part !== "").join("; ");
	return (token === void 0 ? text : text.replaceAll(token, "***")).replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").slice(0, longestQuote);
}
function detailOf(error) {
	if (typeof error === "string") return error;
	if (typeof error !== "object" || error === null || !("message" in error)) return "";
	return typeof error.message === "string" ? error.message : "";
}
function objectIn(body) {
	try {
		const value = JSON.parse(body.toString("utf8"));
		return typeof value === "object" && value !== null ? value : {};
	} catch {
		return {};
	}
}
function systemCodeOf(thrown) {
	if (typeof thrown !== "object" || thrown === null || !("code" in thrown)) return "";
	return typeof thrown.code === "string" ? thrown.code : "";
}
// src/github/api-limits.ts
const defaultApiLimits = {
	attempts: 4,
	refusedAttempts: 2,
	backoffMs: 500,
	rateLimitPauseMs: 6e4,
	longestPauseMs: 12e4,
	exchangeMs: 3e4,
	requestMs: 3e5,
	answerBytes: 32 << 20,
	redirects: 3
};
// src/github/api-retry.ts
/**
* What `send` resolves to, tried again while waiting may help: rate limits after the pause that GitHub
* asks for, its own faults with doubling pauses, and refusals once or twice, because fresh tokens and
* fresh commits are not known everywhere at once. `send` must reject with nothing but GitHubApiError.
*/
async function persistently(send, persistence) {
	for (let attempt = 1;; attempt++) try {
		return await send();
	} catch (error) {
		if (!(error instanceof GitHubApiError)) throw error;
		const pauseMs = pauseAfter(error, attempt, persistence);
		if (pauseMs === void 0 || pauseMs >= persistence.remainingMs()) throw error;
		await rest(pauseMs, persistence.stop, error);
	}
}
function pauseAfter(error, attempt, { isRepeatable, limits }) {
	const backoffMs = limits.backoffMs * 2 ** (attempt - 1) * (1 + Math.random());
	switch (error.code) {
		case "rate-limited": {
			const askedMs = error.retryAfterMs ?? limits.rateLimitPauseMs * 2 ** (attempt - 1);
			if (attempt >= limits.attempts || askedMs > limits.longestPauseMs) return void 0;
			return Math.max(askedMs, backoffMs);
		}
		case "unavailable":
		case "timed-out":
		case "bad-response": {
			const askedMs = error.retryAfterMs ?? 0;
			if (attempt >= limits.attempts || askedMs > limits.longestPauseMs) return void 0;
			if (!isRepeatable && error.isUnheard !== true) return void 0;
			return Math.max(askedMs, backoffMs);
		}
		case "unauthorized":
		case "forbidden":
		case "not-found": return attempt >= limits.refusedAttempts ? void 0 : backoffMs;
		default: return;
	}
}
async function rest(ms, stop, error) {
	try {
		await setTimeout(ms, void 0, stop === void 0 ? {} : { signal: stop });
	} catch {
		throw error;
	}
}
// src/github/api.ts
/** The version of the API that this program was written for. */
const apiVersion = "2022-11-28";
/** A path of the API from a template, every value encoded so that it stays in its place. */
function apiPath(texts, ...values) {
	return String.raw({ raw: texts }, ...values.map(segmentOf));
}
function segmentOf(value) {
	const text = String(value);
	if (/^\.{0,2}$|\p{Cs}/u.test(text)) throw new UsageError(`${JSON.stringify(text)} has no place in an address of GitHub's API`);
	return encodeURIComponent(text);
}
/** The API of GitHub at a base URL. Throws UsageError where that is no URL, or the token is none. */
function gitHubApi(options) {
	return new RestApi(options);
}
const redirections = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
var RestApi = class {
	#base;
	#token;
	#limits;
	#line;
	#stop;
	sent = 0;
	constructor({ baseUrl, token, proxyFor, limits, stop }) {
		this.#base = baseOf(baseUrl);
		this.#token = sound(token);
		this.#limits = {
			...defaultApiLimits,
			...limits
		};
		this.#line = openLine(proxyFor ?? (() => void 0));
		this.#stop = stop;
	}
	async request(request) {
		const end = performance.now() + this.#limits.requestMs;
		const remainingMs = () => Math.max(0, end - performance.now());
		return persistently(() => this.#attempt(request, remainingMs), {
			isRepeatable: request.isRepeatable ?? request.method !== "POST",
			limits: this.#limits,
			stop: this.#stop,
			remainingMs
		});
	}
	close() {
		this.#line.close();
	}
	/** One attempt with the redirects that it meets. */
	async #attempt(request, remainingMs) {
		let url = this.#urlOf(request);
		const attempt = {
			what: `${request.method} ${url.pathname}`,
			host: url.host,
			token: this.#token
		};
		for (let hop = 0;; hop++) {
			const answer = await this.#send(request, url, remainingMs(), attempt);
			if (!redirections.has(answer.status)) return successIn(answer, attempt);
			if (hop === this.#limits.redirects) throw new GitHubApiError("redirected", `GitHub redirects ${attempt.what} in circles`);
			url = this.#targetOf(request, answer, url, attempt);
		}
	}
	async #send({ method, body }, url, remainingMs, attempt) {
		const { exchangeMs, answerBytes: limit } = this.#limits;
		const text = body === void 0 ? void 0 : JSON.stringify(body);
		const headers = this.#headersFor(text);
		return within(Math.min(exchangeMs, remainingMs), this.#stop, async (signal) => {
			if (signal.aborted) throw stoppedIn(attempt);
			this.sent++;
			try {
				return await this.#line.send({
					method,
					url,
					headers,
					body: text,
					limit
				}, signal);
			} catch (thrown) {
				throw signal.aborted ? stoppedIn(attempt) : failureOf(thrown, attempt);
			}
		});
	}
	#headersFor(body) {
		return {
			accept: "application/vnd.github+json",
			"user-agent": `portcullis/${version}`,
			"x-github-api-version": apiVersion,
			...this.#token === void 0 ? {} : { authorization: `Bearer ${this.#token}` },
			...body === void 0 ? {} : { "content-type": "application/json; charset=utf-8" }
		};
	}
	#urlOf({ path, query = {} }) {
		const url = new URL(this.#base.href.replace(/\/+$/, "") + path);
		for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
		return url;
	}
	/** Renamed repositories redirect on the same host; the token goes to no other. */
	#targetOf({ method }, answer, from, attempt) {
		const { location = "" } = answer.headers;
		const target = URL.canParse(location, from.href) ? new URL(location, from) : void 0;
		const keepsMethod = method === "GET" || answer.status === 307 || answer.status === 308;
		if (target?.origin === this.#base.origin && keepsMethod) return target;
		const where = target === void 0 ? "nowhere" : target.host;
		throw new GitHubApiError("redirected", `GitHub redirects ${attempt.what} to ${where}`, { status: answer.status });
	}
};
function successIn(answer, attempt) {
	const { status, headers, body } = answer;
	if (status < 200 || status >= 300) throw refusalIn(answer, attempt);
	const hasNextPage = /\brel="next"/.test(String(headers["link"] ?? ""));
	if (body.length === 0) return {
		status,
		body: void 0,
		hasNextPage
	};
	try {
		return {
			status,
			body: JSON.parse(body.toString("utf8")),
			hasNextPage
		};
	} catch {
		throw new GitHubApiError("bad-response", `GitHub's answer to ${attempt.what} is not JSON`, { status });
	}
}
function baseOf(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	const isPlain = url?.username === "" && url.password === "" && url.search + url.hash === "";
	if (url !== void 0 && isPlain && ["https:", "http:"].includes(url.protocol)) return url;
	throw new UsageError("GITHUB_API_URL: not the address of an API; valid: a URL like https://api.github.com");
}
/** A token of other characters would end up in an error of node's when it makes the header. */
function sound(token) {
	if (token === void 0 || /^[\x21-\x7e]+$/.test(token)) return token;
	throw new UsageError("token: holds characters that no token of GitHub's has");
}
// src/github/verification-answer.ts
/**
* What GitHub's `verification` object of a commit says. Only `verified: true` with the reason `valid`
* is a yes; reasons that nobody has heard of are a no; faults of GitHub's own verifier are neither.
*/
function answerIn(verification) {
	if (typeof verification !== "object" || verification === null) return silent;
	const { verified, reason, verified_at } = verification;
	if (typeof verified !== "boolean" || typeof reason !== "string") return silent;
	if (isFault(reason)) return { indeterminate: `GitHub could not verify it (${reason})` };
	if (!verified || reason !== "valid") return {
		verified: false,
		reason: named(reason)
	};
	const verifiedAt = typeof verified_at === "string" ? Date.parse(verified_at) : NaN;
	if (Number.isNaN(verifiedAt)) return { verified: true };
	return {
		verified: true,
		verifiedAt: Math.floor(verifiedAt / 1e3)
	};
}
const silent = { indeterminate: "GitHub did not say whether it verified it" };
/** States of GitHub's verifier that pass, in REST's spelling and in GraphQL's. */
function isFault(reason) {
	return /^(?:gpgverify_\w{1,30}|ocsp_pending|ocsp_error)$/i.test(reason);
}
/** Reasons are words such as `unknown_key`; anything else is not worth repeating. */
function named(reason) {
	return /^[A-Za-z_]{1,40}$/.test(reason) ? reason.toLowerCase() : "a reason without a name";
}
// src/github/commit-verification.ts
const defaultLimits = {
	requests: 800,
	concurrency: 8,
	listFrom: 5,
	asks: 3,
	askPauseMs: 5e3,
	setbacks: 5
};
/** The most that GitHub lists at once. */
const pageSize = 100;
/**
* What GitHub says about the signature of each commit: every one has an entry. GitHub's failures and
* whatever is over the bounds are `indeterminate` with the reason; only mistakes of the caller throw.
*/
async function verificationsOf(shas, source) {
	const inquiry = new Inquiry(new Set(shas), source);
	await inquiry.list();
	await inquiry.askEach();
	return inquiry.answers;
}
var Inquiry = class {
	answers = /* @__PURE__ */ new Map();
	#open;
	#api;
	#owner;
	#name;
	#tip;
	#limits;
	#sentBefore;
	#setbacks = 0;
	/** Why GitHub is asked nothing more. */
	#end;
	constructor(shas, { api, repository, tip, limits }) {
		const [owner = "", name = "", ...rest] = repository.split("/");
		if (owner === "" || name === "" || rest.length > 0) throw new UsageError(`${JSON.stringify(repository)} is no repository; valid: owner/name`);
		this.#open = new Set(shas);
		this.#api = api;
		this.#owner = owner;
		this.#name = name;
		this.#tip = tip;
		this.#limits = {
			...defaultLimits,
			...limits
		};
		this.#sentBefore = api.sent;
	}
	/** Pages from the tip on, as long as a page settles more commits than asking one by one would. */
	async list() {
		if (this.#tip === void 0 || this.#open.size < this.#limits.listFrom) return;
		for (let page = 1; this.#open.size > 0; page++) {
			const path = apiPath`/repos/${this.#owner}/${this.#name}/commits`;
			const query = {
				sha: this.#tip,
				per_page: pageSize,
				page
			};
			const answer = await this.#request(path, query);
			if ("failure" in answer || !Array.isArray(answer.body)) return;
			if (answer.body.filter((entry) => this.#settleListed(entry)).length < 2 || !answer.hasNextPage) return;
		}
	}
	/** The commits that are still open, one by one, a few at a time. */
	async askEach() {
		const queue = this.#open.values();
		const work = async () => {
			for (const sha of queue) this.answers.set(sha, await this.#ask(sha));
		};
		await Promise.all(Array.from({ length: this.#limits.concurrency }, work));
	}
	/** Faults of the verifier are left open: asking again may settle them. */
	#settleListed(entry) {
		const { sha, commit } = fieldsOf(entry);
		if (typeof sha !== "string" || !this.#open.has(sha)) return false;
		const answer = answerIn(fieldsOf(commit)["verification"]);
		if ("indeterminate" in answer) return false;
		this.answers.set(sha, answer);
		return this.#open.delete(sha);
	}
	async #ask(sha) {
		const path = apiPath`/repos/${this.#owner}/${this.#name}/git/commits/${sha}`;
		for (let ask = 1;; ask++) {
			const answer = await this.#request(path, {});
			if ("failure" in answer) return { indeterminate: answer.failure };
			const fields = fieldsOf(answer.body);
			if (fields["sha"] !== sha) return { indeterminate: "GitHub answered for another commit" };
			const found = answerIn(fields["verification"]);
			if (!("indeterminate" in found) || ask >= this.#limits.asks) return found;
			await setTimeout(this.#limits.askPauseMs * 2 ** (ask - 1));
		}
	}
	/** An answer, or in a sentence why there is none and perhaps will be none. */
	async #request(path, query) {
		const { requests, setbacks } = this.#limits;
		if (this.#end === void 0 && this.#api.sent - this.#sentBefore >= requests) this.#end = `the ${requests} requests that may be spent on GitHub's verification are spent`;
		if (this.#end !== void 0) return { failure: this.#end };
		try {
			const answer = await this.#api.request({
				method: "GET",
				path,
				query
			});
			this.#setbacks = 0;
			return answer;
		} catch (error) {
			if (!(error instanceof GitHubApiError)) throw error;
			this.#setbacks++;
			if (isFinal(error) || this.#setbacks >= setbacks) this.#end = `not asked after ${error.message}`;
			return { failure: error.message };
		}
	}
};
/** What would be said to every other request just the same. */
function isFinal({ code }) {
	return code === "rate-limited" || code === "unauthorized" || code === "forbidden";
}
function fieldsOf(value) {
	if (typeof value !== "object" || value === null) return {};
	return value;
}
// src/github/tips.ts
/** The repository on its server; none where nothing may be contacted. */
function remoteOf({ server, name, token, offline }) {
	return offline ? void 0 : {
		server,
		repository: name,
		token
	};
}
/** The checkout's folder; none where the job did not check out. */
function checkoutOf({ root }) {
	return existsSync(join(root, ".git")) ? root : void 0;
}
/** The commit at the tip of a branch: on the server, else as the checkout last saw it; nothing where neither says. */
async function branchTip(repository, branch) {
	const remote = remoteOf(repository);
	if (remote !== void 0) try {
		const [found] = await remoteRefs(remote, [`refs/heads/${branch}`]);
		if (found !== void 0) return found.id;
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
	}
	const checkout = checkoutOf(repository);
	return checkout && resolveCommit(checkout, `refs/remotes/origin/${branch}`);
}
/** Every tag of the repository, from the server, else from the checkout. */
async function allTags(repository) {
	const remote = remoteOf(repository);
	if (remote !== void 0) try {
		return await remoteRefs(remote, ["refs/tags/"]);
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
	}
	const checkout = checkoutOf(repository);
	return checkout === void 0 ? [] : localRefs(checkout, ["refs/tags/"]);
}
// src/github/commits.ts
/** The event as the rules about ranges want it. */
function rangeEvent({ event, payload, commit, ref }) {
	return {
		name: event.name,
		payload,
		sha: commit,
		ref
	};
}
/** The branch into which everything goes in the end; nothing where the payload does not say. */
function defaultBranchOf({ event, payload, ref }) {
	const named = fieldOf(fieldOf(payload, "repository"), "default_branch");
	if (typeof named === "string" && named !== "") return named;
	return event.name === "schedule" && ref !== "" ? ref.replace(/^refs\/heads\//, "") : void 0;
}
/** The commits that the event is about. Throws UsageError where the event or an input does not say. */
async function commitsOf(question) {
	const { surroundings, trusted, inputs, repository } = question;
	const place = trusted.policy.path ?? surroundings.workflowPath ?? ".github/portcullis.yml";
	if (inputs.range !== void 0 && !surroundings.event.authorWritesWorkflow) {
		const { base, head } = inputs.range;
		return {
			...rangeOf(question, `${base}..${head}`),
			include: [head],
			exclude: [base],
			place
		};
	}
	const defaultBranch = defaultBranchOf(surroundings);
	if (defaultBranch === void 0 && surroundings.event.base === void 0) return {
		kind: "none",
		reason: `the payload of the event ${surroundings.event.name} names no default branch, so there is no telling whom to trust`,
		place
	};
	const found = eventRange(rangeEvent(surroundings), {
		defaultBranch: defaultBranch ?? "",
		sinceCommit: question.since ?? trusted.policy.commits?.sinceCommit
	});
	if (found.kind === "none") return {
		...found,
		place
	};
	const include = await resolved(found.include, question);
	const exclude = await resolved(found.exclude, question);
	const tag = found.tag === void 0 ? void 0 : await publishedTag(found.tag, repository);
	return {
		...rangeOf(question, nameOf(found, include, exclude)),
		include,
		exclude,
		...tag === void 0 ? {} : { tag },
		place
	};
}
function rangeOf({ inputs, surroundings, repository, trusted, steps }, name) {
	const { api, repository: slug, event } = surroundings;
	const ignored = inputs.range !== void 0 || inputs.trustRef !== void 0;
	return {
		kind: "range",
		name,
		sources: {
			checkout: checkoutOf(repository),
			remote: remoteOf(repository)
		},
		include: [],
		exclude: [],
		trust: trusted.trust,
		steps,
		changed: trusted.changed,
		notices: event.authorWritesWorkflow && ignored ? ["The inputs range and trust-ref were ignored: in a pull request its author writes them."] : [],
		...inputs.offline || inputs.token === void 0 ? {} : { ask: async (commits, tip) => {
			const client = gitHubApi({
				baseUrl: api,
				token: inputs.token,
				proxyFor: proxiesFrom(process.env)
			});
			try {
				return await verificationsOf(commits, {
					api: client,
					repository: slug,
					tip
				});
			} finally {
				client.close();
			}
		} }
	};
}
async function resolved(tips, { repository, surroundings }) {
	const found = [];
	for (const tip of tips) if (tip.kind === "commit") found.push(tip.commit);
	else if (tip.kind === "tag") found.push(surroundings.commit);
	else if (tip.kind === "verified-tag") found.push(...tip.otherwise === void 0 ? [] : [tip.otherwise]);
	else {
		const commit = await branchTip(repository, tip.branch);
		if (commit !== void 0) found.push(commit);
	}
	return [...new Set(found)];
}
async function publishedTag(name, repository) {
	const tags = await allTags(repository);
	const byName = new Map(tags.map((ref) => [ref.name.replace(/^refs\/tags\//, ""), ref.id]));
	const object = byName.get(name);
	if (object === void 0) throw new UsageError(`The tag ${JSON.stringify(name)} of the event is neither on the server nor in the checkout.`);
	byName.delete(name);
	return {
		name,
		object,
		others: byName
	};
}
function nameOf({ note }, include, exclude) {
	const short = (id) => id.slice(0, 10);
	return `${exclude.length === 0 ? "" : `${exclude.map(short).join(",")}..`}${include.map(short).join(",")} (${note})`;
}
function fieldOf(value, key) {
	return typeof value === "object" && value !== null ? Reflect.get(value, key) : void 0;
}
// src/github/tighten.ts
/**
* Lets inputs only tighten the policy where the author of the change writes the workflow that sets
* them; elsewhere they count as they are.
*/
function tighten(inputs, policy, event) {
	const { failOn, checks, podSecurity } = inputs;
	if (!event.authorWritesWorkflow) return {
		failOn,
		checks,
		podSecurity,
		notices: []
	};
	const notices = [];
	return {
		failOn: tightenFailOn(failOn, policy, notices),
		checks: tightenChecks(checks, policy, notices),
		podSecurity: tightenPodSecurity(podSecurity, policy, notices),
		notices: [
			...notices,
			...replacementNotices(inputs),
			...narrowingNotices(inputs)
		]
	};
}
const because = "a pull request's workflow can only be stricter than the policy";
function tightenFailOn(wanted, policy, notices) {
	const rank = (line) => line === "none" ? -1 : failLines.indexOf(line);
	if (wanted === void 0 || rank(wanted) >= rank(policy.failOn)) return wanted;
	notices.push(`The input fail-on: ${wanted} was ignored in favour of ${policy.failOn}: ${because}.`);
	return policy.failOn;
}
function tightenChecks(wanted, policy, notices) {
	if (wanted === void 0) return void 0;
	const dropped = policy.require.filter((name) => !wanted.includes(name));
	const leftOut = checkNames.filter((name) => !wanted.includes(name) && !dropped.includes(name));
	if (dropped.length > 0) notices.push(`The input checks leaves out ${dropped.join(", ")}, which the policy requires: ${because}.`);
	if (leftOut.length > 0) notices.push(`The workflow leaves out: ${leftOut.join(", ")}.`);
	return checkNames.filter((name) => wanted.includes(name) || dropped.includes(name));
}
/** Neither a newer nor an older version of the standard is stricter in all, so the policy's stays. */
function tightenPodSecurity(wanted, policy, notices) {
	if (wanted === void 0) return void 0;
	const set = policy.manifests.podSecurity;
	const version = set?.version ?? "latest";
	const least = set?.level ?? "restricted";
	const isLaxer = podSecurityLevels.indexOf(wanted.level) < podSecurityLevels.indexOf(least);
	if (!isLaxer && wanted.version === version) return wanted;
	const kept = isLaxer ? set : {
		level: wanted.level,
		version
	};
	notices.push(`The input pod-security: ${shown(wanted)} was ignored in favour of ${shown(kept)}: ${because}.`);
	return kept;
}
function shown(target) {
	if (target === void 0) return "both levels";
	return `${target.level}:${target.version === "latest" ? "latest" : `v1.${target.version}`}`;
}
/** A replacement hides what the files say, so nobody should have to look for it in the workflow. */
function replacementNotices({ images }) {
	return images.flatMap(({ name, reference }) => name === void 0 ? [] : [`The workflow has ${reference} judged in the place of ${name}.`]);
}
/** What the workflow keeps from being looked at, a pull request's author may have had it kept. */
function narrowingNotices({ paths, allowEmpty }) {
	return [...paths.length === 0 ? [] : [`The workflow has only these paths judged: ${paths.join(", ")}.`], ...allowEmpty ? ["The workflow lets a run pass that finds no Kubernetes object."] : []];
}
// src/github/trust-chain.ts
/** A history in which the trust files change more often than this is not one that anybody reviewed. */
const mostSteps = 500;
/**
* Advances the trust files from a trusted commit, as long as every commit up to the one that changes
* them verified under what counted before. A change that somebody else smuggled in ends it there.
*/
async function followChain(question) {
	const { until, policyAt } = question;
	const steps = [];
	let at = question.since;
	let trusted = await policyAt(at);
	if (trusted.policy.commits === void 0) throw new UsageError(`commits.since-commit: ${at} has no policy with a section commits; name a commit that already holds the policy and its files`);
	try {
		for (let next; (next = await nextChange(question, at, trusted)) !== void 0;) {
			if (steps.length === mostSteps) throw new UsageError(`The trust files changed over ${mostSteps} times since ${question.since}; set since-commit to a newer commit.`);
			if (!await verifiesWhole(stretch(question, at, next, trusted))) break;
			steps.push({
				until: next,
				trust: trusted.trust
			});
			at = next;
			trusted = await policyAt(at);
			if (at === until) break;
		}
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		throw new UsageError(`The trust files cannot be followed from since-commit ${question.since}: ${error.message}.`, { cause: error });
	}
	return {
		trusted,
		steps,
		since: question.since
	};
}
async function nextChange({ repository, until }, since, { policy }) {
	const named = policy.commits === void 0 ? [] : commitFilesNamedBy(policy.commits);
	const paths = [policy.path ?? ".github/portcullis.yml", ...named.map(({ file }) => file.path)];
	const sources = {
		checkout: checkoutOf(repository),
		remote: remoteOf(repository)
	};
	const [next] = await pathChanges(sources, {
		since,
		until,
		paths
	});
	return next;
}
function stretch({ repository }, since, until, { trust }) {
	return {
		kind: "range",
		name: `${since}..${until}`,
		sources: {
			checkout: checkoutOf(repository),
			remote: remoteOf(repository)
		},
		include: [until],
		exclude: [since],
		trust,
		steps: [],
		changed: [],
		notices: []
	};
}
// src/github/trust-point.ts
/** The tip of the branch that a change goes to. */
function baseBranch({ branch, commit }) {
	return {
		branch,
		commit,
		what: `base branch ${branch}`,
		isAnchored: true
	};
}
/** The tip of the default branch. */
function defaultBranch({ branch, commit }) {
	return {
		branch,
		commit,
		what: `default branch ${branch}`,
		isAnchored: true
	};
}
/** The state of the default branch before a push, when the policy names no commit to begin from. */
function beforePush({ branch, commit }) {
	return {
		branch,
		commit,
		what: `state of ${branch} before the push`,
		isAnchored: false
	};
}
/** The pushed state itself, for the first push of a default branch. */
function pushedState({ branch, commit }) {
	return {
		branch,
		commit,
		what: `pushed state of ${branch}`,
		isAnchored: false
	};
}
/** A commit that the policy's since-commit leads to through verified commits. */
function sinceCommit({ branch, commit }) {
	return {
		branch,
		commit,
		what: `verified history of ${branch}`,
		isAnchored: true
	};
}
/** The commit that the input `trust-ref` names. */
function trustRef(commit) {
	return {
		branch: "",
		commit,
		what: "trust-ref",
		isAnchored: true
	};
}
// src/github/trust-points.ts
/**
* The commit whose word counts for the event: the base branch's tip for what is to be merged, the
* state before a push to the default branch, else the default branch's tip; `trust-ref` overrides it,
* except in pull requests, whose authors write it. Nothing where the payload names no default branch.
* Throws UsageError where a branch's tip cannot be found.
*/
async function trustPointOf(inputs, surroundings, repository) {
	const { event, ref } = surroundings;
	if (inputs.trustRef !== void 0 && !event.authorWritesWorkflow) return trustRef(inputs.trustRef);
	const { base } = event;
	if (base !== void 0) {
		const commit = await branchTip(repository, base.branch) ?? base.commit;
		return baseBranch({
			branch: base.branch,
			commit
		});
	}
	const branch = defaultBranchOf(surroundings);
	if (branch === void 0) return void 0;
	const push = ref === `refs/heads/${branch}` ? pushOf(surroundings, branch) : void 0;
	if (push !== void 0) return push;
	const commit = await branchTip(repository, branch);
	if (commit !== void 0) return defaultBranch({
		branch,
		commit
	});
	throw new UsageError(`The tip of the default branch ${JSON.stringify(branch)}, whose policy counts for this event, cannot be found: let the job read the repository (\`permissions: contents: read\`, and \`token\` as it is by default), or name a commit by \`trust-ref\`.`);
}
/** What counts for a push to the default branch itself. */
function pushOf({ event, payload, commit }, branch) {
	if (event.name !== "push") return void 0;
	const before = beforeIn(payload);
	if (before === void 0) return pushedState({
		branch,
		commit
	});
	return beforePush({
		branch,
		commit: before
	});
}
function beforeIn(payload) {
	const before = typeof payload === "object" && payload !== null ? Reflect.get(payload, "before") : void 0;
	return typeof before === "string" && isCommitName(before) ? before : void 0;
}
// src/github/base-files.ts
/** What another copy of the same commit may mend. */
const mendable = /* @__PURE__ */ new Set([
	"no-repository",
	"no-commit",
	"incomplete",
	"git-failed"
]);
/**
* Lets `use` read files at the trust ref: from the checkout where it holds that commit,
* else from a copy fetched for the purpose. `use` may run twice. Throws UsageError when neither works.
*/
async function atBase(repository, base, use) {
	const { commit } = base;
	const from = (folder) => use((path) => readFileAt({
		repository: folder,
		commit,
		path
	}));
	try {
		return await from(repository.root);
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		if (!mendable.has(error.code)) throw undecidable(base, error);
		if (repository.offline) throw undecidable(base, error);
	}
	try {
		const { server, name, token } = repository;
		return await withFetchedCommit({
			server,
			repository: name,
			commit,
			token
		}, from);
	} catch (error) {
		throw error instanceof GitError ? undecidable(base, error) : error;
	}
}
function undecidable({ what, commit }, cause) {
	const mistakes = [`The policy of the ${what} at ${commit.slice(0, 7)} cannot be read: ${cause.message}.`];
	if (mendable.has(cause.code) || cause.code === "fetch-failed") mistakes.push("Check out with `fetch-depth: 2`, or let the job read the repository (`permissions: contents: read`, and `token` as it is by default).");
	return new UsageError(mistakes, { cause });
}
// src/github/trusted-policy.ts
/** The name that people try instead. */
const mistakenPath = ".github/portcullis.yaml";
/**
* The policy of a change that is to be merged: the file at the tip of the base branch, never the one
* that the change brings. Throws UsageError where it cannot be determined.
*/
function policyAtBase(question) {
	const { repository, base, otherwise } = question;
	return atBase(repository, base, async (read) => {
		const choice = await choosePath(question, read);
		const text = await read(choice.path);
		if (text === void 0) await refuseMistakenPath(base, read);
		const policy = text === void 0 ? otherwise : question.parse(text, choice.path);
		const named = await namedFiles(question, policy, read);
		const replaced = hasCheckout(repository) ? editedAmong(repository, named) : named;
		const edits = hasCheckout(repository) ? [...replaced.keys()] : [];
		const policyNotices = changeNotices(question, choice.path, text);
		const label = `${base.what} at ${base.commit.slice(0, 7)}${base.isAnchored ? "" : " (unanchored)"}`;
		return {
			policy,
			origin: label,
			notices: [
				...choice.notices,
				...policyNotices,
				...edits.map((path) => edited(path, base))
			],
			replaced,
			trust: {
				label,
				policy: policy.commits,
				files: named
			},
			changed: [...policyNotices.length > 0 ? [choice.path] : [], ...commitFilesAmong(policy, edits)]
		};
	});
}
/** A policy that silently did not count would be worse than none. */
async function refuseMistakenPath({ what }, read) {
	if (await read(mistakenPath) === void 0) return;
	throw new UsageError(`The ${what} has ${mistakenPath}; a policy is read from ${policyPath}: rename the file.`);
}
/**
* Where the author writes the workflow, the base has to vouch for the path that it names: else a
* change could pick the laxest YAML file of the base, or one that is not there.
*/
async function choosePath(question, read) {
	const { named, event, base } = question;
	if (named === void 0 || named === ".github/portcullis.yml") return {
		path: policyPath,
		notices: []
	};
	const exists = await read(named) !== void 0;
	if (!event.authorWritesWorkflow) {
		if (exists) return {
			path: named,
			notices: []
		};
		throw new UsageError(`policy: the ${base.what} has no file ${JSON.stringify(named)}`);
	}
	if (!exists) {
		const notice = `The ${base.what} has no ${named}, which this workflow names as the policy; it takes effect once it is merged, and ${policyPath} was looked for instead.`;
		return {
			path: policyPath,
			notices: [notice]
		};
	}
	if (await read(".github/portcullis.yml") === void 0 || await isVouchedFor(question, named, read)) return {
		path: named,
		notices: []
	};
	throw new UsageError(`policy: the ${base.what} has ${policyPath} as well as ${JSON.stringify(named)}, and its version of this workflow does not name the latter; a pull request cannot choose between them. Keep one of them, or leave the input out.`);
}
async function isVouchedFor({ workflowPath }, named, read) {
	if (workflowPath === void 0) return false;
	return (await read(workflowPath))?.includes(named) ?? false;
}
function changeNotices({ repository, base, parse }, path, atBase) {
	if (!hasCheckout(repository)) return [];
	const here = textHere(join(repository.root, path));
	if (atBase === void 0) {
		if (here === void 0) return [];
		return [`This change brings ${path}, which takes effect once it is merged; the default policy was applied.`, ...mistakesOf(here, path, parse)];
	}
	if (here === void 0) return [`This change removes ${path}; the version of the ${base.what} was applied.`];
	if (here !== "unreadable" && sameText(here, atBase)) return [];
	return [edited(path, base), ...mistakesOf(here, path, parse)];
}
/** Its author learns of mistakes now; once merged they would stop everybody. */
function mistakesOf(here, path, parse) {
	if (here === "unreadable") return [`The new ${path} is not a readable regular file of at most ${maxFileBytes} bytes; merged like this it would stop every run.`];
	try {
		parse(here, path);
		return [];
	} catch (error) {
		return [`The new ${path} has mistakes, and merged like this it would stop every run: ${messageOf(error).replaceAll("\n", "; ")}`];
	}
}
function textHere(file) {
	try {
		const found = lstatSync(file);
		return found.isFile() && found.size <= 1048576 ? readFileSync(file) : "unreadable";
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : void 0;
		return code === "ENOENT" || code === "ENOTDIR" ? void 0 : "unreadable";
	}
}
/** A checkout on Windows may have other line ends than the commit. */
function sameText(a, b) {
	const plain = (text) => text.toString("latin1").replaceAll("\r\n", "\n");
	return a.equals(b) || plain(a) === plain(b);
}
/** The files that the policy names decide with it, so the change must not supply them either. */
async function namedFiles({ base }, policy, read) {
	const files = /* @__PURE__ */ new Map();
	for (const { key, path } of filesNamedIn(policy)) {
		const text = await read(path);
		if (text === void 0) throw new UsageError(`${key}: the ${base.what} has no file ${JSON.stringify(path)}`);
		files.set(path, text);
	}
	return files;
}
function editedAmong({ root }, named) {
	return new Map([...named].filter(([path, text]) => {
		const here = textHere(join(root, path));
		return !(here instanceof Buffer) || !sameText(here, text);
	}));
}
function commitFilesAmong({ commits }, paths) {
	const own = commits === void 0 ? [] : commitFilesNamedBy(commits);
	return paths.filter((path) => own.some(({ file }) => file.path === path));
}
/** Without a checkout there is nothing that a change could have edited. */
function hasCheckout({ root }) {
	return existsSync(join(root, ".git"));
}
function edited(path, { what }) {
	return `This change edits ${path}; the version of the ${what} was applied.`;
}
// src/github/request.ts
/** What is to be judged and by which policy; files of the base branch are put into `folder`. */
async function requestOf(inputs, surroundings, folder) {
	const paths = pathsOf(inputs, surroundings);
	const root = rootIn(paths, surroundings.workspace);
	const { trusted, steps, since, repository } = await trustFor(inputs, surroundings, root);
	const { notices, ...tightened } = tighten(inputs, trusted.policy, surroundings.event);
	return {
		root,
		paths,
		policy: withReplaced(trusted, folder),
		policyOrigin: trusted.origin,
		...tightened,
		images: inputs.images,
		allowEmpty: inputs.allowEmpty,
		offline: inputs.offline,
		everyCheck: true,
		today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10),
		notices: [...trusted.notices, ...notices],
		...await commitsFor({
			inputs,
			surroundings,
			repository,
			trusted,
			steps,
			since
		}, tightened.checks)
	};
}
function pathsOf({ paths }, { workspace }) {
	const wanted = paths.length === 0 ? ["."] : paths;
	const outside = wanted.filter((path) => {
		const absolute = resolve(workspace, path);
		return existsSync(absolute) && pathIn(workspace, realpathSync(absolute)) === void 0;
	});
	if (outside.length > 0) throw new UsageError(outside.map((path) => `path: ${JSON.stringify(path)} lies outside of the workspace ${workspace}`));
	return wanted.map((path) => resolve(workspace, path));
}
/** The workspace where it is the checkout, else the checkout around the first path, as with two of them. */
function rootIn(paths, workspace) {
	if (existsSync(join(workspace, ".git"))) return workspace;
	const root = rootOf(paths, workspace);
	return pathIn(workspace, root) === void 0 ? workspace : root;
}
/** Git is not even looked for where nobody wants to know about commits. */
async function commitsFor(question, checks) {
	if (checks !== void 0 && !checks.includes("commits")) return {};
	return { commits: await commitsOf(question) };
}
async function trustFor(inputs, surroundings, root) {
	const { event, server, workspace, workflowPath } = surroundings;
	const { policy, token, offline } = inputs;
	const named = policy === void 0 ? void 0 : policyPathOf(policy, workspace, root);
	const repository = {
		root,
		server,
		name: surroundings.repository,
		token,
		offline
	};
	const policyAt = (base) => policyAtBase({
		repository,
		base,
		event,
		named,
		workflowPath,
		parse: (text, path) => parse(text, path, event.name),
		otherwise: forEvent(defaultPolicy(), event.name)
	});
	const point = await trustPointOf(inputs, surroundings, repository);
	if (point === void 0) return {
		trusted: checkedOut(root, named === void 0 ? void 0 : join(root, named), surroundings),
		steps: [],
		repository
	};
	const trusted = await policyAt(point);
	const since = trusted.policy.commits?.sinceCommit;
	if (point.isAnchored || since === void 0) return {
		trusted,
		steps: [],
		repository
	};
	return {
		...await followChain({
			repository,
			since,
			until: surroundings.event.head,
			policyAt: (commit) => policyAt(sinceCommit({
				branch: point.branch,
				commit
			}))
		}),
		repository
	};
}
/** Without a word about the repository's branches there is nothing better than what is checked out. */
function checkedOut(root, file, { event, workspace }) {
	const policy = forEvent(loadPolicy(root, file, workspace, policyContext), event.name);
	const origin = "the checked-out commit";
	const trust = trustOnDisk(policy, root, origin);
	return {
		policy,
		origin,
		notices: [],
		replaced: /* @__PURE__ */ new Map(),
		trust,
		changed: []
	};
}
function policyPathOf(named, workspace, root) {
	const path = pathIn(root, resolve(workspace, named));
	if (path !== void 0 && path !== "") return path;
	throw new UsageError(`policy: ${JSON.stringify(named)} is not a file in the checkout ${root}`);
}
function parse(bytes, path, eventName) {
	let text;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new UsageError(`${path}: is not UTF-8 text; save it as UTF-8`, { cause });
	}
	return forEvent(readPolicy(new SourceFile(path, text), policyContext), eventName);
}
/** The policy with the base's version of what the change edits. */
function withReplaced({ policy, replaced }, folder) {
	if (replaced.size === 0) return policy;
	const files = writeTexts(join(folder, "base"), replaced);
	return withFilePaths(policy, (path) => files.get(path) ?? path);
}
/** The path from a folder to what lies in it, with `/`; nothing where it lies outside. */
function pathIn(folder, absolute) {
	const path = relative(folder, absolute);
	if (path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)) return void 0;
	return path.replaceAll(sep, "/");
}
// src/github/summary.ts
/**
* Writes the summary of the step; `render` is told how many bytes it may use. What cannot be written
* is a warning in the log and changes nothing else.
*/
function writeSummary(render) {
	const file = process.env["GITHUB_STEP_SUMMARY"] ?? "";
	if (file === "") return;
	try {
		const room = 1032192 - sizeOf(file);
		const text = room > 0 ? render(room) : "";
		if (room <= 0 || Buffer.byteLength(text) > room) {
			warning("The summary is too large for GitHub and was left out; the report files have all of it.");
			return;
		}
		appendFileSync(file, text);
	} catch (error) {
		warning(`The summary could not be written: ${messageOf(error)}`);
	}
}
function sizeOf(file) {
	return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
// src/github/versions.ts
/** Prints what a report of a problem needs to name, in a group of the step's log. */
async function printVersions() {
	await group("Versions", async () => {
		info(`Portcullis ${version} on Node ${process.versions.node}, ${process.platform}`);
		try {
			await exec("git", ["--version"], { env: cleanEnvironment() });
		} catch (error) {
			info(`git did not say its version: ${visibleText(messageOf(error))}`);
		}
	});
}
// src/github/event.ts
/** The payload of any event, of which nothing has been looked at; nothing where there is none. */
function payloadIfAny(source) {
	return (source.payloadPath ?? "") === "" ? void 0 : payloadOf(source);
}
/** Reads the event. Throws UsageError where a change is to be merged and the payload does not say into what. */
function readEvent(source) {
	const { name, commit } = source;
	if (name.startsWith("pull_request")) {
		const pull = new Payload(source).object("pull_request");
		const isTarget = name === "pull_request_target";
		return {
			name: isTarget ? name : "pull_request",
			base: {
				branch: pull.text("base", "ref"),
				commit: pull.commit("base", "sha")
			},
			head: pull.commit("head", "sha"),
			authorWritesWorkflow: !isTarget
		};
	}
	if (name === "merge_group") {
		const group = new Payload(source).object("merge_group");
		return {
			name,
			base: {
				branch: group.text("base_ref").replace(/^refs\/heads\//, ""),
				commit: group.commit("base_sha")
			},
			head: group.commit("head_sha"),
			authorWritesWorkflow: true
		};
	}
	return {
		name,
		base: void 0,
		head: commit,
		authorWritesWorkflow: false
	};
}
/** A part of the event's payload; what is missing or of another type is named with its whole path. */
var Payload = class Payload {
	#event;
	#root;
	#path;
	constructor(source, root = payloadOf(source), path = "") {
		this.#event = source.name;
		this.#root = root;
		this.#path = path;
	}
	object(key) {
		const value = this.#root[key];
		if (!isObject(value)) throw this.#missing(key, "an object");
		return new Payload({
			name: this.#event,
			payloadPath: void 0,
			commit: ""
		}, value, `${this.#path}${key}.`);
	}
	text(...keys) {
		const value = keys.reduce((at, key) => isObject(at) ? at[key] : void 0, this.#root);
		if (typeof value !== "string" || value === "") throw this.#missing(keys.join("."), "a text");
		return value;
	}
	commit(...keys) {
		const value = this.text(...keys);
		if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) throw this.#missing(keys.join("."), "a commit");
		return value;
	}
	#missing(key, wanted) {
		return new UsageError(`The payload of the event ${JSON.stringify(this.#event)} has no ${this.#path}${key} that is ${wanted}, so there is no telling which policy applies.`);
	}
};
function payloadOf({ name, payloadPath }) {
	if (payloadPath === void 0 || payloadPath === "") throw new UsageError(`GITHUB_EVENT_PATH is not set, and ${name} cannot be judged without its payload.`);
	let payload;
	try {
		payload = JSON.parse(readFileSync(payloadPath, "utf8"));
	} catch (cause) {
		throw new UsageError(`GITHUB_EVENT_PATH: the event's payload cannot be read: ${messageOf(cause)}`, { cause });
	}
	if (!isObject(payload)) throw new UsageError("GITHUB_EVENT_PATH: the event's payload is not a JSON object.");
	return payload;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/github/surroundings.ts
/** Reads the runner's variables once. Throws UsageError with every one that is missing or malformed. */
function readSurroundings() {
	const { env } = process;
	const mistakes = [];
	const need = (name, shape) => {
		const value = env[name] ?? "";
		if (!shape.test(value)) mistakes.push(`${name}: ${JSON.stringify(value)} is not what a runner sets`);
		return value;
	};
	const found = {
		workspace: need("GITHUB_WORKSPACE", /./),
		server: need("GITHUB_SERVER_URL", /^\w+:\/\//),
		repository: need("GITHUB_REPOSITORY", /^(?!.*\.\.)[\w.-]+\/[\w.-]+$/),
		name: need("GITHUB_EVENT_NAME", /^[a-z_]+$/),
		commit: need("GITHUB_SHA", /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
	};
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return {
		workspace: realWorkspace(found.workspace),
		temporary: env["RUNNER_TEMP"] ?? tmpdir(),
		server: found.server.replace(/\/+$/, ""),
		repository: found.repository,
		commit: found.commit,
		ref: env["GITHUB_REF"] ?? "",
		api: env["GITHUB_API_URL"] ?? "https://api.github.com",
		payload: payloadIfAny({
			...found,
			payloadPath: env["GITHUB_EVENT_PATH"]
		}),
		event: readEvent({
			...found,
			payloadPath: env["GITHUB_EVENT_PATH"]
		}),
		workflowPath: workflowPathOf(env["GITHUB_WORKFLOW_REF"] ?? "", found.repository)
	};
}
function realWorkspace(folder) {
	try {
		return realpathSync(folder);
	} catch (cause) {
		throw new UsageError(`GITHUB_WORKSPACE: ${messageOf(cause)}`, { cause });
	}
}
/** `owner/name/.github/workflows/gate.yml@refs/heads/main` */
function workflowPathOf(reference, repository) {
	if (!reference.startsWith(`${repository}/`)) return void 0;
	const path = reference.slice(repository.length + 1).split("@", 1)[0] ?? "";
	return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) ? path : void 0;
}
// src/github/step.ts
/** The step from its inputs to its status, which is left in `process.exitCode`. */
async function runStep() {
	const inputs = readInputs();
	await printVersions();
	const surroundings = readSurroundings();
	const folder = runFolder(surroundings.temporary);
	const outcome = await judge(await requestOf(inputs, surroundings, folder));
	const report = withNotices(outcome.report, truncationNotices(outcome.report));
	publish({
		...outcome,
		report
	}, inputs, surroundings, folder);
	conclude(report);
}
function withNotices(report, notices) {
	return {
		...report,
		notices: [...report.notices, ...notices]
	};
}
/** Every way in which a run is shown; the status comes after all of them. */
function publish({ report, sources }, { category }, { server, repository, event }, folder) {
	const { log } = sarifLog(report, allRules, { category });
	setOutputs(report, writeReportFiles(folder, jsonText(log), jsonReport(report)));
	printGroup("Report", textReport(report, sources, { color: true }));
	const linkBase = {
		server,
		repository,
		commit: event.head
	};
	annotate(report.findings, (commit) => linkToCommit(linkBase, commit));
	const link = ({ location, commit }) => commit === void 0 ? linkTo(linkBase, location) : linkToCommit(linkBase, commit);
	writeSummary((limitBytes) => markdownReport(report, {
		limitBytes,
		link
	}));
}
function conclude(report) {
	const sentence = `${verdictWords[report.verdict]}: ${verdictGrounds(report).join("; ")}`;
	if (report.verdict === "pass") {
		info(sentence);
		process.exitCode = 0;
	} else setFailed(sentence);
}
/** Ends the step without a verdict: it fails, says why, and leaves `error` for the steps that follow. */
function failStep(thrown) {
	process.exitCode = 1;
	const lines = thrown instanceof UsageError ? thrown.mistakes : [`internal error: ${messageOf(thrown)}`];
	setFailed(["NO VERDICT", ...lines].map(visibleText).join("\n"));
	writeSummary(() => `### Portcullis: no verdict\n\n${lines.map(item).join("")}`);
	try {
		setOutput("verdict", "error");
	} catch (error) {
		info(`The output verdict could not be set: ${visibleText(messageOf(error))}`);
	}
}
function item(line) {
	return `- ${markdownText(line)}\n`;
}
// src/action.ts
process.exitCode = 1;
process.on("uncaughtException", failStep);
process.on("unhandledRejection", failStep);
runStep().catch(failStep);
export {};
