import type { GateWord } from "../../model/finding.ts";
import type { Vulnerability } from "../../model/vulnerability.ts";
import type { VulnerabilitiesPolicy } from "../../policy/vulnerabilities.ts";
import { percentLabel } from "../../wording/percent-label.ts";

/** What of the policy decides beside severities. */
export type GateSettings = Pick<
  VulnerabilitiesPolicy,
  "failOnKev" | "epssThreshold" | "ignoreUnfixed" | "graceMs"
>;

/** What of a vulnerability decides. */
export interface GatedVulnerability extends Pick<Vulnerability, "fixable" | "epss" | "kev"> {
  /** YYYY-MM-DD */
  readonly published?: string | undefined;
}

const msOfDay = 86_400_000;

/**
 * Whether a vulnerability fails the run for another reason than its severity, or is let through in spite
 * of it; nothing where the severity decides. The two lists come first: what is exploited, or likely to
 * be, fails without a fix and within the grace as well. What a list does not know is not judged by it.
 */
export function gateOf(
  { fixable, published, epss, kev }: GatedVulnerability,
  settings: GateSettings,
  /** YYYY-MM-DD in UTC. */
  today: string,
): GateWord | undefined {
  const { failOnKev, epssThreshold, ignoreUnfixed, graceMs } = settings;
  if (failOnKev && kev?.listed === true) {
    return { fails: true, reason: `it is known to be exploited since ${kev.since} (fail-on-kev)` };
  }
  if (epssThreshold !== undefined && epss !== null && epss.probability >= epssThreshold) {
    const found = percentLabel(epss.probability);
    const reason = `its EPSS of ${found} reaches ${percentLabel(epssThreshold)} (epss-threshold)`;
    return { fails: true, reason };
  }
  if (!fixable) {
    return ignoreUnfixed ? { fails: false, reason: "no fix is known (ignore-unfixed)" } : undefined;
  }
  const end = graceMs === undefined ? undefined : endOfGrace(published, graceMs, today);
  if (end === undefined) return undefined;
  const reason = `it fails from ${end} on: the grace counts from ${published}, when it was published, because nobody records when the fix appeared (grace)`;
  return { fails: false, reason };
}

/**
 * The first day, YYYY-MM-DD, on which the grace is over; nothing where it is over, or nobody knows when
 * it began. A day that is still to come is no beginning: it would put the end off as it pleases.
 */
function endOfGrace(
  published: string | undefined,
  graceMs: number,
  today: string,
): string | undefined {
  if (published === undefined || published > today) return undefined;
  const start = Date.parse(published);
  if (Number.isNaN(start)) return undefined;
  const end = new Date(Math.ceil((start + graceMs) / msOfDay) * msOfDay).toISOString().slice(0, 10);
  return today < end ? end : undefined;
}
