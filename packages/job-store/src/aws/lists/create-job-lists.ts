import { QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import type { FailureFilter, JobFilter, JobLists, JobPage, ListQuery } from '../../port/job-lists.ts';
import type { JobRecord } from '../../port/job-record.ts';
import { callService } from '../call-service.ts';
import { failureShard, ownerShard } from '../jobs/index-keys.ts';
import type { JobsTableSettings } from '../jobs/jobs-table-access.ts';
import { fillPage, type PageRequest } from './fill-page.ts';
import { getJobs } from './get-jobs.ts';
import { mergeShards, type ShardPage } from './merge-shards.ts';

type Key = Record<string, AttributeValue>;

/** Half a read unit pays for 4 KB, which are more places than this. */
const PLACES_PER_READ = 30;

/** No time is later: what JavaScript's dates end with. */
const LATEST = 8.64e15;

/** An index whose partitions are shards of one list. */
interface ListIndex {
  readonly name: 'owner' | 'failures';
  readonly partitionKey: string;
  readonly sortKey: 'createdAt' | 'failedAt';
  readonly partitionOf: (shard: number) => string;
}

/** Lists of jobs on DynamoDB, from the indexes of the jobs table. */
export function createJobLists(settings: JobsTableSettings): JobLists {
  const list = (
    index: ListIndex,
    { limit, after }: ListQuery,
    { from = 0, before = Infinity }: { readonly from: number | undefined; readonly before: number | undefined },
    { isFiltered, isListed }: Pick<PageRequest, 'isFiltered' | 'isListed'>,
  ): Promise<JobPage> => {
    const times = { from, to: Math.min(after?.time ?? LATEST, before - 1) };
    // DynamoDB refuses a range that is none.
    if (times.from > times.to) return Promise.resolve({ jobs: [] });
    const places = mergeShards<Key>(INDEX_SHARDS, after, (shard, startKey) =>
      readShard(settings, index, shard, times, startKey),
    );
    return fillPage(places, { limit, isFiltered, isListed, getJobs: (jobIds) => getJobs(settings, jobIds) });
  };

  return {
    listJobs: ({ owner, createdFrom, createdBefore, limit, after, ...filter }) =>
      list(
        {
          name: 'owner',
          partitionKey: 'ownerShard',
          sortKey: 'createdAt',
          partitionOf: (shard) => ownerShard(owner, shard),
        },
        { limit, ...(after && { after }) },
        { from: createdFrom, before: createdBefore },
        { isFiltered: isAnySaid(filter), isListed: (job) => job.owner === owner && fits(job, filter) },
      ),
    listFailures: ({ failedFrom, failedBefore, limit, after, ...filter }) =>
      list(
        { name: 'failures', partitionKey: 'failureShard', sortKey: 'failedAt', partitionOf: failureShard },
        { limit, ...(after && { after }) },
        { from: failedFrom, before: failedBefore },
        {
          isFiltered: isAnySaid(filter),
          // It may have been retried since the index was read, and even have failed again: then it has another place.
          isListed: (job, { time }) => job.status === 'FAILED' && job.finishedAt === time && fits(job, filter),
        },
      ),
  };
}

type Filter = JobFilter & Pick<ListQuery, 'type'> & Pick<FailureFilter, 'owner' | 'errorCode'>;

const isAnySaid = (filter: Filter) => Object.values(filter).some((value) => value !== undefined);

function fits(job: JobRecord, filter: Filter): boolean {
  const { type, status, tag, owner, errorCode, createdFrom = 0, createdBefore = Infinity } = filter;
  return (
    (type === undefined || job.type === type) &&
    (status === undefined || job.status === status) &&
    (owner === undefined || job.owner === owner) &&
    (errorCode === undefined || job.error?.code === errorCode) &&
    (tag === undefined || (Object.hasOwn(job.tags, tag.name) && job.tags[tag.name] === tag.value)) &&
    job.createdAt >= createdFrom &&
    job.createdAt < createdBefore
  );
}

function readShard(
  { client, tableName }: JobsTableSettings,
  { name, partitionKey, sortKey, partitionOf }: ListIndex,
  shard: number,
  times: { readonly from: number; readonly to: number },
  startKey: Key | undefined,
): Promise<ShardPage<Key>> {
  const values = { ':shard': partitionOf(shard), ':from': times.from, ':to': times.to };
  return callService('DynamoDB', 'Query', async () => {
    const { Items = [], LastEvaluatedKey } = await client().send(
      new QueryCommand({
        TableName: tableName,
        IndexName: name,
        KeyConditionExpression: `${partitionKey} = :shard AND ${sortKey} BETWEEN :from AND :to`,
        ExpressionAttributeValues: marshall(values),
        ScanIndexForward: false,
        Limit: PLACES_PER_READ,
        ...(startKey && { ExclusiveStartKey: startKey }),
      }),
    );
    const positions = Items.map((item) => {
      const keys = unmarshall(item) as { readonly jobId: string } & Record<typeof sortKey, number>;
      return { jobId: keys.jobId, time: keys[sortKey] };
    });
    return { positions, ...(LastEvaluatedKey && { nextKey: LastEvaluatedKey }) };
  });
}
