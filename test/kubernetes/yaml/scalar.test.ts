import { expect, test } from "@jest/globals";
import { read, refusal } from "./reading.ts";

test.each([
  ["yes", "true"],
  ["On", "true"],
  ["y", "true"],
  ["N", "false"],
  ["oFF", '"oFF"'],
  ["~", "null"],
  ["", "null"],
  ["nULL", '"nULL"'],
  ["0644", "420"],
  ["0o644", "420"],
  ["-017", "-15"],
  ["08", "8"],
  ["0x1F", "31"],
  ["0b11", "3"],
  ["0b-11", "-3"],
  ["1_000", "1000"],
  ["1e3", "1000"],
  ["1.", "1"],
  [".5_0", "0.5"],
  ["._5", '"._5"'],
  ["12:30:45", '"12:30:45"'],
  ["2020-01-01", '"2020-01-01"'],
  ["1e400", '"1e400"'],
  ["9007199254740993", "9007199254740993"],
  ["18446744073709551615", "18446744073709551615"],
  ["18446744073709551616", "18446744073709552000"],
  ["-9223372036854775809", "-9223372036854776000"],
  ["+18446744073709551615", "18446744073709552000"],
  ["0x1FFFFFFFFFFFFFFFF", '"0x1FFFFFFFFFFFFFFFF"'],
  ["'yes'", '"yes"'],
  ['"1"', '"1"'],
  ["!!str yes", '"yes"'],
  ['!!int "3"', "3"],
  ["!!float 3", "3"],
  ["!!bool 'on'", "true"],
  ["!!binary aGk=", '"hi"'],
  ["! 1", '"1"'],
  ["!mine 1", '"1"'],
  ["!<tag:yaml.org,2002:str> 1", '"1"'],
])("%s is %s", (text, json) => {
  expect(read(`a: ${text}\n`)).toBe(`{"a":${json}}`);
});

test.each([
  ["yes", "true"],
  ["1", "1"],
  ["0x10", "16"],
  ["1.5", "1.5"],
  ["1.10", "1.1"],
  ["1234567.0", "1.234567e+06"],
  ["123456789.5", "1.2345679e+08"],
  ["0.00001", "1e-05"],
  ["-0.0", "-0"],
  [".inf", ".inf"],
  ["'<<'", "<<"],
  ["!!str", ""],
])("the key %s is %s", (key, name) => {
  expect(read(`${key} : x\n`)).toBe(JSON.stringify({ [name]: "x" }));
});

test.each(["a: .inf", "a: -.INF", "a: .nan", "~: 1", "null: 1", ": 1", "18446744073709551615: 1"])(
  "%s has no JSON",
  (text) => {
    expect(refusal(text)).toMatch(/cannot be a key|no infinity/);
  },
);

test.each(["!!int x", "!!bool 1", "!!null a", "!!float 1e400", "!!binary a", "!!binary /w=="])(
  "%s does not fit its tag",
  (text) => {
    expect(refusal(`a: ${text}`)).toMatch(/does not fit|!!binary/);
  },
);
