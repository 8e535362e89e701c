import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { htmlReport } from "../src/report/html.ts";
import { reportOfMany } from "./many-reported.ts";

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const shown = 5_000;

/** Prints what the reports of many findings cost, and how soon a browser shows and filters the page. */
export async function benchReports(): Promise<void> {
  const script = new URL("many-reported.ts", import.meta.url).pathname;
  console.log(execFileSync(process.execPath, [script], { encoding: "utf8" }).trimEnd());
  const browser = [process.env["CHROMIUM"] ?? "", ...browsers].find((each) => existsSync(each));
  if (browser === undefined) console.log("page: left out, needs Chromium");
  else await timePage(browser);
}

async function timePage(executablePath: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-bench-page-"));
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const file = path.join(folder, "report.html");
    writeFileSync(file, htmlReport(reportOfMany(shown), new Map(), {}));
    const page = await browser.newPage();
    const started = performance.now();
    await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
    const opened = performance.now();
    await page.locator("input[type=search]").first().fill("library-7");
    // Two frames later what the filter left is on the screen.
    await page.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
    );
    const filtered = performance.now();
    const [open, filter] = [opened - started, filtered - opened].map((each) => each.toFixed(0));
    console.log(
      `page of ${shown} findings in Chromium: opens in ${open} ms, filters in ${filter} ms`,
    );
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
