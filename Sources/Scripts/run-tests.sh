#!/usr/bin/env bash
# Runs the tests. When some fail it ends with their names and what each expected, since thousands of lines stand between.
set -euo pipefail
cd "$(dirname "$0")/../.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# A pipeline would wait for whatever process a test left behind; this waits for five seconds.
exec 3> >(tee "$log")
tee=$!
code=0
${SWIFT:-swift} test "$@" >&3 2>&1 3>&- || code=$?
exec 3>&-
for _ in {1..50}; do
  kill -0 "$tee" 2> /dev/null || break
  sleep 0.1
done
if [ "$code" -ne 0 ]; then
  printf '\n==> what failed\n'
  grep -aE -A 3 'recorded an issue|: error:|Fatal error|unexpected signal' "$log" || echo "No test says so: see above."
  grep -aE 'Test run with' "$log" || true
fi
exit "$code"
