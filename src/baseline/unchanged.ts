import type { FileReading } from "../kubernetes/file-reading.ts";
import type { Finding } from "../model/finding.ts";
import type { Ground } from "./grounds.ts";
import { isInTemplates, SameCharts } from "./same-charts.ts";
import { SameFiles, type Sides } from "./same-files.ts";
import { SameKustomizations } from "./same-kustomizations.ts";

/** Tells whether what a finding could not look into is the same as in the base. */
export class Unchanged {
  readonly #sides: Sides;
  readonly #files: SameFiles;
  readonly #kustomizations: SameKustomizations;
  readonly #charts: SameCharts;

  constructor(sides: Sides) {
    this.#sides = sides;
    this.#files = new SameFiles(sides);
    this.#kustomizations = new SameKustomizations(this.#files, sides.here);
    this.#charts = new SameCharts(this.#files, sides.here);
  }

  /** Always on the ground of the finding itself, which looked. */
  covers(finding: Finding, ground: Ground): boolean {
    const { path } = finding.location;
    switch (ground) {
      case "finding":
        return true;
      case "file":
        return this.#isOfOneFile(finding) && this.#sameFile(finding);
      case "kustomization":
        return this.#kustomizations.has(path);
      case "chart":
        return this.#charts.hasChartOf(path);
      case "submodule":
        return this.#files.submodule(String(finding.offender).replace(/\/+$/, ""));
      case "image":
      case "demand":
      case "never":
        return false;
    }
  }

  /** Kustomizations that cannot be followed are so by what other files say. */
  #isOfOneFile({ rule, message, location }: Finding): boolean {
    if (rule !== "files/unreadable") return true;
    const reading = this.#sides.here.readingAt(this.#files.absolute(location.path));
    return reading === undefined || says(reading, message);
  }

  /** What cannot be read may be a kustomization, which reads more, or be rendered with a chart. */
  #sameFile({ rule, location: { path } }: Finding): boolean {
    const isRead = rule === "files/wrong-type";
    if (!isRead && isInTemplates(path) && !this.#charts.hasChartOf(path)) return false;
    return this.#files.entry(path) && this.#kustomizations.has(path);
  }
}

function says({ problems }: FileReading, message: string): boolean {
  return problems.some((problem) => problem.message === message);
}
