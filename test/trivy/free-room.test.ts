import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { requireFreeRoom } from "../../src/trivy/free-room.ts";
import { realTool } from "../tools/real-tools.ts";
import { vulnerableAlpine } from "./material/images.ts";
import { databaseIn, layoutOf, newFolder, programOf, scan, trivyError } from "./scanning.ts";

const writer = realTool("trivy-database");

test("a disk with room is no obstacle", async () => {
  await expect(requireFreeRoom(newFolder(), 1)).resolves.toBeUndefined();
});

test("a disk with too little room is told with what there is, what it takes and what to do", async () => {
  const { code, message } = await trivyError(requireFreeRoom(newFolder(), 2 ** 70));
  expect(code).toBe("image");
  expect(message).toMatch(/: \d+ MiB are free for Trivy, .* it needs 1125899906842624 MiB; free/);
});

test("a disk about which nothing can be told has no room", async () => {
  const { code, message } = await trivyError(requireFreeRoom(join(newFolder(), "none")));
  expect([code, message]).toEqual(["image", expect.stringContaining("cannot be told")]);
});

if (writer !== undefined) {
  describe("a scan", () => {
    test("is not begun on a disk that is nearly full", async () => {
      const ran = join(newFolder(), "ran");
      const program = programOf(`require("node:fs").writeFileSync(${JSON.stringify(ran)}, "")`);
      const layout = await layoutOf(vulnerableAlpine);
      const { message } = await trivyError(
        scan(program, databaseIn(writer), layout, { leastFreeBytes: 2 ** 70 }),
      );
      expect(message).toContain("the disk is nearly full");
      expect(existsSync(ran)).toBe(false);
    });
  });
}
