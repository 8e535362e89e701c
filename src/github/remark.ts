import { error, info, notice, warning } from "@actions/core";
import { terminalText, withoutCommands } from "../report/terminal-text.ts";

/** One line for whoever reads the step: all but `info` become annotations of the run. */
export interface Remark {
  readonly level: "info" | "notice" | "warning" | "error";
  /** May quote GitHub, branches and paths; it is made harmless where it is shown. */
  readonly line: string;
}

const issue: Readonly<Record<Remark["level"], (text: string) => void>> = {
  info: (text) => info(text),
  notice: (text) => notice(text),
  warning: (text) => warning(text),
  error: (text) => error(text),
};

/** Shows a remark as one line that the runner does not obey. */
export function announce({ level, line }: Remark): void {
  issue[level](withoutCommands(terminalText(line)));
}
