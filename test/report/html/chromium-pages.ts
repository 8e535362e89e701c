import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "../../tools/chromium.ts";

/** A page, and everything that it asked for or complained about. */
export interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** Pages in a folder of their own, and a browser to open them with. */
export interface ChromiumPages {
  readonly address: (name: string) => string;
  readonly opened: (name: string, options?: BrowserContextOptions) => Promise<Opened>;
}

/** Starts the browser before the tests of this block and stops it behind them; `make` makes the pages. */
export function chromiumPages(
  program: string,
  make: () => Promise<Readonly<Record<string, string>>>,
): ChromiumPages {
  let browser: Browser;
  let folder: string;
  const address = (name: string) => pathToFileURL(path.join(folder, `${name}.html`)).href;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "portcullis-html-"));
    browser = await launchChromium(program);
    for (const [name, page] of Object.entries(await make())) {
      writeFileSync(path.join(folder, `${name}.html`), page);
    }
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const opened = async (name: string, options: BrowserContextOptions = {}): Promise<Opened> => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(address(name));
    return { page, requests, complaints };
  };
  return { address, opened };
}

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, id: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await page.evaluate("document.activeElement.id")) === id) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach #${id}`);
}
