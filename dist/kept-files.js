import { randomUUID } from "node:crypto";
import { constants as constants$1 } from "node:fs";
import { join } from "node:path";
import { chmod, copyFile, lstat, readdir, rename, rm, utimes } from "node:fs/promises";
// src/kept-files.ts
/** Room for a few of Trivy's archives (50 MB), its databases (70 MB, 700 MB for Java) and layers. */
const defaultLimits = {
	totalBytes: 4 * 2 ** 30,
	files: 500
};
/** Dots in front are for what is not whole yet. */
const plainName = /^\w[\w.+-]{0,199}$/;
const partialEnding = ".partial";
const partialMs = 864e5;
/**
* Keeps files in a folder that is there. Nothing of it ever fails: a file that cannot be kept or taken
* is one that is not there. Others may read the folder at the same time and write into it, too.
*/
function keepIn(folder, limits = defaultLimits) {
	return {
		async take(name) {
			if (!plainName.test(name)) return void 0;
			const path = join(folder, name);
			try {
				if (!(await lstat(path)).isFile()) return void 0;
				await utimes(path, /* @__PURE__ */ new Date(), /* @__PURE__ */ new Date()).catch(() => void 0);
				return path;
			} catch {
				return;
			}
		},
		async put(name, file) {
			if (!plainName.test(name)) return;
			const partial = join(folder, `.${randomUUID()}${partialEnding}`);
			try {
				await copyFile(file, partial, constants$1.COPYFILE_EXCL | constants$1.COPYFILE_FICLONE);
				await chmod(partial, 384);
				await rename(partial, join(folder, name));
				await makeRoom(folder, name, limits);
			} catch {
				await rm(partial, { force: true }).catch(() => void 0);
			}
		}
	};
}
/** Removes what was used longest ago until the rest is within the limits; the newest file stays. */
async function makeRoom(folder, newest, limits) {
	const files = await filesIn(folder);
	const isPartial = ({ name }) => name.endsWith(partialEnding);
	const isLeftOver = (file) => isPartial(file) && file.usedMs < Date.now() - partialMs;
	const whole = files.filter((file) => !isPartial(file)).sort((a, b) => Number(b.name === newest) - Number(a.name === newest) || b.usedMs - a.usedMs);
	let bytes = 0;
	const surplus = whole.filter((file, index) => {
		bytes += file.bytes;
		return index > 0 && (bytes > limits.totalBytes || index >= limits.files);
	});
	for (const { name } of [...surplus, ...files.filter(isLeftOver)]) await rm(join(folder, name), { force: true });
}
async function filesIn(folder) {
	const found = [];
	for (const name of await readdir(folder)) {
		const stats = await lstat(join(folder, name)).catch(() => void 0);
		if (stats?.isFile() === true) found.push({
			name,
			bytes: stats.size,
			usedMs: stats.mtimeMs
		});
	}
	return found;
}
export { keepIn as t };
