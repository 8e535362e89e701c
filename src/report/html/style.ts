import { sizeStyle } from "./size-estimate.ts";
import { findingsStyle } from "./style-findings.ts";
import { pageStyle } from "./style-page.ts";
import { printStyle } from "./style-print.ts";
import { tablesStyle } from "./style-tables.ts";

/** The style sheet of the page; fonts are those of the reader's system. */
export const style: string = [pageStyle, tablesStyle, findingsStyle, sizeStyle, printStyle].join(
  "",
);
