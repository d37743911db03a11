import type { WriteUnits } from '@jobs/prices/dynamodb-units';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import type { IndexName } from './hottest-partitions.ts';
import { SHORT_JOB } from './short-job.ts';

/** Write units a second of a partition, which nothing raises. */
export const PARTITION_UNITS = 1000;

/** A limit, and how much of it so many submissions a second need. */
export interface ServiceLimit {
  readonly name: string;
  readonly limit: number;
  readonly perSubmission: number;
  readonly lift: string;
}

const { workSeconds, slotsPerTask, events, submitSeconds } = SHORT_JOB;

/** Of an account and Region in us-east-1, as AWS has them by default. */
export function serviceLimits(units: WriteUnits, shares: Readonly<Record<IndexName, number>>): readonly ServiceLimit[] {
  const due = units.indexes['due'] ?? 0;
  return [
    {
      name: 'ECS: tasks of one job type',
      limit: 1000,
      perSubmission: workSeconds / slotsPerTask,
      lift: 'more slots a task (`concurrencyPerWorker`), several job types, cells',
    },
    {
      name: 'VPC: addresses for tasks in two zones',
      // Subnets of a sixteenth of a /16 each, of which AWS keeps five addresses.
      limit: 2 * (4096 - 5),
      perSubmission: workSeconds / slotsPerTask,
      lift: 'more slots a task, a VPC of your own',
    },
    {
      name: 'DynamoDB: hottest partition of `due`, units/s',
      limit: PARTITION_UNITS,
      perSubmission: due * shares.due,
      lift: `more shards (\`INDEX_SHARDS\`, ${INDEX_SHARDS}), cells`,
    },
    {
      name: 'Lambda: invocations/s of `submit-job`, ten for each of its environments',
      limit: 10_000,
      perSubmission: 1,
      lift: 'quota of concurrency (1,000)',
    },
    { name: 'API Gateway: requests/s', limit: 10_000, perSubmission: 1, lift: 'quota, cells' },
    {
      name: 'SNS: messages/s (eu-west-1: 9,000)',
      limit: 30_000,
      perSubmission: events,
      lift: 'quota, cells',
    },
    {
      name: 'DynamoDB: units/s of the table',
      limit: 40_000,
      perSubmission: units.table,
      lift: 'quota; `warm_throughput` before a jump',
    },
    {
      name: 'DynamoDB: units/s of `due`',
      limit: 40_000,
      perSubmission: due,
      lift: 'quota; `warm_throughput` before a jump',
    },
    {
      name: 'Lambda: environments of `submit-job` at once',
      limit: 1000,
      perSubmission: submitSeconds,
      lift: 'quota',
    },
    {
      name: 'SQS: messages in flight in a lane',
      limit: 120_000,
      perSubmission: workSeconds,
      lift: 'several lanes or job types, cells',
    },
    {
      name: 'DynamoDB: hottest partition of `owner`, one owner having half, units/s',
      limit: PARTITION_UNITS,
      perSubmission: (units.indexes['owner'] ?? 0) * shares.owner,
      lift: `more shards, cells; quotas for owners ([limits](limits.md))`,
    },
  ];
}

/** So many submissions a second reach the limit. */
export const reachedAt = ({ limit, perSubmission }: ServiceLimit): number => limit / perSubmission;
