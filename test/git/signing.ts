import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ObjectFormat } from "../../src/git/revision.ts";
import { TestRepository } from "./repository.ts";

/** A repository that signs with an SSH key of its own. */
export function signing(format: ObjectFormat): TestRepository {
  const repository = new TestRepository(undefined, `--object-format=${format}`);
  const key = join(repository.folder, ".git", "key");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
  repository.git("config", "gpg.format", "ssh");
  repository.git("config", "user.signingKey", key);
  const allowed = join(repository.folder, ".git", "allowed");
  writeFileSync(allowed, `ann@example.com ${readFileSync(`${key}.pub`, "utf8")}`);
  repository.git("config", "gpg.ssh.allowedSignersFile", allowed);
  repository.git("config", "commit.gpgSign", "true");
  return repository;
}
