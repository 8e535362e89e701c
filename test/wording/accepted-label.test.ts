import { expect, test } from "@jest/globals";
import type { AcceptedPackage } from "../../src/model/vulnerability.ts";
import { acceptedLabels } from "../../src/wording/accepted-label.ts";
import { render, type RenderContext } from "../../src/report/format.ts";
import { hostileTexts, reportOn, rulesFor } from "../report/sample.ts";
import { vulnerable } from "../report/vulnerable-report.ts";

const openssl: AcceptedPackage = { package: "openssl", installed: "3.1.3-r0", reason: "not used" };

test("packages of one reason stand together, with where they are accepted", () => {
  const amd64 = { platforms: ["linux/amd64"] };
  expect(acceptedLabels()).toEqual([]);
  expect(
    acceptedLabels([
      { ...openssl, package: "libssl3", reason: "never loaded" },
      openssl,
      { ...openssl, path: "another" },
      { ...openssl, ...amd64, package: "perl" },
    ]),
  ).toEqual([
    "libssl3 3.1.3-r0: never loaded",
    "openssl 3.1.3-r0, perl 3.1.3-r0 on linux/amd64: not used",
  ]);
});

test("many packages and reasons are counted, and long words cut", () => {
  const many = Array.from({ length: 100 }, (_, index) => ({
    package: `p${index} ${"x".repeat(999)}`,
    installed: "1",
    reason: `${index % 10} ${"y".repeat(400)}`,
  }));
  const labels = acceptedLabels(many);
  expect(labels).toHaveLength(4);
  expect(labels[0]).toContain(" and 5 more: 0 yyy");
  expect(labels[3]).toBe("packages for 7 more reasons");
  expect(labels.join("").length).toBeLessThan(2_500);
});

const context = (color: boolean): RenderContext => ({ color, rules: rulesFor([]), category: "x" });

test.each(["text", "markdown", "html"] as const)(
  "%s tells what does not count beside what does, and obeys no reason",
  async (format) => {
    const accepted = [openssl];
    const shown = async (given: Partial<Parameters<typeof vulnerable>[0]>): Promise<string> =>
      render(
        format,
        { report: reportOn([vulnerable(given)]), sources: new Map() },
        { ...context(false), rules: rulesFor([vulnerable()]) },
      );
    const plain = (text: string): string => text.replace(/\s+/g, " ").replaceAll("\\", "");
    expect(plain(await shown({ accepted }))).toMatch(/not counted: openssl 3\.1\.3-r0: not used/i);
    expect(plain(await shown({}))).not.toMatch(/not counted/i);
    for (const reason of Object.values(hostileTexts)) {
      const text = await shown({ accepted: [{ ...openssl, reason }] });
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(text).not.toMatch(/^\s*::|##\[|##vso\[/m);
      if (format !== "text") expect(text).not.toContain("<script>alert");
    }
  },
);

test("images in which something else is accepted are not told as the same", async () => {
  const finding = (image: string, reason: string) =>
    vulnerable(
      { accepted: [{ ...openssl, reason }] },
      { image, fingerprint: reason.length.toString(16).padStart(64, "0") },
    );
  const findings = [finding("ghcr.io/acme/a:1", "not used"), finding("ghcr.io/acme/b:1", "other")];
  const text = await render(
    "text",
    { report: reportOn(findings), sources: new Map() },
    { ...context(false), rules: rulesFor(findings) },
  );
  expect(text).toContain("not used");
  expect(text).toContain("other");
});
