import { Bn as checkNames, Hn as sharedChecks, It as GitError, Ln as failLines, Lt as compareFindings, Mt as decodeText, Qt as shareOf, Rn as severities, St as maxFileBytes, Vn as checkStates, Zt as shardNotice, _ as missingFeeds, _t as verdictOf, cr as SourceFile, ur as comparePlainly, vt as failsRun, yt as countsOf } from "./gate.js";
import { d as UsageError, f as messageOf, u as version } from "./text.js";
import { b as withCommitTree } from "./git.js";
import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
// src/merge/committed-sources.ts
/** More files than this are not shown; nobody reads as many. */
const mostFiles = 2e3;
/**
* The files that the findings of joined shards stand in, for excerpts: as the judged commit has them,
* out of the objects of a checkout. None where the shards judged something else than a commit, or
* the checkout lacks it.
*/
async function committedSources({ findings }, { commit, changed }, checkout) {
	const sources = /* @__PURE__ */ new Map();
	if (commit === void 0 || changed !== false) return sources;
	const wanted = new Set(findings.map(({ location }) => location.path));
	try {
		await withCommitTree({
			checkout,
			remote: void 0
		}, commit, async ({ entries, blobs }) => {
			const files = entries.filter(({ path }) => wanted.has(path)).slice(0, mostFiles);
			const ids = [...new Set(files.map(({ id }) => id))];
			const texts = /* @__PURE__ */ new Map();
			for await (const object of blobs(ids, maxFileBytes)) {
				if (object.state !== "whole") continue;
				const decoded = decodeText(object.bytes);
				if (!("problem" in decoded)) texts.set(object.id, decoded.text);
			}
			for (const { id, path } of files) {
				const text = texts.get(id);
				if (text !== void 0) sources.set(path, new SourceFile(path, text));
			}
		});
	} catch (error) {
		if (!(error instanceof GitError || error instanceof UsageError)) throw error;
	}
	return sources;
}
// src/merge/join-images.ts
/** Every image once, with what each shard learnt about it. */
function joinImages(reports) {
	const images = /* @__PURE__ */ new Map();
	for (const image of reports.flatMap((report) => report.images)) {
		const known = images.get(image.reference);
		images.set(image.reference, known === void 0 ? image : joined(known, image));
	}
	return [...images.values()].sort((a, b) => comparePlainly(a.reference, b.reference));
}
const badness = [
	"error",
	"failed",
	"passed",
	"skipped"
];
function joined(a, b) {
	const checks = { ...a.checks };
	for (const [name, state] of Object.entries(b.checks)) {
		const known = checks[name];
		checks[name] = known !== void 0 && badness.indexOf(known) < badness.indexOf(state) ? known : state;
	}
	return {
		...b,
		...a,
		checks
	};
}
// src/merge/join-vulnerabilities.ts
/** With what all shards together looked; of several databases the oldest, which says how far they can be trusted. */
function joinVulnerabilities(reports) {
	const summaries = reports.flatMap(({ vulnerabilities }) => vulnerabilities ?? []);
	const [oldest] = summaries.toSorted((a, b) => comparePlainly(a.database.updatedAt, b.database.updatedAt));
	if (oldest === void 0) return void 0;
	const java = summaries.find(({ javaDatabase }) => javaDatabase !== void 0)?.javaDatabase;
	const epss = summaries.find((each) => each.epss !== null)?.epss ?? null;
	const kev = summaries.find((each) => each.kev !== null)?.kev ?? null;
	return {
		...oldest,
		epss,
		kev,
		...java === void 0 ? {} : { javaDatabase: java },
		images: summaries.reduce((sum, { images }) => sum + images, 0),
		reused: summaries.reduce((sum, { reused }) => sum + reused, 0)
	};
}
/** Sentences on what the shards did not look with alike, each state with the shards that had it. */
function differencesIn(reports) {
	return [
		...difference(reports, "programs", ({ trivy }) => `Trivy ${trivy.version}, ${trivy.origin}`),
		...difference(reports, "vulnerability databases", ({ database }) => databaseLabel(database)),
		...difference(reports, "databases of Java archives", ({ javaDatabase }) => javaDatabase === void 0 ? void 0 : databaseLabel(javaDatabase)),
		...difference(reports, "EPSS lists", ({ epss }) => feedLabel(epss)),
		...difference(reports, "KEV lists", ({ kev }) => feedLabel(kev))
	];
}
function difference(reports, what, labelOf) {
	const users = /* @__PURE__ */ new Map();
	for (const { vulnerabilities, shard } of reports) {
		const label = vulnerabilities === void 0 ? void 0 : labelOf(vulnerabilities);
		if (label !== void 0) users.set(label, [...users.get(label) ?? [], shard?.index ?? 1]);
	}
	if (users.size < 2) return [];
	return [`The shards used different ${what}: ${[...users].map(([label, shards]) => `${shards.length === 1 ? "shard" : "shards"} ${shards.join(", ")}: ${label}`).join("; ")}.`];
}
function databaseLabel({ repository, digest, updatedAt }) {
	return `${repository}${digest === void 0 ? "" : `@${digest}`} of ${updatedAt}`;
}
/** Where a list came from does not make it another one. */
function feedLabel(feed) {
	return feed === null ? void 0 : `${feed.version} of ${feed.date}`;
}
// src/merge/refuse-shares.ts
/** So many mistakes tell what happened; the others are counted. */
const mistakesShown = 20;
/**
* Throws UsageError unless the shards, all of one set of images, list exactly what falls to each of them,
* and a check of images that came to a result has one for each image of its share and for no other.
*/
function refuseOtherShares(shards) {
	const all = new Set(shards.flatMap(({ report }) => report.images.map(({ reference }) => reference)));
	const [first] = shards;
	if (first === void 0) return;
	const { shard } = first.report;
	if (shareOf(all, shard).shard.images !== shard.images) {
		const files = shards.map(({ file }) => file).join(", ");
		throw new UsageError(`${files}: together they list ${all.size} images, which are not the ones that were shared out; one was left out or added, so make the reports anew`);
	}
	const mistakes = shards.flatMap((shard) => mistakesIn(shard, all));
	if (mistakes.length === 0) return;
	const left = mistakes.length - mistakesShown;
	throw new UsageError([...mistakes.slice(0, mistakesShown), ...left > 0 ? [`and ${left} more of the same`] : []]);
}
function mistakesIn({ file, report }, all) {
	const { shard, images } = report;
	const { mine } = shareOf(all, shard);
	const part = `shard ${shard.index} of ${shard.of}`;
	const expected = shard.index === 1 ? all : mine;
	const listed = new Set(images.map(({ reference }) => reference));
	return [
		...images.length > listed.size ? [`${file}: lists an image twice`] : [],
		...without(expected, listed).map((image) => `${file}: lacks the image ${image} of ${part}`),
		...without(listed, expected).map((image) => `${file}: lists the image ${image}, which does not fall to ${part}`),
		...images.flatMap((image) => wrongResults(image, mine.has(image.reference), report, file))
	];
}
function wrongResults({ reference, checks }, isMine, report, file) {
	return sharedChecks.flatMap((name) => {
		const state = report.checks[name]?.state;
		const isDecided = state === "passed" || state === "failed";
		const hasResult = checks[name] !== void 0;
		if (hasResult && !isMine) return [`${file}: says ${name} of the image ${quoted(reference)}, which falls to another shard`];
		return isMine && isDecided && !hasResult ? [`${file}: says nothing of ${name} of the image ${quoted(reference)}, which falls to it`] : [];
	});
}
function without(references, others) {
	return [...references].filter((reference) => !others.has(reference)).map(quoted);
}
function quoted(reference) {
	return JSON.stringify(reference.slice(0, 300));
}
// src/merge/refuse-strangers.ts
/** Throws UsageError where a shard is missing, there twice, or one of another count. */
function refuseIncomplete(shards) {
	const of = Math.max(...shards.map(({ report }) => report.shard.of), 1);
	const mistakes = [];
	for (let index = 1; index <= of; index++) {
		const found = shards.filter(({ report }) => report.shard.index === index);
		if (found.length === 0) mistakes.push(`shard ${index} of ${of} is missing`);
		if (found.length > 1) mistakes.push(`shard ${index} is there twice: ${found.map(({ file }) => file).join(", ")}`);
	}
	const beyond = shards.filter(({ report: { shard } }) => shard.index > of || shard.of !== of);
	mistakes.push(...beyond.map(({ file, report: { shard } }) => `${file}: is shard ${shard.index} of ${shard.of}, and others are of ${of}`));
	if (mistakes.length > 0) throw new UsageError(mistakes);
}
/**
* Throws UsageError where the reports are not shards of one run: shards of another tree, policy or line
* would make a verdict about nothing in particular.
*/
function refuseStrangers(shards) {
	const [first, ...others] = shards;
	if (first === void 0) return;
	const expected = identityOf(first);
	const mistakes = others.flatMap((shard) => {
		const found = identityOf(shard);
		const index = found.findIndex(({ is }, place) => is !== expected[place]?.is);
		const { is, todo = "only shards of one run over one commit are joined" } = found[index] ?? {};
		if (is === void 0) return [];
		return [`${shard.file}: has ${is}, and ${first.file} ${expected[index]?.is}; ${todo}`];
	});
	if (mistakes.length > 0) throw new UsageError(mistakes);
}
/** What all shards of a run have in common, the most telling first. */
function identityOf({ report }) {
	const { shard, policy, failOn, judged, comparison, checks } = report;
	const todo = "give every shard the same files, and write no report among them: the next shard would read it";
	return [
		{ is: `the commit ${shard.commit ?? "(not known)"}` },
		{ is: `the policy ${policy === null ? "(none)" : `${policy.path} of ${policy.origin}`}` },
		{ is: `the policy's content ${shard.policy}` },
		{ is: `the mode ${shard.mode}` },
		{
			is: `${judged.files} files with ${judged.resources} resources`,
			todo
		},
		{
			is: `the files' content ${shard.files}`,
			todo
		},
		{ is: `the images ${shard.images}` },
		{ is: `the line ${failOn}` },
		{ is: `the base ${comparison?.base ?? "(none)"}` },
		{ is: `the gate ${comparison?.gate ?? "all"}` },
		{ is: `the checks of images ${checksIn(checks)}` }
	];
}
function checksIn(checks) {
	return sharedChecks.filter((name) => checks[name] !== void 0).join(", ") || "(none)";
}
// src/merge/join-reports.ts
/**
* One report out of those of all shards, with a verdict of its own. Throws UsageError where a shard is
* missing or there twice, where they are not shards of one run over one commit, and where one does not
* list its share of the images.
*/
function joinReports(shards) {
	const ordered = shards.toSorted((a, b) => a.report.shard.index - b.report.shard.index);
	refuseIncomplete(ordered);
	refuseStrangers(ordered);
	refuseOtherShares(ordered);
	const reports = ordered.map(({ report }) => report);
	const [first] = reports;
	if (first === void 0) throw new UsageError("there is no report to join");
	const findings = reports.flatMap((report) => report.findings).sort(compareFindings);
	const checks = joinedChecks(reports, findings);
	const states = Object.values(checks).map(({ state }) => state);
	const { shard: _shard, vulnerabilities: _vulnerabilities, ...whole } = first;
	const { mode } = first.shard;
	const scanned = joinVulnerabilities(reports);
	return {
		...whole,
		verdict: verdictOf(states, mode),
		notices: [.../* @__PURE__ */ new Set([...reports.flatMap(noticesOf), ...differencesIn(reports)])],
		checks,
		findings,
		images: joinImages(reports),
		...scanned === void 0 ? {} : { vulnerabilities: scanned }
	};
}
function noticesOf({ notices, shard }) {
	const own = shard === void 0 ? "" : shardNotice(shard);
	return notices.filter((notice) => notice !== own);
}
function joinedChecks(reports, findings) {
	const checks = {};
	for (const name of checkNames) {
		const summaries = reports.flatMap((report) => report.checks[name] ?? []);
		const own = findings.filter(({ check }) => check === name);
		if (summaries.length === 0) continue;
		const reason = joinedReason(name, reports);
		checks[name] = {
			...joinedSummary(summaries, own, reports),
			...reason === "" ? {} : { reason }
		};
	}
	return checks;
}
/** Reasons count images, so it is said which shard's they are; one that ran alone speaks for the whole. */
function joinedReason(name, reports) {
	const ran = reports.filter(({ checks }) => checks[name] !== void 0);
	const shards = /* @__PURE__ */ new Map();
	for (const { checks, shard } of ran) {
		const reason = checks[name]?.reason;
		if (reason === void 0) continue;
		shards.set(reason, [...shards.get(reason) ?? [], shard?.index ?? 1]);
	}
	if (ran.length === 1) return [...shards.keys()].join();
	return [...shards].map(([reason, indices]) => {
		if (indices.length === ran.length) return `in each shard: ${reason}`;
		return `shard${indices.length === 1 ? "" : "s"} ${indices.join(", ")}: ${reason}`;
	}).join("; ");
}
function joinedSummary(summaries, findings, [line]) {
	const states = new Set(summaries.map(({ state }) => state));
	const decided = line !== void 0 && findings.some((finding) => failsRun(finding, line)) || states.has("failed") ? "failed" : "passed";
	const isSkipped = !states.has("passed") && !states.has("failed");
	return {
		state: states.has("error") ? "error" : isSkipped ? "skipped" : decided,
		durationMs: Math.max(...summaries.map(({ durationMs }) => durationMs)),
		counts: countsOf(findings)
	};
}
// src/merge/json-shape.ts
/** A text of at most so many characters. */
function text(longest = 1 << 20) {
	return (value, path) => {
		if (typeof value !== "string") return `${path} is not a text`;
		return value.length > longest ? `${path} has more than ${longest} characters` : void 0;
	};
}
/** A text that the pattern describes. */
function matching(pattern, what) {
	return (value, path) => typeof value === "string" && pattern.test(value) ? void 0 : `${path} is not ${what}`;
}
/** A number that is whole and not below `least`. */
function whole(least = 0) {
	return (value, path) => typeof value === "number" && Number.isSafeInteger(value) && value >= least ? void 0 : `${path} is not a whole number from ${least}`;
}
/** A number in a range. */
function between(least, most) {
	return (value, path) => typeof value === "number" && value >= least && value <= most ? void 0 : `${path} is not a number from ${least} to ${most}`;
}
const flag = (value, path) => typeof value === "boolean" ? void 0 : `${path} is neither true nor false`;
/** One of the values. */
function oneOf(values) {
	return (value, path) => values.includes(value) ? void 0 : `${path} is none of ${values.map(String).join(", ")}`;
}
/** `null`, or what the shape describes. */
function nullable(shape) {
	return (value, path) => value === null ? void 0 : shape(value, path);
}
/** A list of what the shape describes. */
function listOf(shape) {
	return (value, path) => {
		if (!Array.isArray(value)) return `${path} is not a list`;
		for (const [index, item] of value.entries()) {
			const mistake = shape(item, `${path}[${index}]`);
			if (mistake !== void 0) return mistake;
		}
	};
}
/** An object with every key of the first, any of the second, and no other. */
function object(required, optional = {}) {
	return (value, path) => {
		if (!isObject(value)) return `${path} is not an object`;
		const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key));
		if (missing !== void 0) return `${path} has no ${missing}`;
		for (const [key, item] of Object.entries(value)) {
			const shape = shapeAt(required, key) ?? shapeAt(optional, key);
			if (shape === void 0) return `${path} has the unknown key ${JSON.stringify(key.slice(0, 80))}`;
			const mistake = shape(item, path === "" ? key : `${path}.${key}`);
			if (mistake !== void 0) return mistake;
		}
	};
}
function shapeAt(shapes, key) {
	return Object.hasOwn(shapes, key) ? shapes[key] : void 0;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/merge/report-shape.ts
const hash = matching(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal digits");
const commit = matching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "the name of a commit");
const words = text();
const names = text(4096);
const texts = listOf(words);
const location = object({
	path: names,
	line: whole(1),
	column: whole(1),
	endLine: whole(1),
	endColumn: whole(1)
});
const counts = object(Object.fromEntries([...severities, "waived"].map((name) => [name, whole()])), { baseline: whole() });
const check = object({
	state: oneOf(checkStates),
	durationMs: between(0, 0xe8d4a51000),
	counts
}, { reason: words });
const kev = (value, path) => {
	return object({
		listed: oneOf([true]),
		since: names,
		ransomware: flag
	}, { due: names })(value, path) === void 0 ? void 0 : object({ listed: oneOf([false]) })(value, path);
};
const vulnerability = object({
	id: names,
	fixable: flag,
	epss: nullable(object({
		probability: between(0, 1),
		percentile: between(0, 1)
	})),
	kev: nullable(kev),
	packages: listOf(object({
		name: names,
		installed: names
	}, {
		fixed: names,
		status: names,
		purl: names,
		path: names,
		platforms: listOf(names)
	})),
	platforms: listOf(names)
}, {
	title: words,
	url: names,
	severitySource: names,
	cvss: object({ score: between(0, 10) }, { vector: names }),
	published: names,
	accepted: listOf(object({
		package: names,
		installed: names,
		reason: words
	}, {
		path: names,
		platforms: listOf(names),
		expires: names
	})),
	unrated: oneOf([true])
});
const resource = object({
	apiVersion: names,
	kind: names
}, {
	namespace: names,
	name: names,
	container: names,
	fieldPath: names
});
const finding = object({
	check: oneOf(checkNames),
	rule: names,
	severity: oneOf(severities),
	message: words,
	remediation: words,
	location,
	fingerprint: hash,
	evidence: hash,
	status: oneOf([
		"open",
		"waived",
		"baseline"
	])
}, {
	related: listOf(object({
		location,
		message: words
	})),
	resource,
	podSecurity: object({
		level: names,
		check: names,
		version: names
	}),
	image: names,
	vulnerability,
	gate: object({
		fails: flag,
		reason: words
	}),
	commit,
	waiver: object({ reason: words }, {
		owner: names,
		expires: names
	})
});
const states = object({}, Object.fromEntries(checkNames.map((name) => [name, oneOf(checkStates)])));
const image = object({
	reference: names,
	locations: listOf(location),
	checks: states
}, {
	digest: names,
	platforms: listOf(names),
	signatures: listOf(object({
		by: words,
		where: names
	}, {
		issuer: names,
		at: names,
		log: names
	})),
	vulnerabilities: object(Object.fromEntries([
		"critical",
		"high",
		"medium",
		"low",
		"fixable"
	].map((name) => [name, whole()])))
});
const database = object({
	repository: names,
	updatedAt: names
}, { digest: names });
const feed = nullable(object({
	source: names,
	version: names,
	date: names
}));
const levels = (value, path) => {
	if (typeof value !== "object" || value === null) return `${path} is not an object`;
	return object({}, Object.fromEntries(Object.keys(value).map((key) => [key, whole()])))(value, path);
};
const mode = oneOf(["enforce", "warn"]);
/** The report, version 1, as docs/report.schema.json describes it. */
const reportShape = object({
	version: oneOf([1]),
	tool: object({
		name: oneOf(["Portcullis"]),
		version: names
	}),
	verdict: oneOf([
		"pass",
		"fail",
		"error"
	]),
	failOn: oneOf(failLines),
	notices: texts,
	policy: nullable(object({
		path: names,
		origin: names
	})),
	checks: object({}, Object.fromEntries(checkNames.map((name) => [name, check]))),
	judged: object({
		files: whole(),
		documents: whole(),
		resources: whole()
	}),
	notJudged: listOf(object({
		what: names,
		count: whole()
	})),
	findings: listOf(finding),
	images: listOf(image)
}, {
	commits: object({
		range: names,
		trustRef: names,
		count: whole(),
		levels,
		exempt: whole()
	}),
	vulnerabilities: object({
		trivy: object({
			version: names,
			origin: names
		}),
		database,
		epss: feed,
		kev: feed,
		images: whole(),
		reused: whole()
	}, {
		javaDatabase: database,
		missing: object({}, {
			epss: oneOf(missingFeeds),
			kev: oneOf(missingFeeds)
		})
	}),
	comparison: object({
		base: names,
		gate: oneOf(["all", "new"]),
		fixed: listOf(object({
			check: oneOf(checkNames),
			rule: names,
			severity: oneOf(severities),
			message: words,
			path: names
		})),
		fixedCount: whole()
	}),
	run: object({
		repository: names,
		commit,
		event: names,
		startedAt: names
	}, {
		ref: names,
		url: names
	}),
	shard: object({
		index: whole(1),
		of: whole(1),
		images: hash,
		files: hash,
		policy: hash,
		mode
	}, {
		commit,
		changed: flag
	})
});
// src/merge/read-report.ts
/** A larger report is not read; one of 100,000 findings has some 150 MB. */
const largestReport = 512 << 20;
/**
* Reads the report of a shard. Throws UsageError where the file is none: it cannot be read, is cut off,
* is of another version of this program, or of a run that was no shard.
*/
function readShardReport(file, shown = file) {
	const value = jsonIn(file, shown);
	const mistake = reportShape(value, "");
	if (mistake !== void 0) throw new UsageError(`${shown}: is not a portcullis report: ${mistake}`);
	const report = value;
	if (report.tool.version !== version) throw new UsageError(`${shown}: was made by version ${report.tool.version}, and this is ${version}; all shards need the same`);
	if (report.comparison === void 0 && report.findings.some(isOfBase)) throw new UsageError(`${shown}: has findings that a base is said to have, and was compared with none; make it anew`);
	const { shard } = report;
	if (shard === void 0) throw new UsageError(`${shown}: is the report of a whole run; only reports of shards are joined (--shard 2/5, or the input shard)`);
	return {
		file: shown,
		report: {
			...report,
			shard
		}
	};
}
function isOfBase({ status }) {
	return status === "baseline";
}
function jsonIn(file, shown) {
	let text;
	try {
		const { size } = statSync(file);
		if (size > largestReport) throw new UsageError(`${shown}: has more than ${largestReport} bytes, and is not read`);
		text = readFileSync(file, "utf8");
	} catch (cause) {
		if (cause instanceof UsageError) throw cause;
		throw new UsageError(`${shown}: cannot be read: ${messageOf(cause)}`, { cause });
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new UsageError(`${shown}: is not JSON; a report that was cut off is not a report`, { cause });
	}
}
// src/merge/shard-reports.ts
/**
* The shards' reports in the files, and all `.json` files in the folders, that are named. Throws
* UsageError with every one that is none.
*/
function shardReports(named, workingDirectory) {
	const files = named.flatMap((each) => filesAt(each, workingDirectory));
	const mistakes = [];
	const shards = files.flatMap((file) => {
		try {
			return readShardReport(path.resolve(workingDirectory, file), file);
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			mistakes.push(...error.mistakes);
			return [];
		}
	});
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return shards;
}
/** Artifacts of a matrix are unpacked into a folder each, so folders in the folder count as well. */
function filesAt(named, workingDirectory) {
	const absolute = path.resolve(workingDirectory, named);
	try {
		if (!statSync(absolute).isDirectory()) return [named];
		const files = readdirSync(absolute, {
			recursive: true,
			encoding: "utf8"
		}).filter((file) => file.endsWith(".json")).sort();
		if (files.length > 0) return files.map((file) => path.join(named, file));
	} catch (cause) {
		throw new UsageError(`${named}: cannot be read: ${messageOf(cause)}`, { cause });
	}
	throw new UsageError(`${named}: holds no report; the shards' JSON reports are looked for`);
}
export { joinReports as n, committedSources as r, shardReports as t };
