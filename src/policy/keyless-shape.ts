import type { Field } from "../kubernetes/field.ts";
import { mapping } from "./mapping.ts";
import type { PolicyReading } from "./reading.ts";
import { text, type Shape } from "./shape.ts";
import type { KeylessSigner, TextRule, WorkflowClaims } from "./signatures.ts";
import { nameOf } from "./words.ts";

const expression = text({
  what: "a regular expression (RE2)",
  mistake: (value, context) => context.mistakeInExpression(value),
});

function claim(what: string, about: string, example: string) {
  return {
    shape: text({ what }),
    required: false,
    about,
    fallback: "anything",
    example,
  } as const;
}

const keys = {
  issuer: {
    shape: text({ what: "the address of an issuer" }),
    required: false,
    about: "Who vouched for the signer's identity, exactly as the certificate has it.",
    fallback: "none; this or `issuer-regexp` is required",
    example: "issuer: https://token.actions.githubusercontent.com",
  },
  "issuer-regexp": {
    shape: expression,
    required: false,
    about: "The same as a regular expression (RE2) that must match the whole issuer.",
    fallback: "none; this or `issuer` is required",
    example: 'issuer-regexp: "^https://token\\\\.actions\\\\.githubusercontent\\\\.com$"',
  },
  identity: {
    shape: text({ what: "an identity such as an address of a workflow or of mail" }),
    required: false,
    about: "Who signed, exactly as the certificate has it.",
    fallback: "none; this or `identity-regexp` is required",
    example: "identity: https://github.com/acme/web/.github/workflows/release.yml@refs/heads/main",
  },
  "identity-regexp": {
    shape: expression,
    required: false,
    about: "The same as a regular expression (RE2) that must match the whole identity.",
    fallback: "none; this or `identity` is required",
    example: 'identity-regexp: "^https://github\\\\.com/acme/web/.*@refs/tags/v.*$"',
  },
  "workflow-name": claim(
    "the name of a workflow",
    "The name of the GitHub workflow that signed.",
    "workflow-name: release",
  ),
  "workflow-ref": claim(
    "a ref such as refs/heads/main",
    "The ref on which the workflow ran.",
    "workflow-ref: refs/heads/main",
  ),
  "workflow-repository": claim(
    "a repository such as acme/web",
    "The repository that the workflow ran for, also where it is a reusable one of another.",
    "workflow-repository: acme/web",
  ),
  "workflow-sha": claim(
    "the hash of a commit",
    "The commit on which the workflow ran.",
    "workflow-sha: 4f0c5e1d9b7a3c2e8d6f1a0b9c8d7e6f5a4b3c2d",
  ),
  "workflow-trigger": claim(
    "the name of an event",
    "The event that started the workflow.",
    "workflow-trigger: push",
  ),
} as const;

const signer = mapping(keys, "a mapping with issuer and identity");
type SignerValues = NonNullable<ReturnType<typeof signer.read>>;

/** Somebody who signs without a key: an identity is worth nothing without who vouched for it. */
export const keylessShape: Shape<KeylessSigner> = {
  ...signer,
  schema: {
    ...signer.schema,
    allOf: [oneOfBoth("issuer", "issuer-regexp"), oneOfBoth("identity", "identity-regexp")],
  },
  read(field, reading) {
    const values = signer.read(field, reading);
    if (values === undefined) return undefined;
    const issuer = ruleOf("issuer", values, field, reading);
    const identity = ruleOf("identity", values, field, reading);
    if (issuer === undefined || identity === undefined) return undefined;
    return { issuer, identity, workflow: workflowOf(values), location: field.location };
  },
};

function oneOfBoth(exact: string, pattern: string) {
  return { oneOf: [{ required: [exact] }, { required: [pattern] }] };
}

function ruleOf(
  name: "issuer" | "identity",
  values: SignerValues,
  field: Field,
  reading: PolicyReading,
): TextRule | undefined {
  const pattern = `${name}-regexp` as const;
  const owner = nameOf(field.path);
  const [exactField, patternField] = [field.at(name), field.at(pattern)];
  if (has(field, name) && has(field, pattern)) {
    reading.reportKey(patternField, `${owner} has ${name} and ${pattern}; keep one of them`);
    return undefined;
  }
  if (!has(field, name) && !has(field, pattern)) {
    reading.report(field, `${owner} has neither ${name} nor ${pattern}; ${missing[name]}`);
    return undefined;
  }
  const { [name]: text, [pattern]: source } = values;
  if (text !== undefined) return { kind: "exact", text, location: exactField.location };
  if (source === undefined) return undefined;
  return { kind: "expression", source, location: patternField.location };
}

/** Whether the key stands there, be its value right or wrong. */
function has(field: Field, key: string): boolean {
  return field.at(key).value !== undefined;
}

const missing = {
  issuer: "an identity counts only together with the issuer that vouched for it",
  identity: "an issuer vouches for everybody who has an account there",
} as const;

function workflowOf(values: SignerValues): WorkflowClaims {
  const { "workflow-name": name, "workflow-ref": ref, "workflow-repository": repository } = values;
  const { "workflow-sha": sha, "workflow-trigger": trigger } = values;
  return {
    ...(name === undefined ? {} : { name }),
    ...(ref === undefined ? {} : { ref }),
    ...(repository === undefined ? {} : { repository }),
    ...(sha === undefined ? {} : { sha }),
    ...(trigger === undefined ? {} : { trigger }),
  };
}
