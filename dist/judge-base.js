import { At as resolvePath, Ct as tooLarge, Dt as isKustomizationFile, Et as isKustomization, On as anyGlob, Ot as folderOf, St as maxFileBytes, Tt as fileNames, dt as readFiles, ft as readTree, gr as isMapping, hr as Field, ht as problemSpeaker, kt as isRemote, lr as compareLocation, mr as problemFindings, mt as mayHoldObjects, pt as treeOf, s as policyFileReader, vr as onceEach, wt as readingOf, xt as DiskFiles, zt as checkNamed } from "./gate.js";
import { O as git, b as withCommitTree } from "./git.js";
import { isUtf8 } from "node:buffer";
import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
// src/baseline/git-folders.ts
/** As many links as systems follow on the way to one file. */
const maxLinks = 40;
/** The folders of a commit, and the way through its links, as a checkout of it at `root` would have them. */
var GitFolders = class {
	#root;
	#entries = /* @__PURE__ */ new Map();
	#folders = /* @__PURE__ */ new Map([["", /* @__PURE__ */ new Map()]]);
	#targets;
	/** `targets`: the text of each link, by the name of its blob. `root` has no link in it. */
	constructor(root, entries, targets) {
		this.#root = root;
		this.#targets = targets;
		for (const entry of entries) this.#add(entry);
	}
	/** What stands at a path of the commit, links not followed. */
	entryAt(relative) {
		return this.#entries.get(relative);
	}
	/** What a folder holds; a submodule is an empty one. Nothing where there is none. */
	entriesOf(relative) {
		const folder = this.#folders.get(relative);
		return folder && [...folder.values()];
	}
	/** Where an absolute path leads, links followed. Throws where nothing is there. */
	placeOf(absolute, linksLeft = maxLinks) {
		let left = linksLeft;
		const parts = this.#partsOf(path.resolve(absolute));
		if (parts === void 0) return this.#outside(absolute, left);
		let at = "";
		const pending = parts.reverse();
		for (let name = pending.pop(); name !== void 0; name = pending.pop()) {
			if (name === "" || name === ".") continue;
			if (name === "..") {
				if (at === "") return this.#outside(path.join(this.#root, "..", ...pending.reverse()), left);
				at = folderOf(at);
				continue;
			}
			const next = at === "" ? name : `${at}/${name}`;
			const entry = this.#entries.get(next);
			if (entry?.mode !== "120000") {
				if (!this.#folders.has(next) && (entry === void 0 || pending.length > 0)) throw nothing();
				at = next;
				continue;
			}
			const target = this.#targets.get(entry.id) ?? "";
			if (target === "" || --left < 0) throw nothing();
			if (path.isAbsolute(target)) return this.placeOf(path.join(target, ...pending.reverse()), left);
			pending.push(...target.split("/").reverse());
		}
		const entry = this.#entries.get(at);
		if (this.#folders.has(at)) return {
			kind: "folder",
			path: at
		};
		if (entry === void 0) throw nothing();
		return {
			kind: "file",
			path: at,
			entry
		};
	}
	/** The names from the root to an absolute path; nothing where it lies outside. */
	#partsOf(absolute) {
		const relative = path.relative(this.#root, absolute);
		if (relative === "") return [];
		if (relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return void 0;
		return relative.split(path.sep);
	}
	/** What lies outside of a repository is no part of any commit, and is the same for all of them. */
	#outside(absolute, linksLeft) {
		const real = realpathSync(absolute);
		if (this.#partsOf(real) === void 0) return {
			kind: "outside",
			absolute: real
		};
		if (linksLeft <= 0) throw nothing();
		return this.placeOf(real, linksLeft - 1);
	}
	#add(entry) {
		this.#entries.set(entry.path, entry);
		const isSubmodule = entry.mode === "160000";
		if (isSubmodule) this.#folders.set(entry.path, /* @__PURE__ */ new Map());
		let kind = isSubmodule ? "folder" : entry.mode === "120000" ? "link" : "file";
		for (let child = entry.path;; child = folderOf(child)) {
			const parent = folderOf(child);
			const name = child.slice(child.lastIndexOf("/") + 1);
			const known = this.#folders.get(parent);
			const folder = known ?? /* @__PURE__ */ new Map();
			folder.set(name, folderEntry(name, kind));
			if (known !== void 0) return;
			this.#folders.set(parent, folder);
			kind = "folder";
		}
	}
};
function folderEntry(name, kind) {
	return {
		name,
		isDirectory: () => kind === "folder",
		isSymbolicLink: () => kind === "link"
	};
}
function nothing() {
	return /* @__PURE__ */ new Error("nothing is there");
}
// src/baseline/commit-files.ts
/** Longer links lead nowhere on any system. */
const longestLink = 4096;
const nothingRead = readingOf("", { bytes: /* @__PURE__ */ new Uint8Array() }, true);
/**
* The files of a commit as a checkout of it at `root` would have them. What the disk has with the same
* bytes is taken from there; of the rest, what is asked for comes with the next `load`.
*/
var CommitFiles = class CommitFiles {
	#root;
	#tree;
	#folders;
	#here;
	#read = /* @__PURE__ */ new Map();
	#wanted = [];
	#missing = /* @__PURE__ */ new Set();
	#modules;
	constructor(root, tree, folders, here) {
		this.#root = root;
		this.#tree = tree;
		this.#folders = folders;
		this.#here = here;
	}
	/** Reads the links, which lead to files, and the list of submodules. `root` has no link in it. */
	static async of(root, tree, here) {
		const links = tree.entries.filter(({ mode }) => mode === "120000").map(({ id }) => id);
		const targets = /* @__PURE__ */ new Map();
		for await (const object of tree.blobs([...new Set(links)], longestLink)) {
			if (object.state === "whole" && isUtf8(object.bytes)) targets.set(object.id, object.bytes.toString("utf8"));
			if (object.state === "missing") throw new MissingFile(object.id);
		}
		const folders = new GitFolders(root, tree.entries, targets);
		const files = new CommitFiles(root, tree, folders, here);
		const modules = folders.entryAt(".gitmodules");
		if (modules !== void 0 && isRegular(modules)) await files.#loadModules(modules);
		return files;
	}
	get submodules() {
		return this.#tree.entries.flatMap((entry) => entry.mode === "160000" ? [entry.path] : []);
	}
	realPath(absolute) {
		const place = this.#folders.placeOf(absolute);
		return place.kind === "outside" ? place.absolute : this.#absolute(place.path);
	}
	isFolder(absolute) {
		const place = this.#folders.placeOf(absolute);
		if (place.kind === "outside") return statSync(place.absolute).isDirectory();
		return place.kind === "folder";
	}
	entries(folder) {
		const direct = this.#folders.entriesOf(this.#relative(folder));
		if (direct !== void 0) return direct;
		const place = this.#folders.placeOf(folder);
		const entries = place.kind === "folder" ? this.#folders.entriesOf(place.path) : void 0;
		if (entries === void 0) throw new Error("there is no such folder");
		return entries;
	}
	fileReading(file, isNamed) {
		const entry = this.#folders.entryAt(this.#relative(file.absolute));
		if (entry === void 0 || !isRegular(entry)) return readingOf(file.path, notRegular, isNamed);
		const { id } = entry;
		const known = this.#here.readingOf(file, id, isNamed) ?? this.#read.get(keyOf(file, isNamed));
		if (known !== void 0) return known;
		if (this.#missing.has(id)) throw new MissingFile(id);
		this.#wanted.push({
			id,
			file,
			isNamed
		});
		return nothingRead;
	}
	plainText(absolute) {
		return absolute === this.#absolute(".gitmodules") ? this.#modules : void 0;
	}
	/** Whether something is there. */
	has(absolute) {
		return this.#placeOf(absolute) !== void 0;
	}
	/** The entry at a path of the commit, links not followed. */
	entryAt(relative) {
		return this.#folders.entryAt(relative);
	}
	/** Whether there is certainly nothing: neither an entry nor a folder, and no link on the way. */
	hasNothingAt(relative) {
		if (this.#folders.entriesOf(relative) !== void 0) return false;
		for (let at = relative; at !== ""; at = folderOf(at)) if (this.#folders.entryAt(at) !== void 0) return false;
		return true;
	}
	/** All but folders in a folder of the commit, to any depth. */
	pathsUnder(folder) {
		const start = folder === "" ? "" : `${folder}/`;
		return this.#tree.entries.map((entry) => entry.path).filter((at) => at.startsWith(start));
	}
	/** What a file of the commit came to, if it was read. */
	readingAt(relative) {
		const file = {
			absolute: this.#absolute(relative),
			path: relative
		};
		return this.#read.get(keyOf(file, false)) ?? this.#read.get(keyOf(file, true));
	}
	/** Asks for the files that may hold objects and are not on the disk as they are here, most likely all that will be asked for. */
	expect(isExpected) {
		for (const entry of this.#tree.entries) {
			if (!isRegular(entry) || !mayHoldObjects(entry.path) || !isExpected(entry.path)) continue;
			const file = {
				absolute: this.#absolute(entry.path),
				path: entry.path
			};
			if (this.#here.readingOf(file, entry.id, false) !== void 0) continue;
			this.#wanted.push({
				id: entry.id,
				file,
				isNamed: false
			});
		}
	}
	/** Reads the files that were asked for in vain; whether there were any. */
	async load() {
		const wanted = /* @__PURE__ */ new Map();
		for (const file of this.#wanted) wanted.set(file.id, [...wanted.get(file.id) ?? [], file]);
		this.#wanted = [];
		for await (const object of this.#tree.blobs([...wanted.keys()], maxFileBytes)) {
			if (object.state === "missing") {
				this.#missing.add(object.id);
				continue;
			}
			const read = bytesOf(object);
			for (const { file, isNamed } of wanted.get(object.id) ?? []) this.#read.set(keyOf(file, isNamed), readingOf(file.path, read, isNamed));
		}
		return wanted.size > 0;
	}
	async #loadModules({ id }) {
		for await (const object of this.#tree.blobs([id], maxFileBytes)) {
			const read = bytesOf(object);
			if ("bytes" in read) this.#modules = Buffer.from(read.bytes).toString("utf8");
		}
	}
	#placeOf(absolute) {
		try {
			return this.#folders.placeOf(absolute);
		} catch {
			return;
		}
	}
	#absolute(relative) {
		if (relative === "") return this.#root;
		return `${this.#root}${path.sep}${path.sep === "/" ? relative : relative.split("/").join(path.sep)}`;
	}
	#relative(absolute) {
		const relative = absolute.slice(this.#root.length + 1);
		return path.sep === "/" ? relative : relative.split(path.sep).join("/");
	}
};
/** A file of the base that neither the checkout nor the server has. */
var MissingFile = class extends Error {
	name = "MissingFile";
	constructor(id) {
		super(`the object ${id} of it is neither in the checkout nor to be had from the server`);
	}
};
const notRegular = { refusal: "This is not a regular file." };
function bytesOf(object) {
	if (object.state === "missing") throw new MissingFile(object.id);
	return object.state === "too-large" ? tooLarge(object.size) : { bytes: object.bytes };
}
function isRegular({ mode }) {
	return mode.startsWith("100");
}
/** By a link one file can be read under two paths. */
function keyOf({ absolute, path: shown }, isNamed) {
	return `${isNamed ? "+" : "-"}${absolute}\0${shown}`;
}
// src/baseline/demands.ts
/**
* What the policy's section `signatures` asks of each use of an image, by the same files as the check.
* Nothing is contacted. Throws UsageError where a file of the policy has a mistake.
*/
async function demandsBy({ policy, root }) {
	const section = policy.signatures;
	if (section === void 0) return void 0;
	const [{ readClusterImagePolicies }, { prepareSignatures, requirementsFor }] = await Promise.all([import("./signatures.js").then((n) => n.v), import("./signatures.js").then((n) => n.a)]);
	const policies = readClusterImagePolicies(root, section.clusterImagePolicies);
	const readFile = policyFileReader(root);
	const requirements = prepareSignatures(section, policy.path ?? "the policy", readFile, policies);
	return onceEach(({ reference, resource }) => requirementsFor({
		reference,
		resource
	}, requirements));
}
/** Whether a use has to meet nothing that the other has not, and meets the same fate without a demand. */
function asksNoMore(use, other) {
	return use.skipped === other.skipped && use.unlisted?.level === other.unlisted?.level && use.needs.every((need) => other.needs.some((known) => isSame(need, known)));
}
/** A ClusterImagePolicy's need is made anew for each object, from the same ways. */
function isSame(need, other) {
	return need.ways === other.ways && need.platforms === other.platforms && need.mode === other.mode;
}
// src/baseline/known-images.ts
/** The images that the base's own files would run, by reference. */
var KnownImages = class {
	#here;
	#there;
	#demandsOf;
	#demands = /* @__PURE__ */ new Map();
	constructor({ here, there, named, demandsOf }) {
		const names = new Set(named);
		this.#here = byReference(here);
		this.#there = byReference(there.filter(({ reference }) => !names.has(reference)));
		this.#demandsOf = demandsOf;
	}
	/** Whether the base runs the image under the same reference, wherever it does. */
	has({ image }) {
		return image !== void 0 && this.#there.has(image);
	}
	/** Whether some use of the image in the base has to meet all that the use with the finding has to. */
	hasWithDemands(finding) {
		const { image, location } = finding;
		const demandsOf = this.#demandsOf;
		if (image === void 0 || demandsOf === void 0) return false;
		const uses = (this.#here.get(image) ?? []).filter(({ field }) => field !== void 0 && compareLocation(field.location, location) === 0);
		const known = this.#demandsThere(image, demandsOf);
		return uses.length > 0 && uses.every((use) => known.some((demands) => asksNoMore(demandsOf(use), demands)));
	}
	#demandsThere(image, demandsOf) {
		const kept = this.#demands.get(image);
		if (kept !== void 0) return kept;
		const found = [];
		for (const use of this.#there.get(image) ?? []) {
			const demands = demandsOf(use);
			if (!found.some((other) => asksNoMore(demands, other))) found.push(demands);
		}
		this.#demands.set(image, found);
		return found;
	}
};
function byReference(uses) {
	const found = /* @__PURE__ */ new Map();
	for (const use of uses) {
		const known = found.get(use.reference);
		if (known === void 0) found.set(use.reference, [use]);
		else known.push(use);
	}
	return found;
}
// src/baseline/read-base.ts
/** Kustomizations name files that name files; real ones do so a handful of times. */
const maxRounds = 100;
/**
* Reads the same paths as the run, as the base has them. Paths and constraints that the base has not
* are left out. `root` has no link in it. Throws MissingFile, and Error where the reading has no end.
*/
async function readBase(request, root, files) {
	const excluded = anyGlob(request.policy.exclude);
	const paths = request.paths.map((named) => underRoot(path.resolve(named), request.root, root));
	const round = () => ({
		tree: readFiles({
			root,
			paths: paths.filter((at) => files.has(at)),
			excluded,
			images: [],
			files
		}),
		constraints: constraintFiles(request, root).filter((file) => isInside(root, file) && files.has(file)).map((file) => readFiles({
			root,
			paths: [file],
			excluded: () => false,
			images: [],
			files
		}))
	});
	const starts = paths.map((at) => path.relative(root, at).split(path.sep).join("/"));
	files.expect((file) => starts.some((start) => covers(start, file)) && !excluded(file));
	await files.load();
	let read = round();
	for (let rounds = 1; await files.load(); rounds++) {
		if (rounds === maxRounds) throw new Error("its kustomizations name each other without an end");
		read = round();
	}
	return {
		tree: treeOf(read.tree, replacementsAmong(request.images)),
		constraints: [...read.constraints.flatMap((reading) => treeOf(reading, []).resources), ...constraintFiles(request, root).filter((file) => !isInside(root, file)).flatMap(resourcesOutside)]
	};
}
/** What replaces a name in the files does so in both trees; an image beside them is the run's own. */
function replacementsAmong(images) {
	return images.filter(({ name }) => name !== void 0);
}
function constraintFiles({ policy }, root) {
	return policy.registries.constraints.map((file) => path.resolve(root, file));
}
/** A constraint from elsewhere than the judged repository is the same for both trees. */
function resourcesOutside(file) {
	const request = {
		root: path.dirname(file),
		paths: [file],
		excluded: () => false,
		images: []
	};
	return readTree(request).resources;
}
/** The path with the root as it is without links. */
function underRoot(absolute, named, root) {
	const relative = path.relative(named, absolute);
	return isInside(named, absolute) || relative === "" ? path.join(root, relative) : absolute;
}
function covers(start, file) {
	return start === "" || file === start || file.startsWith(`${start}/`);
}
function isInside(folder, absolute) {
	return absolute.startsWith(folder + path.sep);
}
// src/baseline/submodules.ts
/** As many submodules as are asked about; more count as changed. */
const maxSubmodules = 1e3;
/** The commits, by path, that the checkout's index names for the submodules that are not checked out. */
async function submodulesIn(root, tree) {
	const paths = tree.problems.filter(({ kind }) => kind === "empty-submodule").map(({ offender }) => String(offender).replace(/\/+$/, "")).filter((named) => named !== "").slice(0, maxSubmodules);
	if (paths.length === 0) return /* @__PURE__ */ new Map();
	const { stdout } = await git([
		"ls-files",
		"--stage",
		"-z",
		"--",
		...paths
	], { folder: root });
	return new Map(stdout.toString("utf8").split("\0").flatMap((line) => {
		const { id, at } = /^160000 (?<id>[0-9a-f]+) 0\t(?<at>.+)$/s.exec(line)?.groups ?? {};
		return id === void 0 || at === void 0 ? [] : [[at, id]];
	}));
}
// src/baseline/same-charts.ts
const templates = "templates";
/** Says what a chart is, and in older ones what it is built upon. https://helm.sh/docs/topics/charts/ */
const chartFiles = ["Chart.yaml", "requirements.yaml"];
/** Tells whether the chart of a template is the same as in the base. Values from elsewhere are not asked about. */
var SameCharts = class {
	#files;
	#here;
	constructor(files, here) {
		this.#files = files;
		this.#here = here;
	}
	/** The whole folder of the chart, and those of other charts in the repository that it is built upon. */
	hasChartOf(template) {
		const seen = /* @__PURE__ */ new Set([this.#chartOf(template)]);
		for (const chart of seen) {
			if (!this.#files.folder(chart)) return false;
			for (const word of chartFiles.flatMap((name) => this.#localCharts(pathIn(chart, name)))) {
				const other = resolvePath(chart, word);
				const at = other === void 0 ? void 0 : this.#files.thingAt(other);
				if (at?.thing !== "folder") return false;
				seen.add(at.real);
			}
		}
		return true;
	}
	/**
	* The outermost folder around the template with a Chart.yaml, for a chart hands its values to those in
	* it; without one the folder that the folder `templates` lies in.
	*/
	#chartOf(template) {
		const around = foldersAround(template);
		const outermost = around.filter((folder) => this.#mayBeFile(pathIn(folder, "Chart.yaml"))).at(-1);
		if (outermost !== void 0) return outermost;
		const holder = around.findLast((folder) => lastNameOf(folder) === templates);
		return folderOf(holder ?? template);
	}
	#mayBeFile(file) {
		const at = this.#files.thingAt(file);
		return at === void 0 || at.thing === "file";
	}
	/** `repository: file://../common` */
	#localCharts(file) {
		if (this.#files.thingAt(file)?.thing !== "file") return [];
		return [...(this.#here.plainText(this.#files.absolute(file)) ?? "").matchAll(/\bfile:\/\/(?<at>[^\s"',\]}]+)/g)].flatMap(({ groups }) => {
			return groups?.["at"] ?? [];
		});
	}
};
/** Whether Helm would render the file as a part of a chart. */
function isInTemplates(file) {
	return foldersAround(file).some((folder) => lastNameOf(folder) === templates);
}
/** From the nearest to the root. */
function foldersAround(file) {
	const folders = [];
	for (let folder = folderOf(file); folder !== ""; folder = folderOf(folder)) folders.push(folder);
	return [...folders, ""];
}
function pathIn(folder, name) {
	return folder === "" ? name : `${folder}/${name}`;
}
function lastNameOf(folder) {
	return folder.slice(folder.lastIndexOf("/") + 1);
}
// src/baseline/same-files.ts
/** More files than this of one folder are not compared; it counts as changed. */
const maxFiles = 2e4;
/** Tells whether what stands at a path is the same in the run and in its base; paths are relative to the root, with `/`. */
var SameFiles = class {
	#sides;
	#entries = /* @__PURE__ */ new Map();
	#things = /* @__PURE__ */ new Map();
	#folders = /* @__PURE__ */ new Map();
	constructor(sides) {
		this.#sides = sides;
	}
	/** The entry itself; of a link its text and the file that it leads to. A checkout may hold other bytes than the commit for the same text: line breaks, an encoding. */
	entry(relative) {
		const known = this.#entries.get(relative);
		if (known !== void 0) return known;
		const same = this.#isSameEntry(relative);
		this.#entries.set(relative, same);
		return same;
	}
	#isSameEntry(relative) {
		const { here, there } = this.#sides;
		const entry = there.entryAt(relative);
		if (entry === void 0) return false;
		const absolute = this.absolute(relative);
		if (entry.mode === "120000") return here.idAt(absolute) === entry.id && this.#linksToTheSame(relative);
		if (here.idAt(absolute) === entry.id) return true;
		const ours = plainText(here.readingAt(absolute));
		return ours !== void 0 && ours === plainText(there.readingAt(relative));
	}
	#linksToTheSame(link) {
		const at = this.thingAt(link);
		return at !== void 0 && (at.thing !== "file" || this.entry(at.real));
	}
	/** Whether the base has something at the path, links not followed. */
	isEntry(relative) {
		return this.#sides.there.entryAt(relative) !== void 0;
	}
	/** What the path leads to on both sides, and whether that is the same thing at the same place. */
	thingAt(relative) {
		if (!this.#things.has(relative)) this.#things.set(relative, this.#placed(relative));
		return this.#things.get(relative);
	}
	#placed(relative) {
		const { root, there } = this.#sides;
		if (!this.#sameSubmodulesOn(relative)) return void 0;
		const absolute = this.absolute(relative);
		if (isNowhere(absolute) && there.hasNothingAt(relative)) return {
			thing: "nothing",
			real: ""
		};
		const ours = placeOf(absolute, root, realpathSync.native, (at) => statSync(at).isDirectory());
		const theirs = placeOf(absolute, root, (at) => there.realPath(at), (at) => there.isFolder(at));
		return ours.thing === theirs.thing && ours.real === theirs.real ? ours : void 0;
	}
	/** A folder with all that lies in it and all that its links lead to. */
	folder(relative) {
		const known = this.#folders.get(relative);
		if (known !== void 0) return known;
		const same = this.#holdsTheSame(relative, /* @__PURE__ */ new Set());
		this.#folders.set(relative, same);
		return same;
	}
	/** What lies in a submodule that is not checked out is the same with its commit. */
	#sameSubmodulesOn(relative) {
		for (let at = relative; at !== ""; at = folderOf(at)) {
			const entry = this.#sides.there.entryAt(at);
			if ((entry?.mode === "160000" ? entry.id : void 0) !== this.#sides.submodules.get(at)) return false;
		}
		return true;
	}
	/** A submodule that is not checked out, at the same commit. */
	submodule(relative) {
		return this.#sides.submodules.has(relative) && this.#sameSubmodulesOn(relative);
	}
	absolute(relative) {
		return path.join(this.#sides.root, ...relative.split("/"));
	}
	/** `seen`: a link back to where the walk comes from adds nothing. */
	#holdsTheSame(folder, seen) {
		if (seen.has(folder)) return true;
		seen.add(folder);
		const theirs = this.#sides.there.pathsUnder(folder);
		const ours = this.#pathsOnDisk(folder);
		return theirs.length <= maxFiles && ours?.length === theirs.length && ours.every((file) => this.entry(file) && this.#leadsToTheSame(file, seen));
	}
	#leadsToTheSame(file, seen) {
		if (this.#sides.there.entryAt(file)?.mode !== "120000") return true;
		const at = this.thingAt(file);
		if (at === void 0 || at.thing === "outside") return false;
		if (at.thing === "folder") return this.#holdsTheSame(at.real, seen);
		return at.thing === "nothing" || this.entry(at.real);
	}
	/** All but folders, links not followed; nothing where there are too many, or some cannot be listed. */
	#pathsOnDisk(folder) {
		const found = [];
		const open = [folder];
		try {
			for (let next = open.pop(); next !== void 0; next = open.pop()) {
				for (const entry of readdirSync(this.absolute(next), { withFileTypes: true })) {
					if (next === "" && entry.name === ".git") continue;
					const at = next === "" ? entry.name : `${next}/${entry.name}`;
					(entry.isDirectory() ? open : found).push(at);
				}
				if (found.length + open.length > maxFiles) return void 0;
			}
		} catch {
			return;
		}
		return found;
	}
};
function isNowhere(absolute) {
	try {
		return lstatSync(absolute, { throwIfNoEntry: false }) === void 0;
	} catch {
		return true;
	}
}
function placeOf(absolute, root, realPath, isFolder) {
	let real;
	let thing;
	try {
		real = realPath(absolute);
		thing = isFolder(real) ? "folder" : "file";
	} catch {
		return {
			thing: "nothing",
			real: ""
		};
	}
	const relative = path.relative(root, real);
	if (relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return {
		thing: "outside",
		real
	};
	return {
		thing,
		real: relative.split(path.sep).join("/")
	};
}
/** The text without differences in line breaks; nothing for what is no text as a whole. */
function plainText(reading) {
	return reading?.isText === true ? reading.source?.text.replaceAll("\r\n", "\n") : void 0;
}
// src/baseline/kustomization-inputs.ts
/** Fields at the top that name no file; a field that nobody here has heard of may. */
const withoutPaths = /* @__PURE__ */ new Set([
	"apiVersion",
	"kind",
	"metadata",
	"namespace",
	"namePrefix",
	"nameSuffix",
	"labels",
	"commonLabels",
	"commonAnnotations",
	"images",
	"imageTags",
	"replicas",
	"buildMetadata",
	"sortOptions",
	"generatorOptions",
	"vars"
]);
/** Parts of patches, replacements, generators and charts that name no file. */
const partsWithoutPaths = /* @__PURE__ */ new Set([
	"target",
	"targets",
	"source",
	"patch",
	"options",
	"literals",
	"valuesInline"
]);
/**
* Fields whose files name no further ones, but where they are kustomizations. What others name, such as
* generators and transformers, may name anything in turn, and charts.
*/
const plainFields = /* @__PURE__ */ new Set([
	"resources",
	"bases",
	"components",
	"crds",
	"configurations",
	"openapi",
	"patches",
	"patchesStrategicMerge",
	"patchesJson6902",
	"replacements",
	"configMapGenerator",
	"secretGenerator"
]);
/** Charts lie there unless something says otherwise. */
const chartHome = "charts";
/**
* What a kustomization names, rather too much than too little: kustomize refuses fields that it does not
* know, and knows more of them in each version. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
*/
function inputsOf(document) {
	const paths = /* @__PURE__ */ new Set();
	const programs = /* @__PURE__ */ new Set();
	let remote = false;
	for (const field of Field.root(document).entries()) {
		const key = field.key ?? "";
		if (withoutPaths.has(key)) continue;
		const isPlain = plainFields.has(key);
		if (!isPlain) paths.add(chartHome);
		for (const text of textsUnder(field)) for (const word of isPlain ? fileNamesIn(text) : wordsIn(text)) {
			paths.add(word);
			if (!isPlain) programs.add(word);
			remote ||= isRemote(word);
		}
	}
	return {
		paths,
		programs,
		isRemote: remote
	};
}
/** The words of a text that may be paths: `files: [app.conf=config/app.conf]`. */
function wordsIn(text) {
	return text.split(/[\s"'`,[\]{}]+/).flatMap(fileNamesIn);
}
/** `app.conf=config/app.conf` is what generators call a file and where it lies. */
function fileNamesIn(text) {
	if (text === "" || text.includes("\n")) return [];
	const equals = text.indexOf("=");
	return equals < 0 ? [text] : [text, text.slice(equals + 1)];
}
/** Walks with a stack of its own, so that no nesting exhausts the engine's. */
function* textsUnder(start) {
	const open = [start];
	for (let field = open.pop(); field !== void 0; field = open.pop()) {
		if (typeof field.value === "string") yield field.value;
		const children = isMapping(field.value) ? field.entries() : field.items();
		for (const child of children) if (!partsWithoutPaths.has(child.key ?? "")) open.push(child);
	}
}
// src/baseline/same-kustomizations.ts
/** More words than this of one kustomization are not looked up; it counts as changed. */
const maxWords = 1e5;
/** Tells whether a kustomization is the same as in the base with every file that it reads. */
var SameKustomizations = class {
	#files;
	#here;
	#known = /* @__PURE__ */ new Map();
	#leads = /* @__PURE__ */ new Map();
	#disk = new DiskFiles();
	constructor(files, here) {
		this.#files = files;
		this.#here = here;
	}
	/**
	* By the path of its file; of a file that is none, whether that is the same. Never where something
	* comes from elsewhere, for nobody knows what it was.
	*/
	has(file) {
		const known = this.#known.get(file);
		if (known !== void 0) return known;
		const same = new Comparing(this.#files, this.#here, this.#disk, this.#leads).isSame(file);
		this.#known.set(file, same);
		return same;
	}
};
var Comparing = class {
	#files;
	#here;
	#disk;
	#seen = /* @__PURE__ */ new Set();
	#open = [];
	/** By file, what is left to follow of a kustomization: all but plain files that are the same. */
	#leads;
	#words = 0;
	constructor(files, here, disk, leads) {
		this.#files = files;
		this.#here = here;
		this.#disk = disk;
		this.#leads = leads;
	}
	isSame(file) {
		if (!this.#file(file, [folderOf(file)], false)) return false;
		for (let next = this.#open.pop(); next !== void 0; next = this.#open.pop()) {
			const { word, folders, isProgram } = next;
			if (++this.#words > maxWords) return false;
			if (!folders.every((folder) => this.#named(word, folder, isProgram, folders))) return false;
		}
		return true;
	}
	#named(word, folder, isProgram, folders) {
		if (isProgram && word.startsWith("/")) return true;
		const target = resolvePath(folder, word);
		if (target === void 0) return false;
		const at = this.#files.thingAt(target);
		switch (at?.thing) {
			case "nothing": return !this.#files.isEntry(target);
			case "file": return this.#file(at.real, folders, isProgram);
			case "folder": return this.#folder(at.real, folders, isProgram);
			default: return false;
		}
	}
	#file(file, folders, isProgram) {
		const key = JSON.stringify([file, isProgram ? folders : []]);
		if (this.#seen.has(key)) return true;
		this.#seen.add(key);
		if (!this.#files.entry(file)) return false;
		const { documents: all, problems } = this.#readingOf(file);
		const documents = all.filter(isKustomization);
		if (isKustomizationFile(file) && (documents.length === 0 || problems.some(isUnread)) || isProgram && documents.length === 0) return this.#program(file, folders);
		if (isProgram) return documents.every((each) => this.#kustomization(each, file, folders));
		const leads = this.#leads.get(file) ?? this.#leadsOf(documents, folderOf(file));
		if (leads === void 0) return false;
		this.#leads.set(file, leads);
		this.#open.push(...leads);
		return true;
	}
	/** What is left to follow of a file's kustomizations; nothing where they take something from elsewhere. */
	#leadsOf(documents, own) {
		const leads = [];
		for (const { paths, programs, isRemote: remote } of documents.map(inputsOf)) {
			if (remote) return void 0;
			for (const word of paths) {
				const isProgram = programs.has(word);
				if (!isProgram && this.#isSamePlainFile(word, own)) continue;
				leads.push({
					word,
					folders: [own],
					isProgram
				});
			}
		}
		return leads;
	}
	#isSamePlainFile(word, own) {
		const target = resolvePath(own, word);
		const at = target === void 0 ? void 0 : this.#files.thingAt(target);
		if (at?.thing !== "file" || !this.#files.entry(at.real)) return false;
		const { documents } = this.#readingOf(at.real);
		return !isKustomizationFile(at.real) && !documents.some(isKustomization);
	}
	/** The folder's kustomization; without one everything in it. */
	#folder(real, folders, isProgram) {
		for (const name of fileNames) {
			const file = real === "" ? name : `${real}/${name}`;
			const at = this.#files.thingAt(file);
			if (at === void 0 || at.thing === "outside") return false;
			if (at.thing === "file") return this.#file(file, folders, isProgram);
		}
		return this.#files.folder(real);
	}
	/** One among programs: what it names says more in turn. */
	#kustomization(document, file, folders) {
		const inputs = inputsOf(document);
		if (inputs.isRemote) return false;
		const around = [.../* @__PURE__ */ new Set([...folders, folderOf(file)])];
		for (const word of inputs.paths) this.#open.push({
			word,
			folders: around,
			isProgram: true
		});
		return true;
	}
	/** What says how objects are made or changed names files as it likes. */
	#program(file, folders) {
		const at = this.#files.thingAt(file);
		const text = at && this.#here.plainText(this.#files.absolute(at.real));
		if (text === void 0 || text.startsWith("version https://git-lfs.")) return false;
		const around = [.../* @__PURE__ */ new Set([...folders, folderOf(file)])];
		for (const word of new Set(wordsIn(text))) {
			if (isRemote(word)) return false;
			if (this.#words + this.#open.length > maxWords) return false;
			this.#open.push({
				word,
				folders: around,
				isProgram: true
			});
		}
		return true;
	}
	/** What the run has read there, or what a reader of the disk finds under that name. */
	#readingOf(file) {
		const kept = this.#here.readingAt(this.#files.absolute(file));
		if (kept !== void 0) return kept;
		const absolute = this.#files.absolute(this.#files.thingAt(file)?.real ?? file);
		return this.#disk.fileReading({
			absolute,
			path: file
		}, true);
	}
};
function isUnread({ kind }) {
	return kind !== "duplicate-key";
}
// src/baseline/unchanged.ts
/** Tells whether what a finding could not look into is the same as in the base. */
var Unchanged = class {
	#sides;
	#files;
	#kustomizations;
	#charts;
	constructor(sides) {
		this.#sides = sides;
		this.#files = new SameFiles(sides);
		this.#kustomizations = new SameKustomizations(this.#files, sides.here);
		this.#charts = new SameCharts(this.#files, sides.here);
	}
	/** Always on the ground of the finding itself, which looked. */
	covers(finding, ground) {
		const { path } = finding.location;
		switch (ground) {
			case "finding": return true;
			case "file": return this.#isOfOneFile(finding) && this.#sameFile(finding);
			case "kustomization": return this.#kustomizations.has(path);
			case "chart": return this.#charts.hasChartOf(path);
			case "submodule": return this.#files.submodule(String(finding.offender).replace(/\/+$/, ""));
			case "image":
			case "demand":
			case "never": return false;
		}
	}
	/** Kustomizations that cannot be followed are so by what other files say. */
	#isOfOneFile({ rule, message, location }) {
		if (rule !== "files/unreadable") return true;
		const reading = this.#sides.here.readingAt(this.#files.absolute(location.path));
		return reading === void 0 || says(reading, message);
	}
	/** What cannot be read may be a kustomization, which reads more, or be rendered with a chart. */
	#sameFile({ rule, location: { path } }) {
		if (!(rule === "files/wrong-type") && isInTemplates(path) && !this.#charts.hasChartOf(path)) return false;
		return this.#files.entry(path) && this.#kustomizations.has(path);
	}
};
function says({ problems }, message) {
	return problems.some((problem) => problem.message === message);
}
// src/baseline/judge-base.ts
/** The checks whose findings depend on nothing but the files and the policy. */
const fileChecks = /* @__PURE__ */ new Set(["manifests", "registries"]);
/**
* Judges the base as the run was judged: the same paths, policy and replaced images, by those checks of
* the files that decided in the run. Throws where the base cannot be had or read in full.
*/
async function judgeBase({ commit, sources }, head) {
	const root = realpathSync(head.request.root);
	return withCommitTree(sources, commit, async (tree) => {
		const files = await CommitFiles.of(root, tree, head.files);
		const base = await readBase(head.request, root, files);
		const submodules = await submodulesIn(root, head.subject.tree);
		return {
			commit,
			findings: await findingsOf(base, head),
			images: await imagesOf(base, head),
			unchanged: new Unchanged({
				root,
				here: head.files,
				there: files,
				submodules
			})
		};
	});
}
async function findingsOf({ tree, constraints }, head) {
	const { runs } = head;
	const subject = {
		...head.subject,
		tree,
		constraints: [...tree.resources, ...constraints]
	};
	const { shard } = head.request;
	const speaker = shard === void 0 || shard.index === 1 ? problemSpeaker(runs) : void 0;
	const findings = speaker === void 0 ? [] : problemFindings(tree.problems, speaker.name);
	for (const { name, outcome } of runs) {
		if (!fileChecks.has(name) || outcome.kind !== "decided") continue;
		const judged = await checkNamed(name).run(subject);
		if (judged.kind === "decided") for (const finding of judged.findings) findings.push(finding);
	}
	return findings;
}
async function imagesOf({ tree }, head) {
	const { subject, request, runs } = head;
	const isAsked = runs.some(({ name, findings }) => name === "signatures" && findings.length > 0);
	return new KnownImages({
		here: subject.tree.images,
		there: tree.images,
		named: request.images.map(({ reference }) => reference),
		demandsOf: isAsked ? await demandsBy(subject) : void 0
	});
}
export { judgeBase };
