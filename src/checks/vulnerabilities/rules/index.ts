import type { ScanRule } from "../scan-rule.ts";
import { debugToolsInImage } from "./debug-tools.ts";
import { endOfLife } from "./end-of-life.ts";
import { oldImage } from "./old.ts";
import { packageManagerInImage } from "./package-manager.ts";
import { runsAsRoot } from "./runs-as-root.ts";
import { secretInImage } from "./secret.ts";
import { shellInImage } from "./shell.ts";
import { unknownContents } from "./unknown-contents.ts";

export { notContacted } from "./not-contacted.ts";
export { notScanned } from "./not-scanned.ts";

/** The rules about what was found in an image, in the order of the documentation. */
export const scanRules: readonly ScanRule[] = [
  endOfLife,
  secretInImage,
  unknownContents,
  runsAsRoot,
  debugToolsInImage,
  packageManagerInImage,
  shellInImage,
  oldImage,
];
