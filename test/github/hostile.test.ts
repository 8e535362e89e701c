import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { TestRepository } from "../git/repository.ts";
import { privilegedPod, strictPolicy } from "./manifests.ts";
import { pullRequest } from "./pull-request.ts";
import { cleanUp, fileChecks, runStep, temporaryFolder } from "./runner.ts";

afterAll(cleanUp);

const inputs = { checks: fileChecks };

/** The commands that the step itself uses. */
const ours = new Set(["group", "endgroup", "error", "warning", "notice", "add-mask"]);

const payload =
  "::error::pwned\n::set-env name=NODE_OPTIONS::x\n##[error]pwned\n::stop-commands::x";

test("nothing out of a file name or a file is a command to the runner", () => {
  const repository = new TestRepository(temporaryFolder());
  repository.commit({
    "deploy/a\n::error::pwned.yaml": privilegedPod,
    "deploy/##[error]pwned.yaml": privilegedPod,
    "deploy/\r::warning::pwned.yaml": privilegedPod,
    "deploy/broken.yaml": `apiVersion: v1\nkind: Pod\n::error::pwned: [\n`,
    "deploy/values.yaml": JSON.stringify({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: payload, namespace: "##[add-mask]pwned" },
      spec: {
        hostNetwork: true,
        containers: [{ name: payload, image: payload, securityContext: { privileged: true } }],
      },
    }),
  });
  const result = runStep({ workspace: repository.folder, event: "push", inputs });
  expect(result.outputs["verdict"]).toBe("fail");
  expect(result.commands.filter(({ name }) => !ours.has(name.toLowerCase()))).toEqual([]);
  expect(result.commands.filter(({ message }) => message.startsWith("pwned"))).toEqual([]);
  expect(result.log).toMatch(/^::stop-commands::[0-9a-f-]{36}$/m);
  expect(result.summary).not.toMatch(/^::/m);
});

test("the names of outputs and their values cannot be forged", () => {
  const repository = new TestRepository(temporaryFolder());
  repository.commit({ "deploy/x\nverdict=pass\nverdict<<E\npass\nE\n.yaml": privilegedPod });
  const result = runStep({ workspace: repository.folder, event: "push", inputs });
  expect(result.outputs["verdict"]).toBe("fail");
});

test("escape sequences and marks of direction do not reach the log, the summary or a report", () => {
  const repository = new TestRepository(temporaryFolder());
  const name = "web\u001b[2J\u202egnp";
  repository.commit({
    "web.yaml": privilegedPod.replace("name: web\n", `name: ${JSON.stringify(name)}\n`),
  });
  const result = runStep({ workspace: repository.folder, event: "push", inputs });
  expect(result.outputs["verdict"]).toBe("fail");
  const report = readFileSync(result.outputs["report-file"] ?? "", "utf8");
  for (const text of [result.log, result.summary, report]) {
    expect(text).not.toContain("\u001b[2J");
    expect(text).not.toContain("\u202e");
  }
});

test("a branch may be named like a shell command", () => {
  const branch = "main;touch${IFS}pwned;$(touch pwned)`touch pwned`";
  const change = pullRequest(
    { ".github/portcullis.yml": strictPolicy },
    { "web.yaml": privilegedPod },
    { branch },
  );
  const result = runStep({ ...change, event: "pull_request", inputs });
  expect(result.outputs["verdict"]).toBe("fail");
  expect(existsSync(join(change.workspace, "pwned"))).toBe(false);
});

test("the token is masked first and stands nowhere else", () => {
  const change = pullRequest(
    { ".github/portcullis.yml": strictPolicy },
    { "web.yaml": privilegedPod },
  );
  const token = "ghs_0123456789";
  const result = runStep({
    ...change,
    event: "pull_request",
    inputs: { ...inputs, token, upload: "never" },
  });
  const encoded = Buffer.from(`x-access-token:${token}`).toString("base64");
  expect(result.outputs["verdict"]).toBe("fail");
  expect(result.commands.slice(0, 2)).toEqual([
    { name: "add-mask", properties: expect.anything(), message: token },
    { name: "add-mask", properties: expect.anything(), message: encoded },
  ]);
  const rest = result.log.replace(`::add-mask::${token}`, "").replace(`::add-mask::${encoded}`, "");
  for (const text of [rest, result.summary, JSON.stringify(result.outputs)]) {
    expect(text).not.toContain(token);
    expect(text).not.toContain(encoded);
  }
});
