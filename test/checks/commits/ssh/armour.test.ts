import { expect, test } from "@jest/globals";
import { dearmour } from "../../../../src/checks/commits/ssh/armour.ts";
import { armoured } from "./software-key.ts";

const blob = Buffer.from(Array.from({ length: 153 }, (_, index) => (index * 37) % 256));
const good = armoured(blob).toString("latin1");

test("reads what ssh-keygen writes, with any number of newlines after it", () => {
  expect(dearmour(Buffer.from(good))).toEqual(blob);
  expect(dearmour(Buffer.from(good.trimEnd()))).toEqual(blob);
  expect(dearmour(Buffer.from(`${good}\n\n`))).toEqual(blob);
});

test.each([
  ["text after the end", `${good}x`],
  ["a space after the end", `${good} \n`],
  ["a second block", good + good],
  ["text before the start", `x\n${good}`],
  ["lines of 64 characters", armoured(blob, 64).toString("latin1")],
  ["one long line", armoured(blob, 7000).toString("latin1")],
  ["CRLF", good.replaceAll("\n", "\r\n")],
  ["an empty line inside", good.replace("-----\n", "-----\n\n")],
  ["a header line", good.replace("-----\n", "-----\nComment: hi\n")],
  ["a space in the base64", good.replace("\n-----END", " \n-----END")],
  ["base64url", good.replace(/[+/]/, "_")],
  ["stray bits at the end", armoured(Buffer.of(1)).toString("latin1").replace("AQ==", "AR==")],
  ["no padding", armoured(Buffer.of(1)).toString("latin1").replace("==", "")],
  ["nothing inside", armoured(Buffer.alloc(0)).toString("latin1")],
  ["no end", good.slice(0, good.indexOf("-----END"))],
  ["END on the last base64 line", good.replace("\n-----END", "-----END")],
  ["something huge", armoured(Buffer.alloc(200_000)).toString("latin1")],
])("refuses %s", (_, text) => {
  expect(() => dearmour(Buffer.from(text, "latin1"))).toThrow(
    expect.objectContaining({ code: "malformed" }),
  );
});
