import { a as needsEscape, c as silent, d as UsageError, f as messageOf, i as jsonEscaped, n as terminalText, o as shortened$2, r as withoutCommands, s as visibleText, u as version$1 } from "./text.js";
import { t as RE2JS } from "./re2.js";
import { BlockList, isIP } from "node:net";
import { isAscii, isUtf8 } from "node:buffer";
import { performance } from "node:perf_hooks";
import crypto, { createHash } from "node:crypto";
import { closeSync, constants as constants$1, existsSync, fstatSync, lstatSync, openSync, readFileSync, readSync, readdirSync, readlinkSync, realpathSync, statSync } from "node:fs";
import path, { posix } from "node:path";
// src/checks/commits/rules/bad.ts
/** A signature over other bytes. */
const bad = {
	id: "commits/bad",
	check: "commits",
	title: "Signature does not fit the commit",
	severity: "critical",
	rationale: "The bytes are not those that were signed: the commit was changed after signing, or the signature was taken from another one.",
	remediation: "Do not merge it. Find out who pushed it; the author signs again with `git rebase --exec 'git commit --amend --no-edit -S' BASE` and pushes with `git push --force-with-lease`.",
	example: {
		bad: "# the signature of one commit pasted into another",
		good: "git commit --amend --no-edit -S"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/expired-at-signing.ts
/** A signature made too late. */
const expiredAtSigning = {
	id: "commits/expired-at-signing",
	check: "commits",
	title: "Signature was made after its key had expired",
	severity: "high",
	rationale: "A key that has expired signs no more. Git from version 2.54 on lets this through (EXPKEYSIG), which makes every end of validity worthless.",
	remediation: "Extend the key (`gpg --quick-set-expire FINGERPRINT 1y`, or `valid-before` in allowed_signers) in a change of its own, or sign with a valid one: `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
	example: {
		bad: "ann@example.com valid-before=\"20250101Z\" ssh-ed25519 AAAA…",
		good: "ann@example.com valid-before=\"20280101Z\" ssh-ed25519 AAAA…"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/identity-mismatch.ts
/** A signature by one person on a commit of another. */
const identityMismatch = {
	id: "commits/identity-mismatch",
	check: "commits",
	title: "Key belongs to somebody else than the commit names",
	severity: "high",
	rationale: "Git never compares the two: with her own listed key one colleague could commit in the name of another.",
	remediation: "Commit under the address that the list has for the key, `git config user.email ADDRESS`, `git rebase --exec 'git commit --amend --no-edit --reset-author -S' BASE`, `git push --force-with-lease`; or have the address added to the key's line in allowed_signers.",
	example: {
		bad: "git -c user.email=boss@example.com commit -S",
		good: "git -c user.email=ann@example.com commit -S"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/malformed.ts
/** An object or a signature that breaks the grammar. */
const malformed$1 = {
	id: "commits/malformed",
	check: "commits",
	title: "Commit or signature is not written as git writes it",
	severity: "critical",
	rationale: "Programs disagree about what such an object says: git leaves out of the signed bytes every header that begins with gpgsig, and ends `git log --format=%G?` in the middle of a range at a signature that it does not know. Honest tools do not write this.",
	remediation: "Do not merge it. Write the commit anew with `git rebase --force-rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
	example: {
		bad: "gpgsig junk",
		good: "git commit --amend --no-edit -S"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/not-logged.ts
/** A signature of gitsign without the log's word for its time. */
const notLogged = {
	id: "commits/not-logged",
	check: "commits",
	title: "gitsign signature has no entry in the transparency log",
	severity: "high",
	rationale: "A certificate of gitsign lives for minutes. Only the log says whether the signature was made in these minutes; without its entry an old stolen key signs for ever.",
	remediation: "Let gitsign put the log's entry into the signature, `git config gitsign.rekorMode offline`, and sign again: `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
	example: {
		bad: "git config gitsign.rekorMode online",
		good: "git config gitsign.rekorMode offline"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/not-trusted.ts
/** A signature of GitHub's that the policy gives no weight. */
const notTrusted = {
	id: "commits/not-trusted",
	check: "commits",
	title: "Signature of the platform does not count here",
	severity: "high",
	rationale: "GitHub signs what is done with its buttons for every account, also in forks. The policy says for whom that counts, and this commit is none of these.",
	remediation: "Sign the commit with a listed key: `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`. Where more of GitHub's commits should count, a maintainer sets `commits.github-web-flow` or `commits.require` in the policy.",
	example: {
		bad: "commits: { require: trusted, github-web-flow: any }",
		good: "commits: { require: trusted, github-web-flow: known-authors }"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/not-yet-valid.ts
/** A signature made too early. */
const notYetValid = {
	id: "commits/not-yet-valid",
	check: "commits",
	title: "Signature is older than its key's validity",
	severity: "high",
	rationale: "The commit's date lies before the key was valid: the date or the clock is wrong, or somebody dates commits back.",
	remediation: "Set the clock and sign again with the present date: `git rebase --reset-author-date --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
	example: {
		bad: "GIT_COMMITTER_DATE=2001-01-01T00:00:00Z git commit -S",
		good: "git commit -S"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/revoked.ts
/** A signature by a key that was taken back. */
const revoked = {
	id: "commits/revoked",
	check: "commits",
	title: "Signature is by a revoked key",
	severity: "critical",
	rationale: "The key was taken back, for example because it was stolen. Whoever has it can date a commit as they like, so that none of its signatures counts.",
	remediation: "Sign with another key: `git config user.signingKey NEW`, `git rebase --exec 'git commit --amend --no-edit -S' BASE`, `git push --force-with-lease`. Older commits that are known to be good go into `commits.exempt-commits` with the reason.",
	example: {
		bad: "git config user.signingKey ~/.ssh/stolen.pub",
		good: "git config user.signingKey ~/.ssh/id_ed25519_new.pub"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/tag.ts
/** A tag object that is not what its ref says. */
const tag = {
	id: "commits/tag",
	check: "commits",
	title: "Tag does not stand for what it is published as",
	severity: "high",
	rationale: "A signed tag says its own name. Published under another one, or put on another tag or a file, an old good signature makes a release of something that nobody released.",
	remediation: "Make the tag anew on the commit, under its own name: `git tag -s -f NAME COMMIT`, then `git push --force origin refs/tags/NAME`.",
	example: {
		bad: "git push origin v1.0.0:refs/tags/v2.0.0",
		good: "git tag -s v2.0.0 && git push origin v2.0.0"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/trust-changed.ts
/** A change of the policy or of a file that it names. */
const trustChanged = {
	id: "commits/trust-changed",
	check: "commits",
	title: "Change edits who is trusted",
	severity: "info",
	rationale: "The file decides whose commits count. The version of the trust ref was applied to this change; what is new takes effect once it is merged.",
	remediation: "Review the new version as what it is: a decision about who may write here. `git diff TRUST_REF HEAD -- FILE` shows it.",
	example: {
		bad: "# a pull request that adds its author's own key",
		good: "# a maintainer's pull request that adds the key, merged first"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/unknown-key.ts
/** A signature that is good, or an OpenPGP one that cannot be checked, by a key that is in no list. */
const unknownKey$1 = {
	id: "commits/unknown-key",
	check: "commits",
	title: "Signature is by a key that nobody listed",
	severity: "high",
	rationale: "A good signature by any key on earth says only that somebody has a key. Who may sign is what the repository's own list says, read from the branch that the change goes to.",
	remediation: "Have a maintainer add the key to the file that `commits.allowed-signers` or `commits.openpgp-keys` names, in a change of its own that is merged first; or sign again with a listed key: `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
	example: {
		bad: "# .github/allowed_signers does not have the key",
		good: "echo \"ann@example.com namespaces=\\\"git\\\" $(cat ~/.ssh/id_ed25519.pub)\" >> .github/allowed_signers"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/unsigned.ts
/** A commit that nobody signed, or a tag. */
const unsigned = {
	id: "commits/unsigned",
	check: "commits",
	title: "Commit or tag has no signature",
	severity: "high",
	rationale: "Author and committer of a commit are whatever somebody typed. Without a signature a commit in anybody's name can be pushed by whoever got hold of a token, and nobody can tell afterwards.",
	remediation: "Sign with an SSH key: `git config gpg.format ssh`, `git config user.signingKey ~/.ssh/id_ed25519.pub`, `git config commit.gpgSign true`; then sign what is there with `git rebase --exec 'git commit --amend --no-edit -S' BASE` and push with `git push --force-with-lease`. A tag is signed with `git tag -s -f NAME NAME^{}`.",
	example: {
		bad: "git commit -m \"Fix the cart\"",
		good: "git config gpg.format ssh\ngit config user.signingKey ~/.ssh/id_ed25519.pub\ngit config commit.gpgSign true\ngit rebase --exec 'git commit --amend --no-edit -S' origin/main\ngit push --force-with-lease"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {}
};
// src/checks/commits/rules/index.ts
/** The rule about each way in which a signature can fail. */
const failureRules = {
	bad,
	malformed: malformed$1,
	revoked,
	"expired-at-signing": expiredAtSigning,
	"not-yet-valid": notYetValid,
	"wrong-namespace": {
		id: "commits/wrong-namespace",
		check: "commits",
		title: "SSH signature was made for something else than git",
		severity: "high",
		rationale: "SSH signatures say what they are for. One for `file` or another namespace was given for another purpose, and is replayed here.",
		remediation: "Sign with git itself: `git config gpg.format ssh`, `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
		example: {
			bad: "ssh-keygen -Y sign -n file -f key payload",
			good: "git commit -S"
		},
		kinds: [],
		source: "S1",
		standards: {},
		equivalents: {}
	},
	weak: {
		id: "commits/weak",
		check: "commits",
		title: "Signature is by a key or digest that is too weak",
		severity: "high",
		rationale: "Short RSA keys and SHA-1 can be forged by somebody with enough money.",
		remediation: "Make a new key, `ssh-keygen -t ed25519`, have it listed, and sign again: `git config user.signingKey ~/.ssh/id_ed25519.pub`, `git rebase --exec 'git commit --amend --no-edit -S' BASE`, `git push --force-with-lease`.",
		example: {
			bad: "ssh-keygen -t rsa -b 1024",
			good: "ssh-keygen -t ed25519"
		},
		kinds: [],
		source: "S1",
		standards: {},
		equivalents: {}
	},
	"identity-mismatch": identityMismatch,
	unsupported: {
		id: "commits/unsupported",
		check: "commits",
		title: "Signature is of a kind that is not understood",
		severity: "high",
		rationale: "What cannot be verified counts as little as no signature at all.",
		remediation: "Sign with a common key (`ssh-keygen -t ed25519`, or an Ed25519 or RSA key of OpenPGP): `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
		example: {
			bad: "# a signature with an algorithm of its own",
			good: "git config gpg.format ssh"
		},
		kinds: [],
		source: "S1",
		standards: {},
		equivalents: {}
	}
};
/** Every rule about commits. */
const commitRules = [
	unsigned,
	unknownKey$1,
	notLogged,
	notTrusted,
	...Object.values(failureRules),
	tag,
	trustChanged
];
// src/checks/commits/index.ts
/** Is every commit of the range signed by somebody whom this repository trusts? */
const commits = commitsCheck();
/** The check; only tests give it somebody else's word for what GitHub signed than GitHub's own keys. */
function commitsCheck(verifyWebFlow) {
	return {
		name: "commits",
		rules: commitRules,
		async run({ commits: subject }) {
			if (subject.kind === "none") return {
				kind: "skipped",
				reason: subject.reason
			};
			if (subject.kind === "error") return {
				kind: "error",
				reason: subject.reason,
				findings: []
			};
			const { judgeRange } = await import("./commits.js").then((n) => n.t);
			return judgeRange(subject, verifyWebFlow);
		}
	};
}
// src/once-each.ts
/**
* Works out something that follows from an object alone once for each object, and keeps it as long as
* the object lives. Trees that share documents share what follows from them.
*/
function onceEach(make) {
	const known = /* @__PURE__ */ new WeakMap();
	return (key) => {
		let found = known.get(key);
		if (found === void 0) {
			found = { value: make(key) };
			known.set(key, found);
		}
		return found.value;
	};
}
// src/checks/check.ts
/** More findings than this from one check are not kept; the check is then an error, not a pass. */
const maxFindings = 25e4;
/** The findings of all parts, one more than are kept at most: what nobody keeps need not be made. */
function gathered(parts) {
	const findings = [];
	for (const part of parts) {
		for (const finding of part) findings.push(finding);
		if (findings.length > 25e4) return findings.slice(0, 250001);
	}
	return findings;
}
// src/kubernetes/yaml/mapping.ts
const Empty = function() {};
Empty.prototype = Object.create(null);
function emptyMapping() {
	return new Empty();
}
/** Whether a value is a mapping (not a list, a scalar or nothing). */
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/kubernetes/field.ts
/**
* A position in a document, whether or not anything stands there: rules walk from field to field,
* look at values, and hand the field that offends to the finding, which alone asks for its location.
*/
var Field = class Field {
	document;
	/** The value there; `undefined` where the document has none. */
	value;
	parent;
	key;
	#location;
	constructor(document, value, parent, key) {
		this.document = document;
		this.value = value;
		this.parent = parent;
		this.key = key;
	}
	/** The root of a document. */
	static root(document) {
		return new Field(document, document.value, void 0, void 0);
	}
	/** The field reached by the keys; it does not need to exist. */
	at(...keys) {
		return keys.reduce((field, key) => new Field(this.document, childOf(field.value, key), field, key), this);
	}
	/** Whether a value other than null stands here; Kubernetes reads null as absent. */
	get exists() {
		return this.value !== void 0 && this.value !== null;
	}
	/** The items of a list; none where the value is not a list. */
	items() {
		const { value } = this;
		if (!Array.isArray(value)) return [];
		return value.map((item, index) => new Field(this.document, item, this, index));
	}
	/** The entries of a mapping in the order of the file; none where the value is not a mapping. */
	entries() {
		const { value } = this;
		if (!isMapping(value)) return [];
		return Object.keys(value).map((key) => new Field(this.document, value[key], this, key));
	}
	/** The keys from the document's root to here. */
	get path() {
		return pathTo(this);
	}
	/** The keys from `ancestor` to here. */
	pathFrom(ancestor) {
		return this.path.slice(ancestor.path.length);
	}
	/**
	* Where to look: a scalar's own text, a collection's key, and for a field that is missing the
	* nearest parent that exists.
	*/
	get location() {
		if (this.#location === void 0) {
			const { file, places } = this.document;
			const span = spanToShow(places, this.path);
			this.#location = file.location(span.start, span.end);
		}
		return this.#location;
	}
};
/** `spec.containers[0].image`; keys that are not plain words are quoted: `metadata.annotations["a.b/c"]`. */
function formatPath(path) {
	let text = "";
	for (const key of path) if (typeof key === "number") text += `[${key}]`;
	else if (/^[A-Za-z_][\w-]*$/.test(key)) text += text === "" ? key : `.${key}`;
	else text += `[${JSON.stringify(key)}]`;
	return text;
}
function pathTo(end) {
	const path = [];
	for (let field = end; field.parent !== void 0; field = field.parent) if (field.key !== void 0) path.push(field.key);
	return path.reverse();
}
function childOf(value, key) {
	if (typeof key === "number") return Array.isArray(value) ? value[key] : void 0;
	return isMapping(value) ? value[key] : void 0;
}
function spanToShow(root, path) {
	let place = root;
	for (const key of path) {
		const next = typeof key === "number" ? place.items?.[key] : place.entries?.get(key);
		if (next === void 0) return headOf(place);
		place = next;
	}
	return place.entries === void 0 && place.items === void 0 ? scalarOf(place) : headOf(place);
}
/** A scalar that has no text of its own (`privileged:` with nothing behind it) is shown by its key. */
function scalarOf(place) {
	return place.value.end > place.value.start ? place.value : place.key ?? place.value;
}
/** What introduces a collection: its key, or for an item of a list its first entry. */
function headOf(place) {
	if (place.key !== void 0) return place.key;
	const first = place.entries?.values().next().value ?? place.items?.[0];
	if (first === void 0) return place.value;
	return {
		start: first.key?.start ?? first.value.start,
		end: first.value.end
	};
}
// src/kubernetes/resource.ts
/** The object at `root`, or nothing where apiVersion and kind are not both text. */
function resourceAt(root) {
	const apiVersion = root.at("apiVersion").value;
	const kind = root.at("kind").value;
	if (typeof apiVersion !== "string" || typeof kind !== "string") return void 0;
	if (apiVersion === "" || kind === "") return void 0;
	return {
		root,
		apiVersion,
		group: apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "",
		kind,
		namespace: textAt$1(root.at("metadata", "namespace")),
		name: textAt$1(root.at("metadata", "name")) ?? textAt$1(root.at("metadata", "generateName"))
	};
}
/** How findings name the object. */
function referenceTo(resource) {
	return {
		apiVersion: resource.apiVersion,
		kind: resource.kind,
		...resource.namespace === void 0 ? {} : { namespace: resource.namespace },
		...resource.name === void 0 ? {} : { name: resource.name }
	};
}
function textAt$1(field) {
	return typeof field.value === "string" && field.value !== "" ? field.value : void 0;
}
// src/checks/violation.ts
/** The one way from something a rule has seen in an object to a finding. */
function findingOf(violation) {
	const { rule, field, resource, container, podSecurity, image, related } = violation;
	const path = resource === void 0 ? field.path : field.pathFrom(resource.root);
	return {
		check: rule.check,
		rule: rule.id,
		severity: violation.severity ?? rule.severity,
		message: violation.message,
		remediation: violation.remediation ?? rule.remediation,
		location: field.location,
		...related === void 0 || related.length === 0 ? {} : { related },
		...resource === void 0 ? {} : { resource: {
			...referenceTo(resource),
			...container === void 0 ? {} : { container },
			fieldPath: formatPath(path)
		} },
		...podSecurity === void 0 ? {} : { podSecurity },
		...image === void 0 ? {} : { image },
		identity: [
			field.document.file.path,
			resource === void 0 ? "" : [
				resource.group,
				resource.kind,
				resource.namespace ?? "",
				resource.name ?? ""
			].join("/"),
			stablePath(field, path.length),
			violation.subject ?? ""
		],
		offender: field.value ?? null
	};
}
/**
* The last `length` keys of a field's path with the items of lists named by what they are instead of
* by their position, so that a container put in front of another changes nothing for the other.
*/
function stablePath(field, length) {
	const names = [];
	let current = field;
	for (let left = length; left > 0 && current !== void 0; left--) {
		names.push(typeof current.key === "number" ? nameOfItem(current.value, current.key) : String(current.key));
		current = current.parent;
	}
	return names.reverse().join("/");
}
const namingKeys = [
	"name",
	"containerPort",
	"mountPath",
	"host",
	"key"
];
function nameOfItem(item, index) {
	if (isMapping(item)) for (const key of namingKeys) {
		const name = item[key];
		if (typeof name === "string" || typeof name === "number") return `[${key}=${name}]`;
	}
	else if (item !== void 0 && item !== null && !Array.isArray(item)) return `[=${String(item)}]`;
	return `[${index}]`;
}
// src/kubernetes/pod.ts
/** The pod-level field at the keys: the most specific that exists, else the place where it is missing. */
function podField(pod, ...keys) {
	return firstExisting(pod.specs, keys);
}
/** The container's field at the keys, inherited ones included. */
function containerField(container, ...keys) {
	return firstExisting(container.fields, keys);
}
function firstExisting(layers, keys) {
	const found = layers.map((layer) => layer.at(...keys));
	const existing = found.find((field) => field.exists) ?? found[0];
	if (existing === void 0) throw new Error("a pod and a container have at least one field");
	return existing;
}
// src/checks/manifests/pod-security/values.ts
/** The boolean at a field; `undefined` where there is none, as behind a pointer in Kubernetes' types. */
function flagAt(field) {
	return typeof field.value === "boolean" ? field.value : void 0;
}
/** The text at a field; empty where there is none, as Kubernetes decodes it. */
function textAt(field) {
	return typeof field.value === "string" ? field.value : "";
}
/** The whole number at a field; `undefined` where there is none. */
function numberAt(field) {
	const { value } = field;
	if (typeof value === "bigint") return Number(value);
	return typeof value === "number" && Number.isInteger(value) ? value : void 0;
}
/** Whether a mapping stands at a field, were it an empty one. */
function isSet(field) {
	return isMapping(field.value);
}
/** The items of a list of texts; Kubernetes reads a null among them as an empty text. */
function textItems(list) {
	return list.items().filter(({ value }) => value === null || typeof value === "string");
}
/** The items of a list of mappings; Kubernetes reads a null among them as an empty mapping. */
function mappingItems(list) {
	return list.items().filter(({ value }) => value === null || isMapping(value));
}
// src/checks/manifests/pod-security/exemptions.ts
/** A judge that lets Windows pods pass, by `spec.os.name`, as some restricted checks do since v1.25. */
function exceptOnWindows(judge) {
	return (pod) => isWindows(pod) ? [] : judge(pod);
}
/** A judge that lets pods in a user namespace of their own pass, as some checks do since v1.35. */
function exceptInUserNamespace(judge) {
	return (pod) => hasUserNamespace(pod) ? [] : judge(pod);
}
function isWindows(pod) {
	return textAt(podField(pod, "os", "name")) === "windows";
}
function hasUserNamespace(pod) {
	return flagAt(podField(pod, "hostUsers")) === false;
}
// src/checks/manifests/pod-security/settings.ts
/** A field of the pod's own security context. */
function podSetting(pod, ...keys) {
	return { field: podField(pod, "securityContext", ...keys) };
}
/** A field of the security context of every container, set or not. */
function containerSettings(pod, ...keys) {
	return pod.containers.map((container) => ({
		field: containerField(container, "securityContext", ...keys),
		container
	}));
}
/** A field that can stand in the pod's security context and in that of every container. */
function allSettings(pod, ...keys) {
	return [podSetting(pod, ...keys), ...containerSettings(pod, ...keys)];
}
/** An offence at a setting; `predicate` continues `The pod …` or `The container "app" …`. */
function offenceAt(setting, predicate) {
	return {
		...setting,
		message: `${bearerOf(setting.container)} ${predicate}.`
	};
}
const nouns = {
	init: "init container",
	regular: "container",
	ephemeral: "ephemeral container"
};
function bearerOf(container) {
	if (container === void 0) return "The pod";
	const noun = nouns[container.type];
	return container.name === void 0 ? `The ${noun} without a name` : `The ${noun} ${JSON.stringify(container.name)}`;
}
/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`: how messages list what is allowed. */
function listed$2(values, conjunction = "and") {
	const quoted = values.map((value) => JSON.stringify(value));
	const last = quoted.pop() ?? "";
	return quoted.length === 0 ? last : `${quoted.join(", ")} ${conjunction} ${last}`;
}
const common = {
	check: "manifests",
	kinds: [
		"Pod",
		"PodTemplate",
		"ReplicationController",
		"ReplicaSet",
		"Deployment",
		"StatefulSet",
		"DaemonSet",
		"Job",
		"CronJob"
	],
	source: "S2"
};
/** What the rules of level baseline have in common. */
const baseline = {
	...common,
	severity: "high"
};
/** What the rules of level restricted have in common. */
const restricted = {
	...common,
	severity: "medium"
};
// src/checks/manifests/rules/pod-security/allow-privilege-escalation.ts
function escalatingContainers(pod) {
	return containerSettings(pod, "allowPrivilegeEscalation").flatMap((setting) => {
		const flag = flagAt(setting.field);
		if (flag === false) return [];
		return [offenceAt(setting, flag === true ? "sets allowPrivilegeEscalation to true" : "does not set allowPrivilegeEscalation to false")];
	});
}
/** Every container says that its processes gain no privileges. */
const allowPrivilegeEscalation = {
	...restricted,
	id: "pod-security/allow-privilege-escalation",
	title: "A container lets its processes gain privileges",
	rationale: "Without no_new_privs a process becomes root through any set-user-ID program of the image, such as sudo or mount, so that running as another user protects nothing.",
	remediation: "Write allowPrivilegeEscalation: false in the securityContext of every container, init and ephemeral containers included.",
	example: {
		bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
		good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        allowPrivilegeEscalation: false\n"
	},
	standards: {
		pss: ["restricted/privilege-escalation"],
		cis: ["5.2.6"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0001"],
		checkov: ["CKV_K8S_20"],
		kubescape: ["C-0016"],
		kics: ["privilege_escalation_allowed"],
		kubeLinter: ["privilege-escalation-container"],
		kubesec: ["AllowPrivilegeEscalation"],
		polaris: ["privilegeEscalationAllowed"],
		kyverno: ["disallow-privilege-escalation"],
		gatekeeper: ["K8sPSPAllowPrivilegeEscalationContainer"]
	},
	podSecurity: {
		check: "allowPrivilegeEscalation",
		level: "restricted",
		overrides: [],
		versions: [{
			since: 8,
			judge: escalatingContainers
		}, {
			since: 25,
			judge: exceptOnWindows(escalatingContainers)
		}]
	}
};
// src/checks/manifests/rules/pod-security/app-armor-profile.ts
const annotationPrefix = "container.apparmor.security.beta.kubernetes.io/";
function profilesSwitchedOff(pod) {
	return allSettings(pod, "appArmorProfile").flatMap((setting) => {
		const field = setting.field.at("type");
		const type = textAt(field);
		if (!isSet(setting.field) || type === "RuntimeDefault" || type === "Localhost") return [];
		return [offenceAt({
			...setting,
			field
		}, type === "" ? "has an AppArmor profile without a type" : `sets its AppArmor profile to ${JSON.stringify(type)}`)];
	});
}
/** Whatever container the annotation names, and whether or not the pod has it. */
function annotationsSwitchingOff(pod) {
	return pod.metadata.at("annotations").entries().flatMap((field) => {
		const name = String(field.key);
		const profile = textAt(field);
		if (!name.startsWith(annotationPrefix)) return [];
		if (profile === "" || profile === "runtime/default" || profile.startsWith("localhost/")) return [];
		return [{
			field,
			message: `An annotation sets the AppArmor profile of the container ${JSON.stringify(name.slice(47))} to ${JSON.stringify(profile)}.`
		}];
	});
}
/** AppArmor's default profile is kept, or replaced by one of the node. */
const appArmorProfile = {
	...baseline,
	id: "pod-security/app-armor-profile",
	title: "The AppArmor profile is switched off",
	rationale: "The runtime's AppArmor profile denies writes to /proc and /sys, mounts and other ways out of a container; without it a fault in the kernel or in a capability's use goes further.",
	remediation: "Remove the profile, or set appArmorProfile.type to RuntimeDefault or Localhost; annotations take runtime/default or localhost/ and a profile's name.",
	example: {
		bad: "spec:\n  securityContext:\n    appArmorProfile:\n      type: Unconfined\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
		good: "spec:\n  securityContext:\n    appArmorProfile:\n      type: RuntimeDefault\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n"
	},
	standards: {
		pss: ["baseline/apparmor"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0002"],
		kubescape: ["C-0055"],
		kics: ["missing_app_armor_config"],
		kubesec: ["ApparmorAny"],
		polaris: ["linuxHardening"],
		kyverno: ["restrict-apparmor-profiles"],
		gatekeeper: ["K8sPSPAppArmor"]
	},
	podSecurity: {
		check: "appArmorProfile",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 0,
			judge: (pod) => [...profilesSwitchedOff(pod), ...annotationsSwitchingOff(pod)]
		}]
	}
};
// src/checks/manifests/pod-security/capabilities.ts
/** An offence for each added capability that is not among the allowed ones, spelt exactly so. */
function forbiddenAdditions(pod, allowed) {
	return containerSettings(pod, "capabilities", "add").flatMap(({ field, container }) => textItems(field).filter((item) => !allowed.has(textAt(item))).map((item) => offenceAt({
		field: item,
		container
	}, `adds ${described$1(textAt(item))}`)));
}
/** An offence for each container that does not drop `ALL`; there is nothing to inherit from the pod. */
function missingDropAll(pod) {
	return pod.containers.flatMap((container) => {
		const drop = containerField(container, "securityContext", "capabilities", "drop");
		const dropped = textItems(drop).map(textAt);
		if (dropped.includes("ALL")) return [];
		const instead = dropped.length === 0 ? "" : `; it drops ${listed$2(dropped)}`;
		return [offenceAt({
			field: drop,
			container
		}, `does not drop the capability "ALL"${instead}`)];
	});
}
/** Names a capability, and says so when only its spelling keeps it from being known. */
function described$1(name) {
	if (name === "") return "a capability without a name";
	const known = name.toUpperCase().replace(/^CAP_/, "");
	const hint = known === name || known === "" ? "" : ` (Kubernetes knows ${JSON.stringify(known)})`;
	return `the capability ${JSON.stringify(name)}${hint}`;
}
// src/checks/manifests/rules/pod-security/capabilities-baseline.ts
/** What container runtimes grant by default, less NET_RAW; compared as written, without `CAP_`. */
const allowed$2 = /* @__PURE__ */ new Set([
	"AUDIT_WRITE",
	"CHOWN",
	"DAC_OVERRIDE",
	"FOWNER",
	"FSETID",
	"KILL",
	"MKNOD",
	"NET_BIND_SERVICE",
	"SETFCAP",
	"SETGID",
	"SETPCAP",
	"SETUID",
	"SYS_CHROOT"
]);
/** Containers add no capability beyond the runtimes' defaults, and not NET_RAW. */
const capabilitiesBaseline = {
	...baseline,
	id: "pod-security/capabilities-baseline",
	title: "A container adds a capability beyond the default ones",
	rationale: "Capabilities are the powers of root one by one: SYS_ADMIN or SYS_MODULE suffice to take over the node, NET_ADMIN and NET_RAW to redirect and forge the traffic of other pods, SYS_PTRACE to read other processes.",
	remediation: "Remove the capability from securityContext.capabilities.add. Where a program listens below port 1024, NET_BIND_SERVICE is enough.",
	example: {
		bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        capabilities:\n          add: [SYS_ADMIN]\n",
		good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        capabilities:\n          drop: [ALL]\n          add: [NET_BIND_SERVICE]\n"
	},
	standards: {
		pss: ["baseline/capabilities"],
		cis: ["5.2.8"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: [
			"KSV-0022",
			"KSV-0005",
			"KSV-0119",
			"KSV-0120"
		],
		checkov: ["CKV_K8S_25", "CKV_K8S_39"],
		kubescape: ["C-0046"],
		kics: ["containers_with_added_capabilities"],
		kubeLinter: ["drop-net-raw-capability"],
		kubesec: ["CapSysAdmin"],
		polaris: ["insecureCapabilities", "dangerousCapabilities"],
		kyverno: ["disallow-capabilities"],
		gatekeeper: ["K8sPSPCapabilities"]
	},
	podSecurity: {
		check: "capabilities_baseline",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 0,
			judge: (pod) => forbiddenAdditions(pod, allowed$2)
		}]
	}
};
// src/checks/manifests/rules/pod-security/capabilities-restricted.ts
const allowed$1 = /* @__PURE__ */ new Set(["NET_BIND_SERVICE"]);
function unrestrictedCapabilities(pod) {
	return [...missingDropAll(pod), ...forbiddenAdditions(pod, allowed$1)];
}
/** Containers drop all capabilities and add at most NET_BIND_SERVICE. */
const capabilitiesRestricted = {
	...restricted,
	id: "pod-security/capabilities-restricted",
	title: "A container keeps capabilities that it does not need",
	rationale: "The default capabilities let a process that is root in its container change the owner of files, create devices and forge network packets; most programs need none of them, and an intruder has less to work with when they are gone.",
	remediation: "Write capabilities: { drop: [\"ALL\"] } in the securityContext of every container; it cannot be inherited from the pod. Add nothing but NET_BIND_SERVICE.",
	example: {
		bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        capabilities:\n          drop: [NET_RAW]\n",
		good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        capabilities:\n          drop: [ALL]\n"
	},
	standards: {
		pss: ["restricted/capabilities"],
		cis: ["5.2.9"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: [
			"KSV-0106",
			"KSV-0003",
			"KSV-0004"
		],
		checkov: ["CKV_K8S_28", "CKV_K8S_37"],
		kubescape: [
			"C-0199",
			"C-0200",
			"C-0201"
		],
		kics: ["no_drop_capabilities_for_containers"],
		kubeLinter: ["drop-net-raw-capability"],
		kubesec: ["CapDropAll", "CapDropAny"],
		polaris: ["insecureCapabilities"],
		kyverno: ["disallow-capabilities-strict"],
		gatekeeper: ["K8sPSPCapabilities"]
	},
	podSecurity: {
		check: "capabilities_restricted",
		level: "restricted",
		overrides: ["capabilities_baseline"],
		versions: [{
			since: 22,
			judge: unrestrictedCapabilities
		}, {
			since: 25,
			judge: exceptOnWindows(unrestrictedCapabilities)
		}]
	}
};
// src/checks/manifests/rules/pod-security/host-namespaces.ts
const namespaces = [
	{
		key: "hostNetwork",
		shared: "network"
	},
	{
		key: "hostPID",
		shared: "process"
	},
	{
		key: "hostIPC",
		shared: "IPC"
	}
];
function sharedNamespaces(pod) {
	return namespaces.flatMap(({ key, shared }) => {
		const field = podField(pod, key);
		if (flagAt(field) !== true) return [];
		return [{
			field,
			message: `The pod shares the ${shared} namespace of its node.`
		}];
	});
}
/** Pods keep out of the network, process and IPC namespaces of their node. */
const hostNamespaces = {
	...baseline,
	id: "pod-security/host-namespaces",
	title: "The pod shares a namespace of its node",
	rationale: "In the node's network namespace a container reaches services that listen on the node's loopback address, sees the traffic of other pods and escapes NetworkPolicies; in its process namespace it reads the environment of every process and can signal them; in its IPC namespace it reads their shared memory.",
	remediation: "Remove hostNetwork, hostPID and hostIPC, or set them to false. Expose ports through a Service, and keep node agents that need the host in a namespace of their own with a waiver.",
	example: {
		bad: "spec:\n  hostNetwork: true\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
		good: "spec:\n  hostNetwork: false\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n"
	},
	standards: {
		pss: ["baseline/host-namespaces"],
		cis: [
			"5.2.3",
			"5.2.4",
			"5.2.5"
		],
		nsa: ["2"]
	},
	equivalents: {
		trivy: [
			"KSV-0008",
			"KSV-0009",
			"KSV-0010"
		],
		checkov: [
			"CKV_K8S_17",
			"CKV_K8S_18",
			"CKV_K8S_19"
		],
		kubescape: ["C-0038", "C-0041"],
		kics: [
			"shared_host_network_namespace",
			"shared_host_pid_namespace",
			"shared_host_ipc_namespace"
		],
		kubeLinter: [
			"host-network",
			"host-pid",
			"host-ipc"
		],
		kubesec: [
			"HostNetwork",
			"HostPID",
			"HostIPC"
		],
		polaris: [
			"hostNetworkSet",
			"hostPIDSet",
			"hostIPCSet"
		],
		kyverno: ["disallow-host-namespaces"],
		gatekeeper: ["K8sPSPHostNamespace", "K8sPSPHostNetworkingPorts"]
	},
	podSecurity: {
		check: "hostNamespaces",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 0,
			judge: sharedNamespaces
		}]
	}
};
// src/checks/manifests/pod-security/volumes.ts
/** The volumes of a pod; a template adds its own to those that it inherits, and hides none of them. */
function volumesOf(pod) {
	return pod.specs.flatMap((spec) => mappingItems(spec.at("volumes")));
}
/** How messages call a volume. */
function nameOfVolume(volume) {
	const name = textAt(volume.at("name"));
	return name === "" ? "The volume without a name" : `The volume ${JSON.stringify(name)}`;
}
// src/checks/manifests/rules/pod-security/host-path-volumes.ts
function volumesOfTheNode(pod) {
	return volumesOf(pod).flatMap((volume) => {
		const field = volume.at("hostPath");
		if (!isSet(field)) return [];
		const path = textAt(field.at("path"));
		const what = path === "" ? "a path" : JSON.stringify(path);
		return [{
			field,
			message: `${nameOfVolume(volume)} is ${what} of the node's own file system.`
		}];
	});
}
/** No volume is a part of the node's file system. */
const hostPathVolumes = {
	...baseline,
	id: "pod-security/host-path-volumes",
	title: "A volume is a part of the node's file system",
	rationale: "A container that sees the node's files reads the credentials of the kubelet and of other pods; one that can write them replaces programs, plants static pods or talks to the container runtime's socket, and owns the node.",
	remediation: "Use a persistentVolumeClaim, emptyDir, configMap, secret, projected or csi volume instead of hostPath.",
	example: {
		bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n  volumes:\n    - name: logs\n      hostPath:\n        path: /var/log\n",
		good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n  volumes:\n    - name: logs\n      emptyDir: {}\n"
	},
	standards: {
		pss: ["baseline/hostpath-volumes"],
		cis: ["5.2.11"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0023"],
		checkov: ["CKV_K8S_27"],
		kubescape: ["C-0048", "C-0203"],
		kics: ["non_kube_system_pod_with_host_mount", "workload_mounting_with_sensitive_os_directory"],
		kubeLinter: ["sensitive-host-mounts"],
		polaris: ["hostPathSet"],
		kyverno: ["disallow-host-path"],
		gatekeeper: ["K8sPSPHostFilesystem"]
	},
	podSecurity: {
		check: "hostPathVolumes",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 0,
			judge: volumesOfTheNode
		}]
	}
};
// src/checks/manifests/rules/pod-security/host-ports.ts
/**
* Ports as written: that the API server copies containerPort into hostPort for pods in the node's
* network namespace is said by host-namespaces already.
*/
function portsOfTheNode(pod) {
	return pod.containers.flatMap((container) => mappingItems(containerField(container, "ports")).flatMap((port) => {
		const field = port.at("hostPort");
		const number = numberAt(field) ?? 0;
		return number === 0 ? [] : [offenceAt({
			field,
			container
		}, `occupies port ${number} of its node`)];
	}));
}
/** Containers open no ports of their node. */
const hostPorts = {
	...baseline,
	id: "pod-security/host-ports",
	title: "A container opens a port of its node",
	rationale: "A host port answers on the node's own addresses, past Services, Ingresses and on many networks past NetworkPolicies; whoever takes over the container can offer a service under the name of the node, and two pods with the same port cannot share a node.",
	remediation: "Remove hostPort and publish the container's port through a Service.",
	example: {
		bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      ports:\n        - containerPort: 8080\n          hostPort: 80\n",
		good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      ports:\n        - containerPort: 8080\n"
	},
	standards: {
		pss: ["baseline/host-ports"],
		cis: ["5.2.12"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0024"],
		checkov: ["CKV_K8S_26"],
		kubescape: ["C-0044", "C-0204"],
		polaris: ["hostPortSet"],
		kyverno: ["disallow-host-ports"],
		gatekeeper: ["K8sPSPHostNetworkingPorts"]
	},
	podSecurity: {
		check: "hostPorts",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 0,
			judge: portsOfTheNode
		}]
	}
};
// src/checks/manifests/rules/pod-security/host-probes-and-host-lifecycle.ts
const handlers = [
	["livenessProbe"],
	["readinessProbe"],
	["startupProbe"],
	["lifecycle", "postStart"],
	["lifecycle", "preStop"]
];
const actions = ["httpGet", "tcpSocket"];
/** Any host counts, 127.0.0.1 too; grpc and exec handlers have none. */
function handlersWithHost(pod) {
	return pod.containers.flatMap((container) => handlers.flatMap((path) => actions.flatMap((action) => {
		const field = containerField(container, ...path, action, "host");
		const host = textAt(field);
		if (host === "") return [];
		const handler = path.join(".");
		return [offenceAt({
			field,
			container
		}, `has its ${handler} connect to ${JSON.stringify(host)}`)];
	})));
}
/** Probes and lifecycle hooks go to the pod itself, since v1.34. */
const hostProbesAndHostLifecycle = {
	...baseline,
	id: "pod-security/host-probes-and-host-lifecycle",
	title: "A probe or lifecycle hook names a host",
	rationale: "Probes and hooks are requests that the kubelet makes from the node: with a host of the author's choice they reach the node's loopback services, metadata endpoints and networks that the pod itself cannot reach, and their outcome tells what answers there.",
	remediation: "Remove host, so that the request goes to the pod's own address; a Host header belongs in httpHeaders.",
	example: {
		bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      livenessProbe:\n        httpGet:\n          host: 127.0.0.1\n          path: /healthz\n          port: 8080\n",
		good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      livenessProbe:\n        httpGet:\n          path: /healthz\n          port: 8080\n"
	},
	standards: {
		pss: ["baseline/host-probes-lifecycle-hooks"],
		nsa: ["2"]
	},
	equivalents: { gatekeeper: ["K8sPSPHostProbesLifecycle"] },
	podSecurity: {
		check: "hostProbesAndHostLifecycle",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 34,
			judge: handlersWithHost
		}]
	}
};
// src/checks/manifests/rules/pod-security/privileged.ts
function privilegedContainers(pod) {
	return containerSettings(pod, "privileged").filter(({ field }) => flagAt(field) === true).map((setting) => offenceAt(setting, "runs privileged, with the rights of root on its node"));
}
/** No container is privileged. */
const privileged = {
	...baseline,
	id: "pod-security/privileged",
	title: "A container runs privileged",
	rationale: "A privileged container has every capability, every device of the node and no seccomp or AppArmor filter: whoever runs code in it mounts the node's disk and owns the node with every pod on it.",
	remediation: "Remove privileged, or set it to false, and grant the one capability or device that the program needs.",
	example: {
		bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        privileged: true\n",
		good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        privileged: false\n"
	},
	standards: {
		pss: ["baseline/privileged-containers"],
		cis: ["5.2.2"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0017"],
		checkov: ["CKV_K8S_16"],
		kubescape: ["C-0057"],
		kics: ["container_is_privileged"],
		kubeLinter: ["privileged-container"],
		kubeScore: ["Container Security Context Privileged"],
		kubesec: ["Privileged"],
		polaris: ["runAsPrivileged"],
		kyverno: ["disallow-privileged-containers"],
		gatekeeper: ["K8sPSPPrivilegedContainer"]
	},
	podSecurity: {
		check: "privileged",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 0,
			judge: privilegedContainers
		}]
	}
};
// src/checks/manifests/pod-security/proc-mount.ts
/** An offence for each container that asks for another view of /proc than the masked default. */
function unmaskedProc(pod) {
	return containerSettings(pod, "procMount").flatMap((setting) => {
		const { value } = setting.field;
		if (typeof value !== "string" || value === "Default") return [];
		return [offenceAt(setting, `sets procMount to ${JSON.stringify(value)}`)];
	});
}
// src/checks/manifests/rules/pod-security/proc-mount.ts
/** Containers see the masked /proc, unless (since v1.35) the pod has a user namespace of its own. */
const procMount = {
	...baseline,
	id: "pod-security/proc-mount",
	title: "A container sees /proc unmasked",
	rationale: "The runtime hides or write-protects the parts of /proc that reach the kernel, such as /proc/sys and /proc/kcore; unmasked, root in the container changes settings of the node and reads its memory.",
	remediation: "Remove procMount, or set it to Default; a program that starts containers itself needs hostUsers: false beside Unmasked.",
	example: {
		bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        procMount: Unmasked\n",
		good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        procMount: Default\n"
	},
	standards: {
		pss: ["baseline/proc-mount-type"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0027"],
		kics: ["container_runs_unmasked"],
		kubeLinter: ["unsafe-proc-mount"],
		polaris: ["procMount"],
		kyverno: ["disallow-proc-mount"],
		gatekeeper: ["K8sPSPProcMount"]
	},
	podSecurity: {
		check: "procMount",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 0,
			judge: unmaskedProc
		}, {
			since: 35,
			judge: exceptInUserNamespace(unmaskedProc)
		}]
	}
};
// src/checks/manifests/rules/pod-security/proc-mount-restricted.ts
/** Containers see the masked /proc, in a user namespace too. */
const procMountRestricted = {
	...restricted,
	id: "pod-security/proc-mount-restricted",
	title: "A restricted container sees /proc unmasked",
	rationale: "A user namespace takes most of the danger out of an unmasked /proc, but the container still reads kernel state that the mask would hide, which helps whoever looks for a way out.",
	remediation: "Remove procMount, or set it to Default.",
	example: {
		bad: "spec:\n  hostUsers: false\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        procMount: Unmasked\n",
		good: "spec:\n  hostUsers: false\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        procMount: Default\n"
	},
	standards: {
		pss: ["restricted/proc-mount-type"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0027"],
		kics: ["container_runs_unmasked"],
		kubeLinter: ["unsafe-proc-mount"],
		polaris: ["procMount"],
		kyverno: ["disallow-proc-mount"],
		gatekeeper: ["K8sPSPProcMount"]
	},
	podSecurity: {
		check: "procMount_restricted",
		level: "restricted",
		overrides: ["procMount"],
		versions: [{
			since: 35,
			judge: unmaskedProc
		}]
	}
};
// src/checks/manifests/rules/pod-security/restricted-volumes.ts
const allowed = [
	"configMap",
	"csi",
	"downwardAPI",
	"emptyDir",
	"ephemeral",
	"image",
	"persistentVolumeClaim",
	"projected",
	"secret"
];
const forbidden$1 = [
	"hostPath",
	"gcePersistentDisk",
	"awsElasticBlockStore",
	"gitRepo",
	"nfs",
	"iscsi",
	"glusterfs",
	"rbd",
	"flexVolume",
	"cinder",
	"cephfs",
	"flocker",
	"fc",
	"azureFile",
	"vsphereVolume",
	"quobyte",
	"azureDisk",
	"photonPersistentDisk",
	"portworxVolume",
	"scaleIO",
	"storageos"
];
/** A volume without a source passes: the API server makes it an emptyDir before admission looks. */
function otherVolumes(pod) {
	return volumesOf(pod).flatMap((volume) => {
		if (allowed.some((source) => isSet(volume.at(source)))) return [];
		const source = forbidden$1.find((candidate) => isSet(volume.at(candidate)));
		if (source === void 0) return [];
		const message = `${nameOfVolume(volume)} is of the type ${source}, which restricted pods may not use.`;
		return [{
			field: volume.at(source),
			message
		}];
	});
}
/** Volumes are of the types that cannot reach past the cluster's own storage. */
const restrictedVolumes = {
	...restricted,
	id: "pod-security/restricted-volumes",
	title: "A volume is of a type that restricted pods may not use",
	rationale: "Volume types built into the kubelet let the author of a pod name any disk, file server or driver on the node's network, past the rights that a storage class and a claim would check; several of them are unmaintained, and gitRepo runs git as root on the node.",
	remediation: "Use a configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret volume; reach network storage through a PersistentVolumeClaim.",
	example: {
		bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n  volumes:\n    - name: data\n      nfs:\n        server: files.example.com\n        path: /data\n",
		good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n  volumes:\n    - name: data\n      persistentVolumeClaim:\n        claimName: data\n"
	},
	standards: {
		pss: ["restricted/volume-types"],
		cis: ["5.2.11"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0028"],
		kyverno: ["restrict-volume-types"],
		gatekeeper: ["K8sPSPVolumeTypes"]
	},
	podSecurity: {
		check: "restrictedVolumes",
		level: "restricted",
		overrides: ["hostPathVolumes"],
		versions: [{
			since: 0,
			judge: otherVolumes
		}]
	}
};
// src/checks/manifests/rules/pod-security/run-as-non-root.ts
/** A false counts wherever it stands; a container that inherits it is not named beside the pod. */
function possiblyRoot(pod) {
	const inherited = flagAt(podSetting(pod, "runAsNonRoot").field);
	return [...allSettings(pod, "runAsNonRoot").filter(({ field }) => flagAt(field) === false).map((setting) => offenceAt(setting, "sets runAsNonRoot to false")), ...containerSettings(pod, "runAsNonRoot").filter(({ field }) => inherited === void 0 && flagAt(field) === void 0).map((setting) => offenceAt(setting, "may run as root: nothing sets runAsNonRoot to true"))];
}
/** The kubelet refuses to start a container as root, unless (since v1.35) the pod has a user namespace. */
const runAsNonRoot = {
	...restricted,
	id: "pod-security/run-as-non-root",
	title: "A container may run as root",
	rationale: "Root in a container is root to the kernel: it owns mounted files, installs programs, and needs one fault of the kernel or the runtime to be root on the node.",
	remediation: "Write runAsNonRoot: true in the securityContext of the pod or of every container, and nowhere false; a runAsUser other than 0 does not stand in for it.",
	example: {
		bad: "spec:\n  securityContext:\n    runAsNonRoot: false\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
		good: "spec:\n  securityContext:\n    runAsNonRoot: true\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n"
	},
	standards: {
		pss: ["restricted/running-as-non-root"],
		cis: ["5.2.7"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0012"],
		checkov: ["CKV_K8S_23"],
		kubescape: ["C-0013"],
		kics: ["containers_running_as_root"],
		kubeLinter: ["run-as-non-root"],
		kubesec: ["RunAsNonRoot"],
		polaris: ["runAsRootAllowed"],
		kyverno: ["require-run-as-nonroot"],
		gatekeeper: ["K8sPSPAllowedUsers"]
	},
	podSecurity: {
		check: "runAsNonRoot",
		level: "restricted",
		overrides: [],
		versions: [{
			since: 0,
			judge: possiblyRoot
		}, {
			since: 35,
			judge: exceptInUserNamespace(possiblyRoot)
		}]
	}
};
// src/checks/manifests/rules/pod-security/run-as-user.ts
function explicitlyRoot(pod) {
	return allSettings(pod, "runAsUser").filter(({ field }) => numberAt(field) === 0).map((setting) => offenceAt(setting, "sets runAsUser to 0, which is root"));
}
/** Nothing asks for user 0, unless (since v1.35) the pod has a user namespace. */
const runAsUser = {
	...restricted,
	id: "pod-security/run-as-user",
	title: "The user is set to root",
	rationale: "User 0 is root to the kernel whatever the image says: a fault of the kernel or the runtime, or a mounted file of the node, then makes it root on the node.",
	remediation: "Remove runAsUser: 0, of the pod as well as of containers, or set the user id that the image was built for.",
	example: {
		bad: "spec:\n  securityContext:\n    runAsUser: 0\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
		good: "spec:\n  securityContext:\n    runAsUser: 10001\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n"
	},
	standards: {
		pss: ["restricted/running-as-non-root-user"],
		cis: ["5.2.7"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0105"],
		kubescape: ["C-0013"],
		kics: ["containers_running_as_root"],
		kubeLinter: ["run-as-non-root"],
		kubeScore: ["Container Security Context User Group ID"],
		kubesec: ["RunAsUser"],
		polaris: ["runAsRootAllowed"],
		kyverno: ["require-run-as-non-root-user"],
		gatekeeper: ["K8sPSPAllowedUsers"]
	},
	podSecurity: {
		check: "runAsUser",
		level: "restricted",
		overrides: [],
		versions: [{
			since: 23,
			judge: explicitlyRoot
		}, {
			since: 35,
			judge: exceptInUserNamespace(explicitlyRoot)
		}]
	}
};
// src/checks/manifests/rules/pod-security/se-linux-options.ts
const typesOf1_0 = /* @__PURE__ */ new Set([
	"",
	"container_t",
	"container_init_t",
	"container_kvm_t"
]);
const typesOf1_31 = /* @__PURE__ */ new Set([...typesOf1_0, "container_engine_t"]);
function optionsBeyond(types) {
	return (pod) => allSettings(pod, "seLinuxOptions").flatMap((setting) => [
		"type",
		"user",
		"role"
	].flatMap((key) => {
		const field = setting.field.at(key);
		const value = textAt(field);
		if (key === "type" ? types.has(value) : value === "") return [];
		return [offenceAt({
			...setting,
			field
		}, `sets its SELinux ${key} to ${JSON.stringify(value)}`)];
	}));
}
/** SELinux labels keep to the types made for containers, and to the default user and role. */
const seLinuxOptions = {
	...baseline,
	id: "pod-security/se-linux-options",
	title: "SELinux options lift the confinement of containers",
	rationale: "A container with the type spc_t, or with a user or role of the host, is no longer held by the SELinux policy for containers: it reaches files and processes of the node that its label was to keep from it.",
	remediation: "Remove user and role, and set type to container_t, container_init_t, container_kvm_t or, since v1.31, container_engine_t, or leave it out; level may stay.",
	example: {
		bad: "spec:\n  securityContext:\n    seLinuxOptions:\n      type: spc_t\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
		good: "spec:\n  securityContext:\n    seLinuxOptions:\n      type: container_t\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n"
	},
	standards: {
		pss: ["baseline/selinux"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0025"],
		kubescape: ["C-0055"],
		kyverno: ["disallow-selinux"],
		gatekeeper: ["K8sPSPSELinuxV2"]
	},
	podSecurity: {
		check: "seLinuxOptions",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 0,
			judge: optionsBeyond(typesOf1_0)
		}, {
			since: 31,
			judge: optionsBeyond(typesOf1_31)
		}]
	}
};
// src/checks/manifests/pod-security/seccomp.ts
/** An offence for each seccomp profile, of the pod or of a container, that switches filtering off. */
function unconfinedProfiles(pod) {
	return allSettings(pod, "seccompProfile").filter(isUnconfined).map(unconfined);
}
/**
* Unconfined profiles, and containers that have none while the pod has none either. A container that
* inherits a bad profile is not named: the pod's own field is the one to change.
*/
function unfilteredContainers(pod) {
	const inherited = isSet(podSetting(pod, "seccompProfile").field);
	const missing = containerSettings(pod, "seccompProfile").filter(({ field }) => !inherited && !isSet(field)).map(({ field, container }) => offenceAt({
		field: field.at("type"),
		container
	}, `has no seccomp profile of its own or from the pod`));
	return [...unconfinedProfiles(pod), ...missing];
}
function isUnconfined({ field }) {
	const type = textAt(field.at("type"));
	return isSet(field) && type !== "RuntimeDefault" && type !== "Localhost";
}
function unconfined(setting) {
	const field = setting.field.at("type");
	const type = textAt(field);
	return offenceAt({
		...setting,
		field
	}, type === "" ? `has a seccomp profile without a type` : `sets its seccomp profile to ${JSON.stringify(type)}`);
}
// src/checks/manifests/rules/pod-security/seccomp-profile-baseline.ts
const podAnnotation = "seccomp.security.alpha.kubernetes.io/pod";
const containerAnnotationPrefix = "container.seccomp.security.alpha.kubernetes.io/";
/** The alpha annotations, which counted until v1.18; those for other containers than the pod's do not. */
function unconfinedAnnotations(pod) {
	const names = pod.containers.map(({ name }) => containerAnnotationPrefix + (name ?? ""));
	return [.../* @__PURE__ */ new Set([podAnnotation, ...names])].flatMap((name) => {
		const field = pod.metadata.at("annotations", name);
		const profile = textAt(field);
		if (!(typeof field.value === "string" || field.value === null) || profile === "runtime/default" || profile === "docker/default") return [];
		if (profile.startsWith("localhost/")) return [];
		return [{
			field,
			message: `An annotation sets a seccomp profile to ${JSON.stringify(profile)}.`
		}];
	});
}
/** Nothing switches seccomp off. */
const seccompProfileBaseline = {
	...baseline,
	id: "pod-security/seccomp-profile-baseline",
	title: "Seccomp is switched off",
	rationale: "Unconfined, a process reaches every system call of the node's kernel, among them the rarely used ones in which most ways out of a container were found.",
	remediation: "Set seccompProfile.type to RuntimeDefault or Localhost wherever it is written, or remove it; a bad value is refused even where a container overrides it.",
	example: {
		bad: "spec:\n  securityContext:\n    seccompProfile:\n      type: Unconfined\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
		good: "spec:\n  securityContext:\n    seccompProfile:\n      type: RuntimeDefault\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n"
	},
	standards: {
		pss: ["baseline/seccomp"],
		cis: ["5.6.2"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0104"],
		kubescape: ["C-0055"],
		kics: ["seccomp_profile_is_not_configured"],
		kubesec: ["SeccompUnconfined"],
		polaris: ["linuxHardening"],
		kyverno: ["restrict-seccomp"],
		gatekeeper: ["K8sPSPSeccompV2"]
	},
	podSecurity: {
		check: "seccompProfile_baseline",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 0,
			judge: unconfinedAnnotations
		}, {
			since: 19,
			judge: unconfinedProfiles
		}]
	}
};
// src/checks/manifests/rules/pod-security/seccomp-profile-restricted.ts
/** Every container has a seccomp profile, its own or the pod's. */
const seccompProfileRestricted = {
	...restricted,
	id: "pod-security/seccomp-profile-restricted",
	title: "A container has no seccomp profile",
	rationale: "Without a profile most clusters run containers unconfined: every system call of the node's kernel is open to whoever runs code in them.",
	remediation: "Write seccompProfile: { type: RuntimeDefault } in the securityContext of the pod, or of every container.",
	example: {
		bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
		good: "spec:\n  securityContext:\n    seccompProfile:\n      type: RuntimeDefault\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n"
	},
	standards: {
		pss: ["restricted/seccomp"],
		cis: ["5.6.2"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0030"],
		checkov: ["CKV_K8S_31"],
		kubescape: ["C-0210", "C-0055"],
		kics: ["seccomp_profile_is_not_configured"],
		kubeScore: ["Container Seccomp Profile"],
		kubesec: ["SeccompAny"],
		polaris: ["linuxHardening"],
		kyverno: ["restrict-seccomp-strict"],
		gatekeeper: ["K8sPSPSeccompV2"]
	},
	podSecurity: {
		check: "seccompProfile_restricted",
		level: "restricted",
		overrides: ["seccompProfile_baseline"],
		versions: [{
			since: 19,
			judge: unfilteredContainers
		}, {
			since: 25,
			judge: exceptOnWindows(unfilteredContainers)
		}]
	}
};
// src/checks/manifests/rules/pod-security/sysctls.ts
/** The minor version that allowed each sysctl; they stay allowed. Names with slashes are not known. */
const allowedSince = {
	0: [
		"kernel.shm_rmid_forced",
		"net.ipv4.ip_local_port_range",
		"net.ipv4.tcp_syncookies",
		"net.ipv4.ping_group_range",
		"net.ipv4.ip_unprivileged_port_start"
	],
	27: ["net.ipv4.ip_local_reserved_ports"],
	29: [
		"net.ipv4.tcp_keepalive_time",
		"net.ipv4.tcp_fin_timeout",
		"net.ipv4.tcp_keepalive_intvl",
		"net.ipv4.tcp_keepalive_probes"
	],
	32: ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"],
	37: ["net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"]
};
function sysctlsBeyond(minor) {
	const allowed = new Set(Object.entries(allowedSince).flatMap(([since, names]) => Number(since) <= minor ? names : []));
	return (pod) => mappingItems(podField(pod, "securityContext", "sysctls")).flatMap((sysctl) => {
		const field = sysctl.at("name");
		const name = textAt(field);
		if (allowed.has(name)) return [];
		return [{
			field,
			message: name === "" ? "A sysctl of the pod has no name." : `The pod sets the sysctl ${JSON.stringify(name)}, which is not a safe one.`
		}];
	});
}
/** Pods set only sysctls that are known to stay within the pod. */
const sysctls = {
	...baseline,
	id: "pod-security/sysctls",
	title: "The pod sets an unsafe sysctl",
	rationale: "Sysctls outside the safe set reach beyond the pod: they weaken protections of the node's kernel, exhaust its memory or change the network of every pod on it.",
	remediation: "Remove the sysctl, or set it when the node is built; the safe ones are written with dots, as in net.ipv4.tcp_syncookies.",
	example: {
		bad: "spec:\n  securityContext:\n    sysctls:\n      - name: kernel.msgmax\n        value: \"65536\"\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
		good: "spec:\n  securityContext:\n    sysctls:\n      - name: net.ipv4.tcp_syncookies\n        value: \"1\"\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n"
	},
	standards: {
		pss: ["baseline/sysctls"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0026"],
		kics: ["cluster_allows_unsafe_sysctls"],
		kubeLinter: ["unsafe-sysctls"],
		kyverno: ["restrict-sysctls"],
		gatekeeper: ["K8sPSPForbiddenSysctls"]
	},
	podSecurity: {
		check: "sysctls",
		level: "baseline",
		overrides: [],
		versions: Object.keys(allowedSince).map((since) => ({
			since: Number(since),
			judge: sysctlsBeyond(Number(since))
		}))
	}
};
// src/checks/manifests/rules/pod-security/windows-host-process.ts
function hostProcesses(pod) {
	return allSettings(pod, "windowsOptions", "hostProcess").filter(({ field }) => flagAt(field) === true).map((setting) => offenceAt(setting, "runs as a process of its Windows node (hostProcess)"));
}
/** No Windows container is a process of its node. */
const windowsHostProcess = {
	...baseline,
	id: "pod-security/windows-host-process",
	title: "A Windows container runs as a process of its node",
	rationale: "A HostProcess container is not isolated at all: it runs in the node's own session with its files, network and, as NT AUTHORITY\\SYSTEM, all of its rights.",
	remediation: "Remove windowsOptions.hostProcess, or set it to false; keep node agents that need it in a namespace of their own with a waiver.",
	example: {
		bad: "spec:\n  hostNetwork: true\n  securityContext:\n    windowsOptions:\n      hostProcess: true\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
		good: "spec:\n  securityContext:\n    windowsOptions:\n      runAsUserName: ContainerUser\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n"
	},
	standards: {
		pss: ["baseline/hostprocess"],
		cis: ["5.2.10"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0103"],
		kubescape: ["C-0202"],
		polaris: ["hostProcess"],
		kyverno: ["disallow-host-process"]
	},
	podSecurity: {
		check: "windowsHostProcess",
		level: "baseline",
		overrides: [],
		versions: [{
			since: 0,
			judge: hostProcesses
		}]
	}
};
// src/checks/manifests/rule-faults.ts
/** What a rule leaves unsaid about itself, in words for its author. */
function metadataFaults(rule) {
	const faults = [];
	if (!/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(rule.id)) faults.push("id is not group/name");
	if (rule.title === "" || rule.title.endsWith(".")) faults.push("title is no sentence without its full stop");
	if (!rule.rationale.endsWith(".")) faults.push("rationale does not end with a full stop");
	if (!rule.remediation.endsWith(".")) faults.push("remediation does not end with a full stop");
	if (rule.example.bad === "" || rule.example.good === "") faults.push("an example is missing");
	if (rule.source === "") faults.push("source is missing");
	return faults;
}
// src/checks/manifests/pod-security/registry-faults.ts
/** The same rules; throws where they contradict each other or say too little about themselves. */
function validated(rules) {
	const faults = registryFaults(rules);
	if (faults.length > 0) throw new Error(`Pod Security rules: ${faults.join("; ")}`);
	return rules;
}
/** What is wrong with a list of rules, in words for its author; runs at every start, so it stays cheap. */
function registryFaults(rules) {
	const baselineChecks = new Set(rules.filter(isBaseline).map(({ podSecurity: { check } }) => check));
	const seen = /* @__PURE__ */ new Set();
	return rules.flatMap((rule) => {
		const faults = [...ruleFaults(rule), ...overrideFaults(rule, baselineChecks)];
		if (seen.has(rule.id)) faults.push("stands twice");
		seen.add(rule.id);
		return faults.map((fault) => `${rule.id}: ${fault}`);
	});
}
function ruleFaults(rule) {
	const { check, level, versions } = rule.podSecurity;
	const faults = metadataFaults(rule);
	if (rule.id !== idOf(check)) faults.push(`should be called ${idOf(check)}`);
	if (rule.severity !== (level === "baseline" ? "high" : "medium")) faults.push(`severity ${rule.severity} at level ${level}`);
	if (versions.length === 0) faults.push("has no version");
	let last = -1;
	for (const { since } of versions) {
		if (!Number.isInteger(since) || since <= last || since > 37) faults.push(`version v1.${since} is out of order`);
		last = since;
	}
	return faults;
}
function overrideFaults(rule, baselineChecks) {
	const { overrides } = rule.podSecurity;
	const unknown = overrides.filter((check) => !baselineChecks.has(check)).map((check) => `overrides ${check}, which is not a baseline check`);
	return overrides.length > 0 && isBaseline(rule) ? [...unknown, "only restricted checks override others"] : unknown;
}
function isBaseline(rule) {
	return rule.podSecurity.level === "baseline";
}
/** `capabilities_baseline` becomes `pod-security/capabilities-baseline`. */
function idOf(check) {
	return `pod-security/${check.replace(/[A-Z]+/g, (capitals) => `-${capitals.toLowerCase()}`).replaceAll("_", "-")}`;
}
// src/checks/manifests/pod-security/registry.ts
/** The checks of k8s.io/pod-security-admission v0.37.0: those of baseline, then those of restricted. */
const podSecurityRules = validated([
	appArmorProfile,
	capabilitiesBaseline,
	hostNamespaces,
	hostPathVolumes,
	hostPorts,
	hostProbesAndHostLifecycle,
	privileged,
	procMount,
	seLinuxOptions,
	seccompProfileBaseline,
	sysctls,
	windowsHostProcess,
	allowPrivilegeEscalation,
	capabilitiesRestricted,
	procMountRestricted,
	restrictedVolumes,
	runAsNonRoot,
	runAsUser,
	seccompProfileRestricted
]);
// src/checks/manifests/pod-security/evaluate.ts
/**
* The checks of Pod Security admission that refuse the pod at a level and version, exactly those of
* k8s.io/pod-security-admission v0.37.0. Versions above the newest known count as the newest.
*/
function failingChecks(pod, target) {
	const minor = target.version === "latest" ? 37 : Math.min(target.version, 37);
	const decoded = decodable(pod);
	return activeChecks(target.level, minor).map(({ rule, judge }) => ({
		rule,
		offences: judge(decoded)
	})).filter(({ offences }) => offences.length > 0);
}
const active = /* @__PURE__ */ new Map();
function activeChecks(level, minor) {
	const key = `${level}:${minor}`;
	const known = active.get(key) ?? selectChecks(level, minor);
	active.set(key, known);
	return known;
}
/** Restricted holds the baseline checks too, less those that one of its own checks stands in for. */
function selectChecks(level, minor) {
	if (level === "privileged") return [];
	const existing = podSecurityRules.flatMap((rule) => {
		const judge = rule.podSecurity.versions.findLast(({ since }) => since <= minor)?.judge;
		const applies = level === "restricted" || rule.podSecurity.level === "baseline";
		return judge === void 0 || !applies ? [] : [{
			rule,
			judge
		}];
	});
	const overridden = new Set(existing.flatMap(({ rule }) => rule.podSecurity.overrides));
	return existing.filter(({ rule }) => !overridden.has(rule.podSecurity.check));
}
/** The pod without containers that are neither mappings nor null: they are wrong types, said elsewhere. */
function decodable(pod) {
	const containers = pod.containers.filter(({ fields }) => {
		const value = fields[0]?.value;
		return value === null || isMapping(value);
	});
	return containers.length === pod.containers.length ? pod : {
		...pod,
		containers
	};
}
// src/checks/manifests/pod-security/findings.ts
/**
* What Pod Security says about a pod. With a target: exactly what that level and version refuses, all
* of it high. Without one: both levels at the latest version, each with its own severity.
*/
function podSecurityFindings(pod, target) {
	const checks = target === void 0 ? bothLevels(pod) : failingChecks(pod, target);
	const version = target === void 0 || target.version === "latest" ? "latest" : `v1.${target.version}`;
	const severity = target === void 0 ? void 0 : "high";
	return checks.flatMap(({ rule, offences }) => offences.map((offence) => finding(pod, rule, offence, version, severity)));
}
/** Baseline, then what restricted adds: a field that baseline has refused is not said again. */
function bothLevels(pod) {
	const baseline = failingChecks(pod, {
		level: "baseline",
		version: "latest"
	});
	const restricted = failingChecks(pod, {
		level: "restricted",
		version: "latest"
	});
	const said = new Set(baseline.flatMap(({ offences }) => offences.map(placeOf$4)));
	return [...baseline, ...restricted.filter(({ rule }) => rule.podSecurity.level === "restricted").map(({ rule, offences }) => ({
		rule,
		offences: offences.filter((offence) => !said.has(placeOf$4(offence)))
	}))];
}
function placeOf$4({ field }) {
	return JSON.stringify(field.path);
}
function finding(pod, rule, { field, container, message }, version, severity) {
	const { level, check } = rule.podSecurity;
	const podSecurity = {
		level,
		check,
		version
	};
	return findingOf({
		rule,
		field,
		resource: pod.resource,
		message,
		container: container?.name,
		...severity === void 0 ? {} : { severity },
		...pod.native ? { podSecurity } : {}
	});
}
// src/checks/manifests/file-rule.ts
/** A rule about reading files: it belongs to no kind of object and to no published standard. */
function fileRule(told) {
	return {
		...told,
		check: "manifests",
		kinds: [],
		source: "Kubernetes",
		standards: {},
		equivalents: {}
	};
}
// src/checks/manifests/rules/files/duplicate-key.ts
/** A key that a mapping has twice. */
const duplicateKey = fileRule({
	id: "files/duplicate-key",
	title: "A key stands twice in a mapping",
	severity: "medium",
	rationale: "The last of the values wins and the reader sees the first: a setting that was reviewed may have no effect. kubectl apply refuses the file, other tools take it.",
	remediation: "Keep one of the two keys.",
	example: {
		bad: "spec:\n  hostNetwork: false\n  hostNetwork: true\n",
		good: "spec:\n  hostNetwork: false\n"
	}
});
// src/checks/manifests/rules/files/empty-submodule.ts
/** A submodule that was not checked out. */
const emptySubmodule = fileRule({
	id: "files/empty-submodule",
	title: "The submodule was not checked out",
	severity: "medium",
	rationale: "The files of the submodule are not here and were not judged, but a deployment that checks it out would apply them.",
	remediation: "Check the submodule out before the run (actions/checkout with submodules: true), or put its path under exclude in the policy.",
	example: {
		bad: "- uses: actions/checkout@v5\n",
		good: "- uses: actions/checkout@v5\n  with:\n    submodules: true\n"
	}
});
// src/checks/manifests/rules/files/git-lfs-pointer.ts
/** A file whose content lies in Git LFS. */
const gitLfsPointer = fileRule({
	id: "files/git-lfs-pointer",
	title: "The file is a Git LFS pointer",
	severity: "medium",
	rationale: "What the pointer stands for was not fetched and not judged, but a deployment that fetches it would apply it.",
	remediation: "Fetch the file before the run (actions/checkout with lfs: true), or keep Kubernetes files out of Git LFS.",
	example: {
		bad: "version https://git-lfs.github.com/spec/v1\n",
		good: "apiVersion: v1\nkind: ConfigMap\n"
	}
});
// src/checks/manifests/rules/files/kustomize-not-evaluated.ts
/** A part of a kustomization whose effect on the judged objects is not known. */
const kustomizeNotEvaluated = fileRule({
	id: "files/kustomize-not-evaluated",
	title: "A part of the kustomization was not evaluated",
	severity: "info",
	rationale: "Patches, generators and components change objects after they were written; the files were judged as they stand, without these changes.",
	remediation: "Build the kustomization and judge what comes out, too.",
	example: {
		bad: "kind: Kustomization\nresources: [web.yaml]\npatches:\n  - path: host-network.yaml\n",
		good: "kind: Kustomization\nresources: [web.yaml]\n"
	}
});
// src/checks/manifests/rules/files/link-not-followed.ts
/** A symbolic link to a folder outside of the repository, or to one that the policy excludes, which reading does not enter. */
const linkNotFollowed = fileRule({
	id: "files/link-not-followed",
	title: "The link to a folder outside of what is judged was not followed",
	severity: "medium",
	rationale: "The files behind the link belong to the machine and not to the repository, or the policy excludes them; they were not judged, but a deployment that is given the path would apply them.",
	remediation: "Put the files into a judged folder of the repository, or put the link's path under exclude in the policy.",
	example: {
		bad: "overlays/prod -> /srv/overlays/prod\n",
		good: "overlays/prod/web.yaml\n"
	}
});
// src/checks/manifests/rules/files/template-not-judged.ts
/** A template that is not YAML before it is rendered. */
const templateNotJudged = fileRule({
	id: "files/template-not-judged",
	title: "The template was not judged",
	severity: "info",
	rationale: "A chart's templates become Kubernetes objects only when they are rendered with values; what they will hold cannot be told from their text.",
	remediation: "Render the chart with the values that are deployed, and judge what comes out.",
	example: {
		bad: "spec:\n  {{- toYaml .Values.podSpec | nindent 2 }}\n",
		good: "spec:\n  hostNetwork: false\n"
	}
});
// src/checks/manifests/rules/files/unreadable.ts
/** A file that looks like Kubernetes and cannot be read at all. */
const unreadable = fileRule({
	id: "files/unreadable",
	title: "The file cannot be read as Kubernetes reads it",
	severity: "critical",
	rationale: "Nothing in a file that does not decode was judged, while another decoder, or a later version of the file, may well find an object in it.",
	remediation: "Correct at this place what the message names, or put the path under exclude in the policy if it is not a Kubernetes file.",
	example: {
		bad: "apiVersion: v1\nkind: Pod\nspec:\n  containers: [\n",
		good: "apiVersion: v1\nkind: Pod\nspec:\n  containers: []\n"
	}
});
// src/checks/manifests/rules/files/wrong-type.ts
/** A value that Kubernetes would refuse to decode. */
const wrongType$1 = fileRule({
	id: "files/wrong-type",
	title: "A value has another type than its field",
	severity: "critical",
	rationale: "The API server refuses the whole object, so that it is not deployed as written; nothing that depends on the value could be judged.",
	remediation: "Write a value of the field's type: true and false and numbers without quotes, texts that look like them in quotes.",
	example: {
		bad: "securityContext:\n  privileged: \"false\"\n",
		good: "securityContext:\n  privileged: false\n"
	}
});
// src/checks/manifests/problems.ts
const ruleOf$2 = {
	unreadable,
	"duplicate-key": duplicateKey,
	"wrong-type": wrongType$1,
	"template-not-judged": templateNotJudged,
	"kustomize-not-evaluated": kustomizeNotEvaluated,
	"git-lfs-pointer": gitLfsPointer,
	"empty-submodule": emptySubmodule,
	"link-not-followed": linkNotFollowed
};
/** The rules about reading files, one for each kind of problem. */
const fileRules = Object.values(ruleOf$2);
/**
* What reading met, as findings of the check that says so: `manifests`, or another one when that does
* not run.
*/
function problemFindings(problems, check = "manifests") {
	return problems.map(({ kind, message, location, offender }) => {
		const rule = ruleOf$2[kind];
		return {
			check,
			rule: rule.id,
			severity: rule.severity,
			message: message.endsWith(".") ? message : `${message}.`,
			remediation: rule.remediation,
			location,
			identity: [location.path, textOf$1(offender)],
			offender
		};
	});
}
function textOf$1(offender) {
	if (typeof offender === "string") return offender;
	return JSON.stringify(offender, (_, value) => typeof value === "bigint" ? String(value) : value) ?? "";
}
// src/checks/manifests/field-shapes.ts
const text$1 = { type: "text" };
const flag$1 = { type: "flag" };
/** An amount such as 100m: text or a number. */
const quantity = { type: "quantity" };
const int32 = {
	type: "number",
	bits: 32
};
const int64 = {
	type: "number",
	bits: 64
};
/** A list of one shape. */
function listOf$2(item) {
	return {
		type: "list",
		item
	};
}
/** A mapping with keys of the author's choice. */
function dictionaryOf(value) {
	return {
		type: "dictionary",
		value
	};
}
/** A mapping of which the named fields are looked at, and no others. */
function mappingOf(fields) {
	return {
		type: "mapping",
		fields
	};
}
// src/checks/manifests/pod-fields.ts
const anything$1 = mappingOf({});
const profile = mappingOf({
	type: text$1,
	localhostProfile: text$1
});
const sharedSecurityContext = {
	appArmorProfile: profile,
	runAsGroup: int64,
	runAsNonRoot: flag$1,
	runAsUser: int64,
	seccompProfile: profile,
	seLinuxOptions: mappingOf({
		level: text$1,
		role: text$1,
		type: text$1,
		user: text$1
	}),
	windowsOptions: mappingOf({
		hostProcess: flag$1,
		runAsUserName: text$1
	})
};
const handler = mappingOf({
	exec: mappingOf({ command: listOf$2(text$1) }),
	grpc: anything$1,
	httpGet: mappingOf({
		host: text$1,
		path: text$1,
		scheme: text$1
	}),
	tcpSocket: mappingOf({ host: text$1 })
});
/** A container of any of the three lists. */
const containerShape = mappingOf({
	args: listOf$2(text$1),
	command: listOf$2(text$1),
	env: listOf$2(mappingOf({
		name: text$1,
		value: text$1,
		valueFrom: anything$1
	})),
	envFrom: listOf$2(anything$1),
	image: text$1,
	imagePullPolicy: text$1,
	lifecycle: mappingOf({
		postStart: handler,
		preStop: handler
	}),
	livenessProbe: handler,
	name: text$1,
	ports: listOf$2(mappingOf({
		containerPort: int32,
		hostIP: text$1,
		hostPort: int32,
		name: text$1,
		protocol: text$1
	})),
	readinessProbe: handler,
	resources: mappingOf({
		limits: dictionaryOf(quantity),
		requests: dictionaryOf(quantity)
	}),
	securityContext: mappingOf({
		...sharedSecurityContext,
		allowPrivilegeEscalation: flag$1,
		capabilities: mappingOf({
			add: listOf$2(text$1),
			drop: listOf$2(text$1)
		}),
		privileged: flag$1,
		procMount: text$1,
		readOnlyRootFilesystem: flag$1
	}),
	startupProbe: handler,
	volumeMounts: listOf$2(mappingOf({
		mountPath: text$1,
		name: text$1,
		readOnly: flag$1,
		subPath: text$1
	}))
});
const volume = mappingOf({
	name: text$1,
	...Object.fromEntries([
		[
			"awsElasticBlockStore",
			"azureDisk",
			"azureFile",
			"cephfs",
			"cinder",
			"configMap",
			"csi"
		],
		[
			"downwardAPI",
			"emptyDir",
			"ephemeral",
			"fc",
			"flexVolume",
			"flocker",
			"gcePersistentDisk"
		],
		[
			"gitRepo",
			"glusterfs",
			"image",
			"iscsi",
			"nfs",
			"persistentVolumeClaim",
			"projected"
		],
		[
			"photonPersistentDisk",
			"portworxVolume",
			"quobyte",
			"rbd",
			"scaleIO",
			"secret"
		],
		["storageos", "vsphereVolume"]
	].flat().map((source) => [source, anything$1])),
	hostPath: mappingOf({
		path: text$1,
		type: text$1
	})
});
/** What is written at pod level. */
const podSpecShape = mappingOf({
	automountServiceAccountToken: flag$1,
	containers: listOf$2(containerShape),
	ephemeralContainers: listOf$2(containerShape),
	hostIPC: flag$1,
	hostNetwork: flag$1,
	hostPID: flag$1,
	hostUsers: flag$1,
	imagePullSecrets: listOf$2(mappingOf({ name: text$1 })),
	initContainers: listOf$2(containerShape),
	nodeSelector: dictionaryOf(text$1),
	os: mappingOf({ name: text$1 }),
	runtimeClassName: text$1,
	securityContext: mappingOf({
		...sharedSecurityContext,
		fsGroup: int64,
		supplementalGroups: listOf$2(int64),
		sysctls: listOf$2(mappingOf({
			name: text$1,
			value: text$1
		}))
	}),
	serviceAccount: text$1,
	serviceAccountName: text$1,
	shareProcessNamespace: flag$1,
	volumes: listOf$2(volume)
});
/** A pod template's own metadata. */
const podMetadataShape = mappingOf({
	annotations: dictionaryOf(text$1),
	generateName: text$1,
	labels: dictionaryOf(text$1),
	name: text$1,
	namespace: text$1
});
// src/checks/manifests/wrong-types.ts
/** The keys that lead to the pod template in the built-in kinds that have one. */
const waysToTemplates = new Map([
	["/PodTemplate", ["template"]],
	["batch/CronJob", [
		"spec",
		"jobTemplate",
		"spec",
		"template"
	]],
	...[
		"/ReplicationController",
		"apps/ReplicaSet",
		"apps/Deployment",
		"apps/StatefulSet",
		"apps/DaemonSet",
		"batch/Job"
	].map((kind) => [kind, ["spec", "template"]])
]);
/** What stands in the way of an object's pod: a built-in kind whose template lies in no mapping has none. */
function misfitsBefore(resource) {
	let field = resource.root;
	for (const key of waysToTemplates.get(`${resource.group}/${resource.kind}`) ?? []) {
		field = field.at(key);
		if (field.exists && !isMapping(field.value)) return [{
			field,
			expected: "a mapping"
		}];
	}
	return [];
}
/** The values in a pod that have another type than Kubernetes gives their field, each once. */
function misfitsIn(pod) {
	const found = [
		...pod.containers.flatMap((container) => container.fields.flatMap((field) => misfits(field, containerShape).map((misfit) => ({
			...misfit,
			container
		})))),
		...misfits(pod.metadata, podMetadataShape),
		...pod.specs.flatMap((spec) => misfits(spec, podSpecShape))
	];
	const places = /* @__PURE__ */ new Map();
	for (const misfit of found) {
		const place = JSON.stringify(misfit.field.path);
		if (!places.has(place)) places.set(place, misfit);
	}
	return [...places.values()];
}
/** The findings about misfits in an object; the rules count such values as missing. */
function wrongTypeFindings(resource, found) {
	return found.map(({ field, expected, container }) => {
		const path = formatPath(field.pathFrom(resource.root));
		return findingOf({
			rule: wrongType$1,
			field,
			resource,
			container: container?.name,
			message: `${path} is ${described(field.value)}, but ${expected} belongs there.`
		});
	});
}
function misfits(field, shape) {
	const { value } = field;
	if (value === void 0 || value === null) return [];
	if (!fits(value, shape)) return [{
		field,
		expected: nameOf$3(shape)
	}];
	switch (shape.type) {
		case "list": return field.items().flatMap((item) => misfits(item, shape.item));
		case "dictionary": return field.entries().flatMap((entry) => misfits(entry, shape.value));
		case "mapping": return field.entries().flatMap((entry) => {
			const known = knownShape(shape.fields, String(entry.key));
			return known === void 0 ? [] : misfits(entry, known);
		});
		default: return [];
	}
}
function knownShape(fields, key) {
	return Object.hasOwn(fields, key) ? fields[key] : void 0;
}
function fits(value, shape) {
	switch (shape.type) {
		case "text": return typeof value === "string";
		case "flag": return typeof value === "boolean";
		case "quantity": return typeof value === "string" || typeof value === "number" || typeof value === "bigint";
		case "number": return isWhole$1(value) && BigInt.asIntN(shape.bits, BigInt(value)) === BigInt(value);
		case "list": return Array.isArray(value);
		case "dictionary":
		case "mapping": return isMapping(value);
	}
}
function isWhole$1(value) {
	return typeof value === "bigint" || typeof value === "number" && Number.isInteger(value);
}
function nameOf$3(shape) {
	switch (shape.type) {
		case "text": return "text (in quotes where YAML would read something else)";
		case "flag": return "true or false";
		case "quantity": return "a number or an amount such as 100m";
		case "number": return `a whole number without quotes, of at most ${shape.bits} bits`;
		case "list": return "a list";
		case "dictionary":
		case "mapping": return "a mapping";
	}
}
function described(value) {
	if (Array.isArray(value)) return "a list";
	if (isMapping(value)) return "a mapping";
	if (typeof value === "string") return `the text ${JSON.stringify(shortened$1(value))}`;
	return typeof value === "boolean" ? `the boolean ${value}` : `the number ${String(value)}`;
}
function shortened$1(text) {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
// src/checks/manifests/index.ts
/**
* Do the Kubernetes files follow the practices? What could not be read (`problemFindings`) is added by
* whoever runs the checks, since it concerns every check that looks at files.
*/
const manifests$1 = {
	name: "manifests",
	rules: complete([...fileRules, ...podSecurityRules]),
	run: async (subject) => ({
		kind: "decided",
		findings: gathered(findingsIn(subject))
	})
};
/** The findings of one object or pod after the other. */
function* findingsIn({ tree, podSecurity }) {
	for (const resource of tree.resources) yield findingsBefore(resource);
	for (const pod of tree.pods) {
		yield findingsAbout(pod);
		yield podSecurityOf(pod, podSecurity);
	}
}
const findingsBefore = onceEach((resource) => wrongTypeFindings(resource, misfitsBefore(resource)));
const findingsAbout = onceEach((pod) => wrongTypeFindings(pod.resource, misfitsIn(pod)));
/** What was said of a pod, by the target's own object: one run has one. */
const saidOf = onceEach(() => /* @__PURE__ */ new Map());
function podSecurityOf(pod, target) {
	const said = saidOf(pod);
	let findings = said.get(target);
	if (findings === void 0) {
		findings = podSecurityFindings(pod, target);
		said.set(target, findings);
	}
	return findings;
}
/** The same rules; throws where one says too little about itself or two share an id. */
function complete(rules) {
	const faults = rules.flatMap((rule) => metadataFaults(rule).map((fault) => `${rule.id}: ${fault}`));
	if (new Set(rules.map(({ id }) => id)).size < rules.length) faults.push("two rules share an id");
	if (faults.length > 0) throw new Error(`rules of manifests: ${faults.join("; ")}`);
	return rules;
}
// src/model/image-reference.ts
const hub = "docker.io";
/** Of a repository without its host, as in distribution/reference (RepositoryNameTotalLengthMax). */
const longestRepository = 255;
const longestTag = 128;
/** More than the longest host, port, repository, tag and digest together. */
const longestReference = 1024;
const hexDigits = /* @__PURE__ */ new Map([
	["sha256", 64],
	["sha384", 96],
	["sha512", 128]
]);
/**
* Reads a reference by the grammar and the defaults of github.com/distribution/reference, which
* kubelet, containerd, CRI-O and Docker share. Never throws; time is linear in the text.
*/
function parseImageReference(text) {
	const obstacle = obstacleIn(text);
	if (obstacle !== void 0) return malformed(obstacle);
	const [named, digest] = cut({
		text,
		start: 0
	}, "@");
	const { registry, path } = splitRegistry(named);
	const [repository, tag] = cut(path, ":");
	const mistake = (registry === void 0 ? void 0 : mistakeInHost(registry.text, registry.start)) ?? mistakeInRepository$1(repository) ?? (tag === void 0 ? void 0 : mistakeInTag(tag)) ?? (digest === void 0 ? void 0 : mistakeInDigest(digest));
	if (mistake !== void 0) return malformed(mistake);
	return imageOf$1(registry?.text, repository.text, tag?.text, digest?.text);
}
/** Whether the part in front of the first `/` of a name is a host, or already part of the repository. */
function looksLikeHost(component) {
	return component === "localhost" || /[.:]/.test(component) || component !== component.toLowerCase();
}
/** The registry under the one name that policies use for it. */
function canonicalRegistry(host) {
	return host === "index.docker.io" ? hub : host;
}
/** What keeps a text from being a host with an optional port, as a clause; nothing if it is one. */
function mistakeInHost(host, start = 0) {
	if (host.startsWith("[")) {
		if (/^\[[0-9A-Fa-f:]+\](?::[0-9]+)?$/.test(host)) return void 0;
		return `the registry ${quoted(host)}${at(start)} is not an IPv6 address in brackets with an optional port`;
	}
	const [name, port] = cut({
		text: host,
		start
	}, ":");
	if (port !== void 0 && !/^[0-9]+$/.test(port.text)) return `the registry ${quoted(host)} has a port that is not a number${at(port.start)}`;
	const wrong = findPart(name, ".", (part) => hostPart.test(part));
	if (wrong === void 0) return void 0;
	return wrong.text === "" ? `the registry ${quoted(host)} has an empty part${at(wrong.start)}` : `the registry ${quoted(host)} is not a host name: ${quoted(wrong.text)}${at(wrong.start)}`;
}
const hostPart = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const repositoryPart = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const wholeRepository = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
/** What keeps a text from being a reference before its parts are looked at. */
function obstacleIn(text) {
	if (text === "") return "it is empty";
	if (text.length > longestReference) return `it has ${text.length} characters, and no reference has more than ${longestReference}`;
	if (/^[\w.\-/:@[\]]+$/.test(text) && !text.includes("://")) return void 0;
	const placeholder = /\$[({A-Za-z_]|\{|%[({]|<[A-Za-z]/.exec(text);
	if (placeholder !== null) return `it holds a placeholder that nothing has filled in${at(placeholder.index)}`;
	if (text.indexOf("://") !== -1) return `it has a scheme${at(0)}; references start with the host`;
	const foreign = /[^\x21-\x7e]/u.exec(text);
	return foreign === null ? void 0 : `it has ${characterName(foreign[0])}${at(foreign.index)}`;
}
/** Docker's rule: a first component that cannot be part of a repository's path is a host. */
function splitRegistry(name) {
	const [first, path] = cut(name, "/");
	if (path === void 0 || !looksLikeHost(first.text)) return {
		registry: void 0,
		path: name
	};
	return {
		registry: first,
		path
	};
}
function mistakeInRepository$1(repository) {
	const { text, start } = repository;
	if (!wholeRepository.test(text)) return mistakeInPath$1(repository);
	if (text.length > longestRepository) return `the repository has ${text.length} characters${at(start)}, and at most ${longestRepository} are allowed`;
	if (start === 0 && /^[0-9a-f]{64}$/.test(text)) return "it is an image's identifier, which names no repository";
}
/** What keeps a text from being a path in a registry, known that something does. */
function mistakeInPath$1(path) {
	const { text, start } = path;
	if (text === "") return `it names no repository${at(start)}`;
	const upperCase = text.search(/[A-Z]/);
	if (upperCase !== -1) return `the repository ${quoted(text)} has an upper-case letter${at(start + upperCase)}`;
	const wrong = findPart(path, "/", (part) => repositoryPart.test(part)) ?? path;
	if (wrong.text === "") return `the repository ${quoted(text)} has an empty part${at(wrong.start)}`;
	return `the repository has a part that is not letters and digits joined by ".", "_", "__" or "-": ${quoted(wrong.text)}${at(wrong.start)}`;
}
function mistakeInTag({ text, start }) {
	if (text === "") return `the tag is empty${at(start)}`;
	const wrong = text.search(/[^A-Za-z0-9_.-]/);
	if (wrong !== -1) return `the tag ${quoted(text)} has the character ${quoted(text.charAt(wrong))}${at(start + wrong)}`;
	if (/^[.-]/.test(text)) return `the tag ${quoted(text)} starts with ${quoted(text.charAt(0))}${at(start)}`;
	if (text.length <= longestTag) return void 0;
	return `the tag has ${text.length} characters${at(start)}, and at most ${longestTag} are allowed`;
}
/** As github.com/opencontainers/go-digest validates the three registered algorithms. */
function mistakeInDigest(digest) {
	const [algorithm, encoded] = cut(digest, ":");
	if (encoded === void 0) return `what follows "@" is not a digest like sha256:<64 hex digits>${at(digest.start)}`;
	const length = hexDigits.get(algorithm.text);
	if (length === void 0) return `the digest's algorithm ${quoted(algorithm.text)}${at(algorithm.start)} is none of ${[...hexDigits.keys()].join(", ")}`;
	const wrong = encoded.text.search(/[^0-9a-f]/);
	if (wrong !== -1) return `the digest has the character ${quoted(encoded.text.charAt(wrong))}${at(encoded.start + wrong)}; only 0-9 and a-f are allowed`;
	if (encoded.text.length === length) return void 0;
	return `the digest has ${encoded.text.length} hex digits${at(encoded.start)}; ${algorithm.text} has ${length}`;
}
function imageOf$1(host, path, tag, digest) {
	const registry = host === void 0 ? hub : canonicalRegistry(host);
	const repository = registry === hub && !path.includes("/") ? `library/${path}` : path;
	return {
		kind: "image",
		registry,
		repository,
		name: `${registry}/${repository}`,
		tag,
		digest,
		hasDefaultTag: tag === void 0 && digest === void 0
	};
}
function malformed(reason) {
	return {
		kind: "malformed",
		reason
	};
}
/** The pieces before and after the first separator. */
function cut(piece, separator) {
	const { text, start } = piece;
	const index = text.indexOf(separator);
	if (index === -1) return [piece, void 0];
	return [{
		text: text.slice(0, index),
		start
	}, {
		text: text.slice(index + 1),
		start: start + index + 1
	}];
}
function findPart({ text, start }, separator, isGood) {
	for (const part of text.split(separator)) {
		if (!isGood(part)) return {
			text: part,
			start
		};
		start += part.length + separator.length;
	}
}
function at(offset) {
	return ` at character ${offset + 1}`;
}
function quoted(text) {
	return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
function characterName(character) {
	if (character === " ") return "a space";
	return `the character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
// src/model/location.ts
/** The first column of a file's first line: where a finding about the file as a whole stands. */
function startOf(path) {
	return {
		path,
		line: 1,
		column: 1,
		endLine: 1,
		endColumn: 2
	};
}
/** Orders locations as a reader meets them: by path, then line, then column. */
function compareLocation(a, b) {
	return comparePlainly(a.path, b.path) || a.line - b.line || a.column - b.column || a.endColumn - b.endColumn;
}
/** Compares by code unit: the same order on every machine, whatever its locale. */
function comparePlainly(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
// src/kubernetes/source-file.ts
/** A decoded text file, and the way from an offset in it to a line and a column. */
var SourceFile = class {
	/** Relative to the judged root, with `/`. */
	path;
	text;
	#lineStarts;
	constructor(path, text) {
		this.path = path;
		this.text = text;
	}
	/** The region from `start` to `end` (offsets into `text`), cut at the end of its first line, never empty. */
	location(start, end) {
		const line = this.#lineOf(start);
		const lineStart = this.#starts[line - 1] ?? 0;
		const lineEnd = lineStart + this.line(line).length;
		const column = Math.min(start, lineEnd) - lineStart + 1;
		const endColumn = Math.max(Math.min(end, lineEnd) - lineStart + 1, column + 1);
		return {
			path: this.path,
			line,
			column,
			endLine: line,
			endColumn
		};
	}
	/** The text of a line, counted from 1, without its line break; empty past the end. */
	line(line) {
		const start = this.#starts[line - 1];
		if (start === void 0) return "";
		let end = this.#starts[line] ?? this.text.length;
		while (end > start && isLineBreak(this.text.charCodeAt(end - 1))) end--;
		return this.text.slice(start, end);
	}
	get #starts() {
		this.#lineStarts ??= lineStartsOf(this.text);
		return this.#lineStarts;
	}
	#lineOf(offset) {
		const starts = this.#starts;
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = low + high + 1 >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return low + 1;
	}
};
function isLineBreak(code) {
	return code === 10 || code === 13;
}
/** Lines end with LF, CRLF or a lone CR, as YAML and editors count them. */
function lineStartsOf(text) {
	const starts = [0];
	if (!text.includes("\r")) {
		for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
		return starts;
	}
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 10 || code === 13 && text.charCodeAt(at + 1) !== 10) starts.push(at + 1);
	}
	return starts;
}
// src/policy/default.ts
/** What counts where the repository has no policy file. */
function defaultPolicy() {
	return {
		path: void 0,
		failOn: "high",
		mode: "enforce",
		gate: "all",
		events: /* @__PURE__ */ new Map(),
		require: [],
		exclude: [],
		registries: {
			allow: void 0,
			requireDigest: false,
			constraints: [],
			insecure: [],
			tokenHosts: [],
			mirrors: /* @__PURE__ */ new Map(),
			ca: void 0
		},
		signatures: void 0,
		vulnerabilities: void 0,
		standardIgnoreFiles: [],
		commits: void 0,
		manifests: {
			podSecurity: void 0,
			rules: []
		},
		waivers: []
	};
}
// src/policy/ignore-files.ts
/** The files that Trivy reads by itself in the folder where it is started. */
const standardNames = [".trivyignore", ".trivyignore.yaml"];
/** The key of a policy that names others in their place. */
const ignoreFilesKey = "vulnerabilities.ignore-files";
/** The policy with those of Trivy's own ignore files that were found beside it, unless it names others. */
function withStandardIgnoreFiles(policy, found) {
	const files = policy.vulnerabilities?.ignoreFiles !== void 0 ? [] : found.map((path) => ({
		path,
		location: startOf(path)
	}));
	return {
		...policy,
		standardIgnoreFiles: files
	};
}
/** The ignore files that count, in the order in which they are asked. */
function ignoreFilesOf(policy) {
	return policy.vulnerabilities?.ignoreFiles ?? policy.standardIgnoreFiles;
}
/** The file under another path, with the one that reports show. */
function movedFile(file, replace) {
	return {
		...file,
		path: replace(file.path),
		shown: file.shown ?? file.path
	};
}
// src/policy/commits.ts
/** What every commit must have; the later ones let more through. */
const commitRequirements = [
	"trusted",
	"platform",
	"signed"
];
/** Whose address a listed key must belong to. */
const identityBindings = [
	"none",
	"committer",
	"author"
];
/** Which of the commits that GitHub signs itself count. */
const webFlowModes = [
	"off",
	"merges",
	"known-authors",
	"any"
];
/** When GitHub is asked what it says about signatures. */
const gitHubApiModes = [
	"off",
	"fallback",
	"also"
];
/** The files that decide with the section, each with the key that names it. */
function commitFilesNamedBy(section) {
	const { allowedSigners, revokedKeys, openPgpKeys, x509Roots } = section;
	return [
		...allowedSigners === void 0 ? [] : [{
			key: "commits.allowed-signers",
			file: allowedSigners
		}],
		...revokedKeys.map((file) => ({
			key: "commits.revoked-keys",
			file
		})),
		...openPgpKeys.map((file) => ({
			key: "commits.openpgp-keys",
			file
		})),
		...x509Roots.map((file) => ({
			key: "commits.x509-roots",
			file
		}))
	];
}
/** The same section with the path of every file that it names replaced. */
function withCommitPaths(section, replace) {
	const moved = (file) => ({
		...file,
		path: replace(file.path)
	});
	const { allowedSigners } = section;
	return {
		...section,
		allowedSigners: allowedSigners === void 0 ? void 0 : moved(allowedSigners),
		revokedKeys: section.revokedKeys.map(moved),
		openPgpKeys: section.openPgpKeys.map(moved),
		x509Roots: section.x509Roots.map(moved)
	};
}
// src/policy/signatures.ts
const hashNames = [
	"sha256",
	"sha384",
	"sha512"
];
const attestationNames = [
	"slsa-provenance",
	"spdx",
	"cyclonedx",
	"vuln",
	"openvex"
];
/** The files that decide with the section, each with the key that names it. */
function filesNamedBy(section) {
	const { images, trustedRoot, clusterImagePolicies } = section;
	return [
		...images.flatMap(keysOf).map((file) => ({
			key: "signatures.images",
			file
		})),
		...trustedRoot === void 0 ? [] : [{
			key: "signatures.trusted-root",
			file: trustedRoot
		}],
		...clusterImagePolicies.map((file) => ({
			key: "signatures.cluster-image-policies",
			file
		}))
	];
}
/** The same section with the path of every file that it names replaced. */
function withPaths(section, replace) {
	const moved = (file) => ({
		...file,
		path: replace(file.path)
	});
	const signers = (of) => ({
		...of,
		keys: of.keys.map(moved)
	});
	const entry = (of) => {
		if (of.kind === "skip") return of;
		return {
			...of,
			signers: of.signers === void 0 ? void 0 : signers(of.signers),
			attestations: of.attestations.map((each) => ({
				...each,
				signers: signers(each.signers)
			}))
		};
	};
	return {
		...section,
		images: section.images.map(entry),
		trustedRoot: section.trustedRoot === void 0 ? void 0 : moved(section.trustedRoot),
		clusterImagePolicies: section.clusterImagePolicies.map(moved)
	};
}
/** Everybody whom an entry lets sign, for the image and for its attestations. */
function signersIn(entry) {
	if (entry.kind === "skip") return [];
	const own = entry.signers === void 0 ? [] : [entry.signers];
	return [.../* @__PURE__ */ new Set([...own, ...entry.attestations.map(({ signers }) => signers)])];
}
function keysOf(entry) {
	return signersIn(entry).flatMap(({ keys }) => keys);
}
// src/policy/vulnerabilities.ts
/** What counts where the check runs and the policy has no section for it. */
const defaultVulnerabilities = {
	trivy: {
		version: void 0,
		sha256: void 0,
		path: void 0,
		mirror: void 0
	},
	databaseRepositories: [],
	javaDatabaseRepositories: [],
	platforms: void 0,
	ignoreUnfixed: false,
	maxDatabaseAgeMs: void 0,
	failOnKev: false,
	epssThreshold: void 0,
	epss: { kind: "published" },
	kev: { kind: "published" },
	graceMs: void 0,
	timeoutMs: 3e5,
	secrets: false,
	failOnEndOfLife: false,
	vex: [],
	vexAttestations: [],
	ignoreFiles: void 0,
	rules: []
};
/** The files that decide with the section, each with the key that names it. */
function vulnerabilityFilesNamedBy(section) {
	const { epss, kev, vex, vexAttestations, ignoreFiles } = section;
	const keys = vexAttestations.flatMap(({ signers }) => signers.keys);
	return [
		...epss.kind === "file" ? [{
			key: "vulnerabilities.epss",
			file: epss.file
		}] : [],
		...kev.kind === "file" ? [{
			key: "vulnerabilities.kev",
			file: kev.file
		}] : [],
		...vex.map((file) => ({
			key: "vulnerabilities.vex",
			file
		})),
		...keys.map((file) => ({
			key: "vulnerabilities.vex-attestations",
			file
		})),
		...(ignoreFiles ?? []).map((file) => ({
			key: "vulnerabilities.ignore-files",
			file
		}))
	];
}
/** The same section with the path of every file that it names replaced. */
function withVulnerabilityPaths(section, replace) {
	const moved = (file) => movedFile(file, replace);
	const movedFeed = (feed) => feed.kind === "file" ? {
		...feed,
		file: moved(feed.file)
	} : feed;
	const movedEntry = (entry) => ({
		...entry,
		signers: {
			...entry.signers,
			keys: entry.signers.keys.map(moved)
		}
	});
	return {
		...section,
		epss: movedFeed(section.epss),
		kev: movedFeed(section.kev),
		vex: section.vex.map(moved),
		vexAttestations: section.vexAttestations.map(movedEntry),
		ignoreFiles: section.ignoreFiles?.map(moved)
	};
}
// src/policy/named-files.ts
/** Every file that decides with the policy, each with the key that names it. */
function filesNamedIn({ registries: { constraints, ca }, signatures, vulnerabilities, standardIgnoreFiles, commits }) {
	const inSections = [
		...signatures === void 0 ? [] : filesNamedBy(signatures),
		...vulnerabilities === void 0 ? [] : vulnerabilityFilesNamedBy(vulnerabilities),
		...commits === void 0 ? [] : commitFilesNamedBy(commits)
	];
	return [
		...constraints.map((path) => ({
			key: "registries.constraints",
			path
		})),
		...ca === void 0 ? [] : [{
			key: "registries.ca",
			path: ca
		}],
		...standardIgnoreFiles.map(({ path }) => ({
			key: ignoreFilesKey,
			path
		})),
		...inSections.map(({ key, file }) => ({
			key,
			path: file.path
		}))
	];
}
/** The same policy with the path of every file that it names replaced. */
function withFilePaths(policy, replace) {
	const { registries, signatures, vulnerabilities, commits } = policy;
	const { constraints, ca } = registries;
	return {
		...policy,
		registries: {
			...registries,
			constraints: constraints.map(replace),
			ca: ca === void 0 ? void 0 : replace(ca)
		},
		standardIgnoreFiles: policy.standardIgnoreFiles.map((file) => movedFile(file, replace)),
		signatures: signatures === void 0 ? void 0 : withPaths(signatures, replace),
		vulnerabilities: vulnerabilities === void 0 ? void 0 : withVulnerabilityPaths(vulnerabilities, replace),
		commits: commits === void 0 ? void 0 : withCommitPaths(commits, replace)
	};
}
/** YAML 1.1 (section 5.4), which Kubernetes reads, has five line breaks; YAML 1.2 kept two of them. */
function isBreak(code) {
	return code === 10 || code === 13 || code >= 133 && (code === 133 || code === 8232 || code === 8233);
}
/** A space or a tab. */
function isBlank(code) {
	return code === 32 || code === 9;
}
/** A space, a tab, a line break, or the end of the text: what has to follow `-`, `?`, `:` and `---`. */
function isGap(code) {
	return code === 32 || code === 10 || code === 0 || code === 9 || isBreak(code);
}
/** The characters of anchor names and tag handles: ASCII letters, digits, `_` and `-`. */
function isWord(code) {
	return code >= 97 && code <= 122 || code >= 65 && code <= 90 || code >= 48 && code <= 57 || code === 95 || code === 45;
}
/** The offset behind the line break that starts at `offset`; CR LF is one break. */
function afterBreak(text, offset) {
	return text.charCodeAt(offset) === 13 && text.charCodeAt(offset + 1) === 10 ? offset + 2 : offset + 1;
}
/** What a line break inside a scalar contributes to its value. */
function breakText(code) {
	if (code === 8232) return "\u2028";
	if (code === 8233) return "\u2029";
	return "\n";
}
/** Whether `---` or `...` and a gap stand at `offset`, which is the beginning of a line. */
function isDocumentMarker(text, offset, end) {
	const code = text.charCodeAt(offset);
	if (code !== 45 && code !== 46) return false;
	if (offset + 3 > end) return false;
	return text.charCodeAt(offset + 1) === code && text.charCodeAt(offset + 2) === code && (offset + 3 === end || isGap(text.charCodeAt(offset + 3)));
}
// src/kubernetes/yaml/error.ts
/** Text that is not YAML as Kubernetes reads it; `offset` says where in the file. */
var YamlError = class extends Error {
	name = "YamlError";
	offset;
	/** Whether Kubernetes may read the text all the same: here the reader is stricter (docs/yaml.md). */
	isStricter;
	constructor(message, offset, isStricter = false) {
		super(message);
		this.offset = offset;
		this.isStricter = isStricter;
	}
};
/**
* The state of reading one document: where the reader stands, what the text before it permits, and
* the scalar that was scanned last. Offsets count UTF-16 units in the whole file's text.
*/
var Cursor = class {
	text;
	end;
	/** Whether places are wanted; then `place` is that of the node read last. */
	recording;
	pos;
	lineStart;
	/** The column of the token at `pos`, from 0; -1 where the document ends. */
	column = 0;
	/** Whether a block collection or the key of one may begin here. */
	keysAllowed = true;
	/** The column of the innermost block collection that is open; -1 at the root. */
	indent = -1;
	/** How many flow collections are open. */
	flow = 0;
	depth = 0;
	/** The deepest level so far; lets an anchor know the height of its node. */
	deepest = 0;
	/** The end of the content read last. */
	contentEnd;
	scalarText = "";
	scalarPlain = false;
	scalarStart = 0;
	scalarEnd = 0;
	/** The place of the node read last, while recording. */
	place;
	/** Whether the node read last was an alias. */
	aliased = false;
	/** Nodes decoded so far, aliases counted as if written out, as go-yaml counts them. */
	nodes = 1;
	aliasNodes = 0;
	anchors = /* @__PURE__ */ new Map();
	duplicates = [];
	constructor(text, start, end, recording) {
		this.text = text;
		this.pos = start;
		this.lineStart = start;
		this.end = end;
		this.contentEnd = start;
		this.recording = recording;
	}
	/** The code at an offset; `END` behind the document. */
	at(offset) {
		return offset < this.end ? this.text.charCodeAt(offset) : 0;
	}
};
/** Ends the reading with a YamlError at `offset`. */
function fail(message, offset) {
	throw new YamlError(message, offset);
}
/** The same for text that Kubernetes may read all the same. */
function refuse$1(message, offset) {
	throw new YamlError(message, offset, true);
}
/** Enters a collection; every `enter` is paired with a `leave`. */
function enter(cursor) {
	cursor.depth++;
	if (cursor.depth > cursor.deepest) cursor.deepest = cursor.depth;
	if (cursor.depth > 200) refuse$1(`collections are nested more than 200 levels deep`, cursor.pos);
}
/** Leaves the collection entered last. */
function leave(cursor) {
	cursor.depth--;
}
/** Moves over blanks, comments and line breaks to the next token, and sets `column`. */
function toToken(cursor) {
	const { text, end } = cursor;
	let { pos } = cursor;
	for (; pos < end;) {
		const code = text.charCodeAt(pos);
		if (code === 32) pos++;
		else if (code === 9 && (cursor.flow > 0 || !cursor.keysAllowed)) pos++;
		else if (code === 35) pos = endOfLine$1(text, pos, end);
		else if (isBreak(code)) {
			pos = afterBreak(text, pos);
			cursor.lineStart = pos;
			if (cursor.flow === 0) cursor.keysAllowed = true;
		} else break;
	}
	cursor.pos = pos;
	if (pos >= end) cursor.column = -1;
	else if (pos !== cursor.lineStart) cursor.column = pos - cursor.lineStart;
	else cursor.column = endsDocument(text, pos, end) ? -1 : 0;
}
/** Whether a line begins with a document marker or a directive. */
function endsDocument(text, pos, end) {
	return text.charCodeAt(pos) === 37 || isDocumentMarker(text, pos, end);
}
function endOfLine$1(text, from, end) {
	let pos = from;
	while (pos < end && !isBreak(text.charCodeAt(pos))) pos++;
	return pos;
}
// src/kubernetes/yaml/anchors.ts
/** More nodes than this cannot be added by aliases: a few lines could stand for gigabytes. */
const MAX_ALIAS_NODES = 1e5;
/** Makes the name known, from here on, for a node that is about to be read. */
function openAnchor(cursor, name) {
	const anchored = {
		open: true,
		value: null,
		place: void 0,
		scalar: void 0,
		nodes: -cursor.nodes,
		height: cursor.deepest
	};
	cursor.deepest = cursor.depth;
	cursor.anchors.set(name, anchored);
	return anchored;
}
/** Completes the anchor with the node that was read since it was opened. */
function closeAnchor(cursor, anchored, value, scalar) {
	const before = anchored.height;
	anchored.open = false;
	anchored.value = value;
	anchored.place = cursor.place;
	anchored.scalar = scalar;
	anchored.nodes += cursor.nodes;
	anchored.height = cursor.deepest - cursor.depth;
	cursor.deepest = Math.max(cursor.deepest, before);
}
/** The node that the alias `name` repeats; counts it as if it were written out. */
function repeat(cursor, name, offset) {
	const anchored = cursor.anchors.get(name);
	if (anchored === void 0) return fail(`the alias *${name} has no anchor before it`, offset);
	if (anchored.open) return fail(`the anchor &${name} contains itself`, offset);
	cursor.nodes += 1 + anchored.nodes;
	cursor.aliasNodes += anchored.nodes;
	if (cursor.aliasNodes > 1e5) refuse$1(`aliases add more than ${MAX_ALIAS_NODES} nodes`, offset);
	if (cursor.aliasNodes > 100 && cursor.nodes > 1e3 && cursor.aliasNodes / cursor.nodes > allowedRatio(cursor.nodes)) fail("the document consists almost wholly of aliases", offset);
	cursor.deepest = Math.max(cursor.deepest, cursor.depth + anchored.height);
	if (cursor.deepest > 200) refuse$1(`aliases nest collections more than 200 levels deep`, offset);
	return anchored;
}
/** The share of nodes that may come from aliases: 99 % up to 400,000 nodes, 10 % from 4,000,000 on. */
function allowedRatio(nodes) {
	return .99 - .89 * Math.min(Math.max((nodes - 4e5) / 36e5, 0), 1);
}
// src/kubernetes/yaml/mapping-builder.ts
/** Each is a finding, and nobody reads so many; real documents repeat a handful. */
const MAX_DUPLICATES = 1e3;
/** A mapping being read: a later entry with the same key takes its place, merged ones included. */
var MappingBuilder = class {
	value = emptyMapping();
	entries;
	/** Keys that only a merge has brought so far. */
	#merged;
	constructor(recording) {
		this.entries = recording ? /* @__PURE__ */ new Map() : void 0;
	}
	/** Adds the entry that the cursor has just read; a key written twice is remembered. */
	add(cursor, key, span, offset, value) {
		if (this.value[key] !== void 0 && this.#merged?.delete(key) !== true) {
			if (cursor.duplicates.length === MAX_DUPLICATES) refuse$1(`more than ${MAX_DUPLICATES} keys are written twice`, offset);
			cursor.duplicates.push({
				key,
				offset
			});
		}
		this.value[key] = value;
		if (this.entries !== void 0 && cursor.place !== void 0 && span !== void 0) this.entries.set(key, {
			...cursor.place,
			key: span
		});
	}
	/** Merges the node behind `<<`. As in go-yaml, the last one wins, be it written or merged. */
	merge(cursor, offset, value) {
		const { place } = cursor;
		if (isMapping(value)) this.#take(value, place);
		else if (Array.isArray(value) && !cursor.aliased) {
			cursor.nodes--;
			for (let index = value.length - 1; index >= 0; index--) {
				const item = value[index];
				if (!isMapping(item)) return fail("<< merges mappings and nothing else", offset);
				this.#take(item, place?.items?.[index]);
			}
		} else fail("<< merges a mapping or a list of mappings", offset);
	}
	#take(source, place) {
		this.#merged ??= /* @__PURE__ */ new Set();
		for (const key of Object.keys(source)) {
			if (this.value[key] === void 0) this.#merged.add(key);
			this.value[key] = source[key];
			const entry = place?.entries?.get(key);
			if (entry !== void 0) this.entries?.set(key, entry);
		}
	}
};
// src/kubernetes/yaml/block-scalar.ts
/**
* Scans the literal (`|`) or folded (`>`) scalar at the cursor into its scalar fields. The scalar's
* end is that of its last line with text.
*/
function scanBlockScalar(cursor) {
	const start = cursor.pos;
	const header = readHeader(cursor);
	cursor.scalarEnd = cursor.pos;
	toNextLine(cursor, start);
	cursor.scalarText = readLines(cursor, header, start);
	cursor.scalarPlain = false;
	cursor.scalarStart = start;
	cursor.keysAllowed = true;
}
/** Indentation and chomping indicators may stand in either order; the cursor ends behind them. */
function readHeader(cursor) {
	const literal = cursor.at(cursor.pos) === 124;
	let chomping = "clip";
	let increment = 0;
	let pos = cursor.pos + 1;
	for (let indicator = 0; indicator < 2; indicator++) {
		const code = cursor.at(pos);
		if ((code === 43 || code === 45) && chomping === "clip") {
			chomping = code === 43 ? "keep" : "strip";
			pos++;
		} else if (code >= 48 && code <= 57 && increment === 0) {
			if (code === 48) fail("a block scalar cannot be indented by 0", cursor.pos);
			increment = code - 48;
			pos++;
		}
	}
	cursor.pos = pos;
	return {
		literal,
		chomping,
		column: increment === 0 ? 0 : Math.max(cursor.indent, 0) + increment
	};
}
function toNextLine(cursor, start) {
	let { pos } = cursor;
	while (isBlank(cursor.at(pos))) pos++;
	if (cursor.at(pos) === 35) while (pos < cursor.end && !isBreak(cursor.at(pos))) pos++;
	if (pos < cursor.end) {
		if (!isBreak(cursor.at(pos))) fail("only a comment can follow the header of a block scalar", start);
		pos = afterBreak(cursor.text, pos);
		cursor.lineStart = pos;
	}
	cursor.pos = pos;
}
function readLines(cursor, header, start) {
	const { text } = cursor;
	let value = "";
	let lead = "";
	let blankBefore = false;
	let { breaks, column } = skipBreaks(cursor, header.column, start);
	while (cursor.pos - cursor.lineStart === column && cursor.pos < cursor.end) {
		const lineStart = cursor.pos;
		const blank = isBlank(text.charCodeAt(lineStart));
		const joins = !header.literal && !blankBefore && !blank && lead === "\n";
		value += joins ? breaks === "" ? " " : "" : lead;
		value += breaks;
		blankBefore = blank;
		const lineEnd = endOfLine(cursor, lineStart);
		value += text.slice(lineStart, lineEnd);
		if (lineEnd > lineStart) cursor.scalarEnd = lineEnd;
		lead = "";
		cursor.pos = lineEnd;
		if (lineEnd < cursor.end) {
			lead = breakText(text.charCodeAt(lineEnd));
			cursor.pos = afterBreak(text, lineEnd);
			cursor.lineStart = cursor.pos;
		}
		({breaks, column} = skipBreaks(cursor, column, start));
	}
	if (header.chomping === "strip") return value;
	return header.chomping === "keep" ? value + lead + breaks : value + lead;
}
function endOfLine(cursor, from) {
	const { text, end } = cursor;
	let pos = from;
	while (pos < end) {
		const code = text.charCodeAt(pos);
		if ((code <= 13 || code >= 133) && isBreak(code)) break;
		pos++;
	}
	return pos;
}
/**
* Moves over empty lines and the indentation of the next line. With no column yet, the deepest of
* these lines sets it, at least one column deeper than the block around the scalar.
*/
function skipBreaks(cursor, known, start) {
	const { text } = cursor;
	let { pos } = cursor;
	let breaks = "";
	let deepest = 0;
	for (;;) {
		const limit = known === 0 ? cursor.end : Math.min(cursor.lineStart + known, cursor.end);
		while (pos < limit && text.charCodeAt(pos) === 32) pos++;
		deepest = Math.max(deepest, pos - cursor.lineStart);
		const code = cursor.at(pos);
		if (code === 9 && pos < limit) fail("a tab stands where only spaces can indent a block scalar", start);
		if (!isBreak(code)) break;
		breaks += breakText(code);
		pos = afterBreak(text, pos);
		cursor.lineStart = pos;
	}
	cursor.pos = pos;
	return {
		breaks,
		column: known === 0 ? Math.max(deepest, cursor.indent + 1, 1) : known
	};
}
// src/kubernetes/yaml/interned.ts
const slots = 4096;
const longest = 48;
const table = Array.from({ length: slots });
/**
* The same text as one string for all its uses. Files repeat a few hundred keys hundreds of thousands
* of times, and the engine finds a property faster by a string that it has seen as a property's name.
*/
function interned(key) {
	if (key.length > longest) return key;
	let hash = key.length;
	for (let index = 0; index < key.length; index++) hash = Math.imul(hash, 31) + key.charCodeAt(index) | 0;
	const slot = hash & 4095;
	const known = table[slot];
	if (known === key) return known;
	const name = Object.keys({ [key]: 0 })[0] ?? key;
	table[slot] = name;
	return name;
}
// src/kubernetes/yaml/plain.ts
const blockStops = stops("	\n\r :");
const flowStops = stops("	\n\r :,?[]{}");
function stops(characters) {
	const table = /* @__PURE__ */ new Uint8Array(128);
	for (const character of characters) table[character.charCodeAt(0)] = 1;
	return table;
}
/**
* Scans a plain scalar, over several lines if it goes on, into the cursor's scalar fields. A run of
* lines ends at a line that is not indented deeper than the open block, at a comment, at `: `, at a
* document marker, and in flow style at an indicator.
*/
function scanPlain(cursor) {
	const { text } = cursor;
	const start = cursor.pos;
	let runStart = start;
	let runEnd = endOfRun$1(cursor, start);
	let folded = "";
	for (;;) {
		let next = runEnd;
		while (isBlank(cursor.at(next))) next++;
		cursor.pos = next;
		if (!isBreak(cursor.at(next))) break;
		const joint = skipLines$1(cursor, start);
		cursor.keysAllowed = true;
		const nextEnd = continues(cursor) ? endOfRun$1(cursor, cursor.pos) : cursor.pos;
		if (nextEnd === cursor.pos) break;
		cursor.keysAllowed = false;
		folded += text.slice(runStart, runEnd) + joint;
		runStart = cursor.pos;
		runEnd = nextEnd;
	}
	cursor.scalarText = folded + text.slice(runStart, runEnd);
	cursor.scalarPlain = true;
	cursor.scalarStart = start;
	cursor.scalarEnd = runEnd;
}
/** Whether the line that the cursor has come to may belong to the scalar before it. */
function continues(cursor) {
	const { pos } = cursor;
	const column = pos - cursor.lineStart;
	if (cursor.flow === 0 && column <= cursor.indent) return false;
	if (column === 0 && isDocumentMarker(cursor.text, pos, cursor.end)) return false;
	return cursor.at(pos) !== 35;
}
/** Moves over line breaks and indentation; returns what they fold to. */
function skipLines$1(cursor, scalarStart) {
	const { text } = cursor;
	const first = text.charCodeAt(cursor.pos);
	let further = "";
	let pos = afterBreak(text, cursor.pos);
	cursor.lineStart = pos;
	for (;;) {
		const code = cursor.at(pos);
		if (code === 9 && pos - cursor.lineStart <= cursor.indent) fail("a tab stands where only spaces can indent", scalarStart);
		if (isBlank(code)) pos++;
		else if (isBreak(code)) {
			further += breakText(code);
			pos = afterBreak(text, pos);
			cursor.lineStart = pos;
		} else break;
	}
	cursor.pos = pos;
	const lead = breakText(first);
	if (lead !== "\n") return lead + further;
	return further === "" ? " " : further;
}
/** The end of the scalar's text in the line, without blanks behind it. */
function endOfRun$1(cursor, from) {
	const { text, end } = cursor;
	const table = cursor.flow > 0 ? flowStops : blockStops;
	let pos = from;
	for (;;) {
		let code = 0;
		while (pos < end && !stopsAt(table, code = text.charCodeAt(pos))) pos++;
		if (pos >= end) return end;
		if (code === 58) {
			if (isGap(cursor.at(pos + 1))) return pos;
			pos++;
		} else if (isBlank(code)) {
			const textEnd = pos;
			while (isBlank(cursor.at(pos))) pos++;
			if (!resumes(cursor, pos, table)) return textEnd;
		} else return pos;
	}
}
function stopsAt(table, code) {
	return code < 128 ? table[code] === 1 : isBreak(code);
}
/** Whether behind blanks more of the scalar's text stands at `pos`. */
function resumes(cursor, pos, table) {
	const code = cursor.at(pos);
	if (code === 0 || code === 35) return false;
	if (code === 58) return !isGap(cursor.at(pos + 1));
	return !stopsAt(table, code);
}
// src/kubernetes/yaml/properties.ts
/** Whether a property begins with this code. */
function beginsProperty(code) {
	return code === 38 || code === 33;
}
/** Reads the properties of one line; the cursor ends at the token behind them, maybe in another line. */
function readProperties(cursor) {
	const line = cursor.lineStart;
	let anchor;
	let tag;
	let { pos } = cursor;
	cursor.keysAllowed = false;
	for (;;) {
		const code = cursor.at(cursor.pos);
		if (code === 38 && anchor === void 0) anchor = readName(cursor);
		else if (code === 33 && tag === void 0) tag = readTag(cursor);
		else break;
		({pos} = cursor);
		toToken(cursor);
		if (cursor.lineStart !== line || cursor.column === -1) break;
	}
	return {
		anchor,
		tag,
		end: pos
	};
}
/** Joins the properties of two lines that belong to one node. */
function joinProperties(outer, own) {
	if (outer === void 0) return own;
	if (own === void 0) return outer;
	if (outer.anchor !== void 0 && own.anchor !== void 0 || outer.tag !== void 0 && own.tag !== void 0) fail("a node can have one anchor and one tag", own.end);
	return {
		anchor: outer.anchor ?? own.anchor,
		tag: outer.tag ?? own.tag,
		end: own.end
	};
}
/** Reads the name behind `&` or `*`; the cursor ends behind it. */
function readName(cursor) {
	const start = cursor.pos + 1;
	let pos = start;
	while (isWord(cursor.at(pos))) pos++;
	const code = cursor.at(pos);
	if (pos === start || !(isGap(code) || "?:,]}%@`".includes(String.fromCharCode(code)))) fail("an anchor's name consists of ASCII letters, digits, _ and -", cursor.pos);
	cursor.pos = pos;
	return cursor.text.slice(start, pos);
}
function readTag(cursor) {
	const start = cursor.pos;
	let pos = start;
	while (!isGap(cursor.at(pos))) pos++;
	const tag = cursor.text.slice(start, pos);
	cursor.pos = pos;
	const verbatim = /^!<([^<>]*)>$/.exec(tag);
	const name = verbatim?.[1] ?? tag;
	if (!/^[-\w;/?:@&=+$,.!~*'()[\]%]+$/.test(name)) fail(`the tag ${tag} is not a URI`, start);
	if (verbatim !== null) return decodeEscapes(name, start);
	const [, handle = "!", suffix = ""] = /^(![-\w]*!|!)(.*)$/.exec(tag) ?? [];
	if (handle === "!") return `!${decodeEscapes(suffix, start)}`;
	if (handle !== "!!") fail(`the tag handle ${handle} is not declared`, start);
	if (suffix === "") fail("a tag's name is missing behind !!", start);
	return `tag:yaml.org,2002:${decodeEscapes(suffix, start)}`;
}
function decodeEscapes(text, offset) {
	if (!text.includes("%")) return text;
	try {
		return decodeURIComponent(text);
	} catch {
		return fail("a tag holds a wrong %-escape", offset);
	}
}
// src/kubernetes/yaml/quoted.ts
const shortEscapes = {
	"0": "\0",
	a: "\x07",
	b: "\b",
	t: "	",
	"	": "	",
	n: "\n",
	v: "\v",
	f: "\f",
	r: "\r",
	e: "\x1B",
	" ": " ",
	"\"": "\"",
	"'": "'",
	"\\": "\\",
	N: "",
	_: "\xA0",
	L: "\u2028",
	P: "\u2029"
};
const codeLengths = {
	x: 2,
	u: 4,
	U: 8
};
/** Scans the quoted scalar at the cursor into its scalar fields, escapes decoded and lines folded. */
function scanQuoted(cursor) {
	const start = cursor.pos;
	const quote = cursor.text.charCodeAt(start);
	let value = "";
	let pos = start + 1;
	for (;;) {
		const runEnd = endOfRun(cursor, pos, quote);
		const code = cursor.at(runEnd);
		if (code === 0) fail("a quoted scalar is not closed", start);
		cursor.pos = runEnd;
		const folds = isBreak(code);
		value += cursor.text.slice(pos, folds ? withoutBlanks(cursor.text, pos, runEnd) : runEnd);
		if (folds) value += foldLines(cursor, start);
		else if (code === quote) {
			if (quote === 34 || cursor.at(runEnd + 1) !== quote) break;
			value += "'";
			cursor.pos = runEnd + 2;
		} else value += readEscape(cursor, start);
		pos = cursor.pos;
	}
	cursor.pos++;
	cursor.scalarText = value;
	cursor.scalarPlain = false;
	cursor.scalarStart = start;
	cursor.scalarEnd = cursor.pos;
}
/** The offset of the next quote, line break, escape or end. */
function endOfRun(cursor, from, quote) {
	const { text, end } = cursor;
	let pos = from;
	for (; pos < end; pos++) {
		const code = text.charCodeAt(pos);
		if (code === quote) break;
		if (code === 92 && quote === 34) break;
		if ((code <= 13 || code >= 133) && isBreak(code)) break;
	}
	return pos;
}
/** Where the run ends without the blanks before a line break; those that an escape wrote are before it. */
function withoutBlanks(text, runStart, runEnd) {
	let end = runEnd;
	while (end > runStart && isBlank(text.charCodeAt(end - 1))) end--;
	return end;
}
/** Moves from a line break to the next text; returns what stands for the break in the value. */
function foldLines(cursor, start) {
	const lead = breakText(cursor.text.charCodeAt(cursor.pos));
	cursor.pos = afterBreak(cursor.text, cursor.pos);
	const further = skipLines(cursor, start);
	if (lead !== "\n") return lead + further;
	return further === "" ? " " : further;
}
/** From the start of a line to the next text; returns the line breaks in between. */
function skipLines(cursor, start) {
	const { text } = cursor;
	let { pos } = cursor;
	let breaks = "";
	cursor.lineStart = pos;
	checkMarker(cursor, pos, start);
	for (;;) {
		const code = cursor.at(pos);
		if (isBlank(code)) pos++;
		else if (isBreak(code)) {
			breaks += breakText(code);
			pos = afterBreak(text, pos);
			cursor.lineStart = pos;
			checkMarker(cursor, pos, start);
		} else break;
	}
	cursor.pos = pos;
	return breaks;
}
function checkMarker(cursor, pos, start) {
	if (isDocumentMarker(cursor.text, pos, cursor.end)) fail("a quoted scalar is not closed before the end of its document", start);
}
function readEscape(cursor, start) {
	const { text, pos } = cursor;
	const code = cursor.at(pos + 1);
	if (isBreak(code)) {
		cursor.pos = afterBreak(text, pos + 1);
		return skipLines(cursor, start);
	}
	const letter = code === 0 ? "" : text.charAt(pos + 1);
	const short = Object.hasOwn(shortEscapes, letter) ? shortEscapes[letter] : void 0;
	if (short !== void 0) {
		cursor.pos = pos + 2;
		return short;
	}
	const length = Object.hasOwn(codeLengths, letter) ? codeLengths[letter] : void 0;
	if (length === void 0) return fail(`the escape \\${letter} does not exist`, pos);
	const digits = text.slice(pos + 2, Math.min(pos + 2 + length, cursor.end));
	if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) fail(`the escape \\${letter} needs ${length} hexadecimal digits`, pos);
	const point = Number.parseInt(digits, 16);
	if (point >= 55296 && point <= 57343 || point > 1114111) fail(`the escape \\${letter}${digits} is not a Unicode character`, pos);
	cursor.pos = pos + 2 + length;
	return String.fromCodePoint(point);
}
// src/kubernetes/yaml/number.ts
const decimal = /^[-+]?(?:0|[1-9][0-9]*)$/;
const prefixed = /^([-+]?)0([xX][0-9a-fA-F]+|[oO]?[0-7]+|[bB][01]+)$/;
const signedBinary = /^0b([-+])([01]+)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const dotFloat = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;
/**
* The number that a plain scalar stands for (resolve.go of go.yaml.in/yaml/v2: YAML 1.1 without
* sexagesimal numbers, plus `0o`), or nothing where it is text.
*/
function parseNumber(text) {
	if (text.charCodeAt(0) === 46) return dotFloat.test(text) ? finite(text.replaceAll("_", "")) : void 0;
	const plain = text.replaceAll("_", "");
	return parseInteger(plain) ?? (float.test(plain) ? finite(plain) : void 0);
}
/** A float that Go cannot represent is no number for go-yaml, but text. */
function finite(text) {
	const value = Number(text);
	return Number.isFinite(value) ? {
		kind: "float",
		value
	} : void 0;
}
function parseInteger(plain) {
	if (decimal.test(plain)) {
		if (plain.length < 16) return {
			kind: "int",
			value: Number(plain) + 0
		};
		return inRange(plain.replace(/^[-+]/, ""), plain);
	}
	const match = prefixed.exec(plain) ?? void 0;
	if (match !== void 0) {
		const digits = match[2] ?? "";
		return inRange(literalOf(digits), (match[1] ?? "") + digits);
	}
	const binary = signedBinary.exec(plain) ?? void 0;
	if (binary === void 0) return void 0;
	return inRange(`0b${binary[2] ?? ""}`, binary[1] ?? "");
}
/** `x1F`, `o17`, `017` and `b11` as JavaScript writes them, without leading zeros. */
function literalOf(digits) {
	const first = digits.charAt(0).toLowerCase();
	if (first === "x" || first === "b") return `0${first}${stripZeros(digits.slice(1))}`;
	return `0o${stripZeros(first === "o" ? digits.slice(1) : digits)}`;
}
function stripZeros(digits) {
	return digits.replace(/^0+(?=.)/, "");
}
/** A signed integer fits 64 bits; without a sign, an unsigned one does as well. */
function inRange(literal, signed) {
	if (literal.length > 66) return void 0;
	const magnitude = BigInt(literal);
	const sign = signed.charAt(0);
	const value = sign === "-" ? -magnitude : magnitude;
	if (value < INT64_MIN || value > (sign === "+" || sign === "-" ? INT64_MAX : UINT64_MAX)) return void 0;
	const number = Number(value);
	return {
		kind: "int",
		value: Number.isSafeInteger(number) ? number : value
	};
}
/** Whether go-yaml holds the integer as uint64, which sigs.k8s.io/yaml refuses as a key. */
function isUnsigned(value) {
	return typeof value === "bigint" && value > INT64_MAX;
}
/**
* A float as a mapping key: Go's shortest notation that gives the same 32-bit float
* (`strconv.FormatFloat(f, 'g', -1, 32)` in sigs.k8s.io/yaml).
*/
function floatKey(value) {
	if (Number.isNaN(value)) return ".nan";
	const single = Math.fround(value);
	if (!Number.isFinite(single)) return single > 0 ? ".inf" : "-.inf";
	if (single === 0) return Object.is(single, -0) ? "-0" : "0";
	let precision = 1;
	while (Math.fround(Number(single.toExponential(precision - 1))) !== single) precision++;
	const [mantissa = "", power = ""] = single.toExponential(precision - 1).split("e");
	const exponent = Number(power);
	if (exponent < -4 || exponent >= 6) return scientific(mantissa, exponent);
	return Number(`${mantissa}e${power}`).toString();
}
function scientific(mantissa, exponent) {
	const digits = String(Math.abs(exponent)).padStart(2, "0");
	return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
}
// src/kubernetes/yaml/scalar.ts
const truths = [
	"y",
	"Y",
	"yes",
	"Yes",
	"YES",
	"true",
	"True",
	"TRUE",
	"on",
	"On",
	"ON"
];
const falsehoods = [
	"n",
	"N",
	"no",
	"No",
	"NO",
	"false",
	"False",
	"FALSE",
	"off",
	"Off",
	"OFF"
];
/** The words that are not text; the table of go.yaml.in/yaml/v2, resolve.go. */
const words$1 = new Map([
	...truths.map((word) => [word, {
		kind: "bool",
		value: true
	}]),
	...falsehoods.map((word) => [word, {
		kind: "bool",
		value: false
	}]),
	...[
		"",
		"~",
		"null",
		"Null",
		"NULL"
	].map((word) => [word, { kind: "null" }]),
	...[
		".nan",
		".NaN",
		".NAN"
	].map((word) => [word, {
		kind: "float",
		value: NaN
	}]),
	...[
		".inf",
		".Inf",
		".INF"
	].flatMap((word) => [
		[word, {
			kind: "float",
			value: Infinity
		}],
		[`+${word}`, {
			kind: "float",
			value: Infinity
		}],
		[`-${word}`, {
			kind: "float",
			value: -Infinity
		}]
	])
]);
const LONGEST_WORD = 5;
/** 1: may begin a word of the table; 2: may begin a number. */
const hints = /* @__PURE__ */ new Uint8Array(128);
for (const character of "yYnNtTfFoO~") hints[character.charCodeAt(0)] = 1;
for (const character of "+-.0123456789") hints[character.charCodeAt(0)] = 2;
const TAG = "tag:yaml.org,2002:";
/** The value of a scalar as sigs.k8s.io/yaml decodes it; `problem` hears why there is none. */
function scalarValue(scalar, problem) {
	if (scalar.tag === void 0) return scalar.plain ? plainValue(scalar.text, problem) : scalar.text;
	return valueOf(tagged(scalar, scalar.tag, problem), problem);
}
/** The value of a plain scalar without a tag. */
function plainValue(text, problem) {
	if (isText$2(text)) return text;
	return valueOf(typed(text), problem);
}
/**
* The JSON key that a scalar becomes: `1`, `true` and `1.5` are written as text; null and integers
* beyond int64 are refused, as sigs.k8s.io/yaml does.
*/
function scalarKey(scalar, problem) {
	if (scalar.tag === void 0 && (!scalar.plain || isText$2(scalar.text))) return scalar.text;
	const key = scalar.tag === void 0 ? typed(scalar.text) : tagged(scalar, scalar.tag, problem);
	if (key.kind === "null") return problem("null cannot be a key");
	if (key.kind === "int" && isUnsigned(key.value)) return problem("an integer beyond 64 bits with sign cannot be a key");
	return key.kind === "float" ? floatKey(key.value) : String(key.value);
}
/** Whether a plain scalar without a tag can be nothing but the text that it is. */
function isText$2(text) {
	if (text.length === 0) return false;
	const first = text.charCodeAt(0);
	const hint = first < 128 ? hints[first] : 0;
	return hint === 0 || hint === 1 && text.length > LONGEST_WORD;
}
function typed(text) {
	if (text.length <= LONGEST_WORD) {
		const word = words$1.get(text);
		if (word !== void 0) return word;
	}
	if (hints[text.charCodeAt(0)] !== 2) return {
		kind: "text",
		value: text
	};
	return parseNumber(text) ?? {
		kind: "text",
		value: text
	};
}
function tagged(scalar, tag, problem) {
	const { text } = scalar;
	switch (tag) {
		case `${TAG}null`:
		case `${TAG}bool`:
		case `${TAG}int`: {
			const value = typedOrText(text);
			return `${TAG}${value.kind}` === tag ? value : mismatch(text, tag, problem);
		}
		case `${TAG}float`: return taggedFloat(text, problem);
		case `${TAG}binary`: return {
			kind: "text",
			value: decodeBase64(text, problem)
		};
		case `${TAG}timestamp`: return problem("the tag !!timestamp is not supported");
		default: return {
			kind: "text",
			value: text
		};
	}
}
function typedOrText(text) {
	return isText$2(text) ? {
		kind: "text",
		value: text
	} : typed(text);
}
function taggedFloat(text, problem) {
	const value = typedOrText(text);
	if (value.kind === "float") return value;
	if (value.kind !== "int" || isUnsigned(value.value)) return mismatch(text, `${TAG}float`, problem);
	return {
		kind: "float",
		value: Number(value.value)
	};
}
function mismatch(text, tag, problem) {
	return problem(`${JSON.stringify(text)} does not fit the tag !!${tag.slice(18)}`);
}
function valueOf(value, problem) {
	if (value.kind === "null") return null;
	if (value.kind === "float" && !Number.isFinite(value.value)) return problem("JSON has no infinity and no NaN, so Kubernetes cannot read them");
	return value.value;
}
function decodeBase64(text, problem) {
	const digits = text.replace(/[\r\n]/g, "");
	if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return problem("a !!binary scalar is not base64");
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(Buffer.from(digits, "base64"));
	} catch {
		return problem("a !!binary scalar does not hold UTF-8 text");
	}
}
// src/kubernetes/yaml/node.ts
/** The characters that cannot begin a plain scalar, whatever follows them. */
const indicators = ",[]{}#&*!|>'\"%@`";
/** An implicit key ends within this many characters (YAML 1.1 section 9.2.1; libyaml counts so). */
const MAX_KEY_LENGTH = 1024;
/** Scans the scalar or alias at the cursor; an alias is returned, a scalar stands in the cursor's fields. */
function scanScalar(cursor) {
	const start = cursor.pos;
	const code = cursor.at(start);
	const keysAllowed = cursor.keysAllowed;
	cursor.keysAllowed = false;
	if (code === 34 || code === 39) scanQuoted(cursor);
	else if (code === 42) {
		const name = readName(cursor);
		cursor.scalarStart = start;
		cursor.scalarEnd = cursor.pos;
		return repeat(cursor, name, start);
	} else if ((code === 124 || code === 62) && cursor.flow === 0) scanBlockScalar(cursor);
	else {
		checkPlainStart(cursor, code, keysAllowed);
		scanPlain(cursor);
	}
}
function checkPlainStart(cursor, code, keysAllowed) {
	const { pos } = cursor;
	if (code === 9) fail("a tab stands where only spaces can indent", pos);
	const gapFollows = isGap(cursor.at(pos + 1));
	if (code === 45 && gapFollows) fail("a list cannot begin here", pos);
	if (code === 58 && (gapFollows || cursor.flow > 0)) {
		if (keysAllowed) refuse$1("null cannot be a key", pos);
		fail("a mapping cannot begin here", pos);
	}
	if (code === 63 && (gapFollows || cursor.flow > 0)) fail("a key with ? cannot begin here", pos);
	if (code < 128 && indicators.includes(String.fromCharCode(code))) fail(`a value cannot begin with ${String.fromCharCode(code)}`, pos);
}
/**
* Whether the scalar or alias just scanned, which began in the line `line`, is a key: `:` follows in
* the same line. Then the cursor stands at the colon. `mark` is where the key's properties begin.
*/
function isKey(cursor, mark, line) {
	if (cursor.lineStart !== line) return false;
	let { pos } = cursor;
	while (isBlank(cursor.at(pos))) pos++;
	if (cursor.at(pos) !== 58) return false;
	if (cursor.flow === 0 && !isGap(cursor.at(pos + 1))) return false;
	if (pos - mark > MAX_KEY_LENGTH && pointsBetween(cursor.text, mark, pos) > MAX_KEY_LENGTH) fail(`a key is longer than ${MAX_KEY_LENGTH} characters; write ? before it`, mark);
	cursor.pos = pos;
	return true;
}
/** Counts characters, not UTF-16 units, and no further than needed. */
function pointsBetween(text, from, to) {
	let count = 0;
	for (let pos = from; pos < to && count <= MAX_KEY_LENGTH; count++) pos += (text.codePointAt(pos) ?? 0) > 65535 ? 2 : 1;
	return count;
}
/** The value of the scalar just scanned, or of the alias that stands in its place. */
function finishScalar(cursor, alias, properties) {
	const start = cursor.scalarStart;
	cursor.contentEnd = cursor.scalarEnd;
	if (alias !== void 0) {
		if (properties !== void 0) fail("an alias can have neither anchor nor tag", start);
		cursor.aliased = true;
		if (cursor.recording) cursor.place = {
			...alias.place,
			value: {
				start,
				end: cursor.scalarEnd
			}
		};
		return alias.value;
	}
	cursor.aliased = false;
	cursor.nodes++;
	if (cursor.recording) cursor.place = { value: {
		start,
		end: cursor.scalarEnd
	} };
	if (properties === void 0) {
		if (!cursor.scalarPlain) return cursor.scalarText;
		return plainValue(cursor.scalarText, (message) => refuse$1(message, start));
	}
	return finishWithProperties(cursor, properties, start);
}
function finishWithProperties(cursor, properties, start) {
	const scalar = {
		text: cursor.scalarText,
		plain: cursor.scalarPlain,
		tag: properties.tag
	};
	const value = scalarValue(scalar, (message) => refuse$1(message, start));
	anchorScalar(cursor, properties, value, scalar);
	return value;
}
function anchorScalar(cursor, properties, value, scalar) {
	if (properties.anchor === void 0) return;
	cursor.nodes--;
	const anchored = openAnchor(cursor, properties.anchor);
	cursor.nodes++;
	closeAnchor(cursor, anchored, value, scalar);
}
/** Puts an empty scalar at `offset` where the one scanned last would be. */
function placeEmptyScalar(cursor, offset) {
	cursor.scalarText = "";
	cursor.scalarPlain = true;
	cursor.scalarStart = offset;
	cursor.scalarEnd = offset;
}
/** The value of a node without content at `offset`: null, unless a tag says otherwise. */
function finishEmpty(cursor, properties, offset) {
	placeEmptyScalar(cursor, properties?.end ?? offset);
	return finishScalar(cursor, void 0, properties);
}
/** The key that the scalar just scanned stands for, or `undefined` for the merge key `<<`. */
function finishKey(cursor, alias, properties) {
	const { scalarText: text, scalarPlain: plain, scalarStart: start } = cursor;
	cursor.contentEnd = cursor.scalarEnd;
	if (alias === void 0 && properties === void 0) {
		if (!plain || text !== "<<" && isText$2(text)) {
			cursor.nodes++;
			return interned(text);
		}
	}
	const problem = (message) => refuse$1(message, start);
	if (alias !== void 0) {
		if (properties !== void 0) fail("an alias can have neither anchor nor tag", start);
		if (alias.scalar === void 0) return fail("a key must be a scalar", start);
		return scalarKey(alias.scalar, problem);
	}
	const tag = properties?.tag;
	if (text === "<<" && isMergeKey(plain, tag)) {
		if (properties !== void 0) finishWithProperties(cursor, properties, start);
		return;
	}
	cursor.nodes++;
	const scalar = {
		text,
		plain,
		tag
	};
	const key = scalarKey(scalar, problem);
	if (properties?.anchor !== void 0) anchorScalar(cursor, properties, scalarValue(scalar, problem), scalar);
	return key;
}
function isMergeKey(plain, tag) {
	return tag === void 0 ? plain : tag === "!" || tag === "tag:yaml.org,2002:merge";
}
// src/kubernetes/yaml/flow.ts
/** Whether a flow collection begins with this code. */
function beginsFlow(code) {
	return code === 91 || code === 123;
}
/** Reads the flow collection at the cursor, which ends behind its bracket. */
function readFlow(cursor, properties) {
	const start = cursor.pos;
	const anchored = open(cursor, properties);
	enter(cursor);
	cursor.nodes++;
	cursor.flow++;
	const value = cursor.at(start) === 91 ? readList$1(cursor, start) : readMap(cursor, start);
	cursor.flow--;
	cursor.keysAllowed = false;
	leave(cursor);
	cursor.contentEnd = cursor.pos;
	cursor.aliased = false;
	if (anchored !== void 0) closeAnchor(cursor, anchored, value);
	return value;
}
function open(cursor, properties) {
	return properties?.anchor === void 0 ? void 0 : openAnchor(cursor, properties.anchor);
}
function readList$1(cursor, start) {
	const value = [];
	const items = cursor.recording ? [] : void 0;
	toEntry(cursor, start);
	while (cursor.at(cursor.pos) !== 93) {
		value.push(readListEntry(cursor, start));
		if (items !== void 0 && cursor.place !== void 0) items.push(cursor.place);
		afterEntry(cursor, start, 93);
	}
	cursor.pos++;
	if (items !== void 0) cursor.place = {
		value: {
			start,
			end: cursor.pos
		},
		items
	};
	return value;
}
/** An entry of a list is a node, or one pair of a mapping: `[a: b]`, `[? a : b]`. */
function readListEntry(cursor, start) {
	const entryStart = cursor.pos;
	if (cursor.at(entryStart) === 63) return readPair(cursor, start, entryStart, readExplicitKey$1(cursor, start));
	const properties = readOwnProperties(cursor);
	const line = cursor.lineStart;
	if (beginsFlow(cursor.at(cursor.pos))) {
		const value = readFlow(cursor, properties?.value);
		if (cursor.at(cursor.pos) === 58) fail("a key must be a scalar", entryStart);
		return value;
	}
	const alias = scanNode(cursor, properties?.value);
	if (isKey(cursor, entryStart, properties === void 0 ? line : properties.line)) return readPair(cursor, start, entryStart, finishFlowKey(cursor, alias, properties?.value));
	return finishScalar(cursor, alias, properties?.value);
}
function readPair(cursor, start, entryStart, key) {
	enter(cursor);
	cursor.nodes++;
	const builder = new MappingBuilder(cursor.recording);
	readEntryValue(cursor, start, builder, key);
	leave(cursor);
	cursor.aliased = false;
	if (builder.entries !== void 0) cursor.place = {
		value: {
			start: entryStart,
			end: cursor.contentEnd
		},
		entries: builder.entries
	};
	return builder.value;
}
function readMap(cursor, start) {
	const builder = new MappingBuilder(cursor.recording);
	toEntry(cursor, start);
	while (cursor.at(cursor.pos) !== 125) {
		readEntryValue(cursor, start, builder, readMapKey(cursor, start));
		afterEntry(cursor, start, 125);
	}
	cursor.pos++;
	if (builder.entries !== void 0) cursor.place = {
		value: {
			start,
			end: cursor.pos
		},
		entries: builder.entries
	};
	return builder.value;
}
function readMapKey(cursor, start) {
	const entryStart = cursor.pos;
	if (cursor.at(entryStart) === 63) return readExplicitKey$1(cursor, start);
	const properties = readOwnProperties(cursor);
	const line = properties === void 0 ? cursor.lineStart : properties.line;
	if (beginsFlow(cursor.at(cursor.pos))) fail("a key must be a scalar", cursor.pos);
	const alias = scanNode(cursor, properties?.value);
	if (!isKey(cursor, entryStart, line)) checkNoColon(cursor);
	return finishFlowKey(cursor, alias, properties?.value);
}
/** A key whose colon stands in another line is none (YAML 1.1 section 7.4.2 wants `?` there). */
function checkNoColon(cursor) {
	toToken(cursor);
	if (cursor.at(cursor.pos) === 58) fail("the colon must stand in the line of its key", cursor.pos);
}
function readExplicitKey$1(cursor, start) {
	cursor.pos++;
	cursor.keysAllowed = false;
	toFlowToken(cursor, start);
	const properties = readOwnProperties(cursor);
	const code = cursor.at(cursor.pos);
	if (beginsFlow(code)) fail("a key must be a scalar", cursor.pos);
	if (properties === void 0 && (endsEntry(code) || code === 58)) refuse$1("null cannot be a key", cursor.pos);
	const key = finishFlowKey(cursor, scanNode(cursor, properties?.value), properties?.value);
	toFlowToken(cursor, start);
	return key;
}
function finishFlowKey(cursor, alias, properties) {
	const { scalarStart, scalarEnd } = cursor;
	return {
		key: finishKey(cursor, alias, properties),
		span: {
			start: scalarStart,
			end: scalarEnd
		}
	};
}
/** Reads what follows a key, `: value` or nothing, and adds the entry. */
function readEntryValue(cursor, start, builder, { key, span }) {
	let value;
	if (cursor.at(cursor.pos) === 58) {
		cursor.pos++;
		cursor.keysAllowed = false;
		const colonEnd = cursor.pos;
		toFlowToken(cursor, start);
		value = endsEntry(cursor.at(cursor.pos)) ? finishEmpty(cursor, void 0, colonEnd) : readFlowNode(cursor);
	} else value = finishEmpty(cursor, void 0, span.end);
	if (key === void 0) builder.merge(cursor, span.start, value);
	else builder.add(cursor, key, span, span.start, value);
}
function readFlowNode(cursor) {
	const properties = readOwnProperties(cursor);
	if (beginsFlow(cursor.at(cursor.pos))) return readFlow(cursor, properties?.value);
	return finishScalar(cursor, scanNode(cursor, properties?.value), properties?.value);
}
function readOwnProperties(cursor) {
	if (!beginsProperty(cursor.at(cursor.pos))) return void 0;
	const line = cursor.lineStart;
	let value = readProperties(cursor);
	while (beginsProperty(cursor.at(cursor.pos))) value = joinProperties(value, readProperties(cursor)) ?? value;
	return {
		value,
		line
	};
}
/** Scans a scalar or alias; behind properties there may be none. */
function scanNode(cursor, properties) {
	const code = cursor.at(cursor.pos);
	if (properties !== void 0 && (endsEntry(code) || code === 58)) {
		placeEmptyScalar(cursor, properties.end);
		return;
	}
	return scanScalar(cursor);
}
function endsEntry(code) {
	return code === 44 || code === 93 || code === 125;
}
/** To the next token, which has to come before the document ends. */
function toFlowToken(cursor, start) {
	toToken(cursor);
	if (cursor.column === -1) fail("a bracket is not closed", start);
}
/** Past `[`, `{` or `,`, behind which a key may begin. */
function toEntry(cursor, start) {
	cursor.pos++;
	cursor.keysAllowed = true;
	toFlowToken(cursor, start);
}
/** Behind an entry: a comma, or the bracket that closes the collection. */
function afterEntry(cursor, start, close) {
	toFlowToken(cursor, start);
	const code = cursor.at(cursor.pos);
	if (code === 44) toEntry(cursor, start);
	else if (code !== close) fail("a comma or a closing bracket is missing", cursor.pos);
}
// src/kubernetes/yaml/block.ts
/**
* Reads the node behind an indicator or at the root, if one begins at the token the cursor stands at;
* else it is empty and stands at `offset`. `listMayAlign`: a list may begin in the column of the
* mapping it is a value of.
*/
function readBlockNode(cursor, listMayAlign, offset) {
	if (!hasContent$1(cursor, listMayAlign)) return finishEmpty(cursor, void 0, offset);
	let outer;
	while (beginsProperty(cursor.at(cursor.pos))) {
		const mark = cursor.pos;
		const { column, keysAllowed, lineStart } = cursor;
		const own = readProperties(cursor);
		if (cursor.lineStart === lineStart && cursor.column !== -1) return readContent(cursor, {
			mark,
			column,
			keysAllowed,
			outer,
			own
		});
		outer = joinProperties(outer, own);
		if (column === cursor.indent) fail("a key with its colon is missing here", mark);
		if (!hasContent$1(cursor, listMayAlign)) return finishEmpty(cursor, outer, offset);
	}
	const { pos: mark, column, keysAllowed } = cursor;
	return readContent(cursor, {
		mark,
		column,
		keysAllowed,
		outer,
		own: void 0
	});
}
/** Content is indented deeper than the block around it; lists and block scalars may be level with it. */
function hasContent$1(cursor, listMayAlign) {
	if (cursor.column !== cursor.indent) return cursor.column > cursor.indent;
	if (cursor.column === -1) return false;
	const code = cursor.at(cursor.pos);
	return code === 124 || code === 62 || listMayAlign && beginsListItem(cursor, code);
}
function beginsListItem(cursor, code) {
	return code === 45 && isGap(cursor.at(cursor.pos + 1));
}
function readContent(cursor, from) {
	const code = cursor.at(cursor.pos);
	const line = cursor.lineStart;
	if (cursor.keysAllowed && beginsListItem(cursor, code)) return readAnchored(cursor, from.outer, () => readList(cursor, cursor.column));
	if (cursor.keysAllowed && code === 63 && isGap(cursor.at(cursor.pos + 1))) return readAnchored(cursor, from.outer, () => readMapping(cursor, cursor.column, void 0));
	if (beginsFlow(code)) return readFlow(cursor, joinProperties(from.outer, from.own));
	if (from.own === void 0 && from.outer !== void 0 && isStray(code)) return finishEmpty(cursor, from.outer, from.mark);
	const alias = scanOrEmpty(cursor, from.own, code);
	if (from.keysAllowed && isKey(cursor, from.mark, line)) {
		const first = {
			alias,
			properties: from.own
		};
		return from.outer === void 0 ? readMapping(cursor, from.column, first) : readAnchored(cursor, from.outer, () => readMapping(cursor, from.column, first));
	}
	return finishScalar(cursor, alias, joinProperties(from.outer, from.own));
}
/** Scans a scalar or alias; behind properties there may be none. */
function scanOrEmpty(cursor, properties, code) {
	if (properties !== void 0 && beginsNoScalar(cursor, code)) {
		placeEmptyScalar(cursor, properties.end);
		return;
	}
	return scanScalar(cursor);
}
/** What, behind properties, leaves their node empty: a colon, another property, a stray bracket. */
function beginsNoScalar(cursor, code) {
	if (code === 58) return isGap(cursor.at(cursor.pos + 1));
	return code === 42 || beginsProperty(code) || isStray(code);
}
/** What can stand only in a flow collection, and before it nothing. */
function isStray(code) {
	return code === 44 || code === 93 || code === 125;
}
function readAnchored(cursor, properties, read) {
	if (properties?.anchor === void 0) return read();
	const anchored = openAnchor(cursor, properties.anchor);
	const value = read();
	closeAnchor(cursor, anchored, value);
	return value;
}
/** Reads the list whose items begin with `-` in the given column; the cursor ends at the next token. */
function readList(cursor, column) {
	const outerIndent = cursor.indent;
	const start = cursor.pos;
	const value = [];
	const items = cursor.recording ? [] : void 0;
	enter(cursor);
	cursor.nodes++;
	cursor.indent = column;
	for (;;) {
		cursor.pos++;
		cursor.keysAllowed = true;
		const dashEnd = cursor.pos;
		toToken(cursor);
		value.push(readBlockNode(cursor, false, dashEnd));
		if (items !== void 0 && cursor.place !== void 0) items.push(cursor.place);
		toToken(cursor);
		if (cursor.column !== column || !cursor.keysAllowed) break;
		if (!beginsListItem(cursor, cursor.at(cursor.pos))) {
			if (endsLevel(cursor, column, outerIndent)) break;
			fail("the next item of the list, with its -, is missing here", cursor.pos);
		}
	}
	if (cursor.column >= column && !endsLevel(cursor, column, outerIndent)) fail("text stands where the list should go on", cursor.pos);
	cursor.indent = outerIndent;
	leave(cursor);
	cursor.aliased = false;
	if (items !== void 0) cursor.place = {
		value: {
			start,
			end: cursor.contentEnd
		},
		items
	};
	return value;
}
/** Level with a mapping's keys, a list ends where a new line brings the next key. */
function endsLevel(cursor, column, outerIndent) {
	return cursor.column === column && column === outerIndent && cursor.keysAllowed;
}
/** Reads the mapping whose keys begin in the given column; the cursor ends at the next token. */
function readMapping(cursor, column, first) {
	const outerIndent = cursor.indent;
	const builder = new MappingBuilder(cursor.recording);
	const start = first === void 0 ? cursor.pos : cursor.scalarStart;
	enter(cursor);
	cursor.nodes++;
	cursor.indent = column;
	if (first === void 0) readEntry(cursor, builder);
	else readKeyAndValue(cursor, builder, first.alias, first.properties);
	for (;;) {
		toToken(cursor);
		if (cursor.column !== column || !cursor.keysAllowed) break;
		readEntry(cursor, builder);
	}
	if (cursor.column >= column) fail("text stands where the next key should", cursor.pos);
	cursor.indent = outerIndent;
	leave(cursor);
	cursor.aliased = false;
	if (builder.entries !== void 0) cursor.place = {
		value: {
			start,
			end: cursor.contentEnd
		},
		entries: builder.entries
	};
	return builder.value;
}
function readEntry(cursor, builder) {
	const mark = cursor.pos;
	const line = cursor.lineStart;
	const code = cursor.at(mark);
	if (code === 63 && isGap(cursor.at(mark + 1))) {
		readExplicitEntry(cursor, builder);
		return;
	}
	if (beginsFlow(code)) fail("a key must be a scalar", mark);
	const properties = beginsProperty(code) ? readProperties(cursor) : void 0;
	if (cursor.lineStart !== line) fail("a key with its colon is missing here", mark);
	const alias = scanOrEmpty(cursor, properties, cursor.at(cursor.pos));
	if (!isKey(cursor, mark, line)) fail("a key's colon is missing in its line", mark);
	readKeyAndValue(cursor, builder, alias, properties);
}
function readKeyAndValue(cursor, builder, alias, properties) {
	const { scalarStart, scalarEnd } = cursor;
	const key = finishKey(cursor, alias, properties);
	cursor.pos++;
	cursor.keysAllowed = false;
	readValue(cursor, builder, key, scalarStart, scalarEnd);
}
/** Reads the value behind a colon and adds the entry; `key` is undefined for `<<`. */
function readValue(cursor, builder, key, start, end) {
	const colonEnd = cursor.pos;
	toToken(cursor);
	const value = readBlockNode(cursor, true, colonEnd);
	if (key === void 0) builder.merge(cursor, start, value);
	else builder.add(cursor, key, cursor.recording ? {
		start,
		end
	} : void 0, start, value);
}
/** `? key` and in the same column of another line `: value`, which may be missing. */
function readExplicitEntry(cursor, builder) {
	const column = cursor.indent;
	cursor.pos++;
	cursor.keysAllowed = true;
	const markEnd = cursor.pos;
	toToken(cursor);
	const key = readExplicitKey(cursor, markEnd);
	const { scalarStart, scalarEnd } = cursor;
	toToken(cursor);
	if (cursor.column === column && cursor.keysAllowed && isColon(cursor)) {
		cursor.pos++;
		cursor.keysAllowed = true;
		readValue(cursor, builder, key, scalarStart, scalarEnd);
		return;
	}
	const value = finishEmpty(cursor, void 0, scalarEnd);
	if (key === void 0) builder.merge(cursor, scalarStart, value);
	else builder.add(cursor, key, {
		start: scalarStart,
		end: scalarEnd
	}, scalarStart, value);
}
/** The key behind `?`: any scalar, over several lines too, but no collection. */
function readExplicitKey(cursor, offset) {
	if (!hasContent$1(cursor, false)) return refuse$1("null cannot be a key", offset);
	let properties;
	let { pos: mark, lineStart: line } = cursor;
	while (beginsProperty(cursor.at(cursor.pos))) {
		({pos: mark, lineStart: line} = cursor);
		properties = joinProperties(properties, readProperties(cursor));
		if (!hasContent$1(cursor, false)) {
			placeEmptyScalar(cursor, properties?.end ?? offset);
			return finishKey(cursor, void 0, properties);
		}
		if (cursor.lineStart !== line) ({pos: mark, lineStart: line} = cursor);
	}
	const code = cursor.at(cursor.pos);
	if (beginsListItem(cursor, code) || beginsFlow(code)) fail("a key must be a scalar", mark);
	const alias = scanOrEmpty(cursor, properties, code);
	const { pos } = cursor;
	if (isKey(cursor, mark, line)) fail("a key must be a scalar", mark);
	cursor.pos = pos;
	return finishKey(cursor, alias, properties);
}
function isColon(cursor) {
	return cursor.at(cursor.pos) === 58 && isGap(cursor.at(cursor.pos + 1));
}
// src/kubernetes/yaml/document-reader.ts
const forbidden = /[^\t\n\r -~\u0085\u00a0-\ufefe\uff00-\ufffd]/;
/**
* Reads the document between two offsets as sigs.k8s.io/yaml v1.6.0 decodes it. What stands before
* `start` in its line counts: behind `---` no block collection can begin. Throws YamlError.
*/
function readText$2(text, start, end, recording) {
	const at = text.slice(start, end).search(forbidden);
	if (at >= 0) refuse$1(`the character ${nameOf$2(text, start + at)} is not allowed`, start + at);
	const cursor = new Cursor(text, start, end, recording);
	const marked = skipProlog(cursor);
	toToken(cursor);
	if (cursor.at(cursor.pos) === 46 && cursor.column === -1 && !marked) fail("a document is missing before its end marker", cursor.pos);
	const value = readBlockNode(cursor, false, cursor.pos);
	toToken(cursor);
	checkEnd(cursor);
	return {
		value,
		cursor
	};
}
function nameOf$2(text, offset) {
	return `U+${text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0")}`;
}
/** Moves over directives and the document's marker; says whether there was one. */
function skipProlog(cursor) {
	const { text, pos } = cursor;
	if (pos >= 3 && isDocumentMarker(text, pos - 3, cursor.end) && beginsLine$1(text, pos - 3)) {
		cursor.lineStart = pos - 3;
		cursor.keysAllowed = false;
		return true;
	}
	toToken(cursor);
	let directive;
	while (cursor.column === -1 && cursor.at(cursor.pos) === 37) {
		if (directive !== void 0) refuse$1("a second directive is not supported", cursor.pos);
		directive = cursor.pos;
		readDirective(cursor);
		toToken(cursor);
	}
	if (cursor.column !== -1 || cursor.at(cursor.pos) !== 45) {
		if (directive !== void 0) refuse$1("--- is missing behind a directive", directive);
		return false;
	}
	cursor.pos += 3;
	cursor.keysAllowed = false;
	return true;
}
function beginsLine$1(text, offset) {
	return offset === 0 || isBreak(text.charCodeAt(offset - 1));
}
/** Kubernetes reads YAML 1.1 and refuses documents that say another version. */
function readDirective(cursor) {
	const start = cursor.pos;
	let pos = start;
	while (pos < cursor.end && !isBreak(cursor.at(pos))) pos++;
	const directive = cursor.text.slice(start, pos);
	if (!/^%YAML[ \t]+0?1\.0?1[ \t]*(?:#.*)?$/.test(directive)) refuse$1("of all directives only %YAML 1.1 is supported", start);
	cursor.pos = pos;
}
/** Behind the content only comments can follow, and the end marker `...`. */
function checkEnd(cursor) {
	while (cursor.column === -1 && cursor.at(cursor.pos) === 46) {
		cursor.pos += 3;
		toToken(cursor);
	}
	if (cursor.pos < cursor.end) refuse$1("text follows the document's content", cursor.pos);
}
// src/kubernetes/yaml/places.ts
/**
* The places of everything in a document that `readDocument` has read. An alias stands where it is
* written; what is inside it, and what `<<` merges, stands where the anchor's node is written.
*/
function placesOf$1(text, start, end) {
	const { cursor } = readText$2(text, start, end, true);
	return cursor.place ?? { value: {
		start,
		end: start
	} };
}
// src/kubernetes/document.ts
/** One parsed document of a file: its value, and on demand the places of everything in it. */
var Document = class {
	file;
	/** Offsets of the document's text in its file. */
	start;
	end;
	value;
	constructor(file, start, end, value) {
		this.file = file;
		this.start = start;
		this.end = end;
		this.value = value;
	}
	/** The places of the whole document, read again from the text; for most documents never. */
	get places() {
		const known = kept.get(this);
		if (known !== void 0) return known;
		const places = placesOf$1(this.file.text, this.start, this.end);
		if (kept.size >= mostKept) kept.clear();
		kept.set(this, places);
		return places;
	}
};
/** Places weigh more than the values; findings come document by document, so that few are needed at a time. */
const mostKept = 16;
const kept = /* @__PURE__ */ new Map();
// src/kubernetes/yaml/read.ts
/** The value of one document of a file, as Kubernetes would decode it. Throws YamlError. */
function readDocument(text, start, end) {
	const { value, cursor } = readText$2(text, start, end, false);
	return {
		value,
		duplicates: cursor.duplicates
	};
}
// src/kubernetes/yaml/split.ts
/**
* The documents of a file: from behind one line `---` to the next. These are the lines at which
* k8s.io/apimachinery cuts a file (util/yaml, YAMLReader); text behind the marker in its line belongs
* to the document. Directives stay with the document they introduce, and stretches of nothing but
* comments are no documents.
*/
function splitDocuments(text) {
	const spans = [];
	let start = 0;
	let directives;
	for (let marker = nextMarker(text, 0);; marker = nextMarker(text, start)) {
		const end = marker ?? text.length;
		const content = contentOf$1(text, start, end);
		if (content === "directives" && marker !== void 0) directives = start;
		else {
			if (content !== "nothing" || directives !== void 0) spans.push({
				start: directives ?? start,
				end
			});
			directives = void 0;
		}
		if (marker === void 0) return spans;
		start = marker + 3;
	}
}
/** The offset of the next line that begins with `---` and a gap. */
function nextMarker(text, from) {
	for (let at = text.indexOf("---", from); at >= 0; at = text.indexOf("---", at + 1)) if (beginsLine(text, at) && isDocumentMarker(text, at, text.length)) return at;
}
function beginsLine(text, offset) {
	if (offset === 0) return true;
	const before = text.charCodeAt(offset - 1);
	return before === 10 || before === 13;
}
/** What a stretch of a file holds, besides comments and blank lines. */
function contentOf$1(text, start, end) {
	let found = "nothing";
	let pos = start;
	while (pos < end) {
		const code = text.charCodeAt(pos);
		if (code === 37 && beginsLine(text, pos)) found = "directives";
		else if (code !== 35) {
			if (!isBlank(code) && !isBreak(code)) return "content";
			pos++;
			continue;
		}
		while (pos < end && !isBreak(text.charCodeAt(pos))) pos++;
	}
	return found;
}
// src/nearest.ts
/**
* The known name that a mistyped word most likely means: at most a third of its letters away, and at
* least one edit; nothing where none is near.
*/
function nearest(word, known) {
	const typed = word.slice(0, 64).toLowerCase();
	const limit = Math.max(1, Math.floor(typed.length / 3));
	let best;
	let bestDistance = limit + 1;
	for (const name of known) {
		const distance = editDistance(typed, name.toLowerCase(), bestDistance);
		if (distance < bestDistance) {
			best = name;
			bestDistance = distance;
		}
	}
	return best;
}
/** Insertions, deletions, replacements and swaps of neighbours; gives up at `limit`. */
function editDistance(a, b, limit) {
	if (Math.abs(a.length - b.length) >= limit) return limit;
	let beforeLast = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const cost = a[i - 1] === b[j - 1] ? 0 : 1;
			let distance = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) distance = Math.min(distance, (beforeLast[j - 2] ?? 0) + 1);
			row.push(distance);
		}
		beforeLast = last;
		last = row;
	}
	return last[b.length] ?? limit;
}
// src/policy/words.ts
/** Longer texts are shortened where a message quotes them. */
const longestQuote = 80;
/** Controls, line separators and marks that change the direction or the order of what a reader sees. */
const unseen = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
/** A text of the policy file in double quotes, on one line and not longer than a message bears. */
function quote(text) {
	const shown = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
	return JSON.stringify(shown).replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
/** What stands at a field, to follow "is": `"hihg"`, `a list`, `true`, … */
function describe(value) {
	if (value === void 0 || value === null) return "nothing";
	if (typeof value === "string") return quote(value);
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object") return "a mapping";
	return String(value);
}
/** The name of a field for a message: `registries.allow[0]`. */
function nameOf$1(path) {
	if (path.length === 0) return "the policy";
	const [first, ...rest] = path;
	return formatPath((first === "true" ? ["on", ...rest] : path).map((key) => typeof key === "string" && key.length > longestQuote ? `${key.slice(0, longestQuote)}…` : key)).replace(unseen, "�");
}
/** `a, b or c`. */
function oneOfThese(words) {
	const last = words.at(-1) ?? "";
	return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
// src/policy/pod-security.ts
/** The levels of the Pod Security Standards, from the widest to the narrowest. */
const podSecurityLevels = [
	"privileged",
	"baseline",
	"restricted"
];
/** The same as `parsePodSecurity`, for editors. */
const podSecurityPattern = `^(${podSecurityLevels.join("|")})(:(latest|v1\\.(0|[1-9][0-9]{0,3})))?$`;
const minorVersion = /^v1\.(0|[1-9]\d{0,3})$/;
/**
* The target that `LEVEL` or `LEVEL:VERSION` names, or what is wrong with the text, as a clause that says
* what would be valid. A version newer than this one knows is kept: Kubernetes applies its newest text too.
*/
function parsePodSecurity(text) {
	const colon = text.indexOf(":");
	const name = colon === -1 ? text : text.slice(0, colon);
	const version = colon === -1 ? "latest" : text.slice(colon + 1);
	const level = podSecurityLevels.find((known) => known === name);
	if (level === void 0) {
		const near = nearest(name, podSecurityLevels);
		const hint = near === void 0 ? "" : `; did you mean "${near}"?`;
		return { mistake: `the level must be ${oneOfThese(podSecurityLevels)}${hint}` };
	}
	if (version === "latest") return {
		level,
		version
	};
	const minor = minorVersion.exec(version)?.[1];
	if (minor !== void 0) return {
		level,
		version: Number(minor)
	};
	return { mistake: `the version must be "latest" or a minor version such as v1.31${minorVersion.test(`v${version}`) ? `; did you mean "${level}:v${version}"?` : ""}` };
}
// src/policy/reading.ts
/** More mistakes than anybody reads; the bound keeps a file of nothing but mistakes cheap. */
const mostMistakes = 100;
/** One reading of a policy file: what it is read against, and the mistakes found so far. */
var PolicyReading = class {
	context;
	#file;
	#mistakes = [];
	constructor(file, context) {
		this.#file = file;
		this.context = context;
	}
	/** Whether there are so many mistakes that looking for more has no use. */
	get isFull() {
		return this.#mistakes.length > mostMistakes;
	}
	/** Notes a mistake at the value of a field, or at the nearest parent that exists. */
	report(field, message) {
		if (this.isFull) return;
		const { line, column } = field.location;
		this.#mistakes.push({
			line,
			column,
			message
		});
	}
	/** Notes a mistake at the key of a field. */
	reportKey(field, message) {
		if (this.isFull) return;
		const key = keySpan(field);
		if (key === void 0) this.report(field, message);
		else this.reportAt(key.start, message);
	}
	/** Notes a mistake at an offset of the file. */
	reportAt(offset, message) {
		if (this.isFull) return;
		const { line, column } = this.#file.location(offset, offset + 1);
		this.#mistakes.push({
			line,
			column,
			message
		});
	}
	/** A line for each mistake, in the order of the file. */
	get lines() {
		const { path } = this.#file;
		const lines = this.#mistakes.slice(0, mostMistakes).sort((a, b) => a.line - b.line || a.column - b.column).map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
		if (this.isFull) lines.push(`${path}: more than ${mostMistakes} mistakes; these are the first`);
		return lines;
	}
};
function keySpan(field) {
	let place = field.document.places;
	for (const key of field.path) place = typeof key === "number" ? place?.items?.[key] : place?.entries?.get(key);
	return place?.key;
}
// src/model/check.ts
/** The checks, in the order in which every table lists them. */
const checkNames = [
	"commits",
	"registries",
	"signatures",
	"vulnerabilities",
	"manifests"
];
/** The checks that look at one image after the other, so that shards can share their images out. */
const sharedChecks = ["signatures", "vulnerabilities"];
const checkStates = [
	"passed",
	"failed",
	"error",
	"skipped"
];
// src/model/report.ts
/** Which findings can fail a run that compares: all of them, or those that the base has not. */
const gates = ["all", "new"];
// src/model/severity.ts
/** How bad a finding is, worst first. `info` is said and never fails a run. */
const severities = [
	"critical",
	"high",
	"medium",
	"low",
	"info"
];
/** The line at and above which open findings fail a run; with `none` no severity does. */
const failLines = [
	"critical",
	"high",
	"medium",
	"low",
	"none"
];
/** Negative when `a` is worse than `b`, so that sorting puts the worst first. */
function compareSeverity(a, b) {
	return severities.indexOf(a) - severities.indexOf(b);
}
/** Whether a finding of this severity fails a run whose line is `line`. */
function reaches(severity, line) {
	return line !== "none" && compareSeverity(severity, line) <= 0;
}
// src/policy/shape.ts
/** Notes that the value at a field is not what it must be. */
function refuse(field, reading, what, hint = "") {
	const name = nameOf$1(field.path);
	const found = field.exists ? `${name} is ${describe(field.value)}` : `${name} has no value`;
	reading.report(field, `${found}; it must be ${what}${hint}`);
}
/** One word out of a list. YAML 1.1 reads bare `on` and `off` as true and false; they count as the words. */
function oneOf(words) {
	const what = `one of ${words.join(", ")}`;
	const isWord = (value) => words.some((word) => word === value);
	const spoken = words;
	const truths = [true, false].filter((truth) => spoken.includes(truth ? "on" : "off"));
	return {
		what,
		schema: { enum: [...words, ...truths] },
		read(field, reading) {
			const { value } = field;
			const word = value === true ? "on" : value === false ? "off" : value;
			if (isWord(word)) return word;
			const near = typeof value === "string" ? nearest(value, words) : void 0;
			return refuse(field, reading, what, near === void 0 ? "" : `; did you mean "${near}"?`);
		}
	};
}
/** `true` or `false`. */
function flag() {
	return {
		what: "true or false",
		schema: { type: "boolean" },
		read(field, reading) {
			const { value } = field;
			if (typeof value === "boolean") return value;
			return refuse(field, reading, "true or false", value === "true" || value === "false" ? ", without quotes" : "");
		}
	};
}
/** A text that is not empty; `mistake` says what else is wrong with it, as a clause to follow `;`. */
function text(options) {
	const { what, schema, mistake } = options;
	return {
		what,
		schema: {
			type: "string",
			pattern: "\\S",
			...schema
		},
		read(field, reading) {
			const { value } = field;
			if (typeof value !== "string") {
				const scalar = field.exists && typeof value !== "object";
				return refuse(field, reading, what, scalar ? "; text that YAML reads as something else needs quotes" : "");
			}
			if (value.trim() === "") return refuse(field, reading, what);
			const found = mistake?.(value, reading.context);
			if (found === void 0) return value;
			reading.report(field, `${nameOf$1(field.path)} is ${describe(value)}; ${found}`);
		}
	};
}
/** A list of things of one shape. */
function listOf$1(item, what) {
	return {
		what,
		schema: {
			type: "array",
			items: item.schema
		},
		...item.below === void 0 ? {} : { below: {
			join: `[]${item.below.join}`,
			keys: item.below.keys
		} },
		read(field, reading) {
			if (!Array.isArray(field.value)) return refuse(field, reading, what);
			const values = [];
			for (const each of field.items()) {
				if (reading.isFull) break;
				const value = item.read(each, reading);
				if (value !== void 0) values.push(value);
			}
			return values;
		}
	};
}
// src/policy/mapping.ts
/** A mapping with known keys; any other key is a mistake. */
function mapping(keys, what, options = {}) {
	return {
		what,
		schema: schemaOf(keys),
		below: {
			join: ".",
			keys
		},
		read(field, reading) {
			if (!isMapping(field.value)) return refuse(field, reading, what);
			const present = knownFields(field, reading, keys, options);
			const values = {};
			let complete = true;
			for (const [name, key] of Object.entries(keys)) {
				const at = present.get(name);
				values[name] = at === void 0 ? void 0 : key.shape.read(at, reading);
				if (!key.required || values[name] !== void 0) continue;
				complete = false;
				if (at === void 0) reportMissing(field, reading, name, key);
			}
			return complete ? values : void 0;
		}
	};
}
/** A mapping whose keys are data, such as names of events or of rules. */
function mapOf(options) {
	const { what, schema, placeholder, value: shape, mistakeInKey } = options;
	return {
		what,
		schema: {
			type: "object",
			...schema
		},
		...shape.below === void 0 ? {} : { below: {
			join: `.${placeholder}${shape.below.join}`,
			keys: shape.below.keys
		} },
		read(field, reading) {
			if (!isMapping(field.value)) return refuse(field, reading, what);
			const values = [];
			for (const entry of field.entries()) {
				if (reading.isFull) break;
				const key = String(entry.key);
				const mistake = mistakeInKey(key, entry, reading);
				if (mistake !== void 0) reading.reportKey(entry, `${nameOf$1(field.path)} names ${quote(key)}; ${mistake}`);
				const value = shape.read(entry, reading);
				if (mistake === void 0 && value !== void 0) values.push({
					key,
					value,
					entry
				});
			}
			return values;
		}
	};
}
/** The fields of the known keys that the mapping has, by name; notes the others. */
function knownFields(field, reading, keys, { refused = {}, spellings = {} }) {
	const present = /* @__PURE__ */ new Map();
	for (const entry of field.entries()) {
		if (reading.isFull) break;
		const written = String(entry.key);
		const name = Object.hasOwn(spellings, written) ? spellings[written] ?? written : written;
		if (!Object.hasOwn(keys, name)) {
			const own = Object.hasOwn(refused, name) ? refused[name] : void 0;
			reading.reportKey(entry, own ?? unknownKey(name, nameOf$1(field.path), Object.keys(keys)));
		} else if (present.has(name)) reading.reportKey(entry, `the key "${name}" stands here a second time`);
		else present.set(name, entry);
	}
	return present;
}
function unknownKey(name, parent, known) {
	const near = nearest(name, known);
	const valid = near === void 0 ? `valid here: ${known.join(", ")}` : `did you mean "${near}"?`;
	return `unknown key ${quote(name)} in ${parent}; ${valid}`;
}
function reportMissing(field, reading, name, key) {
	const owner = nameOf$1(field.path);
	reading.report(field, `${owner} lacks the key "${name}"; it must be ${key.shape.what}`);
}
function schemaOf(keys) {
	const properties = Object.entries(keys).map(([name, key]) => [name, {
		description: key.about,
		...key.shape.schema
	}]);
	const required = Object.keys(keys).filter((name) => keys[name]?.required === true);
	return {
		type: "object",
		properties: Object.fromEntries(properties),
		...required.length === 0 ? {} : { required },
		additionalProperties: false
	};
}
// src/policy/glob-program.ts
/** A pattern that is not well formed; the message completes "the pattern …". */
var GlobError = class extends Error {
	name = "GlobError";
};
/** More than any path, rule or image needs; keeps the work for one character of a text small. */
const longestPattern$1 = 1024;
const slash = 47;
const anything = () => true;
const insideSegment = (code) => code !== slash;
/** The program of a pattern; throws GlobError where the pattern is not well formed. */
function parseGlob(pattern, star) {
	if (pattern === "") throw new GlobError("is empty");
	if (pattern.length > longestPattern$1) throw new GlobError(`is longer than ${longestPattern$1} characters`);
	return new Parser(pattern.endsWith("/") ? `${pattern}**` : pattern, star).parse();
}
var Parser = class {
	#characters;
	#single;
	#steps = [];
	#at = 0;
	#depth = 0;
	#prefix = "";
	#literal = true;
	#piece = "";
	#longestPiece = "";
	constructor(pattern, star) {
		this.#characters = Array.from(pattern);
		this.#single = star === "segment" ? insideSegment : anything;
	}
	parse() {
		this.#sequence();
		this.#endPiece();
		return {
			steps: this.#steps,
			prefix: this.#prefix,
			literal: this.#literal,
			piece: this.#longestPiece
		};
	}
	/** Reads up to the end, or inside braces up to the `,` or `}` that ends the alternative. */
	#sequence() {
		for (let character = this.#peek(); character !== void 0; character = this.#peek()) {
			if (this.#depth > 0 && (character === "," || character === "}")) return;
			this.#at++;
			if (character === "\\") this.#character(this.#escaped());
			else if (!"*?[{".includes(character)) this.#character(character);
			else this.#wildcard(character);
		}
	}
	#wildcard(character) {
		this.#literal = false;
		this.#endPiece();
		if (character === "*") this.#star();
		else if (character === "?") this.#one(this.#single);
		else if (character === "[") this.#one(this.#class());
		else this.#alternatives();
	}
	#character(character) {
		const wanted = character.codePointAt(0);
		if (this.#literal) this.#prefix += character;
		if (this.#depth === 0) this.#piece += character;
		this.#one((code) => code === wanted);
	}
	#endPiece() {
		if (this.#piece.length > this.#longestPiece.length) this.#longestPiece = this.#piece;
		this.#piece = "";
	}
	#escaped() {
		const character = this.#peek();
		if (character === void 0) throw new GlobError("ends with a \"\\\" that escapes nothing");
		this.#at++;
		return character;
	}
	/** `*`, `**`, and a `**` followed by a slash, which stands for any number of folders, none included. */
	#star() {
		const before = this.#characters[this.#at - 2];
		if (this.#peek() !== "*") {
			this.#repeat(this.#single);
			return;
		}
		while (this.#peek() === "*") this.#at++;
		if (!(this.#peek() === "/" && (before === void 0 || "/{,".includes(before)))) {
			this.#repeat(anything);
			return;
		}
		this.#at++;
		const fork = this.#fork();
		fork.push(this.#steps.length);
		this.#repeat(anything);
		this.#one((code) => code === slash);
		fork.push(this.#steps.length);
	}
	#repeat(accepts) {
		const start = this.#steps.length;
		const fork = this.#fork();
		fork.push(this.#steps.length);
		this.#one(accepts);
		this.#fork().push(start);
		fork.push(this.#steps.length);
	}
	#alternatives() {
		this.#depth++;
		const start = this.#fork();
		const exits = [];
		for (;;) {
			start.push(this.#steps.length);
			this.#sequence();
			const end = this.#peek();
			if (end === void 0) throw new GlobError("has a \"{\" without its \"}\"");
			this.#at++;
			exits.push(this.#fork());
			if (end === "}") break;
		}
		for (const exit of exits) exit.push(this.#steps.length);
		this.#depth--;
	}
	/** `[abc]`, `[a-z]`, `[!abc]`; a `]` right after the opening stands for itself. */
	#class() {
		const negated = this.#peek() === "!" || this.#peek() === "^";
		if (negated) this.#at++;
		const ranges = [];
		for (;;) {
			const first = this.#memberOfClass();
			if (first === "]" && ranges.length > 0) break;
			let last = first;
			if (this.#peek() === "-" && this.#peek(1) !== "]") {
				this.#at++;
				last = this.#memberOfClass();
			}
			if (first > last) throw new GlobError(`has the empty range "${first}-${last}"`);
			ranges.push([first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0]);
		}
		const single = this.#single;
		return (code) => single(code) && negated !== ranges.some(([from, to]) => from <= code && code <= to);
	}
	#memberOfClass() {
		const character = this.#peek();
		if (character === void 0) throw new GlobError("has a \"[\" without its \"]\"");
		this.#at++;
		return character;
	}
	#one(accepts) {
		this.#steps.push({
			kind: "one",
			accepts
		});
	}
	#fork() {
		const to = [];
		this.#steps.push({
			kind: "fork",
			to
		});
		return to;
	}
	#peek(ahead = 0) {
		return this.#characters[this.#at + ahead];
	}
};
// src/policy/glob.ts
/** The longest path that Linux knows; a longer text matches no wildcard, which leaves it judged. */
const longestText = 4096;
/**
* The matcher of a pattern with `*`, `**`, `?`, `[abc]`, `{a,b}` and `\`; a pattern that ends with `/`
* means everything below. Matching takes time in proportion to the text, whatever the pattern.
* Throws GlobError where the pattern is not well formed.
*/
function compileGlob(pattern, star = "segment") {
	const program = parseGlob(pattern, star);
	const { prefix, literal, piece } = program;
	let runner;
	return {
		pattern,
		prefix,
		literal,
		matches(text) {
			if (literal) return text === prefix;
			if (text.length > longestText || !text.startsWith(prefix)) return false;
			if (!text.includes(piece)) return false;
			runner ??= new Runner(program);
			return runner.matches(text);
		}
	};
}
/** Whether a path matches any of the patterns, each of which the policy's reader has let through. */
function anyGlob(patterns) {
	const globs = patterns.map((pattern) => compileGlob(pattern));
	return (path) => globs.some((glob) => glob.matches(path));
}
/**
* Walks all ways through a program at once, one character of the text at a time: no step is visited
* twice for a character, so that no pattern makes it go back.
*/
var Runner = class {
	#program;
	#seenAt;
	#waiting = [];
	#current = [];
	#next = [];
	constructor(program) {
		this.#program = program;
		this.#seenAt = new Int32Array(program.steps.length);
	}
	matches(text) {
		const { steps } = this.#program;
		this.#seenAt.fill(-1);
		this.#current.length = 0;
		let ended = this.#enter(0, 0, this.#current);
		let offset = 0;
		while (offset < text.length && this.#current.length > 0) {
			const code = text.codePointAt(offset) ?? 0;
			offset += code > 65535 ? 2 : 1;
			this.#next.length = 0;
			ended = false;
			for (const at of this.#current) {
				const step = steps[at];
				if (step?.kind === "one" && step.accepts(code)) ended = this.#enter(at + 1, offset, this.#next) || ended;
			}
			[this.#current, this.#next] = [this.#next, this.#current];
		}
		return ended && offset === text.length;
	}
	/** Adds the steps that wait for a character, and says whether the end was among those reached. */
	#enter(first, offset, into) {
		let ended = false;
		const waiting = this.#waiting;
		waiting.push(first);
		for (let at = waiting.pop(); at !== void 0; at = waiting.pop()) {
			if (this.#seenAt[at] === offset) continue;
			this.#seenAt[at] = offset;
			const step = this.#program.steps[at];
			if (step === void 0) ended = true;
			else if (step.kind === "one") into.push(at);
			else waiting.push(...step.to);
		}
		return ended;
	}
};
// src/policy/patterns.ts
/** What is wrong with a glob, as a clause; nothing where it is well formed. */
function mistakeInGlob(pattern, star = "segment") {
	try {
		compileGlob(pattern, star);
		return;
	} catch (error) {
		if (error instanceof GlobError) return `the pattern ${error.message}`;
		throw error;
	}
}
/** The same as `mistakeInPath`, for editors. */
const relativePathPattern = "^(?!/|[A-Za-z]:[\\\\/]|\\./)(?!(.*/)?\\.\\.(/|$)).*\\S";
/** What is wrong with a path that must stay in the repository, as a clause. */
function mistakeInPath(path) {
	if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)) return "it must be relative to the root of the repository";
	if (path.split("/").includes("..")) return "it must stay in the repository, without \"..\"";
	if (path.startsWith("./")) return "it is written without \"./\", from the root of the repository";
}
/** What is wrong with a glob of paths in the repository, as a clause. */
function mistakeInPathGlob(pattern) {
	return mistakeInPath(pattern) ?? mistakeInGlob(pattern);
}
/** The same as `mistakeInResource`, for editors. */
const resourcePattern$1 = "^[^/]+/[^/]+(/[^/]+)?$";
/** What is wrong with `Kind/name` or `Kind/namespace/name`, as a clause. */
function mistakeInResource(pattern) {
	if (!(/* @__PURE__ */ new RegExp("^[^/]+/[^/]+(/[^/]+)?$")).test(pattern)) return "a resource is written Kind/name or Kind/namespace/name";
	for (const part of pattern.split("/")) {
		const mistake = mistakeInGlob(part, "everything");
		if (mistake !== void 0) return mistake;
	}
}
// src/policy/named-file.ts
/** The path of a file in the repository, with its place. */
function namedFile(what) {
	const path = text({
		what,
		schema: {
			pattern: relativePathPattern,
			not: { pattern: "://|^-----BEGIN" }
		},
		mistake: mistakeInFile
	});
	return {
		...path,
		read(field, reading) {
			const value = path.read(field, reading);
			return value === void 0 ? void 0 : {
				path: value,
				location: field.location
			};
		}
	};
}
/** Keys are often handed over as addresses or in full; here only a file counts. */
function mistakeInFile(path) {
	if (path.trimStart().startsWith("-----BEGIN")) return "it is the content of a file; put it into a file of the repository and name that";
	if (path.includes("://")) return "it is an address; put the file itself into the repository and name its path";
	return mistakeInPath(path);
}
// src/policy/one-or-more.ts
/** One thing, or a list of at least one of them. */
function oneOrMore(item, what) {
	return {
		what,
		schema: { anyOf: [item.schema, {
			type: "array",
			items: item.schema,
			minItems: 1
		}] },
		...item.below === void 0 ? {} : { below: item.below },
		read(field, reading) {
			if (!Array.isArray(field.value)) {
				const value = item.read(field, reading);
				return value === void 0 ? void 0 : [value];
			}
			if (field.value.length === 0) return refuse(field, reading, what, ", not an empty list");
			const values = [];
			for (const each of field.items()) {
				if (reading.isFull) break;
				const value = item.read(each, reading);
				if (value !== void 0) values.push(value);
			}
			return values;
		}
	};
}
// src/policy/whole-number.ts
/** A whole number between two others, both of them included. */
function wholeNumber(least, most) {
	const what = `a whole number from ${least} to ${most}`;
	return {
		what,
		schema: {
			type: "integer",
			minimum: least,
			maximum: most
		},
		read(field, reading) {
			const { value } = field;
			if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
			const quoted = typeof value === "string" && /^\d+$/.test(value);
			return refuse(field, reading, what, quoted ? ", without quotes" : "");
		}
	};
}
// src/policy/commits-shape.ts
const commitPattern = "^(?:[0-9a-f]{40}|[0-9a-f]{64})$";
/** A branch or a short name could mean another commit tomorrow. */
const commit = text({
	what: "the full name of a commit, 40 or 64 hexadecimal digits",
	schema: { pattern: commitPattern },
	mistake: (value) => new RegExp(commitPattern).test(value) ? void 0 : "it must be the full name of a commit, as \"git rev-parse\" prints it"
});
const files = (what) => oneOrMore(namedFile(`the path of ${what}`), `the path of ${what}, or a list of paths`);
const exemptCommit = mapping({
	commit: {
		shape: commit,
		required: true,
		about: "The commit that is let through.",
		fallback: "none; required",
		example: "commit: 4f0c2b7e9d1a3c5b8e6f7a9d0c1b2e3f4a5d6c7b"
	},
	reason: {
		shape: text({ what: "a sentence" }),
		required: true,
		about: "Why it is let through.",
		fallback: "none; required",
		example: "reason: pushed by the release bot before it had a key"
	}
}, "a mapping with commit and reason");
const gitsignIdentity = mapping({
	issuer: {
		shape: text({ what: "the address of an issuer" }),
		required: true,
		about: "Who vouched for the identity, exactly as the certificate has it.",
		fallback: "none; required",
		example: "issuer: https://github.com/login/oauth"
	},
	identity: {
		shape: text({ what: "an address of mail or of a workflow" }),
		required: true,
		about: "Who signs, exactly as the certificate has it.",
		fallback: "none; required",
		example: "identity: ann@example.com"
	}
}, "a mapping with issuer and identity");
const trustKeys = {
	"allowed-signers": {
		shape: namedFile("the path of an allowed_signers file"),
		required: false,
		about: "Whose SSH keys count, as an allowed_signers file of ssh-keygen.",
		fallback: "no SSH key",
		example: "allowed-signers: .github/allowed_signers"
	},
	"revoked-keys": {
		shape: files("a list of revoked keys"),
		required: false,
		about: "Keys that no longer count, whenever they signed: a text with an SSH key or fingerprint a line, a binary list of `ssh-keygen -k`, or hexadecimal fingerprints of OpenPGP keys and X.509 certificates.",
		fallback: "none",
		example: "revoked-keys: .github/revoked_keys"
	},
	"openpgp-keys": {
		shape: files("a file with OpenPGP certificates"),
		required: false,
		about: "Whose OpenPGP keys count, as files that `gpg --armor --export` writes.",
		fallback: "no OpenPGP key",
		example: "openpgp-keys: [.github/keys/ann.asc]"
	},
	"x509-roots": {
		shape: files("a PEM file with root certificates, or a trusted_root.json of Sigstore"),
		required: false,
		about: "The authorities whose S/MIME certificates count; a `trusted_root.json` replaces the public Sigstore instance for gitsign.",
		fallback: "none",
		example: "x509-roots: .github/keys/root.pem"
	},
	"gitsign-identities": {
		shape: listOf$1(gitsignIdentity, "a list of mappings with issuer and identity"),
		required: false,
		about: "Who may sign with gitsign.",
		fallback: "nobody",
		example: "gitsign-identities: [{ issuer: https://github.com/login/oauth, identity: ann@example.com }]"
	}
};
const section$2 = mapping({
	require: {
		shape: oneOf(commitRequirements),
		required: false,
		about: "What every commit must have: `trusted`, a signature by somebody who is listed; `platform`, that or one that GitHub made or verified; `signed`, any good signature.",
		fallback: "nothing; levels are reported, and failed signatures fail",
		example: "require: trusted"
	},
	...trustKeys,
	identity: {
		shape: oneOf(identityBindings),
		required: false,
		about: "Whose e-mail address the signing key must belong to.",
		fallback: "`committer`",
		example: "identity: author"
	},
	"since-commit": {
		shape: commit,
		required: false,
		about: "Where the verified history begins: a commit that already holds this policy and its files. Pushes, tags and schedules are verified from it on.",
		fallback: "none; a push is judged by the state before it, and called unanchored",
		example: "since-commit: 4f0c2b7e9d1a3c5b8e6f7a9d0c1b2e3f4a5d6c7b"
	},
	"exempt-commits": {
		shape: listOf$1(exemptCommit, "a list of mappings with commit and reason"),
		required: false,
		about: "Commits that are let through and counted as exempt.",
		fallback: "none",
		example: "exempt-commits: [{ commit: 4f0c2b7e9d1a3c5b8e6f7a9d0c1b2e3f4a5d6c7b, reason: pushed before the bot had a key }]"
	},
	"min-rsa-bits": {
		shape: wholeNumber(1024, 16384),
		required: false,
		about: "RSA and DSA keys that are shorter are weak.",
		fallback: "`2048`",
		example: "min-rsa-bits: 3072"
	},
	"max-commits": {
		shape: wholeNumber(1, 1e7),
		required: false,
		about: "A range that has this many commits is an error, never cut short.",
		fallback: "`200000`",
		example: "max-commits: 5000"
	},
	"github-web-flow": {
		shape: oneOf(webFlowModes),
		required: false,
		about: "Which commits that GitHub signed itself count: none, merges that git makes the same, those and commits of listed authors, or any.",
		fallback: "`known-authors` where keys are listed, else `any`",
		example: "github-web-flow: merges"
	},
	"github-authors": {
		shape: listOf$1(text({ what: "an e-mail address" }), "a list of e-mail addresses"),
		required: false,
		about: "Authors beside the listed signers whose commits count under `known-authors` when GitHub signed them; bots, for example.",
		fallback: "none",
		example: "github-authors: [\"49699333+dependabot[bot]@users.noreply.github.com\"]"
	},
	"github-api": {
		shape: oneOf(gitHubApiModes),
		required: false,
		about: "Whether GitHub is asked: `fallback` where a key is not listed, `also` about every signature, as a second opinion.",
		fallback: "`off`",
		example: "github-api: fallback"
	}
}, "a mapping with keys such as require and allowed-signers");
/** What RSA keys need without a word of the policy. */
const defaultMinRsaBits = 2048;
/** More commits than this need a word of the policy. */
const defaultMaxCommits = 2e5;
/** The section `commits`: who may sign, and what is demanded. */
const commitsShape = {
	...section$2,
	read(field, reading) {
		const values = section$2.read(field, reading);
		if (values === void 0) return void 0;
		return {
			location: field.location,
			require: values.require,
			allowedSigners: values["allowed-signers"],
			revokedKeys: values["revoked-keys"] ?? [],
			openPgpKeys: values["openpgp-keys"] ?? [],
			x509Roots: values["x509-roots"] ?? [],
			gitsignIdentities: values["gitsign-identities"] ?? [],
			identity: values.identity ?? "committer",
			sinceCommit: values["since-commit"],
			exemptCommits: values["exempt-commits"] ?? [],
			minRsaBits: values["min-rsa-bits"] ?? 2048,
			maxCommits: values["max-commits"] ?? 2e5,
			gitHubWebFlow: values["github-web-flow"],
			gitHubAuthors: values["github-authors"] ?? [],
			gitHubApi: values["github-api"] ?? "off"
		};
	}
};
// src/policy/events.ts
/** The events of GitHub in which a gate runs, by the names that workflows use. */
const eventNames = [
	"pull_request",
	"pull_request_target",
	"merge_group",
	"push",
	"release",
	"deployment",
	"schedule",
	"workflow_dispatch",
	"workflow_run",
	"repository_dispatch"
];
/** The policy that counts in a run that the event started; none is named on the command line. */
function forEvent(policy, eventName) {
	const { events, ...rest } = policy;
	const setting = eventName === void 0 ? void 0 : events.get(eventName);
	return {
		...rest,
		failOn: setting?.failOn ?? rest.failOn,
		mode: setting?.mode ?? rest.mode,
		gate: setting?.gate ?? rest.gate
	};
}
/** What is wrong with the name of an event, as a clause. */
function mistakeInEvent(name) {
	if (eventNames.includes(name)) return void 0;
	if (name === "tag") return "a tag arrives with the event \"push\"";
	const near = nearest(name, eventNames);
	return `no event of a gate has that name; ${near === void 0 ? `valid: ${eventNames.join(", ")}` : `did you mean "${near}"?`}`;
}
// src/policy/rule-names.ts
/**
* Rules that say that something was not judged. No setting lowers them, and only a waiver that names the
* rule and the path in full covers one: otherwise what nobody looked at would pass.
*/
const rulesOfNoJudgement = /* @__PURE__ */ new Set([
	"files/unreadable",
	"files/wrong-type",
	"vulnerabilities/not-contacted",
	"vulnerabilities/not-scanned"
]);
/** `CVE-2023-5363`, `GHSA-jfh8-c2jp-5v3q`, `DLA-3588-1`, `TEMP-0000000-F7A20F`, … */
const vulnerabilityId = /^[A-Z][A-Z0-9]*-[A-Za-z0-9._-]+$/;
/** Whether a rule's name is that of a vulnerability; the rules of checks have names in lower case. */
function isVulnerabilityId(rule) {
	return rule.length <= longestId && vulnerabilityId.test(rule);
}
/** Longer than the names of any database. */
const longestId = 100;
/** Whether findings of the rule mean that something was not judged at all. */
function meansNoJudgement(rule) {
	return rulesOfNoJudgement.has(rule);
}
/** What is wrong with a waiver's rule: the name of a rule or of a vulnerability, or a glob of rules. */
function mistakeInWaivedRules(pattern, rules) {
	if (isVulnerabilityId(pattern)) return void 0;
	const mistake = mistakeInRules(pattern, rules);
	if (mistake === void 0 || !likeVulnerabilityId.test(pattern)) return mistake;
	return "a vulnerability is named in full and as reports have it, such as CVE-2023-5363; globs are for the names of rules";
}
/** `CVE-2024-*`, `cve-2024-1234` */
const likeVulnerabilityId = /^(?:[A-Z][A-Z0-9]*|[Cc][Vv][Ee]|[Gg][Hh][Ss][Aa])-/;
/** What is wrong with a rule's name or a glob of names, as a clause. */
function mistakeInRules(pattern, rules) {
	const malformed = mistakeInGlob(pattern, "everything");
	if (malformed !== void 0) return malformed;
	if (rulesMatching(pattern, rules).length > 0) return void 0;
	const { literal } = compileGlob(pattern, "everything");
	const ids = rules.map(({ id }) => id);
	const near = literal ? nearest(pattern, ids) : nearestGroup(pattern, ids);
	const hint = near === void 0 ? "\"portcullis rules\" lists them" : `did you mean "${near}"?`;
	return `${literal ? "no rule has that name" : "no rule matches it"}; ${hint}`;
}
/** What is wrong with setting the rules of a pattern under the check's `rules`, as a clause. */
function mistakeInRuleSetting(pattern, setting, { check, rules }) {
	if (isVulnerabilityId(pattern) && rulesMatching(pattern, rules).length === 0) return "a vulnerability is accepted by a waiver, which has a reason and an end";
	const unknown = mistakeInRules(pattern, rules);
	if (unknown !== void 0) return unknown;
	const matched = rulesMatching(pattern, rules);
	const ours = matched.filter((rule) => rule.check === check);
	if (ours.length === 0) return `that is of the check ${matched[0]?.check}, and here only rules of ${check} can be set`;
	if (!ours.every(({ id }) => meansNoJudgement(id))) return void 0;
	if (setting === true || setting === "on" || setting === "critical") return void 0;
	return "it says that something was not judged, so it cannot be switched off or lowered; name the path under \"exclude\" or in a waiver";
}
/** Whether a pattern stands for every rule there is. */
function matchesEveryRule(pattern, rules) {
	return rulesMatching(pattern, rules).length === rules.length;
}
function rulesMatching(pattern, rules) {
	const glob = compileGlob(pattern, "everything");
	return rules.filter(({ id }) => glob.matches(id));
}
/** For `netwrok/*`, `network/*`. */
function nearestGroup(pattern, ids) {
	const [group = "", ...rest] = pattern.split("/");
	const near = nearest(group, new Set(ids.map((id) => id.split("/")[0] ?? "")));
	return near === void 0 || near === group ? void 0 : [near, ...rest].join("/");
}
// src/policy/rule-settings-shape.ts
const setting = oneOf([
	"off",
	"on",
	...severities
]);
/** Rules of one check, or globs of them, with what each is set to. */
function ruleSettings(check) {
	const entries = mapOf({
		what: "a mapping of rules to off, on or a severity",
		placeholder: "RULE",
		schema: { additionalProperties: setting.schema },
		value: setting,
		mistakeInKey: (key, entry, reading) => mistakeInRuleSetting(key, entry.value, {
			check,
			rules: reading.context.rules
		})
	});
	return {
		...entries,
		read: (field, reading) => entries.read(field, reading)?.map(({ key, value, entry }) => ({
			pattern: key,
			setting: value,
			location: entry.location
		}))
	};
}
// src/policy/field-condition.ts
const scalar = {
	what: "text, a number, true or false",
	schema: { anyOf: [
		{ type: "string" },
		{ type: "number" },
		{ type: "boolean" }
	] },
	read(field, reading) {
		const { value } = field;
		if (typeof value === "string" || typeof value === "boolean") return value;
		if (typeof value === "number" && Number.isFinite(value)) return value;
		return refuse(field, reading, scalar.what);
	}
};
const condition = mapping({
	path: {
		shape: text({
			what: "a path of keys",
			mistake: (path, context) => context.mistakeInStatementPath(path)
		}),
		required: true,
		about: "A field of the signed statement, such as `predicate.runDetails.builder.id` or `predicate.items[0][\"a.b\"]`.",
		fallback: "none; required",
		example: "path: predicate.runDetails.builder.id"
	},
	equals: {
		shape: scalar,
		required: true,
		about: "What must stand there, exactly; a number is not its text.",
		fallback: "none; required",
		example: "equals: https://github.com/actions/runner/github-hosted"
	}
}, "a mapping with path and equals");
/** A condition on a field of an attestation's statement. */
const fieldCondition = {
	...condition,
	read(field, reading) {
		const values = condition.read(field, reading);
		if (values === void 0) return void 0;
		const { path, equals } = values;
		return {
			path,
			equals,
			location: field.location
		};
	}
};
// src/policy/keyless-shape.ts
const expression$1 = text({
	what: "a regular expression (RE2)",
	mistake: (value, context) => context.mistakeInExpression(value)
});
function claim(what, about, example) {
	return {
		shape: text({ what }),
		required: false,
		about,
		fallback: "anything",
		example
	};
}
const signer = mapping({
	issuer: {
		shape: text({ what: "the address of an issuer" }),
		required: false,
		about: "Who vouched for the signer's identity, exactly as the certificate has it.",
		fallback: "none; this or `issuer-regexp` is required",
		example: "issuer: https://token.actions.githubusercontent.com"
	},
	"issuer-regexp": {
		shape: expression$1,
		required: false,
		about: "The same as a regular expression (RE2) that must match the whole issuer.",
		fallback: "none; this or `issuer` is required",
		example: "issuer-regexp: \"^https://token\\\\.actions\\\\.githubusercontent\\\\.com$\""
	},
	identity: {
		shape: text({ what: "an identity such as an address of a workflow or of mail" }),
		required: false,
		about: "Who signed, exactly as the certificate has it.",
		fallback: "none; this or `identity-regexp` is required",
		example: "identity: https://github.com/acme/web/.github/workflows/release.yml@refs/heads/main"
	},
	"identity-regexp": {
		shape: expression$1,
		required: false,
		about: "The same as a regular expression (RE2) that must match the whole identity.",
		fallback: "none; this or `identity` is required",
		example: "identity-regexp: \"^https://github\\\\.com/acme/web/.*@refs/tags/v.*$\""
	},
	"workflow-name": claim("the name of a workflow", "The name of the GitHub workflow that signed.", "workflow-name: release"),
	"workflow-ref": claim("a ref such as refs/heads/main", "The ref on which the workflow ran.", "workflow-ref: refs/heads/main"),
	"workflow-repository": claim("a repository such as acme/web", "The repository that the workflow ran for, also where it is a reusable one of another.", "workflow-repository: acme/web"),
	"workflow-sha": claim("the hash of a commit", "The commit on which the workflow ran.", "workflow-sha: 4f0c5e1d9b7a3c2e8d6f1a0b9c8d7e6f5a4b3c2d"),
	"workflow-trigger": claim("the name of an event", "The event that started the workflow.", "workflow-trigger: push")
}, "a mapping with issuer and identity");
/** Somebody who signs without a key: an identity is worth nothing without who vouched for it. */
const keylessShape = {
	...signer,
	schema: {
		...signer.schema,
		allOf: [oneOfBoth("issuer", "issuer-regexp"), oneOfBoth("identity", "identity-regexp")]
	},
	read(field, reading) {
		const values = signer.read(field, reading);
		if (values === void 0) return void 0;
		const issuer = ruleOf$1("issuer", values, field, reading);
		const identity = ruleOf$1("identity", values, field, reading);
		if (issuer === void 0 || identity === void 0) return void 0;
		return {
			issuer,
			identity,
			workflow: workflowOf(values),
			location: field.location
		};
	}
};
function oneOfBoth(exact, pattern) {
	return { oneOf: [{ required: [exact] }, { required: [pattern] }] };
}
function ruleOf$1(name, values, field, reading) {
	const pattern = `${name}-regexp`;
	const owner = nameOf$1(field.path);
	const [exactField, patternField] = [field.at(name), field.at(pattern)];
	if (has(field, name) && has(field, pattern)) {
		reading.reportKey(patternField, `${owner} has ${name} and ${pattern}; keep one of them`);
		return;
	}
	if (!has(field, name) && !has(field, pattern)) {
		reading.report(field, `${owner} has neither ${name} nor ${pattern}; ${missing[name]}`);
		return;
	}
	const { [name]: text, [pattern]: source } = values;
	if (text !== void 0) return {
		kind: "exact",
		text,
		location: exactField.location
	};
	if (source === void 0) return void 0;
	return {
		kind: "expression",
		source,
		location: patternField.location
	};
}
/** Whether the key stands there, be its value right or wrong. */
function has(field, key) {
	return field.at(key).value !== void 0;
}
const missing = {
	issuer: "an identity counts only together with the issuer that vouched for it",
	identity: "an issuer vouches for everybody who has an account there"
};
function workflowOf(values) {
	const { "workflow-name": name, "workflow-ref": ref, "workflow-repository": repository } = values;
	const { "workflow-sha": sha, "workflow-trigger": trigger } = values;
	return {
		...name === void 0 ? {} : { name },
		...ref === void 0 ? {} : { ref },
		...repository === void 0 ? {} : { repository },
		...sha === void 0 ? {} : { sha },
		...trigger === void 0 ? {} : { trigger }
	};
}
/** The keys that say who may have signed. */
const signerKeys = {
	keyless: {
		shape: oneOrMore(keylessShape, "a mapping with issuer and identity, or a list of such mappings"),
		required: false,
		about: "Who may have signed without a key, by the identity in the certificate; each item of a list is an alternative to the others and to `key`.",
		fallback: "nobody",
		example: "keyless: { issuer: https://token.actions.githubusercontent.com, identity: https://github.com/acme/web/.github/workflows/release.yml@refs/heads/main }"
	},
	key: {
		shape: oneOrMore(namedFile("the path of a file with public keys"), "the path of a file with public keys, or a list of paths"),
		required: false,
		about: "Files with public keys (PEM: P-256, P-384, P-521, RSA, Ed25519; several in a file count as alternatives), any of which may have signed.",
		fallback: "no key",
		example: "key: cosign.pub"
	},
	hash: {
		shape: oneOf(hashNames),
		required: false,
		about: "The hash that was signed with `key`; Ed25519 has none.",
		fallback: "each key's own: `sha256`, and for P-384 and P-521 also `sha384` and `sha512`",
		example: "hash: sha512"
	},
	log: {
		shape: oneOf(["required", "optional"]),
		required: false,
		about: "Whether a signature by `key` must have its entry in the transparency log; keyless ones always must, and an entry that is there and wrong never counts.",
		fallback: "`optional`",
		example: "log: required"
	}
};
/** A key as it stands where the reference does not describe once more what is below it. */
function undetailed(key, about, fallback) {
	const { what, schema, read } = key.shape;
	return {
		...key,
		shape: {
			what,
			schema,
			read
		},
		about,
		fallback
	};
}
/**
* Who the mapping at the field lets sign; nothing where it names nobody. Notes what stands there and
* could never mean anything.
*/
function signersOf(values, field, reading) {
	const owner = nameOf$1(field.path);
	const keyed = field.at("key").value !== void 0;
	for (const name of ["hash", "log"]) {
		if (values[name] === void 0 || keyed) continue;
		if (name === "log" && values.log === "required" && values.keyless !== void 0) continue;
		reading.reportKey(field.at(name), `${owner} has ${name} without key; ${pointless[name]}`);
	}
	const { key = [], keyless: identities = [], hash, log = "optional" } = values;
	if (key.length === 0 && identities.length === 0) return void 0;
	return {
		keys: key,
		keyless: identities,
		hash,
		log
	};
}
const pointless = {
	hash: "certificates say themselves what was signed, so remove it",
	log: "keyless signatures must always be in the log, so remove it"
};
// src/policy/source-signers.ts
const githubIssuer = "https://token.actions.githubusercontent.com";
/** Reusable workflows sign under their own name, so the repository is told by the claim, not by this. */
const anyWorkflow = "^https://github\\.com/[^/]+/[^/]+/\\.github/workflows/[^@]+@.+$";
const repositoryOnGithub = /^(?:git\+)?https:\/\/github\.com\/([A-Za-z0-9-]+\/[A-Za-z0-9._-]+?)(?:\.git)?\/?$/;
/**
* Who must have signed a provenance whose policy names its source and no signer: a GitHub workflow that
* ran for this repository, as `gh attestation verify --repo` asks. Nothing for sources elsewhere.
*/
function signersFromSource(source, field) {
	const repository = repositoryOnGithub.exec(source)?.[1];
	if (repository === void 0) return void 0;
	const { location } = field.at("source");
	return {
		keys: [],
		keyless: [{
			issuer: {
				kind: "exact",
				text: githubIssuer,
				location
			},
			identity: {
				kind: "expression",
				source: anyWorkflow,
				location
			},
			workflow: { repository },
			location
		}],
		hash: void 0,
		log: "required"
	};
}
// src/policy/attestation-shape.ts
const uri = /^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+$/;
/** The predicate type of an attestation; misspelling one would ask for what nobody ever attests. */
const type = text({
	what: `${attestationNames.join(", ")}, or the URI of a predicate type`,
	schema: { anyOf: [{ enum: attestationNames }, { pattern: uri.source }] },
	mistake(value) {
		if (attestationNames.some((name) => name === value) || uri.test(value)) return void 0;
		const near = nearest(value, attestationNames);
		const hint = near === void 0 ? "" : `; did you mean "${near}"?`;
		return `it must be ${attestationNames.join(", ")} or the URI of a predicate type${hint}`;
	}
});
/** The keys that only a provenance has something to say about. */
const provenanceKeys = {
	builder: {
		shape: text({ what: "the id of a builder" }),
		required: false,
		about: "With `slsa-provenance`: the id of the builder, exactly.",
		fallback: "any builder",
		example: "builder: https://github.com/actions/runner/github-hosted"
	},
	source: {
		shape: text({ what: "the address of a repository" }),
		required: false,
		about: "With `slsa-provenance`: the repository that was built. Where nobody is named who must have signed, a repository on github.com also says that: a GitHub workflow that ran for it.",
		fallback: "any repository",
		example: "source: https://github.com/acme/web"
	},
	ref: {
		shape: text({ what: "a ref such as refs/heads/main" }),
		required: false,
		about: "With `slsa-provenance`: the ref of the repository that was built.",
		fallback: "any ref",
		example: "ref: refs/heads/main"
	},
	"build-type": {
		shape: text({ what: "the URI of a build type" }),
		required: false,
		about: "With `slsa-provenance`: how it was built, exactly.",
		fallback: "any build type",
		example: "build-type: https://actions.github.io/buildtypes/workflow/v1"
	}
};
const fromEntry = "the signers of the entry";
const attestation = mapping({
	type: {
		shape: type,
		required: true,
		about: `The type of its predicate: ${attestationNames.map((name) => `\`${name}\``).join(", ")} in every version of them, or exactly this URI.`,
		fallback: "none; required",
		example: "type: slsa-provenance"
	},
	...provenanceKeys,
	where: {
		shape: listOf$1(fieldCondition, "a list of mappings with path and equals"),
		required: false,
		about: "Fields of the signed statement and what they must be; all of them must hold.",
		fallback: "no conditions",
		example: "where: [{ path: predicate.runDetails.builder.id, equals: https://github.com/actions/runner/github-hosted }]"
	},
	keyless: undetailed(signerKeys.keyless, "Who may have signed it, as `keyless` of the entry.", fromEntry),
	key: undetailed(signerKeys.key, "Whose keys may have signed it, as `key` of the entry.", fromEntry),
	hash: {
		...signerKeys.hash,
		about: "The hash that was signed with this attestation's `key`."
	},
	log: {
		...signerKeys.log,
		about: "As `log` of the entry, for this attestation's `key`."
	}
}, "a mapping with the key type");
/** An attestation that an image must have. */
const attestationShape = {
	...attestation,
	read(field, reading) {
		const values = attestation.read(field, reading);
		if (values === void 0) return void 0;
		const kind = typeOf(values.type);
		reportProvenanceKeys(kind, values, field, reading);
		return {
			demand: {
				type: kind,
				provenance: provenanceOf(values),
				where: values.where ?? [],
				location: field.location
			},
			signers: signersOf(values, field, reading),
			field
		};
	}
};
/** The demand, signed by those it names itself, else by those of its entry, else as its source says. */
function demandOf({ demand, signers, field }, ofEntry, entry, reading) {
	const source = demand.provenance.source;
	const derived = source === void 0 ? void 0 : signersFromSource(source, field);
	const found = signers ?? ofEntry ?? derived;
	if (found !== void 0) return {
		...demand,
		signers: found
	};
	if (![field, entry].some(namesSigners)) reading.report(field, `${nameOf$1(field.path)} does not say who must have signed it; add keyless or key, or with slsa-provenance the source on github.com`);
}
/** Whether somebody is named there, be it well or with a mistake that has been noted. */
function namesSigners(field) {
	return field.at("keyless").value !== void 0 || field.at("key").value !== void 0;
}
function typeOf(written) {
	const name = attestationNames.find((known) => known === written);
	return name === void 0 ? {
		kind: "uri",
		uri: written
	} : {
		kind: "known",
		name
	};
}
function reportProvenanceKeys(kind, values, field, reading) {
	if (kind.kind === "known" && kind.name === "slsa-provenance") return;
	for (const key of [
		"builder",
		"source",
		"ref",
		"build-type"
	]) {
		if (values[key] === void 0) continue;
		reading.reportKey(field.at(key), `${nameOf$1(field.path)} has ${key}, which only slsa-provenance says; use where for the fields of other predicates`);
	}
}
function provenanceOf(values) {
	const { builder, source, ref, "build-type": buildType } = values;
	return {
		...builder === void 0 ? {} : { builder },
		...source === void 0 ? {} : { source },
		...ref === void 0 ? {} : { ref },
		...buildType === void 0 ? {} : { buildType }
	};
}
// src/policy/signature-entry-shape.ts
const anyText = text({ what: "text" });
/** A glob of whole references. */
const imageGlob = text({
	what: "a glob of images such as ghcr.io/acme/**",
	schema: { pattern: "^[A-Za-z0-9_:/*.@-]+$" },
	mistake: (pattern, context) => context.mistakeInImageGlob(pattern)
});
/** Where signatures and attestations are kept instead of beside the image. */
const repositoryOfSignatures = text({
	what: "a repository such as ghcr.io/acme/signatures",
	mistake: mistakeInRepository
});
const entry$2 = mapping({
	match: {
		shape: imageGlob,
		required: true,
		about: "The images that the entry is about, as a glob of whole references; see [Globs of images](#globs-of-images). Where several entries match an image, all of them must be met.",
		fallback: "none; required",
		example: "match: ghcr.io/acme/**"
	},
	...signerKeys,
	annotations: {
		shape: mapOf({
			what: "a mapping of names to texts",
			placeholder: "NAME",
			schema: { additionalProperties: anyText.schema },
			value: anyText,
			mistakeInKey: (key) => key === "" ? "an annotation has a name" : void 0
		}),
		required: false,
		about: "Annotations that the image's signature must have, as `cosign sign -a` writes them.",
		fallback: "none",
		example: "annotations: { environment: production }"
	},
	attestations: {
		shape: listOf$1(attestationShape, "a list of mappings with the key type"),
		required: false,
		about: "Attestations that the image must have, every one of them; besides its own signature where the entry names `keyless` or `key`.",
		fallback: "none",
		example: "attestations: [{ type: slsa-provenance, source: https://github.com/acme/web, ref: refs/heads/main }]"
	},
	repository: {
		shape: repositoryOfSignatures,
		required: false,
		about: "Where signatures and attestations are kept instead of beside the image, as cosign's `COSIGN_REPOSITORY` says it.",
		fallback: "the image's own repository",
		example: "repository: ghcr.io/acme/signatures"
	},
	platforms: {
		shape: oneOf(["top", "recursive"]),
		required: false,
		about: "Of an image for several platforms: whether the signature of the index decides (`top`), or the image of every platform must be signed too (`recursive`).",
		fallback: "`top`",
		example: "platforms: recursive"
	},
	skip: {
		shape: flag(),
		required: false,
		about: "Whether the images need no signature, whatever other entries say; needs a `reason`.",
		fallback: "`false`",
		example: "skip: true"
	},
	reason: {
		shape: text({ what: "text that says why the images need no signature" }),
		required: false,
		about: "Why the images need no signature; shown beside each of them.",
		fallback: "none; required with `skip: true`",
		example: "reason: the vendor does not sign"
	}
}, "a mapping that begins with match");
/** What the images of a glob must have, or that they need nothing. */
const signatureEntry = {
	...entry$2,
	schema: {
		...entry$2.schema,
		anyOf: [
			["keyless"],
			["key"],
			["attestations"],
			["skip", "reason"]
		].map((required) => ({ required }))
	},
	read(field, reading) {
		const values = entry$2.read(field, reading);
		if (values === void 0) return void 0;
		if (values.skip === true) return skipOf(values, field, reading);
		if (values.reason !== void 0) reading.reportKey(field.at("reason"), `${nameOf$1(field.path)} has a reason and nothing to give one for; it belongs to skip: true`);
		return entryOf(values, field, reading);
	}
};
function skipOf(values, field, reading) {
	const { match, reason } = values;
	const owner = nameOf$1(field.path);
	for (const other of field.entries()) {
		const key = String(other.key);
		if (key === "match" || key === "skip" || key === "reason") continue;
		reading.reportKey(other, `${owner} skips its images and has ${key} as well; remove one of them`);
	}
	if (reason !== void 0) return {
		kind: "skip",
		match,
		reason,
		location: field.location
	};
	if (field.at("reason").value === void 0) reading.report(field.at("skip"), `${owner} skips its images without a reason; add reason`);
}
function entryOf(values, field, reading) {
	const owner = nameOf$1(field.path);
	const signers = signersOf(values, field, reading);
	const attestations = (values.attestations ?? []).map((attestation) => demandOf(attestation, signers, field, reading)).filter((demand) => demand !== void 0);
	if (!namesSigners(field) && !holdsSomething(field.at("attestations"))) {
		reading.report(field, `${owner} asks for nothing; add keyless, key or attestations, or skip: true with a reason`);
		return;
	}
	if (values.annotations !== void 0 && !namesSigners(field)) reading.reportKey(field.at("annotations"), `${owner} has annotations without keyless or key; they are those of the image's own signature`);
	return {
		kind: "demand",
		match: values.match,
		signers,
		annotations: new Map(values.annotations?.map(({ key, value }) => [key, value])),
		attestations,
		repository: values.repository,
		platforms: values.platforms ?? "top",
		location: field.location
	};
}
/** A value that is there, be it right or wrong; an empty list of attestations asks for nothing. */
function holdsSomething({ value }) {
	return value !== void 0 && !(Array.isArray(value) && value.length === 0);
}
function mistakeInRepository(repository) {
	const parsed = parseImageReference(repository);
	if (parsed.kind === "malformed") return `it is not a repository: ${parsed.reason}`;
	if (parsed.tag === void 0 && parsed.digest === void 0) return void 0;
	return "it must be a repository, without tag and digest";
}
// src/policy/signatures-shape.ts
const section$1 = mapping({
	images: {
		shape: listOf$1(signatureEntry, "a list of mappings that begin with match"),
		required: false,
		about: "Which images must be signed and attested, and by whom.",
		fallback: "none",
		example: "images: [{ match: ghcr.io/acme/**, key: cosign.pub }]"
	},
	unlisted: {
		shape: oneOf([
			"ignore",
			"warn",
			"fail"
		]),
		required: false,
		about: "What becomes of an image that no entry and no ClusterImagePolicy names: nothing, a finding of low severity, or one of high severity.",
		fallback: "`warn`",
		example: "unlisted: fail"
	},
	"trusted-root": {
		shape: namedFile("the path of a trusted root"),
		required: false,
		about: "The certificate authorities, logs and time-stamp authorities that count, as a file in the format `trusted_root.json` of Sigstore.",
		fallback: "those of the public Sigstore instance",
		example: "trusted-root: policies/trusted_root.json"
	},
	"cluster-image-policies": {
		shape: listOf$1(namedFile("the path of a file"), "a list of paths"),
		required: false,
		about: "Files with objects of the kind ClusterImagePolicy, as sigstore/policy-controller reads them; images must meet all of those that match them, besides the entries of `images`.",
		fallback: "none",
		example: "cluster-image-policies: [policies/images.yaml]"
	}
}, "a mapping with images, unlisted, trusted-root or cluster-image-policies");
/** The section `signatures`: who must have signed what. */
const signaturesShape = {
	...section$1,
	read(field, reading) {
		const values = section$1.read(field, reading);
		if (values === void 0) return void 0;
		return {
			images: values.images ?? [],
			unlisted: values.unlisted ?? "warn",
			trustedRoot: values["trusted-root"],
			clusterImagePolicies: values["cluster-image-policies"] ?? []
		};
	}
};
// src/policy/registry-hosts.ts
const host = /^(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?$/;
const mirror = /^(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[a-z0-9._/-]+)?$/;
/** A list of `HOST[:PORT]`. */
const registryHosts = listOf$1(text({
	what: "a host such as registry.example.com:5000",
	schema: { pattern: host.source },
	mistake: mistakeInRegistryHost
}), "a list of hosts");
/** Registries with the places that are asked before them. */
const mirrorsShape = mapOf({
	what: "a mapping of registries to lists of mirrors",
	placeholder: "HOST",
	schema: {
		propertyNames: { pattern: host.source },
		additionalProperties: {
			type: "array",
			items: {
				type: "string",
				pattern: mirror.source
			}
		}
	},
	value: listOf$1(text({
		what: "a mirror such as mirror.example.com/hub",
		schema: { pattern: mirror.source },
		mistake: (value) => mirror.test(value) ? void 0 : "it must be HOST[:PORT][/PATH], without a scheme"
	}), "a list of mirrors"),
	mistakeInKey: mistakeInRegistryHost
});
function mistakeInRegistryHost(value) {
	return host.test(value) ? void 0 : "it must be HOST[:PORT], without a scheme and a path";
}
// src/policy/duration.ts
const units$1 = {
	s: 1e3,
	m: 6e4,
	h: 36e5,
	d: 864e5
};
const pattern = /^(?<count>[1-9]\d{0,6})(?<unit>[smhd])$/;
/** The milliseconds of `30s`, `5m`, `48h` or `14d`; nothing where the text is no such duration. */
function parseDuration(text) {
	const { count, unit } = pattern.exec(text)?.groups ?? {};
	if (count === void 0 || unit === void 0) return void 0;
	return Number(count) * units$1[unit];
}
/** A length of time that is written as a whole number and a unit, and read as milliseconds. */
function duration(options) {
	const { example, most } = options;
	const longest = parseDuration(most) ?? 0;
	const what = `a whole number with a unit (s, m, h or d) such as ${example}, at most ${most}`;
	return {
		what,
		schema: {
			type: "string",
			pattern: pattern.source.replaceAll(/\?<\w+>/g, "?:")
		},
		read(field, reading) {
			const { value } = field;
			const found = typeof value === "string" ? parseDuration(value) : void 0;
			if (found !== void 0 && found <= longest) return found;
			return refuse(field, reading, what);
		}
	};
}
// src/network/address.ts
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
// src/network/host.ts
/** Whether a URL names the own machine, by its reserved name or a literal address. */
function isLoopbackHost(url) {
	const host = bareHost(url);
	return host === "localhost" || isIP(host) !== 0 && kindOfAddress(host) === "loopback";
}
/** The host without port and without the brackets of IPv6. */
function bareHost(url) {
	return url.hostname.replace(/^\[(.*)\]$/s, "$1");
}
// src/policy/web-address.ts
/** The same as `mistakeInAddress`, for editors. */
const addressPattern = "^(?:https://|http://(?:localhost|127\\.[0-9.]+|\\[::1\\])(?:[:/]|$))[^\\s@]*$";
/** What is wrong with an address that something is downloaded from, as a clause. */
function mistakeInAddress(address) {
	if (!URL.canParse(address)) return "it is not an address such as https://mirror.example.com/a";
	const url = new URL(address);
	if (url.protocol !== "https:" && url.protocol !== "http:") return "it must begin with https://";
	if (url.protocol === "http:" && !isLoopbackHost(url)) return "it must begin with https://; http:// counts on the own machine only";
	if (`${url.username}${url.password}` !== "") return "it must not hold a user or a password";
	return /\s/.test(address) ? "it must not hold white space" : void 0;
}
// src/policy/feed-shape.ts
const written = text({
	what: "published, off, an address that begins with https://, or the path of a file",
	schema: { anyOf: [
		{ enum: ["published", "off"] },
		{ pattern: addressPattern },
		{
			pattern: relativePathPattern,
			not: { pattern: "://" }
		}
	] },
	mistake: (value) => value.includes("://") ? mistakeInAddress(value) : mistakeInPath(value)
});
/** Where a published list comes from. YAML 1.1 reads a bare `off` as false; it counts as the word. */
const feedSource = {
	...written,
	schema: { anyOf: [written.schema, { const: false }] },
	read(field, reading) {
		if (field.value === false) return { kind: "off" };
		const value = written.read(field, reading);
		if (value === void 0) return void 0;
		if (value === "published" || value === "off") return { kind: value };
		if (value.includes("://")) return {
			kind: "url",
			url: value
		};
		return {
			kind: "file",
			file: {
				path: value,
				location: field.location
			}
		};
	}
};
// src/policy/fraction.ts
/** A number from 0 to 1, both included: a share or a probability. */
function fraction() {
	const what = "a number from 0 to 1";
	return {
		what,
		schema: {
			type: "number",
			minimum: 0,
			maximum: 1
		},
		read(field, reading) {
			const { value } = field;
			if (typeof value === "number" && value >= 0 && value <= 1) return value;
			const isPercent = typeof value === "string" && /^\d+(?:\.\d+)?\s*%$/.test(value);
			return refuse(field, reading, what, isPercent ? ", such as 0.1 for 10 %" : "");
		}
	};
}
// src/policy/trivy-versions.ts
/** Releases that an attacker published in March 2026 (CVE-2026-33634); they are never run. */
const refusedTrivyVersions = [
	"0.69.4",
	"0.69.5",
	"0.69.6"
];
// src/policy/trivy-releases.ts
/** The version that is used unless the policy names one. */
const defaultTrivyVersion = "0.74.0";
/** Where Trivy's releases lie, unless the policy names a mirror. */
const trivyReleases = "https://github.com/aquasecurity/trivy/releases/download";
/**
* SHA-256 of the release archives by version and by the platform in their names. Each stands in at
* least three public pins that were made independently of each other.
*/
const pinned = { "0.74.0": {
	"Linux-64bit": "2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a",
	"Linux-ARM64": "b94ce1976bbf3c15b514b605ee88be7c6d94a29be2302847ff01cb794d47aad5",
	"macOS-64bit": "472816f6888dda689d075c30254d4210b4d1035acf365aa72332f584c2f60485",
	"macOS-ARM64": "1caada5e0e2091909357c7525d3aa76f4b660b13821bc143b190c7483e31cc11",
	"windows-64bit": "94c40e0696e4b907a74b7b2e1438d5d72ebaca83115817407f568a002d520842"
} };
/** Node's names of the platforms that Trivy is released for, and those in the archives' names. */
const platforms = /* @__PURE__ */ new Map([
	["linux/x64", "Linux-64bit"],
	["linux/arm64", "Linux-ARM64"],
	["darwin/x64", "macOS-64bit"],
	["darwin/arm64", "macOS-ARM64"],
	["win32/x64", "windows-64bit"]
]);
/** The archive of a version for a platform; nothing where Trivy is not released for the platform. */
function releaseArchive(version, { platform, arch } = process) {
	const label = platforms.get(`${platform}/${arch}`);
	if (label === void 0) return void 0;
	const isWindows = platform === "win32";
	const format = isWindows ? "zip" : "tar.gz";
	const digests = Object.hasOwn(pinned, version) ? pinned[version] : void 0;
	return {
		name: `trivy_${version}_${label}.${format}`,
		format,
		member: isWindows ? "trivy.exe" : "trivy",
		pinned: digests?.[label]
	};
}
/** The versions whose archives are pinned, for messages. */
const pinnedVersions = Object.keys(pinned);
/**
* Why a version is never run, as a clause; nothing for all others. An attacker published these in
* March 2026, 0.69.4 by the project's own release workflow.
*/
function refusalOf(version) {
	const [bare = ""] = /^\d+\.\d+\.\d+/.exec(version.replace(/^v/, "")) ?? [];
	if (!refusedTrivyVersions.includes(bare)) return void 0;
	return "an attacker published it to steal credentials (CVE-2026-33634), and it is never run";
}
// src/policy/trivy-shape.ts
const versionPattern = "^(?:system|\\d{1,4}\\.\\d{1,4}\\.\\d{1,4})$";
const digestPattern = "^[0-9a-f]{64}$";
const settings = mapping({
	version: {
		shape: text({
			what: "a version such as 0.74.0, or system",
			schema: {
				pattern: versionPattern,
				not: { enum: refusedTrivyVersions }
			},
			mistake: mistakeInVersion
		}),
		required: false,
		about: "Which release of Trivy is fetched and run, or `system` for the one on PATH; 0.69.4 to 0.69.6, which an attacker published, are refused in any case.",
		fallback: "the release that this version of Portcullis knows by its SHA-256",
		example: "version: 0.74.0"
	},
	sha256: {
		shape: text({
			what: "a SHA-256 in 64 lower-case hexadecimal digits",
			schema: { pattern: digestPattern },
			mistake: (value) => new RegExp(digestPattern).test(value) ? void 0 : "it must be 64 lower-case hexadecimal digits, as sha256sum prints them"
		}),
		required: false,
		about: "What the archive of that version must hash to, or the program itself with `path` or `version: system`; required for versions that Portcullis does not know.",
		fallback: "the SHA-256 that Portcullis knows of the version",
		example: "sha256: 2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a\nversion: 0.74.0"
	},
	path: {
		shape: text({
			what: "the absolute path of a program",
			schema: { pattern: "^(?:/|[A-Za-z]:[\\\\/])" },
			mistake: (value) => /^(?:\/|[A-Za-z]:[\\/])/.test(value) ? void 0 : "it must be absolute: a path in the repository could be the change's own program"
		}),
		required: false,
		about: "A Trivy that is already on the machine, by its absolute path; nothing is fetched.",
		fallback: "none; a release is fetched",
		example: "path: /usr/local/bin/trivy"
	},
	mirror: {
		shape: text({
			what: "an address that begins with https://",
			schema: { pattern: addressPattern },
			mistake: mistakeInAddress
		}),
		required: false,
		about: "What stands in front of `/v0.74.0/trivy_0.74.0_….tar.gz` in the place of GitHub's releases; `http://` counts on the own machine only. The archive is compared with the same SHA-256.",
		fallback: "`https://github.com/aquasecurity/trivy/releases/download`",
		example: "mirror: https://mirror.example.com/trivy"
	}
}, "a mapping with version, sha256, path or mirror");
function mistakeInVersion(version) {
	if (!new RegExp(versionPattern).test(version)) return "it must be a version such as 0.74.0, without \"v\", or system for the Trivy on PATH";
	if (!refusedTrivyVersions.includes(version)) return void 0;
	return `an attacker published it (CVE-2026-33634), so it is never run; known: ${pinnedVersions.join(", ")}`;
}
/** Which Trivy is run; keys that contradict each other, or say nothing, are mistakes. */
const trivyShape = {
	...settings,
	read(field, reading) {
		const values = settings.read(field, reading);
		if (values === void 0) return void 0;
		reportContradictions$1(values, field, reading);
		const { version, sha256, path, mirror } = values;
		return {
			version,
			sha256,
			path,
			mirror
		};
	}
};
function reportContradictions$1(values, field, reading) {
	const { version, sha256, path, mirror } = values;
	const isSystem = version === "system";
	const isFetched = !isSystem && path === void 0;
	const report = (key, mistake) => reading.report(field.at(key), `vulnerabilities.trivy.${key}: ${mistake}`);
	if (isSystem && path !== void 0) report("path", "there is version: system too, which looks on PATH; keep one of the two");
	if (mirror !== void 0 && !isFetched) report("mirror", "nothing is fetched with path or version: system; remove it");
	if (sha256 !== void 0 && !field.at("version").exists && !field.at("path").exists) report("sha256", "it needs a version or a path beside it");
	const isPinned = field.at("sha256").exists;
	if (version !== void 0 && isFetched && !isPinned && !pinnedVersions.includes(version)) report("version", `the SHA-256 of ${version} is not known here; known: ${pinnedVersions.join(", ")}; add sha256`);
}
// src/policy/vex-attestation-shape.ts
const entry$1 = mapping({
	match: {
		shape: imageGlob,
		required: true,
		about: "The images whose attestations count, as a glob of whole references; see [Globs of images](#globs-of-images). Where several entries match an image, the signers of all of them count.",
		fallback: "none; required",
		example: "match: ghcr.io/acme/**"
	},
	keyless: undetailed(signerKeys.keyless, "By whose identity a statement counts, as `keyless` of `signatures.images`.", "nobody; this or `key` is required"),
	key: undetailed(signerKeys.key, "By whose keys a statement counts, as `key` of `signatures.images`.", "nobody; this or `keyless` is required"),
	hash: {
		...signerKeys.hash,
		about: "The hash that was signed with `key`."
	},
	log: {
		...signerKeys.log,
		about: "As `log` of `signatures.images`, for `key`."
	},
	repository: {
		shape: repositoryOfSignatures,
		required: false,
		about: "Where the attestations are kept instead of beside the image, as cosign's `COSIGN_REPOSITORY` says it.",
		fallback: "the image's own repository",
		example: "repository: ghcr.io/acme/attestations"
	}
}, "a mapping that begins with match");
/** Whose OpenVEX attestations count for the images of a glob. */
const vexAttestationShape = {
	...entry$1,
	schema: {
		...entry$1.schema,
		anyOf: [{ required: ["keyless"] }, { required: ["key"] }]
	},
	read(field, reading) {
		const values = entry$1.read(field, reading);
		if (values === void 0) return void 0;
		const signers = signersOf(values, field, reading);
		if (signers === void 0) {
			if (!namesSigners(field)) reading.report(field, `${nameOf$1(field.path)} does not say whose attestations count; add keyless or key`);
			return;
		}
		const { match, repository } = values;
		return {
			match,
			signers,
			repository,
			location: field.location
		};
	}
};
// src/policy/vulnerabilities-shape.ts
/** As https://github.com/opencontainers/image-spec/blob/main/image-index.md has `platform`. */
const platformPattern = "^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$";
const platform = text({
	what: "a platform such as linux/amd64",
	schema: { pattern: platformPattern },
	mistake: (value) => new RegExp(platformPattern).test(value) ? void 0 : "it must be OS/ARCHITECTURE or OS/ARCHITECTURE/VARIANT, such as linux/amd64 or linux/arm/v7"
});
const repositories = oneOrMore(text({
	what: "a repository such as ghcr.io/aquasecurity/trivy-db:2",
	schema: { pattern: "^[^\\s]+$" },
	mistake(value) {
		const parsed = parseImageReference(value);
		return parsed.kind === "malformed" ? parsed.reason : void 0;
	}
}), "a repository such as ghcr.io/aquasecurity/trivy-db:2, or a list of repositories");
const databaseKeys = {
	trivy: {
		shape: trivyShape,
		required: false,
		about: "Which Trivy is run, and where it comes from.",
		fallback: "the release that this version of Portcullis knows by its SHA-256",
		example: "trivy: { mirror: https://mirror.example.com/trivy }"
	},
	"db-repository": {
		shape: repositories,
		required: false,
		about: "Where the vulnerability database is fetched from; of several the first that answers.",
		fallback: "Trivy's own, `mirror.gcr.io/aquasec/trivy-db:2` first",
		example: "db-repository: [registry.example.com/mirror/trivy-db:2]"
	},
	"java-db-repository": {
		shape: repositories,
		required: false,
		about: "Where the database of Java archives is fetched from, once an image needs it; of several the first that answers.",
		fallback: "Trivy's own, `mirror.gcr.io/aquasec/trivy-java-db:1` first",
		example: "java-db-repository: registry.example.com/mirror/trivy-java-db:1"
	},
	"max-db-age": {
		shape: duration({
			example: "48h",
			most: "3650d"
		}),
		required: false,
		about: "A vulnerability database that was made longer ago gives no verdict.",
		fallback: "any age; the report says when it was made, and that it is stale",
		example: "max-db-age: 48h"
	},
	platforms: {
		shape: oneOrMore(platform, "a platform such as linux/amd64, or a list of platforms"),
		required: false,
		about: "Which platforms of an image are looked at; an image that has none of them gives no verdict.",
		fallback: "every platform of the image",
		example: "platforms: [linux/amd64, linux/arm64]"
	},
	timeout: {
		shape: duration({
			example: "5m",
			most: "12h"
		}),
		required: false,
		about: "How long one platform of one image may take; longer gives no verdict.",
		fallback: "`5m`",
		example: "timeout: 10m"
	}
};
const gateKeys = {
	"ignore-unfixed": {
		shape: flag(),
		required: false,
		about: "Whether vulnerabilities without a known fix are only reported.",
		fallback: "`false`",
		example: "ignore-unfixed: true"
	},
	grace: {
		shape: duration({
			example: "14d",
			most: "365d"
		}),
		required: false,
		about: "How long a vulnerability with a known fix is only reported. Trivy's data does not say when a fix appeared, so the time counts from the day on which the vulnerability was published; without that day there is no grace.",
		fallback: "none",
		example: "grace: 14d"
	},
	"fail-on-kev": {
		shape: flag(),
		required: false,
		about: "Whether a vulnerability that CISA lists as exploited fails the run whatever its severity, without a fix and within `grace` too; without the list there is no verdict.",
		fallback: "`false`",
		example: "fail-on-kev: true"
	},
	"epss-threshold": {
		shape: fraction(),
		required: false,
		about: "A vulnerability that is at least this likely to be exploited within 30 days (EPSS) fails the run whatever its severity, without a fix and within `grace` too; without the list there is no verdict. One that the list does not know is unknown, and the threshold does not fail it.",
		fallback: "none",
		example: "epss-threshold: 0.1"
	},
	epss: {
		shape: feedSource,
		required: false,
		about: "Where the probabilities of EPSS come from: `published` (FIRST), `off`, an address, or a file in the repository.",
		fallback: "`published`",
		example: "epss: https://mirror.example.com/epss_scores-current.csv.gz"
	},
	kev: {
		shape: feedSource,
		required: false,
		about: "Where the list of exploited vulnerabilities comes from: `published` (CISA), `off`, an address, or a file in the repository.",
		fallback: "`published`",
		example: "kev: policies/known_exploited_vulnerabilities.json"
	},
	secrets: {
		shape: flag(),
		required: false,
		about: "Whether images are searched for secrets too; that takes longer.",
		fallback: "`false`",
		example: "secrets: true"
	},
	"fail-on-end-of-life": {
		shape: flag(),
		required: false,
		about: "Whether an image whose distribution is no longer supported fails the run whatever the severity of `vulnerabilities/end-of-life`.",
		fallback: "`false`",
		example: "fail-on-end-of-life: true"
	}
};
const exceptionKeys = {
	vex: {
		shape: listOf$1(namedFile("the path of a VEX document"), "a list of paths"),
		required: false,
		about: "Documents in OpenVEX, CSAF or CycloneDX; what they call `not_affected` or `fixed` is shown and does not count.",
		fallback: "none",
		example: "vex: [policies/web.openvex.json]"
	},
	"vex-attestations": {
		shape: listOf$1(vexAttestationShape, "a list of mappings that begin with match"),
		required: false,
		about: "Whose OpenVEX attestations of an image count as VEX for it, such as those of `cosign attest --type openvex`. What cannot be looked up or verified changes nothing; who signs images by `signatures` is not believed here for that.",
		fallback: "nobody's",
		example: "vex-attestations: [{ match: ghcr.io/acme/**, key: policies/vex.pub }]"
	},
	"ignore-files": {
		shape: listOf$1(namedFile("the path of a .trivyignore"), "a list of paths"),
		required: false,
		about: "Files in the format of `.trivyignore` or `.trivyignore.yaml`; what they name is shown and does not count. An empty list means none.",
		fallback: "`.trivyignore` and `.trivyignore.yaml` in the root of the repository, where they exist",
		example: "ignore-files: [.trivyignore.yaml]"
	},
	rules: {
		shape: ruleSettings("vulnerabilities"),
		required: false,
		about: "Rules of the check that are not vulnerabilities, such as `image/shell`, or globs of them, set to `off`, `on` or a severity; the most exact entry wins.",
		fallback: "every rule as `portcullis rules` lists it",
		example: "rules: { image/*: off, image/runs-as-root: medium }"
	}
};
const section = mapping({
	...databaseKeys,
	...gateKeys,
	...exceptionKeys
}, "a mapping with keys such as ignore-unfixed and fail-on-kev");
/** The section `vulnerabilities`: how images are judged by what Trivy finds in them. */
const vulnerabilitiesShape = {
	...section,
	read(field, reading) {
		const values = section.read(field, reading);
		if (values === void 0) return void 0;
		const policy = {
			trivy: values.trivy ?? defaultVulnerabilities.trivy,
			databaseRepositories: values["db-repository"] ?? [],
			javaDatabaseRepositories: values["java-db-repository"] ?? [],
			platforms: values.platforms,
			ignoreUnfixed: values["ignore-unfixed"] ?? false,
			maxDatabaseAgeMs: values["max-db-age"],
			failOnKev: values["fail-on-kev"] ?? false,
			epssThreshold: values["epss-threshold"],
			epss: values.epss ?? defaultVulnerabilities.epss,
			kev: values.kev ?? defaultVulnerabilities.kev,
			graceMs: values.grace,
			timeoutMs: values.timeout ?? defaultVulnerabilities.timeoutMs,
			secrets: values.secrets ?? false,
			failOnEndOfLife: values["fail-on-end-of-life"] ?? false,
			vex: values.vex ?? [],
			vexAttestations: values["vex-attestations"] ?? [],
			ignoreFiles: values["ignore-files"],
			rules: values.rules ?? []
		};
		reportContradictions(policy, field, reading);
		return policy;
	}
};
/** A gate on a list that is switched off could never decide. */
function reportContradictions({ failOnKev, kev, epssThreshold, epss }, field, reading) {
	if (failOnKev && kev.kind === "off") reading.report(field.at("kev"), `vulnerabilities.kev: it is off, and fail-on-kev needs the list; remove one of the two`);
	if (epssThreshold !== void 0 && epss.kind === "off") reading.report(field.at("epss"), `vulnerabilities.epss: it is off, and epss-threshold needs the list; remove one of the two`);
}
// src/policy/calendar.ts
const millisecondsOfDay = 864e5;
/** What is wrong with a date that must be a real day, written YYYY-MM-DD, as a clause. */
function mistakeInDate(text) {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return "a date is written YYYY-MM-DD, such as 2027-01-31";
	const day = /* @__PURE__ */ new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? void 0 : "the calendar has no such day";
}
/** The day in UTC of a moment, YYYY-MM-DD. */
function dayOf(moment) {
	return moment.toISOString().slice(0, 10);
}
/** The day before a day, both YYYY-MM-DD. */
function dayBefore(day) {
	return dayOf(/* @__PURE__ */ new Date(Date.parse(day) - millisecondsOfDay));
}
/** How many days `later` lies after `earlier`, both YYYY-MM-DD; negative when it lies before. */
function daysBetween(earlier, later) {
	return Math.round((Date.parse(later) - Date.parse(earlier)) / millisecondsOfDay);
}
const entry = mapping({
	rule: {
		shape: text({
			what: "the name of a rule or a glob of names",
			mistake: (value, context) => mistakeInWaivedRules(value, context.rules)
		}),
		required: true,
		about: "The rule whose findings are accepted, or a glob of rules (here `*` also matches `/`); or the whole name of a vulnerability, such as `CVE-2023-5363`.",
		fallback: "none; required",
		example: "rule: pod-security/host-namespaces"
	},
	path: {
		shape: text({
			what: "a glob of paths",
			schema: { pattern: relativePathPattern },
			mistake: mistakeInPathGlob
		}),
		required: false,
		about: "The files in which they are accepted, as a glob from the root of the repository.",
		fallback: "every file",
		example: "path: deploy/node-agent.yaml"
	},
	resource: {
		shape: text({
			what: "text such as Deployment/web",
			schema: { pattern: resourcePattern$1 },
			mistake: mistakeInResource
		}),
		required: false,
		about: "The objects in which they are accepted, as `Kind/name` or `Kind/namespace/name`; each part may be a glob.",
		fallback: "every object",
		example: "resource: DaemonSet/node-agent"
	},
	image: {
		shape: text({
			what: "a glob of image references",
			mistake: (value) => mistakeInGlob(value)
		}),
		required: false,
		about: "The images for which they are accepted, as a glob; without a tag and a digest it means every tag and digest.",
		fallback: "every image, and findings without one",
		example: "image: ghcr.io/acme/**"
	},
	reason: {
		shape: text({ what: "text that says why this is accepted" }),
		required: true,
		about: "Why this is accepted; shown beside each finding that the waiver covers.",
		fallback: "none; required",
		example: "reason: the agent reads host interfaces"
	},
	owner: {
		shape: text({ what: "text that says who answers for it" }),
		required: false,
		about: "Who answers for it.",
		fallback: "nobody in particular",
		example: "owner: \"@acme/platform\""
	},
	expires: {
		shape: text({
			what: "a date, YYYY-MM-DD",
			schema: { format: "date" },
			mistake: mistakeInDate
		}),
		required: false,
		about: "The last day on which it counts, in UTC; afterwards the findings count again.",
		fallback: "never",
		example: "expires: 2027-01-31"
	}
}, "a mapping with the keys rule and reason");
/** A waiver; beyond its single keys it must not accept more than somebody can have looked at. */
const waiverShape = {
	...entry,
	read(field, reading) {
		const values = entry.read(field, reading);
		if (values === void 0) return void 0;
		const mistake = mistakeInScope(values, reading.context);
		if (mistake !== void 0) reading.report(field.at("rule"), mistake);
		return waiverOf(values, field);
	}
};
function mistakeInScope(values, context) {
	const { rule, path, resource, image } = values;
	if (meansNoJudgement(rule)) {
		if (path !== void 0 && compileGlob(path).literal) return void 0;
		return `a waiver of ${rule} must name one file: give it a path without wildcards`;
	}
	if (path !== void 0 || resource !== void 0 || image !== void 0 || !matchesEveryRule(rule, context.rules)) return void 0;
	return "a waiver of every rule must say where it counts: add path, resource or image";
}
function waiverOf(values, field) {
	const { rule, path, resource, image, reason, owner, expires } = values;
	return {
		rule,
		...path === void 0 ? {} : { path },
		...resource === void 0 ? {} : { resource },
		...image === void 0 ? {} : { image },
		reason,
		...owner === void 0 ? {} : { owner },
		...expires === void 0 ? {} : { expires },
		location: field.location
	};
}
// src/policy/schema.ts
const version = {
	what: "1",
	schema: { const: 1 },
	read(field, reading) {
		if (field.value === 1) return 1;
		return refuse(field, reading, "the number 1, the only version there is");
	}
};
const failOn = {
	shape: oneOf(failLines),
	required: false,
	about: "The severity at and above which open findings fail the run; with `none` no severity does, and `fail-on-kev` and its like still do.",
	fallback: "`high`",
	example: "fail-on: medium"
};
const mode = {
	shape: oneOf(["enforce", "warn"]),
	required: false,
	about: "With `warn` a failing verdict becomes a pass with a notice; a check that could not decide stays an error.",
	fallback: "`enforce`",
	example: "mode: warn"
};
const gate = {
	shape: oneOf(gates),
	required: false,
	about: "With `new`, in runs that are asked to compare with the base (`only-new`), findings that the base has already do not fail. What is compared with, and what counts as known, stands in docs/github.md under \"Only what is new\".",
	fallback: "`all`",
	example: "gate: new"
};
const events = mapOf({
	what: `a mapping of events (${eventNames.join(", ")}) to their settings`,
	placeholder: "EVENT",
	schema: {
		propertyNames: { enum: eventNames },
		additionalProperties: mapping({
			"fail-on": failOn,
			mode,
			gate
		}, "").schema
	},
	value: mapping({
		"fail-on": {
			...failOn,
			fallback: "the policy's own `fail-on`"
		},
		mode: {
			...mode,
			fallback: "the policy's own `mode`"
		},
		gate: {
			...gate,
			fallback: "the policy's own `gate`"
		}
	}, "a mapping with fail-on, mode or gate"),
	mistakeInKey: mistakeInEvent
});
const registries$1 = mapping({
	allow: {
		shape: listOf$1(text({
			what: "a prefix of image references",
			mistake: (entry, context) => context.mistakeInAllowEntry(entry)
		}), "a list of prefixes of image references"),
		required: false,
		about: "The places that images may come from: registries, or repositories below them; an empty list allows none.",
		fallback: "no limit",
		example: "allow: [ghcr.io/acme/, docker.io/bitnami/]"
	},
	"require-digest": {
		shape: flag(),
		required: false,
		about: "Whether every image must be pinned to a digest.",
		fallback: "`false`",
		example: "require-digest: true"
	},
	constraints: {
		shape: listOf$1(text({
			what: "the path of a file",
			schema: { pattern: relativePathPattern },
			mistake: mistakeInPath
		}), "a list of paths"),
		required: false,
		about: "Files with Gatekeeper constraints on images, beside those in the files that are judged.",
		fallback: "none",
		example: "constraints: [policies/allowed-repos.yaml]"
	},
	insecure: {
		shape: registryHosts,
		required: false,
		about: "Registries that are spoken to over plain http, as `HOST[:PORT]`; loopback ones always are.",
		fallback: "none",
		example: "insecure: [registry.lan:5000]"
	},
	"token-hosts": {
		shape: registryHosts,
		required: false,
		about: "Token services on other hosts than their registry that may be sent its credentials, as `HOST[:PORT]`.",
		fallback: "none besides those of well-known registries",
		example: "token-hosts: [auth.example.com]"
	},
	mirrors: {
		shape: mirrorsShape,
		required: false,
		about: "Registries and the mirrors that are asked before them; digests are compared all the same.",
		fallback: "none",
		example: "mirrors: { docker.io: [mirror.example.com/hub] }"
	},
	ca: {
		shape: text({
			what: "the path of a file",
			schema: { pattern: relativePathPattern },
			mistake: mistakeInPath
		}),
		required: false,
		about: "A file with certificate authorities (PEM) that registries may have besides the system's.",
		fallback: "none",
		example: "ca: policies/registry-ca.pem"
	}
}, "a mapping with keys such as allow and require-digest");
const manifests = mapping({
	"pod-security": {
		shape: text({
			what: "a level such as restricted or restricted:v1.33",
			schema: { pattern: podSecurityPattern },
			mistake(value) {
				const target = parsePodSecurity(value);
				return "mistake" in target ? target.mistake : void 0;
			}
		}),
		required: false,
		about: "The level of the Pod Security Standards that workloads must meet, `LEVEL` or `LEVEL:VERSION` with a version such as `v1.33` or `latest`; every violation of it is high.",
		fallback: "both levels at `latest`: violations of baseline are high, those of restricted medium",
		example: "pod-security: restricted:v1.33"
	},
	rules: {
		shape: ruleSettings("manifests"),
		required: false,
		about: "Rules of the check `manifests`, or globs of them, set to `off`, `on` or a severity; the most exact entry wins.",
		fallback: "every rule as `portcullis rules` lists it",
		example: "rules: { \"pod-security/*\": medium, pod-security/host-ports: off }"
	}
}, "a mapping with pod-security or rules");
/** The whole policy file: the one description of its keys, from which everything about them is made. */
const policyShape = mapping({
	version: {
		shape: version,
		required: true,
		about: "The version of this format.",
		fallback: "none; required",
		example: "version: 1"
	},
	"fail-on": failOn,
	mode,
	gate,
	on: {
		shape: events,
		required: false,
		about: "Strictness by event: what `fail-on` and `mode` are in runs that the event starts.",
		fallback: "every event alike",
		example: "on: { pull_request: { mode: warn }, release: { fail-on: medium } }"
	},
	require: {
		shape: listOf$1(oneOf(checkNames), "a list of checks"),
		required: false,
		about: "Checks that must come to a result: where one has nothing to go by, the run is an error.",
		fallback: "none",
		example: "require: [registries]"
	},
	exclude: {
		shape: listOf$1(text({
			what: "a glob of paths",
			schema: { pattern: relativePathPattern },
			mistake: mistakeInPathGlob
		}), "a list of globs of paths"),
		required: false,
		about: "Files that are not read, as globs from the root of the repository.",
		fallback: "none",
		example: "exclude: [vendor/, \"**/testdata/**\"]"
	},
	registries: {
		shape: registries$1,
		required: false,
		about: "Where images may come from.",
		fallback: "no limits",
		example: "registries: { allow: [ghcr.io/acme/], require-digest: true }"
	},
	signatures: {
		shape: signaturesShape,
		required: false,
		about: "Who must have signed and attested which images.",
		fallback: "nothing; the check is skipped",
		example: "signatures: { images: [{ match: ghcr.io/acme/**, key: cosign.pub }] }"
	},
	vulnerabilities: {
		shape: vulnerabilitiesShape,
		required: false,
		about: "How images are judged by what Trivy finds in them.",
		fallback: "nothing; the check runs where it is asked for, and its severities decide",
		example: "vulnerabilities: { ignore-unfixed: true, fail-on-kev: true, max-db-age: 48h }"
	},
	commits: {
		shape: commitsShape,
		required: false,
		about: "Who may have signed the commits, and what becomes of the others.",
		fallback: "levels are reported, and only signatures that are bad or malformed fail",
		example: "commits: { require: trusted, allowed-signers: .github/allowed_signers }"
	},
	manifests: {
		shape: manifests,
		required: false,
		about: "How the Kubernetes files are judged.",
		fallback: "every rule with its own severity",
		example: "manifests: { pod-security: restricted }"
	},
	waivers: {
		shape: listOf$1(waiverShape, "a list of waivers"),
		required: false,
		about: "Findings that somebody accepts, each with a reason; they are shown and do not count.",
		fallback: "none",
		example: "waivers: [{ rule: pod-security/host-namespaces, path: deploy/node-agent.yaml, reason: the agent reads host interfaces }]"
	}
}, "a mapping that begins with version: 1", { spellings: { true: "on" } });
// src/policy/read.ts
/** The largest policy file, in bytes; thousands of waivers fit. */
const largestPolicy = 1048576;
/**
* The policy that the file states, every default filled in. Throws one UsageError with all mistakes of
* the file, a line for each: where it is, what was found, what would be valid.
*/
function readPolicy(file, context) {
	const reading = new PolicyReading(file, context);
	const root = rootOf(file, reading);
	const values = root === void 0 ? void 0 : policyShape.read(root, reading);
	const mistakes = reading.lines;
	if (mistakes.length > 0 || values === void 0) throw new UsageError(mistakes);
	return policyOf(values, file.path);
}
/** The root of the only document; notes what keeps the file from being one. */
function rootOf(file, reading) {
	if (file.text.length > 1048576) {
		reading.reportAt(0, `the file is larger than ${largestPolicy} bytes, the most that a policy may be`);
		return;
	}
	const [span, second] = splitDocuments(file.text).filter((each) => hasContent(file.text, each));
	if (span === void 0) {
		reading.reportAt(0, "the file is empty; a policy begins with \"version: 1\"");
		return;
	}
	if (second !== void 0) reading.reportAt(contentStart(file.text, second), "a second document begins here; a policy is one document");
	return parse$1(file, span, reading);
}
function parse$1(file, span, reading) {
	try {
		const { value, duplicates } = readDocument(file.text, span.start, span.end);
		for (const { key, offset } of duplicates) reading.reportAt(offset, `the key ${quote(key)} stands here a second time`);
		return Field.root(new Document(file, span.start, span.end, value));
	} catch (error) {
		if (!(error instanceof YamlError)) throw error;
		const hint = startsWithStar(file, error.offset) ? "; a pattern that begins with * needs quotes" : "";
		reading.reportAt(error.offset, `not readable as YAML: ${error.message}${hint}`);
		return;
	}
}
/** Whether a document has more in it than comments, directives and blank lines. */
function hasContent(text, span) {
	return contentStart(text, span) < span.end;
}
/** Where the first line that is neither blank, a comment nor a marker begins to say something. */
function contentStart(text, { start, end }) {
	const blank = /(?:\s+|#[^\n\r]*|%[^\n\r]*|---(?=\s|$)|\.\.\.(?=\s|$))*/y;
	blank.lastIndex = start;
	const skipped = blank.exec(text)?.[0].length ?? 0;
	return Math.min(start + skipped, end);
}
function startsWithStar(file, offset) {
	const { line, column } = file.location(offset, offset + 1);
	return /^[\s,[{:-]*\*/.test(file.line(line).slice(Math.max(0, column - 2)));
}
function policyOf(values, path) {
	const { registries, manifests } = values;
	const defaults = defaultPolicy();
	return {
		path,
		failOn: values["fail-on"] ?? defaults.failOn,
		mode: values.mode ?? defaults.mode,
		gate: values.gate ?? defaults.gate,
		events: new Map((values.on ?? []).map(({ key, value }) => [key, {
			failOn: value["fail-on"],
			mode: value.mode,
			gate: value.gate
		}])),
		require: values.require ?? defaults.require,
		exclude: values.exclude ?? defaults.exclude,
		registries: {
			allow: registries?.allow ?? defaults.registries.allow,
			requireDigest: registries?.["require-digest"] ?? defaults.registries.requireDigest,
			constraints: registries?.constraints ?? defaults.registries.constraints,
			insecure: registries?.insecure ?? defaults.registries.insecure,
			tokenHosts: registries?.["token-hosts"] ?? defaults.registries.tokenHosts,
			mirrors: new Map((registries?.mirrors ?? []).map(({ key, value }) => [key, value])),
			ca: registries?.ca ?? defaults.registries.ca
		},
		signatures: values.signatures ?? defaults.signatures,
		vulnerabilities: values.vulnerabilities ?? defaults.vulnerabilities,
		standardIgnoreFiles: defaults.standardIgnoreFiles,
		commits: values.commits ?? defaults.commits,
		manifests: {
			podSecurity: targetOf(manifests?.["pod-security"]),
			rules: manifests?.rules ?? []
		},
		waivers: values.waivers ?? defaults.waivers
	};
}
/** The shape has let only valid targets through. */
function targetOf(text) {
	if (text === void 0) return void 0;
	const target = parsePodSecurity(text);
	return "mistake" in target ? void 0 : target;
}
// src/policy/load.ts
/** Where a repository keeps its policy, from its root. */
const policyPath = ".github/portcullis.yml";
/** The name that people try instead; a policy that silently did not count would be worse than none. */
const mistakenPath = ".github/portcullis.yaml";
/**
* The policy in the file that the caller names (from the working directory), else the repository's own,
* else the default. Throws UsageError where there is a policy that cannot count.
*/
function loadPolicy(root, named, workingDirectory, context) {
	return withStandardIgnoreFiles(named === void 0 ? loadOwn(root, context) : loadNamed(root, named, path.resolve(workingDirectory, named), context), standardNames.filter((name) => isPlainFile(path.join(root, name))));
}
function loadOwn(root, context) {
	const own = path.join(root, policyPath);
	if (!stands(own)) {
		if (!stands(path.join(root, ".github/portcullis.yaml"))) return defaultPolicy();
		throw new UsageError(`${mistakenPath}: a policy is read from ${policyPath}; rename the file`);
	}
	refuseOutside(root, own);
	return readPolicy(new SourceFile(policyPath, readText$1(own, policyPath)), context);
}
function loadNamed(root, named, absolute, context) {
	const text = readText$1(absolute, `policy ${quote(named)}`);
	const relative = path.relative(root, absolute);
	const inside = !path.isAbsolute(relative) && relative.split(path.sep)[0] !== "..";
	const policy = readPolicy(new SourceFile((inside ? relative : named).replaceAll(path.sep, "/"), text), context);
	return inside ? policy : besideItself(policy, path.dirname(absolute));
}
/** The files that a policy from elsewhere names lie beside it, not in the repository that it judges. */
function besideItself(policy, folder) {
	return withFilePaths(policy, (file) => path.resolve(folder, file));
}
/** A link does not count: nobody said that what it leads to may be read. */
function isPlainFile(file) {
	return lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
/** Whether something has that name, be it a link that leads nowhere. */
function stands(file) {
	try {
		lstatSync(file);
		return true;
	} catch (error) {
		const code = codeOf(error);
		if (code === "ENOENT" || code === "ENOTDIR") return false;
		throw new UsageError(`${file}: cannot be looked at: ${messageOf(error)}`, { cause: error });
	}
}
/** A link in the repository must not make another file of the machine its policy. */
function refuseOutside(root, file) {
	const relative = attempt(policyPath, () => path.relative(realpathSync(root), realpathSync(file)));
	if (path.isAbsolute(relative) || relative.split(path.sep)[0] === "..") throw new UsageError(`${policyPath}: is a link out of the repository; put the policy itself there`);
}
/** `shown` names the file in messages. Opens without waiting, lest a named pipe hold the run. */
function readText$1(file, shown) {
	const bytes = attempt(shown, () => {
		const descriptor = openSync(file, constants$1.O_RDONLY | constants$1.O_NONBLOCK);
		try {
			const stats = fstatSync(descriptor);
			if (!stats.isFile()) throw new UsageError(`${shown}: is not a file; it must be a policy file`);
			if (stats.size > 1048576) throw new UsageError(`${shown}: has ${stats.size} bytes; a policy may have ${largestPolicy} at most`);
			return readFileSync(descriptor);
		} finally {
			closeSync(descriptor);
		}
	});
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (error) {
		throw new UsageError(`${shown}: is not UTF-8 text; save it as UTF-8`, { cause: error });
	}
}
/** Runs what touches the disk, and says of which file an error of the system speaks. */
function attempt(shown, action) {
	try {
		return action();
	} catch (error) {
		if (error instanceof UsageError) throw error;
		const reason = codeOf(error) === "ENOENT" ? "there is no such file" : messageOf(error);
		throw new UsageError(`${shown}: ${reason}; it must be a policy file such as ${policyPath}`, { cause: error });
	}
}
function codeOf(error) {
	return typeof error === "object" && error !== null && "code" in error ? error.code : void 0;
}
// src/checks/image-finding.ts
/**
* The finding about a use of an image. Its identity holds the image's name and neither tag nor
* digest; its evidence is the offence's own value.
*/
function findingAboutUse(violation, policyPath$1) {
	const { rule, offence, use } = violation;
	const field = offence.field ?? use.field;
	return {
		...field === void 0 ? findingWithoutField(violation, policyPath$1 ?? ".github/portcullis.yml") : findingAt(field, violation),
		check: rule.check,
		offender: offence.offender
	};
}
function findingAt(field, violation) {
	const { rule, offence, use } = violation;
	const { message, severity, remediation } = offence;
	const within = use.resource?.root.document === field.document ? use.resource : void 0;
	const finding = findingOf({
		rule,
		field,
		resource: within,
		container: use.container,
		message,
		image: use.reference,
		related: [...use.related, ...offence.related ?? []],
		subject: subjectOf$1(violation, within === void 0 ? placeOf$3(use) : []),
		...optional({
			severity,
			remediation
		})
	});
	if (within !== void 0 || use.resource === void 0) return finding;
	const { container } = use;
	const resource = {
		...referenceTo(use.resource),
		...optional({ container })
	};
	return {
		...finding,
		resource
	};
}
function findingWithoutField(violation, path) {
	const { rule, offence, use } = violation;
	const related = [...use.related, ...offence.related ?? []];
	return {
		check: rule.check,
		rule: rule.id,
		severity: offence.severity ?? rule.severity,
		message: offence.message,
		remediation: offence.remediation ?? rule.remediation,
		location: startOf(path),
		...related.length === 0 ? {} : { related },
		image: use.reference,
		identity: [
			"",
			"",
			"--image",
			subjectOf$1(violation, [])
		],
		offender: offence.offender
	};
}
function subjectOf$1({ offence, imageName }, place) {
	return [
		...place,
		offence.subject,
		imageName
	].filter((part) => part !== void 0).join(" ");
}
/** Tells apart the containers whose image one line of a kustomization sets. */
function placeOf$3({ resource, container }) {
	if (resource === void 0) return [];
	const { kind, namespace = "", name = "" } = resource;
	return [`${kind}/${namespace}/${name}/${container ?? ""}`];
}
/** Leaves out what is undefined, where a type asks for absence. */
function optional(fields) {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0));
}
// src/checks/registries/allowlist.ts
/**
* Entries are a host, a path beneath it, or a repository, and end at a path boundary of the
* normalised name whether or not they are written with a `/` at the end; hosts match exactly.
*/
function allowlistOf(entries) {
	const repositories = /* @__PURE__ */ new Set();
	const prefixes = /* @__PURE__ */ new Set();
	for (const entry of entries) {
		const path = canonicalEntry(entry);
		prefixes.add(path.endsWith("/") ? path : `${path}/`);
		if (!path.endsWith("/")) repositories.add(path);
	}
	const admits = ({ name }) => {
		if (repositories.has(name)) return true;
		for (let slash = name.indexOf("/"); slash !== -1; slash = name.indexOf("/", slash + 1)) if (prefixes.has(name.slice(0, slash + 1))) return true;
		return false;
	};
	return {
		entries,
		admits
	};
}
/** What is wrong with an entry of `registries.allow` and what to write instead, as a clause; nothing if it is good. */
function mistakeInAllowEntry(entry) {
	if (entry === "") return "it is empty; write a registry, e.g. ghcr.io/acme/";
	const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(entry);
	if (scheme !== null) return `it has a scheme; write the host without ${scheme[0]}`;
	if (entry.startsWith("/")) return "it starts with a slash; start with the host";
	if (/[*?[\]{}]/.test(entry.replace(/^\[[0-9A-Fa-f:]*\]/, ""))) return "it is a glob; an entry admits everything beneath it, so write e.g. ghcr.io/acme/";
	if (entry.includes("@")) return "it has an @; write the repository without digest or user";
	return mistakeInHostOf(entry) ?? mistakeInPathOf(entry);
}
function mistakeInHostOf(entry) {
	const host = entry.split("/", 1)[0] ?? "";
	if (!looksLikeHost(host)) return `it names no registry; write docker.io/${entry} for Docker Hub, or the registry's host in front`;
	const mistake = mistakeInHost(host);
	if (mistake !== void 0) return `it matches nothing: ${mistake}`;
	const lowerCase = host.toLowerCase();
	if (lowerCase === host || !looksLikeHost(lowerCase)) return void 0;
	return `it has a host in upper case, and hosts are compared exactly; write ${lowerCase}`;
}
function mistakeInPathOf(entry) {
	const slash = entry.indexOf("/");
	if (slash === -1 || slash === entry.length - 1) return void 0;
	const parsed = parseImageReference(entry.endsWith("/") ? entry.slice(0, -1) : entry);
	if (parsed.kind === "malformed") return `it matches nothing: ${parsed.reason}`;
	if (parsed.tag === void 0) return void 0;
	return `it has a tag; write ${entry.slice(0, entry.lastIndexOf(":"))}, tags are not compared`;
}
function canonicalEntry(entry) {
	const slash = entry.indexOf("/");
	if (slash === -1) return `${canonicalRegistry(entry)}/`;
	return canonicalRegistry(entry.slice(0, slash)) + entry.slice(slash);
}
// src/checks/registries/finding.ts
/** The finding about an entry of a constraint. */
function findingAboutConstraint(rule, offence, resource) {
	const { field, message, severity, remediation } = offence;
	return findingOf({
		rule,
		field,
		resource,
		message,
		...severity === void 0 ? {} : { severity },
		...remediation === void 0 ? {} : { remediation }
	});
}
// src/checks/registries/gatekeeper/enforcement.ts
const webhookPoints = /* @__PURE__ */ new Set([
	"*",
	"validation.gatekeeper.sh",
	"vap.k8s.io"
]);
/**
* Reads `enforcementAction` of a constraint's spec as Gatekeeper does: `deny` is the default, and
* `scoped` denies where an action of that name is bound to an admission point. A value that
* Gatekeeper does not know counts as deny: the constraint was not meant to let everything pass.
*/
function enforcementAt(spec) {
	const action = spec.at("enforcementAction").value;
	if (action === "dryrun" || action === "warn") return {
		kind: "lenient",
		reason: `its enforcementAction is ${action}`
	};
	if (action !== "scoped" || scopedDenies(spec.at("scopedEnforcementActions"))) return { kind: "denies" };
	return {
		kind: "lenient",
		reason: "none of its scopedEnforcementActions denies at admission"
	};
}
function scopedDenies(actions) {
	return actions.items().some((scoped) => scoped.at("action").value === "deny" && scoped.at("enforcementPoints").items().some((point) => webhookPoints.has(point.at("name").value)));
}
// src/checks/registries/gatekeeper/constraint.ts
/**
* The templates of the Gatekeeper library (library/general/{allowedrepos,allowedreposv2,
* disallowedrepos}), which compare the text as written: `nginx` and `docker.io/library/nginx` differ
* to them. A repository's own template of the same kind is taken to do the same.
*/
const templates = /* @__PURE__ */ new Map([
	["K8sAllowedRepos", {
		parameter: "repos",
		refuses: (image, entries) => !entries.some((e) => image.startsWith(e))
	}],
	["K8sAllowedReposv2", {
		parameter: "allowedImages",
		refuses: (image, entries) => !entries.some(admitting(image))
	}],
	["K8sDisallowedRepos", {
		parameter: "repos",
		refuses: (image, entries) => entries.some((e) => image.startsWith(e))
	}]
]);
/** The kinds of constraints that are evaluated. */
const constraintKinds = [...templates.keys()];
/**
* The constraints among the objects that have something to say about images, in their order. An
* object that was read twice, from the tree and for the policy, counts once; two versions of one
* file are two.
*/
function constraintsAmong(resources) {
	const constraints = /* @__PURE__ */ new Map();
	for (const resource of resources) {
		const constraint = constraintOf(resource);
		if (constraint === void 0) continue;
		const { document, path } = resource.root;
		const { file, start } = document;
		const key = JSON.stringify([
			file.path,
			file.text,
			start,
			path
		]);
		if (!constraints.has(key)) constraints.set(key, constraint);
	}
	return [...constraints.values()];
}
function constraintOf(resource) {
	const template = templates.get(resource.kind);
	if (template === void 0 || resource.group !== "constraints.gatekeeper.sh") return void 0;
	const spec = resource.root.at("spec");
	const list = spec.at("parameters", template.parameter);
	const entries = list.items().flatMap(entryAt);
	const texts = entries.map(({ text }) => text);
	const answers = /* @__PURE__ */ new Map();
	return {
		resource,
		title: `${resource.kind}/${resource.name ?? "?"}`,
		enforcement: enforcementAt(spec),
		match: spec.at("match"),
		entries,
		refuses: (image) => {
			if (image === "" || !Array.isArray(list.value)) return false;
			const known = answers.get(image);
			if (known !== void 0) return known;
			const answer = template.refuses(image, texts);
			answers.set(image, answer);
			return answer;
		}
	};
}
function entryAt(field) {
	return typeof field.value === "string" ? [{
		field,
		text: field.value
	}] : [];
}
function admitting(image) {
	return (entry) => entry.endsWith("*") ? image.startsWith(entry.slice(0, -1)) : image === entry;
}
// src/checks/registries/gatekeeper/selector.ts
/** The selector written at the field; nothing where the API server would not accept it. */
function labelSelectorAt(field) {
	const requirements = [...field.at("matchLabels").entries().map(equality), ...field.at("matchExpressions").items().map(expression)];
	const valid = requirements.filter((requirement) => requirement !== void 0);
	if (valid.length < requirements.length) return void 0;
	return {
		keys: valid.map(({ key }) => key),
		matches: (labels) => valid.every(({ key, holds }) => holds(labels.get(key)))
	};
}
/** The labels in an object's metadata. */
function labelsAt(metadata) {
	const labels = /* @__PURE__ */ new Map();
	for (const { key, value } of metadata.at("labels").entries()) if (typeof value === "string") labels.set(String(key), value);
	return labels;
}
function equality({ key, value }) {
	if (typeof value !== "string") return void 0;
	return {
		key: String(key),
		holds: (label) => label === value
	};
}
function expression(field) {
	const key = field.at("key").value;
	if (typeof key !== "string" || key === "") return void 0;
	const values = new Set(field.at("values").items().map((item) => item.value));
	switch (field.at("operator").value) {
		case "In": return {
			key,
			holds: (label) => label !== void 0 && values.has(label)
		};
		case "NotIn": return {
			key,
			holds: (label) => label === void 0 || !values.has(label)
		};
		case "Exists": return {
			key,
			holds: (label) => label !== void 0
		};
		case "DoesNotExist": return {
			key,
			holds: (label) => label === void 0
		};
		default: return;
	}
}
// src/checks/registries/gatekeeper/wildcard.ts
/** Matches as Gatekeeper's globs do: a `*` counts at the start and at the end, elsewhere it is itself. */
function matchesWildcard(pattern, candidate) {
	const open = pattern.startsWith("*");
	const close = pattern.endsWith("*");
	const text = withoutStars(pattern);
	if (open && close) return candidate.includes(text);
	if (open) return candidate.endsWith(text);
	if (close) return candidate.startsWith(text);
	return candidate === pattern;
}
/** A pattern without the `*` at its start and at its end. */
function withoutStars(pattern) {
	const start = pattern.startsWith("*") ? 1 : 0;
	const end = pattern.endsWith("*") ? pattern.length - 1 : pattern.length;
	return pattern.slice(start, Math.max(start, end));
}
// src/checks/registries/gatekeeper/match.ts
const matchers = [
	kinds$1,
	scope$1,
	source,
	namespaceNames,
	excludedNamespaceNames,
	labels,
	namespaceLabels,
	name$1
];
/**
* Whether a constraint's `match` selects the pod, by the semantics of Gatekeeper's pkg/mutation/match.
* What cannot be known from files counts as matching, and is named.
*/
function matchPod(match, pod, namespaces) {
	const assuming = /* @__PURE__ */ new Set();
	for (const matcher of matchers) {
		const answer = matcher(match, pod, namespaces);
		if (answer === false) return { matches: false };
		if (typeof answer === "string") assuming.add(answer);
	}
	return {
		matches: true,
		assuming: [...assuming]
	};
}
/**
* The templates read `spec.containers` of what they are given, which only a Pod has there: a
* constraint that selects Deployment and not Pod sees no image at all, and refuses nothing.
*/
function kinds$1(match) {
	const selections = match.at("kinds").items();
	if (selections.length === 0) return true;
	return selections.some((selection) => includesOrEmpty(selection.at("kinds"), "Pod") && includesOrEmpty(selection.at("apiGroups"), ""));
}
function includesOrEmpty(list, wanted) {
	const values = list.items().map((item) => item.value);
	return values.length === 0 || values.includes("*") || values.includes(wanted);
}
function scope$1(match) {
	return match.at("scope").value !== "Cluster";
}
function source(match, pod) {
	if (match.at("source").value !== "Generated") return true;
	return pod.fromTemplate ? "an ExpansionTemplate expands the object" : false;
}
const unknownNamespace = "it is deployed to a namespace that the constraint selects";
function namespaceNames(match, pod) {
	return inNamespaces(match.at("namespaces"), pod, true);
}
function excludedNamespaceNames(match, pod) {
	return inNamespaces(match.at("excludedNamespaces"), pod, false);
}
function inNamespaces(list, { namespace }, wanted) {
	const patterns = list.items().map((item) => item.value);
	if (patterns.length === 0) return true;
	if (namespace === void 0) return unknownNamespace;
	return patterns.some((pattern) => typeof pattern === "string" && matchesWildcard(pattern, namespace)) === wanted;
}
function labels(match, pod) {
	const field = match.at("labelSelector");
	if (!field.exists) return true;
	return labelSelectorAt(field)?.matches(labelsAt(pod.metadata)) ?? "its labelSelector is repaired";
}
function namespaceLabels(match, pod, namespaces) {
	const field = match.at("namespaceSelector");
	if (!field.exists) return true;
	const selector = labelSelectorAt(field);
	if (selector === void 0) return "its namespaceSelector is repaired";
	if (selector.keys.length === 0) return true;
	if (pod.namespace === void 0) return unknownNamespace;
	const known = labelsOfNamespace(pod.namespace, namespaces);
	if (namespaces.has(pod.namespace) || selector.keys.every((key) => known.has(key))) return selector.matches(known);
	return `the namespace ${pod.namespace}, which no file declares, has the labels that the constraint selects`;
}
function labelsOfNamespace(namespace, namespaces) {
	const declared = namespaces.get(namespace);
	const written = declared === void 0 ? [] : labelsAt(declared.root.at("metadata"));
	return new Map([...written, ["kubernetes.io/metadata.name", namespace]]);
}
function name$1(match, pod) {
	const pattern = match.at("name").value;
	if (typeof pattern !== "string" || pattern === "") return true;
	if (pod.name === void 0) return "its name is one that the constraint selects";
	if (!pod.fromTemplate) return matchesWildcard(pattern, pod.name);
	return nameOfGenerated(pattern, `${pod.name}-`);
}
/** Controllers append to their own name what no file says. */
function nameOfGenerated(pattern, start) {
	const text = withoutStars(pattern);
	const assumption = "a pod's generated name is one that the constraint selects";
	if (pattern.startsWith("*")) return pattern.endsWith("*") && start.includes(text) ? true : assumption;
	if (pattern.endsWith("*") && start.startsWith(text)) return true;
	return text.startsWith(start) ? assumption : false;
}
// src/checks/registries/gatekeeper/review.ts
/**
* Answers for each use which constraints would refuse it. Gatekeeper itself sees Pods; templates are
* judged as the pods that will be made from them. Images that no container of a pod runs (image
* volumes, fields of custom resources) are never refused, since the constraints do not look there.
*/
function reviewIn(cluster) {
	const { constraints } = cluster;
	if (constraints.length === 0) return () => [];
	const podOf = podFinder(cluster.pods);
	const namespaces = namespacesAmong(cluster.resources);
	return (use) => {
		const refusing = constraints.filter((constraint) => constraint.refuses(use.reference));
		if (refusing.length === 0) return [];
		const pod = podOf(use);
		if (pod === void 0) return [];
		const { resource, metadata } = pod;
		const fromTemplate = resource.kind !== "Pod" || resource.group !== "";
		const { name, namespace } = resource;
		const reviewed = {
			fromTemplate,
			name,
			namespace,
			metadata
		};
		return refusing.flatMap((constraint) => {
			const match = matchPod(constraint.match, reviewed, namespaces);
			return match.matches ? [{
				constraint,
				fromTemplate,
				assuming: match.assuming
			}] : [];
		});
	};
}
function namespacesAmong(resources) {
	const namespaces = /* @__PURE__ */ new Map();
	for (const resource of resources) {
		if (resource.kind !== "Namespace" || resource.group !== "") continue;
		if (resource.name !== void 0) namespaces.set(resource.name, resource);
	}
	return namespaces;
}
/**
* Finds the pod whose container a use belongs to: by the container that the image's field stands in,
* or by its name where the field stands elsewhere, as a kustomization's does. Each object's own pods
* come first, for by an alias two objects may share one container.
*/
function podFinder(pods) {
	const byContainer = /* @__PURE__ */ new Map();
	const byResource = /* @__PURE__ */ new Map();
	for (const pod of pods) {
		const root = pod.resource.root.value ?? null;
		const own = byResource.get(root) ?? {
			byContainer: /* @__PURE__ */ new Map(),
			byName: /* @__PURE__ */ new Map()
		};
		byResource.set(root, own);
		for (const container of pod.containers) {
			for (const { value } of container.fields) {
				if (value === void 0) continue;
				byContainer.set(value, pod);
				own.byContainer.set(value, pod);
			}
			if (container.name !== void 0) own.byName.set(container.name, pod);
		}
	}
	return (use) => {
		const holder = use.field?.parent?.value;
		const own = byResource.get(use.resource?.root.value ?? null);
		if (holder !== void 0) {
			const direct = own?.byContainer.get(holder) ?? byContainer.get(holder);
			if (direct !== void 0) return direct;
		}
		return own?.byName.get(use.container ?? "");
	};
}
// src/checks/registries/rules/ambiguous-constraint.ts
/** An entry of a constraint that admits more than it seems to say, since constraints compare prefixes. */
const ambiguousConstraint = {
	id: "registries/ambiguous-constraint",
	check: "registries",
	title: "Entry of a Gatekeeper constraint admits images that it does not seem to mean",
	severity: "high",
	rationale: "Gatekeeper compares the beginning of the text and knows nothing of hosts and paths: registry.example.com also admits registry.example.com.evil.example, and ghcr.io/acme also ghcr.io/acme-evil, which anybody can register.",
	remediation: "End each entry with a slash, begin it with the registry's host, and name the path that is yours.",
	example: {
		bad: "kind: K8sAllowedRepos\nspec:\n  parameters:\n    repos: [registry.example.com]",
		good: "kind: K8sAllowedRepos\nspec:\n  parameters:\n    repos: [registry.example.com/]"
	},
	kinds: ["K8sAllowedRepos", "K8sAllowedReposv2"],
	source: "S2",
	standards: {
		cis: ["5.5.1"],
		nsa: ["2"]
	},
	equivalents: { trivy: ["KSV-0124"] },
	judge({ resource, entries }) {
		return entries.flatMap(({ field, text }) => {
			const prefix = prefixOf(resource.kind, text);
			const weakness = prefix === void 0 ? void 0 : weaknessOf(prefix);
			if (weakness === void 0) return [];
			const message = `The entry ${JSON.stringify(text)} ${weakness.message}.`;
			return [{
				...weakness,
				field,
				message
			}];
		});
	}
};
/** Hosts where anybody can have an account, so that the host alone says nothing. */
const sharedHosts = /* @__PURE__ */ new Set([
	"docker.io",
	"index.docker.io",
	"registry-1.docker.io",
	"ghcr.io",
	"quay.io",
	"gcr.io",
	"public.ecr.aws",
	"registry.gitlab.com"
]);
/** The text that images must begin with; none for an entry that compares whole references, or refuses. */
function prefixOf(kind, entry) {
	if (kind === "K8sAllowedRepos") return entry;
	if (kind === "K8sAllowedReposv2" && entry.endsWith("*")) return entry.slice(0, -1);
}
function weaknessOf(prefix) {
	if (prefix === "") return {
		message: "admits every image",
		severity: "high"
	};
	const slash = prefix.indexOf("/");
	const host = slash === -1 ? prefix : prefix.slice(0, slash);
	const path = slash === -1 ? void 0 : prefix.slice(slash + 1);
	if (!looksLikeHost(host)) return weaknessWithoutHost(prefix, path);
	if (path === void 0) return {
		message: `also admits ${openEnded(prefix)}: it does not end with "/"`,
		severity: "high"
	};
	if (path === "") {
		if (!sharedHosts.has(host)) return void 0;
		return {
			message: `admits everybody's images on ${host}`,
			severity: "medium"
		};
	}
	if (path.endsWith("/") || /[:@][^/]*$/.test(path)) return void 0;
	return {
		message: `also admits ${prefix}-evil/x: it does not end with "/"`,
		severity: path.includes("/") ? "medium" : "high"
	};
}
function weaknessWithoutHost(prefix, path) {
	if (path === void 0) return {
		message: `names no registry, and also admits ${prefix}.evil.example/x`,
		severity: "high"
	};
	return {
		message: "names no registry, so each node's configuration decides where the images come from, and docker.io/ in front of them is refused",
		severity: path === "" || path.endsWith("/") ? "low" : "medium"
	};
}
/** With a port in it only digits can follow the text inside the host. */
function openEnded(prefix) {
	return /:[0-9]+$/.test(prefix) ? `${prefix}0/x` : `${prefix}.evil.example/x`;
}
// src/checks/registries/rules/constraint-violated.ts
/** An image that a Gatekeeper constraint of the repository would refuse in the cluster. */
const constraintViolated = {
	id: "registries/constraint-violated",
	check: "registries",
	title: "A Gatekeeper constraint of this repository refuses the image",
	severity: "high",
	rationale: "The cluster will not admit the pod. For a controller that shows only after the rollout has begun, as pods that never appear. The constraint compares the text as written, so nginx and docker.io/library/nginx differ.",
	remediation: "Write the image as an entry of the constraint begins, or have the constraint changed.",
	example: {
		bad: "image: nginx:1.29 # K8sAllowedRepos: docker.io/library/",
		good: "image: docker.io/library/nginx:1.29 # K8sAllowedRepos: docker.io/library/"
	},
	kinds: [],
	source: "S2",
	standards: {
		cis: ["5.5.1"],
		nsa: ["2"]
	},
	equivalents: { gatekeeper: [
		"K8sAllowedRepos",
		"K8sAllowedReposv2",
		"K8sDisallowedRepos"
	] },
	judge(image, use, { refusalsOf }) {
		return refusalsOf(use).map((refusal) => offenceOf$1(refusal, image, use));
	}
};
function offenceOf$1(refusal, image, use) {
	const { constraint, fromTemplate, assuming } = refusal;
	const { enforcement, resource } = constraint;
	const whom = fromTemplate ? "pods made from this template" : "this pod";
	const provided = assuming.length === 0 ? "" : `, provided that ${assuming.join(" and ")}`;
	const lenient = enforcement.kind === "denies" ? "" : ` The cluster only reports it, because ${enforcement.reason}.`;
	return {
		message: `The constraint ${constraint.title} refuses ${whom} for the image ${use.reference}${provided}.${lenient}`,
		severity: enforcement.kind === "denies" ? void 0 : "low",
		related: [{
			location: resource.root.at("metadata", "name").location,
			message: `The constraint ${constraint.title}.`
		}],
		subject: constraint.title,
		offender: image.name
	};
}
// src/checks/registries/mutable-tag.ts
/** Whether the reference names `latest`, in words or by naming nothing, and no digest overrides it. */
function pullsLatest(image) {
	return image.digest === void 0 && (image.hasDefaultTag || image.tag === "latest");
}
// src/checks/registries/rules/mutable-tag.ts
/** `latest`, written or implied; silent where the policy requires digests, which says more. */
const mutableTag = {
	id: "registries/mutable-tag",
	check: "registries",
	title: "Image has the tag latest, or none",
	severity: "medium",
	rationale: "Every push moves latest. Two nodes can run different code under one name, a rollback has nothing to return to, and nobody can say what ran.",
	remediation: "Name a version, better a digest: `crane digest REF` prints it.",
	example: {
		bad: "image: ghcr.io/acme/web:latest",
		good: "image: ghcr.io/acme/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	},
	kinds: [],
	source: "S1",
	standards: { nsa: ["2"] },
	equivalents: {
		trivy: ["KSV-0013"],
		checkov: ["CKV_K8S_14"],
		kics: ["invalid_image"],
		kubeLinter: ["latest-tag"],
		kubeScore: ["Container Image Tag"],
		polaris: ["tagNotSpecified"],
		kyverno: ["disallow-latest-tag"],
		gatekeeper: ["K8sDisallowedTags"]
	},
	judge(image, _use, { requireDigest }) {
		if (requireDigest || !pullsLatest(image)) return [];
		const how = image.hasDefaultTag ? "has no tag, which means latest" : "has the tag latest";
		return [{
			message: `The image ${image.name} ${how}: every push to it changes what runs.`,
			remediation: `Write ${image.name}@sha256:… with the digest that \`crane digest ${image.name}:latest\` prints, or at least a version.`,
			offender: `${image.name}:latest`
		}];
	}
};
// src/checks/registries/rules/no-digest.ts
/** An image named by a tag alone; `latest` is left to registries/mutable-tag unless digests are required. */
const noDigest = {
	id: "registries/no-digest",
	check: "registries",
	title: "Image is not pinned to a digest",
	severity: "medium",
	rationale: "A tag is a name that can be moved: what was reviewed, scanned and signed under it need not be what a node pulls tomorrow. A digest names the bytes.",
	remediation: "Append the digest, e.g. nginx@sha256:…. `crane digest REF` and `docker buildx imagetools inspect REF` print it; Renovate and Dependabot keep it current.",
	example: {
		bad: "image: ghcr.io/acme/web:1.4.2",
		good: "image: ghcr.io/acme/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	},
	kinds: [],
	source: "S1",
	standards: { nsa: ["2"] },
	equivalents: {
		checkov: ["CKV_K8S_43"],
		kics: ["image_without_digest"],
		kyverno: ["require-image-checksum"],
		gatekeeper: ["K8sImageDigests"]
	},
	judge(image, _use, { requireDigest }) {
		if (image.digest !== void 0) return [];
		if (!requireDigest && pullsLatest(image)) return [];
		const tagged = `${image.name}:${image.tag ?? "latest"}`;
		return [{
			message: `The image ${tagged} is named by a tag that can be moved${requireDigest ? ", and the policy requires a digest" : ""}.`,
			severity: requireDigest ? "high" : void 0,
			remediation: `Write ${image.name}@sha256:… with the digest that \`crane digest ${tagged}\` prints.`,
			offender: image.name
		}];
	}
};
// src/checks/registries/rules/not-allowed.ts
const shownEntries = 5;
/** An image from a place that the policy's `registries.allow` does not name. */
const notAllowed = {
	id: "registries/not-allowed",
	check: "registries",
	title: "Image comes from a place that the policy does not allow",
	severity: "high",
	rationale: "Whoever controls a registry or a path in it decides what runs in the cluster. Without an allowlist a typo, a look-alike host or an abandoned account is enough to bring foreign code in.",
	remediation: "Use an image from a place listed under registries.allow, mirror this one there, or have the place added to the policy.",
	example: {
		bad: "image: docker.io.example.net/library/nginx:1.29 # allowed: docker.io/library/",
		good: "image: docker.io/library/nginx:1.29 # allowed: docker.io/library/"
	},
	kinds: [],
	source: "S2",
	standards: {
		cis: ["5.5.1"],
		nsa: ["2"]
	},
	equivalents: {
		trivy: ["KSV-0125"],
		kubescape: ["C-0001", "C-0078"],
		kyverno: ["restrict-image-registries"],
		gatekeeper: [
			"K8sAllowedRepos",
			"K8sAllowedReposv2",
			"K8sDisallowedRepos"
		]
	},
	judge(image, _use, { allowlist }) {
		if (allowlist === void 0 || allowlist.admits(image)) return [];
		return [{
			message: `The image comes from ${image.name}, which no entry of registries.allow admits (${entriesOf$2(allowlist)}).${hintFor(image, allowlist)}`,
			offender: image.name
		}];
	}
};
function entriesOf$2({ entries }) {
	if (entries.length === 0) return "the list is empty";
	const more = entries.length - shownEntries;
	const shown = entries.slice(0, shownEntries).join(", ");
	return more > 0 ? `${shown} and ${more} more` : shown;
}
/** The near misses that look like a match to a reader. */
function hintFor(image, allowlist) {
	const registry = image.registry.toLowerCase();
	const lowerCase = {
		...image,
		registry,
		name: `${registry}/${image.repository}`
	};
	if (registry !== image.registry && allowlist.admits(lowerCase)) return ` Hosts are compared exactly: write ${registry} in lower case.`;
	const official = image.name.startsWith("docker.io/library/");
	const familiar = `docker.io/${image.repository.slice(8)}`;
	if (official && allowlist.entries.some((entry) => entry === familiar)) return ` The entry ${familiar} means the account of that name; official images are docker.io/library/.`;
	return "";
}
// src/checks/registries/rules/pull-policy.ts
/** `latest` with a pull policy that keeps what a node has: kubelet's default for it is Always. */
const pullPolicy = {
	id: "registries/pull-policy",
	check: "registries",
	title: "Pull policy keeps a stale copy of a moving tag",
	severity: "low",
	rationale: "With IfNotPresent or Never a node keeps the image that it once pulled as latest, or that somebody loaded onto it under that name. Nodes then run different code, and a fixed image does not arrive.",
	remediation: "Pin the image to a digest; until then leave imagePullPolicy out or write Always.",
	example: {
		bad: "image: ghcr.io/acme/web:latest\nimagePullPolicy: IfNotPresent",
		good: "image: ghcr.io/acme/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\nimagePullPolicy: IfNotPresent"
	},
	kinds: [],
	source: "S1",
	standards: { nsa: ["2"] },
	equivalents: {
		checkov: ["CKV_K8S_15"],
		kubescape: ["C-0075"],
		kics: ["image_pull_policy_of_container_is_not_always"],
		kubeScore: ["Container Image Pull Policy"],
		polaris: ["pullPolicyNotAlways"]
	},
	judge(image, use) {
		const policy = use.pullPolicy?.value;
		if (policy !== "IfNotPresent" && policy !== "Never") return [];
		if (!pullsLatest(image)) return [];
		const name = `${image.name}:latest`;
		return [{
			message: policy === "Never" ? `With ${policy} only what a node happens to hold as ${name} runs, and nothing says what that is.` : `With ${policy} a node that once pulled ${name} never looks for a newer one.`,
			field: use.pullPolicy,
			offender: policy
		}];
	}
};
// src/checks/registries/rules/tag-and-digest.ts
/** A reference with both: runtimes drop the tag, as ParseDockerRef of distribution/reference does. */
const tagAndDigest = {
	id: "registries/tag-and-digest",
	check: "registries",
	title: "Image has a tag beside its digest, and the tag is ignored",
	severity: "info",
	rationale: "Runtimes pull the digest and never look at the tag, so the tag can claim a version that does not run. As a comment for readers and update bots it is useful only while somebody keeps it true.",
	remediation: "Move the tag into a comment, or let the bot that updates the digest write both.",
	example: {
		bad: "image: ghcr.io/acme/web:1.4.2@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
		good: "image: ghcr.io/acme/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 # 1.4.2"
	},
	kinds: [],
	source: "S1",
	standards: {},
	equivalents: {},
	judge(image) {
		if (image.tag === void 0 || image.digest === void 0) return [];
		return [{
			message: `The image ${image.name} is pulled by its digest; the tag ${image.tag} is ignored and need not be true.`,
			offender: image.name
		}];
	}
};
// src/checks/registries/rules/malformed-reference.ts
/** A text that no runtime takes for an image: by the grammar of distribution/reference. */
const malformedReference = {
	id: "registries/malformed-reference",
	check: "registries",
	title: "Image reference is malformed",
	severity: "high",
	rationale: "The pod cannot start, and no check can say where the image would come from. Often a variable was not filled in, and what replaces it later is not judged by anybody.",
	remediation: "Write [HOST[:PORT]/]PATH[:TAG][@DIGEST] with the path in lower case; fill in variables before judging, or name the result with --image NAME=REF.",
	example: {
		bad: "image: ghcr.io/Acme/web:$(TAG)",
		good: "image: ghcr.io/acme/web:1.4.2"
	},
	kinds: [],
	source: "S2",
	standards: {},
	equivalents: {},
	judge({ reason }, { reference }) {
		return {
			message: `The image reference cannot be read: ${reason}.`,
			offender: reference
		};
	}
};
// src/checks/registries/rules/index.ts
/** The rules about every image that can be pulled. */
const imageRules = [
	notAllowed,
	constraintViolated,
	noDigest,
	mutableTag,
	tagAndDigest,
	pullPolicy
];
/** The rules about the constraints themselves. */
const constraintRules = [ambiguousConstraint];
// src/checks/registries/index.ts
/** Does every image that would run come from an allowed place, pinned to a digest? */
const registries = {
	name: "registries",
	rules: [
		...imageRules,
		malformedReference,
		...constraintRules
	],
	run: (subject) => Promise.resolve(judge$1(subject))
};
function judge$1({ tree, policy, constraints: resources }) {
	const constraints = constraintsAmong(resources);
	if (tree.images.length === 0 && constraints.length === 0) return {
		kind: "decided",
		findings: [],
		reason: "no image in the files"
	};
	const { allow, requireDigest } = policy.registries;
	const basis = {
		allowlist: allow === void 0 ? void 0 : allowlistOf(allow),
		requireDigest,
		refusalsOf: reviewIn({
			resources: tree.resources,
			pods: tree.pods,
			constraints
		})
	};
	return {
		kind: "decided",
		findings: [...gathered(findingsAboutUses(tree.images, basis, policy.path)), ...constraints.flatMap(findingsAboutConstraint)]
	};
}
/** The findings of one use after the other. */
function* findingsAboutUses(uses, basis, policyPath) {
	const parsed = /* @__PURE__ */ new Map();
	for (const use of uses) {
		const image = parsed.get(use.reference) ?? parseImageReference(use.reference);
		parsed.set(use.reference, image);
		yield violationsOf(image, use, basis).map((violation) => findingAboutUse(violation, policyPath));
	}
}
function violationsOf(image, use, basis) {
	if (image.kind === "malformed") {
		const offence = malformedReference.judge(image, use);
		return [{
			rule: malformedReference,
			offence,
			use,
			imageName: void 0
		}];
	}
	const violations = [];
	for (const rule of imageRules) for (const offence of rule.judge(image, use, basis)) violations.push({
		rule,
		offence,
		use,
		imageName: image.name
	});
	return violations;
}
function findingsAboutConstraint(constraint) {
	return constraintRules.flatMap((rule) => rule.judge(constraint).map((offence) => findingAboutConstraint(rule, offence, constraint.resource)));
}
// src/checks/signatures/rules/could-not-tell.ts
/** An image about whose signatures nothing could be learnt; the check is an error besides. */
const couldNotTell = {
	id: "signatures/could-not-tell",
	check: "signatures",
	title: "Whether the image is signed could not be told",
	severity: "high",
	rationale: "A registry that is down, refuses or sends too much leaves open whether the signature is there. A gate that took silence for consent could be opened by whoever can cut the line.",
	remediation: "Run again once the registry answers; give the job credentials for it, or name a private host in the policy.",
	example: {
		bad: "image: registry.example.com/web:1.4.2 # answers 401",
		good: "image: registry.example.com/web:1.4.2 # after docker login registry.example.com"
	},
	kinds: [],
	source: "S2",
	standards: {},
	equivalents: {}
};
// src/checks/signatures/rules/not-contacted.ts
/** An image whose registry must not be contacted, so that its signatures stay unknown. */
const notContacted$1 = {
	id: "signatures/not-contacted",
	check: "signatures",
	title: "Image must not be contacted, so its signatures are unknown",
	severity: "high",
	rationale: "A place that the policy does not allow is not asked for anything: the request alone tells it who is deploying what, and nothing that it answers would count.",
	remediation: "Use an image from a place listed under registries.allow, and write its reference so that it can be read.",
	example: {
		bad: "image: registry.example.net/web:1.4.2 # allowed: ghcr.io/acme/",
		good: "image: ghcr.io/acme/web:1.4.2 # allowed: ghcr.io/acme/"
	},
	kinds: [],
	source: "S2",
	standards: { cis: ["5.5.1"] },
	equivalents: {}
};
// src/checks/signatures/rules/not-verified.ts
/** An image that lacks a signature or an attestation that the policy asks for. */
const notVerified = {
	id: "signatures/not-verified",
	check: "signatures",
	title: "Image is not signed as the policy wants",
	severity: "high",
	rationale: "A registry hands out whatever was pushed last. Only a signature by the expected identity or key says that the image is the one that its builder made; anybody else's signature says nothing.",
	remediation: "Deploy an image that the named signer has signed, or sign this one in its release workflow. If the found signer is the right one, `portcullis init --signatures IMAGE` prints the entry for it.",
	example: {
		bad: "image: ghcr.io/acme/web:1.4.2 # signed by …/build.yml@refs/heads/dev",
		good: "image: ghcr.io/acme/web:1.4.2 # signed by …/release.yml@refs/heads/main"
	},
	kinds: [],
	source: "S2",
	standards: {
		cis: ["5.5.1"],
		nsa: ["2"]
	},
	equivalents: {
		kubescape: ["C-0237"],
		kyverno: ["verify-image"]
	}
};
// src/checks/signatures/rules/skipped-image.ts
/** An image that the policy lets through unsigned, said for the record. */
const skippedImage = {
	id: "signatures/skipped-image",
	check: "signatures",
	title: "The policy lets the image through unsigned",
	severity: "info",
	rationale: "An exception that nobody sees outlives its reason.",
	remediation: "Remove the entry with skip: true once the image is signed.",
	example: {
		bad: "signatures: { images: [{ match: docker.io/library/**, skip: true, reason: Docker does not sign these }] }",
		good: "signatures: { images: [{ match: ghcr.io/acme/**, key: cosign.pub }] }"
	},
	kinds: [],
	source: "S2",
	standards: {},
	equivalents: {}
};
// src/checks/signatures/rules/unlisted.ts
/** An image that no entry of the section `signatures` names. */
const unlistedImage = {
	id: "signatures/unlisted",
	check: "signatures",
	title: "No entry of the policy says who must have signed the image",
	severity: "low",
	rationale: "A list of signers protects only what it names. An image beside it, often a helper or a sidecar, runs with the same rights and is looked at by nobody.",
	remediation: "Add an entry under signatures.images (`portcullis init --signatures IMAGE` prints one), or one with skip: true and a reason.",
	example: {
		bad: "signatures: { images: [] }",
		good: "signatures: { images: [{ match: ghcr.io/acme/**, key: cosign.pub }] }"
	},
	kinds: [],
	source: "S2",
	standards: {},
	equivalents: {}
};
// src/checks/signatures/index.ts
/** Is every image signed (and attested) by the identity or key that the policy names? */
const signatures = {
	name: "signatures",
	rules: [
		notVerified,
		notContacted$1,
		couldNotTell,
		unlistedImage,
		skippedImage
	],
	async run(subject) {
		const section = subject.policy.signatures;
		if (section === void 0) return {
			kind: "skipped",
			reason: "the policy has no section signatures; `portcullis init --signatures IMAGE` prints a first entry"
		};
		const { judgeSignatures } = await import("./signatures.js").then((n) => n.n);
		return judgeSignatures(subject, section);
	}
};
// src/hash.ts
/** A digest in hexadecimal digits, of a text as UTF-8. In one call it makes no object for each of many short inputs, where Node has it (20.12 and later). */
const hashOf = crypto.hash ?? ((algorithm, data) => createHash(algorithm).update(data).digest("hex"));
/** SHA-256 in hexadecimal digits; of a text, of its UTF-8 bytes. */
function sha256(data) {
	return hashOf("sha256", data);
}
// src/shard.ts
/** Why a check of images has nothing to look at: there is none, or none that falls to the shard. */
function noImageReason(share) {
	if (share === void 0 || share.images === 0) return "no image in the files";
	const { images, index, of } = share;
	return `none of the ${images} ${images === 1 ? "image" : "images"} falls to shard ${index} of ${of}`;
}
/**
* The references that a shard looks at: the same for the same set in any order, each reference in
* exactly one shard, and as many in each as in any other, give or take one.
*/
function shareOf(references, { index, of }) {
	const all = [...new Set(references)].sort(comparePlainly);
	const mine = all.map((reference) => ({
		reference,
		order: sha256(reference)
	})).sort((a, b) => comparePlainly(a.order, b.order)).filter((_, place) => place % of === index - 1);
	return {
		mine: new Set(mine.map(({ reference }) => reference)),
		shard: {
			index,
			of,
			images: sha256(JSON.stringify(all))
		}
	};
}
/** What a reader of one shard's report must know. */
function shardNotice({ index, of }) {
	return `This is shard ${index} of ${of}: only the joined reports of all shards make a verdict about every image.`;
}
// src/checks/vulnerabilities/scan-rule.ts
/** `on linux/amd64 and linux/arm64`, or nothing where that are all of the image's platforms. */
function onPlatforms(found, { scans }) {
	if (found.length === scans.length) return "";
	return ` on ${found.map(({ platform }) => platform).join(" and ")}`;
}
// src/wording/accepted-label.ts
/** So many packages of one reason are named, and so many reasons told; the JSON report has all. */
const mostPackages$1 = 5;
const mostReasons$1 = 3;
/** Names and versions out of an image can be as long as its maker wants. */
const longestWord$1 = 80;
const longestReason = 200;
/**
* For each reason for which packages do not count, which they are: `openssl 3.1.3-r0: not reachable
* (.trivyignore.yaml:2)`; on one line and without a full stop, to be written behind `not counted: `.
*/
function acceptedLabels(accepted = []) {
	const byReason = /* @__PURE__ */ new Map();
	for (const each of accepted) {
		const names = byReason.get(each.reason) ?? /* @__PURE__ */ new Set();
		byReason.set(each.reason, names.add(nameOf(each)));
	}
	const left = byReason.size - mostReasons$1;
	const labels = [...byReason].slice(0, mostReasons$1).map(([reason, names]) => `${listOf([...names])}: ${short$1(reason, longestReason)}`);
	return left > 0 ? [...labels, `packages for ${left} more reasons`] : labels;
}
function nameOf({ package: name, installed, platforms }) {
	const where = platforms === void 0 ? "" : ` on ${platforms.join(" and ")}`;
	return `${short$1(name, longestWord$1)} ${short$1(installed, longestWord$1)}${where}`;
}
function listOf(names) {
	const left = names.length - mostPackages$1;
	const shown = names.slice(0, mostPackages$1).join(", ");
	return left > 0 ? `${shown} and ${left} more` : shown;
}
function short$1(text, longest) {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
// src/checks/vulnerabilities/wording.ts
/** More packages than this are counted and not told one by one. */
const mostPackages = 5;
/** Names and versions out of an image can be as long as its maker wants. */
const longestWord = 80;
const longestTitle = 200;
/** `openssl 3.1.4-r0 has CVE-2023-5363 (Incorrect cipher key & IV length processing): update to 3.1.4-r1.` */
function wordingOf({ facts, packages, severity, acceptedPackages }) {
	const names = distinct(packages.map((each) => `${short(each.name)} ${short(each.installed)}`));
	const verb = names.length === 1 ? "has" : "have";
	const title = facts.title === void 0 ? "" : ` (${oneLine(facts.title, longestTitle)})`;
	const rating = severity === "UNKNOWN" ? " Nobody has rated it, so it counts as medium." : "";
	const updates = updatesOf(packages);
	const advice = adviceOf(packages, updates);
	const accepted = acceptedLabels(acceptedPackages).map((label) => ` Not counted: ${label}.`);
	return {
		message: [
			listed$1(names),
			" ",
			verb,
			" ",
			facts.id,
			title,
			": ",
			advice,
			".",
			rating,
			...accepted
		].join(""),
		remediation: remedyOf(updates)
	};
}
/** For each package with a fix, `openssl to 3.1.4-r1`. */
function updatesOf(packages) {
	return distinct(packages.flatMap(({ name, fixed }) => fixed === void 0 ? [] : [`${short(name)} to ${versionsOf(fixed)}`]));
}
/** What to do, as a clause. */
function adviceOf(packages, updates) {
	const unfixed = packages.filter(({ fixed }) => fixed === void 0);
	const versions = distinct(packages.flatMap(({ fixed }) => fixed ?? []));
	const [version] = versions;
	if (version === void 0) return obstacleOf(unfixed);
	if (unfixed.length === 0 && versions.length === 1) return `update to ${versionsOf(version)}`;
	const without = distinct(unfixed.map(({ name }) => short(name)));
	const rest = without.length === 0 ? "" : `; no fix is known for ${listed$1(without)}`;
	return `update ${listed$1(updates)}${rest}`;
}
/** What Trivy's words for a package without a fix mean (its docs, "vulnerability status"). */
const obstacles$1 = /* @__PURE__ */ new Map([
	["will_not_fix", "no fix is known, and the distribution will not make one"],
	["fix_deferred", "no fix is known, and the distribution has put it off"],
	["end_of_life", "no fix is known, and the distribution is no longer supported"]
]);
function obstacleOf(unfixed) {
	const statuses = distinct(unfixed.map(({ status }) => status ?? ""));
	return (statuses.length === 1 ? obstacles$1.get(statuses[0] ?? "") : void 0) ?? "no fix is known";
}
function remedyOf(updates) {
	if (updates.length > 0) return [
		"Update ",
		listed$1(updates),
		", or the image to one built with it."
	].join("");
	return "Use an image without the package, or say in a VEX document or a waiver why it does no harm.";
}
/** Trivy gives alternatives for several lines of versions as `2.15.0, 2.12.2`. */
function versionsOf(fixed) {
	const versions = fixed.split(/,\s*/).map(short);
	const left = versions.length - mostPackages;
	const shown = versions.slice(0, mostPackages).join(" or ");
	return left > 0 ? `${shown} or ${left} others` : shown;
}
/** `a, b and c`, or `a, b and 7 more`. */
function listed$1(names) {
	const left = names.length - mostPackages;
	const shown = left > 0 ? [...names.slice(0, mostPackages), `${left} more`] : names;
	const last = shown.at(-1) ?? "";
	return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}
function distinct(words) {
	return [...new Set(words)];
}
function short(word) {
	return oneLine(word, longestWord);
}
/** The text on one line, shortened. */
function oneLine(text, longest) {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
// src/checks/vulnerabilities/installed.ts
/** The packages of the image that have one of these names; sorted, each once. */
function installedAmong(names, { scans }) {
	const packages = /* @__PURE__ */ new Set();
	const found = scans.filter((scan) => {
		const own = scan.packages.filter(({ name, isSystem }) => isSystem && names.has(name));
		for (const { name } of own) packages.add(name);
		return own.length > 0;
	});
	return {
		packages: [...packages].sort(),
		scans: found
	};
}
/** The offence of an image that has packages of these names, `what` it then has; none where it has none. */
function offenceOfPackages(what, names, subject) {
	const { packages, scans } = installedAmong(names, subject);
	if (packages.length === 0) return [];
	return [{
		message: `The image has ${what}${onPlatforms(scans, subject)}: ${listed$1(packages)}.`,
		offender: packages.join("\n")
	}];
}
// src/checks/vulnerabilities/rules/debug-tools.ts
/** Packages whose programs fetch, listen, trace or open other machines, as distributions name them. */
const tools = /* @__PURE__ */ new Set([
	"bind-tools",
	"bind-utils",
	"bind9-dnsutils",
	"bind9-host",
	"curl",
	"curl-minimal",
	"dnsutils",
	"dropbear",
	"gdb",
	"gdbserver",
	"inetutils-telnet",
	"iputils",
	"iputils-ping",
	"ltrace",
	"lsof",
	"masscan",
	"mtr",
	"ncat",
	"netcat",
	"netcat-openbsd",
	"netcat-traditional",
	"nmap",
	"nmap-ncat",
	"openssh-client",
	"openssh-client-default",
	"openssh-clients",
	"openssh-server",
	"socat",
	"strace",
	"sudo",
	"tcpdump",
	"telnet",
	"tshark",
	"wget",
	"wget2",
	"wireshark"
]);
/** Tools in the image that serve whoever looks around in it. */
const debugToolsInImage = {
	id: "image/debug-tools",
	check: "vulnerabilities",
	title: "The image has tools for debugging or fetching",
	severity: "low",
	rationale: "What helps to find a fault in a container helps an attacker in it just as well: to fetch a second stage, to listen to the network, to read another process or to move on to the next machine.",
	remediation: "Leave the tools out of the image that runs, and attach an ephemeral container with them when they are needed: kubectl debug POD --image=IMAGE-WITH-TOOLS.",
	example: {
		bad: "FROM debian:13\nRUN apt-get install -y curl tcpdump",
		good: "FROM debian:13\nADD --checksum=sha256:… https://example.com/app /app"
	},
	kinds: [],
	source: "S1",
	standards: { nsa: ["2"] },
	equivalents: {},
	judge: (subject) => offenceOfPackages("tools for debugging or fetching", tools, subject)
};
// src/checks/vulnerabilities/rules/end-of-life.ts
/** A distribution that nobody mends any more. */
const endOfLife = {
	id: "vulnerabilities/end-of-life",
	check: "vulnerabilities",
	title: "The image's distribution is no longer supported",
	severity: "medium",
	rationale: "What is found in a distribution after its end is neither fixed nor listed: the image gets more vulnerable while scans of it find ever less.",
	remediation: "Build the image on a supported release of the distribution.",
	example: {
		bad: "image: docker.io/library/debian:9",
		good: "image: docker.io/library/debian:13"
	},
	kinds: [],
	source: "S2",
	standards: {},
	equivalents: {},
	judge(subject, { settings }) {
		const found = subject.scans.filter(({ distribution }) => distribution?.isEndOfLife === true);
		const names = [...new Set(found.map(({ distribution }) => oneLine(`${distribution?.family ?? ""} ${distribution?.version ?? ""}`, 80)))].sort();
		if (names.length === 0) return [];
		const where = onPlatforms(found, subject);
		const message = `The image is built on ${names.join(" and ")}${where}, which is no longer supported: new vulnerabilities in it are neither fixed nor listed.`;
		const offender = names.join("\n");
		if (!settings.failOnEndOfLife) return [{
			message,
			offender
		}];
		return [{
			message,
			offender,
			gate: {
				fails: true,
				reason: "its distribution is no longer supported (fail-on-end-of-life)"
			}
		}];
	}
};
// src/checks/vulnerabilities/rules/old.ts
/** How many days after it was made an image is old. */
const oldAfterDays = 365;
/** No image of containers is older (Docker 0.1); builds that are to be reproducible say 1970 or 1980. */
const firstImages = "2013-03-13";
/** An image that nobody has built anew for a year. */
const oldImage = {
	id: "image/old",
	check: "vulnerabilities",
	title: "The image was made more than a year ago",
	severity: "info",
	rationale: "What was fixed in a distribution since an image was made is not in it. An image that nobody builds any more often belongs to software that nobody looks after.",
	remediation: "Build the image anew on the current base, on a schedule; of somebody else's image, take a current version.",
	example: {
		bad: "image: ghcr.io/acme/web:1.0.0 # of three years ago",
		good: "image: ghcr.io/acme/web:1.9.2 # of last week"
	},
	kinds: [],
	source: "S2",
	standards: {},
	equivalents: {},
	judge({ scans }, { today }) {
		const [made] = scans.flatMap(({ created }) => created?.slice(0, 10) ?? []).filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && day > firstImages).sort();
		if (made === void 0 || daysBetween(made, today) <= oldAfterDays) return [];
		return [{
			message: `The image was made on ${made}, more than a year ago.`,
			offender: made
		}];
	}
};
// src/checks/vulnerabilities/rules/package-manager.ts
/** Packages that install others; those that only hold data about them (dpkg's own list) bring no program. */
const managers = /* @__PURE__ */ new Set([
	"apk-tools",
	"apt",
	"aptitude",
	"dnf",
	"dnf-minimal",
	"dnf5",
	"dpkg",
	"libdnf5-cli",
	"microdnf",
	"opkg",
	"pacman",
	"rpm",
	"tdnf",
	"yum",
	"zypper"
]);
/** A package manager of a distribution in the image. */
const packageManagerInImage = {
	id: "image/package-manager",
	check: "vulnerabilities",
	title: "The image has a package manager",
	severity: "info",
	rationale: "A package manager gets an attacker the tools that the image lacks, and tempts people to change running containers, which nobody scans. A finished image has no use for it.",
	remediation: "Install in an earlier stage and copy the result into an image without a package manager, such as scratch or a distroless one.",
	example: {
		bad: "FROM debian:13\nRUN apt-get install -y ca-certificates",
		good: "FROM gcr.io/distroless/static-debian13"
	},
	kinds: [],
	source: "S1",
	standards: { nsa: ["2"] },
	equivalents: {},
	judge: (subject) => offenceOfPackages("a package manager", managers, subject)
};
// src/checks/vulnerabilities/rules/runs-as-root.ts
/** An image whose configuration names no user other than root. */
const runsAsRoot = {
	id: "image/runs-as-root",
	check: "vulnerabilities",
	title: "The image runs as root unless the pod says otherwise",
	severity: "low",
	rationale: "A process that is root in its container has more of the kernel to attack, and is root on the node once it gets out. A pod can name another user, but every pod that forgets to runs as root.",
	remediation: "Name a user in the image, by number so that runAsNonRoot can tell: USER 65532.",
	example: {
		bad: "FROM alpine:3.22\nCMD [\"/app\"]",
		good: "FROM alpine:3.22\nUSER 65532\nCMD [\"/app\"]"
	},
	kinds: [],
	source: "S2",
	standards: {
		cis: ["5.2.7"],
		nsa: ["2"]
	},
	equivalents: { trivy: ["DS-0002"] },
	judge(subject) {
		const found = subject.scans.filter(({ platform, user }) => !platform.startsWith("windows") && isRoot(user));
		const users = [...new Set(found.map(({ user }) => user))].sort();
		if (users.length === 0) return [];
		const [user = ""] = users;
		const named = user === "" ? "names no user" : `names the user ${oneLine(user, 80)}`;
		return [{
			message: `The image runs as root${onPlatforms(found, subject)}: its configuration ${named}.`,
			offender: users.join("\n")
		}];
	}
};
/** `USER` is a name or a number, perhaps with a group behind a colon; without one it is root. */
function isRoot(user) {
	const [name = ""] = user.split(":", 1);
	return name === "" || name === "root" || /^0+$/.test(name);
}
// src/checks/vulnerabilities/exception.ts
/** More reasons than this are counted and not told. */
const mostReasons = 3;
/** One acceptance from those of all parts: every reason, and the first end. */
function joined$1(waivers) {
	const reasons = [...new Set(waivers.map(({ reason }) => reason))];
	const left = reasons.length - mostReasons;
	const [expires] = waivers.flatMap((waiver) => waiver.expires ?? []).sort();
	const shown = reasons.slice(0, mostReasons).join("; ");
	return {
		reason: left > 0 ? `${shown}; and ${left} more` : shown,
		...expires === void 0 ? {} : { expires }
	};
}
// src/checks/vulnerabilities/severity.ts
const bySeverity = {
	CRITICAL: "critical",
	HIGH: "high",
	MEDIUM: "medium",
	LOW: "low",
	UNKNOWN: "medium"
};
/** Trivy's severity as one of ours; what nobody has rated counts as medium. */
function severityFrom(severity) {
	return bySeverity[severity];
}
const worstFirst$1 = [
	"CRITICAL",
	"HIGH",
	"MEDIUM",
	"UNKNOWN",
	"LOW"
];
/** Negative when `a` is worse than `b`; unrated stands behind medium, for which it counts. */
function compareTrivySeverity(a, b) {
	return worstFirst$1.indexOf(a) - worstFirst$1.indexOf(b);
}
// src/checks/vulnerabilities/rules/secret.ts
/** Something in the image that looks like a secret; the message never holds it. */
const secretInImage = {
	id: "vulnerabilities/secret",
	check: "vulnerabilities",
	title: "The image holds what looks like a secret",
	severity: "high",
	rationale: "Whoever can pull an image can read every file of every layer of it, those that a later layer deletes too. A key that was once in an image has to be taken for known. Searched for with secrets: true; the severity is Trivy's.",
	remediation: "Revoke the secret, build the image without it (for the build itself, use RUN --mount=type=secret), and let the pod get it at run time. If it is none, name its rule and path in a .trivyignore.yaml.",
	example: {
		bad: "image: ghcr.io/acme/web:1.4.2 # holds /app/.env with a key of AWS",
		good: "image: ghcr.io/acme/web:1.4.3 # gets the key from a Secret"
	},
	kinds: [],
	source: "S2",
	standards: {},
	equivalents: {},
	judge: (subject, basis) => [...bySecret(subject)].sort(([a], [b]) => comparePlainly(a, b)).map(([, found]) => offenceOf(found, subject, basis))
};
/** The same secret lies in the images of all platforms. */
function bySecret({ scans }) {
	const groups = /* @__PURE__ */ new Map();
	for (const scan of scans) for (const secret of scan.secrets) {
		const line = isInConfiguration(secret) ? 0 : secret.line;
		const key = `${secret.path}\0${secret.rule}\0${String(line).padStart(12, "0")}`;
		groups.set(key, [...groups.get(key) ?? [], {
			secret,
			scan
		}]);
	}
	return groups;
}
/** A line of the configuration as Trivy writes it down helps nobody. */
const inConfiguration = "the image's configuration (Env of `docker inspect`, or `docker history`)";
function isInConfiguration({ path }) {
	return !path.startsWith("/");
}
function offenceOf(found, { image }, { exceptions }) {
	const accepted = found.flatMap(({ secret: { rule, path }, scan }) => exceptions({
		kind: "secret",
		id: rule,
		image,
		scan,
		path
	}) ?? []);
	const worst = found.map(({ secret }) => secret).reduce((a, b) => compareTrivySeverity(b.severity, a.severity) < 0 ? b : a);
	const { rule, title, path, line } = worst;
	const place = isInConfiguration(worst) ? inConfiguration : `${oneLine(path, 200)}, line ${line}`;
	return {
		message: `The image holds what looks like a secret: ${oneLine(title, 100)} (${rule}) in ${place}.`,
		severity: severityFrom(worst.severity),
		subject: `${rule} ${path}`,
		offender: `${rule} ${path}`,
		accepted: accepted.length === found.length ? joined$1(accepted) : void 0
	};
}
// src/checks/vulnerabilities/rules/shell.ts
/** Packages that bring a shell, as Alpine, Debian, Red Hat and their like name them. */
const shells = /* @__PURE__ */ new Set([
	"ash",
	"bash",
	"busybox",
	"busybox-static",
	"csh",
	"dash",
	"fish",
	"ksh",
	"ksh93u+m",
	"loksh",
	"mksh",
	"oksh",
	"posh",
	"tcsh",
	"toybox",
	"yash",
	"zsh"
]);
/** A shell in the image. */
const shellInImage = {
	id: "image/shell",
	check: "vulnerabilities",
	title: "The image has a shell",
	severity: "info",
	rationale: "Whoever finds a way to run a command in a container needs something that runs it. An image with nothing but the program leaves an attacker little to work with, and has fewer packages to update.",
	remediation: "Build the last stage on an image without a shell, such as scratch or a distroless one; look into running pods with kubectl debug.",
	example: {
		bad: "FROM debian:13",
		good: "FROM gcr.io/distroless/static-debian13"
	},
	kinds: [],
	source: "S1",
	standards: { nsa: ["2"] },
	equivalents: {},
	judge: (subject) => offenceOfPackages("a shell", shells, subject)
};
// src/checks/vulnerabilities/rules/unknown-contents.ts
/** An image in which nothing was recognised, or a distribution without its packages. */
const unknownContents = {
	id: "image/unknown-contents",
	check: "vulnerabilities",
	title: "What is in the image was not recognised, so vulnerabilities in it cannot be found",
	severity: "medium",
	rationale: "Vulnerabilities are looked up by the names and versions of packages. Where no distribution and no package is recognised (a static program in C, a distribution whose record of packages was deleted) none can be found, which says nothing about whether there are any.",
	remediation: "Keep the records of packages in the image, or build programs so that they name their parts, as Go does by itself and cargo auditable does for Rust. Otherwise waive this for the image and say who watches it.",
	example: {
		bad: "FROM scratch\nCOPY server /server # a program in C",
		good: "FROM scratch\nCOPY server /server # a program in Go"
	},
	kinds: [],
	source: "S2",
	standards: {},
	equivalents: {},
	judge(subject) {
		const found = subject.scans.filter(({ remarks }) => remarks.length > 0);
		const remarks = [...new Set(found.flatMap((scan) => scan.remarks))].sort();
		if (remarks.length === 0) return [];
		return [{
			message: `The image was not recognised in full${onPlatforms(found, subject)}. ${remarks.join(" ")}`,
			offender: remarks.join("\n")
		}];
	}
};
// src/checks/vulnerabilities/rules/not-contacted.ts
/** An image whose registry must not be contacted, so that nobody knows what is in it. */
const notContacted = {
	id: "vulnerabilities/not-contacted",
	check: "vulnerabilities",
	title: "Image must not be contacted, so its vulnerabilities are unknown",
	severity: "critical",
	rationale: "A place that the policy does not allow is not asked for anything: the request alone tells it who is deploying what. What the image holds stays unknown, which is not the same as nothing.",
	remediation: "Use an image from a place listed under registries.allow, and write its reference so that it can be read.",
	example: {
		bad: "image: registry.example.net/web:1.4.2 # allowed: ghcr.io/acme/",
		good: "image: ghcr.io/acme/web:1.4.2 # allowed: ghcr.io/acme/"
	},
	kinds: [],
	source: "S2",
	standards: { cis: ["5.5.1"] },
	equivalents: {}
};
// src/checks/vulnerabilities/rules/not-scanned.ts
/** An image that could not be looked at; the check is an error besides. */
const notScanned = {
	id: "vulnerabilities/not-scanned",
	check: "vulnerabilities",
	title: "Whether the image has vulnerabilities could not be told",
	severity: "high",
	rationale: "An image that could not be fetched or read has no findings, and looks like one without vulnerabilities. A gate that took it for one could be opened by whoever can make the scan fail.",
	remediation: "Mend the cause that the message names; each has a remedy of its own. Mostly the job needs credentials for the registry, the reference names what is not there or not for the wanted platforms, or the scan needs more time or memory.",
	example: {
		bad: "image: registry.example.com/web:1.4.2 # answers 401",
		good: "image: registry.example.com/web:1.4.2 # after docker login registry.example.com"
	},
	kinds: [],
	source: "S2",
	standards: {},
	equivalents: {}
};
// src/checks/vulnerabilities/rules/index.ts
/** The rules about what was found in an image, in the order of the documentation. */
const scanRules = [
	endOfLife,
	secretInImage,
	unknownContents,
	runsAsRoot,
	debugToolsInImage,
	packageManagerInImage,
	shellInImage,
	oldImage
];
// src/checks/index.ts
/** The checks in the order in which every table lists them. */
const checks = [
	commits,
	registries,
	signatures,
	{
		name: "vulnerabilities",
		rules: [
			notContacted,
			notScanned,
			...scanRules
		],
		async run(subject) {
			if (subject.tree.images.length === 0) return {
				kind: "decided",
				findings: [],
				reason: noImageReason(subject.share)
			};
			const { judgeVulnerabilities } = await import("./vulnerabilities.js").then((n) => n.r);
			return judgeVulnerabilities(subject);
		}
	},
	manifests$1
];
/** Every rule of every check, in the order of the checks. */
const allRules = checks.flatMap((check) => check.rules);
/** The rule of that id, if there is one. */
function ruleOf(id) {
	return allRules.find((rule) => rule.id === id);
}
/** The check of that name. */
function checkNamed(name) {
	const check = checks.find((candidate) => candidate.name === name);
	if (check === void 0) throw new Error(`there is no check ${name}`);
	return check;
}
// src/findings/evidence.ts
/** Texts up to this length stand in the text of their parent; longer ones stand there as their hash. */
const longestInline = 256;
/**
* Hashes offending values: equal values have equal hashes, whatever the order of their keys and however
* the file shares them by aliases. Each object is looked at once, so that the work grows with the
* file and not with what its aliases unfold to; nothing is cut off, so that no change stays unseen.
*/
var Evidence = class {
	/** The texts of collections and of long strings, in the form in which their parents hold them. */
	#parts = /* @__PURE__ */ new Map();
	#hashes = /* @__PURE__ */ new Map();
	of(value) {
		const part = this.#partOf(value);
		if (part.startsWith("#") && part.length === hashedLength) return part.slice(1);
		let hash = this.#hashes.get(part);
		if (hash === void 0) {
			hash = sha256(part);
			this.#hashes.set(part, hash);
		}
		return hash;
	}
	/** Canonical JSON, or where that is long `#` and its hash; no JSON text begins with `#`. */
	#partOf(value) {
		if (isCollection$1(value)) this.#walk(value);
		else if (typeof value !== "string" || value.length <= longestInline) return shortened(scalarText(value));
		else if (!this.#parts.has(value)) this.#parts.set(value, shortened(scalarText(value)));
		return this.#parts.get(value) ?? circle;
	}
	/** Children first, on a stack of our own: a file may be nested deeper than calls may be. */
	#walk(root) {
		const entered = /* @__PURE__ */ new Set();
		const waiting = [root];
		for (let value = waiting.at(-1); value !== void 0; value = waiting.at(-1)) if (this.#parts.has(value)) waiting.pop();
		else if (entered.has(value)) {
			this.#parts.set(value, shortened(this.#textOf(value)));
			waiting.pop();
		} else {
			entered.add(value);
			for (const child of Object.values(value)) if (isCollection$1(child) && !this.#parts.has(child) && !entered.has(child)) waiting.push(child);
		}
	}
	#textOf(value) {
		if (Array.isArray(value)) return `[${value.map((item) => this.#childOf(item)).join(",")}]`;
		return `{${Object.entries(value).filter(([, item]) => item !== void 0).sort(([a], [b]) => a < b ? -1 : 1).map(([key, item]) => `${JSON.stringify(key)}:${this.#childOf(item)}`).join(",")}}`;
	}
	/** A collection without a text by now contains its parent: a circle, which no file of ours holds. */
	#childOf(value) {
		return isCollection$1(value) ? this.#parts.get(value) ?? circle : this.#partOf(value);
	}
};
const circle = "#circle";
const hashedLength = 65;
function shortened(text) {
	return text.length > longestInline ? `#${sha256(text)}` : text;
}
function isCollection$1(value) {
	return typeof value === "object" && value !== null;
}
function scalarText(value) {
	if (typeof value === "bigint") return value.toString();
	if (typeof value === "number" && !Number.isFinite(value)) return `#${value}`;
	return JSON.stringify(value) ?? "null";
}
// src/findings/identify.ts
/**
* The findings with fingerprint and evidence, open but for those that their check has accepted. Findings
* that say the same of the same thing are told apart by their order in the file, so that each keeps its fingerprint when lines move.
*/
function identify(findings, isKnown) {
	const evidence = new Evidence();
	const identified = [];
	for (const [fingerprint, group] of groupsOf(findings)) {
		if (!Array.isArray(group)) {
			identified.push(marked(group, {
				fingerprint,
				evidence: evidence.of(group.offender)
			}, isKnown));
			continue;
		}
		const candidates = group.map((finding) => ({
			finding,
			evidence: evidence.of(finding.offender)
		}));
		for (const [ordinal, candidate] of candidates.sort(compareInFile).entries()) {
			const { finding } = candidate;
			const mark = {
				fingerprint: ordinal === 0 ? fingerprint : sha256(`${keyOf$4(finding)}#${ordinal}`),
				evidence: candidate.evidence
			};
			identified.push(marked(finding, mark, isKnown));
		}
	}
	return identified;
}
/** By the fingerprint of the first of them. */
function groupsOf(findings) {
	const groups = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const fingerprint = sha256(keyOf$4(finding));
		const group = groups.get(fingerprint);
		if (group === void 0) groups.set(fingerprint, finding);
		else if (Array.isArray(group)) group.push(finding);
		else groups.set(fingerprint, [group, finding]);
	}
	return groups;
}
function keyOf$4({ check, rule, identity }) {
	return JSON.stringify([
		check,
		rule,
		...identity
	]);
}
function marked(finding, mark, isKnown) {
	const { identity: _identity, offender: _offender, accepted, ...rest } = finding;
	if (accepted !== void 0) return {
		...rest,
		...mark,
		status: "waived",
		waiver: accepted
	};
	const status = isKnown?.(finding, mark) === true ? "baseline" : "open";
	return {
		...rest,
		...mark,
		status
	};
}
function compareInFile(a, b) {
	return compareLocation(a.finding.location, b.finding.location) || comparePlainly(a.evidence, b.evidence) || comparePlainly(a.finding.message, b.finding.message);
}
// src/findings/order.ts
/** The order of a report: worst first, then by location and rule. */
function compareFindings(a, b) {
	return compareSeverity(a.severity, b.severity) || compareLocation(a.location, b.location) || comparePlainly(a.rule, b.rule) || comparePlainly(a.fingerprint, b.fingerprint);
}
// src/findings/rule-settings.ts
/**
* The findings after `manifests.rules` and `vulnerabilities.rules`: those of rules that are off are
* gone, the others have the severity that is set. Findings of other checks, vulnerabilities themselves,
* and those that say that something was not judged (but for a severity set by name) stay as they are.
*/
function applySettings(findings, { manifests, vulnerabilities }) {
	if (manifests.length + vulnerabilities.length === 0) return findings;
	const ofManifests = settingFinder(manifests);
	const ofImages = settingFinder(vulnerabilities);
	const settingOf = ({ check, rule }) => {
		if (check === "manifests") return ofManifests(rule);
		return check === "vulnerabilities" && isRuleAboutImages(rule) ? ofImages(rule) : void 0;
	};
	return findings.flatMap((finding) => {
		const setting = settingOf(finding);
		if (setting === "off") return [];
		if (setting === void 0 || setting === "on") return [finding];
		return [{
			...finding,
			severity: setting
		}];
	});
}
/** A vulnerability is accepted by a waiver; what could not be read may be said by any check. */
function isRuleAboutImages(rule) {
	return rule.startsWith("vulnerabilities/") || rule.startsWith("image/");
}
/** The setting of the most exact entry for a rule. */
function settingFinder(settings) {
	const entries = settings.toReversed().map(({ pattern, setting }) => ({
		glob: compileGlob(pattern, "everything"),
		setting
	})).sort((a, b) => exactness(b.glob) - exactness(a.glob));
	const found = /* @__PURE__ */ new Map();
	return (rule) => {
		if (!found.has(rule)) {
			const sheltered = meansNoJudgement(rule);
			const entry = entries.find(({ glob }) => (glob.literal || !sheltered) && glob.matches(rule));
			found.set(rule, entry?.setting);
		}
		return found.get(rule);
	};
}
/** A whole name beats any pattern, a pattern with more text before its first wildcard one with less. */
function exactness({ literal, prefix }) {
	return literal ? Number.POSITIVE_INFINITY : prefix.length;
}
// src/findings/waiver-index.ts
/** Finds the waivers of a finding without asking each of them; built once for all findings. */
var WaiverIndex = class {
	#entries;
	#ofRule = /* @__PURE__ */ new Map();
	constructor(waivers) {
		const glob = remembering((pattern) => compileGlob(pattern));
		const name = remembering((pattern) => compileGlob(pattern, "everything"));
		this.#entries = waivers.map((waiver) => ({
			waiver,
			rule: name(waiver.rule),
			path: waiver.path === void 0 ? void 0 : glob(waiver.path),
			resource: waiver.resource === void 0 ? void 0 : resourcePattern(waiver.resource, name),
			image: waiver.image === void 0 ? void 0 : glob(waiver.image)
		}));
	}
	/** All waivers that cover the finding, in the order of the policy file, expired ones among them. */
	covering(finding) {
		const { rule, location } = finding;
		let entries = this.#ofRule.get(rule);
		if (entries === void 0) {
			entries = new RuleEntries(this.#entries.filter((entry) => covers$1(entry, rule)));
			this.#ofRule.set(rule, entries);
		}
		return entries.at(location.path).filter((entry) => matchesResource(entry, finding) && matchesImage(entry, finding)).map(({ waiver }) => waiver);
	}
};
/** The waivers of one rule by path; the answer for a path is kept, for a file has many findings. */
var RuleEntries = class {
	#entries;
	#literal = /* @__PURE__ */ new Map();
	#others = [];
	#ofPath = /* @__PURE__ */ new Map();
	constructor(entries) {
		this.#entries = entries;
		for (const [index, { path }] of entries.entries()) if (path?.literal !== true) this.#others.push(index);
		else this.#literal.set(path.prefix, [...this.#literal.get(path.prefix) ?? [], index]);
	}
	at(path) {
		let found = this.#ofPath.get(path);
		if (found === void 0) {
			found = [...this.#others.filter((index) => this.#entries[index]?.path?.matches(path) ?? true), ...this.#literal.get(path) ?? []].sort((a, b) => a - b).flatMap((index) => this.#entries[index] ?? []);
			this.#ofPath.set(path, found);
		}
		return found;
	}
};
/** What says that nothing was judged is waived by rule and path in full, never by a pattern. */
function covers$1({ rule, path }, id) {
	if (meansNoJudgement(id) && !(rule.literal && path?.literal === true)) return false;
	return rule.matches(id);
}
function matchesResource({ resource: wanted }, { resource }) {
	if (wanted === void 0) return true;
	if (resource === void 0) return false;
	const { kind, namespace = "", name = "" } = resource;
	return wanted.name.matches(name) && wanted.kind.matches(kind) && (wanted.namespace === void 0 || wanted.namespace.matches(namespace));
}
/** As written, without the digest, or without the tag too: whoever names no tag means every tag. */
function matchesImage({ image: wanted }, { image }) {
	if (wanted === void 0) return true;
	if (image === void 0) return false;
	const [undigested = ""] = image.split("@", 1);
	const tag = undigested.indexOf(":", undigested.lastIndexOf("/") + 1);
	const bare = tag === -1 ? undigested : undigested.slice(0, tag);
	return wanted.matches(image) || wanted.matches(undigested) || wanted.matches(bare);
}
/** `Kind/name` or `Kind/namespace/name`. */
function resourcePattern(text, compile) {
	const [kind = "", second = "", third] = text.split("/");
	return {
		kind: compile(kind),
		namespace: third === void 0 ? void 0 : compile(second),
		name: compile(third ?? second)
	};
}
function remembering(compile) {
	const known = /* @__PURE__ */ new Map();
	return (pattern) => {
		let glob = known.get(pattern);
		if (glob === void 0) {
			glob = compile(pattern);
			known.set(pattern, glob);
		}
		return glob;
	};
}
// src/findings/waive.ts
/**
* The findings with those waived that a waiver covers on that day, and the use of every waiver. Where
* several cover a finding, the first that still counts is named.
*/
function waive(findings, waivers, today) {
	const uses = waivers.map((waiver) => ({
		waiver,
		covered: 0,
		reopened: 0
	}));
	if (waivers.length === 0) return {
		findings,
		uses
	};
	const useOf = new Map(uses.map((use) => [use.waiver, use]));
	const index = new WaiverIndex(waivers);
	return {
		findings: findings.map((finding) => {
			const covering = index.covering(finding);
			const counting = covering.find((waiver) => !hasExpired(waiver, today));
			for (const waiver of covering) {
				const use = useOf.get(waiver);
				if (use === void 0) continue;
				use.covered++;
				if (counting === void 0) use.reopened++;
			}
			if (counting === void 0) return finding;
			return {
				...finding,
				status: "waived",
				waiver: applied(counting)
			};
		}),
		uses
	};
}
/** Whether the last day on which the waiver counts has passed. */
function hasExpired({ expires }, today) {
	return expires !== void 0 && today > expires;
}
function applied({ reason, owner, expires }) {
	return {
		reason,
		...owner === void 0 ? {} : { owner },
		...expires === void 0 ? {} : { expires }
	};
}
// src/findings/waiver-notices.ts
/** How long before its last day a waiver is spoken of, in days. */
const warningDays = 14;
/** More notices than anybody reads. */
const mostNotices = 50;
/**
* What the owners of the policy should know of their waivers: which have expired, soon will, or cover
* nothing. A waiver of rules that were not applied in this run says nothing by covering nothing.
*/
function waiverNotices(uses, today, appliedRules) {
	const notices = uses.flatMap((use) => {
		const said = noticeOf(use, today, appliedRules);
		if (said === void 0) return [];
		const { path, line, column } = use.waiver.location;
		return [`${path}:${line}:${column}: ${said}`];
	});
	if (notices.length <= mostNotices) return notices;
	const left = notices.length - mostNotices;
	return [...notices.slice(0, mostNotices), `${left} more waivers have expired, soon will, or cover nothing.`];
}
function noticeOf({ waiver, covered, reopened }, today, appliedRules) {
	const { rule, expires } = waiver;
	if (covered === 0) {
		if (!wasApplied(waiver, appliedRules)) return void 0;
		return `The waiver of ${rule} covers nothing; remove it, or correct what it names.`;
	}
	if (expires === void 0) return void 0;
	if (hasExpired(waiver, today)) return `The waiver of ${rule} expired on ${expires}; ${reopened === 0 ? "others cover the same findings; remove it" : `${reopened === 1 ? "one finding counts" : `${reopened} findings count`} again`}.`;
	const days = daysBetween(today, expires);
	if (days > warningDays) return void 0;
	return `The waiver of ${rule} expires ${days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`}, on ${expires}.`;
}
function wasApplied({ rule }, appliedRules) {
	if (appliedRules === void 0) return true;
	if (isVulnerabilityId(rule)) return appliedRules.includes("vulnerabilities/not-scanned");
	const glob = compileGlob(rule, "everything");
	return appliedRules.some((id) => glob.matches(id));
}
// src/findings/settle.ts
/**
* Applies the policy to what the checks found, on that day (YYYY-MM-DD): settings of rules, then
* fingerprints, then waivers. The same findings in any order give the same result. With
* `appliedRules`, no waiver of other rules is called unused. With `isKnown`, findings that the base has
* are marked, unless they are waived.
*/
function settle(findings, policy, today, appliedRules, isKnown) {
	const { findings: settled, uses } = waive(identify(applySettings(findings, settingsOf(policy)), isKnown), policy.waivers, today);
	return {
		findings: [...settled].sort(compareFindings),
		notices: waiverNotices(uses, today, appliedRules)
	};
}
/** What the policy sets rules to. */
function settingsOf({ manifests, vulnerabilities }) {
	return {
		manifests: manifests.rules,
		vulnerabilities: vulnerabilities?.rules ?? []
	};
}
// src/git/error.ts
/** Git could not answer; the code says why, so that callers can decide what to try next. */
var GitError = class extends Error {
	name = "GitError";
	code;
	/** The objects that it is about, where git told them. */
	objects;
	constructor(code, message, options = {}) {
		super(message, options);
		this.code = code;
		this.objects = options.objects ?? [];
	}
};
// src/git/revision.ts
/** Takes nothing but a full object name, so that no option, range or path can stand in for a commit. */
function commitName(text) {
	if (!isCommitName(text)) throw new GitError("bad-revision", `${JSON.stringify(text.slice(0, 100))} is not a full commit name of 40 or 64 hexadecimal digits`);
	return text;
}
/** The hash that a full object name belongs to. */
function formatOf(name) {
	return name.length === 64 ? "sha256" : "sha1";
}
/** Whether it is a full object name other than the null one. */
function isCommitName(text) {
	return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) && !/^0+$/.test(text);
}
// src/baseline/base.ts
/** What the reader is told where nothing could be compared. */
function withoutBase(reason) {
	return `Every finding counts as new, because there is no base to compare with: ${reason}.`;
}
// src/kubernetes/problem.ts
/** What reading can meet; each has a rule `files/<kind>` that says what it means. */
const problemKinds = [
	"unreadable",
	"duplicate-key",
	"wrong-type",
	"template-not-judged",
	"kustomize-not-evaluated",
	"git-lfs-pointer",
	"empty-submodule",
	"link-not-followed"
];
/** How the kinds that were deliberately not judged are counted in the verdict line, in the plural. */
const notJudgedKinds = {
	"template-not-judged": "chart templates",
	"kustomize-not-evaluated": "kustomize steps",
	"git-lfs-pointer": "Git LFS files",
	"empty-submodule": "empty submodules",
	"link-not-followed": "linked folders"
};
// src/baseline/grounds.ts
const problemGrounds = {
	unreadable: "file",
	"wrong-type": "file",
	"duplicate-key": "finding",
	"template-not-judged": "chart",
	"kustomize-not-evaluated": "kustomization",
	"git-lfs-pointer": "file",
	"empty-submodule": "submodule",
	"link-not-followed": "file"
};
const groundsOfFiles = new Map(problemKinds.map((kind) => [`files/${kind}`, problemGrounds[kind]]));
/** By what a finding counts as known; a rule about files that is not in the table is never known. */
function groundOf({ check, rule }) {
	if (rule.startsWith("files/")) return groundsOfFiles.get(rule) ?? "never";
	switch (check) {
		case "manifests":
		case "registries": return "finding";
		case "signatures": return "demand";
		case "vulnerabilities": return "image";
		case "commits": return "never";
	}
}
// src/baseline/compare.ts
/** So many findings that are gone are listed; all are counted. */
const maxFixed = 1e3;
/**
* The findings of a run beside those of its base. Only files whose findings differ are looked at
* closely: a fingerprint is made of one file's findings, so that equal lists have equal fingerprints.
*/
var BaseComparison = class {
	#base;
	#same;
	/** The findings of the other files, by fingerprint. */
	#others;
	constructor(base, head, policy) {
		this.#base = base;
		const ours = byFile$1(head);
		const theirs = byFile$1(base.findings);
		this.#same = new Set([...ours].flatMap(([file, findings]) => sameFindings(findings, theirs.get(file) ?? []) ? [file] : []));
		const identified = identify(applySettings([...theirs].flatMap(([file, found]) => this.#same.has(file) ? [] : found), settingsOf(policy)));
		this.#others = new Map(identified.map((finding) => [finding.fingerprint, finding]));
	}
	/**
	* Whether the base has the finding: the same fingerprint, the same evidence and no lesser severity, and
	* where nobody looked the same bytes. What comes to light about an image counts as known where the
	* base's files run the same reference; of its signatures, where the policy asks for no less there.
	*/
	has(finding, mark) {
		const ground = groundOf(finding);
		if (ground === "image") return this.#base.images.has(finding);
		if (ground === "demand") return this.#base.images.hasWithDemands(finding);
		return this.#foundIn(finding, mark) && this.#base.unchanged.covers(finding, ground);
	}
	#foundIn(finding, mark) {
		if (!isAboutFiles(finding)) return false;
		if (this.#same.has(fileOf(finding))) return true;
		const other = this.#others.get(mark.fingerprint);
		return other !== void 0 && other.evidence === mark.evidence && compareSeverity(other.severity, finding.severity) <= 0;
	}
	/** The comparison as the report shows it, with what the base has and the run has no more. */
	summary(head, { gate, policy, today }) {
		const present = new Set(head.map(({ fingerprint }) => fingerprint));
		const unread = new Set(head.filter(isUnread).map(({ location }) => location.path));
		const { findings } = waive([...this.#others.values()], policy.waivers, today);
		const gone = findings.filter(({ status, fingerprint }) => status === "open" && !present.has(fingerprint)).filter((finding) => !isUnread(finding) && !unread.has(finding.location.path)).sort(compareFindings);
		return {
			base: this.#base.commit,
			gate,
			fixed: gone.slice(0, maxFixed).map(fixedFinding),
			fixedCount: gone.length
		};
	}
};
function isAboutFiles({ check, rule }) {
	return check === "manifests" || check === "registries" || rule.startsWith("files/");
}
/** The file that a fingerprint is made with; empty for what stands in none. */
function fileOf({ identity }) {
	return identity[0] ?? "";
}
function byFile$1(findings) {
	const files = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		if (!isAboutFiles(finding)) continue;
		const file = fileOf(finding);
		const known = files.get(file);
		if (known === void 0) files.set(file, [finding]);
		else known.push(finding);
	}
	return files;
}
function sameFindings(a, b) {
	return a.length === b.length && a.every((finding, index) => {
		const other = b[index];
		return other !== void 0 && (finding === other || isSame(finding, other));
	});
}
/** All that fingerprint, evidence and their order are made of; objects are the same if they are shared. */
function isSame(a, b) {
	return a.check === b.check && a.rule === b.rule && a.severity === b.severity && a.offender === b.offender && a.message === b.message && a.identity.length === b.identity.length && a.identity.every((part, index) => part === b.identity[index]) && compareLocation(a.location, b.location) === 0;
}
function isUnread({ rule }) {
	return rule.startsWith("files/") && unreadRules.has(rule.slice(6));
}
const unreadRules = /* @__PURE__ */ new Set([
	"unreadable",
	"empty-submodule",
	"git-lfs-pointer",
	"link-not-followed",
	"template-not-judged"
]);
function fixedFinding({ check, rule, severity, message, location }) {
	return {
		check,
		rule,
		severity,
		message,
		path: location.path
	};
}
// src/kubernetes/decode.ts
/**
* The text of a file in UTF-8; a byte order mark is dropped. Anything else is a problem, UTF-16 too, of
* which Kubernetes' own tools make different texts: kubectl decodes all of it, while kustomize and
* Argo CD first cut the bytes at `\n---` and take the second of the bytes `\r\n` for a line break, so
* that what is one comment as UTF-16 can hold an object for them, and of several documents they take one.
*/
function decodeText(bytes) {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const wide = wideEncodingOf(buffer);
	if (wide !== void 0) return {
		problem: `the file is encoded in ${wide}, of which Kubernetes tools make different texts; save it as UTF-8`,
		text: "",
		offset: 0
	};
	const [first, second, third] = buffer;
	return decodeUtf8(first === 239 && second === 187 && third === 191 ? buffer.subarray(3) : buffer);
}
/** The encoding with more than one byte for a letter, told by its mark or by the zero bytes of ASCII (YAML 1.2, 5.2). */
function wideEncodingOf(bytes) {
	const [first = -1, second = -1, third = -1, fourth = -1] = bytes.subarray(0, 4);
	if (isUtf32(first, second, third, fourth)) return "UTF-32";
	if (first === 255 && second === 254 || first === 254 && second === 255) return "UTF-16";
	return (second === 0 && first > 0 || first === 0 && second > 0) && bytes.length % 2 === 0 ? "UTF-16" : void 0;
}
/** What stands in such a file in ASCII letters, or in those that Go takes for some, whichever way its bytes are read. */
function lettersOfWide(bytes) {
	return Buffer.from(bytes.filter((byte) => byte !== 0)).toString("latin1").replaceAll(/\x7f\x01|\x01\x7f/g, "s").replaceAll(/\*!|!\*/g, "k");
}
function isUtf32(first, second, third, fourth) {
	if (first === 0 && second === 0 && third === 254 && fourth === 255) return true;
	if (first === 255 && second === 254 && third === 0 && fourth === 0) return true;
	if (first === 0 && second === 0 && third === 0 && fourth > 0) return true;
	return first > 0 && second === 0 && third === 0 && fourth === 0;
}
function decodeUtf8(buffer) {
	const zero = buffer.indexOf(0);
	if (zero < 0 && isAscii(buffer)) return { text: buffer.toString("latin1") };
	if (zero < 0 && isUtf8(buffer)) return { text: buffer.toString("utf8") };
	const fault = firstFault(zero < 0 ? buffer : buffer.subarray(0, zero));
	const end = fault ?? zero;
	const text = buffer.toString("utf8", 0, end);
	return {
		problem: fault === void 0 ? "the file holds a zero byte, so it is not text" : `the byte 0x${(buffer[end] ?? 0).toString(16).padStart(2, "0")} is not valid UTF-8`,
		text,
		offset: text.length
	};
}
/** The offset of the first byte that begins no valid UTF-8 sequence; halves the search each time. */
function firstFault(buffer) {
	if (isUtf8(buffer)) return void 0;
	let valid = 0;
	let end = buffer.length;
	while (end - valid > 4) {
		const middle = sequenceStart(buffer, valid + end >> 1, valid);
		if (middle === valid) break;
		if (isUtf8(buffer.subarray(valid, middle))) valid = middle;
		else end = middle;
	}
	while (valid < end) {
		const length = [
			1,
			2,
			3,
			4
		].find((size) => isUtf8(buffer.subarray(valid, valid + size)));
		if (length === void 0 || valid + length > buffer.length) break;
		valid += length;
	}
	return valid;
}
/** The nearest byte at or before `offset` that is no continuation byte. */
function sequenceStart(buffer, offset, from) {
	let start = offset;
	while (start > from && ((buffer[start] ?? 0) & 192) === 128) start--;
	return start;
}
// src/kubernetes/kustomize/bounded-list.ts
/** More entries in one list of a kustomization are not read; the longest real ones have some hundred. */
const maxItems = 2e4;
/** The items of a list of a kustomization, as many as are read. */
function itemsOf$1(list) {
	const items = list.items();
	return items.length > 2e4 ? items.slice(0, maxItems) : items;
}
/** A problem for each list of a kustomization that has more items than are read, at the first of the others. */
function tooManyItems(root) {
	return root.entries().flatMap((list) => {
		if (!Array.isArray(list.value) || list.value.length <= 2e4) return [];
		const { length } = list.value;
		const key = String(list.key);
		return {
			kind: "unreadable",
			message: `${key} has ${length} entries; from the 20001st on they were not read: divide it among several kustomizations.`,
			location: list.at(maxItems).location,
			offender: `${key}: ${length} entries`
		};
	});
}
// src/kubernetes/kustomize/problems.ts
/**
* What a kustomization does to its objects that is not done here, and how it is said. Generated
* ConfigMaps and Secrets, prefixes, labels and replica counts are not among them: no finding about the
* objects in the files depends on them.
*/
const steps = {
	patches: "kustomize would apply this patch; of what it changes only the images were judged.",
	patchesStrategicMerge: "kustomize would apply this patch; of what it changes only the images were judged.",
	patchesJson6902: "kustomize would apply this patch; of what it changes only the images were judged.",
	replacements: "kustomize would copy values between objects here; the copies were not judged.",
	vars: "kustomize would put this variable into the objects; what they become was not judged.",
	transformers: "kustomize would run this transformer; what it changes was not judged.",
	generators: "kustomize would run this generator; the objects that it makes were not judged.",
	helmCharts: "kustomize would render this chart; its objects were not judged.",
	helmChartInflationGenerator: "kustomize would render this chart; its objects were not judged.",
	configurations: "kustomize would let this file say which fields are transformed; it was not taken into account.",
	openapi: "kustomize would merge patches by this schema; it was not taken into account."
};
/**
* Annotations that Pod Security looks at; kustomize writes common ones into pod templates too.
*/
const judgedAnnotations = /^(?:container\.apparmor\.security\.beta|seccomp\.security\.alpha|container\.seccomp\.security\.alpha)\.kubernetes\.io\//;
/** A problem for each step of a kustomization that is not evaluated, at the step. */
function stepsNotEvaluated(root) {
	return [...root.at("commonAnnotations").entries().filter(({ key }) => judgedAnnotations.test(String(key))).map((field) => notEvaluated(field, "kustomize would add this annotation to pods; it was not judged on them.")), ...unevaluatedSteps(root)];
}
function unevaluatedSteps(root) {
	return Object.entries(steps).flatMap(([key, message]) => {
		const field = root.at(key);
		if (!field.exists) return [];
		return (Array.isArray(field.value) ? itemsOf$1(field) : [field]).map((place) => notEvaluated(place, message));
	});
}
/** Says at a field of a kustomization what was not done about it. */
function notEvaluated(field, message) {
	return {
		kind: "kustomize-not-evaluated",
		message,
		location: field.location,
		offender: field.value ?? null
	};
}
/** Says at a field of a kustomization why kustomize would not read it. */
function wrongType(field, message) {
	return {
		kind: "wrong-type",
		message,
		location: field.location,
		offender: field.value ?? null
	};
}
// src/kubernetes/kustomize/image-reference.ts
/** Cuts a reference at its tag and digest the way kustomize does; parts that are missing are empty. */
function splitReference(reference) {
	const slash = Math.max(reference.indexOf("/"), 0);
	const at = reference.indexOf("@", slash);
	const beforeDigest = at < 0 ? reference.length : at;
	const colon = reference.indexOf(":", slash);
	const nameEnd = colon < 0 || colon > beforeDigest ? beforeDigest : colon;
	return {
		name: reference.slice(0, nameEnd),
		tag: reference.slice(nameEnd + 1, beforeDigest),
		digest: reference.slice(beforeDigest + 1)
	};
}
/** Puts a reference together again; parts that are empty are left out. */
function joinReference({ name, tag, digest }) {
	return `${name}${tag === "" ? "" : `:${tag}`}${digest === "" ? "" : `@${digest}`}`;
}
/**
* The names under which kustomize would match a reference: itself, without its digest, and without its
* tag. kustomize reads a name as a regular expression; here it is compared as text.
*/
function namesOf$1(reference) {
	const names = [reference];
	for (const ending of [/@[A-Za-z][A-Za-z0-9]*:[\w.{}-]*$/, /:[\w.{}-]*$/]) {
		const shortest = names.at(-1) ?? reference;
		const start = shortest.search(ending);
		if (start > 0) names.push(shortest.slice(0, start));
	}
	return names;
}
// src/kubernetes/kustomize/image-entry.ts
const parts = [
	"name",
	"newName",
	"newTag",
	"digest",
	"tagSuffix"
];
/** The longest name that a reference can have is a quarter of it. */
const maxPartLength = 1024;
const settersByWeight = [
	"digest",
	"newTag",
	"newName",
	"tagSuffix"
];
/** The entry at a field of `images:`; parts that are not text are problems and count as missing. */
function imageEntryAt(field, problems) {
	if (!isMapping(field.value)) {
		problems.push(wrongType(field, "An entry of images is not a mapping; kustomize would refuse it."));
		return;
	}
	const text = (part) => {
		const at = field.at(part);
		if (typeof at.value === "string" && at.value.length <= maxPartLength) return at.value;
		if (typeof at.value === "string") problems.push(wrongType(at, `${part} is longer than any part of a reference can be.`));
		else if (at.exists) problems.push(wrongType(at, `${part} is not text; kustomize would refuse it without quotes.`));
		return "";
	};
	const [name, newName, newTag, digest, tagSuffix] = parts.map(text);
	const values = {
		name,
		newName,
		newTag,
		digest,
		tagSuffix
	};
	const setter = settersByWeight.find((part) => values[part] !== "");
	if (setter === void 0) return void 0;
	return {
		...values,
		setter: field.at(setter)
	};
}
/** The reference that kustomize makes of a matching one: a new tag or digest replaces both old ones. */
function applyEntry(entry, reference) {
	const old = splitReference(reference);
	const name = entry.newName === "" ? old.name : entry.newName;
	if (entry.newTag !== "" || entry.digest !== "") return joinReference({
		name,
		tag: entry.newTag,
		digest: entry.digest
	});
	if (entry.tagSuffix !== "") return joinReference({
		name,
		tag: old.tag + entry.tagSuffix,
		digest: ""
	});
	return joinReference({
		...old,
		name
	});
}
/**
* What an entry would make of an image that is not in the tree; nothing where it only adds a suffix to
* a plain name. kustomize reads names as regular expressions: one that is no name by itself may change
* any image, and ends as a reference that nothing can pull.
*/
function referenceOf(entry) {
	if (entry.newName === "" && entry.newTag === "" && entry.digest === "") {
		if (/^[\w./:@-]*$/.test(entry.name)) return void 0;
		return joinReference({
			name: entry.name,
			tag: entry.tagSuffix,
			digest: ""
		});
	}
	const name = entry.newName === "" ? entry.name : entry.newName;
	return name === "" ? void 0 : joinReference({
		name,
		tag: entry.newTag,
		digest: entry.digest
	});
}
/** The entries of one kustomization, which kustomize applies one after the other to every image. */
var ImageEntries = class {
	all;
	#byName = /* @__PURE__ */ new Map();
	constructor(all) {
		this.all = all;
		all.forEach((entry, index) => {
			const indices = this.#byName.get(entry.name);
			if (indices === void 0) this.#byName.set(entry.name, [index]);
			else indices.push(index);
		});
	}
	/** The first entry from `start` on that matches the reference, and its index. */
	next(reference, start) {
		if (start >= this.all.length) return void 0;
		let first = this.all.length;
		for (const name of namesOf$1(reference)) first = Math.min(first, firstFrom(this.#byName.get(name) ?? [], start) ?? first);
		const entry = this.all[first];
		return entry === void 0 ? void 0 : {
			entry,
			index: first
		};
	}
};
/** The first of the rising numbers that is `start` or more. */
function firstFrom(rising, start) {
	let low = 0;
	let high = rising.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((rising[middle] ?? start) < start) low = middle + 1;
		else high = middle;
	}
	return rising[low];
}
// src/go-names.ts
/**
* A name as Go compares the names of JSON members (encoding/json, fold.go): in any case, and of the
* letters beyond ASCII two are cases of s and k.
*/
function foldedAsGo(name) {
	return name.toLowerCase().replaceAll("ſ", "s").replaceAll("K", "k");
}
// src/kubernetes/kustomize/keys.ts
function namesOf(...names) {
	return new Map(names.map((name) => [foldedAsGo(name), name]));
}
/** All keys of a kustomization (kustomize, api/types/kustomization.go). */
const rootNames = namesOf("apiVersion", "kind", "metadata", "openapi", "namePrefix", "nameSuffix", "namespace", "commonLabels", "labels", "commonAnnotations", "patchesStrategicMerge", "patchesJson6902", "patches", "images", "imageTags", "replacements", "replicas", "vars", "sortOptions", "resources", "components", "crds", "bases", "configMapGenerator", "secretGenerator", "helmGlobals", "helmCharts", "helmChartInflationGenerator", "generatorOptions", "configurations", "generators", "transformers", "validators", "buildMetadata");
const imageNames = namesOf("name", "newName", "newTag", "digest", "tagSuffix");
const patchNames = namesOf("path", "patch", "target", "options");
/** The keys of the entries of which more is read than that they are there. */
const entryNames = /* @__PURE__ */ new Map([
	["images", imageNames],
	["imageTags", imageNames],
	["patches", patchNames],
	["patchesJson6902", patchNames]
]);
/** Whether a mapping has a key that kustomize takes for one of a kustomization and that is none as it is written. */
function hasMisspelledKey(value) {
	return isMapping(value) && Object.keys(value).some((key) => meantBy(key, rootNames) !== void 0);
}
/**
* A problem for each key that kustomize takes for another: it decodes with Go's encoding/json, for which
* `Images`, `IMAGES` and `image\u017f` are `images`. Keys that no case makes known it refuses.
*/
function misspelledKeys(root) {
	const entries = [...entryNames].flatMap(([key, names]) => itemsOf$1(root.at(key)).flatMap((entry) => misspelledIn(entry, names)));
	return [...misspelledIn(root, rootNames), ...entries];
}
function misspelledIn(field, names) {
	if (!isMapping(field.value)) return [];
	return Object.keys(field.value).flatMap((key) => {
		const meant = meantBy(key, names);
		return meant === void 0 ? [] : [misspelled(field.at(key), meant)];
	});
}
/** The name that kustomize takes a key for; nothing where it is that name, or none. */
function meantBy(key, names) {
	const meant = names.get(foldedAsGo(key));
	return meant === key ? void 0 : meant;
}
function misspelled(field, meant) {
	const [shown, valid] = [inAscii(String(field.key)), JSON.stringify(meant)];
	return {
		kind: "unreadable",
		message: `kustomize takes the key ${shown} for ${valid}, though it is written otherwise, and what it does by it was not judged: write ${valid}.`,
		location: field.location,
		offender: [field.key, field.value ?? null]
	};
}
/** In quotes, with letters that look like others as their numbers. */
function inAscii(key) {
	return JSON.stringify(key).replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
// src/kubernetes/kustomize/paths.ts
/** The folder of a file; empty for the root. */
function folderOf(filePath) {
	const slash = filePath.lastIndexOf("/");
	return slash < 0 ? "" : filePath.slice(0, slash);
}
/**
* Where an entry written in a file of the folder leads, relative to the root with no slash at the end;
* nothing for what leads out of the root.
*/
function resolvePath(folder, entry) {
	if (entry === "" || entry.startsWith("/")) return void 0;
	const joined = posix.join(folder, entry).replace(/\/+$/, "");
	if (joined === "..") return void 0;
	return joined.startsWith("../") ? void 0 : joined === "." ? "" : joined;
}
/** Whether kustomize would fetch the entry from a server: a URL or a git reference of any spelling. */
function isRemote(entry) {
	return /^(?:git::)?[a-z][a-z0-9+.-]*:\/\//i.test(entry) || /^(?:git::)?[\w.-]+@[\w.-]+:/.test(entry) || /^(?:git::)?(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)[/:]/i.test(entry) || /[?&](?:ref|version)=/.test(entry) || /\.git(?:$|[/?])/.test(entry);
}
// src/kubernetes/kustomize/kustomization.ts
/** The names under which kustomize looks for a folder's kustomization. */
const fileNames = [
	"kustomization.yaml",
	"kustomization.yml",
	"Kustomization"
];
const kinds = /* @__PURE__ */ new Set(["Kustomization", "Component"]);
/**
* Whether kustomize would read the document as a kustomization: by its apiVersion and kind, either of
* which may be missing in a file of the right name, or may be said by a key in another case. Flux objects
* of the same kind are none.
*/
function isKustomization(document) {
	const { value } = document;
	if (!isMapping(value)) return false;
	const { apiVersion, kind } = value;
	const named = isKustomizationFile(document.file.path);
	if (named && hasMisspelledKey(value)) return true;
	return (typeof apiVersion === "string" && apiVersion !== "" ? apiVersion.startsWith("kustomize.config.k8s.io/") : named) && (kinds.has(kind) || named && (kind === void 0 || kind === null || kind === ""));
}
/** Reads what a kustomization says; values of the wrong type are problems and count as missing. */
const readKustomization = onceEach((document) => {
	const root = Field.root(document);
	const problems = [];
	const list = (key) => listAt(root.at(key), problems);
	const paths = (key) => list(key).flatMap((item) => pathEntryAt(item, problems));
	const images = [...list("images"), ...list("imageTags")].map((entry) => imageEntryAt(entry, problems)).filter((entry) => entry !== void 0);
	return {
		root,
		folder: folderOf(document.file.path),
		ownsFolder: isKustomizationFile(document.file.path),
		resources: [...paths("resources"), ...paths("bases")],
		components: paths("components"),
		images: new ImageEntries(images),
		patches: [...[...list("patches"), ...list("patchesJson6902")].map(patchAt), ...paths("patchesStrategicMerge").map((path) => ({
			path,
			text: path.field
		}))],
		problems: [
			...problems,
			...misspelledKeys(root),
			...tooManyItems(root),
			...stepsNotEvaluated(root)
		]
	};
});
/** Where the entries of a kustomization lead that may be files or folders of objects and patches. */
function pathsNamedIn(document) {
	const root = Field.root(document);
	const folder = folderOf(document.file.path);
	return [...[
		"resources",
		"bases",
		"components",
		"patchesStrategicMerge"
	].flatMap((key) => itemsOf$1(root.at(key))), ...["patches", "patchesJson6902"].flatMap((key) => itemsOf$1(root.at(key)).map((patch) => typeof patch.value === "string" ? patch : patch.at("path")))].flatMap(({ value }) => typeof value === "string" ? resolvePath(folder, value) ?? [] : []);
}
/** An entry of `patches`; the oldest kustomizations list plain paths there. */
function patchAt(entry) {
	if (typeof entry.value === "string") return {
		path: {
			field: entry,
			path: entry.value
		},
		text: void 0
	};
	const [path, text] = [entry.at("path"), entry.at("patch")];
	return {
		path: typeof path.value === "string" ? {
			field: path,
			path: path.value
		} : void 0,
		text: typeof text.value === "string" ? text : void 0
	};
}
/** Whether kustomize takes a file for a kustomization by its name alone. */
function isKustomizationFile(path) {
	return fileNames.includes(path.slice(path.lastIndexOf("/") + 1));
}
function listAt(field, problems) {
	if (field.exists && !Array.isArray(field.value)) problems.push(wrongType(field, `${String(field.key)} is not a list; kustomize would refuse it.`));
	return itemsOf$1(field);
}
function pathEntryAt(item, problems) {
	if (typeof item.value === "string") return [{
		field: item,
		path: item.value
	}];
	problems.push(wrongType(item, `An entry of ${String(item.parent?.key)} is not text; kustomize would refuse it.`));
	return [];
}
// src/kubernetes/yaml/peek.ts
const PREFIX = "apiextensions.k8s.io/";
const KIND = "CustomResourceDefinition";
const sections = [
	"metadata",
	"spec",
	"status"
];
/**
* Whether a document is, beyond doubt and without being parsed, a CustomResourceDefinition: a block
* mapping in the first column whose lines there are plain keys of one, each once, with the
* apiVersion and the kind written out. Whatever could be read in two ways is not passed over.
*/
function passedOver(text, start, end) {
	const first = lineAfter(text, start, end);
	if (start > 0 && !holdsNothing(text, start, first)) return false;
	const seen = /* @__PURE__ */ new Set();
	let scalarOpen = false;
	for (let pos = start === 0 ? 0 : first; pos < end; pos = lineAfter(text, pos, end)) {
		const code = text.charCodeAt(pos);
		if (code === 35 || code === 10 || code === 13) continue;
		if (code === 32) {
			if ((seen.size === 0 || scalarOpen) && !holdsNothing(text, pos, end)) return false;
			continue;
		}
		const key = keyOf$3(text, pos, end);
		if (key === void 0 || seen.has(key)) return false;
		seen.add(key);
		scalarOpen = key === "apiVersion" || key === "kind";
	}
	if (!seen.has("apiVersion") || !seen.has("kind")) return false;
	return !hasOtherBreaks(text.slice(start, end));
}
/** Line breaks that the search for LF does not see. */
function hasOtherBreaks(text) {
	if (text.includes("") || text.includes("\u2028") || text.includes("\u2029")) return true;
	for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) if (text.charCodeAt(at + 1) !== 10) return true;
	return false;
}
function lineAfter(text, pos, end) {
	const at = text.indexOf("\n", pos);
	return at < 0 || at >= end ? end : at + 1;
}
/** Whether from `pos` to the end of its line there are blanks and a comment at most. */
function holdsNothing(text, pos, end) {
	for (let at = pos; at < end; at++) {
		const code = text.charCodeAt(at);
		if (code === 10) return true;
		if (code === 35) return at === pos || isBlank(text.charCodeAt(at - 1));
		if (!isBlank(code) && code !== 13) return false;
	}
	return true;
}
/** The key in a line of the first column, where the line is as unambiguous as it has to be. */
function keyOf$3(text, pos, end) {
	for (const key of sections) if (text.startsWith(`${key}:`, pos)) return holdsNothing(text, pos + key.length + 1, end) ? key : void 0;
	if (text.startsWith("kind: ", pos)) return valueIs(text, pos + 6, end, KIND) ? "kind" : void 0;
	if (!text.startsWith(`apiVersion: ${PREFIX}`, pos)) return void 0;
	let at = pos + 12 + 21;
	while (isWord(text.charCodeAt(at))) at++;
	return at <= end && holdsNothingBehindScalar(text, at, end) ? "apiVersion" : void 0;
}
function valueIs(text, pos, end, value) {
	return text.startsWith(value, pos) && holdsNothingBehindScalar(text, pos + value.length, end);
}
/** As `holdsNothing`, but a `#` right behind the scalar belongs to it. */
function holdsNothingBehindScalar(text, pos, end) {
	return pos === end || text.charCodeAt(pos) !== 35 && holdsNothing(text, pos, end);
}
// src/kubernetes/file-reading.ts
/** More documents in one file are not read; the largest real file seen has some 300. */
const maxDocuments = 2e4;
/** Reads one file's bytes; with `isNamed` a kustomization has named it, so that it is judged whatever it holds. */
function readingOf(path, read, isNamed) {
	const reading = new OneFile(path);
	reading.read(read, isNamed);
	return reading;
}
var OneFile = class {
	source;
	isText = false;
	documents = [];
	problems = [];
	passedOver = 0;
	isLeftAlone = false;
	#path;
	constructor(path) {
		this.#path = path;
	}
	read(read, isNamed) {
		const source = this.#decoded(read, isNamed);
		if (source === void 0) return;
		this.isText = true;
		if (isLfsPointer(source.text)) {
			this.#add("git-lfs-pointer", source, {
				start: 0,
				end: 7
			}, "The file is a Git LFS pointer: what it stands for is not here and was not judged.");
			return;
		}
		if (!isNamed && isJson(this.#path) && cannotBeKubernetes(source.text)) {
			this.isLeftAlone = true;
			return;
		}
		const spans = splitDocuments(source.text);
		if (spans.length > 2e4) {
			const from = spans[2e4]?.start ?? 0;
			this.#unreadable(source, from, `The file has ${spans.length} documents; from the 20001st on they were not read.`);
		}
		for (const span of spans.slice(0, maxDocuments)) this.#document(source, span);
	}
	#decoded(read, isNamed) {
		if ("refusal" in read) {
			this.#wholeFile(read.refusal);
			return;
		}
		const decoded = decodeText(read.bytes);
		const source = new SourceFile(this.#path, decoded.text);
		if (!("problem" in decoded)) return source;
		if (!isNamed && isJson(this.#path) && isWideWithoutObject(read.bytes)) {
			this.isLeftAlone = true;
			return;
		}
		this.#unreadable(source, decoded.offset, `This is not text: ${decoded.problem}.`);
	}
	#document(source, span) {
		if (passedOver(source.text, span.start, span.end)) {
			this.passedOver++;
			return;
		}
		try {
			const { value, duplicates } = readDocument(source.text, span.start, span.end);
			this.source = source;
			this.documents.push(new Document(source, span.start, span.end, value));
			for (const { key, offset } of duplicates) this.#add("duplicate-key", source, {
				start: offset,
				end: offset + key.length
			}, `The key ${JSON.stringify(key)} stands twice in this mapping; the last one wins.`);
		} catch (error) {
			if (!(error instanceof YamlError)) throw error;
			this.#notYaml(source, span, error);
		}
	}
	#notYaml(source, span, error) {
		const text = source.text.slice(span.start, span.end);
		if (isChartTemplate(source.path, text) && !error.isStricter) {
			if (this.problems.at(-1)?.kind === "template-not-judged") return;
			this.#add("template-not-judged", source, {
				start: error.offset,
				end: error.offset + 1
			}, "The file is a Helm template, which is not YAML until it is rendered; it was not judged.");
		} else if (isKustomizationFile(source.path) || !cannotBeKubernetes(text)) this.#unreadable(source, error.offset, `This is not YAML as Kubernetes reads it, so nothing in the document was judged: ${error.message}.`);
	}
	#unreadable(source, offset, message) {
		this.#add("unreadable", source, {
			start: offset,
			end: offset + 1
		}, message);
	}
	#add(kind, source, span, message) {
		this.source = source;
		const location = source.location(span.start, span.end);
		const offender = source.text.slice(span.start, Math.min(span.end, span.start + 200));
		this.problems.push({
			kind,
			message,
			location,
			offender
		});
	}
	#wholeFile(message) {
		this.problems.push({
			kind: "unreadable",
			message,
			location: startOf(this.#path),
			offender: message
		});
	}
};
/**
* Kubernetes objects spell out apiVersion and kind, in any case for some decoders; only an escape (of a
* line break, too) or a tag in a key could hide the words.
*/
function cannotBeKubernetes(text) {
	if (/\\[uxU\n\r\u0085\u2028\u2029]/.test(text)) return false;
	if (text.includes("!") && /binary|%/.test(text)) return false;
	return !((text.includes("kind") || /kind/iu.test(text)) && (text.includes("apiVersion") || /apiversion/iu.test(text)));
}
/** Whether a file in UTF-16 or UTF-32 holds no object in any reading. */
function isWideWithoutObject(bytes) {
	return wideEncodingOf(bytes) !== void 0 && cannotBeKubernetes(lettersOfWide(bytes));
}
/** Whether the name says that the file is JSON. */
function isJson(filePath) {
	return filePath.toLowerCase().endsWith(".json");
}
/** Helm renders what lies in a chart's folder `templates`; an action in braces is what breaks the YAML. */
function isChartTemplate(filePath, text) {
	return text.includes("{{") && filePath.split("/").slice(0, -1).includes("templates");
}
/** A pointer and nothing more: an object could begin with the same words as a key. */
function isLfsPointer(text) {
	return text.length < 1024 && /^version https:\/\/git-lfs\.github\.com\/spec\/v1\r?\n(?:(?:ext-\S+ \S+|#.*)\r?\n)*oid sha256:[0-9a-f]{64}\r?\nsize \d+\s*$/.test(text);
}
// src/kubernetes/file-bytes.ts
/** Larger files are not read; the largest real file seen is a tenth of it. */
const maxFileBytes = 33554432;
/** What becomes of a file of that size, wherever it is read. */
function tooLarge(size) {
	return { refusal: `The file has ${size} bytes; files above ${maxFileBytes} bytes are not read.` };
}
/** Reads files one after the other into one buffer, for thousands of buffers would cost more than the reading. */
var FileReader = class {
	#buffer = Buffer.allocUnsafe(1048576);
	/** The bytes of a regular file below the limit. Throws what the system says of a file that cannot be opened. */
	read(absolute) {
		const descriptor = openSync(absolute, constants$1.O_RDONLY | (constants$1.O_NONBLOCK ?? 0));
		try {
			const stats = fstatSync(descriptor);
			if (!stats.isFile()) return { refusal: "This is not a regular file." };
			if (stats.size > 33554432) return tooLarge(stats.size);
			return { bytes: this.#fill(descriptor, stats.size) };
		} finally {
			closeSync(descriptor);
		}
	}
	#fill(descriptor, size) {
		if (this.#buffer.length < size) this.#buffer = Buffer.allocUnsafe(size);
		let filled = 0;
		while (filled < size) {
			const count = readSync(descriptor, this.#buffer, filled, size - filled, null);
			if (count === 0) break;
			filled += count;
		}
		return this.#buffer.subarray(0, filled);
	}
};
// src/kubernetes/file-source.ts
/** A path with a name in it that is not UTF-8, and so cannot be said in text. */
var UnsayablePath = class extends Error {
	name = "UnsayablePath";
};
/** The files on the disk, as they are now. */
var DiskFiles = class {
	#reader = new FileReader();
	realPath(absolute) {
		const real = realpathSync.native(absolute, { encoding: "buffer" });
		if (!isUtf8(real)) throw new UnsayablePath("the path has a name that is not UTF-8");
		return real.toString("utf8");
	}
	isFolder(absolute) {
		const stats = statSync(absolute, { throwIfNoEntry: false });
		if (stats === void 0) throw new Error("nothing is there");
		return stats.isDirectory();
	}
	entries(folder) {
		const entries = readdirSync(folder, { withFileTypes: true });
		return entries.some(({ name }) => name.includes("�")) ? rawEntries(folder) : entries;
	}
	fileReading(file, isNamed) {
		return readingOf(file.path, this.bytesOf(file.absolute), isNamed);
	}
	plainText(absolute) {
		if (lstatSync(absolute, { throwIfNoEntry: false })?.isFile() !== true) return void 0;
		const read = this.#reader.read(absolute);
		return "bytes" in read ? Buffer.from(read.bytes).toString("utf8") : void 0;
	}
	/** The bytes of a file, valid until the next one is read, or a sentence about why there are none. */
	bytesOf(absolute) {
		try {
			return this.#reader.read(absolute);
		} catch (error) {
			return { refusal: `The file cannot be read: ${messageOf(error)}.` };
		}
	}
};
/** The entries by the bytes of their names, of which text can lose some. */
function rawEntries(folder) {
	return readdirSync(folder, {
		withFileTypes: true,
		encoding: "buffer"
	}).map((entry) => ({
		name: entry.name.toString("utf8"),
		isUnsayable: !isUtf8(entry.name),
		isDirectory: () => entry.isDirectory(),
		isSymbolicLink: () => entry.isSymbolicLink()
	}));
}
// src/baseline/kept-files.ts
/** The disk, and what was read of it, so that nothing that another tree has as well is read again. */
var KeptFiles = class extends DiskFiles {
	#format;
	#kept = /* @__PURE__ */ new Map();
	#lastId;
	constructor(format) {
		super();
		this.#format = format;
	}
	fileReading(file, isNamed) {
		const reading = super.fileReading(file, isNamed);
		this.#kept.set(file.absolute, {
			path: file.path,
			id: this.#lastId,
			isNamed,
			reading
		});
		return reading;
	}
	/** What the file with these bytes at this place comes to; nothing where it was not read like that. */
	readingOf(file, id, isNamed) {
		const kept = this.#kept.get(file.absolute);
		if (kept === void 0 || kept.id !== id || kept.path !== file.path) return void 0;
		return kept.isNamed === isNamed || !isJson(file.path) ? kept.reading : void 0;
	}
	/** The name that git would give what stands there: the bytes of a file, the text of a link. */
	idAt(absolute) {
		return this.#kept.get(absolute)?.id ?? idOnDisk(absolute, this.#format);
	}
	/** What was read there. */
	readingAt(absolute) {
		return this.#kept.get(absolute)?.reading;
	}
	bytesOf(absolute) {
		const read = super.bytesOf(absolute);
		this.#lastId = "bytes" in read ? blobName(read.bytes, this.#format) : void 0;
		return read;
	}
};
/** The name of a blob with these bytes. */
function blobName(bytes, format) {
	return hashOf(format, Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]));
}
/** Larger files are not hashed, and so count as changed. */
const largestHashed = 1 << 30;
/** Of what was not read: a link, or a file above the bound of what is. */
function idOnDisk(absolute, format) {
	try {
		const stats = lstatSync(absolute);
		if (stats.isSymbolicLink()) return blobName(readlinkSync(absolute, "buffer"), format);
		if (!stats.isFile() || stats.size > largestHashed) return void 0;
		return nameOfLarge(absolute, stats.size, format);
	} catch {
		return;
	}
}
function nameOfLarge(absolute, size, format) {
	const hash = createHash(format).update(`blob ${size}\0`);
	const descriptor = openSync(absolute, "r");
	try {
		const buffer = Buffer.allocUnsafe(1 << 20);
		for (let count; (count = readSync(descriptor, buffer)) > 0;) hash.update(buffer.subarray(0, count));
		return hash.digest("hex");
	} finally {
		closeSync(descriptor);
	}
}
// src/baseline/index.ts
/** The files to read where they are to be compared with a base; nothing where they are not. */
function filesToCompare({ comparison }) {
	const base = comparison?.base;
	return base?.kind === "commit" ? new KeptFiles(formatOf(commitName(base.commit))) : void 0;
}
/**
* The findings after the policy, those marked that the base has. Where no base can be had every finding
* counts as new, and a notice says why.
*/
async function settleAgainstBase(run) {
	const { request, findings, appliedRules } = run;
	const { policy, now, comparison } = request;
	const today = dayOf(now);
	const { base, reason } = comparison === void 0 ? {} : await comparisonOf(run);
	const isKnown = base?.has.bind(base);
	const settled = settle(findings, policy, today, appliedRules, isKnown);
	if (base !== void 0 && comparison !== void 0) {
		const summary = base.summary(settled.findings, {
			gate: comparison.gate,
			policy,
			today
		});
		const notices = [...noticesOf(comparison.base), ...settled.notices];
		return {
			...settled,
			notices,
			comparison: summary
		};
	}
	if (reason === void 0) return settled;
	return {
		...settled,
		notices: [withoutBase(reason), ...settled.notices]
	};
}
function noticesOf(base) {
	return base.kind === "commit" && base.notice !== void 0 ? [base.notice] : [];
}
async function comparisonOf({ files, findings, ...run }) {
	const { comparison, policy } = run.request;
	if (comparison?.base.kind !== "commit" || files === void 0) return { reason: comparison?.base.kind === "none" ? comparison.base.reason : "none was named" };
	try {
		const { judgeBase } = await import("./judge-base.js");
		return { base: new BaseComparison(await judgeBase(comparison.base, {
			...run,
			files
		}), findings, policy) };
	} catch (error) {
		return { reason: messageOf(error).replace(/\.$/, "") };
	}
}
// src/findings/counts.ts
/** Open findings by severity; waived ones, and those of the base, each together. */
function countsOf(findings) {
	const counts = {
		critical: 0,
		high: 0,
		medium: 0,
		low: 0,
		info: 0,
		waived: 0
	};
	let baseline = 0;
	for (const { status, severity } of findings) if (status === "baseline") baseline++;
	else counts[status === "open" ? severity : "waived"]++;
	return baseline === 0 ? counts : {
		...counts,
		baseline
	};
}
// src/model/failing.ts
/**
* Whether a finding fails the run: it is not waived, it is new where only new ones count, and its check
* says so or, where its check leaves that open, its severity reaches the line.
*/
function failsRun(finding, { failOn, comparison }) {
	const { status, severity, gate } = finding;
	if (status === "waived") return false;
	if (status === "baseline" && comparison?.gate !== "all") return false;
	return gate === void 0 ? reaches(severity, failOn) : gate.fails;
}
// src/reported-images.ts
/** The checks whose results stand beside each image. */
const imageChecks = [
	"registries",
	"signatures",
	"vulnerabilities"
];
/** Every image of the tree once, with its places and with what each check made of it. */
function reportedImages(tree, judged) {
	const places = placesIn(tree);
	const failures = new Set(failuresIn(judged));
	const counts = vulnerabilityCounts(judged);
	return [...places.keys()].sort().map((reference) => {
		const signed = resultFor(reference, "signatures", judged);
		const scanned = resultFor(reference, "vulnerabilities", judged);
		const digest = signed?.digest ?? scanned?.digest;
		const { platforms } = scanned ?? {};
		const { signatures = [] } = signed ?? {};
		const checks = {};
		for (const name of imageChecks) {
			const state = stateFor(reference, name, judged, failures);
			if (state !== void 0) checks[name] = state;
		}
		return {
			reference,
			...digest === void 0 ? {} : { digest },
			...platforms === void 0 ? {} : { platforms },
			locations: places.get(reference) ?? [],
			checks,
			...signatures.length === 0 ? {} : { signatures },
			...platforms === void 0 ? {} : { vulnerabilities: counts.get(reference) ?? noVulnerability }
		};
	});
}
const noVulnerability = {
	critical: 0,
	high: 0,
	medium: 0,
	low: 0,
	fixable: 0
};
/** By reference; waived ones do not count, those of the base do. */
function vulnerabilityCounts({ findings }) {
	const counts = /* @__PURE__ */ new Map();
	for (const { image, severity, vulnerability, status } of findings) {
		if (image === void 0 || vulnerability === void 0 || status === "waived") continue;
		if (severity === "info") continue;
		const known = counts.get(image) ?? { ...noVulnerability };
		known[severity]++;
		if (vulnerability.fixable) known.fixable++;
		counts.set(image, known);
	}
	return counts;
}
function placesIn({ images }) {
	const places = /* @__PURE__ */ new Map();
	for (const { reference, field } of images) {
		const known = places.get(reference) ?? [];
		known.push(field?.location ?? startOf("."));
		places.set(reference, known);
	}
	return places;
}
function failuresIn({ findings, line }) {
	return findings.filter((finding) => failsRun(finding, line)).map(({ check, image }) => `${check} ${image ?? ""}`);
}
/** What a check could not tell of the image, or was told to pass over, is not decided by findings. */
function stateFor(reference, name, judged, failures) {
	const result = resultFor(reference, name, judged);
	const summary = judged.checks[name]?.state;
	if (result === void 0 && name !== "registries") return void 0;
	if (result === void 0 && summary !== "passed" && summary !== "failed") return void 0;
	if (result?.state === "error") return "error";
	if (failures.has(`${name} ${reference}`)) return "failed";
	return result?.state === "skipped" ? "skipped" : "passed";
}
function resultFor(reference, name, { runs }) {
	return runs.find((run) => run.name === name)?.outcome.images?.get(reference);
}
// src/verdict.ts
/**
* The state of a check: an error stays an error whatever was found beside it, a skip of a check that
* somebody demanded is an error, and it fails by any finding that fails the run.
*/
function stateOf(evidence) {
	switch (evidence.kind) {
		case "error": return "error";
		case "skipped": return evidence.demanded ? "error" : "skipped";
		case "decided": return evidence.fails ? "failed" : "passed";
	}
}
/**
* The verdict of a run. An error anywhere is no verdict, also beside failures; a run in which nothing
* was decided is none either. `warn` lets failures pass and never an error.
*/
function verdictOf(states, mode) {
	if (states.includes("error")) return "error";
	if (!states.includes("passed") && !states.includes("failed")) return "error";
	return states.includes("failed") && mode === "enforce" ? "fail" : "pass";
}
/** The exit status of the command: 0 pass, 1 fail, 2 no verdict. */
const exitStatuses = {
	pass: 0,
	fail: 1,
	error: 2
};
// src/assemble.ts
/** Puts the report together from what the checks brought and what the policy made of it; of a shard, its part. */
function reportOf(request, tree, runs, settled, shard) {
	const { policy } = request;
	const { comparison } = settled;
	const failOn = request.failOn ?? policy.failOn;
	const checks = {};
	const line = {
		failOn,
		...comparison === void 0 ? {} : { comparison }
	};
	for (const run of runs) checks[run.name] = summaryOf(run, request, line, settled.findings);
	const states = Object.values(checks).map(({ state }) => state);
	const verdict = verdictOf(states, policy.mode);
	const said = runs.flatMap(({ outcome }) => outcome.notices ?? []);
	const part = shard === void 0 ? [] : [shardNotice(shard)];
	const notices = [
		...request.notices ?? [],
		...part,
		...said,
		...settled.notices
	];
	if (verdict === "pass" && states.includes("failed")) notices.unshift("The policy says mode: warn, so findings at or above the line do not fail this run.");
	const commits = runs.find(({ name }) => name === "commits")?.outcome.commits;
	const { vulnerabilities } = runs.find(({ name }) => name === "vulnerabilities")?.outcome ?? {};
	return {
		version: 1,
		tool: {
			name: "Portcullis",
			version: version$1
		},
		...request.run === void 0 ? {} : { run: request.run },
		verdict,
		failOn,
		notices,
		policy: policy.path === void 0 ? null : {
			path: policy.path,
			origin: request.policyOrigin ?? ""
		},
		checks,
		judged: {
			files: tree.counts.files,
			documents: tree.counts.documents,
			resources: tree.counts.resources
		},
		notJudged: notJudgedIn(tree),
		findings: settled.findings,
		images: reportedImages(tree, {
			checks,
			runs,
			findings: settled.findings,
			line
		}),
		...commits === void 0 ? {} : { commits },
		...vulnerabilities === void 0 ? {} : { vulnerabilities },
		...comparison === void 0 ? {} : { comparison },
		...shard === void 0 ? {} : { shard }
	};
}
function summaryOf(run, request, line, findings) {
	const own = findings.filter(({ check }) => check === run.name);
	const fails = own.some((finding) => failsRun(finding, line));
	const demanded = (request.checks?.includes(run.name) ?? false) || request.policy.require.includes(run.name);
	const reason = reasonOf$1(run, demanded);
	return {
		state: stateOf(evidenceOf(run, fails, demanded)),
		...reason === void 0 ? {} : { reason },
		durationMs: run.durationMs,
		counts: countsOf(own)
	};
}
/** Whoever asked for a check that has nothing to go by is told that the asking makes it an error. */
function reasonOf$1({ outcome }, demanded) {
	const { reason } = outcome;
	if (outcome.kind !== "skipped" || !demanded) return reason;
	return `${outcome.reason}; the check was asked for by name (checks, or require in the policy), so a skip does not do`;
}
function evidenceOf(run, fails, demanded) {
	switch (run.outcome.kind) {
		case "decided": return {
			kind: "decided",
			fails
		};
		case "skipped": return {
			kind: "skipped",
			demanded
		};
		case "error": return { kind: "error" };
	}
}
function notJudgedIn({ problems }) {
	return problemKinds.flatMap((kind) => {
		const what = notJudgedKinds[kind];
		const count = what === void 0 ? 0 : problems.filter((problem) => problem.kind === kind).length;
		return what === void 0 || count === 0 ? [] : [{
			what,
			count
		}];
	});
}
// src/checks/run.ts
/**
* Runs the checks side by side, each on its own subject; one that throws is an `error` and takes nothing from the others. When
* there is no file to judge only the commits are: the others are `error`, `skipped` beside a verdict on
* commits, or decided without findings where that is allowed.
*/
async function runChecks(names, subjectFor, empty) {
	if (empty === void 0) return withReadingProblems(await Promise.all(names.map((name) => runCheck(checkNamed(name), subjectFor(name)))), subjectFor);
	const commits = names.includes("commits") ? await runCheck(checkNamed("commits"), subjectFor("commits")) : void 0;
	const isDecided = commits !== void 0 && commits.outcome.kind !== "skipped";
	return names.map((name) => {
		if (name === "commits" && commits !== void 0) return commits;
		return emptyRun(name, {
			...empty,
			isNeeded: !isDecided
		});
	});
}
async function runCheck(check, subject) {
	const start = performance.now();
	const outcome = bounded(await outcomeOf(check, subject));
	return {
		name: check.name,
		outcome,
		findings: outcome.kind === "skipped" ? [] : outcome.findings,
		durationMs: Math.round(performance.now() - start)
	};
}
async function outcomeOf(check, subject) {
	try {
		return await check.run(subject);
	} catch (error) {
		return {
			kind: "error",
			reason: `internal error: ${messageOf(error)}`,
			findings: []
		};
	}
}
/** The outcome with no more findings than are kept; where some are left out it is an error, and says so. */
function bounded(outcome) {
	if (outcome.kind === "skipped" || outcome.findings.length <= 25e4) return outcome;
	const cut = `more than ${maxFindings} findings; only the first ${maxFindings} were kept`;
	const reason = outcome.kind === "error" ? `${outcome.reason}; ${cut}` : cut;
	return {
		...outcome,
		kind: "error",
		reason,
		findings: outcome.findings.slice(0, maxFindings)
	};
}
function emptyRun(name, { reason, allowed, isNeeded }) {
	return {
		name,
		outcome: emptyOutcome(reason, allowed, isNeeded),
		findings: [],
		durationMs: 0
	};
}
function emptyOutcome(reason, allowed, isNeeded) {
	if (allowed) return {
		kind: "decided",
		findings: [],
		reason
	};
	return isNeeded ? {
		kind: "error",
		reason,
		findings: []
	} : {
		kind: "skipped",
		reason
	};
}
/** What could not be read concerns every check that looks at files; it is said once, by `manifests` if it runs. */
function withReadingProblems(runs, subjectFor) {
	const speaker = problemSpeaker(runs);
	return runs.map((run) => {
		if (run !== speaker || run.outcome.kind === "skipped") return run;
		const { problems } = subjectFor(run.name).tree;
		const findings = [...problemFindings(problems, run.name), ...run.findings];
		const outcome = bounded({
			...run.outcome,
			findings
		});
		return {
			...run,
			outcome,
			findings: "findings" in outcome ? outcome.findings : []
		};
	});
}
/** The check whose findings hold what could not be read, if any does. */
function problemSpeaker(runs) {
	const speaker = runs.find(({ name }) => name === "manifests") ?? runs.find(({ name }) => name !== "commits");
	return speaker?.outcome.kind === "skipped" ? void 0 : speaker;
}
// src/kubernetes/walk.ts
/** Git keeps its own files there, and takes none of that name into a commit. */
const gitFolder = ".git";
const extensions = /* @__PURE__ */ new Set([
	".yaml",
	".yml",
	".json"
]);
/** The way through folders and links to the files that may hold objects; each is taken once. */
var Walk = class {
	files = /* @__PURE__ */ new Map();
	problems = [];
	/** What is called node_modules, not yet walked. */
	aside = [];
	#source;
	#root;
	#excluded;
	/** Real paths of folders seen, so that links in a circle end. */
	#folders = /* @__PURE__ */ new Set();
	/** `root` has no link in it. */
	constructor(source, root, excluded) {
		this.#source = source;
		this.#root = root;
		this.#excluded = excluded;
	}
	/** Walks what the caller names. Throws UsageError where nothing is there, and outside of the root. */
	start(named) {
		const real = this.#existing(named);
		const relative = this.#relative(real);
		if (relative === void 0) throw new UsageError(`path ${JSON.stringify(named)} lies outside of ${this.#root}, the root of what is judged`);
		if (this.#source.isFolder(real)) this.#folder(real, relative);
		else this.#linkedFile(real, path.resolve(named), relative);
	}
	/** Takes what a kustomization means by a path relative to the root. */
	named(target) {
		const absolute = path.join(this.#root, target);
		const isFolder = this.#isFolderAt(absolute);
		if (isFolder === void 0 || this.#excluded(target)) return;
		if (!isFolder) this.#link(absolute, target, "whatever its name");
		else {
			const name = fileNames.find((candidate) => this.#isFolderAt(path.join(absolute, candidate)) === false);
			if (name !== void 0) this.named(path.posix.join(target, name));
		}
	}
	/** Walks what was set aside: the tracked paths in it, or all of it where nobody knows them. */
	takeAside(trackedIn) {
		for (const aside of this.aside) {
			const tracked = trackedIn(aside);
			if (tracked === void 0) this.#link(aside.absolute, aside.path);
			else for (const file of tracked) this.#tracked(file);
		}
	}
	#existing(named) {
		try {
			return this.#source.realPath(named);
		} catch {
			throw new UsageError(`path ${JSON.stringify(named)} does not exist`);
		}
	}
	/** Whether a folder or something else is there; nothing where nothing is. */
	#isFolderAt(absolute) {
		try {
			return this.#source.isFolder(absolute);
		} catch {
			return;
		}
	}
	/** `absolute` has no link in it: whoever comes through one has resolved it. */
	#folder(absolute, relative) {
		if (this.#folders.has(absolute)) return;
		this.#folders.add(absolute);
		let entries;
		try {
			entries = this.#source.entries(absolute);
		} catch (error) {
			this.#unreadable(relative, `The folder cannot be read: ${messageOf(error)}.`);
			return;
		}
		for (const entry of entries) {
			const child = relative === "" ? entry.name : `${relative}/${entry.name}`;
			if (entry.name === gitFolder || this.#excluded(child)) continue;
			this.#entry(entry, `${absolute}${path.sep}${entry.name}`, child);
		}
	}
	#entry(entry, absolute, relative) {
		if (entry.isUnsayable === true) {
			if (!(!entry.isDirectory() && !entry.isSymbolicLink()) || mayHoldObjects(entry.name)) this.#unsayable(relative);
		} else if (entry.name === "node_modules") this.aside.push({
			absolute,
			path: relative
		});
		else if (entry.isDirectory()) this.#folder(absolute, relative);
		else if (entry.isSymbolicLink()) this.#link(absolute, relative);
		else if (mayHoldObjects(entry.name)) this.#file(absolute, relative);
	}
	/** A path of which git says that it is in a folder that was set aside. */
	#tracked({ path: relative, isUnsayable }) {
		if (isBelow(relative, this.#excluded)) return;
		const absolute = path.join(this.#root, ...relative.split("/"));
		if (isUnsayable) this.#unsayable(relative);
		else if (this.#isFolderAt(absolute) !== void 0) this.#link(absolute, relative);
	}
	/** What may be a link or lie behind one. */
	#link(absolute, relative, which) {
		const mayHold = which !== void 0 || mayHoldObjects(relative);
		let real;
		let isFolder;
		try {
			real = this.#source.realPath(absolute);
			isFolder = this.#source.isFolder(real);
		} catch (error) {
			if (error instanceof UnsayablePath) this.#unreadable(relative, "The symbolic link leads by a name that is not UTF-8; rename what it leads to.");
			else if (mayHold) this.#unreadable(relative, "The symbolic link leads nowhere.");
			return;
		}
		if (isFolder) this.#linkedFolder(real, relative);
		else if (mayHold) this.#linkedFile(real, absolute, relative);
	}
	#linkedFolder(real, link) {
		const inside = this.#relative(real);
		if (inside !== void 0 && !isBelow(inside, this.#excluded)) {
			this.#folder(real, inside);
			return;
		}
		const where = inside === void 0 ? "outside of the repository" : "that the policy excludes";
		this.#problem("link-not-followed", link, `The symbolic link leads to a folder ${where}.`);
	}
	/**
	* A file is one file, by however many links. But a kustomization is what its name makes it, and its
	* paths begin where the link lies; and what the policy excludes in one place is not so in another.
	*/
	#linkedFile(real, absolute, link) {
		const inside = this.#relative(real);
		if (inside === void 0) {
			this.#unreadable(link, "The symbolic link leads to a file outside of the repository.");
			return;
		}
		const place = this.#relative(path.join(this.#source.realPath(path.dirname(absolute)), path.basename(absolute)));
		const isOneFile = place === inside || !isKustomizationName(absolute) && !isBelow(inside, this.#excluded);
		this.#file(real, isOneFile ? inside : place ?? link);
	}
	#file(absolute, relative) {
		if (this.files.has(relative) || this.#excluded(relative)) return;
		this.files.set(relative, {
			absolute,
			path: relative
		});
	}
	#unsayable(relative) {
		this.#unreadable(relative, "The name is not UTF-8, so what has it was not judged; rename it.");
	}
	#unreadable(relative, message) {
		this.#problem("unreadable", relative, message);
	}
	#problem(kind, relative, message) {
		this.problems.push({
			kind,
			message,
			location: startOf(relative),
			offender: message
		});
	}
	/** The path from the root with `/`, or nothing where it lies outside. */
	#relative(real) {
		const relative = path.relative(this.#root, real);
		if (relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return void 0;
		return relative.split(path.sep).join("/");
	}
};
/** Whether a path or a folder that it lies in is excluded. */
function isBelow(relative, excluded) {
	for (let at = relative; at !== ""; at = folderOf(at)) if (excluded(at)) return true;
	return false;
}
function isKustomizationName(absolute) {
	return fileNames.includes(path.basename(absolute));
}
/** Whether the name says YAML, JSON or kustomization. */
function mayHoldObjects(name) {
	return extensions.has(path.extname(name).toLowerCase()) || path.basename(name) === "Kustomization";
}
// src/kubernetes/files.ts
/**
* The way to the files under the paths that may hold Kubernetes objects: YAML and JSON by their
* extension, `Kustomization`, and whatever is named itself. Symbolic links are followed where they stay
* inside the root; folders called node_modules are set aside. Throws UsageError for a path that does not
* exist or lies outside.
*/
function walked({ root, paths, excluded }, source) {
	const walk = new Walk(source, source.realPath(root), excluded);
	for (const named of paths) walk.start(named);
	return walk;
}
/** What the walk has come to, with what was set aside as far as git tracks it; sorted by path, each file once. */
function listed(walk, trackedIn) {
	walk.takeAside(trackedIn);
	return {
		files: [...walk.files.values()].sort((a, b) => comparePlainly(a.path, b.path)),
		problems: walk.problems
	};
}
/**
* What a kustomization means by a path relative to the root: the file, whatever its name, or the
* kustomization of the folder. Nothing where nothing is there, or only what is excluded. `root` has no
* link in it.
*/
function listNamed(root, target, excluded, source) {
	const walk = new Walk(source, root, excluded);
	walk.named(target);
	return {
		files: [...walk.files.values()],
		problems: walk.problems
	};
}
// src/kubernetes/field-path.ts
/** The fields that a dotted path reaches: `name[]` visits the items of a list, `*` the entries of a mapping. */
function fieldsAt(root, path) {
	let fields = [root];
	for (const step of path.split(".")) fields = fields.flatMap((field) => {
		if (step === "*") return field.entries();
		return step.endsWith("[]") ? field.at(step.slice(0, -2)).items() : [field.at(step)];
	});
	return fields;
}
// src/kubernetes/workloads/image-kinds.ts
const prometheus = [
	"spec.image",
	"spec.containers[].image",
	"spec.initContainers[].image"
];
const spark = ["image", ...["driver", "executor"].flatMap((role) => [
	`${role}.image`,
	`${role}.initContainers[].image`,
	`${role}.sidecars[].image`
])];
/**
* Kinds whose controllers build the pods themselves and take from the object only images: the pods
* cannot be judged, the images can. The paths lead to the fields with the references.
*/
const imageKinds = [
	{
		groups: ["monitoring.coreos.com"],
		kind: "Alertmanager",
		paths: prometheus
	},
	{
		groups: ["monitoring.coreos.com"],
		kind: "PrometheusAgent",
		paths: prometheus
	},
	{
		groups: ["monitoring.coreos.com"],
		kind: "ThanosRuler",
		paths: prometheus
	},
	{
		groups: ["monitoring.coreos.com"],
		kind: "Prometheus",
		paths: [...prometheus, "spec.thanos.image"]
	},
	{
		groups: ["sparkoperator.k8s.io"],
		kind: "SparkApplication",
		paths: spark.map((path) => `spec.${path}`)
	},
	{
		groups: ["sparkoperator.k8s.io"],
		kind: "ScheduledSparkApplication",
		paths: spark.map((path) => `spec.template.${path}`)
	},
	{
		groups: ["flink.apache.org"],
		kind: "FlinkDeployment",
		paths: ["spec.image"]
	},
	{
		groups: ["trainer.kubeflow.org"],
		kind: "TrainJob",
		paths: ["spec.trainer.image"]
	}
];
// src/kubernetes/images.ts
const imagePaths = new Map(imageKinds.flatMap(({ groups, kind, paths }) => groups.map((group) => [`${group}/${kind}`, paths])));
/**
* The images that an object with these pods would run: those of its containers, its image volumes,
* and the fields of custom resources that name nothing but an image. Values that are empty or not
* text are left out.
*/
function imagesOf(resource, pods) {
	const fields = imagePaths.get(`${resource.group}/${resource.kind}`)?.flatMap((path) => fieldsAt(resource.root, path));
	return onePerField([...pods.flatMap((pod) => [...pod.containers.flatMap((container) => imageOf(container, pod.resource)), ...volumeImages(pod)]), ...(fields ?? []).flatMap((field) => sourceAt(field, resource))]);
}
/** Templates that inherit from one place say one image between them. */
function onePerField(sources) {
	if (sources.length < 2) return [...sources];
	return [...new Map(sources.map((source) => [formatPath(source.field.path), source])).values()];
}
/** The image source at a field, as a list of one; empty where no reference stands there. */
function sourceAt(field, resource, container, pullPolicy) {
	const { value } = field;
	if (typeof value !== "string" || value.trim() === "") return [];
	return [{
		reference: value,
		field,
		resource,
		container,
		pullPolicy,
		kustomizable: isKustomizable(resource === void 0 ? field.path : field.pathFrom(resource.root))
	}];
}
/**
* Whether kustomize's `images:` looks at an object's field: at the images in lists named `containers`
* and `initContainers` at any depth, and at image volumes of Pods and of plain pod templates.
*/
function isKustomizable(path) {
	const list = path.at(-3);
	if (path.at(-1) === "image" && typeof path.at(-2) === "number") return list === "containers" || list === "initContainers";
	const shape = path.map((key) => typeof key === "number" ? "[]" : key).join("/");
	return /^spec\/(?:template\/spec\/)?volumes\/\[\]\/image\/reference$/.test(shape);
}
function imageOf(container, resource) {
	const image = container.fields.map((field) => field.at("image")).find((field) => field.exists);
	if (image === void 0) return [];
	const pullPolicy = container.fields.map((field) => field.at("imagePullPolicy")).find((field) => field.exists) ?? container.fields[0]?.at("imagePullPolicy");
	return sourceAt(image, resource, container.name, pullPolicy);
}
/** Every layer's volumes: a template's stand beside those of the workflow that it inherits from. */
function volumeImages(pod) {
	return pod.specs.flatMap((spec) => spec.at("volumes").items().flatMap((volume) => sourceAt(volume.at("image", "reference"), pod.resource, void 0, volume.at("image", "pullPolicy"))));
}
// src/kubernetes/kustomize/patches.ts
const containerLists = /* @__PURE__ */ new Set([
	"containers",
	"initContainers",
	"ephemeralContainers",
	"steps",
	"sidecars"
]);
const containerFields = /* @__PURE__ */ new Set([
	"container",
	"script",
	"stepTemplate"
]);
/** The images that a document with a patch sets, whether it is a strategic merge patch or a list of operations. */
function imagesInPatch(root) {
	if (!Array.isArray(root.value)) return imagesUnder(root, []).map((source) => ({
		...source,
		resource: resourceAt(root)
	}));
	return root.items().flatMap((operation) => {
		const path = operation.at("path").value;
		const op = operation.at("op").value;
		if (typeof path !== "string" || op !== "add" && op !== "replace") return [];
		return imagesUnder(operation.at("value"), pointerKeys(path));
	});
}
/**
* The images that the text of an inline patch sets. They stand at the field with the text, since its
* lines are not lines of a document. Nothing where the text is not YAML, which kustomize would refuse.
*/
const imagesInText = onceEach((field) => {
	const { value } = field;
	if (typeof value !== "string") return [];
	const file = new SourceFile(field.document.file.path, value);
	try {
		return splitDocuments(value).flatMap(({ start, end }) => {
			const document = new Document(file, start, end, readDocument(value, start, end).value);
			return imagesInPatch(Field.root(document)).map((source) => ({
				...source,
				field,
				resource: void 0,
				pullPolicy: void 0
			}));
		});
	} catch (error) {
		if (error instanceof YamlError) return [];
		throw error;
	}
});
/** Walks with a stack of its own, so that no nesting exhausts the engine's. */
function imagesUnder(root, prefix) {
	const found = [];
	const open = [{
		field: root,
		path: prefix
	}];
	for (let next = open.pop(); next !== void 0; next = open.pop()) {
		const { field, path } = next;
		if (isImage(path)) found.push(...imageAt$1(field, path));
		if (typeof field.value !== "object" || field.value === null) continue;
		const children = isMapping(field.value) ? field.entries() : field.items();
		for (const child of children.reverse()) open.push({
			field: child,
			path: [...path.slice(-7), child.key ?? ""]
		});
	}
	return found;
}
function imageAt$1(field, path) {
	const name = field.parent?.at("name").value;
	const container = typeof name === "string" ? name : void 0;
	const pullPolicy = field.parent?.at("imagePullPolicy");
	return sourceAt(field, void 0, container, pullPolicy).map((source) => ({
		...source,
		kustomizable: isKustomizable(path)
	}));
}
/** Whether the path ends at a container's image or at an image volume's reference. */
function isImage(path) {
	const [list, index, holder, last] = [
		path.at(-4),
		path.at(-3),
		path.at(-2),
		path.at(-1)
	];
	if (last === "reference") return holder === "image" && typeof index === "number" && list === "volumes";
	if (last !== "image") return false;
	if (typeof holder === "number") return index !== void 0 && containerLists.has(index);
	return holder !== void 0 && containerFields.has(holder);
}
/** The keys of a JSON pointer, with positions in lists (`-` is the end) as numbers. */
function pointerKeys(pointer) {
	return pointer.split("/").slice(1).map((key) => {
		if (key === "-") return 0;
		if (/^\d{1,9}$/.test(key)) return Number(key);
		return key.replaceAll("~1", "/").replaceAll("~0", "~");
	});
}
// src/kubernetes/misspelled-type.ts
const typeKeys = ["apiVersion", "kind"];
/**
* A problem where a document is an object only for who reads `Kind` as `kind`. kubectl, kustomize and the
* API server compare the keys of objects with their case (sigs.k8s.io/json), so that `Spec` is an unknown
* field and `Items` no list; but which type an object is of, the decoders of Kubernetes ask Go's
* encoding/json (apimachinery, SimpleMetaFactory), and by that alone the kubelet runs the pods of its
* folder.
*/
function misspelledType(root) {
	const { value } = root;
	if (!isMapping(value) || resourceAt(root) !== void 0) return void 0;
	const [apiVersion, kind] = typeKeys.map((name) => Object.keys(value).find((key) => isTakenFor(key, name) && isText$1(value[key])));
	if (apiVersion === void 0 || kind === void 0) return void 0;
	const [key, meant] = kind === "kind" ? [apiVersion, "apiVersion"] : [kind, "kind"];
	const field = root.at(key);
	return {
		kind: "unreadable",
		message: `The kubelet takes the key ${JSON.stringify(key)} for "${meant}" and the document for an object, kubectl does not, and it was not judged: write "${meant}".`,
		location: field.location,
		offender: [key, field.value ?? null]
	};
}
function isTakenFor(key, name) {
	return key.length === name.length && foldedAsGo(key) === foldedAsGo(name);
}
function isText$1(value) {
	return typeof value === "string" && value !== "";
}
// src/kubernetes/objects.ts
/** Kinds that carry whole objects which their controller, or the command that processes them, creates. */
const carriers = /* @__PURE__ */ new Map([
	["argoproj.io/Sensor", ["spec.triggers[].template.k8s.source.resource", "spec.triggers[].template.argoWorkflow.source.resource"]],
	["triggers.tekton.dev/TriggerTemplate", ["spec.resourcetemplates[]"]],
	["template.openshift.io/Template", ["objects[]"]],
	["/Template", ["objects[]"]],
	["work.open-cluster-management.io/ManifestWork", ["spec.workload.manifests[]"]]
]);
/**
* The objects of a document: the one it is, the items in place of a `List` of any kind, and the objects
* that it carries for somebody else to create. kubectl takes whatever has `items` for a list and applies
* them, so another kind stands beside its items.
*/
function objectsIn(document) {
	const found = [];
	const first = resourceAt(Field.root(document));
	const open = first === void 0 ? [] : [first];
	for (let resource = open.pop(); resource !== void 0; resource = open.pop()) {
		const items = itemsOf(resource);
		if (items === void 0 || !resource.kind.endsWith("List")) found.push(resource);
		for (const inner of [...items ?? [], ...carriedBy(resource)].reverse()) open.push(inner);
	}
	return found;
}
function carriedBy(resource) {
	return (carriers.get(`${resource.group}/${resource.kind}`) ?? []).flatMap((path) => fieldsAt(resource.root, path)).map(resourceAt).filter((carried) => carried !== void 0);
}
/** Whether kubectl would apply the items of the document in its place, whatever its kind. */
function hasItems({ value }) {
	return isMapping(value) && Array.isArray(value["items"]);
}
function itemsOf(resource) {
	const items = resource.root.at("items");
	if (!Array.isArray(items.value)) return void 0;
	return items.items().map((item) => resourceAt(item) ?? untypedItem(item, resource)).filter((item) => item !== void 0);
}
/**
* The items of a DeploymentList do not have to repeat that they are Deployments: kubectl fills in the
* list's type, without `List`, where an item names no kind in text.
*/
function untypedItem(item, list) {
	const kind = list.kind.replace(/List$/, "");
	if (kind === "" || !isMapping(item.value) || isText(item.at("kind"))) return void 0;
	const [namespace, name] = ["namespace", "name"].map((key) => {
		const { value } = item.at("metadata", key);
		return typeof value === "string" && value !== "" ? value : void 0;
	});
	return {
		root: item,
		apiVersion: list.apiVersion,
		group: list.group,
		kind,
		namespace,
		name
	};
}
function isText({ value }) {
	return typeof value === "string" && value !== "";
}
// src/kubernetes/workloads/containers.ts
/** The containers of a pod spec in the order in which Kubernetes' own checks visit them. */
function containersIn(spec) {
	return [
		...containerList(spec.at("initContainers"), "init"),
		...containerList(spec.at("containers"), "regular"),
		...containerList(spec.at("ephemeralContainers"), "ephemeral")
	];
}
/** A container for each item of the list; `inherited` are the fields that all of them fall back on. */
function containerList(list, type, ...inherited) {
	return list.items().map((item) => containerAt(item, type, ...inherited));
}
/** The container at a field, with those of the inherited fields that exist. */
function containerAt(field, type, ...inherited) {
	const name = field.at("name").value;
	return {
		type,
		name: typeof name === "string" && name !== "" ? name : void 0,
		fields: [field, ...inherited.filter(({ exists }) => exists)]
	};
}
// src/kubernetes/workloads/argo-events.ts
/** The kinds of Argo Events whose one pod takes its image from the controller and the rest from `spec.template`. */
const argoEventsKinds = ["Sensor", "EventSource"];
/** The pod of a sensor or an event source, where the object says anything about it. */
function argoEventsPods(resource) {
	const template = resource.root.at("spec", "template");
	if (!isMapping(template.value)) return [];
	const container = template.at("container");
	return [{
		resource,
		native: false,
		metadata: template.at("metadata"),
		specs: [template],
		containers: isMapping(container.value) ? [containerAt(container, "regular")] : []
	}];
}
// src/kubernetes/workloads/argo.ts
const workflowSpecs = /* @__PURE__ */ new Map([
	["Workflow", ["spec"]],
	["WorkflowTemplate", ["spec"]],
	["ClusterWorkflowTemplate", ["spec"]],
	["CronWorkflow", ["spec", "workflowSpec"]]
]);
/** The kinds of Argo Workflows whose templates become pods. */
const argoKinds = [...workflowSpecs.keys()];
/**
* A pod for each template of a workflow that runs containers, those written inline in a step or task
* included. A template falls back on `templateDefaults`, and both on the workflow's own spec.
*/
function argoPods(resource) {
	const spec = resource.root.at(...workflowSpecs.get(resource.kind) ?? ["spec"]);
	const defaults = spec.at("templateDefaults");
	return templatesIn(spec).flatMap((template) => {
		const containers = containersOf(template, defaults);
		if (containers.length === 0) return [];
		const specs = defaults.exists ? [
			template,
			defaults,
			spec
		] : [template, spec];
		return [{
			resource,
			native: false,
			metadata: metadataOf(template, spec),
			specs,
			containers
		}];
	});
}
function templatesIn(spec) {
	const templates = spec.at("templates").items();
	const inline = templates.flatMap((template) => [...template.at("steps").items().flatMap((group) => group.items()), ...template.at("dag", "tasks").items()]);
	return [...templates, ...inline.map((step) => step.at("inline"))];
}
function containersOf(template, defaults) {
	const main = ["container", "script"].filter((key) => template.at(key).exists).map((key) => containerAt(template.at(key), "regular", defaults.at(key)));
	return [
		...containerList(template.at("initContainers"), "init"),
		...main,
		...containerList(template.at("containerSet", "containers"), "regular"),
		...containerList(template.at("sidecars"), "regular")
	];
}
function metadataOf(template, spec) {
	const own = template.at("metadata");
	return own.exists ? own : spec.at("podMetadata");
}
// src/kubernetes/workloads/spec-kinds.ts
/** Kinds that write the fields of a pod spec without a template around it. */
const podSpecKinds = [{
	groups: ["apps.kruise.io"],
	kind: "SidecarSet",
	paths: ["spec"]
}, {
	groups: ["serving.knative.dev"],
	kind: "Revision",
	paths: ["spec"]
}];
// src/kubernetes/workloads/template-kinds.ts
const job = "spec.template";
const rayCluster = ["headGroupSpec.template", "workerGroupSpecs[].template"];
const jobSet = "spec.replicatedJobs[].template.spec.template";
/** The kinds that Pod Security admission judges besides Pod, with the groups it knows them in. */
const builtInTemplates = [
	{
		groups: [""],
		kind: "PodTemplate",
		paths: ["template"]
	},
	{
		groups: [""],
		kind: "ReplicationController",
		paths: ["spec.template"]
	},
	{
		groups: ["apps"],
		kind: "ReplicaSet",
		paths: ["spec.template"]
	},
	{
		groups: ["apps"],
		kind: "Deployment",
		paths: ["spec.template"]
	},
	{
		groups: ["apps"],
		kind: "StatefulSet",
		paths: ["spec.template"]
	},
	{
		groups: ["apps"],
		kind: "DaemonSet",
		paths: ["spec.template"]
	},
	{
		groups: ["batch"],
		kind: "Job",
		paths: [job]
	},
	{
		groups: ["batch"],
		kind: "CronJob",
		paths: [`spec.jobTemplate.${job}`]
	}
];
/** Other kinds that embed pod templates, those of retired built-in groups first. */
const otherTemplates = [
	{
		groups: ["extensions"],
		kind: "ReplicaSet",
		paths: ["spec.template"]
	},
	{
		groups: ["extensions"],
		kind: "Deployment",
		paths: ["spec.template"]
	},
	{
		groups: ["extensions"],
		kind: "DaemonSet",
		paths: ["spec.template"]
	},
	{
		groups: ["extensions"],
		kind: "Job",
		paths: [job]
	},
	{
		groups: ["argoproj.io"],
		kind: "Rollout",
		paths: ["spec.template"]
	},
	{
		groups: ["argoproj.io"],
		kind: "Experiment",
		paths: ["spec.templates[].template"]
	},
	...[
		"AnalysisTemplate",
		"ClusterAnalysisTemplate",
		"AnalysisRun"
	].map((kind) => ({
		groups: ["argoproj.io"],
		kind,
		paths: [`spec.metrics[].provider.job.${job}`]
	})),
	{
		groups: ["serving.knative.dev"],
		kind: "Service",
		paths: ["spec.template"]
	},
	{
		groups: ["serving.knative.dev"],
		kind: "Configuration",
		paths: ["spec.template"]
	},
	{
		groups: ["sources.knative.dev"],
		kind: "ContainerSource",
		paths: ["spec.template"]
	},
	{
		groups: ["apps.openshift.io", ""],
		kind: "DeploymentConfig",
		paths: ["spec.template"]
	},
	{
		groups: ["apps.kruise.io"],
		kind: "CloneSet",
		paths: ["spec.template"]
	},
	{
		groups: ["apps.kruise.io"],
		kind: "StatefulSet",
		paths: ["spec.template"]
	},
	{
		groups: ["apps.kruise.io"],
		kind: "DaemonSet",
		paths: ["spec.template"]
	},
	{
		groups: ["apps.kruise.io"],
		kind: "BroadcastJob",
		paths: ["spec.template"]
	},
	{
		groups: ["apps.kruise.io"],
		kind: "AdvancedCronJob",
		paths: [`spec.template.jobTemplate.${job}`, "spec.template.broadcastJobTemplate.spec.template"]
	},
	{
		groups: ["apps.kruise.io"],
		kind: "UnitedDeployment",
		paths: [
			"spec.template.statefulSetTemplate.spec.template",
			"spec.template.advancedStatefulSetTemplate.spec.template",
			"spec.template.cloneSetTemplate.spec.template",
			"spec.template.deploymentTemplate.spec.template"
		]
	},
	{
		groups: ["batch.volcano.sh"],
		kind: "Job",
		paths: ["spec.tasks[].template"]
	},
	{
		groups: ["batch.volcano.sh"],
		kind: "CronJob",
		paths: ["spec.jobTemplate.spec.tasks[].template"]
	},
	{
		groups: ["flow.volcano.sh"],
		kind: "JobTemplate",
		paths: ["spec.tasks[].template"]
	},
	{
		groups: ["kubeflow.org"],
		kind: "TFJob",
		paths: ["spec.tfReplicaSpecs.*.template"]
	},
	{
		groups: ["kubeflow.org"],
		kind: "PyTorchJob",
		paths: ["spec.pytorchReplicaSpecs.*.template"]
	},
	{
		groups: ["kubeflow.org"],
		kind: "MPIJob",
		paths: ["spec.mpiReplicaSpecs.*.template"]
	},
	{
		groups: ["kubeflow.org"],
		kind: "MXJob",
		paths: ["spec.mxReplicaSpecs.*.template"]
	},
	{
		groups: ["kubeflow.org"],
		kind: "XGBoostJob",
		paths: ["spec.xgbReplicaSpecs.*.template"]
	},
	{
		groups: ["kubeflow.org"],
		kind: "PaddleJob",
		paths: ["spec.paddleReplicaSpecs.*.template"]
	},
	{
		groups: ["kubeflow.org"],
		kind: "JAXJob",
		paths: ["spec.jaxReplicaSpecs.*.template"]
	},
	{
		groups: ["kubeflow.org"],
		kind: "Notebook",
		paths: ["spec.template"]
	},
	...["TrainingRuntime", "ClusterTrainingRuntime"].map((kind) => ({
		groups: ["trainer.kubeflow.org"],
		kind,
		paths: [`spec.template.${jobSet}`]
	})),
	{
		groups: ["jobset.x-k8s.io"],
		kind: "JobSet",
		paths: [jobSet]
	},
	{
		groups: ["leaderworkerset.x-k8s.io"],
		kind: "LeaderWorkerSet",
		paths: ["spec.leaderWorkerTemplate.leaderTemplate", "spec.leaderWorkerTemplate.workerTemplate"]
	},
	{
		groups: ["keda.sh"],
		kind: "ScaledJob",
		paths: ["spec.jobTargetRef.template"]
	},
	{
		groups: ["ray.io"],
		kind: "RayCluster",
		paths: rayCluster.map((path) => `spec.${path}`)
	},
	{
		groups: ["ray.io"],
		kind: "RayJob",
		paths: [...rayCluster.map((path) => `spec.rayClusterSpec.${path}`), "spec.submitterPodTemplate"]
	},
	{
		groups: ["ray.io"],
		kind: "RayService",
		paths: rayCluster.map((path) => `spec.rayClusterConfig.${path}`)
	},
	{
		groups: ["flink.apache.org"],
		kind: "FlinkDeployment",
		paths: [
			"spec.podTemplate",
			"spec.jobManager.podTemplate",
			"spec.taskManager.podTemplate"
		]
	},
	{
		groups: ["agones.dev"],
		kind: "GameServer",
		paths: ["spec.template"]
	},
	{
		groups: ["agones.dev"],
		kind: "GameServerSet",
		paths: ["spec.template.spec.template"]
	},
	{
		groups: ["agones.dev"],
		kind: "Fleet",
		paths: ["spec.template.spec.template"]
	}
];
// src/kubernetes/workloads/tekton.ts
/** How each kind of Tekton names what its pods run. */
const tektonReaders = /* @__PURE__ */ new Map([
	["Task", (task) => taskPods(task, task.root.at("spec"), [])],
	["ClusterTask", (task) => taskPods(task, task.root.at("spec"), [])],
	["StepAction", stepActionPods],
	["TaskRun", taskRunPods],
	["Pipeline", (pipeline) => pipelinePods(pipeline, pipeline.root.at("spec"), () => [])],
	["PipelineRun", pipelineRunPods]
]);
/** A task runs as one pod: a container for each step and each sidecar. */
function taskPods(resource, task, podTemplates) {
	const containers = [...containerList(task.at("steps"), "regular", task.at("stepTemplate")), ...containerList(task.at("sidecars"), "regular")];
	if (containers.length === 0) return [];
	const specs = [...podTemplates.filter((template) => template.exists), task];
	return [{
		resource,
		native: false,
		metadata: task.at("metadata"),
		specs,
		containers
	}];
}
/** A step of its own that tasks refer to; the fields of the pod are the task's. */
function stepActionPods(resource) {
	const step = resource.root.at("spec");
	if (!step.at("image").exists) return [];
	return [{
		resource,
		native: false,
		metadata: resource.root.at("metadata"),
		specs: [resource.root],
		containers: [containerAt(step, "regular")]
	}];
}
function taskRunPods(resource) {
	const spec = resource.root.at("spec");
	return taskPods(resource, spec.at("taskSpec"), [spec.at("podTemplate")]);
}
function pipelineRunPods(resource) {
	const spec = resource.root.at("spec");
	const shared = [spec.at("taskRunTemplate", "podTemplate"), spec.at("podTemplate")];
	const own = new Map(spec.at("taskRunSpecs").items().map((run) => [run.at("pipelineTaskName").value, run]));
	return pipelinePods(resource, spec.at("pipelineSpec"), (task) => {
		const run = own.get(task.at("name").value);
		return [...run === void 0 ? [] : [run.at("podTemplate"), run.at("taskPodTemplate")], ...shared];
	});
}
/** Tasks written into the pipeline itself; those it refers to are judged where they are defined. */
function pipelinePods(resource, pipeline, podTemplatesOf) {
	return [...pipeline.at("tasks").items(), ...pipeline.at("finally").items()].flatMap((task) => taskPods(resource, task.at("taskSpec"), podTemplatesOf(task)));
}
// src/kubernetes/workloads.ts
const readers = new Map([
	["/Pod", (resource) => [podIn(resource, resource.root, true)]],
	...builtInTemplates.flatMap((entry) => templateReaders(entry, true)),
	...otherTemplates.flatMap((entry) => templateReaders(entry, false)),
	...podSpecKinds.flatMap(podSpecReaders),
	...argoKinds.map((kind) => [`argoproj.io/${kind}`, argoPods]),
	...argoEventsKinds.map((kind) => [`argoproj.io/${kind}`, argoEventsPods]),
	...[...tektonReaders].map(([kind, read]) => [`tekton.dev/${kind}`, read])
]);
/** Whether objects of this kind can run pods, whatever this one says. */
function isWorkload(resource) {
	return readers.has(`${resource.group}/${resource.kind}`);
}
/**
* The pods that an object would run: one for each pod template in it, none for objects that run
* nothing. Values of the wrong type count as missing.
*/
function podsOf(resource) {
	return readers.get(`${resource.group}/${resource.kind}`)?.(resource) ?? [];
}
function templateReaders(entry, native) {
	const read = (resource) => entry.paths.flatMap((path) => fieldsAt(resource.root, path)).filter((template) => isMapping(template.value)).map((template) => podIn(resource, template, native));
	return entry.groups.map((group) => [`${group}/${entry.kind}`, read]);
}
function podSpecReaders(entry) {
	const read = (resource) => entry.paths.flatMap((path) => fieldsAt(resource.root, path)).map((spec) => podWith(resource, spec.at("metadata"), spec, false)).filter((pod) => pod.containers.length > 0);
	return entry.groups.map((group) => [`${group}/${entry.kind}`, read]);
}
/** The pod of an object with `metadata` and `spec`. */
function podIn(resource, template, native) {
	return podWith(resource, template.at("metadata"), template.at("spec"), native);
}
function podWith(resource, metadata, spec, native) {
	return {
		resource,
		native,
		metadata,
		specs: [spec],
		containers: containersIn(spec)
	};
}
// src/kubernetes/patch-directive.ts
const directive = "$patch";
/**
* The directive that makes a document a strategic merge patch: a `$patch` of the object itself, or
* anywhere in an object that runs pods. Elsewhere the key may be part of a policy or of a configuration.
*/
function patchDirectiveIn(root) {
	const { file, start, end } = root.document;
	if (!file.text.slice(start, end).includes(directive)) return void 0;
	if (root.at(directive).exists) return root.at(directive);
	const resource = resourceAt(root);
	if (resource === void 0 || !isWorkload(resource)) return void 0;
	const open = [root];
	for (let field = open.pop(); field !== void 0; field = open.pop()) {
		if (field.key === directive) return field;
		const children = isMapping(field.value) ? field.entries() : field.items();
		for (const child of children.reverse()) open.push(child);
	}
}
// src/kubernetes/whole-object.ts
/** Kinds that the API server refuses without a selector, which no patch has a reason to repeat. */
const selecting = /* @__PURE__ */ new Set([
	"apps/Deployment",
	"apps/StatefulSet",
	"apps/DaemonSet",
	"apps/ReplicaSet",
	"apps.kruise.io/CloneSet",
	"apps.kruise.io/StatefulSet",
	"apps.kruise.io/DaemonSet"
]);
/** Kinds whose pods must say what happens when they end; the default is refused. */
const ending = /* @__PURE__ */ new Set(["batch/Job", "batch/CronJob"]);
/**
* Whether an object that runs pods has all that Kubernetes asks of it, so that it can be deployed by
* itself; a patch says what changes, and leaves out the rest.
*/
function isWhole(resource, pods) {
	if (pods.length === 0 || resource.name === void 0) return false;
	const kind = `${resource.group}/${resource.kind}`;
	if (selecting.has(kind) && !resource.root.at("spec", "selector").exists) return false;
	return pods.every(({ native, specs, containers }) => containers.length > 0 && containers.every((container) => isComplete(container, native)) && (!ending.has(kind) || specs.some((spec) => spec.at("restartPolicy").exists)));
}
/** Custom resources such as Knative's name containers by themselves. */
function isComplete({ name, fields }, needsName) {
	return (name !== void 0 || !needsName) && fields.some((field) => field.at("image").exists);
}
// src/kubernetes/classify.ts
/**
* Tells objects from patches and kustomizations. What a kustomization lists among its resources is an
* object whatever else it may be; a patch is what one applies, or what says so itself. An object that
* the API server would take as it stands is judged also where it is called a patch: otherwise a line
* in any kustomization would keep a file from being judged that is deployed without it.
*/
function classify(documents, kustomizations) {
	const listed = new Set(kustomizations.flatMap(({ files }) => files));
	const applied = new Set(kustomizations.flatMap(({ patchFiles }) => patchFiles));
	const sorting = new Classifying();
	for (const document of documents) {
		const { path } = document.file;
		if (isKustomization(document) && !hasItems(document)) continue;
		if (applied.has(path)) sorting.patch(document);
		const directive = listed.has(path) ? void 0 : patchDirectiveIn(Field.root(document));
		if (directive !== void 0 && !applied.has(path)) sorting.strayPatch(document, directive);
		const isObject = listed.has(path) || !applied.has(path) && directive === void 0;
		sorting.objects(document, isObject ? "all" : "whole");
	}
	return sorting;
}
/** The objects of a document with what they would run. */
const contentOf = onceEach((document) => objectsIn(document).map((resource) => {
	const pods = podsOf(resource);
	return {
		resource,
		pods,
		images: imagesOf(resource, pods)
	};
}));
var Classifying = class {
	resources = [];
	pods = [];
	imagesInFiles = /* @__PURE__ */ new Map();
	imagesInPatches = /* @__PURE__ */ new Map();
	problems = [];
	objects(document, which) {
		const content = contentOf(document);
		const misspelled = content.length > 0 ? void 0 : misspelledType(Field.root(document));
		if (misspelled !== void 0) this.problems.push(misspelled);
		for (const { resource, pods, images } of content) {
			if (which === "whole" && !isWhole(resource, pods)) continue;
			this.resources.push(resource);
			for (const pod of pods) this.pods.push(pod);
			append(this.imagesInFiles, document, images);
		}
	}
	patch(document) {
		append(this.imagesInPatches, document, imagesInPatch(Field.root(document)));
	}
	strayPatch(document, directive) {
		this.patch(document);
		this.problems.push(notEvaluated(directive, "This makes the document a patch, which no kustomization in the tree applies; of what it changes only the images were judged."));
	}
};
function append(images, { file }, sources) {
	const existing = images.get(file.path) ?? [];
	images.set(file.path, existing);
	for (const source of sources) existing.push(source);
}
// src/kubernetes/image-uses.ts
/** At most so many earlier changes stand beside a use. */
const maxRelated = 10;
/** The uses of images that are run as the files say, one for each. */
function usesOfSources(sources) {
	return sources.map(({ reference, field, resource, container, pullPolicy }) => ({
		use: {
			reference,
			field,
			resource,
			container,
			pullPolicy,
			related: []
		},
		names: () => namesOf$1(reference)
	}));
}
/**
* The uses that kustomizations make, one for each image that they take in: where the file says it if
* they leave it as it is, else at the entry that changed it last.
*/
function usesOfOutcomes(outcomes) {
	return outcomes.flatMap((outcome) => {
		const { change } = outcome;
		return change === void 0 ? usesOfSources([outcome.source]) : [useOfChange(change, outcome)];
	});
}
/** Entries that match nothing in the tree say what is run all the same: their base may be elsewhere. */
function usesOfUnmatched(entries) {
	return entries.flatMap((entry) => {
		const reference = referenceOf(entry);
		if (reference === void 0) return [];
		return [{
			use: {
				reference,
				field: entry.setter,
				resource: void 0,
				container: void 0,
				pullPolicy: void 0,
				related: []
			},
			names: () => [...namesOf$1(reference), entry.name]
		}];
	});
}
/**
* Puts the caller's references in the place of the names that the files use, and adds those that stand
* for themselves; names that no use has are handed back.
*/
function withArguments(uses, images) {
	const replacements = new Map(images.flatMap(({ name, reference }) => name === void 0 ? [] : [[name, reference]]));
	const used = /* @__PURE__ */ new Set();
	const replaced = uses.map(({ use, names }) => {
		if (replacements.size === 0) return use;
		const name = names().find((candidate) => replacements.has(candidate));
		const reference = name === void 0 ? void 0 : replacements.get(name);
		if (name === void 0 || reference === void 0) return use;
		used.add(name);
		const { field, resource, container, pullPolicy, related } = use;
		return {
			reference,
			field,
			resource,
			container,
			pullPolicy,
			related
		};
	});
	const added = images.filter(({ name }) => name === void 0).map(useOfArgument);
	const unmatched = [...replacements.keys()].filter((name) => !used.has(name));
	return {
		images: [...replaced, ...added],
		unmatched
	};
}
function useOfChange(change, outcome) {
	const names = () => [
		...namesOf$1(outcome.reference),
		...entriesOf$1(change).map(({ name }) => name),
		...namesOf$1(outcome.source.reference)
	];
	return {
		use: new ChangedUse(change, outcome),
		names
	};
}
/** Looks up the lines that it refers to only when asked: only findings show them. */
var ChangedUse = class {
	reference;
	field;
	resource;
	container;
	pullPolicy;
	#change;
	#source;
	constructor(change, outcome) {
		this.reference = outcome.reference;
		this.field = change.entry.setter;
		this.resource = outcome.source.resource;
		this.container = outcome.source.container;
		this.pullPolicy = outcome.source.pullPolicy;
		this.#change = change;
		this.#source = outcome.source;
	}
	get related() {
		const source = this.#source;
		return [{
			location: source.field.location,
			message: `Here the image is ${source.reference}, which kustomize replaces.`
		}, ...entriesOf$1(this.#change.before, maxRelated).map(({ setter, name }) => ({
			location: setter.location,
			message: `Here kustomize replaced ${name} before.`
		}))];
	}
};
/** The entries of a chain of changes, the last one first. */
function entriesOf$1(last, limit = Infinity) {
	const entries = [];
	for (let change = last; change !== void 0 && entries.length < limit; change = change.before) entries.push(change.entry);
	return entries;
}
function useOfArgument({ reference }) {
	return {
		reference,
		field: void 0,
		resource: void 0,
		container: void 0,
		pullPolicy: void 0,
		related: []
	};
}
// src/kubernetes/kustomize/flow.ts
/** The steps that one tree may take; real ones take thousands, and overlays can be built to take forever. */
const maxSteps = 1e6;
/** Longer references can name no image: a name has up to 255 characters, a tag 128, a digest some 140. */
const maxReferenceLength = 1024;
/** What happens when the overlays of a tree lead to more than maxSteps changes of images. */
var TooManySteps = class extends Error {
	name = "TooManySteps";
};
/** Sends every image through all kustomizations above it. Throws TooManySteps. */
function imageFlow(order, filesOf, patchesOf) {
	const run = new FlowRun(filesOf, patchesOf);
	for (const kustomization of order.kustomizations) run.build(kustomization);
	return {
		outcomes: run.resultOf(order.roots),
		taken: run.taken,
		matched: run.matched
	};
}
var FlowRun = class {
	taken = /* @__PURE__ */ new Set();
	matched = /* @__PURE__ */ new Set();
	#filesOf;
	#patchesOf;
	#built = /* @__PURE__ */ new Map();
	#numbers = /* @__PURE__ */ new Map();
	#left = maxSteps;
	constructor(filesOf, patchesOf) {
		this.#filesOf = filesOf;
		this.#patchesOf = patchesOf;
	}
	/** kustomize's order: resources, then components, each changing all there is so far, then patches and images. */
	build(kustomization) {
		let stream = /* @__PURE__ */ new Map();
		this.#takeIn(stream, kustomization);
		for (const component of this.#componentsOf(kustomization)) {
			this.#takeIn(stream, component);
			this.#takeOwn(stream, this.#patchesOf(component));
			stream = this.#transformed(stream, component.images);
		}
		this.#takeOwn(stream, this.#patchesOf(kustomization));
		this.#built.set(kustomization, this.#transformed(stream, kustomization.images));
	}
	resultOf(roots) {
		const all = /* @__PURE__ */ new Map();
		for (const root of roots) this.#merge(all, this.#built.get(root));
		return [...all.values()];
	}
	#takeIn(stream, kustomization) {
		this.#takeOwn(stream, this.#filesOf(kustomization));
		for (const part of kustomization.parts) if (!part.component) this.#merge(stream, this.#built.get(part.kustomization));
	}
	#takeOwn(stream, sources) {
		for (const source of sources) {
			if (source.reference.length > maxReferenceLength) continue;
			this.taken.add(source);
			this.#put(stream, {
				source,
				reference: source.reference,
				change: void 0
			});
		}
	}
	#merge(into, from) {
		for (const image of from?.values() ?? []) this.#put(into, image);
	}
	/** All components below, those that others are built upon first, each once. */
	#componentsOf(kustomization) {
		const found = [];
		const seen = /* @__PURE__ */ new Set();
		const open = [{
			kustomization,
			next: 0
		}];
		for (let top = open.at(-1); top !== void 0; top = open.at(-1)) {
			this.#step();
			const part = top.kustomization.parts[top.next++];
			if (part === void 0) {
				open.pop();
				if (top.kustomization !== kustomization) found.push(top.kustomization);
			} else if (part.component && !seen.has(part.kustomization)) {
				seen.add(part.kustomization);
				open.push({
					kustomization: part.kustomization,
					next: 0
				});
			}
		}
		return found;
	}
	#transformed(stream, entries) {
		if (entries.all.length === 0) return stream;
		const result = /* @__PURE__ */ new Map();
		for (const image of stream.values()) this.#put(result, this.#changed(image, entries));
		return result;
	}
	#changed(image, entries) {
		if (!image.source.kustomizable) return image;
		let { reference, change } = image;
		let match = entries.next(reference, 0);
		while (match !== void 0 && reference.length <= maxReferenceLength) {
			this.#step();
			this.matched.add(match.entry);
			const changed = applyEntry(match.entry, reference);
			if (changed !== reference) change = {
				entry: match.entry,
				before: change
			};
			reference = changed;
			match = entries.next(reference, match.index + 1);
		}
		return {
			source: image.source,
			reference,
			change
		};
	}
	/** The same reference of one source by two ways is one outcome. */
	#put(stream, image) {
		this.#step();
		const number = this.#numbers.get(image.source) ?? this.#numbers.size;
		this.#numbers.set(image.source, number);
		const key = `${number} ${image.reference}`;
		if (!stream.has(key)) stream.set(key, image);
	}
	#step() {
		if (--this.#left < 0) throw new TooManySteps();
	}
};
// src/kubernetes/kustomize/link.ts
/** Reads the kustomizations among the documents and links them with each other and with the files. */
function linkKustomizations(documents) {
	const kustomizations = documents.filter(isKustomization).map((document) => ({
		...readKustomization(document),
		files: [],
		patchFiles: [],
		patchTexts: [],
		parts: []
	}));
	if (kustomizations.length === 0) return {
		kustomizations,
		problems: []
	};
	const linker = new Linker(documents, kustomizations);
	for (const kustomization of kustomizations) linker.link(kustomization);
	return {
		kustomizations,
		problems: [...kustomizations.flatMap(({ problems }) => problems), ...linker.problems]
	};
}
var Linker = class {
	problems = [];
	#paths;
	#byFolder = /* @__PURE__ */ new Map();
	#byPath = /* @__PURE__ */ new Map();
	constructor(documents, kustomizations) {
		this.#paths = new Set(documents.map(({ file }) => file.path));
		for (const kustomization of kustomizations) {
			const { folder, ownsFolder, root } = kustomization;
			this.#byPath.set(root.document.file.path, kustomization);
			if (ownsFolder && !this.#byFolder.has(folder)) this.#byFolder.set(folder, kustomization);
		}
	}
	link(kustomization) {
		for (const entry of kustomization.resources) this.#part(kustomization, entry, false);
		for (const entry of kustomization.components) this.#part(kustomization, entry, true);
		for (const patch of kustomization.patches) this.#patch(kustomization, patch);
	}
	#part(kustomization, { field, path }, component) {
		const target = resolvePath(kustomization.folder, path);
		const part = target === void 0 ? void 0 : this.#kustomizationAt(target);
		if (part !== void 0) kustomization.parts.push({
			kustomization: part,
			component,
			field
		});
		else if (target !== void 0 && this.#paths.has(target)) kustomization.files.push(target);
		else this.#notFound(field, path, target);
	}
	#kustomizationAt(target) {
		return this.#byPath.get(target) ?? this.#byFolder.get(target);
	}
	/** Files that were not read are no concern here: whoever read the tree has said why. */
	#notFound(field, entry, target) {
		if (isRemote(entry)) this.#add(field, "kustomize would fetch this from elsewhere; it was not judged.");
		else if (target === void 0) this.#add(field, "This leads out of the judged repository; what is there was not judged.");
		else if (!/\.(?:ya?ml|json)$/i.test(entry)) this.#add(field, "No kustomization was read in this folder; what is there was not built upon.");
	}
	#patch(kustomization, { path, text }) {
		const target = path === void 0 ? void 0 : resolvePath(kustomization.folder, path.path);
		if (target !== void 0 && this.#paths.has(target)) kustomization.patchFiles.push(target);
		else if (text !== void 0) kustomization.patchTexts.push(text);
		else if (path !== void 0) this.#add(path.field, "No document was read at this path, so the patch's images were not judged.");
	}
	#add(field, message) {
		this.problems.push(notEvaluated(field, message));
	}
};
// src/kubernetes/kustomize/order.ts
/**
* Brings kustomizations into the order in which they are built. References that close a circle, which
* kustomize refuses, are taken out and are problems.
*/
function buildOrder(kustomizations) {
	const states = /* @__PURE__ */ new Map();
	const ordered = [];
	const closing = /* @__PURE__ */ new Set();
	for (const start of kustomizations) if (!states.has(start)) visit(start, states, ordered, closing);
	for (const kustomization of ordered) kustomization.parts = kustomization.parts.filter((part) => !closing.has(part));
	const builtUpon = new Set(ordered.flatMap(({ parts }) => parts.map(({ kustomization }) => kustomization)));
	return {
		kustomizations: ordered,
		roots: ordered.filter((kustomization) => !builtUpon.has(kustomization)),
		problems: [...closing].map(circleProblem)
	};
}
/** Depth first with a stack of its own: overlays may be nested deeper than calls may. */
function visit(start, states, ordered, closing) {
	const open = [{
		kustomization: start,
		next: 0
	}];
	states.set(start, "open");
	for (let top = open.at(-1); top !== void 0; top = open.at(-1)) {
		const part = top.kustomization.parts[top.next++];
		if (part === void 0) {
			states.set(top.kustomization, "done");
			ordered.push(top.kustomization);
			open.pop();
			continue;
		}
		const state = states.get(part.kustomization);
		if (state === "open") closing.add(part);
		if (state !== void 0) continue;
		states.set(part.kustomization, "open");
		open.push({
			kustomization: part.kustomization,
			next: 0
		});
	}
}
function circleProblem({ field }) {
	return {
		kind: "unreadable",
		message: "This kustomization is built upon itself by way of this entry; kustomize refuses that.",
		location: field.location,
		offender: field.value ?? null
	};
}
// src/kubernetes/sort-out.ts
/**
* Sorts all documents of a tree into objects, patches and kustomizations, and finds every image that
* they would run, after the kustomizations and the caller's arguments.
*/
function sortOut(documents, images) {
	const { kustomizations, problems } = linkKustomizations(documents);
	const order = buildOrder(kustomizations);
	const classified = classify(documents, kustomizations);
	const uses = imagesRun(order, classified);
	const named = withArguments(uses.uses, images);
	return {
		resources: classified.resources,
		pods: classified.pods,
		images: named.images,
		problems: [
			...problems,
			...order.problems,
			...classified.problems,
			...uses.problems
		],
		unmatchedImages: named.unmatched
	};
}
function imagesRun(order, classified) {
	const inTexts = new Map(order.kustomizations.map((kustomization) => [kustomization, kustomization.patchTexts.flatMap(imagesInText)]));
	const filesOf = ({ files }) => imagesAt(files, classified.imagesInFiles);
	const patchesOf = (kustomization) => [...imagesAt(kustomization.patchFiles, classified.imagesInPatches), ...inTexts.get(kustomization) ?? []];
	const sources = [
		classified.imagesInFiles,
		classified.imagesInPatches,
		inTexts
	].flatMap((images) => [...images.values()]).flat();
	const flow = flowOrNothing(order, filesOf, patchesOf);
	const entries = order.kustomizations.flatMap((kustomization) => kustomization.images.all);
	return {
		uses: [
			...usesOfSources(untaken(sources, flow, classified)),
			...usesOfOutcomes(flow.outcomes),
			...usesOfUnmatched(entries.filter((entry) => !flow.matched.has(entry)))
		],
		problems: flow.problems
	};
}
/**
* The images that no kustomization takes in. Those of a file that is a patch and an object stand in it
* twice, and count once where the patch's are run as they are written.
*/
function untaken(sources, { taken, outcomes }, { imagesInFiles, imagesInPatches }) {
	const left = sources.filter((source) => !taken.has(source));
	if (![...imagesInPatches.keys()].some((path) => imagesInFiles.has(path))) return left;
	const said = new Set(outcomes.filter(({ change }) => change === void 0).map(({ source }) => placeOf$2(source)));
	return left.filter((source) => {
		const place = placeOf$2(source);
		const isNew = !said.has(place);
		said.add(place);
		return isNew;
	});
}
function placeOf$2({ field }) {
	const { file, start } = field.document;
	return JSON.stringify([
		file.path,
		start,
		field.path
	]);
}
/** Past the bound every image counts as written, every entry on its own, and the tree as unreadable. */
function flowOrNothing(order, filesOf, patchesOf) {
	try {
		return {
			...imageFlow(order, filesOf, patchesOf),
			problems: []
		};
	} catch (error) {
		if (!(error instanceof TooManySteps)) throw error;
		return {
			outcomes: [],
			taken: /* @__PURE__ */ new Set(),
			matched: /* @__PURE__ */ new Set(),
			problems: order.roots.slice(0, 1).map(tooManySteps)
		};
	}
}
function tooManySteps({ root }) {
	return {
		kind: "unreadable",
		message: "The kustomizations change too many images in too many ways to follow; which images are run was not decided.",
		location: root.location,
		offender: "too many steps"
	};
}
function imagesAt(paths, images) {
	return paths.flatMap((path) => images.get(path) ?? []);
}
// src/kubernetes/gitmodules.ts
/** The paths in a `.gitmodules`, read as git reads its configuration (git, config.c). */
function submodulePathsIn(text) {
	const reader = new ConfigReader(text);
	const isWhole = reader.read();
	return {
		paths: reader.paths,
		fault: isWhole ? void 0 : reader.at
	};
}
const escapes = /* @__PURE__ */ new Map([
	["t", "	"],
	["b", "\b"],
	["n", "\n"],
	["\\", "\\"],
	["\"", "\""]
]);
var ConfigReader = class {
	paths = [];
	at = 0;
	#text;
	#isInSubmodule = false;
	constructor(text) {
		this.#text = text.replaceAll("\r\n", " \n");
		if (text.startsWith("﻿")) this.at = 1;
	}
	/** Reads to the end, or to what git does not read; whether it is the end. */
	read() {
		while (this.at < this.#text.length) {
			const char = this.#text[this.at] ?? "";
			if (isSpace(char)) this.at++;
			else if (char === "#" || char === ";") this.#skipLine();
			else if (!(char === "[" ? this.#section() : this.#variable())) return false;
		}
		return true;
	}
	#skipLine() {
		const end = this.#text.indexOf("\n", this.at);
		this.at = end < 0 ? this.#text.length : end;
	}
	/** `[name]`, `[name.sub]` or `[name "sub"]`, the name in any case. */
	#section() {
		const header = this.#match(/\[([a-z0-9.-]+)(?:[ \t\r]+"((?:[^"\\\n]|\\[^\n])*)")?\]/iy);
		if (header === void 0) return false;
		const [name = "", sub] = header;
		const lower = name.toLowerCase();
		const isNamed = sub !== void 0 && lower === "submodule";
		this.#isInSubmodule = isNamed || lower.startsWith("submodule.");
		return true;
	}
	/** `name`, or `name = value`; the name in any case. */
	#variable() {
		const [name] = this.#match(/([a-z][a-z0-9-]*)[ \t]*/iy) ?? [];
		if (name === void 0) return false;
		const char = this.#text[this.at] ?? "\n";
		if (char === "\n") return true;
		if (char !== "=") return false;
		this.at++;
		const value = this.#value();
		if (value === void 0) return false;
		if (this.#isInSubmodule && name.toLowerCase() === "path") this.paths.push(value);
		return true;
	}
	/** Up to the end of the line, with its quotes and escapes resolved and without its comment. */
	#value() {
		this.#match(/[ \t\r]*/y);
		const start = this.at;
		let [path, kept, end, isQuoted] = [
			"",
			0,
			start,
			false
		];
		for (let char = this.#text[start]; char !== void 0 && char !== "\n";) {
			if (!isQuoted && (char === "#" || char === ";")) {
				this.#skipLine();
				break;
			}
			const isKept = isQuoted || !isSpace(char);
			if (char === "\"") isQuoted = !isQuoted;
			else if (char !== "\\") path += char;
			else {
				const escaped = this.#escaped();
				if (escaped === void 0) return void 0;
				path += escaped;
			}
			char = this.#text[++this.at];
			if (isKept) [kept, end] = [path.length, this.at];
		}
		return isQuoted ? void 0 : {
			path: path.slice(0, kept),
			start,
			end
		};
	}
	/** What a backslash and the character behind it mean: nothing where the line goes on behind its end. */
	#escaped() {
		const next = this.#text[++this.at] ?? "\n";
		if (next === "\n") return "";
		if (next === " " && this.#text[this.at + 1] === "\n") {
			this.at++;
			return "";
		}
		return escapes.get(next);
	}
	#match(pattern) {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.#text);
		if (found === null) return void 0;
		this.at = pattern.lastIndex;
		return found.slice(1);
	}
};
function isSpace(char) {
	return char === " " || char === "	" || char === "\r" || char === "\n";
}
// src/kubernetes/submodules.ts
/** Where a repository says where its submodules are to be had. */
const submodulesFile = ".gitmodules";
/**
* The submodules of the repository at `root`, and of those in them, that are not checked out: what they
* hold was not judged. `known`: the submodules by repository, as git's index names them; of others those
* are looked for that their list names, wherever it is found. Every `offender` is a path from the root.
*/
function submodulesNotHere(root, source, known) {
	const problems = [];
	const repositories = /* @__PURE__ */ new Set([""]);
	for (const repository of repositories) {
		const absolute = path.join(root, repository);
		const text = source.plainText(path.join(absolute, submodulesFile));
		if (text === void 0) continue;
		const told = known.get(absolute) ?? (repository === "" ? source.submodules : void 0);
		const list = new SubmoduleList(new SourceFile(joined(repository, submodulesFile), text));
		if (told === void 0) problems.push(...list.faults());
		for (const inside of new Set(told ?? list.paths())) {
			const folder = joined(repository, inside);
			if (isHere(root, folder, source)) repositories.add(folder);
			else problems.push(list.notHere(inside, folder));
		}
	}
	return problems;
}
/** A list of submodules, which says where its entries stand. */
var SubmoduleList = class {
	#file;
	#read;
	constructor(file) {
		this.#file = file;
		this.#read = submodulePathsIn(file.text);
	}
	paths() {
		return this.#read.paths.map((entry) => plain$2(entry.path)).filter((named) => named !== "");
	}
	notHere(inside, folder) {
		const place = this.#read.paths.find((entry) => plain$2(entry.path) === inside);
		return {
			kind: "empty-submodule",
			message: `The submodule ${folder} is not checked out: nothing in it was judged.`,
			location: this.#file.location(place?.start ?? 0, place?.end ?? 0),
			offender: folder
		};
	}
	faults() {
		const { fault } = this.#read;
		if (fault === void 0) return [];
		return [{
			kind: "unreadable",
			message: "Git does not read this, so which submodules there are was not decided.",
			location: this.#file.location(fault, fault + 1),
			offender: this.#file.text.slice(fault, fault + 200)
		}];
	}
};
function joined(folder, inside) {
	const whole = path.posix.join(folder, inside);
	return whole === "." ? "" : whole;
}
function plain$2(named) {
	return named.replace(/\/+$/, "");
}
/** Whether there is a folder with more in it than the mark of a submodule. */
function isHere(root, folder, source) {
	if (folder === ".." || folder.startsWith("../")) return false;
	try {
		return source.entries(path.join(root, folder)).some(({ name }) => name !== ".git");
	} catch {
		return false;
	}
}
// src/kubernetes/tracked.ts
const nothingTold = {
	aside: /* @__PURE__ */ new Map(),
	submodules: /* @__PURE__ */ new Map()
};
/** More paths than that are not given to git, which then tells all that it has. */
const longestArguments = 32768;
/**
* Asks git about what a walk has set aside, and about submodules where a list of them is; where neither
* is, it is not started. `root` has no link in it.
*/
async function trackedIn(root, aside) {
	return {
		aside: await trackedAside(root, aside),
		submodules: await submodulesBelow(root)
	};
}
async function trackedAside(root, aside) {
	const byRepository = /* @__PURE__ */ new Map();
	for (const one of aside) {
		const repository = repositoryAround(path.dirname(one.absolute));
		if (repository === void 0) continue;
		const some = byRepository.get(repository);
		if (some === void 0) byRepository.set(repository, [one]);
		else some.push(one);
	}
	const tracked = /* @__PURE__ */ new Map();
	for (const [repository, some] of byRepository) {
		const paths = some.map(({ absolute }) => slashed(path.relative(repository, absolute)));
		const entries = await indexEntriesOf(repository, paths.join(" ").length > longestArguments ? [] : paths);
		if (entries === void 0) continue;
		for (const one of some) tracked.set(one.path, []);
		for (const entry of entries.filter(mayMatter)) {
			const at = slashed(path.relative(root, path.join(repository, entry.path)));
			const found = {
				path: at,
				isUnsayable: !entry.isUtf8
			};
			for (const folder of asideFoldersOf(at)) tracked.get(folder)?.push(found);
		}
	}
	return tracked;
}
async function indexEntriesOf(repository, paths) {
	const { indexEntries } = await import("./git.js").then((n) => n.t);
	return indexEntries(repository, paths);
}
function mayMatter({ mode, path: at }) {
	return !mode.startsWith("100") || mayHoldObjects(at);
}
/** The paths up to each name of what is set aside. */
function asideFoldersOf(at) {
	const names = at.split("/");
	return names.flatMap((name, index) => name === "node_modules" ? [names.slice(0, index + 1).join("/")] : []);
}
/** The submodules of the repository at the root, and of those of them that are checked out. */
async function submodulesBelow(root) {
	const found = /* @__PURE__ */ new Map();
	const repositories = [root];
	for (const repository of repositories) {
		if (!existsSync(path.join(repository, ".gitmodules")) || !existsSync(path.join(repository, ".git"))) continue;
		const entries = await indexEntriesOf(repository, []);
		if (entries === void 0) continue;
		const paths = entries.flatMap(({ mode, path: at }) => mode === "160000" ? [at] : []);
		found.set(repository, paths);
		for (const at of paths) repositories.push(path.join(repository, at));
	}
	return found;
}
/** The nearest folder upwards that is a repository's. */
function repositoryAround(folder) {
	for (let at = folder;; at = path.dirname(at)) {
		if (existsSync(path.join(at, ".git"))) return at;
		if (path.dirname(at) === at) return void 0;
	}
}
function slashed(relative) {
	return relative.split(path.sep).join("/");
}
// src/kubernetes/read-tree.ts
/**
* Reads everything under the paths, without asking git what it tracks. Whatever cannot be read is a
* problem at its place, and the rest is read all the same. Throws UsageError for paths that do not exist.
*/
function readTree(request) {
	return treeOf(readFiles(request), request.images);
}
/**
* Reads as readTree does a checkout, in which git tells what is tracked: of node_modules only that, and
* of submodules whatever their list says. Git is started only where there is one or the other.
*/
async function readCheckout(request) {
	const source = request.files ?? new DiskFiles();
	const walk = walked(request, source);
	return treeOf(readWalked(request, {
		source,
		walk,
		tracked: await trackedIn(source.realPath(request.root), walk.aside)
	}), request.images);
}
/** The first half of reading a tree: every file, none of them sorted. Throws as readTree does. */
function readFiles(request) {
	const source = request.files ?? new DiskFiles();
	return readWalked(request, {
		source,
		walk: walked(request, source),
		tracked: nothingTold
	});
}
function readWalked(request, { source, walk, tracked }) {
	const listing = listed(walk, ({ path: aside }) => tracked.aside.get(aside));
	const reading = new Reading(source);
	reading.add(listing.problems);
	for (const file of listing.files) reading.file(file);
	readNamed(reading, request, source);
	reading.add(submodulesUnder(request, source, tracked));
	return reading;
}
/** The other half: what the documents are, and which images they would run. */
function treeOf(reading, images) {
	const sorted = sortOut(reading.documents, images);
	return {
		files: reading.files,
		documents: reading.documents,
		resources: sorted.resources,
		pods: sorted.pods,
		images: sorted.images,
		unmatchedImages: sorted.unmatchedImages,
		problems: [...reading.problems, ...sorted.problems],
		counts: {
			files: reading.paths.size,
			documents: reading.documents.length + reading.passedOver,
			passedOver: reading.passedOver,
			resources: sorted.resources.length + reading.passedOver
		}
	};
}
/**
* Reads what kustomizations name and the walk has left out: kustomize does not ask for an extension, a
* folder such as node_modules is none to it, and what it builds upon may lie beside the given paths.
*/
function readNamed(reading, { root, excluded }, source) {
	const seen = /* @__PURE__ */ new Set();
	const realRoot = source.realPath(root);
	for (const document of reading.documents) {
		if (!isKustomization(document)) continue;
		for (const target of pathsNamedIn(document)) {
			if (seen.has(target)) continue;
			seen.add(target);
			const { files, problems } = listNamed(realRoot, target, excluded, source);
			if (problems.length > 0 && !reading.saidOf(target)) reading.add(problems);
			for (const file of files) reading.named(file);
		}
	}
}
var Reading = class {
	paths = /* @__PURE__ */ new Set();
	files = /* @__PURE__ */ new Map();
	documents = [];
	problems = [];
	passedOver = 0;
	#source;
	/** Paths of files with problems. */
	#troubled = /* @__PURE__ */ new Set();
	/** Paths of JSON files that were left alone for their content. */
	#leftAlone = /* @__PURE__ */ new Set();
	constructor(source) {
		this.#source = source;
	}
	add(problems) {
		for (const problem of problems) {
			this.problems.push(problem);
			this.#troubled.add(problem.location.path);
		}
	}
	/** Whether there is a problem with a file. */
	saidOf(filePath) {
		return this.#troubled.has(filePath);
	}
	/** Reads a file that a kustomization names, unless it was read before. */
	named(file) {
		if (!this.paths.has(file.path) || this.#leftAlone.delete(file.path)) this.file(file, true);
	}
	file(file, isNamed = false) {
		this.paths.add(file.path);
		const read = this.#source.fileReading(file, isNamed);
		if (read.isLeftAlone) this.#leftAlone.add(file.path);
		if (read.source !== void 0) this.files.set(file.path, read.source);
		for (const document of read.documents) this.documents.push(document);
		this.add(read.problems);
		this.passedOver += read.passedOver;
	}
};
function submodulesUnder({ root, paths, excluded }, source, { submodules }) {
	const starts = paths.map((named) => path.relative(root, path.resolve(named)).split(path.sep).join("/"));
	return submodulesNotHere(source.realPath(root), source, submodules).filter((problem) => {
		if (problem.kind !== "empty-submodule") return true;
		const folder = String(problem.offender);
		return starts.some((start) => covers(start, folder)) && !isBelow(folder, excluded);
	});
}
function covers(start, folder) {
	return start === "" || folder === start || folder.startsWith(`${start}/`);
}
// src/registry/resolutions.ts
/**
* What each reference stands for in this run. A tag may be moved between two looks; all checks see the
* image that the first of them found. What one check was refused says nothing about another, which may
* contact other hosts and wait another time.
*/
var Resolutions = class {
	#known = /* @__PURE__ */ new Map();
	/** The answer for a reference; `ask` is called where nobody before has got one, one after another. */
	of(reference, ask) {
		const before = this.#known.get(reference);
		const answer = before === void 0 ? ask() : before.catch(() => ask());
		this.#known.set(reference, answer);
		return answer;
	}
};
// src/storage.ts
/** Keeps nothing. */
const nothingKept = {
	keep: {
		take: () => Promise.resolve(void 0),
		put: () => Promise.resolve()
	},
	results: void 0
};
// src/pipeline.ts
/**
* Judges what lies under the paths. Ends in a report whatever the files hold; throws UsageError for
* what only the caller can mend (a path that does not exist, an image name that no file uses).
*/
async function judge(request) {
	const files = filesToCompare(request);
	const tree = await readCheckout({
		...request,
		excluded: anyGlob(request.policy.exclude),
		...files === void 0 ? {} : { files }
	});
	refuseUnmatchedImages(tree, request.imagesInput);
	const subject = subjectOf(request, tree);
	const { names, subjectFor, reported, share } = sharedOut(request, subject);
	const shard = share && await identified(share, request, tree);
	const runs = await runChecks(names, subjectFor, emptinessOf(request, tree));
	return {
		report: reportOf(request, reported, runs, await settleAgainstBase({
			request,
			subject,
			runs,
			files,
			findings: runs.flatMap((run) => run.findings),
			appliedRules: rulesOf$1(runs, shard)
		}), shard),
		sources: tree.files
	};
}
/** The images are shared out; what is not about one image falls to the first shard. */
function sharedOut(request, subject) {
	const names = checksOf(request);
	const { tree } = subject;
	if (request.shard === void 0) return {
		names,
		subjectFor: () => subject,
		reported: tree
	};
	const references = tree.images.map(({ reference }) => reference);
	const { mine, shard } = shareOf(references, request.shard);
	const own = {
		...tree,
		images: tree.images.filter(({ reference }) => mine.has(reference))
	};
	const isFirst = shard.index === 1;
	const part = {
		...request.shard,
		images: new Set(references).size
	};
	const shared = {
		...subject,
		share: part,
		tree: isFirst ? own : {
			...own,
			problems: []
		}
	};
	return {
		names: isFirst ? names : names.filter(isAboutImages$1),
		subjectFor: (name) => isAboutImages$1(name) ? shared : subject,
		reported: isFirst ? tree : own,
		share: shard
	};
}
/** Says of which files and which policy the shard is. */
async function identified(share, request, tree) {
	const { judgedSource } = await import("./judged-source.js");
	return {
		...share,
		...await judgedSource(request, tree),
		mode: request.policy.mode
	};
}
/** Whether what a check says of one image needs no look at anything else. */
function isAboutImages$1(name) {
	return sharedChecks.some((each) => each === name);
}
/** The checks that the caller names, else those that somebody has something to say to. */
function checksOf({ checks, policy, everyCheck = false }) {
	if (checks !== void 0 || everyCheck) return checks ?? checkNames;
	const left = sharedChecks.filter((name) => policy[name] === void 0 && !policy.require.includes(name));
	return checkNames.filter((name) => !left.some((other) => other === name));
}
/** A waiver for a rule of a check that did not look at everything is not unused. */
function rulesOf$1(runs, shard) {
	return runs.filter(({ name, outcome }) => {
		return outcome.kind === "decided" && (shard === void 0 || !isAboutImages$1(name));
	}).flatMap(({ name }) => checkNamed(name).rules.map(({ id }) => id));
}
function subjectOf(request, tree) {
	const { policy } = request;
	return {
		tree,
		policy,
		constraints: [...tree.resources, ...constraintsOf(request)],
		podSecurity: request.podSecurity ?? policy.manifests.podSecurity,
		root: request.root,
		now: request.now,
		offline: request.offline ?? false,
		resolutions: new Resolutions(),
		storage: request.storage ?? nothingKept,
		sbom: request.sbom,
		progress: request.progress ?? silent,
		images: request.images,
		commits: request.commits ?? noCommits
	};
}
/** Whoever asks for a run without saying anything about commits asks for none. */
const noCommits = {
	kind: "none",
	reason: "no commits were asked about",
	place: policyPath
};
/** The objects in the files that the policy names as constraints; outside the paths they count too. */
function constraintsOf({ root, policy }) {
	const paths = policy.registries.constraints.map((file) => path.resolve(root, file));
	if (paths.length === 0) return [];
	const trees = paths.map((file) => readTree(alone(root, file)));
	const mistakes = [...trees.flatMap(({ problems }) => problems).filter(({ kind }) => kind === "unreadable").map(({ location, message }) => `${location.path}: ${message}`), ...trees.flatMap(({ resources }, index) => constraintsAmong(resources).length > 0 ? [] : [withoutConstraint(root, paths[index] ?? "")])];
	if (mistakes.length > 0) throw new UsageError(mistakes.map((mistake) => `registries.constraints: ${mistake}`));
	return trees.flatMap(({ resources }) => resources);
}
/** A file that says nothing about images would be a rule that is never applied. */
function withoutConstraint(root, file) {
	return `${shownPath(root, file)}: holds no constraint that is evaluated here; valid: ${constraintKinds.join(", ")} of constraints.gatekeeper.sh`;
}
/** A policy from elsewhere names files beside itself, which lie outside of what is judged. */
function alone(root, file) {
	return {
		root: file.startsWith(root + path.sep) ? root : path.dirname(file),
		paths: [file],
		excluded: () => false,
		images: []
	};
}
function refuseUnmatchedImages({ unmatchedImages }, input = "--image") {
	if (unmatchedImages.length === 0) return;
	throw new UsageError(unmatchedImages.map((name) => {
		return `${input}: ${JSON.stringify(`${name}=…`)}: no file under the paths uses the image ${JSON.stringify(name)}; write a name as the files have it, or the reference alone`;
	}));
}
/** From the root: where a runner keeps a checkout tells nobody anything. */
function shownPath(root, name) {
	return name === root || name.startsWith(root + path.sep) ? path.relative(root, name).split(path.sep).join("/") || "." : name;
}
/** Why there is nothing to judge, if so; a gate that looked at nothing must not open. */
function emptinessOf(request, tree) {
	const { counts, images, problems } = tree;
	if (counts.resources > 0 || images.length > 0 || problems.length > 0) return void 0;
	const where = request.paths.map((name) => shownPath(request.root, name)).join(", ");
	const found = `no Kubernetes object in the ${counts.files} YAML and JSON files under ${where}`;
	const todo = request.imagesInput === void 0 ? "; name other paths, or --allow-empty if that is right" : "; set `path`, or `allow-empty: true` if that is right";
	return {
		reason: request.allowEmpty ? found : `${found}${todo}`,
		allowed: request.allowEmpty
	};
}
// src/report/labels.ts
/** `1 finding`, `2 findings`. */
function counted(count, noun, plural = `${noun}s`) {
	return `${count} ${count === 1 ? noun : plural}`;
}
/** How a reader names the object: `Deployment shop/web, container app`. */
function resourceLabel(resource) {
	const { kind, namespace, name, container } = resource;
	const path = [namespace, name].filter((part) => part !== void 0 && part !== "").join("/");
	const object = path === "" ? kind : `${kind} ${path}`;
	return container === void 0 ? object : `${object}, container ${container}`;
}
/** Whether a finding stands in a file at all; one about an argument of the caller does not. */
function isInFile({ path }) {
	return path !== "" && path !== ".";
}
/** `path:line:column` as editors and terminals follow it. */
function placeLabel(location) {
	return isInFile(location) ? `${location.path}:${location.line}:${location.column}` : "(not in a file)";
}
/**
* Whether only the caller names the image that the finding is about, by `--image`. Such a finding stands
* at the first character of the policy, where no image can stand, and nothing there is to be shown.
*/
function isNamedByCaller({ location, image, resource, commit }) {
	const { line, column, endLine, endColumn } = location;
	return line === 1 && column === 1 && endLine === 1 && endColumn === 2 && image !== void 0 && resource === void 0 && commit === void 0;
}
/** Whether the finding has a place in a file that is worth looking at. */
function hasPlace(finding) {
	return isInFile(finding.location) && !isNamedByCaller(finding);
}
/** Where a finding is, as a reader looks for it: a place in a file, a commit, or the command line. */
function whereLabel(finding) {
	if (finding.commit !== void 0) return `commit ${finding.commit.slice(0, 10)}`;
	return isNamedByCaller(finding) ? "(named by --image)" : placeLabel(finding.location);
}
/** The image's other places, where that is what the finding's related locations are. */
function otherPlaces({ check, related = [] }) {
	return check === "vulnerabilities" ? related.map(({ location }) => location) : [];
}
/** Why a finding fails, or does not, apart from its severity: `fails: it is known to be exploited …`. */
function gateLabel({ gate }) {
	if (gate === void 0) return void 0;
	return `${gate.fails ? "fails" : "does not fail"}: ${gate.reason}`;
}
/** `12 ms`, `3.4 s`. */
function durationLabel(milliseconds) {
	return milliseconds < 1e3 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1e3).toFixed(1)} s`;
}
// src/report/comparison-label.ts
/** `2 new findings, 14 known at 1a2b3c4d5e and 5 remarks, 3 fixed`; nothing where nothing was compared. */
function comparisonLabel({ comparison, findings }) {
	if (comparison === void 0) return void 0;
	const { base, gate, fixedCount } = comparison;
	const isRemark = ({ severity }) => severity === "info";
	const fresh = findings.filter((each) => each.status === "open" && !isRemark(each)).length;
	const all = findings.filter(({ status }) => status === "baseline");
	const remarks = all.filter(isRemark).length;
	const known = `${all.length - remarks} known at ${base.slice(0, 10)}${remarks === 0 ? "" : ` and ${counted(remarks, "remark")}`}`;
	return [
		counted(fresh, "new finding"),
		gate === "new" ? `${known} (not counted: gate: new)` : known,
		...fixedCount === 0 ? [] : [`${fixedCount} fixed`]
	].join(", ");
}
// src/report/verdict-line.ts
const verdictWords = {
	pass: "PASS",
	fail: "FAIL",
	error: "NO VERDICT"
};
/** What the verdict rests on, most important first; with the verdict's word it makes the last line. */
function verdictGrounds(report) {
	return [
		...unmetIn(report),
		...undecided(report),
		...measured(report),
		...compared(report),
		...skipped(report),
		...report.notJudged.filter(({ count }) => count > 0).map(({ what, count }) => `${count} ${count === 1 ? what.replace(/s$/, "") : what} not judged`)
	];
}
function unmetIn({ unmet }) {
	return unmet === void 0 ? [] : [unmet];
}
/** Of a reason, so much stands in the line; the table of the checks has all of it. */
const reasonBounds = {
	word: 120,
	total: 240
};
/** Which checks left the run without a verdict, the first reason, and what to do. */
function undecided({ verdict, checks, unmet }) {
	if (verdict !== "error") return [];
	const names = checkNames.filter((name) => checks[name]?.state === "error");
	if (names.length === 0 && unmet !== void 0) return [];
	const silent = names.length === 0 ? checkNames.filter((name) => checks[name]) : names;
	const what = names.length === 0 ? "nothing was judged" : `${names.join(", ")} could not decide`;
	const [first, ...others] = new Set(silent.flatMap((name) => reasonOf(name, checks) ?? []));
	if (first === void 0) return [what];
	return [`${what}: ${first}${others.length === 0 ? "" : ` (${counted(others.length, "other reason")} in the table)`} → put that right and run it again`];
}
function reasonOf(name, checks) {
	const reason = checks[name]?.reason;
	return reason && shortened$2(visibleText(reason).replace(/\.$/, ""), reasonBounds);
}
/** What the base has already counts as well unless only new findings do. */
function measured(report) {
	const { findings, failOn, verdict, comparison } = report;
	const counting = comparison?.gate === "all" ? ["open", "baseline"] : ["open"];
	const open = findings.filter(({ status, severity }) => counting.includes(status) && severity !== "info");
	const failing = open.filter((finding) => failsRun(finding, report));
	if (failOn === "none" && failing.length === 0) return [`${counted(open.length, "finding")}, none of which fails (fail-on: none)`];
	const reaching = open.filter(({ severity }) => reaches(severity, failOn));
	const spared = reaching.length - reaching.filter((each) => failsRun(each, report)).length;
	const byWord = failing.filter(({ severity }) => !reaches(severity, failOn)).length;
	const below = open.length - reaching.length - byWord;
	return [[
		...failOn === "none" ? [] : [reachingLabel(reaching.length, failOn)],
		...spared > 0 ? [`${spared} of them spared by the policy`] : [],
		...byWord > 0 ? [`${counted(byWord, "finding")} that the policy fails whatever the severity`] : [],
		...below > 0 ? [`${below} below`] : [],
		...verdict === "pass" && failing.length > 0 ? ["let through"] : []
	].join(", ") + ` (fail-on: ${failOn})`];
}
function reachingLabel(count, failOn) {
	const line = failOn === "critical" ? "at critical" : `at or above ${failOn}`;
	return `${count === 0 ? "no findings" : counted(count, "finding")} ${line}`;
}
function compared(report) {
	const label = comparisonLabel(report);
	return label === void 0 ? [] : [label];
}
function skipped({ checks }) {
	const names = checkNames.filter((name) => checks[name]?.state === "skipped");
	return names.length === 0 ? [] : [`${names.join(", ")} skipped`];
}
// src/report/badge.ts
const name = "portcullis";
/** Dark enough that white text on them is read: a contrast above 4.5 as WCAG measures it. */
const badgeColors = {
	name: "#3d444d",
	pass: "#1a7048",
	fail: "#b42323",
	error: "#8a5300"
};
const fontSize = 11;
const height = 20;
const padding = 6;
/** Widths of Verdana's letters, in thousandths of its size; other letters count as wide as `m`. */
const widths = {
	" ": 352,
	a: 601,
	b: 623,
	c: 521,
	d: 623,
	e: 596,
	f: 352,
	g: 623,
	h: 633,
	i: 274,
	j: 344,
	k: 592,
	l: 274,
	m: 973,
	n: 633,
	o: 607,
	p: 623,
	q: 623,
	r: 427,
	s: 521,
	t: 394,
	u: 633,
	v: 592,
	w: 818,
	x: 592,
	y: 592,
	z: 525
};
/** How wide a text is drawn, in pixels; every browser is told to fit it into this. */
function widthOf(text) {
	const units = Array.from(text).reduce((sum, letter) => sum + (widths[letter] ?? 973), 0);
	return Math.round(units * fontSize / 1e3);
}
/** The verdict as a picture for a README: an SVG without scripts, fonts or links. */
function badge(verdict) {
	const word = verdictWords[verdict].toLowerCase();
	const left = widthOf(name) + 12;
	const right = widthOf(word) + 12;
	const title = `${name}: ${word}`;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${height}" viewBox="0 0 ${left + right} ${height}" role="img" aria-label="${title}">
<title>${title}</title>
<rect width="${left + right}" height="${height}" rx="4" fill="${badgeColors.name}"/>
<path d="M${left} 0h${right - 4}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4h-${right - 4}z" fill="${badgeColors[verdict]}"/>
<g fill="#fff" font-family="Verdana,Geneva,'DejaVu Sans',sans-serif" font-size="${fontSize}">
<text x="${padding}" y="14" textLength="${widthOf(name)}">${name}</text>
<text x="${left + padding}" y="14" textLength="${widthOf(word)}">${word}</text>
</g>
</svg>
`;
}
// src/report/check-table.ts
const always = [...severities, "waived"];
/** The columns of counts, in order; together they count every finding once. */
function countColumnsOf({ comparison }) {
	return comparison === void 0 ? always : [...always, "known"];
}
/** How many findings of the check fall into the column. */
function countIn({ counts }, column) {
	return column === "known" ? counts.baseline ?? 0 : counts[column];
}
/** Whether a count of the column asks for something to be done. */
function isOfSeverity(column) {
	return column !== "waived" && column !== "known";
}
/** The checks of a report with their names, in the order of every table. */
function checkRows({ checks }) {
	return checkNames.flatMap((name) => {
		const summary = checks[name];
		return summary === void 0 ? [] : [{
			name,
			summary
		}];
	});
}
/** Whether the check looked at anything, so that its counts mean something. */
function hasCounts(summary) {
	const { state } = summary;
	const columns = [...always, "known"];
	return state === "passed" || state === "failed" || columns.some((column) => countIn(summary, column) > 0);
}
// src/report/order.ts
/** Findings as every limited list is cut: the worst first, then by place. */
function worstFirst(findings) {
	return findings.toSorted((a, b) => compareSeverity(a.severity, b.severity) || compareInPlace(a, b));
}
/** Findings from top to bottom of each file, and at one place the worst first. */
function inReadingOrder(findings) {
	return findings.toSorted((a, b) => compareLocation(a.location, b.location) || compareSeverity(a.severity, b.severity) || compareInPlace(a, b));
}
function compareInPlace(a, b) {
	return compareLocation(a.location, b.location) || comparePlainly(a.rule, b.rule) || comparePlainly(a.fingerprint, b.fingerprint) || comparePlainly(a.message, b.message);
}
// src/report/grouping.ts
/** Parts findings by what a reader does with them. */
function partsOf(findings) {
	const ordered = inReadingOrder(findings);
	const open = ordered.filter(({ status }) => status === "open");
	const remarks = open.filter(({ severity }) => severity === "info");
	return {
		open: open.filter(({ severity }) => severity !== "info"),
		remarks: grouped(remarks, ({ rule }) => rule),
		waived: ordered.filter(({ status }) => status === "waived"),
		baseline: ordered.filter(({ status }) => status === "baseline")
	};
}
/**
* The findings of each file, files by path; those about commits, which stand in none, together, and so
* those about images that only the caller names.
*/
function byFile(findings) {
	return grouped(inReadingOrder(findings), (finding) => {
		if (finding.commit !== void 0) return aboutCommits;
		return isNamedByCaller(finding) ? namedByCaller : finding.location.path;
	});
}
/** No path has a line break. */
const aboutCommits = "\n";
const namedByCaller = "\n--image";
/** The findings of one file from top to bottom, gathered by the place they point at. */
function spotsOf(findings) {
	return grouped(folded$1(inReadingOrder(findings)), ({ finding }) => spotKey(finding)).map((entries) => ({ entries }));
}
/** The findings by what they say, rule and remedy with it, in the order given. */
function bySaying(findings) {
	return grouped(findings, ({ rule, severity, message, remediation }) => keyOf$2(rule, severity, message, remediation)).flatMap((same) => {
		const [first] = same;
		return first === void 0 ? [] : [{
			first,
			findings: same
		}];
	});
}
/** The findings by rule and severity, in the order given. */
function byRule(findings) {
	return grouped(findings, ({ rule, severity }) => keyOf$2(rule, severity));
}
/** The same for findings that point at the same place of the same object. */
function placeKey(finding) {
	return keyOf$2(finding.location.path, spotKey(finding));
}
/** The findings by the place they point at, as `placeKey` names it. */
function byPlace(findings) {
	return new Map(grouped(findings, placeKey).flatMap((group) => group[0] === void 0 ? [] : [[placeKey(group[0]), group]]));
}
/** The same rule with the same words about the same line and object, once with a count. */
function folded$1(findings) {
	return grouped(findings, (finding) => keyOf$2(finding.rule, finding.severity, finding.message, finding.remediation, String(finding.location.line), finding.location.path, finding.commit ?? "", objectOf(finding))).flatMap(([finding, ...others]) => finding === void 0 ? [] : [{
		finding,
		times: 1 + others.length
	}]);
}
function spotKey(finding) {
	const { line, column, endColumn } = finding.location;
	return keyOf$2(isNamedByCaller(finding) ? finding.image ?? "" : "", String(line), String(column), String(endColumn), objectOf(finding), finding.commit ?? "");
}
function objectOf({ resource }) {
	return resource === void 0 ? "" : resourceLabel(resource);
}
function grouped(items, keyFor) {
	const groups = /* @__PURE__ */ new Map();
	for (const item of items) {
		const key = keyFor(item);
		const group = groups.get(key);
		if (group === void 0) groups.set(key, [item]);
		else group.push(item);
	}
	return [...groups.values()];
}
function keyOf$2(...parts) {
	return JSON.stringify(parts);
}
// src/report/display-width.ts
const zeroWidth = /[\p{Mn}\p{Me}]/u;
const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
/** How many columns of a terminal a character takes; invisible ones must have been spelt out before. */
function columnsOf(character) {
	if (character < "̀") return 1;
	if (zeroWidth.test(character)) return 0;
	return wide.test(character) ? 2 : 1;
}
/** How many columns of a terminal a text takes. */
function displayWidth(text) {
	let width = 0;
	for (const character of text) width += columnsOf(character);
	return width;
}
/** The text with spaces on its right up to `width` columns. */
function padded(text, width) {
	return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}
/** The text in lines of at most `width` columns where its words allow it; long words stay whole. */
function wrapped(text, width) {
	const lines = [];
	let line = "";
	let used = 0;
	for (const word of text.split(" ").filter((part) => part !== "")) {
		const columns = displayWidth(word);
		if (used > 0 && used + 1 + columns > width) {
			lines.push(line);
			line = word;
			used = columns;
		} else {
			line = used === 0 ? word : `${line} ${word}`;
			used += columns + (used === 0 ? 0 : 1);
		}
	}
	return used === 0 ? lines : [...lines, line];
}
// src/report/excerpt.ts
const tabStop = 4;
/**
* The line with tabs as spaces and nothing invisible in it; of a long line, the `width` columns around
* the mark.
*/
function excerptOf(line, region, width) {
	const { cells, cutBefore, cutAfter } = stretchOf(line, region, width);
	const total = columnsIn(cells);
	const from = total <= width ? 0 : windowStart(cells, width, total);
	const head = cutBefore || from > 0 ? "…" : "";
	const room = width - head.length;
	let to = from;
	let used = 0;
	while (to < cells.length && used <= room) used += cells[to++]?.columns ?? 0;
	if (used <= room) return assembled(cells.slice(from), head, cutAfter ? "…" : "");
	while (to > from && used > room - 1) used -= cells[--to]?.columns ?? 0;
	return assembled(cells.slice(from, to), head, "…");
}
/** A line may be a megabyte long: only what is near the mark becomes cells. */
function stretchOf(line, { column, endColumn }, width) {
	const start = Math.max(0, Math.min(column - 1, line.length) - width);
	const end = Math.min(line.length, column + width);
	const cells = [];
	let offset = start;
	let used = 0;
	for (const character of line.slice(start, end)) {
		const shown = shownAs(character, used);
		const columns = displayWidth(shown);
		const marked = offset + character.length > column - 1 && offset < endColumn - 1;
		cells.push({
			shown,
			columns,
			marked
		});
		offset += character.length;
		used += columns;
	}
	return {
		cells,
		cutBefore: start > 0,
		cutAfter: end < line.length
	};
}
function shownAs(character, used) {
	return character === "	" ? " ".repeat(tabStop - used % tabStop) : visibleText(character);
}
function columnsIn(cells) {
	return cells.reduce((sum, cell) => sum + cell.columns, 0);
}
/**
* A third of the window before the mark, or as much less as lets the whole mark fit, and no less of the
* line's end than fits.
*/
function windowStart(cells, width, total) {
	const first = cells.findIndex(({ marked }) => marked);
	const before = first === -1 ? total : columnsIn(cells.slice(0, first));
	const spare = width - columnsIn(cells.filter(({ marked }) => marked)) - 2;
	const third = Math.floor(width / 3);
	let skip = Math.min(before - (spare < 0 ? third : Math.min(third, spare)), total - width + 1);
	let from = 0;
	for (; skip > 0 && from < cells.length; from++) skip -= cells[from]?.columns ?? 0;
	return from;
}
function assembled(cells, head, tail) {
	const first = cells.findIndex(({ marked }) => marked);
	const before = first === -1 ? cells : cells.slice(0, first);
	return {
		source: head + cells.map(({ shown }) => shown).join("") + tail,
		markStart: head.length + columnsIn(before),
		markWidth: Math.max(1, columnsIn(cells.filter(({ marked }) => marked)))
	};
}
// src/report/version-order.ts
/**
* Orders two versions as most ecosystems would: runs of digits by their number, everything else by its
* characters, `~` before the end. Only to choose between known versions, never to decide a verdict.
*/
function compareVersions(a, b) {
	const left = piecesOf$2(a);
	const right = piecesOf$2(b);
	for (let index = 0; index < Math.max(left.length, right.length); index++) {
		const order = comparePieces(left[index] ?? "", right[index] ?? "");
		if (order !== 0) return order;
	}
	return 0;
}
function piecesOf$2(version) {
	return version.match(/\d+|~|[^\d~]+/g) ?? [];
}
function comparePieces(a, b) {
	if (a === b) return 0;
	if (a === "~" || b === "~") return a === "~" ? -1 : 1;
	if (/^\d/.test(a) && /^\d/.test(b)) {
		const [shortA, shortB] = [a.replace(/^0+(?=\d)/, ""), b.replace(/^0+(?=\d)/, "")];
		return shortA.length - shortB.length || (shortA < shortB ? -1 : shortA > shortB ? 1 : 0);
	}
	return a < b ? -1 : 1;
}
// src/report/image-updates.ts
/** The updates that the vulnerabilities ask for, those of the worst and of most first. */
function updatesIn(findings) {
	const packages = gatheredBy(gatheredBy(eachInstalled(findings), ({ ecosystem, name, installed: versions }) => keyOf$1(ecosystem, name, ...versions)), ({ ecosystem, name, to }) => keyOf$1(ecosystem, name, to));
	const steps = /* @__PURE__ */ new Map();
	for (const each of packages) {
		const key = keyOf$1(each.ecosystem, each.to, [...each.installed].sort(), [...each.mends].sort());
		const known = steps.get(key);
		if (known === void 0) steps.set(key, {
			first: each,
			names: [each.name]
		});
		else known.names.push(each.name);
	}
	return [...steps.values()].map(updateOf).sort(compareUpdates);
}
function updateOf({ first, names }) {
	const { installed, to, mends, worst } = first;
	return {
		names: names.sort(),
		installed: [...installed].sort(compareVersions),
		to,
		mends: mends.size,
		worst
	};
}
function compareUpdates(a, b) {
	return compareSeverity(a.worst, b.worst) || b.mends - a.mends || comparePlainly(a.names.join(), b.names.join()) || comparePlainly(a.installed.join(), b.installed.join());
}
function* eachInstalled(findings) {
	for (const { severity, vulnerability } of findings) for (const { name, installed, fixed = "", purl } of vulnerability.packages) {
		if (fixed === "") continue;
		yield {
			name,
			ecosystem: ecosystemOf(purl),
			installed: /* @__PURE__ */ new Set([installed]),
			to: fixed,
			mends: /* @__PURE__ */ new Set([vulnerability.id]),
			worst: severity
		};
	}
}
/** `pkg:npm` of `pkg:npm/lodash@4.17.10`: packages of two ecosystems may have one name. */
function ecosystemOf(purl = "") {
	return purl.split("/", 1)[0] ?? "";
}
/** Those with the same key as one: all versions and vulnerabilities, the highest target, the worst severity. */
function gatheredBy(all, keyFor) {
	const groups = /* @__PURE__ */ new Map();
	for (const each of all) {
		const key = keyFor(each);
		const known = groups.get(key);
		if (known === void 0) {
			groups.set(key, {
				...each,
				installed: new Set(each.installed),
				mends: new Set(each.mends)
			});
			continue;
		}
		for (const version of each.installed) known.installed.add(version);
		for (const id of each.mends) known.mends.add(id);
		const to = compareVersions(known.to, each.to) < 0 ? each.to : known.to;
		const worst = compareSeverity(each.worst, known.worst) < 0 ? each.worst : known.worst;
		groups.set(key, {
			...known,
			to,
			worst
		});
	}
	return [...groups.values()];
}
function keyOf$1(...parts) {
	return JSON.stringify(parts);
}
// src/report/image-vulnerabilities.ts
/** Where no report says what fails. */
const noLine = { failOn: "none" };
/** Whether the finding is about a vulnerability in an image. */
function isVulnerable(finding) {
	return finding.vulnerability !== void 0;
}
/** The findings about vulnerabilities, gathered by image; images by their worst, then by name. */
function vulnerableImages(findings, context = noLine) {
	const groups = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		if (!isVulnerable(finding)) continue;
		const image = finding.image ?? "";
		const group = groups.get(image);
		if (group === void 0) groups.set(image, [finding]);
		else group.push(finding);
	}
	const platforms = new Map((context.images ?? []).map(({ reference, platforms: all = [] }) => [reference, all]));
	return [...groups].map(([image, group]) => vulnerableImage(image, group, context, platforms.get(image) ?? [])).sort((a, b) => compareWorst(a, b) || comparePlainly(a.image, b.image));
}
function vulnerableImage(image, group, line, lookedAt) {
	const counts = {
		critical: 0,
		high: 0,
		medium: 0,
		low: 0,
		info: 0
	};
	for (const { severity } of group) counts[severity]++;
	const ranked = group.map((finding) => ({
		finding,
		rank: rankOf(finding, line)
	}));
	ranked.sort((a, b) => a.rank - b.rank || compareUrgency(a.finding, b.finding));
	const found = new Set(group.flatMap(({ vulnerability }) => vulnerability.platforms));
	return {
		image,
		findings: ranked.map(({ finding }) => finding),
		failing: ranked.filter(({ rank }) => rank === 0).length,
		worst: severities.find((severity) => counts[severity] > 0) ?? "info",
		counts,
		fixable: group.filter(({ vulnerability }) => vulnerability.fixable).length,
		updates: updatesIn(group),
		platforms: lookedAt.length > 0 ? lookedAt : [...found].sort()
	};
}
/** 0 for what fails the run, 2 for what the policy spares. */
function rankOf(finding, line) {
	if (failsRun(finding, line)) return 0;
	return finding.gate?.fails === false ? 2 : 1;
}
function compareWorst(a, b) {
	const failing = Number(b.failing > 0) - Number(a.failing > 0);
	if (failing !== 0) return failing;
	for (const severity of severities) {
		const difference = b.counts[severity] - a.counts[severity];
		if (difference !== 0) return difference;
	}
	return 0;
}
function compareUrgency(a, b) {
	return Number(isExploited(b)) - Number(isExploited(a)) || likelihoodOf(b) - likelihoodOf(a) || compareSeverity(a.severity, b.severity) || Number(isKnown(a)) - Number(isKnown(b)) || comparePlainly(a.rule, b.rule);
}
/** Of two that are alike, the one of this change is looked at first. */
function isKnown({ status }) {
	return status === "baseline";
}
function isExploited({ vulnerability: { kev } }) {
	return kev?.listed === true;
}
/**
* In whole percent, for the order only: most probabilities are far below one, and there the severity
* says more. One that nobody has rated stands with them.
*/
function likelihoodOf({ vulnerability: { epss } }) {
	return epss === null ? 0 : Math.floor(epss.probability * 100);
}
/** `3 critical and 12 high, 2 with a fix`. */
function countsLabel({ counts, fixable, findings }) {
	const parts = severities.flatMap((severity) => counts[severity] === 0 ? [] : [`${counts[severity]} ${severity}`]);
	const last = parts.pop() ?? "none";
	return `${parts.length === 0 ? last : `${parts.join(", ")} and ${last}`} ${findings.length === 1 ? "vulnerability" : "vulnerabilities"}, ${mendedLabel(fixable, findings.length)}`;
}
/** `; 2 fail the run`, where some do and some do not. */
function failingLabel({ failing, findings }) {
	if (failing === 0 || failing === findings.length) return "";
	return `; ${failing} ${failing === 1 ? "fails" : "fail"} the run`;
}
function mendedLabel(fixable, of) {
	if (of === 1) return fixable === 1 ? "with a fix" : "without a fix";
	if (fixable === of) return "all with a fix";
	return fixable === 0 ? "none with a fix" : `${fixable} with a fix`;
}
/** `update libssl3 and openssl 3.1.3-r0, 3.1.4-r0 to 3.1.4-r5 (fixes 4)`; Trivy joins alternatives by commas. */
function updateLabel({ names, installed, to, mends }) {
	const versions = to.split(/,\s*/).join(" or ");
	return `update ${enumerated(names)} ${installed.join(", ")} to ${versions}${mends > 1 ? ` (fixes ${mends})` : ""}`;
}
/** More names than this are counted. */
const namesShown = 6;
function enumerated(names) {
	const left = names.length - namesShown;
	if (left > 0) return `${names.slice(0, namesShown).join(", ")} and ${left} more`;
	return names.join(", ").replace(/, ([^,]*)$/, " and $1");
}
/** The updates that a reader begins with; what to do where there is none. */
function updateSteps({ updates }, most) {
	if (updates.length === 0) return ["no fix is known yet; watch the image, or replace what it holds"];
	const left = updates.length - most;
	const shown = updates.slice(0, most).map(updateLabel);
	return left > 0 ? [...shown, `and ${counted(left, "more update")}`] : shown;
}
/** The same as a sentence. */
function updatesLabel(image, most) {
	return updateSteps(image, most).join("; ");
}
// src/wording/percent-label.ts
/** `94 %`, `2.3 %`, `< 0.1 %`. */
function percentLabel(probability) {
	const percent = probability * 100;
	if (percent > 0 && percent < .1) return "< 0.1 %";
	return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
// src/report/vulnerability-notes.ts
/** The lists that the run had; both where the report does not say. */
function knownFeeds(summary) {
	if (summary === void 0) return {
		epss: true,
		kev: true
	};
	return {
		epss: summary.epss !== null,
		kev: summary.kev !== null
	};
}
/** What published lists say of it: `exploited since 2021-12-10, by ransomware` and `EPSS 94 %`; nothing of a list that nobody had. */
function likelihoodNotes({ epss, kev }, feeds) {
	const exploited = kev === null ? feeds.kev ? ["KEV unknown"] : [] : kev.listed ? [exploitedLabel(kev)] : [];
	const probability = epss === null ? feeds.epss ? ["EPSS unknown"] : [] : [`EPSS ${percentLabel(epss.probability)}`];
	return [...exploited, ...probability];
}
const byRansomware = ", by ransomware";
function exploitedLabel({ since, ransomware }) {
	return `exploited since ${since}${ransomware ? byRansomware : ""}`;
}
/**
* What a reader has to know of a row besides its package, most important first; without full stops.
* What the gate's reason says already is not said again.
*/
function notesOn(finding, image, feeds) {
	const gate = gateLabel(finding);
	const { reason = "" } = finding.gate ?? {};
	const likelihood = likelihoodNotes(finding.vulnerability, feeds).flatMap((note) => {
		if (note.startsWith("EPSS ") && reason.includes("its EPSS of")) return [];
		if (!note.startsWith("exploited ") || !reason.includes("exploited since")) return [note];
		return note.endsWith(byRansomware) ? ["used by ransomware"] : [];
	});
	return [
		...gate === void 0 ? [] : [gate],
		...likelihood,
		...standingNotes(finding, image)
	];
}
/** The same without what the lists say, for whoever shows that apart. */
function standingNotes({ severity, vulnerability: { unrated, platforms, accepted } }, image) {
	return [
		...unrated === true ? [`unrated, counts as ${severity}`] : [],
		...platforms.length < image.platforms.length ? [`only on ${platforms.join(" and ")}`] : [],
		...acceptedLabels(accepted).map((label) => `not counted: ${label}`)
	];
}
/** What Trivy's words for a package without a fix mean (its documentation, "vulnerability status"). */
const obstacles = /* @__PURE__ */ new Map([
	["will_not_fix", "will not be fixed"],
	["fix_deferred", "fix put off"],
	["end_of_life", "no fix, its release is no longer supported"]
]);
/** Why there is no version to update to. */
function obstacleLabel({ status = "" }) {
	return obstacles.get(status) ?? "no fix";
}
/**
* `libssl3, openssl 3.1.4-r0 → 3.1.4-r5` or `zlib 1.3-r1 (no fix)`: packages with the same versions
* together, as are the versions of a package with the same fix; shortened behind so many names.
*/
function packagesLabel({ packages }, most) {
	const byPackage = /* @__PURE__ */ new Map();
	for (const each of packages) {
		const { name, installed, fixed = "" } = each;
		const mended = fixed === "" ? `(${obstacleLabel(each)})` : `→ ${alternatives(fixed)}`;
		const known = byPackage.get(`${name}\n${mended}`);
		if (known !== void 0) known.installed.add(installed);
		else byPackage.set(`${name}\n${mended}`, {
			name,
			mended,
			installed: /* @__PURE__ */ new Set([installed])
		});
	}
	const byVersions = /* @__PURE__ */ new Map();
	for (const { name, mended, installed } of byPackage.values()) {
		const versions = `${[...installed].join(", ")} ${mended}`;
		byVersions.set(versions, [...byVersions.get(versions) ?? [], name]);
	}
	return shortenedGroups(byVersions, most);
}
function shortenedGroups(byVersions, most) {
	let room = most;
	let left = 0;
	return `${[...byVersions].flatMap(([versions, names]) => {
		const some = names.slice(0, room);
		room -= some.length;
		left += names.length - some.length;
		return some.length === 0 ? [] : [`${some.join(", ")} ${versions}`];
	}).join("; ")}${left > 0 ? ` and ${left} more` : ""}`;
}
/** Trivy joins the versions of several lines by commas. */
function alternatives(fixed) {
	return fixed.split(/,\s*/).join(" or ");
}
// src/report/scanned-label.ts
/** `3 images with Trivy 0.74.0 (release, …), database of 2026-11-20T06:14:00Z (sha256:…), EPSS of …, KEV of …`. */
function scannedLabel(summary) {
	const { trivy, database, javaDatabase, epss, kev, missing = {}, images, reused } = summary;
	const kept = reused === 0 ? "" : `, ${reused} of them known from an earlier run`;
	const digest = database.digest === void 0 ? "" : `, ${database.digest.slice(0, 19)}…`;
	return [
		`${counted(images, "image")}${kept}, with Trivy ${trivy.version} (${trivy.origin})`,
		`database of ${database.updatedAt} (${database.repository}${digest})`,
		...javaDatabase === void 0 ? [] : [`Java database of ${javaDatabase.updatedAt}`],
		feedLabel("EPSS", epss, missing.epss),
		feedLabel("KEV", kev, missing.kev)
	].join("; ");
}
function feedLabel(name, feed, missing) {
	return feed === null ? `${name} ${missingLabel(missing)}` : `${name} of ${feed.date}`;
}
const words = {
	off: "off",
	"not-needed": "not needed",
	unavailable: "not to be had"
};
/** Why nobody read a list: `off`, `not needed` or `not to be had`. */
function missingLabel(missing) {
	return missing === void 0 ? "unknown" : words[missing];
}
// src/report/open-parts.ts
/** Takes apart open findings, so that what fails is not buried under what is only worth knowing. */
function openParts(open, line) {
	const rest = open.filter((finding) => !isVulnerable(finding));
	return {
		vulnerabilities: open.filter(isVulnerable),
		hygiene: byRule(worstFirst(rest.filter((finding) => isHygiene(finding, line)))),
		others: rest.filter((finding) => !isHygiene(finding, line))
	};
}
/** About how an image is made, no worse than medium, and no reason to fail. */
function isHygiene(finding, line) {
	const { check, image, severity } = finding;
	if (check !== "vulnerabilities" || image === void 0 || isVulnerable(finding)) return false;
	return !reaches(severity, "high") && !failsRun(finding, line);
}
// src/report/json-text.ts
const inKeptOrder = (keys) => keys;
/**
* A value as JSON with two spaces and a final line break. Nothing in it reaches a terminal or a
* workflow runner as a command, and reading it gives the value back; a bigint becomes its digits.
*/
function jsonText(value, order = inKeptOrder) {
	return [...jsonPieces(value, order)].join("");
}
/**
* The same text a piece at a time, with one entry of a long list in each: a report has hundreds of
* megabytes where images have many vulnerabilities, and need not be in memory as a whole.
*/
function* jsonPieces(value, order = inKeptOrder) {
	yield* piecesOf$1(value, {
		order,
		indent: "",
		levels: longListLevels
	});
	yield "\n";
}
/** A list with more entries than this is long. */
const longList = 50;
/** So deep in a document long lists are looked for: `runs[0].results` of a SARIF log. */
const longListLevels = 3;
function* piecesOf$1(value, place) {
	const { order, indent, levels } = place;
	if (!isCollection(value) || !holdsLongList(value, levels)) {
		yield textOf(value, place);
		return;
	}
	const inner = {
		order,
		indent: `${indent}  `,
		levels: levels - 1
	};
	const isList = Array.isArray(value);
	const start = `\n${inner.indent}`;
	let before = isList ? "[" : "{";
	if (isList) for (const item of value) {
		yield before + start;
		before = ",";
		if (value.length > longList) yield textOf(item, inner);
		else yield* piecesOf$1(item, inner);
	}
	else {
		const fields = value;
		for (const key of order(Object.keys(fields)).filter((name) => fields[name] !== void 0)) {
			yield `${before}${start}${textOf(key, inner)}: `;
			before = ",";
			yield* piecesOf$1(fields[key], inner);
		}
	}
	yield `\n${indent}${isList ? "]" : "}"}`;
}
function holdsLongList(value, levels) {
	if (Array.isArray(value) && value.length > longList) return true;
	return levels > 0 && Object.values(value).some((item) => isCollection(item) && holdsLongList(item, levels - 1));
}
function isCollection(value) {
	return typeof value === "object" && value !== null;
}
/** Texts in JSON have no line breaks, so that every one of them begins a line. */
function textOf(value, { order, indent }) {
	const copy = new PlainCopy(order);
	const json = JSON.stringify(copy.of(value), void 0, 2) ?? "null";
	const text = copy.needsEscape ? jsonEscaped(json).replaceAll("##", "#\\u0023") : json;
	return indent === "" ? text : text.replaceAll("\n", `\n${indent}`);
}
/** A copy that holds nothing but what JSON has, with its keys in order. */
var PlainCopy = class {
	/** Whether a text in it has something to be escaped; most reports have none, and are long. */
	needsEscape = false;
	#order;
	constructor(order) {
		this.#order = order;
	}
	of(value) {
		if (typeof value === "string") return this.#text(value);
		if (typeof value === "bigint") return value.toString();
		if (typeof value !== "object" || value === null) return value;
		if (Array.isArray(value)) return value.map((item) => this.of(item));
		const copy = {};
		for (const key of this.#order(Object.keys(value))) {
			if (needsEscape(key)) this.needsEscape = true;
			copy[key] = this.of(value[key]);
		}
		return copy;
	}
	/** Lone surrogates are replaced, because strict readers refuse a whole document for one of them. */
	#text(text) {
		if (!needsEscape(text)) return text;
		this.needsEscape = true;
		return text.replace(/\p{Cs}/gu, "�");
	}
};
// src/report/json.ts
/** Keys in the order in which each object shows its own; what is not named here comes behind, by its name. */
const keys = [
	[
		"version",
		"tool",
		"run",
		"verdict",
		"unmet",
		"failOn",
		"notices",
		"policy"
	],
	[
		"reference",
		"digest",
		"platforms",
		"locations",
		"checks",
		"signatures",
		"vulnerabilities",
		"by",
		"issuer",
		"at",
		"log",
		"where",
		"judged",
		"notJudged",
		"findings",
		"images",
		"comparison",
		"shard",
		"commits",
		"range",
		"trustRef",
		"count",
		"levels",
		"exempt"
	],
	[
		"state",
		"durationMs",
		"counts",
		"files",
		"documents",
		"resources",
		"what"
	],
	checkNames,
	severities,
	[
		"waived",
		"check",
		"rule",
		"severity",
		"message",
		"remediation",
		"location",
		"related"
	],
	[
		"resource",
		"path",
		"line",
		"column",
		"endLine",
		"endColumn",
		"origin"
	],
	[
		"apiVersion",
		"kind",
		"namespace",
		"name",
		"container",
		"fieldPath",
		"podSecurity",
		"level"
	],
	[
		"image",
		"vulnerability",
		"gate",
		"commit",
		"fingerprint",
		"evidence",
		"status",
		"waiver"
	],
	[
		"fails",
		"reason",
		"owner",
		"expires"
	]
].flat();
const places = new Map(keys.map((key, index) => [key, index]));
/** The report as docs/report.schema.json describes it, with its keys always in the same order. */
function jsonReport(report) {
	return jsonText(report, inOrder);
}
/** The same, a piece at a time. */
function jsonReportPieces(report) {
	return jsonPieces(report, inOrder);
}
/** Most objects are made in this order already, which is cheaper to see than to sort. */
function inOrder(names) {
	return names.every((name, index) => index === 0 || placeOf$1(names[index - 1] ?? "") < placeOf$1(name)) ? names : names.sort((a, b) => placeOf$1(a) - placeOf$1(b) || comparePlainly(a, b));
}
/** A key that is not listed comes last and is not lost. */
function placeOf$1(key) {
	return places.get(key) ?? keys.length;
}
// src/report/markdown-text.ts
const bounds = {
	word: 240,
	total: 1200
};
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;"
};
/** What would become a mention, a reference to an issue, a link or a formula once it is rendered. */
const activeAfterRendering = /(?<![\p{L}\p{N}_])@(?=[\p{L}\p{N}])|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)|(?<=\bwww)\.|\$/giu;
/**
* Text of unknown origin as Markdown that shows exactly this text, inside a paragraph, a list item or
* a table cell. Words between backticks become code, which is as harmless.
*/
function markdownText(text) {
	const shown = shortened$2(visibleText(text), bounds);
	if (shown.includes("``")) return markdownEscaped(shown);
	const parts = shown.split("`");
	return parts.map((part, index) => {
		if (index % 2 === 0) return markdownEscaped(part);
		return index < parts.length - 1 ? codeElement(part) : markdownEscaped(`\`${part}`);
	}).join("");
}
/** Text of unknown origin as inline code. */
function markdownCode(text) {
	return codeElement(shortened$2(visibleText(text), bounds));
}
/** A link whose address leaves neither the parentheses nor the web; without one, the label alone. */
function markdownLink(label, address) {
	if (address === void 0 || !/^https?:\/\//.test(address)) return label;
	return `[${label}](${address.replace(/[\s"'()<>[\]\\`|*_~$@]|\p{C}/gu, percentEncoded)})`;
}
/** A fenced block whose fence is longer than any that the text holds. */
function markdownBlock(text, language) {
	const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
	const fence = "`".repeat(longest + 1);
	return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
/** Backticks where they do; an element where the text would end a span, a cell or start a command. */
function codeElement(text) {
	return text.trim() === "" || /[`|]|##/.test(text) ? `<code>${markdownEscaped(text)}</code>` : `\`${text}\``;
}
function markdownEscaped(text) {
	return text.replace(activeAfterRendering, (character) => `\u0000${character}\u0001`).replace(/[\\`*_[\]|~]/g, "\\$&").replace(/[&<>]/g, (character) => entities[character] ?? character).replaceAll("\0", "<span>").replaceAll("", "</span>");
}
function percentEncoded(character) {
	return Array.from(Buffer.from(character)).map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
// src/report/bounded-text.ts
/** Text that never grows above a number of UTF-8 bytes; what does not fit is not taken at all. */
var BoundedText = class {
	#limit;
	#parts = [];
	#size = 0;
	constructor(limit) {
		this.#limit = limit;
	}
	/** Takes the text whole if it leaves `reserve` bytes free, and says whether it did. */
	add(text, reserve = 0) {
		const size = Buffer.byteLength(text);
		if (this.#size + size + reserve > this.#limit) return false;
		this.#parts.push(text);
		this.#size += size;
		return true;
	}
	toString() {
		return this.#parts.join("");
	}
};
// src/report/commits-label.ts
/** The commits of a run in a line: how many of what level, in which range, by whose word. */
function commitsLabel({ range, trustRef, count, levels, exempt }) {
	const parts = Object.entries(levels).map(([level, number]) => `${number} ${level}`);
	if (exempt > 0) parts.push(`${exempt} exempt`);
	const found = parts.length === 0 ? "" : `: ${parts.join(", ")}`;
	return `${counted(count, "commit")} in ${range}${found}; trust from ${trustRef}`;
}
// src/report/markdown-entry.ts
/** So many things that a rule says, places of each, and other places of an image are told. */
const sayingsShown$1 = 20;
const placesShown$1 = 10;
const othersShown$1 = 5;
/** The findings by file and place, a group for each file. */
function fileEntries(findings, link) {
	return byFile(findings).map((inFile) => {
		return {
			entries: spotsOf(inFile).map((spot, index) => {
				const entry = spotEntry(spot, link);
				return index > 0 ? entry : {
					...entry,
					text: `${fileHeading(inFile)}${entry.text}`
				};
			}),
			worst: worstOf(inFile)
		};
	});
}
/** The worst severity of findings; `info` of none. */
function worstOf(findings) {
	return severities.find((severity) => findings.some((each) => each.severity === severity)) ?? "info";
}
function fileHeading([first]) {
	if (first?.commit !== void 0) return "#### Commits\n\n";
	if (first !== void 0 && isNamedByCaller(first)) return "#### Named by --image\n\n";
	if (first === void 0 || !isInFile(first.location)) return "#### Not in a file\n\n";
	return `#### ${markdownCode(first.location.path)}\n\n`;
}
function spotEntry({ entries }, link) {
	const first = entries[0]?.finding;
	if (first === void 0) return {
		text: "",
		weight: 0
	};
	const { location, resource, commit } = first;
	const place = `line ${location.line}, column ${location.column}`;
	const object = resource === void 0 ? "" : ` · ${markdownText(resourceLabel(resource))}`;
	const where = commit !== void 0 ? markdownLink(markdownCode(commit.slice(0, 10)), link(first)) : isNamedByCaller(first) ? markdownCode(first.image ?? "") : isInFile(location) ? markdownLink(place, link(first)) + alsoAt(first, link) : "as a whole";
	return {
		worst: worstOf(entries.map(({ finding }) => finding)),
		text: `- ${where}${object}\n${entries.map((entry, index) => statement$1(entry, entries[index + 1])).join("")}`,
		weight: entries.reduce((sum, { times }) => sum + times, 0)
	};
}
/** The other places of an image, some of them. */
function alsoAt(finding, link) {
	const others = otherPlaces(finding);
	if (others.length === 0) return "";
	const shown = others.slice(0, othersShown$1).map((location) => markdownLink(markdownCode(placeLabel(location)), link({ location })));
	const left = others.length - shown.length;
	return `, also at ${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}
/** What to do is said once behind all in a row that have the same remedy. */
function statement$1({ finding, times }, next) {
	const { severity, message, rule, remediation } = finding;
	const again = times > 1 ? ` (${times} times on this line)` : "";
	const said = `**${severity}** ${markdownText(message)}${again} ${markdownCode(rule)}`;
	const todo = next?.finding.remediation === remediation ? "" : `<br>→ ${markdownText(remediation)}`;
	const gate = gateLabel(finding);
	return `  - ${said}${gate === void 0 ? "" : `<br>${markdownText(gate)}`}${todo}\n`;
}
/** What one rule says of any number of places as one entry: each saying, what to do, and a few of its places. */
function remarkEntry(findings, link) {
	const sayings = bySaying(findings);
	const left = sayings.slice(sayingsShown$1).flatMap((said) => said.findings).length;
	const more = left > 0 ? `- and ${left} more of the same rule, which says something else there\n` : "";
	return {
		text: sayings.slice(0, sayingsShown$1).map((said) => saying(said, link)).join("") + more,
		weight: findings.length,
		worst: worstOf(findings)
	};
}
function saying({ first, findings }, link) {
	const places = findings.slice(0, placesShown$1).map((finding) => imageAndPlace(finding, link));
	const left = findings.length - places.length;
	const list = `${places.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
	return `- ${`${first.severity === "info" ? "" : `**${first.severity}** `}${markdownText(first.message)} ${markdownCode(first.rule)}`}<br>→ ${markdownText(first.remediation)}<br>${list}\n`;
}
function imageAndPlace(finding, link) {
	const { image } = finding;
	const place = placeLink(finding, link);
	if (image === void 0) return place;
	return `${markdownCode(image)} ${hasPlace(finding) ? `at ${place}` : markdownText(whereLabel(finding))}`;
}
/** A waived finding with the reason, the owner and the last day of its waiver. */
function waivedEntry(finding, link) {
	const { rule, message, image, waiver } = finding;
	const until = waiver?.expires === void 0 ? void 0 : `until ${waiver.expires}`;
	const terms = [
		waiver?.reason,
		waiver?.owner,
		until
	].filter((term) => term !== void 0);
	const why = terms.length === 0 ? "" : `<br>Waived: ${terms.map(markdownText).join(" · ")}`;
	const about = image === void 0 || message.includes(image) ? "" : ` (${markdownCode(image)})`;
	return {
		text: `- ${`${placeLink(finding, link)} ${markdownText(message)}${about} ${markdownCode(rule)}`}${why}\n`,
		weight: 1
	};
}
function placeLink(finding, link) {
	return markdownLink(markdownCode(whereLabel(finding)), hasPlace(finding) ? link(finding) : void 0);
}
// src/report/markdown-head.ts
const signs = {
	pass: "✅",
	fail: "❌",
	error: "⚠️"
};
/** The verdict as a heading, and what it rests on. */
function markdownVerdict(report) {
	const { verdict } = report;
	const grounds = verdictGrounds(report).map(markdownText).join(" · ");
	return `## ${signs[verdict]} Portcullis: ${verdictWords[verdict]}\n\n${grounds}\n\n`;
}
const states = {
	passed: "passed",
	failed: "**failed**",
	error: "**error**",
	skipped: "skipped"
};
/** The table of the checks with their counts, and the reasons of those that did not decide. */
function markdownChecks(report) {
	const rows = checkRows(report);
	if (rows.length === 0) return "";
	const columns = countColumnsOf(report);
	const head = [
		"check",
		"state",
		...columns,
		"time"
	];
	const table = [
		head,
		head.map((_, index) => index < 2 ? "---" : "--:"),
		...rows.map(({ name, summary }) => [
			name,
			states[summary.state],
			...columns.map((column) => hasCounts(summary) ? String(countIn(summary, column)) : "–"),
			durationLabel(summary.durationMs)
		])
	].map((row) => `| ${row.join(" | ")} |\n`).join("");
	const reasons = rows.flatMap(({ name, summary: { state, reason } }) => reason === void 0 ? [] : [`- **${name}** (${state}): ${markdownText(reason)}\n`]);
	return `${table}\n${reasons.length === 0 ? "" : `${reasons.join("")}\n`}`;
}
// src/report/same-images.ts
/** Gathers images whose lists a reader could not tell apart, so that each list is read once. */
function sameImages(images) {
	const groups = /* @__PURE__ */ new Map();
	for (const image of images) {
		const key = keyOf(image);
		const group = groups.get(key);
		if (group === void 0) groups.set(key, [image]);
		else group.push(image);
	}
	return [...groups.values()].flatMap((group) => {
		const [first] = group;
		return first === void 0 ? [] : [{
			first,
			images: group
		}];
	});
}
function keyOf({ findings, failing, platforms }) {
	const hash = createHash("sha256").update(`${failing}`);
	for (const finding of findings) hash.update(rowKey(finding, platforms));
	return hash.digest("base64");
}
/** Everything that a row shows of a finding. */
function rowKey({ rule, severity, status, gate, vulnerability }, platforms) {
	const { packages, title, platforms: affected, accepted } = vulnerability;
	return JSON.stringify([
		[
			rule,
			severity,
			status,
			title,
			gate?.fails,
			gate?.reason
		],
		packages.map(({ name, installed, fixed, status: word }) => [
			name,
			installed,
			fixed,
			word
		]),
		affected.length < platforms.length ? affected : [],
		acceptedLabels(accepted)
	]);
}
// src/report/markdown-image.ts
/** Rows of one table; a longer one is split, so that a part of it can be shown. */
const rowsAtOnce = 50;
/** Tables of so few rows stand open. */
const rowsOpen = 5;
const updatesShown$1 = 6;
const packagesShown$1 = 6;
const imagesShown$2 = 20;
/** The vulnerabilities of images: how many, what to update, and a table with every one of them; the same once. */
function imageEntries(findings, link, report) {
	const feeds = knownFeeds(report.vulnerabilities);
	return sameImages(vulnerableImages(findings, report)).map((same) => {
		return {
			entries: tablesOf(same, feeds).map((table, index) => index > 0 ? table : {
				...table,
				text: heading(same, link) + table.text
			}),
			worst: same.first.worst
		};
	});
}
function heading({ first, images }, link) {
	const others = images.length - 1;
	const title = others === 0 ? markdownCode(first.image) : `${markdownCode(first.image)} and ${others} more with the same ${first.findings.length}`;
	const shown = images.slice(0, imagesShown$2).map((image) => placesOf(image, link, others > 0));
	const left = images.length - shown.length;
	const where = left > 0 ? `${shown.join("<br>")}<br>and ${left} more images` : shown.join("<br>");
	const todo = markdownText(updatesLabel(first, updatesShown$1));
	return `#### ${title}\n\n${`**${countsLabel(first)}${failingLabel(first)}**${others > 0 ? " in each of them" : ""}`}<br>${where}<br>→ ${todo}\n\n`;
}
/** Where the image is named: its first place, and some of the others. */
function placesOf({ image, findings: [first] }, link, named) {
	const name = named ? `${markdownCode(image)} at ` : "";
	if (first === void 0) return name;
	if (!hasPlace(first)) return `${name}${markdownText(whereLabel(first))}`;
	return `${name}${markdownLink(markdownCode(whereLabel(first)), link(first))}${alsoAt(first, link)}`;
}
/** All images of the group count, for the reader is spared all of their tables. */
function tablesOf({ first, images }, feeds) {
	const { findings } = first;
	return findings.flatMap((_, index) => index % rowsAtOnce === 0 ? [index] : []).map((start) => {
		const rows = findings.slice(start, start + rowsAtOnce);
		const title = findings.length <= rowsAtOnce ? `All ${findings.length}` : `${start + 1}–${start + rows.length} of ${findings.length}`;
		const isFolded = findings.length > rowsOpen;
		const open = isFolded ? `<details><summary>${title}</summary>\n\n` : "";
		const close = isFolded ? "\n</details>\n\n" : "\n";
		return {
			text: open + "| vulnerability | severity | packages | notes | about |\n| --- | --- | --- | --- | --- |\n" + rows.map((each) => row$1(each, first, feeds)).join("") + close,
			weight: rows.length * images.length,
			worst: worstOf(rows)
		};
	});
}
function row$1(finding, image, feeds) {
	const { rule, severity, vulnerability } = finding;
	return `| ${[
		markdownLink(markdownText(rule), safeAddress(vulnerability.url)),
		severity,
		markdownText(packagesLabel(vulnerability, packagesShown$1)),
		notesOn(finding, image, feeds).map(markdownText).join("<br>"),
		markdownText(vulnerability.title ?? "")
	].join(" | ")} |\n`;
}
/** An address out of a database is a link only where it is one to a page. */
function safeAddress(url) {
	return url !== void 0 && /^https:\/\/[\w.-]+\/[\w./?=&%#:~+-]*$/.test(url) ? url : void 0;
}
// src/report/signature-label.ts
/** Whether something attached to the image was verified. */
function isVerified({ signatures = [] }) {
	return signatures.length > 0;
}
/** By whom, when and logged where: `signed by …, 2026-11-20T08:15:00.000Z, https://rekor.sigstore.dev, entry 7`. */
function signatureLabel({ by, at, log }) {
	return [
		`signed by ${by}`,
		at,
		log
	].filter((part) => part !== void 0).join(", ");
}
// src/report/markdown.ts
/** GitHub drops a job summary above 1 MiB whole; other steps may have written to it as well. */
const summaryLimitBytes = 921600;
/** Room for the sentence that says how much was left out. */
const noteBytes = 200;
/**
* The report for a job summary or a comment: verdict and checks, what must be done, the rest folded.
* Never above the limit: what does not fit is left out whole and counted. Text from judged files shows
* as it is written there and does nothing.
*/
function markdownReport(report, { link = () => void 0, limitBytes = summaryLimitBytes } = {}) {
	const output = new BoundedText(limitBytes);
	output.add(markdownVerdict(report), noteBytes);
	output.add(markdownChecks(report), noteBytes);
	const left = sectionsOf(report, link).filter(({ entries }) => entries.length > 0).flatMap((section) => addSection(output, section));
	if (left.length > 0) output.add(leftOut(left));
	return output.toString();
}
function leftOut(left) {
	const count = left.reduce((sum, { weight }) => sum + weight, 0);
	const worst = severities.find((severity) => left.some((entry) => entry.worst === severity));
	const how = worst === void 0 || worst === "info" ? "" : `, the worst of them ${worst},`;
	return `\n**${counted(count, "entry", "entries")} left out**${how} to keep this short; the JSON report has all of them.\n`;
}
/** Adds the section as far as it fits, and returns what did not. */
function addSection(output, { opening, entries, closing }) {
	const reserve = Buffer.byteLength(closing) + noteBytes;
	let lead = opening;
	const left = [];
	for (const entry of entries) if (left.length === 0 && output.add(lead + entry.text, reserve)) lead = "";
	else left.push(entry);
	if (lead === "") output.add(closing);
	return left;
}
function sectionsOf(report, link) {
	const { open, remarks, waived, baseline } = partsOf(report.findings);
	const failing = [...open, ...baseline].filter((finding) => failsRun(finding, report));
	const below = open.filter((finding) => !failsRun(finding, report));
	const known = baseline.filter((finding) => !failsRun(finding, report));
	const beneath = failing.length > 0 ? " below the line" : "";
	return [
		plain$1("What must be done", findingEntries(failing, link, report)),
		folded(`${counted(below.length, "finding")}${beneath}`, findingEntries(below, link, report)),
		folded(counted(remarks.flat().length, "remark"), remarks.map((findings) => remarkEntry(findings, link))),
		folded(`${counted(waived.length, "finding")} waived`, waived.map((finding) => waivedEntry(finding, link))),
		folded(`${counted(known.length, "finding")} known, in the base already`, findingEntries(known, link, report)),
		...fixedSection(report),
		folded(`${counted(report.images.filter(isVerified).length, "verified image")}`, report.images.filter(isVerified).map(verifiedEntry)),
		plain$1("Notices", report.notices.map(markdownText).map(item)),
		plain$1("Not judged", report.notJudged.map(({ what, count }) => item(`${markdownText(what)}: ${count}`))),
		{
			opening: "",
			entries: [{
				text: scope(report),
				weight: 1
			}],
			closing: ""
		}
	];
}
/**
* What stands in files by file, what is in images by image, then what else images are like. The file or
* image with the worst comes first: where not all of it fits, the end is left out.
*/
function findingEntries(findings, link, report) {
	const { vulnerabilities, others, hygiene } = openParts(findings, report);
	return [...[...fileEntries(others, link), ...imageEntries(vulnerabilities, link, report)].toSorted((a, b) => compareSeverity(a.worst, b.worst)).flatMap(apart), ...hygieneEntries(hygiene, link)];
}
/** The group's entries, with an empty line before its heading. */
function apart({ entries }, index) {
	const [first, ...others] = entries;
	if (first === void 0 || index === 0) return entries;
	return [{
		...first,
		text: `\n${first.text}`
	}, ...others];
}
function hygieneEntries(hygiene, link) {
	return hygiene.map((findings, index) => {
		const entry = remarkEntry(findings, link);
		return index > 0 ? entry : {
			...entry,
			text: `\n#### Images in general\n\n${entry.text}`
		};
	});
}
function fixedSection({ comparison }) {
	if (comparison === void 0) return [];
	const { fixed, fixedCount } = comparison;
	return [folded(`${counted(fixedCount, "finding")} fixed`, fixed.map(({ severity, path, message, rule }) => item(`**${severity}** ${markdownCode(path)} ${markdownText(message)} ${markdownCode(rule)}`)))];
}
function plain$1(title, entries) {
	return {
		opening: `### ${title}\n\n`,
		entries,
		closing: "\n"
	};
}
/** The title stands in HTML, where nothing of unknown origin may stand. */
function folded(title, entries) {
	return {
		opening: `<details><summary>${title}</summary>\n\n`,
		entries,
		closing: "\n</details>\n\n"
	};
}
function verifiedEntry({ reference, digest, signatures = [] }) {
	const by = signatures.map((signature) => `<br>${markdownText(signatureLabel(signature))}`);
	const pinned = digest !== void 0 && !reference.endsWith(`@${digest}`) ? ` ${markdownCode(digest)}` : "";
	return item(`${markdownCode(reference)}${pinned}${by.join("")}`);
}
function item(text) {
	return {
		text: `- ${text}\n`,
		weight: 1
	};
}
function scope({ judged, policy, commits, vulnerabilities }) {
	const { resources, documents, files } = judged;
	const rule = policy === null ? "no policy file" : `policy ${markdownCode(policy.path)} (${markdownText(policy.origin)})`;
	return `${commits === void 0 ? "" : `Commits: ${markdownText(commitsLabel(commits))}.\n\n`}${vulnerabilities === void 0 ? "" : `Scanned: ${markdownText(scannedLabel(vulnerabilities))}.\n\n`}Judged: ${counted(resources, "resource")} in ${counted(documents, "document")} of ${counted(files, "file")}; ${rule}.\n`;
}
// src/report/paint.ts
const codes = {
	bold: "1",
	dim: "2",
	underline: "4",
	red: "31",
	green: "32",
	yellow: "33",
	blue: "34",
	cyan: "36",
	boldRed: "1;31",
	boldGreen: "1;32",
	boldYellow: "1;33",
	alarm: "1;97;41"
};
/** The one place where escape sequences are made. */
function painter(color) {
	if (!color) return (_colour, text) => text;
	return (colour, text) => text === "" ? "" : `\u001b[${codes[colour]}m${text}\u001b[0m`;
}
const severityColours = {
	critical: "alarm",
	high: "boldRed",
	medium: "boldYellow",
	low: "blue",
	info: "cyan"
};
/** Columns for what stands right of the labels. */
function roomIn({ width }) {
	return width - 10;
}
/** Lines of which the first has a label on its left and the others are indented as far. */
function labelled(label, colour, lines, { paint }) {
	const gap = " ".repeat(Math.max(1, 10 - label.length));
	const word = label.trimStart();
	const head = " ".repeat(label.length - word.length) + paint(colour, word) + gap;
	return lines.map((line, index) => (index === 0 ? head : " ".repeat(10)) + line);
}
/** The words of several findings; what to do is said once behind all in a row that have the same remedy. */
function statements(all, style) {
	return all.flatMap(({ finding, addition }, index) => {
		const remediation = all[index + 1]?.finding.remediation === finding.remediation ? "" : finding.remediation;
		return statement({
			...finding,
			remediation
		}, addition, style);
	});
}
/** What is wrong, by which rule, why it fails apart from its severity, and what to do: the words of a finding with its severity as label. */
function statement(finding, addition, style) {
	const { severity, rule, message, remediation } = finding;
	const { paint } = style;
	const tag = `[${terminalText(rule)}]`;
	const said = wrapped(`${terminalText(message)}${addition} ${tag}`, roomIn(style)).map((line) => line.endsWith(tag) ? paint("bold", line.slice(0, -tag.length)) + paint("dim", tag) : paint("bold", line));
	const why = wrapped(terminalText(gateLabel(finding) ?? ""), roomIn(style));
	const todo = wrapped(terminalText(remediation), roomIn(style) - 2).map((line, index) => (index === 0 ? "→ " : "  ") + line);
	return labelled(severity, severityColours[severity], [
		...said,
		...why,
		...todo
	], style);
}
// src/report/text-spot.ts
/** One place: where it is, the line with the offending part marked, and what is wrong there. */
function spotLines({ entries }, style) {
	const first = entries[0]?.finding;
	if (first === void 0) return [];
	return [...placeLines(first, style), ...statements(entries.map(({ finding, times }) => ({
		finding,
		addition: times > 1 ? ` (${times} times on this line)` : ""
	})), style)];
}
/** Where a finding is, and the line with the offending part marked. */
function placeLines(finding, style) {
	const { location, resource, severity, commit } = finding;
	const place = style.paint("bold", terminalText(whereLabel(finding)));
	const about = isNamedByCaller(finding) ? finding.image ?? "" : "";
	const named = resource === void 0 ? about : resourceLabel(resource);
	const object = named === "" ? "" : `  ${style.paint("dim", terminalText(named))}`;
	const others = wrapped(otherPlacesLabel(finding, othersShown), style.width);
	const hasExcerpt = commit === void 0 && !isNamedByCaller(finding);
	return [
		place + object,
		...others.map((line) => style.paint("dim", terminalText(line))),
		...hasExcerpt ? excerptLines(location, severityColours[severity], style) : []
	];
}
/** Where else the image is named, so many of the places. */
const othersShown = 5;
/** Where else the image is named, a few of the places. */
function otherPlacesLabel(finding, most) {
	const places = otherPlaces(finding);
	if (places.length === 0) return "";
	const left = places.length - most;
	return `also at ${places.slice(0, most).map(placeLabel).join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}
function excerptLines(location, colour, style) {
	const { paint, sources } = style;
	const line = isInFile(location) ? sources.get(location.path)?.line(location.line) : void 0;
	if (line === void 0 || line.trim() === "") return [];
	const number = String(location.line).padStart(7);
	const blank = " ".repeat(number.length);
	const { source, markStart, markWidth } = excerptOf(line, location, style.width - number.length - 3);
	const mark = paint(colour, "^".repeat(markWidth));
	return [
		paint("dim", `${blank} │`),
		`${paint("dim", `${number} │`)} ${source}`,
		`${paint("dim", `${blank} │`)} ${" ".repeat(markStart)}${mark}`
	];
}
// src/report/text-image.ts
/** So many vulnerabilities of an image are named, and so many packages of each; the other formats have all. */
const rowsShown = 8;
const packagesShown = 4;
const updatesShown = 4;
/** So many images with the same vulnerabilities are named. */
const imagesShown$1 = 10;
/**
* An image, or several with the same vulnerabilities: where they stand, how many vulnerabilities there
* are, what to update, and the most urgent of them; what else is wrong there stands where it belongs by its severity.
*/
function imageLines({ first, images, beside, feeds }, style) {
	const [urgent] = first.findings;
	if (urgent === void 0) return [];
	const isWorse = ({ severity }) => compareSeverity(severity, first.worst) < 0;
	const told = (findings) => statements(findings.map((finding) => ({
		finding,
		addition: ""
	})), style);
	return [
		...images.length === 1 ? placeLines(urgent, style) : manyPlaces(images, style),
		...told(beside.filter(isWorse)),
		...summaryLines(first, images.length, style),
		...rowsLines(first, feeds, style),
		...told(beside.filter((finding) => !isWorse(finding)))
	];
}
/** One line for each image: its first place, how many others there are, and its name. */
function manyPlaces(images, style) {
	const { paint } = style;
	const left = images.length - imagesShown$1;
	const lines = images.slice(0, imagesShown$1).flatMap(({ image, findings: [finding] }) => {
		if (finding === void 0) return [];
		const others = otherPlaces(finding).length;
		const where = `${whereLabel(finding)}${others > 0 ? ` and ${others} more` : ""}`;
		return [`${paint("bold", terminalText(where))}  ${terminalText(image)}`];
	});
	return left > 0 ? [...lines, paint("dim", `and ${left} more images`)] : lines;
}
function summaryLines(image, times, style) {
	const said = wrapped(`${times === 1 ? terminalText(image.image) : `the same ${image.findings.length} in ${times} images`}: ${countsLabel(image)}${failingLabel(image)}`, roomIn(style));
	const todo = updateSteps(image, updatesShown).flatMap((step) => wrapped(terminalText(step), roomIn(style) - 2).map((line, index) => (index === 0 ? "→ " : "  ") + line));
	return labelled(image.worst, severityColours[image.worst], [...said.map((line) => style.paint("bold", line)), ...todo], style);
}
/** The most urgent, those that fail the run apart from those that do not, and how many there are besides. */
function rowsLines(image, feeds, style) {
	const { findings, failing } = image;
	const shown = findings.slice(0, rowsShown);
	const idWidth = Math.max(...shown.map(({ rule }) => Math.min(displayWidth(rule), 20)));
	const lines = shown.map((finding) => rowLines(finding, {
		image,
		feeds,
		idWidth,
		style
	}));
	const isMixed = failing > 0 && failing < shown.length;
	const note = (text) => labelled("", "dim", wrapped(text, roomIn(style)), style).map((line) => style.paint("dim", line));
	return [
		...lines.slice(0, failing).flat(),
		...isMixed ? note("these do not fail the run:") : [],
		...lines.slice(failing).flat(),
		...leftLabel(image).flatMap(note)
	];
}
/** Never keeps quiet about a vulnerability that fails the run and is not shown. */
function leftLabel({ findings, failing }) {
	const left = findings.length - rowsShown;
	if (left <= 0) return [];
	const failingLeft = Math.max(0, failing - rowsShown);
	return [`and ${left} more${failingLeft === 0 ? failing === 0 ? "" : ", none of which fails the run" : failingLeft === left ? ", which fail the run as well" : `, of which ${failingLeft} fail the run as well`}; --format markdown, html or json has all`];
}
/** The packages and every note in full; the title is a help, and is cut to what room there is. */
function rowLines(finding, { image, feeds, idWidth, style }) {
	const { severity, rule, vulnerability } = finding;
	const { paint } = style;
	const room = roomIn(style) - idWidth - 2;
	const [gate, ...notes] = rowNotes(finding, image, feeds);
	const lines = withReason(factLines([packagesLabel(vulnerability, packagesShown), ...notes], room), gate, room);
	const title = titleLines(vulnerability.title, room - displayWidth(lines.at(-1) ?? "") - 2, room);
	const all = [...lines];
	if (title.isBeside) all[all.length - 1] = `${all.at(-1) ?? ""}  ${paint("dim", title.text)}`;
	else if (title.text !== "") all.push(paint("dim", title.text));
	const id = terminalText(rule);
	return labelled(` ${severity}`, severityColours[severity], all.map((line, index) => `${padded(index === 0 ? id : "", idWidth)}  ${line}`), style);
}
/** The gate's reason, which is the empty text where there is none, and all other notes. */
function rowNotes(finding, image, feeds) {
	const notes = notesOn(finding, image, feeds);
	return finding.gate === void 0 ? ["", ...notes] : [notes[0] ?? "", ...notes.slice(1)];
}
/** A space at which no line ends. */
const tied = "\xA0";
/** Facts with dots between them, of which none begins a line. */
function factLines(facts, room) {
	const whole = facts.map((fact) => fact.startsWith("EPSS ") ? fact.replaceAll(" ", tied) : fact);
	return wrapped(terminalText(whole.join(`${tied}· `)), room).map((line) => line.replaceAll(tied, " "));
}
/** The reason stands on a line of its own where it does not fit behind the others. */
function withReason(lines, reason, room) {
	if (reason === "") return [...lines];
	const last = `${lines.at(-1) ?? ""} · ${terminalText(reason)}`;
	if (displayWidth(last) <= room) return [...lines.slice(0, -1), last];
	return [...lines, ...factLines([reason], room)];
}
function titleLines(title, beside, room) {
	if (title === void 0 || title === "") return {
		text: "",
		isBeside: false
	};
	const text = terminalText(title);
	if (displayWidth(text) <= beside) return {
		text,
		isBeside: true
	};
	const [line = "", ...others] = wrapped(text, room - 1);
	return {
		text: others.length === 0 ? line : `${line}…`,
		isBeside: false
	};
}
// src/report/text-remarks.ts
/** Of each thing that is said so many places are named, and of a rule so many things; the JSON report has all. */
const placesShown = 3;
const sayingsShown = 3;
/**
* What one rule says of any number of places, as one entry: each saying with its places, what to do
* where that changes, and how many sayings are left out. Where all is about the one image of the report
* (`isPlaceKnown`), places would say nothing.
*/
function remarkLines(findings, given, isPlaceKnown = false) {
	const style = quiet(given);
	const [first, ...others] = findings;
	if (first === void 0) return [];
	if (others.length === 0 && first.image === void 0) return spotsOf(findings).flatMap((spot) => spotLines(spot, given));
	const sayings = bySaying(findings);
	const left = sayings.slice(sayingsShown).flatMap((said) => said.findings).length;
	return [...sayings.slice(0, sayingsShown).flatMap((said, index) => {
		return sayingLines(said, {
			before: (index === 0 ? void 0 : sayings[index - 1])?.first.remediation,
			isPlaceKnown,
			style
		});
	}), ...left > 0 ? labelled("", "dim", [style.paint("dim", `and ${counted(left, "more place")} where it says something else`)], style) : []];
}
/** Nothing here is to draw the eye from what must be done. */
function quiet(style) {
	return {
		...style,
		paint: (colour, text) => colour === "bold" ? text : style.paint(colour, text)
	};
}
/** What to do is told once for all that have the same remedy. */
function sayingLines({ first, findings }, { before, isPlaceKnown, style }) {
	const places = findings.slice(0, placesShown).map(placeOf);
	const left = findings.length - places.length;
	const list = `${places.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
	const times = findings.length > 1 ? ` (${findings.length} places)` : "";
	const remediation = first.remediation === before ? "" : first.remediation;
	const lines = wrapped(list, roomIn(style)).map((line) => style.paint("dim", line));
	return [...statement({
		...first,
		remediation
	}, times, style), ...isPlaceKnown ? [] : labelled("", "dim", lines, style)];
}
function placeOf(finding) {
	const place = whereLabel(finding);
	if (finding.image === void 0) return terminalText(place);
	return terminalText(`${finding.image}${hasPlace(finding) ? " at" : ""} ${place}`);
}
// src/report/text-table.ts
const stateColours = {
	passed: "boldGreen",
	failed: "boldRed",
	error: "boldRed",
	skipped: "dim"
};
const nameWidth = 17;
const stateWidth = 9;
/** The checks, one a line, with their counts; then the reasons of those that did not decide. */
function checkTable(report, style) {
	const rows = checkRows(report);
	if (rows.length === 0) return [];
	const columns = countColumnsOf(report);
	const heads = columns.map((column) => column.padStart(column.length + 2)).join("");
	const head = `${padded("check", nameWidth)}${padded("state", stateWidth)}${heads}      time`;
	return [
		style.paint("dim", head),
		...rows.map(({ name, summary }) => row(name, summary, columns, style)),
		...rows.flatMap(({ name, summary }) => reasonLines(name, summary, style))
	];
}
function row(name, summary, columns, { paint }) {
	const { state, durationMs } = summary;
	const cells = columns.map((column) => {
		const count = countIn(summary, column);
		const cell = hasCounts(summary) ? String(count) : "-";
		return " ".repeat(Math.max(1, column.length + 2 - cell.length)) + (count > 0 && isOfSeverity(column) ? paint(severityColours[column], cell) : cell);
	});
	const time = durationLabel(durationMs).padStart(10);
	return `${padded(name, nameWidth)}${paint(stateColours[state], padded(state, stateWidth))}${cells.join("")}${time}`;
}
function reasonLines(name, { state, reason }, style) {
	if (reason === void 0) return [];
	const said = wrapped(`${name}: ${terminalText(reason)}`, roomIn(style));
	return state === "passed" || state === "failed" ? labelled("checked", "dim", said, style) : labelled(state, stateColours[state], said, style);
}
// src/report/text.ts
/** So much of what is accepted of an image is told: on so many terms, with so many identifiers each. */
const termsShown = 3;
const idsShown = 5;
/** So many verified images are named with who signed them. */
const imagesShown = 20;
/**
* The report for a terminal or a log: every open finding with its line, then remarks, what was waived,
* notices, the checks and the verdict. No escape sequence or command comes out of a judged file.
*/
function textReport(report, sources, { color, width = 100 }) {
	const style = {
		paint: painter(color),
		width: usableWidth(width),
		sources
	};
	const { open: fresh, remarks, waived, baseline } = partsOf(report.findings);
	const { images, others, hygiene } = textParts(inReadingOrder([...fresh, ...baseline.filter((each) => failsRun(each, report))]), report);
	const aboutImages = [...hygiene, ...remarks.filter(isAboutImages)];
	const elsewhere = remarks.filter((findings) => !isAboutImages(findings));
	const filled = [
		...byFile(others).flatMap((findings) => spotsOf(findings).map((spot) => spotLines(spot, style))),
		...images.map((image) => imageLines(image, style)),
		aboutImages.flatMap((findings) => remarkLines(findings, style, report.images.length === 1)),
		...elsewhere.map((findings) => remarkLines(findings, style)),
		[
			...waived.filter((finding) => !isVulnerable(finding)).flatMap((finding) => waivedLines(finding, style)),
			...vulnerableImages(waived).flatMap((image) => waivedImageLines(image, style)),
			...comparisonLines(report, baseline.length, style)
		],
		report.notices.flatMap((notice) => plainLines("notice", "yellow", notice, style)),
		verifiedLines(report, style),
		checkTable(report, style),
		[
			...commitLines(report, style),
			...scopeLines(report, style),
			...databaseLines(report, style)
		],
		verdictLines(report, style)
	].filter((lines) => lines.length > 0);
	return withoutCommands(filled.map((lines) => `${lines.join("\n")}\n`).join("\n"));
}
function isAboutImages([first]) {
	return first?.check === "vulnerabilities" && first.image !== void 0;
}
/** Some terminals say that they have no columns at all. */
function usableWidth(width) {
	return width > 0 ? Math.min(Math.max(width, 50), 140) : 80;
}
/** What else is to be said about the place that names an image stands with the image. */
function textParts(open, report) {
	const { vulnerabilities, others, hygiene } = openParts(open, report);
	const feeds = knownFeeds(report.vulnerabilities);
	const places = byPlace(others);
	const images = sameImages(vulnerableImages(vulnerabilities, report)).map((same) => {
		const [finding] = same.first.findings;
		const isAlone = same.images.length === 1 && finding !== void 0;
		return {
			...same,
			feeds,
			beside: isAlone && places.get(placeKey(finding)) || []
		};
	});
	const told = new Set(images.flatMap(({ beside }) => beside));
	return {
		images,
		hygiene,
		others: others.filter((finding) => !told.has(finding))
	};
}
/** One rule about images has much to say: which of it was waived is told by its message. */
function waivedLines(finding, style) {
	const { check, rule, message } = finding;
	const what = check === "vulnerabilities" ? ` (${message.replace(/\.$/, "")})` : "";
	return plainLines("waived", "dim", `${whereLabel(finding)} ${rule}${what}${termsLabel(finding)}`, style);
}
/** `: reason (owner, until day)`. */
function termsLabel({ waiver }) {
	if (waiver === void 0) return "";
	const bracket = [waiver.owner, waiver.expires === void 0 ? "" : `until ${waiver.expires}`].filter((term) => term !== void 0 && term !== "").join(", ");
	return `: ${waiver.reason}${bracket === "" ? "" : ` (${bracket})`}`;
}
/** What is accepted of an image, together where it is on the same terms. */
function waivedImageLines({ image, findings }, style) {
	const byTerms = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const terms = termsLabel(finding);
		byTerms.set(terms, [...byTerms.get(terms) ?? [], finding.rule]);
	}
	const shown = [...byTerms].slice(0, termsShown).map(([terms, ids]) => {
		const left = ids.length - idsShown;
		return `${ids.slice(0, idsShown).join(", ")}${left > 0 ? ` and ${left} more` : ""}${terms}`;
	});
	const left = byTerms.size - shown.length;
	const more = left > 0 ? [`and ${left} more; --format markdown, html or json has all`] : [];
	return plainLines("waived", "dim", `${image}: ${[...shown, ...more].join("; ")}`, style);
}
function verifiedLines({ images }, style) {
	const verified = images.filter(isVerified);
	const left = verified.length - imagesShown;
	return [...verified.slice(0, imagesShown).flatMap(({ reference, signatures = [] }) => {
		return plainLines("verified", "green", `${reference}: ${signatures.map(signatureLabel).join("; ")}`, style);
	}), ...left > 0 ? plainLines("", "dim", `and ${left} more; the JSON report has all`, style) : []];
}
function comparisonLines({ comparison }, known, style) {
	const gone = comparison?.fixedCount ?? 0;
	return [...known === 0 ? [] : plainLines("known", "dim", `${counted(known, "finding")} that the base has already`, style), ...gone === 0 ? [] : plainLines("fixed", "green", `${counted(gone, "finding")} of the base ${gone === 1 ? "is" : "are"} gone`, style)];
}
function plainLines(label, colour, text, style) {
	return labelled(label, colour, wrapped(terminalText(text), roomIn(style)), style);
}
function commitLines({ commits }, style) {
	if (commits === void 0) return [];
	return plainLines("commits", "dim", commitsLabel(commits), style);
}
function scopeLines({ judged, policy }, style) {
	const { files, documents, resources } = judged;
	return plainLines("judged", "dim", `${`${counted(resources, "resource")} in ${counted(documents, "document")} of ${counted(files, "file")}`}; ${policy === null ? "no policy file" : `policy ${policy.path} (${policy.origin})`}`, style);
}
function databaseLines({ vulnerabilities }, style) {
	if (vulnerabilities === void 0) return [];
	return plainLines("scanned", "dim", scannedLabel(vulnerabilities), style);
}
const verdictColours = {
	pass: "boldGreen",
	fail: "alarm",
	error: "alarm"
};
function verdictLines(report, { paint }) {
	return [`${paint(verdictColours[report.verdict], verdictWords[report.verdict])}  ${verdictGrounds(report).map(terminalText).join(" · ")}`];
}
// src/sarif/limits.ts
/**
* GitHub refuses an upload above the first two and cuts what is above the others in no useful order.
* https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
*/
const limits = {
	runs: 20,
	rulesPerRun: 25e3,
	resultsPerRun: 5e3,
	relatedPerResult: 20,
	tagsPerRule: 10,
	ruleName: 255,
	description: 1024
};
/** Sentences for the reader about open findings that a SARIF log of the report has no room for. */
function truncationNotices({ findings }) {
	const open = findings.filter(({ status }) => status !== "waived");
	return checkNames.flatMap((name) => {
		const count = open.filter(({ check }) => check === name).length;
		if (count <= limits.resultsPerRun) return [];
		return [`The SARIF log holds the worst ${limits.resultsPerRun} of the ${count} findings of ${name}, for GitHub stores no more; the JSON report has all.`];
	});
}
// src/sarif/level.ts
const grades = {
	critical: {
		level: "error",
		problem: "error",
		score: "9.5"
	},
	high: {
		level: "error",
		problem: "error",
		score: "8.0"
	},
	medium: {
		level: "warning",
		problem: "warning",
		score: "5.5"
	},
	low: {
		level: "note",
		problem: "recommendation",
		score: "2.0"
	},
	info: {
		level: "note",
		problem: "recommendation"
	}
};
// src/sarif/message.ts
/** Text of unknown origin on one line, cut at a sane length. */
function plainText(text, total = 1500) {
	return shortened$2(visibleText(text), {
		word: 240,
		total
	});
}
/**
* The same for a SARIF message, its square brackets escaped: `[text](target)` is a link in SARIF.
* Backslashes before a bracket are doubled, so that they cannot undo the bracket's own.
*/
function messageText(text, total) {
	return plainText(text, total).replace(/\\+[[\]]?|[[\]]/g, (run) => {
		const bracket = run.at(-1);
		if (bracket !== "[" && bracket !== "]") return run;
		return `${run.slice(0, -1).replaceAll("\\", "\\\\")}\\${bracket}`;
	});
}
// src/sarif/uri.ts
/** Where findings stand that are about no file; GitHub shows such an alert without a preview. */
const noFile = "not-in-a-file";
/**
* A path of the repository as a relative URI reference: never empty, never absolute, without dot
* segments, every character that could mean something percent-encoded. GitHub refuses a whole upload
* for one location that is none of this.
*/
function relativeUri(path) {
	const segments = path.replace(/\p{Cs}/gu, "�").split("/").filter((segment) => segment !== "" && segment !== "." && segment !== "..");
	return segments.length === 0 ? noFile : segments.map(encodeURIComponent).join("/");
}
// src/sarif/result.ts
/**
* An open finding as a SARIF result. `number` is its place among findings of the same fingerprint,
* counted from 1; `ruleIndex` is its rule's place in the run.
*/
function resultOf(finding, number, ruleIndex) {
	const related = (finding.related ?? []).slice(0, limits.relatedPerResult);
	return {
		ruleId: finding.rule,
		ruleIndex,
		level: grades[finding.severity].level,
		message: { text: wordsOf(finding, related) },
		locations: [{ physicalLocation: physicalLocation(finding.location) }],
		...related.length === 0 ? {} : { relatedLocations: related.map(relatedLocation) },
		partialFingerprints: {
			primaryLocationLineHash: `${finding.fingerprint}:${number}`,
			"portcullis/v1": finding.fingerprint
		}
	};
}
/** GitHub shows related locations only where the message links to them by their ids. */
function wordsOf(finding, related) {
	const { resource } = finding;
	return [
		messageText(statementOf(finding)),
		messageText(todoOf(finding)),
		...isNamedByCaller(finding) ? ["The image was named by --image (the input images of the action); no file names it."] : [],
		...resource === void 0 ? [] : [`(${messageText(resourceLabel(resource), 300)})`],
		...related.map((place, index) => `[${messageText(place.message, 200)}](${index + 1})`)
	].filter((sentence) => sentence !== "").join(" ");
}
/** An alert has no other place for the name of the image that it is about. */
function statementOf({ check, image, message }) {
	if (check !== "vulnerabilities" || image === void 0 || message.includes(image)) return message;
	return `${image}: ${message}`;
}
/** The message about a vulnerability with a fix says already what to update to. */
function todoOf({ vulnerability, remediation }) {
	return vulnerability?.fixable === true ? "" : remediation;
}
function relatedLocation({ location, message }, index) {
	return {
		id: index + 1,
		physicalLocation: physicalLocation(location),
		message: { text: messageText(message, 200) }
	};
}
/** A region of one line, whatever was given: in a pull request GitHub shows only those. */
function physicalLocation(location) {
	const startLine = Math.max(1, location.line);
	const startColumn = Math.max(1, location.column);
	const end = location.endLine === location.line ? location.endColumn : 0;
	return {
		artifactLocation: { uri: relativeUri(location.path) },
		region: {
			startLine,
			startColumn,
			endLine: startLine,
			endColumn: Math.max(startColumn + 1, end)
		}
	};
}
// src/sarif/rule.ts
/** The page that has a heading with the id of every rule. */
const rulesPage = "https://github.com/portcullis-dev/portcullis/blob/main/docs/rules.md";
/** Where the documentation of a rule stands; GitHub makes a heading's anchor without its slashes. */
function ruleAddress(id) {
	return `${rulesPage}#${encodeURIComponent(id.toLowerCase().replace(/[^a-z0-9_-]/g, ""))}`;
}
/** A rule as a run of SARIF describes it; `severity` is the highest that its results have there. */
function ruleDescriptor(rule, severity) {
	const { level, problem, score } = grades[severity];
	return {
		id: rule.id,
		name: pascalCase(rule.id).slice(0, limits.ruleName),
		shortDescription: { text: plainText(`${rule.title}.`, limits.description) },
		fullDescription: { text: plainText(rule.rationale, limits.description) },
		help: {
			text: helpText(rule),
			markdown: helpMarkdown(rule)
		},
		helpUri: ruleAddress(rule.id),
		defaultConfiguration: { level },
		properties: {
			tags: tagsOf(rule),
			precision: "high",
			"problem.severity": problem,
			...score === void 0 ? {} : { "security-severity": score }
		}
	};
}
/** GitHub counts a rule as one of security by its first tag. */
function tagsOf({ id, check, standards }) {
	const groups = id.split("/").slice(0, -1);
	const references = Object.entries(standards).flatMap(([name, ids]) => ids.map((reference) => plainText(`${name}/${reference}`, 100)));
	return [.../* @__PURE__ */ new Set([
		"security",
		"kubernetes",
		check,
		...groups,
		...references
	])].slice(0, limits.tagsPerRule);
}
function helpText({ rationale, remediation, example }) {
	return [
		plainText(rationale),
		`What to do: ${plainText(remediation)}`,
		...example.bad === "" ? [] : [`Instead of\n\n${exampleText(example.bad)}`],
		...example.good === "" ? [] : [`write\n\n${exampleText(example.good)}`]
	].join("\n\n");
}
function helpMarkdown(rule) {
	const { rationale, remediation, example, kinds, equivalents, standards } = rule;
	return [
		markdownText(rationale),
		`**What to do:** ${markdownText(remediation)}`,
		...example.bad === "" ? [] : ["Instead of", markdownBlock(exampleText(example.bad), "yaml")],
		...example.good === "" ? [] : ["write", markdownBlock(exampleText(example.good), "yaml")],
		...kinds.length === 0 ? [] : [`Judges ${kinds.map(markdownCode).join(", ")}.`],
		...references("Standards", standards),
		...references("Known elsewhere as", equivalents),
		markdownLink("The rule in full", ruleAddress(rule.id))
	].join("\n\n");
}
function references(title, names) {
	const items = Object.entries(names).flatMap(([name, ids]) => ids === void 0 || ids.length === 0 ? [] : [`- ${markdownText(name)}: ${ids.map(markdownCode).join(", ")}`]);
	return items.length === 0 ? [] : [`**${title}**`, items.join("\n")];
}
function exampleText(text) {
	return text.trimEnd().split("\n").map(visibleText).join("\n");
}
function pascalCase(id) {
	return id.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
// src/sarif/vulnerability-rule.ts
/** The lowest score that GitHub shows as each severity, and the lowest of the next one. */
const scores = {
	critical: [9.1, 10.1],
	high: [7, 9],
	medium: [4, 7],
	low: [.1, 4]
};
const remedies = {
	fixed: "Update the package to a version with the fix, or the image to one built with it.",
	unfixed: "No fix is known: use an image without the package, or say in a VEX document or a waiver why it does no harm."
};
/**
* A vulnerability as the rule of a run: what is true of it in every image. `severity` is the highest
* that its results have there; `vulnerability` is that of one with a fix where one has it.
*/
function vulnerabilityDescriptor(vulnerability, severity, feeds) {
	const { id, title, url } = vulnerability;
	const { level, problem } = grades[severity];
	const score = scoreOf(vulnerability, severity);
	const name = plainText(title === void 0 ? id : `${id}: ${title}`, limits.description);
	const address = pageOf(url);
	const todo = vulnerability.fixable ? remedies.fixed : remedies.unfixed;
	const likelihood = likelihoodNotes(vulnerability, feeds).join(", ");
	const isExploited = vulnerability.kev?.listed === true;
	return {
		id,
		shortDescription: { text: name },
		fullDescription: { text: name },
		help: {
			text: [
				name,
				...likelihood === "" ? [] : [likelihood],
				`What to do: ${todo}`
			].join("\n\n"),
			markdown: [
				markdownText(name),
				...likelihood === "" ? [] : [markdownText(likelihood)],
				`**What to do:** ${todo}`,
				...address === void 0 ? [] : [markdownLink("More about it", address)]
			].join("\n\n")
		},
		...address === void 0 ? {} : { helpUri: address },
		defaultConfiguration: { level },
		properties: {
			tags: [
				"security",
				"vulnerability",
				"container",
				"vulnerabilities",
				...isExploited ? ["kev"] : []
			],
			precision: "very-high",
			"problem.severity": problem,
			...score === void 0 ? {} : { "security-severity": score }
		}
	};
}
/** The CVSS score where GitHub would show it as the severity that the finding has, else the usual one. */
function scoreOf({ cvss }, severity) {
	const [least, next] = scores[severity] ?? [0, 0];
	if (cvss !== void 0 && cvss.score >= least && cvss.score < next) return cvss.score.toFixed(1);
	return grades[severity].score;
}
/** The address comes out of a database: only what is one to a page is handed on. */
function pageOf(url) {
	if (url === void 0 || url.length > 500 || !URL.canParse(url)) return void 0;
	const { protocol, username, password } = new URL(url);
	return protocol === "https:" && username + password === "" ? url : void 0;
}
// src/sarif/run.ts
/**
* The rules and results of one check. Waived findings are no results, because GitHub knows no
* suppressions; what the base had already is one, because GitHub compares for itself; a rule of the check is described also where it found nothing.
*/
function runContent(check, findings, { rules, feeds }) {
	const numbers = numbersOf(findings);
	const open = worstFirst(findings.filter(({ status }) => status !== "waived"));
	const kept = open.slice(0, limits.resultsPerRun);
	const described = rulesOf(check, kept, {
		rules,
		feeds
	});
	const places = new Map(described.map(({ id }, index) => [id, index]));
	return {
		rules: described,
		results: kept.map((finding) => resultOf(finding, numbers.get(finding) ?? 1, places.get(finding.rule) ?? 0)),
		leftOut: open.length - kept.length
	};
}
/**
* The number of each finding among those of the same fingerprint, from top to bottom. Waived ones
* count, so that waiving one does not make another a new alert.
*/
function numbersOf(findings) {
	const seen = /* @__PURE__ */ new Map();
	return new Map(inReadingOrder(findings).map((finding) => {
		const number = (seen.get(finding.fingerprint) ?? 0) + 1;
		seen.set(finding.fingerprint, number);
		return [finding, number];
	}));
}
function rulesOf(check, findings, { rules, feeds }) {
	const highest = /* @__PURE__ */ new Map();
	const vulnerabilities = /* @__PURE__ */ new Map();
	for (const { rule, severity, vulnerability } of findings) {
		if (vulnerability !== void 0) {
			const known = vulnerabilities.get(rule);
			if (known === void 0 || vulnerability.fixable && !known.fixable) vulnerabilities.set(rule, vulnerability);
		}
		const known = highest.get(rule);
		if (known === void 0 || compareSeverity(severity, known) < 0) highest.set(rule, severity);
	}
	const own = [...rules.values()].filter((rule) => rule.check === check).map(({ id }) => id);
	return [.../* @__PURE__ */ new Set([...highest.keys(), ...own])].slice(0, limits.rulesPerRun).sort(comparePlainly).map((id) => {
		const rule = rules.get(id);
		if (rule !== void 0) return ruleDescriptor(rule, highest.get(id) ?? rule.severity);
		const vulnerability = vulnerabilities.get(id);
		if (vulnerability !== void 0) return vulnerabilityDescriptor(vulnerability, highest.get(id) ?? "medium", feeds);
		throw new Error(`finding of a rule that nobody describes: ${id}`);
	});
}
// src/sarif/upload-problems.ts
/**
* What would make GitHub refuse the log or lose part of it, and no schema says: a sentence for each
* fault, none for a log that is fine.
*/
function uploadProblems({ runs }) {
	const keys = runs.map((run) => `${run.tool.driver.name}, ${categoryOf(run)}`);
	const twice = new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
	return [
		...faults("log", [[runs.length > limits.runs, `${runs.length} runs`]]),
		...[...twice].map((key) => `log: more than one run of tool and category ${key}`),
		...runs.flatMap(runProblems)
	];
}
/** Everything before the last `/` is the category; what follows names one analysis. */
function categoryOf({ automationDetails }) {
	const id = automationDetails?.id ?? "";
	return id.slice(0, Math.max(0, id.lastIndexOf("/")));
}
function runProblems(run) {
	const { rules = [] } = run.tool.driver;
	const { results } = run;
	return [
		...faults(`run ${categoryOf(run)}`, [
			[categoryOf(run) === "", "no category"],
			[results === void 0, "no results, not even none"],
			[(results?.length ?? 0) > limits.resultsPerRun, `${results?.length} results`],
			[rules.length > limits.rulesPerRun, `${rules.length} rules`]
		]),
		...rules.flatMap(ruleProblems),
		...(results ?? []).flatMap((result) => resultProblems(result, rules))
	];
}
function ruleProblems(rule) {
	const { id, name, shortDescription, fullDescription, help, properties } = rule;
	const tags = properties?.tags ?? [];
	const score = properties?.["security-severity"];
	return faults(`rule ${id}`, [
		[tags.length > limits.tagsPerRule, `${tags.length} tags`],
		[new Set(tags).size < tags.length, "a tag twice"],
		[score !== void 0 && !isScore(score), `security-severity is ${String(score)}`],
		[(name ?? "").length > limits.ruleName, "its name is too long"],
		[!isDescription(shortDescription?.text), "shortDescription is empty or too long"],
		[!isDescription(fullDescription?.text), "fullDescription is empty or too long"],
		[isEmpty(help?.text), "no help"]
	]);
}
function resultProblems(result, rules) {
	const { ruleId, ruleIndex, message, locations, partialFingerprints } = result;
	const place = locations?.[0]?.physicalLocation;
	const uri = place?.artifactLocation?.uri;
	return faults(`result of ${ruleId}`, [
		[ruleIndex === void 0 || rules[ruleIndex]?.id !== ruleId, "ruleIndex is not its rule's"],
		[isEmpty(message.text), "no message"],
		[isEmpty(uri), "no location"],
		[/^[a-z][a-z0-9+.-]*:|^\/|[\\\s]/i.test(uri ?? ""), `the URI is not relative: ${uri}`],
		[!isOneLine(place?.region), "the region is not on one line"],
		[isEmpty(partialFingerprints?.["primaryLocationLineHash"]), "no fingerprint"]
	]);
}
function faults(subject, trials) {
	return trials.flatMap(([fault, text]) => fault ? [`${subject}: ${text}`] : []);
}
function isScore(score) {
	return typeof score === "string" && /^\d+\.\d+$/.test(score) && +score > 0 && +score <= 10;
}
function isEmpty(text) {
	return text === void 0 || text === "";
}
function isDescription(text) {
	return !isEmpty(text) && (text ?? "").length <= limits.description;
}
function isOneLine(region) {
	const { startLine = 0, endLine = 0, startColumn = 0, endColumn = 0 } = region ?? {};
	return startLine >= 1 && endLine === startLine && startColumn >= 1 && endColumn > startColumn;
}
// src/sarif/build.ts
/**
* The report as a log for GitHub code scanning: a run for each check that came to a result, and none
* for the others, whose alerts an empty run would close. Throws where a finding has no rule among
* `rules`, or where GitHub would refuse the log.
*/
function sarifLog(report, rules, options) {
	const { problems, ...outcome } = sarifDraft(report, rules, options);
	const [problem] = problems;
	if (problem !== void 0) throw new Error(`GitHub would refuse the SARIF log: ${problem}`);
	return outcome;
}
/** The same for whoever has something better to do with a bad log than to stop. */
function sarifDraft(report, rules, { category }) {
	const known = new Map(rules.map((rule) => [rule.id, rule]));
	const feeds = knownFeeds(report.vulnerabilities);
	const contents = decidedChecks(report).map((check) => {
		return {
			check,
			content: runContent(check, report.findings.filter((finding) => finding.check === check), {
				rules: known,
				feeds
			})
		};
	});
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: contents.map(({ check, content }) => runOf(report, `${category.replace(/\/+$/, "")}/${check}/`, content))
	};
	return {
		log,
		problems: uploadProblems(log),
		leftOut: contents.map(({ check, content }) => ({
			check,
			count: content.leftOut
		})).filter(({ count }) => count > 0)
	};
}
function decidedChecks({ checks }) {
	return checkNames.filter((name) => {
		const state = checks[name]?.state;
		return state === "passed" || state === "failed";
	});
}
function runOf({ tool }, id, { rules, results, leftOut }) {
	return {
		tool: { driver: {
			name: tool.name,
			semanticVersion: tool.version,
			informationUri: "https://github.com/portcullis-dev/portcullis",
			rules
		} },
		automationDetails: { id },
		columnKind: "utf16CodeUnits",
		results,
		...leftOut === 0 ? {} : { properties: { openFindingsLeftOut: leftOut } }
	};
}
// src/report/annotations.ts
const annotationLevels = [
	"error",
	"warning",
	"notice"
];
/** How many of each level GitHub shows for one step; it drops the rest without a word. */
const annotationLimits = {
	error: 10,
	warning: 10,
	notice: 10
};
const levels = {
	critical: "error",
	high: "error",
	medium: "warning",
	low: "notice",
	info: "notice"
};
/**
* The worst open findings of each level up to its limit, behind them those that the base has as well and
* that fail the run all the same, and how many of both are left.
*/
function chooseAnnotations(report, limits = annotationLimits, linkToCommit = () => void 0) {
	const { findings } = report;
	const known = findings.filter((finding) => finding.status === "baseline" && failsRun(finding, report));
	const all = [...entriesOf(findings.filter(({ status }) => status === "open")), ...entriesOf(known)];
	const chosen = annotationLevels.flatMap((level) => all.filter(({ severity }) => levels[severity] === level).slice(0, limits[level]));
	return {
		chosen: chosen.map((finding) => annotationOf(finding, linkToCommit)),
		left: all.length - chosen.length
	};
}
/** Worst first, what is said twice of a line once, and all vulnerabilities of an image as one. */
function entriesOf(findings) {
	const others = findings.filter((finding) => !isVulnerable(finding));
	const images = vulnerableImages(findings).flatMap(imageFinding);
	return folded$1(worstFirst([...others, ...images])).map(({ finding }) => finding);
}
/** One remark stands for all vulnerabilities of an image, so that they leave room for anything else. */
function imageFinding(image) {
	const [worst] = image.findings;
	if (worst === void 0) return [];
	const message = `${image.image} has ${countsLabel(image)}.`;
	const todo = updatesLabel(image, 5);
	const remediation = `${todo.slice(0, 1).toUpperCase()}${todo.slice(1)}.`;
	return [{
		...worst,
		severity: image.worst,
		rule: "vulnerabilities",
		message,
		remediation
	}];
}
/** Tells those who look at the change's lines that it is not the change's doing. */
const known = " (already in the base)";
function annotationOf(finding, linkToCommit) {
	const { severity, rule, message, remediation, location, resource, commit, status } = finding;
	const link = commit === void 0 ? void 0 : linkToCommit(commit);
	const object = resource === void 0 ? "" : `${resourceLabel(resource)}: `;
	return {
		level: levels[severity],
		title: `${plain(`${severity}: ${rule}`, 178)}${status === "baseline" ? known : ""}`,
		message: plain(`${object}${message} ${link === void 0 ? "" : `${link} `}${remediation}`, 1500),
		...commit === void 0 && isInFile(location) ? { location } : {}
	};
}
function plain(text, total) {
	return shortened$2(visibleText(text), {
		word: 240,
		total
	});
}
// src/network/error.ts
/**
* What went wrong on the way to a server or there, in one line. The message never holds credentials,
* query strings or other text of the server's own making than a host name.
*/
var NetworkError = class extends Error {
	name = "NetworkError";
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
// src/trivy/sbom-format.ts
/** The formats of software bills of materials, as `trivy convert` names them. */
const sbomFormats = ["cyclonedx", "spdx-json"];
// src/model/vulnerabilities-summary.ts
/** Why a list has nothing to say: by the policy's wish, since no CVE was found, or since nobody could get it. */
const missingFeeds = [
	"off",
	"not-needed",
	"unavailable"
];
// src/sigstore/expression.ts
/** More than any identity needs; a longer expression compiles to more than is worth running. */
const longestExpression = 4096;
/** What is wrong with a regular expression of Go (RE2), as a clause; nothing where it compiles. */
function mistakeInExpression(source) {
	if (source.length > longestExpression) return `it is longer than ${longestExpression} characters`;
	try {
		RE2JS.compile(source);
		return;
	} catch (error) {
		return `it is not a regular expression of RE2: ${messageOf(error).replace(/^error parsing regexp: /, "")}`;
	}
}
/** The anchors that an expression lacks, such as `no ^ in front`; nothing where it has both. */
function missingAnchors(source) {
	const open = !/^(?:\(\?[a-z]+\))?(?:\^|\\A)/.test(source);
	const unended = /(?:^|[^\\])(?:\\\\)*\\\$$/.test(source) || !/(?:\$|\\z)$/.test(source);
	if (!open && !unended) return void 0;
	return [...open ? ["no ^ in front"] : [], ...unended ? ["no $ at its end"] : []].join(" and ");
}
/** The expression that matches a whole text where the given one, which compiles, is found somewhere in it. */
function searching(source) {
	const whole = `(?s:.*)(?:${source})(?s:.*)`;
	return mistakeInWhole(whole) ? `(?s:.*)(?:${source}\\E)(?s:.*)` : whole;
}
function mistakeInWhole(source) {
	try {
		RE2JS.compile(source);
		return false;
	} catch {
		return true;
	}
}
// src/policy/image-glob.ts
/** Longer than any reference; keeps the work for one character of a text small. */
const longestPattern = 1024;
/** The whole registry of Docker Hub under the name that ClusterImagePolicy knows. */
const hubOfPolicies = "index.docker.io";
/** Two patterns that upstream reads as written for Docker Hub, lest they match every registry. */
const upgrades = /* @__PURE__ */ new Map([["*", `${hubOfPolicies}/library/*`], ["*/*", `${hubOfPolicies}/*/*`]]);
/**
* The glob of a ClusterImagePolicy (sigstore/policy-controller, pkg/apis/glob/glob.go): `*` takes any
* characters but `/`, `**` any at all, everything else itself. Matching takes time in proportion to the
* text. The pattern has to be one that `mistakeInImageGlob` lets through.
*/
function compileImageGlob(pattern) {
	const pieces = piecesOf(upgrades.get(pattern) ?? pattern);
	return {
		pattern,
		matches: (text) => matchesPieces(pieces, text)
	};
}
/** What is wrong with a glob of images, as a clause; nothing where it is well formed. */
function mistakeInImageGlob(pattern) {
	if (pattern === "") return "it is empty; write e.g. ghcr.io/acme/**";
	if (pattern.length > longestPattern) return `it is longer than ${longestPattern} characters`;
	const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(pattern);
	if (scheme !== null) return `it has a scheme; begin with the registry, without ${scheme[0]}`;
	const wrong = /[^A-Za-z0-9\-_:/*.@]/u.exec(pattern);
	if (wrong === null) return void 0;
	const shown = JSON.stringify(wrong[0]);
	return `a glob of images has only letters, digits and -_:/*.@, and its character ${wrong.index + 1} is ${shown}`;
}
/**
* The spellings of a reference that globs are compared with: the fully qualified name under both names
* of Docker Hub, and the text as written. A host in another case or with the port of https written out
* is the same host, so it gets the plain spelling too. None for a reference that no runtime can pull.
*/
function spellingsOf(reference) {
	const image = parseImageReference(reference);
	if (image.kind === "malformed") return {
		exact: [],
		decorated: []
	};
	const { registry, repository, tag, digest } = image;
	const suffix = digest === void 0 ? `:${tag ?? "latest"}` : `@${digest}`;
	const full = (registry === "docker.io" ? [hubOfPolicies, registry] : [registry, registry.toLowerCase().replace(/:0*443$/, "")]).map((host) => `${host}/${repository}${suffix}`);
	const isDecorated = digest !== void 0 && tag !== void 0;
	const plain = isDecorated ? reference.replace(`:${tag}@`, "@") : reference;
	return {
		exact: [.../* @__PURE__ */ new Set([...full, plain])],
		decorated: isDecorated ? [reference] : []
	};
}
/** `***` is `**` and then `*`, as upstream replaces them from the left. */
function piecesOf(pattern) {
	return (pattern.match(/\*\*|\*|[^*]+/g) ?? []).map((part) => {
		if (part === "**") return "anything";
		return part === "*" ? "segment" : { text: part };
	});
}
/** Keeps for each piece all offsets at which the pieces before it can end, so that nothing is tried twice. */
function matchesPieces(pieces, text) {
	let ends = new Uint8Array(text.length + 1);
	ends[0] = 1;
	for (const piece of pieces) ends = endsAfter(piece, text, ends);
	return ends[text.length] === 1;
}
function endsAfter(piece, text, starts) {
	const ends = new Uint8Array(starts.length);
	for (let at = 0; at < starts.length; at++) {
		if (typeof piece === "object") {
			if (starts[at] === 1 && text.startsWith(piece.text, at)) ends[at + piece.text.length] = 1;
			continue;
		}
		const grows = at > 0 && ends[at - 1] === 1 && (piece === "anything" || text[at - 1] !== "/");
		if (starts[at] === 1 || grows) ends[at] = 1;
	}
	return ends;
}
// src/sigstore/condition-path.ts
const step = /\.?([A-Za-z_$][\w$-]*)|\[(\d{1,6})\]|\["((?:[^"\\]|\\.)*)"\]/y;
/**
* The steps of a path such as `predicate.materials[0].digest["sha1"]`; a mistake, as a clause, where it
* is none.
*/
function parsePath(path) {
	const steps = [];
	step.lastIndex = 0;
	let end = 0;
	for (let match = step.exec(path); match !== null; match = step.exec(path)) {
		const [, name, index, quoted] = match;
		if (name !== void 0) steps.push(name);
		else if (index !== void 0) steps.push(Number(index));
		else steps.push((quoted ?? "").replace(/\\(.)/g, "$1"));
		end = step.lastIndex;
	}
	if (steps.length > 0 && end === path.length && !path.startsWith(".")) return steps;
	return { mistake: `${`${JSON.stringify(path)} is not a path at character ${end + 1}`}; write e.g. predicate.buildDefinition.buildType or materials[0].uri` };
}
/** What stands at the steps; nothing where the way ends before. */
function valueAt(json, steps) {
	let current = json;
	for (const next of steps) {
		if (typeof current !== "object" || current === null || !(typeof next === "number" ? Array.isArray(current) : !Array.isArray(current))) return void 0;
		if (!Object.hasOwn(current, next)) return void 0;
		current = current[next];
	}
	return current;
}
// src/checks/policy-context.ts
/** What a policy may name, as the checks of this version know it. */
const policyContext = {
	rules: allRules,
	mistakeInAllowEntry,
	mistakeInImageGlob,
	mistakeInExpression,
	mistakeInStatementPath
};
function mistakeInStatementPath(path) {
	const steps = parsePath(path);
	return "mistake" in steps ? steps.mistake : void 0;
}
// src/policy/policy-file-reader.ts
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
// src/checks/image-network.ts
/** Whether the policy's allowlist lets an image be contacted; without a list every one may be. */
function admission({ registries: { allow } }) {
	return allow === void 0 ? () => true : allowlistOf(allow).admits;
}
/**
* Who may be contacted: what `registries.allow` admits, and the places that the policy names. The
* hosts that policy and caller write out may have private addresses.
*/
function imageNetwork(wishes) {
	const { policy, patterns, places, named, authorities } = wishes;
	const { allow = [], insecure, tokenHosts, mirrors } = policy.registries;
	const placeNames = new Set(places.map(({ name }) => name));
	const admits = admission(policy);
	return {
		admits: ({ registry, repository }) => placeNames.has(`${registry}/${repository}`) || admits(imageAt({
			registry,
			repository
		})),
		namedHosts: [
			...[...patterns, ...allow].flatMap(hostIn),
			...places.map(({ registry }) => registry),
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
/** The host in front of a glob or a prefix; a wildcard in it names nobody in particular. */
function hostIn(pattern) {
	const [host = ""] = pattern.split("/", 1);
	return looksLikeHost(host) && !host.includes("*") ? [host] : [];
}
function registryOf(reference) {
	const image = parseImageReference(reference);
	return image.kind === "image" ? [image.registry] : [];
}
// src/checks/named-file-bytes.ts
/**
* The bytes of a file that the policy names, its path counted from `root`. What cannot be read, or has
* more bytes than `most`, is a UsageError that names the file as the policy does.
*/
function namedFileBytes(root, file, most) {
	const shown = file.shown ?? file.path;
	try {
		return readPlainFile(path.resolve(root, file.path), most);
	} catch (cause) {
		const reason = systemCodeOf(cause) === "ENOENT" ? "there is no such file" : messageOf(cause);
		throw new UsageError(`${shown} cannot be read: ${reason}`, { cause });
	}
}
/** Opens without waiting, lest a named pipe hold the run. */
function readPlainFile(file, most) {
	const descriptor = openSync(file, constants$1.O_RDONLY | constants$1.O_NONBLOCK);
	try {
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) throw new Error("it is not a file");
		if (stats.size > most) throw new Error(`it has more than ${most} bytes`);
		return readFileSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}
// src/policy/duration-text.ts
const units = [
	["day", 864e5],
	["hour", 36e5],
	["minute", 6e4],
	["second", 1e3]
];
/**
* A length of time in words, to the second: `2 days`, `1 hour and 30 minutes`, `1 second`. With `most` it
* is cut after so many units, and is then no more than the whole.
*/
function durationText(ms, most = units.length) {
	const first = units.findIndex(([, length]) => ms >= length);
	if (first < 0) return "less than a second";
	let left = ms;
	const words = [];
	for (const [name, length] of units.slice(first, first + most)) {
		const count = Math.floor(left / length);
		left -= count * length;
		if (count > 0) words.push(`${count} ${name}${count === 1 ? "" : "s"}`);
	}
	const last = words.pop() ?? "";
	return words.length === 0 ? last : `${words.join(", ")} and ${last}`;
}
// src/report/format.ts
const formats = [
	"text",
	"json",
	"sarif",
	"markdown",
	"html",
	"badge"
];
/** The same a piece at a time, in little memory for the formats that can be long. */
async function renderInPieces(format, outcome, context) {
	const { report } = outcome;
	if (format === "json") return jsonReportPieces(report);
	if (format === "sarif") return jsonPieces(sarifLog(report, context.rules, context).log);
	return [await render(format, outcome, context)];
}
/**
* The outcome in one of the formats, ready to be written to a file or to standard output. What only the
* page needs is loaded for the page only.
*/
async function render(format, outcome, context) {
	const { report, sources } = outcome;
	switch (format) {
		case "text": return textReport(report, sources, context);
		case "json": return jsonReport(report);
		case "sarif": return jsonText(sarifLog(report, context.rules, context).log);
		case "markdown": return withoutCommands(markdownReport(report, context));
		case "html": {
			const { htmlReport } = await import("./html.js").then((n) => n.n);
			return htmlReport(report, sources, context);
		}
		case "badge": return badge(report.verdict);
	}
}
export { isOfSeverity as $, filesNamedIn as $n, hashOf as $t, jsonText as A, mapping as An, resolvePath as At, isVulnerable as B, checkNames as Bn, ruleOf as Bt, truncationNotices as C, kindOfAddress as Cn, tag as Cr, tooLarge as Ct, markdownLink as D, mistakeInGlob as Dn, isKustomizationFile as Dt, markdownCode as E, defaultMinRsaBits as En, isKustomization as Et, obstacleLabel as F, text as Fn, isCommitName as Ft, byFile as G, podSecurityLevels as Gn, severityFrom as Gt, vulnerableImages as H, sharedChecks as Hn, notScanned as Ht, standingNotes as I, compareSeverity as In, GitError as It, worstFirst as J, nearest as Jn, oneLine as Jt, spotsOf as K, nameOf$1 as Kn, joined$1 as Kt, percentLabel as L, failLines as Ln, compareFindings as Lt, missingLabel as M, listOf$1 as Mn, decodeText as Mt, alternatives as N, oneOf as Nn, commitName as Nt, markdownText as O, anyGlob as On, folderOf as Ot, knownFeeds as P, refuse as Pn, formatOf as Pt, hasCounts as Q, YamlError as Qn, shareOf as Qt, countsLabel as R, severities as Rn, allRules as Rt, sarifDraft as S, isLoopbackHost as Sn, trustChanged as Sr, maxFileBytes as St, markdownReport as T, defaultMaxCommits as Tn, notLogged as Tr, fileNames as Tt, excerptOf as U, PolicyReading as Un, notContacted as Ut, updateLabel as V, checkStates as Vn, scanRules as Vt, columnsOf as W, parsePodSecurity as Wn, compareTrivySeverity as Wt, countColumnsOf as X, readDocument as Xn, noImageReason as Xt, checkRows as Y, splitDocuments as Yn, wordingOf as Yt, countIn as Z, Document as Zn, shardNotice as Zt, missingFeeds as _, pinnedVersions as _n, gathered as _r, verdictOf as _t, admission as a, couldNotTell as an, standardNames as ar, isInFile as at, systemCodeOf as b, trivyReleases as bn, unsigned as br, blobName as bt, policyContext as c, findingAboutUse as cn, SourceFile as cr, resourceLabel as ct, compileImageGlob as d, policyPath as dn, startOf as dr, readFiles as dt, sha256 as en, withFilePaths as er, badge as et, mistakeInImageGlob as f, readPolicy as fn, looksLikeHost as fr, readTree as ft, searching as g, defaultTrivyVersion as gn, isMapping as gr, exitStatuses as gt, mistakeInExpression as h, mistakeInDate as hn, Field as hr, problemSpeaker as ht, namedFileBytes as i, notContacted$1 as in, ignoreFilesOf as ir, durationLabel as it, openParts as j, flag as jn, foldedAsGo as jt, jsonReport as k, compileGlob as kn, isRemote as kt, parsePath as l, loadPolicy as ln, compareLocation as lr, judge as lt, missingAnchors as m, dayOf as mn, problemFindings as mr, mayHoldObjects as mt, renderInPieces as n, skippedImage as nn, signersIn as nr, verdictWords as nt, imageNetwork as o, labelSelectorAt as on, withStandardIgnoreFiles as or, isNamedByCaller as ot, spellingsOf as p, dayBefore as pn, parseImageReference as pr, treeOf as pt, inReadingOrder as q, quote as qn, listed$1 as qt, durationText as r, notVerified as rn, commitFilesNamedBy as rr, counted as rt, policyFileReader as s, labelsAt as sn, defaultPolicy as sr, placeLabel as st, formats as t, unlistedImage as tn, defaultVulnerabilities as tr, verdictGrounds as tt, valueAt as u, mistakenPath as un, comparePlainly as ur, nothingKept as ut, sbomFormats as v, refusalOf as vn, onceEach as vr, failsRun as vt, textReport as w, forEvent as wn, notTrusted as wr, readingOf as wt, chooseAnnotations as x, bareHost as xn, unknownKey$1 as xr, DiskFiles as xt, NetworkError as y, releaseArchive as yn, failureRules as yr, countsOf as yt, failingLabel as z, gates as zn, checkNamed as zt };
