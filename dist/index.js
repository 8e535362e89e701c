import { a as info, c as setOutput, d as warning, f as exec, i as group, l as setSecret, n as error, o as notice, r as getInput, s as setFailed, t as endGroup, u as startGroup } from "./vendor.js";
import { $n as filesNamedIn, A as jsonText, Bn as checkNames, C as truncationNotices, D as markdownLink, E as markdownCode, Ft as isCommitName, Gn as podSecurityLevels, It as GitError, Ln as failLines, O as markdownText, Rt as allRules, S as sarifDraft, T as markdownReport, ar as standardNames, b as systemCodeOf, c as policyContext, cr as SourceFile, dn as policyPath, er as withFilePaths, et as badge, fn as readPolicy, k as jsonReport, ln as loadPolicy, lt as judge, nt as verdictWords, or as withStandardIgnoreFiles, rr as commitFilesNamedBy, sr as defaultPolicy, tt as verdictGrounds, un as mistakenPath, w as textReport, wn as forEvent, x as chooseAnnotations, y as NetworkError, zn as gates } from "./gate.js";
import { d as UsageError, f as messageOf, n as terminalText, o as shortened, r as withoutCommands, s as visibleText, u as version } from "./text.js";
import { t as htmlReport } from "./html.js";
import { C as within, D as proxiesFrom, E as https, L as DiskError, P as cleanEnvironment, T as http, w as TunnelAgent } from "./network.js";
import { a as parsePodSecurityOption, i as parseImages, n as parseFailOn, o as parseSboms, s as parseShard, t as parseChecks } from "./argument-values.js";
import { D as resolveCommit, _ as submoduleAt, a as withFetchedCommit, c as pathChanges, d as eventRange, f as mergeBase, g as parentsOf, h as descentOf, o as maxFileBytes, s as readFileAt, v as localRefs, w as storeOf, x as withScratch, y as remoteRefs } from "./git.js";
import { n as joinReports, r as committedSources, t as shardReports } from "./shard-reports.js";
import { n as verifiesWhole, r as trustOnDisk } from "./commits.js";
import { t as rootOf } from "./root.js";
import { t as keepIn } from "./kept-files.js";
import { i as keepYoungMemorySmall } from "./vulnerabilities.js";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { performance } from "node:perf_hooks";
import { randomUUID } from "node:crypto";
import { pathToFileURL } from "node:url";
import { appendFileSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { tmpdir } from "node:os";
import { mkdir } from "node:fs/promises";
// src/github/annotations.ts
const issue$1 = {
	error,
	warning,
	notice
};
/** One error says why the step failed; what happens on the way to GitHub has to be seen as well. */
const limits = {
	error: 9,
	warning: 7,
	notice: 7
};
/** One more says what became of an upload that the workflow insists on. */
const limitsBesideUpload = {
	...limits,
	error: 8
};
/** Issues annotations for the worst findings that are new or fail the step, and returns how many found no place. */
function annotate(report, linkToCommit) {
	const most = report.unmet === void 0 ? limits : limitsBesideUpload;
	const { chosen, left } = chooseAnnotations(report, most, linkToCommit);
	for (const annotation of chosen) issue$1[annotation.level](annotation.message, propertiesOf(annotation));
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
// src/github/remark.ts
const issue = {
	info: (text) => info(text),
	notice: (text) => notice(text),
	warning: (text) => warning(text),
	error: (text) => error(text)
};
/** Shows a remark as one line that the runner does not obey. */
function announce({ level, line }) {
	issue[level](withoutCommands(terminalText(line)));
}
// src/github/files.ts
/**
* A new folder that only this run uses; where RUNNER_TEMP takes none, in the system's folder for
* temporary files, with a warning. Throws UsageError where neither takes one.
*/
function runFolder(temporary) {
	try {
		return newFolder(isAbsolute(temporary) ? temporary : tmpdir());
	} catch (error) {
		const elsewhere = newFolder(tmpdir());
		announce({
			level: "warning",
			line: `RUNNER_TEMP: ${messageOf(error)}. The files of this run are in ${elsewhere}.`
		});
		return elsewhere;
	}
}
function newFolder(temporary) {
	const prefix = join(temporary, "portcullis-");
	try {
		return mkdtempSync(prefix);
	} catch (cause) {
		throw unwritable(prefix, cause);
	}
}
function unwritable(path, cause) {
	return new UsageError(new DiskError(path, cause).message, { cause });
}
/**
* Writes the SARIF log, the JSON report and the page into the run's folder and returns their paths. The
* path of one that cannot be written is empty, and a warning says why: the verdict does not need it.
*/
function writeReportFiles(folder, texts) {
	return {
		sarif: written(join(folder, "portcullis.sarif"), texts.sarif, "sarif-file"),
		report: written(join(folder, "report.json"), texts.report, "report-file"),
		html: written(join(folder, "report.html"), texts.html, "html-file"),
		badge: written(join(folder, "badge.svg"), texts.badge, "badge-file")
	};
}
function written(file, text, output) {
	try {
		writeFileSync(file, text);
		return file;
	} catch (cause) {
		rmSync(file, {
			force: true,
			recursive: true
		});
		const why = new DiskError(file, cause).message;
		announce({
			level: "warning",
			line: `${why}. The output ${output} is empty; the verdict stands.`
		});
		return "";
	}
}
/**
* Writes texts under their paths into a folder of the run, and returns where each lies. The verdict
* rests on them, so one that cannot be written is a UsageError.
*/
function writeTexts(folder, texts) {
	const lying = /* @__PURE__ */ new Map();
	for (const [path, text] of texts) {
		const file = join(folder, path);
		try {
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, text);
		} catch (cause) {
			throw unwritable(file, cause);
		}
		lying.set(path, file);
	}
	return lying;
}
// src/github/contradictions.ts
/** What no run could do, whatever it finds: a sentence for each pair of inputs that exclude each other. */
function contradictionsIn(inputs) {
	const { upload, offline, onlyNew, gate, shard, merge } = inputs;
	return [
		...shard !== void 0 && merge.length > 0 ? ["merge: joins the reports of shards, and shard makes one; leave one of them out"] : [],
		...shard !== void 0 && upload === "always" ? [`upload: "always" is for the step that joins the shards; a shard uploads nothing`] : [],
		...upload === "always" && offline ? [`upload: "always" needs the network, and offline is true; leave one of them out`] : [],
		...gate !== void 0 && !onlyNew ? [`gate: ${JSON.stringify(gate)} has no effect without only-new: true`] : [],
		...unusedIn(inputs)
	];
}
/** What is said to the shards' own steps, and would be passed over where their reports are joined. */
const forJudging = [
	"path",
	"policy",
	"checks",
	"images",
	"range",
	"trust-ref",
	"pod-security",
	"fail-on",
	"gate",
	"sbom"
];
function unusedIn({ merge, onlyNew, allowEmpty }) {
	if (merge.length === 0) return [];
	return [
		...forJudging.filter((name) => getInput(name) !== ""),
		...onlyNew ? ["only-new"] : [],
		...allowEmpty ? ["allow-empty"] : []
	].map((name) => `${name}: is for the steps with shard; with merge nothing is judged`);
}
// src/github/input-names.ts
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
	"only-new",
	"gate",
	"shard",
	"merge",
	"sbom",
	"category",
	"upload",
	"wait-for-processing",
	"comment",
	"offline",
	"allow-empty",
	"token"
];
// src/github/upload/outcome.ts
/** What the input `upload` may say. */
const uploadModes = [
	"auto",
	"always",
	"never"
];
/** The outcome of an upload that did not happen. */
function missed({ why, how, isExpected }) {
	return {
		state: "not-uploaded",
		level: isExpected ? "notice" : "warning",
		line: `Not uploaded to code scanning, kept in sarif-file: ${why}; ${how}.`
	};
}
/** The outcome of an upload that GitHub may have; `what` names its ref and commit, `why` is a clause. */
function undetermined(what, why) {
	return {
		state: "unknown",
		level: "warning",
		line: `Nobody knows whether code scanning has the results for ${what}: ${why}; look at the Security tab, and for a proxy in between.`
	};
}
const failures = /* @__PURE__ */ new Set([
	"failed",
	"unknown",
	"not-uploaded"
]);
/** Whether a workflow that insists on the upload has not got it. A slow GitHub is no failure. */
function isUploadFailure({ state }) {
	return failures.has(state);
}
// src/github/inputs.ts
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
		onlyNew: take(() => readBoolean("only-new"), void 0) ?? false,
		gate: take(() => readChoice("gate", gates), void 0),
		shard: take(() => parseShard("shard", textOf("shard")), void 0),
		merge: linesOf("merge"),
		sbom: take(() => parseSboms("sbom", linesOf("sbom")), []),
		category: take(readCategory, ""),
		upload: take(() => readChoice("upload", uploadModes), void 0) ?? "auto",
		waitForProcessing: take(() => readBoolean("wait-for-processing"), void 0) ?? true,
		comment: take(() => readBoolean("comment"), void 0) ?? false,
		offline: take(() => readBoolean("offline"), void 0) ?? false,
		allowEmpty: take(() => readBoolean("allow-empty"), void 0) ?? false,
		token: readToken()
	};
	mistakes.push(...contradictionsIn(inputs));
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
/** One of the words that an input may say. */
function readChoice(name, choices) {
	const text = textOf(name);
	const choice = choices.find((one) => one === text);
	if (text === void 0 || choice !== void 0) return choice;
	throw new UsageError(`${name}: ${JSON.stringify(text)}; valid: ${choices.join(", ")}`);
}
/** The booleans of YAML 1.2 and nothing that looks like one. */
function readBoolean(name) {
	const text = getInput(name);
	if (text === "") return void 0;
	if ([
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
/** The categories of code scanning are names in its interface, so this one is short and plain. */
function readCategory() {
	const category = textOf("category") ?? "portcullis";
	if (!/^[\p{L}\p{N}._\-/: ]+$/u.test(category)) throw new UsageError(`category: ${JSON.stringify(category.slice(0, longestCategory))} is not a plain name; valid: letters, digits, spaces and . _ - / :`);
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
	throw new UsageError(`range: ${JSON.stringify(text)} is not a range; valid: BASE..HEAD with the full names of two commits`);
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
// src/github/join-shards.ts
/**
* The whole report out of those of the shards. Throws UsageError where they do not belong together, and
* where they looked at another commit than this run is about: their results would go to its alerts.
*/
async function joinShards(named, surroundings) {
	const { workspace } = surroundings;
	const shards = shardReports(named, workspace);
	const whole = joinReports(shards);
	const report = {
		...whole,
		notices: [...whole.notices, ...noticesFor(surroundings)]
	};
	const shard = shards[0]?.report.shard;
	if (shard?.commit === void 0) return {
		report,
		sources: /* @__PURE__ */ new Map()
	};
	await refuseOtherCommit(shard.commit, surroundings);
	return {
		report,
		sources: await committedSources(report, shard, workspace)
	};
}
async function refuseOtherCommit(commit, { workspace, commit: own, event }) {
	const checkout = checkoutOf({ root: workspace });
	const found = checkout === void 0 ? void 0 : await resolveCommit(checkout, "HEAD");
	if ((found === void 0 ? [own, event.head] : [found]).includes(commit)) return;
	const here = found === void 0 ? `this run is about ${own}` : `this job has checked out ${found}`;
	throw new UsageError(`merge: the reports are about the commit ${commit}, and ${here}; take the reports of this run, or check out that commit in this job as well`);
}
/** Nothing is judged again here, so whoever writes the workflow's other jobs writes the reports. */
function noticesFor({ event }) {
	if (!event.authorWritesWorkflow) return [];
	return ["The joined reports are the word of this workflow's own jobs, which a pull request's author can change; look at what the change does to the workflow, or judge pull requests in one run without shards."];
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
/** The address of a workflow's run in the web interface. */
function linkToRun({ server, repository }, runId) {
	return `${server}/${repository}/actions/runs/${encodeURIComponent(runId)}`;
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
/** Text from outside as one line that the log shows and the runner does not obey. */
function logLine(text) {
	return withoutCommands(terminalText(text));
}
function cut(text) {
	if (text.length <= longestLog) return text;
	const end = text.lastIndexOf("\n", longestLog);
	return `${text.slice(0, end < 0 ? longestLog : end)}\n… (cut here; the report files have all of it)\n`;
}
// src/github/outputs.ts
/**
* Sets the outputs that are known once the judgement is: the verdict, the findings that count by
* severity, the new ones among them, the files' paths.
*/
function setOutputs(report, files) {
	const counting = countingIn(report);
	const of = (severity) => counting.filter((finding) => finding.severity === severity).length;
	write$1({
		verdict: report.verdict,
		findings: counting.length,
		new: counting.filter(({ status }) => status === "open").length,
		critical: of("critical"),
		high: of("high"),
		medium: of("medium"),
		low: of("low"),
		"sarif-file": files.sarif,
		"report-file": files.report,
		"html-file": files.html,
		"badge-file": files.badge
	});
}
/** What is not waived and, where only new findings count, not known: a fail never stands beside a zero. */
function countingIn({ findings, comparison }) {
	return findings.filter(({ status }) => status === "open" || status === "baseline" && comparison?.gate === "all");
}
/** Sets the output that names the upload, as GitHub does. */
function setSarifId(sarifId) {
	write$1({ "sarif-id": sarifId });
}
/** Sets the verdict alone; of two, the runner takes the later one. */
function setVerdict(verdict) {
	write$1({ verdict });
}
/** What cannot be written is a warning: the step's status says the verdict as well. */
function write$1(outputs) {
	try {
		for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
	} catch (error) {
		const names = Object.keys(outputs).join(", ");
		warning(`The outputs ${names} could not all be written: ${terminalText(messageOf(error))}. The step's status stands.`);
	}
}
// src/github/actions-keep.ts
/**
* What the Action keeps between runs: files in the runner's tool cache where the runner lives on, and in
* the cache of GitHub Actions. It never fails; what cannot be kept is had anew.
*
* Jobs of a pull request, and any other job on the same runner, may have written either of them. So
* whoever takes a file compares it with a digest from elsewhere, at each use, and no result is kept:
* nothing could be compared with it.
*/
function actionsStorage({ folder, offline, surroundings = process.env }) {
	const inToolCache = toolCacheOf(surroundings);
	return {
		keep: {
			async take(name) {
				const kept = await (await inToolCache())?.take(name);
				return kept === void 0 && !offline ? fromService(name, folder, surroundings) : kept;
			},
			async put(name, file) {
				await (await inToolCache())?.put(name, file);
				if (!offline) await intoService(name, file, surroundings);
			}
		},
		results: void 0
	};
}
/** The tool cache of GitHub's own runners is thrown away with them. */
function toolCacheOf(surroundings) {
	const tools = surroundings["RUNNER_TOOL_CACHE"] ?? "";
	if (!(surroundings["RUNNER_ENVIRONMENT"] === "self-hosted" && isAbsolute(tools))) return () => Promise.resolve(void 0);
	let opened;
	return () => opened ??= openIn(join(tools, "portcullis"));
}
async function openIn(folder) {
	try {
		await mkdir(folder, {
			recursive: true,
			mode: 448
		});
		return keepIn(folder);
	} catch {
		return;
	}
}
async function fromService(name, folder, surroundings) {
	try {
		const { cacheServiceOf } = await import("./cache-service.js");
		const file = join(folder, `kept-${randomUUID()}`);
		return await cacheServiceOf(surroundings)?.fetch(keyOf(name), file) === true ? file : void 0;
	} catch {
		return;
	}
}
async function intoService(name, file, surroundings) {
	try {
		const { cacheServiceOf } = await import("./cache-service.js");
		await cacheServiceOf(surroundings)?.store(keyOf(name), file);
	} catch {}
}
function keyOf(name) {
	return `portcullis-${name}`;
}
// src/github/payload-value.ts
/** What stands at a path of a payload or an answer that nobody has looked at; undefined where nothing does. */
function valueAt(value, ...path) {
	return path.reduce((at, key) => typeof at === "object" && at !== null ? Reflect.get(at, key) : void 0, value);
}
/** The commit at the tip of the ref before a push; nothing where the push made the ref. */
function commitBefore(payload) {
	const before = valueAt(payload, "before");
	return typeof before === "string" && isCommitName(before) ? before : void 0;
}
// src/github/pull-request.ts
/** The pull request of an event, for whoever can do without it; nothing where the payload has none. */
function pullRequestIn(payload, repository) {
	const pull = valueAt(payload, "pull_request");
	if (typeof pull !== "object" || pull === null) return void 0;
	return {
		number: numberIn(valueAt(pull, "number") ?? valueAt(payload, "number")),
		head: commitIn(valueAt(pull, "head", "sha")),
		base: commitIn(valueAt(pull, "base", "sha")),
		merge: commitIn(valueAt(pull, "merge_commit_sha")),
		isFromFork: !isNamed(repository, valueAt(pull, "head", "repo", "full_name"))
	};
}
/** The number of an issue or a pull request. */
function numberIn(value) {
	return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : void 0;
}
/** The full name of a commit. */
function commitIn(value) {
	return typeof value === "string" && isCommitName(value) ? value : void 0;
}
/** Whether a payload names this repository; GitHub takes no notice of case. */
function isNamed(repository, named) {
	return typeof named === "string" && named.toLowerCase() === repository.toLowerCase();
}
// src/github/checkout-standing.ts
/**
* What the commit of a checkout is to the change of an event. Only its own history counts, never that
* GITHUB_SHA names it. Throws GitError where the checkout cannot be read.
*/
async function standingOf(checkout, commit, surroundings) {
	const { head } = surroundings.event;
	if (commit === head) return "head";
	if (commit === becameOf(surroundings)) return "merge";
	const { parents, includes } = await descentOf(checkout, commit, head);
	if (parents.length === 2 && parents[1] === head) return "merge";
	if (includes === "yes") return "later";
	return includes === "no" ? "other" : "unknown";
}
/** The commit of a merged pull request on its base branch; squashed, it does not name the head. */
function becameOf({ payload, repository }) {
	if (valueAt(payload, "pull_request", "merged") !== true) return void 0;
	return pullRequestIn(payload, repository)?.merge;
}
// src/github/change-checkout.ts
/**
* Where a change is to be merged, every judged path has to lie in a checkout of its merge, of its head,
* or of a commit that has the head in its history: else another state would be judged in its place,
* as with a `ref` of actions/checkout that names the base branch. Throws UsageError, also where that
* cannot be told. The check `commits` looks at no file.
*/
async function refuseOtherCheckout(question) {
	const { paths, checks, surroundings } = question;
	const looksAtFiles = checks === void 0 || checks.some((name) => name !== "commits");
	if (surroundings.event.base === void 0 || !looksAtFiles) return;
	const folders = /* @__PURE__ */ new Set();
	for (const path of paths) folders.add(await checkoutAround(path, surroundings.workspace));
	for (const folder of folders) await refuseOther(folder, surroundings);
}
/** The checkout that a path belongs to; a submodule that is as its repository wants it belongs to that. */
async function checkoutAround(path, workspace) {
	const folder = nearestCheckout(existsSync(path) ? realpathSync(path) : path, workspace);
	if (folder === void 0) throw new UsageError(withoutCheckout(path, workspace));
	const outer = folder === workspace ? void 0 : nearestCheckout(dirname(folder), workspace);
	if (outer === void 0) return folder;
	const place = relative(outer, folder).split(sep).join("/");
	const wanted = await tellable(outer, () => submoduleAt(outer, place));
	const found = await tellable(folder, () => resolveCommit(folder, "HEAD"));
	return wanted !== void 0 && wanted === found ? checkoutAround(outer, workspace) : folder;
}
function nearestCheckout(path, workspace) {
	for (let folder = path;; folder = dirname(folder)) {
		if (existsSync(join(folder, ".git"))) return folder;
		if (folder === workspace || dirname(folder) === folder) return void 0;
	}
}
async function refuseOther(folder, surroundings) {
	const found = await tellable(folder, () => resolveCommit(folder, "HEAD"));
	if (found === void 0) throw new UsageError(undecidable$1(folder, "there is no commit at its HEAD"));
	const standing = await tellable(folder, () => standingOf(folder, found, surroundings));
	if (standing !== "other" && standing !== "unknown") return;
	throw new UsageError(mismatch(folder, found, standing, surroundings));
}
/** A checkout that git cannot read is no reason to believe it. */
async function tellable(folder, ask) {
	try {
		return await ask();
	} catch (cause) {
		throw new UsageError(undecidable$1(folder, messageOf(cause).replace(/\.$/, "")), { cause });
	}
}
function undecidable$1(folder, why) {
	return `Nobody can tell whether the checkout ${folder} has this change: ${why}. Check out by actions/checkout.`;
}
function withoutCheckout(path, workspace) {
	return `path: ${JSON.stringify(relative(workspace, path) || ".")} lies in no git checkout, so nobody can tell whether its files are those of this change: use actions/checkout before this step, and name its folder by \`path\`.`;
}
function mismatch(folder, found, standing, { event, commit, workspace }) {
	const where = relative(workspace, folder);
	const place = where === "" ? "The checkout" : `The checkout ${JSON.stringify(where)}`;
	const isTarget = event.name === "pull_request_target";
	const isBase = found === event.base?.commit || isTarget && found === commit;
	const what = isBase ? `the base branch ${event.base?.branch}` : "another commit";
	const wanted = `not this change's ${event.name === "pull_request" ? `merge ${commit.slice(0, 10)}` : "merge"} or its head ${event.head.slice(0, 10)}`;
	const isSure = standing === "other" || isBase;
	const fault = isSure ? "so no file of the change would be judged" : "and its history here ends before it could tell more";
	return `${place} is ${what} (${found.slice(0, 10)}), ${wanted}, ${fault}: ${remedyFor(isTarget, isSure)}.`;
}
function remedyFor(isTarget, isSure) {
	const remedy = isTarget ? "run on pull_request, or let actions/checkout have `ref: ${{ github.event.pull_request.head.sha }}` and run nothing of it" : "leave `ref` and `repository` of actions/checkout out";
	return isSure ? remedy : `${remedy}; for a commit upon the head, set \`fetch-depth: 0\``;
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
	const plain = new http.Agent(options);
	const secure = new https.Agent(options);
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
	const open = url.protocol === "https:" ? https.request : http.request;
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
	if (thrown instanceof NetworkError) return new GitHubApiError("unavailable", `${host} cannot be reached for ${what}: ${thrown.message}`, { isUnheard: true });
	const code = systemCodeOf(thrown) ?? "";
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
		this.#base = baseOf$1(baseUrl);
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
function baseOf$1(text) {
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
		reason: named$1(reason)
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
function named$1(reason) {
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
		if (owner === "" || name === "" || rest.length > 0) throw new UsageError(`${JSON.stringify(repository)} is not a repository; valid: owner/name`);
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
			if (isFinal$1(error) || this.#setbacks >= setbacks) this.#end = `not asked after ${error.message}`;
			return { failure: error.message };
		}
	}
};
/** What would be said to every other request just the same. */
function isFinal$1({ code }) {
	return code === "rate-limited" || code === "unauthorized" || code === "forbidden";
}
function fieldsOf(value) {
	if (typeof value !== "object" || value === null) return {};
	return value;
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
	const named = valueAt(payload, "repository", "default_branch");
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
		...rangeOf(question, nameOf$1(found, include, exclude)),
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
function nameOf$1({ note }, include, exclude) {
	const short = (id) => id.slice(0, 10);
	return `${exclude.length === 0 ? "" : `${exclude.map(short).join(",")}..`}${include.map(short).join(",")} (${note})`;
}
// src/github/base.ts
/**
* What the checkout of an event is compared with. For a merge that GitHub made of a pull request: the
* parent that is the base branch; for any other checkout of what is to be merged: where it left the
* base branch; for a push to the default branch: the state before; for a push to another: where that
* left the default branch. Tags and other events bring no change.
*/
async function baseOf(surroundings, repository) {
	const { event } = surroundings;
	const checkout = checkoutOf(repository);
	if (checkout === void 0) return none("the job has checked out no repository");
	const sources = {
		checkout,
		remote: remoteOf(repository)
	};
	try {
		if (event.name === "merge_group" && event.base !== void 0) return {
			kind: "commit",
			commit: event.base.commit,
			sources
		};
		if (event.base !== void 0) return await mergedInto(event.base, surroundings, sources);
		if (event.name === "push") return await beforePush$1(surroundings, repository, sources);
		return none(`the event ${event.name} brings no change of the files`);
	} catch (error) {
		if (!(error instanceof GitError) && !(error instanceof UsageError)) throw error;
		return none(messageOf(error).replace(/\.$/, ""));
	}
}
async function mergedInto(base, { commit, event }, sources) {
	const { checkout } = sources;
	const head = await resolveCommit(checkout, "HEAD");
	if (head === void 0) return none("there is no commit at HEAD of the checkout");
	const store = {
		...await storeOf(checkout),
		claimedCuts: []
	};
	const [first, second] = await withScratch(store, (scratch) => parentsOf(scratch, head));
	if (head === commit && first !== void 0 && second === event.head) return {
		kind: "commit",
		commit: first,
		sources
	};
	const common = await mergeBase(sources, head, base.commit);
	if (common !== void 0) return {
		kind: "commit",
		commit: common,
		sources
	};
	return none(`the checkout and the base branch ${base.branch} have no commit in common`);
}
async function beforePush$1(surroundings, repository, sources) {
	const { ref, payload } = surroundings;
	if (ref.startsWith("refs/tags/")) return none("a tag brings no change of the files");
	const target = defaultBranchOf(surroundings);
	const branch = ref.replace(/^refs\/heads\//, "");
	if (target !== void 0 && branch === target) return stateBefore(payload, sources);
	const left = await whereItLeft(target, repository, sources);
	if ("commit" in left) return {
		kind: "commit",
		commit: left.commit,
		sources
	};
	const before = stateBefore(payload, sources);
	if (before.kind === "none") return none(`${before.reason}, and ${left.reason}`);
	const notice = `Compared with the state before the push, so what earlier pushes of ${branch} brought counts as known: ${left.reason}.`;
	return {
		...before,
		notice
	};
}
/** Earlier pushes of a branch were judged on their own, and red ones do not make the next ones green. */
async function whereItLeft(target, repository, sources) {
	if (target === void 0) return { reason: "the event names no default branch" };
	const head = await resolveCommit(sources.checkout, "HEAD");
	if (head === void 0) return { reason: "there is no commit at HEAD of the checkout" };
	const tip = await branchTip(repository, target);
	if (tip === void 0) return { reason: `the default branch ${target} is neither on the server nor in the checkout` };
	const common = await commonCommit(sources, head, tip);
	if (common !== void 0) return { commit: common };
	return { reason: `no commit is known that it has in common with the default branch ${target}` };
}
async function commonCommit(sources, head, tip) {
	try {
		return await mergeBase(sources, head, tip);
	} catch (error) {
		if (error instanceof GitError) return void 0;
		throw error;
	}
}
function stateBefore(payload, sources) {
	const commit = commitBefore(payload);
	if (commit === void 0) return none("this is the first push of the branch");
	return {
		kind: "commit",
		commit,
		sources
	};
}
function none(reason) {
	return {
		kind: "none",
		reason
	};
}
// src/github/run-identity.ts
/** What the runner says about the run, for reports that are kept. */
function runIdentity(surroundings, startedAt) {
	const { repository, event, ref, runId } = surroundings;
	return {
		repository,
		commit: event.head,
		...ref === "" ? {} : { ref },
		event: event.name,
		...runId === void 0 ? {} : { url: linkToRun(surroundings, runId) },
		startedAt: startedAt.toISOString()
	};
}
// src/github/step-progress.ts
/** A log grows by an update at most so often. */
const quietMs = 5e3;
/** Nobody reads on; together with all other lines these are some 500. */
const mostUpdates = 100;
const mostParts = 400;
/**
* Progress as lines of the step's log: what is being done, now and then, whatever is worth keeping, and
* work of many parts as a group with a line for each part.
*/
function stepProgress(log = {
	info,
	startGroup,
	endGroup
}) {
	let last = Number.NEGATIVE_INFINITY;
	let updates = 0;
	let parts = 0;
	return {
		update(text) {
			const now = performance.now();
			if (now - last < quietMs || updates === mostUpdates) return;
			last = now;
			updates++;
			log.info(logLine(text));
		},
		say: (line) => log.info(logLine(line)),
		async group(title, work) {
			let untold = 0;
			log.startGroup(logLine(title));
			try {
				return await work((line) => {
					if (parts === mostParts) untold++;
					else {
						parts++;
						log.info(logLine(line));
					}
				});
			} finally {
				if (untold > 0) log.info(`… and ${untold} more`);
				log.endGroup();
			}
		}
	};
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
		gate: inputs.gate ?? policy.gate,
		notices: []
	};
	const notices = [];
	return {
		failOn: tightenFailOn(failOn, policy, notices),
		checks: tightenChecks(checks, policy, notices),
		podSecurity: tightenPodSecurity(podSecurity, policy, notices),
		gate: tightenGate(inputs.gate, policy, notices),
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
function tightenGate(wanted, { gate }, notices) {
	if (wanted !== "new" || gate === "new") return wanted ?? gate;
	notices.push(`The input gate: new was ignored in favour of ${gate}: ${because}.`);
	return gate;
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
	const before = commitBefore(payload);
	if (before === void 0) return pushedState({
		branch,
		commit
	});
	return beforePush({
		branch,
		commit: before
	});
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
		if (repository.offline) throw undecidable(base, error, withoutServer);
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
		throw error instanceof GitError ? undecidable(base, error, afterFetch(error, base)) : error;
	}
}
const withoutServer = "The server is not asked, because `offline` is true: check out with `fetch-depth: 0`, or leave `offline` out.";
/** The commit before a forced push is in no branch any more, so that a deeper checkout has it neither. */
function afterFetch({ code, objects }, { commit, isAnchored }) {
	if (code !== "fetch-failed") return void 0;
	if (objects.includes(commit)) return isAnchored ? "The server does not have this commit any more: start a new run rather than this one again." : "The server does not have this commit any more: name one that counts by `trust-ref`, or by `commits.since-commit` in the policy.";
	return "See that the job can reach the server and may read the repository (`permissions: contents: read`, and `token` as it is by default), or check out with `fetch-depth: 0`.";
}
function undecidable({ what, commit }, cause, remedy) {
	const mistake = `The policy of the ${what} at ${commit.slice(0, 7)} cannot be read: ${cause.message}.`;
	return new UsageError(remedy === void 0 ? mistake : [mistake, remedy], { cause });
}
// src/github/standard-ignore-files.ts
/** Trivy's own ignore files as far as the base has them; a link is none, as on the disk. */
async function ignoreFilesAt(read) {
	const found = [];
	for (const name of standardNames) try {
		if (await read(name) !== void 0) found.push(name);
	} catch (error) {
		if (!(error instanceof GitError) || error.code !== "not-a-file") throw error;
	}
	return found;
}
/** Tells of those that only the change has, under a policy that would let them count. */
function noticesOfNewIgnoreFiles(root, policy) {
	if (policy.vulnerabilities?.ignoreFiles !== void 0) return [];
	return standardNames.filter((name) => !policy.standardIgnoreFiles.some(({ path }) => path === name)).filter((name) => lstatSync(join(root, name), { throwIfNoEntry: false }) !== void 0).map((name) => `This change brings ${name}, which takes effect once it is merged.`);
}
// src/github/trusted-policy.ts
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
		const parsed = text === void 0 ? otherwise : question.parse(text, choice.path);
		const policy = withStandardIgnoreFiles(parsed, await ignoreFilesAt(read));
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
				...edits.map((path) => edited(path, base)),
				...hasCheckout(repository) ? noticesOfNewIgnoreFiles(repository.root, policy) : []
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
	if (await read(".github/portcullis.yaml") === void 0) return;
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
		return found.isFile() && found.size <= 8388608 ? readFileSync(file) : "unreadable";
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
	const now = /* @__PURE__ */ new Date();
	const paths = pathsOf(inputs, surroundings);
	const root = rootIn(paths, surroundings.workspace);
	const { trusted, steps, since, repository } = await trustFor(inputs, surroundings, root);
	const { notices, gate, ...tightened } = tighten(inputs, trusted.policy, surroundings.event);
	await refuseOtherCheckout({
		paths,
		checks: tightened.checks,
		surroundings
	});
	return {
		root,
		paths,
		policy: withReplaced(trusted, folder),
		policyOrigin: trusted.origin,
		...tightened,
		images: inputs.images,
		imagesInput: "images",
		allowEmpty: inputs.allowEmpty,
		offline: inputs.offline,
		everyCheck: true,
		shard: inputs.shard,
		sbom: sbomFor(inputs, surroundings),
		storage: actionsStorage({
			folder,
			offline: inputs.offline
		}),
		progress: stepProgress(),
		now,
		run: runIdentity(surroundings, now),
		notices: [...trusted.notices, ...notices],
		...inputs.onlyNew ? { comparison: {
			base: await baseOf(surroundings, repository),
			gate
		} } : {},
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
/** The folder of an input is relative to the workspace, as `path` is. */
function sbomFor({ sbom }, { workspace }) {
	return sbom.map(({ format, folder }) => ({
		format,
		folder: resolve(workspace, folder)
	}));
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
		parse: (text, path) => parse$1(text, path, event.name),
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
function parse$1(bytes, path, eventName) {
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
// src/github/comment/body.ts
/** GitHub takes 65,536 characters; bytes are never fewer. */
const commentLimitBytes = 65e3;
/** The first line of the comment of a category, which nobody sees. */
function markerOf(category) {
	return `<!-- portcullis:${encodeURIComponent(category.replace(/\p{Cs}/gu, "�")).replace(/-(?=-|$)/g, "%2D")} -->`;
}
/** The report as a comment: the marker, the report as far as it fits, and which commit it is about. */
function commentBody(report, context) {
	const head = `${markerOf(context.category)}\n`;
	const foot = `\n${about(context)}\n`;
	const limitBytes = commentLimitBytes - Buffer.byteLength(head + foot);
	return head + markdownReport(report, {
		limitBytes,
		link: context.link
	}) + foot;
}
function about({ category, base, runId }) {
	const { commit } = base;
	return `About commit ${markdownLink(markdownCode(commit.slice(0, 10)), linkToCommit(base, commit))}${runId === void 0 ? "" : ` by ${markdownLink("this run", linkToRun(base, runId))}`}${category === "portcullis" ? "" : `, category ${markdownCode(category)}`}. This comment is edited in place.`;
}
// src/github/read-only.ts
/**
* Why the token of the job may only read, whatever the workflow's permissions are, as a clause; nothing
* where GitHub leaves it to the workflow, as for the pull requests that Dependabot opens.
* https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
*/
function readOnlyCause({ event, payload, repository, actor }) {
	const isPull = event.name === "pull_request";
	if (isPull && pullRequestIn(payload, repository)?.isFromFork === true) return "GitHub lets the token of a pull request from a fork only read";
	if (!isPull && actor === "dependabot[bot]") return "GitHub lets the token of a run by Dependabot only read";
}
// src/github/comment/identity.ts
/** Whom the token of a job comments as. */
const actionsBot = {
	login: "github-actions[bot]",
	type: "Bot"
};
/** Tokens of apps, and so those of jobs, begin with this. */
const installationToken = /^ghs_/;
/**
* Whom a token comments as. REST tells no app its own name, GraphQL does; where that brings no answer,
* it is taken to be the job's own token, so that at worst a comment is not found again.
*/
async function identityOf(graphql, options) {
	const { token = "" } = options;
	const base = /^(?<base>.+)\/graphql$/.exec(graphql ?? "")?.groups?.["base"];
	if (base === void 0) return actionsBot;
	const api = gitHubApi({
		...options,
		baseUrl: base
	});
	try {
		const { body } = await api.request({
			method: "POST",
			path: "/graphql",
			body: { query: "{ viewer { login } }" },
			isRepeatable: true
		});
		const login = valueAt(body, "data", "viewer", "login");
		return typeof login === "string" && login !== "" ? named(login, token) : actionsBot;
	} catch (error) {
		if (error instanceof GitHubApiError) return actionsBot;
		throw error;
	} finally {
		api.close();
	}
}
/** GraphQL names apps with and without the suffix, and a user may have the name of an app. */
function named(login, token) {
	if (!(login.endsWith("[bot]") || installationToken.test(token))) return {
		login,
		type: "User"
	};
	return {
		login: `${login.replace(/\[bot\]$/, "")}[bot]`,
		type: "Bot"
	};
}
// src/github/comment/own-comment.ts
const perPage = 100;
const mostPages = 30;
/**
* The oldest comment on a pull request that begins with our marker and that we wrote ourselves: anybody
* may write the marker, and a token that may edit one comment may edit them all.
*/
async function findOwnComment(api, { owner, name, number }, { marker, identity }) {
	const path = apiPath`/repos/${owner}/${name}/issues/${number}/comments`;
	for (let page = 1; page <= mostPages; page++) {
		const query = {
			per_page: perPage,
			page
		};
		const { body, hasNextPage } = await api.request({
			method: "GET",
			path,
			query
		});
		const id = numberIn(valueAt((Array.isArray(body) ? body : []).find((comment) => isOwn(comment, marker, identity)), "id"));
		if (id !== void 0) return id;
		if (!hasNextPage) return "none";
	}
	return "unsearched";
}
function isOwn(comment, marker, { login, type }) {
	const text = valueAt(comment, "body");
	if (typeof text !== "string" || text.split(/\r?\n/, 1)[0] !== marker) return false;
	if (valueAt(comment, "user", "login") !== login) return false;
	if (valueAt(comment, "user", "type") !== type) return false;
	const app = valueAt(comment, "performed_via_github_app", "slug");
	return type === "User" || typeof app !== "string" || `${app}[bot]` === login;
}
// src/github/comment/keep-comment.ts
/** No comment is worth more of a job than this. */
const longestMs$1 = 18e4;
/**
* Sees to it that the pull request of the event has this comment, once: the one of an earlier run is
* edited, else one is made; none is ever deleted. Whatever happens is told by the remark.
*/
async function keepComment(request) {
	const { offline, token, surroundings } = request;
	const thread = threadOf(surroundings);
	if (typeof thread === "string") return without("info", thread);
	if (offline) return without("info", "offline is true");
	if (token === void 0) return without("notice", "there is no token");
	try {
		return await within(longestMs$1, void 0, (stop) => write(request, thread, {
			token,
			proxyFor: proxiesFrom(process.env),
			...request.limits === void 0 ? {} : { limits: request.limits },
			stop
		}));
	} catch (error) {
		return failure(error, surroundings);
	}
}
/** Where the comment goes, or why there is no such place. */
function threadOf({ event, payload, repository }) {
	if (!event.name.startsWith("pull_request")) return `the event ${event.name} has no pull request`;
	const number = pullRequestIn(payload, repository)?.number;
	if (number === void 0) return "the event names no number of its pull request";
	const [owner = "", name = ""] = repository.split("/");
	return {
		owner,
		name,
		number
	};
}
async function write({ surroundings, category, body }, thread, options) {
	const identity = await identityOf(surroundings.graphql, options);
	const api = gitHubApi({
		...options,
		baseUrl: surroundings.api
	});
	try {
		const found = await findOwnComment(api, thread, {
			marker: markerOf(category),
			identity
		});
		if (found === "unsearched") return without("notice", "the pull request has too many comments to find an earlier one");
		await (found === "none" ? create(api, thread, body) : edit(api, thread, found, body));
		const how = found === "none" ? "was made" : "was brought up to date";
		return {
			level: "info",
			line: `The comment on pull request ${thread.number} ${how}.`
		};
	} finally {
		api.close();
	}
}
async function create(api, thread, body) {
	const path = apiPath`/repos/${thread.owner}/${thread.name}/issues/${thread.number}/comments`;
	await api.request({
		method: "POST",
		path,
		body: { body }
	});
}
async function edit(api, thread, id, body) {
	const path = apiPath`/repos/${thread.owner}/${thread.name}/issues/comments/${id}`;
	await api.request({
		method: "PATCH",
		path,
		body: { body }
	});
}
function failure(error, surroundings) {
	if (!(error instanceof GitHubApiError)) return without("warning", messageOf(error));
	if (!(error.code === "forbidden" || error.code === "not-found")) return without("warning", error.message);
	const cause = readOnlyCause(surroundings);
	if (cause !== void 0) return without("notice", cause);
	return without("warning", `${error.message}; give the job \`permissions: pull-requests: write\``);
}
function without(level, why) {
	return {
		level,
		line: `No comment on the pull request: ${why}. The summary has the same text.`
	};
}
// src/github/upload/delivery.ts
/**
* GitHub refuses more than 10 MB of compressed SARIF; it does not say whether these are 10^7 bytes or
* 10 MiB. https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
*/
const deliveryLimitBytes = 1e7;
/** The log made ready to be sent, or that it is larger than GitHub takes. */
function deliveryOf(sarif, { commit, ref }, { root, startedAt, limitBytes = deliveryLimitBytes }) {
	const compressed = gzipSync(sarif);
	if (compressed.length > limitBytes) return {
		why: `the log has ${compressed.length} bytes compressed, and GitHub takes ${limitBytes}`,
		how: "judge fewer files at once, each part with its own `category`",
		isExpected: false
	};
	return {
		commit_sha: commit,
		ref,
		sarif: compressed.toString("base64"),
		checkout_uri: `${pathToFileURL(root).href.replace(/\/+$/, "")}/`,
		started_at: startedAt.toISOString().replace(/\.\d+Z$/, "Z"),
		tool_name: "Portcullis"
	};
}
// src/github/upload/processing.ts
/** The pauses before each question, so that they are asked 5, 15, 35, 75 and 155 seconds after the upload. */
const processingPausesMs = [
	5e3,
	1e4,
	2e4,
	4e4,
	8e4
];
/** More of them, or longer ones, tell no more. */
const errorsShown = 5;
/**
* Asks GitHub until it has processed the upload, five times at most. A question that fails does not end
* it, since the next one may not; one that GitHub will never answer does.
*/
async function waitForProcessing(question) {
	let last = { status: "pending" };
	for (const ms of processingPausesMs) {
		await question.pause(ms);
		try {
			last = await ask(question);
		} catch (error) {
			if (!(error instanceof GitHubApiError)) throw error;
			last = {
				status: "unknown",
				why: error.message
			};
			if (isFinal(error)) return last;
		}
		if (last.status === "complete" || last.status === "failed") return last;
	}
	return last;
}
/** A new upload may be unknown for a while (404); a token that may not ask stays one. */
function isFinal({ code }) {
	return code === "unauthorized" || code === "forbidden";
}
async function ask({ api, owner, name, sarifId }) {
	const path = apiPath`/repos/${owner}/${name}/code-scanning/sarifs/${sarifId}`;
	const { body } = await api.request({
		method: "GET",
		path
	});
	switch (valueAt(body, "processing_status")) {
		case "complete": return { status: "complete" };
		case "failed": return {
			status: "failed",
			errors: errorsIn(valueAt(body, "errors"))
		};
		case "pending": return { status: "pending" };
		default: return {
			status: "unknown",
			why: "GitHub's answer names no processing status"
		};
	}
}
function errorsIn(errors) {
	if (!Array.isArray(errors)) return [];
	return errors.filter((error) => typeof error === "string").slice(0, errorsShown);
}
// src/github/upload/refusal.ts
const never = "set `upload: never`";
const permission = `add it to the job's permissions, or ${never}`;
/** Why nobody knows whether GitHub took an upload, as a clause; nothing where it surely did not. */
function doubtIn({ code, status = 0 }) {
	if (code === "too-large") return "GitHub's answer is longer than any";
	return code === "bad-response" && status >= 200 && status < 300 ? `GitHub's answer (${status}) is not JSON` : void 0;
}
/** What a failed upload means to the reader: who cannot upload is told apart from what went wrong. */
function refusalOf(error, run) {
	switch (error.code) {
		case "forbidden": return forbidden(error, run);
		case "not-found": return notFound(run);
		case "unauthorized": return {
			why: "GitHub does not accept the token (401)",
			how: "leave the input `token` out, or renew what it names",
			isExpected: false
		};
		case "rate-limited": return {
			why: `GitHub takes no more requests for now${saying(error)}`,
			how: "run the job again later",
			isExpected: false
		};
		case "rejected": return rejected(error);
		case "redirected": return {
			why: error.message,
			how: `look for a proxy in between, and at GITHUB_API_URL (${run.api})`,
			isExpected: false
		};
		case "unavailable":
		case "timed-out":
		case "bad-response":
		case "too-large": return {
			why: error.message,
			how: "run the job again",
			isExpected: false
		};
	}
}
/** The texts are GitHub's; codeql-action tells these cases apart by the same ones. */
function forbidden(error, run) {
	const said = error.said ?? "";
	if (/not accessible by (?:integration|personal access token)/i.test(said)) return readOnly(run);
	if (/archived/i.test(said)) return {
		why: "this repository is archived",
		how: never,
		isExpected: true
	};
	if (/(?:code security|advanced security|code scanning)\b.*\benabled/i.test(said)) return {
		why: "code scanning is off for this repository",
		how: `turn it on in its settings (GitHub Code Security where it is private), or ${never}`,
		isExpected: true
	};
	return {
		why: `GitHub refuses it (403)${saying(error)}`,
		how: "see whether the job has `security-events: write`",
		isExpected: false
	};
}
function readOnly(run) {
	const why = readOnlyCause(run);
	if (why === void 0) return {
		why: "the token lacks `security-events: write`",
		how: permission,
		isExpected: true
	};
	return {
		why,
		how: "upload that by upload-sarif in a workflow_run job",
		isExpected: true
	};
}
/** GitHub says the same of what is not there and of what the token may not see. */
function notFound({ server }) {
	return /^https:\/\/(?:github\.com|[^/]+\.ghe\.com)$/i.test(server) ? {
		why: "GitHub has no code scanning here, or the token may not see it (404)",
		how: "leave the input `token` out",
		isExpected: true
	} : {
		why: "this server has no code scanning here, or the token may not see it (404)",
		how: `have GitHub Code Security turned on, or ${never}`,
		isExpected: true
	};
}
function rejected(error) {
	const said = error.said ?? "";
	if (error.status === 413) return {
		why: "the log is too large for GitHub (413)",
		how: "judge fewer files at once, each part with its own `category`",
		isExpected: false
	};
	if (/commit not found|ref .*not found/i.test(said)) return {
		why: `GitHub does not know the commit or the ref${saying(error)}`,
		how: "check out a commit that is on GitHub",
		isExpected: false
	};
	return {
		why: `GitHub does not take the log (${error.status ?? "no status"})${saying(error)}`,
		how: "run the job again; where that does not help, open an issue with that file",
		isExpected: false
	};
}
function saying({ said }) {
	if (said === void 0) return "";
	return `, saying ${JSON.stringify(shortened(visibleText(said), {
		word: 60,
		total: 160
	}))}`;
}
// src/github/upload/target.ts
/** Events that run the repository's own code: without a checkout the files are taken to be GITHUB_SHA's. */
const ownCode = /* @__PURE__ */ new Set([
	"push",
	"merge_group",
	"release",
	"schedule",
	"workflow_dispatch"
]);
/**
* The commit and the ref of an upload. Results of a pull request never land on a branch: where the
* event's ref is the base's, they go to `refs/pull/N/head`, and where it is not certain whose the
* files are, nowhere.
*/
function uploadTarget(question) {
	const { name } = question.event;
	if (name.startsWith("pull_request")) return pullTarget(question);
	if (name === "workflow_run") return precedingTarget(question);
	return refTarget(question);
}
/**
* Of pull_request_target, GITHUB_REF is the base branch, which must never get what the author of the
* change wrote. Without a checkout the results are joined ones, whose shards looked at the run's commit.
*/
function pullTarget(question) {
	const { payload, ref, commit, checkedOut, event, repository } = question;
	const number = /^refs\/pull\/(?<number>[1-9]\d{0,9})\//.exec(ref)?.groups?.["number"] ?? pullRequestIn(payload, repository)?.number;
	if (number === void 0) return withoutNumber("the event names no number of its pull request");
	const [head, merge] = [`refs/pull/${number}/head`, `refs/pull/${number}/merge`];
	if (checkedOut === void 0) return event.name === "pull_request_target" || commit === event.head ? {
		commit: event.head,
		ref: head
	} : {
		commit,
		ref: merge
	};
	switch (checkedOut.standing) {
		case "head":
		case "later": return {
			commit: checkedOut.commit,
			ref: head
		};
		case "merge": return {
			commit: checkedOut.commit,
			ref: merge
		};
		case "other":
		case "unknown":
		case void 0: return elsewhere(checkedOut.commit, "neither the pull request's merge nor its head");
	}
}
/** What ran before decides; for forks GitHub does not say which pull request it was. */
function precedingTarget(question) {
	const { payload, checkedOut, repository } = question;
	const run = valueAt(payload, "workflow_run");
	const cause = valueAt(run, "event");
	const isOurs = isNamed(repository, valueAt(run, "head_repository", "full_name"));
	if (!(typeof cause !== "string" || cause.startsWith("pull_request")) && isOurs) return refTarget(question);
	const head = commitIn(valueAt(run, "head_sha"));
	const number = head === void 0 ? void 0 : pullOf(run, head, repository);
	if (head === void 0 || number === void 0) return withoutNumber("this workflow_run does not say which pull request it is about, as always for forks");
	if (checkedOut === void 0) return ownerless("workflow_run");
	if (checkedOut.commit === head) return {
		commit: head,
		ref: `refs/pull/${number}/head`
	};
	return elsewhere(checkedOut.commit, "not the pull request's head");
}
/** The list may hold pull requests that other repositories have with the same commit. */
function pullOf(run, head, repository) {
	const pulls = valueAt(run, "pull_requests");
	return numberIn(valueAt((Array.isArray(pulls) ? pulls : []).find((pull) => {
		const url = valueAt(pull, "base", "repo", "url");
		return typeof url === "string" && isNamed(repository, slugIn(url)) && valueAt(pull, "head", "sha") === head;
	}), "number"));
}
/** `https://api.github.com/repos/acme/shop` */
function slugIn(url) {
	return url.split("/").slice(-2).join("/");
}
/** GITHUB_REF and GITHUB_SHA belong together; what else is checked out belongs to nobody knows what. */
function refTarget({ event, ref, commit, checkedOut }) {
	if (!/^refs\/(?:heads|tags|pull)\/[^\p{Cc}\s]+$/u.test(ref)) return {
		why: `GITHUB_REF is ${JSON.stringify(ref)}, which is not a branch, tag or pull request`,
		how: withUploadSarif,
		isExpected: true
	};
	if (checkedOut === void 0 && !ownCode.has(event.name)) return ownerless(event.name);
	if (checkedOut === void 0 || checkedOut.commit === commit) return {
		commit,
		ref
	};
	return elsewhere(checkedOut.commit, `and the run is about ${commit.slice(0, 10)}`);
}
const withUploadSarif = "upload that by upload-sarif, with a `ref` and a `sha` that you name";
function ownerless(event) {
	return {
		why: `there is no checkout, and files of the event ${event} may be anybody's`,
		how: "check out the repository",
		isExpected: true
	};
}
function elsewhere(commit, what) {
	return {
		why: `the checkout is ${commit.slice(0, 10)}, ${what}`,
		how: "check out what the run is about",
		isExpected: true
	};
}
function withoutNumber(why) {
	return {
		why,
		how: withUploadSarif,
		isExpected: true
	};
}
// src/github/upload/upload.ts
/** Ten megabytes may take a while, and no upload is worth more than ten minutes of a job. */
const uploadLimits = { exchangeMs: 12e4 };
const longestMs = 6e5;
/**
* Uploads the log to code scanning and waits until GitHub has processed it. Whatever happens is told by
* the outcome and nothing is thrown; there is none where the workflow wants no upload.
*/
async function uploadSarif(request) {
	if (request.mode === "never") return void 0;
	try {
		const delivery = await prepared(request);
		return "why" in delivery ? missed(delivery) : await sent(delivery, request);
	} catch (error) {
		return missed({
			why: `it cannot be attempted: ${messageOf(error).replace(/\.$/, "")}`,
			how: "put that right",
			isExpected: false
		});
	}
}
/** What is sent, or why nothing is; the network is not touched for it. */
async function prepared(request) {
	const { offline, token, sarif, surroundings, root } = request;
	if (offline) return miss("offline is true", "leave that out, or set `upload: never`");
	if (token === void 0) return miss("there is no token", "leave the input `token` out");
	if (sarif.runs === 0) return miss("no check came to a result", "put right what kept them from deciding");
	const [problem] = sarif.problems;
	if (problem !== void 0) return {
		why: `the log breaks a rule of code scanning (${problem})`,
		how: "report this bug of ours with that file",
		isExpected: false
	};
	const target = uploadTarget({
		...surroundings,
		...await checkedOutIn(root, surroundings)
	});
	return "why" in target ? target : deliveryOf(sarif.text, target, request);
}
/** What the checkout says; a tag in GITHUB_SHA is followed to its commit. */
async function checkedOutIn(root, surroundings) {
	const { commit, event } = surroundings;
	const checkout = checkoutOf({ root });
	if (checkout === void 0) return {
		commit,
		checkedOut: void 0
	};
	const [found, own] = await Promise.all([resolveCommit(checkout, "HEAD"), resolveCommit(checkout, commit)]);
	const merges = event.base !== void 0;
	if (found === void 0) {
		if (merges) throw new UsageError("there is no commit at HEAD of the checkout");
		return {
			commit: own ?? commit,
			checkedOut: void 0
		};
	}
	const standing = merges ? await standingOf(checkout, found, surroundings) : void 0;
	return {
		commit: own ?? commit,
		checkedOut: {
			commit: found,
			standing
		}
	};
}
function miss(why, how) {
	return {
		why,
		how,
		isExpected: true
	};
}
function sent(delivery, request) {
	const { surroundings, token, limits } = request;
	return within(longestMs, void 0, async (stop) => {
		const api = gitHubApi({
			baseUrl: surroundings.api,
			token,
			proxyFor: proxiesFrom(process.env),
			limits: {
				...uploadLimits,
				...limits
			},
			stop
		});
		try {
			return await accepted(api, delivery, request);
		} catch (error) {
			if (!(error instanceof GitHubApiError)) throw error;
			const why = doubtIn(error);
			return why === void 0 ? missed(refusalOf(error, surroundings)) : undetermined(nameOf(delivery), why);
		} finally {
			api.close();
		}
	});
}
async function accepted(api, delivery, { surroundings, waitsForProcessing, pause }) {
	const [owner = "", name = ""] = surroundings.repository.split("/");
	const path = apiPath`/repos/${owner}/${name}/code-scanning/sarifs`;
	const { body } = await api.request({
		method: "POST",
		path,
		body: delivery,
		isRepeatable: true
	});
	const sarifId = valueAt(body, "id");
	const what = nameOf(delivery);
	if (typeof sarifId !== "string" || !/^[\w-]{1,100}$/.test(sarifId)) return undetermined(what, "GitHub's answer names no id");
	if (!waitsForProcessing) return {
		state: "accepted",
		level: "info",
		line: `Uploaded to code scanning for ${what}; GitHub's processing was not waited for.`,
		sarifId
	};
	return {
		...outcomeOf$1(await waitForProcessing({
			api,
			owner,
			name,
			sarifId,
			pause
		}), what),
		sarifId
	};
}
function nameOf({ ref, commit_sha: commit }) {
	return `${ref} at ${commit.slice(0, 10)}`;
}
function outcomeOf$1(processing, what) {
	switch (processing.status) {
		case "complete": return {
			state: "processed",
			level: "info",
			line: `Code scanning has the results (${what}).`
		};
		case "pending": return {
			state: "pending",
			level: "notice",
			line: `Uploaded to code scanning for ${what}; GitHub is still processing it.`
		};
		case "unknown": return {
			state: "unknown",
			level: "warning",
			line: `Uploaded to code scanning for ${what}; whether GitHub could use it is unknown: ${processing.why}.`
		};
		case "failed": return {
			state: "failed",
			level: "warning",
			line: `Code scanning could not process the results for ${what}: ${processing.errors.length === 0 ? "no reason given" : processing.errors.join("; ")}`
		};
	}
}
// src/github/share.ts
/** Gives the SARIF log to code scanning, for paths that are relative to `root`. Never throws. */
async function shareLog(sarif, root, { inputs, surroundings, startedAt, pause }) {
	const outcome = await uploadSarif({
		mode: inputs.upload,
		waitsForProcessing: inputs.waitForProcessing,
		offline: inputs.offline,
		token: inputs.token,
		sarif,
		root,
		startedAt,
		surroundings,
		pause
	});
	if (outcome === void 0) return {};
	const isMissing = inputs.upload === "always" && isUploadFailure(outcome);
	const remark = {
		line: outcome.line,
		level: isMissing ? "error" : outcome.level
	};
	announce(remark);
	if (outcome.sarifId !== void 0) setSarifId(outcome.sarifId);
	if (!isMissing) return { remark };
	return {
		remark,
		unmet: "code scanning has not got the results, and upload is always"
	};
}
/** Keeps the comment of the pull request, where the workflow wants one. Never throws. */
async function shareComment(report, link, sharing) {
	if (!sharing.inputs.comment) return;
	try {
		announce(await commentOn(report, link, sharing));
	} catch (error) {
		announce({
			level: "warning",
			line: `No comment on the pull request: ${messageOf(error)}`
		});
	}
}
function commentOn(report, link, { inputs, surroundings }) {
	const { category, offline, token } = inputs;
	const { server, repository, event, runId } = surroundings;
	return keepComment({
		offline,
		token,
		category,
		body: commentBody(report, {
			category,
			base: {
				server,
				repository,
				commit: event.head
			},
			runId,
			link
		}),
		surroundings
	});
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
		warning(`The summary could not be written: ${terminalText(messageOf(error))}`);
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
		graphql: env["GITHUB_GRAPHQL_URL"],
		actor: env["GITHUB_ACTOR"] ?? "",
		runId: /^\d{1,20}$/.exec(env["GITHUB_RUN_ID"] ?? "")?.[0],
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
/** Kept free in the summary for a line on what became of the upload. */
const lateBytes = 8192;
const realMeans = { pause: (ms) => setTimeout(ms) };
/** The step from its inputs to its status, which is left in `process.exitCode`. */
async function runStep({ pause } = realMeans) {
	hasFailed = false;
	const startedAt = /* @__PURE__ */ new Date();
	const inputs = readInputs();
	await printVersions();
	const surroundings = readSurroundings();
	const folder = runFolder(surroundings.temporary);
	const { outcome, root } = await outcomeOf(inputs, surroundings, folder);
	const found = withNotices(outcome.report, truncationNotices(outcome.report));
	const sarif = sarifOf(found, inputs);
	const sharing = {
		inputs,
		surroundings,
		startedAt,
		pause
	};
	const isShared = inputs.shard === void 0;
	const upload = isShared ? await shareLog(sarif, root, sharing) : {};
	const report = settled(found, upload);
	const link = linkerFor(surroundings);
	publish({
		...outcome,
		report
	}, {
		sarif,
		link,
		folder
	});
	if (isShared) {
		show(report, upload, surroundings);
		await shareComment(report, link, sharing);
	}
	conclude(report);
}
/** What the checkout holds is judged, or what shards found is joined. */
async function outcomeOf(inputs, surroundings, folder) {
	const { workspace } = surroundings;
	if (inputs.merge.length > 0) return {
		outcome: await joinShards(inputs.merge, surroundings),
		root: workspace
	};
	const request = await requestOf(inputs, surroundings, folder);
	return {
		outcome: await judge(request),
		root: request.root
	};
}
function withNotices(report, notices) {
	return {
		...report,
		notices: [...report.notices, ...notices]
	};
}
function sarifOf(report, { category }) {
	const { log, problems } = sarifDraft(report, allRules, { category });
	return {
		text: jsonText(log),
		runs: log.runs.length,
		problems
	};
}
/** The report with the verdict that everything shows: none where the workflow insists on more. */
function settled(report, { unmet }) {
	return unmet === void 0 ? report : {
		...report,
		verdict: "error",
		unmet
	};
}
function linkerFor(surroundings) {
	const base = linkBaseOf(surroundings);
	return ({ location, commit }) => commit === void 0 ? linkTo(base, location) : linkToCommit(base, commit);
}
function linkBaseOf({ server, repository, event }) {
	return {
		server,
		repository,
		commit: event.head
	};
}
/** The outputs, the files that they name, and the log. */
function publish({ report, sources }, { sarif, link, folder }) {
	const html = htmlReport(report, sources, { link });
	const badgeText = badge(report.verdict);
	setOutputs(report, writeReportFiles(folder, {
		sarif: sarif.text,
		report: jsonReport(report),
		html,
		badge: badgeText
	}));
	printGroup("Report", textReport(report, sources, { color: true }));
}
/** What the job's page shows; what went well with the upload needs no words there. */
function show(report, { remark }, surroundings) {
	const base = linkBaseOf(surroundings);
	annotate(report, (commit) => linkToCommit(base, commit));
	const link = linkerFor(surroundings);
	writeSummary((room) => markdownReport(report, {
		limitBytes: room - lateBytes,
		link
	}));
	if (remark === void 0 || remark.level === "info") return;
	writeSummary(() => `\n${markdownText(remark.line)}\n`);
}
/** The last line of the log, and the step's status. */
function conclude(report) {
	const { verdict } = report;
	const words = `${verdictWords[verdict]}: ${verdictGrounds(report).join("; ")}`;
	const sentence = withoutCommands(terminalText(words));
	if (hasFailed) setVerdict("error");
	else if (verdict === "pass") {
		info(sentence);
		process.exitCode = 0;
	} else setFailed(sentence);
}
/** Whether something went wrong beside the run; no verdict of it counts then. */
let hasFailed = false;
/** Ends the step without a verdict: it fails, says why, and leaves `error` for the steps that follow. */
function failStep(thrown) {
	hasFailed = true;
	process.exitCode = 1;
	const lines = thrown instanceof UsageError ? thrown.mistakes : [`internal error: ${messageOf(thrown)}`];
	setFailed(["NO VERDICT", ...lines].map(visibleText).join("\n"));
	writeSummary(() => `### Portcullis: no verdict\n\n${lines.map(item).join("")}`);
	setVerdict("error");
}
function item(line) {
	return `- ${markdownText(line)}\n`;
}
// src/action.ts
process.exitCode = 1;
process.on("uncaughtException", failStep);
process.on("unhandledRejection", failStep);
keepYoungMemorySmall();
runStep().catch(failStep);
export {};
