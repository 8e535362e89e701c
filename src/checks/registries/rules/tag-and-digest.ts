import type { ImageRule } from "../rule.ts";

/** A reference with both: runtimes drop the tag, as ParseDockerRef of distribution/reference does. */
export const tagAndDigest: ImageRule = {
  id: "registries/tag-and-digest",
  check: "registries",
  title: "Image has a tag beside its digest, and the tag is ignored",
  severity: "info",
  rationale:
    "Runtimes pull the digest and never look at the tag, so the tag can claim a version that does not run. " +
    "As a comment for readers and update bots it is useful only while somebody keeps it true.",
  remediation: "Move the tag into a comment, or let the bot that updates the digest write both.",
  example: {
    bad: "image: ghcr.io/acme/web:1.4.2@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    good: "image: ghcr.io/acme/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 # 1.4.2",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
  judge(image) {
    if (image.tag === undefined || image.digest === undefined) return [];
    return [
      {
        message: `The image ${image.name} is pulled by its digest; the tag ${image.tag} is ignored and need not be true.`,
        offender: image.name,
      },
    ];
  },
};
