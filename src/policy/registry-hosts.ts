import { mapOf } from "./mapping.ts";
import { listOf, text } from "./shape.ts";

const host = /^(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?$/;
const mirror =
  /^(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[a-z0-9._/-]+)?$/;

/** A list of `HOST[:PORT]`. */
export const registryHosts = listOf(
  text({
    what: "a host such as registry.example.com:5000",
    schema: { pattern: host.source },
    mistake: mistakeInRegistryHost,
  }),
  "a list of hosts",
);

/** Registries with the places that are asked before them. */
export const mirrorsShape = mapOf({
  what: "a mapping of registries to lists of mirrors",
  placeholder: "HOST",
  schema: {
    propertyNames: { pattern: host.source },
    additionalProperties: { type: "array", items: { type: "string", pattern: mirror.source } },
  },
  value: listOf(
    text({
      what: "a mirror such as mirror.example.com/hub",
      schema: { pattern: mirror.source },
      mistake: (value) =>
        mirror.test(value) ? undefined : "it must be HOST[:PORT][/PATH], without a scheme",
    }),
    "a list of mirrors",
  ),
  mistakeInKey: mistakeInRegistryHost,
});

function mistakeInRegistryHost(value: string): string | undefined {
  return host.test(value) ? undefined : "it must be HOST[:PORT], without a scheme and a path";
}
