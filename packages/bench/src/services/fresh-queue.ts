import { randomBytes } from 'node:crypto';
import { CreateQueueCommand, DeleteQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { queueName } from '@jobs/shared-contracts';
import type { StandInEnvironment } from '@jobs/stand-ins';

export interface FreshQueue {
  /** The name of the job type whose `standard` lane it is. */
  readonly jobType: string;
  readonly url: string;
}

/** Works with a queue of its own: a receive that somebody else has left behind can take no message of it. */
export async function withFreshQueue<Result>(
  sqs: SQSClient,
  environment: StandInEnvironment,
  work: (queue: FreshQueue) => Promise<Result>,
): Promise<Result> {
  const jobType = `bench-${randomBytes(4).toString('hex')}`;
  const url = `${environment.QUEUE_URL_PREFIX}${queueName(jobType, 'standard')}`;
  await sqs.send(new CreateQueueCommand({ QueueName: url.slice(url.lastIndexOf('/') + 1) }));
  try {
    return await work({ jobType, url });
  } finally {
    await sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
  }
}
