import { readVex } from "../../../../src/checks/vulnerabilities/vex/read.ts";
import type { VexDocument } from "../../../../src/checks/vulnerabilities/vex/statement.ts";
import { UsageError } from "../../../../src/errors.ts";

/** An OpenVEX statement about CVE-2023-5363, changed as told. */
export function openVexStatement(changes: object = {}): object {
  return {
    vulnerability: { name: "CVE-2023-5363" },
    products: [{ "@id": "pkg:apk/alpine/openssl" }],
    status: "not_affected",
    justification: "vulnerable_code_not_present",
    ...changes,
  };
}

/** An OpenVEX document of the statements. */
export function openVex(statements: readonly object[], changes: object = {}): object {
  return {
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": "https://example.com/vex/shop-1",
    author: "Acme",
    timestamp: "2026-01-01T12:00:00.123456789Z",
    version: 1,
    statements,
    ...changes,
  };
}

/** A CSAF document about openssl as a part of an image, changed as told. */
export function csaf(vulnerability: object, tree: object, document: object = {}): object {
  return {
    document: {
      category: "csaf_vex",
      csaf_version: "2.0",
      publisher: { category: "vendor", name: "Acme", namespace: "https://example.com" },
      title: "shop",
      tracking: { current_release_date: "2026-01-01T12:00:00Z", id: "1", status: "final" },
      ...document,
    },
    product_tree: tree,
    vulnerabilities: [{ cve: "CVE-2023-5363", ...vulnerability }],
  };
}

/** A CycloneDX document with one vulnerability, changed as told. */
export function cycloneDx(vulnerability: object, changes: object = {}): object {
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    vulnerabilities: [{ id: "CVE-2023-5363", ...vulnerability }],
    ...changes,
  };
}

/** When the documents of these tests are read. */
export const now = new Date("2026-11-21T12:00:00Z");

/** The document, read. */
export function vex(document: unknown, path = "vex.json"): VexDocument {
  return readVex(Buffer.from(JSON.stringify(document)), path, now);
}

/** What is wrong with the bytes or the document. */
export function mistakeIn(document: unknown): string {
  const bytes = Buffer.isBuffer(document) ? document : Buffer.from(JSON.stringify(document));
  try {
    readVex(bytes, "vex.json", now);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "none";
}
