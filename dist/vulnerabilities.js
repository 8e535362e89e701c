import { i as __toESM, n as __exportAll } from "./rolldown-runtime.js";
import { $t as hashOf, An as mapping, Dn as mistakeInGlob, Fn as text, Gt as severityFrom, Ht as notScanned, Jt as oneLine, Kt as joined, L as percentLabel, Mn as listOf, Qn as YamlError, Un as PolicyReading, Ut as notContacted, Vt as scanRules, Wt as compareTrivySeverity, Xn as readDocument, Yn as splitDocuments, Yt as wordingOf, Zn as Document, _n as pinnedVersions, _r as gathered, a as admission, b as systemCodeOf, cn as findingAboutUse, cr as SourceFile, d as compileImageGlob, en as sha256, fr as looksLikeHost, gn as defaultTrivyVersion, gr as isMapping, hn as mistakeInDate, hr as Field, i as namedFileBytes, ir as ignoreFilesOf, kn as compileGlob, lr as compareLocation, mn as dayOf, o as imageNetwork, p as spellingsOf, pn as dayBefore, pr as parseImageReference, qn as quote$1, qt as listed, r as durationText, s as policyFileReader, tr as defaultVulnerabilities, ur as comparePlainly, vn as refusalOf, y as NetworkError, yn as releaseArchive } from "./gate.js";
import { d as UsageError, f as messageOf } from "./text.js";
import { C as within, I as ProcessError, L as DiskError, O as run, P as cleanEnvironment, R as onDisk, S as signalAfter, _ as algorithmOf, a as platformName, b as mappingOf, c as download$1, d as openRegistries, f as Slots, g as shownType, h as platformIn, i as lackingPlatforms, k as findExecutable, l as downloadToFile, m as intoMemory, n as writeLayout, o as selectPlatforms, p as intoFile, r as platformsOf, s as BlobStore, u as shown$3, v as isDigest, x as RegistryError, y as isMapping$1 } from "./network.js";
import { S as withTemporaryFolder } from "./git.js";
import { t as require_seeds } from "./seeds.js";
import { _ as findCandidates, b as Rejection, c as readLegacy, d as readBlobBundle, f as readBundle, g as readJson, h as memberOf, i as trustRootFrom, l as claimsIn, m as isObject$1, o as authoritiesOf, p as isWantedType, r as trustSourceOf, s as judgeCandidate, u as judgeByIdentity, x as Undecided, y as readKeys } from "./signatures.js";
import { n as require_dist } from "./sigstore.js";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { setMaxListeners } from "node:events";
import { createGunzip, createInflateRaw, gunzip } from "node:zlib";
import { performance } from "node:perf_hooks";
import { createHash, randomUUID } from "node:crypto";
import { closeSync, constants as constants$1, createReadStream, openSync, readSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";
import os from "node:os";
import { access, chmod, copyFile, mkdir, open, readFile, readdir, readlink, realpath, rename, rm, stat, statfs, utimes, writeFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
// src/thrifty-memory.ts
/** The newest Node whose V8 is known to have the flags; another would complain about them on standard error. */
const newestKnown = 24;
/**
* Keeps V8 from letting its room for young objects grow to 64 MB, of which a process that runs for
* seconds frees nothing in time: it takes 100 MB less, and no longer. To be called before the work
* begins; without effect on results.
*/
function keepYoungMemorySmall() {
	setFlag("--semi-space-growth-factor=1");
}
/**
* Lets memory grow by at most a third of what is in use before V8 tidies up, where it would wait for
* several times as much. For work that makes far more garbage than it keeps, such as reading reports of
* Trivy: a quarter less memory, for a tenth more time of a second core. Without effect on results.
*/
function keepGarbageSmall() {
	setFlag("--heap-growing-percent=30");
	setFlag("--no-incremental-marking");
}
function setFlag(flag) {
	const [major = "0"] = process.versions.node.split(".");
	if (Number(major) <= newestKnown) setFlagsFromString(flag);
}
// src/trivy/error.ts
/** What went wrong with Trivy, in one line that says what could be done about it. */
var TrivyError = class extends Error {
	name = "TrivyError";
	code;
	/** Nothing where only the message knows what to do. */
	remedy;
	constructor(code, message, options) {
		super(message, options);
		this.code = code;
		this.remedy = options?.remedy;
	}
};
// src/checks/vulnerabilities/asked-images.ts
/** An image in more places than this is known to be everywhere; the report lists all of them once. */
const mostRelated = 100;
/** Every image once, sorted by reference. */
function askedImages(uses, policy) {
	const isAdmitted = admission(policy);
	const byReference = /* @__PURE__ */ new Map();
	for (const use of uses) {
		const known = byReference.get(use.reference);
		if (known === void 0) byReference.set(use.reference, [use]);
		else known.push(use);
	}
	return [...byReference.keys()].sort().flatMap((reference) => {
		const [use, ...others] = [...byReference.get(reference) ?? []].sort(compareUses);
		if (use === void 0) return [];
		const places = {
			reference,
			use,
			related: relatedTo(others)
		};
		const parsed = parseImageReference(reference);
		if (parsed.kind === "malformed") {
			const refusal = `the reference cannot be read: ${parsed.reason}`;
			return [{
				...places,
				image: void 0,
				refusal
			}];
		}
		const refusal = isAdmitted(parsed) ? void 0 : "registries.allow does not admit it";
		return [{
			...places,
			image: parsed,
			refusal
		}];
	});
}
/** Places in files before what the caller names, so that a finding has a line where there is one. */
function compareUses(a, b) {
	if (a.field === void 0 || b.field === void 0) return Number(a.field === void 0) - Number(b.field === void 0);
	return compareLocation(a.field.location, b.field.location);
}
function relatedTo(uses) {
	return uses.flatMap(({ field, resource }) => {
		if (field === void 0) return [];
		const who = resource === void 0 ? "" : ` by ${resource.kind} ${resource.name ?? ""}`;
		return [{
			location: field.location,
			message: `The same image, used${who.trimEnd()}.`
		}];
	}).slice(0, mostRelated);
}
// src/checks/vulnerabilities/feeds/cve-id.ts
/** As the CVE Program writes its names: a year, and a number of four to nineteen digits. */
const grammar = /^CVE-\d{4}-\d{4,19}$/;
/** Whether the text is the name of a CVE; the lists of EPSS and KEV speak of nothing else. */
function isCveId(text) {
	return grammar.test(text);
}
// src/checks/vulnerabilities/feeds/epss-scores.ts
/** A number from 0 to 1 as lists write it, such as `0.00043`, `1.0` or `9.1e-05`. */
const sharePattern = String.raw`(?:0(?:\.\d{1,30})?|1(?:\.0{1,30})?|\.\d{1,30}|\d(?:\.\d{1,30})?[eE]-0{0,2}[1-9]\d?)`;
const share = new RegExp(`^${sharePattern}$`);
/** The number from 0 to 1 that a text is; nothing where it is something else. */
function shareOf(text) {
	return share.test(text) ? Number(text) : void 0;
}
// src/checks/vulnerabilities/vex/package-url.ts
/** Longer than any package of any registry is called. */
const longest$1 = 4096;
/** Types whose names, or namespaces, are the same in either case (purl-spec, the definitions of types). */
const plainNames = new Set("alpm apk bitbucket bitnami chrome-extension composer deb github golang pypi".split(" "));
const plainNamespaces = new Set("alpm apk bitbucket composer deb github golang rpm qpkg".split(" "));
/** Reads a package URL; nothing where the text is none. */
function parsePackageUrl(text) {
	if (text.length > longest$1) return void 0;
	const found = /^pkg:\/*(?<type>[A-Za-z][A-Za-z0-9.+-]*)\/(?<path>[^?#]+)(?:\?(?<query>[^#]*))?(?:#(?<subpath>.*))?$/.exec(text)?.groups;
	if (found === void 0) return void 0;
	try {
		return packageUrlOf(found["type"] ?? "", found["path"] ?? "", found);
	} catch (error) {
		if (error instanceof URIError) return void 0;
		throw error;
	}
}
/**
* Whether a package is one that the pattern speaks of: equal in all that the pattern gives. Version,
* subpath and each qualifier that it leaves open may be anything; one that it names has to be there.
*/
function matchesPackageUrl(pattern, found) {
	return pattern.type === found.type && pattern.namespace === found.namespace && pattern.name === found.name && (pattern.version === void 0 || pattern.version === found.version) && (pattern.subpath === void 0 || pattern.subpath === found.subpath) && [...pattern.qualifiers].every(([key, value]) => found.qualifiers.get(key) === value);
}
/** Throws URIError where a part is not well encoded. */
function packageUrlOf(written, path, rest) {
	const type = written.toLowerCase();
	const trimmed = path.replace(/^\/+|\/+$/g, "");
	const at = trimmed.lastIndexOf("@");
	const hasVersion = at > trimmed.lastIndexOf("/") + 1;
	const segments = (hasVersion ? trimmed.slice(0, at) : trimmed).split("/").filter((segment) => segment !== "").map(decodeURIComponent);
	const name = segments.pop();
	const qualifiers = qualifiersOf(rest["query"] ?? "");
	if (name === void 0 || qualifiers === void 0) return void 0;
	const version = hasVersion ? decodeURIComponent(trimmed.slice(at + 1)) : "";
	const namespace = segments.join("/");
	const subpath = decodeURIComponent(rest["subpath"] ?? "").replace(/^\/+|\/+$/g, "");
	return {
		type,
		namespace: plainNamespaces.has(type) ? namespace.toLowerCase() : namespace,
		name: nameOf$1(type, name),
		version: version === "" ? void 0 : version,
		qualifiers,
		subpath: subpath === "" ? void 0 : subpath
	};
}
function nameOf$1(type, name) {
	if (!plainNames.has(type)) return name;
	const lower = name.toLowerCase();
	return type === "pypi" ? lower.replaceAll("_", "-") : lower;
}
/** Nothing where a key is not one, or stands there twice. A qualifier without a value counts as none. */
function qualifiersOf(query) {
	const qualifiers = /* @__PURE__ */ new Map();
	for (const pair of query.split("&")) {
		if (pair === "") continue;
		const [key = "", ...value] = pair.split("=");
		const name = key.toLowerCase();
		if (!/^[a-z._-][a-z0-9._-]*$/.test(name) || qualifiers.has(name)) return void 0;
		const text = decodeURIComponent(value.join("="));
		if (text !== "") qualifiers.set(name, text);
	}
	return qualifiers;
}
// src/checks/vulnerabilities/vex/json-place.ts
/** Longer values are shortened where a message quotes them. */
const longestQuote = 60;
/** A value of a document with its JSON pointer (RFC 6901), so that mistakes have a place. */
var JsonPlace = class JsonPlace {
	#file;
	#pointer;
	#latest;
	value;
	/** `latest` is the last moment, in milliseconds since 1970, that a date in the document may be. */
	constructor(file, value, latest = Infinity, pointer = "") {
		this.#file = file;
		this.#pointer = pointer;
		this.#latest = latest;
		this.value = value;
	}
	/** Throws a UsageError about this place; the message completes "… is X; " where it says what is valid. */
	refuse(message) {
		const where = this.#pointer === "" ? "" : ` ${this.#pointer}:`;
		throw new UsageError(`${this.#file}:${where} ${message}`);
	}
	get exists() {
		return this.value !== void 0 && this.value !== null;
	}
	/** The member of an object; without one nothing exists there. */
	at(name) {
		const { value } = this;
		const member = isObject$1(value) && Object.hasOwn(value, name) ? value[name] : void 0;
		const token = name.replaceAll("~", "~0").replaceAll("/", "~1");
		return new JsonPlace(this.#file, member, this.#latest, `${this.#pointer}/${token}`);
	}
	/** The object that stands here. */
	object() {
		const { value } = this;
		return isObject$1(value) ? value : this.#refuseValue("an object");
	}
	/**
	* Refuses an object with a name that is one of these but for upper and lower case: read past, it would
	* make a statement about a part into one about the whole.
	*/
	spelled(names) {
		const near = Object.keys(this.object()).find((key) => !names.includes(key) && names.includes(key.toLowerCase()));
		if (near === void 0) return;
		this.at(near).refuse(`is unknown; write ${near.toLowerCase()}`);
	}
	/** The items of the list that stands here; none where nothing does. */
	items() {
		const { value } = this;
		if (!this.exists) return [];
		if (!Array.isArray(value)) return this.#refuseValue("a list");
		return value.map((item, index) => new JsonPlace(this.#file, item, this.#latest, `${this.#pointer}/${index}`));
	}
	/** The text that stands here and is not empty. */
	text() {
		const { value } = this;
		return typeof value === "string" && value.trim() !== "" ? value : this.#refuseValue("text that is not empty");
	}
	/** The text that stands here, if anything does. */
	optionalText() {
		return this.exists && this.value !== "" ? this.text() : void 0;
	}
	/** One of a format's words. */
	oneOf(words) {
		return words.find((word) => word === this.value) ?? this.#refuseValue(`one of ${words.join(", ")}`);
	}
	/** A date with a time (RFC 3339) in milliseconds since 1970, if anything stands here. */
	time() {
		if (!this.exists) return void 0;
		const shape = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
		const text = this.text();
		const time = shape.test(text) ? Date.parse(text) : NaN;
		if (Number.isNaN(time)) return this.#refuseValue("a date with a time, such as 2026-01-31T12:00:00Z");
		if (time > this.#latest) return this.#refuseValue("no later than tomorrow; write when this was said");
		return time;
	}
	/** A package URL. */
	packageUrl() {
		return parsePackageUrl(this.text()) ?? this.#refuseValue("a package URL, such as pkg:deb/debian/openssl@3.0.11");
	}
	#refuseValue(valid) {
		if (!this.exists) return this.refuse(`is missing; it must be ${valid}`);
		return this.refuse(`is ${shown$2(this.value)}; it must be ${valid}`);
	}
};
function shown$2(value) {
	if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
	const text = JSON.stringify(value) ?? "nothing";
	return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
}
// src/checks/vulnerabilities/feeds/list-json.ts
/** The root of a list in JSON. Throws UsageError where the bytes are none. */
function listIn(bytes, source) {
	return new JsonPlace(source, parse$2(bytes, source));
}
function parse$2(bytes, source) {
	try {
		return readJson(bytes, "the list");
	} catch (cause) {
		if (!(cause instanceof Rejection)) throw cause;
		throw new UsageError(`${source}: ${cause.message}`, { cause });
	}
}
/** The day that stands at a place, alone or before a time, as YYYY-MM-DD. */
function dayAt(place) {
	const text = place.text();
	const day = text.slice(0, 10);
	if ((text.length === 10 || /^[T ]/.test(text.slice(10))) && mistakeInDate(day) === void 0) return day;
	return place.refuse(`is ${JSON.stringify(text.slice(0, 60))}; it must be a date, YYYY-MM-DD`);
}
// src/checks/vulnerabilities/feeds/epss-answer.ts
/**
* The scores of the wanted ids in an answer of FIRST's API: https://www.first.org/epss/api. Throws
* UsageError where anything in it is not as it should be, where it is one page of several, and where
* its entries are of several days.
*/
function readEpssAnswer(bytes, wanted, source) {
	const root = listIn(bytes, source);
	root.at("status").oneOf(["OK"]);
	const entries = root.at("data").items();
	refusePage(root, entries.length);
	const byId = /* @__PURE__ */ new Map();
	let date;
	for (const entry of entries) {
		const id = entry.at("cve").text();
		if (!isCveId(id)) entry.at("cve").refuse("is not the name of a CVE");
		const day = dayAt(entry.at("date"));
		if (date !== void 0 && day !== date) entry.at("date").refuse(`is ${day} beside ${date}`);
		date = day;
		const score = {
			probability: shareAt(entry.at("epss")),
			percentile: shareAt(entry.at("percentile"))
		};
		if (!wanted.has(id)) continue;
		if (byId.has(id)) entry.at("cve").refuse("stands in the list a second time");
		byId.set(id, score);
	}
	if (date === void 0) return root.at("data").refuse("has no entry");
	return {
		feed: {
			source,
			version: `scores of ${date}`,
			date
		},
		byId
	};
}
/** What stands on other pages would be taken for unknown. */
function refusePage(root, entries) {
	const total = root.at("total");
	if (!total.exists || total.value === entries) return;
	total.refuse(`is ${JSON.stringify(total.value)?.slice(0, 40)} with ${entries} entries; the list must be whole, not a page`);
}
function shareAt(place) {
	const { value } = place;
	return shareOf(typeof value === "number" ? String(value) : place.text()) ?? place.refuse("is not a number from 0 to 1");
}
// src/checks/vulnerabilities/feeds/epss-csv.ts
const identity = /#(?:[^\n]*,)?model_version:([\w.+-]{1,40}),score_date:(\d{4}-\d{2}-\d{2})[^\n]*\n/y;
const header = /cve,epss,percentile(?:,[^\n]*)?\r?\n/y;
const row = new RegExp(String.raw`CVE-\d{4}-\d{4,19},${sharePattern},${sharePattern}(?:,[^\n]*)?\r?\n`, "y");
/**
* The scores of the wanted ids in the daily list of EPSS: a line with the model's version and the date,
* a header, and a row for each CVE. Every row is checked and only the wanted ones are kept, for there
* are hundreds of thousands. Throws UsageError with the line of the first mistake: a list that is
* damaged in one place tells nothing in any other.
*/
function readEpssCsv(bytes, wanted, source) {
	const text = bytes.toString("latin1");
	const [, version = "", date = ""] = take$1(identity, text, 0) ?? refuse(source, text, 0, 1, first$1);
	if (mistakeInDate(date) !== void 0) refuse(source, text, 0, 1, first$1);
	let at = identity.lastIndex;
	if (take$1(header, text, at) === void 0) refuse(source, text, at, 2, "cve,epss,percentile");
	at = header.lastIndex;
	const byId = /* @__PURE__ */ new Map();
	let line = 3;
	for (; at < text.length; at = row.lastIndex, line++) {
		row.lastIndex = at;
		if (!row.test(text)) return refuse(source, text, at, line, validRow);
		const id = text.slice(at, text.indexOf(",", at));
		if (!wanted.has(id)) continue;
		if (byId.has(id)) return refuse(source, text, at, line, "the only row of its CVE");
		const [, probability, percentile] = text.slice(at, row.lastIndex).trimEnd().split(",");
		byId.set(detached(id), {
			probability: Number(probability),
			percentile: Number(percentile)
		});
	}
	if (line === 3) throw new UsageError(`${source}: the list has no row`);
	return {
		feed: {
			source,
			version: detached(version),
			date: detached(date)
		},
		byId
	};
}
/** A copy: a piece of a text keeps all of it in memory. */
function detached(piece) {
	return Buffer.from(piece, "latin1").toString("latin1");
}
const validRow = "a row such as CVE-2024-1234,0.00043,0.0912, and its end";
const first$1 = "#model_version:…,score_date:YYYY-MM-DD…";
function take$1(pattern, text, at) {
	pattern.lastIndex = at;
	return pattern.exec(text) ?? void 0;
}
function refuse(source, text, at, line, valid) {
	const end = text.indexOf("\n", at);
	const found = text.slice(at, Math.min(end < 0 ? text.length : end, at + 60));
	throw new UsageError(`${source}:${line}: is ${JSON.stringify(found)}; it must be ${valid}`);
}
// src/checks/vulnerabilities/feeds/unpack.ts
/** Of a list as it is stored or sent; EPSS has some 2 MB packed in 2026. */
const largestPacked = 32 << 20;
/** Of a list in plain text: EPSS has some 10 MB in 2026, KEV less than 2. */
const largestPlain = 64 << 20;
const unzip = promisify(gunzip);
/** The bytes, unpacked where they begin as gzip does. `source` names them in the UsageError. */
async function unpacked$1(bytes, source) {
	if (bytes[0] !== 31 || bytes[1] !== 139) return bytes;
	try {
		return await unzip(bytes, { maxOutputLength: largestPlain });
	} catch (cause) {
		const what = systemCodeOf(cause) === "ERR_BUFFER_TOO_LARGE" ? `unpacks to more than ${largestPlain} bytes` : "is damaged or cut off";
		throw new UsageError(`${source}: the gzip file ${what}`, { cause });
	}
}
// src/checks/vulnerabilities/feeds/fetch-list.ts
/** Of one list, with all attempts. */
const timeoutMs$2 = 6e4;
/** Gets the list that a policy names. Rejects with UsageError or NetworkError. */
async function ownList(source, root, network) {
	if (source.kind === "file") return listInFile(source.file, root);
	if (!URL.canParse(source.url)) throw new UsageError(`${JSON.stringify(source.url.slice(0, 60))} is not an address`);
	const url = new URL(source.url);
	return listAt(url, network, [url.host]);
}
/** Gets what stands at an address; hosts that the policy names may be on a private network. */
async function listAt(url, { offline, surroundings, signal }, namedHosts = []) {
	const source = `${url.origin}${url.pathname}`;
	if (offline) throw new UsageError(`${source}: the run is offline; name a file instead`);
	return {
		bytes: await unpacked$1(await download$1(url, {
			limitBytes: largestPacked,
			timeoutMs: timeoutMs$2,
			namedHosts,
			...surroundings === void 0 ? {} : { surroundings },
			...signal === void 0 ? {} : { signal }
		}), source),
		source
	};
}
async function listInFile(file, root) {
	const { shown: source = file.path } = file;
	return {
		bytes: await unpacked$1(namedFileBytes(root, file, largestPlain), source),
		source
	};
}
/** Why a list could not be had, as a clause; whatever else was thrown is thrown on. */
function obstacleOf$1(thrown) {
	if (thrown instanceof UsageError || thrown instanceof NetworkError) return thrown.message;
	throw thrown;
}
// src/checks/vulnerabilities/feeds/kev.ts
/**
* The wanted ids in CISA's catalog of known exploited vulnerabilities, in JSON
* (https://www.cisa.gov/known-exploited-vulnerabilities-catalog). Throws UsageError with the JSON
* pointer of the first mistake, and where the catalog has not as many entries as it says.
*/
function readKev(bytes, wanted, source) {
	const root = listIn(bytes, source);
	const version = root.at("catalogVersion").text();
	if (!/^[\w.+-]{1,40}$/.test(version)) root.at("catalogVersion").refuse("is not a version");
	const date = dayAt(root.at("dateReleased"));
	const entries = root.at("vulnerabilities").items();
	if (entries.length === 0) root.at("vulnerabilities").refuse("has no entry");
	const count = root.at("count");
	if (count.exists && count.value !== entries.length) count.refuse(`does not say that there are ${entries.length} entries; the catalog is not whole`);
	const byId = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const id = entry.at("cveID").text();
		if (!isCveId(id)) entry.at("cveID").refuse("is not the name of a CVE");
		const listed = entryAt$1(entry);
		if (wanted.has(id)) byId.set(id, listed);
	}
	return {
		feed: {
			source,
			version,
			date
		},
		byId
	};
}
function entryAt$1(entry) {
	const since = dayAt(entry.at("dateAdded"));
	const due = entry.at("dueDate");
	const campaigns = entry.at("knownRansomwareCampaignUse");
	const ransomware = campaigns.exists && campaigns.oneOf(["Known", "Unknown"]) === "Known";
	if (due.optionalText() === void 0) return {
		listed: true,
		since,
		ransomware
	};
	return {
		listed: true,
		since,
		due: dayAt(due),
		ransomware
	};
}
// src/checks/vulnerabilities/feeds/published-epss.ts
/** More than so many are looked up in the daily list, which weighs some 2 MB. */
const mostIdsAsked = 200;
/** With this the longest question has some 1,200 characters; the API takes 2,000. */
const idsAtOnce = 49;
/**
* Asked about in every question, and known to every model: an answer without it is an outage of the
* service that looks like "no such CVE".
*/
const wellKnown = "CVE-2021-44228";
/**
* The published scores of the ids. For a few the API is asked, **which tells FIRST, and whoever sees its
* logs, the CVEs that were found in the images**; for many, and where the API fails, all of the daily
* list is fetched. Rejects with UsageError or NetworkError.
*/
async function publishedEpss(ids, addresses, network, namedHosts = []) {
	const get = (url) => listAt(url, network, namedHosts);
	let obstacle;
	if (ids.length <= mostIdsAsked) try {
		return await askedEpss(ids, addresses.api, get);
	} catch (error) {
		obstacle = obstacleOf$1(error);
		if (network.signal?.aborted === true || network.offline) throw error;
	}
	try {
		const { bytes, source } = await get(addresses.daily);
		return readEpssCsv(bytes, new Set(ids), source);
	} catch (error) {
		const second = obstacleOf$1(error);
		if (obstacle === void 0) throw error;
		throw new UsageError(`${obstacle}; ${second}`, { cause: error });
	}
}
/** The same ids are always asked about in the same questions. */
async function askedEpss(ids, api, get) {
	const sorted = [...new Set(ids)].sort();
	const byId = /* @__PURE__ */ new Map();
	let feed;
	for (let start = 0; start < sorted.length; start += idsAtOnce) {
		const batch = [.../* @__PURE__ */ new Set([...sorted.slice(start, start + idsAtOnce), wellKnown])];
		const url = new URL(api);
		url.search = `cve=${batch.join(",")}`;
		const { bytes, source } = await get(url);
		const answer = readEpssAnswer(bytes, new Set(batch), source);
		if (!answer.byId.has(wellKnown)) throw new UsageError(`${source}: the answer lacks ${wellKnown}, which has a score every day`);
		if (feed !== void 0 && feed.date !== answer.feed.date) throw new UsageError(`${source}: the scores changed while they were read`);
		feed = answer.feed;
		for (const [id, score] of answer.byId) byId.set(id, score);
	}
	if (feed === void 0) throw new UsageError(`${api.origin}${api.pathname}: nothing was asked`);
	return {
		feed,
		byId
	};
}
// src/checks/vulnerabilities/feeds/load-intelligence.ts
/** FIRST's and CISA's own addresses. */
const publishedLists = {
	epss: {
		api: new URL("https://api.first.org/data/v1/epss"),
		daily: new URL("https://epss.empiricalsecurity.com/epss_scores-current.csv.gz")
	},
	kev: new URL("https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"),
	namedHosts: []
};
/**
* What the lists say of the ids. Never rejects for what a list, a file or a server is like: then the
* list is `null`, everything in it unknown, and the obstacle says why. Where no CVE was found nothing
* is read or fetched. Nothing is kept between runs, for nothing could vouch for what was kept.
*/
async function loadIntelligence(options) {
	const ids = [...new Set(options.ids.filter(isCveId))].sort();
	const [epss, kev] = await Promise.all([attempt(options.epss, ids, () => epssOf(options, ids)), attempt(options.kev, ids, () => kevOf(options, ids))]);
	const asked = new Set(ids);
	return {
		epss: (id) => epss.list?.byId.get(id) ?? null,
		kev(id) {
			if (kev.list === void 0 || !asked.has(id)) return null;
			return kev.list.byId.get(id) ?? { listed: false };
		},
		epssFeed: epss.list?.feed ?? null,
		kevFeed: kev.list?.feed ?? null,
		obstacles: {
			...epss.obstacle === void 0 ? {} : { epss: epss.obstacle },
			...kev.obstacle === void 0 ? {} : { kev: kev.obstacle }
		}
	};
}
async function attempt({ kind }, ids, load) {
	if (kind === "off" || ids.length === 0) return {};
	try {
		return { list: await load() };
	} catch (error) {
		return { obstacle: obstacleOf$1(error) };
	}
}
async function epssOf(options, ids) {
	const { epss: source, root, published = publishedLists } = options;
	if (source.kind === "url" || source.kind === "file") return epssIn(await ownList(source, root, networkOf(options)), new Set(ids));
	return publishedEpss(ids, published.epss, networkOf(options), published.namedHosts);
}
/** A list in CSV begins with `#`, and an answer of the API with `{`. */
function epssIn({ bytes, source }, wanted) {
	return (/^\s*\{/.test(bytes.toString("latin1", 0, 64)) ? readEpssAnswer : readEpssCsv)(bytes, wanted, source);
}
async function kevOf(options, ids) {
	const { kev: own, root, published = publishedLists } = options;
	const { bytes, source } = own.kind === "url" || own.kind === "file" ? await ownList(own, root, networkOf(options)) : await listAt(published.kev, networkOf(options), published.namedHosts);
	return readKev(bytes, new Set(ids), source);
}
function networkOf({ offline, surroundings, signal }) {
	return {
		offline,
		surroundings,
		signal
	};
}
// src/checks/vulnerabilities/ignore-files/ignored-by.ts
/**
* The first entry, in the order of the files, that accepts what was found today. An entry with `purls`
* or `paths` needs them known and matched; Trivy lets one with `purls` count for a package without any.
*/
function ignoredBy(files, question) {
	for (const { path: file, entries } of files) {
		const entry = entries.find((each) => accepts(each, question));
		if (entry === void 0) continue;
		const { line, firstDayOut, statement } = entry;
		return {
			reason: statement ?? `listed in ${file}:${line}`,
			...firstDayOut === void 0 ? {} : { expires: dayBefore(firstDayOut) },
			file,
			line,
			entry
		};
	}
}
/** Whether an entry counts no longer. */
function isOver({ firstDayOut }, today) {
	return firstDayOut !== void 0 && today >= firstDayOut;
}
function accepts(entry, { kind, ids, purl, path, today }) {
	if (!ids.includes(entry.id) || !entry.kinds.includes(kind)) return false;
	if (isOver(entry, today)) return false;
	if (entry.paths.length > 0 && !entry.paths.some((glob) => glob.matches(path ?? ""))) return false;
	if (entry.purls.length === 0) return true;
	const found = purl === void 0 ? void 0 : parsePackageUrl(purl);
	return found !== void 0 && entry.purls.some((each) => matchesPackageUrl(each, found));
}
// src/checks/vulnerabilities/ignore-files/idle-entries.ts
/** Sentences about the entries that accepted nothing, by file; none of them is passed over. */
function idleEntryNotices(files, question) {
	return files.flatMap(({ path, entries }) => {
		const idle = entries.filter((entry) => !question.used.has(entry));
		const named = (which) => listed(idle.filter((entry) => idlenessOf(entry, question) === which).map(({ id, line }) => `${id} (line ${line})`));
		return sentences.flatMap(([which, sentence]) => {
			const names = named(which);
			return names === "" ? [] : [`${path}: ${sentence(names, question.secrets)}`];
		});
	});
}
const sentences = [
	["over", (names) => `no longer counts: ${names}.`],
	["rule", (names) => `rules are not accepted here: ${names}; use a waiver in the policy.`],
	["unsearched", (names) => `accepts nothing: ${names}; no secrets are searched for (vulnerabilities.secrets).`],
	["unused", (names) => `accepts nothing: ${names}; remove it.`],
	["foreign", (names, secrets) => `accepts nothing: ${names}; here only vulnerabilities and secrets are accepted${secrets ? "" : ", and no secrets are searched for (vulnerabilities.secrets)"}.`]
];
/** A plain list also holds the ids of Trivy's other scanners, which do not look like vulnerabilities. */
function idlenessOf(entry, { today, secrets }) {
	const { id, kinds } = entry;
	if (isOver(entry, today)) return "over";
	if (/^[a-z][a-z0-9-]*\/[a-z0-9-]+$/.test(id)) return "rule";
	if (kinds.length === 1) return kinds[0] === "secret" && !secrets ? "unsearched" : "unused";
	return /^(?:CVE|GHSA)-/.test(id) ? "unused" : "foreign";
}
// src/checks/vulnerabilities/ignore-files/entry.ts
/** What is wrong with an id, as a clause. */
function mistakeInIgnoredId(id) {
	if (/[*?]/.test(id)) return "wildcards do not count here; write each id out";
	if (/^cve\b/i.test(id) && !/^CVE-\d{4}-\d{4,19}$/.test(id)) return "a CVE is written like CVE-2024-12345";
	if (/^ghsa\b/i.test(id) && !/^GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}$/.test(id)) return "an advisory of GitHub's is written like GHSA-jfh8-c2jp-5v3q";
	if (/^[A-Za-z0-9][\w.+/-]{0,99}$/.test(id)) return void 0;
	return "an id is one word, such as CVE-2024-12345";
}
// src/checks/vulnerabilities/ignore-files/read-list.ts
/** More mistakes than anybody reads. */
const mostMistakes = 20;
/**
* The entries of a `.trivyignore`: an id in each line, perhaps `exp:YYYY-MM-DD` after it, and comments
* behind `#`. The comment in the line, or the one right above it, tells why. Trivy passes over what it
* does not understand (a wrong date drops the entry, further words are ignored); here each of these is a
* mistake, and one UsageError names them all by line.
*/
function readIgnoreList(text, path) {
	const mistakes = [];
	const entries = [];
	const file = new SourceFile(path, text);
	let above;
	const lines = text.split(/\r\n|\r|\n/).length;
	for (let line = 1; line <= lines && mistakes.length < mostMistakes; line++) {
		const { words, comment } = partsOf$1(file.line(line));
		if (words.length === 0) {
			above = comment === void 0 ? void 0 : [above, comment].filter(Boolean).join(" ");
			continue;
		}
		const read = entryOf$1(words, line, comment ?? above);
		if (typeof read === "string") mistakes.push(`${path}:${line}: ${read}`);
		else entries.push(read);
	}
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return {
		path,
		entries
	};
}
function partsOf$1(line) {
	const start = /(?:^|\s)#/.exec(line);
	const said = start === null ? void 0 : line.slice(start.index).replace(/^\s*#+/, "").trim();
	return {
		words: (start === null ? line : line.slice(0, start.index)).split(/\s+/).filter((word) => word !== ""),
		comment: said === "" ? void 0 : said
	};
}
/** The entry, or what is wrong with it. */
function entryOf$1([id = "", ...rest], line, statement) {
	const mistake = mistakeInIgnoredId(id);
	if (mistake !== void 0) return `${quote$1(id)} is not an id; ${mistake}`;
	const [first, second] = rest;
	if (second !== void 0 || first !== void 0 && !first.startsWith("exp:")) {
		const extra = first?.startsWith("exp:") === true ? second : first;
		return `${quote$1(extra ?? "")} stands after ${quote$1(id)}; only exp:YYYY-MM-DD and a comment behind # may`;
	}
	const firstDayOut = first?.slice(4);
	const wrongDate = firstDayOut === void 0 ? void 0 : mistakeInDate(firstDayOut);
	if (wrongDate !== void 0) return `${quote$1(first ?? "")} is not a date; ${wrongDate}`;
	return {
		id,
		kinds: ["vulnerability", "secret"],
		paths: [],
		purls: [],
		...firstDayOut === void 0 ? {} : { firstDayOut },
		...statement === void 0 ? {} : { statement },
		line
	};
}
// src/checks/vulnerabilities/ignore-files/entry-shape.ts
const keys$1 = {
	id: {
		shape: text({
			what: "an id such as CVE-2024-12345",
			mistake: mistakeInIgnoredId
		}),
		required: true,
		about: "What is ignored.",
		fallback: "none; required",
		example: "id: CVE-2024-12345"
	},
	paths: {
		shape: listOf(text({
			what: "a glob of files in the image",
			mistake: mistakeInImagePath
		}), "a list of globs"),
		required: false,
		about: "The files of the image in which it is ignored.",
		fallback: "everywhere",
		example: "paths: [usr/lib/node_modules/**]"
	},
	purls: {
		shape: listOf(text({
			what: "a package URL",
			mistake: mistakeInPackageUrl
		}), "a list of package URLs"),
		required: false,
		about: "The packages in which it is ignored.",
		fallback: "every package",
		example: "purls: [\"pkg:deb/debian/bash\"]"
	},
	statement: {
		shape: text({ what: "text that says why" }),
		required: false,
		about: "Why it is ignored.",
		fallback: "none",
		example: "statement: not reachable from our code"
	},
	expired_at: {
		shape: text({
			what: "a date, YYYY-MM-DD",
			mistake: mistakeInExpiry
		}),
		required: false,
		about: "The first day on which it counts no longer.",
		fallback: "never",
		example: "expired_at: 2027-01-31"
	}
};
const entry = mapping(keys$1, "a mapping with the key id");
/** An entry of a `.trivyignore.yaml`, whatever it is about. */
const entryShape = {
	...entry,
	read(field, reading) {
		const values = entry.read(field, reading);
		return values === void 0 ? void 0 : entryOf(values, field);
	}
};
function entryOf(values, field) {
	const { id, paths = [], purls = [], statement, expired_at: expiry } = values;
	return {
		id,
		paths: paths.map((pattern) => compileGlob(pattern)),
		purls: purls.flatMap((purl) => parsePackageUrl(purl) ?? []),
		...statement === void 0 ? {} : { statement },
		...expiry === void 0 ? {} : { firstDayOut: dayIn(expiry) },
		line: field.at("id").location.line
	};
}
function mistakeInImagePath(pattern) {
	if (pattern.startsWith("/")) return "files of an image are written without the first \"/\"";
	if (pattern.endsWith("/")) return `everything below is written ${pattern}**`;
	return mistakeInGlob(pattern);
}
function mistakeInPackageUrl(purl) {
	if (parsePackageUrl(purl) !== void 0) return void 0;
	return "a package URL is written like pkg:deb/debian/openssl@3.0.11";
}
/** Trivy also takes a date with a time; the whole day on which it lies is then one too many. */
function dayIn(expiry) {
	return expiry.length === 10 ? expiry : dayOf(new Date(expiry));
}
function mistakeInExpiry(expiry) {
	const timed = /^(?<day>\d{4}-\d{2}-\d{2})[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/.exec(expiry);
	if (timed === null) return mistakeInDate(expiry);
	if (Number.isNaN(Date.parse(expiry))) return "there is no such time";
	return mistakeInDate(timed.groups?.["day"] ?? "");
}
// src/checks/vulnerabilities/ignore-files/read-yaml.ts
/** Nothing in these files speaks of what a policy of Portcullis is read against. */
const noContext = {
	rules: [],
	mistakeInAllowEntry: () => void 0,
	mistakeInImageGlob: () => void 0,
	mistakeInExpression: () => void 0,
	mistakeInStatementPath: () => void 0
};
/** The sections of the file; those without a kind are about other scanners of Trivy's. */
const sections = /* @__PURE__ */ new Map([
	["vulnerabilities", "vulnerability"],
	["secrets", "secret"],
	["misconfigurations", void 0],
	["licenses", void 0]
]);
const entries = listOf(entryShape, "a list of entries with an id");
/**
* The entries of a `.trivyignore.yaml` about vulnerabilities and secrets. Trivy passes over keys that it
* does not know, so that a misspelt `expired_at` never expires; here each is a mistake, and one
* UsageError names them all with their places.
*/
function readIgnoreYaml(text, path) {
	const file = new SourceFile(path, text);
	const reading = new PolicyReading(file, noContext);
	const found = rootsIn(file, reading).flatMap((root) => entriesIn$1(root, reading));
	const mistakes = reading.lines;
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return {
		path,
		entries: found
	};
}
/** The root of the only document, if it says anything. */
function rootsIn(file, reading) {
	const roots = [];
	for (const { start, end } of splitDocuments(file.text)) try {
		const { value, duplicates } = readDocument(file.text, start, end);
		for (const { key, offset } of duplicates) reading.reportAt(offset, `the key ${quote$1(key)} stands here a second time`);
		if (value === null) continue;
		if (roots.length > 0) reading.reportAt(start, "a second document begins here; join them");
		roots.push(Field.root(new Document(file, start, end, value)));
	} catch (error) {
		if (!(error instanceof YamlError)) throw error;
		reading.reportAt(error.offset, `not readable as YAML: ${error.message}`);
	}
	return roots;
}
function entriesIn$1(root, reading) {
	const valid = [...sections.keys()].join(", ");
	if (!isMapping(root.value)) {
		reading.report(root, `the file must be a mapping; valid keys: ${valid}`);
		return [];
	}
	return root.entries().flatMap((section) => {
		const name = String(section.key);
		if (!sections.has(name)) reading.reportKey(section, `unknown key ${quote$1(name)}; valid here: ${valid}`);
		const kind = sections.get(name);
		if (kind === void 0 || !section.exists) return [];
		return (entries.read(section, reading) ?? []).map((entry) => ({
			...entry,
			kinds: [kind]
		}));
	});
}
// src/checks/vulnerabilities/ignore-files/read.ts
/** The largest ignore file, in characters; tens of thousands of entries fit. */
const largest = 1 << 20;
/**
* The entries of an ignore file in one of Trivy's two formats, told apart by the name as Trivy does:
* `.yaml` and `.yml`, and the plain list. Throws one UsageError with all mistakes, each with its line.
*/
function readIgnoreFile(text, path) {
	if (text.length > largest) throw new UsageError(`${path}: has more than ${largest} characters, the most that it may have`);
	const plain = text.startsWith("﻿") ? text.slice(1) : text;
	return /\.ya?ml$/.test(path) ? readIgnoreYaml(plain, path) : readIgnoreList(plain, path);
}
// src/checks/vulnerabilities/vex/image-url.ts
/** One platform of an image, as VEX documents name it. */
function vexImageOf({ name, digest }, scan) {
	const architecture = scan.platform.split("/")[1];
	return {
		name,
		digests: [scan.digest, digest],
		...architecture === void 0 ? {} : { architecture }
	};
}
/** The types of package URLs that stand for images (purl-spec, types-doc). */
const imageTypes = /* @__PURE__ */ new Set(["oci", "docker"]);
/** Whether a package URL is one of an image, whichever. */
function isImageUrl({ type }) {
	return imageTypes.has(type);
}
/**
* Whether a package URL is this image's. Names alone are those of many images, and tags are moved: it
* needs the digest of a manifest, or all of the name.
*/
function namesImage(purl, image) {
	if (!isImageUrl(purl)) return false;
	const url = imageUrlOf(purl);
	if (typeof url === "string") return false;
	const { name, digest, architecture } = url;
	return ("whole" in name ? name.whole === image.name : name.last === image.name.slice(image.name.lastIndexOf("/") + 1)) && (digest === void 0 || image.digests.includes(digest)) && (architecture === void 0 || architecture === image.architecture);
}
/** Why a package URL of an image can name none, as a clause; nothing where it can. */
function whyNoImage(purl) {
	const url = imageUrlOf(purl);
	return typeof url === "string" ? url : void 0;
}
/** The parts of a package URL of an image, or why it can name none. */
function imageUrlOf(purl) {
	const { type, version, qualifiers, subpath } = purl;
	if (subpath !== void 0) return "a file in an image is not known here";
	if (version !== void 0 && !/^sha256:[0-9a-f]{64}$/.test(version)) return "a tag can be moved; name the digest, sha256:…";
	for (const key of qualifiers.keys()) {
		if (key === "repository_url" || key === "arch") continue;
		if (key !== "tag") return `the qualifier ${JSON.stringify(key)} is not known here; leave it out`;
		if (version === void 0) return "a tag can be moved; name the digest, sha256:…";
	}
	const name = type === "oci" ? ociNameOf(purl) : dockerNameOf(purl);
	if (typeof name === "string") return name;
	return {
		name,
		digest: version,
		architecture: qualifiers.get("arch")
	};
}
/**
* Of the type oci, `repository_url` is the whole name. A bare name would be that of every repository that
* ends with it, so it needs a digest, or this, which Trivy does not ask.
*/
function ociNameOf({ namespace, name, version, qualifiers }) {
	const url = qualifiers.get("repository_url");
	const last = name.toLowerCase();
	if (namespace !== "") return "oci has no namespace; write it into repository_url";
	if (url === void 0) return version === void 0 ? "many images have the name; add a digest or repository_url" : { last };
	const whole = repositoryIn(url);
	if (whole === void 0) return "its repository_url is not that of a repository";
	if (whole.slice(whole.lastIndexOf("/") + 1) !== last) return "its repository_url ends with another name";
	return { whole };
}
/**
* Of the type docker, the namespace is "the registry/user/organization if present", and `repository_url`
* is the registry: Docker Hub unless one of them tells another. The specification takes an image id for
* its version; what everybody writes there, and what is known here, is the digest of a manifest.
*/
function dockerNameOf({ namespace, name, qualifiers }) {
	const path = namespace === "" ? name : `${namespace}/${name}`;
	const url = qualifiers.get("repository_url");
	const registry = url === void 0 ? void 0 : bareUrl(url);
	if (registry !== void 0) {
		if (registry.includes("/") || !looksLikeHost(registry)) return "its repository_url is not that of a registry; pkg:oci takes the whole name there";
		if (namespace !== "" && looksLikeHost(namespace.split("/", 1)[0] ?? "")) return "its namespace and its repository_url both name a registry";
	}
	const whole = repositoryIn(registry !== void 0 && registry !== "hub.docker.com" ? `${registry}/${path}` : path);
	return whole === void 0 ? "its name is not that of a repository" : { whole };
}
function repositoryIn(url) {
	const image = parseImageReference(bareUrl(url));
	return image.kind === "image" && image.hasDefaultTag ? image.name : void 0;
}
function bareUrl(url) {
	return url.replace(/^https:\/\//, "").replace(/\/$/, "");
}
// src/checks/vulnerabilities/vex/statement.ts
const vexStatuses = [
	"not_affected",
	"affected",
	"fixed",
	"under_investigation"
];
/** The author's words of several members of a document, each once; nothing where there are none. */
function textOf(parts) {
	const said = parts.filter((part) => part !== void 0);
	return said.length === 0 ? {} : { text: [...new Set(said)].join("; ") };
}
/** Whether there is nothing to mend by a statement of this status. */
function clears(status) {
	return status === "not_affected" || status === "fixed";
}
/** The component that a package URL names and nothing else. */
function componentOf(purl) {
	return {
		purls: [purl],
		digests: []
	};
}
// src/checks/vulnerabilities/vex/verdict.ts
/** Of an author's own words, as many as stand in a line. */
const longestText = 200;
/**
* Decides by the newest statement about this vulnerability in this package of this image; of two of
* one time by the later one, in the order of the documents; attestations stand before them. Whatever is
* unclear is no statement about the image: a product has to be the image, or the package itself and not
* something it is a part of. In an attestation it has to be the image. `heard` is told of every document
* that says anything, whichever counts.
*/
function vexVerdict(documents, question, heard = () => void 0) {
	const subject = subjectOf(question);
	let newest;
	for (const document of documents) {
		const statement = newestIn(document, question.ids, subject);
		if (statement === void 0) continue;
		heard(document);
		const told = {
			statement,
			document
		};
		if (newest === void 0 || replaces(told, newest)) newest = told;
	}
	if (newest === void 0) return void 0;
	const { statement, document } = newest;
	return {
		status: statement.status,
		reason: reasonOf(statement),
		path: document.path
	};
}
/** Which of two attestations stands first is the registry's choice: of one time the worse one counts. */
function replaces(later, earlier) {
	const [time, before] = [timeOf(later.statement), timeOf(earlier.statement)];
	if (time !== before) return time > before;
	if (later.document.attestedTo === void 0) return true;
	return !clears(later.statement.status) || clears(earlier.statement.status);
}
/** Whether a document has anything to say about an image, or about parts of it. */
function saysAnythingAbout(document, image) {
	return isFor(document, image) && document.statements.some(({ products }) => products.some((each) => isImage(each, image)));
}
function newestIn(document, ids, subject) {
	if (!isFor(document, subject.image)) return void 0;
	const isAttested = document.attestedTo !== void 0;
	let newest;
	for (const statement of statementsAbout(document, ids)) {
		if (!statement.products.some((product) => isAbout(product, subject, isAttested))) continue;
		if (newest === void 0 || timeOf(statement) >= timeOf(newest)) newest = statement;
	}
	return newest;
}
/** What is attested to the index is about every platform, and what is attested to one is about that. */
function isFor({ attestedTo }, { digests }) {
	return attestedTo === void 0 || digests.includes(attestedTo);
}
function statementsAbout({ statements, byId }, ids) {
	return [...new Set(ids.flatMap((id) => byId.get(id) ?? []))].sort((a, b) => a - b).flatMap((place) => statements[place] ?? []);
}
function subjectOf({ image, purl }) {
	return {
		image,
		found: purl === void 0 ? void 0 : parsePackageUrl(purl)
	};
}
function timeOf({ time }) {
	return time ?? -Infinity;
}
/**
* A statement about another product with this package as a part says nothing here, although Trivy
* follows the way from a package to what needs it: which of them are in the image is not known to us.
*/
function isAbout(product, { image, found }, isAttested) {
	const { parts } = product;
	if (isImage(product, image)) return parts === void 0 || parts.some((part) => isPackage(part, found));
	return !isAttested && parts === void 0 && isPackage(product, found);
}
/** Whether a product is this image, or parts of it. */
function isImage({ digests, purls }, image) {
	return digests.some((digest) => image.digests.includes(digest)) || purls.some((purl) => namesImage(purl, image));
}
function isPackage({ purls }, found) {
	return found !== void 0 && purls.some((purl) => matchesPackageUrl(purl, found));
}
/** The justification, and what the author says besides. */
function reasonOf({ status, justification, text }) {
	return [status, ...[justification, text].filter((each) => each !== void 0).map((each) => oneLine(each, longestText))].join(": ");
}
// src/checks/vulnerabilities/vex/idle.ts
/** Longer names are shortened where a notice quotes them. */
const longestName = 120;
/**
* The documents that say something in vain, of those that the policy names: each was written for
* something, and a slip of the pen in a product clears nothing without a word.
*/
function idleVex(documents, images, heard) {
	return documents.filter(({ attestedTo }) => attestedTo === void 0).map((document) => ({
		file: document.path,
		...namesIn$1(document, images),
		isUnheard: document.statements.length > 0 && !heard.has(document)
	})).filter(({ strangers, unclear, isUnheard }) => strangers.length > 0 || unclear.length > 0 || isUnheard);
}
function namesIn$1({ statements }, images) {
	const strangers = /* @__PURE__ */ new Set();
	const unclear = /* @__PURE__ */ new Set();
	const products = new Set(statements.flatMap((statement) => statement.products));
	for (const product of products) {
		const urls = product.purls.filter(isImageUrl);
		if (images.some((image) => isImage(product, image))) continue;
		for (const url of urls) {
			const why = whyNoImage(url);
			if (why === void 0) strangers.add(shown$1(url));
			else unclear.add(`${shown$1(url)} (${why})`);
		}
		if (product.purls.length > 0) continue;
		for (const digest of product.digests) strangers.add(shortened(digest));
	}
	return {
		strangers: [...strangers].sort(),
		unclear: [...unclear].sort()
	};
}
/** A package URL as its author wrote it, but for escapes. */
function shown$1({ type, namespace, name, version, qualifiers }) {
	const path = namespace === "" ? name : `${namespace}/${name}`;
	const query = [...qualifiers].map(([key, value]) => `${key}=${value}`).join("&");
	return shortened(`pkg:${type}/${path}${version === void 0 ? "" : `@${version}`}${query === "" ? "" : `?${query}`}`);
}
function shortened(text) {
	return text.length > longestName ? `${text.slice(0, longestName)}…` : text;
}
// src/checks/vulnerabilities/vex/csaf-products.ts
/** The relationships in which the one product is inside of the other (CSAF 2.0, 3.2.2.4.1). */
const inside = ["default_component_of", "installed_on"];
/** Reads a `product_tree`; the reader of JSON bounds how deep its branches nest. */
function productsOf(tree) {
	const single = /* @__PURE__ */ new Map();
	const add = (place) => {
		const id = place.at("product_id");
		if (single.has(id.text())) id.refuse("names a second product of one id");
		single.set(id.text(), componentAt$2(place.at("product_identification_helper")));
	};
	for (const place of tree.at("full_product_names").items()) add(place);
	addBranches(tree.at("branches"), add);
	const byId = new Map([...single].map(([id, component]) => [id, {
		...component,
		parts: void 0
	}]));
	for (const place of tree.at("relationships").items()) {
		const id = place.at("full_product_name").at("product_id");
		if (byId.has(id.text())) id.refuse("names a second product of one id");
		byId.set(id.text(), relatedAt(place, single));
	}
	return {
		byId,
		names: namesIn(tree)
	};
}
function addBranches(branches, add) {
	for (const branch of branches.items()) {
		if (branch.at("product").exists) add(branch.at("product"));
		addBranches(branch.at("branches"), add);
	}
}
/** A relationship of another kind, or to a product that is itself a relationship, names nothing. */
function relatedAt(place, single) {
	const category = place.at("category").text();
	const whole = single.get(place.at("relates_to_product_reference").text());
	const part = single.get(place.at("product_reference").text());
	if (!inside.includes(category) || whole === void 0 || part === void 0) return {
		purls: [],
		digests: [],
		parts: []
	};
	return {
		...whole,
		parts: [part]
	};
}
function componentAt$2(helper) {
	const purl = helper.at("purl");
	return {
		purls: purl.exists ? [purl.packageUrl()] : [],
		digests: helper.at("hashes").items().flatMap((file, _, all) => all.length === 1 ? file.at("file_hashes").items() : []).filter((hash) => hash.at("algorithm").value === "sha256").map((hash) => `sha256:${hash.at("value").text().toLowerCase()}`)
	};
}
function namesIn(tree) {
	const members = new Map(tree.at("product_groups").items().map((group) => [group.at("group_id").text(), new Set(group.at("product_ids").items().map((id) => id.text()))]));
	return (place, id) => {
		const named = place.at("product_ids").items();
		const grouped = place.at("group_ids").items();
		if (named.some((each) => each.value === id)) return true;
		return grouped.some((group) => members.get(group.text())?.has(id) === true);
	};
}
// src/checks/vulnerabilities/vex/csaf.ts
/**
* The groups of `product_status` by what they say (CSAF 2.0, 6.1.6). They bear one date, and of two
* statements of one time the later one counts: a product in several groups is taken for affected.
*/
const groups = [
	["fixed", "fixed"],
	["first_fixed", "fixed"],
	["known_not_affected", "not_affected"],
	["under_investigation", "under_investigation"],
	["known_affected", "affected"],
	["first_affected", "affected"],
	["last_affected", "affected"]
];
/** Whether the document says that it is one of CSAF, of whatever version. */
function isCsaf(root) {
	return root.at("document").at("csaf_version").exists;
}
/**
* The statements of a document of CSAF's VEX profile:
* https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html, 4.5.
*/
function readCsaf(root) {
	const document = root.at("document");
	document.at("csaf_version").oneOf(["2.0"]);
	document.at("category").oneOf(["csaf_vex"]);
	const released = document.at("tracking").at("current_release_date");
	const time = released.time() ?? released.refuse("is missing; say when this was true");
	const products = productsOf(root.at("product_tree"));
	return root.at("vulnerabilities").items().flatMap((place) => statementsAt(place, products, time));
}
function statementsAt(place, products, time) {
	place.object();
	const ids = idsAt$2(place);
	return groups.flatMap(([group, status]) => place.at("product_status").at(group).items().map((entry) => {
		const id = entry.text();
		const known = products.byId.get(id) ?? entry.refuse("names no product of the product_tree");
		return statementOf$1(place, {
			ids,
			product: known,
			status,
			time,
			id
		}, products);
	}));
}
function idsAt$2(place) {
	const cve = place.at("cve").optionalText();
	const others = place.at("ids").items();
	const ids = [...cve === void 0 ? [] : [cve], ...others.map((each) => each.at("text").text())];
	if (ids.length === 0) place.refuse("has neither cve nor ids; name the vulnerability");
	return [...new Set(ids)];
}
function statementOf$1(place, group, products) {
	const { ids, product, status, time, id } = group;
	const about = (each) => products.names(each, id);
	const flags = place.at("flags").items().filter(about);
	const impacts = place.at("threats").items().filter((each) => each.at("category").value === "impact" && about(each));
	const labels = new Set(flags.map((flag) => flag.at("label").text()));
	const justification = labels.size === 0 ? void 0 : [...labels].join(", ");
	const details = impacts.map((impact) => impact.at("details").text());
	if (status === "not_affected" && justification === void 0 && details.length === 0) place.refuse(`says that ${JSON.stringify(id.slice(0, 100))} is not affected without a reason; add a flag or a threat of the category impact`);
	return {
		ids,
		products: [product],
		status,
		...justification === void 0 || status !== "not_affected" ? {} : { justification },
		...textOf(details),
		time
	};
}
// src/checks/vulnerabilities/vex/cyclonedx-subjects.ts
/**
* Resolves references within a document. What `metadata.component` describes is the product, and every
* other component a part of it; without it a component stands for itself. A BOM-Link to another
* document stands for nothing, for what that document describes is not known here.
*/
function cycloneDxSubjects(root) {
	const main = root.at("metadata").at("component");
	const product = main.exists ? componentAt$1(main) : void 0;
	const mainRef = main.at("bom-ref").optionalText();
	const components = /* @__PURE__ */ new Map();
	addComponents(main.at("components"), components);
	addComponents(root.at("components"), components);
	const linked = bomLinkOf(root);
	return (place) => {
		const text = place.text();
		const ref = linked !== void 0 && text.startsWith(linked) ? fragmentOf(place, linked) : text;
		if (product !== void 0 && ref === mainRef) return {
			...product,
			parts: void 0
		};
		const found = components.get(ref) ?? packageIn(ref);
		if (found === void 0) return ref.startsWith("urn:cdx:") ? void 0 : place.refuse("names no component of the document");
		return product === void 0 ? {
			...found,
			parts: void 0
		} : {
			...product,
			parts: [found]
		};
	};
}
function addComponents(list, into) {
	for (const place of list.items()) {
		const ref = place.at("bom-ref").optionalText();
		if (ref !== void 0) {
			if (into.has(ref)) place.at("bom-ref").refuse("names a second component of one reference");
			into.set(ref, componentAt$1(place));
		}
		addComponents(place.at("components"), into);
	}
}
function componentAt$1(place) {
	place.object();
	const purl = place.at("purl");
	const version = place.at("type").value === "container" ? place.at("version").value : void 0;
	const isDigest = typeof version === "string" && /^sha256:[0-9a-f]{64}$/.test(version);
	return {
		purls: purl.exists ? [purl.packageUrl()] : [],
		digests: isDigest ? [version] : []
	};
}
/** `urn:cdx:serial/version#`, with which a document can name its own parts too. */
function bomLinkOf(root) {
	const serial = root.at("serialNumber").optionalText();
	if (serial?.startsWith("urn:uuid:") !== true) return void 0;
	const { value } = root.at("version");
	return `urn:cdx:${serial.slice(9)}/${typeof value === "number" ? value : 1}#`;
}
function fragmentOf(place, link) {
	const text = place.text().slice(link.length);
	try {
		return decodeURIComponent(text);
	} catch {
		return place.refuse("is not well encoded; a BOM-Link ends with a percent-encoded bom-ref");
	}
}
function packageIn(ref) {
	const purl = parsePackageUrl(ref);
	return purl === void 0 ? void 0 : componentOf(purl);
}
// src/checks/vulnerabilities/vex/cyclonedx.ts
/** `analysis.state` of the schema, in the words of VEX. */
const statuses = {
	resolved: "fixed",
	resolved_with_pedigree: "fixed",
	exploitable: "affected",
	in_triage: "under_investigation",
	false_positive: "not_affected",
	not_affected: "not_affected"
};
/** Whether the document says that it is one of CycloneDX, of whatever version. */
function isCycloneDx(root) {
	return root.at("bomFormat").value === "CycloneDX";
}
/**
* The statements of a CycloneDX document with `vulnerabilities`: https://cyclonedx.org/docs/1.6/json/.
* A vulnerability without an analysis is none: so do inventories list what a scanner found.
*/
function readCycloneDx(root) {
	root.at("specVersion").oneOf([
		"1.4",
		"1.5",
		"1.6"
	]);
	const subjects = cycloneDxSubjects(root);
	const issued = root.at("metadata").at("timestamp").time();
	return root.at("vulnerabilities").items().flatMap((place) => statementAt$1(place, subjects, issued));
}
function statementAt$1(place, subjects, issued) {
	place.object();
	const analysis = place.at("analysis");
	if (!analysis.at("state").exists) return [];
	const state = analysis.at("state").oneOf(Object.keys(statuses));
	const status = statuses[state] ?? "affected";
	const reason = analysis.at("justification").optionalText() ?? (state === "false_positive" ? state : void 0);
	const text = analysis.at("detail").optionalText();
	return [{
		ids: idsAt$1(place),
		products: place.at("affects").items().flatMap((affected) => productsAt$1(affected, status, subjects)),
		status,
		...reason === void 0 || status !== "not_affected" ? {} : { justification: reason },
		...text === void 0 ? {} : { text },
		time: analysis.at("lastUpdated").time() ?? analysis.at("firstIssued").time() ?? place.at("updated").time() ?? issued
	}];
}
function idsAt$1(place) {
	const equivalents = place.at("references").items().map((reference) => reference.at("id").text());
	return [.../* @__PURE__ */ new Set([place.at("id").text(), ...equivalents])];
}
/** Versions that are listed beside the component may contradict the analysis; then it clears nothing. */
function productsAt$1(affected, status, subjects) {
	if ((status === "not_affected" || status === "fixed") && affected.at("versions").items().length > 0) return [];
	const product = subjects(affected.at("ref"));
	return product === void 0 ? [] : [product];
}
// src/checks/vulnerabilities/vex/openvex.ts
const namespace = "https://openvex.dev/ns";
/** The specification's own version 0.2.0 first gave documents a version in their context. */
const contexts = [`${namespace}/v0.2.0`, namespace];
/** Of the specification, section "Status Justifications". */
const justifications = [
	"component_not_present",
	"vulnerable_code_not_present",
	"vulnerable_code_not_in_execute_path",
	"vulnerable_code_cannot_be_controlled_by_adversary",
	"inline_mitigations_already_exist"
];
/** Whether the document says that it is one of OpenVEX, of whatever version. */
function isOpenVex(root) {
	const { value } = root.at("@context");
	return typeof value === "string" && value.startsWith(namespace);
}
/**
* The statements of an OpenVEX document: https://github.com/openvex/spec, version 0.2.0. One that names
* no product is about `inherited`, the subject of an attestation; elsewhere it is a mistake.
*/
function readOpenVex(root, inherited) {
	root.at("@context").oneOf(contexts);
	const issued = root.at("timestamp").time();
	if (!root.at("statements").exists) root.at("statements").refuse("is missing; it must be a list");
	return root.at("statements").items().map((place) => statementAt(place, issued, inherited));
}
function statementAt(place, issued, inherited) {
	place.spelled([
		"products",
		"status",
		"timestamp",
		"vulnerability"
	]);
	const status = place.at("status").oneOf(vexStatuses);
	const label = place.at("justification");
	const justification = label.exists ? label.oneOf(justifications) : void 0;
	const impact = place.at("impact_statement").optionalText();
	if (status === "not_affected" && justification === void 0 && impact === void 0) place.refuse("is not_affected without a reason; add a justification or an impact_statement");
	const products = productsAt(place.at("products"), inherited);
	const time = place.at("timestamp").time() ?? issued;
	if (time === void 0) place.at("timestamp").refuse("is missing, and the document has none; say when this was true");
	const others = ["status_notes", "action_statement"].map((name) => place.at(name).optionalText());
	return {
		ids: idsAt(place.at("vulnerability")),
		products,
		status,
		...justification === void 0 ? {} : { justification },
		...textOf([impact, ...others]),
		time
	};
}
function idsAt(vulnerability) {
	vulnerability.object();
	const name = vulnerability.at("name").text();
	const aliases = vulnerability.at("aliases").items();
	return [.../* @__PURE__ */ new Set([name, ...aliases.map((alias) => alias.text())])];
}
function productsAt(place, inherited) {
	const products = place.items().map(productAt);
	if (products.length > 0) return products;
	return inherited === void 0 ? place.refuse("is empty; name the products") : [inherited];
}
function productAt(place) {
	place.spelled(["subcomponents"]);
	const list = place.at("subcomponents");
	if (!list.exists) return {
		...componentAt(place),
		parts: void 0
	};
	const parts = list.items().map(componentAt);
	if (parts.length === 0) list.refuse("is empty; name the packages, or leave it out for all of them");
	return {
		...componentAt(place),
		parts
	};
}
/** Identifiers of other kinds, such as a CPE or the address of a page, name nothing that is known here. */
function componentAt(place) {
	place.object();
	const id = place.at("@id");
	const purl = place.at("identifiers").at("purl");
	const hash = place.at("hashes").at("sha-256");
	return {
		purls: [...id.optionalText()?.startsWith("pkg:") === true ? [id.packageUrl()] : [], ...purl.exists ? [purl.packageUrl()] : []],
		digests: hash.exists ? [`sha256:${hash.text().toLowerCase()}`] : []
	};
}
// src/checks/vulnerabilities/vex/read.ts
/** The largest VEX document, in bytes; those of whole distributions' packages have a tenth of it. */
const largestVex = 16 << 20;
const formats = [
	{
		format: "OpenVEX",
		is: isOpenVex,
		read: readOpenVex
	},
	{
		format: "CSAF",
		is: isCsaf,
		read: readCsaf
	},
	{
		format: "CycloneDX",
		is: isCycloneDx,
		read: readCycloneDx
	}
];
/**
* The statements of an OpenVEX (0.2.0), CSAF (2.0, VEX profile) or CycloneDX (1.4 to 1.6, JSON)
* document, known by its content. Throws UsageError with the path and the JSON pointer of the mistake;
* a document that silently said nothing would be a trap for who wrote it, and so would one from the future.
*/
function readVex(bytes, path, now) {
	if (bytes.length > 16777216) throw new UsageError(`${path}: has ${bytes.length} bytes; a VEX document may have ${largestVex}`);
	const root = new JsonPlace(path, parse$1(bytes, path), latestAt(now));
	const known = formats.find(({ is }) => is(root));
	if (known === void 0) throw new UsageError(`${path}: is not a VEX document; it must be OpenVEX 0.2.0, CSAF 2.0 or CycloneDX 1.4 to 1.6 in JSON`);
	const statements = known.read(root);
	return {
		path,
		format: known.format,
		statements,
		byId: byIdOf(statements)
	};
}
/**
* The statements of an OpenVEX document that is the predicate of an attestation. Those that name no
* product are about the image with the digest that it is attested to. Throws UsageError as `readVex`.
*/
function readAttestedVex(predicate, path, attestedTo, now) {
	const root = new JsonPlace(path, predicate, latestAt(now));
	if (!isOpenVex(root)) throw new UsageError(`${path}: its predicate is not OpenVEX; attest a document of OpenVEX 0.2.0`);
	const statements = readOpenVex(root, {
		purls: [],
		digests: [attestedTo],
		parts: void 0
	});
	return {
		path,
		format: "OpenVEX",
		statements,
		byId: byIdOf(statements),
		attestedTo
	};
}
/** Clocks differ, and a date is the next one already somewhere else: a day ahead is no mistake. */
const aheadMs = 864e5;
function latestAt(now) {
	return now.getTime() + aheadMs;
}
/** A document of thousands of statements is asked about thousands of vulnerabilities. */
function byIdOf(statements) {
	const byId = /* @__PURE__ */ new Map();
	statements.forEach(({ ids }, index) => {
		for (const id of ids) {
			const known = byId.get(id);
			if (known === void 0) byId.set(id, [index]);
			else known.push(index);
		}
	});
	return byId;
}
function parse$1(bytes, path) {
	try {
		return readJson(bytes, "the file");
	} catch (cause) {
		if (!(cause instanceof Rejection)) throw cause;
		throw new UsageError(`${path}: ${cause.message}; it must be a VEX document in JSON (OpenVEX, CSAF or CycloneDX)`, { cause });
	}
}
// src/checks/vulnerabilities/load-exceptions.ts
/** An ignore file may have one million characters, of up to four bytes. */
const largestIgnoreFile = 4 << 20;
/** Reads the documents and files that count. Throws one UsageError with all mistakes in them. */
function readExceptionFiles(root, policy, now) {
	const mistakes = [];
	const read = (files, reader) => files.flatMap((file) => {
		try {
			return [reader(file)];
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			mistakes.push(...error.mistakes);
			return [];
		}
	});
	const documents = read(policy.vulnerabilities?.vex ?? [], (file) => readVex(namedFileBytes(root, file, largestVex), file.shown ?? file.path, now));
	const ignoreFiles = read(ignoreFilesOf(policy), (file) => readIgnoreFile(ignoreTextOf(root, file), file.shown ?? file.path));
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return {
		documents,
		ignoreFiles
	};
}
/**
* What documents and files accept on a day, YYYY-MM-DD in UTC. Of an attestation and a document of the
* policy that speak of one time the document counts.
*/
function exceptionsIn(documents, ignoreFiles, today, attested = /* @__PURE__ */ new Map()) {
	const used = /* @__PURE__ */ new Set();
	const heard = /* @__PURE__ */ new Set();
	const ignored = ({ kind, id, purl, path }) => {
		const found = ignoredBy(ignoreFiles, {
			kind,
			ids: [id],
			purl,
			path,
			today
		});
		if (found === void 0) return [];
		used.add(found.entry);
		const { file, line, expires } = found;
		const place = `${file}:${line}`;
		return [{
			reason: found.reason.includes(place) ? found.reason : `${found.reason} (${place})`,
			...expires === void 0 ? {} : { expires }
		}];
	};
	return {
		exceptions(found) {
			const waivers = [...vexWaiver([...attested.get(found.image.reference) ?? [], ...documents], found, heard), ...ignored(found)];
			return waivers.length === 0 ? void 0 : joined(waivers);
		},
		idleNotices: (images, { secrets }) => [...idleEntryNotices(ignoreFiles, {
			used,
			today,
			secrets
		}), ...vexNotices(idleVex(documents, images, heard))]
	};
}
/** VEX speaks of vulnerabilities only; of its statuses two say that there is nothing to mend. */
function vexWaiver(documents, { kind, id, image, scan, purl }, heard) {
	if (kind !== "vulnerability" || documents.length === 0) return [];
	const verdict = vexVerdict(documents, {
		image: vexImageOf(image, scan),
		ids: [id],
		purl
	}, (document) => heard.add(document));
	if (verdict === void 0) return [];
	const { status, reason, path } = verdict;
	return clears(status) ? [{ reason: `VEX ${reason} (${path})` }] : [];
}
function ignoreTextOf(root, file) {
	const bytes = namedFileBytes(root, file, largestIgnoreFile);
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		const shown = file.shown ?? file.path;
		throw new UsageError(`${shown}: is not UTF-8 text; save it as UTF-8`, { cause });
	}
}
function vexNotices(idle) {
	return idle.flatMap(({ file, strangers, unclear, isUnheard }) => [
		...unclear.length === 0 ? [] : [`${file}: names no image: ${listed(unclear)}.`],
		...strangers.length === 0 ? [] : [`${file}: no image of this run is ${listed(strangers)}; correct or remove it.`],
		...isUnheard && unclear.length + strangers.length === 0 ? [`${file}: says nothing about what was found in the images; correct or remove it.`] : []
	]);
}
// src/checks/vulnerabilities/accepted-packages.ts
/**
* The packages in which a vulnerability is accepted, each once for a reason, sorted by name, version,
* path and reason; `platforms` are those on which it counts.
*/
function acceptedPackages(rows, platforms) {
	const packages = /* @__PURE__ */ new Map();
	for (const { found, platform, accepted } of rows) {
		if (accepted === void 0) continue;
		const one = acceptedPackage(found, accepted);
		const key = JSON.stringify([
			one.package,
			one.installed,
			one.path,
			one.reason,
			one.expires
		]);
		const known = packages.get(key);
		if (known === void 0) packages.set(key, {
			one,
			on: /* @__PURE__ */ new Set([platform])
		});
		else known.on.add(platform);
	}
	return [...packages.values()].sort((a, b) => compareAccepted(a.one, b.one)).map(({ one, on }) => ({
		...one,
		...notEverywhere([...on], platforms)
	}));
}
/** The platforms, sorted, unless they are all of the vulnerability's: most packages are on all of them. */
function notEverywhere(found, all) {
	return found.length === all.length && found.every((each) => all.includes(each)) ? {} : { platforms: [...found].sort() };
}
function acceptedPackage({ package: name, installed, path }, { reason, expires }) {
	return {
		package: name,
		installed,
		...path === void 0 || path === "" ? {} : { path },
		reason: oneLine(reason, 499),
		...expires === void 0 ? {} : { expires }
	};
}
function compareAccepted(a, b) {
	return comparePlainly(a.package, b.package) || comparePlainly(a.installed, b.installed) || comparePlainly(a.path ?? "", b.path ?? "") || comparePlainly(a.reason, b.reason) || comparePlainly(a.expires ?? "", b.expires ?? "");
}
// src/checks/vulnerabilities/fold.ts
/**
* The vulnerabilities of an image, sorted by their ids. Packages in which one is accepted are left out,
* but where it is accepted in all of them.
*/
function foldScans(scans, image, exceptions) {
	const rows = /* @__PURE__ */ new Map();
	for (const scan of scans) for (const found of scan.vulnerabilities) {
		const { facts, purl, path } = found;
		const thing = {
			kind: "vulnerability",
			id: facts.id,
			image,
			scan,
			purl,
			path
		};
		const row = {
			found,
			platform: scan.platform,
			accepted: exceptions(thing)
		};
		const known = rows.get(facts.id);
		if (known === void 0) rows.set(facts.id, [row]);
		else known.push(row);
	}
	return [...rows].sort(([a], [b]) => comparePlainly(a, b)).flatMap(([, group]) => foldRows(group) ?? []);
}
function foldRows(rows) {
	const counting = rows.filter(({ accepted }) => accepted === void 0);
	const shown = counting.length === 0 ? rows : counting;
	const worst = worstOf(shown);
	if (worst === void 0) return void 0;
	const { facts, severity, severitySource } = worst.found;
	const platforms = [...new Set(shown.map(({ platform }) => platform))].sort();
	return {
		facts,
		severity,
		severitySource,
		packages: packagesIn(shown, platforms),
		platforms,
		acceptedPackages: counting.length === 0 ? [] : acceptedPackages(rows, platforms),
		...counting.length === 0 ? { accepted: joined(rows.flatMap(({ accepted }) => accepted ?? [])) } : {}
	};
}
function worstOf(rows) {
	let worst;
	for (const row of rows) if (worst === void 0 || compareRows(row, worst) < 0) worst = row;
	return worst;
}
/** Worst first, and an order of equals that does not depend on Trivy's. */
function compareRows(a, b) {
	return compareTrivySeverity(a.found.severity, b.found.severity) || comparePlainly(a.platform, b.platform) || compareFound(a.found, b.found);
}
function compareFound(a, b) {
	return comparePlainly(a.package, b.package) || comparePlainly(a.installed, b.installed) || comparePlainly(a.path ?? "", b.path ?? "") || comparePlainly(a.fixed ?? "", b.fixed ?? "");
}
/** Package URLs name the architecture too, so a package on two platforms has two of them: the first is kept. */
function packagesIn(rows, platforms) {
	const packages = /* @__PURE__ */ new Map();
	const inOrder = [...rows].sort((a, b) => comparePlainly(a.platform, b.platform));
	for (const { found, platform } of inOrder) {
		const key = keyOf$3(found);
		const known = packages.get(key);
		if (known === void 0) packages.set(key, {
			found,
			on: /* @__PURE__ */ new Set([platform])
		});
		else known.on.add(platform);
	}
	return [...packages.values()].sort((a, b) => compareFound(a.found, b.found)).map(({ found, on }) => ({
		...packageOf$2(found),
		...notEverywhere([...on], platforms)
	}));
}
/** Names in an image are whatever its maker likes, with any character in them: JSON keeps them apart. */
function keyOf$3({ package: name, installed, fixed = "", path = "" }) {
	return JSON.stringify([
		name,
		installed,
		path,
		fixed
	]);
}
function packageOf$2(found) {
	const { package: name, installed, fixed, status, purl, path } = found;
	return {
		name,
		installed,
		...fixed === void 0 || fixed === "" ? {} : { fixed },
		...status === void 0 ? {} : { status },
		...purl === void 0 ? {} : { purl },
		...path === void 0 ? {} : { path }
	};
}
// src/checks/vulnerabilities/findings.ts
/** Mostly it is a placeholder that a tool fills in later. */
const malformedRemedy = "Write the image as registries know it, NAME:TAG or NAME@sha256:…. If a tool fills the name in later (Helm, envsubst), judge what that tool renders, such as the output of `helm template`, or say which image it will be: --image NAME=REF, with NAME as the file has it.";
/** The finding about an image that must not be contacted. */
function findingAboutRefusal(asked, refusal, policyPath) {
	const offence = {
		message: `The image was not contacted, so nothing is known of its vulnerabilities: ${refusal}.`,
		remediation: asked.image === void 0 ? malformedRemedy : void 0,
		offender: asked.reference
	};
	return findingAt(notContacted, offence, asked, policyPath);
}
/** The finding about an image that could not be looked at. */
function findingAboutObstacle(asked, { reason, remedy }, policyPath) {
	const offence = {
		message: `${asked.reference} was not scanned: ${reason}.`,
		remediation: remedy,
		offender: asked.reference
	};
	return findingAt(notScanned, offence, asked, policyPath);
}
/** What there is to report about an image that was looked at. */
function findingsAboutScans(asked, subject, basis) {
	return [...vulnerabilitiesOf(asked, subject, basis), ...offencesOf(asked, subject, basis)];
}
/** One for each vulnerability; what says where is one object for all of them. */
function vulnerabilitiesOf(asked, { image, scans }, { statements, exceptions, policyPath }) {
	const place = findingAt(notScanned, {
		message: "",
		offender: ""
	}, asked, policyPath);
	return foldScans(scans, image, exceptions).map((folded) => {
		const { accepted, severity } = folded;
		const statement = statements.of(folded);
		const finding = {
			...place,
			...severity === "UNKNOWN" ? unrated(statement) : statement
		};
		return accepted === void 0 ? finding : {
			...finding,
			accepted
		};
	});
}
/** The severity is not Trivy's then, but what unrated ones count as. */
function unrated(statement) {
	return {
		...statement,
		vulnerability: {
			...statement.vulnerability,
			unrated: true
		}
	};
}
function offencesOf(asked, subject, basis) {
	return scanRules.flatMap((rule) => rule.judge(subject, basis).map(({ gate, accepted, ...offence }) => ({
		...findingAt(rule, offence, asked, basis.policyPath),
		...gate === void 0 ? {} : { gate },
		...accepted === void 0 ? {} : { accepted }
	})));
}
/** On the image's first place, with all others beside it. */
function findingAt(rule, offence, { use, related, image }, policyPath) {
	const placed = {
		...offence,
		related
	};
	return findingAboutUse({
		rule,
		offence: placed,
		use,
		imageName: image?.name
	}, policyPath);
}
// src/checks/vulnerabilities/lists.ts
/**
* A gate without the list that it asks decides nothing; without a gate the reader has to know. Where no
* CVE was found (`ids` are all that were) the lists have nothing to say, and nobody asked for them.
*/
function wordsOnLists({ epssFeed, kevFeed, obstacles }, { failOnKev, epssThreshold }, ids) {
	const lists = [{
		gate: failOnKev ? "fail-on-kev" : void 0,
		what: "CISA's list of exploited vulnerabilities",
		feed: kevFeed,
		obstacle: obstacles.kev
	}, {
		gate: epssThreshold === void 0 ? void 0 : "epss-threshold",
		what: "the list of EPSS",
		feed: epssFeed,
		obstacle: obstacles.epss
	}];
	const hasQuestion = ids.some(isCveId);
	return {
		undecided: lists.flatMap(({ gate, what, feed, obstacle = "nobody got it" }) => gate !== void 0 && feed === null && hasQuestion ? [`${gate} cannot decide without ${what}: ${obstacle}`] : []),
		notices: lists.flatMap(({ gate, what, feed, obstacle }) => gate === void 0 && feed === null && obstacle !== void 0 ? [`Nothing is known from ${what}, which could not be had: ${obstacle}.`] : [])
	};
}
// src/checks/vulnerabilities/gate.ts
const msOfDay = 864e5;
/**
* Whether a vulnerability fails the run for another reason than its severity, or is let through in spite
* of it; nothing where the severity decides. The two lists come first: what is exploited, or likely to
* be, fails without a fix and within the grace as well. What a list does not know is not judged by it.
*/
function gateOf({ fixable, published, epss, kev }, settings, today) {
	const { failOnKev, epssThreshold, ignoreUnfixed, graceMs } = settings;
	if (failOnKev && kev?.listed === true) return {
		fails: true,
		reason: `it is known to be exploited since ${kev.since} (fail-on-kev)`
	};
	if (epssThreshold !== void 0 && epss !== null && epss.probability >= epssThreshold) return {
		fails: true,
		reason: `its EPSS of ${percentLabel(epss.probability)} reaches ${percentLabel(epssThreshold)} (epss-threshold)`
	};
	if (!fixable) return ignoreUnfixed ? {
		fails: false,
		reason: "no fix is known (ignore-unfixed)"
	} : void 0;
	const end = graceMs === void 0 ? void 0 : endOfGrace(published, graceMs, today);
	if (end === void 0) return void 0;
	return {
		fails: false,
		reason: `it fails from ${end} on: the grace counts from ${published}, when it was published, because nobody records when the fix appeared (grace)`
	};
}
/**
* The first day, YYYY-MM-DD, on which the grace is over; nothing where it is over, or nobody knows when
* it began. A day that is still to come is no beginning: it would put the end off as it pleases.
*/
function endOfGrace(published, graceMs, today) {
	if (published === void 0 || published > today) return void 0;
	const start = Date.parse(published);
	if (Number.isNaN(start)) return void 0;
	const end = (/* @__PURE__ */ new Date(Math.ceil((start + graceMs) / msOfDay) * msOfDay)).toISOString().slice(0, 10);
	return today < end ? end : void 0;
}
// src/checks/vulnerabilities/sharing.ts
/** Keeps one of all values that say the same, with a number for what is made of several of them. */
var Sharing = class {
	#known = /* @__PURE__ */ new Map();
	/** The first value that was given for the key, and its number. */
	of(key, value) {
		const known = this.#known.get(key) ?? {
			number: this.#known.size,
			value
		};
		this.#known.set(key, known);
		return known;
	}
};
// src/checks/vulnerabilities/statements.ts
/**
* Makes statements, and the same one for images that have the same packages: images are built on each
* other, and tens of thousands of findings stand in memory at once. What differs shares its parts.
*/
var Statements = class {
	#basis;
	/** Facts are one object for all images of a run. */
	#known = /* @__PURE__ */ new Map();
	#packages = new Sharing();
	#platforms = new Sharing();
	#accepted = new Sharing();
	#texts = new Sharing();
	constructor(basis) {
		this.#basis = basis;
	}
	of(folded) {
		const { facts, severity, severitySource } = folded;
		const packages = this.#packages.of(keyOf$2(folded.packages), folded.packages);
		const platforms = this.#platforms.of(JSON.stringify(folded.platforms), folded.platforms);
		const accepted = this.#accepted.of(acceptedKey(folded.acceptedPackages), folded.acceptedPackages);
		const made = this.#known.get(facts) ?? /* @__PURE__ */ new Map();
		this.#known.set(facts, made);
		const key = `${packages.number} ${platforms.number} ${accepted.number} ${severity} ${severitySource ?? ""}`;
		const known = made.get(key);
		if (known !== void 0) return known;
		const parts = {
			...folded,
			packages: packages.value,
			platforms: platforms.value,
			acceptedPackages: accepted.value
		};
		const statement = this.#sharing(statementOf(parts, this.#basis));
		made.set(key, statement);
		return statement;
	}
	/** The remedy of a package is the same for all that it mends. */
	#sharing(statement) {
		const shared = (text) => this.#texts.of(text, text).value;
		const { remediation, offender } = statement;
		return {
			...statement,
			remediation: shared(remediation),
			offender: shared(offender)
		};
	}
};
/** Names in an image are whatever its maker likes, with any character in them: JSON keeps them apart. */
function keyOf$2(packages) {
	return JSON.stringify(packages.map(({ name, installed, fixed, status, purl, path, platforms }) => [
		name,
		installed,
		fixed ?? null,
		status ?? null,
		purl ?? null,
		path ?? null,
		platforms ?? null
	]));
}
function acceptedKey(accepted) {
	return JSON.stringify(accepted.map(({ package: name, installed, path, platforms, reason, expires }) => [
		name,
		installed,
		path ?? null,
		platforms ?? null,
		reason,
		expires ?? null
	]));
}
function statementOf(folded, { intelligence, settings, today }) {
	const vulnerability = vulnerabilityOf$2(folded, intelligence);
	const gate = gateOf(vulnerability, settings, today);
	return {
		rule: vulnerability.id,
		severity: severityFrom(folded.severity),
		...wordingOf(folded),
		...gate === void 0 ? {} : { gate },
		vulnerability,
		offender: [...new Set(folded.packages.map(({ name, installed }) => `${plain(name)} ${plain(installed)}`))].join("\n")
	};
}
/** Without what stands between names and versions; those of real packages are as they were. */
function plain(text) {
	return text.replace(/[\s\\]/g, (character) => `\\${character.charCodeAt(0)};`);
}
function vulnerabilityOf$2({ facts, severitySource, packages, platforms, acceptedPackages }, { epss, kev }) {
	const { id, title, url, cvss, published } = facts;
	return {
		id,
		...title === void 0 ? {} : { title },
		...url === void 0 ? {} : { url },
		...severitySource === void 0 ? {} : { severitySource },
		...cvss === void 0 ? {} : { cvss },
		...published === void 0 ? {} : { published: published.slice(0, 10) },
		fixable: packages.some(({ fixed }) => fixed !== void 0),
		epss: epss(id),
		kev: kev(id),
		packages,
		platforms,
		...acceptedPackages.length === 0 ? {} : { accepted: acceptedPackages }
	};
}
// src/checks/vulnerabilities/outcome.ts
/** More causes than this are counted and not told in the check's reason. */
const mostCauses = 5;
/**
* What the check comes to. An image that was not scanned, and a gate whose list is missing, make it an
* error, and so does a bill of materials that is missing; the findings about all other images stand beside.
*/
function outcomeOf(learnt) {
	const { asked, scanning, intelligence, settings } = learnt;
	const fates = asked.map((image) => [image, fateOf(image, scanning)]);
	const findings = gathered(findingsOn(fates, learnt));
	const { undecided, notices } = wordsOnLists(intelligence, settings, idsIn(scanning));
	const extras = {
		findings,
		images: new Map(fates.map(([{ reference }, fate]) => [reference, resultOf(fate)])),
		notices: [...notices, ...scanning?.notices ?? []],
		...scanning === void 0 ? {} : { vulnerabilities: summaryOf(scanning, learnt) }
	};
	const causes = [
		...undecided,
		...fates.flatMap(causeOf),
		...scanning?.obstacles ?? []
	];
	if (causes.length === 0) return {
		kind: "decided",
		reason: countsOf(fates),
		...extras
	};
	const left = causes.length - mostCauses;
	const shown = causes.slice(0, mostCauses).join("; ");
	return {
		kind: "error",
		reason: left > 0 ? `${shown}; and ${left} more` : shown,
		...extras
	};
}
function fateOf({ reference, refusal }, scanning) {
	if (refusal !== void 0) return {
		kind: "refused",
		reason: refusal
	};
	const fate = scanning?.images.get(reference);
	if (fate === void 0 || fate.kind === "scanned" && fate.scans.length === 0) return {
		kind: "undecided",
		reason: "nobody looked at it"
	};
	return fate;
}
/** All vulnerabilities that were found, each once, sorted. */
function idsIn(scanning) {
	const ids = /* @__PURE__ */ new Set();
	for (const image of scanning?.images.values() ?? []) {
		if (image.kind !== "scanned") continue;
		for (const scan of image.scans) for (const { facts } of scan.vulnerabilities) ids.add(facts.id);
	}
	return [...ids].sort();
}
function* findingsOn(fates, learnt) {
	const { intelligence, exceptions, settings, policyPath, today } = learnt;
	const basis = {
		statements: new Statements({
			intelligence,
			settings,
			today
		}),
		exceptions,
		settings,
		policyPath,
		today
	};
	for (const [asked, fate] of fates) switch (fate.kind) {
		case "refused":
			yield [findingAboutRefusal(asked, fate.reason, policyPath)];
			break;
		case "undecided":
			yield [findingAboutObstacle(asked, fate, policyPath)];
			break;
		case "scanned": {
			const { reference, image: named } = asked;
			yield findingsAboutScans(asked, {
				image: {
					reference,
					name: named?.name ?? "",
					digest: fate.digest
				},
				scans: fate.scans
			}, basis);
			break;
		}
	}
}
function resultOf(fate) {
	switch (fate.kind) {
		case "refused": return {
			kind: "judged",
			state: "failed"
		};
		case "undecided": return {
			kind: "judged",
			state: "error",
			...fate.digest === void 0 ? {} : { digest: fate.digest }
		};
		case "scanned": return {
			kind: "judged",
			state: "passed",
			digest: fate.digest,
			platforms: fate.scans.map(({ platform }) => platform)
		};
	}
}
function causeOf([{ reference }, fate]) {
	return fate.kind === "undecided" ? [`${reference} was not scanned: ${fate.reason}`] : [];
}
function countsOf(fates) {
	const scanned = fates.filter(([, { kind }]) => kind === "scanned").length;
	const refused = fates.length - scanned;
	const said = [`${scanned} scanned`, ...refused === 0 ? [] : [`${refused} not contacted`]];
	return `${fates.length} ${fates.length === 1 ? "image" : "images"}: ${said.join(", ")}`;
}
/** Tags of one image are one image. */
function summaryOf({ program, database, javaDatabase, images }, { intelligence, settings }) {
	const { epssFeed, kevFeed } = intelligence;
	const missing = {
		...epssFeed === null ? { epss: missingFeed(settings.epss, intelligence.obstacles.epss) } : {},
		...kevFeed === null ? { kev: missingFeed(settings.kev, intelligence.obstacles.kev) } : {}
	};
	const scanned = [...images.values()].filter((image) => image.kind === "scanned");
	const digests = new Set(scanned.map(({ digest }) => digest));
	const anew = new Set(scanned.filter(({ isReused }) => !isReused).map(({ digest }) => digest));
	return {
		trivy: {
			version: program.version,
			origin: program.origin
		},
		database,
		...javaDatabase === void 0 ? {} : { javaDatabase },
		epss: epssFeed,
		kev: kevFeed,
		...epssFeed !== null && kevFeed !== null ? {} : { missing },
		images: digests.size,
		reused: digests.size - anew.size
	};
}
/** Without a CVE in question a list that is wanted is not fetched, and nothing stands in the way of it. */
function missingFeed({ kind }, obstacle) {
	if (kind === "off") return "off";
	return obstacle === void 0 ? "not-needed" : "unavailable";
}
// src/trivy/reading/interning.ts
/**
* Keeps one copy of what many findings of a run have in common: thousands of them name the same
* packages and vulnerabilities, image after image.
*/
var Interning = class {
	#texts = /* @__PURE__ */ new Map();
	#facts = /* @__PURE__ */ new Map();
	/** The same text, as one object. */
	text(text) {
		const known = this.#texts.get(text);
		if (known !== void 0) return known;
		this.#texts.set(text, text);
		return text;
	}
	/** The same facts, as one object. Whoever says something else of a vulnerability gets one of its own. */
	facts(facts) {
		const { id, title, url, cvss, published, lastModified } = facts;
		const key = JSON.stringify([
			id,
			title,
			url,
			cvss?.score,
			cvss?.vector,
			published,
			lastModified
		]);
		const known = this.#facts.get(key);
		if (known !== void 0) return known;
		this.#facts.set(key, facts);
		return facts;
	}
};
// src/trivy/reading/fields.ts
/** The object at a place of the report. Go leaves out what is empty, so that nothing there is an empty object. */
function objectAt(value, place) {
	if (value === void 0 || value === null) return {};
	if (typeof value === "object" && !Array.isArray(value)) return { ...value };
	throw wrongType(place, "an object");
}
/** The objects in the list at a place; more than `most` of them are an error. */
function objectsAt(value, place, most) {
	if (value === void 0 || value === null) return [];
	if (!Array.isArray(value)) throw wrongType(place, "a list");
	if (value.length > most) throw malformed$1(`${place} has ${value.length} entries, and at most ${most} are read`);
	return value.map((item, index) => {
		if (isObject(item)) return item;
		throw wrongType(`${place}[${index}]`, "an object");
	});
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** The texts in the list at a place, at most `most` of them, each cut at the length. */
function textsAt(value, place, { most, length }) {
	if (value === void 0 || value === null) return [];
	if (!Array.isArray(value)) throw wrongType(place, "a list of texts");
	return value.slice(0, most).map((item) => {
		if (typeof item === "string") return cut(item, length);
		throw wrongType(place, "a list of texts");
	});
}
/** The text at a place, cut at so many characters; the empty text where there is none. */
function textAt(value, place, length) {
	if (value === void 0 || value === null) return "";
	if (typeof value !== "string") throw wrongType(place, "a text");
	return cut(value, length);
}
/** A text that tells things apart and so may be neither missing nor cut. */
function nameAt(value, place, length) {
	if (typeof value !== "string") throw wrongType(place, "a text");
	if (value === "" || value.length > length) throw malformed$1(`${place} has ${value.length} characters; 1 to ${length} are valid`);
	return value;
}
function booleanAt(value, place) {
	if (value === void 0 || value === null) return false;
	if (typeof value !== "boolean") throw wrongType(place, "true or false");
	return value;
}
function numberAt(value, place) {
	if (value === void 0 || value === null) return void 0;
	if (typeof value !== "number") throw wrongType(place, "a number");
	return value;
}
/** A moment in ISO 8601; nothing for a text that is none, and for the year 1, which is Go's word for no time. */
function timeAt(value, place) {
	const text = textAt(value, place, 64);
	if (!/^\d{4}-\d\d-\d\dT/.test(text) || text.startsWith("0001-")) return void 0;
	return Number.isNaN(Date.parse(text)) ? void 0 : text;
}
/** A report that cannot be read, as a clause. */
function malformed$1(clause) {
	return new TrivyError("image", `Trivy's report cannot be read: ${clause}`, { remedy });
}
const remedy = "Run again. If it stays so, use the version of Trivy that is pinned here (leave out vulnerabilities.trivy.version and path): only the reports of such a one are known to be read.";
function wrongType(place, valid) {
	return malformed$1(`${place} is not ${valid}`);
}
/** A piece of a text keeps all of it in memory; a copy of the piece does not. */
function cut(text, length) {
	return text.length <= length ? text : Buffer.from(text.slice(0, length)).toString("utf8");
}
// src/trivy/reading/bounds.ts
const mostResults = 1e5;
const mostPackages = 2e5;
/** Far more than folds into as many findings as a check keeps. */
const mostVulnerabilities = 1e5;
const mostSecrets = 1e5;
/** After how many characters texts are cut. */
const lengths = {
	id: 128,
	name: 512,
	version: 256,
	/** Of several branches, one after the other. */
	fixed: 1024,
	title: 1024,
	url: 2048,
	purl: 2048,
	path: 4096,
	word: 64
};
// src/trivy/reading/severity.ts
const severities = [
	"CRITICAL",
	"HIGH",
	"MEDIUM",
	"LOW",
	"UNKNOWN"
];
/** One of Trivy's severities; a word that is none of them is an error, since nobody knows how bad it is. */
function severityAt(value, place) {
	const severity = severities.find((each) => each === value);
	if (severity === void 0) throw malformed$1(`${place} is none of ${severities.join(", ")}`);
	return severity;
}
// src/trivy/reading/kept-scan.ts
const longest = 8192;
/**
* Reads a scan that was kept as JSON. Throws a TrivyError for anything that is not what `ImageScan`
* says; whoever kept it is believed as to the rest.
*/
function keptScanAt(value, interning) {
	const scan = objectAt(value, "scan");
	const { created, distribution } = scan;
	const remarks = textsAt(scan["remarks"], "remarks", {
		most: mostResults,
		length: longest
	});
	return {
		platform: nameAt(scan["platform"], "platform", longest),
		digest: nameAt(scan["digest"], "digest", longest),
		...distribution === void 0 ? {} : { distribution: distributionAt(distribution) },
		...optional("created", created, interning),
		user: textAt(scan["user"], "user", longest),
		entrypoint: textsAt(scan["entrypoint"], "entrypoint", {
			most: mostResults,
			length: longest
		}),
		packages: objectsAt(scan["packages"], "packages", mostPackages).map((fields) => packageOf$1(fields, interning)),
		vulnerabilities: objectsAt(scan["vulnerabilities"], "vulnerabilities", mostVulnerabilities).map((fields) => vulnerabilityOf$1(fields, interning)),
		secrets: objectsAt(scan["secrets"], "secrets", mostSecrets).map(secretOf$1),
		remarks
	};
}
function distributionAt(value) {
	const { family, version, isEndOfLife } = objectAt(value, "distribution");
	return {
		family: nameAt(family, "family", longest),
		version: textAt(version, "version", longest),
		isEndOfLife: booleanAt(isEndOfLife, "isEndOfLife")
	};
}
function packageOf$1(fields, interning) {
	return {
		name: interning.text(textAt(fields["name"], "name", longest)),
		version: interning.text(textAt(fields["version"], "version", longest)),
		...optional("purl", fields["purl"], interning),
		isSystem: booleanAt(fields["isSystem"], "isSystem")
	};
}
function vulnerabilityOf$1(fields, interning) {
	return {
		facts: interning.facts(factsOf$1(objectAt(fields["facts"], "facts"), interning)),
		severity: severityAt(fields["severity"], "severity"),
		...optional("severitySource", fields["severitySource"], interning),
		package: interning.text(nameAt(fields["package"], "package", longest)),
		installed: interning.text(textAt(fields["installed"], "installed", longest)),
		...optional("fixed", fields["fixed"], interning),
		...optional("status", fields["status"], interning),
		...optional("purl", fields["purl"], interning),
		...optional("path", fields["path"], interning)
	};
}
function factsOf$1(fields, interning) {
	const { cvss } = fields;
	return {
		id: nameAt(fields["id"], "id", longest),
		...optional("title", fields["title"], interning),
		...optional("url", fields["url"], interning),
		...cvss === void 0 ? {} : { cvss: cvssAt$1(cvss, interning) },
		...optional("published", fields["published"], interning),
		...optional("lastModified", fields["lastModified"], interning)
	};
}
function cvssAt$1(value, interning) {
	const { score, vector } = objectAt(value, "cvss");
	return {
		score: numberAt(score, "score") ?? 0,
		...optional("vector", vector, interning)
	};
}
function secretOf$1(fields) {
	return {
		rule: nameAt(fields["rule"], "rule", longest),
		category: textAt(fields["category"], "category", longest),
		severity: severityAt(fields["severity"], "severity"),
		title: textAt(fields["title"], "title", longest),
		path: textAt(fields["path"], "path", longest),
		line: numberAt(fields["line"], "line") ?? 0
	};
}
/** The field, if there is a text for it. */
function optional(name, value, interning) {
	if (value === void 0) return {};
	const field = {};
	field[name] = interning.text(nameAt(value, name, longest));
	return field;
}
// src/whole-file.ts
/**
* Puts a text at a path, for us alone, in place of what is there. Readers find the old file or the whole
* new one, and a link there leads nowhere. Rejects with the system's error; then nothing is left behind.
*/
function writeWhole(file, text) {
	return putWhole(file, (partial) => writeFile(partial, text, {
		mode: 384,
		flag: "wx"
	}));
}
/** The same with the bytes of another file; unless told, with that one's rights. */
function copyWhole(from, file, mode) {
	return putWhole(file, async (partial) => {
		await copyFile(from, partial, constants$1.COPYFILE_EXCL | constants$1.COPYFILE_FICLONE);
		if (mode !== void 0) await chmod(partial, mode);
	});
}
async function putWhole(file, fill) {
	const partial = `${file}.${randomUUID()}.partial`;
	try {
		await fill(partial);
		await rename(partial, file);
	} catch (error) {
		await rm(partial, { force: true }).catch(() => void 0);
		throw error;
	}
}
// src/checks/vulnerabilities/results-folder.ts
const defaultLimits = {
	bytes: 512 << 20,
	entries: 5e3,
	entryBytes: 64 << 20
};
/** A file that was being written this long ago is nobody's any more. */
const abandonedMs = 36e5;
/**
* JSON values in a folder, each in a file named by the SHA-256 of its key. What cannot be read counts as
* not there; what cannot be written is not kept.
*/
var ResultsFolder = class {
	#folder;
	#limits;
	constructor(folder, limits = {}) {
		this.#folder = folder;
		this.#limits = {
			...defaultLimits,
			...limits
		};
	}
	/** What `read` makes of the value under the key; nothing where there is none, or `read` throws. */
	async take(key, read) {
		const path = this.#pathOf(key);
		try {
			if ((await stat(path)).size > this.#limits.entryBytes) return void 0;
			const entry = JSON.parse(await readFile(path, "utf8"));
			if (!isEntry(entry) || entry.key !== key) return void 0;
			return read(entry.value);
		} catch {
			return;
		}
	}
	/** Notes that an entry was of use: what was of none for longest is removed first. */
	async touch(key) {
		const now = /* @__PURE__ */ new Date();
		await utimes(this.#pathOf(key), now, now).catch(() => void 0);
	}
	/** Keeps a value under a key, in place of the one before; readers see one or the other. */
	async put(key, value) {
		try {
			await mkdir(this.#folder, {
				recursive: true,
				mode: 448
			});
			await writeWhole(this.#pathOf(key), JSON.stringify({
				key,
				value
			}));
		} catch {}
	}
	/** Removes entries until the limits hold. */
	async shrink(now = Date.now()) {
		let bytes = 0;
		for (const [index, { path, size, usedAt }] of (await this.#entries()).entries()) {
			bytes += size;
			const isAbandoned = path.endsWith(".partial") && now - usedAt > abandonedMs;
			if (!(bytes <= this.#limits.bytes && index < this.#limits.entries) || isAbandoned) await rm(path, { force: true }).catch(() => void 0);
		}
	}
	/** Only our own files, the latest used first. */
	async #entries() {
		const own = (await readdir(this.#folder).catch(() => [])).filter((name) => ownName.test(name));
		return (await Promise.all(own.map(async (name) => {
			const path = join(this.#folder, name);
			const { size, mtimeMs } = await stat(path).catch(() => ({
				size: 0,
				mtimeMs: 0
			}));
			return {
				path,
				size,
				usedAt: mtimeMs
			};
		}))).toSorted((a, b) => b.usedAt - a.usedAt || (a.path < b.path ? -1 : 1));
	}
	#pathOf(key) {
		return join(this.#folder, `${sha256(key)}.json`);
	}
};
const ownName = /^[0-9a-f]{64}\.json(?:\.[0-9a-f-]{36}\.partial)?$/;
function isEntry(value) {
	return typeof value === "object" && value !== null && "key" in value && "value" in value;
}
// src/checks/vulnerabilities/results-cache.ts
/** Raised whenever the same key could stand for something else than before. */
const formatVersion = 2;
const mostPlatforms = 1e3;
/** What earlier runs learnt, in a folder that nobody else writes to. */
var ResultsCache = class {
	#folder;
	constructor(folder, limits = {}) {
		this.#folder = new ResultsFolder(folder, limits);
	}
	/**
	* The scan that was kept under the key, if there is one. `javaDatabase` is asked for the current
	* state only where the scan was made with such a database; one with another state does not count.
	*/
	async take(key, interning, javaDatabase) {
		const text = keyText(key);
		const kept = await this.#folder.take(text, (value) => keptAt(value, key, interning));
		if (kept === void 0) return void 0;
		if (kept.javaDatabase !== void 0) {
			const current = await javaDatabase();
			if (current === void 0 || stateOf(current) !== stateOf(kept.javaDatabase)) return;
		}
		await this.#folder.touch(text);
		return kept;
	}
	/** Keeps a scan under a key. */
	put(key, { scan, javaDatabase }) {
		return this.#folder.put(keyText(key), {
			javaDatabase: javaDatabase ?? null,
			scan
		});
	}
	/** The platforms for which a digest has an image; the digest decides them, so they never change. */
	async takePlatforms(digest) {
		const platforms = await this.#folder.take(platformsKey(digest), platformsAt);
		if (platforms !== void 0) await this.#folder.touch(platformsKey(digest));
		return platforms;
	}
	/** Keeps the platforms of a digest. */
	putPlatforms(digest, platforms) {
		return this.#folder.put(platformsKey(digest), platforms);
	}
	/** Removes what was of no use for longest, until the limits hold. */
	shrink() {
		return this.#folder.shrink();
	}
};
function keyText({ digest, platform, program, database, secrets }) {
	const state = stateOf(database);
	return JSON.stringify([
		"scan",
		formatVersion,
		digest,
		platform,
		program,
		state,
		secrets
	]);
}
function platformsKey(digest) {
	return JSON.stringify([
		"platforms",
		formatVersion,
		digest
	]);
}
/** Two states of a database are the same where this text is. */
function stateOf({ repository, digest, updatedAt }) {
	return digest ?? `${repository} ${updatedAt}`;
}
function keptAt(value, key, interning) {
	const { scan: kept, javaDatabase } = objectAt(value, "entry");
	const scan = keptScanAt(kept, interning);
	if (scan.digest !== key.digest || scan.platform !== key.platform) throw malformed$1("it is another image's");
	return {
		scan,
		javaDatabase: javaDatabase === null ? void 0 : databaseAt(javaDatabase)
	};
}
function databaseAt(value) {
	const { repository, digest, updatedAt } = objectAt(value, "javaDatabase");
	return {
		repository: nameAt(repository, "repository", 4096),
		...digest === void 0 ? {} : { digest: nameAt(digest, "digest", 256) },
		updatedAt: nameAt(updatedAt, "updatedAt", 64)
	};
}
function platformsAt(value) {
	const platforms = objectsAt(value, "platforms", mostPlatforms).map((fields) => {
		const platform = platformIn(objectAt(fields["platform"], "platform"));
		const { digest, among } = fields;
		if (platform === void 0 || !isDigest(digest) || !isDigest(among)) throw malformed$1("it is not a platform");
		return {
			name: platformName(platform),
			platform,
			digest,
			among
		};
	});
	if (platforms.length === 0) throw malformed$1("it has no platforms");
	return platforms;
}
// src/trivy/database-fault.ts
/** Why a database that could be had is not used: a clause about it, without a full stop. */
var DatabaseFault = class extends Error {
	name = "DatabaseFault";
};
// src/trivy/database-kind.ts
/** Which versions of which packages are vulnerable: https://github.com/aquasecurity/trivy-db */
const vulnerabilityDatabase = {
	what: "vulnerability database",
	key: "vulnerabilities.db-repository",
	folder: "db",
	file: "trivy.db",
	version: 2,
	layerType: "application/vnd.aquasec.trivy.db.layer.v1.tar+gzip",
	repositories: [
		"mirror.gcr.io/aquasec/trivy-db:2",
		"ghcr.io/aquasecurity/trivy-db:2",
		"public.ecr.aws/aquasecurity/trivy-db:2"
	],
	magic: {
		offset: 16,
		bytes: Buffer.from("edda0ced02000000", "hex")
	},
	layerBytes: 2 ** 30,
	fileBytes: 8 * 2 ** 30
};
/** Which Java archive is which package, by digest: https://github.com/aquasecurity/trivy-java-db */
const javaDatabase = {
	what: "database of Java archives",
	key: "vulnerabilities.java-db-repository",
	folder: "java-db",
	file: "trivy-java.db",
	version: 1,
	layerType: "application/vnd.aquasec.trivy.javadb.layer.v1.tar+gzip",
	repositories: [
		"mirror.gcr.io/aquasec/trivy-java-db:1",
		"ghcr.io/aquasecurity/trivy-java-db:1",
		"public.ecr.aws/aquasecurity/trivy-java-db:1"
	],
	magic: {
		offset: 0,
		bytes: Buffer.from("SQLite format 3\0")
	},
	layerBytes: 4 * 2 ** 30,
	fileBytes: 32 * 2 ** 30
};
// src/trivy/file-digest.ts
const readBytes = 1 << 20;
/** The SHA-256 of a file, hex. Rejects with the system's error. */
async function fileDigest(path) {
	const hash = createHash("sha256");
	const stream = createReadStream(path, { highWaterMark: readBytes });
	for await (const chunk of stream) hash.update(chunk);
	return hash.digest("hex");
}
/**
* Copies a file of at most so many bytes to where only we may write, and tells the copy's SHA-256
* (hex): what was compared cannot be exchanged afterwards. Nothing where it is larger.
*/
async function copyWithDigest(from, to, mostBytes) {
	const sink = intoFile(to);
	let size = 0;
	try {
		const stream = createReadStream(from, { highWaterMark: readBytes });
		for await (const chunk of stream) {
			size += chunk.length;
			if (size > mostBytes) break;
			await sink.write(chunk);
		}
		if (size > 0 && size <= mostBytes) return (await sink.finish()).sha256;
		await sink.discard();
		return;
	} catch (thrown) {
		await sink.discard();
		throw thrown;
	}
}
// src/trivy/database-layer.ts
/**
* What a repository offers right now. Rejects with a RegistryError, or with a DatabaseFault where it is
* not what Trivy's makers publish: an image manifest with one layer of the database's own type.
*/
async function offeredDatabase(image, kind) {
	const { digest } = await image.resolve();
	const repository = image.repository();
	const manifest = await repository.manifest(digest);
	if (manifest.kind === "index") throw new DatabaseFault("it is an index and not a database");
	const [layer, ...others] = manifest.layers;
	if (layer === void 0 || others.length > 0) throw new DatabaseFault(`it has ${manifest.layers.length} layers, and a database has one`);
	if (layer.mediaType !== kind.layerType) throw new DatabaseFault(`its layer has the type ${shownType(layer.mediaType)}, and not ${kind.layerType}`);
	if (layer.size > kind.layerBytes || algorithmOf(layer.digest) !== "sha256") throw new DatabaseFault(`its layer has ${`${layer.size} bytes under ${layer.digest}`}; ${kind.layerBytes} and a SHA-256 are allowed`);
	return {
		digest,
		layer,
		repository
	};
}
/** The name under which a layer is kept: it is what it is compared with. */
function keptName$1(kind, layerDigest) {
	return `trivy-${kind.folder}-${layerDigest.replace(":", "-")}.tar.gz`;
}
/**
* A copy of the kept file of a layer at the path, compared with size and digest; nothing where it is
* another or none. Others may write where files are kept, and could exchange what was compared.
*/
async function keptLayer(keep, kind, layer, path) {
	const file = await keep.take(keptName$1(kind, layer.digest));
	if (file === void 0) return void 0;
	try {
		await mkdir(dirname(path), {
			recursive: true,
			mode: 448
		});
		if (`sha256:${await copyWithDigest(file, path, layer.size) ?? ""}` === layer.digest && (await stat(path)).size === layer.size) return path;
	} catch {}
	await rm(path, { force: true }).catch(() => void 0);
}
/** Where the layer of a database lies in the run's own folder until it is unpacked. */
function layerPath(folder, kind) {
	return join(folder, `${kind.folder}.tar.gz`);
}
// src/trivy/database-metadata.ts
/** RFC 3339 as Go writes it. */
const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
/** Reads the `metadata.json` of a database; throws a DatabaseFault where it is not one of this schema. */
function readMetadata(text, { version }) {
	let json;
	try {
		json = JSON.parse(text.toString("utf8"));
	} catch {
		throw new DatabaseFault("its metadata.json is not JSON");
	}
	if (!isMapping$1(json)) throw new DatabaseFault("its metadata.json is not an object");
	if (json["Version"] !== version) throw new DatabaseFault(`its schema has the version ${JSON.stringify(json["Version"] ?? null).slice(0, 40)}, and Trivy reads ${version}`);
	const updatedAt = timeIn(json["UpdatedAt"]);
	if (updatedAt === void 0) throw new DatabaseFault("its metadata.json does not say when it was finished (UpdatedAt)");
	return {
		updatedAt,
		nextUpdate: timeIn(json["NextUpdate"]) ?? updatedAt
	};
}
/** Throws a DatabaseFault for a database that is older than allowed, or from the future. */
function requireAge({ updatedAt }, now, maxAgeMs) {
	const ageMs = now.getTime() - Date.parse(updatedAt);
	if (ageMs < -864e5) throw new DatabaseFault(`it was finished in the future (${updatedAt}); is the clock right?`);
	if (maxAgeMs === void 0 || ageMs <= maxAgeMs) return;
	const allowed = durationText(maxAgeMs);
	const short = durationText(ageMs, 2);
	throw new DatabaseFault(`it is ${short === allowed ? durationText(ageMs) : short} old (finished ${updatedAt}), and vulnerabilities.max-db-age allows ${allowed}`);
}
/** What Trivy wants to find beside the database: a download time there must be, and it is not the clock's. */
function metadataFor({ updatedAt, nextUpdate }, { version }) {
	return JSON.stringify({
		Version: version,
		NextUpdate: nextUpdate,
		UpdatedAt: updatedAt,
		DownloadedAt: updatedAt
	});
}
function timeIn(value) {
	if (typeof value !== "string" || !timestamp.test(value)) return void 0;
	const ms = Date.parse(value);
	return Number.isNaN(ms) || ms <= 0 ? void 0 : new Date(ms).toISOString();
}
// src/trivy/database-notices.ts
const dayMs = 864e5;
/** So old grype takes its own database for stale (anchore/grype, cmd/grype/cli/options/database.go: `defaultMaxDBAge`). */
const staleAfterMs = 5 * dayMs;
/** The makers of Trivy's database name the time of the next one; a day later it is overdue. */
const overdueAfterMs = dayMs;
/**
* Says that the vulnerability database is stale, where the policy does not say how old it may be. That of
* Java archives only names files, and is made once a week.
*/
function staleNotice({ updatedAt, nextUpdate }, { what, folder }, repository, { now, maxAgeMs }) {
	if (folder !== "db" || maxAgeMs !== void 0) return [];
	const ageMs = now.getTime() - Date.parse(updatedAt);
	const isOverdue = now.getTime() - Date.parse(nextUpdate) > overdueAfterMs;
	const saysNext = nextUpdate !== updatedAt;
	if (ageMs <= staleAfterMs && !(saysNext && isOverdue)) return [];
	const due = saysNext ? `, the next one due ${nextUpdate}` : "";
	return [`The ${what} from ${repository} is ${durationText(ageMs, 1)} old (finished ${updatedAt}${due}): what became known since is not found. Refresh that copy or name another place in vulnerabilities.db-repository; vulnerabilities.max-db-age (48h, say) refuses a database that is older.`];
}
/** Says that a database is not from the repository that is asked first. */
function fallBackNotice({ what }, repository, passedOver) {
	if (passedOver.length === 0) return [];
	return [`The ${what} came from ${repository}, because ${passedOver.map(({ name, obstacle }) => `${name} gave none (${obstacle})`).join(", and ")}.`];
}
// src/trivy/database-record.ts
/** The record in a folder whose files are believed; nothing where there is none that can be read. */
async function readRecord(folder, kind) {
	try {
		const json = JSON.parse(await readFile(recordIn(folder, kind), "utf8"));
		if (!isMapping$1(json)) return void 0;
		const { repository, digest, updatedAt, nextUpdate } = json;
		const layer = mappingOf(json["layer"]);
		const size = layer["size"];
		if (typeof repository !== "string" || typeof size !== "number") return void 0;
		if (!isDigest(digest) || !isDigest(layer["digest"])) return void 0;
		return {
			repository,
			digest,
			layer: {
				digest: layer["digest"],
				size
			},
			...isTime(updatedAt) ? { updatedAt } : {},
			...isTime(nextUpdate) ? { nextUpdate } : {}
		};
	} catch {
		return;
	}
}
function isTime(value) {
	return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
/** Writes the record, in place of the one before; where that fails a later run without network has none. */
async function writeRecord(folder, kind, record) {
	try {
		await mkdir(folder, {
			recursive: true,
			mode: 448
		});
		await writeWhole(recordIn(folder, kind), JSON.stringify(record));
	} catch {}
}
function recordIn(folder, kind) {
	return join(folder, `trivy-${kind.folder}.json`);
}
// src/trivy/database-repository.ts
/**
* The repositories to ask for a database, in this order: the policy's, or Trivy's own where it names
* none. Without a tag the version of the schema is meant. Throws a TrivyError for what is no reference.
*/
function databaseRepositories(named, kind) {
	return (named.length === 0 ? kind.repositories : named).map((text) => {
		const image = parseImageReference(text);
		if (image.kind === "malformed") {
			const valid = `valid is something like ${kind.repositories[0] ?? ""}`;
			throw new TrivyError("database", `${`${kind.key}: ${JSON.stringify(text)}`} names no repository: ${image.reason}; ${valid}`);
		}
		const tag = image.hasDefaultTag ? `${kind.version}` : image.tag;
		const digest = image.digest === void 0 ? "" : `@${image.digest}`;
		return {
			name: `${image.name}${tag === void 0 ? "" : `:${tag}`}${digest}`,
			image: {
				...image,
				tag,
				hasDefaultTag: false
			}
		};
	});
}
/** Admits these repositories and no other; hosts that the policy itself names may have private addresses. */
function networkForDatabase(repositories, named, network) {
	const admitted = new Set(repositories.map(({ image }) => image.name));
	return {
		...network,
		admits: ({ registry, repository }) => admitted.has(`${registry}/${repository}`),
		namedHosts: named.length === 0 ? [] : repositories.map(({ image }) => image.registry)
	};
}
// src/trivy/archive/error.ts
/** Why an archive is not unpacked: a clause about it, without a full stop. */
var ArchiveError = class extends Error {
	name = "ArchiveError";
	code;
	constructor(code, message, options) {
		super(message, options);
		this.code = code;
	}
};
// src/trivy/database-obstacle.ts
/** Why a repository has no database to judge by, as a clause. */
function obstacleIn(error) {
	if (error instanceof ArchiveError) return `its archive is not good: ${error.message}`;
	if (!(error instanceof RegistryError)) return error.message;
	return error.code === "unauthorized" || error.code === "forbidden" ? `${error.message} (a "docker login" there may help)` : error.message;
}
// src/trivy/identify-database.ts
/**
* The state of the vulnerability database that `obtainDatabase` would bring, without getting it; nothing
* where that cannot be told: no run before this one got that very state, or it is too old, or nobody
* answers. Then `obtainDatabase` has the last word.
*/
function identifyDatabase(options) {
	return identify(vulnerabilityDatabase, options.repositories, options);
}
/** The same for the database of Java archives. */
function identifyJavaDatabase(options) {
	return identify(javaDatabase, options.javaRepositories, {
		...options,
		maxAgeMs: void 0
	});
}
async function identify(kind, named, options) {
	const { records, now, maxAgeMs, offline } = options;
	const record = records === void 0 ? void 0 : await readRecord(records, kind);
	if (record?.updatedAt === void 0) return void 0;
	const { digest, updatedAt, nextUpdate = updatedAt } = record;
	const metadata = {
		updatedAt,
		nextUpdate
	};
	try {
		requireAge(metadata, now, maxAgeMs);
	} catch (error) {
		if (error instanceof DatabaseFault) return void 0;
		throw error;
	}
	const stateOf = (repository, passedOver) => ({
		identity: {
			repository,
			digest,
			updatedAt
		},
		notices: [...fallBackNotice(kind, repository, passedOver), ...staleNotice(metadata, kind, repository, options)]
	});
	if (offline) return databaseRepositories(named, kind).some(({ name }) => name === record.repository) ? stateOf(record.repository, []) : void 0;
	const offered = await firstOffered(kind, named, options);
	return offered?.digest === digest ? stateOf(offered.name, offered.passedOver) : void 0;
}
/** What the first repository that answers offers now. */
async function firstOffered(kind, named, { registries: network, signal, dealings }) {
	const repositories = databaseRepositories(named, kind);
	const registries = openRegistries({
		...dealings,
		policy: networkForDatabase(repositories, named, network),
		...signal === void 0 ? {} : { signal }
	});
	const passedOver = [];
	try {
		for (const { name, image } of repositories) try {
			const { digest } = await offeredDatabase(registries.image(image), kind);
			return {
				name,
				digest,
				passedOver
			};
		} catch (error) {
			if (!(error instanceof RegistryError || error instanceof DatabaseFault)) throw error;
			passedOver.push({
				name,
				obstacle: obstacleIn(error)
			});
		}
		return;
	} finally {
		registries.close();
	}
}
// src/trivy/archive/byte-reader.ts
/** Reads a stream of bytes in pieces of a wanted size, and never more than a limit in all. */
var ByteReader = class {
	#chunks;
	#limit;
	#rest = Buffer.alloc(0);
	#read = 0;
	constructor(stream, limit) {
		this.#chunks = stream[Symbol.asyncIterator]();
		this.#limit = limit;
	}
	/** Exactly so many bytes, of which there should be few; nothing at the end of the stream. */
	async take(size) {
		const pieces = [];
		for (let missing = size; missing > 0;) {
			const piece = await this.#some(missing);
			if (piece === void 0 && missing === size) return void 0;
			if (piece === void 0) throw cutOff();
			pieces.push(piece);
			missing -= piece.length;
		}
		return Buffer.concat(pieces);
	}
	/** Hands on so many bytes, piece by piece. */
	async pass(size, to) {
		for (let missing = size; missing > 0;) {
			const piece = await this.#some(missing);
			if (piece === void 0) throw cutOff();
			await to(piece);
			missing -= piece.length;
		}
	}
	/** Everything that is left, piece by piece. */
	async *remainder() {
		for (;;) {
			const piece = await this.#some(Number.MAX_SAFE_INTEGER);
			if (piece === void 0) return;
			yield piece;
		}
	}
	/** Ends the stream. */
	async close() {
		await this.#chunks.return?.();
	}
	async #some(most) {
		while (this.#rest.length === 0) {
			const next = await this.#chunks.next();
			if (next.done === true) return void 0;
			this.#rest = next.value;
			this.#read += next.value.length;
			if (this.#read > this.#limit) throw new ArchiveError("too-large", `it unpacks to more than ${this.#limit} bytes`);
		}
		const piece = this.#rest.subarray(0, most);
		this.#rest = this.#rest.subarray(piece.length);
		return piece;
	}
};
function cutOff() {
	return new ArchiveError("truncated", "it ends in the middle of an entry");
}
// src/trivy/archive/limits.ts
/** Trivy 0.74.0 has 10 entries and a program of 160 MiB; this leaves room for years of growth. */
const defaultArchiveLimits = {
	entries: 1e3,
	memberBytes: 1 << 30,
	totalBytes: 2 ** 31
};
// src/trivy/archive/entry-name.ts
/**
* The name of an entry without `./` in front and `/` behind. Throws an `unsafe-name` where it could
* lead out of a folder on any system, though only one entry is ever written, and not by its own name.
*/
function safeName(name) {
	const bare = name.replace(/^(?:\.\/)+/, "").replace(/\/$/, "");
	if (!/[\u0000-\u001f\u007f\\:]/.test(name) && !bare.startsWith("/") && bare.split("/").every((part) => part !== "" && part !== "..") || name === "./") return bare;
	throw new ArchiveError("unsafe-name", `it has an entry named ${JSON.stringify(name)}`);
}
/** Remembers names and throws a `duplicate` at the second time: of two programs nobody knows which is meant. */
function withoutDuplicates() {
	const seen = /* @__PURE__ */ new Set();
	return (name) => {
		const key = name.toLowerCase();
		if (seen.has(key)) throw new ArchiveError("duplicate", `it has the entry ${JSON.stringify(name)} twice`);
		seen.add(key);
	};
}
// src/trivy/archive/pax-records.ts
/** Reads the records of a pax extended header, `LENGTH KEY=VALUE\n` each; the last of a key counts. */
function readPaxRecords(bytes) {
	const records = /* @__PURE__ */ new Map();
	for (let at = 0; at < bytes.length;) {
		const space = bytes.indexOf(32, at);
		const digits = bytes.toString("latin1", at, space);
		const end = at + Number(digits);
		const record = /^[1-9]\d{0,5}$/.test(digits) && end <= bytes.length && bytes[end - 1] === 10 ? bytes.toString("utf8", space + 1, end - 1) : "";
		const equals = record.indexOf("=");
		if (equals < 1) throw new ArchiveError("corrupt", "a pax header in it is malformed");
		records.set(record.slice(0, equals), record.slice(equals + 1));
		at = end;
	}
	return records;
}
// src/trivy/archive/tar-header.ts
const checksumAt = {
	start: 148,
	end: 156
};
/** Reads a header block. Throws a `corrupt` where its checksum or a number in it is wrong. */
function readHeader(block) {
	if (numberIn(block, checksumAt.start, checksumAt.end) !== checksumOf(block)) throw new ArchiveError("corrupt", "the checksum of a tar header is wrong");
	const prefix = block.toString("latin1", 257, 263) === "ustar\0" ? textIn$1(block, 345, 500) : "";
	const name = textIn$1(block, 0, 100);
	return {
		name: prefix === "" ? name : `${prefix}/${name}`,
		size: numberIn(block, 124, 136),
		type: block.toString("latin1", 156, 157)
	};
}
/** The sum of all bytes, those of the checksum itself taken as spaces. */
function checksumOf(block) {
	let sum = 0;
	for (const [index, byte] of block.entries()) sum += index >= checksumAt.start && index < checksumAt.end ? 32 : byte;
	return sum;
}
function textIn$1(block, start, end) {
	return untilNul(block.subarray(start, end)).toString("utf8");
}
/** The bytes before the first NUL, or all. */
function untilNul(bytes) {
	const end = bytes.indexOf(0);
	return end === -1 ? bytes : bytes.subarray(0, end);
}
/** Octal digits, or GNU's base 256 for what is too large for them. */
function numberIn(block, start, end) {
	const field = block.subarray(start, end);
	if (((field[0] ?? 0) & 128) !== 0) return base256(field);
	const text = field.toString("latin1").replaceAll("\0", " ").trim();
	if (/^[0-7]+$/.test(text)) return Number.parseInt(text, 8);
	throw new ArchiveError("corrupt", "a number in a tar header is none");
}
function base256(field) {
	const value = BigInt(`0x${field.toString("hex")}`) & (1n << BigInt(field.length * 8 - 1)) - 1n;
	if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
	throw new ArchiveError("corrupt", "a number in a tar header is too large");
}
// src/trivy/archive/tar.ts
const regularTypes = /* @__PURE__ */ new Set([
	"0",
	"\0",
	"7"
]);
const linkTypes = /* @__PURE__ */ new Set([
	"1",
	"2",
	"K"
]);
const deviceTypes = /* @__PURE__ */ new Set([
	"3",
	"4",
	"6"
]);
const longestExtension = 65536;
/**
* Writes the one regular file of a tar archive that has the wanted name. Reads the whole archive, and
* throws an ArchiveError for anything in it that no release has, whichever entry it concerns.
*/
async function extractFromTar(stream, member, open, limits) {
	const reader = new ByteReader(stream, limits.totalBytes);
	let sink;
	try {
		for await (const { name, size } of entriesOf(reader, limits)) {
			if (name === member) {
				requireSize(size, limits);
				const opened = sink = open();
				await reader.pass(size, (piece) => opened.write(piece));
			} else await reader.pass(size, () => void 0);
			await reader.pass(paddingOf(size), () => void 0);
		}
		if (sink === void 0) throw new ArchiveError("missing", `it has no ${member} in it`);
		return await sink.finish();
	} catch (thrown) {
		await sink?.discard();
		throw thrown;
	} finally {
		await reader.close();
	}
}
/** Every regular file; whoever takes one reads its bytes and padding before the next. */
async function* entriesOf(reader, limits) {
	const refuseDuplicate = withoutDuplicates();
	let overrides = {};
	for (let count = 1;; count++) {
		const header = await nextHeader(reader);
		if (header === void 0) return requireEnd(reader, overrides);
		if (count > limits.entries) throw new ArchiveError("too-large", `it has more than ${limits.entries} entries`);
		const extension = await extensionIn(header, reader);
		if (extension !== void 0) {
			overrides = {
				...overrides,
				...extension
			};
			continue;
		}
		const { type, ...entry } = {
			...header,
			...overrides
		};
		overrides = {};
		const name = safeName(entry.name);
		refuseDuplicate(name);
		const isFolder = type === "5" || type === "\0" && entry.name.endsWith("/");
		requireKind(type, entry, isFolder);
		if (!isFolder) yield {
			name,
			size: entry.size
		};
	}
}
/** The next header; nothing at the first of the blocks of zeros that end an archive. */
async function nextHeader(reader) {
	const block = await reader.take(512);
	if (block === void 0) throw new ArchiveError("truncated", "it ends without its end mark");
	return block.every((byte) => byte === 0) ? void 0 : readHeader(block);
}
/** What an extension header says; nothing where the header is that of an entry. */
async function extensionIn({ type, size }, reader) {
	if (![
		"x",
		"g",
		"L"
	].includes(type)) return void 0;
	if (size > longestExtension) throw new ArchiveError("too-large", `a header in it has more than ${longestExtension} bytes`);
	const content = await reader.take(size) ?? Buffer.alloc(0);
	if (content.length !== size) throw new ArchiveError("truncated", "it ends in a header");
	await reader.pass(paddingOf(size), () => void 0);
	if (type === "L") return { name: untilNul(content).toString("utf8") };
	const records = readPaxRecords(content);
	if (type === "x") return overridesIn(records);
	if ([
		"path",
		"size",
		"linkpath"
	].some((key) => records.has(key))) throw new ArchiveError("unsupported", "it gives all entries one name or size");
	return {};
}
function overridesIn(records) {
	if ([...records.keys()].some((key) => key.startsWith("GNU.sparse."))) throw new ArchiveError("unsupported", "it has a sparse file in it");
	const [name, size] = [records.get("path"), records.get("size")];
	if (size !== void 0 && !/^\d{1,15}$/.test(size)) throw new ArchiveError("corrupt", "a pax header in it is malformed");
	return {
		...name === void 0 ? {} : { name },
		...size === void 0 ? {} : { size: Number(size) }
	};
}
function requireKind(type, { name, size }, isFolder) {
	const what = JSON.stringify(name);
	if (linkTypes.has(type)) throw new ArchiveError("link", `its entry ${what} is a link`);
	if (deviceTypes.has(type)) throw new ArchiveError("device", `its entry ${what} is a device`);
	if (isFolder && size !== 0) throw new ArchiveError("corrupt", `its folder ${what} has content`);
	if (isFolder || regularTypes.has(type)) return;
	throw new ArchiveError("unsupported", `its entry ${what} is of the unknown type ${JSON.stringify(type)}`);
}
function requireSize(size, { memberBytes }) {
	if (size <= memberBytes) return;
	throw new ArchiveError("too-large", `its program has more than ${memberBytes} bytes`);
}
/** Behind the first block of zeros there is a second one, and nothing else but zeros. */
async function requireEnd(reader, overrides) {
	if (Object.keys(overrides).length > 0) throw new ArchiveError("truncated", "it ends behind a header");
	let size = 0;
	for await (const piece of reader.remainder()) {
		if (!piece.every((byte) => byte === 0)) throw new ArchiveError("trailing-data", "something follows its end");
		size += piece.length;
	}
	if (size < 512 || size % 512 !== 0) throw new ArchiveError("truncated", "its end mark is not whole");
}
/** How many bytes follow a content of so many bytes, up to the next block. */
function paddingOf(size) {
	return (512 - size % 512) % 512;
}
// src/trivy/archive/extract.ts
/**
* Writes one file of an archive as a file that only we may read and run, and nothing else. Rejects with
* an ArchiveError where the archive is not as releases are, or with the system's error.
*/
async function extract(extraction) {
	const { archive, format, member, target, limits = defaultArchiveLimits } = extraction;
	const open = () => intoFile(target, 448);
	if (format === "zip") {
		const { extractFromZip } = await Promise.resolve().then(() => zip_exports);
		return extractFromZip(archive, member, open, limits);
	}
	try {
		return await extractFromTar(unzipped(archive), member, open, limits);
	} catch (thrown) {
		throw asArchiveError$1(thrown);
	}
}
/** The bytes inside a gzip file. */
function unzipped(file) {
	const source = createReadStream(file, { highWaterMark: 262144 });
	const gunzip = createGunzip({ chunkSize: 262144 });
	source.on("error", (error) => gunzip.destroy(error));
	gunzip.on("close", () => source.destroy());
	return source.pipe(gunzip);
}
/** What zlib says, in the words of archives; everything else stays as it is. */
function asArchiveError$1(thrown) {
	const code = systemCodeOf(thrown);
	if (code === "Z_BUF_ERROR") return new ArchiveError("truncated", "it ends in the middle", { cause: thrown });
	if (code?.startsWith("Z_") !== true) return thrown;
	return new ArchiveError("corrupt", `it is not a gzip file, or damaged (${code})`, { cause: thrown });
}
// src/trivy/database-archive.ts
const metadataName = "metadata.json";
const metadataBytes = 65536;
const mostEntries = 100;
/**
* Unpacks the layer of a database into the folder where Trivy looks for it below its cache folder, which
* is there only when `judge` had nothing against it. Nothing else that the archive may hold is written.
* Rejects with a DatabaseFault or an ArchiveError, with what `judge` throws, or with a DiskError.
*/
async function unpackDatabase(archive, kind, cacheFolder, judge) {
	const partial = join(cacheFolder, `${kind.folder}.partial`);
	const final = join(cacheFolder, kind.folder);
	try {
		await onDisk(partial, () => mkdir(partial, {
			recursive: true,
			mode: 448
		}));
		const database = join(partial, kind.file);
		const metadata = readMetadata(await take(archive, kind, database), kind);
		judge(metadata);
		await requireMagic(database, kind);
		await onDisk(final, async () => {
			await writeFile(join(partial, metadataName), metadataFor(metadata, kind));
			await rm(final, {
				recursive: true,
				force: true
			});
			await rename(partial, final);
		});
		return metadata;
	} finally {
		await rm(partial, {
			recursive: true,
			force: true
		}).catch(() => void 0);
	}
}
/** Writes the database to its path, and gives the text of the metadata. */
async function take(archive, kind, database) {
	const limits = {
		entries: mostEntries,
		memberBytes: kind.fileBytes,
		totalBytes: kind.fileBytes + (1 << 20)
	};
	const reader = new ByteReader(unzipped(archive), limits.totalBytes);
	const file = intoFile(database);
	const metadata = intoMemory();
	const found = /* @__PURE__ */ new Set();
	try {
		for await (const { name, size } of entriesOf(reader, limits)) {
			if (name === metadataName && size > metadataBytes) throw new DatabaseFault(`its metadata.json has more than ${metadataBytes} bytes`);
			const sink = sinkFor(name, kind, {
				file,
				metadata
			});
			await reader.pass(size, (piece) => onDisk(database, async () => sink?.write(piece)));
			await reader.pass(paddingOf(size), () => void 0);
			found.add(name);
		}
		for (const name of [kind.file, metadataName]) if (!found.has(name)) throw new ArchiveError("missing", `it has no ${name} in it`);
		await onDisk(database, async () => file.finish());
		return await metadata.finish();
	} catch (thrown) {
		await file.discard();
		throw asArchiveError$1(thrown);
	} finally {
		await reader.close();
	}
}
function sinkFor(name, kind, { file, metadata }) {
	if (name === kind.file) return file;
	return name === metadataName ? metadata : void 0;
}
async function requireMagic(path, { file, magic }) {
	const opened = await open(path, "r");
	try {
		const start = Buffer.alloc(magic.bytes.length);
		await opened.read(start, 0, start.length, magic.offset);
		if (!start.equals(magic.bytes)) throw new DatabaseFault(`its ${file} is not a database`);
	} finally {
		await opened.close();
	}
}
// src/trivy/database-download.ts
/**
* Gets a database from the first of the repositories that has a good one. Each is asked with the
* patience that the registry client has for it; whatever is wrong with one, the next is asked.
*/
async function downloadDatabase(kind, named, options) {
	const { registries: network, progress, signal, dealings } = options;
	const repositories = databaseRepositories(named, kind);
	const registries = openRegistries({
		...dealings,
		policy: networkForDatabase(repositories, named, network),
		...signal === void 0 ? {} : { signal }
	});
	const passedOver = [];
	try {
		for (const repository of repositories) {
			progress.update(`asking ${repository.name} for the ${kind.what}`);
			const outcome = await tried(() => obtainFrom(repository, kind, registries, options), signal);
			const { name } = repository;
			if ("identity" in outcome) {
				const { identity, notices } = outcome;
				return {
					identity,
					notices: [...fallBackNotice(kind, name, passedOver), ...notices]
				};
			}
			passedOver.push({
				name,
				obstacle: outcome.obstacle
			});
			progress.say(`no ${kind.what} from ${name}: ${outcome.obstacle}`);
		}
	} finally {
		registries.close();
	}
	const what = repositories.length === 1 ? "The repository" : "None of the repositories";
	const gave = repositories.length === 1 ? "gave no" : "gave a";
	const remedy = `${kind.key} can name others`;
	const obstacles = passedOver.map(({ name, obstacle }) => `${name}: ${obstacle}`);
	throw new TrivyError("database", `${what} ${gave} ${kind.what} to judge by; ${remedy}. ${obstacles.join(". ")}`);
}
/** Only what lies with one repository is a reason to ask another. */
async function tried(obtain, signal) {
	try {
		return await obtain();
	} catch (error) {
		if (signal?.aborted === true) throw new TrivyError("database", "getting the database was given up", { cause: error });
		if (error instanceof DiskError) throw new TrivyError("database", error.message, { cause: error });
		if (!(error instanceof RegistryError || error instanceof DatabaseFault || error instanceof ArchiveError)) throw error;
		return { obstacle: obstacleIn(error) };
	}
}
async function obtainFrom({ name, image }, kind, registries, options) {
	const { keep, folder, records, now, maxAgeMs } = options;
	const offered = await offeredDatabase(registries.image(image), kind);
	const kept = await keptLayer(keep, kind, offered.layer, layerPath(folder, kind));
	const archive = kept ?? await download(offered, name, kind, options);
	try {
		const metadata = await unpackDatabase(archive, kind, folder, (found) => requireAge(found, now, maxAgeMs));
		const { updatedAt, nextUpdate } = metadata;
		const { digest, layer } = offered;
		if (kept === void 0) await keep.put(keptName$1(kind, layer.digest), archive);
		if (records !== void 0) {
			const { size } = layer;
			await writeRecord(records, kind, {
				repository: name,
				digest,
				layer: {
					digest: layer.digest,
					size
				},
				updatedAt,
				nextUpdate
			});
		}
		return {
			identity: {
				repository: name,
				digest,
				updatedAt
			},
			notices: staleNotice(metadata, kind, name, options)
		};
	} finally {
		await rm(archive, { force: true });
	}
}
async function download({ layer, repository }, name, kind, { folder, progress }) {
	const size = `${Math.ceil(layer.size / 2 ** 20)} MiB`;
	progress.update(`getting the ${kind.what} from ${name} (${size})`);
	await onDisk(folder, () => mkdir(folder, {
		recursive: true,
		mode: 448
	}));
	const archive = layerPath(folder, kind);
	await repository.blobToFile(layer, archive, kind.layerBytes);
	return archive;
}
// src/trivy/database-offline.ts
/** Takes the database that was gotten last, if it is from a repository that counts now and young enough. */
async function databaseKeptBefore(kind, named, { records, keep, folder, now, maxAgeMs }) {
	const record = records === void 0 ? void 0 : await readRecord(records, kind);
	if (record === void 0) throw unusable(kind, "none was kept by an earlier run");
	const { repository, digest, layer } = record;
	if (!databaseRepositories(named, kind).some(({ name }) => name === repository)) throw unusable(kind, `the one that was kept is from ${repository}`);
	const archive = await keptLayer(keep, kind, layer, layerPath(folder, kind));
	if (archive === void 0) throw unusable(kind, "the one that was kept is gone or was changed");
	try {
		const metadata = await unpackDatabase(archive, kind, folder, (found) => requireAge(found, now, maxAgeMs));
		return {
			identity: {
				repository,
				digest,
				updatedAt: metadata.updatedAt
			},
			notices: staleNotice(metadata, kind, repository, {
				now,
				maxAgeMs
			})
		};
	} catch (error) {
		throw error instanceof DatabaseFault || error instanceof ArchiveError || error instanceof DiskError ? unusable(kind, `the one that was kept: ${error.message}`) : error;
	} finally {
		await rm(archive, { force: true });
	}
}
function unusable(kind, why) {
	const remedy = `run once with a network, or name another repository in ${kind.key}`;
	return new TrivyError("database", `There is no ${kind.what} to judge by, and nothing may be contacted (offline): ${why}; ${remedy}`);
}
// src/trivy/obtain-database.ts
/**
* Gets the vulnerability database into the folder, from the first repository that has a good one, or
* from what is kept where its digest is the one that the repository names now. Rejects with a
* TrivyError `database` that says what each repository answered.
*/
async function obtainDatabase(options) {
	const { folder, repositories, javaRepositories } = options;
	const obtain = options.offline ? databaseKeptBefore : downloadDatabase;
	const { identity, notices } = await obtain(vulnerabilityDatabase, repositories, options);
	const told = [...notices];
	const obtainJava = async () => {
		const java = await obtain(javaDatabase, javaRepositories, {
			...options,
			maxAgeMs: void 0
		});
		told.push(...java.notices);
		return java.identity;
	};
	let java;
	return {
		folder,
		identity,
		withJava: () => java ??= obtainJava(),
		notices: () => told
	};
}
// src/checks/vulnerabilities/scan-database.ts
/** Contacts nobody yet. */
function scanDatabase(options) {
	let obtained;
	let known;
	let java;
	const obtain = () => obtained ??= obtainDatabase(options);
	const identify = () => known ??= identifyDatabase(options);
	return {
		obtain,
		settled: async () => void await obtained?.catch(() => void 0),
		identity: async () => (await identify())?.identity ?? (await obtain()).identity,
		javaIdentity: async () => (await (java ??= identifyJavaDatabase(options)))?.identity,
		async notices() {
			const told = (await obtained?.catch(() => void 0))?.notices() ?? (await known)?.notices ?? [];
			return [.../* @__PURE__ */ new Set([...told, ...(await java)?.notices ?? []])].toSorted();
		}
	};
}
// src/checks/vulnerabilities/sbom-notices.ts
/** Whose bills of materials could not be written, in the order of the plan, and why. */
function missingBills({ targets }, outcomes) {
	const byReason = /* @__PURE__ */ new Map();
	const remedies = /* @__PURE__ */ new Set();
	for (const [key, { name, platform }] of targets) {
		const outcome = outcomes.get(key);
		if (outcome?.kind !== "scanned" || outcome.unbilled === void 0) continue;
		const { reason, remedy } = outcome.unbilled;
		const images = byReason.get(reason) ?? [];
		byReason.set(reason, [...images, `${name} (${platform})`]);
		if (remedy !== void 0) remedies.add(remedy);
	}
	return {
		obstacles: [...byReason].map(([reason, images]) => `${listed(images)}: ${reason}`),
		remedies: [...remedies]
	};
}
/** How many bills of materials lie in which folder: `4 bills of materials were written to sbom/.` */
function sbomNotices(files, root) {
	const counts = /* @__PURE__ */ new Map();
	for (const file of files) {
		const folder = shownFolder(dirname(file), root);
		counts.set(folder, (counts.get(folder) ?? 0) + 1);
	}
	return [...counts].toSorted(([a], [b]) => a < b ? -1 : 1).map(([folder, count]) => count === 1 ? `1 bill of materials was written to ${folder}.` : `${count} bills of materials were written to ${folder}.`);
}
/** From the root of the repository, where the folder lies in it. */
function shownFolder(folder, root) {
	const path = relative(root, folder);
	const shown = path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path) ? folder : path;
	return shown === "" ? "./" : `${shown.replaceAll(sep, "/")}/`;
}
// src/checks/vulnerabilities/scan-lines.ts
/** What the scans of a run are called: `Scanning 12 images`, or `Scanning 2 images (3 platforms)`. */
function scanTitle({ images, targets }) {
	const count = images.size;
	const platforms = targets.size === count ? "" : ` (${counted(targets.size, "platform")})`;
	return `Scanning ${counted(count, "image")}${platforms}`;
}
/** A line for each image that there is nothing to scan of, for it is not known what it stands for. */
function unplannedLines({ images }) {
	return [...images].flatMap(([reference, planned]) => planned.kind === "undecided" ? [`not scanned: ${reference}: ${planned.reason}`] : []).toSorted();
}
/** What came of one platform of an image, and how long it took. */
function scanLine({ name, digest, platform }, outcome, ms) {
	const what = `${name}@${digest} (${platform})`;
	if (outcome.kind === "undecided") return `not scanned: ${what}: ${outcome.reason}`;
	const { vulnerabilities } = outcome.scan;
	const found = counted(new Set(vulnerabilities.map(({ facts }) => facts.id)).size, "vulnerability", "vulnerabilities");
	if (outcome.isReused) return `kept from before: ${what}: ${found}`;
	return `scanned ${what} in ${(ms / 1e3).toFixed(1)} s: ${found}`;
}
function counted(count, one, many = `${one}s`) {
	return `${count} ${count === 1 ? one : many}`;
}
// src/checks/vulnerabilities/scan-network.ts
/**
* Who may be contacted for images and what is attested to them; `places` are the repositories that the
* policy names besides. Throws a UsageError for a file of authorities that cannot be read.
*/
function scanNetwork({ policy, images, root }, places = []) {
	const { ca } = policy.registries;
	return imageNetwork({
		policy,
		patterns: [],
		places,
		named: images.map(({ reference }) => reference),
		authorities: ca === void 0 ? [] : [policyFileReader(root)(ca)]
	});
}
// src/checks/vulnerabilities/scan-parallel.ts
/** Does something for each item, at most so many at once. The first failure ends it, after those that are under way. */
async function eachInParallel(items, most, work) {
	const queue = items[Symbol.iterator]();
	let failure;
	const worker = async () => {
		for (let next = queue.next(); next.done !== true; next = queue.next()) {
			if (failure !== void 0) return;
			try {
				await work(next.value);
			} catch (cause) {
				failure ??= { cause };
			}
		}
	};
	await Promise.all(Array.from({ length: most }, worker));
	if (failure !== void 0) throw failure.cause;
}
/** What one Trivy needs while it looks at a large image. */
const bytesForOne = 768 * 2 ** 20;
/** How many scans go on at once on a machine: one for each core, and no more than memory is free for. */
function scansAtOnce(cores = os.availableParallelism(), freeBytes = freeMemory()) {
	return Math.max(1, Math.min(cores, Math.floor(freeBytes / bytesForOne)));
}
function freeMemory() {
	const limit = process.constrainedMemory();
	return limit > 0 ? Math.min(os.freemem(), limit) : os.freemem();
}
// src/trivy/free-room.ts
/** More than the largest record of packages of RPM, or the largest archive within an archive, has. */
const leastFreeBytes = 256 << 20;
/**
* Demands room on the disk of a folder. Trivy copies some of what it looks at into files of its own, and
* where it cannot it passes over them in silence (analyzer.AnalyzeFile, jar.parseInnerJar, v0.74.0): an
* image is not free of vulnerabilities because the disk is full. Throws a TrivyError about the image.
*/
async function requireFreeRoom(folder, bytes = leastFreeBytes) {
	const free = await statfs(folder).then(({ bavail, bsize }) => bavail * bsize, (cause) => {
		throw new TrivyError("image", `how much room there is in ${folder} cannot be told: ${messageOf(cause)}`, { cause });
	});
	if (free >= bytes) return;
	const [has, needs] = [free, bytes].map((each) => `${Math.floor(each / 2 ** 20)} MiB`);
	throw new TrivyError("image", `the disk is nearly full: ${has} are free for Trivy, which passes over packages where it has too little room, and it needs ${needs}; free some space, or set TMPDIR to a folder on a larger disk`, { remedy: "Free some space, or let the variable TMPDIR name a folder on a larger disk." });
}
// src/trivy/reading/configuration.ts
const longestUser = 256;
const entrypointBounds = {
	most: 64,
	length: 1024
};
/** Reads the metadata of a report. Throws where it is about another image or platform than the target. */
function configurationIn(metadata, target) {
	const { ImageID, OS, ImageConfig } = metadata;
	if (ImageID !== target.configuration) throw malformed$1(`it is about the image ${textAt(ImageID, "Metadata.ImageID", lengths.id) || "of no name"}, not ${target.configuration}`);
	const image = objectAt(ImageConfig, "Metadata.ImageConfig");
	refuseOtherPlatform(image, target);
	const { User, Entrypoint } = objectAt(image["config"], "Metadata.ImageConfig.config");
	const distribution = distributionIn(OS);
	const created = timeAt(image["created"], "Metadata.ImageConfig.created");
	return {
		...distribution === void 0 ? {} : { distribution },
		...created === void 0 ? {} : { created },
		user: textAt(User, "Metadata.ImageConfig.config.User", longestUser),
		entrypoint: textsAt(Entrypoint, "Metadata.ImageConfig.config.Entrypoint", entrypointBounds)
	};
}
/** Variants are left alone, as an image for `arm64` and an index that says `arm64/v8` mean the same. */
function refuseOtherPlatform(image, { platform }) {
	const place = "Metadata.ImageConfig";
	const os = textAt(image["os"], `${place}.os`, lengths.word);
	const architecture = textAt(image["architecture"], `${place}.architecture`, lengths.word);
	if (os === "" && architecture === "") return;
	const own = platformName({
		os,
		architecture,
		variant: void 0,
		osVersion: void 0
	});
	if (kindOf(own) === kindOf(platform)) return;
	throw malformed$1(`the image says that it is for ${kindOf(own)}, not ${platform}`);
}
/** `linux/arm` of `linux/arm/v7`, and `windows/amd64` of `windows(10.0.20348.2113)/amd64`. */
function kindOf(platform) {
	const [os = "", architecture = ""] = platform.replace(/\([^)]*\)/, "").split("/");
	return `${os}/${architecture}`;
}
/** Trivy calls it `none` where it found packages and no distribution. */
function distributionIn(os) {
	const { Family, Name, EOSL } = objectAt(os, "Metadata.OS");
	const family = textAt(Family, "Metadata.OS.Family", lengths.word);
	if (family === "" || family === "none") return void 0;
	return {
		family,
		version: textAt(Name, "Metadata.OS.Name", lengths.name),
		isEndOfLife: booleanAt(EOSL, "Metadata.OS.EOSL")
	};
}
// src/trivy/reading/packages.ts
/** A package of a result; whose it is the result says. */
function packageOf(fields, place, interning) {
	const { Name, Version, Release, Epoch, Identifier } = fields;
	const purl = purlAt(Identifier, `${place}.Identifier`);
	return {
		name: interning.text(textAt(Name, `${place}.Name`, lengths.name)),
		version: interning.text(versionOf$1({
			Version,
			Release,
			Epoch
		}, place)),
		...purl === void 0 ? {} : { purl: interning.text(purl) }
	};
}
/** As Trivy writes it for vulnerabilities: `epoch:version-release` (pkg/scan/utils/util.go). */
function versionOf$1({ Version, Release, Epoch }, place) {
	const version = textAt(Version, `${place}.Version`, lengths.version);
	const release = textAt(Release, `${place}.Release`, lengths.version);
	const whole = release === "" ? version : `${version}-${release}`;
	return typeof Epoch === "number" && Epoch !== 0 ? `${Epoch}:${whole}` : whole;
}
/** The package's URL; one that is too long to be kept whole would name something else. */
function purlAt(identifier, place) {
	const { PURL } = objectAt(identifier, place);
	const purl = textAt(PURL, `${place}.PURL`, lengths.purl + 1);
	return purl === "" || purl.length > lengths.purl ? void 0 : purl;
}
// src/trivy/reading/secrets.ts
/** What stands for the image's configuration in the place of a file. */
const configurationPath = "configuration";
/** A secret of a result, without any of its text; in which file it is the result says. */
function secretOf(fields, place) {
	return {
		rule: nameAt(fields["RuleID"], `${place}.RuleID`, lengths.id),
		category: textAt(fields["Category"], `${place}.Category`, lengths.name),
		severity: severityAt(fields["Severity"], `${place}.Severity`),
		title: textAt(fields["Title"], `${place}.Title`, lengths.title),
		line: numberAt(fields["StartLine"], `${place}.StartLine`) ?? 0
	};
}
/** The place of the secrets of a result; `artifact` is what Trivy was told to look at. */
function secretPath({ Target }, place, artifact) {
	const target = textAt(Target, `${place}.Target`, lengths.path);
	return target === artifact ? configurationPath : target;
}
// src/trivy/reading/cvss.ts
/** Whose score is shown where several have one; after these the source of the severity, then by name. */
const first = ["nvd"];
const then = ["ghsa", "redhat"];
const longestVector = 512;
/**
* One score out of those that Trivy reports by source (`CVSS.nvd.V3Score`): NVD's, else that of the
* source of the severity, else GitHub's or Red Hat's; version 3 before version 4. Version 2 measures
* differently and is left out.
*/
function cvssAt(value, place, severitySource) {
	const sources = objectAt(value, place);
	const order = /* @__PURE__ */ new Set([
		...first,
		severitySource,
		...then,
		...Object.keys(sources).toSorted()
	]);
	for (const source of order) {
		if (!Object.hasOwn(sources, source)) continue;
		const own = `${place}.${source}`;
		const { V3Score, V3Vector, V40Score, V40Vector } = objectAt(sources[source], own);
		const found = scoreAt(V3Score, V3Vector, `${own}.V3`) ?? scoreAt(V40Score, V40Vector, `${own}.V40`);
		if (found !== void 0) return found;
	}
}
function scoreAt(value, words, place) {
	const score = numberAt(value, `${place}Score`);
	const vector = textAt(words, `${place}Vector`, longestVector);
	if (score === void 0 || !(score > 0 && score <= 10)) return void 0;
	return vector === "" ? { score } : {
		score,
		vector
	};
}
// src/trivy/reading/vulnerabilities.ts
/** A vulnerability of a result. */
function vulnerabilityOf(fields, place, interning) {
	const text = (name, length) => interning.text(textAt(fields[name], `${place}.${name}`, length));
	const severitySource = text("SeveritySource", lengths.word);
	const fixed = text("FixedVersion", lengths.fixed);
	const status = text("Status", lengths.word);
	const path = text("PkgPath", lengths.path);
	const purl = purlAt(fields["PkgIdentifier"], `${place}.PkgIdentifier`);
	return {
		facts: interning.facts(factsOf(fields, place, severitySource)),
		severity: severityAt(fields["Severity"], `${place}.Severity`),
		...severitySource === "" ? {} : { severitySource },
		package: interning.text(nameAt(fields["PkgName"], `${place}.PkgName`, lengths.name)),
		installed: text("InstalledVersion", lengths.version),
		...fixed === "" ? {} : { fixed },
		...status === "" ? {} : { status },
		...purl === void 0 ? {} : { purl: interning.text(purl) },
		...path === "" ? {} : { path }
	};
}
function factsOf(fields, place, severitySource) {
	const title = textAt(fields["Title"], `${place}.Title`, lengths.title);
	const url = webAddress(textAt(fields["PrimaryURL"], `${place}.PrimaryURL`, lengths.url + 1));
	const cvss = cvssAt(fields["CVSS"], `${place}.CVSS`, severitySource);
	const published = timeAt(fields["PublishedDate"], `${place}.PublishedDate`);
	const lastModified = timeAt(fields["LastModifiedDate"], `${place}.LastModifiedDate`);
	return {
		id: idAt(fields["VulnerabilityID"], `${place}.VulnerabilityID`),
		...title === "" ? {} : { title },
		...url === void 0 ? {} : { url },
		...cvss === void 0 ? {} : { cvss },
		...published === void 0 ? {} : { published },
		...lastModified === void 0 ? {} : { lastModified }
	};
}
/** An identifier is a rule's name in every report, and waivers name it. */
function idAt(value, place) {
	const id = nameAt(value, place, lengths.id);
	if (!/^[\x21-\x7e]+$/.test(id)) throw malformed$1(`${place} is not of printable ASCII characters without spaces`);
	return id;
}
/** Only what a reader may follow. */
function webAddress(text) {
	return text.length <= lengths.url && /^https?:\/\/[\x21-\x7e]+$/.test(text) ? text : void 0;
}
// src/trivy/reading/entries.ts
/** The lists of a result that are read. */
const bounds = {
	Packages: mostPackages,
	Vulnerabilities: mostVulnerabilities,
	Secrets: mostSecrets
};
const keys = [
	"Packages",
	"Vulnerabilities",
	"Secrets"
];
/** The entries of a report's lists: first one by one, then with the results that they belong to. */
var Entries = class {
	#interning;
	#read = /* @__PURE__ */ new Map();
	#counts = {
		Packages: 0,
		Vulnerabilities: 0,
		Secrets: 0
	};
	#next = 0;
	constructor(interning) {
		this.#interning = interning;
	}
	/** Reads the entry that comes next; those of other lists are passed over. */
	add(name, json) {
		const number = this.#next++;
		const key = keys.find((each) => each === name);
		if (key === void 0) return;
		const count = this.#counts[key]++;
		if (count === bounds[key]) throw malformed$1(`it has more than ${bounds[key]} ${key}`);
		const place = `${key}[${count}]`;
		this.#read.set(number, this.#entryOf(key, objectAt(parsed(json, place), place), place));
	}
	#entryOf(key, fields, place) {
		switch (key) {
			case "Packages": return {
				key,
				value: packageOf(fields, place, this.#interning)
			};
			case "Vulnerabilities": return {
				key,
				value: vulnerabilityOf(fields, place, this.#interning)
			};
			case "Secrets": return {
				key,
				value: secretOf(fields, place)
			};
		}
	}
	/**
	* Everything that was read, in the order of the results, whose lists hold the numbers of their
	* entries. Throws where a list holds anything else, and where an entry belongs to no result.
	*/
	of(results, artifact) {
		const packages = [];
		const vulnerabilities = [];
		const secrets = [];
		for (const [index, result] of results.entries()) {
			const place = `Results[${index}]`;
			const isSystem = result["Class"] === "os-pkgs";
			const path = secretPath(result, place, artifact);
			for (const entry of this.#entriesOf(result, place)) if (entry.key === "Packages") packages.push({
				...entry.value,
				isSystem
			});
			else if (entry.key === "Vulnerabilities") vulnerabilities.push(entry.value);
			else secrets.push({
				...entry.value,
				path
			});
		}
		if (this.#read.size > 0) throw malformed$1("some of its lists belong to no result");
		return {
			packages,
			vulnerabilities,
			secrets
		};
	}
	/** Takes them out, so that none counts twice. */
	*#entriesOf(result, place) {
		for (const key of keys) {
			const list = result[key];
			if (list === void 0 || list === null) continue;
			if (!Array.isArray(list)) throw malformed$1(`${place}.${key} is not a list`);
			for (const number of list) {
				const entry = typeof number === "number" ? this.#read.get(number) : void 0;
				if (typeof number !== "number" || entry?.key !== key) throw malformed$1(`${place}.${key} has an entry that is not an object`);
				this.#read.delete(number);
				yield entry;
			}
		}
	}
};
function parsed(json, place) {
	try {
		return JSON.parse(json);
	} catch {
		throw malformed$1(`${place} is not JSON`);
	}
}
// src/trivy/reading/split-report.ts
const quote = 34;
const backslash = 92;
const [openObject, closeObject, openList, closeList] = [
	123,
	125,
	91,
	93
];
/** Entries lie in a list of an object of a list of the report: `Results[].Vulnerabilities[]`. */
const entryPath = "{[{[{";
const largestEntryBytes = 8 << 20;
const largestSkeletonBytes = 32 << 20;
const longestKey = 256;
const mostParts = 4096;
const decoder = new TextDecoder("utf-8", { fatal: true });
/**
* Takes a report apart as it comes, so that a large one is never in memory as a whole: each entry of the
* lists of its results is handed over, and the rest is given back, with the number of each entry (from 0)
* in its place. Brackets and strings are all that
* is looked at; whoever parses the parts finds out whether they are JSON. Chunks may be used again
* after the next was asked for.
*/
function splitReport(chunks, onEntry) {
	const splitter = new Splitter(onEntry);
	for (const { buffer, byteOffset, byteLength } of chunks) splitter.take(Buffer.from(buffer, byteOffset, byteLength));
	return splitter.end();
}
var Splitter = class {
	#onEntry;
	#skeleton = new Parts(largestSkeletonBytes, "what is beside its lists");
	#entry = new Parts(largestEntryBytes, "an entry of its lists");
	#count = 0;
	#path = "";
	#inString = false;
	#isEscaped = false;
	#inEntry = false;
	#key = "";
	constructor(onEntry) {
		this.#onEntry = onEntry;
	}
	take(chunk) {
		let from = 0;
		for (let at = 0; at < chunk.length; at++) {
			const byte = chunk[at];
			if (this.#inString) this.#inText(byte);
			else if (byte === quote) this.#inString = true;
			else if (byte === openObject || byte === openList) from = this.#open(chunk, from, at);
			else if (byte === closeObject || byte === closeList) from = this.#close(chunk, from, at);
		}
		(this.#inEntry ? this.#entry : this.#skeleton).add(chunk.subarray(from));
	}
	end() {
		return this.#skeleton.text();
	}
	#inText(byte) {
		if (this.#isEscaped) this.#isEscaped = false;
		else if (byte === backslash) this.#isEscaped = true;
		else if (byte === quote) this.#inString = false;
	}
	/** Gives where the part begins that was not put away yet. */
	#open(chunk, from, at) {
		this.#path += chunk[at] === openObject ? "{" : "[";
		if (this.#path === entryPath) {
			this.#skeleton.add(chunk.subarray(from, at));
			this.#inEntry = true;
			return at;
		}
		if (this.#path === entryPath.slice(0, -1)) {
			this.#skeleton.add(chunk.subarray(from, at));
			this.#key = this.#skeleton.lastKey();
			return at;
		}
		return from;
	}
	#close(chunk, from, at) {
		const isEnd = this.#inEntry && this.#path.length === 5;
		this.#path = this.#path.slice(0, -1);
		if (!isEnd) return from;
		this.#inEntry = false;
		this.#onEntry(this.#key, this.#entry.endedBy(chunk.subarray(from, at + 1)));
		this.#skeleton.add(Buffer.from(String(this.#count++)));
		return at + 1;
	}
};
/** Pieces of text that belong together, up to a size. */
var Parts = class {
	#most;
	#what;
	#parts = [];
	#size = 0;
	constructor(most, what) {
		this.#most = most;
		this.#what = what;
	}
	add(part) {
		if (part.length === 0) return;
		this.#grow(part);
		this.#parts.push(Buffer.from(part));
		if (this.#parts.length === mostParts) this.#joined();
	}
	/** The whole text, of which this is the last part, and an empty one from then on. */
	endedBy(part) {
		this.#grow(part);
		const whole = this.#parts.length === 0 ? part : Buffer.concat([...this.#parts, part]);
		this.#parts = [];
		this.#size = 0;
		return textIn(whole);
	}
	text() {
		return textIn(this.#joined());
	}
	/** The key in front of a list that begins here; the empty text where there is none. */
	lastKey() {
		const tail = [];
		for (let at = this.#parts.length - 1, size = 0; at >= 0 && size < longestKey; at--) {
			const part = this.#parts[at]?.subarray(-256) ?? Buffer.alloc(0);
			tail.unshift(part);
			size += part.length;
		}
		const end = Buffer.concat(tail).subarray(-256).toString("latin1");
		return /"([A-Za-z]+)"\s*:\s*$/.exec(end)?.[1] ?? "";
	}
	#grow({ length }) {
		this.#size += length;
		if (this.#size > this.#most) throw malformed$1(`${this.#what} has more than ${this.#most} bytes`);
	}
	#joined() {
		const whole = Buffer.concat(this.#parts);
		this.#parts = [whole];
		return whole;
	}
};
function textIn(bytes) {
	try {
		return decoder.decode(bytes);
	} catch {
		throw malformed$1("it is not text in UTF-8");
	}
}
// src/trivy/reading/read-report.ts
/** The schema of Trivy's JSON that is understood (pkg/report/writer.go, SchemaVersion). */
const schemaVersion = 2;
/**
* Reads the JSON that Trivy writes about an image. Fields that are not known are passed over; a field
* of a wrong type, another image than the target and a report without its end are a TrivyError, as is
* everything past a bound, since a part of a report must not pass for all of it. It comes in
* chunks, and little more than one of its entries is in memory at a time.
*/
function readReport(chunks, target, interning) {
	const entries = new Entries(interning);
	const report = objectIn(splitReport(chunks, (key, json) => entries.add(key, json)));
	if (report["SchemaVersion"] !== schemaVersion) throw malformed$1(`its SchemaVersion is ${JSON.stringify(report["SchemaVersion"])?.slice(0, lengths.word) ?? "none"}, and only ${schemaVersion} is understood`);
	const configuration = configurationIn(objectAt(report["Metadata"], "Metadata"), target);
	const artifact = textAt(report["ArtifactName"], "ArtifactName", lengths.path);
	const results = objectsAt(report["Results"], "Results", mostResults);
	for (const result of results) refuseSuppression(result);
	const found = entries.of(results, artifact);
	return {
		platform: target.platform,
		digest: target.digest,
		...configuration,
		...found,
		remarks: remarksOn(configuration, found)
	};
}
function objectIn(text) {
	if (text === "") throw malformed$1("it is empty");
	let json;
	try {
		json = JSON.parse(text);
	} catch {
		throw malformed$1("it is not JSON, or only a part of it");
	}
	if (json === null) throw malformed$1("it is not an object");
	return objectAt(json, "it");
}
/** Trivy is told to show what it was made to leave out; nothing may have made it do so. */
function refuseSuppression({ ExperimentalModifiedFindings: left }) {
	if (left === void 0 || left === null) return;
	if (!Array.isArray(left) || left.length > 0) throw malformed$1("Trivy left findings out, which nobody told it to");
}
function remarksOn({ distribution }, { packages }) {
	if (packages.length === 0 && distribution === void 0) return ["Neither a distribution nor a package was recognised, so nothing could be looked up."];
	if (distribution === void 0 || packages.some(({ isSystem }) => isSystem)) return [];
	const { family, version } = distribution;
	return [`The distribution is ${family} ${version}, but its list of installed packages is missing or empty, so they were not looked up.`];
}
// src/trivy/scan-arguments.ts
/** Between our own time limit and Trivy's, which is only there because it has a default. */
const laterMs = 6e4;
/** The words after `trivy` that scan one image of a layout without any network. */
function scanArguments(order, room) {
	const { layout, digest, databaseFolder, secrets, timeoutMs } = order;
	return [
		[
			"image",
			"--config",
			room.configuration
		],
		[
			"--cache-dir",
			databaseFolder,
			"--cache-backend",
			"memory"
		],
		[
			"--skip-db-update",
			"--skip-java-db-update",
			"--offline-scan"
		],
		[
			"--skip-version-check",
			"--disable-telemetry",
			"--no-progress"
		],
		["--scanners", secrets ? "vuln,secret" : "vuln"],
		[
			"--ignorefile",
			room.ignored,
			"--show-suppressed"
		],
		[
			"--format",
			"json",
			"--list-all-pkgs",
			"--exit-code",
			"0"
		],
		["--timeout", `${Math.ceil((timeoutMs + laterMs) / 1e3)}s`],
		["--input", `${namedFrom(room.folder, layout)}@${digest}`]
	].flat();
}
/** Trivy takes what follows the first `@` for a digest, wherever it stands; relative paths have none. */
function namedFrom(room, layout) {
	const name = relative(room, layout).split(sep).join("/");
	if (!name.includes("@")) return name;
	throw new TrivyError("image", `Trivy reads no layout in a folder with an "@": ${name}`);
}
// src/trivy/scan-failure.ts
const longestExcerpt = 400;
/** Whether Trivy ended because the image has Java archives and there is no database of them. */
function needsJava(cause) {
	return cause instanceof ProcessError && cause.code === "failed" && /Java DB/i.test(cause.stderr);
}
/** The best first step, where it concerns one image. */
const remedies = {
	"timed-out": "Give the scan more time (vulnerabilities.timeout) or more cores, or leave out platforms that you do not run (vulnerabilities.platforms).",
	"output-too-large": "Use an image with less in it: Trivy finds more there than a report may hold. Where secrets are searched for, try without (vulnerabilities.secrets: false).",
	killed: "Mostly the memory was used up: use a runner with more of it, or let several jobs look at a part of the images each (shard). Run again first, in case that somebody ended it.",
	failed: "Trivy's own words in the message say what it cannot read. Build the image again if it is damaged; otherwise try another version (vulnerabilities.trivy.version with its sha256), and tell Trivy's makers."
};
function remedyFor({ code, stderr }) {
	if (!/no space left on device|disk quota exceeded/i.test(stderr)) return remedies[code];
	return "Free some space on the disk, or let the variable TMPDIR name a folder on a larger disk.";
}
/** What a child that ended badly means for the image, the database or Trivy itself. */
function failureOf(cause, { version }, hidden) {
	if (!(cause instanceof ProcessError)) return cause;
	const said = lastWords(cause.stderr, hidden);
	const ending = said === "" ? cause.message.replace(/^.*? (?=was ended|ended|could)/, "it ") : said;
	const of = (code, text) => new TrivyError(code, text, {
		cause,
		remedy: remedyFor(cause)
	});
	switch (cause.code) {
		case "not-found": return of("program", `Trivy cannot be run: ${cause.message}`);
		case "timed-out": return of("image", `${cause.message}; vulnerabilities.timeout allows more`);
		case "output-too-large": return of("image", "Trivy's report cannot be read: it is too large");
		case "called-off": return of("image", "Trivy was called off before it had looked at the image");
		case "killed": return of("image", `Trivy crashed or was ended from outside: ${ending}`);
		case "failed":
			if (/unknown (?:shorthand )?(?:flag|command)/.test(cause.stderr)) return of("program", `Trivy ${version} does not know an option that is needed: ${said}`);
			return /init error: DB error/.test(cause.stderr) ? of("database", `Trivy cannot use its database: ${said}`) : of("image", `Trivy failed: ${ending}`);
	}
}
/**
* The line in which Trivy says why it ended, else the last one that it wrote, without the names of
* folders that are new in each run.
*/
function lastWords(stderr, hidden) {
	const lines = stderr.split("\n").filter((line) => line.trim() !== "");
	const start = lines.findLastIndex((line) => /\bFATAL\b/.test(line));
	const words = (start === -1 ? lines.slice(-1) : lines.slice(start)).join(" ").replace(/^.*?\bFATAL\b\s+(?:Fatal error\s+)?/, "").replace(/\s+/g, " ").replace(wayThere, "");
	const shown = hidden.reduce((text, folder) => text.replaceAll(folder, "…"), words).replace(newNames, "$1-…");
	return shown.length > longestExcerpt ? withoutMiddle(shown) : shown;
}
/** What every failure about the content of an image begins with. */
const wayThere = /^run error: image scan error: scan error: scan failed: failed analysis: (?:analyze error: (?:pipeline error: )?)?/;
/** Names of files and folders that Trivy makes up in each run. */
const newNames = /\b(trivy|analyzer-composite|analyzer-file|rpmdb|jar-inner|cached-file)-\d+/g;
const longestStart = 100;
/** Go's errors begin with what was being done and end with what went wrong. */
function withoutMiddle(text) {
	const end = text.slice(-300);
	return `${text.slice(0, longestStart)} … ${end}`;
}
// src/trivy/scan-warnings.ts
/** Trivy's warnings after which it finds less than there is, and what they mean (pkg/detector, v0.74.0). */
const meanings = [
	[/\bUnsupported os\b/, "Trivy has no data for its distribution, so the packages of the distribution were not looked up."],
	[/\bThis OS version is not on the EOL list\b/, "Trivy does not know the version of its distribution; there may be no data for it."],
	[/\bThe library type is not supported for vulnerability scanning\b/, "Trivy has no data for one of its kinds of packages."]
];
/** An image can make Trivy say as much as it likes before it says that. */
const cutMeaning = "Trivy said more about it than is kept, so what else it did not look up is not known.";
/** What Trivy's log says about things that it could not look up, as sentences of our own. */
function warningsIn({ stderr, isStderrCut }) {
	const warnings = stderr.split("\n").filter((line) => /\bWARN\b/.test(line));
	const known = meanings.filter(([pattern]) => warnings.some((line) => pattern.test(line))).map(([, meaning]) => meaning);
	return isStderrCut ? [...known, cutMeaning] : known;
}
// src/trivy/scan-room.ts
/** Furnishes a folder that exists and is ours alone. */
async function furnish(folder) {
	const home = join(folder, "home");
	const temporary = join(folder, "tmp");
	const configuration = join(folder, "configuration.yaml");
	const ignored = join(folder, "ignored");
	await Promise.all([mkdir(home, { recursive: true }), mkdir(temporary, { recursive: true })]);
	await Promise.all([configuration, ignored].map((file) => writeFile(file, "")));
	return {
		folder,
		environment: cleanEnvironment({
			...Object.fromEntries(homes.map((name) => [name, home])),
			...Object.fromEntries(temporaries.map((name) => [name, temporary])),
			...thriftless
		}),
		configuration,
		ignored
	};
}
/**
* Go tidies up after a tenth of what a scan needs, which costs more than the rest of its memory: it may
* let the heap grow to five times what is in use, and is strict again where that comes to much.
*/
const thriftless = {
	GOGC: "400",
	GOMEMLIMIT: "512MiB"
};
/** Where Go and Trivy look for a user's files. */
const homes = [
	"HOME",
	"USERPROFILE",
	"APPDATA",
	"LOCALAPPDATA",
	"DOCKER_CONFIG",
	"XDG_CONFIG_HOME",
	"XDG_CACHE_HOME",
	"XDG_DATA_HOME",
	"XDG_RUNTIME_DIR"
];
const temporaries = [
	"TMPDIR",
	"TEMP",
	"TMP"
];
// src/trivy/scan.ts
/** Far more than any real image has. */
const defaultReportBytes = 512 << 20;
const chunkBytes = 131072;
/** Warnings come first and the cause of a failure last. */
const stderrLimit = 4 << 20;
/**
* Lets Trivy look at an image of a layout, in a room of its own and without any network. Java archives
* are never passed over: Trivy fails where their database is missing, and is run again with it. Every
* failure is a TrivyError; `image` leaves other images as they are.
*/
async function scanLayout(program, database, layout, options) {
	const hadJava = await hasJava(database);
	if (hadJava) await javaOf(database);
	const report = join(options.folder, "report.json");
	const room = await roomIn(options.folder);
	await requireFreeRoom(room.folder, options.leastFreeBytes);
	let said;
	try {
		said = await runTrivy(program, database, layout, {
			...options,
			room,
			report
		});
	} catch (cause) {
		if (!needsJava(cause) || hadJava) throw failed$1(cause, program, room, database);
		await javaOf(database);
		await rm(report, { force: true });
		said = await runTrivy(program, database, layout, {
			...options,
			room,
			report
		}).catch((again) => {
			throw failed$1(again, program, room, database);
		});
	}
	await requireFreeRoom(room.folder, options.leastFreeBytes);
	const target = {
		...layout,
		configuration: await configurationOf(layout)
	};
	const scan = readReport(chunksOf(report), target, options.interning);
	const javaDatabase = await hasJava(database) ? await javaOf(database) : void 0;
	return {
		scan: {
			...scan,
			remarks: [...scan.remarks, ...warningsIn(said)]
		},
		javaDatabase,
		report
	};
}
async function roomIn(folder) {
	try {
		await mkdir(folder, { recursive: true });
		return await furnish(folder);
	} catch (cause) {
		throw new TrivyError("image", `there is no room for Trivy to run in: ${messageOf(cause)}`, { cause });
	}
}
/** What Trivy says on its standard error; its report goes into the file. */
async function runTrivy(program, { folder: databaseFolder }, { folder: layout, digest }, { room, report, timeoutMs, secrets, signal, reportBytes = defaultReportBytes }) {
	const order = {
		layout,
		digest,
		databaseFolder,
		secrets,
		timeoutMs
	};
	return run(program.path, scanArguments(order, room), {
		environment: room.environment,
		cwd: room.folder,
		timeoutMs,
		stdoutFile: report,
		stdoutLimit: reportBytes,
		stderrLimit,
		...signal === void 0 ? {} : { signal }
	});
}
/** What the manifest says the image's configuration is; Trivy knows an image by it. */
async function configurationOf({ folder, digest }) {
	try {
		const text = await readFile(join(folder, "blobs", ...digest.split(":")), "utf8");
		return nameAt(objectAt(objectAt(JSON.parse(text), "it")["config"], "config")["digest"], "digest", 256);
	} catch (cause) {
		throw new TrivyError("image", `the layout of ${digest} cannot be read: ${messageOf(cause)}`, { cause });
	}
}
/** The bytes of a file, a piece at a time and each in the place of the one before. */
function* chunksOf(file) {
	const descriptor = openSync(file, "r");
	const chunk = Buffer.allocUnsafe(chunkBytes);
	try {
		for (;;) {
			const size = readSync(descriptor, chunk);
			if (size === 0) return;
			yield chunk.subarray(0, size);
		}
	} finally {
		closeSync(descriptor);
	}
}
function hasJava({ folder }) {
	return access(join(folder, "java-db", "metadata.json")).then(() => true, () => false);
}
const javaRemedy = "Name a repository that has the database of Java archives in vulnerabilities.java-db-repository, or run again later if its own was only busy.";
/** Without the database of Java archives other images can still be judged. */
async function javaOf(database) {
	try {
		return await database.withJava();
	} catch (cause) {
		throw new TrivyError("image", `the database that its Java archives need is missing: ${messageOf(cause)}`, {
			cause,
			remedy: javaRemedy
		});
	}
}
function failed$1(cause, program, room, database) {
	return failureOf(cause, program, [room.folder, database.folder]);
}
// src/trivy/sbom.ts
const endings = {
	cyclonedx: "cdx.json",
	"spdx-json": "spdx.json"
};
const timeoutMs$1 = 12e4;
const largestBytes = 512 << 20;
/**
* The name of the file for a platform of an image: letters, digits, `.`, `_` and `-` only, never
* hidden, never too long, and different for each digest. The registry is part of it only where asked.
*/
function sbomFileName(source, format, { withRegistry = false } = {}) {
	const name = safe(source.name.split("/").slice(withRegistry ? 0 : 1).join("_").slice(-100));
	const digest = safe(source.digest.replace(/^sha256:/, "")).slice(0, 64);
	return `${name || "image"}-${safe(source.platform).slice(0, 50)}-${digest}.${endings[format]}`;
}
function safe(text) {
	return text.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^\.+/, "_");
}
/**
* Turns the report of a scan into a bill of materials by `trivy convert` for each name of the image, in
* which it has that name; gives the paths of the files. Throws a TrivyError.
*/
async function writeSboms(source, { format, folder }, means) {
	const files = /* @__PURE__ */ new Map();
	const names = [...new Set(source.names)].toSorted();
	for (const name of names) {
		const short = sbomFileName({
			...source,
			name
		}, format);
		const own = files.has(short) ? sbomFileName({
			...source,
			name
		}, format, { withRegistry: true }) : short;
		files.set(own, name);
	}
	try {
		for (const [file, name] of files) await put(await converted({
			...source,
			name
		}, format, means), folder, file);
	} catch (cause) {
		throw unwritten(cause, means);
	}
	return [...files.keys()].map((file) => join(folder, file));
}
/** The path of the bill in the room. */
async function converted(source, format, { program, room, signal }) {
	await mkdir(room, { recursive: true });
	const { environment, configuration } = await furnish(room);
	const renamed = join(room, "renamed.json");
	const made = join(room, "made.json");
	await rm(made, { force: true });
	await writeFile(renamed, await renamedReport(source));
	const words = [
		"convert",
		"--config",
		configuration,
		"--format",
		format,
		renamed
	];
	await run(program.path, words, {
		environment,
		cwd: room,
		timeoutMs: timeoutMs$1,
		stdoutFile: made,
		stdoutLimit: largestBytes,
		...signal === void 0 ? {} : { signal }
	});
	return made;
}
async function put(made, folder, name) {
	await mkdir(folder, { recursive: true });
	await copyWhole(made, join(folder, name));
}
function unwritten(cause, { program, room }) {
	const failure = failureOf(cause, program, [room]);
	const remedy = failure instanceof TrivyError ? failure.remedy : "See to it that the folder named by sbom can be written and its disk has room, or name another.";
	return new TrivyError("image", `no bill of materials could be written: ${messageOf(failure)}`, {
		cause,
		remedy
	});
}
/** Trivy knows the layout by the name of its folder; whoever reads the bill looks for the image. */
async function renamedReport({ report, name, digest }) {
	const fields = objectAt(JSON.parse(await readFile(report, "utf8")), "it");
	const pinned = `${name}@${digest}`;
	const metadata = objectAt(fields["Metadata"], "Metadata");
	if (fields["ArtifactName"] === void 0) throw malformed$1("it names no artifact");
	return JSON.stringify({
		...fields,
		ArtifactName: pinned,
		Metadata: {
			...metadata,
			RepoDigests: [pinned]
		}
	});
}
// src/checks/vulnerabilities/registry-remedy.ts
/** What to do where the disk has no room, or may not be written. */
const diskRemedy = "Free some space on the disk, or let the variable TMPDIR name a folder on a larger disk that can be written.";
/** The best first step against what a registry answered or did not; nothing where the cause tells no more. */
function registryRemedy({ code, message }) {
	return special.find(([on, pattern]) => on === code && pattern.test(message))?.[2] ?? general[code];
}
const general = {
	"not-found": "Correct the image's name and tag, or push it before this run. If it is there but private, log in to its registry first (docker login, or docker/login-action in a workflow).",
	unauthorized: "Log in to the registry before this run (docker login, or docker/login-action in an earlier step of the same job) with an account that may pull the image.",
	forbidden: "Give the account that is logged in the right to pull the image (for ghcr.io in a workflow: `permissions: packages: read`), or log in with another; without a login, log in first (docker login).",
	"rate-limited": "Wait and run again. Registries let users who are logged in ask more often (docker login); registries.mirrors can name a mirror that sets no such limit.",
	unavailable: "Run again later: the registry cannot serve it now. If that lasts, name a mirror of it in registries.mirrors.",
	"timed-out": "Run again. If the registry stays that slow, name a faster mirror of it in registries.mirrors.",
	"too-large": "Use an image with fewer or smaller layers: this one is beyond the bound that the message names.",
	"digest-mismatch": "Do not deploy this image before it is known why: the registry, a mirror or a proxy on the way sends other bytes than the digest stands for. Compare with `docker pull` from elsewhere, leave out registries.mirrors, and tell whoever runs the registry.",
	"not-allowed": "The policy does not let the client go there: if the place is to be trusted, name it under registries as the message says.",
	"bad-response": "Push the image again with a current tool, and leave out registries.mirrors to see whether a mirror damages it; what the registry sends is not a sound image.",
	unsupported: "Name an image in the format of OCI or Docker that containers are made of."
};
/** Causes with the same code that want something else. */
const special = [
	[
		"unauthorized",
		/Docker configuration|credential/,
		"Mend the Docker configuration that the message tells of, or let DOCKER_CONFIG name the folder of another; then log in again (docker login)."
	],
	[
		"unavailable",
		/\((?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME)\)$/,
		"Correct the registry's name: no such host was found. If it is right, see to it that this machine can look it up (DNS, VPN), or set HTTPS_PROXY where there is a proxy."
	],
	[
		"unavailable",
		/\((?:ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)\)$/,
		"See whether the registry runs, whether host and port are right, and whether this machine can reach it (firewall, VPN, HTTPS_PROXY)."
	],
	[
		"unavailable",
		/\((?:EPROTO|ERR_SSL_\w+)\)$/,
		"The registry does not speak TLS at this port: correct the port, or name it in registries.insecure if it is yours and has none."
	],
	[
		"unavailable",
		/\((?:CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|ERR_TLS_CERT_\w+)\)$/,
		"The registry's certificate is not trusted: name the file of its authority in registries.ca, or let the registry have a valid certificate."
	],
	[
		"too-large",
		/^the disk has too little room/,
		diskRemedy
	],
	[
		"too-large",
		/ sent more than the \d+ bytes allowed/,
		"Leave out registries.mirrors and proxies to see who sends more than the image has, and push the image again. Do not deploy it before it is known why."
	],
	[
		"not-allowed",
		/token-hosts/,
		"Name the host in registries.token-hosts if it may see your credentials, or use another registry."
	],
	[
		"unsupported",
		/ is not for .+, but for /,
		"Build the image for a platform that you run (docker buildx build --platform …), or name the platforms that you do run in vulnerabilities.platforms."
	],
	[
		"unsupported",
		/ is not a container image/,
		"Name a container image: this is a chart, a signature or another artifact."
	]
];
// src/checks/vulnerabilities/scan-reason.ts
/** Why nothing could be learnt about one image. What concerns every image, and what nobody foresaw, is thrown on. */
function obstacleOf(error) {
	if (error instanceof RegistryError) return {
		reason: wordsOf(error),
		...withRemedy(registryRemedy(error))
	};
	if (error instanceof DiskError) return {
		reason: error.message,
		remedy: diskRemedy
	};
	if (error instanceof TrivyError && error.code === "image") return {
		reason: error.message,
		...withRemedy(error.remedy)
	};
	throw error;
}
/** Offline, nobody can ask what a tag stands for, and of a digest there is only what an earlier run learnt. */
function offlineObstacle(digest) {
	const reason = "nothing may be contacted (offline), and no result of an earlier run is kept for it";
	const again = "Run once with the network: the command keeps what it learns, by digest. The Action keeps no results, so there the check needs the network.";
	if (digest !== void 0) return {
		reason,
		remedy: again
	};
	return {
		reason,
		remedy: `Name the image by its digest (IMAGE@sha256:…), for what a tag stands for is not known offline. ${again}`
	};
}
function wordsOf({ code, message }) {
	switch (code) {
		case "unauthorized":
		case "forbidden": return `${message} (a "docker login" there may help)`;
		case "not-found": return `${message}: no such repository or ${/@?sha256:[0-9a-f]{64}/.test(message) ? "digest" : "tag"} (or the registry hides it from anonymous users)`;
		default: return message;
	}
}
function withRemedy(remedy) {
	return remedy === void 0 ? {} : { remedy };
}
// src/checks/vulnerabilities/scan-platform.ts
/** The scan of an earlier run, where one was kept for exactly this. */
async function keptOutcome(target, tools) {
	const { results, interning, database, identity, sbom } = tools;
	if (results === void 0 || sbom.length > 0) return void 0;
	const key = keyOf$1(target, tools);
	const kept = await results.take(key, interning, () => database.javaIdentity());
	if (kept === void 0) return void 0;
	return {
		kind: "scanned",
		isReused: true,
		database: identity,
		...kept
	};
}
/**
* Fetches one platform of an image and lets Trivy look at it; nothing of it is left on the disk. What
* concerns every image (a TrivyError `program` or `database`) is thrown.
*/
async function scanPlatform(target, number, tools) {
	if (tools.offline) return {
		kind: "undecided",
		...offlineObstacle(target.digest)
	};
	const room = join(tools.folder, "rooms", String(number));
	let layout;
	tools.program.obtain().catch(() => void 0);
	tools.database.obtain().catch(() => void 0);
	try {
		layout = await fetched(target, join(tools.folder, "layouts", String(number)), tools);
		const { scan, javaDatabase, unbilled } = await look(layout, target, room, tools);
		const { identity } = await tools.database.obtain();
		await tools.results?.put(keyOf$1(target, {
			...tools,
			identity
		}), {
			scan,
			javaDatabase
		});
		return {
			kind: "scanned",
			scan,
			javaDatabase,
			database: identity,
			isReused: false,
			...unbilled === void 0 ? {} : { unbilled }
		};
	} catch (error) {
		return {
			kind: "undecided",
			...obstacleOf(error)
		};
	} finally {
		await rm(room, {
			recursive: true,
			force: true,
			maxRetries: 3
		}).catch(() => void 0);
		await layout?.release().catch(() => void 0);
	}
}
async function look({ folder, digest }, target, room, tools) {
	const { database, policy, interning, signal, turns } = tools;
	const { timeoutMs, secrets } = policy;
	const [program, there] = await Promise.all([tools.program.obtain(), database.obtain()]);
	const layout = {
		folder,
		digest,
		platform: target.platform
	};
	return turns.use("trivy", async () => {
		const options = {
			timeoutMs,
			secrets,
			folder: join(room, "scan"),
			interning,
			signal
		};
		const found = await scanLayout(program, there, layout, options);
		const means = {
			program,
			room: join(room, "sbom"),
			signal
		};
		return {
			...found,
			unbilled: await billed(target, found.report, means, tools)
		};
	});
}
/** Writes the bills that are wanted; why one could not be written, which spoils no scan. */
async function billed(target, report, means, { sbom, sbomFiles }) {
	const names = target.repositories.map(({ place }) => `${place.registry}/${place.repository}`);
	let failure;
	for (const order of sbom) try {
		const files = await writeSboms({
			...target,
			names,
			report
		}, order, means);
		for (const file of files) sbomFiles.add(file);
	} catch (error) {
		failure ??= obstacleOf(error);
	}
	return failure;
}
/** From the first of the repositories that has it. */
async function fetched({ digest, repositories }, folder, { blobs, signal }) {
	let failure;
	for (const repository of repositories) try {
		return await writeLayout(repository, digest, folder, {
			blobs,
			signal
		});
	} catch (error) {
		if (!(error instanceof RegistryError)) throw error;
		failure ??= error;
	}
	throw failure ?? new RegistryError("not-found", `no repository is known for ${digest}`);
}
function keyOf$1({ digest, platform }, { trivy, identity, policy }) {
	return {
		digest,
		platform,
		program: trivy.sha256,
		database: identity,
		secrets: policy.secrets
	};
}
// src/trivy/leads-through.ts
/** As many links as Linux follows. */
const mostLinks = 40;
/**
* Whether a path lies in a folder, or comes through it on its way over symbolic links: then whoever
* writes the folder decides what the path leads to. Also true where the links do not end.
*/
async function leadsThrough(path, folder) {
	const real = await realpath(folder).catch(() => folder);
	const folders = [resolve(folder), resolve(real)];
	let links = 0;
	let pending = partsOf(resolve(path));
	let place = parse(resolve(path)).root;
	while (pending.length > 0) {
		const [part = "", ...rest] = pending;
		const next = join(place, part);
		if (folders.some((each) => isWithin(next, each))) return true;
		const target = await readlink(next).catch(() => void 0);
		if (target === void 0) {
			place = next;
			pending = rest;
			continue;
		}
		links++;
		if (links > mostLinks) return true;
		const start = isAbsolute(target) ? resolve(target) : resolve(dirname(next), target);
		place = parse(start).root;
		pending = [...partsOf(start), ...rest];
	}
	return false;
}
function partsOf(path) {
	return path.slice(parse(path).root.length).split(sep).filter((part) => part !== "");
}
function isWithin(path, folder) {
	const way = relative(folder, path);
	return way === "" || way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
// src/trivy/program-note.ts
const mostNoteBytes = 4096;
/** A file that was changed in the instant in which it was looked at may look the same; no clock of a disk is coarser. */
const racyMs = 2e3;
/**
* All by which the system tells one state of a file from another: nobody changes its bytes without that
* its time of change tells. Nothing for what is not there.
*/
async function fileState(executable) {
	try {
		const path = await realpath(executable);
		const { dev, ino, size, mode, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
		return JSON.stringify([path, ...[
			dev,
			ino,
			size,
			mode,
			mtimeNs,
			ctimeNs
		].map(String)]);
	} catch {
		return;
	}
}
/** What an earlier run noted of the file in its present state. Only for a folder whose content is believed; never rejects. */
async function notedProgram(executable, results) {
	try {
		const file = noteFor(executable, results);
		if ((await stat(file)).size > mostNoteBytes) return void 0;
		const noted = JSON.parse(await readFile(file, "utf8"));
		if (!isMapping$1(noted)) return void 0;
		const { state, sha256, version } = noted;
		if (typeof sha256 !== "string" || typeof version !== "string") return void 0;
		if (refusalOf(version) !== void 0) return void 0;
		return state === await fileState(executable) ? {
			sha256,
			version
		} : void 0;
	} catch {
		return;
	}
}
/**
* Notes what the file is whose state was the same before its bytes were read and after. A file that has
* only just been changed is not noted. Never rejects.
*/
async function noteProgram(executable, { sha256, version }, { state, results, now = Date.now() }) {
	if (state === void 0 || await fileState(executable) !== state) return;
	try {
		if (now - (await stat(executable)).ctimeMs < racyMs) return;
		await mkdir(join(results, folder), {
			recursive: true,
			mode: 448
		});
		await writeWhole(noteFor(executable, results), JSON.stringify({
			state,
			sha256,
			version
		}));
	} catch {}
}
const folder = "named-programs";
function noteFor(executable, results) {
	const name = hashOf("sha256", executable);
	return join(results, folder, `${name}.json`);
}
// src/trivy/program-version.ts
const timeoutMs = 3e4;
const mostAttempts = 5;
const pauseMs = 50;
/**
* What a program says its version is. Throws a TrivyError where it says none, or one that is never run.
* The folder is empty or our own: no configuration and no database is to be found in it.
*/
async function versionOf(program, folder) {
	const printed = await ask(program, folder);
	const version = /^Version: v?(\d+\.\d+\.\d+[\w.+-]*)\r?$/m.exec(printed)?.[1];
	if (version === void 0) throw new TrivyError("program", `${program} does not print a version as a release of Trivy does ("Version: 1.2.3"); use a released Trivy`);
	const refusal = refusalOf(version);
	if (refusal !== void 0) throw new TrivyError("program", `${program} is Trivy ${version}: ${refusal}`);
	return version;
}
async function ask(program, folder) {
	const environment = cleanEnvironment({
		HOME: folder,
		XDG_CACHE_HOME: folder
	});
	for (let attempt = 1;; attempt++) try {
		const { stdout } = await run(program, ["--version"], {
			environment,
			cwd: folder,
			timeoutMs,
			stdoutLimit: 65536
		});
		return stdout.toString("utf8");
	} catch (thrown) {
		if (attempt < mostAttempts && isBusy(thrown)) await setTimeout(pauseMs);
		else throw new TrivyError("program", `Trivy cannot be run: ${messageOf(thrown)}`, { cause: thrown });
	}
}
/** A child that another part of this process starts holds the new program open for an instant. */
function isBusy(thrown) {
	return thrown instanceof ProcessError && systemCodeOf(thrown.cause) === "ETXTBSY";
}
// src/trivy/named-program.ts
/**
* Where the program is that the policy names by a path or by `version: system`; nothing where it names
* none. Throws a TrivyError `program` for one that is not there, or that the judged repository has a
* hand in.
*/
async function locateNamed(settings, judged) {
	if (settings.path !== void 0) return programAt(settings.path, settings, judged);
	return settings.version === "system" ? programOfSystem(settings, judged) : void 0;
}
async function programAt(path, settings, { root }) {
	const name = `vulnerabilities.trivy.path: ${JSON.stringify(path)}`;
	if (!isAbsolute(path)) throw problem$1(`${name} is not absolute; write the whole path`);
	if (await leadsThrough(path, root)) throw problem$1(`${name} lies in the judged repository or comes through it, which would choose what judges it; name a program elsewhere`);
	const executable = await findExecutable(path, {}).catch(() => void 0);
	if (executable === void 0) throw problem$1(`${name} is not an executable file; name a Trivy that is installed`);
	return {
		executable,
		name,
		origin: path,
		settings
	};
}
/** The first Trivy in the folders of PATH that the judged repository has no hand in. */
async function programOfSystem(settings, { surroundings = process.env, root }) {
	const folders = (surroundings["PATH"] ?? "").split(delimiter).filter((one) => isAbsolute(one));
	for (const folder of folders) {
		const executable = await findExecutable("trivy", { PATH: folder }).catch(() => void 0);
		if (executable === void 0 || await leadsThrough(executable, root)) continue;
		const name = "vulnerabilities.trivy.version: system";
		const origin = `system, ${executable}`;
		const { version: _, ...others } = settings;
		return {
			executable,
			name,
			origin,
			settings: {
				...others,
				version: void 0
			}
		};
	}
	throw problem$1("vulnerabilities.trivy.version: system: no folder of PATH outside of the judged repository has a trivy; install it, or leave version out for the release that Portcullis pins");
}
/** The program, compared with its SHA-256 where the policy tells it, and asked for its version. */
async function examineNamed(named, { folder, results }) {
	const { executable, name, settings } = named;
	const [now, state] = [Date.now(), await fileState(executable)];
	const sha256 = await fileDigest(executable).catch((cause) => {
		throw problem$1(`${name} cannot be read: ${messageOf(cause)}`);
	});
	if (settings.sha256 !== void 0 && sha256 !== settings.sha256) throw problem$1(`${name}: the SHA-256 of ${executable} is ${sha256}, and vulnerabilities.trivy.sha256 says ${settings.sha256}; it is not run`);
	const version = await versionOf(executable, folder);
	if (settings.version !== void 0 && version !== settings.version) throw problem$1(`${name} is Trivy ${version}, and vulnerabilities.trivy.version says ${settings.version}; make them agree`);
	const note = {
		sha256,
		version
	};
	if (results !== void 0) await noteProgram(executable, note, {
		state,
		results,
		now
	});
	return describedBy(note, named);
}
/**
* What `examineNamed` would say, by what an earlier run noted of the same file; nothing where it might
* say something else. Never rejects.
*/
async function recallNamed(named, results) {
	const note = await notedProgram(named.executable, results);
	if (note === void 0) return void 0;
	const { sha256 = note.sha256, version = note.version } = named.settings;
	return sha256 === note.sha256 && version === note.version ? describedBy(note, named) : void 0;
}
function describedBy({ sha256, version }, { executable, origin, settings }) {
	return {
		path: executable,
		version,
		origin: `${origin}, ${settings.sha256 === void 0 ? "not verified" : "verified by SHA-256"}`,
		sha256
	};
}
function problem$1(message) {
	return new TrivyError("program", message);
}
// src/trivy/wanted-archive.ts
/**
* The archive of a release, and what it is compared with. Throws a TrivyError `program` where there is none for this
* machine, or nothing tells its SHA-256.
*/
function wantedArchive({ version, sha256, mirror }) {
	const archive = releaseArchive(version);
	if (archive === void 0) throw new TrivyError("program", `Trivy is not released for ${process.platform}/${process.arch}; let vulnerabilities.trivy.path name one that runs here`);
	const { name, pinned } = archive;
	if (pinned !== void 0 && sha256 !== void 0 && pinned !== sha256) throw new TrivyError("program", `vulnerabilities.trivy.sha256: ${sha256} is not that of ${name}, which is ${pinned}; leave it out for ${version}`);
	const digest = sha256 ?? pinned;
	if (digest !== void 0) return {
		...archive,
		version,
		sha256: digest,
		mirror
	};
	throw new TrivyError("program", `vulnerabilities.trivy.version: ${version} is not among the versions that are pinned here (${pinnedVersions.join(", ")}); give the SHA-256 of ${name} as vulnerabilities.trivy.sha256`);
}
// src/trivy/sound-settings.ts
const digest = /^[0-9a-f]{64}$/;
const plainVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;
/**
* The policy has been read with care; what reaches a file name or a URL is looked at once more. Throws a
* TrivyError `program` for what is malformed, and for versions that are never run.
*/
function requireSound({ version, sha256, path }) {
	const refuse = (key, value, why) => {
		throw new TrivyError("program", `vulnerabilities.trivy.${key}: ${JSON.stringify(value)} ${why}`);
	};
	if (sha256 !== void 0 && !digest.test(sha256)) refuse("sha256", sha256, "is not a SHA-256; write 64 digits, 0 to 9 and a to f");
	if (version === void 0 || version === "system" && path === void 0) return;
	if (!plainVersion.test(version)) refuse("version", version, "is not a version; write 1.2.3 or system");
	const refusal = refusalOf(version);
	if (refusal !== void 0) refuse("version", version, `is not used: ${refusal}`);
}
// src/trivy/unpacked-program.ts
const mostRecordBytes = 4096;
const recordEnding = ".json";
/**
* The program that an earlier run unpacked from this very archive, its bytes compared with what that run
* noted: a second run need not unpack 170 MB. Only for a folder whose content is believed; never rejects.
*/
async function unpackedBefore(wanted, results) {
	const program = await recallUnpacked(wanted, results);
	if (program === void 0) return void 0;
	return await fileDigest(program.path).catch(() => void 0) === program.sha256 ? program : void 0;
}
/** The same by that run's note alone: what is in the file now is not known, and it may be gone. */
async function recallUnpacked({ sha256, member, version }, results) {
	const folder = join(results, "programs");
	try {
		const record = join(folder, `${sha256}${recordEnding}`);
		if ((await stat(record)).size > mostRecordBytes) return void 0;
		const noted = JSON.parse(await readFile(record, "utf8"));
		if (!isRecord(noted) || noted.version !== version) return void 0;
		return {
			...noted,
			path: join(folder, `${sha256}-${member}`)
		};
	} catch {
		return;
	}
}
/** Keeps a copy of a program that has been verified and asked for its version. Never rejects. */
async function rememberUnpacked({ sha256, member }, { path, version, origin, sha256: digest }, results) {
	const folder = join(results, "programs");
	const [program, record] = [`${sha256}-${member}`, `${sha256}${recordEnding}`];
	try {
		await mkdir(folder, {
			recursive: true,
			mode: 448
		});
		await copyWhole(path, join(folder, program), 448);
		await writeWhole(join(folder, record), JSON.stringify({
			version,
			origin,
			sha256: digest
		}));
		await makeRoom(folder, record);
	} catch {}
}
function isRecord(value) {
	if (typeof value !== "object" || value === null) return false;
	const { version, origin, sha256 } = value;
	return [
		version,
		origin,
		sha256
	].every((each) => typeof each === "string");
}
async function makeRoom(folder, newest) {
	const names = await readdir(folder);
	const records = names.filter((name) => name.endsWith(recordEnding) && name !== newest);
	const stale = (await Promise.all(records.map(async (name) => ({
		name,
		at: (await stat(join(folder, name))).mtimeMs
	})))).sort((a, b) => b.at - a.at).slice(1);
	for (const { name } of stale) {
		const digest = name.slice(0, -5);
		for (const each of names.filter((one) => one.startsWith(digest))) await rm(join(folder, each), { force: true });
	}
}
// src/trivy/identify-program.ts
/**
* The Trivy that `obtainTrivy` would bring, by what an earlier run noted of it: none of its bytes are
* read, and it is not to be run. Nothing where that cannot be told, or `obtainTrivy` might refuse it:
* that has the last word. Never rejects.
*/
async function identifyTrivy(settings, { results, ...judged }) {
	if (results === void 0) return void 0;
	try {
		requireSound(settings);
		const named = await locateNamed(settings, judged);
		if (named !== void 0) return await recallNamed(named, results);
		const { version = defaultTrivyVersion } = settings;
		return await recallUnpacked(wantedArchive({
			...settings,
			version
		}), results);
	} catch {
		return;
	}
}
// src/trivy/release-files.ts
/** Trivy 0.74.0 packs into less than 60 MB. */
const mostArchiveBytes = 512 << 20;
const mostBundleBytes = 1 << 20;
const bundleEnding = "sigstore.json";
const archiveMs = 9e5;
const bundleMs = 6e4;
/**
* Puts the archive at `target`, from what is kept or else from the network, compared with its SHA-256
* on this very copy. Rejects with a TrivyError where neither has it.
*/
async function verifiedArchive(wanted, target, options) {
	if (await isKept(wanted, target, options)) return "kept";
	const { version, sha256 } = wanted;
	if (options.offline) throw problem(`Trivy ${version} is not kept from an earlier run, and offline nothing is downloaded; run once with the network, or let vulnerabilities.trivy.path name a program`);
	options.progress.update(`downloading Trivy ${version}`);
	const url = urlOf(wanted);
	const downloaded = await downloadToFile(url, target, {
		...way(wanted, options),
		limitBytes: mostArchiveBytes,
		timeoutMs: archiveMs
	}).catch((cause) => {
		throw problem(`Trivy ${version} cannot be downloaded: ${messageOf(cause)}; let vulnerabilities.trivy.mirror name a server that has it, or vulnerabilities.trivy.path a program`, cause);
	});
	if (downloaded.sha256 !== sha256) {
		await rm(target, { force: true });
		throw tampered(wanted, url, downloaded.sha256);
	}
	await options.keep.put(keptName(wanted, wanted.format), target);
	return "downloaded";
}
function tampered({ sha256, pinned }, url, found) {
	const own = pinned === void 0 ? " Compare vulnerabilities.trivy.sha256 with the checksums of the release; if it is right," : " Do not use what that server sends:";
	return problem(`${shown$3(url)}: the SHA-256 of what was downloaded is ${found}, and it must be ${sha256}; it was not opened.${own} let vulnerabilities.trivy.mirror name a server that has the release as it is, or vulnerabilities.trivy.path a program`);
}
/** What others may have written is only worth a look: another archive is as good as none. */
async function isKept(wanted, target, { keep }) {
	const kept = await keep.take(keptName(wanted, wanted.format));
	if (kept === void 0) return false;
	if (await copyWithDigest(kept, target, mostArchiveBytes).catch(() => void 0) === wanted.sha256) return true;
	await rm(target, { force: true });
	return false;
}
/** The Sigstore bundle that was kept with the archive, unjudged; nothing where there is none. */
async function keptBundle(wanted, { keep }) {
	try {
		const path = await keep.take(keptName(wanted, bundleEnding));
		if (path === void 0 || (await stat(path)).size > mostBundleBytes) return void 0;
		return await readFile(path);
	} catch {
		return;
	}
}
/** The Sigstore bundle that lies beside the archive, unjudged; nothing where it cannot be had. */
async function fetchedBundle(wanted, options) {
	const url = new URL(`${urlOf(wanted).href}.${bundleEnding}`);
	try {
		const bundle = await download$1(url, {
			...way(wanted, options),
			limitBytes: mostBundleBytes,
			timeoutMs: bundleMs
		});
		const file = join(options.folder, `${wanted.name}.${bundleEnding}`);
		await writeFile(file, bundle, { mode: 384 });
		await options.keep.put(keptName(wanted, bundleEnding), file);
		return bundle;
	} catch (cause) {
		if (!(cause instanceof NetworkError)) throw problem(messageOf(cause), cause);
		options.progress.say(`the signature of ${wanted.name} cannot be had (${cause.message}); its SHA-256 was compared`);
		return;
	}
}
function keptName({ name, format, sha256 }, ending) {
	return `${name.slice(0, -(format.length + 1))}-${sha256}.${ending}`;
}
function urlOf({ mirror, version, name }) {
	const base = (mirror ?? "https://github.com/aquasecurity/trivy/releases/download").replace(/\/+$/, "");
	if (URL.canParse(base)) return new URL(`${base}/v${version}/${name}`);
	throw problem(`vulnerabilities.trivy.mirror: ${JSON.stringify(base)} is not a URL`);
}
/** A mirror that the policy names may be a private host; whoever it redirects to may not. */
function way({ mirror }, { surroundings, signal }) {
	return {
		namedHosts: mirror === void 0 ? [] : [new URL(mirror).host],
		...surroundings === void 0 ? {} : { surroundings },
		...signal === void 0 ? {} : { signal }
	};
}
function problem(message, cause) {
	return new TrivyError("program", message, cause === void 0 ? {} : { cause });
}
// src/trivy/release.ts
/** The program of a release: its archive compared with a SHA-256 and, if it can be had, its signature. */
async function programOfRelease(settings, options) {
	const wanted = wantedArchive(settings);
	const { results } = options;
	const known = results === void 0 ? void 0 : await unpackedBefore(wanted, results);
	if (known !== void 0) return known;
	const program = await verifiedProgram(wanted, options);
	if (results !== void 0) await rememberUnpacked(wanted, program, results);
	return program;
}
async function verifiedProgram(wanted, options) {
	const { version } = wanted;
	const folder = join(options.folder, `trivy-${version}`);
	await mkdir(folder, {
		recursive: true,
		mode: 448
	}).catch((cause) => {
		throw new TrivyError("program", `${folder} cannot be made: ${messageOf(cause)}`, { cause });
	});
	const archive = join(folder, wanted.name);
	const isSigned = await isVerifiedBySignature(wanted, {
		archive,
		source: await verifiedArchive(wanted, archive, options)
	}, options);
	const path = join(folder, wanted.member);
	const { sha256 } = await unpack(wanted, archive, path);
	await rm(archive, { force: true });
	const printed = await versionOf(path, folder);
	if (printed !== version) throw new TrivyError("program", `the archive ${wanted.name} holds Trivy ${printed}, not ${version}; it is not used`);
	return {
		path,
		version,
		origin: `release ${version}, verified by ${isSigned ? "SHA-256 and signature" : "SHA-256"}`,
		sha256
	};
}
async function isVerifiedBySignature(wanted, { archive, source }, options) {
	const judged = (bundle) => holds(bundle, archive, wanted, options);
	if (source === "kept") {
		const kept = await keptBundle(wanted, options);
		if (kept === void 0) return false;
		const outcome = await judged(kept).catch(() => "spoilt");
		if (outcome !== "spoilt") return outcome;
		if (options.offline) return false;
	}
	const bundle = await fetchedBundle(wanted, options);
	return bundle !== void 0 && judged(bundle);
}
async function holds(bundle, archive, { name, version }, { trustRoot, progress }) {
	const { judgeReleaseSignature } = await Promise.resolve().then(() => release_signature_exports);
	const judgement = judgeReleaseSignature({
		archive: await readFile(archive),
		bundle,
		version,
		...trustRoot === void 0 ? {} : { trustRoot },
		now: /* @__PURE__ */ new Date()
	});
	if (judgement === "unproven") progress.say(`the signature of ${name} is newer than the trust root inside Portcullis; its SHA-256 was compared`);
	return judgement === "verified";
}
async function unpack({ name, format, member }, archive, target) {
	try {
		return await extract({
			archive,
			format,
			member,
			target
		});
	} catch (cause) {
		const why = messageOf(cause);
		throw new TrivyError("program", cause instanceof ArchiveError ? `the archive ${name} is not as Trivy's releases are: ${why}` : `the archive ${name} cannot be unpacked: ${why}`, { cause });
	}
}
// src/trivy/obtain.ts
/**
* A Trivy that may be run, by the way that the policy names: a pinned release unless it names another.
* Rejects with a TrivyError `program` that says what to do, and with nothing else.
*/
async function obtainTrivy(settings, options) {
	const { version = defaultTrivyVersion } = settings;
	requireSound(settings);
	try {
		const named = await locateNamed(settings, options);
		if (named !== void 0) return await examineNamed(named, options);
		return await programOfRelease({
			...settings,
			version
		}, options);
	} catch (thrown) {
		if (thrown instanceof TrivyError) throw thrown;
		throw new TrivyError("program", `Trivy cannot be made ready: ${messageOf(thrown)}`, { cause: thrown });
	}
}
// src/checks/vulnerabilities/scan-program.ts
/** Looks at nothing yet. */
function scanProgram(settings, options) {
	let known;
	let obtained;
	const recall = () => known ??= identifyTrivy(settings, options);
	const obtain = async () => {
		const [expected, program] = await Promise.all([recall(), obtainTrivy(settings, options)]);
		if (expected !== void 0 && expected.sha256 !== program.sha256) throw changed(program);
		return program;
	};
	const once = () => obtained ??= obtain();
	return {
		obtain: once,
		settled: async () => void await obtained?.catch(() => void 0),
		identity: async () => await recall() ?? once()
	};
}
/** Results of the one program must not stand beside those of the other under one name. */
function changed({ path }) {
	return new TrivyError("program", `${path} was exchanged while images were looked at; run again`);
}
// src/checks/vulnerabilities/database-states.ts
/** Each state once, oldest first, whoever was ready first. */
function databaseStates(what, used) {
	const sorted = used.toSorted((a, b) => comparePlainly(a.updatedAt, b.updatedAt) || comparePlainly(stateOf(a), stateOf(b)) || comparePlainly(a.repository, b.repository));
	const [oldest, ...others] = [...new Map(sorted.toReversed().map((each) => [stateOf(each), each])).values()].toReversed();
	if (oldest === void 0 || others.length === 0) return {
		oldest,
		notices: []
	};
	const names = listed([oldest, ...others].map(shown));
	return {
		oldest,
		notices: [`The images were looked at with ${others.length + 1} states of the ${what}, for it changed meanwhile: ${names}. Run again for one state.`]
	};
}
function shown({ repository, digest, updatedAt }) {
	return `that of ${updatedAt} (${[repository, ...digest === void 0 ? [] : [digest]].join("@")})`;
}
// src/checks/vulnerabilities/platform-notices.ts
/**
* A sentence for each wanted platform that images lack which are looked at on others: `linux/s390x: 2
* images have no such platform, and nothing was looked at for it: api:1 and web:1.`
*/
function platformNotices({ images }) {
	const without = /* @__PURE__ */ new Map();
	for (const [reference, planned] of images) {
		if (planned.kind !== "planned") continue;
		for (const platform of planned.lacking) {
			const known = without.get(platform);
			if (known === void 0) without.set(platform, [reference]);
			else known.push(reference);
		}
	}
	return [...without].toSorted(([a], [b]) => a < b ? -1 : 1).map(([platform, references]) => {
		return `${platform}: ${references.length === 1 ? "1 image has" : `${references.length} images have`} no such platform, and nothing was looked at for it: ${listed(references.toSorted())}.`;
	});
}
// src/checks/vulnerabilities/scan-results.ts
/**
* What came of all images, from what came of each platform. `known.database` is the state that was named
* at first, which counts where nothing was looked at.
*/
function scanningOf(plan, outcomes, known) {
	const images = /* @__PURE__ */ new Map();
	for (const [reference, planned] of [...plan.images].toSorted(([a], [b]) => a < b ? -1 : 1)) images.set(reference, scannedImage(planned, outcomes));
	const scanned = [...outcomes.values()].flatMap((each) => each.kind === "scanned" ? [each] : []);
	const states = databaseStates("vulnerability database", scanned.map(({ database }) => database));
	const java = databaseStates("database of Java archives", scanned.flatMap(({ javaDatabase }) => javaDatabase ?? []));
	const bills = missingBills(plan, outcomes);
	return {
		program: known.program,
		database: states.oldest ?? known.database,
		javaDatabase: java.oldest,
		images,
		obstacles: bills.obstacles,
		notices: [
			...known.notices ?? [],
			...platformNotices(plan),
			...states.notices,
			...java.notices,
			...bills.remedies
		]
	};
}
function scannedImage(planned, outcomes) {
	if (planned.kind === "undecided") return planned;
	const { digest, targets } = planned;
	const own = targets.map((key) => [key, outcomes.get(key)]);
	const reasons = own.flatMap(([key, outcome]) => {
		if (outcome?.kind === "scanned") return [];
		return [`${key.slice(key.indexOf(" ") + 1)}: ${outcome?.reason ?? "it was not looked at"}`];
	});
	const scanned = own.flatMap(([, outcome]) => outcome?.kind === "scanned" ? [outcome] : []);
	if (reasons.length > 0 || scanned.length === 0) {
		const reason = [...new Set(reasons)].join("; ");
		const remedies = own.flatMap(([, each]) => each?.kind === "undecided" ? each.remedy : []);
		const remedy = [...new Set(remedies)].filter((each) => each !== void 0).join(" ");
		return {
			kind: "undecided",
			digest,
			reason,
			...remedy === "" ? {} : { remedy }
		};
	}
	return {
		kind: "scanned",
		digest,
		scans: scanned.map(({ scan }) => scan).toSorted((a, b) => `${a.platform} ${a.digest}` < `${b.platform} ${b.digest}` ? -1 : 1),
		isReused: scanned.every(({ isReused }) => isReused)
	};
}
// src/checks/vulnerabilities/scan-targets.ts
const imagesAtOnce$1 = 16;
/**
* An index of 500 entries that name no platform takes two questions for each. What they are for is told
* by a registry in a minute, and by one that answers each in the last moment in a day.
*/
const defaultPlatformsMs = 3e5;
/** Resolves each reference to one digest, and that to the platforms that the policy wants. */
async function planScans(images, options) {
	const found = /* @__PURE__ */ new Map();
	const targets = /* @__PURE__ */ new Map();
	const platforms = /* @__PURE__ */ new Map();
	await eachInParallel(images, imagesAtOnce$1, async (image) => {
		const outcome = await platformsFor(image, options);
		if ("reason" in outcome) found.set(image.reference, {
			kind: "undecided",
			...outcome
		});
		else {
			platforms.set(image.reference, outcome.platforms);
			const { digest, lacking } = outcome;
			const names = outcome.platforms.map(keyOf);
			found.set(image.reference, {
				kind: "planned",
				digest,
				targets: names,
				lacking
			});
		}
	});
	for (const { reference, image } of images) for (const platform of platforms.get(reference) ?? []) {
		const known = targets.get(keyOf(platform));
		targets.set(keyOf(platform), {
			digest: platform.digest,
			platform: platform.name,
			name: known?.name ?? image.name,
			repositories: [...known?.repositories ?? [], options.registries.image(image).repository()]
		});
	}
	return {
		images: found,
		targets
	};
}
function keyOf({ name, digest }) {
	return `${digest} ${name}`;
}
async function platformsFor({ reference, image }, options) {
	const { registries, resolutions, offline, platforms: wanted, results } = options;
	const remote = registries.image(image);
	let digest = image.digest;
	try {
		if (offline && digest === void 0) return offlineObstacle(digest);
		if (!offline) ({digest} = await resolutions.of(reference, () => remote.resolve()));
		if (digest === void 0) return offlineObstacle(digest);
		const pinned = {
			...image,
			digest
		};
		const kept = await results?.takePlatforms(digest);
		if (kept === void 0 && offline) return {
			digest,
			...offlineObstacle(digest)
		};
		const found = kept ?? await platformsInTime(registries.image(pinned).repository(), digest, options);
		if (kept === void 0) await results?.putPlatforms(digest, found);
		const selected = selectPlatforms(found, wanted, `${image.name}@${digest}`);
		return {
			digest,
			platforms: selected,
			lacking: lackingPlatforms(found, wanted)
		};
	} catch (error) {
		const obstacle = obstacleOf(error);
		return digest === void 0 ? obstacle : {
			digest,
			...obstacle
		};
	}
}
/** Each question about an image has a deadline of its own; this one is for all of them. */
function platformsInTime(repository, digest, { platformsMs = defaultPlatformsMs }) {
	return within(platformsMs, void 0, async (signal) => {
		try {
			return await platformsOf(repository, digest, signal);
		} catch (error) {
			if (!signal.aborted) throw error;
			const { registry, repository: name } = repository.place;
			const what = `which platforms ${registry}/${name}@${digest} is for`;
			const message = `${registry} did not tell within ${platformsMs / 1e3} s ${what}; try again, or name a faster mirror in registries.mirrors`;
			throw new RegistryError("timed-out", message);
		}
	});
}
// src/checks/vulnerabilities/scan-images.ts
/** Layouts that wait for Trivy while others are looked at. */
const layoutsAhead = 2;
/**
* Lets Trivy look at every wanted platform of all images, each digest once, or takes what an earlier run
* learnt of it. An image about which nothing could be learnt is `undecided` and leaves the others as they
* are. Throws a TrivyError where Trivy or its database cannot be had, and a UsageError for a file of
* authorities that cannot be read.
*/
function scanImages(images, context) {
	return withTemporaryFolder(async (folder) => {
		const stop = new AbortController();
		setMaxListeners(0, stop.signal);
		const end = () => stop.abort();
		if (context.signal?.aborted === true) end();
		context.signal?.addEventListener("abort", end, { once: true });
		const network = scanNetwork(context.subject);
		const registries = openRegistries({
			policy: network,
			signal: stop.signal
		});
		const surroundings = {
			folder,
			registries,
			network,
			stop
		};
		const program = programFor(context, surroundings);
		const database = databaseFor(context, surroundings);
		try {
			return await scanWith(images, context, {
				...surroundings,
				program,
				database
			});
		} finally {
			end();
			context.signal?.removeEventListener("abort", end);
			await Promise.all([program.settled(), database.settled()]);
			registries.close();
		}
	}, "images");
}
async function scanWith(images, context, { folder, registries, stop, program, database }) {
	const { subject, policy } = context;
	const { resolutions, offline, progress, storage, sbom = [] } = subject;
	const results = storage.results === void 0 ? void 0 : new ResultsCache(join(storage.results, "scans"));
	const { platforms } = policy;
	const isNeeded = results === void 0;
	const [trivy, identity, plan] = await allOrStop(stop, [
		isNeeded ? program.obtain() : program.identity(),
		isNeeded ? database.obtain().then((there) => there.identity) : database.identity(),
		planScans(images, {
			registries,
			resolutions,
			offline,
			platforms,
			results
		})
	]);
	const tools = {
		program,
		trivy,
		database,
		identity,
		policy,
		offline,
		results,
		sbom,
		sbomFiles: /* @__PURE__ */ new Set(),
		progress,
		folder,
		interning: new Interning(),
		blobs: new BlobStore(join(folder, "blobs")),
		turns: new Slots(scansAtOnce()),
		signal: stop.signal
	};
	const outcomes = await outcomesOf(plan, tools, stop);
	await results?.shrink();
	const sboms = sbomNotices([...tools.sbomFiles], subject.root);
	return scanningOf(plan, outcomes, {
		program: trivy,
		database: identity,
		notices: [...await database.notices(), ...sboms]
	});
}
/** Waits for all; when one fails the others are told to end, and are waited for. */
async function allOrStop(stop, work) {
	try {
		return await Promise.all(work);
	} catch (cause) {
		stop.abort();
		await Promise.allSettled(work);
		throw cause;
	}
}
/** By target, what came of it. */
async function outcomesOf(plan, tools, stop) {
	const { progress } = tools;
	const outcomes = /* @__PURE__ */ new Map();
	const count = plan.targets.size;
	let begun = 0;
	await progress.group(scanTitle(plan), async (done) => {
		for (const line of unplannedLines(plan)) done(line);
		await eachInParallel(plan.targets, scansAtOnce() + layoutsAhead, async ([key, target]) => {
			const number = ++begun;
			const { name, platform } = target;
			progress.update(`scanning images, ${number} of ${count}: ${name} (${platform})`);
			const start = performance.now();
			try {
				const outcome = await keptOutcome(target, tools) ?? await scanPlatform(target, number, tools);
				outcomes.set(key, outcome);
				done(scanLine(target, outcome, performance.now() - start));
			} catch (cause) {
				stop.abort();
				throw cause;
			}
		});
	});
	return outcomes;
}
function programFor({ subject, policy }, { folder, stop }) {
	const { root, offline, progress, storage } = subject;
	const { keep, results } = storage;
	return scanProgram(policy.trivy, {
		keep,
		results,
		folder,
		root,
		offline,
		progress,
		signal: stop.signal
	});
}
function databaseFor({ subject, policy }, { folder, network, stop }) {
	const { now, offline, progress, storage } = subject;
	return scanDatabase({
		repositories: policy.databaseRepositories,
		javaRepositories: policy.javaDatabaseRepositories,
		maxAgeMs: policy.maxDatabaseAgeMs,
		keep: storage.keep,
		records: storage.results,
		folder: join(folder, "database"),
		registries: network,
		signal: stop.signal,
		now,
		offline,
		progress
	});
}
// src/checks/vulnerabilities/vex-attestations/believed.ts
/** The predicate that is looked for. */
const openVexAttestation = { type: "openvex" };
/** Larger than any file of keys. */
const largestKeyFile = 4 << 20;
/**
* Reads whose attestations count; nobody's unless the policy says so, whoever may sign by `signatures`.
* Throws one UsageError with all mistakes in the files that the entries name.
*/
function readBelieved(root, { vulnerabilities, signatures }) {
	const section = vulnerabilities?.vexAttestations ?? [];
	if (section.length === 0) return void 0;
	const mistakes = /* @__PURE__ */ new Set();
	const keysIn = (file, hash) => {
		try {
			return keysOf(root, file, hash);
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			const { path, line, column } = file.location;
			mistakes.add(`${path}:${line}:${column}: ${error.message}`);
			return [];
		}
	};
	const entries = section.map((entry) => believedBy(entry, keysIn));
	if (mistakes.size > 0) throw new UsageError([...mistakes]);
	const trustedRoot = signatures?.trustedRoot;
	return {
		entries,
		trust: trustSourceOf({ trustedRoot }, policyFileReader(root))
	};
}
/** The entries for a reference. What stands beside a digest is whatever its writer likes, so it matches nothing. */
function believedFor(reference, { entries }) {
	const { exact } = spellingsOf(reference);
	return entries.filter(({ glob }) => exact.some((text) => glob.matches(text)));
}
function believedBy(entry, keysIn) {
	const demands = {
		format: "either",
		annotations: {},
		attestation: openVexAttestation
	};
	return {
		glob: compileImageGlob(entry.match),
		requirements: authoritiesOf(entry.signers, keysIn).map((authority) => ({
			...authority,
			...demands
		})),
		repository: repositoryOf(entry)
	};
}
/** The policy's reader has seen that the name is that of a repository. */
function repositoryOf({ repository }) {
	if (repository === void 0) return void 0;
	const parsed = parseImageReference(repository);
	if (parsed.kind === "image") return parsed;
	throw new UsageError(`${repository} is not the name of a repository: ${parsed.reason}`);
}
function keysOf(root, file, hash) {
	const pem = namedFileBytes(root, file, largestKeyFile).toString("utf8");
	return readKeys(pem, file.shown ?? file.path, hash);
}
// src/sigstore/statement-in.ts
/**
* What a candidate states. It is proven where `judgeCandidate` says so of the same candidate, and
* nobody's word otherwise. Nothing where it states nothing; whatever its bytes are, it returns.
*/
function statementIn(candidate) {
	try {
		const { content } = candidate.form === "bundle" ? readBundle(candidate) : readLegacy(candidate);
		return claimsIn(content).statement;
	} catch {
		return;
	}
}
// src/checks/vulnerabilities/vex-attestations/documents.ts
/** Of a digest, as many hex digits as tell attestations apart. */
const shortLength = 12;
/**
* Reads every OpenVEX attestation that one of the signers made. What a signer who counts has said in a
* way that is not understood may take back all the rest, so it is an obstacle.
*/
async function attestedDocuments(candidates, requirements, to, judging) {
	const documents = [];
	const unbelieved = [];
	const obstacles = [];
	for (const [candidate, statement] of openVexIn(candidates)) {
		const path = nameOf(candidate, to);
		const judged = await judgementOn(candidate, requirements, to.digest, judging);
		if (judged.kind === "could-not-tell") obstacles.push(`${path}: ${judged.reason}`);
		if (judged.kind === "not-verified") unbelieved.push(`${path}: ${judged.reason}`);
		if (judged.kind !== "verified") continue;
		try {
			const predicate = memberOf(statement.json, "predicate");
			documents.push(readAttestedVex(predicate, path, to.digest, judging.now));
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			obstacles.push(error.message);
		}
	}
	return {
		documents,
		unbelieved,
		obstacles
	};
}
/** Those that say of themselves that they are OpenVEX, each once and in an order that is not the registry's. */
function openVexIn(candidates) {
	const found = /* @__PURE__ */ new Map();
	for (const candidate of candidates) {
		const statement = statementIn(candidate);
		if (statement === void 0) continue;
		if (!isWantedType(statement.predicateType, openVexAttestation)) continue;
		const key = `${candidate.where} ${digestOf(candidate.bytes)}`;
		found.set(key, [candidate, statement]);
	}
	return [...found.keys()].sort().flatMap((key) => {
		const one = found.get(key);
		return one === void 0 ? [] : [one];
	});
}
/** Any way to be verified is enough; while one could not be told, nobody can say that there is none. */
async function judgementOn(candidate, requirements, digest, { trust, now }) {
	const judgements = [];
	for (const requirement of requirements) try {
		const context = {
			digest,
			trust: await trust(requirement),
			now
		};
		judgements.push(judgeCandidate(candidate, requirement, context));
	} catch (error) {
		judgements.push({
			kind: "could-not-tell",
			reason: messageOf(error)
		});
	}
	return judgements.find(({ kind }) => kind === "verified") ?? judgements.find(({ kind }) => kind === "could-not-tell") ?? judgements[0] ?? {
		kind: "not-verified",
		reason: "the policy names nobody who may sign it"
	};
}
/** By the digest of the manifest that refers to the image, or of what lies under a tag with others. */
function nameOf({ where, bytes }, { reference }) {
	return `attestation ${(where.startsWith("sha256:") ? where.slice(7) : digestOf(bytes)).slice(0, shortLength)} of ${reference}`;
}
function digestOf(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}
// src/checks/vulnerabilities/vex-attestations/image-to-ask.ts
/** Images without a vulnerability have nothing to be cleared of, so nobody asks about them. */
function imagesToAsk(asked, scanning, believed) {
	return asked.flatMap(({ reference, image, refusal }) => {
		const fate = scanning?.images.get(reference);
		if (image === void 0 || refusal !== void 0 || fate?.kind !== "scanned") return [];
		const scans = fate.scans.filter(({ vulnerabilities }) => vulnerabilities.length > 0);
		const signers = scans.length === 0 ? [] : believedFor(reference, believed);
		return signers.length === 0 ? [] : [{
			reference,
			image,
			digest: fate.digest,
			scans,
			signers
		}];
	});
}
// src/checks/vulnerabilities/vex-attestations/notices.ts
/** More notices than this are counted and not told. */
const mostNotices = 10;
/** Anybody who may push can attach attestations; those about one image do not drown the others. */
const mostUnbelieved = 3;
/** Sentences about attestations that do not count, by image. */
function noticesOn(images, found) {
	const notices = images.flatMap((image) => noticesOnOne(image, found.get(image.reference)));
	const left = notices.length - mostNotices;
	if (left <= 0) return notices;
	return [...notices.slice(0, mostNotices), `${left} more notices about VEX attestations are not shown.`];
}
function noticesOnOne(image, attested) {
	if (attested === void 0) return [];
	const [obstacle] = attested.obstacles;
	if (obstacle !== void 0) return [`What is attested to ${image.reference} is not wholly known, so no VEX attestation of it counts: ${obstacle}.`];
	return [...unbelievedOf(image, attested), ...attested.documents.filter((document) => !aboutImage(image).some((each) => saysAnythingAbout(document, each))).map(({ path }) => `VEX that does not count: ${path} names other products only; name the image, such as by pkg:oci/NAME@sha256:…, or no product.`)];
}
function unbelievedOf({ reference }, { unbelieved }) {
	const shown = unbelieved.slice(0, mostUnbelieved).map((reason) => `VEX that does not count: ${reason}.`);
	const left = unbelieved.length - mostUnbelieved;
	return left > 0 ? [...shown, `VEX that does not count: ${left} more of ${reference}.`] : shown;
}
/** The image as each of its platforms with vulnerabilities. */
function aboutImage({ image, digest, scans }) {
	return scans.map((scan) => vexImageOf({
		name: image.name,
		digest
	}, scan));
}
// src/checks/vulnerabilities/vex-attestations/look-up.ts
const imagesAtOnce = 32;
/** All images together; what is not known by then counts for nothing. */
const longestMs = 6e5;
/**
* Looks up what the policy's signers attest to the images in which vulnerabilities were found. Where
* anything keeps it from being known whole, none of it counts for the image and a notice says why: what
* is missing might be what takes the rest back.
*/
async function lookUpAttestations(asked, scanning, believed, subject) {
	const images = believed === void 0 ? [] : imagesToAsk(asked, scanning, believed);
	if (believed === void 0 || images.length === 0) return {
		documents: /* @__PURE__ */ new Map(),
		notices: []
	};
	if (subject.offline) return {
		documents: /* @__PURE__ */ new Map(),
		notices: ["VEX attestations are not looked up offline, and none of them counts."]
	};
	subject.progress.update(`looking up VEX attestations (images: ${images.length})`);
	const network = scanNetwork(subject, images.flatMap(({ signers }) => signers.flatMap(({ repository }) => repository ?? [])));
	const registries = openRegistries({
		policy: network,
		signal: signalAfter(longestMs)
	});
	const found = /* @__PURE__ */ new Map();
	try {
		const finder = candidateFinder(registries);
		await eachInParallel(images, imagesAtOnce, async (image) => {
			found.set(image.reference, await attestedTo(image, finder, {
				trust: believed.trust,
				now: subject.now
			}));
		});
	} finally {
		registries.close();
	}
	return lookedUp(images, found);
}
/** Asks once for what hangs on a digest, whichever tags stand for it. */
function candidateFinder(registries) {
	const known = /* @__PURE__ */ new Map();
	return (image, digest, place = image) => {
		const key = `${image.name} ${place.name}@${digest}`;
		const pinned = {
			...image,
			tag: void 0,
			digest,
			hasDefaultTag: false
		};
		const answer = known.get(key) ?? findCandidates(registries.image(pinned).repository(place), digest);
		known.set(key, answer);
		return answer;
	};
}
/** In every place the signers of all entries that look there count alike. */
async function attestedTo({ reference, image, digest, scans, signers }, find, judging) {
	const digests = [.../* @__PURE__ */ new Set([digest, ...scans.map((scan) => scan.digest)])];
	const places = new Map(signers.map(({ repository }) => [repository?.name, repository]));
	const parts = [];
	for (const each of digests) for (const [name, place] of places) {
		const requirements = signers.filter(({ repository }) => repository?.name === name).flatMap((signer) => signer.requirements);
		try {
			const { candidates, obstacles } = await find(image, each, place);
			const read = await attestedDocuments(candidates, requirements, {
				reference,
				digest: each
			}, judging);
			parts.push(read, {
				documents: [],
				unbelieved: [],
				obstacles
			});
		} catch (error) {
			if (!(error instanceof UsageError || error instanceof RegistryError)) throw error;
			parts.push({
				documents: [],
				unbelieved: [],
				obstacles: [error.message]
			});
		}
	}
	return {
		documents: parts.flatMap(({ documents }) => documents),
		unbelieved: parts.flatMap(({ unbelieved }) => unbelieved),
		obstacles: [...new Set(parts.flatMap(({ obstacles }) => obstacles))]
	};
}
function lookedUp(images, found) {
	const documents = /* @__PURE__ */ new Map();
	for (const { reference } of images) {
		const attested = found.get(reference);
		if (attested?.obstacles.length === 0) documents.set(reference, attested.documents);
	}
	return {
		documents,
		notices: noticesOn(images, found)
	};
}
// src/checks/vulnerabilities/judge-vulnerabilities.ts
var judge_vulnerabilities_exports = /* @__PURE__ */ __exportAll({ judgeVulnerabilities: () => judgeVulnerabilities });
/**
* Judges every image of the tree by what Trivy finds in it. A mistake in a file that the policy names,
* and whatever keeps all images from being looked at, make it an error; so does an image that could not
* be looked at, with the findings about the others beside.
*/
async function judgeVulnerabilities(subject) {
	try {
		return await judge(subject);
	} catch (error) {
		if (error instanceof UsageError) return failed(error.mistakes.join("; "));
		if (error instanceof TrivyError) return failed(messageOf(error));
		throw error;
	}
}
async function judge(subject) {
	const { tree, policy, root, offline, now } = subject;
	const settings = policy.vulnerabilities ?? defaultVulnerabilities;
	const today = dayOf(now);
	const { documents, ignoreFiles } = readExceptionFiles(root, policy, now);
	const believed = readBelieved(root, policy);
	const asked = askedImages(tree.images, policy);
	const scanning = await scanned(asked, subject);
	const { epss, kev } = settings;
	const intelligence = await loadIntelligence({
		epss,
		kev,
		ids: idsIn(scanning),
		root,
		offline
	});
	const attested = await lookUpAttestations(asked, scanning, believed, subject);
	const { exceptions, idleNotices } = exceptionsIn(documents, ignoreFiles, today, attested.documents);
	const outcome = outcomeOf({
		asked,
		scanning,
		intelligence,
		exceptions,
		settings,
		today,
		policyPath: policy.path
	});
	if (outcome.kind === "skipped") return outcome;
	const idle = outcome.kind === "decided" ? idleNotices(imagesOf(asked, scanning), settings) : [];
	return {
		...outcome,
		notices: [
			...outcome.notices ?? [],
			...attested.notices,
			...idle
		]
	};
}
/** All images of the run as VEX documents name them; of one that was not contacted only the name is known. */
function imagesOf(asked, scanning) {
	return asked.flatMap(({ reference, image }) => {
		if (image === void 0) return [];
		const { name, digest } = image;
		const fate = scanning?.images.get(reference);
		if (fate?.kind !== "scanned") return [{
			name,
			digests: digest === void 0 ? [] : [digest]
		}];
		return fate.scans.map((scan) => vexImageOf({
			name,
			digest: fate.digest
		}, scan));
	});
}
/** What is not admitted is not contacted; without an image to look at nothing is fetched at all. */
async function scanned(asked, subject) {
	const images = asked.flatMap(({ reference, image, refusal }) => image === void 0 || refusal !== void 0 ? [] : [{
		reference,
		image
	}]);
	if (images.length === 0) return void 0;
	const policy = subject.policy.vulnerabilities ?? defaultVulnerabilities;
	keepGarbageSmall();
	return scanImages(images, {
		subject,
		policy
	});
}
function failed(reason) {
	return {
		kind: "error",
		reason,
		findings: []
	};
}
// src/sigstore/snapshot.ts
var import_dist = require_dist();
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
// src/trivy/archive/crc32.ts
/** Of the reflected polynomial of zip (APPNOTE 4.4.7). Node has its own only from 20.15 on. */
const table = Uint32Array.from({ length: 256 }, (_, index) => {
	let value = index;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? value >>> 1 ^ 3988292384 : value >>> 1;
	return value;
});
/** The checksum of bytes that follow those whose checksum is given. */
function crc32(bytes, before = 0) {
	let value = ~before;
	for (const byte of bytes) value = value >>> 8 ^ (table[(value ^ byte) & 255] ?? 0);
	return ~value >>> 0;
}
// src/trivy/archive/zip-directory.ts
const end = {
	signature: 101010256,
	bytes: 22
};
const entryHeader = {
	signature: 33639248,
	bytes: 46
};
const longestComment = 65535;
const mostDirectoryBytes = 4 << 20;
/** What a field holds whose value stands in an extension for archives of 4 GiB and more. */
const elsewhere = 4294967295;
const encrypted = 1;
const methods = /* @__PURE__ */ new Set([0, 8]);
/** Reads the directory, which must end where the file ends. Throws an ArchiveError where it is malformed. */
async function readDirectory(file, limits) {
	const { size: fileSize } = await file.stat();
	const tail = await readBack(file, fileSize, Math.min(fileSize, end.bytes + longestComment));
	const at = endIn(tail);
	const [disk, startDisk] = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6)];
	const [here, count] = [tail.readUInt16LE(at + 8), tail.readUInt16LE(at + 10)];
	const [size, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
	if (disk !== 0 || startDisk !== 0 || here !== count || start === elsewhere) throw new ArchiveError("unsupported", "it is in parts, or larger than 4 GiB");
	if (count > limits.entries || size > mostDirectoryBytes) throw new ArchiveError("too-large", `it has more than ${limits.entries} entries`);
	if (start + size !== fileSize - tail.length + at) throw new ArchiveError("corrupt", "its directory is not where its end says");
	return {
		start,
		entries: entriesIn(await readBack(file, start + size, size), count)
	};
}
async function readBack(file, until, length) {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, until - length);
	return buffer.subarray(0, bytesRead);
}
/** The last end mark whose comment reaches exactly to the end of the file. */
function endIn(tail) {
	let isThere = false;
	for (let at = tail.length - end.bytes; at >= 0; at--) {
		if (tail.readUInt32LE(at) !== end.signature) continue;
		isThere = true;
		if (at + end.bytes + tail.readUInt16LE(at + 20) === tail.length) return at;
	}
	if (isThere) throw new ArchiveError("trailing-data", "something follows its end, or is missing");
	throw new ArchiveError("truncated", "it is not a zip file, or its end is missing");
}
function entriesIn(directory, count) {
	const entries = [];
	let at = 0;
	for (let index = 0; index < count; index++) {
		if (at + entryHeader.bytes > directory.length) throw malformed();
		const nameLength = directory.readUInt16LE(at + 28);
		const next = at + entryHeader.bytes + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
		if (directory.readUInt32LE(at) !== entryHeader.signature || next > directory.length) throw malformed();
		entries.push(entryAt(directory, at, nameLength));
		at = next;
	}
	if (at !== directory.length) throw malformed();
	return entries;
}
function malformed() {
	return new ArchiveError("corrupt", "its directory is malformed");
}
function entryAt(directory, at, nameLength) {
	const nameAt = at + entryHeader.bytes;
	const entry = {
		name: directory.toString("utf8", nameAt, nameAt + nameLength),
		method: directory.readUInt16LE(at + 10),
		checksum: directory.readUInt32LE(at + 16),
		packedSize: directory.readUInt32LE(at + 20),
		size: directory.readUInt32LE(at + 24),
		headerAt: directory.readUInt32LE(at + 42)
	};
	requirePlain(entry, {
		flags: directory.readUInt16LE(at + 8),
		kind: directory.readUInt32LE(at + 38) >>> 28 & 15
	});
	return entry;
}
const kinds = {
	none: 0,
	folder: 4,
	regular: 8,
	link: 10
};
function requirePlain(entry, { flags, kind }) {
	const { method, packedSize, size, headerAt } = entry;
	const what = `its entry ${JSON.stringify(entry.name)}`;
	if (kind === kinds.link) throw new ArchiveError("link", `${what} is a link`);
	if (kind !== kinds.none && kind !== kinds.folder && kind !== kinds.regular) throw new ArchiveError("device", `${what} is a device`);
	if ((flags & encrypted) !== 0) throw new ArchiveError("unsupported", `${what} is encrypted`);
	if (!methods.has(method)) throw new ArchiveError("unsupported", `${what} is packed by the unknown method ${method}`);
	if ([
		packedSize,
		size,
		headerAt
	].includes(elsewhere)) throw new ArchiveError("unsupported", `${what} is larger than 4 GiB`);
}
// src/trivy/archive/zip.ts
var zip_exports = /* @__PURE__ */ __exportAll({ extractFromZip: () => extractFromZip });
const localHeader = {
	signature: 67324752,
	bytes: 30
};
const stored = 0;
/**
* Writes the one regular file of a zip archive that has the wanted name in the archive's directory.
* Throws an ArchiveError for anything in the directory that no release has, whichever entry it concerns.
*/
async function extractFromZip(archive, member, open$1, limits) {
	const file = await open(archive, "r");
	try {
		const { entries, start } = await readDirectory(file, limits);
		const refuseDuplicate = withoutDuplicates();
		for (const { name } of entries) refuseDuplicate(safeName(name));
		requireModestTotal(entries, limits);
		const entry = entries.find(({ name }) => safeName(name) === member && !name.endsWith("/"));
		if (entry === void 0) throw new ArchiveError("missing", `it has no ${member} in it`);
		if (entry.size > limits.memberBytes) throw new ArchiveError("too-large", `its program has more than ${limits.memberBytes} bytes`);
		if (entry.packedSize === 0) throw new ArchiveError("truncated", "its program is empty");
		const at = await contentStart(file, entry);
		if (at + entry.packedSize > start) throw new ArchiveError("corrupt", "its parts overlap");
		return await write(unpacked(file, entry, at), entry, open$1);
	} catch (thrown) {
		throw asArchiveError(thrown);
	} finally {
		await file.close();
	}
}
function requireModestTotal(entries, { totalBytes }) {
	if (entries.reduce((sum, { size }) => sum + size, 0) <= totalBytes) return;
	throw new ArchiveError("too-large", `it unpacks to more than ${totalBytes} bytes`);
}
/** Where the content begins; the entry's own header must say the same as the directory. */
async function contentStart(file, entry) {
	const { bytes, signature } = localHeader;
	const header = await readAt(file, entry.headerAt, bytes);
	const nameLength = header.readUInt16LE(26);
	const name = await readAt(file, entry.headerAt + bytes, nameLength);
	if (!(header.readUInt32LE(0) === signature && header.readUInt16LE(8) === entry.method && name.toString("utf8") === entry.name)) throw new ArchiveError("corrupt", "an entry contradicts the archive's directory");
	return entry.headerAt + bytes + nameLength + header.readUInt16LE(28);
}
async function readAt(file, position, length) {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
	if (bytesRead < length) throw new ArchiveError("truncated", "it ends in the middle of an entry");
	return buffer;
}
function unpacked(file, entry, start) {
	const end = start + entry.packedSize - 1;
	const source = file.createReadStream({
		start,
		end,
		autoClose: false
	});
	if (entry.method === stored) return source;
	const inflate = createInflateRaw();
	source.on("error", (error) => inflate.destroy(error));
	inflate.on("close", () => source.destroy());
	return source.pipe(inflate);
}
async function write(content, { size, checksum }, open) {
	const sink = open();
	let written = 0;
	let sum = 0;
	try {
		for await (const piece of content) {
			written += piece.length;
			if (written > size) throw new ArchiveError("corrupt", "an entry is larger than it says");
			sum = crc32(piece, sum);
			await sink.write(piece);
		}
		if (written < size) throw new ArchiveError("truncated", "an entry is smaller than it says");
		if (sum !== checksum) throw new ArchiveError("corrupt", "the checksum of its program is wrong");
		return await sink.finish();
	} catch (thrown) {
		await sink.discard();
		throw thrown;
	}
}
/** What zlib says, in the words of archives; everything else stays as it is. */
function asArchiveError(thrown) {
	const code = systemCodeOf(thrown);
	if (code === "Z_BUF_ERROR") return new ArchiveError("truncated", "an entry ends in the middle", { cause: thrown });
	if (code?.startsWith("Z_") !== true) return thrown;
	return new ArchiveError("corrupt", `an entry is damaged (${code})`, { cause: thrown });
}
// src/trivy/release-signature.ts
var release_signature_exports = /* @__PURE__ */ __exportAll({ judgeReleaseSignature: () => judgeReleaseSignature });
const issuer = "https://token.actions.githubusercontent.com";
/** Who signs Trivy's releases: trivy docs/getting-started/signature-verification.md. */
function signerOf(version) {
	return `https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml@refs/tags/v${version}`;
}
/**
* Judges a release by its Sigstore bundle: `verified`, or `unproven` where the trust root at hand is
* older than the instance that signed. Throws a TrivyError for a bundle that is not the release's.
*/
function judgeReleaseSignature(release) {
	const { archive, bundle, version, now } = release;
	try {
		const root = release.trustRoot ?? snapshotOfPublicRoot().root;
		const material = readBlobBundle(bundle, archive);
		if (!isKnownTo(root, material)) return "unproven";
		const identities = [{
			issuer,
			identity: signerOf(version)
		}];
		judgeByIdentity(material, {
			kind: "keyless",
			identities
		}, {
			digest: "",
			trust: [root],
			now
		});
		return "verified";
	} catch (thrown) {
		if (thrown instanceof Undecided) return "unproven";
		throw new TrivyError("program", `${`the signature of Trivy ${version} does not hold: ${messageOf(thrown)}`}; do not use this archive; let vulnerabilities.trivy.mirror name a source you trust`, { cause: thrown });
	}
}
/** Whether the root has heard of the logs and of the authority that the material names. */
function isKnownTo({ material: root }, { certificate, logEntries }) {
	const knowsLogs = logEntries.every(({ logId }) => root.tlogs.some(({ logID }) => logID.equals(logId.keyId)));
	if (!knowsLogs || certificate === void 0) return knowsLogs;
	const wanted = import_dist.X509Certificate.parse(certificate).extAuthorityKeyID?.keyIdentifier;
	return wanted === void 0 || root.certificateAuthorities.some(({ certChain }) => certChain.some((one) => one.extSubjectKeyID?.keyIdentifier.equals(wanted) === true));
}
export { keepYoungMemorySmall as i, snapshotOfPublicRoot as n, judge_vulnerabilities_exports as r, publicMirror as t };
