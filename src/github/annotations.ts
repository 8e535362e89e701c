import { error, notice, warning, type AnnotationProperties } from "@actions/core";
import type { ReportedFinding } from "../model/finding.ts";
import { chooseAnnotations, type Annotation, type AnnotationLevel } from "../report/annotations.ts";

const issue: Readonly<Record<AnnotationLevel, typeof error>> = { error, warning, notice };

/** One error says why the step failed; what happens on the way to GitHub has to be seen as well. */
const limits = { error: 9, warning: 7, notice: 7 };

/** Issues annotations for the worst findings and returns how many found no place. */
export function annotate(
  findings: readonly ReportedFinding[],
  linkToCommit: (commit: string) => string,
): number {
  const { chosen, left } = chooseAnnotations(findings, limits, linkToCommit);
  for (const annotation of chosen) {
    issue[annotation.level](annotation.message, propertiesOf(annotation));
  }
  return left;
}

function propertiesOf({ title, location }: Annotation): AnnotationProperties {
  if (location === undefined) return { title };
  const { path, line, column, endLine, endColumn } = location;
  return {
    title,
    file: path,
    startLine: line,
    startColumn: column,
    endLine,
    endColumn,
  };
}
