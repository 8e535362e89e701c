import { expect, test } from "@jest/globals";
import { gathered, maxFindings } from "../../src/checks/check.ts";
import { bounded } from "../../src/checks/run.ts";
import type { Finding } from "../../src/model/finding.ts";
import { startOf } from "../../src/model/location.ts";

const finding: Finding = {
  check: "manifests",
  rule: "files/unreadable",
  severity: "critical",
  message: "A message.",
  remediation: "A remedy.",
  location: startOf("a.yaml"),
  identity: [],
  offender: null,
};

test("all parts are gathered, in their order", () => {
  const other = { ...finding, message: "Another." };
  expect(gathered([[finding], [], [other, finding]])).toEqual([finding, other, finding]);
});

test("past the bound no more parts are made", () => {
  let made = 0;
  function* parts(): Generator<readonly Finding[]> {
    for (;;) {
      made++;
      yield Array.from({ length: maxFindings / 2 }, () => finding);
    }
  }
  expect(gathered(parts())).toHaveLength(maxFindings + 1);
  expect(made).toBe(3);
});

test("what no check keeps is said, whatever else kept it from deciding", () => {
  const findings = gathered([Array.from({ length: maxFindings + 1 }, () => finding)]);
  const cut = `more than ${maxFindings} findings; only the first ${maxFindings} were kept`;
  for (const [outcome, reason] of [
    [{ kind: "decided", findings }, cut],
    [{ kind: "error", reason: "a server is down", findings }, `a server is down; ${cut}`],
  ] as const) {
    const kept = bounded(outcome);
    expect(kept).toMatchObject({ kind: "error", reason });
    expect(kept.kind === "error" && kept.findings).toHaveLength(maxFindings);
  }
});
