import { QueryCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { JobStatistics, MinuteCounts } from '../../port/job-statistics.ts';
import { callService } from '../call-service.ts';
import { toSeconds } from '../jobs/job-item.ts';

export interface JobStatisticsSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
}

const RETENTION_SECONDS = 24 * 60 * 60;

const OUTCOMES = ['succeeded', 'failed', 'cancelled'] as const;
/** A bucket of waits is an attribute of its own, so that an update can add to it: `wait17`. */
const WAIT = 'wait';

/** Sorts as text as it does in time. */
const minuteKey = (time: number) => new Date(time).toISOString();

/** Statistics on DynamoDB: an item for each job type and minute, which all its workers add to. */
export function createJobStatistics({ client, tableName }: JobStatisticsSettings): JobStatistics {
  return {
    add: (jobType, counts) =>
      callService('DynamoDB', 'UpdateItem', async () => {
        const added = Object.entries(attributesOf(counts)).filter(([, count]) => count > 0);
        await client().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: marshall({ jobType, minute: minuteKey(counts.startedAt) }),
            UpdateExpression: `SET expiresAt = :expiresAt${added.length > 0 ? ' ADD ' : ''}${added
              .map(([name]) => `${name} :${name}`)
              .join(', ')}`,
            ExpressionAttributeValues: marshall({
              ':expiresAt': toSeconds(counts.startedAt) + RETENTION_SECONDS,
              ...Object.fromEntries(added.map(([name, count]) => [`:${name}`, count])),
            }),
          }),
        );
      }),
    listMinutes: (jobType, since) =>
      callService('DynamoDB', 'Query', async () => {
        // An hour of items is far below the megabyte that one answer holds.
        const { Items = [] } = await client().send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: 'jobType = :jobType AND #minute >= :since',
            ExpressionAttributeNames: { '#minute': 'minute' },
            ExpressionAttributeValues: marshall({ ':jobType': jobType, ':since': minuteKey(since) }),
          }),
        );
        return Items.map((item) => countsOf(unmarshall(item) as StatisticsItem));
      }),
  };
}

/** Numbers, but for its keys. */
type StatisticsItem = Readonly<Record<string, string | number>>;

function attributesOf({ waits, ...counts }: MinuteCounts): Record<string, number> {
  return {
    ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counts[outcome]])),
    ...Object.fromEntries([...waits].map(([bucket, count]) => [`${WAIT}${bucket}`, count])),
  };
}

function countsOf({ minute = '', ...item }: StatisticsItem): MinuteCounts {
  const numberOf = (name: string) => Number(item[name] ?? 0);
  const waits = Object.keys(item)
    .filter((name) => name.startsWith(WAIT))
    .map((name) => [Number(name.slice(WAIT.length)), numberOf(name)] as const);
  return {
    startedAt: Date.parse(String(minute)),
    succeeded: numberOf('succeeded'),
    failed: numberOf('failed'),
    cancelled: numberOf('cancelled'),
    waits: new Map(waits),
  };
}
