import { describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { realChromium } from "../../tools/chromium.ts";
import { chromiumPages } from "./chromium-pages.ts";
import { comparedPage, comparedReport, pageOf, pageOfVulnerable, richPage } from "./samples.ts";

const program = realChromium();

(program === undefined ? describe.skip : describe)("a page that is narrowed", () => {
  const { opened } = chromiumPages(program ?? "", async () => ({
    rich: richPage,
    compared: comparedPage,
    many: pageOf(1000),
    few: pageOfVulnerable(20),
    vulnerable: pageOfVulnerable(600),
  }));

  test("on paper every finding stands, also those that a filter leaves out", async () => {
    const { page } = await opened("rich");
    const whole = await pagesOnPaper(page);
    expect(whole).toBeGreaterThan(1);
    await page.locator("#search").fill("nothing like this");
    expect(await page.locator(".row:visible").count()).toBe(0);
    expect(await pagesOnPaper(page)).toBe(whole);
    expect(await page.locator("#shown").textContent()).toBe("0 of 19 findings: nothing matches");
    expect(await page.locator(".row:visible").count()).toBe(0);
    expect(await page.locator("details[open]").count()).toBe(0);
    await page.context().close();
  });

  test("before it is printed titles count all and folds open, and afterwards the filter is as it was", async () => {
    const { page } = await opened("rich");
    await page.locator("#search").fill("storefront sys_admin");
    expect(await titles(page)).toEqual(["Findings 1 of 8"]);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator(".row[hidden]").count()).toBe(0);
    expect(await page.locator("details:not([open])").count()).toBe(0);
    expect(await titles(page)).toEqual([
      "Findings 8",
      "Vulnerabilities 7",
      "Remarks 1",
      "Waived 2",
      "Known 1",
    ]);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator(".row:not([hidden])").count()).toBe(1);
    expect(await page.locator("details[open]").count()).toBe(0);
    expect(await titles(page)).toEqual(["Findings 1 of 8"]);
    await page.context().close();
  });

  test("where nobody says that it will be printed, the style shows all as well", async () => {
    const { page } = await opened("rich");
    await page.locator("#search").fill("nothing like this");
    await page.emulateMedia({ media: "print" });
    const heights = await page
      .locator(".row")
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(heights.filter((height) => height > 10)).toHaveLength(19);
    expect(await page.locator("#none").isVisible()).toBe(false);
    await page.context().close();
  });

  test("titles and the list of contents say how much is left, and parts without any are gone", async () => {
    const { page } = await opened("rich");
    await page.locator("#search").fill("nginx");
    expect(await titles(page)).toEqual(["Findings 4 of 8", "Vulnerabilities 6 of 7"]);
    expect(await contents(page)).toEqual([
      "Checks",
      "Findings 4 of 8",
      "Vulnerabilities 6 of 7",
      "Fixed 2",
      "Images 3",
      "Commits 14",
      "This run",
    ]);
    await page.locator("#reset").click();
    expect((await contents(page)).slice(1, 6)).toEqual([
      "Findings 8",
      "Vulnerabilities 7",
      "Remarks 1",
      "Waived 2",
      "Known 1",
    ]);
    await page.context().close();
  });

  test("where nothing matches the page says so, and what to do", async () => {
    const { page } = await opened("rich");
    expect(await page.locator("#none").isVisible()).toBe(false);
    await page.locator("#search").fill("nothing like this");
    expect(await page.locator("#none").isVisible()).toBe(true);
    expect(await page.locator("#none").textContent()).toContain("Nothing matches.");
    expect(await page.locator("#key").isVisible()).toBe(false);
    await page.locator("#reset").click();
    expect(await page.locator("#none").isVisible()).toBe(false);
    await page.context().close();
  });

  test("what is read in an excerpt is found", async () => {
    const { page } = await opened("rich");
    await page.locator("#search").fill("NET_BIND_SERVICE,");
    expect(await page.locator(".row:visible").count()).toBe(1);
    await page.context().close();
  });

  test.each([
    ["check", "vulnerabilities", 8],
    ["standing", "known", 1],
  ])("choosing a %s unfolds what it leaves: %s", async (control, value, rows) => {
    const { page } = await opened("rich");
    await page.locator(`#${control}`).selectOption(value);
    expect(await page.locator(".row:visible").count()).toBe(rows);
    await page.locator(`#${control}`).selectOption("");
    expect(await page.locator("details[open]").count()).toBe(0);
    await page.context().close();
  });

  test("leaving out a severity unfolds what it leaves", async () => {
    const { page } = await opened("rich");
    for (const name of ["critical", "high", "medium", "info"]) {
      await page.locator(`input[value=${name}]`).uncheck();
    }
    expect(await page.locator("#shown").textContent()).toBe("2 of 19 findings: 2 do not fail");
    expect(await page.locator(".row:visible").count()).toBe(2);
    await page.context().close();
  });

  test("so many rows that nobody reads them stay folded, and the page says so", async () => {
    const { page } = await opened("vulnerable");
    await page.locator("#check").selectOption("vulnerabilities");
    expect(await page.locator("#shown").textContent()).toBe(
      "600 of 601 findings: 600 fail this run; 600 still folded",
    );
    expect(await page.locator(".row:visible").count()).toBe(0);
    await page.locator("#search").fill("CVE-2026-1001");
    expect(await page.locator(".row:visible").count()).toBe(10);
    expect(await page.locator(".image summary").textContent()).toBe("Show 10 of 600");
    await page.context().close();
  });

  test.each([1600, 1280, 1000, 700, 360])(
    "a jump ends where the title can be read, %d wide",
    async (width) => {
      const { page } = await opened("many", { viewport: { width, height: 900 } });
      const names = await page.locator("nav a").evaluateAll((all) => all.map((a) => a.hash));
      for (const name of names) {
        await page.locator(`nav a[href="${name}"]`).press("Enter");
        expect(await page.evaluate(titleAtRest(name))).toBe("in sight");
        await page.evaluate("scrollTo(0, 0)");
      }
      await page.context().close();
    },
    60_000,
  );

  test("a jump to a folded part unfolds it", async () => {
    const { page } = await opened("rich");
    await page.locator('nav a[href="#waived"]').click();
    expect(await page.locator("#waived li.row").isVisible()).toBe(true);
    await page.goto(`${page.url().replace(/#.*/, "")}#known`);
    await page.reload();
    expect(await page.locator("#known .row").isVisible()).toBe(true);
    await page.context().close();
  });

  test("every finding says whether it is new, and all known ones are counted", async () => {
    const { page } = await opened("compared");
    const known = comparedReport.findings.filter(({ status }) => status === "baseline");
    expect(await page.locator(".row:not([data-standing=waived])").count()).toBe(17);
    expect(await page.locator(".row .novelty").count()).toBe(17);
    expect(await page.locator(".row .novelty.known").count()).toBe(known.length);
    await page.locator("#standing").selectOption("known");
    expect(await page.locator("#shown").textContent()).toContain(`${known.length} of them known`);
    expect(await contents(page)).not.toContain(expect.stringMatching(/^Known/));
    await page.context().close();
  });

  test("without a comparison nothing is called new or known", async () => {
    const { page } = await opened("few");
    expect(await page.locator(".novelty").count()).toBe(0);
    expect(await page.locator("#standing option").allTextContents()).toEqual([
      "all",
      "Fails this run",
      "Waived",
    ]);
    await page.context().close();
  });

  test.each([360, 700])(
    "every count of the checks can be read without scrolling sideways, %d wide",
    async (width) => {
      const { page } = await opened("rich", { viewport: { width, height: 900 } });
      const counted = await page.evaluate("document.querySelectorAll('.checks td.some').length");
      expect(counted).toBe(14);
      for (const cell of await page.locator(".checks td.some").all()) {
        const box = await cell.boundingBox();
        expect(box?.width).toBeGreaterThan(5);
        expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      }
      await page.context().close();
    },
  );

  test.each([1280, 768, 360])("the line for failing is read as one, %d wide", async (width) => {
    const { page } = await opened("rich", { viewport: { width, height: 900 } });
    const line = page.locator(".grounds .together");
    expect(await line.textContent()).toBe("(fail-on: high)");
    expect(await line.evaluate((element) => element.getClientRects().length)).toBe(1);
    await page.context().close();
  });
});

