import { receivedRecord, type JobQueues } from '@jobs/job-store';
import type { JobType } from '@jobs/shared-contracts';
import type { SQSEvent } from 'aws-lambda';
import type { PauseGate } from '../consume/pause-gate.ts';
import { laneOf, type BatchHandler } from './create-batch-handler.ts';

/** How long a message waits that came while its job type is paused. */
const HELD_SECONDS = 60;

export interface Holding {
  readonly pauseGate: Pick<PauseGate, 'isPaused'>;
  readonly queues: Pick<JobQueues, 'sendMessages'>;
  readonly jobType: JobType;
}

/**
 * Hands no job to `handler` while its type is paused. The event source goes on receiving: each message is replaced by a
 * fresh one, which comes a minute later. A message that was only hidden would use up its receives, and become a dead
 * letter.
 */
export function holdWhilePaused(handler: BatchHandler, { pauseGate, queues, jobType }: Holding): BatchHandler {
  return async (event, context) => {
    if (!(await pauseGate.isPaused())) return handler(event, context);
    const held = await Promise.all(event.Records.map((record) => holdBack(record, { queues, jobType })));
    // What is malformed is no job: it comes again until it is a dead letter.
    const failed = event.Records.filter((_, index) => !held[index]);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

async function holdBack(record: SQSEvent['Records'][number], { queues, jobType }: Omit<Holding, 'pauseGate'>) {
  const { content } = receivedRecord(record);
  if (!('jobId' in content)) return false;
  const { jobId } = content;
  const owner = record.attributes.MessageGroupId ?? jobId;
  await queues.sendMessages(laneOf(record.eventSourceARN, jobType), [{ jobId, owner, delaySeconds: HELD_SECONDS }]);
  return true;
}
