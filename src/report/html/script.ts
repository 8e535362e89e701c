import { controlsProgram } from "./script-controls.ts";
import { filterProgram } from "./script-filter.ts";
import { pageProgram } from "./script-page.ts";
import { wordsProgram } from "./script-words.ts";

/**
 * The program of the page: it shows the controls, hides the rows that they leave out, and says so. The
 * page says everything without it.
 */
export const script: string = `"use strict";
(() => {
${pageProgram}${filterProgram}${wordsProgram}${controlsProgram}})();
`;
