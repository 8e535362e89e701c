import type { IncomingMessage } from "node:http";
import { RegistryError } from "./error.ts";
import type { Sink } from "../network/sink.ts";
import type { Request } from "./request.ts";

/** The body of an error is only read past, so that the connection can be used again. */
const errorBodyBytes = 64 << 10;

/**
 * The body of a response. A success with more than `limit` bytes is `too-large`, at once where the
 * header admits it; what an error says is thrown away, since it is only untrusted text.
 */
export async function readBody(
  response: IncomingMessage,
  { limit, method, url: { host }, into }: Request,
): Promise<Buffer> {
  // The length that a HEAD tells is that of a body which does not come.
  const isSuccess = response.statusCode === 200 && method !== "HEAD";
  if (isSuccess && Number(response.headers["content-length"] ?? 0) > limit) {
    response.destroy();
    throw tooLarge(host, limit);
  }
  const encoding = response.headers["content-encoding"] ?? "identity";
  if (isSuccess && encoding !== "identity") {
    response.destroy();
    throw new RegistryError(
      "bad-response",
      `${host} sent a compressed answer that nobody asked for`,
    );
  }
  if (isSuccess && into !== undefined) {
    await pour(response, into(), () => tooLarge(host, limit), limit);
    return Buffer.alloc(0);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early destroys the response and with it the connection.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (!isSuccess && size > errorBodyBytes) break;
    if (!isSuccess) continue;
    if (size > limit) throw tooLarge(host, limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function pour(
  response: IncomingMessage,
  sink: Sink<unknown>,
  tooMuch: () => Error,
  limit: number,
): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw tooMuch();
      await sink.write(chunk);
    }
    await sink.finish();
  } catch (thrown) {
    await sink.discard();
    throw thrown;
  }
}

function tooLarge(host: string, limit: number): RegistryError {
  return new RegistryError("too-large", `${host} sent more than the ${limit} bytes allowed`);
}
