import { QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import type { JobFilter, JobLists, JobPage, ListPosition, ListQuery } from '../../port/job-lists.ts';
import type { JobRecord } from '../../port/job-record.ts';
import { callService } from '../call-service.ts';
import { failureShard, ownerShard } from '../jobs/index-keys.ts';
import type { JobsTableSettings } from '../jobs/jobs-table-access.ts';
import { fillPage } from './fill-page.ts';
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
    { limit, after, type, status, tag, createdFrom = 0, createdBefore = Infinity }: ListQuery & JobFilter,
    isInIndex: (job: JobRecord, position: ListPosition) => boolean,
  ): Promise<JobPage> => {
    const times = { from: createdFrom, to: Math.min(after?.time ?? LATEST, createdBefore - 1) };
    // DynamoDB refuses a range that is none.
    if (times.from > times.to) return Promise.resolve({ jobs: [] });
    return fillPage(
      mergeShards<Key>(INDEX_SHARDS, after, (shard, startKey) => readShard(settings, index, shard, times, startKey)),
      {
        limit,
        isFiltered: type !== undefined || status !== undefined || tag !== undefined,
        getJobs: (jobIds) => getJobs(settings, jobIds),
        isListed: (job, position) =>
          isInIndex(job, position) &&
          (type === undefined || job.type === type) &&
          (status === undefined || job.status === status) &&
          (tag === undefined || (Object.hasOwn(job.tags, tag.name) && job.tags[tag.name] === tag.value)),
      },
    );
  };

  return {
    listJobs: ({ owner, ...query }) =>
      list(
        {
          name: 'owner',
          partitionKey: 'ownerShard',
          sortKey: 'createdAt',
          partitionOf: (shard) => ownerShard(owner, shard),
        },
        query,
        (job) => job.owner === owner,
      ),
    listFailures: (query) =>
      list(
        { name: 'failures', partitionKey: 'failureShard', sortKey: 'failedAt', partitionOf: failureShard },
        query,
        // It may have been retried since the index was read, and even have failed again: then it has another place.
        (job, { time }) => job.status === 'FAILED' && job.finishedAt === time,
      ),
  };
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
