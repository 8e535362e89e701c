import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "rolldown";

/** A rolldown plugin that writes the licences of every bundled package to `fileName`, sorted by name. */
export function licenses(fileName: string): Plugin {
  return {
    name: "licenses",
    generateBundle() {
      const folders = new Set<string>();
      for (const id of this.getModuleIds()) {
        const folder = packageFolder(id);
        if (folder !== undefined) folders.add(folder);
      }
      const texts = [...folders].map(licenseText).sort();
      this.emitFile({ type: "asset", fileName, source: texts.join("\n") });
    },
  };
}

function packageFolder(id: string): string | undefined {
  const match = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(
    id.replace(/^\0/, ""),
  );
  return match?.[1];
}

function licenseText(folder: string): string {
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name));
  if (file === undefined && manifest.license === undefined) {
    throw new Error(`${manifest.name} has no licence`);
  }
  const text =
    file === undefined
      ? ""
      : readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  return `${manifest.name} ${manifest.version} (${manifest.license ?? "see below"})\n\n${text}\n`;
}
