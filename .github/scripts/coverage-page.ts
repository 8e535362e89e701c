import { inputNames } from "../../src/github/input-names.ts";
import type { ArticleTool } from "./coverage-operations.ts";
import type { Coverage, Practice, PracticeGroup } from "./coverage-practice.ts";

/** What exists: a page that names anything else is not made. */
export interface KnownNames {
  readonly rules: readonly string[];
  /** As docs/policy.md names them. */
  readonly keys: readonly string[];
}

/**
 * docs/coverage.md: every practice and tool of the source articles and what became of it. Throws with
 * every rule, policy key, input or practice that is named and does not exist.
 */
export function coveragePage(
  groups: readonly PracticeGroup[],
  tools: readonly ArticleTool[],
  known: KnownNames,
): string {
  const practices = groups.flatMap((group) => group.practices);
  const mistakes = [...mistakesIn(practices, known), ...mistakesInTools(tools, practices)];
  if (mistakes.length > 0) throw new Error(`docs/coverage.md:\n${mistakes.join("\n")}`);
  return [
    introduction,
    counted(practices),
    ...groups.map((group) => `## ${group.title}\n\n${table(group.practices)}`),
    `## Tools of the articles\n\n${toolTable(tools)}`,
    "",
  ].join("\n\n");
}

function mistakesIn(practices: readonly Practice[], known: KnownNames): string[] {
  const ids = practices.map(({ id }) => id);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} stands there twice`),
    ...practices.flatMap((practice) =>
      "by" in practice
        ? unknownIn(practice.by, known).map((name) => `${practice.id}: ${name}`)
        : [],
    ),
  ];
}

function unknownIn(
  { rules = [], keys = [], inputs = [], checks = [] }: Coverage,
  known: KnownNames,
) {
  return [
    ...rules.filter((rule) => !isKnownRule(rule, known)).map((rule) => `there is no rule ${rule}`),
    ...keys.filter((key) => !known.keys.includes(key)).map((key) => `no policy key ${key}`),
    ...inputs.filter((name) => !inputNames.includes(name)).map((name) => `no input ${name}`),
    ...(rules.length + keys.length + inputs.length + checks.length === 0
      ? ["says covered and names nothing that covers it"]
      : []),
  ];
}

function isKnownRule(rule: string, { rules }: KnownNames): boolean {
  if (!rule.endsWith("/*")) return rules.includes(rule);
  return rules.some((id) => id.startsWith(rule.slice(0, -1)));
}

function mistakesInTools(tools: readonly ArticleTool[], practices: readonly Practice[]): string[] {
  const ids = new Set(practices.map(({ id }) => id));
  return tools.flatMap((tool) =>
    tool.practices.filter((id) => !ids.has(id)).map((id) => `${tool.tool}: no practice ${id}`),
  );
}

function counted(practices: readonly Practice[]): string {
  const count = (state: Practice["state"]): number =>
    practices.filter((practice) => practice.state === state).length;
  return `${practices.length} practices: ${count("covered")} covered, ${count("partly")} partly, ${count("not yet")} not yet, ${count("not here")} that no gate of this kind can see.`;
}

function table(practices: readonly Practice[]): string {
  const rows = practices.map((practice) =>
    row([
      `\`${practice.id}\``,
      practice.practice,
      articlesOf(practice),
      `**${practice.state}**${details(practice)}`,
      "instead" in practice ? practice.instead : "",
    ]),
  );
  const head = ["id", "practice", "article", "here", "for the rest, today"];
  return [row(head), row(head.map(() => "---")), ...rows].join("\n");
}

function articlesOf({ articles }: Practice): string {
  return articles === "some" ? "some" : articles.join(", ") || "implied";
}

function details(practice: Practice): string {
  switch (practice.state) {
    case "covered":
    case "partly":
      return `: ${covering(practice.by)}`;
    case "not here":
      return `: ${practice.why}`;
    case "not yet":
      return "";
  }
}

function covering({ checks = [], rules = [], keys = [], inputs = [], note }: Coverage): string {
  return [
    ...checks.map((name) => `check \`${name}\``),
    ...(rules.length === 0 ? [] : [`rules ${rules.map(ruleLink).join(", ")}`]),
    ...(keys.length === 0 ? [] : [`policy ${keys.map(keyLink).join(", ")}`]),
    ...(inputs.length === 0 ? [] : [`input ${inputs.map((name) => `\`${name}\``).join(", ")}`]),
    ...(note === undefined ? [] : [note]),
  ].join("; ");
}

function ruleLink(rule: string): string {
  return rule.endsWith("/*") ? `\`${rule}\`` : `[${rule}](rules.md#${anchorOf(rule)})`;
}

function keyLink(key: string): string {
  return `[\`${key}\`](policy.md#${anchorOf(key)})`;
}

/** GitHub's anchor for a heading: lower case, without punctuation but hyphens. */
function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^a-z0-9 -]/g, "");
}

function toolTable(tools: readonly ArticleTool[]): string {
  const rows = tools.map(({ tool, practices, here }) =>
    row([tool, here, practices.map((id) => `\`${id}\``).join(", ")]),
  );
  const head = ["tool", "here", "practices"];
  return [row(head), row(head.map(() => "---")), ...rows].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

const introduction = `# Coverage

Made from \`.github/scripts/coverage-practices.ts\` by \`npm run docs\`, which fails when a rule, a policy
key or an input that it names does not exist.

Portcullis began with three articles on securing what runs in Kubernetes: S0, on three layers of
defence (2024); S1, on best practices (2023); and S2, a long guide with examples. This page has
every practice that they ask for and every tool that they use. **Covered** and **partly** name what
judges it. **Not yet** means that files could show it and this version does not look: of Kubernetes
objects it judges pods by the Pod Security Standards, and images by the registries check and its
Gatekeeper constraints, and not roles, network policies, ingresses, meshes, secrets, the control
plane, kubelets or admission policies. **Not here** means that no gate in front of a deployment can
see it. Where the column of articles says _some_, at least one of them asks for it; _implied_ is what
follows from them. The last column says what does the rest today; identifiers are those that the tools print.

Some examples of the articles are out of date, and this page does not repeat them: the admission
plugin PodSecurityPolicy, an encryption key written into a file, an audit policy that logs nothing
else, a firewall that only detects, actions by tag or branch.`;
