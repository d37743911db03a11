import { randomUUID } from 'node:crypto';
import { callSqs } from './call-fauxqs.ts';
import type { FauxqsApp } from './fauxqs-app.ts';

interface MoveRequest {
  readonly SourceArn: string;
  readonly DestinationArn?: string;
}

interface Message {
  readonly Body: string;
  readonly ReceiptHandle: string;
  readonly Attributes?: { readonly MessageGroupId?: string };
}

/** Adds `StartMessageMoveTask`, which fauxqs lacks: all messages are moved before the answer. */
export function moveMessagesOnRequest(app: FauxqsApp): void {
  app.addHook('preHandler', async (request, reply) => {
    if (request.headers['x-amz-target'] !== 'AmazonSQS.StartMessageMoveTask') return;
    const { status, body } = await move(app, request.body as MoveRequest);
    await reply.code(status).type('application/x-amz-json-1.0').send(body);
  });
}

async function move(app: FauxqsApp, { SourceArn, DestinationArn }: MoveRequest) {
  const destinations = DestinationArn ? [queueOf(DestinationArn)] : await findSources(app, SourceArn);
  const [destination] = destinations;
  // SQS remembers where each message came from; fauxqs does not, so that it must be clear or be named.
  if (!destination || destinations.length > 1) {
    const message = `${SourceArn} is the dead-letter queue of ${destinations.length} queues: name a DestinationArn`;
    return { status: 400, body: { __type: 'com.amazonaws.sqs#UnsupportedOperation', message } };
  }
  await moveAll(app, queueOf(SourceArn), destination);
  return { status: 200, body: { TaskHandle: randomUUID() } };
}

/** fauxqs reads nothing but the last part of a queue's URL. */
const queueOf = (arn: string) => `/${arn.slice(arn.lastIndexOf(':') + 1)}`;

async function findSources(app: FauxqsApp, deadLetterQueueArn: string): Promise<string[]> {
  const { QueueUrls = [] } = await callSqs<{ QueueUrls?: string[] }>(app, 'ListQueues', {});
  const policies = await Promise.all(
    QueueUrls.map((QueueUrl) =>
      callSqs<{ Attributes?: { RedrivePolicy?: string } }>(app, 'GetQueueAttributes', {
        QueueUrl,
        AttributeNames: ['RedrivePolicy'],
      }),
    ),
  );
  return QueueUrls.filter((_, index) =>
    policies[index]?.Attributes?.RedrivePolicy?.includes(`"${deadLetterQueueArn}"`),
  );
}

async function moveAll(app: FauxqsApp, source: string, destination: string): Promise<void> {
  for (;;) {
    const { Messages = [] } = await callSqs<{ Messages?: Message[] }>(app, 'ReceiveMessage', {
      QueueUrl: source,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
    });
    if (Messages.length === 0) return;
    for (const { Body, ReceiptHandle, Attributes } of Messages) {
      await callSqs(app, 'SendMessage', {
        QueueUrl: destination,
        MessageBody: Body,
        MessageGroupId: Attributes?.MessageGroupId,
      });
      await callSqs(app, 'DeleteMessage', { QueueUrl: source, ReceiptHandle });
    }
  }
}
