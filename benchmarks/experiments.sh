#!/usr/bin/env bash
# Simulates experiments, logs of decisions and the demo shop's shoppers by the thousand, and prints whether intervals, adjustments,
# off-policy estimates and uplift keep their word, as Markdown for results/experiments.md. One JVM on this machine.
#
# Usage: benchmarks/experiments.sh [looks] [boundaries] [cuped] [policy] [regret] [shop] [win-back]
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -ntp -q -Pexperiments -pl benchmarks -am package -DskipTests "-Dexperiments.arguments=$*"
