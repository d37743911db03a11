#!/bin/sh
# Submits a job, waits for its end, and prints it.
set -eu

location=$(curl -sS --fail -o /dev/null -w '%header{location}' "$JOBS_URL/v1/jobs" \
  -H "x-api-key: $JOBS_API_KEY" -H 'content-type: application/json' \
  -d '{"type": "text-analyze", "input": {"source": {"text": "Queues are for work that should not be waited for."}}}')

while :; do
  job=$(curl -sS --fail "$JOBS_URL$location" -H "x-api-key: $JOBS_API_KEY" -H 'Prefer: wait=20')
  case $job in *'"finishedAt":'*) break ;; esac
done
printf '%s\n' "$job"
