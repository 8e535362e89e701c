import type { SignedContent } from "./material.ts";
import { Rejection } from "./rejection.ts";
import { isObject, memberOf, readJson, textOf, type Json, type JsonObject } from "./strict-json.ts";

/** What a signed content says: about which images, and what about them. */
export interface Claims {
  readonly subjects: readonly Subject[];
  /** Absent in simple signing, which is a signature and nothing else. */
  readonly statement?: Statement;
}

export interface Subject {
  /** By algorithm, hex. */
  readonly digests: JsonObject;
  readonly annotations: JsonObject;
}

export interface Statement {
  readonly predicateType: string;
  /** The whole statement, for conditions on its fields. */
  readonly json: JsonObject;
}

/** The type of a statement that is cosign's signature of an image: cosign pkg/types/predicate.go. */
const signaturePredicate = "https://sigstore.dev/cosign/sign/v1";
const statementTypes: ReadonlySet<string> = new Set([
  "https://in-toto.io/Statement/v0.1",
  "https://in-toto.io/Statement/v1",
]);
const simpleSigningType = "cosign container image signature";
/** As sigstore-go bounds them; no signer of images comes near. */
const mostSubjects = 1024;

/** Reads the claims. Throws a Rejection where they are malformed or of a kind that is not understood. */
export function claimsIn(content: SignedContent): Claims {
  switch (content.kind) {
    case "simple-signing":
      return simpleSigningClaims(readJson(content.payload, "its payload"));
    case "statement":
      return statementClaims(readJson(content.payload, "its statement"));
    case "blob":
      throw new Rejection("it makes no statement about an image");
  }
}

/** Whether the claims are a signature; other statements are attestations and never stand for one. */
export function isSignature({ statement }: Claims): boolean {
  return statement === undefined || statement.predicateType === signaturePredicate;
}

function simpleSigningClaims(payload: Json): Claims {
  const type = textOf(payload, "critical", "type");
  if (type !== simpleSigningType) {
    throw new Rejection(`its payload is of the type ${JSON.stringify(type ?? null)}`);
  }
  requireKnownCritical(memberOf(payload, "critical"));
  const digest = textOf(payload, "critical", "image", "docker-manifest-digest");
  if (digest === undefined) throw new Rejection("its payload names no digest");
  const optional = memberOf(payload, "optional");
  const annotations = isObject(optional) ? optional : {};
  return { subjects: [{ digests: digestsOf(digest), annotations }] };
}

/** Critical members must be understood by whoever acts on the payload, says the format. */
function requireKnownCritical(critical: Json | undefined): void {
  const known = ["type", "image", "identity"];
  const unknown = isObject(critical) && Object.keys(critical).find((name) => !known.includes(name));
  if (typeof unknown === "string") {
    throw new Rejection(`its payload has the unknown critical member ${JSON.stringify(unknown)}`);
  }
}

function statementClaims(json: Json): Claims {
  if (!isObject(json) || !statementTypes.has(textOf(json, "_type") ?? "")) {
    throw new Rejection("it holds no in-toto statement of version 0.1 or 1");
  }
  const predicateType = textOf(json, "predicateType");
  if (predicateType === undefined) throw new Rejection("its statement has no predicate type");
  const subjects = memberOf(json, "subject");
  if (!Array.isArray(subjects) || subjects.length === 0 || subjects.length > mostSubjects) {
    throw new Rejection(`its statement does not have 1 to ${mostSubjects} subjects`);
  }
  return {
    subjects: subjects.map((subject) => subjectOf(subject as Json)),
    statement: { predicateType, json },
  };
}

function subjectOf(subject: Json): Subject {
  const digests = memberOf(subject, "digest");
  if (!isObject(digests)) throw new Rejection("its statement has a subject without digests");
  const annotations = memberOf(subject, "annotations");
  return { digests, annotations: isObject(annotations) ? annotations : {} };
}

function digestsOf(digest: string): JsonObject {
  const colon = digest.indexOf(":");
  // The name comes from the signed payload, so the object must not inherit from it.
  return Object.fromEntries([[digest.slice(0, colon), digest.slice(colon + 1)]]);
}

/** The subject that is the image; throws a Rejection where the claims are about other things only. */
export function subjectFor({ subjects }: Claims, digest: string): Subject {
  const colon = digest.indexOf(":");
  const algorithm = digest.slice(0, colon);
  const hex = digest.slice(colon + 1);
  const subject = subjects.find(({ digests }) => textOf(digests, algorithm) === hex);
  if (subject !== undefined) return subject;
  const other = textOf(subjects[0]?.digests, algorithm);
  const about = other === undefined ? "another thing" : `${algorithm}:${other.slice(0, 64)}`;
  throw new Rejection(`it is about ${about}, not about this image`);
}
