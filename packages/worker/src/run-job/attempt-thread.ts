import { pino } from 'pino';
import type { JobDefinition } from '../define-job.ts';
import type { HandlerEnd } from './attempt-end.ts';
import { failureOf } from './failure-of.ts';
import { openedOnUse } from './payload-access.ts';
import { runHandler } from './run-handler.ts';
import { runContained } from './stray-errors.ts';
import type { AttemptTask } from './thread-protocol.ts';

// The entry of a thread: what is created here lives as long as the thread, over several attempts.
const payloads = openedOnUse(async () => {
  const { openPayloads } = await import('./open-payloads.ts');
  // oxlint-disable-next-line node/no-process-env -- the entry of a thread, whose environment the worker sets
  return openPayloads(process.env);
});

/** Runs one attempt. Whatever its handler throws becomes an answer: a rejection would mean that the thread died. */
export default async function runAttemptInThread(task: AttemptTask): Promise<HandlerEnd> {
  const { job } = task;
  const log = pino({ level: task.logLevel, base: { jobType: job.type, jobId: job.jobId, attempt: job.attempt } });
  try {
    const { default: definition } = (await import(task.jobModule)) as { readonly default: JobDefinition };
    const result = await runContained(log, () => runHandler(definition, task, payloads, log));
    return { kind: 'returned', result };
  } catch (error) {
    const failure = failureOf(error);
    // What a handler says on purpose is for the client, quotes the input, and is on the job; the rest is for its author.
    const isDeclared = failure.kind === 'permanent' || failure.kind === 'retry-later';
    log.warn(isDeclared ? { errorCode: failure.code } : { err: error }, 'The handler failed');
    return { kind: 'failed', failure };
  } finally {
    task.port.close();
  }
}
