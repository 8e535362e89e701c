import { existsSync } from "node:fs";
import { test } from "@jest/globals";
import { type Browser, chromium } from "playwright-core";

/** Where the packages of Linux distributions put it. */
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * The path of a real browser, CHROMIUM's if that is set. Where there is none there is no path, and a
 * skipped test that says how to get one; a failing one where PORTCULLIS_REQUIRE_TOOLS demands every tool.
 */
export function realChromium(): string | undefined {
  const named = process.env["CHROMIUM"];
  const found = (named === undefined ? places : [named]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const title = "needs Chromium; apt-get install chromium, or set CHROMIUM to the path of one";
  if (process.env["PORTCULLIS_REQUIRE_TOOLS"] !== undefined) {
    test(title, () => {
      throw new Error(title);
    });
  } else test.skip(title, () => {});
  return undefined;
}

/** Starts the browser without a window, and without what it would ask its maker about. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}
