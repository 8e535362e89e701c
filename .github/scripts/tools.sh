#!/usr/bin/env bash
# Builds the real tools that tests and benchmarks compare with into .tools/ (ignored by git), from
# pinned versions through the Go module proxy. `tools.sh` builds what the tests need; `tools.sh bench`
# also builds what `npm run bench` compares with. Without Go it says what will be left out.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/.tools
mkdir -p "$out"

if ! command -v go >/dev/null; then
  echo "go is not installed: the suites against Kubernetes' own code are left out, and bench compares with nothing" >&2
  exit 0
fi
export CGO_ENABLED=0 GOTOOLCHAIN=local GOFLAGS=-trimpath

# The version is compared with the module sum that was pinned when the tool was chosen.
build() { # NAME MODULE@VERSION SUM PACKAGE [LDFLAGS]
  local name=$1 module=$2 sum=$3 package=$4 ldflags=${5:-"-s -w"}
  if [ "$(cat "$out/$name.version" 2>/dev/null)" = "$module" ] && [ -x "$out/$name" ]; then return; fi
  local found
  found=$(cd "$(mktemp -d)" && go mod download -json "$module")
  [ "$(printf '%s' "$found" | sed -n 's/^\t"Sum": "\(.*\)",\?$/\1/p')" = "$sum" ] || { echo "$module has not the pinned sum $sum" >&2; exit 1; }
  (cd "$(printf '%s' "$found" | sed -n 's/^\t"Dir": "\(.*\)",\?$/\1/p')" && go build -ldflags "$ldflags" -o "$out/$name" "$package")
  printf '%s' "$module" >"$out/$name.version"
}

(cd test/tools/oracle && go build -o "$out/oracle" .)
(cd test/tools/trivy-database && go build -o "$out/trivy-database" .)
build crane github.com/google/go-containerregistry@v0.21.9 "h1:F+D4uZ3iA3DLMJLfhaqMdHJbzeqm/216WGQq2dokuLs=" ./cmd/crane
build olareg github.com/olareg/olareg@v0.1.2 "h1:75G8X6E9FUlzL/CSjgFcYfMgNzlc7CxULpUUNsZBIvI=" ./cmd/olareg
build cosign github.com/sigstore/cosign/v3@v3.1.3 "h1:001JQRI/PJ/5T+g/kJ1KTvKFbb322+fomc+pHDZ/6sg=" ./cmd/cosign
build actionlint github.com/rhysd/actionlint@v1.7.9 "h1:oq4uFwcW6pRTk8BhAS4+RhYoUddUkbvRMcqndja0CT0=" ./cmd/actionlint
GOEXPERIMENT=jsonv2 build trivy github.com/aquasecurity/trivy@v0.74.0 "h1:B2/h1Aehsq/zykg0jxpWUlOX7e3UXpbxjZZs/0vNlC4=" ./cmd/trivy "-s -w -X github.com/aquasecurity/trivy/pkg/version/app.ver=0.74.0"
if [ "${1:-}" = bench ]; then
  build kube-score github.com/zegl/kube-score@v1.20.0 "h1:J1VqK86SunV4Gg8emPTmwUVxe0rmXnAs5K9ZUbGMKR8=" ./cmd/kube-score
fi
