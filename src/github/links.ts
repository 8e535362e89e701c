import type { Location } from "../model/location.ts";

/** What of a run the address of a line needs. */
export interface LinkBase {
  readonly server: string;
  readonly repository: string;
  readonly commit: string;
}

/** The address of a line of a file at the judged commit, in the web interface. */
export function linkTo({ server, repository, commit }: LinkBase, location: Location): string {
  const path = location.path.split("/").map(encodeSegment).join("/");
  return `${server}/${repository}/blob/${commit}/${path}#L${location.line}`;
}

/** The address of a commit in the web interface. */
export function linkToCommit({ server, repository }: LinkBase, commit: string): string {
  return `${server}/${repository}/commit/${commit}`;
}

/** The address of a workflow's run in the web interface. */
export function linkToRun(
  { server, repository }: Pick<LinkBase, "server" | "repository">,
  runId: string,
): string {
  return `${server}/${repository}/actions/runs/${encodeURIComponent(runId)}`;
}

/** Lone surrogates, which file names may decode to, have no encoding. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, "\ufffd")).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
