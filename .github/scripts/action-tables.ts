import { parse } from "yaml";

interface ActionFile {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default?: string }>
  >;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** The README with its tables of inputs and outputs made anew from action.yml. */
export function actionTables(readme: string, actionFile: string): string {
  const action = parse(actionFile) as ActionFile;
  const inputs = Object.entries(action.inputs).map(
    ([name, { description }]) => `| \`${name}\` | ${oneLine(description)} |`,
  );
  const outputs = Object.entries(action.outputs).map(
    ([name, { description }]) => `| \`${name}\` | ${oneLine(description)} |`,
  );
  return between(
    between(readme, "inputs", ["| input | meaning |", "|---|---|", ...inputs].join("\n")),
    "outputs",
    ["| output | meaning |", "|---|---|", ...outputs].join("\n"),
  );
}

function between(text: string, name: string, content: string): string {
  const start = `<!-- ${name}: made from action.yml -->`;
  const end = `<!-- /${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the README lacks the markers ${start} and ${end}`);
  return `${text.slice(0, from)}${start}\n\n${content}\n\n${text.slice(to)}`;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
}
