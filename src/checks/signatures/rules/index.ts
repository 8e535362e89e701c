export { couldNotTell } from "./could-not-tell.ts";
export { notContacted } from "./not-contacted.ts";
export { notVerified } from "./not-verified.ts";
export { skippedImage } from "./skipped-image.ts";
export { unlistedImage } from "./unlisted.ts";
