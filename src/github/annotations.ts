import { error, notice, warning, type AnnotationProperties } from "@actions/core";
import type { Report } from "../model/report.ts";
import {
  chooseAnnotations,
  type AnnotatedReport,
  type Annotation,
  type AnnotationLevel,
} from "../report/annotations.ts";

const issue: Readonly<Record<AnnotationLevel, typeof error>> = { error, warning, notice };

/** One error says why the step failed; what happens on the way to GitHub has to be seen as well. */
const limits = { error: 9, warning: 7, notice: 7 };
/** One more says what became of an upload that the workflow insists on. */
const limitsBesideUpload = { ...limits, error: 8 };

/** Issues annotations for the worst findings that are new or fail the step, and returns how many found no place. */
export function annotate(
  report: AnnotatedReport & Pick<Report, "unmet">,
  linkToCommit: (commit: string) => string,
): number {
  const most = report.unmet === undefined ? limits : limitsBesideUpload;
  const { chosen, left } = chooseAnnotations(report, most, linkToCommit);
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
