import { expect, test } from "@jest/globals";
import { commentBody, markerOf, type CommentContext } from "../../../src/github/comment/body.ts";
import { finding, hostileTexts, reportOn, sampleReport } from "../../report/sample.ts";
import { head } from "../surroundings-sample.ts";

const base = { server: "https://github.com", repository: "acme/shop", commit: head };
const context: CommentContext = {
  category: "portcullis",
  base,
  runId: "4711",
  link: ({ location }) => `https://github.com/acme/shop/blob/${head}/${location.path}`,
};

test("the comment begins with the marker, says the verdict, and which commit it is about", () => {
  const text = commentBody(sampleReport, context);
  expect(text.split("\n")[0]).toBe("<!-- portcullis:portcullis -->");
  expect(text).toContain("Portcullis: FAIL");
  expect(text).toContain(`[\`${head.slice(0, 10)}\`](https://github.com/acme/shop/commit/${head})`);
  expect(text).toContain("[this run](https://github.com/acme/shop/actions/runs/4711)");
  expect(text).toContain(`https://github.com/acme/shop/blob/${head}/`);
});

test("a category of one's own is named", () => {
  const text = commentBody(sampleReport, { ...context, category: "production", runId: undefined });
  expect(text.split("\n")[0]).toBe("<!-- portcullis:production -->");
  expect(text).toContain("category `production`");
  expect(text).not.toContain("this run");
});

test.each([
  ["a-b", "a-b"],
  ["a--b", "a%2D-b"],
  ["a-", "a%2D"],
  ["--> <script>", "%2D-%3E%20%3Cscript%3E"],
  ["\ud800x", "%EF%BF%BDx"],
])("the category %j cannot leave the marker", (category, inside) => {
  expect(markerOf(category)).toBe(`<!-- portcullis:${inside} -->`);
});

test("different categories have different markers", () => {
  const categories = ["a", "A", "a-", "a%2D", "a--", "a/b", "a b"];
  expect(new Set(categories.map(markerOf)).size).toBe(categories.length);
});

test("thousands of findings stay under what GitHub takes, with the foot in place", () => {
  const many = Array.from({ length: 3_000 }, (_, index) =>
    finding({ message: `Number ${index}: ${hostileTexts["html"]} ä€😀`, fingerprint: `${index}` }),
  );
  const text = commentBody(reportOn(many), context);
  expect(Buffer.byteLength(text)).toBeLessThan(65_000);
  expect(text).toContain("left out");
  expect(text).toContain("About commit");
});

test.each(Object.entries(hostileTexts))("hostile text stays text: %s", (_, message) => {
  const text = commentBody(reportOn([finding({ message })]), context);
  expect(text).not.toMatch(/<script|<img|\u001b|\u202e/);
  expect(text).not.toContain("@acme/everyone");
  expect(text.split("<!--")).toHaveLength(2);
});
