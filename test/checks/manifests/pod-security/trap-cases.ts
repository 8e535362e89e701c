import { kernelCases } from "./cases/kernel.ts";
import { nodeCases } from "./cases/node.ts";
import { privilegeCases } from "./cases/privileges.ts";
import type { TrapCase } from "./cases/trap-case.ts";
import { volumeCases } from "./cases/volumes.ts";

/** Expectations written from the text of the standard and its history, not from our code. */
export const trapCases: readonly TrapCase[] = [
  ...nodeCases,
  ...privilegeCases,
  ...kernelCases,
  ...volumeCases,
];
