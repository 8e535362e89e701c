import { n as __exportAll } from "./rolldown-runtime.js";
import { An as mapping, Fn as text, Kn as nameOf, Mn as listOf, Nn as oneOf, Pn as refuse, Un as PolicyReading, Xt as noImageReason, _r as gathered, a as admission, an as couldNotTell, cn as findingAboutUse, d as compileImageGlob, dr as startOf, f as mistakeInImageGlob, ft as readTree, g as searching, gr as isMapping, h as mistakeInExpression, in as notContacted, jn as flag, l as parsePath, m as missingAnchors, nn as skippedImage, nr as signersIn, o as imageNetwork, on as labelSelectorAt, p as spellingsOf, pr as parseImageReference, rn as notVerified, s as policyFileReader, sn as labelsAt, tn as unlistedImage, u as valueAt } from "./gate.js";
import { d as UsageError, f as messageOf } from "./text.js";
import { S as signalAfter, d as openRegistries, x as RegistryError } from "./network.js";
import { t as RE2JS } from "./re2.js";
import { i as require_dist$3, n as require_dist$1, r as require_dist, t as require_dist$2 } from "./sigstore.js";
import { X509Certificate, createHash, createPublicKey, verify } from "node:crypto";
import path, { join } from "node:path";
import { homedir } from "node:os";
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
	read: (field, reading) => isMapping(field.value) ? true : refuse(field, reading, "a mapping")
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
		reading.reportKey(second, `${nameOf(field.path)} has ${all}; keep one of them`);
		return false;
	}
	if (present.length === 1) return true;
	reading.report(field, `${nameOf(field.path)} has none of ${keys.join(", ")}; add one of them`);
	return false;
}
// src/checks/signatures/cluster-image-policy/attestation.ts
/** The short names and what cosign makes of them; the newer types are written as URIs. */
const predicateTypes$1 = /* @__PURE__ */ new Map([
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
	what: `one of ${[...predicateTypes$1.keys()].join(", ")}, or a URI`,
	mistake: (value) => predicateTypes$1.has(value) || uri.test(value) ? void 0 : `it must be one of ${[...predicateTypes$1.keys()].join(", ")}, or a URI`
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
		return `${nameOf(field.path)} is a program in ${found.type}, and none is run here`;
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
			wanted: { type: { predicateType: predicateTypes$1.get(found.predicateType) ?? found.predicateType } },
			obstacle: found.policy
		};
	}
};
function refuseForPart(policy, reading) {
	for (const key of onlyForTheWhole) {
		if (!policy.at(key).exists) continue;
		reading.reportKey(policy.at(key), `${nameOf(policy.path)} has ${key}; only spec.policy may`);
	}
}
// src/sigstore/rejection.ts
/** Why a candidate does not count: a clause about it, without a full stop. */
var Rejection = class extends Error {
	name = "Rejection";
};
/** Why nothing can be said about a candidate: a clause, without a full stop. */
var Undecided = class extends Error {
	name = "Undecided";
};
// src/sigstore/encoding.ts
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
// src/sigstore/keys.ts
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
				reason: `${nameOf(field.path)}.${where} ${answers[where]}`
			};
		}
		const hash = hashAlgorithm === void 0 ? void 0 : plainName(hashAlgorithm);
		if (hash !== void 0 && !isHashName(hash)) return {
			kind: "elsewhere",
			reason: `${nameOf(field.path)} asks for ${hash}, which is not supported`
		};
		try {
			return {
				kind: "keys",
				keys: readKeys(data, nameOf(field.at("data").path), hash)
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
		const issuer = issuerOf$1(found);
		const subject = subjectOf$2(found);
		if (issuer === void 0 || subject === void 0) return void 0;
		return {
			wanted: {
				...issuer,
				...subject
			},
			notes: notesOn$3(found, nameOf(field.path))
		};
	}
};
function issuerOf$1({ issuer, issuerRegExp }) {
	if (issuer !== void 0) return { issuer };
	return issuerRegExp === void 0 ? void 0 : { issuerRegExp: searching(issuerRegExp) };
}
function subjectOf$2({ subject, subjectRegExp }) {
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
		const name = nameOf(field.path);
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
			notes: [`${nameOf(field.at("signaturePullSecrets").path)} is not used: the credentials are those of this run.`]
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
		if (second !== void 0) reading.report(second, `${nameOf(field.path)} has several sources, and only one may stand there`);
		return sources[0] ?? {
			kept: {},
			notes: []
		};
	}
};
function mistakeInRepository(oci) {
	const parsed = parseImageReference(oci);
	if (parsed.kind === "malformed") return `it is not a repository: ${parsed.reason}`;
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
		const obstacle = obstacleIn(found, nameOf(field.path));
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
			notes: notesOn$1(found, nameOf(field.path))
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
		const name = nameOf(field.path);
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
		const name = nameOf(field.path);
		if (selector === void 0) return field;
		if ([
			group,
			version,
			resource
		].every((each) => each === void 0 || each === "")) reading.reportKey(field.at("selector"), `${name} has a selector and no resource to select of`);
		if (labelSelectorAt(field.at("selector")) === void 0) reading.report(field.at("selector"), `${name}.selector is not a selector of labels; it must have matchLabels or matchExpressions as Kubernetes knows them`);
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
// src/checks/signatures/cluster-image-policy/policy-files.ts
var policy_files_exports = /* @__PURE__ */ __exportAll({ readClusterImagePolicies: () => readClusterImagePolicies });
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
// src/sigstore/candidates.ts
/** The form that a layer of this media type has; nothing where it is no signature or attestation. */
function formOf(mediaType) {
	if (mediaType === "application/vnd.dev.cosign.simplesigning.v1+json") return "simple-signing";
	if (mediaType === "application/vnd.dsse.envelope.v1+json") return "envelope";
	if (/^application\/vnd\.dev\.sigstore\.bundle[.+]/.test(mediaType)) return "bundle";
}
// src/sigstore/find-candidates.ts
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
				reason: "it is not a manifest that can hold a signature"
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
// src/sigstore/strict-json.ts
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
// src/sigstore/provenance.ts
const readers = /* @__PURE__ */ new Map([["https://slsa.dev/provenance/v0.2", provenance02], ["https://slsa.dev/provenance/v1", provenance1]]);
/** The predicate types that are SLSA provenance of a version that is understood. */
const provenanceTypes = [...readers.keys()];
/** Reads SLSA provenance 0.2 or 1. Throws a Rejection where it names its source in two ways. */
function provenanceIn({ predicateType, json }) {
	const read = readers.get(predicateType);
	if (read === void 0) throw new Rejection(`${predicateType} is not SLSA provenance`);
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
// src/sigstore/attestation.ts
/** A type without its version, and whether a version may follow it after a slash. */
const predicateTypes = {
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
	return predicateTypes[type].some((known) => known.endsWith("/*") ? predicateType.startsWith(known.slice(0, -1)) && isVersion(predicateType.slice(known.length - 1)) : predicateType === known);
}
function isVersion(text) {
	return /^v?\d+(\.\d+)*$/.test(text);
}
/** The kind of attestation as a reader knows it, e.g. for "it is …, not a signature". */
function kindOfAttestation(predicateType) {
	const name = Object.keys(predicateTypes).find((type) => isWantedType(predicateType, { type }));
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
// src/sigstore/dsse.ts
var import_dist$3 = require_dist();
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
// src/sigstore/material.ts
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
// src/sigstore/bundle.ts
const mediaTypes = /* @__PURE__ */ new Set([
	"application/vnd.dev.sigstore.bundle+json;version=0.1",
	"application/vnd.dev.sigstore.bundle+json;version=0.2",
	"application/vnd.dev.sigstore.bundle+json;version=0.3",
	"application/vnd.dev.sigstore.bundle.v0.3+json"
]);
/** Takes apart a Sigstore bundle, versions 0.1 to 0.3. Throws a Rejection where it is malformed. */
function readBundle(candidate) {
	const bundle = bundleIn(candidate.bytes);
	return {
		...proofsIn(bundle),
		content: contentOf$1(bundle)
	};
}
/** Takes apart a bundle that signs bytes as they are. Throws a Rejection where it is about other bytes. */
function readBlobBundle(bytes, blob) {
	const bundle = bundleIn(bytes);
	const { content } = bundle;
	if (content.$case !== "messageSignature") throw new Rejection("its bundle signs a statement and not the bytes themselves");
	const { messageDigest, signature } = content.messageSignature;
	if (!isDigestOf(messageDigest.digest, blob)) throw new Rejection("its bundle is about other bytes");
	const message = {
		message: blob,
		payload: blob,
		signature: Buffer.from(signature)
	};
	return {
		...proofsIn(bundle),
		content: {
			kind: "blob",
			...message
		}
	};
}
function bundleIn(bytes) {
	const json = readJson(bytes, "it");
	const mediaType = textOf(json, "mediaType");
	if (mediaType === void 0 || !mediaTypes.has(mediaType)) throw new Rejection(`its bundle is of no known version: ${JSON.stringify(mediaType ?? null)}`);
	return parse$2(json);
}
function proofsIn(bundle) {
	const { tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
	return {
		format: "bundle",
		certificate: certificateOf$1(bundle),
		logEntries: tlogEntries,
		timestamps: (timestampVerificationData?.rfc3161Timestamps ?? []).map(({ signedTimestamp }) => Buffer.from(signedTimestamp))
	};
}
function parse$2(json) {
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
// src/sigstore/certificate-claims.ts
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
// src/sigstore/certificate.ts
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
		subject: subjectOf$1(certificate),
		issuer: issuerOf(certificate),
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
function subjectOf$1(certificate) {
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
function issuerOf(certificate) {
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
// src/sigstore/identity.ts
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
// src/sigstore/log-entry.ts
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
		for: ["simple-signing", "blob"],
		digestOf: "message",
		read: hashedRekord1
	}],
	["hashedrekord/0.0.2", {
		for: [
			"simple-signing",
			"statement",
			"blob"
		],
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
// src/sigstore/key-signature.ts
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
// src/sigstore/proof.ts
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
// src/sigstore/trust.ts
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
// src/sigstore/by-identity.ts
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
// src/sigstore/by-key.ts
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
// src/sigstore/claims.ts
/** The type of a statement that is cosign's signature of an image: cosign pkg/types/predicate.go. */
const signaturePredicate = "https://sigstore.dev/cosign/sign/v1";
const statementTypes = /* @__PURE__ */ new Set(["https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1"]);
const simpleSigningType = "cosign container image signature";
/** As sigstore-go bounds them; no signer of images comes near. */
const mostSubjects = 1024;
/** Reads the claims. Throws a Rejection where they are malformed or of a kind that is not understood. */
function claimsIn(content) {
	switch (content.kind) {
		case "simple-signing": return simpleSigningClaims(readJson(content.payload, "its payload"));
		case "statement": return statementClaims(readJson(content.payload, "its statement"));
		case "blob": throw new Rejection("it makes no statement about an image");
	}
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
		subjects: subjects.map((subject) => subjectOf(subject)),
		statement: {
			predicateType,
			json
		}
	};
}
function subjectOf(subject) {
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
// src/sigstore/legacy.ts
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
// src/sigstore/judge.ts
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
// src/sigstore/judge-image.ts
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
		({digest} = await examining.resolve(image));
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
function summaryOf(images, share) {
	if (images.size === 0) return noImageReason(share);
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
	const seen = new Map([...worse.signatures ?? [], ...other.signatures ?? []].map((each) => [JSON.stringify(each), each]));
	return {
		...worse,
		...digest === void 0 ? {} : { digest },
		signatures: [...seen.values()]
	};
}
// src/checks/signatures/network.ts
/** Who may be contacted: images that may be, and repositories that the policy names as the place of signatures. */
function networkFor({ needs, globs, ...wishes }) {
	return imageNetwork({
		...wishes,
		patterns: globs,
		places: repositoriesIn(needs)
	});
}
function repositoriesIn(needs) {
	return needs.flatMap(({ ways }) => ways).flatMap((way) => way.kind === "requirements" ? way.kept.repository ?? [] : []).map((repository) => parseImageReference(repository)).filter((image) => image.kind === "image");
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
/** Who may have signed, as alternatives; none where a file of keys could not be read. */
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
var requirements_exports = /* @__PURE__ */ __exportAll({
	prepareSignatures: () => prepareSignatures,
	requirementsFor: () => requirementsFor
});
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
// src/sigstore/trust-root.ts
var import_dist = require_dist$3();
const mediaType = /^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=0\.[12]|\.v0\.2\+json)$/;
/**
* Reads a `trusted_root.json`. Throws a UsageError that names it where it is malformed, or where a log
* or an authority does not say since when it is valid: such a one would be trusted for all the past.
*/
function trustRootFrom(text, name) {
	const root = parse$1(text, name);
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
function parse$1(text, name) {
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
// src/sigstore/trust-source.ts
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
async function examineAll(asked, { policy, images, offline, resolutions, now }, section, { requirements, trust, authorities }) {
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
	const network = networkFor({
		policy,
		needs: [...work.values()].flatMap(({ needs }) => needs),
		globs,
		named: images.map(({ reference }) => reference),
		authorities
	});
	const registries = openRegistries({
		policy: network,
		signal: signalAfter(longestMs)
	});
	try {
		return await inParallel([...work], async ([reference, { image, needs }]) => {
			const open = () => offline ? { obstacle: "nothing may be contacted (offline)" } : registries.image(image);
			const resolve = (remote) => resolutions.of(reference, () => remote.resolve());
			return [reference, await examine(needs, {
				open,
				resolve,
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
function outcomeOf(judged, { policy, share }, section) {
	const findings = gathered(judged.map((each) => findingsAbout(each, policy.path)));
	const images = resultsOf(judged);
	const notices = [.../* @__PURE__ */ new Set([...hintsAbout(section), ...judged.flatMap(notesOn)])];
	const reason = summaryOf(images, share);
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
	const network = networkFor({
		policy,
		needs: [],
		globs: [],
		named: references,
		authorities: ca === void 0 ? [] : [policyFileReader(root)(ca)]
	});
	const registries = openRegistries({ policy: network });
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
	throw new UsageError(`${JSON.stringify(reference)} is not an image: ${image.reason}`);
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
export { findCandidates as _, requirements_exports as a, Rejection as b, readLegacy as c, readBlobBundle as d, readBundle as f, readJson as g, memberOf as h, trustRootFrom as i, claimsIn as l, isObject as m, judge_signatures_exports as n, authoritiesOf as o, isWantedType as p, trustSourceOf as r, judgeCandidate as s, suggest_entries_exports as t, judgeByIdentity as u, policy_files_exports as v, Undecided as x, readKeys as y };
