#!/usr/bin/env bash
# Measures session predictions beside boxed maps that give the same scores, with the bytes allocated per call.
#
# Usage: benchmarks/sessions.sh [JMH ARGUMENT …], for instance
#   benchmarks/sessions.sh                                              generated sessions
#   benchmarks/sessions.sh -p train=SESSIONS.txt.gz -p test=QUESTIONS.tsv.gz
# SESSIONS holds a session per line, items divided by blanks; QUESTIONS the next item, a tab, and the items before it.
# Pin it to one processor where you can: taskset -c 0 benchmarks/sessions.sh
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -ntp -q -Psessions -pl benchmarks -am package -DskipTests "-Dsessions.arguments=$*"
