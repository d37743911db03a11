import { PublishBatchCommand } from '@aws-sdk/client-sns';
import { PublishFailedError } from '../../errors.ts';
import type { BatchEvents } from '../../port/batch-events.ts';
import { callService } from '../call-service.ts';
import type { JobEventsSettings } from './create-job-events.ts';

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

/** The events of batches, on the topic of those of jobs. */
export function createBatchEvents({ client, topicArn }: JobEventsSettings): BatchEvents {
  return {
    publishBatch: (event) =>
      callService('SNS', 'PublishBatch', async () => {
        const entry = {
          Id: '0',
          Message: JSON.stringify(event),
          MessageGroupId: event.owner,
          MessageAttributes: {
            type: text(event.type),
            owner: text(event.owner),
            ...(event.webhook && { webhook: text('true') }),
          },
        };
        const command = new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: [entry] });
        const { Failed = [] } = await client().send(command);
        const reasons = Failed.map(({ Message = 'unknown' }) => Message);
        if (reasons.length > 0) throw new PublishFailedError([event.id], reasons);
      }),
  };
}
