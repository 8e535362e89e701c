import seeds from "@sigstore/tuf/seeds.json" with { type: "json" };

const publicMirror = "https://tuf-repo-cdn.sigstore.dev";

/** The trust root of the public Sigstore instance as it was when this package was made. */
export function publicTrustedRoot(): { readonly path: string; readonly text: string } {
  const encoded = seeds[publicMirror].targets["trusted_root.json"];
  return {
    path: "the trust root of the public Sigstore instance",
    text: Buffer.from(encoded, "base64").toString("utf8"),
  };
}
