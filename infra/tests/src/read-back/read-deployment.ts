import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { paginateListTopics, SNSClient } from '@aws-sdk/client-sns';
import type { ClientSettings } from '../account/start-account.ts';
import { readApis } from './read-api.ts';
import { readEventSources, readSubscriptions } from './read-event-sources.ts';
import { readFunctions } from './read-functions.ts';
import { readQueues } from './read-queues.ts';
import { readRetention } from './read-retention.ts';
import { readScaling } from './read-scaling.ts';
import { readSchedules } from './read-schedules.ts';
import { readServices } from './read-services.ts';
import { readTables } from './read-tables.ts';
import { readWebPages } from './read-web-pages.ts';

export type Deployment = Awaited<ReturnType<typeof readDeployment>>;

/** Reads back from the account what Terraform built in it, by nothing but AWS's own API. */
export async function readDeployment(settings: ClientSettings) {
  const [
    apis,
    functions,
    queues,
    scaling,
    services,
    tables,
    schedules,
    topicArns,
    bucketNames,
    eventSources,
    subscriptions,
    webPages,
  ] = await Promise.all([
    readApis(settings),
    readFunctions(settings),
    readQueues(settings),
    readScaling(settings),
    readServices(settings),
    readTables(settings),
    readSchedules(settings),
    readTopicArns(settings),
    readBucketNames(settings),
    readEventSources(settings),
    readSubscriptions(settings),
    readWebPages(settings),
  ]);
  return {
    apis: apis.filter(({ protocol }) => protocol === 'HTTP'),
    webSocketApis: apis.filter(({ protocol }) => protocol === 'WEBSOCKET'),
    functions,
    queues,
    ...scaling,
    services,
    tables,
    schedules,
    topicArns,
    bucketNames,
    retention: await readRetention(settings, bucketNames),
    eventSources,
    subscriptions,
    webPages,
  };
}

async function readTopicArns(settings: ClientSettings): Promise<readonly string[]> {
  const client = new SNSClient(settings);
  try {
    const arns: string[] = [];
    for await (const page of paginateListTopics({ client }, {})) {
      arns.push(...(page.Topics ?? []).map(({ TopicArn = '' }) => TopicArn));
    }
    return arns;
  } finally {
    client.destroy();
  }
}

async function readBucketNames(settings: ClientSettings): Promise<readonly string[]> {
  const client = new S3Client(settings);
  try {
    const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
    return Buckets.map(({ Name = '' }) => Name);
  } finally {
    client.destroy();
  }
}
