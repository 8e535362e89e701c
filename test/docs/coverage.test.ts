import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { format } from "prettier";
import { coveragePage } from "../../.github/scripts/coverage-page.ts";
import type { Practice } from "../../.github/scripts/coverage-practice.ts";
import { articleTools, practiceGroups } from "../../.github/scripts/coverage-practices.ts";
import { allKeys } from "../../.github/scripts/policy-docs.ts";
import { allRules } from "../../src/checks/index.ts";

const practices = practiceGroups.flatMap((group) => group.practices);
const known = { rules: allRules.map(({ id }) => id), keys: allKeys().map(({ name }) => name) };

/** The practices of the articles as they were collected, by the article that asks for each. */
const collected = `
S1: cp.anon rbac.clusteradmin rbac.masters
S1, S2: cp.authz node.isolation rbac.wildcard rbac.escalate img.tag img.minimal
S2: cp.tls cp.admission cp.authn cp.etcdtls cp.audit cp.auditpolicy cp.encryption cp.kubeletconn
S2: cp.misc cp.netpol node.kubelet node.extra node.sandbox rbac.secrets rbac.ns rbac.dangling
S2: img.registry img.ambiguous img.signed pss.labels pss.baseline pss.restricted sc.nonroot sc.ape
S2: sc.rofs sc.caps sc.seccomp res.limits sc.missing sa.automount sa.default sa.projected
S2: sa.escalation sec.plain sec.configmap sec.external sec.sealed sec.csi net.defaultdeny
S2: net.coverage net.allowall net.dangling net.nsisolation net.quarantine net.expose ing.tls ing.auth
S2: ing.waf ing.snippets mesh.mtls mesh.authz mesh.injection pol.requiredlabels pol.enforcement
S2: pol.webhookfail pol.deprecated rt.docker rt.immutable cicd.scopedns tool.kubebench
S0, S2: rt.falco
implied: sec.env cp.externalips sc.apparmor
`
  .trim()
  .split("\n")
  .flatMap((line) => {
    const [articles = "", ids = ""] = line.split(": ");
    return ids.split(" ").map((id) => [id, articles] as const);
  });

test.each(collected)("%s is in the document, with its articles", (id, articles) => {
  const practice = practices.find((one) => one.id === id);
  expect([practice?.articles ?? []].flat().join(", ") || "implied").toBe(articles);
});

test.each([
  "supply.content-trust",
  "node.patching",
  "node.os",
  "org.incident",
  "org.backup",
  "org.sast",
  "org.dast",
  "org.ai",
  "rt.response",
  "org.frameworks",
])("%s, which no file shows, has its reason and what to use instead", (id) => {
  const practice = practices.find((one) => one.id === id);
  if (practice?.state !== "not here") throw new Error(`${id} is ${practice?.state ?? "missing"}`);
  expect(practice.why).not.toBe("");
  expect(practice.instead).not.toBe("");
});

test("nothing is called covered that this version does not judge", () => {
  const unjudged = /^(?:rbac|sec|net|ing|mesh|pol|cp|node|sa|cicd)\./;
  const claimed = practices.filter(({ id, state }) => unjudged.test(id) && state === "covered");
  expect(claimed).toEqual([]);
});

test("the document is what the list says", async () => {
  const file = path.join(import.meta.dirname, "../../docs/coverage.md");
  const page = await format(coveragePage(practiceGroups, articleTools, known), {
    filepath: file,
    printWidth: 100,
  });
  expect(readFileSync(file, "utf8")).toBe(page);
});

const practice: Practice = {
  id: "x.y",
  practice: "",
  articles: [],
  state: "covered",
  by: { keys: ["fail-on"] },
};

function pageOf(...changed: readonly Practice[]): () => string {
  return () => coveragePage([{ title: "", practices: changed }], [], known);
}

test("a page that names what does not exist is not made, and says all of it", () => {
  const wrong: Practice = {
    ...practice,
    by: { rules: ["pod-security/privilege", "mesh/*"], keys: ["fial-on"] },
  };
  expect(pageOf(wrong)).toThrow(
    /rule pod-security\/privilege[\s\S]*rule mesh\/\*[\s\S]*key fial-on/,
  );
  expect(pageOf({ ...practice, by: { note: "by magic" } })).toThrow("names nothing");
  expect(pageOf(practice, practice)).toThrow("x.y stands there twice");
  const tool = { tool: "Trivy", practices: ["x.z"], here: "" };
  expect(() => coveragePage([{ title: "", practices: [practice] }], [tool], known)).toThrow(
    "no practice x.z",
  );
  expect(pageOf(practice)).not.toThrow();
});
