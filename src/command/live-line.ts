import { type Progress, ungrouped } from "../progress.ts";
import { terminalText } from "../report/terminal-text.ts";

/** What a terminal is written to with. */
export interface Terminal {
  readonly write: (text: string) => void;
  readonly columns: number;
}

const clearLine = "\r\u001b[2K";

/**
 * Progress as one line of a terminal that is written over again and again. `end` takes it away, so
 * that nothing of it is left between the lines of a report.
 */
export function liveLine({ write, columns }: Terminal): Progress & { end(): void } {
  let isShown = false;
  const clear = (): void => {
    if (isShown) write(clearLine);
    isShown = false;
  };
  return {
    update(text) {
      const line = terminalText(text).slice(0, Math.max(10, columns - 1));
      write(`${isShown ? clearLine : ""}${line}`);
      isShown = true;
    },
    say(line) {
      clear();
      write(`${terminalText(line)}\n`);
    },
    // The line says how far it is.
    group: ungrouped,
    end: clear,
  };
}
