import { daysBetween } from "../../../policy/calendar.ts";
import type { ScanRule } from "../scan-rule.ts";

/** How many days after it was made an image is old. */
const oldAfterDays = 365;
/** No image of containers is older (Docker 0.1); builds that are to be reproducible say 1970 or 1980. */
const firstImages = "2013-03-13";

/** An image that nobody has built anew for a year. */
export const oldImage: ScanRule = {
  id: "image/old",
  check: "vulnerabilities",
  title: "The image was made more than a year ago",
  severity: "info",
  rationale:
    "What was fixed in a distribution since an image was made is not in it. An image that nobody builds any more often " +
    "belongs to software that nobody looks after.",
  remediation:
    "Build the image anew on the current base, on a schedule; of somebody else's image, take a current version.",
  example: {
    bad: "image: ghcr.io/acme/web:1.0.0 # of three years ago",
    good: "image: ghcr.io/acme/web:1.9.2 # of last week",
  },
  kinds: [],
  source: "S2",
  standards: {},
  equivalents: {},
  judge({ scans }, { today }) {
    const days = scans.flatMap(({ created }) => created?.slice(0, 10) ?? []);
    // Of several platforms the oldest counts; a date before there were images is none.
    const [made] = days
      .filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && day > firstImages)
      .sort();
    if (made === undefined || daysBetween(made, today) <= oldAfterDays) return [];
    return [{ message: `The image was made on ${made}, more than a year ago.`, offender: made }];
  },
};
