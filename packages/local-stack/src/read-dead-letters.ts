import type { JobQueues, ReceivedMessage } from '@jobs/job-store';
import { deadLetterQueueName, findJobType } from '@jobs/shared-contracts';

export interface DeadLetter {
  readonly messageId: string;
  /** Undefined when the message was malformed. */
  readonly jobId: string | undefined;
}

/** Hides what was read for so long, that each message is read once. */
const READ_SECONDS = 30;

/** Looks into a job type's dead-letter queue and leaves all in it. */
export async function readDeadLetters(queues: JobQueues, jobType: string): Promise<readonly DeadLetter[]> {
  const queue = deadLetterQueueName(jobType, findJobType(jobType)?.ordering);
  const messages: ReceivedMessage[] = [];
  let batch: readonly ReceivedMessage[];
  do {
    batch = await queues.receiveMessages(queue, {
      maxMessages: 10,
      waitSeconds: 0,
      visibilityTimeoutSeconds: READ_SECONDS,
    });
    messages.push(...batch);
  } while (batch.length > 0);
  await queues.changeVisibility(
    queue,
    messages.map(({ receiptHandle }) => ({ receiptHandle, timeoutSeconds: 0 })),
  );
  return messages.map(({ messageId, content }) => ({
    messageId,
    jobId: 'jobId' in content ? content.jobId : undefined,
  }));
}
