#!/usr/bin/env bash
# Sends a real data set through a running suite and prints what came of it: the import's report, the second import of the
# same file, how long the followers took, a clustering, a profile and a recommendation.
#
# Usage: start the suite without the demo shop (./run --no-demo), then
#   benchmarks/real-data.sh FORMAT FILE USER [BASE_URL]
# USER is a shopper to show. Reads the secret key from STORELOOP_HOME or .storeloop; talks to the loopback address only.
set -euo pipefail
[ $# -ge 3 ] || { sed -n '2,8p' "$0" >&2; exit 2; }
format=$1 file=$2 user=$3 base=${4:-http://127.0.0.1:8080}
root=$(cd "$(dirname "$0")/.." && pwd)
home=${STORELOOP_HOME:-$root/.storeloop}
key=$(sed -n 's/^secret=//p' "$home/keys.properties")

api() { curl -sS --max-time 120 -u "$key:" -H 'Content-Type: application/json' "$@"; }
field() { sed -n "s/.*\"$1\":\([^,}]*\).*/\1/p"; }

await() { # PATH FIELD VALUE SECONDS
  for _ in $(seq "$(($4 * 5))"); do
    [ "$(api "$base$1" | field "$2")" = "$3" ] && return
    sleep 0.2
  done
  echo "not within $4 s: $1 $2=$3" >&2
  exit 1
}

import() {
  echo "== $1 import of $(basename "$file")"
  (cd "$root" && ./run import "$format" "$file")
}

import first
started=$(date +%s.%N)
await /v1/profiles/progress caughtUp true 600
await /v1/recommendations/progress caughtUp true 600
printf '== followers caught up %.1f s after the report\n' "$(echo "$(date +%s.%N) - $started" | bc -l 2>/dev/null || echo 0)"
import second

echo "== clustering"
id=$(api -X POST -d '{}' "$base/v1/clusterings" | field clusteringId | tr -d '"')
for _ in $(seq 600); do
  case $(api "$base/v1/clusterings/$id" | field state) in *running*|*waiting*|*training*) sleep 0.2 ;; *) break ;; esac
done
api "$base/v1/clusterings/$id"; echo
echo "== training"
api -X POST "$base/v1/models"; echo
sleep 5
api "$base/v1/models"; echo
echo "== profile of $user"
api "$base/v1/profiles/$user"; echo
echo "== recommendation for $user"
api "$base/v1/recommendations?userId=$user&numResults=5"; echo
