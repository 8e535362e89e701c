import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { vexVerdict } from "../../../../src/checks/vulnerabilities/vex/verdict.ts";
import { realTool } from "../../../tools/real-tools.ts";
import { everything, ScannedByTrivy } from "../scanned-by-trivy.ts";
import { csaf, cycloneDx, openVex, openVexStatement, vex } from "./samples.ts";

const trivy = realTool("trivy");
const database = realTool("trivy-database");
const crane = realTool("crane");

if (trivy !== undefined && database !== undefined && crane !== undefined) {
  describe("beside the real Trivy", () => {
    let scanned: ScannedByTrivy;
    beforeAll(async () => {
      scanned = await ScannedByTrivy.start({ trivy, database, crane });
    });
    afterAll(() => scanned.stop());

    const ours = (document: object): string[] =>
      everything.filter((found) => {
        const [id = "", purl] = found.split(" ");
        const image = { name: scanned.image, digests: [scanned.digest], architecture: "amd64" };
        const said = vexVerdict([vex(document)], { image, ids: [id], purl });
        return said?.status !== "not_affected" && said?.status !== "fixed";
      });
    const theirs = (document: object): string[] | undefined =>
      scanned.left("--vex", "vex.json", JSON.stringify(document));
    const about = (product: object): object => openVex([openVexStatement({ products: [product] })]);
    const repository = (): string => `pkg:oci/shop?repository_url=${scanned.image}`;

    test("without a statement everything is left", () => {
      expect(theirs(openVex([]))).toEqual([...everything]);
      expect(ours(openVex([]))).toEqual([...everything]);
    });

    test.each<readonly [string, number, () => object]>([
      ["the package", 2, () => ({ "@id": "pkg:apk/alpine/openssl" })],
      ["the package and version", 2, () => ({ "@id": "pkg:apk/alpine/openssl@3.1.3-r0" })],
      ["another version", 3, () => ({ "@id": "pkg:apk/alpine/openssl@3.1.4-r0" })],
      ["a qualifier", 2, () => ({ "@id": "pkg:apk/alpine/openssl?arch=x86_64" })],
      ["another qualifier", 3, () => ({ "@id": "pkg:apk/alpine/openssl?arch=aarch64" })],
      ["an identifier", 2, () => ({ identifiers: { purl: "pkg:apk/alpine/openssl" } })],
      ["the digest", 2, () => ({ "@id": `pkg:oci/shop@${scanned.digest}` })],
      ["another digest", 3, () => ({ "@id": `pkg:oci/shop@sha256:${"0".repeat(64)}` })],
      ["the repository", 2, () => ({ "@id": repository() })],
      ["another repository", 3, () => ({ "@id": "pkg:oci/shop?repository_url=ghcr.io/acme/shop" })],
      [
        "a part",
        2,
        () => ({ "@id": repository(), subcomponents: [{ "@id": "pkg:apk/alpine/openssl" }] }),
      ],
      [
        "another part",
        3,
        () => ({ "@id": repository(), subcomponents: [{ "@id": "pkg:apk/alpine/bash" }] }),
      ],
    ])("OpenVEX about %s: %d left", (_, count, product) => {
      const document = about(product());
      expect(theirs(document)).toHaveLength(count);
      expect(ours(document)).toEqual(theirs(document));
    });

    const at = (status: string, day: string): object =>
      openVexStatement({ status, timestamp: `${day}T00:00:00Z` });

    test.each([
      ["reopened", 3, [at("not_affected", "2026-01-01"), at("affected", "2026-01-02")]],
      ["reopened, first in the file", 3, [at("affected", "2026-01-02"), at("fixed", "2026-01-01")]],
      ["fixed at last", 2, [at("affected", "2026-01-01"), at("fixed", "2026-01-02")]],
    ])("OpenVEX %s: %d left", (_, count, statements) => {
      expect(theirs(openVex(statements))).toHaveLength(count);
      expect(ours(openVex(statements))).toEqual(theirs(openVex(statements)));
    });

    // What is unclear clears nothing here, and a digest is as good as the name of a package.
    test.each<readonly [string, number, number, () => object]>([
      ["a name without its repository", 2, 3, () => ({ "@id": "pkg:oci/shop" })],
      [
        "the package with another part",
        2,
        3,
        () => ({
          "@id": "pkg:apk/alpine/openssl",
          subcomponents: [{ "@id": "pkg:apk/alpine/bash" }],
        }),
      ],
      ["a hash", 3, 2, () => ({ hashes: { "sha-256": scanned.digest.slice("sha256:".length) } })],
      ["a tag beside the digest", 3, 2, () => ({ "@id": `pkg:oci/shop@${scanned.digest}?tag=1` })],
    ])("differs on purpose: OpenVEX about %s", (_, trivys, own, product) => {
      expect(theirs(about(product()))).toHaveLength(trivys);
      expect(ours(about(product()))).toHaveLength(own);
    });

    const openssl = { product_id: "ssl", name: "openssl" };
    const image = { product_id: "shop", name: "shop" };
    const csafAbout = (category: string, id: string): object =>
      csaf(
        {
          product_status: { known_not_affected: [id] },
          flags: [{ label: "component_not_present", product_ids: [id] }],
        },
        {
          full_product_names: [
            { ...openssl, product_identification_helper: { purl: "pkg:apk/alpine/openssl" } },
            { ...image, product_identification_helper: { purl: repository() } },
          ],
          relationships: [
            {
              category,
              product_reference: "ssl",
              relates_to_product_reference: "shop",
              full_product_name: { product_id: "shop:ssl", name: "openssl in shop" },
            },
          ],
        },
      );

    test.each([
      ["default_component_of", "ssl"],
      ["default_component_of", "shop"],
      ["default_component_of", "shop:ssl"],
      ["installed_on", "shop:ssl"],
    ])("CSAF, %s, about %s", (category, id) => {
      expect(theirs(csafAbout(category, id))).toHaveLength(2);
      expect(ours(csafAbout(category, id))).toEqual(theirs(csafAbout(category, id)));
    });

    test("differs on purpose: what is installed beside the image is no part of it", () => {
      expect(theirs(csafAbout("installed_with", "shop:ssl"))).toHaveLength(2);
      expect(ours(csafAbout("installed_with", "shop:ssl"))).toEqual([...everything]);
    });

    test("differs on purpose: Trivy applies no CycloneDX document to an image", () => {
      const document = cycloneDx({
        analysis: { state: "not_affected" },
        affects: [{ ref: "pkg:apk/alpine/openssl" }],
      });
      expect(theirs(document)).toBeUndefined();
      expect(ours(document)).toHaveLength(2);
    });
  });
}
