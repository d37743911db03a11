import { randomBytes } from 'node:crypto';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

const BATCH = 10;
const SENDERS = 16;

/** The body of a message as the system sends it. */
const newBody = () => JSON.stringify({ jobId: `job_${randomBytes(16).toString('hex')}` });

/** Sends so many messages, of which each stands for some job. */
export async function fillQueue(sqs: SQSClient, QueueUrl: string, count: number): Promise<void> {
  let left = count;
  const send = async () => {
    while (left > 0) {
      const size = Math.min(BATCH, left);
      left -= size;
      const Entries = Array.from({ length: size }, (_, index) => ({ Id: String(index), MessageBody: newBody() }));
      await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
}
