import { n as __exportAll } from "./rolldown-runtime.js";
import { $ as isOfSeverity, B as isVulnerable, Bn as checkNames, F as obstacleLabel, G as byFile, H as vulnerableImages, I as standingNotes, In as compareSeverity, J as worstFirst, K as spotsOf, L as percentLabel, M as missingLabel, N as alternatives, P as knownFeeds, Q as hasCounts, R as countsLabel, Rn as severities, U as excerptOf, V as updateLabel, W as columnsOf, X as countColumnsOf, Y as checkRows, Z as countIn, at as isInFile, ct as resourceLabel, it as durationLabel, j as openParts, nt as verdictWords, ot as isNamedByCaller, q as inReadingOrder, rt as counted, st as placeLabel, tt as verdictGrounds, vt as failsRun, z as failingLabel } from "./gate.js";
import { o as shortened, s as visibleText } from "./text.js";
import { createHash } from "node:crypto";
// src/report/html/template-places.ts
/** Attributes whose values are only shown or compared, never run, fetched or followed. */
const harmless = /^(?:class|id|title|lang|content|value|for|name|width|height|x|y|d|viewBox|start|datetime|label|aria-[a-z]+|data-[a-z]+)$/;
const known = /* @__PURE__ */ new WeakMap();
/**
* Where each value of a template stands. Throws for a template in which a value would stand where
* escaping does not make it harmless: outside of double quotes in a tag, in an attribute that is run or
* fetched, in a script, a style or a comment. A template is looked at once.
*/
function placesOf(strings) {
	const before = known.get(strings);
	if (before !== void 0) return before;
	const places = [];
	let inside = "";
	for (const piece of strings.slice(0, -1)) {
		inside = openEnd(inside + piece);
		places.push(placeIn(inside));
	}
	known.set(strings, places);
	return places;
}
/** What of the text so far is an unfinished tag; nothing where all of them are closed. */
function openEnd(text) {
	if (/<!--|<(?:script|style)\b/i.test(text)) throw unsafe("a script, a style or a comment", text);
	return text.replace(/<[^<>"]*(?:"[^"]*"[^<>"]*)*>/g, "").replace(/^[^<]+/, "");
}
function placeIn(inside) {
	if (!inside.includes("<")) return "content";
	const [, name, value] = /\s([A-Za-z-]+)="([^"]*)$/.exec(inside) ?? [];
	const quotes = inside.split("\"").length - 1;
	if (name === void 0 || quotes % 2 === 0) throw unsafe("a tag, outside of quotes,", inside);
	if (name === "href" && value === "") return "address";
	if (harmless.test(name)) return "attribute";
	throw unsafe(`the attribute ${name}`, inside);
}
function unsafe(where, text) {
	return /* @__PURE__ */ new Error(`a template has a value in ${where} where no text is safe: ${JSON.stringify(text.slice(-80))}`);
}
// src/report/html/markup.ts
/** HTML that may stand in a page as it is. Only the functions of this file make it. */
var Markup = class {
	#text;
	constructor(text) {
		this.#text = text;
	}
	toString() {
		return this.#text;
	}
};
/** A link that a reader may follow: to a page on the web, or to a place in this page. */
var Address = class extends Markup {};
const nothing = new Markup("");
/**
* A piece of HTML. Every value is escaped for the place in which it stands, with invisible characters
* spelt out, and cut at a length that a page can hold; a link takes an `Address` only. Throws for a template that cannot be made safe so.
*/
function markup(strings, ...values) {
	const places = placesOf(strings);
	let text = strings[0] ?? "";
	for (const [index, value] of values.entries()) text += written(value, places[index] ?? "content") + (strings[index + 1] ?? "");
	return new Markup(text);
}
/** The address of a page, if it is one on the web. */
function webAddress(url) {
	if (url === void 0 || url.length > 2e3 || !/^https?:\/\//i.test(url)) return void 0;
	const parsed = URL.canParse(url) ? new URL(url) : void 0;
	return parsed === void 0 || parsed.username !== "" ? void 0 : new Address(parsed.href);
}
/** The address of an element of this page by its identifier, which we chose ourselves. */
function placeOnPage(id) {
	return new Address(`#${id}`);
}
/** A picture of our own as an address that needs no network. */
function pictureAddress(svg) {
	return new Address(`data:image/svg+xml,${encodeURIComponent(svg)}`);
}
/** A style sheet or a program of our own; throws if its text would end the element. */
function inlineElement(name, text) {
	if (/<[/!]/.test(text)) throw new Error(`the inline ${name} would be ended by its own text`);
	return new Markup(`<${name}>${text}</${name}>`);
}
function written(value, place) {
	if (value instanceof Address !== (place === "address")) throw new TypeError("a link takes an address, and nothing else does");
	if (value instanceof Address) return escaped(value.toString());
	if (typeof value === "string") return escaped(shownText(value));
	if (typeof value === "number") return String(value);
	if (place === "attribute") throw new TypeError("an attribute takes text only");
	if (value instanceof Markup) return value.toString();
	return value.map((item) => written(item, place)).join("");
}
/** A word of a megabyte stays a word of a page. */
const bounds = {
	word: 400,
	total: 3e3
};
function shownText(text) {
	return /^[ -~]*$/.test(text) ? shortened(text, bounds) : shortened(visibleText(text), bounds);
}
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/** Neither HTML nor, where the page is printed into the log of a workflow, a command to its runner. */
function escaped(text) {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? "").replace(/:(?=:)/g, "&#58;").replace(/#(?=#)/g, "&#35;");
}
// src/report/html/row.ts
/** By what a finding can be filtered; the words stand in the attributes of its row. */
const standings = {
	fails: "Fails this run",
	open: "Does not fail",
	remark: "Remark",
	waived: "Waived",
	new: "New",
	known: "Known"
};
/**
* How a finding stands in this run: first what it is counted as, then, where findings were compared,
* whether it is new. What is known is counted as that only where it cannot fail the run.
*/
function standingsOf(finding, line) {
	const { status, severity } = finding;
	const { comparison } = line;
	if (status === "waived") return ["waived"];
	if (status === "baseline" && comparison?.gate !== "all") return ["known"];
	const first = failsRun(finding, line) ? "fails" : severity === "info" ? "remark" : "open";
	if (comparison === void 0) return [first];
	return [first, status === "baseline" ? "known" : "new"];
}
/** The severity as a label, filled where the finding fails the run. */
function severityLabel(severity, fails) {
	return fails ? markup`<b class="severity ${severity} fails">${severity}<span class="unseen">, fails</span></b>` : markup`<b class="severity ${severity}">${severity}</b>`;
}
/** Whether the base has the finding already; nothing where nobody compared, or where it is waived. */
function noveltyLabel(standings) {
	const novelty = standings.find((name) => name === "new" || name === "known");
	return novelty === void 0 ? nothing : markup` <span class="novelty ${novelty}">${novelty}</span> `;
}
// src/report/html/finding-entry.ts
/** Related places that are named; the JSON report has all. */
const placesShown$1 = 8;
/** A finding as an item of a list: what is wrong, what to do, and what is known of it besides. */
function findingEntry({ finding, times }, setting) {
	const { severity, check, message, remediation, rule } = finding;
	const standings = standingsOf(finding, setting.line);
	const again = times > 1 ? markup` <span class="quiet">(${times} times here)</span>` : nothing;
	return markup`<li class="row" data-severity="${severity}" data-check="${check}" data-standing="${standings.join(" ")}" data-count="${times}">
<p class="said">${severityLabel(severity, standings.includes("fails"))} <span>${noveltyLabel(standings)}${message}${again} <code class="rule">${rule}</code></span></p>
<p class="todo"><span class="unseen">What to do: </span>${remediation}</p>
${factsOf(finding, setting)}</li>
`;
}
function factsOf(finding, setting) {
	const { message, resource, podSecurity, image, related = [], gate, waiver } = finding;
	const facts = [
		fact$1("Field", code(resource?.fieldPath)),
		fact$1("Image", image === void 0 || message.includes(image) ? nothing : code(image)),
		fact$1("Standard", podSecurity === void 0 ? nothing : `Pod Security ${podSecurity.level} ${podSecurity.version}, ${podSecurity.check}`),
		gate === void 0 ? nothing : fact$1(gateWord(finding), gate.reason),
		fact$1("Related", relatedPlaces(related, setting)),
		waiver === void 0 ? nothing : fact$1("Waived", waiverText(waiver))
	].filter((item) => item !== nothing);
	return facts.length === 0 ? nothing : markup`<dl class="facts">${facts}</dl>`;
}
/** How the reason of a gate begins; what was waived does not fail, whatever its reason. */
function gateWord({ gate, status }) {
	if (gate?.fails !== true) return "Does not fail";
	return status === "waived" ? "Would fail" : "Fails";
}
function fact$1(name, value) {
	return value === nothing ? nothing : markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
function code(text) {
	return text === void 0 || text === "" ? nothing : markup`<code>${text}</code>`;
}
/** The reason, the owner and the last day of a waiver. */
function waiverText({ reason, owner, expires }) {
	return [
		reason,
		owner,
		expires === void 0 ? void 0 : `until ${expires}`
	].filter((part) => part !== void 0 && part !== "").join(" · ");
}
function relatedPlaces(related, { link }) {
	if (related.length === 0) return nothing;
	const shown = related.slice(0, placesShown$1).map(({ location, message }) => {
		return markup`<li><code>${linked(placeLabel(location), isInFile(location) ? link({ location }) : void 0)}</code> ${message}</li>`;
	});
	const left = related.length - shown.length;
	return markup`<ul>${shown}${left > 0 ? markup`<li>${counted(left, "more place")}</li>` : nothing}</ul>`;
}
/** The text, as a link where there is an address of a page. */
function linked(text, url) {
	const address = webAddress(url);
	return address === void 0 ? markup`${text}` : markup`<a href="${address}">${text}</a>`;
}
// src/report/html/signer.ts
/** Who vouches for identities, as people call them; the addresses are those in Fulcio's certificates. */
const issuers = /* @__PURE__ */ new Map([
	["https://token.actions.githubusercontent.com", "GitHub Actions"],
	["https://github.com/login/oauth", "GitHub"],
	["https://accounts.google.com", "Google"],
	["https://login.microsoftonline.com", "Microsoft"],
	["https://gitlab.com", "GitLab"],
	["https://agent.buildkite.com", "Buildkite"]
]);
/** Only exactly this is shortened: whatever else an identity may be has to be read whole. */
const workflow = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/\.github\/workflows\/([\w.-]+)@refs\/(?:heads|tags)\/([\w./-]+)$/;
/** Who signed, by whose word, on which day; what is shortened stands whole in a title. */
function signerOf({ by, issuer, at, log }) {
	const said = [
		issuer === void 0 ? nothing : vouchedBy(issuer),
		dayOf(at),
		entryOf(log)
	].filter((detail) => detail !== nothing);
	const parts = said.map((detail, index) => markup`${index === 0 ? "" : " · "}${detail}`);
	return markup`${identity(by)}${said.length === 0 ? nothing : markup`<p class="quiet">${parts}</p>`}`;
}
function identity(by) {
	const [, repository, file = "", ref = ""] = workflow.exec(by) ?? [];
	return repository === void 0 ? markup`<span class="identity">${by}</span>` : markup`<span class="identity shortened" title="${by}"><b>${repository}</b> ${file} on ${ref}</span>`;
}
function vouchedBy(issuer) {
	const name = issuers.get(issuer);
	return name === void 0 ? `by the word of ${issuer}` : markup`<span title="${issuer}">by the word of ${name}</span>`;
}
function dayOf(at) {
	if (at === void 0) return nothing;
	const [day] = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(at) ?? [];
	return day === void 0 ? at : markup`<time datetime="${at}" title="${at}">${day}</time>`;
}
function entryOf(log) {
	if (log === void 0) return nothing;
	const [, entry] = /^https:\/\/rekor\.sigstore\.dev\/?, entry (\d+)$/.exec(log) ?? [];
	return entry === void 0 ? log : markup`<span title="${log}">Rekor entry ${entry}</span>`;
}
// src/report/html/images-section.ts
/** Images and, of each, places and signatures that are shown; the JSON report has all. */
const shown = {
	images: 2e3,
	places: 5,
	signatures: 5
};
/** A check's state as a word with its sign. */
function stateLabel(state) {
	return markup`<span class="state ${state}">${state}</span>`;
}
/** Every image: what it stands for, where it runs, what each check made of it, who signed it. */
function imagesSection(images, setting) {
	if (images.length === 0) return nothing;
	const rows = images.slice(0, shown.images).map((image) => imageRow(image, setting));
	const left = images.length - rows.length;
	const more = left > 0 ? markup`<p class="more">${counted(left, "more image")} in the JSON report</p>` : nothing;
	return markup`<section id="images" aria-labelledby="images-title">
<h2 id="images-title">Images <span class="tally">${images.length}</span></h2>
<table class="cards images">
<caption class="unseen">Images that the files would run</caption>
<thead><tr><th scope="col">Image and its places</th><th scope="col">Checks</th><th scope="col">Signed by</th><th scope="col">Vulnerabilities</th><th scope="col">Platforms</th></tr></thead>
<tbody>
${rows}</tbody></table>
${more}</section>
`;
}
function imageRow(image, { link }) {
	const { reference, digest, platforms = [], locations, vulnerabilities } = image;
	const places = locations.map((location) => isInFile(location) ? markup`<code>${linked(placeLabel(location), link({ location }))}</code>` : markup`not in a file`);
	return markup`<tr>
<th scope="row">${imageName(reference, digest)}${listOf(places, shown.places, "more place")}</th>
<td data-label="Checks">${checksOf(image)}</td>
<td data-label="Signed by">${signersOf(image)}</td>
<td data-label="Vulnerabilities">${countsOf(vulnerabilities)}</td>
<td data-label="Platforms"><div>${platforms.length === 0 ? unknown : platforms.join(", ")}</div></td></tr>
`;
}
const unknown = markup`<span class="quiet">–</span>`;
/** A reference with its digest, written or resolved, on a line of its own. */
function imageName(reference, digest) {
	const at = reference.indexOf("@");
	const name = at < 0 ? reference : reference.slice(0, at);
	const pinned = at < 0 ? digest : reference.slice(at);
	return markup`<code>${name}</code>${pinned === void 0 ? nothing : markup` <code class="digest">${pinned}</code>`}`;
}
function checksOf({ checks }) {
	const items = checkNames.flatMap((name) => {
		const state = checks[name];
		return state === void 0 ? [] : [markup`${name} ${stateLabel(state)}`];
	});
	return listOf(items, items.length, "");
}
function signersOf({ signatures = [] }) {
	return listOf(signatures.map(signerOf), shown.signatures, "more signature");
}
function countsOf(counts) {
	if (counts === void 0) return markup`<span class="quiet">not scanned</span>`;
	const named = [
		"critical",
		"high",
		"medium",
		"low"
	].filter((name) => counts[name] > 0);
	if (named.length === 0) return markup`<div>none</div>`;
	return markup`<ul>${named.map((name) => markup`<li><b class="count ${name}">${counts[name]}</b> ${name}</li>`)}<li class="quiet">${counts.fixable === 0 ? "none with a fix" : `${counts.fixable} with a fix`}</li></ul>`;
}
function listOf(items, most, noun) {
	if (items.length === 0) return unknown;
	const left = items.length - most;
	const more = left > 0 ? markup`<li class="quiet">${counted(left, noun)}</li>` : nothing;
	return markup`<ul>${items.slice(0, most).map((item) => markup`<li>${item}</li>`)}${more}</ul>`;
}
// src/report/html/severity-bar.ts
/** Length of a bar in units of its own; it is drawn as wide as there is room. */
const length = 1e3;
/** The narrowest stretch that is still seen. */
const narrowest = 8;
/** The open findings by severity, and the known ones that count, as a bar, and the same as words; nothing where there is none. */
function severityBar(counts, known) {
	const stretches = severities.map((severity) => ({
		kind: severity,
		label: severity,
		count: counts[severity]
	}));
	if (known + stretches.reduce((sum, { count }) => sum + count, 0) === 0) return nothing;
	const more = known === 0 ? [] : [{
		kind: "known",
		label: "known",
		count: known
	}];
	return bar([...stretches, ...more], "Open findings by severity");
}
/** Numbers as a bar for the eye, and as a list for everybody. */
function bar(stretches, title) {
	const present = stretches.filter(({ count }) => count > 0);
	const legend = stretches.map(({ kind, label, count }) => markup`<li class="${count === 0 ? "none" : "some"}"><i class="swatch ${kind}"></i><b>${count}</b> ${label}</li>`);
	return markup`<div class="bar"><svg viewBox="0 0 ${length} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${drawn(present)}</svg>
<ul class="legend" aria-label="${title}">${legend}</ul></div>
`;
}
function drawn(present) {
	const total = present.reduce((sum, { count }) => sum + count, 0);
	const room = length - narrowest * present.length;
	let x = 0;
	return present.map(({ kind, count }) => {
		const width = Math.round(narrowest + room * count / total);
		const start = x;
		x += width;
		return markup`<rect class="${kind}" x="${start}" y="0" width="${width}" height="10"/>`;
	});
}
// src/report/html/checks-section.ts
/** The checks with their states, counts and reasons, under a bar of the open findings. */
function checksSection(report) {
	const rows = checkRows(report);
	if (rows.length === 0) return nothing;
	const columns = countColumnsOf(report);
	const heads = columns.map((column) => markup`<th scope="col" class="number">${column}</th>`);
	const body = rows.map(({ name, summary }) => checkRow(name, summary, columns));
	return markup`<section id="checks" aria-labelledby="checks-title">
<h2 id="checks-title">Checks</h2>
${severityBar(openCounts(report), knownThatCount(report))}
<table class="checks">
<caption class="unseen">The checks, their states and their findings by severity</caption>
<thead><tr><th scope="col">Check</th><th scope="col">State</th>${heads}<th scope="col" class="number">Time</th></tr></thead>
<tbody>
${body}</tbody></table>
${reasons(report)}</section>
`;
}
function checkRow(name, summary, columns) {
	const counted = hasCounts(summary);
	const cells = columns.map((column) => {
		const count = countIn(summary, column);
		const kind = count > 0 && isOfSeverity(column) ? column : "zero";
		return counted ? markup`<td class="number ${count === 0 ? "none" : "some"}" data-label="${column}"><span class="count ${kind}">${count}</span></td>` : markup`<td class="number none" data-label="${column}"><span class="count zero">–</span></td>`;
	});
	return markup`<tr><th scope="row">${name}</th><td class="outcome">${stateLabel(summary.state)}</td>${cells}<td class="number quiet time">${durationLabel(summary.durationMs)}</td></tr>
`;
}
function reasons(report) {
	const said = checkRows(report).flatMap(({ name, summary: { state, reason } }) => reason === void 0 ? [] : [markup`<li><b>${name}</b> ${stateLabel(state)}: ${reason}</li>\n`]);
	return said.length === 0 ? nothing : markup`<ul class="reasons">${said}</ul>\n`;
}
/** Where what is known can fail the run as well, it is no less there than what is new. */
function knownThatCount({ findings, comparison }) {
	if (comparison?.gate !== "all") return 0;
	return findings.filter(({ status }) => status === "baseline").length;
}
function openCounts({ findings }) {
	const counts = {
		critical: 0,
		high: 0,
		medium: 0,
		low: 0,
		info: 0
	};
	for (const { status, severity } of findings) if (status === "open") counts[severity]++;
	return counts;
}
// src/report/html/commit-levels.ts
/** What the levels of commits mean in a few words; docs/commits.md has them in full. */
const meanings = /* @__PURE__ */ new Map([
	["trusted", "a listed key that belongs to the committer"],
	["trusted-key", "a listed key"],
	["platform", "made or verified by GitHub"],
	["valid-unknown", "a good signature by a key that nobody listed"],
	["valid-unlogged", "a good signature that no log has a time for"],
	["unverified", "signed by a key that is not at hand"],
	["unsigned", "no signature"],
	["exempt", "the policy asks nothing of it"],
	["missing", "the commit could not be read"],
	["indeterminate", "could not be decided"]
]);
/** A level in a few words; one that is not named here is a way in which a signature fails. */
function levelMeaning(level) {
	return meanings.get(level) ?? "the signature does not count";
}
// src/report/html/commits-section.ts
/** By which colour a level of commits is drawn; one that is not named here is a failure. */
const kinds = {
	trusted: "good",
	platform: "fair",
	"valid-unknown": "medium",
	unsigned: "high"
};
/** What the words under the bar mean. */
function meaningsOf(stretches) {
	const items = stretches.filter(({ count }) => count > 0).map(({ label }) => markup`<li><b>${label}</b>: ${levelMeaning(label)}</li>`);
	return items.length === 0 ? nothing : markup`<ul class="meanings">${items}</ul>
`;
}
/** How many commits are of which level, in which range and by whose word. */
function commitsSection({ commits }) {
	if (commits === void 0) return nothing;
	const { range, trustRef, count, levels, exempt } = commits;
	const stretches = [...Object.entries(levels).map(([label, number]) => ({
		kind: kinds[label] ?? "critical",
		label,
		count: number
	})), ...exempt === 0 ? [] : [{
		kind: "info",
		label: "exempt",
		count: exempt
	}]];
	return markup`<section id="commits" aria-labelledby="commits-title">
<h2 id="commits-title">Commits <span class="tally">${count}</span></h2>
${count === 0 ? nothing : bar(stretches, "Commits by level")}${meaningsOf(stretches)}<dl class="facts wide">
<div><dt>Range</dt><dd><code>${range}</code>, ${counted(count, "commit")}</dd></div>
<div><dt>Trust from</dt><dd>${trustRef}</dd></div>
</dl>
</section>
`;
}
// src/report/html/gate-picture.ts
/** How far the grille hangs down, of the 48 units of the picture: a gate that is not decided is half shut. */
const hang = {
	pass: 20,
	error: 29,
	fail: 39
};
const columns = [
	14,
	20.7,
	27.3,
	34
];
const bars = [
	15,
	22,
	29
];
/** A gate whose grille is up, down, or stuck half way. Only for the eye. */
function gatePicture(verdict) {
	return markup`<svg class="gate" viewBox="0 0 48 48" width="72" height="72" aria-hidden="true" focusable="false"><path class="wall" d="${wall}"/><path class="grille" d="${grille(hang[verdict])}"/></svg>`;
}
/** The same as the address of a picture, for the tab. */
function gateIcon(verdict, color) {
	return pictureAddress(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="${color}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"><path d="${wall}"/><path d="${grille(hang[verdict])}"/></svg>`);
}
const wall = "M7 43V19a17 17 0 0 1 34 0v24";
function grille(bottom) {
	const down = columns.map((x, index) => {
		return `M${x} ${index === 0 || index === columns.length - 1 ? 6.5 : 3}V${bottom}`;
	});
	const across = bars.filter((y) => y <= bottom - 4).map((y) => `M7.5 ${y}H40.5`);
	return [...down, ...across].join("");
}
// src/report/html/script.ts
/**
* The program of the page: it shows the controls, hides the rows that they leave out, and says so. The
* page says everything without it.
*/
const script = `"use strict";
(() => {

  const byId = (id) => document.getElementById(id);
  const filter = byId("filter");
  const folds = [...document.querySelectorAll("details.fold")];

  // What stays at the top of the window must not cover what somebody jumps to.
  const keepClear = () => {
    const covers = filter !== null && getComputedStyle(filter).position === "sticky";
    const height = covers ? filter.offsetHeight : 0;
    document.documentElement.style.scrollPaddingTop = height + 16 + "px";
  };
  addEventListener("resize", keepClear);
  if (filter !== null) new ResizeObserver(keepClear).observe(filter);

  // Whoever jumps to a folded part wants to see it.
  const partAt = (hash) => {
    const part = hash === "" ? null : byId(hash.slice(1));
    const fold = part === null ? null : part.querySelector(":scope > details.part");
    if (fold !== null) { fold.open = true; delete fold.dataset.opened; }
    return part;
  };
  partAt(location.hash);

  // Parts get their real heights only when they come into sight, so a jump has to be corrected.
  let jump = 0;
  document.querySelector("nav").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const part = link === null ? null : partAt(link.hash);
    if (part === null) return;
    const own = ++jump;
    let still = 0;
    let frames = 120;
    const settle = () => {
      const before = part.getBoundingClientRect().top;
      part.scrollIntoView();
      still = Math.abs(part.getBoundingClientRect().top - before) < 1 ? still + 1 : 0;
      if (own === jump && still < 12 && --frames > 0) requestAnimationFrame(settle);
    };
    requestAnimationFrame(settle);
  });

  let onPaper = false;
  let refresh = () => {};
  addEventListener("beforeprint", () => {
    onPaper = true;
    refresh();
    for (const fold of folds) if (!fold.open) { fold.dataset.shut = ""; fold.open = true; }
  });
  addEventListener("afterprint", () => {
    for (const fold of folds) if ("shut" in fold.dataset) { delete fold.dataset.shut; fold.open = false; }
    onPaper = false;
    refresh();
  });

  if (filter === null) return;
  const search = byId("search");
  const check = byId("check");
  const standing = byId("standing");
  const boxes = [...filter.querySelectorAll("input[type=checkbox]")];

  const groups = new Map();
  const groupOf = (element) => {
    if (element === null) return null;
    let group = groups.get(element);
    if (group === undefined) {
      const parent = groupOf(element.parentElement.closest(".group"));
      group = { element, parent, total: 0, shown: 0, seen: true, text: undefined, tallies: undefined };
      groups.set(element, group);
    }
    return group;
  };
  const rows = [...document.querySelectorAll(".row")].map((element) => {
    const { severity, check, standing, count } = element.dataset;
    const group = groupOf(element.closest(".group"));
    const fold = element.closest("details.fold");
    const row = { element, group, fold, severity, check, standing: standing.split(" "), count: Number(count), text: undefined, seen: true };
    for (let outer = group; outer !== null; outer = outer.parent) outer.total += row.count;
    return row;
  });
  const total = rows.reduce((sum, { count }) => sum + count, 0);

  // A row is found by what stands above it as well: its file, its place, the source, its image.
  // Only children are looked at: a part has thousands of elements in it.
  const said = new Set(["where", "source", "places"]);
  const titleOf = (group) => {
    if (group.text === undefined) {
      const texts = [];
      for (const child of group.element.children) {
        if (said.has(child.className)) texts.push(child.textContent);
        if (child.tagName === "H3") for (const name of child.querySelectorAll("code")) texts.push(name.textContent);
      }
      group.text = texts.join(" ").toLowerCase() + (group.parent === null ? "" : " " + titleOf(group.parent));
    }
    return group.text;
  };
  const textOf = (row) => {
    row.text ??= row.element.textContent.toLowerCase() + (row.group === null ? "" : " " + titleOf(row.group));
    return row.text;
  };

  const wanted = () => {
    if (onPaper) return { words: [], severities: boxes.map((box) => box.value), check: "", standing: "" };
    return {
      words: search.value.toLowerCase().split(/\\s+/).filter((word) => word !== ""),
      severities: boxes.filter((box) => box.checked).map((box) => box.value),
      check: check.value,
      standing: standing.value,
    };
  };
  const show = (item, seen) => {
    if (item.seen === seen) return;
    item.seen = seen;
    item.element.hidden = !seen;
  };

  const apply = () => {
    const { words, severities, check, standing } = wanted();
    const narrowed = words.length > 0 || severities.length < boxes.length || check + standing !== "";
    const left = [];
    for (const group of groups.values()) group.shown = 0;
    for (const row of rows) {
      const seen =
        severities.includes(row.severity) &&
        (check === "" || row.check === check) &&
        (standing === "" || row.standing.includes(standing)) &&
        words.every((word) => textOf(row).includes(word));
      show(row, seen);
      if (!seen) continue;
      left.push(row);
      for (let group = row.group; group !== null; group = group.parent) group.shown += row.count;
    }
    for (const group of groups.values()) {
      show(group, group.shown > 0);
      tell(group);
    }
    const folded = unfold(narrowed ? left : []);
    byId("shown").textContent = summary(left, narrowed ? folded : 0);
    byId("none").hidden = left.length > 0;
    byId("key").hidden = left.length === 0;
    byId("reset").disabled = !narrowed;
  };
  refresh = apply;

  // Titles and the list of contents count what is shown.
  const talliesOf = ({ element }) => {
    const fold = [...element.children].find((child) => child.matches("details.fold"));
    const opener = fold === undefined || fold.matches(".part") ? null : fold.firstElementChild;
    const titles = [...element.children, ...(fold === undefined ? [] : fold.firstElementChild.children)];
    const found = titles.filter((child) => child.matches("h2, h3")).map((title) => title.querySelector(".tally"));
    const link = element.id === "" ? null : document.querySelector('nav a[href="#' + element.id + '"]');
    if (link !== null) found.push(link.querySelector(".tally"));
    const said = (lead) => (node) => ({ node, lead, whole: node.textContent });
    return {
      item: link === null ? null : link.parentElement,
      texts: [...found.filter((tally) => tally !== null).map(said("")), ...(opener === null ? [] : [said("Show ")(opener)])],
    };
  };
  const tell = (group) => {
    const { shown, total, element } = group;
    // Places have no title, and what is hidden needs none.
    if ((group.told ?? total) === shown || element.tagName !== "SECTION") return;
    if (shown === 0 && element.id === "") return;
    group.told = shown;
    group.tallies ??= talliesOf(group);
    const { item, texts } = group.tallies;
    if (item !== null) item.hidden = shown === 0;
    for (const { node, lead, whole } of texts) node.textContent = shown === total ? whole : lead + shown + " of " + total;
  };

  const many = (count, one, more) => (count === 0 ? [] : [count + " " + (count === 1 ? one : more)]);
  const summary = (left, folded) => {
    const counts = new Map();
    let shown = 0;
    let alsoKnown = 0;
    for (const { standing, count } of left) {
      shown += count;
      counts.set(standing[0], (counts.get(standing[0]) ?? 0) + count);
      if (standing[1] === "known") alsoKnown += count;
    }
    const of = (name) => counts.get(name) ?? 0;
    const parts = [
      ...many(of("fails"), "fails this run", "fail this run"),
      ...many(of("open"), "does not fail", "do not fail"),
      ...many(of("remark"), "remark", "remarks"),
      ...many(of("waived"), "waived", "waived"),
      ...many(of("known"), "known", "known"),
    ];
    const more = [...many(alsoKnown, "of them known", "of them known"), ...many(folded, "still folded", "still folded")];
    const head = (shown === total ? "" : shown + " of ") + total + (total === 1 ? " finding" : " findings");
    return shown === 0 ? head + ": nothing matches" : [head + ": " + parts.join(", "), ...more].join("; ");
  };

  // What somebody looks for is not left behind a fold, up to so many rows; what was opened so is shut again.
  const mostUnfolded = 500;
  const outerOf = (fold) => fold.parentElement.closest("details.fold");
  const unfold = (left) => {
    const own = new Map();
    const within = new Set();
    for (const { fold } of left) {
      if (fold !== null) own.set(fold, (own.get(fold) ?? 0) + 1);
      for (let outer = fold; outer !== null && !within.has(outer); outer = outerOf(outer)) within.add(outer);
    }
    let room = mostUnfolded;
    let folded = 0;
    for (const fold of folds) {
      const count = own.get(fold) ?? 0;
      const outer = outerOf(fold);
      const reachable = outer === null || outer.open;
      const needed = within.has(fold) && reachable && (fold.open && !("opened" in fold.dataset) || count <= room);
      if (needed) room -= count;
      else folded += count;
      if (needed && !fold.open) { fold.open = true; fold.dataset.opened = ""; }
      if (!needed && "opened" in fold.dataset) { fold.open = false; delete fold.dataset.opened; }
    }
    return folded;
  };

  filter.addEventListener("input", apply);
  filter.addEventListener("change", apply);
  byId("reset").addEventListener("click", () => {
    search.value = check.value = standing.value = "";
    for (const box of boxes) box.checked = true;
    apply();
    search.focus();
  });
  // The first search of a long page need not wait for the texts.
  let next = 0;
  const gather = (idle) => {
    while (next < rows.length && idle.timeRemaining() > 2) textOf(rows[next++]);
    if (next < rows.length) requestIdleCallback(gather);
  };
  if ("requestIdleCallback" in window) requestIdleCallback(gather);

  filter.hidden = false;
  keepClear();
  addEventListener("pageshow", apply);
  apply();
})();
`;
// src/report/html/size-estimate.ts
/**
* A browser does not lay out what is out of sight; so that scroll bars and jumps are about right all the
* same, the style sheet says how high each part is likely to be. The page's policy allows no style on an
* element, so heights are classes, each a quarter higher than the one before.
*/
const step = 1.25;
const lowest = 10;
const classes = 36;
/** The class of a file with these places in it. */
function sizeClass(spots) {
	const height = spots.reduce((sum, { entries }) => sum + 8 + 4.5 * entries.length, 3);
	const index = Math.round(Math.log(height / lowest) / Math.log(step));
	return `about-${Math.min(Math.max(index, 0), 35)}`;
}
/** The rules of the style sheet for these classes. */
const sizeStyle = Array.from({ length: classes }, (_, index) => {
	return `.about-${index} { contain-intrinsic-size: auto ${Math.round(lowest * step ** index)}rem; }\n`;
}).join("");
// src/report/html/style-findings.ts
/** Findings by file and by image. */
const findingsStyle = `
.file, .image { margin-top: 1.75rem; }
.large .file, .large .spot { content-visibility: auto; }
h3 { font-size: 1rem; font-weight: 650; line-height: 1.4; margin-bottom: .6rem; }
.spots, .card, .image { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; }
.spot { padding: 1rem 1.25rem 1.1rem; contain-intrinsic-size: auto 12rem; }
.spot + .spot, .card > li + li { border-top: 1px solid var(--rule); }
.where { font-variant-numeric: tabular-nums; color: var(--soft); font-size: .93rem; }
.object { color: var(--ink); margin-left: .6rem; }
.source { margin: .55rem 0 .8rem; background: var(--code); border-radius: 5px; padding: .45rem 0; line-height: 1.5; }
.source span { display: block; padding: 0 .8rem 0 4rem; white-space: pre-wrap; color: var(--soft); position: relative; }
.source span::before { content: attr(data-line) / ""; position: absolute; left: 0; width: 3rem; text-align: right; color: var(--soft); user-select: none; }
.source .hit { color: var(--ink); }
.source mark { color: inherit; background: var(--mark); border-bottom: 2px solid var(--mark-line); border-radius: 2px 2px 0 0; padding-top: 1px; }
.row + .row { margin-top: .8rem; }
tr.row { margin: 0; } tr.row .novelty { margin-top: .3rem; }
.said { display: grid; grid-template-columns: 5.2rem 1fr; gap: 0 .6rem; align-items: baseline; }
.said > span { max-width: 58rem; }
.todo { max-width: 58rem; }
.row > .todo, .row > .facts, .card .quiet { margin-left: 5.8rem; }
.row > .todo { margin-top: .15rem; color: var(--soft); }
.row > .todo::before { content: "→ " / ""; }
.rule { color: var(--soft); display: inline-block; }
.where + .entries { margin-top: .5rem; }
.severity { display: inline-block; text-align: center; font-size: .8rem; font-weight: 600; line-height: 1.35rem; padding: 0 .5rem; min-width: 4.3rem; border-radius: 4px; border: 1px solid var(--tone); color: var(--tone); }
.severity.critical { --tone: var(--critical); } .severity.high { --tone: var(--high); } .severity.medium { --tone: var(--medium); }
.severity.low { --tone: var(--low); } .severity.info { --tone: var(--info); }
.severity.fails { background: var(--tone); color: var(--card); }
.novelty { display: inline-block; font-size: .78rem; font-weight: 600; line-height: 1.2rem; padding: 0 .45rem; border-radius: 99px; border: 1px solid var(--ink); }
.novelty.new { color: var(--link); border-color: currentColor; } .novelty.known { color: var(--soft); border-color: var(--rule-strong); border-style: dashed; }
.expiry { display: inline-block; padding: 0 .5rem; margin-inline: .4rem; font-size: .8rem; font-weight: 600; line-height: 1.35rem; border: 1px solid var(--unsure); border-radius: 4px; color: var(--unsure); }
.facts { font-size: .9rem; margin-top: .3rem; }
.facts > div { display: grid; grid-template-columns: 5.5rem 1fr; gap: .6rem; }
.facts dt { color: var(--soft); }
.facts.wide { font-size: inherit; margin: 0; }
.facts.wide > div { grid-template-columns: 12rem 1fr; padding: .45rem 0; border-bottom: 1px solid var(--rule); }
.meanings { display: flex; flex-wrap: wrap; gap: 0 1.4rem; margin: -.6rem 0 1rem; color: var(--soft); font-size: .93rem; } .meanings b { font-weight: 600; }
.place { color: var(--soft); } .card { padding: 0; } .card + .file, .card + .image { margin-top: 1.75rem; } .card > li { padding: .8rem 1.25rem; margin: 0; }

.image { padding: 1.1rem 1.25rem; }
.image h3 { margin-bottom: .15rem; }
.lead { font-size: 1.1rem; line-height: 1.4; }
.label { color: var(--soft); font-size: .85rem; margin-top: .7rem; }
.places { display: flex; flex-wrap: wrap; gap: 0 1.2rem; }
.updates { columns: 24rem; } .updates li { break-inside: avoid; padding-left: 1.1em; text-indent: -1.1em; }
.updates li::before { content: "→ " / ""; color: var(--soft); text-indent: 0; }
.image > .todo { margin-top: .4rem; }
.image > details { margin-top: .8rem; }
summary { cursor: pointer; width: fit-content; max-width: 100%; }
summary:hover { text-decoration: underline; text-underline-offset: .18em; }
.image summary { color: var(--link); }
.part > summary { list-style: none; display: flex; align-items: baseline; gap: .55rem; }
.part > summary::-webkit-details-marker { display: none; }
.part > summary::before { content: "" / ""; flex: none; width: .45rem; height: .45rem; border: solid var(--soft); border-width: 0 2px 2px 0; transform: translateY(-.15rem) rotate(-45deg); }
.part[open] > summary::before { transform: translateY(-.25rem) rotate(45deg); }
.part > summary h2 { margin: 0; }
.part[open] > summary { margin-bottom: .5rem; }
.folded { margin-top: 0; padding: 1rem 0; border-top: 1px solid var(--rule); }
:not(.folded) + .folded { margin-top: 3rem; }
.folded:has(+ :not(.folded)) { border-bottom: 1px solid var(--rule); }
.folded .file, .folded .image { margin-top: 1rem; }
@media (max-width: 40rem) {
  .spot, .image, .card > li { padding-inline: .9rem; }
  .source { margin-inline: -.9rem; border-radius: 0; }
  .source span { padding-left: 3.2rem; } .source span::before { width: 2.5rem; }
  .said { grid-template-columns: 1fr; gap: .3rem; } .said .severity { justify-self: start; }
  .row > .todo, .row > .facts, .card .quiet { margin-left: 0; }
  .object { display: block; margin: 0; }
  .facts.wide > div { grid-template-columns: 1fr; gap: 0; }
}
`;
// src/report/html/style-page.ts
/** Colours, type, and what stands around the findings. */
const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #f7f7f5; --card: #fff; --ink: #1b1f24; --soft: #586069; --rule: #dfe1dc; --rule-strong: #bfc3bd;
  --code: #f1f2ee; --link: #0b5cad; --focus: #0b5cad; --mark: #ffe3b8; --mark-line: #d9821b;
  --critical: #9c1145; --high: #bd3a0c; --medium: #855a00; --low: #2b5f9e; --info: #59636e;
  --good: #1a7048; --fair: #3a7c86; --bad: #b42323; --unsure: #8a5300;
  --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #101315; --card: #171b1e; --ink: #e3e6e8; --soft: #9aa4ad; --rule: #2a3035; --rule-strong: #48515a;
    --code: #1e2327; --link: #7ab8ff; --focus: #7ab8ff; --mark: #5a3d0c; --mark-line: #e3a04a;
    --critical: #ff86ae; --high: #ff9a6b; --medium: #e6b84e; --low: #85b7f5; --info: #a3adb7;
    --good: #63cf98; --fair: #79c3cd; --bad: #ff8a84; --unsure: #e6b04e;
  }
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { font: 15px/1.55 var(--sans); background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 76rem; padding: 0 clamp(1rem, 4vw, 3rem) 5rem; overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, pre, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
code, pre { font-family: var(--mono); font-size: .88em; font-variant-ligatures: none; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet { color: var(--soft); }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--card); z-index: 3; border-radius: 0 0 6px 6px; }
.skip:focus { top: 0; }
section { margin-top: 3rem; }
h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -.012em; font-weight: 650; margin-bottom: .9rem; }
.tally { color: var(--soft); font-weight: 400; font-size: .85em; letter-spacing: 0; margin-left: .3em; font-variant-numeric: tabular-nums; }

.verdict { display: flex; gap: clamp(1rem, 3vw, 2rem); align-items: flex-start; padding: clamp(2rem, 5vw, 3.5rem) 0 1.75rem; }
.verdict.pass { --tone: var(--good); } .verdict.fail { --tone: var(--bad); } .verdict.error { --tone: var(--unsure); }
.gate { flex: none; width: clamp(3.5rem, 9vw, 5.5rem); height: auto; fill: none; stroke-linecap: round; stroke-linejoin: round; margin-top: .35rem; }
.wall { stroke: var(--ink); stroke-width: 2.6; } .grille { stroke: var(--tone); stroke-width: 2.2; }
.product { color: var(--soft); font-size: .95rem; }
.subject::before { content: "· " / ""; }
.together { white-space: nowrap; }
h1 { color: var(--tone); font-size: clamp(2.4rem, 7vw, 3.6rem); line-height: 1.05; letter-spacing: -.03em; font-weight: 750; }
.grounds { font-size: clamp(1.05rem, 2.4vw, 1.25rem); line-height: 1.4; margin-top: .7rem; max-width: 56rem; text-wrap: pretty; }
.grounds::first-letter { text-transform: uppercase; }
.grounds-more { color: var(--soft); display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin-top: .3rem; }
.blame { display: flex; flex-wrap: wrap; gap: 0 .8rem; margin-top: .3rem; }
.blame ul { display: contents; } .blame b { font-weight: 650; font-variant-numeric: tabular-nums; }
nav { border-block: 1px solid var(--rule); }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
nav a { display: inline-block; padding: .6rem 0; color: var(--ink); text-decoration: none; }
nav a:hover { text-decoration: underline; }

.notices { margin-top: 1.75rem; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--rule); border-left: 3px solid var(--unsure); border-radius: 6px; }
.notices h2 { font-size: 1rem; margin-bottom: .3rem; }
.notices li + li { margin-top: .4rem; }
.notices + section, nav + main > section:first-child { margin-top: 2rem; }

.bar { margin-bottom: 1.4rem; }
.bar svg { display: block; overflow: hidden; width: 100%; height: .6rem; border-radius: 99px; background: var(--rule); }
.bar rect, .swatch { fill: var(--info); background: var(--info); }
rect.critical, .swatch.critical { fill: var(--critical); background: var(--critical); }
rect.high, .swatch.high { fill: var(--high); background: var(--high); }
rect.medium, .swatch.medium { fill: var(--medium); background: var(--medium); }
rect.low, .swatch.low { fill: var(--low); background: var(--low); }
rect.known, .swatch.known { fill: var(--rule-strong); background: var(--rule-strong); }
rect.good, .swatch.good { fill: var(--good); background: var(--good); }
rect.fair, .swatch.fair { fill: var(--fair); background: var(--fair); }
.bar rect { stroke: var(--paper); stroke-width: 2px; vector-effect: non-scaling-stroke; }
.bar svg, .swatch { forced-color-adjust: none; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin-top: .6rem; font-variant-numeric: tabular-nums; }
.legend .none { color: var(--soft); }
.swatch { display: inline-block; width: .65rem; height: .65rem; border-radius: 2px; margin-right: .45rem; }

#filter { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: flex-end; gap: .6rem 1rem; margin: 2.5rem -1rem 0; padding: .8rem 1rem; background: var(--paper); border-bottom: 1px solid var(--rule); }
#none { margin: 1.5rem 0; padding: 1.25rem; border: 1px dashed var(--rule-strong); border-radius: 8px; color: var(--soft); } #none b { color: var(--ink); }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; margin: 1.1rem 0 1.5rem; color: var(--soft); font-size: .9rem; }
#checks + .key { margin-top: 2.5rem; }
.key li { display: flex; align-items: center; gap: .5rem; }
.key + .more, .key + section { margin-top: 1.5rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend, .field > span { display: block; padding: 0; color: var(--soft); font-size: .8rem; line-height: 1.4; margin-bottom: .2rem; }
.grow { flex: 1 1 14rem; }
select { max-width: 10.5rem; }
input[type=search], select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--rule-strong); border-radius: 6px; height: 2.25rem; padding: 0 .65rem; max-width: 100%; }
input[type=search] { width: 100%; }
input::placeholder { color: var(--soft); opacity: 1; }
button { cursor: pointer; } button:disabled { color: var(--soft); cursor: default; border-color: var(--rule); }
.toggles { display: flex; flex-wrap: wrap; gap: .3rem; }
.toggle { display: inline-flex; align-items: center; gap: .35rem; height: 2.25rem; padding: 0 .6rem; border: 1px solid var(--rule-strong); border-radius: 6px; background: var(--card); cursor: pointer; }
.toggle input { margin: 0; accent-color: var(--ink); }
.toggle:has(input:not(:checked)) { color: var(--soft); background: transparent; }
#shown { flex-basis: 100%; color: var(--soft); font-size: .9rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.more, .explanation { color: var(--soft); margin-bottom: .9rem; }
@media (min-width: 90rem) { body { max-width: 96rem; } }
@media (max-width: 56rem), (max-height: 34rem) { #filter { position: static; } }
@media (max-width: 40rem) {
  .verdict { display: grid; grid-template-columns: auto 1fr; gap: 0 .9rem; } .verdict > div { display: contents; }
  .gate { width: 3.4rem; grid-row: span 2; margin: 0; } .product { align-self: end; }
  .verdict .grounds, .grounds-more, .blame { grid-column: 1 / -1; } .verdict .grounds { margin-top: 1rem; }
  .field:not(.grow) { flex: 1 1 6.5rem; } select { width: 100%; max-width: none; } #filter { column-gap: .6rem; }
  section { margin-top: 2.25rem; }
}
`;
// src/report/html/style-print.ts
/** On paper: everything is shown, nothing is left to operate, and colours are those of daylight. */
const printStyle = `
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --soft: #4a5158; --rule: #ccc; --rule-strong: #999; --code: #f4f4f2;
    --link: #000; --mark: #ffe3b8; --mark-line: #d9821b;
    --critical: #9c1145; --high: #bd3a0c; --medium: #855a00; --low: #2b5f9e; --info: #59636e;
    --good: #1a7048; --fair: #3a7c86; --bad: #b42323; --unsure: #8a5300;
    color-scheme: light;
  }
  @page { margin: 16mm 14mm; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  .verdict { padding-top: 0; }
  .skip, nav, #filter, #none, .image summary { display: none !important; }
  .row[hidden], .group[hidden] { display: block !important; }
  tr.row[hidden] { display: table-row !important; }
  .identity.shortened::after { content: " (" attr(title) ")"; }
  .part > summary::before { display: none; }
  details::details-content { content-visibility: visible !important; block-size: auto !important; opacity: 1 !important; }
  .large .file, .large .spot { content-visibility: visible; }
  .spot { break-inside: avoid; }
  h2, h3, .where, summary { break-after: avoid; }
  .severity, .bar, .swatch, mark, .source { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .vulnerabilities thead .id { width: 8.5rem; } .vulnerabilities thead .severities { width: 6.5rem; }
  .vulnerabilities thead .epss { width: 5rem; } .vulnerabilities thead .kev { width: 7.2rem; }
  a { text-decoration: none; }
}
`;
// src/report/html/style-tables.ts
/** The rows of a table as cards, each cell with the name of its column. */
function cards(table) {
	return `  ${table}, ${table} tbody { display: block; }
  ${table} thead { display: none; }
  ${table} tr { display: block; padding: .8rem 0; border-bottom: 1px solid var(--rule); break-inside: avoid; }
  ${table} th, ${table} td { display: grid; grid-template-columns: 7rem 1fr; padding: .12rem 0; border: 0; min-width: 0; }
  ${table} th { display: block; padding-bottom: .3rem; }
  ${table} td::before { content: attr(data-label) / ""; color: var(--soft); grid-row: 1 / span 20; }
  ${table} td > * { grid-column: 2; justify-self: start; }
  .images td:nth-of-type(3) ul { display: flex; flex-wrap: wrap; gap: 0 1rem; }
`;
}
// src/report/html/style.ts
/** The style sheet of the page; fonts are those of the reader's system. */
const style = [
	pageStyle,
	`
table { width: 100%; border-collapse: collapse; text-align: left; }
th, td { padding: .5rem .9rem .5rem 0; vertical-align: top; border-bottom: 1px solid var(--rule); font-weight: 400; }
tr > :last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: .82rem; line-height: 1.35; vertical-align: bottom; padding-bottom: .35rem; }
tbody th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.checks th, .checks td { white-space: nowrap; } .checks thead .number { width: 8.5%; }
.count { font-weight: 650; } .count.zero { color: var(--soft); font-weight: 400; }
.count.critical { color: var(--critical); } .count.high { color: var(--high); } .count.medium { color: var(--medium); }
.count.low { color: var(--low); } .count.info { color: var(--info); }
.state { white-space: nowrap; }
.state::before { margin-right: .3em; font-weight: 700; }
.state.passed { color: var(--good); } .state.passed::before { content: "✓" / ""; }
.state.failed { color: var(--bad); font-weight: 600; } .state.failed::before { content: "✕" / ""; }
.state.error { color: var(--unsure); font-weight: 600; } .state.error::before { content: "!" / ""; }
.state.skipped { color: var(--soft); } .state.skipped::before { content: "–" / ""; }
.reasons { margin-top: .8rem; } .reasons li + li { margin-top: .25rem; }
.images { table-layout: fixed; font-size: .93rem; } .images th code { font-size: .92em; }
.images thead th:nth-child(1) { width: 38%; } .images thead th:nth-child(2) { width: 11.5rem; }
.images thead th:nth-child(4) { width: 7.5rem; } .images thead th:nth-child(5) { width: 7rem; }
.identity.shortened { overflow-wrap: break-word; } time { white-space: nowrap; }
.images th ul { font-weight: 400; margin-top: .25rem; }
.digest { display: block; font-weight: 400; color: var(--soft); }
.vulnerabilities { table-layout: fixed; font-size: .93rem; margin-top: .6rem; }
.vulnerabilities thead .id { width: 10.5rem; } .vulnerabilities thead .severities { width: 7.5rem; }
.vulnerabilities thead .epss { width: 5rem; } .vulnerabilities thead .kev { width: 8rem; }
.vulnerabilities tr { break-inside: avoid; }
.vulnerabilities td code, .vulnerabilities ins { display: inline-block; max-width: 100%; }
.exploited { color: var(--critical); }
ins { text-decoration: none; color: var(--good); font-family: var(--mono); font-size: .88em; }
@media screen and (max-width: 47rem) {
  .checks, .checks tbody { display: block; }
  .checks thead { display: none; }
  .checks tr { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; padding: .6rem 0; border-bottom: 1px solid var(--rule); }
  .checks tr::after { content: ""; order: 1; flex-basis: 100%; }
  .checks th, .checks td { padding: 0; border: 0; }
  .checks th { flex: 1 0 auto; }
  .checks .time { min-width: 3.6rem; }
  .checks td[data-label] { order: 2; } .checks td.none { display: none; }
  .checks td[data-label]::after { content: " " attr(data-label); }
}
@media screen and (max-width: 56rem) {
${cards(".cards")}}
@media print {
${cards(".images")}}
`,
	findingsStyle,
	sizeStyle,
	printStyle
].join("");
// src/report/html/document.ts
const iconColors = {
	pass: "#1a7f4b",
	fail: "#c22f2f",
	error: "#a06000"
};
/**
* The page around its parts: one file that asks nobody for anything. Its policy lets the one style and
* the one script run whose hashes it names, and nothing else.
*/
function htmlDocument(verdict, { subject, head, parts, body, isLarge }) {
	return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${titleOf$1(verdict, subject)}</title>
<link rel="icon" href="${gateIcon(verdict, iconColors[verdict])}">
${inlineElement("style", style)}
</head>
<body>
<a class="skip" href="#report">Skip to the findings</a>
${head}<nav aria-label="Parts of the report"><ul>${parts.map(partLink)}</ul></nav>
<main id="report" class="${isLarge ? "large" : "small"}" tabindex="-1">
${body}</main>
${inlineElement("script", script)}
</body>
</html>
`.toString();
}
function titleOf$1(verdict, subject = "") {
	return [
		verdictWords[verdict],
		subject,
		"Portcullis"
	].filter((part) => part !== "").join(" – ");
}
function partLink({ id, title, count }) {
	const number = count === void 0 ? nothing : markup` <span class="tally">${count}</span>`;
	return markup`<li><a href="${placeOnPage(id)}">${title}${number}</a></li>`;
}
function hashOf(text) {
	return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
// src/report/html/filter-section.ts
/** Fewer findings than that are seen at a glance. */
const fewest = 6;
/** The controls that narrow what is shown; without scripts they stay hidden, and everything is shown. */
function filterSection(findings, line) {
	if (findings.length < fewest) return nothing;
	return markup`<div id="filter" role="search" aria-label="Findings" hidden>
<label class="field grow"><span>Search</span><input type="search" id="search" placeholder="rule, file, image, CVE …" autocomplete="off" spellcheck="false" aria-controls="report"></label>
<fieldset><legend>Severity</legend><div class="toggles">${severities.filter((name) => findings.some(({ severity }) => severity === name)).map((name) => markup`<label class="toggle ${name}"><input type="checkbox" name="severity" value="${name}" checked> ${name}</label>`)}</div></fieldset>
<label class="field"><span>Check</span><select id="check"><option value="">all</option>${checksIn(findings)}</select></label>
<label class="field"><span>Status</span><select id="standing"><option value="">all</option>${standingsIn(findings, line)}</select></label>
<button type="button" id="reset">Reset</button>
<p id="shown" role="status" aria-live="polite"></p>
</div>
<div id="none" hidden><p><b>Nothing matches.</b> No finding has these words and these settings; Reset shows all of them again.</p></div>
`;
}
function checksIn(findings) {
	const present = new Set(findings.map(({ check }) => check));
	return checkNames.filter((name) => present.has(name)).map((name) => markup`<option value="${name}">${name}</option>`);
}
function standingsIn(findings, line) {
	const present = new Set(findings.flatMap((finding) => standingsOf(finding, line)));
	return Object.keys(standings).filter((name) => present.has(name)).map((name) => markup`<option value="${name}">${standings[name]}</option>`);
}
// src/report/html/source-lines.ts
/** Columns of a line that are shown; of a longer one, those around the mark. */
const width = 160;
/** A mark of so many characters is shown whole, and so many columns beside it: the page breaks lines. */
const mark = {
	whole: 300,
	beside: 60
};
/** The line of a place with the offending part marked, between its neighbours; nothing where it is empty. */
function sourceLines(location, sources) {
	const file = isInFile(location) ? sources.get(location.path) : void 0;
	const line = file?.line(location.line) ?? "";
	if (file === void 0 || line.trim() === "") return nothing;
	const excerpt = excerptOf(line, location, roomFor(location));
	const before = neighbour(file, location.line - 1);
	const after = neighbour(file, location.line + 1);
	const shown = [
		before,
		excerpt.source,
		after
	].filter((text) => text !== void 0);
	const indent = Math.min(excerpt.markStart, ...shown.map((text) => text.search(/[^ ]|$/)));
	return markup`<pre class="source"><code>${[
		context(before, location.line - 1, indent),
		markup`<span class="hit" data-line="${location.line}">${marked(excerpt, indent)}</span>`,
		context(after, location.line + 1, indent)
	]}</code></pre>`;
}
function roomFor({ column, endColumn }) {
	return Math.max(width, Math.min(endColumn - column, mark.whole) + mark.beside);
}
function context(text, number, indent) {
	return text === void 0 ? nothing : markup`<span data-line="${number}">${text.slice(indent)}</span>`;
}
/** A neighbour says where a line belongs; it is left out where it says nothing or too much. */
function neighbour(file, number) {
	const line = number < 1 ? "" : file.line(number);
	if (line.trim() === "" || line.length > width) return void 0;
	return excerptOf(line, {
		column: 1,
		endColumn: 1
	}, width).source;
}
/** The line behind the indent that its neighbours share. */
function marked({ source, markStart, markWidth }, indent) {
	const start = offsetOf(source, markStart);
	const end = offsetOf(source, markStart + markWidth);
	return markup`${source.slice(indent, start)}<mark>${source.slice(start, end)}</mark>${source.slice(end)}`;
}
/** The offset in the text at which a column of a terminal begins. */
function offsetOf(text, column) {
	let offset = 0;
	let used = 0;
	for (const character of text) {
		const columns = columnsOf(character);
		if (used + columns > column) break;
		used += columns;
		offset += character.length;
	}
	return offset;
}
// src/report/html/file-findings.ts
/** The findings by file and place, each place with its source; files in which something fails first. */
function fileFindings(findings, sources, setting) {
	const files = byFile(findings);
	const isFailing = (file) => file.some((finding) => failsRun(finding, setting.line));
	const isNew = (file) => file.some(({ status }) => status === "open");
	return [
		files.filter((file) => isFailing(file) && isNew(file)),
		files.filter((file) => isFailing(file) && !isNew(file)),
		files.filter((file) => !isFailing(file))
	].flat().map((file) => fileSection(file, sources, setting));
}
function fileSection(file, sources, setting) {
	const spots = spotsOf(file);
	return markup`<section class="file group ${sizeClass(spots)}">
<h3>${titleOf(file)} <span class="tally">${tally(file)}</span></h3>
<ol class="spots">
${spots.map((spot) => spotItem(spot, sources, setting))}</ol>
</section>
`;
}
function titleOf([first]) {
	if (first?.commit !== void 0) return markup`In commits`;
	if (first !== void 0 && isNamedByCaller(first)) return markup`Named by <code>--image</code>`;
	if (first === void 0 || !isInFile(first.location)) return markup`Not in a file`;
	return markup`<code>${first.location.path}</code>`;
}
/** `2 high, 1 low`. */
function tally(findings) {
	return severities.map((severity) => {
		const count = findings.filter((finding) => finding.severity === severity).length;
		return count === 0 ? "" : `${count} ${severity}`;
	}).filter((part) => part !== "").join(", ");
}
function spotItem({ entries }, sources, setting) {
	const first = entries[0]?.finding;
	if (first === void 0) return nothing;
	const { resource, commit, location } = first;
	const object = resource === void 0 ? nothing : markup` <span class="object">${resourceLabel(resource)}</span>`;
	const source = commit === void 0 && !isNamedByCaller(first) ? sourceLines(location, sources) : nothing;
	return markup`<li class="spot group">
<p class="where">${placeOf(first, setting)}${object}</p>
${source}<ul class="entries">
${entries.toSorted(newFirst).map((entry) => findingEntry(entry, setting))}</ul></li>
`;
}
/** At one place the worst first, and of these what is new. */
function newFirst({ finding: a }, { finding: b }) {
	return compareSeverity(a.severity, b.severity) || Number(a.status !== "open") - Number(b.status !== "open");
}
function placeOf(finding, { link }) {
	const { commit, location } = finding;
	if (commit !== void 0) return markup`Commit ${linked(markup`<code>${commit}</code>`, link(finding))}`;
	if (isNamedByCaller(finding)) return markup`<code>${finding.image ?? ""}</code>`;
	if (!isInFile(location)) return markup`As a whole`;
	return linked(`Line ${location.line}, column ${location.column}`, link(finding));
}
// src/report/html/vulnerability-row.ts
/** Packages of one vulnerability that are named; the JSON report has all. */
const packagesShown = 12;
/** The heads of a table of these rows; of a list that the run did not have there is no column. */
function columnHeads({ epss, kev }) {
	return markup`<tr><th scope="col" class="id">Vulnerability</th><th scope="col" class="severities">Severity</th><th scope="col">Package: installed → fixed</th>${epss ? markup`<th scope="col" class="epss">EPSS</th>` : nothing}${kev ? markup`<th scope="col" class="kev">KEV</th>` : nothing}<th scope="col">About</th></tr>`;
}
/**
* A vulnerability as a row: what it is, where it sits, what mends it, how likely it is to be used. Its
* platforms are named where it has fewer than the image.
*/
function vulnerabilityRow(finding, { image, feeds }, { line }) {
	const { severity, check, rule, vulnerability } = finding;
	const standings = standingsOf(finding, line);
	const { url, epss, kev } = vulnerability;
	return markup`<tr class="row" data-severity="${severity}" data-check="${check}" data-standing="${standings.join(" ")}" data-count="1">
<th scope="row">${linked(rule, url)}</th>
<td data-label="Severity"><div>${severityLabel(severity, standings.includes("fails"))}${scoreOf(vulnerability)}${noveltyLabel(standings)}</div></td>
<td data-label="Package"><ul>${packagesOf(vulnerability)}</ul></td>
${feeds.epss ? markup`<td data-label="EPSS"><div>${epssCell(epss)}</div></td>` : nothing}
${feeds.kev ? markup`<td data-label="KEV"><div>${kevCell(kev)}</div></td>` : nothing}
<td data-label="About"><div>${aboutCell(finding, image)}</div></td></tr>
`;
}
function scoreOf({ cvss }) {
	return cvss === void 0 ? nothing : markup` <span class="quiet">${cvss.score.toFixed(1)}</span>`;
}
/** A package lies in an image several times; a reader updates it once. */
function packagesOf({ packages }) {
	const distinct = new Map(packages.map((each) => [`${each.name}\n${each.installed}\n${each.fixed ?? ""}`, each]));
	const shown = [...distinct.values()].slice(0, packagesShown);
	const left = distinct.size - shown.length;
	const items = shown.map(packageItem);
	return left > 0 ? [...items, markup`<li>${counted(left, "more package")}</li>`] : items;
}
function packageItem(affected) {
	const { name, installed, fixed = "" } = affected;
	return markup`<li><b>${name}</b> <code>${installed}</code> ${fixed === "" ? markup`<span class="quiet">(${obstacleLabel(affected)})</span>` : markup`→ <ins>${alternatives(fixed)}</ins>`}</li>`;
}
function epssCell(epss) {
	return epss === null ? "unknown" : percentLabel(epss.probability);
}
function kevCell(kev) {
	if (kev === null) return markup`unknown`;
	if (!kev.listed) return markup`<span class="quiet">no</span>`;
	const ransomware = kev.ransomware ? ", by ransomware" : "";
	return markup`<strong class="exploited">exploited</strong> since ${kev.since}${ransomware}`;
}
function aboutCell(finding, image) {
	const { vulnerability, gate, waiver } = finding;
	const { title } = vulnerability;
	const notes = [
		gate === void 0 ? "" : `${gateWord(finding)}: ${gate.reason}`,
		waiver === void 0 ? "" : `Waived: ${waiverText(waiver)}`,
		...standingNotes(finding, image).map((note) => note.replace(/^./, (letter) => letter.toUpperCase()))
	].filter((note) => note !== "");
	return [markup`${title ?? ""}`, ...notes.map((note) => markup`<p class="quiet">${note}</p>`)];
}
// src/report/html/image-findings.ts
const updatesShown = 8;
const placesShown = 5;
/** The vulnerabilities of each image: how many, what to update, and every one of them folded. */
function imageFindings(findings, setting) {
	return vulnerableImages(findings, setting.line).map((image) => imageSection(image, setting));
}
function imageSection(image, setting) {
	const { findings } = image;
	const all = findings.length === 1 ? "Show it" : `Show all ${findings.length}`;
	const context = {
		image,
		feeds: knownFeeds(setting.line.vulnerabilities)
	};
	const rows = findings.map((finding) => vulnerabilityRow(finding, context, setting));
	return markup`<section class="image group">
<h3>${imageName(image.image)}</h3>
<p class="lead">${countsLabel(image)}${failingLabel(image)}</p>
${places(image, setting)}${updates(image)}<details class="fold"><summary>${all}</summary>
<table class="cards vulnerabilities">
<caption class="unseen">Vulnerabilities of ${image.image}</caption>
<thead>${columnHeads(context.feeds)}</thead>
<tbody>
${rows}</tbody></table></details>
</section>
`;
}
function places({ findings: [first] }, { link }) {
	if (first === void 0 || !isInFile(first.location)) return nothing;
	if (isNamedByCaller(first)) return markup`<p class="label">Named by <code>--image</code></p>
`;
	const all = [first.location, ...(first.related ?? []).map(({ location }) => location)];
	const shown = all.slice(0, placesShown).map((location) => markup`<li><code>${linked(placeLabel(location), link({ location }))}</code></li>`);
	const left = all.length - shown.length;
	return markup`<p class="label">Runs in</p><ul class="places">${shown}${left > 0 ? markup`<li>${counted(left, "more place")}</li>` : nothing}</ul>
`;
}
function updates({ updates: all }) {
	if (all.length === 0) return markup`<p class="todo">No fix is known yet: watch the image, or replace what it holds.</p>
`;
	const shown = all.slice(0, updatesShown).map((update) => markup`<li>${updateLabel(update)}</li>`);
	const left = all.length - shown.length;
	return markup`<p class="label">What to do</p><ul class="updates">${shown}${left > 0 ? markup`<li>${counted(left, "more update")}</li>` : nothing}</ul>
`;
}
// src/report/html/findings-sections.ts
/**
* The findings that somebody may have to act on: in files by file, and in images by image. Those in
* files come first, but where only those in images fail the run.
*/
function findingsSections({ inFiles, inImages, left }, sources, setting) {
	const more = left === 0 ? nothing : markup`<p class="more">${counted(left, "more finding")} in the JSON report; the page shows those that fail, then the worst.</p>\n`;
	const files = section("findings", "Findings", inFiles.length, fileFindings(inFiles, sources, setting));
	const images = section("vulnerabilities", "Vulnerabilities", inImages.length, imageFindings(inImages, setting));
	return markup`${more}${imagesComeFirst({
		inFiles,
		inImages
	}, setting.line) ? [images, files] : [files, images]}`;
}
/** Whether only what is in images fails the run. */
function imagesComeFirst({ inFiles, inImages }, line) {
	const fails = (finding) => failsRun(finding, line);
	return inImages.some(fails) && !inFiles.some(fails);
}
function section(id, title, count, groups) {
	if (count === 0) return nothing;
	return markup`<section id="${id}" class="group" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} <span class="tally">${count}</span></h2>
${groups}</section>
`;
}
// src/report/html/expired-waivers.ts
/** The sentence of src/findings/waiver-notices.ts; a report says nothing more of such a waiver. */
const sentence = /^(.+:\d+:\d+): The waiver of (.+) expired on (\d{4}-\d{2}-\d{2}); (.+)\.$/s;
/** The expired waivers among the notices, in their order. */
function expiredWaivers(notices) {
	return notices.flatMap((notice) => {
		const [, place, rule, expires, effect] = sentence.exec(notice) ?? [];
		return place === void 0 || !rule || !expires || !effect ? [] : [{
			place,
			rule,
			expires,
			effect
		}];
	});
}
/** The expired waivers as a list, each with its last day and what that means. */
function expiredList(waivers) {
	if (waivers.length === 0) return nothing;
	const items = waivers.map(({ rule, place, expires, effect }) => markup`<li><p><code>${rule}</code> <b class="expiry">expired on ${expires}</b> ${effect}</p><p class="place"><code>${place}</code></p></li>\n`);
	return markup`<h3>Expired waivers <span class="tally">${waivers.length}</span></h3>
<ul class="entries card">
${items}</ul>
`;
}
// src/report/html/folded-sections.ts
/** Findings that nobody has to act on, by file and by image, behind a title that says how many. */
function foldedSection({ id, title, explanation, findings, notes = [] }, sources, setting) {
	if (findings.length + notes.length === 0) return nothing;
	const inFiles = findings.filter((finding) => !isVulnerable(finding));
	return fold({
		id,
		title,
		count: partCount({
			findings,
			notes
		})
	}, markup`<p class="explanation">${explanation}</p>
${expiredList(notes)}${fileFindings(inFiles, sources, setting)}${imageFindings(findings, setting)}`);
}
/** `3`, or `3, 1 expired` where waivers have. */
function partCount({ findings, notes = [] }) {
	return notes.length === 0 ? String(findings.length) : `${findings.length}, ${notes.length} expired`;
}
/** What the base had and the change has no more. */
function fixedSection({ comparison }) {
	if (comparison === void 0 || comparison.fixedCount === 0) return nothing;
	const { fixed, fixedCount, base } = comparison;
	const items = fixed.map(({ severity, message, rule, path }) => markup`<li><p class="said">${severityLabel(severity, false)} <span>${message} <code class="rule">${rule}</code></span></p><p class="quiet"><code>${path}</code></p></li>\n`);
	const left = fixedCount - fixed.length;
	const more = left > 0 ? markup`<p class="more">${left} more were fixed</p>\n` : nothing;
	return fold({
		id: "fixed",
		title: "Fixed",
		count: String(fixedCount)
	}, markup`<p class="explanation">Known in the base <code>${base}</code>, and gone from the change.</p>
<ul class="entries card">
${items}</ul>
${more}`);
}
function fold({ id, title, count }, body) {
	return markup`<section id="${id}" class="folded group" aria-labelledby="${id}-title">
<details class="fold part"><summary><h2 id="${id}-title">${title} <span class="tally">${count}</span></h2></summary>
${body}</details>
</section>
`;
}
// src/report/html/label-key.ts
/** What the labels of the findings mean, for those that the page has. */
function labelKey(findings, line) {
	const failing = findings.find((finding) => failsRun(finding, line));
	const other = findings.find((finding) => !failsRun(finding, line));
	const items = [
		...failing === void 0 ? [] : [markup`${severityLabel(failing.severity, true)} fails this run`],
		...other === void 0 ? [] : [markup`${severityLabel(other.severity, false)} does not`],
		...line.comparison === void 0 ? [] : [markup`${noveltyLabel(["new"])} by this change`],
		...line.comparison === void 0 ? [] : [markup`${noveltyLabel(["known"])} in the base already`]
	];
	if (findings.length === 0) return nothing;
	return markup`<ul id="key" class="key" aria-label="What the labels mean">${items.map((item) => markup`<li>${item}</li>`)}</ul>
`;
}
// src/report/html/run-section.ts
/** By what the verdict was reached: the policy, what was looked at and what not, and with which data. */
function runSection(report) {
	const { judged, notJudged, policy, failOn, tool, run, shard, comparison } = report;
	const { resources, documents, files } = judged;
	return markup`<section id="run" aria-labelledby="run-title">
<h2 id="run-title">This run</h2>
<dl class="facts wide">
${run === void 0 ? nothing : whenAndWhere(run)}
${fact("Judged", `${counted(resources, "resource")} in ${counted(documents, "document")} of ${counted(files, "file")}`)}
${notJudged.length === 0 ? nothing : fact("Not judged", listed(notJudged.map(({ what, count }) => `${what}: ${count}`)))}
${fact("Policy", policy === null ? "no policy file" : markup`<code>${policy.path}</code>, from ${policy.origin}`)}
${fact("Fails on", failOn === "none" ? "nothing (fail-on: none)" : `${failOn}${failOn === "critical" ? "" : " and worse"}`)}
${comparison === void 0 ? nothing : fact("Compared with", markup`<code>${comparison.base}</code>; ${comparison.gate === "new" ? "only new findings fail" : "known findings fail as well"}`)}
${shard === void 0 ? nothing : fact("Part", `${shard.index} of ${shard.of} of the images`)}
${report.vulnerabilities === void 0 ? nothing : scanFacts(report.vulnerabilities)}
${fact("Tool", `${tool.name} ${tool.version}`)}
</dl>
</section>
`;
}
function whenAndWhere({ repository, commit, ref, event, url, startedAt }) {
	const day = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)} UTC`;
	const address = webAddress(url);
	const page = address === void 0 ? nothing : markup`, <a href="${address}">the run</a>`;
	return markup`${fact("Repository", repository)}
${fact("Commit", markup`<code>${commit}</code>`)}
${fact("Event", `${event}${ref === void 0 ? "" : ` on ${ref}`}`)}
${fact("Started", markup`<time datetime="${startedAt}">${day}</time>${page}`)}`;
}
function scanFacts(summary) {
	const { trivy, database, javaDatabase, epss, kev, missing = {}, images, reused } = summary;
	const kept = reused === 0 ? "" : `, ${reused} of them known from an earlier run`;
	return markup`${fact("Scanned", `${counted(images, "image")}${kept}`)}
${fact("Scanner", `Trivy ${trivy.version} (${trivy.origin})`)}
${fact("Vulnerability database", databaseText(database))}
${javaDatabase === void 0 ? nothing : fact("Java database", databaseText(javaDatabase))}
${fact("EPSS", feedText(epss, missing.epss))}
${fact("KEV", feedText(kev, missing.kev))}`;
}
function databaseText({ repository, digest, updatedAt }) {
	return markup`${updatedAt}, <code>${repository}</code>${digest === void 0 ? nothing : markup`<br><code>${digest}</code>`}`;
}
function feedText(feed, missing) {
	return feed === null ? missingLabel(missing) : `${feed.date}, version ${feed.version}, ${feed.source}`;
}
function listed(items) {
	return markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
}
function fact(name, value) {
	return markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
// src/report/html/selection.ts
/**
* Chooses at most `limit` findings: those that fail first, then the open ones, the worst first. Known ones
* stand among the others where they may fail the run, and in a part of their own where they cannot.
*/
function selectionOf(report, limit) {
	const all = chosen(report, limit);
	const main = [];
	const remarks = [];
	const waived = [];
	const known = [];
	const lists = {
		fails: main,
		open: main,
		new: main,
		remark: remarks,
		waived,
		known
	};
	for (const finding of inReadingOrder(all)) {
		const [standing = "open"] = standingsOf(finding, report);
		lists[standing].push(finding);
	}
	const expired = expiredWaivers(report.notices);
	const { vulnerabilities, hygiene, others } = openParts(main, report);
	return {
		all,
		inFiles: others,
		inImages: vulnerabilities,
		folded: [
			hygienePart(hygiene.flat()),
			remarksPart(remarks),
			waivedPart(waived, expired),
			knownPart(known, report)
		].filter(({ findings, notes = [] }) => findings.length + notes.length > 0),
		left: report.findings.length - all.length
	};
}
function hygienePart(findings) {
	return {
		id: "hygiene",
		title: "Images in general",
		explanation: "How images are made, beside their vulnerabilities; none of it fails this run.",
		findings
	};
}
function remarksPart(findings) {
	return {
		id: "remarks",
		title: "Remarks",
		explanation: "Worth knowing; they never fail a run.",
		findings
	};
}
function waivedPart(findings, notes) {
	return {
		id: "waived",
		title: "Waived",
		explanation: findings.length === 0 ? "Nothing is waived any more." : "Accepted by somebody, for a reason, and not counted.",
		findings,
		notes
	};
}
function knownPart(findings, { comparison }) {
	return {
		id: "known",
		title: "Known",
		explanation: `Known: in the base${comparison === void 0 ? "" : ` (${comparison.base.slice(0, 10)})`} already, so they do not fail this run.`,
		findings
	};
}
function chosen(report, limit) {
	const { findings } = report;
	if (fitting(findings, limit) === findings.length) return findings;
	const failing = findings.filter((finding) => failsRun(finding, report));
	const others = findings.filter((finding) => !failsRun(finding, report));
	const ordered = [
		failing,
		others.filter(({ status }) => status === "open"),
		others.filter(({ status }) => status !== "open")
	].flatMap(worstFirst);
	return ordered.slice(0, fitting(ordered, limit));
}
/** Characters of all findings together; a page of a hundred megabytes helps nobody. */
const textLimit = 3e7;
/** How many of the findings, from the first on, are few and short enough for a page. */
function fitting(findings, limit) {
	let room = textLimit;
	const beyond = findings.findIndex((finding, index) => {
		room -= lengthOf(finding);
		return index >= limit || room < 0;
	});
	return beyond === -1 ? findings.length : beyond;
}
/** About how long the finding's own words are on the page, which cuts each text. */
function lengthOf({ message, remediation, related = [], vulnerability }) {
	return [
		message,
		remediation,
		vulnerability?.title ?? "",
		...related.map(messageOf)
	].slice(0, 11).reduce((sum, text) => sum + Math.min(text.length, bounds.total), 0);
}
function messageOf({ message }) {
	return message;
}
// src/report/html/verdict-section.ts
/** Notices that are shown; the JSON report has all. */
const noticesShown = 200;
/** The verdict, what it rests on, and what there is to say beside it. */
function verdictSection(report, subject = "") {
	const { verdict } = report;
	const [first = "", ...others] = verdictGrounds(report);
	const rest = others.map((ground) => markup`<li>${ground}</li>`);
	return markup`<header class="verdict ${verdict}">
${gatePicture(verdict)}<div>
<p class="product">Portcullis${subject === "" ? nothing : markup` <span class="subject">${subject}</span>`}</p>
<h1>${verdictWords[verdict]}</h1>
<p class="grounds">${unbroken(first)}</p>
${rest.length === 0 ? nothing : markup`<ul class="grounds-more">${rest}</ul>`}${whatFails(report)}</div>
</header>
`;
}
/** The line for failing, at the end of a sentence, is read as one. */
function unbroken(ground) {
	const [, before = ground, line] = /^(.*)(\(fail-on: [a-z]+\))$/s.exec(ground) ?? [];
	return line === void 0 ? markup`${ground}` : markup`${before}<span class="together">${line}</span>`;
}
/** Which checks the findings belong to that fail the run; nothing where the run passes. */
function whatFails(report) {
	const failing = report.findings.filter((finding) => failsRun(finding, report));
	if (report.verdict === "pass" || failing.length === 0) return nothing;
	return markup`<div class="blame"><span id="blame-title">What fails:</span> <ul aria-labelledby="blame-title">${checkNames.flatMap((name) => {
		const count = failing.filter(({ check }) => check === name).length;
		return count === 0 ? [] : [markup`<li>${name} <b>${count}</b></li>`];
	})}</ul></div>
`;
}
/** The sentences for the reader beside the verdict. */
function noticesSection({ notices }) {
	if (notices.length === 0) return nothing;
	const left = notices.length - noticesShown;
	return markup`<section class="notices" aria-labelledby="notices-title">
<h2 id="notices-title">Notices</h2>
<ul>
${notices.slice(0, noticesShown).map((notice) => markup`<li>${notice}</li>\n`)}${left > 0 ? markup`<li>${left} more in the JSON report</li>` : nothing}</ul>
</section>
`;
}
// src/report/html.ts
var html_exports = /* @__PURE__ */ __exportAll({ htmlReport: () => htmlReport });
/** More than anybody reads; a browser still opens and filters them well. */
const rowLimit = 2e4;
/** Above this a browser lays out only what is in sight. */
const layoutLimit = 300;
/**
* The report as one page that asks nobody for anything: readable without scripts, with a filter where
* they may run. Text from judged files shows as it is written there and does nothing. At most `limit`
* findings are shown, and so many
* that the page stays of a size to be opened, those that fail first; it says how many more there are.
*/
function htmlReport(report, sources, { link = () => void 0, limit = rowLimit } = {}) {
	const setting = {
		line: report,
		link
	};
	const selection = selectionOf(report, limit);
	const subject = subjectOf(report);
	return htmlDocument(report.verdict, {
		subject,
		head: verdictSection(report, subject),
		parts: partsIn(report, selection),
		isLarge: selection.all.length > layoutLimit,
		body: [
			noticesSection(report),
			checksSection(report),
			filterSection(selection.all, report),
			labelKey(selection.all, report),
			findingsSections(selection, sources, setting),
			...selection.folded.map((folded) => foldedSection(folded, sources, setting)),
			fixedSection(report),
			imagesSection(report.images, setting),
			commitsSection(report),
			runSection(report)
		]
	});
}
/** `acme/shop at 4f0c2a9e8b`, so that the pages of two runs are told apart. */
function subjectOf({ run }) {
	return run && `${run.repository} at ${run.commit.slice(0, 10)}`;
}
/** The parts that the page has, for its list of contents. */
function partsIn(report, selection) {
	const { images, commits, comparison } = report;
	const { inFiles, inImages, folded } = selection;
	const fixed = comparison?.fixedCount ?? 0;
	const inOrder = [{
		id: "findings",
		title: "Findings",
		count: inFiles.length
	}, {
		id: "vulnerabilities",
		title: "Vulnerabilities",
		count: inImages.length
	}];
	return [
		{
			id: "checks",
			title: "Checks"
		},
		...[
			...imagesComeFirst(selection, report) ? inOrder.toReversed() : inOrder,
			...folded.map((part) => ({
				id: part.id,
				title: part.title,
				count: partCount(part)
			})),
			{
				id: "fixed",
				title: "Fixed",
				count: fixed
			},
			{
				id: "images",
				title: "Images",
				count: images.length
			}
		].filter(({ count }) => count !== 0),
		...commits === void 0 ? [] : [{
			id: "commits",
			title: "Commits",
			count: commits.count
		}],
		{
			id: "run",
			title: "This run"
		}
	];
}
export { html_exports as n, htmlReport as t };
