import { describe, expect, test } from "@jest/globals";
import { parseImageReference } from "../../src/model/image-reference.ts";

const sha256 = `sha256:${"0a".repeat(32)}`;
const sha512 = `sha512:${"0a".repeat(64)}`;

function image(name: string, tag?: string, digest?: string): object {
  const slash = name.indexOf("/");
  return {
    kind: "image",
    registry: name.slice(0, slash),
    repository: name.slice(slash + 1),
    name,
    tag,
    digest,
    hasDefaultTag: tag === undefined && digest === undefined,
  };
}

describe("references that runtimes pull", () => {
  test.each<[string, object]>([
    ["nginx", image("docker.io/library/nginx")],
    ["nginx:1.29", image("docker.io/library/nginx", "1.29")],
    ["library/nginx", image("docker.io/library/nginx")],
    ["docker.io/nginx", image("docker.io/library/nginx")],
    ["docker.io/library/nginx", image("docker.io/library/nginx")],
    ["index.docker.io/nginx", image("docker.io/library/nginx")],
    ["index.docker.io/bitnami/redis:7", image("docker.io/bitnami/redis", "7")],
    ["bitnami/redis", image("docker.io/bitnami/redis")],
    ["a/b/c/d:1", image("docker.io/a/b/c/d", "1")],
    // One spelling of Docker Hub that distribution/reference does not know stays what it is.
    ["registry-1.docker.io/nginx", image("registry-1.docker.io/nginx")],
    ["ghcr.io/acme/web:1.4", image("ghcr.io/acme/web", "1.4")],
    ["ghcr.io:443/acme/web", image("ghcr.io:443/acme/web")],
    ["registry:5000/web", image("registry:5000/web")],
    ["localhost/web", image("localhost/web")],
    ["localhost:5000", image("docker.io/library/localhost", "5000")],
    ["127.0.0.1:5000/web:x", image("127.0.0.1:5000/web", "x")],
    ["[::1]/web", image("[::1]/web")],
    ["[2001:db8::1]:5000/web:2", image("[2001:db8::1]:5000/web", "2")],
    ["Registry/web", image("Registry/web")],
    ["GHCR.IO/acme/web", image("GHCR.IO/acme/web")],
    ["web.example/x", image("web.example/x")],
    ["a.b", image("docker.io/library/a.b")],
    ["a__b/c--d/e.f_g", image("docker.io/a__b/c--d/e.f_g")],
    ["xn--80ak6aa92e.com/x", image("xn--80ak6aa92e.com/x")],
    [`nginx@${sha256}`, image("docker.io/library/nginx", undefined, sha256)],
    [`nginx:1.29@${sha512}`, image("docker.io/library/nginx", "1.29", sha512)],
    [`ghcr.io/acme/web:1@${sha256}`, image("ghcr.io/acme/web", "1", sha256)],
    [`nginx:${"a".repeat(128)}`, image("docker.io/library/nginx", "a".repeat(128))],
    ["nginx:_A.b-C", image("docker.io/library/nginx", "_A.b-C")],
    [`r.io/${"a".repeat(255)}`, image(`r.io/${"a".repeat(255)}`)],
    ["a".repeat(63), image(`docker.io/library/${"a".repeat(63)}`)],
    [`x/${"a".repeat(64)}`, image(`docker.io/x/${"a".repeat(64)}`)],
  ])("%s", (text, expected) => {
    expect(parseImageReference(text)).toEqual(expected);
  });
});

