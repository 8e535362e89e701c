import { i as __toESM, n as __exportAll } from "./rolldown-runtime.js";
import { Cr as tag$1, Ft as isCommitName, It as GitError, Sr as trustChanged, Tr as notLogged, br as unsigned$1, dr as startOf, qn as quote, rr as commitFilesNamedBy, wr as notTrusted, xr as unknownKey, yr as failureRules } from "./gate.js";
import { d as UsageError, f as messageOf } from "./text.js";
import { C as readObjects, i as requireGit, l as rederivedMerges, m as commitsIn, n as readTag, p as withRange, r as tagFault, u as readCommit } from "./git.js";
import { t as require_seeds } from "./seeds.js";
import { isUtf8 } from "node:buffer";
import { X509Certificate, constants, createHash, createPublicKey, createVerify, verify } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
// src/checks/commits/trust-on-disk.ts
/** A file with trust material is a list of keys; more than this is something else. */
const largestFile$1 = 16 << 20;
/** What a policy's section names, read from the disk; paths are relative to the root. */
function trustOnDisk(policy, root, label) {
	const section = policy.commits;
	const files = /* @__PURE__ */ new Map();
	const mistakes = [];
	for (const { key, file } of section === void 0 ? [] : commitFilesNamedBy(section)) try {
		files.set(file.path, readBounded(path.resolve(root, file.path)));
	} catch (error) {
		const { line, column } = file.location;
		mistakes.push(`${policy.path ?? ".github/portcullis.yml"}:${line}:${column}: ${key} names ${JSON.stringify(file.path)}, which cannot be read: ${messageOf(error)}`);
	}
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return {
		label,
		policy: section,
		files
	};
}
function readBounded(file) {
	const { size } = statSync(file);
	if (size > largestFile$1) throw new Error(`it has ${size} bytes; up to ${largestFile$1} are read`);
	return readFileSync(file);
}
// src/checks/commits/finding.ts
/** Where findings about commits stand, which are in no file: at the policy's section, else at the place to begin. */
function placeOf({ policy }, otherwise) {
	return policy?.location ?? startOf(otherwise);
}
const longestTitle = 72;
/** The first line of a message, not longer than a line bears. */
function subjectOf(message) {
	const end = message.indexOf("\n");
	const line = message.toString("utf8", 0, Math.min(end < 0 ? message.length : end, 288));
	return line.length > longestTitle ? `${line.slice(0, longestTitle)}…` : line;
}
/** The finding about one commit or tag. */
function findingAbout(described, { rule, severity, reason }, location) {
	const { id, what, title, email } = described;
	const by = email === void 0 ? "" : ` by ${quote(email)}`;
	return {
		check: "commits",
		rule: rule.id,
		severity,
		message: `${what} ${id.slice(0, 10)} ${quote(title)}${by}: ${reason}`,
		remediation: rule.remediation.replaceAll("BASE", `${id.slice(0, 10)}^`),
		location,
		commit: id,
		identity: [id],
		offender: id
	};
}
/** The finding about a file of the trust ref that the range changes. */
function findingAboutFile(rule, path, trustRef, location) {
	return {
		check: "commits",
		rule: rule.id,
		severity: rule.severity,
		message: `The range changes ${quote(path)}, which decides whose commits count; the version of ${trustRef} was applied.`,
		remediation: rule.remediation,
		location,
		identity: [path],
		offender: path
	};
}
// src/checks/commits/verdict.ts
/** What can be wrong with a commit's or tag's signature; each has a rule `commits/<code>`. */
const failureCodes = [
	"bad",
	"malformed",
	"revoked",
	"expired-at-signing",
	"not-yet-valid",
	"wrong-namespace",
	"weak",
	"identity-mismatch",
	"unsupported"
];
/** A failure in one expression. */
function failure(code, reason, key) {
	return {
		kind: "failure",
		code,
		reason,
		...key === void 0 ? {} : { key }
	};
}
// src/checks/commits/openpgp/algorithms.ts
/** Key algorithms that sign (RFC 9580, section 9.1). */
const algorithms = {
	rsa: 1,
	rsaSignOnly: 3,
	dsa: 17,
	ecdsa: 19,
	eddsaLegacy: 22,
	ed25519: 27,
	ed448: 28
};
// src/checks/commits/rejection.ts
/** Why a signature, a key or a certificate is refused: thrown by the readers, turned into a verdict by the verifiers. */
var Rejection = class extends Error {
	name = "Rejection";
	code;
	constructor(code, message) {
		super(message);
		this.code = code;
	}
	get reason() {
		return this.message;
	}
};
/** The commonest one: bytes that are not what their format says. */
function malformed(message) {
	return new Rejection("malformed", message);
}
/** Well-formed, and more than is understood here. */
function unsupported(message) {
	return new Rejection("unsupported", message);
}
// src/checks/commits/openpgp/text.ts
const lineFeed = 10;
const carriageReturn = 13;
const lineEnd = Buffer.from("\r\n");
/**
* A payload as a text signature signs it (RFC 9580, section 5.2.1.2): every line ends in CRLF. As
* GnuPG does it, all carriage returns at the end of a line go, the last line's too.
*/
function canonicalText(payload) {
	const pieces = [];
	for (let start = 0; start < payload.length;) {
		const feed = payload.indexOf(lineFeed, start);
		const end = feed < 0 ? payload.length : feed;
		pieces.push(payload.subarray(start, withoutReturns(payload, start, end)));
		if (feed >= 0) pieces.push(lineEnd);
		start = end + 1;
	}
	return Buffer.concat(pieces);
}
function withoutReturns(payload, start, end) {
	let last = end;
	while (last > start && payload[last - 1] === carriageReturn) last--;
	return last;
}
// src/checks/commits/openpgp/cryptography.ts
/**
* Whether the key made the signature over the payload (RFC 9580, sections 5.2.3 and 5.2.4). Says
* nothing of whose the key is and until when it holds. A digest too short for the key is `weak`.
*/
function verifies$2(signature, key, payload) {
	if (signature.version !== key.version || signature.algorithm !== key.algorithm) return false;
	const bits = signature.digest.bits;
	if (bits < key.digestBits) throw new Rejection("weak", `The signature uses a digest of ${bits} bits, and its key needs ${key.digestBits}.`);
	const content = signature.text ? canonicalText(payload) : payload;
	const hashed = [
		signature.salt,
		content,
		signature.trailer
	];
	switch (key.algorithm) {
		case algorithms.rsa:
		case algorithms.rsaSignOnly: return verifiesRsa(signature, key, hashed);
		case algorithms.dsa:
		case algorithms.ecdsa: return verifiesPair(signature, key, hashed);
		case algorithms.eddsaLegacy: return verifiesEdwards(signature, key.keyObject, padded(signature.values, 32), hashed);
		default: return verifiesEdwards(signature, key.keyObject, signature.values[0], hashed);
	}
}
function verifiesRsa(signature, key, hashed) {
	const value = padded(signature.values, key.numberOctets);
	return value !== void 0 && verifier(signature, hashed).verify(key.keyObject, value);
}
function verifiesPair(signature, key, hashed) {
	const value = padded(signature.values, key.numberOctets);
	if (value === void 0) return false;
	return verifier(signature, hashed).verify({
		key: key.keyObject,
		dsaEncoding: "ieee-p1363"
	}, value);
}
function verifiesEdwards(signature, key, value, hashed) {
	if (value === void 0) return false;
	const hash = createHash(signature.digest.name);
	for (const part of hashed) hash.update(part);
	return verify(null, hash.digest(), key, value);
}
function verifier(signature, hashed) {
	const verification = createVerify(signature.digest.name);
	for (const part of hashed) verification.update(part);
	return verification;
}
/** The numbers side by side, each filled up with zeros; nothing when one is too long to be right. */
function padded(numbers, octets) {
	if (numbers.some((number) => number.length > octets)) return void 0;
	return Buffer.concat(numbers.flatMap((number) => [Buffer.alloc(octets - number.length), number]));
}
// src/checks/commits/openpgp/judge.ts
/**
* Why a signature that its key did make does not count, if so. What matters is the time at which it
* was made: a key that expired later was good, and one that was retired later too.
*/
function objection(signature, trusted, measure) {
	const { key, unusable } = trusted;
	if (unusable !== void 0) return new Rejection("bad", `The key ${key.fingerprint} ${unusable}.`);
	if (key.modulusBits !== void 0 && key.modulusBits < measure.minRsaBits) return new Rejection("weak", `The key ${key.fingerprint} has ${key.modulusBits} bits; at least ${measure.minRsaBits} are required.`);
	for (const lifetime of trusted.lifetimes) {
		const found = objectionInTime(signature.createdAt, lifetime, measure.now);
		if (found !== void 0) return found;
	}
	return signatureExpired(signature, measure.now);
}
function objectionInTime(madeAt, lifetime, now) {
	const { fingerprint, createdAt, expiresAt } = lifetime;
	const revocation = decisive(lifetime.revocations, madeAt);
	if (revocation !== void 0) return new Rejection("revoked", `The key ${fingerprint} was revoked at ${inWords$1(revocation.at)}: ${revocation.reason}.`);
	if (madeAt < createdAt || createdAt > now) return new Rejection("not-yet-valid", `The signature says it was made at ${inWords$1(madeAt)}, and its key ${fingerprint} dates from ${inWords$1(createdAt)}.`);
	if (expiresAt === void 0 || madeAt < expiresAt) return void 0;
	return new Rejection("expired-at-signing", `The signature was made at ${inWords$1(madeAt)}, when its key ${fingerprint} had expired at ${inWords$1(expiresAt)}.`);
}
/** The revocation that a signature of that time falls under: a hard one always, another only if it is older. */
function decisive(revocations, madeAt) {
	return revocations.find((revocation) => revocation.hard) ?? revocations.find((revocation) => revocation.at <= madeAt);
}
/** RFC 9580, section 5.2.3.18: signers can give a signature itself an end, and then it counts no more. */
function signatureExpired(signature, now) {
	if (signature.expiresAt === void 0 || now < signature.expiresAt) return void 0;
	return new Rejection("expired-at-signing", `The signature was made to hold until ${inWords$1(signature.expiresAt)} only.`);
}
function inWords$1(seconds) {
	return (/* @__PURE__ */ new Date(seconds * 1e3)).toISOString().replace(".000Z", "Z");
}
// src/checks/commits/openpgp/crc24.ts
/** The checksum's first value and its generator (RFC 9580, section 6.1.1). */
const initial = 11994318;
const generator = 25578747;
const table = Int32Array.from({ length: 256 }, (_, octet) => {
	let value = octet << 16;
	for (let bit = 0; bit < 8; bit++) value = value << 1 ^ ((value & 8388608) === 0 ? 0 : generator);
	return value & 16777215;
});
/** The checksum of armoured bytes, three octets (RFC 9580, section 6.1.1). */
function crc24(bytes) {
	let value = initial;
	for (let at = 0; at < bytes.length; at++) value = value << 8 & 16777215 ^ (table[value >>> 16 ^ (bytes[at] ?? 0)] ?? 0);
	return Buffer.from([
		value >>> 16,
		value >>> 8 & 255,
		value & 255
	]);
}
// src/checks/commits/openpgp/armour.ts
const begin = "-----BEGIN PGP SIGNATURE-----\n";
const end = "-----END PGP SIGNATURE-----";
/** Far more than a signature of the longest key needs. */
const longestArmour$1 = 65536;
/** GnuPG 1, GPGTools, Keybase and others write these; they are not signed, so their room is small. */
const header = /^(?:Version|Comment): [\x20-\x7e]{0,200}$/;
const mostHeaders = 4;
/** Writers wrap at 60 or 64 characters; RFC 9580, section 6.1, allows 76. */
const longestLine = 76;
/**
* The bytes inside a signature's armour (RFC 9580, section 6.2). One form is accepted: a block with
* at most the headers that signing programs write, even lines, a right checksum if there is one, and
* only newlines after it. Git would take more, which are unsigned bytes in a commit.
*/
function dearmour$2(signature) {
	if (signature.length > longestArmour$1) throw malformed(`The signature block has over ${longestArmour$1} bytes.`);
	const text = signature.toString("latin1");
	if (!text.startsWith(begin)) throw malformed("The signature block does not start with the line BEGIN PGP SIGNATURE.");
	const footer = text.indexOf(`\n${end}`, 29);
	if (footer < 0) throw malformed("The signature block has no line END PGP SIGNATURE.");
	if (/[^\n]/.test(text.slice(footer + 1 + 27))) throw malformed("Something follows the end of the signature block.");
	return content$1(text.slice(30, footer).split("\n"));
}
function content$1(lines) {
	const blank = lines.indexOf("");
	if (blank < 0 || blank > mostHeaders || !lines.slice(0, blank).every((line) => header.test(line))) throw malformed("The signature block has other headers than Version and Comment.");
	const body = lines.slice(blank + 1);
	const checksum = body.at(-1)?.startsWith("=") === true ? body.pop() : void 0;
	const bytes = fromBase64(body);
	if (checksum !== void 0 && checksum.slice(1) !== crc24(bytes).toString("base64")) throw malformed("The signature block's checksum is wrong.");
	return bytes;
}
function fromBase64(lines) {
	const width = lines[0]?.length ?? 0;
	const even = lines.every((line, at) => at < lines.length - 1 ? line.length === width : line.length > 0 && line.length <= width);
	const base64 = lines.join("");
	const bytes = Buffer.from(base64, "base64");
	if (!even || width > longestLine || bytes.length === 0 || bytes.toString("base64") !== base64) throw malformed("The signature block is not base64 in even lines.");
	return bytes;
}
// src/checks/commits/openpgp/digests.ts
const digests$1 = /* @__PURE__ */ new Map([
	[8, {
		name: "sha256",
		bits: 256,
		saltOctets: 16
	}],
	[9, {
		name: "sha384",
		bits: 384,
		saltOctets: 24
	}],
	[10, {
		name: "sha512",
		bits: 512,
		saltOctets: 32
	}],
	[11, {
		name: "sha224",
		bits: 224,
		saltOctets: 16
	}]
]);
/** Collisions in these can be made or are feared (RFC 9580, section 9.5). */
const broken$1 = /* @__PURE__ */ new Map([
	[1, "MD5"],
	[2, "SHA-1"],
	[3, "RIPEMD-160"]
]);
/** The digest of that number; a broken one is `weak`, any other `unsupported`. */
function digestOf$2(id) {
	const digest = digests$1.get(id);
	if (digest !== void 0) return digest;
	const name = broken$1.get(id);
	if (name !== void 0) throw new Rejection("weak", `The signature uses the digest ${name}, which is broken.`);
	throw new Rejection("unsupported", `The signature uses the digest number ${id}.`);
}
// src/checks/commits/openpgp/octets.ts
/** GnuPG reads no longer number (MAX_EXTERN_MPI_BITS). */
const longestNumberBits = 16384;
/** Reads the fields of a packet and never past its end; what is missing makes the packet `malformed`. */
var OctetReader = class {
	#bytes;
	#what;
	#at = 0;
	constructor(bytes, what) {
		this.#bytes = bytes;
		this.#what = what;
	}
	/** How many octets have been read. */
	get offset() {
		return this.#at;
	}
	get atEnd() {
		return this.#at === this.#bytes.length;
	}
	/** The next `length` octets, not copied. */
	take(length) {
		const end = this.#at + length;
		if (end > this.#bytes.length) throw malformed(`${this.#what} ends too early.`);
		const taken = this.#bytes.subarray(this.#at, end);
		this.#at = end;
		return taken;
	}
	rest() {
		return this.take(this.#bytes.length - this.#at);
	}
	octet() {
		return this.take(1).readUInt8();
	}
	uint16() {
		return this.take(2).readUInt16BE();
	}
	uint32() {
		return this.take(4).readUInt32BE();
	}
	/**
	* A multiprecision integer without leading zeros (RFC 9580, section 3.2). A bit count that is too
	* high is accepted, as GnuPG does: GitHub's own signatures long had one.
	*/
	number() {
		const bits = this.uint16();
		if (bits > longestNumberBits) throw malformed(`${this.#what} has a number of over ${longestNumberBits} bits.`);
		const magnitude = this.take(Math.ceil(bits / 8));
		const start = magnitude.findIndex((octet) => octet !== 0);
		return start < 0 ? magnitude.subarray(magnitude.length) : magnitude.subarray(start);
	}
	/** The length of a new-format packet or a subpacket (RFC 9580, sections 4.2.1 and 5.2.3.7). */
	length(longestTwoOctet) {
		const first = this.octet();
		if (first < 192) return first;
		if (first <= longestTwoOctet) return (first - 192 << 8) + this.octet() + 192;
		if (first === 255) return this.uint32();
		throw malformed(`${this.#what} has a packet in pieces.`);
	}
	/** Says that everything has been read. */
	end() {
		if (!this.atEnd) throw malformed(`${this.#what} has octets after its end.`);
	}
};
// src/checks/commits/openpgp/packet.ts
/** The packet types that mean something here (RFC 9580, section 5). */
const packetTags = {
	signature: 2,
	secretKey: 5,
	publicKey: 6
};
/** No certificate has as many packets. */
const mostPackets = 1e5;
/**
* The packets of a sequence, old and new format (RFC 9580, section 4.2). Lengths that are open or in
* pieces are refused: they are for streams.
*/
function readPackets(bytes, what) {
	const from = new OctetReader(bytes, what);
	const packets = [];
	while (!from.atEnd) {
		const start = from.offset;
		const { tag, length } = readHeader(from, what);
		const body = from.take(length);
		packets.push({
			tag,
			body,
			bytes: bytes.subarray(start, from.offset)
		});
		if (packets.length > mostPackets) throw malformed(`${what} has over ${mostPackets} packets.`);
	}
	return packets;
}
function readHeader(from, what) {
	const first = from.octet();
	if ((first & 128) === 0) throw malformed(`${what} is not a sequence of OpenPGP packets.`);
	if ((first & 64) !== 0) return {
		tag: first & 63,
		length: from.length(223)
	};
	return {
		tag: (first & 60) >> 2,
		length: oldLength(first & 3, from, what)
	};
}
function oldLength(kind, from, what) {
	if (kind === 0) return from.octet();
	if (kind === 1) return from.uint16();
	if (kind === 2) return from.uint32();
	throw malformed(`${what} has a packet without a length.`);
}
// src/checks/commits/openpgp/fingerprint.ts
/** How many octets fingerprints have (RFC 9580, section 5.5.4). */
function fingerprintOctets(version) {
	return version === 6 ? 32 : 20;
}
/** The key ID in a fingerprint: its first octets in version 6, its last in version 4 (RFC 9580, section 5.5.4). */
function keyIdOf(fingerprint) {
	return fingerprint.length === 64 ? fingerprint.slice(0, 16) : fingerprint.slice(-16);
}
// src/checks/commits/openpgp/subpacket.ts
/** GnuPG reads no longer area of subpackets. */
const longestArea = 1e4;
/** The subpackets of one area of a signature (RFC 9580, section 5.2.3.7), whatever they say. */
function readSubpackets(area) {
	if (area.length > longestArea) throw malformed(`The signature has over ${longestArea} bytes of subpackets.`);
	const from = new OctetReader(area, "A subpacket of the signature");
	const found = [];
	while (!from.atEnd) {
		const length = from.length(254);
		if (length === 0) throw malformed("The signature has a subpacket without a type.");
		const first = from.octet();
		const data = from.take(length - 1);
		found.push({
			type: first & 127,
			critical: (first & 128) !== 0,
			data
		});
	}
	return found;
}
// src/checks/commits/openpgp/statements.ts
/** The signature subpackets that mean something for a signature of a file (RFC 9580, section 5.2.3.7). */
const types = {
	created: 2,
	expires: 3,
	issuer: 16,
	issuerFingerprint: 33
};
/** May be marked critical, because what it says is heeded or cannot matter. */
const understood$1 = new Set(Object.values(types));
/** Sizes that other subpackets have to have (RFC 9580, section 5.2.3): GnuPG reads on after a wrong one as if nothing followed. */
const sizes = /* @__PURE__ */ new Map([
	[4, (octets) => octets === 1],
	[5, (octets) => octets === 2],
	[7, (octets) => octets === 1],
	[9, (octets) => octets === 4],
	[12, (octets) => octets >= 22],
	[25, (octets) => octets === 1],
	[29, (octets) => octets >= 1],
	[31, (octets) => octets >= 2],
	[32, (octets) => octets >= 1]
]);
const notation = 20;
/** Times are of 32 bits; GnuPG wraps those that are later. */
const endOfTimes = 2 ** 32;
/**
* Reads both areas. The times count only where they are signed; who made the signature may stand in
* either, as the key proves it, but all that is said of it must agree.
*/
function readStatements(hashed, unhashed, version) {
	const signed = readArea(hashed);
	const createdAt = single(signed, types.created)?.readUInt32BE();
	if (createdAt === void 0) throw malformed("The signature does not say, in its signed part, when it was made.");
	const lifetime = single(signed, types.expires)?.readUInt32BE() ?? 0;
	if (createdAt + lifetime >= endOfTimes) throw malformed("The signature says that it holds until a time past the year 2106.");
	return {
		createdAt,
		issuer: issuerOf(signed, readArea(unhashed), version),
		...lifetime === 0 ? {} : { expiresAt: createdAt + lifetime }
	};
}
/** The subpackets of an area, all of which can be heeded. */
function readArea(area) {
	const subpackets = readSubpackets(area);
	for (const { type, critical, data } of subpackets) {
		if (critical && !understood$1.has(type)) throw new Rejection("unsupported", `The signature has a critical subpacket of type ${type}.`);
		if (!sized(type, data)) throw malformed(`The signature has a subpacket of type ${type} of a wrong size.`);
	}
	return subpackets;
}
function sized(type, data) {
	if (type !== notation) return sizes.get(type)?.(data.length) ?? true;
	return data.length >= 8 && data.length === 8 + data.readUInt16BE(4) + data.readUInt16BE(6);
}
/** The four octets of a time, which may be said once. */
function single(subpackets, type) {
	const [first, second] = subpackets.filter((subpacket) => subpacket.type === type);
	if (second !== void 0 || first !== void 0 && first.data.length !== 4) throw malformed("The signature gives a time twice or in another form than four octets.");
	return first?.data;
}
/** GnuPG finds a key by an unsigned key ID, and by a fingerprint only where it is signed. */
function issuerOf(signed, unsigned, version) {
	const read = (data) => issuerFingerprint(data, version);
	const proven = namedBy(signed, types.issuerFingerprint).map(read);
	const keyIds = namedBy([...signed, ...unsigned], types.issuer).map(issuerKeyId);
	const fingerprints = [...proven, ...namedBy(unsigned, types.issuerFingerprint).map(read)];
	const allKeyIds = /* @__PURE__ */ new Set([...keyIds, ...fingerprints.map(keyIdOf)]);
	if (new Set(fingerprints).size > 1 || allKeyIds.size > 1) throw malformed("The signature names several keys.");
	const issuer = proven[0] ?? keyIds[0];
	if (issuer === void 0) throw malformed("The signature does not say which key made it.");
	return issuer;
}
function namedBy(subpackets, type) {
	return subpackets.filter((subpacket) => subpacket.type === type).map(({ data }) => data);
}
function issuerKeyId(data) {
	if (data.length !== 8) throw malformed("The signature names a key ID that has not eight octets.");
	return data.toString("hex").toUpperCase();
}
function issuerFingerprint(data, version) {
	if (data[0] !== version || data.length !== 1 + fingerprintOctets(version)) throw malformed("The signature names a key of another version than its own.");
	return data.subarray(1).toString("hex").toUpperCase();
}
// src/checks/commits/openpgp/signature.ts
/** Signatures of a file, as bytes and as text (RFC 9580, section 5.2.1); all others are about keys. */
const ofBytes = 0;
const ofText = 1;
/** Reads an armoured signature, strictly: one packet, nothing before or after it. */
function readSignature(armoured) {
	const packets = readPackets(dearmour$2(armoured), "The signature block");
	const [packet, ...others] = packets;
	if (packet === void 0 || packets.some(({ tag }) => tag !== packetTags.signature)) throw malformed("The signature block holds something else than a signature.");
	if (others.length > 0) throw malformed(`The signature block holds ${packets.length} signatures; git refuses more than one.`);
	return readBody(packet.body);
}
function readBody(body) {
	const from = new OctetReader(body, "The signature");
	const version = versionOf(from.octet());
	const type = from.octet();
	if (type !== ofBytes && type !== ofText) throw malformed(`The signature is of type ${type}, which is not for files.`);
	const algorithm = from.octet();
	const digest = digestOf$2(from.octet());
	const area = () => from.take(version === 6 ? from.uint32() : from.uint16());
	const hashed = area();
	const trailer = trailerOf(version, body.subarray(0, from.offset));
	const unhashed = area();
	from.uint16();
	const salt = version === 6 ? readSalt(from, digest) : Buffer.alloc(0);
	const values = readValues(algorithm, from);
	from.end();
	return {
		...readStatements(hashed, unhashed, version),
		version,
		text: type === ofText,
		algorithm,
		digest,
		salt,
		trailer,
		values
	};
}
function versionOf(version) {
	if (version === 4 || version === 6) return version;
	throw new Rejection("unsupported", `The signature has version ${version}, and only 4 and 6 are known.`);
}
/** What is hashed after the payload (RFC 9580, section 5.2.4). */
function trailerOf(version, signedPart) {
	const ending = Buffer.from([
		version,
		255,
		0,
		0,
		0,
		0
	]);
	ending.writeUInt32BE(signedPart.length, 2);
	return Buffer.concat([signedPart, ending]);
}
function readSalt(from, digest) {
	const salt = from.take(from.octet());
	if (salt.length === digest.saltOctets) return salt;
	throw malformed(`The signature has a salt of ${salt.length} octets where ${digest.saltOctets} belong.`);
}
function readValues(algorithm, from) {
	switch (algorithm) {
		case algorithms.rsa:
		case algorithms.rsaSignOnly: return [from.number()];
		case algorithms.dsa:
		case algorithms.ecdsa:
		case algorithms.eddsaLegacy: return [from.number(), from.number()];
		case algorithms.ed25519: return [from.take(64)];
		case algorithms.ed448: return [from.take(114)];
		default: throw new Rejection("unsupported", `The signature uses the key algorithm number ${algorithm}.`);
	}
}
// src/checks/commits/openpgp/trust.ts
/** Makes the keys of certificates findable. */
function openPgpTrust(certificates) {
	const byKeyId = /* @__PURE__ */ new Map();
	for (const trusted of certificates.flatMap(({ keys }) => keys)) {
		const alike = byKeyId.get(trusted.key.keyId);
		if (alike === void 0) byKeyId.set(trusted.key.keyId, [trusted]);
		else alike.push(trusted);
	}
	return {
		certificates,
		byKeyId
	};
}
/** The keys that a signature may mean by its issuer, a fingerprint or a key ID. */
function keysOf(trust, issuer) {
	if (issuer.length === 16) return trust.byKeyId.get(issuer) ?? [];
	return (trust.byKeyId.get(keyIdOf(issuer)) ?? []).filter(({ key }) => key.fingerprint === issuer);
}
// src/checks/commits/openpgp/verify.ts
/**
* Verifies the armoured OpenPGP signature of a commit or tag over its payload, and judges it by the
* listed keys. A key that is not listed gives `unknown`, its signature unverified for lack of the key.
*/
function verifyOpenPgp(signature, payload, trust, options) {
	const measure = {
		minRsaBits: options.minRsaBits,
		now: options.now ?? Date.now() / 1e3
	};
	try {
		return judged(readSignature(signature), payload, trust, measure);
	} catch (thrown) {
		if (thrown instanceof Rejection) return failure(thrown.code, thrown.message);
		throw thrown;
	}
}
function judged(signature, payload, trust, measure) {
	const { issuer, createdAt: signedAt } = signature;
	const named = keysOf(trust, issuer);
	if (named.length === 0) return {
		kind: "unknown",
		key: issuer,
		signedAt
	};
	const judgements = named.filter(({ key }) => verifies$2(signature, key, payload)).map((maker) => ({
		maker,
		problem: objection(signature, maker, measure)
	}));
	const chosen = judgements.find(({ problem }) => problem?.code === "revoked") ?? judgements.find(({ problem }) => problem === void 0) ?? judgements[0];
	if (chosen === void 0) return failure("bad", `The key ${issuer} did not sign this content.`, issuer);
	const { maker, problem } = chosen;
	if (problem !== void 0) return failure(problem.code, problem.message, maker.signer.key);
	return {
		kind: "known",
		signer: maker.signer,
		signedAt
	};
}
// src/checks/commits/ssh/patterns.ts
/** OpenSSH gives up on a list with a longer pattern (match.c, match_pattern_list). */
const longestPattern = 1022;
/**
* Whether OpenSSH's pattern (`*` any bytes, `?` one byte; match.c) matches the whole text. Takes time
* proportional to the product of the lengths, whatever the pattern.
*/
function matchesPattern(text, pattern) {
	return matchesBytes(bytesOf$1(text), bytesOf$1(pattern));
}
/**
* Whether a list of patterns, separated by commas, matches a text: one of them does, and none of those
* that start with `!` (OpenSSH, match.c: match_pattern_list).
*/
function matchesPatternList(text, list) {
	const bytes = bytesOf$1(text);
	let matched = false;
	for (const written of splitList(list)) {
		const negated = written.startsWith("!");
		const pattern = bytesOf$1(negated ? written.slice(1) : written);
		if (pattern.length > longestPattern) return false;
		if (!matchesBytes(bytes, pattern)) continue;
		if (negated) return false;
		matched = true;
	}
	return matched;
}
/** Whether a name has a control character, which would end or hide it where programs print one a line. */
function hasControl(name) {
	return /\p{Cc}/u.test(name);
}
/** As the C code walks a list: an empty one, and an end behind a comma, are no patterns. */
function splitList(list) {
	const parts = list.split(",");
	return parts.at(-1) === "" ? parts.slice(0, -1) : parts;
}
/** One character for each byte, as OpenSSH compares. */
function bytesOf$1(text) {
	return Buffer.from(text, "utf8").toString("latin1");
}
function matchesBytes(text, pattern) {
	let at = 0;
	let inText = 0;
	let star = -1;
	let starText = 0;
	while (inText < text.length) {
		const wanted = pattern[at];
		if (wanted === "*") {
			star = at++;
			starText = inText;
		} else if (wanted === "?" || wanted !== void 0 && wanted === text[inText]) {
			at++;
			inText++;
		} else if (star >= 0) {
			at = star + 1;
			inText = ++starText;
		} else return false;
	}
	while (pattern[at] === "*") at++;
	return at === pattern.length;
}
// src/checks/commits/canonical-armour.ts
/** No signature that people use is larger, be it with certificates and a log entry. */
const longestArmour = 1 << 17;
/**
* The bytes inside a signature's armour. Only the given form is accepted: git would also take other
* line lengths, headers or text after the end, which are unsigned bytes in a commit.
*/
function bytesInArmour(signature, { label, columns, endsLine }) {
	if (signature.length > longestArmour) throw malformed(`The signature block has over ${longestArmour} bytes.`);
	const begin = `-----BEGIN ${label}-----\n`;
	const end = `-----END ${label}-----${endsLine ? "\n" : ""}`;
	const text = signature.toString("latin1");
	if (!text.startsWith(begin)) throw malformed(`The signature block does not start with the line BEGIN ${label}.`);
	const footer = text.indexOf(end);
	if (footer < 0) throw malformed(`The signature block has no line END ${label}.`);
	if (/[^\n]/.test(text.slice(footer + end.length))) throw malformed("Something follows the end of the signature block.");
	const body = text.slice(begin.length, footer);
	const blob = Buffer.from(body, "base64");
	if (blob.length === 0 || wrapped(blob.toString("base64"), columns) !== body) throw malformed(`The signature block is not base64 in lines of ${columns} characters.`);
	return blob;
}
function wrapped(base64, columns) {
	const lines = [];
	for (let at = 0; at < base64.length; at += columns) lines.push(base64.slice(at, at + columns));
	return lines.map((line) => `${line}\n`).join("");
}
// src/checks/commits/ssh/armour.ts
/** The lines are as long as ssh-keygen makes them (OpenSSH, sshbuf-misc.c: sshbuf_dtob64 with wrapping). */
const form$1 = {
	label: "SSH SIGNATURE",
	columns: 70,
	endsLine: false
};
/** The bytes inside an SSH signature's armour, in the one form that ssh-keygen writes. */
function dearmour$1(signature) {
	return bytesInArmour(signature, form$1);
}
// src/checks/commits/ssh/certificate-fault.ts
/**
* The options that say where and how one may log in: OpenSSH ignores them in signatures of files.
* `verify-required` it ignores too; here the signature has to satisfy it (see `verificationFault`).
*/
const knownOptions = /* @__PURE__ */ new Set([
	"force-command",
	"source-address",
	"verify-required"
]);
/** The flag with which a security key says that it verified its user. */
const userVerified = 4;
/**
* Why a certificate of a listed authority may not sign at a time, for a principal when one is named
* (OpenSSH, sshkey.c: sshkey_cert_check_authority; that unknown critical options refuse is PROTOCOL.certkeys).
*/
function certificateFault(certificate, at, principal) {
	const time = BigInt(at);
	if (certificate.kind !== "user") return {
		code: "unsupported",
		reason: "The certificate is a host's, and hosts sign no commits."
	};
	const unknown = certificate.criticalOptions.find((name) => !knownOptions.has(name));
	if (unknown !== void 0) return {
		code: "unsupported",
		reason: `The certificate has the critical option ${quote(unknown)}, which is not known.`
	};
	if (time < certificate.validAfter) return {
		code: "not-yet-valid",
		reason: "The certificate was not valid yet at the commit's time."
	};
	if (time >= certificate.validBefore) return {
		code: "expired-at-signing",
		reason: "The certificate had expired at the commit's time."
	};
	if (principal !== void 0 && !certificate.principals.includes(principal)) return {
		code: "identity-mismatch",
		reason: `The certificate is not for the principal ${quote(principal)}.`
	};
}
/** Why a signature of a security key does not satisfy its certificate, if it does not. */
function verificationFault(certificate, flags) {
	if (!certificate.criticalOptions.includes("verify-required") || flags === void 0 || (flags & userVerified) !== 0) return void 0;
	return {
		code: "bad",
		reason: "The certificate asks the security key to verify its user, and it did not."
	};
}
// src/checks/commits/ssh/wire.ts
/** OpenSSH reads no larger number (sshbuf.h, SSHBUF_MAX_BIGNUM: 16384 bits). */
const longestNumber = 2048;
/**
* Reads SSH's wire format (RFC 4251, section 5) and never past the end. Whatever has two encodings is
* accepted in one only, so that equal keys have equal bytes; anything else is `malformed`.
*/
var WireReader = class WireReader {
	#bytes;
	#what;
	#at = 0;
	constructor(bytes, what) {
		this.#bytes = bytes;
		this.#what = what;
	}
	/** How many bytes have been read. */
	get offset() {
		return this.#at;
	}
	get atEnd() {
		return this.#at === this.#bytes.length;
	}
	/** The next `length` bytes, not copied. */
	take(length) {
		const end = this.#at + length;
		if (end > this.#bytes.length) throw malformed(`${this.#what} ends too early.`);
		const taken = this.#bytes.subarray(this.#at, end);
		this.#at = end;
		return taken;
	}
	byte() {
		return this.take(1).readUInt8();
	}
	uint32() {
		return this.take(4).readUInt32BE();
	}
	uint64() {
		return this.take(8).readBigUInt64BE();
	}
	/** A string of any bytes. */
	bytes() {
		return this.take(this.uint32());
	}
	/** A string that is text: UTF-8 without NUL. */
	text() {
		const bytes = this.bytes();
		if (!isUtf8(bytes) || bytes.includes(0)) throw malformed(`${this.#what} has bytes that are not text where a name belongs.`);
		return bytes.toString("utf8");
	}
	/** A number that is not negative, big-endian without leading zeros. */
	number() {
		const bytes = this.bytes();
		const [first, second] = bytes;
		if (first === void 0) return bytes;
		if (first >= 128) throw malformed(`${this.#what} has a negative number.`);
		if (first > 0) return withinBounds(bytes, this.#what);
		if (second === void 0 || second < 128) throw malformed(`${this.#what} has a number with needless leading zeros.`);
		return withinBounds(bytes.subarray(1), this.#what);
	}
	/** A string that is itself wire format. */
	nested(what) {
		return new WireReader(this.bytes(), what);
	}
	/** Says that everything has been read. */
	end() {
		if (!this.atEnd) throw malformed(`${this.#what} has bytes after its end.`);
	}
};
function withinBounds(magnitude, what) {
	if (magnitude.length > longestNumber) throw malformed(`${what} has a number of over 16384 bits.`);
	return magnitude;
}
/** A wire-format string. */
function wireString(content) {
	const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
	return Buffer.concat([wireUint32(bytes.length), bytes]);
}
/** A wire-format number of 32 bits. */
function wireUint32(value) {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}
// src/checks/commits/ssh/plain-signature.ts
const rsaHashes = /* @__PURE__ */ new Map([["rsa-sha2-256", "sha256"], ["rsa-sha2-512", "sha512"]]);
/** Says that a signature names the algorithm of its key. */
function requireAlgorithm(algorithm, type) {
	if (algorithm === type) return;
	throw malformed(`A key of the type ${type} makes no ${quote(algorithm)} signature.`);
}
/** The digest of an RSA signature (RFC 8332); the old algorithm with SHA-1 is `weak`. */
function rsaHash(algorithm) {
	const hash = rsaHashes.get(algorithm);
	if (hash !== void 0) return hash;
	if (algorithm === "ssh-rsa") throw new Rejection("weak", "The signature is over a SHA-1 digest, which can be forged.");
	throw malformed(`An RSA key makes no ${quote(algorithm)} signature.`);
}
/** Whether an Ed25519 signature of 64 bytes verifies. */
function checkEd25519(key, bytes, data) {
	if (bytes.length !== 64) throw malformed("An Ed25519 signature does not have 64 bytes.");
	return verify(null, data, key.keyObject, bytes);
}
/** Whether an RSA signature (PKCS #1 version 1.5) verifies. */
function checkRsa(key, hash, bytes, data) {
	const length = Math.ceil((key.rsaBits ?? 0) / 8);
	if (bytes.length > length) throw malformed("An RSA signature is longer than its key.");
	return verifies$1(hash, data, key, Buffer.concat([Buffer.alloc(length - bytes.length), bytes]));
}
/** Whether an ECDSA signature, two numbers in wire format (RFC 5656), verifies. */
function checkEcdsa(key, bytes, data) {
	const from = new WireReader(bytes, "An ECDSA signature");
	const halves = [from.number(), from.number()];
	from.end();
	const width = key.curve?.bytes ?? 0;
	if (halves.some((half) => half.length > width)) return false;
	const fixed = halves.map((half) => Buffer.concat([Buffer.alloc(width - half.length), half]));
	return verifies$1(key.curve?.hash ?? "sha256", data, key, Buffer.concat(fixed));
}
function verifies$1(hash, data, key, signature) {
	try {
		return verify(hash, data, {
			key: key.keyObject,
			dsaEncoding: "ieee-p1363"
		}, signature);
	} catch {
		return false;
	}
}
// src/checks/commits/ssh/security-key.ts
const webauthnAlgorithm = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com";
/** Bits of the authenticator's flags (W3C Web Authentication, section 6.1). */
const hasAttestedData = 64;
const hasExtensions = 128;
/**
* Checks what a FIDO security key signed (OpenSSH, PROTOCOL.u2f): not the data, but a digest of it
* together with the application, the flags and the counter. `from` stands after the algorithm's name.
*/
function checkSecurityKey(key, algorithm, from, data) {
	const web = key.family === "sk-ecdsa" && algorithm === webauthnAlgorithm;
	if (!web) requireAlgorithm(algorithm, key.type);
	const bytes = from.bytes();
	const flags = from.byte();
	const counter = from.uint32();
	const message = web ? readWebMessage(from, flags, data) : plainMessage(data);
	from.end();
	const signed = Buffer.concat([
		sha256(Buffer.from(key.application ?? "", "utf8")),
		Buffer.of(flags),
		wireUint32(counter),
		message.extensions,
		sha256(message.content)
	]);
	return {
		good: (key.family === "sk-ecdsa" ? checkEcdsa : checkEd25519)(key, bytes, signed),
		flags
	};
}
function plainMessage(content) {
	return {
		content,
		extensions: Buffer.alloc(0)
	};
}
/** What a browser signed: JSON that starts with our challenge (PROTOCOL.u2f, "webauthn"; ssh-ecdsa-sk.c). */
function readWebMessage(from, flags, data) {
	const origin = from.text();
	const content = from.bytes();
	const extensions = from.bytes();
	const extended = (flags & hasExtensions) !== 0;
	if (origin.includes("\"") || (flags & hasAttestedData) !== 0) throw malformed("A webauthn signature has an origin or flags that no sign-in gives.");
	if (extended !== extensions.length > 0) throw malformed("A webauthn signature's flags and extensions contradict each other.");
	const start = `{"type":"webauthn.get","challenge":"${data.toString("base64url")}","origin":"${origin}"`;
	if (!content.subarray(0, Buffer.byteLength(start)).equals(Buffer.from(start, "utf8"))) throw new Rejection("bad", "The webauthn signature was made for other content.");
	return {
		content,
		extensions
	};
}
function sha256(bytes) {
	return createHash("sha256").update(bytes).digest();
}
// src/checks/commits/ssh/key-signature.ts
/**
* Checks a signature in wire format (algorithm, bytes) over `data`, as OpenSSH's sshkey_verify does.
* Throws a Rejection when it is not one that this key could have made.
*/
function checkKeySignature(key, signature, data) {
	const from = new WireReader(signature, "The signature");
	const algorithm = from.text();
	switch (key.family) {
		case "ed25519":
			requireAlgorithm(algorithm, key.type);
			return { good: checkEd25519(key, lastOf(from), data) };
		case "rsa": return { good: checkRsa(key, rsaHash(algorithm), lastOf(from), data) };
		case "ecdsa":
			requireAlgorithm(algorithm, key.type);
			return { good: checkEcdsa(key, lastOf(from), data) };
		case "sk-ed25519":
		case "sk-ecdsa": return checkSecurityKey(key, algorithm, from, data);
	}
}
/** The bytes of a signature that are the last of what holds them. */
function lastOf(from) {
	const bytes = from.bytes();
	from.end();
	return bytes;
}
// src/checks/commits/ssh/public-key.ts
const p256 = {
	name: "nistp256",
	webName: "P-256",
	bytes: 32,
	hash: "sha256"
};
const families = /* @__PURE__ */ new Map([
	["ssh-ed25519", { family: "ed25519" }],
	["ssh-rsa", { family: "rsa" }],
	["ecdsa-sha2-nistp256", {
		family: "ecdsa",
		curve: p256
	}],
	["ecdsa-sha2-nistp384", {
		family: "ecdsa",
		curve: {
			name: "nistp384",
			webName: "P-384",
			bytes: 48,
			hash: "sha384"
		}
	}],
	["ecdsa-sha2-nistp521", {
		family: "ecdsa",
		curve: {
			name: "nistp521",
			webName: "P-521",
			bytes: 66,
			hash: "sha512"
		}
	}],
	["sk-ssh-ed25519@openssh.com", { family: "sk-ed25519" }],
	["sk-ecdsa-sha2-nistp256@openssh.com", {
		family: "sk-ecdsa",
		curve: p256
	}]
]);
/** The names of the plain key types that are understood. */
const keyTypes = [...families.keys()];
/** Reads a key's fields, which follow its type in a key and its nonce in a certificate. */
function readKeyFields(type, from) {
	const known = families.get(type);
	if (known === void 0) throw new Rejection("unsupported", `Keys of the type ${quote(type)} are not supported.`);
	const fields = fieldsOf[known.family](from, known.curve ?? p256);
	const application = known.family.startsWith("sk-") ? from.text() : void 0;
	const tail = application === void 0 ? [] : [wireString(application)];
	const blob = Buffer.concat([
		wireString(type),
		...fields.wire,
		...tail
	]);
	return {
		type,
		family: known.family,
		blob,
		fingerprint: fingerprintOf$1(blob),
		keyObject: keyObjectOf(fields.webKey, type),
		...known.curve === void 0 ? {} : { curve: known.curve },
		...fields.rsaBits === void 0 ? {} : { rsaBits: fields.rsaBits },
		...application === void 0 ? {} : { application }
	};
}
const fieldsOf = {
	ed25519: ed25519Fields,
	"sk-ed25519": ed25519Fields,
	rsa: rsaFields,
	ecdsa: ecdsaFields,
	"sk-ecdsa": ecdsaFields
};
function ed25519Fields(from) {
	const point = from.bytes();
	if (point.length !== 32) throw malformed("An Ed25519 key has not 32 bytes.");
	const webKey = {
		kty: "OKP",
		crv: "Ed25519",
		x: point.toString("base64url")
	};
	return {
		wire: [wireString(point)],
		webKey
	};
}
function rsaFields(from) {
	const exponent = from.number();
	const modulus = from.number();
	const webKey = {
		kty: "RSA",
		e: exponent.toString("base64url"),
		n: modulus.toString("base64url")
	};
	return {
		wire: [wireNumber(exponent), wireNumber(modulus)],
		webKey,
		rsaBits: modulus.length === 0 ? 0 : modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24
	};
}
function ecdsaFields(from, curve) {
	const name = from.text();
	const point = from.bytes();
	if (name !== curve.name) throw malformed("An ECDSA key names another curve than its type does.");
	if (point.length !== 1 + 2 * curve.bytes || point[0] !== 4) throw malformed("The point of an ECDSA key is not an uncompressed point of its curve.");
	const x = point.subarray(1, 1 + curve.bytes).toString("base64url");
	const y = point.subarray(1 + curve.bytes).toString("base64url");
	return {
		wire: [wireString(name), wireString(point)],
		webKey: {
			kty: "EC",
			crv: curve.webName,
			x,
			y
		}
	};
}
/** A number in its only encoding; `magnitude` has no leading zeros. */
function wireNumber(magnitude) {
	return wireString((magnitude[0] ?? 0) >= 128 ? Buffer.concat([Buffer.of(0), magnitude]) : magnitude);
}
function keyObjectOf(webKey, type) {
	try {
		return createPublicKey({
			key: webKey,
			format: "jwk"
		});
	} catch {
		throw malformed(`A key of the type ${type} holds numbers that are no such key.`);
	}
}
function fingerprintOf$1(blob) {
	return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}
// src/checks/commits/ssh/certificate.ts
const suffix = "-cert-v01@openssh.com";
const plainTypes = new Map(keyTypes.map((type) => [`${type.replace(/@openssh\.com$/, "")}${suffix}`, type]));
const kinds = /* @__PURE__ */ new Map([[1, "user"], [2, "host"]]);
/** OpenSSH reads no certificate with more (sshkey.h, SSHKEY_CERT_MAX_PRINCIPALS). */
const mostPrincipals = 256;
/** The plain type of a certificate's key, when `type` is that of a certificate. */
function certifiedType(type) {
	return plainTypes.get(type);
}
/**
* Reads a certificate (OpenSSH, PROTOCOL.certkeys) and verifies its authority's signature; whether
* the certificate may sign a commit is for `certificateFault` to say.
*/
function readCertificate$2(blob, type) {
	const from = new WireReader(blob, "The certificate");
	from.bytes();
	from.bytes();
	const key = readKeyFields(type, from);
	const serial = from.uint64();
	const kind = kindOf(from.uint32());
	const keyId = from.text();
	const principals = readPrincipals$1(from.nested("The certificate's list of principals"));
	const validAfter = from.uint64();
	const validBefore = from.uint64();
	const criticalOptions = readOptions(from.nested("The certificate's list of critical options"));
	readOptions(from.nested("The certificate's list of extensions"));
	from.bytes();
	const authority = readAuthority$1(from.bytes());
	const signed = blob.subarray(0, from.offset);
	const signature = from.bytes();
	from.end();
	requireSignature$1(authority, signature, signed);
	return {
		key,
		certificate: {
			kind,
			serial,
			keyId,
			principals,
			validAfter,
			validBefore,
			criticalOptions,
			authority
		}
	};
}
function kindOf(value) {
	const kind = kinds.get(value);
	if (kind === void 0) throw malformed("The certificate is neither a user's nor a host's.");
	return kind;
}
function readPrincipals$1(from) {
	const principals = [];
	while (!from.atEnd) {
		if (principals.length === mostPrincipals) throw malformed(`The certificate has more than ${mostPrincipals} principals.`);
		const principal = from.text();
		if (principal === "" || principal.includes(",") || hasControl(principal)) throw malformed("The certificate has a principal that is not a name.");
		principals.push(principal);
	}
	return principals;
}
function readOptions(from) {
	const names = [];
	while (!from.atEnd) {
		names.push(from.text());
		from.bytes();
	}
	return names;
}
function readAuthority$1(blob) {
	const from = new WireReader(blob, "The key of the certificate's authority");
	const authority = readKeyFields(from.text(), from);
	from.end();
	return authority;
}
function requireSignature$1(authority, signature, signed) {
	if (checkKeySignature(authority, signature, signed).good) return;
	throw new Rejection("bad", "The certificate was not signed by the authority that it names.");
}
// src/checks/commits/ssh/key.ts
/** Thousands of commits have a handful of keys: reading a key and checking a certificate costs more than a signature. */
const remembered$1 = /* @__PURE__ */ new Map();
const mostRemembered$1 = 1e3;
/** Larger ones, which nobody's tools make, would let a stranger's commits fill the memory. */
const longestRemembered = 16384;
/** Reads a key or a certificate; a certificate's own signature is verified. The same bytes are read once. */
function readKey(blob) {
	if (blob.length > longestRemembered) return readFresh$1(blob);
	const name = blob.toString("latin1");
	const known = remembered$1.get(name);
	if (known !== void 0) return known;
	const key = readFresh$1(Buffer.from(blob));
	if (remembered$1.size >= mostRemembered$1) remembered$1.clear();
	remembered$1.set(name, key);
	return key;
}
function readFresh$1(blob) {
	const from = new WireReader(blob, "The key");
	const type = from.text();
	const certified = certifiedType(type);
	if (certified !== void 0) {
		const { key, certificate } = readCertificate$2(blob, certified);
		return {
			type,
			blob,
			plain: key,
			certificate
		};
	}
	const plain = readKeyFields(type, from);
	from.end();
	return {
		type,
		blob,
		plain
	};
}
/** Reads a key as the lines of key files have it: a type and base64. White space in the base64 is refused. */
function readKeyText(type, base64) {
	const blob = Buffer.from(base64, "base64");
	if (blob.length === 0 || blob.toString("base64") !== base64) throw malformed("The key is not base64.");
	const key = readKey(blob);
	if (key.type !== type) throw malformed(`The key is of the type ${key.type}, and its line says ${quote(type)}.`);
	return key;
}
// src/checks/commits/ssh/listing.ts
const namespace = "git";
/**
* Looks a key up as git does (gpg-interface.c): the names of the first line that is right about key
* and time (`find-principals`), then each of these names against all lines (`verify`). The principals
* are those of every line that would let the key sign.
*/
function lookUp(key, list, at) {
	const signers = list.filter((signer) => isAbout(signer, key));
	const found = firstOf$1(signers, (signer) => consult(signer, key, at));
	if (found === void 0) return { kind: "absent" };
	if ("fault" in found) return {
		kind: "refused",
		fault: found.fault
	};
	const names = namesIn(found.names);
	const answers = names.map((principal) => firstOf$1(signers, (signer) => consult(signer, key, at, { principal })));
	const agreed = names.filter((_, index) => isYes(answers[index]));
	if (agreed.length === 0) return {
		kind: "refused",
		fault: faultAmong(answers, names)
	};
	const all = signers.flatMap((signer) => principalsOf(signer, key, at));
	return {
		kind: "listed",
		principals: [...new Set(all.length > 0 ? all : agreed)]
	};
}
/** The other lines have no say; leaving them out first keeps long lists cheap. */
function isAbout(signer, { plain, certificate }) {
	return (signer.authority ? certificate?.authority : plain)?.fingerprint === signer.key.plain.fingerprint;
}
/** The first line that agrees; without one the first fault. */
function firstOf$1(signers, ask) {
	let fault;
	for (const signer of signers) {
		const answer = ask(signer);
		if (isYes(answer)) return answer;
		fault ??= answer;
	}
	return fault;
}
function isYes(answer) {
	return answer !== void 0 && "names" in answer;
}
function faultAmong(answers, names) {
	for (const answer of answers) if (answer !== void 0 && "fault" in answer) return answer.fault;
	return {
		code: "identity-mismatch",
		reason: `The list gives the key the principals ${names.map((name) => quote(name)).join(", ") || "(none)"}, none of which the list itself admits.`
	};
}
/** One line of the list (OpenSSH, sshsig.c: check_allowed_keys_line). */
function consult(signer, key, at, asked) {
	if (asked !== void 0 && !matchesPatternList(asked.principal, signer.principals)) return;
	const answer = signer.authority ? certified(signer, key.certificate, at, asked) : listedItself(signer, key, at);
	if (!isYes(answer)) return answer;
	const fault = optionFault(signer, at, asked);
	return fault === void 0 ? answer : { fault };
}
function listedItself(signer, key, at) {
	if (!signer.key.blob.equals(key.blob)) return void 0;
	const fault = key.certificate && certificateFault(key.certificate, at);
	return fault === void 0 ? { names: signer.principals } : { fault };
}
function certified(signer, certificate, at, asked) {
	if (certificate === void 0) return void 0;
	if (!certificate.authority.blob.equals(signer.key.plain.blob)) return void 0;
	const fault = certificateFault(certificate, at, asked?.principal);
	if (fault !== void 0) return { fault };
	if (asked !== void 0) return { names: asked.principal };
	const matching = certificate.principals.filter((principal) => namesIn(signer.principals).some((pattern) => matchesPattern(principal, pattern)));
	if (matching.length > 0) return { names: matching.join(",") };
	return { fault: {
		code: "identity-mismatch",
		reason: "The list does not admit any principal of the certificate for its authority."
	} };
}
function optionFault(signer, at, asked) {
	const { namespaces, validAfter, validBefore } = signer;
	if (asked && namespaces !== void 0 && !matchesPatternList(namespace, namespaces)) return {
		code: "wrong-namespace",
		reason: `The list lets the key sign for ${quote(namespaces)} only, not for "git".`
	};
	if (validAfter !== void 0 && at < validAfter) return {
		code: "not-yet-valid",
		reason: `The list says that the key is valid after ${inWords(validAfter)}, and the commit says ${inWords(at)}.`
	};
	if (validBefore !== void 0 && at > validBefore) return {
		code: "expired-at-signing",
		reason: `The list says that the key is valid before ${inWords(validBefore)}, and the commit says ${inWords(at)}.`
	};
}
/** The principals that a line gives a key which may sign: its own patterns, or those of the certificate. */
function principalsOf(signer, key, at) {
	const answer = consult(signer, key, at);
	if (!isYes(answer)) return [];
	const names = namesIn(answer.names);
	const admitted = names.filter((principal) => isYes(consult(signer, key, at, { principal })));
	return signer.authority || admitted.length === 0 ? admitted : names;
}
/** As ssh-keygen prints a list, one a line: an empty name ends it. */
function namesIn(list) {
	const names = list.split(",");
	const end = names.indexOf("");
	return end < 0 ? names : names.slice(0, end);
}
function inWords(seconds) {
	return (/* @__PURE__ */ new Date(seconds * 1e3)).toISOString().replace(".000Z", "Z");
}
// src/checks/commits/ssh/sshsig.ts
const magic$1 = Buffer.from("SSHSIG", "latin1");
const version$1 = 1;
const hashes = ["sha256", "sha512"];
/** Reads an SSH signature of a file, strictly: one version, nothing reserved in use, nothing after its end. */
function readSshSignature(blob) {
	const from = new WireReader(blob, "The signature block");
	if (!from.take(magic$1.length).equals(magic$1)) throw malformed("The signature block holds something else than an SSH signature.");
	const found = from.uint32();
	if (found !== version$1) throw new Rejection("unsupported", `The signature has version ${found}, and only ${version$1} is known.`);
	const key = from.bytes();
	const namespace = from.text();
	if (from.bytes().length > 0) throw malformed("The signature has content in its reserved field.");
	const hash = hashOf(from.text());
	const signature = from.bytes();
	from.end();
	return {
		key,
		namespace,
		hash,
		signature
	};
}
function hashOf(name) {
	const hash = hashes.find((known) => known === name);
	if (hash !== void 0) return hash;
	throw new Rejection("unsupported", `The signature uses the digest ${quote(name)}.`);
}
/** The bytes that the key signed for this payload. */
function signedBytes(signature, payload) {
	return Buffer.concat([
		magic$1,
		wireString(signature.namespace),
		wireString(""),
		wireString(signature.hash),
		wireString(createHash(signature.hash).update(payload).digest())
	]);
}
// src/checks/commits/ssh/verify.ts
const fewestRsaBits$1 = 1024;
/** ssh-keygen reads times with years of four digits only, and git takes the time 0 for none. */
const latestTime = Date.UTC(9999, 11, 31, 23, 59, 59) / 1e3;
/**
* Judges an SSH signature as git and ssh-keygen do, and stricter: what is `known` here, they accept
* too. `at` is the committer's time in seconds, at which key and certificate have to be valid.
*/
function verifySsh(signature, payload, trust, at, options) {
	try {
		return judge(signature, payload, trust, at, options);
	} catch (thrown) {
		if (thrown instanceof Rejection) return failure(thrown.code, thrown.message);
		throw thrown;
	}
}
function judge(signature, payload, trust, at, options) {
	const parsed = readSshSignature(dearmour$1(signature));
	if (parsed.namespace !== "git") return failure("wrong-namespace", `The signature was made for ${quote(parsed.namespace)}, not for "git".`);
	const key = readKey(parsed.key);
	const name = key.plain.fingerprint;
	const facts = checkKeySignature(key.plain, parsed.signature, signedBytes(parsed, payload));
	if (!facts.good) return failure("bad", "The signature does not fit the content.", name);
	const fault = weakness(key, options.minRsaBits) ?? revocation(key, trust) ?? (key.certificate && verificationFault(key.certificate, facts.flags));
	if (fault !== void 0) return failure(fault.code, fault.reason, name);
	return standing$1(key, trust, at);
}
function weakness({ plain, certificate }, minRsaBits) {
	const fewest = Math.max(minRsaBits, fewestRsaBits$1);
	return shortKey(plain, "The key", fewest) ?? (certificate && shortKey(certificate.authority, "The certificate authority's key", fewest));
}
function shortKey(key, what, fewest) {
	if (key.rsaBits === void 0 || key.rsaBits >= fewest) return void 0;
	return {
		code: "weak",
		reason: `${what} is RSA with ${key.rsaBits} bits, and at least ${fewest} are required.`
	};
}
function revocation(key, trust) {
	if (!trust.revoked?.revokes(key)) return void 0;
	return {
		code: "revoked",
		reason: `${key.certificate === void 0 ? "The key" : "The key, its certificate or the authority"} is in the list of revoked keys.`
	};
}
function standing$1(key, trust, at) {
	const name = key.plain.fingerprint;
	if (!Number.isSafeInteger(at) || at <= 0 || at > latestTime) return failure("malformed", `The committer's time ${at} is not between 1970 and 9999.`, name);
	const listing = lookUp(key, trust.signers, at);
	switch (listing.kind) {
		case "absent": return {
			kind: "unknown",
			key: name
		};
		case "refused": return failure(listing.fault.code, listing.fault.reason, name);
		case "listed": return {
			kind: "known",
			signer: {
				key: name,
				principals: listing.principals
			}
		};
	}
}
// src/checks/commits/x509/der.ts
/** The tags that certificates and signatures are made of (X.690, 8.1.2). */
const tag = {
	boolean: 1,
	integer: 2,
	bitString: 3,
	octetString: 4,
	null: 5,
	oid: 6,
	utf8String: 12,
	utcTime: 23,
	generalizedTime: 24,
	sequence: 48,
	set: 49
};
/** The tag of a context-specific element that holds others: `[0]`, `[1]`, … */
function context(number) {
	return 160 | number;
}
/** The tag of a context-specific element that holds bytes. */
function contextBytes(number) {
	return 128 | number;
}
/** No certificate nests as deep. */
const deepest = 24;
/**
* Reads DER (X.690, section 10) and never past the end: lengths are definite and as short as can be,
* tags have one byte. Anything else is `malformed`.
*/
var DerReader = class DerReader {
	#bytes;
	#what;
	#depth;
	#at = 0;
	constructor(bytes, what, depth = 0) {
		if (depth > deepest) throw malformed(`${what} is nested more than ${deepest} deep.`);
		this.#bytes = bytes;
		this.#what = what;
		this.#depth = depth;
	}
	get atEnd() {
		return this.#at === this.#bytes.length;
	}
	/** Whether the next element has a tag. */
	has(expected) {
		return !this.atEnd && this.#bytes[this.#at] === expected;
	}
	/** The next element, which has the tag when one is named. */
	element(expected) {
		const found = elementAt(this.#bytes, this.#at, this.#what);
		if (expected !== void 0 && found.tag !== expected) throw malformed(`${this.#what} has something else where a part of it belongs.`);
		this.#at += found.whole.length;
		return found;
	}
	/** The content of the next element. */
	content(expected) {
		return this.element(expected).content;
	}
	/** The content of the next element if it has the tag. */
	optional(expected) {
		return this.has(expected) ? this.content(expected) : void 0;
	}
	/** The inside of the next element. */
	enter(expected) {
		return this.inside(this.content(expected));
	}
	/** A reader one level below this one. */
	inside(content) {
		return new DerReader(content, this.#what, this.#depth + 1);
	}
	/** All elements up to the end. */
	rest() {
		const elements = [];
		while (!this.atEnd) elements.push(this.element());
		return elements;
	}
	/** Says that everything has been read. */
	end() {
		if (!this.atEnd) throw malformed(`${this.#what} has bytes after its end.`);
	}
};
/** The one element that bytes hold. */
function wholeElement(bytes, expected, what) {
	const from = new DerReader(bytes, what);
	const content = from.content(expected);
	from.end();
	return content;
}
/** Says that bytes are DER all the way down. */
function requireDer(bytes, what, depth = 0) {
	for (const element of new DerReader(bytes, what, depth).rest()) if ((element.tag & 32) !== 0) requireDer(element.content, what, depth + 1);
}
function elementAt(bytes, at, what) {
	const found = bytes[at];
	const first = bytes[at + 1];
	if (found === void 0 || first === void 0) throw malformed(`${what} ends too early.`);
	if ((found & 31) === 31) throw malformed(`${what} has a tag of several bytes.`);
	const { length, start } = first < 128 ? {
		length: first,
		start: at + 2
	} : long(bytes, at, what);
	if (start + length > bytes.length) throw malformed(`${what} ends too early.`);
	return {
		tag: found,
		content: bytes.subarray(start, start + length),
		whole: bytes.subarray(at, start + length)
	};
}
/** A length of one to three bytes behind the byte that counts them. */
function long(bytes, at, what) {
	const count = bytes.readUInt8(at + 1) & 127;
	if (count === 0) throw malformed(`${what} has an element of indefinite length.`);
	const start = at + 2 + count;
	if (count > 3 || start > bytes.length) throw malformed(`${what} has an impossible length.`);
	const length = bytes.readUIntBE(at + 2, count);
	if ((length < 128 ? 0 : Math.ceil((32 - Math.clz32(length)) / 8)) !== count) throw malformed(`${what} has a length that is written too long.`);
	return {
		length,
		start
	};
}
// src/checks/commits/x509/der-values.ts
/** No object identifier in use has as many bytes. */
const longestOid = 64;
/** An object identifier in dotted decimals (X.690, 8.19). */
function oidOf(content) {
	if (content.length === 0 || content.length > longestOid || (content.at(-1) ?? 0) >= 128) throw malformed("An object identifier has an impossible length.");
	const arcs = [];
	let arc = 0;
	let fresh = true;
	for (const byte of content) {
		if (fresh && byte === 128) throw malformed("An object identifier is written too long.");
		arc = arc * 128 + (byte & 127);
		if (arc > 0xffffffffffff) throw malformed("An object identifier has too large a number.");
		fresh = byte < 128;
		if (fresh) {
			arcs.push(arc);
			arc = 0;
		}
	}
	const [first = 0, ...rest] = arcs;
	const root = Math.min(Math.floor(first / 40), 2);
	return [
		root,
		first - root * 40,
		...rest
	].join(".");
}
/** An integer's bytes, which are as few as can be (X.690, 8.3.2). */
function integerBytes(content) {
	const [first, second = 0] = content;
	if (first === void 0) throw malformed("A number has no bytes.");
	const needless = first === 0 && second < 128 || first === 255 && second >= 128;
	if (content.length > 1 && needless) throw malformed("A number is written too long.");
	return content;
}
/** A number that is not negative and not large. */
function smallInteger(content) {
	const bytes = integerBytes(content);
	if (bytes.length > 4 || bytes.readUInt8(0) >= 128) throw malformed("A number is out of range.");
	return bytes.readUIntBE(0, bytes.length);
}
/** A truth value (X.690, 11.1). */
function booleanOf(content) {
	if (content.length !== 1 || content[0] !== 0 && content[0] !== 255) throw malformed("A truth value is neither true nor false.");
	return content[0] === 255;
}
/** The bytes of a bit string that has whole bytes. */
function bitStringBytes(content) {
	if (content[0] !== 0) throw malformed("A bit string does not have whole bytes.");
	return content.subarray(1);
}
/** The first sixteen bits of a list of named bits (X.690, 11.2), bit 0 highest. */
function namedBits(content) {
	const unused = content[0] ?? 8;
	const last = content.at(-1) ?? 0;
	if (unused > 7 || (content.length === 1 ? unused > 0 : (last >> unused & 1) === 0) || content.length > 1 && (last & (1 << unused) - 1) !== 0) throw malformed("A list of bits is not as DER writes it.");
	return (content[1] ?? 0) << 8 | (content[2] ?? 0);
}
const times = {
	[tag.utcTime]: /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/,
	[tag.generalizedTime]: /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
};
/** A time in seconds, written as RFC 5280, section 4.1.2.5, wants it: with seconds, in UTC. */
function timeOf(element) {
	const { utcTime, generalizedTime } = tag;
	if (element.tag !== utcTime && element.tag !== generalizedTime) throw malformed("Something else stands where a time belongs.");
	const fields = times[element.tag].exec(element.content.toString("latin1"));
	if (fields === null) throw malformed("A time is not written in seconds of UTC.");
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.slice(1).map(Number);
	const century = element.tag === generalizedTime ? 0 : year < 50 ? 2e3 : 1900;
	const date = /* @__PURE__ */ new Date(0);
	date.setUTCFullYear(century + year, month - 1, day);
	date.setUTCHours(hour, minute, second);
	if (!(date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour && date.getUTCMinutes() === minute && date.getUTCSeconds() === second)) throw malformed("A time is not one that the calendar has.");
	return date.getTime() / 1e3;
}
// src/checks/commits/x509/algorithms.ts
const digests = /* @__PURE__ */ new Map([
	["2.16.840.1.101.3.4.2.1", "sha256"],
	["2.16.840.1.101.3.4.2.2", "sha384"],
	["2.16.840.1.101.3.4.2.3", "sha512"]
]);
const brokenDigests = /* @__PURE__ */ new Map([
	["1.3.14.3.2.26", "SHA-1"],
	["1.2.840.113549.2.5", "MD5"],
	["1.2.840.113549.2.2", "MD2"]
]);
const schemes = /* @__PURE__ */ new Map([
	["1.2.840.113549.1.1.1", { family: "rsa" }],
	["1.2.840.113549.1.1.11", {
		family: "rsa",
		digest: "sha256"
	}],
	["1.2.840.113549.1.1.12", {
		family: "rsa",
		digest: "sha384"
	}],
	["1.2.840.113549.1.1.13", {
		family: "rsa",
		digest: "sha512"
	}],
	["1.2.840.10045.4.3.2", {
		family: "ec",
		digest: "sha256"
	}],
	["1.2.840.10045.4.3.3", {
		family: "ec",
		digest: "sha384"
	}],
	["1.2.840.10045.4.3.4", {
		family: "ec",
		digest: "sha512"
	}],
	["1.3.101.112", { family: "ed25519" }]
]);
const brokenSchemes = /* @__PURE__ */ new Map([
	["1.2.840.113549.1.1.2", "MD2"],
	["1.2.840.113549.1.1.4", "MD5"],
	["1.2.840.113549.1.1.5", "SHA-1"],
	["1.2.840.10045.4.1", "SHA-1"],
	["1.2.840.10040.4.3", "SHA-1"]
]);
const rsaPss = "1.2.840.113549.1.1.10";
const what$5 = "The description of an RSA-PSS signature";
const mgf1 = "1.2.840.113549.1.1.8";
/** Reads an AlgorithmIdentifier (RFC 5280, section 4.1.1.2). */
function readAlgorithm(from) {
	const inside = from.enter(tag.sequence);
	const oid = oidOf(inside.content(tag.oid));
	const parameters = inside.atEnd ? void 0 : inside.element().whole;
	inside.end();
	return {
		oid,
		parameters
	};
}
/** The digest that an algorithm names; MD5 and SHA-1 are `weak`. */
function digestOf$1(algorithm) {
	requireNoParameters(algorithm);
	const digest = digests.get(algorithm.oid);
	if (digest !== void 0) return digest;
	throw broken(brokenDigests.get(algorithm.oid)) ?? unknown$1("digest", algorithm.oid);
}
/** How a signature is made; digests that can be forged are `weak`. */
function schemeOf(algorithm) {
	if (algorithm.oid === rsaPss) return pssScheme(algorithm);
	const scheme = schemes.get(algorithm.oid);
	if (scheme !== void 0) {
		requireNoParameters(algorithm);
		return scheme;
	}
	throw broken(brokenSchemes.get(algorithm.oid)) ?? unknown$1("signature", algorithm.oid);
}
/** Whether a signature over data verifies; a key of another kind than the scheme's does not. */
function checkSignature(scheme, digest, key, data, signature) {
	const kind = key.asymmetricKeyType;
	if (!(kind === scheme.family || scheme.family === "rsa-pss" && kind === "rsa")) return false;
	const algorithm = scheme.family === "ed25519" ? null : digest;
	try {
		return verify(algorithm, data, {
			key,
			...paddingOf(scheme)
		}, signature);
	} catch {
		return false;
	}
}
function paddingOf(scheme) {
	if (scheme.family === "rsa") return { padding: constants.RSA_PKCS1_PADDING };
	if (scheme.family !== "rsa-pss") return {};
	return {
		padding: constants.RSA_PKCS1_PSS_PADDING,
		saltLength: scheme.saltLength
	};
}
/** The parameters of RSASSA-PSS (RFC 4055, section 3.1); what is left out means SHA-1. */
function pssScheme({ parameters }) {
	if (parameters === void 0) throw malformed("RSA-PSS is named without its parameters.");
	const from = new DerReader(parameters, what$5).enter(tag.sequence);
	const hash = from.optional(context(0));
	const mask = from.optional(context(1));
	const salt = from.optional(context(2));
	const trailer = from.optional(context(3));
	from.end();
	if (trailer !== void 0) throw malformed("RSA-PSS has another trailer than the usual one.");
	const digest = digestOf$1(innerAlgorithm(from, hash));
	const generator = innerAlgorithm(from, mask);
	const named = innerAlgorithm(from, generator.parameters);
	if (generator.oid !== mgf1 || digestOf$1(named) !== digest) throw unsupported("RSA-PSS is used with another digest in its mask than outside.");
	return {
		family: "rsa-pss",
		digest,
		saltLength: salt === void 0 ? 20 : smallInteger(wholeElement(salt, tag.integer, what$5))
	};
}
function innerAlgorithm(parent, content) {
	if (content === void 0) throw broken("SHA-1") ?? malformed("A digest is missing.");
	const from = parent.inside(content);
	const algorithm = readAlgorithm(from);
	from.end();
	return algorithm;
}
function requireNoParameters({ oid, parameters }) {
	if (parameters === void 0 || parameters.equals(Buffer.from([tag.null, 0]))) return;
	throw malformed(`The algorithm ${oid} has parameters, and it takes none.`);
}
function broken(digest) {
	if (digest === void 0) return void 0;
	return new Rejection("weak", `The signature is over a ${digest} digest, which can be forged.`);
}
function unknown$1(what, oid) {
	return unsupported(`The ${what} algorithm ${oid} is not known.`);
}
// src/checks/commits/x509/armour.ts
/** The lines are as long as gpgsm, smimesign and gitsign make them (RFC 7468, section 2). */
const form = {
	label: "SIGNED MESSAGE",
	columns: 64,
	endsLine: true
};
/** The bytes inside an X.509 signature's armour, in the one form that git's X.509 signers write. */
function dearmour(signature) {
	return bytesInArmour(signature, form);
}
// src/checks/commits/x509/names.ts
const emailName = contextBytes(1);
const uriName = contextBytes(6);
const emailAddress = "1.2.840.113549.1.9.1";
const ia5String = 22;
/** The e-mail addresses and URIs of a subject alternative name (RFC 5280, section 4.2.1.6). */
function readAlternativeNames(value) {
	const outer = new DerReader(value, "The subject alternative name");
	const names = outer.enter(tag.sequence).rest();
	outer.end();
	const textsOf = (kind) => names.filter((name) => name.tag === kind).map((name) => visibleText(name.content));
	return {
		emails: textsOf(emailName),
		uris: textsOf(uriName)
	};
}
/** The e-mail addresses in a distinguished name, where old certificates have them (RFC 8550, section 3). */
function emailsInSubject(subject) {
	const emails = [];
	const from = new DerReader(subject, "The subject").enter(tag.sequence);
	while (!from.atEnd) {
		const set = from.enter(tag.set);
		while (!set.atEnd) {
			const pair = set.enter(tag.sequence);
			const oid = oidOf(pair.content(tag.oid));
			const value = pair.element();
			pair.end();
			if (oid === emailAddress && value.tag === ia5String) emails.push(visibleText(value.content));
		}
	}
	return emails;
}
/** ASCII that can be seen: a NUL, a line break or a blank in a name is there to deceive. */
function visibleText(content) {
	const text = content.toString("latin1");
	if (!/^[!-~]+$/.test(text)) throw malformed("A certificate has a name with characters that names do not have.");
	return text;
}
// src/checks/commits/x509/extensions.ts
const extensionId = {
	subjectKeyId: "2.5.29.14",
	keyUsage: "2.5.29.15",
	alternativeName: "2.5.29.17",
	basicConstraints: "2.5.29.19",
	nameConstraints: "2.5.29.30",
	revocationLists: "2.5.29.31",
	policies: "2.5.29.32",
	extendedKeyUsage: "2.5.29.37"
};
const what$4 = "A certificate's extension";
/** Reads the extensions of a certificate (RFC 5280, section 4.2); none may be there twice. */
function readExtensions(from) {
	const all = readAll(from);
	const valueOf = (oid) => all.get(oid)?.value;
	const names = valueOf(extensionId.alternativeName);
	const keyUsage = valueOf(extensionId.keyUsage);
	const usages = valueOf(extensionId.extendedKeyUsage);
	const identifier = valueOf(extensionId.subjectKeyId);
	return {
		all,
		...readBasicConstraints(valueOf(extensionId.basicConstraints)),
		...keyUsage === void 0 ? {} : { keyUsage: namedBits(wholeElement(keyUsage, tag.bitString, what$4)) },
		...usages === void 0 ? {} : { extendedKeyUsage: readUsages(usages) },
		...identifier === void 0 ? {} : { subjectKeyId: wholeElement(identifier, tag.octetString, what$4) },
		names: names === void 0 ? {
			emails: [],
			uris: []
		} : readAlternativeNames(names)
	};
}
function readAll(from) {
	const all = /* @__PURE__ */ new Map();
	for (const { tag: found, content, whole } of from.rest()) {
		if (found !== tag.sequence) throw malformed(`${what$4} is not one.`);
		const inside = from.inside(content);
		const oid = oidOf(inside.content(tag.oid));
		const flag = inside.optional(tag.boolean);
		const value = inside.content(tag.octetString);
		inside.end();
		if (all.has(oid)) throw malformed(`A certificate has the extension ${oid} twice.`);
		all.set(oid, {
			critical: flag !== void 0 && booleanOf(flag),
			value,
			whole
		});
	}
	return all;
}
function readBasicConstraints(value) {
	if (value === void 0) return { authority: false };
	const from = new DerReader(wholeElement(value, tag.sequence, what$4), what$4);
	const flag = from.optional(tag.boolean);
	const length = from.optional(tag.integer);
	from.end();
	const authority = flag !== void 0 && booleanOf(flag);
	if (length === void 0) return { authority };
	if (!authority) throw malformed("A certificate that is not an authority's has a path length.");
	return {
		authority,
		pathLength: smallInteger(length)
	};
}
function readUsages(value) {
	return new DerReader(wholeElement(value, tag.sequence, what$4), what$4).rest().map((element) => {
		if (element.tag !== tag.oid) throw malformed(`${what$4} names a usage that is none.`);
		return oidOf(element.content);
	});
}
// src/checks/commits/x509/certificate.ts
const what$3 = "A certificate";
/** Thousands of commits have a handful of signers: reading a certificate costs more than a signature. */
const remembered = /* @__PURE__ */ new Map();
const mostRemembered = 1e3;
/** Reads a certificate (RFC 5280, section 4.1) of version 3. The same bytes are read once. */
function readCertificate$1(raw) {
	const name = createHash("sha256").update(raw).digest("hex");
	const known = remembered.get(name);
	if (known !== void 0) return known;
	const certificate = readFresh(Buffer.from(raw), name);
	if (remembered.size >= mostRemembered) remembered.clear();
	remembered.set(name, certificate);
	return certificate;
}
function readFresh(raw, fingerprint) {
	const outer = new DerReader(raw, what$3);
	const from = outer.enter(tag.sequence);
	outer.end();
	const signed = readSigned(from.enter(tag.sequence));
	const algorithm = from.element(tag.sequence).whole;
	bitStringBytes(from.content(tag.bitString));
	from.end();
	if (!algorithm.equals(signed.algorithm)) throw malformed("A certificate names its signature's algorithm in two ways.");
	const x509 = parsedByNode(raw);
	return {
		...signed,
		raw,
		fingerprint,
		x509,
		publicKey: keyOf(x509),
		algorithm: readAlgorithm(new DerReader(algorithm, what$3))
	};
}
/** The part of a certificate that its issuer signs. */
function readSigned(from) {
	const version = from.has(context(0)) ? from.element() : void 0;
	if (version === void 0 || smallInteger(wholeElement(version.content, tag.integer, what$3)) !== 2) throw unsupported("A certificate is not of version 3.");
	const serial = from.element(tag.integer);
	const algorithm = from.element(tag.sequence).whole;
	const issuer = from.element(tag.sequence).whole;
	const validity = from.element(tag.sequence);
	const subject = from.element(tag.sequence).whole;
	const keyInfo = from.element(tag.sequence).whole;
	if (from.has(contextBytes(1)) || from.has(contextBytes(2))) throw unsupported("A certificate has the unique identifiers that RFC 5280 forbids.");
	const extensions = from.has(context(3)) ? from.enter(context(3)) : void 0;
	from.end();
	const list = extensions?.enter(tag.sequence);
	extensions?.end();
	return {
		serial: integerBytes(serial.content),
		algorithm,
		issuer,
		...readValidity$1(inner(validity)),
		subject,
		keyInfo,
		extensions: readExtensions(list ?? new DerReader(Buffer.alloc(0), what$3)),
		fields: [
			version.whole,
			serial.whole,
			algorithm,
			issuer,
			validity.whole,
			subject,
			keyInfo
		]
	};
}
function inner(element) {
	return new DerReader(element.content, what$3);
}
function readValidity$1(from) {
	const notBefore = timeOf(from.element());
	const notAfter = timeOf(from.element());
	from.end();
	return {
		notBefore,
		notAfter
	};
}
function parsedByNode(raw) {
	try {
		return new X509Certificate(raw);
	} catch {
		throw malformed("A certificate has contents that OpenSSL cannot read.");
	}
}
function keyOf(x509) {
	try {
		return x509.publicKey;
	} catch {
		throw unsupported("A certificate has a key of a kind that is not known.");
	}
}
// src/checks/commits/x509/der-encoding.ts
/** An element in DER: a tag, the shortest length, the parts one after the other. */
function encode(tag, ...parts) {
	const content = Buffer.concat(parts);
	return Buffer.concat([
		Buffer.from([tag]),
		encodedLength(content.length),
		content
	]);
}
function encodedLength(length) {
	if (length < 128) return Buffer.from([length]);
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(length);
	const short = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
	return Buffer.concat([Buffer.from([128 | short.length]), short]);
}
// src/checks/commits/x509/envelope.ts
/** ContentInfo, its [0], SignedData and what that holds: none of it is signed, so it may be BER (RFC 5652, section 10). */
const deepestOpen = 3;
const what$2 = "The signature";
/**
* The same signature with definite lengths. gpgsm leaves the length of the outer four elements open;
* whatever is inside an element of definite length is not touched.
*/
function withDefiniteLengths(bytes) {
	if (bytes[1] !== 128) return bytes;
	const { encoded, length } = closed(bytes, 0);
	if (length !== bytes.length) throw malformed(`${what$2} has bytes after its end.`);
	return encoded;
}
/** One element of open length at the start of bytes: in DER, and how many bytes it took. */
function closed(bytes, depth) {
	const tag = bytes.readUInt8(0);
	if (depth > deepestOpen || (tag & 32) === 0) throw malformed(`${what$2} has an element of indefinite length.`);
	const parts = [];
	let at = 2;
	for (;;) {
		if (bytes[at] === 0 && bytes[at + 1] === 0) return {
			encoded: encode(tag, ...parts),
			length: at + 2
		};
		const rest = bytes.subarray(at);
		if (rest.length < 2) throw malformed(`${what$2} ends too early.`);
		const part = rest[1] === 128 ? closed(rest, depth + 1) : definite(rest);
		parts.push(part.encoded);
		at += part.length;
	}
}
function definite(bytes) {
	const { whole } = new DerReader(bytes, what$2).element();
	return {
		encoded: whole,
		length: whole.length
	};
}
// src/checks/commits/x509/attributes.ts
/** Reads a list of attributes (RFC 5652, section 5.3); none may be there twice. */
function readAttributes(from) {
	const attributes = /* @__PURE__ */ new Map();
	while (!from.atEnd) {
		const attribute = from.enter(tag.sequence);
		const oid = oidOf(attribute.content(tag.oid));
		const values = attribute.enter(tag.set).rest();
		attribute.end();
		if (attributes.has(oid)) throw malformed(`The signature has the attribute ${oid} twice.`);
		attributes.set(oid, values);
	}
	return attributes;
}
/** The value of an attribute that has exactly one, if it is there. */
function onlyValue(attributes, oid) {
	const values = attributes.get(oid);
	if (values === void 0) return void 0;
	const [value, ...more] = values;
	if (value === void 0 || more.length > 0) throw malformed(`The attribute ${oid} does not have exactly one value.`);
	return value;
}
// src/checks/commits/x509/signer-info.ts
const contentType = "1.2.840.113549.1.9.3";
const messageDigest = "1.2.840.113549.1.9.4";
const signingTime = "1.2.840.113549.1.9.5";
const data$1 = "1.2.840.113549.1.7.1";
const logEntry = "1.3.6.1.4.1.57264.3.1";
const timeStampToken = "1.2.840.113549.1.9.16.2.14";
const whatSigned = "The signed attributes";
const whatUnsigned = "The unsigned attributes";
/** Reads a SignerInfo (RFC 5652, section 5.3) that has signed attributes. */
function readSignerInfo(from) {
	const id = readSignerId(from, smallInteger(from.content(tag.integer)));
	const digest = digestOf$1(readAlgorithm(from));
	if (!from.has(context(0))) throw unsupported("The signature has no signed attributes, and git's signers always write them.");
	const attributes = from.content(context(0));
	const scheme = schemeOf(readAlgorithm(from));
	requireSameDigest(scheme, digest);
	const signature = from.content(tag.octetString);
	const unsigned = from.optional(context(1));
	from.end();
	const entry = unsigned === void 0 ? void 0 : logEntryIn(unsigned);
	return {
		id,
		digest,
		scheme,
		...signedFacts(attributes),
		signature,
		...entry === void 0 ? {} : { logEntry: entry }
	};
}
function readSignerId(from, version) {
	if (version === 3) return {
		by: "key",
		identifier: from.content(contextBytes(0))
	};
	if (version !== 1) throw malformed(`The signer has the version ${version}.`);
	const inside = from.enter(tag.sequence);
	const issuer = inside.element(tag.sequence).whole;
	const serial = integerBytes(inside.content(tag.integer));
	inside.end();
	return {
		by: "serial",
		issuer,
		serial
	};
}
function requireSameDigest(scheme, digest) {
	const named = scheme.family === "ed25519" ? "sha512" : scheme.digest;
	if (named === void 0 || named === digest) return;
	throw malformed("The signature algorithm has another digest than the signature.");
}
/** What the signed attributes say (RFC 5652, section 11); each is there once. */
function signedFacts(content) {
	requireDer(content, whatSigned);
	const attributes = readAttributes(new DerReader(content, whatSigned));
	if (oidOf(requiredValue(attributes, contentType, tag.oid)) !== data$1) throw malformed("The signed attributes are about other content.");
	const time = onlyValue(attributes, signingTime);
	return {
		signed: encode(tag.set, content),
		messageDigest: requiredValue(attributes, messageDigest, tag.octetString),
		...time === void 0 ? {} : { signingTime: timeOf(time) }
	};
}
function requiredValue(attributes, oid, expected) {
	const value = onlyValue(attributes, oid);
	if (value?.tag === expected) return value.content;
	throw malformed(`The signed attribute ${oid} is missing or something else than it should be.`);
}
/** Nobody signs these: whatever git's signers do not write is refused. */
function logEntryIn(content) {
	const attributes = readAttributes(new DerReader(content, whatUnsigned));
	for (const oid of attributes.keys()) if (oid !== logEntry && oid !== timeStampToken) throw malformed(`The signature has the unsigned attribute ${oid}, which nobody vouches for.`);
	const value = onlyValue(attributes, logEntry);
	return value && wholeElement(value.whole, tag.octetString, whatUnsigned);
}
// src/checks/commits/x509/cms.ts
const signedData = "1.2.840.113549.1.7.2";
const data = "1.2.840.113549.1.7.1";
const what$1 = "The signature";
/** git's signers send one to five. */
const mostCertificates = 16;
/** Reads a CMS SignedData (RFC 5652, section 5.1) over content that lies elsewhere, with exactly one signer. */
function readSignedData(bytes) {
	const outer = new DerReader(withDefiniteLengths(bytes), what$1);
	const contentInfo = outer.enter(tag.sequence);
	outer.end();
	if (oidOf(contentInfo.content(tag.oid)) !== signedData) throw malformed("The signature block holds something else than a signature.");
	const explicit = contentInfo.enter(context(0));
	contentInfo.end();
	const from = explicit.enter(tag.sequence);
	explicit.end();
	const version = smallInteger(from.content(tag.integer));
	if (![
		1,
		3,
		4,
		5
	].includes(version)) throw malformed(`The signature has the version ${version}.`);
	const digest = onlyDigest(from.enter(tag.set));
	requireDetached(from.enter(tag.sequence));
	const certificates = certificatesIn$1(from);
	if (from.has(context(1))) throw unsupported("The signature carries revocation lists, which are not read.");
	const signer = onlySigner(from.enter(tag.set));
	from.end();
	if (signer.digest !== digest) throw malformed("The signature names two different digests.");
	return {
		certificates,
		signer
	};
}
function onlyDigest(from) {
	const digest = digestOf$1(readAlgorithm(from));
	from.end();
	return digest;
}
function requireDetached(from) {
	if (oidOf(from.content(tag.oid)) !== data) throw malformed("The signature is over another kind of content than plain data.");
	if (!from.atEnd) throw malformed("The signature carries a content of its own.");
}
function certificatesIn$1(from) {
	const content = from.optional(context(0));
	if (content === void 0) return [];
	const found = from.inside(content).rest();
	if (found.length > mostCertificates) throw malformed(`The signature carries more than ${mostCertificates} certificates.`);
	if (found.some((element) => element.tag !== tag.sequence)) throw unsupported("The signature carries a certificate that is not an X.509 one.");
	return found.map((element) => element.whole);
}
function onlySigner(from) {
	if (from.atEnd) throw malformed("The signature has no signer.");
	const signer = readSignerInfo(from.enter(tag.sequence));
	if (!from.atEnd) throw unsupported("The signature has more than one signer.");
	return signer;
}
// src/checks/commits/x509/fulcio.ts
/** Fulcio's extensions for the issuer: the second is the old one, whose value is not DER. */
const issuerExtension = "1.3.6.1.4.1.57264.1.8";
const oldIssuerExtension = "1.3.6.1.4.1.57264.1.1";
/** Who vouched to Fulcio for a certificate's owner; missing where Fulcio did not make the certificate. */
function fulcioIssuer({ extensions }) {
	const value = extensions.all.get(issuerExtension)?.value;
	const old = extensions.all.get(oldIssuerExtension)?.value;
	if (value === void 0) return old && textOf(old);
	const issuer = textOf(wholeElement(value, tag.utf8String, "Fulcio's issuer extension"));
	if (old !== void 0 && textOf(old) !== issuer) throw malformed("The signer's certificate names two issuers of its identity.");
	return issuer;
}
/** The listed identity that a certificate is for: both parts are equal, character for character. */
function listedIdentity({ extensions }, issuer, listed) {
	const { emails, uris } = extensions.names;
	const own = /* @__PURE__ */ new Set([...emails, ...uris]);
	return listed.find((each) => each.issuer === issuer && own.has(each.identity));
}
/** A certificate's identity for people: `ann@example.com (https://accounts.example.com)`. */
function identityName({ extensions }, issuer) {
	const [name = "nobody"] = [...extensions.names.emails, ...extensions.names.uris];
	return `${name} (${issuer})`;
}
function textOf(bytes) {
	if (!isUtf8(bytes) || bytes.includes(0)) throw malformed("Fulcio's issuer extension is not text.");
	return bytes.toString("utf8");
}
// src/checks/commits/x509/key-strength.ts
/** The curves of RFC 5480 that are strong enough and that the signature algorithms here are meant for. */
const curves$1 = /* @__PURE__ */ new Set([
	"prime256v1",
	"secp384r1",
	"secp521r1"
]);
/** Why a key is too weak or of a kind that is not known; `what` is whose key. */
function keyFault(key, what, minRsaBits) {
	const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
	switch (key.asymmetricKeyType) {
		case "rsa":
		case "rsa-pss":
			if ((modulusLength ?? 0) >= minRsaBits) return void 0;
			return {
				code: "weak",
				reason: `${what} is RSA with ${modulusLength ?? 0} bits, and at least ${minRsaBits} are required.`
			};
		case "ec":
			if (curves$1.has(namedCurve ?? "")) return void 0;
			return {
				code: "unsupported",
				reason: `${what} is on the curve ${namedCurve ?? "of no name"}, not on P-256, P-384 or P-521.`
			};
		case "ed25519": return;
		default: return {
			code: "unsupported",
			reason: `${what} is of a kind that is not known.`
		};
	}
}
// src/checks/commits/x509/path-rules.ts
/** Key usages as named bits (RFC 5280, section 4.2.1.3). */
const keyUsage = {
	digitalSignature: 32768,
	contentCommitment: 16384,
	certSign: 1024
};
/** The purposes of RFC 5280, section 4.2.1.12, that signers of commits are certified for. */
const purpose = {
	codeSigning: "1.3.6.1.5.5.7.3.3",
	emailProtection: "1.3.6.1.5.5.7.3.4"
};
/** Critical extensions that are looked at here, or that say nothing about who signs. */
const understood = /* @__PURE__ */ new Set([
	extensionId.subjectKeyId,
	extensionId.keyUsage,
	extensionId.alternativeName,
	extensionId.basicConstraints,
	extensionId.revocationLists,
	extensionId.policies,
	extensionId.extendedKeyUsage
]);
/** Why a path does not count at a time for a purpose, if it does not (RFC 5280, section 6.1). */
function pathFault(path, rules) {
	const { certificates } = path;
	return revocationFault(certificates, rules) ?? firstOf(certificates, (each) => extensionFault(each)) ?? leafFault(certificates[0], rules) ?? firstOf(certificates.slice(1), (each, index) => authorityFault(each, certificates, index + 1)) ?? purposeFault(certificates, rules) ?? firstOf(certificates.slice(1), ({ publicKey }) => keyFault(publicKey, "The key of an authority", rules.minRsaBits)) ?? firstOf(certificates.slice(0, -1), algorithmFault) ?? firstOf(certificates, (each, index) => timeFault(each, index === 0, rules.at)) ?? anchorFault(path, rules.at);
}
function firstOf(certificates, rule) {
	for (const [index, certificate] of certificates.entries()) {
		const fault = rule(certificate, index);
		if (fault !== void 0) return fault;
	}
}
function revocationFault(certificates, rules) {
	const index = certificates.findIndex((each) => rules.revoked.has(each.fingerprint));
	if (index < 0) return void 0;
	return {
		code: "revoked",
		reason: `${index === 0 ? "The signer's certificate" : "The certificate of an authority above it"} is in the list of revoked keys.`
	};
}
function extensionFault({ extensions }) {
	for (const [oid, { critical }] of extensions.all) {
		if (oid === extensionId.nameConstraints) return unsupportedFault("A certificate of the chain limits names, which is not understood.");
		if (critical && !understood.has(oid)) return unsupportedFault(`A certificate of the chain has the critical extension ${oid}, which is not understood.`);
	}
}
function leafFault(leaf, rules) {
	const usage = leaf?.extensions.keyUsage;
	if (usage === void 0 || (usage & rules.keyUsage) !== 0) return void 0;
	return {
		code: "bad",
		reason: "The signer's certificate is not for signing (key usage)."
	};
}
/** Whether a certificate above the signer's may certify, and as far down as it does here. */
function authorityFault({ extensions }, certificates, index) {
	if (!extensions.authority) return {
		code: "bad",
		reason: "The chain has a certificate in it that is not an authority's."
	};
	if (extensions.keyUsage !== void 0 && (extensions.keyUsage & keyUsage.certSign) === 0) return {
		code: "bad",
		reason: "The chain has an authority that may not sign certificates."
	};
	const below = certificates.slice(1, index).filter((each) => !each.subject.equals(each.issuer)).length;
	if (extensions.pathLength === void 0 || below <= extensions.pathLength) return void 0;
	return {
		code: "bad",
		reason: "The chain is longer than one of its authorities allows."
	};
}
function purposeFault(certificates, rules) {
	const [leaf] = certificates;
	const named = leaf?.extensions.extendedKeyUsage !== void 0 || !rules.purposeRequired;
	const shared = rules.purposes.some((wanted) => certificates.every(({ extensions }) => extensions.extendedKeyUsage?.includes(wanted) ?? true));
	if (named && shared) return void 0;
	return {
		code: "bad",
		reason: "The signer's certificate, or an authority's above it, is for another purpose."
	};
}
function algorithmFault({ algorithm }) {
	try {
		schemeOf(algorithm);
		return;
	} catch (thrown) {
		if (!(thrown instanceof Rejection)) throw thrown;
		return {
			code: thrown.code,
			reason: `A certificate of the chain: ${thrown.message}`
		};
	}
}
function timeFault(certificate, isLeaf, at) {
	const whose = isLeaf ? "The signer's certificate" : "The certificate of an authority";
	if (at < certificate.notBefore) return {
		code: "not-yet-valid",
		reason: `${whose} was not valid yet when the commit was signed.`
	};
	if (at < certificate.notAfter) return void 0;
	return {
		code: "expired-at-signing",
		reason: `${whose} had expired when the commit was signed.`
	};
}
function anchorFault({ anchor }, at) {
	if (anchor.validFrom !== void 0 && at < anchor.validFrom) return {
		code: "not-yet-valid",
		reason: "The trust root did not use that authority yet."
	};
	if (anchor.validTo === void 0 || at <= anchor.validTo) return void 0;
	return {
		code: "expired-at-signing",
		reason: "The trust root no longer used that authority."
	};
}
function unsupportedFault(reason) {
	return {
		code: "unsupported",
		reason
	};
}
// src/checks/commits/x509/chain.ts
/** Longer chains are not met; a certificate more would be a trick. */
const longestPath = 8;
/** A bag of certificates of one name could make any number of paths. */
const mostLinks = 100;
/**
* Looks for a path from a certificate through intermediates to an anchor (RFC 5280, section 6) that
* keeps the rules. Where several lead to an anchor, a good one wins.
*/
function findPath(leaf, intermediates, anchors, rules) {
	let first;
	for (const path of pathsFrom([leaf], intermediates, anchors, { left: mostLinks })) {
		const fault = pathFault(path, rules);
		if (fault === void 0) return {
			kind: "trusted",
			path
		};
		first ??= fault;
	}
	return first === void 0 ? { kind: "untrusted" } : {
		kind: "refused",
		fault: first
	};
}
function* pathsFrom(certificates, intermediates, anchors, budget) {
	const last = certificates.at(-1);
	if (last === void 0) return;
	for (const anchor of anchors) {
		const { certificate } = anchor;
		if (certificate.fingerprint === last.fingerprint) yield {
			certificates,
			anchor
		};
		else if (issued(certificate, last, budget)) yield {
			certificates: [...certificates, certificate],
			anchor
		};
	}
	if (certificates.length >= longestPath) return;
	for (const next of intermediates) {
		if (certificates.some((each) => each.fingerprint === next.fingerprint) || !issued(next, last, budget)) continue;
		yield* pathsFrom([...certificates, next], intermediates, anchors, budget);
	}
}
/** What is known of signatures between certificates, which are read once. */
const links = /* @__PURE__ */ new WeakMap();
/** Whether a certificate's key signed another certificate, and their names fit. */
function issued(issuer, subject, budget) {
	if (!issuer.subject.equals(subject.issuer) || budget.left <= 0) return false;
	budget.left -= 1;
	const known = links.get(subject)?.get(issuer);
	if (known !== void 0) return known;
	const good = verifies(issuer, subject);
	const ofSubject = links.get(subject) ?? /* @__PURE__ */ new WeakMap();
	links.set(subject, ofSubject.set(issuer, good));
	return good;
}
function verifies(issuer, subject) {
	try {
		return subject.x509.checkIssued(issuer.x509) && subject.x509.verify(issuer.publicKey);
	} catch {
		return false;
	}
}
// src/checks/commits/x509/log-key.ts
/** Whether a log signed data; logs sign SHA-256 digests, or with Ed25519. */
function signedByLog({ key }, data, signature) {
	const digest = key.asymmetricKeyType === "ed25519" ? null : "sha256";
	try {
		return verify(digest, data, key, signature);
	} catch {
		return false;
	}
}
/** Whether a log's key was in use at a time. */
function inUse({ validFrom, validTo }, seconds) {
	return seconds >= validFrom && (validTo === void 0 || seconds <= validTo);
}
// src/checks/commits/x509/inclusion.ts
/** Why a proof of inclusion does not show that an entry is in the log, if it does not. */
function proofFault(proof, body, logId, log) {
	const head = readCheckpoint(proof.checkpoint, logId, log);
	if (head === void 0) return "The checkpoint beside the log entry is not signed by the log.";
	if (!(head.size === proof.treeSize && head.root.equals(proof.rootHash))) return "The log entry and the checkpoint beside it are about different states of the log.";
	return rootFrom(leafHash(body), proof)?.equals(head.root) ? void 0 : "The log entry is not in the log that it names.";
}
/** The head of a log in a checkpoint (a signed note: text, empty line, signatures) if the log signed it. */
function readCheckpoint(envelope, logId, log) {
	const split = envelope.indexOf("\n\n");
	if (split < 0) return void 0;
	const text = envelope.slice(0, split + 1);
	const hint = Buffer.from(logId.slice(0, 8), "hex");
	const signed = envelope.slice(split + 2).split("\n").some((line) => {
		const encoded = /^\u2014 [^ ]+ ([A-Za-z0-9+/=]+)$/.exec(line)?.[1] ?? "";
		const bytes = Buffer.from(encoded, "base64");
		return bytes.subarray(0, 4).equals(hint) && signedByLog(log, Buffer.from(text), bytes.subarray(4));
	});
	const [, size = "", root = ""] = text.split("\n");
	if (!signed || !/^[0-9]{1,15}$/.test(size)) return void 0;
	return {
		size: Number(size),
		root: Buffer.from(root, "base64")
	};
}
function leafHash(body) {
	return createHash("sha256").update(Buffer.from([0])).update(body).digest();
}
function nodeHash(left, right) {
	return createHash("sha256").update(Buffer.from([1])).update(left).update(right).digest();
}
/** The root that a leaf and its audit path lead to (RFC 9162, section 2.1.3.2); nothing where the path does not fit. */
function rootFrom(leaf, { logIndex, treeSize, hashes }) {
	if (logIndex >= treeSize) return void 0;
	let index = BigInt(logIndex);
	let last = BigInt(treeSize) - 1n;
	let root = leaf;
	for (const hash of hashes) {
		if (last === 0n) return void 0;
		if ((index & 1n) === 1n || index === last) {
			root = nodeHash(hash, root);
			while ((index & 1n) === 0n && index !== 0n) {
				index >>= 1n;
				last >>= 1n;
			}
		} else root = nodeHash(root, hash);
		index >>= 1n;
		last >>= 1n;
	}
	return last === 0n ? root : void 0;
}
// src/checks/commits/x509/protobuf.ts
const varint = 0;
const delimited = 2;
const longestVarint = 9;
const mostFields = 200;
/** Reads a Protocol Buffers message whose fields are numbers below 2^53 and byte strings, and nothing else. */
function readMessage(bytes) {
	const numbers = /* @__PURE__ */ new Map();
	const strings = /* @__PURE__ */ new Map();
	let at = 0;
	const number = () => {
		const { value, length } = varintAt(bytes, at);
		at += length;
		return value;
	};
	for (let count = 0; at < bytes.length; count += 1) {
		if (count >= mostFields) throw malformed("The log entry has too many fields.");
		const key = number();
		const field = Math.floor(key / 8);
		const kind = key % 8;
		if (kind === varint) add(numbers, field, number());
		else if (kind === delimited) {
			const length = number();
			if (length > bytes.length - at) throw malformed("The log entry ends too early.");
			add(strings, field, bytes.subarray(at, at + length));
			at += length;
		} else throw malformed("The log entry has a field of an unknown kind.");
	}
	return {
		numbers: (field) => numbers.get(field) ?? [],
		bytes: (field) => strings.get(field) ?? []
	};
}
/** The value of a field that may be there once; zero and empty are left out in this format. */
function atMostOne(values, otherwise) {
	if (values.length > 1) throw malformed("The log entry has a field twice.");
	return values[0] ?? otherwise;
}
function add(fields, field, value) {
	const values = fields.get(field);
	if (values === void 0) fields.set(field, [value]);
	else values.push(value);
}
function varintAt(bytes, at) {
	let value = 0n;
	for (let length = 0; length < longestVarint; length += 1) {
		const byte = bytes[at + length];
		if (byte === void 0) throw malformed("The log entry ends too early.");
		value |= BigInt(byte & 127) << BigInt(7 * length);
		if (byte >= 128) continue;
		if (value > BigInt(Number.MAX_SAFE_INTEGER)) break;
		return {
			value: Number(value),
			length: length + 1
		};
	}
	throw malformed("The log entry has a number out of range.");
}
// src/checks/commits/x509/log-entry.ts
const nothing = Buffer.alloc(0);
/** Reads a log entry as gitsign embeds it. */
function readLogEntry(bytes) {
	const entry = readMessage(bytes);
	const kind = nested(entry, 3);
	const proof = entry.bytes(6).length === 0 ? void 0 : readProof(nested(entry, 6));
	return {
		logIndex: numberIn(entry, 1),
		logId: bytesIn(nested(entry, 2), 1).toString("hex"),
		kind: textIn(kind, 1),
		version: textIn(kind, 2),
		integratedTime: numberIn(entry, 4),
		signedEntryTimestamp: bytesIn(nested(entry, 5), 1),
		...proof === void 0 ? {} : { proof },
		body: bytesIn(entry, 7)
	};
}
function readProof(message) {
	return {
		logIndex: numberIn(message, 1),
		rootHash: bytesIn(message, 2),
		treeSize: numberIn(message, 3),
		hashes: message.bytes(4),
		checkpoint: textIn(nested(message, 5), 1)
	};
}
function numberIn(message, field) {
	return atMostOne(message.numbers(field), 0);
}
function bytesIn(message, field) {
	return atMostOne(message.bytes(field), nothing);
}
function textIn(message, field) {
	return bytesIn(message, field).toString("utf8");
}
function nested(message, field) {
	return readMessage(bytesIn(message, field));
}
// src/checks/commits/x509/rekor.ts
/**
* When a listed log saw a signature, in seconds; nothing where the signature has no entry or the log
* is not listed. An entry that the log did not make, or made for something else, is `bad`.
*/
function loggedAt(signer, leaf, logs) {
	if (signer.logEntry === void 0) return void 0;
	const entry = readLogEntry(signer.logEntry);
	const log = logs.get(entry.logId);
	if (log === void 0) return void 0;
	if (entry.signedEntryTimestamp.length === 0 || entry.proof === void 0) throw unsupported("The log entry lacks the log's promise or the proof that it is in the log.");
	const body = expectedBody(signer, leaf);
	if (entry.body.length > 0 && !entry.body.equals(body)) throw bad("The log entry is about another signature.");
	if (!signedByLog(log, promise(entry, body), entry.signedEntryTimestamp)) throw bad("The log entry is not the log's, or about another signature.");
	if (!inUse(log, entry.integratedTime)) throw bad("The log's key was not in use when the entry was made.");
	const fault = proofFault(entry.proof, body, entry.logId, log);
	if (fault !== void 0) throw bad(fault);
	return entry.integratedTime;
}
/**
* What the log must have been given: gitsign enters the digest of the signed attributes, the signature
* and the certificate as a hashedrekord 0.0.1, written as canonical JSON (RFC 8785). Comparing with
* what follows from this very signature is what ties the entry to it.
*/
function expectedBody(signer, leaf) {
	const pem = `${leaf.x509.toString().trimEnd()}\n`;
	const body = {
		apiVersion: "0.0.1",
		kind: "hashedrekord",
		spec: {
			data: { hash: {
				algorithm: "sha256",
				value: createHash("sha256").update(signer.signed).digest("hex")
			} },
			signature: {
				content: signer.signature.toString("base64"),
				publicKey: { content: Buffer.from(pem).toString("base64") }
			}
		}
	};
	return Buffer.from(JSON.stringify(body));
}
/** What a log signs when it promises to include an entry (Rekor, SignedEntryTimestamp), in canonical JSON. */
function promise(entry, body) {
	const { integratedTime, logId, logIndex } = entry;
	const signed = {
		body: body.toString("base64"),
		integratedTime,
		logID: logId,
		logIndex
	};
	return Buffer.from(JSON.stringify(signed));
}
function bad(reason) {
	return new Rejection("bad", reason);
}
// src/checks/commits/x509/sct.ts
/** The list of signed certificate timestamps in a certificate (RFC 6962, section 3.3). */
const listExtension = "1.3.6.1.4.1.11129.2.4.2";
/** Whether a listed certificate transparency log promised to publish a certificate (RFC 6962, section 3.2). */
function isPublished(leaf, issuer, logs) {
	const extension = leaf.extensions.all.get(listExtension);
	if (extension === void 0) return false;
	const list = wholeElement(extension.value, tag.octetString, "The list of timestamps");
	const entry = precertificate(leaf, issuer);
	return timestampsIn(list).some((timestamp) => promised(timestamp, entry, logs));
}
/** The entry that a log signs: the issuer's key and the certificate without the list itself. */
function precertificate(leaf, issuer) {
	const others = [...leaf.extensions.all].filter(([oid]) => oid !== listExtension).map(([, { whole }]) => whole);
	const extensions = encode(context(3), encode(tag.sequence, ...others));
	const signed = encode(tag.sequence, ...leaf.fields, extensions);
	const keyHash = createHash("sha256").update(issuer.keyInfo).digest();
	return Buffer.concat([
		keyHash,
		lengthOf(signed, 3),
		signed
	]);
}
function lengthOf(bytes, width) {
	const length = Buffer.alloc(width);
	length.writeUIntBE(bytes.length, 0, width);
	return length;
}
/** The timestamps of a list, each behind its length; a list that does not add up is taken as far as it does. */
function timestampsIn(list) {
	const found = [];
	for (let at = 2; at + 2 <= list.length;) {
		const end = at + 2 + list.readUInt16BE(at);
		if (end > list.length) break;
		found.push(list.subarray(at + 2, end));
		at = end;
	}
	return found;
}
/** Version, log, time (ms), extensions, algorithm, signature; what is not so long is no timestamp. */
const shortestTimestamp = 47;
function promised(timestamp, entry, logs) {
	if (timestamp.length < shortestTimestamp || timestamp[0] !== 0) return false;
	const log = logs.get(timestamp.subarray(1, 33).toString("hex"));
	const milliseconds = timestamp.subarray(33, 41);
	const extensionsEnd = 43 + timestamp.readUInt16BE(41);
	if (log === void 0 || timestamp.length < extensionsEnd + 4 || timestamp[extensionsEnd] !== 4) return false;
	const signature = timestamp.subarray(extensionsEnd + 4);
	if (signature.length !== timestamp.readUInt16BE(extensionsEnd + 2)) return false;
	if (!inUse(log, Number(milliseconds.readBigUInt64BE() / 1000n))) return false;
	return signedByLog(log, Buffer.concat([
		Buffer.from([0, 0]),
		milliseconds,
		Buffer.from([0, 1]),
		entry,
		timestamp.subarray(41, extensionsEnd)
	]), signature);
}
// src/checks/commits/x509/gitsign.ts
/**
* Judges a signature by a certificate of Fulcio, which lives for minutes: its identity has to be a
* listed one, and the log's time counts. Without a log's time nobody but the signer says when it was
* made, so it is `unknown` and `unlogged`, even if all else holds.
*/
function judgeGitsign(judged, issuer, trust) {
	const { signer, leaf } = judged;
	const logged = loggedAt(signer, leaf, trust.logs);
	const standing = findPath(leaf, judged.intermediates, [...trust.fulcio, ...trust.roots], {
		at: logged ?? leaf.notBefore,
		purposes: [purpose.codeSigning],
		purposeRequired: true,
		keyUsage: keyUsage.digitalSignature,
		minRsaBits: judged.minRsaBits,
		revoked: trust.revoked
	});
	if (standing.kind === "untrusted") return {
		kind: "unknown",
		key: leaf.fingerprint
	};
	const name = identityName(leaf, issuer);
	if (standing.kind === "refused") return failure(standing.fault.code, standing.fault.reason, name);
	if (!published(standing.path, trust)) return failure("bad", "No listed certificate transparency log knows the signer's certificate.", name);
	const identity = listedIdentity(leaf, issuer, trust.identities);
	const signed = logged === void 0 ? {} : { signedAt: logged };
	if (identity === void 0) return {
		kind: "unknown",
		key: name,
		...signed
	};
	const key = `${identity.identity} (${issuer})`;
	if (logged === void 0) return {
		kind: "unknown",
		key,
		unlogged: true
	};
	return {
		kind: "known",
		signer: {
			key,
			principals: [identity.identity]
		},
		signedAt: logged
	};
}
/** Whether the certificate is in a log of the trust root, where the trust root is what it leads to and lists any. */
function published({ certificates, anchor }, trust) {
	const [leaf, above = anchor.certificate] = certificates;
	if (leaf === void 0 || trust.ctLogs.size === 0 || !trust.fulcio.includes(anchor)) return true;
	return isPublished(leaf, above, trust.ctLogs);
}
// src/checks/commits/x509/smime.ts
/**
* Judges a signature by a person's certificate against the policy's own roots (RFC 8550). The time is
* the signer's word, or the committer's: revocation by fingerprint is what ends a stolen key.
*/
function judgeSmime(judged, trust) {
	const { signer, leaf } = judged;
	const standing = findPath(leaf, judged.intermediates, trust.roots, {
		at: signer.signingTime ?? judged.at,
		purposes: [purpose.emailProtection, purpose.codeSigning],
		purposeRequired: false,
		keyUsage: keyUsage.digitalSignature | keyUsage.contentCommitment,
		minRsaBits: judged.minRsaBits,
		revoked: trust.revoked
	});
	const key = leaf.fingerprint;
	const signed = signer.signingTime === void 0 ? {} : { signedAt: signer.signingTime };
	switch (standing.kind) {
		case "untrusted": return {
			kind: "unknown",
			key,
			...signed
		};
		case "refused": return failure(standing.fault.code, standing.fault.reason, key);
		case "trusted": {
			const emails = [...leaf.extensions.names.emails, ...emailsInSubject(leaf.subject)];
			return {
				kind: "known",
				signer: {
					key,
					principals: [...new Set(emails)]
				},
				...signed
			};
		}
	}
}
// src/checks/commits/x509/verify.ts
const defaultOptions = { minRsaBits: 2048 };
/**
* Judges an X.509 signature: of gitsign, by the identity in the certificate and the log's time, or
* else S/MIME, by the roots and the signer's own time. `at` is the committer's time in seconds, which
* counts where the signature has none.
*/
function verifyX509(signature, payload, trust, at, options = defaultOptions) {
	let leaf;
	try {
		const message = readSignedData(dearmour(signature));
		const bag = message.certificates.map(readCertificate$1);
		leaf = signerIn([...bag, ...ownCertificates(trust)], message.signer.id);
		requireGood(message, leaf, payload);
		requireUsable(leaf, trust, options);
		const intermediates = [...bag, ...trust.intermediates];
		const judged = {
			signer: message.signer,
			leaf,
			intermediates,
			at,
			...options
		};
		const issuer = fulcioIssuer(leaf);
		return issuer === void 0 ? judgeSmime(judged, trust) : judgeGitsign(judged, issuer, trust);
	} catch (thrown) {
		if (thrown instanceof Rejection) return failure(thrown.code, thrown.message, leaf?.fingerprint);
		throw thrown;
	}
}
function ownCertificates(trust) {
	const anchors = [...trust.roots, ...trust.fulcio];
	return [...trust.intermediates, ...anchors.map(({ certificate }) => certificate)];
}
/** The certificate that the signature names, wherever it stands: two that answer are a trick. */
function signerIn(certificates, id) {
	const named = certificates.filter((each) => isNamed(each, id));
	const [leaf] = named;
	if (leaf === void 0) throw unsupported("The signature names a certificate that does not come with it.");
	if (named.some((each) => each.fingerprint !== leaf.fingerprint)) throw malformed("Two certificates go by the name that the signature gives its signer.");
	return leaf;
}
function isNamed({ issuer, serial, extensions }, id) {
	if (id.by === "key") return extensions.subjectKeyId?.equals(id.identifier) ?? false;
	return issuer.equals(id.issuer) && serial.equals(id.serial);
}
/** Says that the content is the one that was signed, and with the certificate's key. */
function requireGood({ signer }, leaf, payload) {
	const { digest, scheme, signed, signature, messageDigest } = signer;
	if (!createHash(digest).update(payload).digest().equals(messageDigest)) throw new Rejection("bad", "The signature does not fit the content.");
	if (!checkSignature(scheme, digest, leaf.publicKey, signed, signature)) throw new Rejection("bad", "The signature was not made with its certificate's key.");
}
/** Says that a key may be used at all, whoever vouches for it. */
function requireUsable(leaf, trust, { minRsaBits }) {
	if (trust.revoked.has(leaf.fingerprint)) throw new Rejection("revoked", "The signer's certificate is in the list of revoked keys.");
	const fault = keyFault(leaf.publicKey, "The signer's key", minRsaBits);
	if (fault !== void 0) throw new Rejection(fault.code, fault.reason);
}
// src/checks/commits/judge.ts
/** The bench that a policy's section asks for. */
function benchOf(policy, trust, verifyWebFlow) {
	return {
		trust,
		identity: policy?.identity ?? "committer",
		webFlow: policy?.gitHubWebFlow ?? (trust.listsAnybody ? "known-authors" : "any"),
		minRsaBits: policy?.minRsaBits ?? 2048,
		verifyWebFlow
	};
}
const unsigned = {
	kind: "level",
	level: "unsigned"
};
/** Judges one commit or tag by its own bytes. */
function judgeObject(object, bench) {
	const { signature } = object;
	if (signature === void 0) return unsigned;
	switch (signature.kind) {
		case "ssh": return standing(sshVerdict(object, signature, bench), object, bench, patternsMatch);
		case "x509": return standing(x509Verdict(object, signature, bench), object, bench, addressesMatch);
		case "openpgp": return judgeOpenPgp(object, signature, bench);
	}
}
function sshVerdict(object, { armour }, bench) {
	const { minRsaBits, trust } = bench;
	return verifySsh(armour, object.payload, trust.ssh, object.maker?.time ?? 0, { minRsaBits });
}
function x509Verdict(object, { armour }, bench) {
	const { minRsaBits, trust } = bench;
	return verifyX509(armour, object.payload, trust.x509, object.maker?.time ?? 0, { minRsaBits });
}
function judgeOpenPgp(object, { armour }, bench) {
	const { minRsaBits, trust } = bench;
	const own = verifyOpenPgp(armour, object.payload, trust.openPgp, { minRsaBits });
	if (own.kind === "known") return standing(own, object, bench, addressesMatch);
	const platform = bench.verifyWebFlow(armour, object.payload);
	if (platform.kind === "known") return judgeWebFlow(object, bench);
	if (platform.kind === "failure" && own.kind === "unknown") return platform;
	if (own.kind === "unknown" && !trust.revoked.has(own.key)) return {
		kind: "level",
		level: "unverified",
		key: own.key
	};
	return standing(own, object, bench, addressesMatch);
}
/** GitHub signs for every account, so that its signature alone says nothing about who made the commit. */
function judgeWebFlow({ maker, author, isMerge }, bench) {
	if (maker?.name !== "GitHub" || maker.email !== "noreply@github.com") return {
		kind: "failure",
		code: "identity-mismatch",
		reason: `GitHub signed it, but the committer is ${quote(maker?.email ?? "")} and not GitHub.`
	};
	const { webFlow, trust } = bench;
	if (webFlow === "any") return {
		kind: "level",
		level: "platform"
	};
	if (webFlow === "off") return notCounted("GitHub signed it, and the policy says github-web-flow: off.");
	if (webFlow === "known-authors" && trust.isListed(author?.email ?? "")) return {
		kind: "level",
		level: "platform",
		vouched: true
	};
	if (isMerge) return {
		kind: "level",
		level: "platform",
		vouched: true,
		needsMerge: true
	};
	return notCounted(webFlow === "merges" ? "GitHub signed it, and it is not a merge, which is all that github-web-flow: merges lets through." : `GitHub signed it for ${quote(author?.email ?? "")}, whom the policy does not list.`);
}
/** A good signature of GitHub's that the policy gives no weight. */
function notCounted(why) {
	return {
		kind: "level",
		level: "valid-unknown",
		why,
		key: "GitHub"
	};
}
const patternsMatch = (email, principal) => matchesPatternList(email, principal);
const addressesMatch = (email, principal) => email.toLowerCase() === principal.toLowerCase();
function standing(verdict, object, bench, matches) {
	const key = verdict.kind === "known" ? verdict.signer.key : verdict.key;
	if (verdict.kind !== "failure" && key !== void 0 && bench.trust.revoked.has(key.toUpperCase())) return {
		kind: "failure",
		code: "revoked",
		reason: `The key ${key} is in the list of revoked keys.`
	};
	switch (verdict.kind) {
		case "failure": return {
			kind: "failure",
			code: verdict.code,
			reason: verdict.reason
		};
		case "unknown": return {
			kind: "level",
			level: verdict.unlogged === true ? "valid-unlogged" : "valid-unknown",
			key: verdict.key
		};
		case "known": return bound(verdict.signer, object, bench.identity, matches);
	}
}
/** Whether the key is that of the person whom the object names. */
function bound(signer, { maker, author }, identity, matches) {
	const { key, principals } = signer;
	if (identity === "none") return {
		kind: "level",
		level: "trusted-key",
		key
	};
	const person = identity === "author" ? author ?? maker : maker;
	if (principals.some((principal) => matches(person?.email ?? "", principal))) return {
		kind: "level",
		level: "trusted",
		key
	};
	return {
		kind: "failure",
		code: "identity-mismatch",
		reason: `The key ${key} belongs to ${principals.length === 0 ? "nobody by address" : principals.map(quote).join(", ")}, and the ${identity} is ${quote(person?.email ?? "")}.`
	};
}
// src/checks/commits/platform-api.ts
/** How much is known to be good about a commit without a failure, best first. */
const commitLevels = [
	"trusted",
	"trusted-key",
	"platform",
	"valid-unknown",
	"valid-unlogged",
	"unverified",
	"unsigned"
];
/** Whether GitHub's answer could change what is held of a commit, so that it is worth a request. */
function needsPlatform(judgement, mode) {
	if (mode === "off" || judgement.kind !== "level") return false;
	if (mode === "fallback") return judgement.level === "valid-unknown" || judgement.level === "unverified";
	return judgement.level !== "unsigned";
}
/**
* What is held of a commit once GitHub was asked. `fallback` lifts a good signature of an unknown key
* to `platform` where GitHub verified it. `also` demands GitHub's word besides our own: without it
* nothing is better than `valid-unknown`, and `denied` says why. Failures of our own, missing
* signatures and missing log entries stay as they are, and an answer that is needed and is not there
* makes the commit indeterminate.
*/
function applyApi(judgement, answer, mode) {
	if (!needsPlatform(judgement, mode) || judgement.kind !== "level") return judgement;
	if (answer === void 0) return unknown("GitHub was not asked whether it verified the commit");
	if ("indeterminate" in answer) return unknown(answer.indeterminate);
	if (answer.verified) return mode === "fallback" ? {
		...judgement,
		level: "platform"
	} : judgement;
	if (mode === "fallback") return judgement;
	return {
		...judgement,
		level: atMostUnknown(judgement.level),
		denied: answer.reason
	};
}
function unknown(reason) {
	return {
		kind: "indeterminate",
		reason
	};
}
function atMostUnknown(level) {
	const ceiling = commitLevels.indexOf("valid-unknown");
	return commitLevels.indexOf(level) < ceiling ? "valid-unknown" : level;
}
// src/checks/commits/requirement.ts
const sufficient = {
	trusted: /* @__PURE__ */ new Set(["trusted", "trusted-key"]),
	platform: /* @__PURE__ */ new Set([
		"trusted",
		"trusted-key",
		"platform"
	]),
	signed: /* @__PURE__ */ new Set([
		"trusted",
		"trusted-key",
		"platform",
		"valid-unknown",
		"valid-unlogged"
	])
};
/** Whether what is held of an object is all that the policy asks for. */
function satisfies(held, { require }) {
	if (held.kind !== "level") return false;
	if (held.denied !== void 0) return false;
	if (require === void 0) return true;
	return sufficient[require].has(held.level) || held.level === "platform" && held.vouched === true;
}
/**
* What there is to say against an object; nothing where it has what is demanded. Without a demand
* levels are remarks; without a section on commits only `bad` and `malformed` are more than that.
*/
function objectionTo(held, demand) {
	if (held.kind === "indeterminate") return void 0;
	if (held.kind === "failure") {
		const rule = failureRules[held.code];
		return {
			rule,
			severity: demand.isConfigured || held.code === "bad" || held.code === "malformed" ? rule.severity : "low",
			reason: held.reason
		};
	}
	const found = levelObjection(held);
	if (found === void 0) return satisfies(held, demand) ? void 0 : {
		...platformObjection(),
		severity: "high"
	};
	if (demand.require === void 0 && held.denied === void 0) return {
		...found,
		severity: "info"
	};
	return satisfies(held, demand) ? void 0 : {
		...found,
		severity: "high"
	};
}
function levelObjection(held) {
	const { level, why, key = "" } = held;
	if (held.denied !== void 0) {
		const reason = `GitHub was asked for its word too, and does not verify it (${held.denied}).`;
		return {
			rule: notTrusted,
			reason
		};
	}
	switch (level) {
		case "unsigned": return {
			rule: unsigned$1,
			reason: "It has no signature."
		};
		case "unverified": return {
			rule: unknownKey,
			reason: `It is signed with the OpenPGP key ${key}, which nobody listed, so that the signature cannot be checked.`
		};
		case "valid-unknown":
			if (why !== void 0) return {
				rule: notTrusted,
				reason: why
			};
			return {
				rule: unknownKey,
				reason: `The signature is good, and its key ${key} is not listed.`
			};
		case "valid-unlogged": return {
			rule: notLogged,
			reason: `The signature of ${key} is good, and no log entry says when it was made.`
		};
		case "platform":
		case "trusted":
		case "trusted-key": return;
	}
}
function platformObjection() {
	return {
		rule: notTrusted,
		reason: `GitHub vouches for it, and the policy requires the signature of somebody who is listed.`
	};
}
// src/checks/commits/examine.ts
const none = Buffer.alloc(0);
/** Looks at the commits one after the other, holding none of them longer than it takes. */
async function examineCommits({ scratch }, commits, examination) {
	const exempt = new Set(examination.exempt.map(({ commit }) => commit));
	const remembered = [];
	const counts = /* @__PURE__ */ new Map();
	const missing = [];
	const open = commits.filter((id) => !exempt.has(id));
	for await (const object of readObjects(scratch, open)) {
		if (object.state === "missing") {
			missing.push(object.id);
			continue;
		}
		const found = examine(object, scratch.format, examination.bench);
		if (isSettled(found, examination)) {
			const { held } = found;
			const name = held.kind === "level" ? held.level : held.kind;
			const known = counts.get(name);
			if (known === void 0) counts.set(name, {
				held,
				count: 1
			});
			else known.count++;
		} else remembered.push(found);
	}
	return {
		remembered,
		settled: new Map([...counts.values()].map(({ held, count }) => [held, count])),
		exempt: commits.length - open.length,
		missing
	};
}
function isSettled({ held, merge }, { demand, apiMode }) {
	if (merge !== void 0 || held.kind !== "level" || needsPlatform(held, apiMode)) return false;
	if (!satisfies(held, demand)) return false;
	return demand.require !== void 0 || [
		"trusted",
		"trusted-key",
		"platform"
	].includes(held.level);
}
function examine(object, format, bench) {
	const { id } = object;
	if (object.state === "too-large") {
		const reason = `It has ${object.size} bytes, and no commit of over 4 MiB is taken apart.`;
		return refused(id, none, reason);
	}
	if (object.type !== "commit") return refused(id, none, `It is a ${object.type}, not a commit.`);
	const commit = readCommit(object.bytes, format);
	if ("malformed" in commit) return refused(id, messageIn(object.bytes), commit.malformed);
	const held = judgeObject({
		...commit.signature === void 0 ? {} : { signature: commit.signature },
		payload: commit.payload,
		maker: commit.committer,
		author: commit.author,
		isMerge: commit.parents.length === 2
	}, bench);
	const described = describedCommit(id, commit);
	if (held.kind !== "level" || held.needsMerge !== true) return {
		described,
		held
	};
	return {
		described,
		held,
		merge: {
			id,
			parents: commit.parents,
			tree: commit.tree
		}
	};
}
function describedCommit(id, { message, author }) {
	return {
		id,
		what: "Commit",
		title: subjectOf(message),
		email: author.email
	};
}
function refused(id, message, reason) {
	return {
		described: {
			id,
			what: "Commit",
			title: subjectOf(message),
			email: void 0
		},
		held: {
			kind: "failure",
			code: "malformed",
			reason
		}
	};
}
function messageIn(bytes) {
	const end = bytes.indexOf("\n\n");
	return end < 0 ? none : bytes.subarray(end + 2);
}
// src/checks/commits/openpgp/dsa-key-info.ts
/** id-dsa (RFC 3279, section 2.3.2). */
const dsaIdentifier = Buffer.from("06072a8648ce380401", "hex");
/** A DSA key as SubjectPublicKeyInfo, since JSON Web Keys have no DSA (RFC 3279, section 2.3.2). */
function dsaKeyInfo(p, q, g, y) {
	const parameters = element(48, integer(p), integer(q), integer(g));
	return element(48, element(48, dsaIdentifier, parameters), element(3, Buffer.from([0]), integer(y)));
}
/** Positive: a zero goes before a set sign bit. */
function integer(magnitude) {
	return element(2, ...(magnitude[0] ?? 128) >= 128 ? [Buffer.from([0])] : [], magnitude);
}
function element(tag, ...parts) {
	const content = Buffer.concat(parts);
	if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content]);
	return Buffer.concat([Buffer.from([
		tag,
		130,
		content.length >> 8,
		content.length & 255
	]), content]);
}
// src/checks/commits/openpgp/key-material.ts
/** The curves by their object identifiers (RFC 9580, section 9.2). */
const curves = /* @__PURE__ */ new Map([
	["2a8648ce3d030107", {
		webName: "P-256",
		octets: 32,
		digestBits: 256
	}],
	["2b81040022", {
		webName: "P-384",
		octets: 48,
		digestBits: 384
	}],
	["2b81040023", {
		webName: "P-521",
		octets: 66,
		digestBits: 512
	}]
]);
const ed25519Legacy = "2b06010401da470f01";
/** Reads a key's fields of its algorithm (RFC 9580, section 5.5.5) into a key that node:crypto takes. */
function readMaterial(algorithm, version, fields) {
	const from = new OctetReader(fields, "The key");
	const material = readFields(algorithm, version, from);
	from.end();
	return material;
}
function readFields(algorithm, version, from) {
	switch (algorithm) {
		case algorithms.rsa:
		case algorithms.rsaSignOnly: return rsa(from);
		case algorithms.dsa: return dsa(from);
		case algorithms.ecdsa: return ecdsa(from);
		case algorithms.eddsaLegacy:
			if (version === 4) return eddsaLegacy(from);
			throw malformed("A key of version 6 is of the algorithm EdDSALegacy.");
		case algorithms.ed25519: return edwards("Ed25519", from.take(32), 256);
		case algorithms.ed448: return edwards("Ed448", from.take(57), 512);
		default: throw new Rejection("unsupported", `Keys of the algorithm number ${algorithm} are not supported.`);
	}
}
function rsa(from) {
	const [n, e] = [from.number(), from.number()];
	return {
		keyObject: fromJwk({
			kty: "RSA",
			n: n.toString("base64url"),
			e: e.toString("base64url")
		}),
		modulusBits: bitLength(n),
		numberOctets: n.length,
		digestBits: 0
	};
}
function dsa(from) {
	const [p, q, g, y] = [
		from.number(),
		from.number(),
		from.number(),
		from.number()
	];
	const keyObject = keyFrom(() => createPublicKey({
		key: dsaKeyInfo(p, q, g, y),
		format: "der",
		type: "spki"
	}));
	const digestBits = bitLength(q);
	return {
		keyObject,
		modulusBits: bitLength(p),
		numberOctets: q.length,
		digestBits
	};
}
function ecdsa(from) {
	const curve = curves.get(objectIdentifier(from));
	if (curve === void 0) throw new Rejection("unsupported", "The key is on a curve other than NIST's.");
	const point = from.number();
	if (point[0] !== 4 || point.length !== 1 + 2 * curve.octets) throw malformed("The key is not an uncompressed point of its curve.");
	return {
		keyObject: fromJwk({
			kty: "EC",
			crv: curve.webName,
			x: point.subarray(1, 1 + curve.octets).toString("base64url"),
			y: point.subarray(1 + curve.octets).toString("base64url")
		}),
		numberOctets: curve.octets,
		digestBits: curve.digestBits
	};
}
function eddsaLegacy(from) {
	if (objectIdentifier(from) !== ed25519Legacy) throw new Rejection("unsupported", "The EdDSA key is on another curve than Ed25519.");
	const point = from.number();
	if (point[0] !== 64 || point.length !== 33) throw malformed("The EdDSA key is not a native point.");
	return edwards("Ed25519", point.subarray(1), 256);
}
function edwards(crv, x, digestBits) {
	return {
		keyObject: fromJwk({
			kty: "OKP",
			crv,
			x: x.toString("base64url")
		}),
		numberOctets: x.length,
		digestBits
	};
}
function objectIdentifier(from) {
	return from.take(from.octet()).toString("hex");
}
function fromJwk(key) {
	return keyFrom(() => createPublicKey({
		key,
		format: "jwk"
	}));
}
function keyFrom(create) {
	try {
		return create();
	} catch (cause) {
		throw malformed(`The key's numbers make no key: ${messageOf(cause)}.`);
	}
}
function bitLength(magnitude) {
	const [first] = magnitude;
	return first === void 0 ? 0 : magnitude.length * 8 - (Math.clz32(first) - 24);
}
// src/checks/commits/openpgp/public-key.ts
/** Reads the body of a public key or public subkey packet (RFC 9580, section 5.5.2). */
function readPublicKey(body) {
	const from = new OctetReader(body, "The key");
	const version = from.octet();
	if (version !== 4 && version !== 6) throw new Rejection("unsupported", `The key has version ${version}, and only 4 and 6 are known.`);
	const createdAt = from.uint32();
	const algorithm = from.octet();
	const fields = version === 6 ? from.take(from.uint32()) : from.rest();
	from.end();
	const material = readMaterial(algorithm, version, fields);
	const fingerprint = fingerprintOf(version, body);
	return {
		version,
		algorithm,
		fingerprint,
		keyId: keyIdOf(fingerprint),
		createdAt,
		...material
	};
}
/** RFC 9580, section 5.5.4. */
function fingerprintOf(version, body) {
	const start = version === 6 ? Buffer.alloc(5, 155) : Buffer.alloc(3, 153);
	start.writeUIntBE(body.length, 1, start.length - 1);
	return createHash(version === 6 ? "sha256" : "sha1").update(start).update(body).digest("hex").toUpperCase();
}
// src/checks/commits/openpgp/web-flow-keys.ts
/**
* The keys with which GitHub signs commits made by its web interface, its merge buttons and many
* bots, published at https://github.com/web-flow.gpg: the present one and the one until January 2024.
*/
const webFlowKeys = [{
	fingerprint: "968479A1AFF927E37D1A566BB5690EEEBB952194",
	packet: [
		"BGWmxXYBEACyN+4viFQM6QQoKr0A2W0rGdMobTJwOZso2QPpewbyBsuL3rNW5OmHrWwXAhPKNqUI",
		"yOzdq8MoSxoTTuqLksoahixEL/X2nyhOBxR9GkYz/oI9R3nYcLRaFQoSJoVfOt61opkLUzbWAehp",
		"bgT8EKln8JsENq0+0nDlWQi0h2Q9oGmqlgVzskwmVZ8Leyv4Mg7hN6swyZ7moZfkkpD5+U7Z2XVu",
		"rCzkSSfg4zb2lMRLJos2eCAc749ECsX0t7OBftF+YqgjIXixXsm2RrUqvU47OkOtZeAhvAYenbC3",
		"pr9Fha5NxoBUEa+11MK9W6OcRhwvxVCUrMUR6FTSZyC//VpXTTtrRlOqpU5wGMbP3zpn9geqOXCl",
		"8rF7+1gAPG/o+QFQTBsVEruwi4JWogiQuQyOwAIlFe/7dvaxWZGpv/yW2+L3guL7xaHKFVGsayhl",
		"itQQ5Xa+P1iSgKSXDyReCbWotfqAempPySI25LHh3ScXI6NgdHSrSBaFojwAfgxbPTEQ6adIsKHC",
		"QofrnLrNa3UOeGDGiOOK0aYV3jiEDGAouatkNf2q85Eosj1f9laCqAH3YLJD7dcSne1iChK5qRTB",
		"yMvIyeSD0NbNnVMFOGpXySyWtKb2ldpu8AWBQJsJs9FmYBcWAGBA2pp+IxaCn6rBIHIsUVFRN8OV",
		"ZKsEsBkWywARAQAB"
	].join("")
}, {
	fingerprint: "5DE3E0509C47EA3CF04A42D34AEE18F83AFDEB23",
	expiresAt: Date.UTC(2024, 0, 16, 20) / 1e3,
	packet: [
		"BFmUaEEBCACzXTDt6ZnyaVtueZASBzgnAmK13q9Urgch+sKYeIhdymjuMQtax15OklctmrZtqre5",
		"kwPUosG3/B2/ikuPYElcHgGPL4uL5Em6S5C/oozfkYzhwRrTSQzvYjsE4I34To4UdE9KA97wrQjG",
		"oz2Bx72WDLyWwctD3DKQtYeHXswXXtXwKfjQ7Fy4+Bf5IPh76dA8NJ6UtjjLIDlKqdxLW4atHe6x",
		"WFaJ+XdLUtsAroZcXBeWDCPabuXCDscJcLJRKZVc62gOZXXtPfoHqvUPp3nuLA4YjH9bphbrMWMf",
		"810Wxz9JTd3vyWgGqNY0zbBqeZoGv+TuExlRHT8ASGFS9SVDABEBAAE="
	].join("")
}];
// src/checks/commits/openpgp/web-flow.ts
/** The address in the user IDs of GitHub's keys, and of the committer in what it signs. */
const email = "noreply@github.com";
/** The shortest of GitHub's keys; what the policy demands of people's keys does not matter here. */
const minRsaBits = 2048;
let pinned;
/**
* Judges a signature by GitHub's own two keys: `known` means that GitHub itself made the commit, for
* whom it does not say. Signatures by any other key are `unknown`.
*/
function verifyWebFlow(signature, payload) {
	pinned ??= pinnedTrust(webFlowKeys);
	return verifyOpenPgp(signature, payload, pinned, { minRsaBits });
}
/** Trust in pinned keys. Throws when a key is not the one its fingerprint says. */
function pinnedTrust(keys) {
	return openPgpTrust(keys.map((key) => certificateOf(key)));
}
function certificateOf({ fingerprint, packet, expiresAt }) {
	const key = readPublicKey(Buffer.from(packet, "base64"));
	if (key.fingerprint !== fingerprint) throw new Error(`The pinned key ${fingerprint} is in truth ${key.fingerprint}.`);
	const keys = [{
		key,
		lifetimes: [{
			fingerprint,
			createdAt: key.createdAt,
			revocations: [],
			...expiresAt === void 0 ? {} : { expiresAt }
		}],
		signer: {
			key: fingerprint,
			principals: [email]
		}
	}];
	return {
		fingerprint,
		userIds: [`GitHub <${email}>`],
		emails: [email],
		keys
	};
}
// src/checks/commits/platform-word.ts
const otherContent = "GitHub signed it as a merge, and its content is not what git makes of its parents.";
/** The same commits, those that must be merges of their parents after making each again. */
async function withMergesMade(range, commits) {
	const merges = commits.flatMap(({ merge }) => merge ?? []);
	if (merges.length === 0) return commits;
	let made;
	try {
		made = await rederivedMerges(range, merges);
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		const reason = `Its merge could not be made again: ${messageOf(error)}.`;
		return commits.map((each) => each.merge === void 0 ? each : {
			...each,
			held: {
				kind: "indeterminate",
				reason
			}
		});
	}
	return commits.map((each) => {
		if (each.merge === void 0 || made.has(each.merge.id)) return each;
		return {
			...each,
			held: notCounted(otherContent)
		};
	});
}
/** The same commits after the platform was asked about those for which its word matters. */
async function withPlatformWord({ ask, include }, commits, mode) {
	const open = commits.filter(({ held }) => needsPlatform(held, mode));
	if (open.length === 0) return commits;
	if (ask === void 0 && mode === "fallback") return commits;
	const ids = open.map(({ described }) => described.id);
	const answers = await ask?.(ids, include[0] ?? "");
	return commits.map((each) => {
		if (!needsPlatform(each.held, mode)) return each;
		const held = applyApi(each.held, answers?.get(each.described.id), mode);
		return {
			...each,
			held
		};
	});
}
// src/checks/commits/revoked-fingerprints.ts
/** A fingerprint of an OpenPGP key or an X.509 certificate on a line of its own, in any usual spelling. */
const fingerprintLine = /^(?:[0-9A-Fa-f]{2}[: ]?){19}(?:[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{2}[: ]?){12}[0-9A-Fa-f]{2})$/;
/** Takes the hexadecimal fingerprints out of a text list; other formats have none. */
function partRevokedList(bytes) {
	if (bytes.includes(0)) return {
		fingerprints: [],
		rest: bytes
	};
	const fingerprints = [];
	const lines = bytes.toString("latin1").split("\n").map((line) => {
		const text = line.trim();
		if (!fingerprintLine.test(text)) return line;
		fingerprints.push(text.replace(/[: ]/g, "").toUpperCase());
		return "";
	});
	if (fingerprints.length === 0) return {
		fingerprints,
		rest: bytes
	};
	return {
		fingerprints,
		rest: Buffer.from(lines.join("\n"), "latin1")
	};
}
// src/checks/commits/ssh/krl-extension.ts
/** Passes over an extension of a key revocation list (OpenSSH, PROTOCOL.krl); a critical one is `malformed`. */
function passExtension(from) {
	const name = from.text();
	const critical = from.byte() !== 0;
	from.bytes();
	from.end();
	if (!critical) return;
	throw malformed(`The key revocation list has the critical extension ${quote(name)}, which is not known.`);
}
// src/checks/commits/ssh/krl-certificates.ts
/** Sections about certificates (OpenSSH, PROTOCOL.krl, section 2). */
const section$1 = {
	list: 32,
	range: 33,
	bitmap: 34,
	keyId: 35,
	extension: 57
};
const highestSerial = (1n << 64n) - 1n;
/** Reads the section that revokes certificates by their serial numbers and key identities. */
function readRevokedCertificates(from) {
	const authority = from.bytes();
	from.bytes();
	const blob = authority.length === 0 ? void 0 : readKey(authority).plain.blob;
	const revoked = {
		serials: /* @__PURE__ */ new Set(),
		ranges: [],
		bitmaps: [],
		keyIds: /* @__PURE__ */ new Set()
	};
	while (!from.atEnd) {
		const type = from.byte();
		const part = from.nested("A section about certificates of the key revocation list");
		readPart(type, part, revoked);
		part.end();
	}
	return { include: (certificate) => (blob === void 0 || blob.equals(certificate.authority.blob)) && isRevoked(certificate, revoked) };
}
function readPart(type, from, revoked) {
	switch (type) {
		case section$1.list:
			while (!from.atEnd) revoked.serials.add(serial(from.uint64()));
			return;
		case section$1.range:
			readRange(from, revoked);
			return;
		case section$1.bitmap:
			readBitmap(from, revoked);
			return;
		case section$1.keyId:
			while (!from.atEnd) revoked.keyIds.add(from.text());
			return;
		case section$1.extension:
			passExtension(from);
			return;
		default: throw malformed(`The key revocation list has a certificate section of the unknown type ${type}.`);
	}
}
function readRange(from, revoked) {
	const range = {
		from: serial(from.uint64()),
		to: from.uint64()
	};
	if (range.to < range.from) throw malformed("The key revocation list has a range of serial numbers that ends before it starts.");
	revoked.ranges.push(range);
}
function readBitmap(from, revoked) {
	const bitmap = {
		offset: from.uint64(),
		bits: from.number()
	};
	if (bitmap.offset + BigInt(bitmap.bits.length * 8) > highestSerial) throw malformed("The key revocation list has a bitmap past the last serial number.");
	if (bitmap.offset === 0n && hasBit(bitmap.bits, 0n)) serial(0n);
	revoked.bitmaps.push(bitmap);
}
/** Certificates without a serial number have 0, so no list may name it (OpenSSH, krl.c). */
function serial(value) {
	if (value === 0n) throw malformed("The key revocation list revokes the serial number 0.");
	return value;
}
function isRevoked(certificate, revoked) {
	if (revoked.keyIds.has(certificate.keyId)) return true;
	const number = certificate.serial;
	return revoked.serials.has(number) || revoked.ranges.some((range) => range.from <= number && number <= range.to) || revoked.bitmaps.some(({ offset, bits }) => offset <= number && hasBit(bits, number - offset));
}
/** Bit `index` of a big-endian number. */
function hasBit(bits, index) {
	if (index >= BigInt(bits.length * 8)) return false;
	const at = Number(index);
	return ((bits[bits.length - 1 - (at >> 3)] ?? 0) >> (at & 7) & 1) === 1;
}
// src/checks/commits/ssh/krl.ts
const magic = Buffer.from("SSHKRL\n\0", "latin1");
const version = 1;
const what = "The key revocation list";
/** Sections of the format (OpenSSH, PROTOCOL.krl). */
const section = {
	certificates: 1,
	keys: 2,
	sha1: 3,
	signature: 4,
	sha256: 5,
	extension: 255
};
const digestLength = /* @__PURE__ */ new Map([[section.sha1, 20], [section.sha256, 32]]);
/** Whether a file is a binary key revocation list. */
function isKrl(bytes) {
	return bytes.subarray(0, magic.length).equals(magic);
}
/** Reads a binary key revocation list as OpenSSH does (krl.c); anything not understood is `malformed`. */
function readKrl(bytes) {
	const from = new WireReader(bytes, what);
	from.take(magic.length);
	if (from.uint32() !== version) throw malformed(`${what} is not of format version ${version}.`);
	from.uint64();
	from.uint64();
	from.uint64();
	from.bytes();
	from.text();
	const contents = {
		keys: /* @__PURE__ */ new Set(),
		sha1: /* @__PURE__ */ new Set(),
		sha256: /* @__PURE__ */ new Set(),
		certificates: []
	};
	let signed = false;
	while (!from.atEnd) {
		const type = from.byte();
		if (type === section.signature) {
			requireSignature(bytes, from);
			signed = true;
		} else {
			if (signed) throw malformed(`${what} goes on after its signature.`);
			readSection(type, from.nested("A section of the key revocation list"), contents);
		}
	}
	return listOf$1(contents);
}
/** Reads a section to its end. */
function readSection(type, from, contents) {
	switch (type) {
		case section.certificates:
			contents.certificates.push(readRevokedCertificates(from));
			return;
		case section.keys:
			readBlobs(type, from, contents.keys);
			return;
		case section.sha1:
			readBlobs(type, from, contents.sha1);
			return;
		case section.sha256:
			readBlobs(type, from, contents.sha256);
			return;
		case section.extension:
			passExtension(from);
			return;
		default: throw malformed(`${what} has a section of the unknown type ${type}.`);
	}
}
function readBlobs(type, from, into) {
	const length = digestLength.get(type);
	while (!from.atEnd) {
		const blob = from.bytes();
		if (length !== void 0 && blob.length !== length) throw malformed(`${what} has a fingerprint of a wrong length.`);
		into.add(blob.toString("latin1"));
	}
}
/** A signature says nothing about whom to trust, so it is only required to be right. */
function requireSignature(bytes, from) {
	const key = readKey(from.bytes());
	const signed = bytes.subarray(0, from.offset);
	if (!checkKeySignature(key.plain, from.bytes(), signed).good) throw malformed(`${what} has a signature that does not verify.`);
}
/** As OpenSSH (krl.c, ssh_krl_check_key): the key, the certificate, and the certificate's authority. */
function listOf$1(contents) {
	return { revokes(key) {
		const { plain, certificate } = key;
		return listsKey(contents, plain) || certificate !== void 0 && (listsKey(contents, certificate.authority) || contents.certificates.some((revoked) => revoked.include(certificate)));
	} };
}
function listsKey(contents, key) {
	const digest = (hash) => createHash(hash).update(key.blob).digest().toString("latin1");
	return contents.keys.has(key.blob.toString("latin1")) || contents.sha1.size > 0 && contents.sha1.has(digest("sha1")) || contents.sha256.size > 0 && contents.sha256.has(digest("sha256"));
}
// src/checks/commits/ssh/revoked-keys.ts
/** The first words of the lines that ssh-keygen -k turns into a binary list, for keys. */
const specified = /^(key|sha1|sha256|hash|serial|id):[ \t]*/i;
const fingerprint = /^SHA256:([A-Za-z0-9+/]{43})=?$/;
/**
* Reads a text list of revoked keys as ssh-keygen -r does (OpenSSH, authfile.c: sshkey_in_file): a key
* or certificate a line, which revokes the key in every certificate. Fingerprints (`SHA256:…`) and the
* `key:`, `sha1:`, `sha256:` and `hash:` lines of ssh-keygen -k are understood too.
*/
function readRevokedKeys(path, bytes) {
	if (!isUtf8(bytes) || bytes.includes(0)) throw new UsageError(`${path}: is neither a text with a key a line nor a key revocation list of ssh-keygen -k`);
	const fingerprints = /* @__PURE__ */ new Set();
	const mistakes = [];
	bytes.toString("utf8").split("\n").forEach((content, index) => {
		try {
			const found = readLine$1(content.trim());
			if (found !== void 0) fingerprints.add(found);
		} catch (thrown) {
			mistakes.push(`${path}:${index + 1}: ${messageOf(thrown)}`);
		}
	});
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return { revokes: ({ plain, certificate }) => fingerprints.has(digestOf(plain)) || certificate !== void 0 && fingerprints.has(digestOf(certificate.authority)) };
}
/** The SHA-256 digest, in base64, of the key that a line revokes. */
function readLine$1(content) {
	if (content === "" || content.startsWith("#")) return void 0;
	const bare = fingerprint.exec(content.replace(/^hash:[ \t]*/i, ""))?.[1];
	if (bare !== void 0) return `${bare}=`;
	const word = specified.exec(content)?.[1]?.toLowerCase();
	const rest = content.replace(specified, "");
	if (word === "serial" || word === "id") throw new Error(`"${word}:" needs the certificate authority's key: make a list with ssh-keygen -k -s`);
	if (word === "hash") throw new Error("\"hash:\" is not followed by SHA256: and 43 base64 characters");
	const [type = "", base64 = ""] = rest.split(/[ \t]+/);
	if (base64 === "") throw new Error("a line is a key (type and base64) or SHA256:fingerprint");
	return digestOf(readKeyText(type, base64).plain);
}
function digestOf(key) {
	return createHash("sha256").update(key.blob).digest("base64");
}
// src/checks/commits/ssh/revocation.ts
/**
* Reads a revocation list: a binary one (OpenSSH's KRL) or text with a key a line. A list that cannot
* be read whole is a UsageError, since what it would have revoked is not known.
*/
function readRevocationList(path, bytes) {
	if (!isKrl(bytes)) return readRevokedKeys(path, bytes);
	try {
		return readKrl(bytes);
	} catch (thrown) {
		if (!(thrown instanceof Rejection)) throw thrown;
		throw new UsageError(`${path}: ${thrown.message}`, { cause: thrown });
	}
}
// src/checks/commits/ssh/absolute-time.ts
const shape = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(z|utc)?$/i;
/**
* Reads `YYYYMMDD[HHMM[SS]][Z]` (OpenSSH, misc.c: parse_absolute_time), without a zone as UTC. Nothing
* when it is not such a time, when the day does not exist, or when it is not after the start of 1970.
*/
function readAbsoluteTime(text) {
	const found = shape.exec(text);
	if (found === null) return void 0;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map((digits) => Number(digits ?? "0"));
	const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second);
	if (!(milliseconds > 0)) return void 0;
	if (new Date(milliseconds).toISOString().replace(/[-:T]/g, "").slice(0, 14) !== text.replace(/(z|utc)$/i, "").padEnd(14, "0")) return void 0;
	return {
		seconds: milliseconds / 1e3,
		local: found[7] === void 0
	};
}
// src/checks/commits/ssh/signer-options.ts
const valued = /^(namespaces|valid-after|valid-before)=/i;
const flag = /^cert-authority/i;
/**
* Reads the options of a line as OpenSSH does (sshsig.c, sshsigopt_parse): names in any case, values
* in double quotes. Throws an Error that says what is wrong.
*/
function readSignerOptions(text) {
	const options = {
		authority: false,
		localTimes: []
	};
	let rest = text;
	while (rest !== "") {
		rest = readOption(rest, options);
		if (rest === "") break;
		if (!rest.startsWith(",")) throw new Error(`unknown key option at ${quote(rest)}`);
		rest = rest.slice(1);
		if (rest === "") throw new Error("the options end with a comma");
	}
	const { validAfter, validBefore } = options;
	if (validAfter !== void 0 && validBefore !== void 0 && validBefore <= validAfter) throw new Error("valid-before is not later than valid-after");
	return options;
}
/** Reads one option into `options`, and returns what follows it; an unknown option is not advanced past. */
function readOption(text, options) {
	const found = flag.exec(text);
	if (found !== null) {
		options.authority = true;
		return text.slice(found[0].length);
	}
	const name = valued.exec(text)?.[1]?.toLowerCase();
	if (name === void 0) return text;
	const { value, rest } = dequote(text.slice(name.length + 1), name);
	if (name === "namespaces") {
		if (options.namespaces !== void 0) throw new Error("more than one namespaces option");
		options.namespaces = value;
	} else readTime(name === "valid-after" ? "validAfter" : "validBefore", name, value, options);
	return rest;
}
function readTime(field, name, value, options) {
	if (options[field] !== void 0) throw new Error(`more than one ${name} option`);
	const time = readAbsoluteTime(value);
	if (time === void 0) throw new Error(`${name} is ${quote(value)} and has to be YYYYMMDD[HHMM[SS]]Z`);
	options[field] = time.seconds;
	if (time.local) options.localTimes = [...options.localTimes, `${name}="${value}"`];
}
/** A value in double quotes at the start of a text; `\"` is a quote in it. */
function dequote(text, name) {
	const found = /^"((?:\\"|\\(?!")|[^"\\])*)"/.exec(text);
	if (found === null) throw new Error(`the value of ${name} is not in double quotes`);
	return {
		value: (found[1] ?? "").replaceAll("\\\"", "\""),
		rest: text.slice(found[0].length)
	};
}
// src/checks/commits/ssh/allowed-signers.ts
/** OpenSSH refuses smaller RSA keys wherever it meets them (sshkey.h, SSH_RSA_MINIMUM_MODULUS_SIZE). */
const fewestRsaBits = 1024;
/**
* Reads an allowed_signers file (ssh-keygen(1); OpenSSH, sshsig.c: parse_principals_key_and_options).
* Every line has to be right: all mistakes are thrown as one UsageError that names file and lines.
*/
function readAllowedSigners(path, text) {
	const mistakes = unreadable$1(text).map((mistake) => `${path}: ${mistake}`);
	if (mistakes.length > 0) throw new UsageError(mistakes);
	const signers = [];
	text.split("\n").forEach((content, index) => {
		try {
			const signer = readLine(content, index + 1);
			if (signer !== void 0) signers.push(signer);
		} catch (thrown) {
			mistakes.push(`${path}:${index + 1}: ${messageOf(thrown)}`);
		}
	});
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return {
		signers,
		warnings: signers.flatMap((signer) => warningsOf(path, signer))
	};
}
/** What would be read differently by programs that read bytes. */
function unreadable$1(text) {
	return [
		...text.startsWith("﻿") ? ["starts with a byte order mark"] : [],
		...text.includes("�") ? ["is not UTF-8"] : [],
		...text.includes("\0") ? ["contains a NUL character"] : []
	];
}
function warningsOf(path, signer) {
	return signer.localTimes.map((time) => `${path}:${signer.line}: ${time} has no zone and is read as UTC here, but in its own time zone by ssh-keygen; end it with Z`);
}
function readLine(content, line) {
	const start = content.replace(/^[ \t]+/, "");
	if (/^\r*$/.test(start) || start.startsWith("#")) return void 0;
	if (start.startsWith("\r")) throw new Error("the line starts with a carriage return");
	const { principals, rest } = readPrincipals(start);
	const direct = splitKey(rest);
	const { options, key } = isKeyType(direct.type) ? {
		options: "",
		key: direct
	} : splitOptions(rest);
	return {
		line,
		principals,
		...readSignerOptions(options),
		key: readSignerKey(key)
	};
}
/** The first word, with the one pair of double quotes that OpenSSH knows (misc.c, strdelimw). */
function readPrincipals(text) {
	const found = /^([^ \t\r"]*)(?:"([^"]*)"|(?=[ \t\r]))[ \t\r]*/.exec(text);
	if (found === null) throw new Error("a line is \"principals [options] key-type base64-key\", and this has one word");
	const principals = `${found[1] ?? ""}${found[2] ?? ""}`;
	if (hasControl(principals)) throw new Error("the principals contain a control character");
	return {
		principals,
		rest: text.slice(found[0].length)
	};
}
function splitKey(text) {
	const [type = "", base64 = ""] = text.replace(/[\r\n]+$/, "").split(/[ \t]+/);
	return {
		type,
		base64
	};
}
function isKeyType(word) {
	return /^(?:ssh-|ecdsa-|sk-|rsa-)/.test(word);
}
/** Options end at the first white space outside quotes (OpenSSH, sshkey.c: sshkey_advance_past_options). */
function splitOptions(text) {
	const options = /^(?:\\"|"(?:\\"|\\(?!")|[^"\\])*"|\\(?!")|[^ \t"\\])*/.exec(text)?.[0] ?? "";
	const rest = text.slice(options.length);
	if (rest.startsWith("\"")) throw new Error("the options have a quote that does not end");
	return {
		options,
		key: splitKey(rest.replace(/^[ \t]+/, ""))
	};
}
function readSignerKey({ type, base64 }) {
	if (type === "" || base64 === "") throw new Error("the line has no key");
	const key = readKeyText(type, base64);
	const bits = key.plain.rsaBits;
	if (bits !== void 0 && bits < fewestRsaBits) throw new Error(`the RSA key has ${bits} bits, and OpenSSH accepts none under ${fewestRsaBits}`);
	return key;
}
// src/checks/commits/ssh/trust.ts
/** Reads the files; any line that is not understood is a UsageError with file and line. */
function loadSshTrust(files) {
	const { allowedSigners, revoked } = files;
	const read = allowedSigners === void 0 ? {
		signers: [],
		warnings: []
	} : readAllowedSigners(allowedSigners.path, allowedSigners.text);
	const list = revoked && readRevocationList(revoked.path, revoked.bytes);
	return {
		trust: {
			signers: read.signers,
			...list === void 0 ? {} : { revoked: list }
		},
		warnings: read.warnings
	};
}
// src/checks/commits/x509/trusted-root.ts
/** Reads a `trusted_root.json` (sigstore_trustroot.proto); what is not understood is a UsageError naming the file. */
function readTrustedRoot(path, text) {
	try {
		const root = objectOf(JSON.parse(text), "the file");
		const mediaType = root["mediaType"];
		if (typeof mediaType !== "string" || !mediaType.startsWith(knownType)) throw new Error(`"mediaType" does not start with ${knownType}`);
		const authorities = listOf(root, "certificateAuthorities").map(readAuthority);
		return {
			anchors: authorities.map(({ anchor }) => anchor),
			intermediates: authorities.flatMap(({ intermediates }) => intermediates),
			logs: new Map(listOf(root, "tlogs").map(readLog)),
			ctLogs: new Map(listOf(root, "ctlogs").map(readLog))
		};
	} catch (thrown) {
		throw new UsageError(`${path}: is not a Sigstore trusted_root.json: ${messageOf(thrown)}`, { cause: thrown });
	}
}
const knownType = "application/vnd.dev.sigstore.trustedroot";
function readAuthority(value) {
	const authority = objectOf(value, "an entry of certificateAuthorities");
	const certificates = listOf(objectOf(authority["certChain"], "\"certChain\""), "certificates").map((each) => readCertificate$1(bytesOf(objectOf(each, "a certificate"), "rawBytes")));
	const certificate = certificates.at(-1);
	if (certificate === void 0) throw new Error("an entry of \"certificateAuthorities\" has no certificate");
	return {
		anchor: {
			certificate,
			...readValidity(authority)
		},
		intermediates: certificates.slice(0, -1)
	};
}
function readLog(value) {
	const log = objectOf(value, "a log");
	const publicKey = objectOf(log["publicKey"], "\"publicKey\"");
	return [bytesOf(objectOf(log["logId"], "\"logId\""), "keyId").toString("hex"), {
		key: createPublicKey({
			key: bytesOf(publicKey, "rawBytes"),
			format: "der",
			type: "spki"
		}),
		...readValidity(publicKey)
	}];
}
/** When a key is in use. A missing start would mean "always", which a trust root never means. */
function readValidity(owner) {
	const validity = objectOf(owner["validFor"], "\"validFor\"");
	const validFrom = secondsOf(validity["start"]);
	if (validity["end"] === void 0 || validity["end"] === null) return { validFrom };
	return {
		validFrom,
		validTo: secondsOf(validity["end"])
	};
}
function secondsOf(value) {
	const milliseconds = typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) ? Date.parse(value) : NaN;
	if (Number.isNaN(milliseconds)) throw new Error("\"validFor\" lacks a time like 2022-04-13T20:06:15Z");
	return Math.floor(milliseconds / 1e3);
}
function objectOf(value, what) {
	if (isObject(value)) return value;
	throw new Error(`${what} is not an object`);
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** A list; protobuf's JSON leaves empty ones out. */
function listOf(owner, name) {
	const value = owner[name] ?? [];
	if (Array.isArray(value)) return value;
	throw new Error(`"${name}" is not a list`);
}
function bytesOf(owner, name) {
	const value = owner[name];
	const bytes = typeof value === "string" ? Buffer.from(value, "base64") : Buffer.alloc(0);
	if (bytes.length === 0) throw new Error(`"${name}" is not base64`);
	return bytes;
}
// src/checks/commits/x509/trust.ts
/** Reads the files; whatever is not understood is a UsageError that names the file. */
function loadX509Trust(files) {
	const own = files.roots.map(({ path, bytes }) => ({
		path,
		read: readRoots(path, bytes)
	}));
	const root = files.trustedRoot && readTrustedRoot(files.trustedRoot.path, files.trustedRoot.text);
	const sources = own.map(({ read }) => read);
	return {
		trust: {
			roots: sources.flatMap(({ anchors }) => anchors),
			fulcio: root?.anchors ?? [],
			intermediates: [...sources.flatMap(({ intermediates }) => intermediates), ...root?.intermediates ?? []],
			logs: root?.logs ?? /* @__PURE__ */ new Map(),
			ctLogs: root?.ctLogs ?? /* @__PURE__ */ new Map(),
			identities: files.gitsignIdentities,
			revoked: readRevoked(files.revoked)
		},
		warnings: warningsFor(own.filter(({ read }) => read.anchors.length === 0).map(({ path }) => path), root, files)
	};
}
/**
* A SHA-256 fingerprint in 64 hexadecimal digits, however it was written: with colons, in capitals,
* behind `sha256:`. Nothing where a text is something else.
*/
function readFingerprint(text) {
	const digits = text.trim().replace(/^sha256[ :=]+/i, "").replaceAll(":", "").toLowerCase();
	return /^[0-9a-f]{64}$/.test(digits) ? digits : void 0;
}
function readRevoked(texts) {
	const mistakes = [];
	const fingerprints = texts.map((text) => {
		const fingerprint = readFingerprint(text);
		if (fingerprint === void 0) mistakes.push(`${quote(text)} is not a certificate's SHA-256 fingerprint of 64 hexadecimal digits`);
		return fingerprint ?? "";
	});
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return new Set(fingerprints);
}
const pemBlock = /-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----/g;
/** The certificates of a PEM file: those that name themselves as issuer are roots, the others help to get there. */
function readRoots(path, bytes) {
	const text = bytes.toString("latin1");
	const blocks = text.match(pemBlock) ?? [];
	const begun = text.split("-----BEGIN ").length - 1;
	if (blocks.length === 0 || blocks.length !== begun) throw new UsageError(`${path}: is not a file of certificates (-----BEGIN CERTIFICATE-----) only`);
	const certificates = blocks.map((block, index) => readBlock(path, block, index));
	const isRoot = (each) => each.subject.equals(each.issuer);
	return {
		anchors: certificates.filter(isRoot).map((certificate) => ({ certificate })),
		intermediates: certificates.filter((each) => !isRoot(each))
	};
}
function readBlock(path, block, index) {
	try {
		const base64 = block.replace(/-----[A-Z ]+-----|\s/g, "");
		const raw = Buffer.from(base64, "base64");
		if (raw.toString("base64") !== base64) throw new Error("it is not base64");
		const certificate = readCertificate$1(raw);
		if (certificate.subject.equals(certificate.issuer) && !certificate.x509.verify(certificate.publicKey)) throw new Error("it names itself as its issuer, and did not sign itself");
		return certificate;
	} catch (thrown) {
		const which = `certificate ${index + 1} cannot be read`;
		throw new UsageError(`${path}: ${which}: ${messageOf(thrown)}`, { cause: thrown });
	}
}
function warningsFor(rootless, root, { gitsignIdentities }) {
	const warnings = rootless.map((path) => `${path}: has no root (a certificate that signed itself), so no chain can end in it`);
	if (gitsignIdentities.length > 0 && root === void 0) warnings.push("gitsign-identities are listed without a Sigstore trust root, so no log entry can be checked");
	return warnings;
}
// src/checks/commits/trust.ts
/**
* Reads every file that the section names, as it was at the trust ref. Whatever is not understood is
* a UsageError that names the file.
*/
async function loadCommitTrust(material) {
	const { policy } = material;
	const revoked = (policy?.revokedKeys ?? []).map((file) => ({
		path: file.path,
		...partRevokedList(fileOf(material, file))
	}));
	const fingerprints = revoked.flatMap((list) => list.fingerprints);
	const ssh = sshTrust(material, revoked);
	const openPgp = await openPgpTrustOf(material);
	const x509 = await x509TrustOf(material, fingerprints);
	const emails = /* @__PURE__ */ new Set([
		...openPgp.trust.certificates.flatMap((each) => each.emails.map(lowered)),
		...(policy?.gitsignIdentities ?? []).map(({ identity }) => lowered(identity)),
		...(policy?.gitHubAuthors ?? []).map(lowered)
	]);
	const { signers } = ssh.trust;
	return {
		ssh: ssh.trust,
		openPgp: openPgp.trust,
		x509: x509.trust,
		revoked: new Set(fingerprints),
		listsAnybody: signers.length + openPgp.trust.certificates.length + x509.trust.roots.length > 0 || (policy?.gitsignIdentities.length ?? 0) > 0,
		isListed: (email) => emails.has(lowered(email)) || signers.some(({ principals }) => matchesPatternList(email, principals)),
		warnings: [
			...ssh.warnings,
			...openPgp.warnings,
			...x509.warnings
		]
	};
}
function sshTrust(material, revoked) {
	const named = material.policy?.allowedSigners;
	const lists = revoked.map(({ path, rest }) => readRevocationList(path, rest));
	const { trust, warnings } = loadSshTrust(named === void 0 ? {} : { allowedSigners: {
		path: named.path,
		text: fileOf(material, named).toString("utf8")
	} });
	if (lists.length === 0) return {
		trust,
		warnings
	};
	const all = { revokes: (key) => lists.some((list) => list.revokes(key)) };
	return {
		trust: {
			...trust,
			revoked: all
		},
		warnings
	};
}
/** The library for certificates is large, so it is loaded where there are some. */
async function openPgpTrustOf(material) {
	const files = (material.policy?.openPgpKeys ?? []).map((file) => ({
		path: file.path,
		bytes: fileOf(material, file)
	}));
	if (files.length === 0) return {
		trust: openPgpTrust([]),
		warnings: []
	};
	const { loadOpenPgpTrust } = await Promise.resolve().then(() => load_trust_exports);
	return loadOpenPgpTrust(files, { minRsaBits: material.policy?.minRsaBits ?? 2048 });
}
async function x509TrustOf(material, fingerprints) {
	const files = (material.policy?.x509Roots ?? []).map((file) => ({
		path: file.path,
		bytes: fileOf(material, file)
	}));
	const isJson = ({ bytes }) => /^\s*\{/.test(bytes.toString("latin1", 0, 64));
	const gitsignIdentities = material.policy?.gitsignIdentities ?? [];
	const [own, second] = files.filter(isJson);
	if (second !== void 0) throw new UsageError(`${second.path}: is the second trusted_root.json; only one can count`);
	const trustedRoot = own !== void 0 ? {
		path: own.path,
		text: own.bytes.toString("utf8")
	} : gitsignIdentities.length > 0 ? (await Promise.resolve().then(() => sigstore_root_exports)).publicTrustedRoot() : void 0;
	return loadX509Trust({
		roots: files.filter((file) => !isJson(file)),
		...trustedRoot === void 0 ? {} : { trustedRoot },
		gitsignIdentities,
		revoked: fingerprints.filter(({ length }) => length === 64)
	});
}
function fileOf({ files, label }, { path }) {
	const bytes = files.get(path);
	if (bytes === void 0) throw new UsageError(`${path}: there is no such file at ${label}`);
	return bytes;
}
function lowered(email) {
	return email.toLowerCase();
}
// src/checks/commits/verifies-whole.ts
/**
* Whether every commit of a range is there and has a signature that its trust material accepts, by
* what the policy requires, and `trusted` where it requires nothing. Throws GitError and UsageError.
*/
async function verifiesWhole({ trust, sources, include, exclude }) {
	const { policy } = trust;
	const demand = {
		require: policy?.require ?? "trusted",
		isConfigured: true
	};
	const bench = benchOf(policy, await loadCommitTrust(trust), verifyWebFlow);
	return withRange(sources, {
		include,
		exclude
	}, async (found) => {
		if (found.missing.length > 0) return false;
		const exempt = policy?.exemptCommits ?? [];
		const examination = {
			bench,
			demand,
			exempt,
			apiMode: "off"
		};
		const { remembered, missing } = await examineCommits(found, found.commits, examination);
		const judged = await withMergesMade(found, remembered);
		return missing.length === 0 && judged.every(({ held }) => satisfies(held, demand));
	});
}
// src/checks/commits/levels.ts
/** Every standing, best first: the order in which counts are shown. */
const standings = [
	...commitLevels,
	...failureCodes,
	"missing",
	"indeterminate"
];
/** Counts commits by standing, and sees to it that none is lost. */
var Tally = class {
	#counts = /* @__PURE__ */ new Map();
	#exempt = 0;
	add(standing, count = 1) {
		this.#counts.set(standing, this.of(standing) + count);
	}
	addExempt(count) {
		this.#exempt += count;
	}
	of(standing) {
		return this.#counts.get(standing) ?? 0;
	}
	get exempt() {
		return this.#exempt;
	}
	/** All commits that were counted. */
	get total() {
		return [...this.#counts.values()].reduce((sum, count) => sum + count, this.#exempt);
	}
	/** The standings that commits have, in order. */
	get levels() {
		const present = standings.filter((standing) => this.of(standing) > 0);
		return Object.fromEntries(present.map((standing) => [standing, this.of(standing)]));
	}
};
// src/checks/commits/segments.ts
/** Parts the commits by the trust material that counted for them, oldest first; every commit is in one part. */
async function segmentsOf({ scratch }, commits, { steps, exclude, trust }) {
	const segments = [];
	const rest = new Set(commits);
	for (const step of steps) {
		const own = (await commitsIn(scratch, {
			include: [step.until],
			exclude
		})).commits.filter((id) => rest.delete(id));
		segments.push({
			commits: own,
			trust: step.trust
		});
	}
	return [...segments, {
		commits: commits.filter((id) => rest.has(id)),
		trust
	}];
}
// src/checks/commits/tag.ts
/** The findings about the tag that the event published: its name, what it is on, and its own signature. */
async function judgeTag(scratch, published, commit, { bench, demand, location }) {
	const described = {
		id: published.object,
		what: "Tag",
		title: published.name,
		email: void 0
	};
	const about = (objection) => findingAbout(described, objection, location);
	const object = await objectAt(scratch, published.object);
	if (object?.state === "whole" && object.type === "commit") {
		const severity = demand.require === void 0 ? "info" : "medium";
		return [about({
			rule: unsigned$1,
			severity,
			reason: lightweight
		})];
	}
	if (object?.state !== "whole" || object.type !== "tag") return [about({
		rule: tag$1,
		severity: "high",
		reason: "It names nothing that could be a signed tag."
	})];
	const tag = readTag(object.bytes, scratch.format);
	if ("malformed" in tag) return [about({
		rule: failureRules.malformed,
		severity: "critical",
		reason: tag.malformed
	})];
	const fault = tagFault(tag, published.name) ?? otherCommit(tag, commit);
	const objection = objectionTo(judgeTagObject(tag, bench), demand);
	return [...fault === void 0 ? [] : [about({
		rule: tag$1,
		severity: "high",
		reason: fault
	})], ...objection === void 0 ? [] : [about(objection)]];
}
const lightweight = "It is a name for a commit and no tag object, so nobody signed it; the commit itself is judged.";
/** The event's commit and the tag's must be one, else the wrong commits would be judged. */
function otherCommit(tag, commit) {
	if (tag.object === commit) return void 0;
	return `It is on ${tag.object.slice(0, 10)}, and the event is about ${commit.slice(0, 10)}.`;
}
/**
* The commits of other tags that were published under their own names with signatures that meet the
* demand; only those can end a range.
*/
async function verifiedTags(scratch, others, { bench, demand }) {
	const nameOf = new Map([...others].map(([name, id]) => [id, name]));
	const found = /* @__PURE__ */ new Map();
	const strict = {
		...demand,
		require: demand.require ?? "trusted"
	};
	for await (const object of readObjects(scratch, [...nameOf.keys()].filter(isCommitName))) {
		if (object.state !== "whole" || object.type !== "tag") continue;
		const tag = readTag(object.bytes, scratch.format);
		const name = nameOf.get(object.id) ?? "";
		if ("malformed" in tag || tagFault(tag, name) !== void 0) continue;
		if (satisfies(judgeTagObject(tag, bench), strict)) found.set(tag.object, name);
	}
	return found;
}
function judgeTagObject(tag, bench) {
	return judgeObject({
		...tag.signature === void 0 ? {} : { signature: tag.signature },
		payload: tag.payload,
		maker: tag.tagger,
		author: tag.tagger,
		isMerge: false
	}, bench);
}
async function objectAt(scratch, id) {
	for await (const object of readObjects(scratch, [id])) return object;
}
// src/checks/commits/judge-range.ts
var judge_range_exports = /* @__PURE__ */ __exportAll({ judgeRange: () => judgeRange });
/**
* Judges the commits of the range, and its tag. What git cannot give, and trust material that cannot be
* read, is an error of the check. Only tests have somebody else's word for what GitHub signed.
*/
async function judgeRange(subject, verifyWebFlow$1 = verifyWebFlow) {
	try {
		await requireGit();
		const { sources, include, exclude } = subject;
		const objects = tagObjects(subject);
		return await withRange(sources, {
			include,
			exclude,
			objects
		}, (found) => new RangeCheck(subject, subject.place, verifyWebFlow$1).judge(found));
	} catch (error) {
		if (error instanceof GitError || error instanceof UsageError) return failed(messageOf(error));
		throw error;
	}
}
function failed(reason) {
	return {
		kind: "error",
		reason,
		findings: []
	};
}
function tagObjects({ tag }) {
	return tag === void 0 ? [] : [.../* @__PURE__ */ new Set([tag.object, ...tag.others.values()])];
}
/** One range on its way through the check. */
var RangeCheck = class {
	#subject;
	#place;
	#verifyWebFlow;
	#tally = new Tally();
	#findings = [];
	#notices;
	#undecided = [];
	#benches = /* @__PURE__ */ new Map();
	constructor(subject, place, verifyWebFlow) {
		this.#subject = subject;
		this.#place = place;
		this.#verifyWebFlow = verifyWebFlow;
		this.#notices = [...subject.notices];
	}
	async judge(found) {
		const { tag, trust, name } = this.#subject;
		if (found.missing.length > 0) {
			const [first] = found.missing;
			return failed(`the range ${name} is not complete: ${found.missing.length} objects are missing (${first}); check out with \`fetch-depth: 0\``);
		}
		const last = await this.#benchFor(trust);
		this.#sayChanges(last);
		const commitIds = tag === void 0 ? found.commits : await this.#sinceLastTag(found, last);
		const most = trust.policy?.maxCommits ?? 2e5;
		if (commitIds.length >= most) return failed(`the range ${name} has ${commitIds.length} commits, and commits.max-commits is ${most}`);
		if (tag !== void 0) {
			const own = await judgeTag(found.scratch, tag, this.#subject.include[0] ?? "", last);
			this.#findings.push(...own);
		} else if (commitIds.length === 0) return {
			kind: "skipped",
			reason: `the range ${name} is empty`
		};
		for (const segment of await segmentsOf(found, commitIds, this.#subject)) await this.#judgeSegment(found, segment);
		return this.#outcome(commitIds.length);
	}
	async #benchFor(trust) {
		const bench = this.#benches.get(trust) ?? await this.#newBench(trust);
		this.#benches.set(trust, bench);
		return bench;
	}
	async #newBench(trust) {
		const loaded = await loadCommitTrust(trust);
		for (const warning of loaded.warnings) if (!this.#notices.includes(warning)) this.#notices.push(warning);
		return {
			bench: benchOf(trust.policy, loaded, this.#verifyWebFlow),
			demand: {
				require: trust.policy?.require,
				isConfigured: trust.policy !== void 0
			},
			location: placeOf(trust, this.#place)
		};
	}
	#sayChanges({ location }) {
		const { changed, trust } = this.#subject;
		for (const path of changed) this.#findings.push(findingAboutFile(trustChanged, path, trust.label, location));
	}
	/** The commits that no older tag of good standing has. */
	async #sinceLastTag(found, bench) {
		const { tag, include, exclude } = this.#subject;
		const ends = await verifiedTags(found.scratch, tag?.others ?? /* @__PURE__ */ new Map(), bench);
		const end = found.commits.find((id) => ends.has(id) && !include.includes(id));
		if (end === void 0) return found.commits;
		this.#notices.push(`Commits are judged since the tag ${ends.get(end)}, which verifies.`);
		return (await commitsIn(found.scratch, {
			include,
			exclude: [...exclude, end]
		})).commits;
	}
	async #judgeSegment(found, { commits: ids, trust }) {
		const { policy } = trust;
		const { bench, demand, location } = await this.#benchFor(trust);
		const apiMode = policy?.gitHubApi ?? "off";
		const examined = await examineCommits(found, ids, {
			bench,
			demand,
			exempt: policy?.exemptCommits ?? [],
			apiMode
		});
		for (const [held, count] of examined.settled) if (held.kind === "level") this.#tally.add(held.level, count);
		this.#tally.addExempt(examined.exempt);
		for (const id of examined.missing) {
			this.#tally.add("missing");
			this.#undecided.push(`the commit ${id} is missing`);
		}
		const merged = await withMergesMade(found, examined.remembered);
		for (const each of await withPlatformWord(this.#subject, merged, apiMode)) {
			this.#settle(each);
			const objection = objectionTo(each.held, demand);
			if (objection !== void 0) this.#findings.push(findingAbout(each.described, objection, location));
		}
	}
	#settle({ held, described }) {
		if (held.kind === "level") this.#tally.add(held.level);
		else if (held.kind === "failure") this.#tally.add(held.code);
		else {
			this.#tally.add("indeterminate");
			this.#undecided.push(`the commit ${described.id} could not be judged: ${held.reason}`);
		}
	}
	#outcome(count) {
		const { name, trust } = this.#subject;
		const { levels, exempt, total } = this.#tally;
		if (total !== count) this.#undecided.push(`${total} of ${count} commits were judged`);
		const summary = {
			range: name,
			trustRef: trust.label,
			count,
			levels,
			exempt
		};
		const common = {
			findings: this.#findings,
			commits: summary,
			notices: this.#notices
		};
		const [first] = this.#undecided;
		if (first === void 0) return {
			kind: "decided",
			...common
		};
		const others = this.#undecided.length - 1;
		return {
			kind: "error",
			reason: `${first}${others > 0 ? ` (and ${others} more)` : ""}`,
			...common
		};
	}
};
// src/checks/commits/openpgp/certificate-structure.ts
const embeddedSignature = 32;
/** What may stand unsigned in a signature and have to be understood: who made it, and a subkey's own signature. */
const unsignedCritical = /* @__PURE__ */ new Set([
	16,
	embeddedSignature,
	33
]);
/** Revocations of a key and of a subkey (RFC 9580, section 5.2.1). */
const revocations = /* @__PURE__ */ new Set([32, 40]);
/**
* Refuses a signature in a certificate that readers would take apart differently, and a revocation of
* a version that nothing here can check: passed over, it would leave a revoked key good.
*/
function requireWellFormed(signature) {
	const from = new OctetReader(signature, "A signature in it");
	const version = from.octet();
	if (version !== 4 && version !== 6) {
		if (revocations.has(signature[2] ?? 0) || revocations.has(signature[1] ?? 0)) throw malformed(`it holds a revocation of version ${version}, which cannot be checked`);
		return;
	}
	from.take(3);
	const area = () => from.take(version === 6 ? from.uint32() : from.uint16());
	const [signed, unsigned] = [readSubpackets(area()), readSubpackets(area())];
	if (unsigned.some(({ critical, type }) => critical && !unsignedCritical.has(type))) throw malformed("it holds a signature with an unsigned critical subpacket");
	for (const { type, data } of [...signed, ...unsigned]) if (type === embeddedSignature) requireWellFormed(data);
}
// src/checks/commits/openpgp/certificate-file.ts
const largestFile = 16 << 20;
/** Packets without meaning in a certificate: markers, trust of a local key ring, padding (RFC 9580, sections 5.8, 5.10, 5.14). */
const meaningless = /* @__PURE__ */ new Set([
	10,
	12,
	21
]);
const beginning = /^-----BEGIN PGP ([A-Z ]+)-----[ \t\r]*$/;
/**
* The certificates of a key file: armoured blocks, any number of them one after the other with text
* between, or binary packets. Anything that is not understood is an error, nothing is passed over.
*/
function readCertificateFile(bytes) {
	if (bytes.length > largestFile) throw malformed(`it has over ${largestFile} bytes`);
	const blocks = (bytes[0] ?? 0) >= 128 ? [bytes] : armouredBlocks(bytes.toString("latin1").split("\n"));
	if (blocks.length === 0) throw malformed("it holds no block BEGIN PGP PUBLIC KEY BLOCK");
	return blocks.flatMap((block) => certificatesOf(readPackets(block, "The key file")));
}
function certificatesOf(packets) {
	const certificates = [];
	for (const packet of packets) {
		if (packet.tag === packetTags.secretKey) throw malformed("it holds a secret key, which must not be shared and has to be replaced now");
		if (meaningless.has(packet.tag)) continue;
		if (packet.tag === packetTags.signature) requireWellFormed(packet.body);
		if (packet.tag === packetTags.publicKey) certificates.push([packet]);
		else if (certificates.length > 0) certificates.at(-1)?.push(packet);
		else throw malformed("it does not start with a public key");
	}
	return certificates;
}
function armouredBlocks(lines) {
	const blocks = [];
	let at = 0;
	while (at < lines.length) {
		const kind = beginning.exec(lines[at] ?? "")?.[1];
		at++;
		if (kind === void 0) continue;
		if (kind.startsWith("PRIVATE KEY")) throw malformed("it holds a secret key, which must not be shared and has to be replaced now");
		if (kind !== "PUBLIC KEY BLOCK") throw malformed(`it holds a block BEGIN PGP ${kind}`);
		const length = lines.slice(at).findIndex((line) => line.startsWith("-----"));
		if (length < 0 || lines[at + length]?.trimEnd() !== `-----END PGP ${kind}-----`) throw malformed("it holds a block without its end");
		blocks.push(content(lines.slice(at, at + length).map((line) => line.trim())));
		at += length + 1;
	}
	return blocks;
}
function content(lines) {
	const blank = lines.indexOf("");
	const body = lines.slice(blank + 1).filter((line) => line !== "");
	const checksum = body.at(-1)?.startsWith("=") === true ? body.pop() : void 0;
	const base64 = body.join("");
	const bytes = Buffer.from(base64, "base64");
	if (!(blank >= 0 && bytes.length > 0 && bytes.toString("base64") === base64)) throw malformed("it holds a block that is not base64 after a blank line");
	if (checksum !== void 0 && checksum.slice(1) !== crc24(bytes).toString("base64")) throw malformed("it holds a block whose checksum is wrong");
	return bytes;
}
// src/checks/commits/openpgp/self-signatures.ts
/** The far end of the time that dates can express: revocations count from whenever they are. */
const endOfTime = /* @__PURE__ */ new Date(864e13);
/** Those of the signatures that the key made over the data, and that hold now; the newest first. */
async function holding(checker, signatures, by, type, data) {
	const at = /* @__PURE__ */ new Date(checker.now * 1e3);
	const config = checker.openpgp.config;
	return (await filtered(signatures, (each) => each.verify(by, type, data, at, false, config))).toSorted((one, other) => Number(other.created) - Number(one.created));
}
/** Those of the revocations that the key made over the data, with whatever digest and of whatever time. */
function revoking(checker, signatures, by, type, data) {
	const config = {
		...checker.openpgp.config,
		rejectHashAlgorithms: /* @__PURE__ */ new Set()
	};
	return filtered(signatures, (each) => each.verify(by, type, data, endOfTime, false, config));
}
async function filtered(signatures, verify) {
	const good = [];
	for (const signature of signatures) if (await verify(signature).then(() => true, () => false)) good.push(signature);
	return good;
}
/** The signatures of the primary key over itself alone (RFC 9580, section 5.2.1.10). */
function directSignatures(checker, keys) {
	const [first] = keys;
	if (first === void 0) return Promise.resolve([]);
	const { SignaturePacket, enums: named } = checker.openpgp;
	const candidates = keys.flatMap((key) => [...key.toPacketList()]).filter((packet) => packet instanceof SignaturePacket).filter((packet) => packet.signatureType === named.signature.key);
	const primary = first.keyPacket;
	return holding(checker, candidates, primary, named.signature.key, { key: primary });
}
/** The user IDs that the primary key vouches for and has not revoked since. */
async function vouchedUsers(checker, primary, users) {
	const { signature } = checker.openpgp.enums;
	const vouched = [];
	for (const name of new Set(users.flatMap(({ userID }) => userID?.userID ?? []))) {
		const same = users.filter(({ userID }) => userID?.userID === name);
		const userID = same[0]?.userID;
		if (userID === void 0 || userID === null) continue;
		const data = {
			userID,
			key: primary
		};
		const certifying = same.flatMap((user) => user.selfCertifications);
		const withdrawing = same.flatMap((user) => user.revocationSignatures);
		const [newest] = await holding(checker, certifying, primary, signature.certGeneric, data);
		const revoked = await revoking(checker, withdrawing, primary, signature.certRevocation, data);
		if (newest === void 0 || revoked.some((each) => !older(each, newest))) continue;
		vouched.push({
			userId: name,
			email: userID.email,
			newest
		});
	}
	return vouched;
}
function older(one, other) {
	return Number(one.created) < Number(other.created);
}
// src/checks/commits/openpgp/certificate.ts
/** "This key may sign data" (RFC 9580, section 5.2.3.29). */
const signingFlag = 2;
const softReasons = /* @__PURE__ */ new Map([[1, "it is superseded"], [3, "it is retired"]]);
const compromised = 2;
const unvouched = "has no valid self-signature";
/**
* Reads one certificate out of all copies of it, each with its packets in binary form: whichever copy
* has the newest statement or a revocation counts. Throws what the OpenPGP library throws.
*/
async function readCertificate(copies, now) {
	const openpgp = await import("./openpgp.js").then((n) => n.t);
	const checker = {
		openpgp,
		now
	};
	const keys = [];
	for (const binaryKey of copies) keys.push(await openpgp.readKey({ binaryKey }));
	const [first] = keys;
	if (first === void 0) throw new TypeError("a certificate without a copy");
	return describe(checker, first.keyPacket, keys);
}
async function describe(checker, primary, keys) {
	const { keyRevocation } = checker.openpgp.enums.signature;
	const direct = await directSignatures(checker, keys);
	const users = await vouchedUsers(checker, primary, keys.flatMap(({ users }) => users));
	const statements = [direct[0], newestOf(users)].filter((each) => each !== void 0);
	const taking = keys.flatMap(({ revocationSignatures }) => revocationSignatures);
	const revocations = await revoking(checker, taking, primary, keyRevocation, { key: primary });
	const lifetime = lifetimeOf(primary, statements, revocations);
	const emails = [...new Set(users.flatMap(({ email }) => email === "" ? [] : [email]))];
	const owner = {
		checker,
		primary,
		lifetime,
		signer: {
			key: lifetime.fingerprint,
			principals: emails
		},
		...(primary.version === 6 ? direct.length > 0 : users.length > 0) ? {} : { flaw: unvouched }
	};
	const subkeys = keys.flatMap((key) => key.subkeys);
	return {
		certificate: {
			fingerprint: lifetime.fingerprint,
			userIds: users.map(({ userId }) => userId),
			emails,
			keys: [...trustedKey(owner, primary, [lifetime], signingFlaw(statements, primary.version)), ...await describeSubkeys(owner, subkeys)]
		},
		oddities: oddities(taking, revocations)
	};
}
function newestOf(users) {
	return users.map(({ newest }) => newest).toSorted((one, other) => Number(other.created) - Number(one.created))[0];
}
async function describeSubkeys(owner, subkeys) {
	const { checker, primary } = owner;
	const { signature } = checker.openpgp.enums;
	const found = [];
	for (const fingerprint of new Set(subkeys.map((subkey) => subkey.getFingerprint()))) {
		const copies = subkeys.filter((subkey) => subkey.getFingerprint() === fingerprint);
		const bind = copies[0]?.keyPacket;
		if (bind === void 0) continue;
		const data = {
			key: primary,
			bind
		};
		const binding = copies.flatMap(({ bindingSignatures }) => bindingSignatures);
		const taking = copies.flatMap(({ revocationSignatures }) => revocationSignatures);
		const [newest] = await holding(checker, binding, primary, signature.subkeyBinding, data);
		const revocations = await revoking(checker, taking, primary, signature.subkeyRevocation, data);
		const lifetime = lifetimeOf(bind, newest === void 0 ? [] : [newest], revocations);
		const flaw = await subkeyFlaw(checker, newest, bind, data);
		found.push(...trustedKey(owner, bind, [owner.lifetime, lifetime], flaw));
	}
	return found;
}
/** Why a subkey may not sign: its newest binding decides, and the subkey has to have agreed (RFC 9580, section 10.1.5). */
async function subkeyFlaw(checker, newest, subkey, data) {
	if (newest === void 0) return "is not validly bound to its certificate";
	const flaw = signingFlaw([newest], subkey.version);
	if (flaw !== void 0) return flaw;
	const { keyBinding } = checker.openpgp.enums.signature;
	const back = newest.embeddedSignature;
	return (back?.signatureType === keyBinding ? await holding(checker, [back], subkey, keyBinding, data) : []).length > 0 ? void 0 : "is a signing subkey without a valid back signature";
}
/** Version 4 keys without flags may do what their algorithm can, as GnuPG has it. */
function signingFlaw(statements, version) {
	const flags = statements.flatMap(({ keyFlags }) => keyFlags?.[0] ?? []);
	return (flags.length > 0 ? flags.every((flag) => (flag & signingFlag) !== 0) : version === 4) ? void 0 : "is not for signing";
}
function lifetimeOf(key, statements, revocations) {
	const createdAt = Number(key.created) / 1e3;
	const limited = statements.flatMap(({ keyExpirationTime }) => keyExpirationTime ?? []).filter((span) => span > 0);
	return {
		fingerprint: key.getFingerprint().toUpperCase(),
		createdAt,
		...limited.length === 0 ? {} : { expiresAt: createdAt + Math.min(...limited) },
		revocations: revocations.map((each) => revocationOf(each))
	};
}
function revocationOf(signature) {
	const flag = signature.reasonForRevocationFlag;
	const soft = flag === null ? void 0 : softReasons.get(flag);
	const hardReason = flag === compromised ? "it may have been stolen" : "no reason was given";
	return {
		hard: soft === void 0,
		at: Number(signature.created) / 1e3,
		reason: soft ?? hardReason
	};
}
/** The key with its numbers read; nothing for those of an algorithm that cannot sign or is not supported. */
function trustedKey({ flaw, signer }, packet, lifetimes, ownFlaw) {
	const key = supportedKey(Buffer.from(packet.write()));
	if (key === void 0) return [];
	const unusable = flaw ?? ownFlaw;
	return [{
		key,
		lifetimes,
		signer,
		...unusable === void 0 ? {} : { unusable }
	}];
}
function supportedKey(body) {
	try {
		return readPublicKey(body);
	} catch (thrown) {
		if (thrown instanceof Rejection) return void 0;
		throw thrown;
	}
}
function oddities(found, checked) {
	if (found.length === checked.length) return [];
	return ["has a revocation that the key itself did not make; it is passed over"];
}
// src/checks/commits/openpgp/load-trust.ts
var load_trust_exports = /* @__PURE__ */ __exportAll({ loadOpenPgpTrust: () => loadOpenPgpTrust });
/**
* Reads the listed certificates, each once however many files have it. A file that cannot be read
* whole is a UsageError that names it; a certificate that cannot make good signatures is a warning.
*/
async function loadOpenPgpTrust(files, options) {
	const now = options.now ?? Date.now() / 1e3;
	const certificates = [];
	const warnings = [];
	for (const { path, packets } of gather(files).values()) {
		const { certificate, oddities } = await readCertificate(packets, now).catch((cause) => {
			throw unreadable(path, cause);
		});
		certificates.push(certificate);
		const found = usable(certificate, options.minRsaBits) ? oddities : [...oddities, "has no usable signing key"];
		warnings.push(...found.map((what) => `The certificate ${certificate.fingerprint} in ${path} ${what}.`));
	}
	return {
		trust: openPgpTrust(certificates),
		warnings
	};
}
function gather(files) {
	const byPrimary = /* @__PURE__ */ new Map();
	for (const { path, bytes } of files) for (const packets of certificatesIn(path, bytes)) {
		const primary = packets[0].body.toString("latin1");
		const whole = Buffer.concat(packets.map((packet) => packet.bytes));
		const known = byPrimary.get(primary);
		if (known === void 0) byPrimary.set(primary, {
			path,
			packets: [whole]
		});
		else known.packets.push(whole);
	}
	return byPrimary;
}
function certificatesIn(path, bytes) {
	try {
		return readCertificateFile(bytes);
	} catch (cause) {
		throw unreadable(path, cause);
	}
}
function unreadable(path, cause) {
	const message = `The OpenPGP certificates in ${path} cannot be read: ${messageOf(cause)}`;
	return new UsageError(message, { cause });
}
function usable(certificate, minRsaBits) {
	return certificate.keys.some(({ key, lifetimes, unusable }) => {
		const revoked = lifetimes.some(({ revocations }) => revocations.some(({ hard }) => hard));
		return unusable === void 0 && !revoked && (key.modulusBits ?? minRsaBits) >= minRsaBits;
	});
}
// src/checks/commits/sigstore-root.ts
var sigstore_root_exports = /* @__PURE__ */ __exportAll({ publicTrustedRoot: () => publicTrustedRoot });
var import_seeds = /* @__PURE__ */ __toESM(require_seeds(), 1);
const publicMirror = "https://tuf-repo-cdn.sigstore.dev";
/** The trust root of the public Sigstore instance as it was when this package was made. */
function publicTrustedRoot() {
	const encoded = import_seeds.default[publicMirror].targets["trusted_root.json"];
	return {
		path: "the trust root of the public Sigstore instance",
		text: Buffer.from(encoded, "base64").toString("utf8")
	};
}
export { verifiesWhole as n, trustOnDisk as r, judge_range_exports as t };
