#!/usr/bin/env bash
# Measures how long learning which items go together takes: builds of 1, 3 and 10 million events, exact counts event by event
# beside a bare table, and Apache Mahout beside the kernel. Prints Markdown. Everything happens in JVMs of bounded heap on this
# machine, one after another, for at most ten minutes each.
#
# Usage: benchmarks/kernel.sh [curve] [large] [incremental] [peer]
#   benchmarks/kernel.sh              all but large: about five minutes
#   benchmarks/kernel.sh large        30 million events, a heap of 5 GB
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -ntp -q -Pkernel -pl benchmarks -am package -DskipTests "-Dkernel.arguments=$*"
