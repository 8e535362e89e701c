import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { checkoutOf, jobToken, said, stepOf, type JobStep } from "../../github/job.ts";
import { LocalCodeScanning } from "../../github/local-github-code-scanning.ts";
import { LocalGitHub } from "../../github/local-github.ts";
import { podWith } from "../../github/manifests.ts";
import { pullRequest } from "../../github/pull-request.ts";
import { cleanUp, reportOf, type StepResult } from "../../github/runner.ts";
import { realTool } from "../../tools/real-tools.ts";
import { pushImage, storeIn } from "../../trivy/material/images.ts";
import { openRules, Room, shop, slow } from "./room.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

afterAll(cleanUp);
if (trivy !== undefined && writer !== undefined) {
  describe("the built Action", () => suite({ trivy, writer }));
}

const ids = ["CVE-2019-10744", "CVE-2021-23337", "CVE-2023-5363"];

function suite(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  let github: LocalGitHub;
  let policy: string;
  beforeAll(async () => {
    room = await Room.start(programs);
    await pushImage(storeIn(room.registry), "shop", "1", shop);
    room.policy([], {
      trivy: room.stub(`echo "$1" >> '${room.path("starts")}'\nexec "$TRIVY" "$@"`),
    });
    policy = readFileSync(room.path("repo/.github/portcullis.yml"), "utf8");
  }, slow);
  beforeEach(async () => {
    github = await LocalGitHub.start({ token: jobToken });
  });
  afterEach(() => github.stop());

  /** What the runner gives to a job: a home, folders for temporary files and for tools that outlive it. */
  function surroundings(): Readonly<Record<string, string>> {
    for (const name of ["job-home", "tools"]) mkdirSync(room.path(name), { recursive: true });
    return {
      HOME: room.path("job-home"),
      TMPDIR: room.path("tmp"),
      RUNNER_TOOL_CACHE: room.path("tools"),
      RUNNER_ENVIRONMENT: "self-hosted",
    };
  }

  const starts = (): number => readFileSync(room.path("starts"), "utf8").split("\n").length - 1;

  /** Runs the check on a push of files, with a code scanning that takes what is uploaded. */
  async function push(files: Readonly<Record<string, string>>, { inputs }: JobStep = {}) {
    const checkout = checkoutOf({ ".github/portcullis.yml": policy, ...files });
    const refs = new Set(["refs/heads/main"]);
    const { uploads } = new LocalCodeScanning(github, {
      commits: new Set([checkout.commit]),
      refs,
    });
    const result = await stepOf(github, checkout, {
      inputs: { checks: "registries,vulnerabilities", ...inputs },
      environment: { ...surroundings(), GITHUB_SERVER_URL: checkout.server },
    });
    return { result, uploads };
  }

  const deployed = { "deploy/web.yaml": podWith("IMAGE") };
  const files = (): Readonly<Record<string, string>> => ({
    "deploy/web.yaml": deployed["deploy/web.yaml"].replace("IMAGE", room.image("shop:1")),
  });

  test(
    "scans at each run, and keeps no result where jobs of a pull request could write one",
    async () => {
      for (const expected of [1, 2]) {
        const { result } = await push(files());
        expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail", critical: "1" } });
        expect(reportOf(result).vulnerabilities).toMatchObject({ images: 1, reused: 0 });
        expect(starts()).toBe(expected);
      }
      expect(existsSync(room.path("job-home/.cache/portcullis"))).toBe(false);
      const kept = readdirSync(room.path("tools"), { recursive: true, encoding: "utf8" });
      expect(kept.filter((name) => /scan|result/.test(name))).toEqual([]);
      // The layer of the database is there, by its digest.
      expect(kept.some((name) => name.includes("trivy-db-sha256-"))).toBe(true);
      expect(room.leftovers()).toEqual([]);
    },
    slow,
  );

  test(
    "uploads one log with a run of the check, and tells images as groups in the summary",
    async () => {
      const { result, uploads } = await push(files());
      expect(uploads.map(({ errors }) => errors)).toEqual([[]]);
      const run = uploads[0]?.log.runs.find(
        ({ automationDetails }) => automationDetails?.id === "portcullis/vulnerabilities/",
      );
      expect(run?.results?.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(ids));
      expect(result.summary).toContain("1 critical and 2 high vulnerabilities, all with a fix");
      expect(said(result, "error").join("\n")).toContain(
        "has 1 critical and 2 high vulnerabilities, all with a fix. Update lodash 4.17.10 to",
      );
    },
    slow,
  );

  test(
    "uploads no run of the check where an image could not be looked at",
    async () => {
      const gone = { "deploy/gone.yaml": podWith(room.image("gone:1")) };
      const { result, uploads } = await push({ ...files(), ...gone });
      expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
      expect(said(result, "error").join("\n")).toContain(`${room.image("gone:1")} was not scanned`);
      const [, group = ""] = result.log.split("::group::Scanning 2 images (1 platform)\n");
      const lines = (group.split("::endgroup::")[0] ?? "").trim().split("\n");
      expect(lines).toEqual(
        expect.arrayContaining([
          expect.stringContaining(`not scanned: ${room.image("gone:1")}: `),
          expect.stringMatching(/^scanned \S+\/shop@sha256:\w+ \(linux\/amd64\) in .* s: 3 vuln/),
        ]),
      );
      const runs = uploads.flatMap(({ log }) => log.runs.map((run) => run.automationDetails?.id));
      expect(runs).toEqual(["portcullis/registries/"]);
    },
    slow,
  );

  test(
    "a pull request's own ignore files, configuration and policy change nothing",
    async () => {
      const accepting = `${policy}waivers:\n${ids.map((rule) => `  - { rule: ${rule}, reason: mine }\n`).join("")}`;
      const change = pullRequest(
        { ".github/portcullis.yml": policy, ...files() },
        {
          ".trivyignore": ids.join("\n"),
          ".trivyignore.yaml": `vulnerabilities:\n${ids.map((id) => `  - id: ${id}\n`).join("")}`,
          "trivy.yaml": "severity: [LOW]\nscan: { scanners: [secret] }\n",
          ".github/portcullis.yml": accepting,
          "deploy/other.yaml": podWith(room.image("shop:1")),
        },
      );
      const { workspace, merge, payload, environment } = change;
      const step = {
        event: "pull_request",
        payload,
        inputs: { checks: "vulnerabilities", upload: "never" },
        environment: { ...environment, ...surroundings(), GITHUB_REF: "refs/pull/1/merge" },
      };
      const result: StepResult = await stepOf(github, { workspace, commit: merge }, step);
      expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
      expect(openRules(reportOf(result))).toEqual([...ids, "vulnerabilities/end-of-life"]);
      expect(reportOf(result).notices.join("\n")).toContain(".trivyignore");
    },
    slow,
  );
}
