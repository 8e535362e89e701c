import { UsageError } from "../../../errors.ts";
import { Rejection } from "../../../sigstore/rejection.ts";
import { readJson, type Json } from "../../../sigstore/strict-json.ts";
import { isCsaf, readCsaf } from "./csaf.ts";
import { isCycloneDx, readCycloneDx } from "./cyclonedx.ts";
import { JsonPlace } from "./json-place.ts";
import { isOpenVex, readOpenVex } from "./openvex.ts";
import type { VexDocument, VexStatement } from "./statement.ts";

/** The largest VEX document, in bytes; those of whole distributions' packages have a tenth of it. */
export const largestVex = 16 << 20;

const formats: readonly {
  readonly format: VexDocument["format"];
  readonly is: (root: JsonPlace) => boolean;
  readonly read: (root: JsonPlace) => readonly VexStatement[];
}[] = [
  { format: "OpenVEX", is: isOpenVex, read: readOpenVex },
  { format: "CSAF", is: isCsaf, read: readCsaf },
  { format: "CycloneDX", is: isCycloneDx, read: readCycloneDx },
];

/**
 * The statements of an OpenVEX (0.2.0), CSAF (2.0, VEX profile) or CycloneDX (1.4 to 1.6, JSON)
 * document, known by its content. Throws UsageError with the path and the JSON pointer of the mistake;
 * a document that silently said nothing would be a trap for who wrote it, and so would one from the future.
 */
export function readVex(bytes: Uint8Array, path: string, now: Date): VexDocument {
  if (bytes.length > largestVex) {
    throw new UsageError(
      `${path}: has ${bytes.length} bytes; a VEX document may have ${largestVex}`,
    );
  }
  const root = new JsonPlace(path, parse(bytes, path), latestAt(now));
  const known = formats.find(({ is }) => is(root));
  if (known === undefined) {
    throw new UsageError(
      `${path}: is not a VEX document; it must be OpenVEX 0.2.0, CSAF 2.0 or CycloneDX 1.4 to 1.6 in JSON`,
    );
  }
  const statements = known.read(root);
  return { path, format: known.format, statements, byId: byIdOf(statements) };
}

/**
 * The statements of an OpenVEX document that is the predicate of an attestation. Those that name no
 * product are about the image with the digest that it is attested to. Throws UsageError as `readVex`.
 */
export function readAttestedVex(
  predicate: Json | undefined,
  path: string,
  attestedTo: string,
  now: Date,
): VexDocument {
  const root = new JsonPlace(path, predicate, latestAt(now));
  if (!isOpenVex(root)) {
    throw new UsageError(
      `${path}: its predicate is not OpenVEX; attest a document of OpenVEX 0.2.0`,
    );
  }
  const image = { purls: [], digests: [attestedTo], parts: undefined };
  const statements = readOpenVex(root, image);
  return { path, format: "OpenVEX", statements, byId: byIdOf(statements), attestedTo };
}

/** Clocks differ, and a date is the next one already somewhere else: a day ahead is no mistake. */
const aheadMs = 24 * 60 * 60 * 1000;

function latestAt(now: Date): number {
  return now.getTime() + aheadMs;
}

/** A document of thousands of statements is asked about thousands of vulnerabilities. */
function byIdOf(statements: readonly VexStatement[]): ReadonlyMap<string, readonly number[]> {
  const byId = new Map<string, number[]>();
  statements.forEach(({ ids }, index) => {
    for (const id of ids) {
      const known = byId.get(id);
      if (known === undefined) byId.set(id, [index]);
      else known.push(index);
    }
  });
  return byId;
}

function parse(bytes: Uint8Array, path: string): Json {
  try {
    return readJson(bytes, "the file");
  } catch (cause) {
    if (!(cause instanceof Rejection)) throw cause;
    throw new UsageError(
      `${path}: ${cause.message}; it must be a VEX document in JSON (OpenVEX, CSAF or CycloneDX)`,
      { cause },
    );
  }
}
