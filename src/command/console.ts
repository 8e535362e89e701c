import type { Progress } from "../progress.ts";

/** What a command may do with the terminal it runs in. */
export interface Console {
  readonly workingDirectory: string;
  /** Whether standard output is a terminal that wants colours. */
  readonly color: boolean;
  /** Columns of the terminal; nothing where standard output is none. */
  readonly width: number | undefined;
  /** Standard output: the results. */
  out(text: string): void;
  /** Where long work says how far it is; `end` takes away what is shown. */
  readonly progress: Progress & { end(): void };
  /** Standard error: one line beside the results. */
  warn(line: string): void;
}
