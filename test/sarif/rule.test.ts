import { expect, test } from "@jest/globals";
import { ruleAddress, ruleDescriptor } from "../../src/sarif/rule.ts";
import { finding, rulesFor } from "../report/sample.ts";

const [rule] = rulesFor([finding()]);

test("a rule has all that GitHub asks for", () => {
  expect(ruleDescriptor(rule!, "medium")).toEqual({
    id: "pod-security/capabilities-baseline",
    name: "PodSecurityCapabilitiesBaseline",
    shortDescription: { text: "The thing is not as it should be." },
    fullDescription: { text: "Somebody could get from `the pod` to its node." },
    help: {
      text: `Somebody could get from \`the pod\` to its node.

What to do: Write something else.

Instead of

privileged: true

write

privileged: false`,
      markdown: `Somebody could get from \`the pod\` to its node.

**What to do:** Write something else.

Instead of

\`\`\`yaml
privileged: true
\`\`\`

write

\`\`\`yaml
privileged: false
\`\`\`

Judges \`Pod\`, \`Deployment\`.

**Standards**

- pss: \`baseline\`
- cis: \`5.2.8\`, \`5.2.9\`

**Known elsewhere as**

- trivy: \`KSV-0022\`

[The rule in full](https://github.com/portcullis-dev/portcullis/blob/main/docs/rules.md#pod-securitycapabilities-baseline)`,
    },
    helpUri:
      "https://github.com/portcullis-dev/portcullis/blob/main/docs/rules.md#pod-securitycapabilities-baseline",
    defaultConfiguration: { level: "warning" },
    properties: {
      tags: [
        "security",
        "kubernetes",
        "manifests",
        "pod-security",
        "pss/baseline",
        "cis/5.2.8",
        "cis/5.2.9",
      ],
      precision: "high",
      "problem.severity": "warning",
      "security-severity": "5.5",
    },
  });
});

test("long texts and many standards are cut to what GitHub takes", () => {
  const cis = Array.from({ length: 30 }, (_, index) => `1.${index % 20}`);
  const long = "word ".repeat(1000);
  const { name, shortDescription, fullDescription, properties } = ruleDescriptor(
    { ...rule!, id: "a/".repeat(400), title: long, rationale: long, standards: { cis } },
    "high",
  );
  expect(name?.length).toBe(255);
  expect(shortDescription?.text).toHaveLength(1024);
  expect(fullDescription?.text).toHaveLength(1024);
  expect(properties?.tags).toHaveLength(10);
  expect(new Set(properties?.tags).size).toBe(10);
});

test("the address of a rule is an anchor whatever the rule is called", () => {
  expect(ruleAddress("a/B c)[x](#\u202e")).toMatch(/#abcx$/);
});
