import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import type { ClientSettings } from '../client-settings.ts';
import { StandInStartError } from '../errors.ts';

/** Creates the topic of job events. @returns its ARN */
export async function createTopic(settings: ClientSettings, prefix: string): Promise<string> {
  const client = new SNSClient(settings);
  try {
    const { TopicArn } = await client.send(new CreateTopicCommand({ Name: `${prefix}-job-events` }));
    if (!TopicArn) throw new StandInStartError('fauxqs made no topic for job events');
    return TopicArn;
  } finally {
    client.destroy();
  }
}
