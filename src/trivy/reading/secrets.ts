import type { ScannedSecret } from "../image-scan.ts";
import { lengths } from "./bounds.ts";
import { nameAt, numberAt, textAt, type Fields } from "./fields.ts";
import { severityAt } from "./severity.ts";

/** What stands for the image's configuration in the place of a file. */
const configurationPath = "configuration";

/** A secret of a result, without any of its text; in which file it is the result says. */
export function secretOf(fields: Fields, place: string): Omit<ScannedSecret, "path"> {
  return {
    rule: nameAt(fields["RuleID"], `${place}.RuleID`, lengths.id),
    category: textAt(fields["Category"], `${place}.Category`, lengths.name),
    severity: severityAt(fields["Severity"], `${place}.Severity`),
    title: textAt(fields["Title"], `${place}.Title`, lengths.title),
    line: numberAt(fields["StartLine"], `${place}.StartLine`) ?? 0,
  };
}

/** The place of the secrets of a result; `artifact` is what Trivy was told to look at. */
export function secretPath({ Target }: Fields, place: string, artifact: string): string {
  const target = textAt(Target, `${place}.Target`, lengths.path);
  // Trivy gives files from the root, and the image's own name for its configuration.
  return target === artifact ? configurationPath : target;
}
