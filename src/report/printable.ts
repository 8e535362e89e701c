import { withoutCommands } from "./terminal-text.ts";
import { visibleText } from "./visible-text.ts";

/** Text of several lines that a terminal shows and neither it nor a workflow runner obeys. */
export function printable(text: string): string {
  return withoutCommands(text.split("\n").map(visibleText).join("\n"));
}
