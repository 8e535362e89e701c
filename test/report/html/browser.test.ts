import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import { realChromium } from "../../tools/chromium.ts";
import { hostileTexts } from "../sample.ts";
import { chromiumPages, tabTo } from "./chromium-pages.ts";
import { comparedPage, examplePage, hostilePage, pageOf, richPage } from "./samples.ts";

const program = realChromium();
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

(program === undefined ? describe.skip : describe)("in Chromium", () => {
  const { opened, address } = chromiumPages(program ?? "", async () => ({
    rich: richPage,
    compared: comparedPage,
    shop: await examplePage("shop"),
    hardened: await examplePage("shop-hardened"),
    hostile: hostilePage(),
    many: pageOf(5000),
  }));

  const screens = [1280, 360].flatMap((width) =>
    (["light", "dark"] as const).flatMap((colorScheme) =>
      [true, false].map((javaScriptEnabled) => ({ width, colorScheme, javaScriptEnabled })),
    ),
  );

  describe.each(["rich", "compared", "shop", "hardened", "hostile"])("the page %s", (name) => {
    test.each(screens)(
      "asks for nothing, breaks no policy and fits: $width, $colorScheme, scripts $javaScriptEnabled",
      async ({ width, colorScheme, javaScriptEnabled }) => {
        const { page, requests, complaints } = await opened(name, {
          viewport: { width, height: 900 },
          colorScheme,
          javaScriptEnabled,
        });
        const fits = await page.locator("html").evaluate((html) => html.scrollWidth);
        expect(fits).toBeLessThanOrEqual(width);
        expect(await page.locator("h1").isVisible()).toBe(true);
        expect(await page.locator("#filter").isVisible()).toBe(
          javaScriptEnabled && name !== "hardened",
        );
        expect(requests.filter((url) => !url.startsWith("data:image/svg+xml,"))).toEqual([
          address(name),
        ]);
        expect(complaints).toEqual([]);
        await page.context().close();
      },
      30_000,
    );

    test.each([
      ["light", 1280],
      ["dark", 360],
      ["light", 768],
      ["dark", 1600],
    ] as const)(
      "has no fault that axe finds: %s, %d",
      async (colorScheme, width) => {
        const { page } = await opened(name, {
          bypassCSP: true,
          colorScheme,
          viewport: { width, height: 900 },
        });
        // What is out of sight is drawn as well, so that its colours are judged.
        await page.addStyleTag({ content: ".spot { content-visibility: visible !important }" });
        await page.evaluate(
          "document.querySelectorAll('details').forEach((d) => { d.open = true })",
        );
        await page.addScriptTag({ path: axe });
        expect(await page.evaluate(axeFaults)).toEqual([]);
        await page.context().close();
      },
      60_000,
    );
  });

  test("without scripts everything is there to be read", async () => {
    const { page } = await opened("rich", { javaScriptEnabled: false });
    expect(await page.locator(".row").count()).toBe(19);
    expect(await page.locator(".row[hidden]").count()).toBe(0);
    expect(await page.locator("li.row:visible").count()).toBe(8);
    await page.getByText("Show all 6").click();
    expect(await page.locator("tr.row:visible").count()).toBe(6);
    await page.context().close();
  });

  test("the offending part of a line is marked", async () => {
    const { page } = await opened("rich");
    expect(await page.locator("#findings mark").allTextContents()).toEqual([
      expect.stringMatching(/^ghcr\.io\/acme\/settle@sha256:[0-9a-f]{64}$/),
      "hostNetwork: true",
      "name: proxy",
      "docker.io/library/nginx:1.25",
      "SYS_ADMIN",
    ]);
    await page.context().close();
  });

  test("the keyboard reaches search and filters, and the count says what they did", async () => {
    const { page } = await opened("rich");
    const status = page.locator("#shown");
    const all = "19 findings: 8 fail this run, 7 do not fail, 1 remark, 2 waived, 1 known";
    expect(await status.textContent()).toBe(all);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the findings");
    await tabTo(page, "search");
    await page.keyboard.type("NGINX sys_admin");
    expect(await status.textContent()).toBe("0 of 19 findings: nothing matches");
    await page.keyboard.press("Escape");
    expect(await status.textContent()).toBe(all);
    await page.keyboard.type("storefront SYS_ADMIN");
    expect(await status.textContent()).toBe("1 of 19 findings: 1 fails this run");
    expect(await page.locator(".row:visible").count()).toBe(1);
    expect(await page.locator(".file:visible h3 code").allTextContents()).toEqual([
      "deploy/storefront/deployment.yaml",
    ]);
    await page.locator("#search").fill("storefront critical");
    expect(await status.textContent()).toBe("4 of 19 findings: 4 fail this run");
    await tabTo(page, "reset");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("search");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    expect(await status.textContent()).toMatch(/^14 of 19 findings: /);
    await tabTo(page, "standing");
    await page.keyboard.type("Waived");
    expect(await status.textContent()).toBe("2 of 19 findings: 2 waived");
    await page.context().close();
  });

  test("what is looked for is not left behind a fold, and the fold shuts again", async () => {
    const { page } = await opened("rich");
    const row = page.locator("tr.row", { hasText: "CVE-2024-28863" });
    expect(await row.isVisible()).toBe(false);
    await page.locator("#search").fill("28863");
    expect(await row.isVisible()).toBe(true);
    expect(await row.textContent()).toContain("only the build uses tar");
    expect(await page.locator(".row:visible").count()).toBe(1);
    await page.locator("#reset").click();
    expect(await page.locator("details[open]").count()).toBe(0);
    await page.context().close();
  });

  test("each check and each status shows its own", async () => {
    const { page } = await opened("rich");
    await page.locator("#check").selectOption("registries");
    expect(await page.locator("#shown").textContent()).toBe(
      "2 of 19 findings: 1 fails this run, 1 does not fail",
    );
    await page.locator("#check").selectOption("");
    await page.locator("#standing").selectOption("fails");
    expect(await page.locator("#shown").textContent()).toBe("8 of 19 findings: 8 fail this run");
    const shown = page.locator(".row:not([hidden])");
    expect(await shown.locator(".severity.fails").count()).toBe(8);
    await page.context().close();
  });

  test("hostile texts are shown as they are written, and do nothing", async () => {
    const { page, complaints } = await opened("hostile");
    const text = (await page.locator("body").textContent()) ?? "";
    expect(text).toContain(hostileTexts["html"]);
    expect(text).toContain("x ]]> y");
    expect(text).toContain("a\\u202eb\\u2066c\\u200bd");
    expect(text).toContain("a\\x1b[31mred\\x1b]0;title\\x07b");
    expect(await page.locator("img, iframe, main script, a[href^='javascript']").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("on paper every finding stands, folded ones too, and no control", async () => {
    const { page } = await opened("rich", { javaScriptEnabled: false });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#filter, nav, .skip").filter({ visible: true }).count()).toBe(0);
    const heights = await page
      .locator(".row")
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(heights.filter((height) => height > 10)).toHaveLength(19);
    const paper = await page.pdf({ format: "A4" });
    expect(paper.subarray(0, 5).toString()).toBe("%PDF-");
    await page.context().close();
  });

  test("five thousand findings are opened, searched and narrowed", async () => {
    const { page, complaints } = await opened("many");
    const status = page.locator("#shown");
    expect(await status.textContent()).toBe(
      "5000 findings: 2450 fail this run, 2450 do not fail, 100 waived",
    );
    await page.locator("#search").fill("number 4321 ");
    expect(await status.textContent()).toMatch(/^1 of 5000 findings: /);
    expect(await page.locator(".row:visible").count()).toBe(1);
    await page.locator("#search").fill("");
    await page.locator("#standing").selectOption("waived");
    expect(await status.textContent()).toBe("100 of 5000 findings: 100 waived");
    expect(await page.locator("#waived .row:visible").count()).toBe(100);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test("a jump in a long page ends where it was meant to", async () => {
    const { page } = await opened("many", { viewport: { width: 1280, height: 900 } });
    for (const [part, title] of [
      ["run", "This run"],
      ["findings", "Findings"],
    ] as const) {
      await page.locator(`nav a[href="#${part}"]`).press("Enter");
      await page.evaluate(untilInSight(part));
      expect(await page.locator(`#${part} h2`).textContent()).toContain(title);
      await page.evaluate("scrollTo(0, 0)");
    }
    await page.context().close();
  }, 60_000);
});

/** The page looks for itself: its policy forbids the evaluation that playwright would poll with. */
function untilInSight(part: string): string {
  return `new Promise((resolve) => {
    const look = () => {
      const { top } = document.querySelector("#${part} h2").getBoundingClientRect();
      if (top >= 0 && top < innerHeight) resolve(); else requestAnimationFrame(look);
    };
    look();
  })`;
}

const axeFaults = `axe.run(document, {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
}).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + " " + node.failureSummary).join(" | ")),
)`;
