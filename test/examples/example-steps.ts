import { isOurs, stepsOf, workflowsIn, type Job, type Step } from "./workflows.ts";

/** A step of this action as a job of a workflow runs it. */
export interface ExampleStep {
  readonly inputs: Readonly<Record<string, string>>;
  /** What tells the jobs of its matrix apart; empty without one. */
  readonly matrix: Readonly<Record<string, string>>;
}

const examples = new Map(workflowsIn("docs/examples").map((one) => [one.file, one.workflow]));

/**
 * The steps of this action in an example, one for each job of a matrix, with their inputs as they stand
 * in the file. `known` says what else an expression is worth. Throws at an expression that nobody knows.
 */
export function exampleSteps(
  file: string,
  known: Readonly<Record<string, string>> = {},
): ExampleStep[] {
  const workflow = examples.get(file);
  if (workflow === undefined) throw new Error(`there is no example ${file}`);
  return stepsOf(workflow).flatMap(({ job, step }) =>
    isOurs(step) ? matrixOf(job).map((matrix) => filled(step, matrix, known)) : [],
  );
}

function matrixOf({ strategy }: Job): Readonly<Record<string, string>>[] {
  if (strategy === undefined) return [{}];
  const { include = [], ...axes } = strategy.matrix;
  const [axis, ...more] = Object.entries(axes);
  if (more.length > 0) throw new Error("no example has a matrix of two axes");
  const [name = "", values = []] = axis ?? [];
  const rows = [...include, ...values.map((value) => ({ [name]: value }))];
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)])),
  );
}

function filled(
  step: Step,
  matrix: Readonly<Record<string, string>>,
  known: Readonly<Record<string, string>>,
): ExampleStep {
  const worth = (expression: string): string => {
    const value = known[expression] ?? matrix[expression.replace(/^matrix\./, "")];
    if (value === undefined) throw new Error(`what is \${{ ${expression} }} worth?`);
    return value;
  };
  const inputs = Object.entries(step.with ?? {}).map(([name, value]) => [
    name,
    String(value).replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => worth(expression)),
  ]);
  return { matrix, inputs: Object.fromEntries(inputs) as Readonly<Record<string, string>> };
}
