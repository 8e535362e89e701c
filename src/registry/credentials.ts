/** Something that a registry or its token service accepts as proof of who asks. */
export type Credential =
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  /** A refresh token that the token service exchanges. */
  | { readonly kind: "identity-token"; readonly token: string }
  /** A token that the registry itself takes. */
  | { readonly kind: "registry-token"; readonly token: string };

/** Looks up what we have for a registry; undefined means nothing, and that anonymous is right. */
export type Credentials = (registry: string) => Promise<Credential | undefined>;

/** The value of Authorization for a name and a password. */
export function basicAuthorization(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
}
