import { GetBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientSettings } from '../account/start-account.ts';
import type { Deployment } from '../read-back/read-deployment.ts';

/** The policies that queues, topics and buckets have themselves, by ARN. */
export type ResourcePolicies = ReadonlyMap<string, object>;

export async function readResourcePolicies(
  settings: ClientSettings,
  { queues, topicArns, bucketNames }: Deployment,
): Promise<ResourcePolicies> {
  const clients = { sqs: new SQSClient(settings), sns: new SNSClient(settings), s3: new S3Client(settings) };
  try {
    const policies = await Promise.all([
      ...queues.map(async ({ arn, url }) => {
        const asked = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['Policy'] });
        return [arn, (await clients.sqs.send(asked)).Attributes?.['Policy']] as const;
      }),
      ...topicArns.map(async (TopicArn) => {
        const { Attributes } = await clients.sns.send(new GetTopicAttributesCommand({ TopicArn }));
        return [TopicArn, Attributes?.['Policy']] as const;
      }),
      ...bucketNames.map(async (Bucket) => {
        const { Policy } = await clients.s3.send(new GetBucketPolicyCommand({ Bucket }));
        return [`arn:aws:s3:::${Bucket}`, Policy] as const;
      }),
    ]);
    return new Map(policies.map(([arn, policy]) => [arn, JSON.parse(policy ?? '{}') as object]));
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}
