import { fileRule } from "../../file-rule.ts";

/** A symbolic link to a folder outside of the repository, or to one that the policy excludes, which reading does not enter. */
export const linkNotFollowed = fileRule({
  id: "files/link-not-followed",
  title: "The link to a folder outside of what is judged was not followed",
  severity: "medium",
  rationale:
    "The files behind the link belong to the machine and not to the repository, or the policy excludes them; they were not judged, but a deployment that is given the path would apply them.",
  remediation:
    "Put the files into a judged folder of the repository, or put the link's path under exclude in the policy.",
  example: {
    bad: "overlays/prod -> /srv/overlays/prod\n",
    good: "overlays/prod/web.yaml\n",
  },
});
