/** A worker process of one side of {@link ./spinning-among-waiting.ts}, which is told what to do by its first message. */
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createJobStore, loadJobStoreConfig } from '@jobs/job-store';
import { Consumer } from 'sqs-consumer';
import { openClients } from '../../services/open-clients.ts';
import { startWorker } from '../../worker/start-worker.ts';
import { threadRunnerOf } from '../../worker/thread-runner-of.ts';
import { doMixedWork } from './simulated-work.ts';
import { HIDDEN_SECONDS, type SpinningOrder, type SpinningReport } from './spinning-protocol.ts';

const report = (message: SpinningReport) => process.send?.(message);

function runOurs({ environment, jobType, inputs }: SpinningOrder): void {
  const slots = Object.keys(inputs).length;
  startWorker({
    store: createJobStore(loadJobStoreConfig(environment, ['jobs', 'queues', 'events'])),
    jobType,
    slots,
    runner: threadRunnerOf(import.meta.resolve('./mixed-job.ts'), slots),
    leaseSeconds: HIDDEN_SECONDS,
    done: (jobs) => report({ acknowledged: jobs }),
  });
}

function runSqsConsumer(sqs: SQSClient, { url, inputs }: SpinningOrder): void {
  const consumer = Consumer.create({
    queueUrl: url,
    sqs,
    batchSize: 10,
    waitTimeSeconds: 1,
    visibilityTimeout: HIDDEN_SECONDS,
    heartbeatInterval: 1,
    handleMessage: async (message) => {
      const { jobId } = JSON.parse(message.Body ?? '') as { readonly jobId: string };
      report({ startedJobId: jobId });
      await doMixedWork(inputs[jobId] ?? {});
      return message;
    },
  });
  consumer.on('message_processed', () => report({ acknowledged: 1 }));
  consumer.on('error', () => {});
  consumer.start();
}

process.once('message', (order: SpinningOrder) => {
  if (order.side === 'ours') runOurs(order);
  else runSqsConsumer(openClients(order.environment).sqs, order);
});
// Whatever it does, nobody wants it without its parent.
process.once('disconnect', () => process.exit(0));
