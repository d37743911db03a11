import { LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { paginateListSubscriptions, GetSubscriptionAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import type { ClientSettings } from '../account/start-account.ts';

/** A queue whose messages invoke a function. */
export interface AppliedEventSource {
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly enabled: boolean;
  readonly partialFailures: boolean;
  readonly maxConcurrency: number | undefined;
}

export async function readEventSources(settings: ClientSettings): Promise<readonly AppliedEventSource[]> {
  const client = new LambdaClient(settings);
  try {
    const sources: AppliedEventSource[] = [];
    for await (const page of paginateListEventSourceMappings({ client }, {})) {
      for (const found of page.EventSourceMappings ?? []) {
        sources.push({
          queueArn: found.EventSourceArn ?? '',
          functionArn: found.FunctionArn ?? '',
          batchSize: found.BatchSize ?? 0,
          enabled: found.State === 'Enabled',
          partialFailures: found.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
          maxConcurrency: found.ScalingConfig?.MaximumConcurrency,
        });
      }
    }
    return sources;
  } finally {
    client.destroy();
  }
}

/** A queue that a topic's messages are copied into. */
export interface AppliedSubscription {
  readonly topicArn: string;
  readonly queueArn: string;
  readonly raw: boolean;
  readonly filterPolicy: unknown;
}

export async function readSubscriptions(settings: ClientSettings): Promise<readonly AppliedSubscription[]> {
  const client = new SNSClient(settings);
  try {
    const subscriptions: AppliedSubscription[] = [];
    for await (const page of paginateListSubscriptions({ client }, {})) {
      for (const { SubscriptionArn, Protocol, TopicArn = '', Endpoint = '' } of page.Subscriptions ?? []) {
        if (Protocol !== 'sqs') continue;
        const { Attributes = {} } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
        subscriptions.push({
          topicArn: TopicArn,
          queueArn: Endpoint,
          raw: Attributes['RawMessageDelivery'] === 'true',
          filterPolicy: JSON.parse(Attributes['FilterPolicy'] ?? 'null') as unknown,
        });
      }
    }
    return subscriptions;
  } finally {
    client.destroy();
  }
}
