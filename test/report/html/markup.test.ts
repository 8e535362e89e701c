import { expect, test } from "@jest/globals";
import {
  inlineElement,
  markup,
  nothing,
  pictureAddress,
  placeOnPage,
  webAddress,
} from "../../../src/report/html/markup.ts";
import { hostileTexts } from "../sample.ts";

test("a value between tags is text", () => {
  const text = `<b onclick='x'>"&amp;`;
  expect(markup`<p>${text}</p>`.toString()).toBe(
    "<p>&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;amp;</p>",
  );
});

test("a value in an attribute cannot leave it", () => {
  const text = `" onclick="x`;
  expect(markup`<p class="a ${text}">${1}</p>`.toString()).toBe(
    `<p class="a &quot; onclick=&quot;x">1</p>`,
  );
});

test("markup is taken as it is, and lists of it one behind the other", () => {
  const items = ["<", "b"].map((item) => markup`<li>${item}</li>`);
  expect(markup`<ul>${items}${nothing}</ul>`.toString()).toBe("<ul><li>&lt;</li><li>b</li></ul>");
});

test.each(Object.entries(hostileTexts))("%s makes no tag, no control and no command", (_, text) => {
  const page = markup`<p title="${text}">${text}</p>`.toString();
  expect(page.match(/[<>]/g)).toHaveLength(4);
  expect(page.match(/"/g)).toHaveLength(2);
  expect(page).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  expect(page).not.toMatch(/::|##/);
  expect(page.length).toBeLessThan(7000);
});

test.each([
  () => markup`<p class=${"x"}></p>`,
  () => markup`<p class='${"x"}'></p>`,
  () => markup`<${"x"}>`,
  () => markup`<p ${"x"}></p>`,
  () => markup`<p class="a" ${"x"}></p>`,
  () => markup`<p onclick="${"x"}"></p>`,
  () => markup`<p style="${"x"}"></p>`,
  () => markup`<img src="${"x"}">`,
  () => markup`<iframe srcdoc="${"x"}">`,
  () => markup`<form action="${"x"}">`,
  () => markup`<a href="/${"x"}">`,
  () => markup`<script>${"x"}</script>`,
  () => markup`<STYLE>${"x"}</STYLE>`,
  () => markup`<!-- ${"x"} -->`,
])("no template has a value where escaping does not help: %s", (make) => {
  expect(make).toThrow(/^a template has a value in .+ where no text is safe: /);
});

test("a link takes an address, and only a link does", () => {
  const address = placeOnPage("x");
  expect(markup`<a href="${address}">x</a>`.toString()).toBe(`<a href="#x">x</a>`);
  const message = "a link takes an address, and nothing else does";
  expect(() => markup`<a href="${"#x"}">x</a>`).toThrow(message);
  expect(() => markup`<a href="${markup`#x`}">x</a>`).toThrow(message);
  expect(() => markup`<p>${address}</p>`).toThrow(message);
  expect(() => markup`<p class="${markup`x`}"></p>`).toThrow("an attribute takes text only");
});

test.each([
  [
    "https://nvd.nist.gov/vuln/detail/CVE-2023-5363",
    "https://nvd.nist.gov/vuln/detail/CVE-2023-5363",
  ],
  ["HTTP://a.test/b c", "http://a.test/b%20c"],
  [`https://a.test/"><script>`, "https://a.test/%22%3E%3Cscript%3E"],
  ["https://a.test/\u202e", "https://a.test/%E2%80%AE"],
])("%j is an address on the web", (url, expected) => {
  expect(webAddress(url)?.toString()).toBe(expected);
});

test.each([
  undefined,
  "",
  "javascript:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "//a.test/",
  "https://",
  "https://user:word@a.test/",
  `https://a.test/${"x".repeat(2000)}`,
])("%j is none", (url) => {
  expect(webAddress(url)).toBeUndefined();
});

test("an inline text that would end its element is refused", () => {
  expect(inlineElement("style", "p > b { }").toString()).toBe("<style>p > b { }</style>");
  expect(() => inlineElement("script", "x = '</script>'")).toThrow("ended by its own text");
  expect(() => inlineElement("script", "x = '<!--'")).toThrow("ended by its own text");
});

test("a picture's address holds no markup", () => {
  expect(pictureAddress(`<svg a="b"/>`).toString()).toBe(
    "data:image/svg+xml,%3Csvg%20a%3D%22b%22%2F%3E",
  );
});
