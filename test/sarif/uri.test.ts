import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { relativeUri } from "../../src/sarif/uri.ts";

test.each([
  ["deploy/web.yaml", "deploy/web.yaml"],
  ["a b/c#1%20?.yaml", "a%20b/c%231%2520%3F.yaml"],
  ["größe/容器.yaml", "gr%C3%B6%C3%9Fe/%E5%AE%B9%E5%99%A8.yaml"],
  ["https://evil.test/x", "https%3A/evil.test/x"],
  ["/etc/passwd", "etc/passwd"],
  ["../../x/./y", "x/y"],
  ["c:\\x", "c%3A%5Cx"],
  ["a\ud800b", "a%EF%BF%BDb"],
  [".", "not-in-a-file"],
  ["", "not-in-a-file"],
])("%j becomes %s", (path, uri) => {
  expect(relativeUri(path)).toBe(uri);
});

test("any path becomes a relative reference that stays under its base", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (path) => {
      const uri = relativeUri(path);
      expect(uri).toMatch(/^[A-Za-z0-9\-_.!~*'()%]+(\/[A-Za-z0-9\-_.!~*'()%]+)*$/);
      expect(new URL(uri, "file:///base/").pathname).toBe(`/base/${uri}`);
    }),
  );
});
