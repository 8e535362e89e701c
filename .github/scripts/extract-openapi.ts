// Takes the operations that the local GitHub of the tests plays out of GitHub's own description of
// its REST API. Run by hand when another version is wanted, and never as part of a build:
//   npm pack @octokit/openapi@23.0.2 (in a folder elsewhere), unpack it, then
//   node .github/scripts/extract-openapi.ts FOLDER/package
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";

type Json = Readonly<Record<string, unknown>>;

const version = "23.0.2";
const target = fileURLToPath(new URL("../../test/github/openapi", import.meta.url));

const wanted: readonly (readonly [method: string, path: string])[] = [
  ["get", "/repos/{owner}/{repo}/commits"],
  ["get", "/repos/{owner}/{repo}/commits/{ref}"],
  ["get", "/repos/{owner}/{repo}/compare/{basehead}"],
  ["get", "/repos/{owner}/{repo}/pulls/{pull_number}/commits"],
  ["get", "/repos/{owner}/{repo}/git/commits/{commit_sha}"],
  ["get", "/repos/{owner}/{repo}/git/tags/{tag_sha}"],
  ["get", "/users/{username}/gpg_keys"],
  ["get", "/users/{username}/ssh_signing_keys"],
  ["post", "/repos/{owner}/{repo}/code-scanning/sarifs"],
  ["get", "/repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}"],
  ["get", "/repos/{owner}/{repo}/code-scanning/analyses"],
  ["get", "/repos/{owner}/{repo}/issues/{issue_number}/comments"],
  ["post", "/repos/{owner}/{repo}/issues/{issue_number}/comments"],
  ["patch", "/repos/{owner}/{repo}/issues/comments/{comment_id}"],
];

/** What only people read. */
const prose = /^(?:description|summary|title|examples?|externalDocs|tags|x-.*)$/;

await extract(process.argv[2] ?? ".");

async function extract(folder: string): Promise<void> {
  const manifest = readJson(join(folder, "package.json"));
  if (manifest["name"] !== "@octokit/openapi" || manifest["version"] !== version) {
    throw new Error(`${folder} is not @octokit/openapi ${version}`);
  }
  const paths = mappingOf(readJson(join(folder, "generated/api.github.com.deref.json"))["paths"]);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  copyFileSync(join(folder, "LICENSE"), join(target, "LICENSE"));
  for (const [method, path] of wanted) {
    const operation = mappingOf(mappingOf(paths[path])[method]);
    const id = String(operation["operationId"]);
    const { parameters, requestBody, responses } = operation;
    const kept = {
      source: `@octokit/openapi ${version}, api.github.com, MIT`,
      operationId: id,
      method: method.toUpperCase(),
      path,
      ...mappingOf(withoutProse({ parameters, requestBody, responses })),
    };
    // Prettier joins what fits on a line, which halves the files.
    const text = await format(JSON.stringify(kept), { parser: "json", printWidth: 100 });
    writeFileSync(join(target, `${id.replaceAll("/", "-")}.json`), text);
  }
}

/** The same description without prose. The names under `properties` are data, whatever they are called. */
function withoutProse(value: unknown, areNames = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => areNames || !prose.test(key))
      .map(([key, inner]) => [key, withoutProse(inner, key === "properties" && !areNames)]),
  );
}

function readJson(file: string): Json {
  return mappingOf(JSON.parse(readFileSync(file, "utf8")));
}

function mappingOf(value: unknown): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw new Error(`${JSON.stringify(value)} is not an object: the description has changed`);
}
