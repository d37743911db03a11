import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { JobEvent } from '@jobs/shared-contracts';
import { DependencyError, PublishFailedError } from '../../errors.ts';
import type { JobEvents } from '../../port/job-events.ts';
import { sendInBatches, type RefusedEntry } from '../batches.ts';
import { callService } from '../call-service.ts';

/** SNS counts the bodies and the attributes of all messages of a batch. */
const MAX_BATCH_BYTES = 256 * 1024;
/** More than the attributes of one event take. */
const ATTRIBUTES_BYTES = 512;

export interface JobEventsSettings {
  readonly client: () => SNSClient;
  readonly topicArn: string;
}

/** Job events on SNS, in CloudEvents' structured mode; the attributes are there for filter policies. */
export function createJobEvents({ client, topicArn }: JobEventsSettings): JobEvents {
  const send = (messages: readonly EventMessage[]) =>
    callService('SNS', 'PublishBatch', async (): Promise<readonly RefusedEntry[]> => {
      const { Failed = [] } = await client().send(
        new PublishBatchCommand({
          TopicArn: topicArn,
          PublishBatchRequestEntries: messages.map(({ event, body }, index) => ({
            Id: String(index),
            Message: body,
            MessageGroupId: event.owner,
            MessageAttributes: {
              type: text(event.type),
              jobType: text(event.data.type),
              owner: text(event.owner),
              // What the queue of webhooks is subscribed to: events that no webhook wants cost it nothing.
              ...(event.webhook && { webhook: text('true') }),
              // Likewise the queue of push: jobs that nobody watches cost it nothing.
              ...(event.watched && { watched: text('true') }),
              // And that of settlements: jobs that nothing waits for cost it nothing.
              ...(event.settles && { settles: text('true') }),
            },
          })),
        }),
      );
      return Failed;
    });

  return {
    async publish(events) {
      const refused = await sendInBatches({
        items: events.map((event) => ({ event, body: JSON.stringify(event) })),
        sizeOf: ({ body }) => Buffer.byteLength(body) + ATTRIBUTES_BYTES,
        maxBytes: MAX_BATCH_BYTES,
        send: (messages) => send(messages).catch((error: unknown) => allRefused(messages, error)),
      });
      if (refused.length > 0) {
        const eventIds = refused.map(({ item }) => item.event.id);
        throw new PublishFailedError(
          eventIds,
          refused.map(({ reason }) => reason),
        );
      }
    },
  };
}

interface EventMessage {
  readonly event: JobEvent;
  readonly body: string;
}

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

/** One batch that fails as a whole must not hide which events of the others were not taken. */
function allRefused(messages: readonly EventMessage[], error: unknown): readonly RefusedEntry[] {
  const isPermanent = error instanceof DependencyError && !error.transient;
  const Message = error instanceof Error ? error.message : String(error);
  return messages.map((_, index) => ({ Id: String(index), Message, SenderFault: isPermanent }));
}
