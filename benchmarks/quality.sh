#!/usr/bin/env bash
# Runs ./run evaluate on the five data sets of the quality tables and prints Markdown for results/quality.md.
#
# Usage: benchmarks/quality.sh DATA_FOLDER [SEED] [BUDGET]
# DATA_FOLDER holds the packed files by the names below. The two Tmall files are cut from the shared one into a temporary
# folder: actions up to 15 July to learn from, later purchases to judge by. The JSON of each run stays there, too.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,6p' "$0" >&2; exit 2; }
data=$1 seed=${2:-42} budget=${3:-5m}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/storeloop-quality.XXXXXX")
echo "JSON and full tables in $work" >&2

gzip -dc "$data/tmall2014_events.csv.gz" | awk -F, -v train="$work/tmall_train.csv" -v test="$work/tmall_test.csv" '
  NR == 1 { print > train; print "user_id,brand_id" > test; next }
  { split($4, day, "-"); early = day[1] < 7 || (day[1] == 7 && day[2] < 16) }
  early { print > train }
  !early && $3 == 1 { print $1 "," $2 > test }'

metric() { # FILE OBJECT NAME [FORM]: a number of the JSON, "-" where there is none
  sed -n "/^  \"$2\" : {/,/^  }/s/^    \"$3\" : \([-0-9.E]*\),*$/\1/p" "$1" | head -n 1 | awk -v form="${4:-%.4f}" '{printf form, $1; found = 1} END {if (!found) printf "-"}'
}

interval() { # FILE NAME: the 95 % interval of a metric
  sed -n "/^  \"intervals\" : {/,/^  }/s/^    \"$2\" : \[ \([^]]*[^] ]\) *\],*$/\1/p" "$1" | head -n 1 | awk -F', *' '{printf "%.3f–%.3f", $1, $2; found = 1} END {if (!found) printf "-"}'
}

setting() { sed -n "/^  \"settings\" : {/,/^  }/s/^    \"$2\" : \"*\([^\",]*\)\"*,*$/\1/p" "$1" | head -n 1; }

evaluate() { # NAME METRIC METRIC MUST ARGUMENTS…
  local name=$1 first=$2 second=$3 must=$4 json="$work/$1.json"
  shift 4
  echo "== ./run evaluate $* --seed $seed --budget $budget" >&2
  (cd "$root" && ./run evaluate "$@" --seed "$seed" --budget "$budget" --json "$json") >"$work/$name.txt"
  printf '| %s | %s / %s | **%s / %s** | %s / %s | %s / %s | %s | %s | %s | %s | %s | %s / %s |\n' "$name" "$first" "$second" \
    "$(metric "$json" metrics "$first")" "$(metric "$json" metrics "$second")" \
    "$(interval "$json" "$first")" "$(interval "$json" "$second")" \
    "$(metric "$json" baseline "$first")" "$(metric "$json" baseline "$second")" \
    "$must" "$(setting "$json" family)" "$(setting "$json" tried)" \
    "$(metric "$json" seconds search %.0f)" "$(metric "$json" seconds total %.0f)" "$(metric "$json" latencyMicros p50 %.0f)" "$(metric "$json" latencyMicros p99 %.0f)"
}

echo '| data set | metrics | chosen model | 95 % intervals | popularity | must | family | tried | search s | total s | answer p50 / p99 µs |'
echo '| --- | --- | --- | --- | --- | --- | --- | ---: | ---: | ---: | ---: |'
evaluate beauty hitRate@10 ndcg@10 "0.095 / 0.060" --protocol leave-last-out --train "$data/amazon_beauty_sequences.txt.gz"
evaluate diginetica precision@20 mrr@20 "0.517 / 0.184" --protocol sessions --train "$data/diginetica_train.txt.gz" --test "$data/diginetica_test.tsv.gz"
evaluate citeulike-a hitRate@10 ndcg@10 "0.900 / 0.7267" --protocol given-negatives --train "$data/citeulike_a_train.tsv.gz" --test "$data/citeulike_a_test_negatives.tsv.gz"
evaluate movielens-100k hitRate@10 ndcg@10 "0.61 / 0.36" --protocol given-negatives --train "$data/ml100k_ratings.tsv.gz"
evaluate tmall-2014 f1 precision "0.06 / -" --protocol time-split --train "$work/tmall_train.csv" --test "$work/tmall_test.csv"
