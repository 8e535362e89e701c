import type { AppliedWaiver, ReportedFinding } from "../model/finding.ts";
import type { Waiver } from "../policy/policy.ts";
import { WaiverIndex } from "./waiver-index.ts";

/** What became of a waiver in a run. */
export interface WaiverUse {
  readonly waiver: Waiver;
  /** How many findings it covers, whether or not it still counts. */
  covered: number;
  /** How many findings count although it covers them, because it has expired. */
  reopened: number;
}

/**
 * The findings with those waived that a waiver covers on that day, and the use of every waiver. Where
 * several cover a finding, the first that still counts is named.
 */
export function waive(
  findings: readonly ReportedFinding[],
  waivers: readonly Waiver[],
  today: string,
): { readonly findings: readonly ReportedFinding[]; readonly uses: readonly WaiverUse[] } {
  const uses = waivers.map((waiver): WaiverUse => ({ waiver, covered: 0, reopened: 0 }));
  if (waivers.length === 0) return { findings, uses };
  const useOf = new Map(uses.map((use) => [use.waiver, use]));
  const index = new WaiverIndex(waivers);
  const settled = findings.map((finding): ReportedFinding => {
    const covering = index.covering(finding);
    const counting = covering.find((waiver) => !hasExpired(waiver, today));
    for (const waiver of covering) {
      const use = useOf.get(waiver);
      if (use === undefined) continue;
      use.covered++;
      if (counting === undefined) use.reopened++;
    }
    if (counting === undefined) return finding;
    return { ...finding, status: "waived", waiver: applied(counting) };
  });
  return { findings: settled, uses };
}

/** Whether the last day on which the waiver counts has passed. */
export function hasExpired({ expires }: Waiver, today: string): boolean {
  return expires !== undefined && today > expires;
}

function applied({ reason, owner, expires }: Waiver): AppliedWaiver {
  return {
    reason,
    ...(owner === undefined ? {} : { owner }),
    ...(expires === undefined ? {} : { expires }),
  };
}
