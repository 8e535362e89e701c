import { fileRule } from "../../file-rule.ts";

/** A value that Kubernetes would refuse to decode. */
export const wrongType = fileRule({
  id: "files/wrong-type",
  title: "A value has another type than its field",
  severity: "critical",
  rationale:
    "The API server refuses the whole object, so that it is not deployed as written; nothing that depends on the value could be judged.",
  remediation:
    "Write a value of the field's type: true and false and numbers without quotes, texts that look like them in quotes.",
  example: {
    bad: 'securityContext:\n  privileged: "false"\n',
    good: "securityContext:\n  privileged: false\n",
  },
});
