import { fileRule } from "../../file-rule.ts";

/** A template that is not YAML before it is rendered. */
export const templateNotJudged = fileRule({
  id: "files/template-not-judged",
  title: "The template was not judged",
  severity: "info",
  rationale:
    "A chart's templates become Kubernetes objects only when they are rendered with values; what they will hold cannot be told from their text.",
  remediation: "Render the chart with the values that are deployed, and judge what comes out.",
  example: {
    bad: "spec:\n  {{- toYaml .Values.podSpec | nindent 2 }}\n",
    good: "spec:\n  hostNetwork: false\n",
  },
});
