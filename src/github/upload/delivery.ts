import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Miss } from "./outcome.ts";
import type { UploadTarget } from "./target.ts";

/**
 * GitHub refuses more than 10 MB of compressed SARIF; it does not say whether these are 10^7 bytes or
 * 10 MiB. https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
 */
export const deliveryLimitBytes = 10_000_000;

/** The body of an upload, field by field as the API has them. */
export interface Delivery {
  readonly commit_sha: string;
  readonly ref: string;
  /** The log, compressed by gzip, in base64. */
  readonly sarif: string;
  /** Where the relative addresses of the log begin. */
  readonly checkout_uri: string;
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly started_at: string;
  readonly tool_name: string;
}

export interface DeliveryOptions {
  /** The folder that the log's paths are relative to. */
  readonly root: string;
  readonly startedAt: Date;
  readonly limitBytes?: number;
}

/** The log made ready to be sent, or that it is larger than GitHub takes. */
export function deliveryOf(
  sarif: string,
  { commit, ref }: UploadTarget,
  { root, startedAt, limitBytes = deliveryLimitBytes }: DeliveryOptions,
): Delivery | Miss {
  const compressed = gzipSync(sarif);
  if (compressed.length > limitBytes) {
    return {
      why: `the log has ${compressed.length} bytes compressed, and GitHub takes ${limitBytes}`,
      how: "judge fewer files at once, each part with its own `category`",
      isExpected: false,
    };
  }
  return {
    commit_sha: commit,
    ref,
    sarif: compressed.toString("base64"),
    checkout_uri: `${pathToFileURL(root).href.replace(/\/+$/, "")}/`,
    started_at: startedAt.toISOString().replace(/\.\d+Z$/, "Z"),
    tool_name: "Portcullis",
  };
}
