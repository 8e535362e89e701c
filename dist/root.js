import { d as UsageError } from "./text.js";
import { existsSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
// src/root.ts
/**
* The folder that the report's paths are relative to and whose policy counts: the git repository
* around the first path; without one the working directory where the path lies in it, else the path's
* own folder. Throws UsageError where the path does not exist.
*/
function rootOf(paths, workingDirectory) {
	const named = paths[0] ?? ".";
	let first;
	try {
		first = realpathSync(path.resolve(workingDirectory, named));
	} catch {
		throw new UsageError(`path ${JSON.stringify(named)} does not exist`);
	}
	const folder = statSync(first).isDirectory() ? first : path.dirname(first);
	const here = realpathSync(workingDirectory);
	return repositoryAround(folder) ?? (isInside(folder, here) ? here : folder);
}
function repositoryAround(folder) {
	for (let candidate = folder;; candidate = path.dirname(candidate)) {
		if (existsSync(path.join(candidate, ".git"))) return candidate;
		if (path.dirname(candidate) === candidate) return void 0;
	}
}
function isInside(inner, outer) {
	const relative = path.relative(outer, inner);
	return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
export { rootOf as t };
