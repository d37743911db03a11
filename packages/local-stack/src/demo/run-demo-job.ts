import { setTimeout as wait } from 'node:timers/promises';
import type { JobView } from '@jobs/shared-contracts';
import type { LocalStack } from '../start-local-stack.ts';
import type { ApiClient } from './api-client.ts';
import type { DemoJob } from './demo-jobs.ts';
import { withUploads } from './example-requests.ts';
import { progressLine } from './progress-bar.ts';
import { saveResult } from './save-result.ts';

export interface DemoContext {
  readonly api: ApiClient;
  readonly stack: Pick<LocalStack, 'deadLetters'>;
  /** Where results are saved. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

const DEAD_LETTER_POLL_MS = 200;

/**
 * Submits one job, follows it, and does what its end asks for.
 * @returns lines that say what became of it
 * @throws {Error} when it did not end as it should
 */
export async function runDemoJob(job: DemoJob, context: DemoContext, show: (line: string) => void): Promise<string[]> {
  const { api, folder, signal } = context;
  const { id } = await api.submit((await withUploads(job.request, (content) => api.upload(content))) as object);
  let cancelled = false;
  const end = await api.follow(id, async (current) => {
    show(progressLine(current));
    if (job.end !== 'CANCELLED' || current.status !== 'RUNNING' || cancelled) return;
    cancelled = true;
    await api.cancel(id);
  });
  if (end.status !== job.end) {
    throw new Error(`${id} should have ended ${job.end}, but is ${end.status}: ${end.error?.message ?? 'no error'}`);
  }
  if (job.end === 'SUCCEEDED') return saveResult(end, job.title, folder, signal);
  if (job.end === 'FAILED') return [describeFailure(end), await findDeadLetter(end, context)];
  return [`${id} ran in attempt ${end.attempt} and was cancelled`];
}

const describeFailure = ({ error }: JobView) => `${error?.code}: ${error?.message}`;

/** Waits for the failed job's message to arrive in the dead-letter queue: SQS moves it there by its own redrive. */
async function findDeadLetter({ id, type }: JobView, { stack, signal }: DemoContext): Promise<string> {
  for (;;) {
    const letter = (await stack.deadLetters(type)).find(({ jobId }) => jobId === id);
    if (letter) return `in the dead-letter queue of ${type}: message ${letter.messageId} for ${id}`;
    await wait(DEAD_LETTER_POLL_MS, undefined, { signal });
  }
}
