import { describe, expect, test } from "@jest/globals";
import { dearmour } from "../../../../src/checks/commits/x509/armour.ts";
import { armoured } from "./workshop.ts";

const bytes = Buffer.from(Array.from({ length: 200 }, (_, index) => index));
const text = armoured(bytes).toString("latin1");

describe("the armour of a signature", () => {
  test.each([0, 1, 2, 3])("may be followed by %s empty lines", (count) => {
    expect(dearmour(Buffer.from(text + "\n".repeat(count)))).toEqual(bytes);
  });

  test.each([
    ["nothing", ""],
    ["text before it", `x${text}`],
    ["an empty line before it", `\n${text}`],
    ["text after it", `${text}x`],
    ["a blank after it", `${text} \n`],
    ["a second one", text + text],
    ["no end", text.replace(/-----END.*\n/, "")],
    ["another kind", text.replaceAll("SIGNED MESSAGE", "CMS")],
    ["a header", text.replace("\n", "\nComment: hi\n\n")],
    ["carriage returns", text.replaceAll("\n", "\r\n")],
    ["longer lines", text.replace(/(.{64})\n(.{12})/, "$1$2\n")],
    ["shorter lines", text.replace(/\n(.{32})/, "\n$1\n")],
    ["an empty line inside", text.replace(/\n/, "\n\n")],
    ["other characters inside", text.replace(/\n(.{4})/, "\n!$1")],
    ["no bytes", "-----BEGIN SIGNED MESSAGE-----\n-----END SIGNED MESSAGE-----\n"],
    ["unused bits that are set", text.replace(/.(==?\n)/, "/$1")],
  ])("is refused with %s", (_, changed) => {
    expect(() => dearmour(Buffer.from(changed))).toThrow(
      expect.objectContaining({ code: "malformed" }),
    );
  });

  test("is refused over its bound", () => {
    expect(() => dearmour(armoured(Buffer.alloc(100_000)))).toThrow("over 131072 bytes");
  });
});
