import type { VerifiedSignature } from "../../model/image-result.ts";
import { type Content, type Markup, markup, nothing } from "./markup.ts";

/** Who vouches for identities, as people call them; the addresses are those in Fulcio's certificates. */
const issuers: ReadonlyMap<string, string> = new Map([
  ["https://token.actions.githubusercontent.com", "GitHub Actions"],
  ["https://github.com/login/oauth", "GitHub"],
  ["https://accounts.google.com", "Google"],
  ["https://login.microsoftonline.com", "Microsoft"],
  ["https://gitlab.com", "GitLab"],
  ["https://agent.buildkite.com", "Buildkite"],
]);

/** Only exactly this is shortened: whatever else an identity may be has to be read whole. */
const workflow =
  /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/\.github\/workflows\/([\w.-]+)@refs\/(?:heads|tags)\/([\w./-]+)$/;

/** Who signed, by whose word, on which day; what is shortened stands whole in a title. */
export function signerOf({ by, issuer, at, log }: VerifiedSignature): Markup {
  const details = [issuer === undefined ? nothing : vouchedBy(issuer), dayOf(at), entryOf(log)];
  const said = details.filter((detail) => detail !== nothing);
  const parts = said.map((detail, index) => markup`${index === 0 ? "" : " · "}${detail}`);
  return markup`${identity(by)}${said.length === 0 ? nothing : markup`<p class="quiet">${parts}</p>`}`;
}

function identity(by: string): Markup {
  const [, repository, file = "", ref = ""] = workflow.exec(by) ?? [];
  return repository === undefined
    ? markup`<span class="identity">${by}</span>`
    : markup`<span class="identity shortened" title="${by}"><b>${repository}</b> ${file} on ${ref}</span>`;
}

function vouchedBy(issuer: string): Content {
  const name = issuers.get(issuer);
  return name === undefined
    ? `by the word of ${issuer}`
    : markup`<span title="${issuer}">by the word of ${name}</span>`;
}

function dayOf(at: string | undefined): Content {
  if (at === undefined) return nothing;
  const [day] = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(at) ?? [];
  return day === undefined ? at : markup`<time datetime="${at}" title="${at}">${day}</time>`;
}

function entryOf(log: string | undefined): Content {
  if (log === undefined) return nothing;
  const [, entry] = /^https:\/\/rekor\.sigstore\.dev\/?, entry (\d+)$/.exec(log) ?? [];
  return entry === undefined ? log : markup`<span title="${log}">Rekor entry ${entry}</span>`;
}
