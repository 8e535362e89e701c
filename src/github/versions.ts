import { group, info } from "@actions/core";
import { exec } from "@actions/exec";
import { messageOf } from "../errors.ts";
import { cleanEnvironment } from "../process/environment.ts";
import { visibleText } from "../report/visible-text.ts";
import { version } from "../version.ts";

/** Prints what a report of a problem needs to name, in a group of the step's log. */
export async function printVersions(): Promise<void> {
  await group("Versions", async () => {
    info(`Portcullis ${version} on Node ${process.versions.node}, ${process.platform}`);
    try {
      await exec("git", ["--version"], { env: cleanEnvironment() });
    } catch (error) {
      info(`git did not say its version: ${visibleText(messageOf(error))}`);
    }
  });
}
