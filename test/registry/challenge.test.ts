import { expect, test } from "@jest/globals";
import { challengesIn } from "../../src/registry/challenge.ts";
import { nextIn } from "../../src/registry/link.ts";

function read(header: string): unknown {
  return challengesIn(header).map(({ scheme, parameters }) => [
    scheme,
    Object.fromEntries(parameters),
  ]);
}

test.each<[string, unknown]>([
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"',
    [
      [
        "bearer",
        {
          realm: "https://auth.docker.io/token",
          service: "registry.docker.io",
          scope: "repository:a/b:pull,push",
        },
      ],
    ],
  ],
  [
    'BASIC Realm="a \\"quoted\\" realm, with comma"',
    [["basic", { realm: 'a "quoted" realm, with comma' }]],
  ],
  [
    'Basic realm="x", Bearer realm=y , service = "z"',
    [
      ["basic", { realm: "x" }],
      ["bearer", { realm: "y", service: "z" }],
    ],
  ],
  [
    "Negotiate, Basic",
    [
      ["negotiate", {}],
      ["basic", {}],
    ],
  ],
  ['Bearer realm="first",realm="second"', [["bearer", { realm: "first" }]]],
  ['Bearer realm="never closed', [["bearer", {}]]],
  ['realm="without scheme"', []],
  ["Bearer =", []],
  ["", []],
  [", ,\t", []],
])("the challenges of %j", (header, expected) => {
  expect(read(header)).toEqual(expected);
});

test.each<[string | undefined, string | undefined]>([
  ['</v2/a/referrers/x?n=1>; rel="next"', "/v2/a/referrers/x?n=1"],
  ["</a>; rel=prev, </b>; rel=next; title=x", "/b"],
  ['</a>;rel="next"', "/a"],
  ["</a>; rel=nextish", undefined],
  ["</a>", undefined],
  ["<<<<<<", undefined],
  [undefined, undefined],
])("the next page of %j", (header, expected) => {
  expect(nextIn(header)).toBe(expected);
});
