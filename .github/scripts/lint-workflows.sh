#!/usr/bin/env bash
# Lints our workflows, the example workflows and action.yml: actionlint for what GitHub would refuse,
# zizmor for what an attacker would like. Neither uses the network; zizmor is installed once, into
# .tools/ (ignored by git), from files whose SHA-256 is pinned. actionlint is built by tools.sh.
set -euo pipefail
cd "$(dirname "$0")/../.."

actionlint=.tools/actionlint
zizmor=.tools/zizmor/bin/zizmor
pins=.github/scripts/zizmor.txt

[ -x "$actionlint" ] || { echo "$actionlint is missing: npm run tools builds it, and needs Go" >&2; exit 1; }

if ! cmp --quiet "$pins" .tools/zizmor/pins.txt || [ ! -x "$zizmor" ]; then
  python3 -m pip --version >/dev/null || { echo "zizmor needs python3 with pip" >&2; exit 1; }
  rm -rf .tools/zizmor
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --require-hashes --no-deps \
    --only-binary :all: --target .tools/zizmor --requirement "$pins"
  cp "$pins" .tools/zizmor/pins.txt
fi

workflows=(.github/workflows/*.yml docs/examples/*.yml)

# Whether shellcheck is installed must not decide whether this passes.
"$actionlint" -shellcheck= -pyflakes= "${workflows[@]}"
"$zizmor" --offline --quiet --no-progress --strict-collection --config .github/zizmor.yml "${workflows[@]}" action.yml
echo "${#workflows[@]} workflows and action.yml: nothing found"
