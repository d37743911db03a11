import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient, type Message } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { InvokeFunction } from '../functions/invoke-function.ts';
import { runEvery } from '../run-every.ts';

export interface SqsEventSourceOptions {
  readonly queueUrl: string;
  readonly functionName: string;
  /** 1 to 10. */
  readonly batchSize: number;
  /** Of the queue, and how to reach it. */
  readonly environment: Readonly<
    Record<'AWS_REGION' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'AWS_ENDPOINT_URL_SQS', string>
  >;
  readonly invoke: InvokeFunction;
  /** Told of each invocation that failed; its messages come again after the queue's visibility timeout. */
  readonly report: (message: string) => void;
}

/** How long an empty queue is polled at a time: also how long a stop may take. */
const POLL_SECONDS = 1;

/**
 * Invokes the function with the messages of a queue, a batch at a time, as Lambda's event source for SQS does with
 * `ReportBatchItemFailures`: deletes what the function did not name as failed, and all or nothing when it threw.
 */
export function startSqsEventSource(options: SqsEventSourceOptions) {
  const { queueUrl, functionName, batchSize, environment, invoke, report } = options;
  const sqs = new SQSClient({
    region: environment.AWS_REGION,
    endpoint: environment.AWS_ENDPOINT_URL_SQS,
    credentials: { accessKeyId: environment.AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY },
  });
  const handleBatch = async (messages: readonly Message[]) => {
    const outcome = await invoke(functionName, eventOf(messages, queueUrl, environment.AWS_REGION));
    if (!outcome.ok) return report(`${functionName} failed: ${outcome.errorMessage}`);
    const failed = failedIds(outcome.result, messages);
    if (failed.size > 0) report(`${functionName} failed for ${failed.size} message(s)`);
    const done = messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
    if (done.length === 0) return;
    const Entries = done.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  };
  const polling = runEvery(0, async () => {
    try {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: batchSize,
          WaitTimeSeconds: POLL_SECONDS,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
      );
      if (Messages.length > 0) await handleBatch(Messages);
    } catch (error) {
      report(`The queue of ${functionName} can't be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  return {
    async stop() {
      await polling.stop();
      sqs.destroy();
    },
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
function eventOf(messages: readonly Message[], queueUrl: string, awsRegion: string): SQSEvent {
  const eventSourceARN = `arn:aws:sqs:${awsRegion}:000000000000:${queueUrl.split('/').at(-1) ?? ''}`;
  return {
    Records: messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', MD5OfBody = '', Attributes = {} }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: Attributes as unknown as SQSEvent['Records'][number]['attributes'],
      messageAttributes: {},
      md5OfBody: MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN,
      awsRegion,
    })),
  };
}

/** No list means that all are done, and a list that names an unknown message that none is, as Lambda takes it. */
function failedIds(result: unknown, messages: readonly Message[]): Set<string> {
  const { batchItemFailures = [] } = (result ?? {}) as Partial<SQSBatchResponse>;
  const named = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  const all = messages.map(({ MessageId = '' }) => MessageId);
  return new Set(named.every((id) => all.includes(id)) ? named : all);
}
