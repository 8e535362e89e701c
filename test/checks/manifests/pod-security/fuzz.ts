/* Compares us with Kubernetes' own evaluator: node test/checks/manifests/pod-security/fuzz.ts [count [seed]] */
import { fileURLToPath } from "node:url";
import { differences, type Difference } from "./comparison.ts";
import { GeneratedPods } from "./generated-pods.ts";

const binary = fileURLToPath(new URL("../../../../.tools/oracle", import.meta.url));
const batch = 1000;

const count = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
console.log(`${count} objects from seed ${seed}`);

const pods = new GeneratedPods(seed);
for (let done = 0; done < count; done += batch) {
  const objects = Array.from({ length: Math.min(batch, count - done) }, () => pods.next());
  const [found] = differences(binary, objects);
  if (found !== undefined) {
    const { object, told } = smallest(found);
    console.error(`${told}\n${JSON.stringify(object, null, 2)}`);
    process.exit(1);
  }
  console.log(`${done + objects.length} agree`);
}

/** The difference with everything left out that it does not need. */
function smallest(found: Difference): Difference {
  for (const object of simpler(found.object)) {
    const [still] = differences(binary, [object as object]);
    if (still !== undefined) return smallest(still);
  }
  return found;
}

/** The value with one thing less, in every way. */
function* simpler(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield value.toSpliced(index, 1);
      for (const less of simpler(item)) yield value.with(index, less);
    }
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    for (const [key, item] of entries) {
      if (key !== "apiVersion" && key !== "kind") {
        yield Object.fromEntries(entries.filter(([other]) => other !== key));
      }
      for (const less of simpler(item)) yield { ...value, [key]: less };
    }
  }
}
