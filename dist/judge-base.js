import { $t as anyGlob, Fn as problemFindings, Ft as mayHoldObjects, It as problemSpeaker, Lt as maxFileBytes, Mt as readFiles, Nt as readTree, Pt as treeOf, Rt as tooLarge, Ut as folderOf, Xt as meansNoJudgement, un as checkNamed, zt as readingOf } from "./gate.js";
import { T as git, r as withCommitTree } from "./git.js";
import { realpathSync, statSync } from "node:fs";
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
		for await (const object of tree.blobs([...new Set(links)], longestLink)) if (object.state === "whole") targets.set(object.id, object.bytes.toString("utf8"));
		else if (object.state === "missing") throw new MissingFile(object.id);
		const folders = new GitFolders(root, tree.entries, targets);
		const files = new CommitFiles(root, tree, folders, here);
		const modules = folders.entryAt(".gitmodules");
		if (modules !== void 0 && isRegular(modules)) await files.#loadModules(modules);
		return files;
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
function keyOf({ absolute }, isNamed) {
	return `${isNamed ? "+" : "-"}${absolute}`;
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
// src/baseline/unchanged.ts
/** Rules that say of something that nobody looked into it; their evidence does not hold what it is. */
const rulesAboutTheUnseen = /* @__PURE__ */ new Set([
	"files/git-lfs-pointer",
	"files/link-not-followed",
	"files/template-not-judged"
]);
/** Tells whether what a finding could not look into is the same as in the base. */
var Unchanged = class {
	#sides;
	constructor(sides) {
		this.#sides = sides;
	}
	/** Always for findings that looked. */
	covers({ rule, location, offender }) {
		if (rule === "files/empty-submodule") return this.#sameSubmodule(String(offender));
		if (!meansNoJudgement(rule) && !rulesAboutTheUnseen.has(rule)) return true;
		return this.#sameFile(location.path);
	}
	/** A checkout may hold other bytes than the commit for the same text: line breaks, an encoding. */
	#sameFile(relative) {
		const { root, here, there } = this.#sides;
		const entry = there.entryAt(relative);
		if (entry === void 0) return false;
		const absolute = path.join(root, ...relative.split("/"));
		if (here.idAt(absolute) === entry.id) return true;
		const ours = plainText(here.readingAt(absolute));
		return ours !== void 0 && ours === plainText(there.readingAt(relative));
	}
	#sameSubmodule(named) {
		const { there, submodules } = this.#sides;
		const relative = named.replace(/\/+$/, "");
		const commit = submodules.get(relative);
		return commit !== void 0 && there.entryAt(relative)?.id === commit;
	}
};
/** The text without differences in line breaks; nothing for what is no text as a whole. */
function plainText(reading) {
	return reading?.isText === true ? reading.source?.text.replaceAll("\r\n", "\n") : void 0;
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
			images: imagesOf(base, head.request),
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
/** An image that the caller names is what the run is about, whatever stood in its place. */
function imagesOf({ tree }, { images }) {
	const references = new Set(tree.images.map(({ reference }) => reference));
	for (const { reference } of images) references.delete(reference);
	return references;
}
export { judgeBase };
