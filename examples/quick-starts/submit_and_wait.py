"""Analyzes the text that it is given."""

import os
import sys
import uuid

import requests

API = os.environ["JOBS_URL"] + "/v1"
session = requests.Session()
session.headers["x-api-key"] = os.environ["JOBS_API_KEY"]


def checked(response):
    """The answer's JSON; a problem document ends the program with its code and every fault."""
    if response.headers.get("content-type") == "application/problem+json":
        problem = response.json()
        faults = [f"{error['pointer']} {error['detail']}" for error in problem.get("errors", [])]
        sys.exit(f"{problem['code']}: {'; '.join(faults) or problem['detail']}")
    response.raise_for_status()
    return response.json()


def submit(job_type, job_input):
    # Send the same key again if there was no answer: then no second job is made.
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    body = {"type": job_type, "input": job_input}
    return checked(session.post(f"{API}/jobs", json=body, headers=headers, timeout=30))


def wait(job):
    while job["status"] in ("SCHEDULED", "QUEUED", "RUNNING"):
        # Held until the job changes, for 20 seconds at most.
        headers = {"Prefer": "wait=20"}
        job = checked(session.get(f"{API}/jobs/{job['id']}", headers=headers, timeout=30))
    return job


job = wait(submit("text-analyze", {"source": {"text": sys.argv[1]}}))
if job["status"] != "SUCCEEDED":
    sys.exit(f"{job['status']}: {job.get('error', {}).get('message')}")
print(f"{job['result']['statistics']['words']} words, language {job['result']['language']['code']}")