describe("references that no runtime pulls", () => {
  test.each<[string, string]>([
    ["", "it is empty"],
    [" nginx", "it has a space at character 1"],
    ["nginx ", "it has a space at character 6"],
    ["nginx:1\n", "it has the character U+000A at character 8"],
    ["ng\u0000inx", "it has the character U+0000 at character 3"],
    ["ng\u001b[31minx", "it has the character U+001B at character 3"],
    ["nginx\u202e:1", "it has the character U+202E at character 6"],
    ["ghсr.io/acme/web", "it has the character U+0441 at character 3"],
    ["ghcr.io\uff0facme", "it has the character U+FF0F at character 8"],
    ["\u{1f433}/web", "it has the character U+1F433 at character 1"],
    ["web:$(TAG)", "it holds a placeholder that nothing has filled in at character 5"],
    ["web:${TAG}", "it holds a placeholder that nothing has filled in at character 5"],
    ["$REGISTRY/web", "it holds a placeholder that nothing has filled in at character 1"],
    ["{{ .Values.x }}/web:1", "it holds a placeholder that nothing has filled in at character 1"],
    ["{IMAGE}", "it holds a placeholder that nothing has filled in at character 1"],
    ["web:%(tag)s", "it holds a placeholder that nothing has filled in at character 5"],
    ["<image>", "it holds a placeholder that nothing has filled in at character 1"],
    ["https://ghcr.io/x", "it has a scheme at character 1; references start with the host"],
    ["docker://nginx", "it has a scheme at character 1; references start with the host"],
    ["Nginx", 'the repository "Nginx" has an upper-case letter at character 1'],
    ["ghcr.io/acme/Web", 'the repository "acme/Web" has an upper-case letter at character 14'],
    ["acme/Web:1", 'the repository "acme/Web" has an upper-case letter at character 6'],
    ["ghcr.io/", "it names no repository at character 9"],
    [":1.2", "it names no repository at character 1"],
    [`@${sha256}`, "it names no repository at character 1"],
    ["/nginx", 'the repository "/nginx" has an empty part at character 1'],
    ["ghcr.io//web", 'the repository "/web" has an empty part at character 9'],
    ["acme/web/", 'the repository "acme/web/" has an empty part at character 10'],
    [
      "acme/../web",
      'the repository has a part that is not letters and digits joined by ".", "_", "__" or "-": ".." at character 6',
    ],
    [
      "acme/web-",
      'the repository has a part that is not letters and digits joined by ".", "_", "__" or "-": "web-" at character 6',
    ],
    [
      "acme/w___b",
      'the repository has a part that is not letters and digits joined by ".", "_", "__" or "-": "w___b" at character 6',
    ],
    ["ghcr.io./acme/web", 'the registry "ghcr.io." has an empty part at character 9'],
    [".ghcr.io/web", 'the registry ".ghcr.io" has an empty part at character 1'],
    ["-a.io/web", 'the registry "-a.io" is not a host name: "-a" at character 1'],
    ["reg_1.io/web", 'the registry "reg_1.io" is not a host name: "reg_1" at character 1'],
    ["ghcr.io:/web", 'the registry "ghcr.io:" has a port that is not a number at character 9'],
    [
      "ghcr.io:4x3/web",
      'the registry "ghcr.io:4x3" has a port that is not a number at character 9',
    ],
    [
      "ghcr.io:1:2/web",
      'the registry "ghcr.io:1:2" has a port that is not a number at character 9',
    ],
    [
      "[::1/web",
      'the registry "[::1" at character 1 is not an IPv6 address in brackets with an optional port',
    ],
    [
      "[fe80::1%25eth0]/web",
      'the registry "[fe80::1%25eth0]" at character 1 is not an IPv6 address in brackets with an optional port',
    ],
    ["nginx:", "the tag is empty at character 7"],
    ["nginx:-1", 'the tag "-1" starts with "-" at character 7'],
    ["nginx:1:2", 'the tag "1:2" has the character ":" at character 8'],
    [
      `nginx:${"a".repeat(129)}`,
      "the tag has 129 characters at character 7, and at most 128 are allowed",
    ],
    [
      "ghcr.io@evil.example/acme/web",
      'what follows "@" is not a digest like sha256:<64 hex digits> at character 9',
    ],
    [
      "ghcr.io/acme@evil.io/web",
      'what follows "@" is not a digest like sha256:<64 hex digits> at character 14',
    ],
    [
      "user:pass@evil.io/web",
      'what follows "@" is not a digest like sha256:<64 hex digits> at character 11',
    ],
    ["nginx@", 'what follows "@" is not a digest like sha256:<64 hex digits> at character 7'],
    [
      "nginx@md5:d41d8cd98f00b204e9800998ecf8427e",
      `the digest's algorithm "md5" at character 7 is none of sha256, sha384, sha512`,
    ],
    ["nginx@sha256:0a0a", "the digest has 4 hex digits at character 14; sha256 has 64"],
    [
      `nginx@sha512:${"0a".repeat(32)}`,
      "the digest has 64 hex digits at character 14; sha512 has 128",
    ],
    [
      `nginx@sha256:${"0A".repeat(32)}`,
      'the digest has the character "A" at character 15; only 0-9 and a-f are allowed',
    ],
    [
      `nginx@${sha256}@${sha256}`,
      'the digest has the character "@" at character 78; only 0-9 and a-f are allowed',
    ],
    [
      `r.io/${"a".repeat(256)}`,
      "the repository has 256 characters at character 6, and at most 255 are allowed",
    ],
    ["ab".repeat(32), "it is an image's identifier, which names no repository"],
    ["a".repeat(10_000), "it has 10000 characters, and no reference has more than 1024"],
  ])("%j", (text, reason) => {
    expect(parseImageReference(text)).toEqual({ kind: "malformed", reason });
  });
});

test("a reason is one short line of printable ASCII, whatever it quotes", () => {
  for (const text of ["a-".repeat(500), `${"A".repeat(900)}`, `x:${"!".repeat(900)}`, "\u2028/x"]) {
    const parsed = parseImageReference(text);
    expect(parsed).toMatchObject({ kind: "malformed" });
    expect("reason" in parsed ? parsed.reason : "").toMatch(/^[\x20-\x7e]{1,300}$/);
  }
});

test("hostile repetition comes to an end, whichever way it is judged", () => {
  const kinds = new Set<string>();
  for (const unit of ["a-", "a.", "a__", "a/", "-", "a", "[:", "1."]) {
    for (const end of ["", "!", "/A", ":", "@"]) {
      kinds.add(parseImageReference(unit.repeat(500).slice(0, 1000) + end).kind);
      kinds.add(parseImageReference(`${unit.repeat(500).slice(0, 1000)}.io/x${end}`).kind);
    }
  }
  expect(kinds).toContain("malformed");
});
