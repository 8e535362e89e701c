#!/usr/bin/env bash
# Runs the README's first command as a newcomer would: in a fresh clone, with nothing installed. The
# example has findings at the line, so it must end with exit status 1 and say so.
set -euo pipefail
clone=$1
git clone --quiet . "$clone"
cd "$clone"
command=$(grep -oE '^node dist/cli\.js check examples/[a-z-]+$' README.md | head -1)
test -n "$command"
echo "$command"
status=0
$command >output.txt || status=$?
tail -3 output.txt
test "$status" = 1
grep -q '^FAIL' output.txt
node dist/cli.js check examples/shop-hardened | tail -1
