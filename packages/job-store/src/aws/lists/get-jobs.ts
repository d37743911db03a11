import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DependencyError } from '../../errors.ts';
import type { JobRecord } from '../../port/job-record.ts';
import { callService } from '../call-service.ts';
import { fromItem, isExpired } from '../jobs/job-item.ts';
import type { JobsTableSettings } from '../jobs/jobs-table-access.ts';

/** DynamoDB may leave out keys when it is busy; they are asked for again, later each time. */
const MAX_ROUNDS = 5;
const FIRST_PAUSE_MS = 50;

/** Up to 100 jobs by their ids, read consistently. Those that are gone are left out. */
export async function getJobs(
  { client, tableName, now }: JobsTableSettings,
  jobIds: readonly string[],
): Promise<ReadonlyMap<string, JobRecord>> {
  const found = new Map<string, JobRecord>();
  let keys = jobIds.map((jobId) => marshall({ jobId }));
  for (let round = 0; keys.length > 0; round++) {
    if (round === MAX_ROUNDS)
      throw new DependencyError('DynamoDB', 'BatchGetItem', true, new Error('Keys were left out'));
    if (round > 0) await sleep(FIRST_PAUSE_MS * 2 ** round);
    const { Responses, UnprocessedKeys } = await callService('DynamoDB', 'BatchGetItem', () =>
      client().send(new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: keys, ConsistentRead: true } } })),
    );
    for (const item of Responses?.[tableName] ?? []) {
      // DynamoDB deletes it days late.
      if (isExpired(item, now())) continue;
      const { job } = fromItem(item);
      found.set(job.jobId, job);
    }
    keys = UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return found;
}
