import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeText } from "../../../src/kubernetes/decode.ts";
import { splitDocuments } from "../../../src/kubernetes/yaml/split.ts";

/**
 * The documents of every YAML and JSON file under the folder that PORTCULLIS_CORPUS names, each with
 * its marker; none where it is not set.
 */
export function corpusDocuments(): string[] {
  const folder = process.env["PORTCULLIS_CORPUS"];
  if (folder === undefined) return [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files.flatMap((file) => {
    if (!file.isFile() || !/\.(?:ya?ml|json)$/.test(file.name)) return [];
    const decoded = decodeText(readFileSync(join(file.parentPath, file.name)));
    if ("problem" in decoded) return [];
    return splitDocuments(decoded.text).map(({ start, end }) =>
      decoded.text.slice(decoded.text.startsWith("---", start - 3) ? start - 3 : start, end),
    );
  });
}
