import { GetQueueAttributesCommand, paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientSettings } from '../account/start-account.ts';

export interface AppliedQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly redrive: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number } | undefined;
  /** Which queues may use it as their dead-letter queue; absent: all. */
  readonly redriveAllow:
    | { readonly redrivePermission: string; readonly sourceQueueArns?: readonly string[] }
    | undefined;
}

export async function readQueues(settings: ClientSettings): Promise<readonly AppliedQueue[]> {
  const client = new SQSClient(settings);
  try {
    const urls: string[] = [];
    for await (const page of paginateListQueues({ client }, { MaxResults: 1000 })) urls.push(...(page.QueueUrls ?? []));
    return await Promise.all(urls.map((url) => readQueue(client, url)));
  } finally {
    client.destroy();
  }
}

async function readQueue(client: SQSClient, url: string): Promise<AppliedQueue> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  const { QueueArn = '', RedrivePolicy, RedriveAllowPolicy } = Attributes;
  return {
    name: QueueArn.split(':').at(-1) ?? '',
    url,
    arn: QueueArn,
    visibilityTimeoutSeconds: Number(Attributes['VisibilityTimeout']),
    retentionSeconds: Number(Attributes['MessageRetentionPeriod']),
    redrive: RedrivePolicy ? (JSON.parse(RedrivePolicy) as AppliedQueue['redrive']) : undefined,
    redriveAllow: RedriveAllowPolicy ? (JSON.parse(RedriveAllowPolicy) as AppliedQueue['redriveAllow']) : undefined,
  };
}
