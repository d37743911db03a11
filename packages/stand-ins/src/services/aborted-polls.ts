import { callSqs } from './call-fauxqs.ts';
import type { FauxqsApp } from './fauxqs-app.ts';

interface Received {
  readonly Messages?: readonly { readonly ReceiptHandle: string }[];
}

/**
 * fauxqs goes on polling for a client that is gone, and hands it the next message, which is then invisible for one
 * visibility timeout. SQS does not: here such messages become visible again at once (with one more receive counted).
 */
export function returnMessagesOfAbortedPolls(app: FauxqsApp): void {
  app.addHook('onSend', (request, _reply, payload, done) => {
    done();
    const isPoll = request.headers['x-amz-target'] === 'AmazonSQS.ReceiveMessage';
    if (!isPoll || !request.raw.socket.destroyed || typeof payload !== 'string') return;
    const { QueueUrl } = request.body as { QueueUrl: string };
    const { Messages = [] } = JSON.parse(payload) as Received;
    if (Messages.length === 0) return;
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    // At worst, the messages stay invisible for their time.
    callSqs(app, 'ChangeMessageVisibilityBatch', { QueueUrl, Entries }).catch((error: Error) =>
      process.emitWarning(error),
    );
  });
}
