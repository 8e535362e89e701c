// src/command/help.ts
/** What `portcullis --help` prints. */
const help = `portcullis: one gate for what a repository is about to deploy to Kubernetes

Usage
  portcullis check [PATH...]     judge the files under PATH (default: this repository)
  portcullis rules               list every rule (--format json for all that is known of each)
  portcullis explain RULE        one rule: why, and what to write instead
  portcullis init --signatures IMAGE...
                                 print policy entries from the signatures that images have
  portcullis --version | --help

Options of check
  --policy FILE                    default: .github/portcullis.yml
  --checks LIST                    commits,registries,signatures,manifests (default: all; signatures where the
                                   policy has a section for it)
  --image REF                      an image besides those in the files; may be repeated
  --image NAME=REF                 judge REF wherever the files say NAME
  --range BASE..HEAD               commits to verify (default: what is not upstream yet)
  --pod-security LEVEL[:VERSION]   privileged | baseline | restricted, e.g. restricted:v1.31
  --fail-on SEVERITY               critical | high | medium | low | none (default: high)
  --format FORMAT                  text | json | sarif | markdown (default: text)
  --output FILE                    write there; --format and --output may be repeated in pairs
  --allow-empty                    pass where there is no Kubernetes file
  --offline                        contact nothing

Exit status
  0  pass
  1  fail: findings at or above the line
  2  no verdict: a check could not run, bad usage, bad policy
`;
export { help };
