#!/usr/bin/env bash
# Measures decisions over HTTP beside an endpoint of the same server that does nothing, with 10, 100 and 1,000 running campaigns,
# a real profile-service and the ledger on a PostgreSQL of their own, and prints Markdown. Everything runs on this machine's
# loopback address, for a bounded time.
#
# Usage: benchmarks/decide.sh [NAME=VALUE …], for instance
#   benchmarks/decide.sh                                                 about six minutes
#   benchmarks/decide.sh shoppers=1000 campaigns=10 seconds=5 rounds=1   a first look
#   benchmarks/decide.sh campaigns=100 recording=/tmp/decide.jfr         with a flight recording of campaign-service
# The names stand in decide/Options.java. The database lies meanwhile in a new folder below STORELOOP_BENCHMARK_FOLDER
# (default: the folder for temporary files), which is removed afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d -p "${STORELOOP_BENCHMARK_FOLDER:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$folder"' EXIT
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -1)
./mvnw -B -ntp -q -Pdecide -pl campaign-service,profile-service,benchmarks -am package -DskipTests \
  "-Ddecide.arguments=jar='$PWD/campaign-service/target/campaign-service-$version-exec.jar' profileJar='$PWD/profile-service/target/profile-service-$version-exec.jar' folder='$folder' $*"
