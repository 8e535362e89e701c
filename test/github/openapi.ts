import { readdirSync, readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";

type Json = Readonly<Record<string, unknown>>;

/** A request as a server has it once its bytes are read. */
export interface PlainRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** One operation of GitHub's REST API, as GitHub itself describes it. */
export interface Operation {
  /** Such as `git/get-commit`. */
  readonly id: string;
  readonly method: string;
  /** The values of the path's parameters, or nothing where the path is another. */
  match(pathname: string): Readonly<Record<string, string>> | undefined;
  /** What in a request is not as described. */
  requestProblems(request: PlainRequest): string[];
  /** What in an answer is not as described. */
  answerProblems(status: number, body: unknown): string[];
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required?: boolean;
  readonly schema: Json;
}

interface Content {
  readonly content?: { readonly "application/json"?: { readonly schema: Json } };
}

interface Description {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
}

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);

/** The extracted operations. Which they are, `.github/scripts/extract-openapi.ts` says. */
export const operations: readonly Operation[] = readOperations();

function readOperations(): Operation[] {
  const folder = new URL("openapi/", import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => {
      const text = readFileSync(new URL(name, folder), "utf8");
      return operationOf(JSON.parse(text) as Description);
    });
}

function operationOf(description: Description): Operation {
  const { operationId: id, method, path, parameters = [], requestBody, responses } = description;
  const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
  const judges = new Map(
    parameters.map((parameter) => [parameter, compileOnce(parameter.schema)] as const),
  );
  const bodyJudge = judgeOf(requestBody);
  const answerJudges = new Map(
    Object.entries(responses).map(([status, content]) => [status, judgeOf(content)] as const),
  );
  return {
    id,
    method,
    match(pathname) {
      const groups = pattern.exec(pathname)?.groups;
      if (groups === undefined) return undefined;
      return Object.fromEntries(
        Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
      );
    },
    requestProblems(request) {
      const problems = [...judges].flatMap(([parameter, judge]) =>
        parameterProblems(parameter, judge(), request),
      );
      const known = new Set(parameters.filter((one) => one.in === "query").map((one) => one.name));
      for (const name of request.query.keys()) {
        if (!known.has(name)) problems.push(`there is no query parameter ${name}`);
      }
      return [...problems, ...bodyProblems(requestBody, bodyJudge, request.body)];
    },
    answerProblems(status, body) {
      const judge = answerJudges.get(String(status));
      if (judge === undefined && !answerJudges.has(String(status))) {
        return [`${id} is not described as answering ${status}`];
      }
      return judge === undefined ? [] : problemsOf(judge(), body, `answer ${status}`);
    },
  };
}

function judgeOf(content: Content | undefined): (() => ValidateFunction) | undefined {
  const schema = content?.content?.["application/json"]?.schema;
  return schema === undefined ? undefined : compileOnce(schema);
}

/** Compiling all of them takes a second; a test needs two or three. */
function compileOnce(schema: Json): () => ValidateFunction {
  let compiled: ValidateFunction | undefined;
  return () => (compiled ??= ajv.compile(withNull(schema) as Json));
}

function bodyProblems(
  described: Description["requestBody"],
  judge: (() => ValidateFunction) | undefined,
  body: unknown,
): string[] {
  if (judge === undefined) return body === undefined ? [] : ["there is a body where none belongs"];
  if (body === undefined) return described?.required === true ? ["the body is missing"] : [];
  return problemsOf(judge(), body, "body");
}

function parameterProblems(
  { name, in: place, required, schema }: Parameter,
  judge: ValidateFunction,
  { path, query }: PlainRequest,
): string[] {
  const values = place === "path" ? [path[name]] : query.getAll(name);
  if (values.length > 1) return [`${name} is given ${values.length} times`];
  const [text] = values;
  if (text === undefined) return required === true ? [`${name} is missing`] : [];
  return problemsOf(judge, asTyped(text, schema["type"]), name);
}

/** Parameters are text on the wire and have types in the description. */
function asTyped(text: string, type: unknown): unknown {
  if (type === "integer" && /^-?\d+$/.test(text)) return Number(text);
  if (type === "boolean" && /^(?:true|false)$/.test(text)) return text === "true";
  return text;
}

function problemsOf(judge: ValidateFunction, value: unknown, where: string): string[] {
  if (judge(value)) return [];
  return (judge.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${where}${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
  );
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has the type null. */
function withNull(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNull);
  if (typeof schema !== "object" || schema === null) return schema;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withNull(value)]),
  );
  return nullable === true
    ? { anyOf: [{ type: "null" }, rest] }
    : { ...rest, ...literal(nullable) };
}

/** A property may be called `nullable`; then its value is a schema. */
function literal(nullable: unknown): Json {
  return typeof nullable === "object" ? { nullable } : {};
}
