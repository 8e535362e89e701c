import { describe, expect, test } from "@jest/globals";
import { refusedTrivyVersions } from "../../src/policy/trivy-versions.ts";
import {
  defaultTrivyVersion,
  pinnedVersions,
  refusalOf,
  releaseArchive,
} from "../../src/policy/trivy-releases.ts";

describe("the releases", () => {
  test.each([
    ["linux", "x64", "trivy_0.74.0_Linux-64bit.tar.gz", "trivy"],
    ["linux", "arm64", "trivy_0.74.0_Linux-ARM64.tar.gz", "trivy"],
    ["darwin", "x64", "trivy_0.74.0_macOS-64bit.tar.gz", "trivy"],
    ["darwin", "arm64", "trivy_0.74.0_macOS-ARM64.tar.gz", "trivy"],
    ["win32", "x64", "trivy_0.74.0_windows-64bit.zip", "trivy.exe"],
  ])("have an archive for %s/%s", (platform, arch, name, member) => {
    const archive = releaseArchive("0.74.0", { platform, arch });
    expect(archive).toMatchObject({ name, member });
    expect(archive?.pinned).toMatch(/^[0-9a-f]{64}$/);
  });

  test("have another digest for each platform", () => {
    const platforms = ["linux/x64", "linux/arm64", "darwin/x64", "darwin/arm64", "win32/x64"];
    const digests = platforms.map((name) => {
      const [platform = "", arch = ""] = name.split("/");
      return releaseArchive("0.74.0", { platform, arch })?.pinned;
    });
    expect(new Set(digests).size).toBe(5);
  });

  test("have none for other platforms", () => {
    for (const [platform, arch] of [
      ["win32", "arm64"],
      ["linux", "riscv64"],
      ["freebsd", "x64"],
      ["constructor", "x64"],
    ] as const) {
      expect(releaseArchive("0.74.0", { platform, arch })).toBeUndefined();
    }
  });

  test("that are not known have a name and no digest", () => {
    for (const version of ["0.75.0", "0.7.0", "constructor", "__proto__"]) {
      const archive = releaseArchive(version, { platform: "linux", arch: "x64" });
      expect(archive?.name).toBe(`trivy_${version}_Linux-64bit.tar.gz`);
      expect(archive?.pinned).toBeUndefined();
    }
  });

  test("are pinned in the version that is used by itself", () => {
    expect(pinnedVersions).toContain(defaultTrivyVersion);
  });
});

describe("refused", () => {
  test.each([...refusedTrivyVersions, "v0.69.4", "0.69.4-rc1", "0.69.6+build"])("%s", (version) => {
    expect(refusalOf(version)).toContain("an attacker published it");
  });

  test.each(["0.69.3", "0.69.7", "0.69.40", "10.69.4", "0.74.0", "1.0.69"])(
    "%s is not",
    (version) => {
      expect(refusalOf(version)).toBeUndefined();
    },
  );

  test("are the three that were published with malware", () => {
    expect(refusedTrivyVersions).toEqual(["0.69.4", "0.69.5", "0.69.6"]);
  });
});
