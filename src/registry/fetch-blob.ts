import type { Descriptor } from "./descriptor.ts";
import { errorFor, type Desk } from "./desk.ts";
import { hasDigest } from "./digest.ts";
import type { Endpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import type { Patience } from "../network/patience.ts";

/** Gets a blob of exactly the size and the digest that its descriptor tells, of at most `limit` bytes. */
export async function fetchBlob(
  desk: Desk,
  endpoint: Endpoint,
  { digest, size }: Descriptor,
  { limit, patience }: { limit: number; patience: Patience },
): Promise<Buffer> {
  const what = `the blob ${digest} of ${endpoint.repository}`;
  if (size > limit) {
    throw new RegistryError("too-large", `${what} has ${size} bytes, and ${limit} are allowed`);
  }
  const question = { method: "GET", path: `blobs/${digest}`, accept: "*/*", limit: size } as const;
  const answer = await desk.ask(endpoint, question, patience);
  if (answer.status !== 200) throw errorFor(answer, what);
  if (answer.body.length !== size || !hasDigest(answer.body, digest)) {
    throw new RegistryError("digest-mismatch", `${answer.url.host} sent other bytes as ${what}`);
  }
  return answer.body;
}
