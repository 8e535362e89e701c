import { expect, test } from "@jest/globals";
import { compileImageGlob, mistakeInImageGlob, spellingsOf } from "../../src/policy/image-glob.ts";

const digest = `sha256:${"a".repeat(64)}`;

function matches(glob: string, reference: string): boolean {
  const { exact, decorated } = spellingsOf(reference);
  const compiled = compileImageGlob(glob);
  return [...exact, ...decorated].some((text) => compiled.matches(text));
}

test.each<[glob: string, reference: string]>([
  // Docker Hub under both of its names, and the text as written.
  ["index.docker.io/library/nginx:latest", "nginx"],
  ["index.docker.io/library/*", "nginx"],
  ["index.docker.io/**", "acme/web:1"],
  ["index.docker.**", "nginx"],
  ["docker.io/library/nginx:**", "nginx:1.27"],
  ["docker.io/acme/*", "index.docker.io/acme/web:1"],
  ["nginx", "nginx"],
  ["nginx*", "nginx:1.27"],
  ["acme/*", "acme/web:1"],
  // The two patterns that mean Docker Hub.
  ["*", "nginx"],
  ["*/*", "acme/web"],
  // Stars.
  ["ghcr.io/*/*", "ghcr.io/acme/web:1"],
  ["ghcr.io/**", "ghcr.io/acme/deep/er/web:1"],
  ["**", "ghcr.io/acme/web"],
  ["**/web:**", "ghcr.io/acme/web:1"],
  ["ghcr.io/**/web*", "ghcr.io/acme/team/web:1"],
  ["ghcr.io/acme/web**", "ghcr.io/acme/web:1"],
  ["ghcr.io/acme/***", "ghcr.io/acme/team/web:1"],
  ["**demo**", "registry.example.com/a/demo-app:1"],
  ["ghcr.io/acme*", "ghcr.io/acme:1"],
  ["ghcr.io/acme*/web:1", "ghcr.io/acme-evil/web:1"],
  // Tags and digests.
  ["ghcr.io/acme/web:**", "ghcr.io/acme/web:v1"],
  ["ghcr.io/acme/web:latest", "ghcr.io/acme/web"],
  ["ghcr.io/acme/web", "ghcr.io/acme/web"],
  ["ghcr.io/acme/web@**", `ghcr.io/acme/web@${digest}`],
  [`ghcr.io/acme/web@${digest}`, `ghcr.io/acme/web:v1@${digest}`],
  ["ghcr.io/acme/web:v1@*", `ghcr.io/acme/web:v1@${digest}`],
  // Ports.
  ["127.0.0.1:5000/**", "127.0.0.1:5000/app:v1"],
  ["localhost:5000/app:*", "localhost:5000/app"],
  ["*/app:**", "localhost:5000/app:1"],
  // The same host, written so that the plain name does not match.
  ["ghcr.io/acme/**", "GHCR.io/acme/web:1"],
  ["ghcr.io/acme/**", "ghcr.io:443/acme/web:1"],
  ["ghcr.io/acme/**", "ghcr.io:0443/acme/web:1"],
])("%s matches %s", (glob, reference) => {
  expect(mistakeInImageGlob(glob)).toBeUndefined();
  expect(matches(glob, reference)).toBe(true);
});

test.each<[glob: string, reference: string]>([
  ["ghcr.io/acme", "ghcr.io/acme-evil"],
  ["ghcr.io/acme/*", "ghcr.io/acme-evil/web:1"],
  ["ghcr.io/acme/**", "ghcr.io/acme-evil/web:1"],
  ["ghcr.io/acme*", "ghcr.io/acme-evil/web:1"],
  ["ghcr.io/acme/**", "evil.example/ghcr.io/acme/web:1"],
  ["ghcr.io/acme/**", "ghcr.io.evil.example/acme/web:1"],
  ["ghcr.io/**", "ghcrxio/acme/web"],
  ["ghcr.io/*/*", "ghcr.io/web:1"],
  ["ghcr.io/acme/*", "ghcr.io/acme/team/web:1"],
  // Only the text without a tag is the name alone.
  ["ghcr.io/acme/web", "ghcr.io/acme/web:v1"],
  ["ghcr.io/acme/web", `ghcr.io/acme/web@${digest}`],
  ["ghcr.io/acme/web:**", `ghcr.io/acme/web@${digest}`],
  ["ghcr.io/acme/web:v1", "ghcr.io/acme/web:v10"],
  // A port is part of the host, and another port is another host.
  ["localhost/**", "localhost:5000/app:1"],
  ["localhost:5000/**", "localhost:50000/app:1"],
  ["ghcr.io/acme/**", "ghcr.io:8443/acme/web:1"],
  // The two patterns that mean Docker Hub mean nothing else.
  ["*", "ghcr.io/web"],
  ["*", "acme/web"],
  ["*/*", "ghcr.io/web"],
  // What no runtime can pull is matched by nothing.
  ["**", "ghcr.io/acme/${IMAGE}"],
  ["**", "ghcr.io/ACME/web"],
  ["**", ""],
])("%s does not match %s", (glob, reference) => {
  expect(matches(glob, reference)).toBe(false);
});

test.each<[glob: string, mistake: string]>([
  ["", "it is empty; write e.g. ghcr.io/acme/**"],
  ["https://ghcr.io/acme/**", "it has a scheme; begin with the registry, without https://"],
  [
    "ghcr.io/acme/we?",
    'a glob of images has only letters, digits and -_:/*.@, and its character 16 is "?"',
  ],
  ["[a-z]*", 'a glob of images has only letters, digits and -_:/*.@, and its character 1 is "["'],
  [
    "ghcr.io/acme/** ",
    'a glob of images has only letters, digits and -_:/*.@, and its character 16 is " "',
  ],
  ["a".repeat(1025), "it is longer than 1024 characters"],
])("the glob %j is a mistake", (glob, mistake) => {
  expect(mistakeInImageGlob(glob)).toBe(mistake);
});

test("a tag beside a digest is kept apart, for it names nothing", () => {
  const written = `ghcr.io/acme/web:v1@${digest}`;
  expect(spellingsOf(written)).toEqual({
    exact: [`ghcr.io/acme/web@${digest}`],
    decorated: [written],
  });
});

test("many stars over a long text end, and find what is there", () => {
  const glob = compileImageGlob(`${"**a".repeat(300)}b`);
  expect(glob.matches("a".repeat(1000))).toBe(false);
  expect(glob.matches(`${"a".repeat(1000)}b`)).toBe(true);
  expect(compileImageGlob(`${"*a".repeat(300)}**`).matches(`${"a".repeat(299)}/a`)).toBe(false);
});
