import type { Tweak } from "../harmless-pod.ts";
import { always, type TrapCase } from "./trap-case.ts";

function volume(source: object): Tweak {
  return { spec: { volumes: [{ name: "data", ...source }] } };
}

export const volumeCases: readonly TrapCase[] = [
  {
    title: "a hostPath volume",
    tweak: volume({ hostPath: { path: "/" } }),
    baseline: { hostPathVolumes: always },
    restricted: { restrictedVolumes: always },
  },
  {
    title: "an empty hostPath",
    tweak: volume({ hostPath: {} }),
    baseline: { hostPathVolumes: always },
    restricted: { restrictedVolumes: always },
  },
  {
    title: "a hostPath beside an emptyDir",
    tweak: volume({ hostPath: { path: "/" }, emptyDir: {} }),
    baseline: { hostPathVolumes: always },
  },
  ...["nfs", "cephfs", "photonPersistentDisk", "portworxVolume", "gitRepo", "flexVolume"].map(
    (source) => ({
      title: `a volume of type ${source}`,
      tweak: volume({ [source]: {} }),
      restricted: { restrictedVolumes: always },
    }),
  ),
  ...["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image"].map((source) => ({
    title: `a volume of type ${source}`,
    tweak: volume({ [source]: {} }),
  })),
  { title: "a volume without a source, which becomes an emptyDir", tweak: volume({}) },
  { title: "a volume with the source null", tweak: volume({ emptyDir: null }) },
];
