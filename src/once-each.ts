/**
 * Works out something that follows from an object alone once for each object, and keeps it as long as
 * the object lives. Trees that share documents share what follows from them.
 */
export function onceEach<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) {
      found = { value: make(key) };
      known.set(key, found);
    }
    return found.value;
  };
}
