import { messageOf } from "../errors.ts";
import { settle, type Settled } from "../findings/settle.ts";
import { commitName, formatOf } from "../git/revision.ts";
import type { Finding } from "../model/finding.ts";
import { dayOf } from "../policy/calendar.ts";
import type { Request } from "../request.ts";
import { type Base, withoutBase } from "./base.ts";
import { BaseComparison } from "./compare.ts";
import type { JudgedHead } from "./judge-base.ts";
import { KeptFiles } from "./kept-files.ts";

/** The files to read where they are to be compared with a base; nothing where they are not. */
export function filesToCompare({ comparison }: Request): KeptFiles | undefined {
  const base = comparison?.base;
  return base?.kind === "commit" ? new KeptFiles(formatOf(commitName(base.commit))) : undefined;
}

/** A run before its findings are settled; without `files` nothing was kept to compare. */
export interface UnsettledRun extends Omit<JudgedHead, "files"> {
  readonly files: KeptFiles | undefined;
  readonly findings: readonly Finding[];
  readonly appliedRules: readonly string[];
}

/**
 * The findings after the policy, those marked that the base has. Where no base can be had every finding
 * counts as new, and a notice says why.
 */
export async function settleAgainstBase(run: UnsettledRun): Promise<Settled> {
  const { request, findings, appliedRules } = run;
  const { policy, now, comparison } = request;
  const today = dayOf(now);
  const found = comparison === undefined ? {} : await comparisonOf(run);
  const { base, reason } = found;
  const isKnown = base?.has.bind(base);
  const settled = settle(findings, policy, today, appliedRules, isKnown);
  if (base !== undefined && comparison !== undefined) {
    const summary = base.summary(settled.findings, { gate: comparison.gate, policy, today });
    const notices = [...noticesOf(comparison.base), ...settled.notices];
    return { ...settled, notices, comparison: summary };
  }
  if (reason === undefined) return settled;
  return { ...settled, notices: [withoutBase(reason), ...settled.notices] };
}

function noticesOf(base: Base): string[] {
  return base.kind === "commit" && base.notice !== undefined ? [base.notice] : [];
}

interface Compared {
  readonly base?: BaseComparison;
  /** Why there is none. */
  readonly reason?: string;
}

async function comparisonOf({ files, findings, ...run }: UnsettledRun): Promise<Compared> {
  const { comparison, policy } = run.request;
  if (comparison?.base.kind !== "commit" || files === undefined) {
    return { reason: comparison?.base.kind === "none" ? comparison.base.reason : "none was named" };
  }
  try {
    // It reads commits, and most runs have nothing to compare with.
    const { judgeBase } = await import("./judge-base.ts");
    const base = await judgeBase(comparison.base, { ...run, files });
    return { base: new BaseComparison(base, findings, policy) };
  } catch (error) {
    // Whatever stands in the way, nothing counts as known then.
    return { reason: messageOf(error).replace(/\.$/, "") };
  }
}
