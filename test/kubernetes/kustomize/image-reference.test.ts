import { expect, test } from "@jest/globals";
import {
  joinReference,
  namesOf,
  splitReference,
} from "../../../src/kubernetes/kustomize/image-reference.ts";

test.each([
  ["nginx", "nginx", "", ""],
  ["nginx:1.14", "nginx", "1.14", ""],
  ["nginx@sha256:ab", "nginx", "", "sha256:ab"],
  ["nginx:1@sha256:ab", "nginx", "1", "sha256:ab"],
  ["localhost:5000/app", "localhost:5000/app", "", ""],
  ["localhost:5000/app:1@sha512:ab", "localhost:5000/app", "1", "sha512:ab"],
  ["", "", "", ""],
])("cuts %j into name, tag and digest and puts it together again", (text, name, tag, digest) => {
  expect(splitReference(text)).toEqual({ name, tag, digest });
  expect(joinReference({ name, tag, digest })).toBe(text);
});

test.each([
  ["nginx", ["nginx"]],
  ["nginx:1.14", ["nginx:1.14", "nginx"]],
  ["nginx:{TAG}", ["nginx:{TAG}", "nginx"]],
  ["a/b:1@sha256:ab", ["a/b:1@sha256:ab", "a/b:1", "a/b"]],
  ["localhost:5000/app", ["localhost:5000/app"]],
  ["nginx:1 2", ["nginx:1 2"]],
  ["nginx:$(TAG)", ["nginx:$(TAG)"]],
  ["", [""]],
])("the names of %j", (reference, names) => {
  expect(namesOf(reference)).toEqual(names);
});

test("the names of a hostile reference take time in proportion to its length", () => {
  for (const part of [":", "@", "@a:", "a:", "@a"]) {
    expect(namesOf(`${part.repeat(200_000)} `).length).toBeGreaterThan(0);
  }
});
