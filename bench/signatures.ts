import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { createServer as createSocket, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";

const tools = new URL("../.tools/", import.meta.url).pathname;
const [cosign = "", crane = ""] = ["cosign", "crane"].map((name) => path.join(tools, name));
const images = 20;
const slowImages = 50;
const slowMs = 200;

/** Times our check against real cosign on signed images, and alone on a registry that is far away. */
export async function benchSignatures(cli: string): Promise<void> {
  if (!existsSync(cosign) || !existsSync(crane)) {
    console.log("signatures: left out, needs cosign and crane (npm run tools)");
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-bench-signatures-"));
  const registry = await startRegistry(folder);
  try {
    const references = await signedImages(registry.host, folder);
    await compareWithCosign(cli, references, folder);
    await timeFarRegistry(cli, registry.host, references, folder);
  } finally {
    registry.process.kill();
    rmSync(folder, { recursive: true });
  }
}

async function compareWithCosign(
  cli: string,
  references: readonly string[],
  folder: string,
): Promise<void> {
  const some = references.slice(0, images);
  const check = commandFor(cli, some, folder);
  await run(check);
  const ours = await timed(() => run(check));
  const theirs = await timed(async () => {
    const args = ["verify", "--key", path.join(folder, "cosign.pub"), "--insecure-ignore-tlog"];
    for (const reference of some) await run([cosign, ...args, reference], folder);
  });
  console.log(
    `${images} signed images, both formats: cosign's time against ours: ${(theirs / ours).toFixed(1)} (${theirs.toFixed(0)} ms against ${ours.toFixed(0)} ms)`,
  );
}

async function timeFarRegistry(
  cli: string,
  host: string,
  references: readonly string[],
  folder: string,
): Promise<void> {
  const far = await startDelay(host);
  const moved = references.map((reference) => reference.replace(host, far.host));
  const time = await timed(() => run(commandFor(cli, moved, folder)));
  far.stop();
  console.log(
    `${slowImages} images in a registry that answers after ${slowMs} ms: ${(time / 1000).toFixed(2)} s, ${far.count()} requests`,
  );
}

/** A repository that runs the images; the command judges it and must pass. */
function commandFor(cli: string, references: readonly string[], folder: string): string[] {
  const repository = mkdtempSync(path.join(folder, "repository-"));
  mkdirSync(path.join(repository, ".github"));
  const host = references[0]?.split("/")[0] ?? "";
  const key = path.join(folder, "cosign.pub");
  const policy = path.join(folder, `policy-${path.basename(repository)}.yml`);
  writeFileSync(
    policy,
    `version: 1\nsignatures: { images: [{ match: "${host}/**", key: ${path.basename(key)} }] }\n`,
  );
  const pods = references.map(
    (image, index) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: p${index} }\nspec: { containers: [{ name: a, image: "${image}" }] }\n`,
  );
  writeFileSync(path.join(repository, "pods.yaml"), pods.join("---\n"));
  const options = ["--checks", "signatures", "--policy", policy, "--format", "json"];
  return [process.execPath, cli, "check", repository, ...options];
}

async function signedImages(host: string, folder: string): Promise<string[]> {
  await run([cosign, "generate-key-pair"], folder);
  writeFileSync(path.join(folder, "layer"), "layer");
  await run(["tar", "cf", "layer.tar", "layer"], folder);
  const references: string[] = [];
  for (let index = 0; index < slowImages; index++) {
    const tagged = `${host}/acme/app${index}:1`;
    await run([crane, "append", "--oci-empty-base", "-f", "layer.tar", "-t", tagged], folder);
    const digest = (await run([crane, "digest", tagged], folder)).trim();
    const reference = `${host}/acme/app${index}@${digest}`;
    const format = index % 2 === 0 ? ["--new-bundle-format=false"] : [];
    const noLog = ["--use-signing-config=false", "--tlog-upload=false", "-y"];
    await run([cosign, "sign", "--key", "cosign.key", ...noLog, ...format, reference], folder);
    references.push(reference);
  }
  return references;
}

async function startRegistry(folder: string): Promise<{ host: string; process: ChildProcess }> {
  const disk = path.join(folder, "registry");
  mkdirSync(disk);
  const host = `127.0.0.1:${await freePort()}`;
  const args = ["registry", "serve", "--address", host, "--disk", disk];
  const child = spawn(crane, args, { stdio: "ignore" });
  for (let attempt = 0; attempt < 200; attempt++) {
    const isUp = await fetch(`http://${host}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return { host, process: child };
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("the registry did not start");
}

/** Hands everything on to the registry after a while. */
async function startDelay(target: string) {
  let requests = 0;
  const server = createServer((incoming, outgoing) => {
    requests++;
    const { method, headers, url } = incoming;
    setTimeout(() => {
      const options = { method, headers: { ...headers, host: target } };
      request(`http://${target}${url ?? ""}`, options, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }).end();
    }, slowMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { host: `127.0.0.1:${port}`, count: () => requests, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createSocket().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function run([program = "", ...args]: readonly string[], cwd?: string): Promise<string> {
  const env = { ...process.env, COSIGN_PASSWORD: "bench", HOME: cwd ?? tmpdir() };
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} ${args.join(" ")}: ${stderr}${stdout}`, { cause: error }));
    });
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
