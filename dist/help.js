// src/command/help.ts
/** What `portcullis --help` prints. */
const help = `portcullis: one gate for what a repository is about to deploy to Kubernetes

Usage
  portcullis check [PATH...]     judge the files under PATH (default: this repository)
  portcullis merge REPORT...     join the JSON reports of all shards into one, with one verdict
  portcullis rules               list every rule (--format json for all that is known of each)
  portcullis explain RULE        one rule: why, and what to write instead
  portcullis init --signatures IMAGE...
                                 print policy entries from the signatures that images have
  portcullis --version | --help

Options of check
  --policy FILE                    default: .github/portcullis.yml
  --checks LIST                    commits,registries,signatures,vulnerabilities,manifests (default: all;
                                   signatures and vulnerabilities where the policy has a section for them)
  --image REF                      an image besides those in the files; may be repeated
  --image NAME=REF                 judge REF wherever the files say NAME
  --range BASE..HEAD               commits to verify (default: what is not upstream yet)
  --only-new                       tell findings that the base has already from those that the change brings
  --base REV                       the commit to compare with (default: where HEAD left its upstream)
  --gate GATE                      all | new: which findings can fail with --only-new (default: all)
  --pod-security LEVEL[:VERSION]   privileged | baseline | restricted, e.g. restricted:v1.31
  --fail-on SEVERITY               critical | high | medium | low | none (default: high)
  --shard N/M                      look at a part of the images only, e.g. 2/5; merge joins the reports
  --sbom FORMAT=FOLDER             bills of materials of the images: cyclonedx or spdx-json
  --format FORMAT                  text | json | sarif | markdown | html | badge (default: text)
  --output FILE                    write there; --format and --output may be repeated in pairs
  --allow-empty                    pass where there is no Kubernetes file
  --offline                        contact nothing

Options of merge
  --format FORMAT, --output FILE   as for check

Exit status
  0  pass
  1  fail: findings at or above the line
  2  no verdict: a check could not run, bad usage, bad policy
`;
export { help };
