import { expect, test } from "@jest/globals";
import { liveLine } from "../../src/command/live-line.ts";

/** What a terminal shows after everything that was written to it. */
function screenAfter(work: (line: ReturnType<typeof liveLine>) => void, columns = 40): string[] {
  const lines = [""];
  work(
    liveLine({
      columns,
      write(text) {
        for (const part of text.split(/(\r\u001b\[2K|\n)/)) {
          if (part === "\n") lines.push("");
          else if (part === "\r\u001b[2K") lines[lines.length - 1] = "";
          else lines[lines.length - 1] += part;
        }
      },
    }),
  );
  return lines;
}

test("there is one line, and nothing of it is left at the end", () => {
  const shown = screenAfter((line) => {
    line.update("scanning images, 1 of 20");
    line.update("scanning images, 2 of 20");
  });
  expect(shown).toEqual(["scanning images, 2 of 20"]);
  const ended = screenAfter((line) => {
    line.update("scanning images, 1 of 20");
    line.end();
    line.end();
  });
  expect(ended).toEqual([""]);
});

test("what is worth keeping stays, on a line of its own", () => {
  const shown = screenAfter((line) => {
    line.update("getting the database");
    line.say("the first mirror is too busy, asking the next");
    line.update("getting the database, 2 of 66 MiB");
  });
  expect(shown).toEqual([
    "the first mirror is too busy, asking the next",
    "getting the database, 2 of 66 MiB",
  ]);
});

test("a long line is cut, so that the terminal does not wrap it, and hostile text does nothing", () => {
  const [shown = ""] = screenAfter((line) =>
    line.update(`\u001b[31m${"x".repeat(300)}\n::error::`),
  );
  expect(shown.length).toBeLessThan(40);
  expect(shown).not.toContain("\u001b");
});