/** How many sheets the page fills when it is really printed. */
async function pagesOnPaper(page: Page): Promise<number> {
  const paper = await page.pdf({ format: "A4" });
  return paper.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** The titles of the parts with findings, as they are in sight. */
async function titles(page: Page): Promise<string[]> {
  return inSight(page, "main h2:has(.tally)").then((all) =>
    all.filter((title) => !/^(?:Fixed|Images|Commits)/.test(title)),
  );
}

async function contents(page: Page): Promise<string[]> {
  return inSight(page, "nav a");
}

async function inSight(page: Page, selector: string): Promise<string[]> {
  const texts = await page.locator(selector).filter({ visible: true }).allTextContents();
  return texts.map((text) => text.replace(/\s+/g, " ").trim());
}

/** Waits until the page stands still, and looks what is drawn where the title is. */
function titleAtRest(hash: string): string {
  return `new Promise((resolve) => {
    let still = 0;
    let before = NaN;
    const look = () => {
      const title = document.querySelector("${hash} h2");
      const { left, top, bottom } = title.getBoundingClientRect();
      still = top === before ? still + 1 : 0;
      before = top;
      if (still < 20) return requestAnimationFrame(look);
      const drawn = document.elementFromPoint(left + 2, (top + bottom) / 2);
      resolve(title === drawn || title.contains(drawn) || (drawn !== null && drawn.contains(title) && drawn.closest("#filter") === null) ? "in sight" : "covered, or at " + top);
    };
    look();
  })`;
}
