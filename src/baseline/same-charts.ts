import { folderOf, resolvePath } from "../kubernetes/kustomize/paths.ts";
import type { KeptFiles } from "./kept-files.ts";
import type { SameFiles } from "./same-files.ts";

const templates = "templates";

/** Says what a chart is, and in older ones what it is built upon. https://helm.sh/docs/topics/charts/ */
const chartFiles: readonly string[] = ["Chart.yaml", "requirements.yaml"];

/** Tells whether the chart of a template is the same as in the base. Values from elsewhere are not asked about. */
export class SameCharts {
  readonly #files: SameFiles;
  readonly #here: KeptFiles;

  constructor(files: SameFiles, here: KeptFiles) {
    this.#files = files;
    this.#here = here;
  }

  /** The whole folder of the chart, and those of other charts in the repository that it is built upon. */
  hasChartOf(template: string): boolean {
    const seen = new Set([this.#chartOf(template)]);
    // A set that grows is walked to its new end.
    for (const chart of seen) {
      if (!this.#files.folder(chart)) return false;
      for (const word of chartFiles.flatMap((name) => this.#localCharts(pathIn(chart, name)))) {
        const other = resolvePath(chart, word);
        const at = other === undefined ? undefined : this.#files.thingAt(other);
        if (at?.thing !== "folder") return false;
        seen.add(at.real);
      }
    }
    return true;
  }

  /**
   * The outermost folder around the template with a Chart.yaml, for a chart hands its values to those in
   * it; without one the folder that the folder `templates` lies in.
   */
  #chartOf(template: string): string {
    const around = foldersAround(template);
    const charts = around.filter((folder) => this.#mayBeFile(pathIn(folder, "Chart.yaml")));
    const outermost = charts.at(-1);
    if (outermost !== undefined) return outermost;
    const holder = around.findLast((folder) => lastNameOf(folder) === templates);
    return folderOf(holder ?? template);
  }

  #mayBeFile(file: string): boolean {
    const at = this.#files.thingAt(file);
    return at === undefined || at.thing === "file";
  }

  /** `repository: file://../common` */
  #localCharts(file: string): string[] {
    if (this.#files.thingAt(file)?.thing !== "file") return [];
    const text = this.#here.plainText(this.#files.absolute(file)) ?? "";
    return [...text.matchAll(/\bfile:\/\/(?<at>[^\s"',\]}]+)/g)].flatMap(({ groups }) => {
      return groups?.["at"] ?? [];
    });
  }
}

/** Whether Helm would render the file as a part of a chart. */
export function isInTemplates(file: string): boolean {
  return foldersAround(file).some((folder) => lastNameOf(folder) === templates);
}

/** From the nearest to the root. */
function foldersAround(file: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(file); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
}

function pathIn(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function lastNameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1);
}
