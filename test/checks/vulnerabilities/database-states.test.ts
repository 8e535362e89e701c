import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { databaseStates } from "../../../src/checks/vulnerabilities/database-states.ts";

const state = (day: number, repository = "db.example/java:1") => ({
  repository,
  digest: `sha256:${String(day).repeat(64)}`,
  updatedAt: `2026-11-0${day}T00:00:00Z`,
});

test("one state is told by nobody, whichever mirror had it", () => {
  const told = databaseStates("database", [state(1), state(1), state(1, "mirror.example/java:1")]);
  expect(told).toEqual({ oldest: state(1), notices: [] });
  expect(databaseStates("database", [])).toEqual({ oldest: undefined, notices: [] });
});

test("of several the oldest stands for all, and each is named by its date and digest", () => {
  const { oldest, notices } = databaseStates("database", [state(3), state(1), state(3)]);
  expect(oldest).toEqual(state(1));
  expect(notices).toEqual([
    `The images were looked at with 2 states of the database, for it changed meanwhile: that of 2026-11-01T00:00:00Z (db.example/java:1@sha256:${"1".repeat(64)}) and that of 2026-11-03T00:00:00Z (db.example/java:1@sha256:${"3".repeat(64)}). Run again for one state.`,
  ]);
});

test("whoever is ready first changes nothing", () => {
  const states = fc.array(
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom("a.example/j:1", "b.example/j:1"))
      .map(([day, repository]) => state(day, repository)),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(states, (used) => {
      expect(databaseStates("x", used.toReversed())).toEqual(databaseStates("x", used));
    }),
  );
});
