import type { Log } from "sarif";
import type { GivenAnswer } from "./github-faults.ts";
import { received, type KnownRefs, type UploadBody } from "./local-github-delivery.ts";
import { processingErrors } from "./local-github-processing.ts";
import type { LocalGitHub } from "./local-github.ts";

/** An upload that was taken, and how GitHub is going to end with it. */
export interface TakenUpload {
  readonly id: string;
  readonly body: UploadBody;
  readonly log: Log;
  readonly errors: readonly string[];
}

export interface CodeScanningOptions extends KnownRefs {
  /** How often GitHub says that it is not done yet. */
  readonly pendingAnswers?: number;
}

/** Code scanning of `acme/shop` on a local GitHub: it takes uploads, refuses them, and processes them. */
export class LocalCodeScanning {
  readonly uploads: TakenUpload[] = [];
  readonly #options: CodeScanningOptions;
  #asked = 0;

  constructor(github: LocalGitHub, options: CodeScanningOptions) {
    this.#options = options;
    github.answer("code-scanning/upload-sarif", ({ body }) => this.#take(body as UploadBody));
    github.answer("code-scanning/get-sarif", ({ path }) => this.#status(path["sarif_id"] ?? ""));
  }

  #take(body: UploadBody): GivenAnswer {
    const log = received(body, this.#options);
    if (!("runs" in log)) return log;
    const id = `47177e22-5596-11eb-80a1-c1e54ef9${String(this.uploads.length).padStart(4, "0")}`;
    this.uploads.push({ id, body, log, errors: processingErrors(log, body.checkout_uri) });
    const url = `https://api.github.com/repos/acme/shop/code-scanning/sarifs/${id}`;
    return { status: 202, body: { id, url } };
  }

  #status(id: string): GivenAnswer | undefined {
    const upload = this.uploads.find((one) => one.id === id);
    if (upload === undefined) return undefined;
    if (this.#asked++ < (this.#options.pendingAnswers ?? 0)) {
      return { body: { processing_status: "pending", analyses_url: null, errors: null } };
    }
    const { errors } = upload;
    if (errors.length > 0) {
      return { body: { processing_status: "failed", analyses_url: null, errors } };
    }
    const analyses_url = `https://api.github.com/repos/acme/shop/code-scanning/analyses?sarif_id=${id}`;
    return { body: { processing_status: "complete", analyses_url, errors: null } };
  }
}
