import { vexImageOf, type VexImage } from "../vex/image-url.ts";
import { saysAnythingAbout } from "../vex/verdict.ts";
import type { AttestedDocuments } from "./documents.ts";
import type { ImageToAsk } from "./image-to-ask.ts";

/** More notices than this are counted and not told. */
const mostNotices = 10;
/** Anybody who may push can attach attestations; those about one image do not drown the others. */
const mostUnbelieved = 3;

/** Sentences about attestations that do not count, by image. */
export function noticesOn(
  images: readonly ImageToAsk[],
  found: ReadonlyMap<string, AttestedDocuments>,
): readonly string[] {
  const notices = images.flatMap((image) => noticesOnOne(image, found.get(image.reference)));
  const left = notices.length - mostNotices;
  if (left <= 0) return notices;
  return [
    ...notices.slice(0, mostNotices),
    `${left} more notices about VEX attestations are not shown.`,
  ];
}

function noticesOnOne(image: ImageToAsk, attested: AttestedDocuments | undefined): string[] {
  if (attested === undefined) return [];
  const [obstacle] = attested.obstacles;
  if (obstacle !== undefined) {
    return [
      `What is attested to ${image.reference} is not wholly known, so no VEX attestation of it counts: ${obstacle}.`,
    ];
  }
  return [
    ...unbelievedOf(image, attested),
    ...attested.documents
      .filter((document) => !aboutImage(image).some((each) => saysAnythingAbout(document, each)))
      .map(
        ({ path }) =>
          `VEX that does not count: ${path} names other products only; name the image, such as by pkg:oci/NAME@sha256:…, or no product.`,
      ),
  ];
}

function unbelievedOf(
  { reference }: ImageToAsk,
  { unbelieved }: AttestedDocuments,
): readonly string[] {
  const shown = unbelieved
    .slice(0, mostUnbelieved)
    .map((reason) => `VEX that does not count: ${reason}.`);
  const left = unbelieved.length - mostUnbelieved;
  return left > 0 ? [...shown, `VEX that does not count: ${left} more of ${reference}.`] : shown;
}

/** The image as each of its platforms with vulnerabilities. */
function aboutImage({ image, digest, scans }: ImageToAsk): readonly VexImage[] {
  return scans.map((scan) => vexImageOf({ name: image.name, digest }, scan));
}
