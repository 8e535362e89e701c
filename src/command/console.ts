/** What a command may do with the terminal it runs in. */
export interface Console {
  readonly workingDirectory: string;
  /** Whether standard output is a terminal that wants colours. */
  readonly color: boolean;
  /** Columns of the terminal; nothing where standard output is none. */
  readonly width: number | undefined;
  /** Standard output: the results. */
  out(text: string): void;
  /** Standard error: one line beside the results. */
  warn(line: string): void;
}
