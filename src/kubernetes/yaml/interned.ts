const slots = 4096;
const longest = 48;
const table: (string | undefined)[] = Array.from({ length: slots });

/**
 * The same text as one string for all its uses. Files repeat a few hundred keys hundreds of thousands
 * of times, and the engine finds a property faster by a string that it has seen as a property's name.
 */
export function interned(key: string): string {
  if (key.length > longest) return key;
  let hash = key.length;
  for (let index = 0; index < key.length; index++) {
    hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0;
  }
  const slot = hash & (slots - 1);
  const known = table[slot];
  if (known === key) return known;
  const name = Object.keys({ [key]: 0 })[0] ?? key;
  table[slot] = name;
  return name;
}
