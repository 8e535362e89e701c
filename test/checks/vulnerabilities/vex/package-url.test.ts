import { expect, test } from "@jest/globals";
import {
  matchesPackageUrl,
  parsePackageUrl,
} from "../../../../src/checks/vulnerabilities/vex/package-url.ts";

function matches(pattern: string, found: string): boolean {
  const [a, b] = [parsePackageUrl(pattern), parsePackageUrl(found)];
  if (a === undefined || b === undefined) throw new Error(`${pattern} or ${found} is none`);
  return matchesPackageUrl(a, b);
}

const openssl = "pkg:apk/alpine/openssl@3.1.3-r0?arch=x86_64&distro=3.19.1";

test.each([
  ["the same", openssl, openssl],
  ["no version", "pkg:apk/alpine/openssl", openssl],
  ["no qualifiers", "pkg:apk/alpine/openssl@3.1.3-r0", openssl],
  ["one of the qualifiers", "pkg:apk/alpine/openssl?arch=x86_64", openssl],
  ["another order", "pkg:apk/alpine/openssl@3.1.3-r0?distro=3.19.1&arch=x86_64", openssl],
  ["the case of a type without case", "PKG:apk/Alpine/OpenSSL".replace("PKG", "pkg"), openssl],
  ["an encoded scope", "pkg:npm/%40angular/core@1.0.0", "pkg:npm/@angular/core@1.0.0"],
  ["a scope is not a version", "pkg:npm/@angular/core", "pkg:npm/%40angular/core@2.0.0"],
  ["names of PyPI", "pkg:pypi/Ruamel_Yaml", "pkg:pypi/ruamel-yaml@0.17"],
  ["an encoded version", "pkg:oci/shop@sha256%3Aabc", "pkg:oci/shop@sha256:abc"],
  ["an encoded plus", "pkg:deb/ubuntu/libstdc%2B%2B6", "pkg:deb/ubuntu/libstdc++6@12.3.0-1"],
])("%s matches", (_, pattern, found) => {
  expect(matches(pattern, found)).toBe(true);
});

test.each([
  ["another type", "pkg:deb/alpine/openssl", openssl],
  ["another namespace", "pkg:apk/wolfi/openssl", openssl],
  ["no namespace", "pkg:apk/openssl", openssl],
  ["another name", "pkg:apk/alpine/openssl-dev", openssl],
  ["another version", "pkg:apk/alpine/openssl@3.1.4-r0", openssl],
  ["another qualifier", "pkg:apk/alpine/openssl?arch=aarch64", openssl],
  ["a qualifier that the package has not", "pkg:apk/alpine/openssl?epoch=1", openssl],
  ["the case of npm", "pkg:npm/JSONStream", "pkg:npm/jsonstream@1.0.0"],
  ["a version where the package has none", "pkg:npm/a@1", "pkg:npm/a"],
  ["another subpath", "pkg:golang/example.com/a#cmd/x", "pkg:golang/example.com/a@v1#cmd/y"],
])("%s does not match", (_, pattern, found) => {
  expect(matches(pattern, found)).toBe(false);
});

test.each([
  "",
  "openssl",
  "pkg:",
  "pkg:npm",
  "pkg:npm/",
  "pkg:9/a",
  "pkg:npm/a%ZZ",
  "pkg:npm/a?1=2",
  "pkg:npm/a?b=1&b=2",
  "https://example.com/pkg:npm/a",
  `pkg:npm/${"a".repeat(5000)}`,
])("%j is no package URL", (text) => {
  expect(parsePackageUrl(text)).toBeUndefined();
});
