import { t as require_dist } from "./tuf.js";
import { d as UsageError, f as messageOf } from "./text.js";
import { n as snapshotOfPublicRoot } from "./vulnerabilities.js";
import { i as trustRootFrom } from "./signatures.js";
// src/sigstore/fresh-trust-root.ts
var import_dist = require_dist();
const defaultTimeoutMs = 1e4;
/**
* The current trust root of the public instance, or of the mirror, by The Update Framework. Throws a
* UsageError where it cannot be had: an old root in its place could trust what has been revoked.
*/
async function freshTrustedRoot(options) {
	if (options.offline) return snapshotOfPublicRoot().root;
	const { cacheFolder, mirror, timeoutMs = defaultTimeoutMs } = options;
	const url = mirror?.url ?? "https://tuf-repo-cdn.sigstore.dev";
	let text;
	try {
		text = await (await (0, import_dist.initTUF)({
			cachePath: cacheFolder,
			mirrorURL: url,
			timeout: timeoutMs,
			forceInit: true,
			...mirror === void 0 ? {} : { rootPath: mirror.rootFile }
		})).getTarget("trusted_root.json");
	} catch (cause) {
		throw new UsageError(`the trust root could not be fetched from ${url} (${reasons(cause)}); name a file by trusted-root, or run offline with the snapshot`, { cause });
	}
	return trustRootFrom(text, url);
}
function reasons(thrown) {
	const inner = thrown instanceof Error ? thrown.cause : void 0;
	return inner === void 0 ? messageOf(thrown) : `${messageOf(thrown)}: ${reasons(inner)}`;
}
export { freshTrustedRoot };
