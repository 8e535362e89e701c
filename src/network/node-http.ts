import { createRequire } from "node:module";

// Imported by name, node:http has all of its exports looked up, and some of them load the whole of undici.
const load = createRequire(import.meta.url);

/** Node's own client for http. */
export const http = load("node:http") as typeof import("node:http");
/** Node's own client for https. */
export const https = load("node:https") as typeof import("node:https");
