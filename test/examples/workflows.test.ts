import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { readInputs } from "../../src/github/inputs.ts";
import { eventNames, exampleEvents } from "./payloads.ts";
import { action, isOurs, type Job, type Step, stepsOf, workflowsIn } from "./workflows.ts";

const examples = workflowsIn("docs/examples");
const own = workflowsIn(".github/workflows");
const each = examples.map((example) => [example.file, example] as const);

test("every example has its events, and every event an example", () => {
  expect(examples.map(({ file }) => file)).toEqual(Object.keys(exampleEvents).sort());
  const used = new Set(Object.values(exampleEvents).flat());
  expect([...eventNames].filter((name) => !used.has(name))).toEqual([]);
});

test.each(each)("%s: runs on its events and no other", (file, { workflow }) => {
  const wanted = (exampleEvents[file] ?? []).map((name) => name.split(" ", 1)[0]);
  expect(Object.keys(workflow.on).sort()).toEqual([...new Set(wanted)].sort());
});

test.each(each)("%s: uses this action with inputs and outputs that it has", (_, { text, workflow }) => {
  const ours = stepsOf(workflow).filter(({ step }) => isOurs(step));
  expect(ours.length).toBeGreaterThan(0);
  for (const { step } of ours) {
    const unknown = Object.keys(step.with ?? {}).filter((name) => !(name in action.inputs));
    expect(unknown).toEqual([]);
  }
  const ids = new Set(ours.map(({ step }) => step.id));
  for (const match of text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
    expect(ids).toContain(match[1]);
    expect(Object.keys(action.outputs)).toContain(match[2]);
  }
});

const kept = { ...process.env };
afterEach(() => {
  process.env = { ...kept };
});

/** What the expressions of the examples may become. */
const values: Readonly<Record<string, string>> = {
  "matrix.shard": "2",
  "matrix.path": "apps/shop",
  "matrix.name": "shop",
  "vars.WEB_DIGEST": `sha256:${"a".repeat(64)}`,
  "github.event_name == 'merge_group' && 'never' || 'auto'": "never",
};

function filled(value: unknown): string {
  return String(value).replace(/\$\{\{ (.+?) \}\}/g, (whole, name: string) => values[name] ?? whole);
}

test.each(each)("%s: the action takes what it is given", (_, { workflow }) => {
  for (const { step } of stepsOf(workflow).filter(({ step }) => isOurs(step))) {
    process.env = { ...kept };
    for (const [name, value] of Object.entries(step.with ?? {})) {
      expect(filled(value)).not.toContain("${{");
      process.env[`INPUT_${name.toUpperCase()}`] = filled(value);
    }
    expect(() => readInputs()).not.toThrow();
  }
});

test.each(each)("%s: pins every action by a full SHA, with its version beside it", (_, { text }) => {
  const uses = [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map((match) => match[1] ?? "");
  expect(uses.length).toBeGreaterThan(0);
  for (const use of uses) {
    expect(use).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v(?:\d+\.\d+\.\d+|X\.Y\.Z)$/);
    const isPlaceholder = /@0{40} # vX\.Y\.Z$/.test(use);
    expect(isPlaceholder).toBe(use.startsWith("portcullis-dev/portcullis@"));
  }
});

test("one version of each action everywhere, in the examples and in our own workflows", () => {
  const pins = new Map<string, Set<string>>();
  for (const { file, text } of [...examples, ...own]) {
    for (const match of text.matchAll(/uses: ([\w./-]+)@([0-9a-f]{40} # v\S+)/g)) {
      const [, name = "", pin = ""] = match;
      // The newest that runs there is an old one.
      if (file === "ghes.yml" && name === "actions/upload-artifact") continue;
      pins.set(name, new Set([...(pins.get(name) ?? []), pin]));
    }
  }
  expect(pins.size).toBeGreaterThan(3);
  expect([...pins].filter(([, versions]) => versions.size > 1)).toEqual([]);
});

/** The least that a job can do its steps with. */
function leastPermissions({ steps }: Job): Readonly<Record<string, string>> {
  const has = (found: (step: Step) => boolean): boolean => steps.some(found);
  const uploads = (step: Step): boolean =>
    isOurs(step) && step.with?.["upload"] !== "never" && step.with?.["shard"] === undefined;
  return {
    ...(has((step) => step.uses !== undefined) ? { contents: "read" } : {}),
    ...(has(uploads) ? { "security-events": "write" } : {}),
    ...(has((step) => isOurs(step) && step.with?.["comment"] === true)
      ? { "pull-requests": "write" }
      : {}),
  };
}

test.each(each)("%s: has the permissions that it needs and no other", (_, { workflow }) => {
  expect(workflow.permissions).toEqual({});
  for (const job of Object.values(workflow.jobs)) {
    expect(job.permissions).toEqual(leastPermissions(job));
  }
});

test.each([...examples, ...own].map((one) => [one.file, one] as const))(
  "%s: puts no expression into a script, keeps no token and ends in time",
  (file, { workflow }) => {
    for (const { job, step } of stepsOf(workflow)) {
      expect(step.run ?? "").not.toContain("${{");
      if (step.uses?.startsWith("actions/checkout@") === true) {
        expect(step.with).toMatchObject({ "persist-credentials": false });
      }
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
    }
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
    if (file !== "self.yml") expect(workflow.concurrency).toBeDefined();
  },
);

test.each(each)("%s: says what the placeholder stands for, and the list has it", (file, { text }) => {
  expect(text.split("\n", 1)[0]).toContain("../pinning.md");
  const list = readFileSync(path.join(import.meta.dirname, "../../docs/examples/README.md"), "utf8");
  expect(list).toContain(`[${file}](${file})`);
});
