import { expect, test } from "@jest/globals";
import {
  markdownBlock,
  markdownCode,
  markdownLink,
  markdownText,
} from "../../src/report/markdown-text.ts";

test.each([
  ["**b** _i_ ~~s~~", "\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~"],
  ["a | b", "a \\| b"],
  ["[x](https://evil.test)", "\\[x\\](https<span>:</span>//evil.test)"],
  ["<b onclick='x'>&amp;", "&lt;b onclick='x'&gt;&amp;amp;"],
  ["\\[x](1)", "\\\\\\[x\\](1)"],
  [
    "by @acme/net, see #12 and GH-7",
    "by <span>@</span>acme/net, see <span>#</span>12 and <span>GH-</span>7",
  ],
  ["img@sha256:00", "img@sha256:00"],
  ["www.evil.test $x$", "www<span>.</span>evil.test <span>$</span>x<span>$</span>"],
  ["one\n# two", "one\\\\n# two"],
  ["\u202eevil", "\\\\u202eevil"],
])("%j as Markdown shows itself", (text, markdown) => {
  expect(markdownText(text)).toBe(markdown);
});

test("words between backticks become code, and single backticks stay backticks", () => {
  expect(markdownText("set `a_b` to `<c>`")).toBe("set `a_b` to `<c>`");
  expect(markdownText("a ` b_c")).toBe("a \\` b\\_c");
  expect(markdownText("`a` and ` b")).toBe("`a` and \\` b");
  expect(markdownText("``a` b``")).toBe("\\`\\`a\\` b\\`\\`");
  expect(markdownText("`a | b`")).toBe("<code>a \\| b</code>");
});

test("code holds whatever it is given", () => {
  expect(markdownCode("deploy/web_1.yaml")).toBe("`deploy/web_1.yaml`");
  expect(markdownCode("a`b")).toBe("<code>a\\`b</code>");
  expect(markdownCode("</code><script>`")).toBe("<code>&lt;/code&gt;&lt;script&gt;\\`</code>");
  expect(markdownCode("\u001b[2J")).toBe("`\\x1b[2J`");
  expect(markdownCode("")).toBe("<code></code>");
});

test("a link leads to the web or nowhere, and ends where it should", () => {
  expect(markdownLink("x", "https://github.com/a/b#L1")).toBe("[x](https://github.com/a/b#L1)");
  expect(markdownLink("x", "https://a.test/) [y](https://evil.test")).toBe(
    "[x](https://a.test/%29%20%5By%5D%28https://evil.test)",
  );
  expect(markdownLink("x", "javascript:alert(1)")).toBe("x");
  expect(markdownLink("x", undefined)).toBe("x");
});

test("a block's fence is longer than any inside", () => {
  expect(markdownBlock("a: 1\n", "yaml")).toBe("```yaml\na: 1\n```");
  expect(markdownBlock("````\nx", "")).toBe("`````\n````\nx\n`````");
});
