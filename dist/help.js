// src/command/help.ts
const targets = `  --format FORMAT                  text | json | sarif | markdown | html | badge (default: text)
  --output FILE                    write there; --format and --output may be repeated in pairs
`;
const commands = {
	check: {
		usage: `  portcullis check [PATH...]     judge the files under PATH (default: this repository)
`,
		options: `  --policy FILE                    default: .github/portcullis.yml
  --checks LIST                    commits,registries,signatures,vulnerabilities,manifests (default: all;
                                   signatures and vulnerabilities where the policy has a section for them)
  --image REF                      an image besides those in the files; may be repeated
  --image NAME=REF                 judge REF wherever the files say NAME
  --range BASE..HEAD               commits to verify (default: what is not upstream yet)
  --only-new                       tell findings that the base has already from those that the change brings
  --base REV                       the commit to compare with (default: where HEAD left origin/HEAD)
  --gate GATE                      all | new: which findings can fail with --only-new (default: all)
  --pod-security LEVEL[:VERSION]   privileged | baseline | restricted, e.g. restricted:v1.31
  --fail-on SEVERITY               critical | high | medium | low | none (default: high)
  --shard N/M                      look at a part of the images only, e.g. 2/5; merge joins the reports
  --sbom FORMAT=FOLDER             bills of materials of the images: cyclonedx or spdx-json; may be repeated
${targets}  --allow-empty                    pass where there is no Kubernetes file
  --offline                        contact nothing
`,
		example: "portcullis check deploy --format text --format sarif --output portcullis.sarif"
	},
	merge: {
		usage: `  portcullis merge REPORT...     join the JSON reports of all shards into one, with one verdict
`,
		options: targets,
		example: "portcullis merge shard-1.json shard-2.json --format html --output report.html"
	},
	rules: {
		usage: `  portcullis rules               list every rule (--format json for all that is known of each)
`,
		options: `  --format FORMAT                  text | json (default: text)
`,
		example: "portcullis rules --format json"
	},
	explain: {
		usage: `  portcullis explain RULE        one rule: why, and what to write instead
`,
		example: "portcullis explain pod-security/privileged"
	},
	init: {
		usage: `  portcullis init --signatures IMAGE...
                                 print policy entries from the signatures that images have
`,
		options: `  --policy FILE                    default: .github/portcullis.yml
`,
		example: "portcullis init --signatures ghcr.io/acme/web:1.4.2"
	}
};
const statuses = `Exit status
  0  pass
  1  fail: findings at or above the line
  2  no verdict: a check could not run, bad usage, bad policy
`;
/** The commands that judge end with a verdict. */
const judging = /* @__PURE__ */ new Set(["check", "merge"]);
/** What `portcullis --help` prints. */
const help = `portcullis: one gate for what a repository is about to deploy to Kubernetes

Usage
${Object.values(commands).map((command) => command.usage).join("")}  portcullis help COMMAND        the options of one command, and an example
  portcullis --version | --help

Options of check
${commands.check.options}
Options of merge
  --format FORMAT, --output FILE   as for check

${statuses}`;
/** What `portcullis COMMAND --help` prints; nothing where there is no such command. */
function helpOn(name) {
	const command = Object.entries(commands).find(([known]) => known === name)?.[1];
	if (command === void 0) return void 0;
	return [
		`Usage\n${command.usage}`,
		..."options" in command ? [`Options\n${command.options}`] : [],
		`Example\n  ${command.example}\n`,
		...judging.has(name) ? [statuses] : []
	].join("\n");
}
/** Whether the words behind a command ask for its help; what follows `--` are names. */
function asksForHelp(words) {
	const end = words.indexOf("--");
	return (end < 0 ? words : words.slice(0, end)).some((word) => word === "--help" || word === "-h");
}
export { asksForHelp, help, helpOn };
