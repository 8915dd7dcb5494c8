#!/usr/bin/env bash
# Measures ingestion over HTTP beside COPY, unnest and an endpoint that inserts one row, on a PostgreSQL of its own, and
# prints Markdown. Everything runs on this machine's loopback address, for a bounded time.
#
# Usage: benchmarks/ingest.sh [NAME=VALUE …], for instance
#   benchmarks/ingest.sh                                        batches, single events, overload: about 7 minutes
#   benchmarks/ingest.sh parts=batches seconds=5 rounds=1       a first look
#   benchmarks/ingest.sh parts=heap                             ten million events
#   benchmarks/ingest.sh parts=curve curve=1,10                 the rate as the log grows; 50 million rows need 40 GB of disk
# The names stand in Options.java. The database lies meanwhile in a new folder below STORELOOP_BENCHMARK_FOLDER (default: the
# folder for temporary files), which is removed afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d -p "${STORELOOP_BENCHMARK_FOLDER:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$folder"' EXIT
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -1)
./mvnw -B -ntp -q -Pingest -pl ingestion-service,benchmarks -am package -DskipTests \
  "-Dingest.arguments=jar='$PWD/ingestion-service/target/ingestion-service-$version-exec.jar' folder='$folder' $*"
