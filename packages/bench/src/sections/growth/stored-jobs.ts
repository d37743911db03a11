import { createHash } from 'node:crypto';
import type { JobRecord } from '@jobs/job-store';
import { toItem } from '@jobs/job-store/job-item';

/** Millions of them, by their number: the same number is the same job. */
export const jobIdOf = (number: number) =>
  `job_${createHash('sha256').update(String(number)).digest('hex').slice(0, 32)}`;

interface StoredJobs {
  readonly owner: string;
  readonly type: string;
  readonly count: number;
  /** Of the first job; the others follow from it. */
  readonly firstNumber: number;
  readonly status: 'QUEUED' | 'SUCCEEDED';
  /** When the last was submitted. */
  readonly now: number;
}

/** Of every job here. */
export const INPUT = { source: { text: 'Queues are for work that should not be waited for. This is such work.' } };
const RESULT = { language: { code: 'eng', confidence: 0.98 }, statistics: { words: 14 }, keywords: [] };
/** Between two submissions: a million of them are spread over a day. */
const SPACING_MS = 86;
const MESSAGE_DUE_MS = 120_000;

/** Items of jobs as they are stored, one after another as they were submitted. */
export function* storedJobs({ count, firstNumber, now, ...jobs }: StoredJobs) {
  for (let index = 0; index < count; index += 1) {
    yield toItem(jobRecord(jobIdOf(firstNumber + index), { ...jobs, createdAt: now - (count - index) * SPACING_MS }));
  }
}

type Described = Pick<StoredJobs, 'owner' | 'type' | 'status'> & { readonly createdAt: number };

function jobRecord(jobId: string, { status, createdAt, ...named }: Described): JobRecord {
  const waiting: JobRecord = {
    ...named,
    jobId,
    status,
    lane: 'standard',
    version: 1,
    attempt: 0,
    maxAttempts: 3,
    attempts: [],
    tags: {},
    input: { inline: INPUT },
    requestHash: jobId.slice(-32).repeat(2),
    createdAt,
    updatedAt: createdAt,
    dueAt: createdAt + MESSAGE_DUE_MS,
  };
  if (status === 'QUEUED') return waiting;
  const [startedAt, endedAt] = [createdAt + 100, createdAt + 200];
  const { dueAt: _, ...ended } = waiting;
  return {
    ...ended,
    version: 3,
    attempt: 1,
    attempts: [{ startedAt, endedAt, outcome: 'succeeded' }],
    result: { inline: RESULT },
    progress: { percent: 100 },
    startedAt,
    finishedAt: endedAt,
    updatedAt: endedAt,
  };
}
