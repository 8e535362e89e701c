import { oneLine } from "../wording.ts";
import { namesImage, type VexImage } from "./image-url.ts";
import { matchesPackageUrl, parsePackageUrl, type PackageUrl } from "./package-url.ts";
import {
  clears,
  type VexComponent,
  type VexDocument,
  type VexProduct,
  type VexStatement,
  type VexStatus,
} from "./statement.ts";

/** A package of an image in which a vulnerability was found. */
export interface VexQuestion {
  readonly image: VexImage;
  /** All names of the vulnerability. */
  readonly ids: readonly string[];
  /** The package's; where nobody knows it, only what is said of the whole image counts. */
  readonly purl: string | undefined;
}

/** What the statement that counts says. */
export interface VexVerdict {
  /** Only `not_affected` and `fixed` take a package out. */
  readonly status: VexStatus;
  /** A clause of one line: `not_affected: component_not_present`. May hold the author's words. */
  readonly reason: string;
  /** The document's. */
  readonly path: string;
}

/** Of an author's own words, as many as stand in a line. */
const longestText = 200;

/**
 * Decides by the newest statement about this vulnerability in this package of this image; of two of
 * one time by the later one, in the order of the documents; attestations stand before them. Whatever is
 * unclear is no statement about the image: a product has to be the image, or the package itself and not
 * something it is a part of. In an attestation it has to be the image. `heard` is told of every document
 * that says anything, whichever counts.
 */
export function vexVerdict(
  documents: readonly VexDocument[],
  question: VexQuestion,
  heard: (document: VexDocument) => void = () => undefined,
): VexVerdict | undefined {
  const subject = subjectOf(question);
  let newest: Told | undefined;
  for (const document of documents) {
    const statement = newestIn(document, question.ids, subject);
    if (statement === undefined) continue;
    heard(document);
    const told = { statement, document };
    if (newest === undefined || replaces(told, newest)) newest = told;
  }
  if (newest === undefined) return undefined;
  const { statement, document } = newest;
  return { status: statement.status, reason: reasonOf(statement), path: document.path };
}

interface Told {
  readonly statement: VexStatement;
  readonly document: VexDocument;
}

/** Which of two attestations stands first is the registry's choice: of one time the worse one counts. */
function replaces(later: Told, earlier: Told): boolean {
  const [time, before] = [timeOf(later.statement), timeOf(earlier.statement)];
  if (time !== before) return time > before;
  if (later.document.attestedTo === undefined) return true;
  return !clears(later.statement.status) || clears(earlier.statement.status);
}

/** Whether a document has anything to say about an image, or about parts of it. */
export function saysAnythingAbout(document: VexDocument, image: VexImage): boolean {
  return (
    isFor(document, image) &&
    document.statements.some(({ products }) => products.some((each) => isImage(each, image)))
  );
}

function newestIn(
  document: VexDocument,
  ids: readonly string[],
  subject: Subject,
): VexStatement | undefined {
  if (!isFor(document, subject.image)) return undefined;
  const isAttested = document.attestedTo !== undefined;
  let newest: VexStatement | undefined;
  for (const statement of statementsAbout(document, ids)) {
    if (!statement.products.some((product) => isAbout(product, subject, isAttested))) continue;
    if (newest === undefined || timeOf(statement) >= timeOf(newest)) newest = statement;
  }
  return newest;
}

/** What is attested to the index is about every platform, and what is attested to one is about that. */
function isFor({ attestedTo }: VexDocument, { digests }: VexImage): boolean {
  return attestedTo === undefined || digests.includes(attestedTo);
}

function statementsAbout(
  { statements, byId }: VexDocument,
  ids: readonly string[],
): readonly VexStatement[] {
  const places = new Set(ids.flatMap((id) => byId.get(id) ?? []));
  return [...places].sort((a, b) => a - b).flatMap((place) => statements[place] ?? []);
}

interface Subject {
  readonly image: VexImage;
  readonly found: PackageUrl | undefined;
}

function subjectOf({ image, purl }: VexQuestion): Subject {
  return { image, found: purl === undefined ? undefined : parsePackageUrl(purl) };
}

function timeOf({ time }: VexStatement): number {
  return time ?? -Infinity;
}

/**
 * A statement about another product with this package as a part says nothing here, although Trivy
 * follows the way from a package to what needs it: which of them are in the image is not known to us.
 */
function isAbout(product: VexProduct, { image, found }: Subject, isAttested: boolean): boolean {
  const { parts } = product;
  if (isImage(product, image)) {
    return parts === undefined || parts.some((part) => isPackage(part, found));
  }
  return !isAttested && parts === undefined && isPackage(product, found);
}

/** Whether a product is this image, or parts of it. */
export function isImage({ digests, purls }: VexComponent, image: VexImage): boolean {
  return (
    digests.some((digest) => image.digests.includes(digest)) ||
    purls.some((purl) => namesImage(purl, image))
  );
}

function isPackage({ purls }: VexComponent, found: PackageUrl | undefined): boolean {
  return found !== undefined && purls.some((purl) => matchesPackageUrl(purl, found));
}

/** The justification, and what the author says besides. */
function reasonOf({ status, justification, text }: VexStatement): string {
  const words = [justification, text].filter((each) => each !== undefined);
  return [status, ...words.map((each) => oneLine(each, longestText))].join(": ");
}
