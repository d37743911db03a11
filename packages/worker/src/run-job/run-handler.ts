import type { MessagePort } from 'node:worker_threads';
import type { StoredPayload } from '@jobs/job-store';
import type { Progress } from '@jobs/shared-contracts';
import type { Logger } from 'pino';
import type { JobDefinition } from '../define-job.ts';
import { AttemptStoppedError } from '../errors.ts';
import { createJobPayloads } from './job-payloads.ts';
import type { PayloadAccess } from './payload-access.ts';
import { storedResult } from './stored-result.ts';
import type { AbortMessage, AttemptTask, ProgressMessage } from './thread-protocol.ts';

const MAX_PROGRESS_MESSAGE_CHARACTERS = 200;

/** Gives the handler its context, and keeps what it returns. */
export async function runHandler(
  definition: JobDefinition,
  { job, port, temporaryDirectory }: AttemptTask,
  store: PayloadAccess,
  log: Logger,
): Promise<StoredPayload> {
  const returned = await definition.handler({
    input: 'inline' in job.input ? job.input.inline : await store.getJson(job.input.key),
    payloads: createJobPayloads(store, job, temporaryDirectory),
    progress: (percent, message) => {
      const progress = progressOf(percent, message);
      if (progress) port.postMessage({ progress } satisfies ProgressMessage);
    },
    signal: abortSignalOf(port),
    log,
    job: {
      id: job.jobId,
      type: job.type,
      owner: job.owner,
      attempt: job.attempt,
      maxAttempts: job.maxAttempts,
      tags: job.tags,
    },
  });
  return storedResult(returned, job, store);
}

function abortSignalOf(port: MessagePort): AbortSignal {
  const controller = new AbortController();
  port.on('message', ({ abort }: AbortMessage) => controller.abort(new AttemptStoppedError(abort)));
  return controller.signal;
}

/** A whole percentage within bounds; nothing for what is no percentage. */
export function progressOf(percent: number, message?: string): Progress | undefined {
  if (!Number.isFinite(percent)) return undefined;
  return {
    percent: Math.round(Math.min(100, Math.max(0, percent))),
    ...(message !== undefined && { message: message.slice(0, MAX_PROGRESS_MESSAGE_CHARACTERS) }),
  };
}
