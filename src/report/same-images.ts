import { createHash } from "node:crypto";
import { acceptedLabels } from "../wording/accepted-label.ts";
import type { VulnerableFinding, VulnerableImage } from "./image-vulnerabilities.ts";

/** Images with the very same vulnerabilities in the same packages, in the order given; never empty. */
export interface SameImages {
  readonly first: VulnerableImage;
  readonly images: readonly VulnerableImage[];
}

/** Gathers images whose lists a reader could not tell apart, so that each list is read once. */
export function sameImages(images: readonly VulnerableImage[]): SameImages[] {
  const groups = new Map<string, VulnerableImage[]>();
  for (const image of images) {
    const key = keyOf(image);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [image]);
    else group.push(image);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ first, images: group }];
  });
}

function keyOf({ findings, failing, platforms }: VulnerableImage): string {
  const hash = createHash("sha256").update(`${failing}`);
  for (const finding of findings) hash.update(rowKey(finding, platforms));
  return hash.digest("base64");
}

/** Everything that a row shows of a finding. */
function rowKey(
  { rule, severity, status, gate, vulnerability }: VulnerableFinding,
  platforms: readonly string[],
): string {
  const { packages, title, platforms: affected, accepted } = vulnerability;
  return JSON.stringify([
    [rule, severity, status, title, gate?.fails, gate?.reason],
    packages.map(({ name, installed, fixed, status: word }) => [name, installed, fixed, word]),
    affected.length < platforms.length ? affected : [],
    acceptedLabels(accepted),
  ]);
}
