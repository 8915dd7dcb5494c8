#!/usr/bin/env bash
# Measures profile-service as the shop grows, on a PostgreSQL of its own, and prints Markdown: how fast it reads the log, how far
# it is behind while events come, how soon it answers. Everything runs on this machine's loopback address, for a bounded time.
#
# Usage: benchmarks/profiles.sh [NAME=VALUE …], for instance
#   benchmarks/profiles.sh                                               0.1, 0.3 and 1 million shoppers: about 45 minutes
#   benchmarks/profiles.sh profiles=100000 trainings=                    not while the service learns: some minutes
#   benchmarks/profiles.sh profiles=10000 seconds=5 liveRate=1000        a first look
#   benchmarks/profiles.sh profiles=100000 segments=10                   with memberships tracked beside
#   benchmarks/profiles.sh profiles=100000 recording=/tmp/profiles.jfr   with a flight recording
# The names stand in profiles/Options.java. The database lies meanwhile in a new folder below STORELOOP_BENCHMARK_FOLDER
# (default: the folder for temporary files), which is removed afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d -p "${STORELOOP_BENCHMARK_FOLDER:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$folder"' EXIT
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -1)
./mvnw -B -ntp -q -Pprofiles -pl profile-service,benchmarks -am package -DskipTests \
  "-Dprofiles.arguments=jar='$PWD/profile-service/target/profile-service-$version-exec.jar' folder='$folder' $*"
