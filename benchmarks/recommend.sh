#!/usr/bin/env bash
# Measures recommendations over HTTP beside an endpoint of the same server that does nothing, on a PostgreSQL of its own, and
# prints Markdown. Everything runs on this machine's loopback address, for a bounded time.
#
# Usage: benchmarks/recommend.sh [NAME=VALUE …], for instance
#   benchmarks/recommend.sh                                              100,000 items, 200,000 users: about ten minutes
#   benchmarks/recommend.sh items=5000 users=5000 seconds=5 rounds=1     a first look
#   benchmarks/recommend.sh users=1000000 eventsPerUser=5 heap=4g
# The names stand in recommend/Options.java. The database lies meanwhile in a new folder below STORELOOP_BENCHMARK_FOLDER
# (default: the folder for temporary files), which is removed afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d -p "${STORELOOP_BENCHMARK_FOLDER:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$folder"' EXIT
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -1)
./mvnw -B -ntp -q -Precommend -pl recommendation-service,benchmarks -am package -DskipTests \
  "-Drecommend.arguments=jar='$PWD/recommendation-service/target/recommendation-service-$version-exec.jar' folder='$folder' $*"
