import { armoured, unarmoured } from "./software-key.ts";
import type { Case } from "./workshop.ts";

/** Numbers that are the same for the same seed. */
export interface Dice {
  /** A whole number from 0 to below `sides`. */
  roll(sides: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** Dice for a seed (a 32-bit linear congruential generator, its high bits). */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (sides: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  return {
    roll,
    pick(items) {
      const item = items[roll(items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
  };
}

/** Pieces that mean something in a list of signers. */
const pieces = [
  ...' \t\r\n"\\#!*?,=@-',
  "cert-authority",
  "cert-authority,",
  'namespaces="git" ',
  'namespaces="file",',
  'namespaces="*,!git" ',
  'valid-after="20230101Z" ',
  'valid-before="20230601000000Z",',
  'valid-before="20230601" ',
  "ann@example.org",
  "!ann@example.org,",
  "*@example.org,",
  "ssh-ed25519 ",
  "ssh-rsa ",
] as const;

/** Parts of lists of principals, and options, for lists that are mostly right. */
const principals = [
  "ann@example.org",
  "bob@example.org",
  "*@example.org",
  "ann@*",
  "*",
  "???@*",
  "!bob@*",
  "!ann@example.org",
  "!*",
  "",
] as const;
const options = [
  'namespaces="git"',
  'namespaces="file"',
  'namespaces="g?t,!x"',
  'valid-after="20230601Z"',
  'valid-after="20220101"',
  'valid-before="20230601000000Z"',
  'valid-before="20240101Z"',
  "CERT-authority",
] as const;

const times = [1, 1672531199, 1672531200, 1685577600, 1685577601, 1704067200, 1704067201] as const;

type Mutation = (asked: Case, seeds: readonly Case[], by: Dice) => Case;

const mutations: readonly Mutation[] = [
  (asked, _, by) => {
    const blob = changedBytes(unarmoured(asked.signature), by);
    return { ...asked, signature: armoured(blob) };
  },
  (asked, seeds, by) => {
    const other = unarmoured(by.pick(seeds).signature);
    return { ...asked, signature: armoured(crossed(unarmoured(asked.signature), other, by)) };
  },
  (asked, _, by) => ({ ...asked, signature: changedBytes(asked.signature, by) }),
  (asked, seeds, by) => ({ ...asked, signature: by.pick(seeds).signature }),
  (asked, _, by) => ({ ...asked, payload: changedBytes(asked.payload, by) }),
  (asked, _, by) => ({ ...asked, signers: changedText(asked.signers, by) }),
  (asked, _, by) => ({ ...asked, signers: changedText(changedText(asked.signers, by), by) }),
  (asked, seeds, by) => ({
    ...asked,
    signers: mixedLines(asked.signers, by.pick(seeds).signers, by),
  }),
  (asked, seeds, by) => ({
    ...asked,
    signers: composedList(asked.signers, by.pick(seeds).signers, by),
  }),
  (asked, seeds, by) => ({
    ...asked,
    signers: composedList(asked.signers, by.pick(seeds).signers, by),
  }),
  (asked, _, by) => ({ ...asked, at: by.pick(times) }),
  (asked, seeds, by) => {
    const { revoked } = by.pick(seeds);
    return revoked === undefined ? asked : { ...asked, revoked: changedBytes(revoked, by) };
  },
];

/** A list of lines that are right by themselves, about the keys of two lists. */
function composedList(own: string, other: string, by: Dice): string {
  const keys =
    `${own}${own}${other}`.match(/(?:cert-authority )?(?:ssh-|ecdsa-|sk-)\S+ \S+/g) ?? [];
  const lines = Array.from({ length: 1 + by.roll(3) }, () => {
    const names = Array.from({ length: 1 + by.roll(3) }, () => by.pick(principals)).join(",");
    const said = Array.from({ length: by.roll(3) }, () => by.pick(options)).join(",");
    const key = by.pick(keys);
    const joint = said !== "" && key.startsWith("cert-") ? "," : " ";
    return `${names === "" ? "*" : names} ${said}${joint}${key}`;
  });
  return `${lines.join("\n")}\n`;
}

/** A case with one to three things changed. */
export function mutant(seeds: readonly Case[], by: Dice): Case {
  let asked = by.pick(seeds);
  for (let left = 1 + by.roll(3); left > 0; left--) asked = by.pick(mutations)(asked, seeds, by);
  return asked;
}

function changedBytes(bytes: Buffer, by: Dice): Buffer {
  const place = by.roll(bytes.length + 1);
  const length = by.pick([1, 1, 1, 4, 8]);
  const before = bytes.subarray(0, place);
  const after = bytes.subarray(place);
  switch (by.roll(5)) {
    case 0:
      return Buffer.concat([before, after.subarray(length)]);
    case 1:
      return Buffer.concat([before, Buffer.alloc(length, by.pick([0, 1, 10, 128, 255])), after]);
    case 2:
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 3:
      return before;
    default: {
      const changed = Buffer.from(bytes);
      if (place < changed.length)
        changed.writeUInt8(changed.readUInt8(place) ^ (1 << by.roll(8)), place);
      return changed;
    }
  }
}

/** The strings of one blob with some of another's in their places. */
function crossed(blob: Buffer, other: Buffer, by: Dice): Buffer {
  const own = fieldsOf(blob);
  const foreign = fieldsOf(other);
  const fields = own.map((field, index) => (by.roll(3) === 0 ? (foreign[index] ?? field) : field));
  return Buffer.concat([blob.subarray(0, 10), ...fields]);
}

/** The wire-format strings behind the magic and the version, with their lengths. */
function fieldsOf(blob: Buffer): readonly Buffer[] {
  const fields: Buffer[] = [];
  for (let at = 10; at + 4 <= blob.length;) {
    const end = at + 4 + blob.readUInt32BE(at);
    fields.push(blob.subarray(at, end));
    at = end;
  }
  return fields;
}

function changedText(text: string, by: Dice): string {
  // Most of a list is base64, in which a change only breaks the key.
  const place = by.roll(2) === 0 ? by.roll(Math.min(60, text.length)) : by.roll(text.length + 1);
  const cut = by.roll(3) === 0 ? by.pick([1, 2, 8]) : 0;
  return text.slice(0, place) + by.pick(pieces) + text.slice(place + cut);
}

function mixedLines(own: string, other: string, by: Dice): string {
  const lines = [...own.split("\n"), ...other.split("\n")].filter((line) => line !== "");
  const chosen = Array.from({ length: 1 + by.roll(3) }, () => by.pick(lines));
  return `${chosen.join("\n")}\n`;
}
