/** A number as go-yaml resolves it; integers beyond 2^53 are exact. */
export type YamlNumber =
  | { readonly kind: "int"; readonly value: number | bigint }
  | { readonly kind: "float"; readonly value: number };

const decimal = /^[-+]?(?:0|[1-9][0-9]*)$/;
const prefixed = /^([-+]?)0([xX][0-9a-fA-F]+|[oO]?[0-7]+|[bB][01]+)$/;
// go-yaml strips `0b` by itself when the prefix alone did not parse, so a sign may follow it.
const signedBinary = /^0b([-+])([01]+)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
// Behind a leading dot go-yaml leaves underscores to Go, which wants digits on both sides of each.
const dotFloat = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;
/** More digits than any 64-bit integer has, in base 2. */
const MAX_DIGITS = 64;

/**
 * The number that a plain scalar stands for (resolve.go of go.yaml.in/yaml/v2: YAML 1.1 without
 * sexagesimal numbers, plus `0o`), or nothing where it is text.
 */
export function parseNumber(text: string): YamlNumber | undefined {
  if (text.charCodeAt(0) === 0x2e)
    return dotFloat.test(text) ? finite(text.replaceAll("_", "")) : undefined;
  const plain = text.replaceAll("_", "");
  return parseInteger(plain) ?? (float.test(plain) ? finite(plain) : undefined);
}

/** A float that Go cannot represent is no number for go-yaml, but text. */
function finite(text: string): YamlNumber | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? { kind: "float", value } : undefined;
}

function parseInteger(plain: string): YamlNumber | undefined {
  if (decimal.test(plain)) {
    if (plain.length < 16) return { kind: "int", value: Number(plain) + 0 };
    return inRange(plain.replace(/^[-+]/, ""), plain);
  }
  const match = prefixed.exec(plain) ?? undefined;
  if (match !== undefined) {
    const digits = match[2] ?? "";
    return inRange(literalOf(digits), (match[1] ?? "") + digits);
  }
  const binary = signedBinary.exec(plain) ?? undefined;
  if (binary === undefined) return undefined;
  return inRange(`0b${binary[2] ?? ""}`, binary[1] ?? "");
}

/** `x1F`, `o17`, `017` and `b11` as JavaScript writes them, without leading zeros. */
function literalOf(digits: string): string {
  const first = digits.charAt(0).toLowerCase();
  if (first === "x" || first === "b") return `0${first}${stripZeros(digits.slice(1))}`;
  return `0o${stripZeros(first === "o" ? digits.slice(1) : digits)}`;
}

function stripZeros(digits: string): string {
  return digits.replace(/^0+(?=.)/, "");
}

/** A signed integer fits 64 bits; without a sign, an unsigned one does as well. */
function inRange(literal: string, signed: string): YamlNumber | undefined {
  if (literal.length > MAX_DIGITS + 2) return undefined;
  const magnitude = BigInt(literal);
  const sign = signed.charAt(0);
  const value = sign === "-" ? -magnitude : magnitude;
  const most = sign === "+" || sign === "-" ? INT64_MAX : UINT64_MAX;
  if (value < INT64_MIN || value > most) return undefined;
  const number = Number(value);
  return { kind: "int", value: Number.isSafeInteger(number) ? number : value };
}

/** Whether go-yaml holds the integer as uint64, which sigs.k8s.io/yaml refuses as a key. */
export function isUnsigned(value: number | bigint): boolean {
  return typeof value === "bigint" && value > INT64_MAX;
}

/**
 * A float as a mapping key: Go's shortest notation that gives the same 32-bit float
 * (`strconv.FormatFloat(f, 'g', -1, 32)` in sigs.k8s.io/yaml).
 */
export function floatKey(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? ".inf" : "-.inf";
  if (single === 0) return Object.is(single, -0) ? "-0" : "0";
  let precision = 1;
  while (Math.fround(Number(single.toExponential(precision - 1))) !== single) precision++;
  const [mantissa = "", power = ""] = single.toExponential(precision - 1).split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 6) return scientific(mantissa, exponent);
  return Number(`${mantissa}e${power}`).toString();
}

function scientific(mantissa: string, exponent: number): string {
  const digits = String(Math.abs(exponent)).padStart(2, "0");
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
}
