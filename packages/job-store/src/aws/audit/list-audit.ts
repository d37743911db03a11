import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { AUDIT_SHARDS, auditEntryOf, auditMonthShard, LIMITS } from '@jobs/shared-contracts';
import type { AuditPage, AuditQuery, AuditRecord } from '../../port/audit-log.ts';
import { callService } from '../call-service.ts';
import { fromAuditItem } from './audit-item.ts';

interface Trail {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  readonly now: () => number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Of one shard at once. */
const READ_AT_ONCE = 100;
/** As many as there are months, so that a trail with few entries is read to its end. Then the caller has to ask again. */
const MOST_READS = 15;

const MONTH_CHARACTERS = '2026-11'.length;
const monthOf = (time: number) => new Date(time).toISOString().slice(0, MONTH_CHARACTERS);

/** The month that holds what comes before a place; of a month's beginning, the month before. */
function monthBefore(place: string): string {
  if (place.length > MONTH_CHARACTERS) return place.slice(0, MONTH_CHARACTERS);
  return monthOf(Date.parse(`${place}-01T00:00:00Z`) - DAY_MS);
}

/** Goes back in time, month by month, until a page is full, the trail ends, or enough has been read. */
export async function listAudit(trail: Trail, { limit, after, ...filter }: AuditQuery): Promise<AuditPage> {
  const oldest = monthOf(trail.now() - LIMITS.auditRetentionDays * DAY_MS);
  // No entry of this month has a greater key.
  let place = after ?? `${monthOf(trail.now())}-~`;
  const entries: AuditRecord[] = [];
  for (let reads = 0; reads < MOST_READS; reads++) {
    const month = monthBefore(place);
    if (month < oldest) return { entries };
    const { records, isRead } = await readMonth(trail, month, place);
    for (const record of records) {
      if (fits(record, filter)) entries.push(record);
      place = auditEntryOf(record);
      if (entries.length === limit) return { entries, next: place };
    }
    if (isRead) place = month;
  }
  return { entries, next: place };
}

const fits = (record: AuditRecord, { action, actor, target }: Omit<AuditQuery, 'limit' | 'after'>) =>
  (action === undefined || record.action === action) &&
  (actor === undefined || record.actor === actor) &&
  (target === undefined || record.target === target);

/** The next entries of a month before a place, newest first: of all shards as far as each of them was read. */
async function readMonth({ client, tableName }: Trail, month: string, place: string) {
  const shards = await Promise.all(
    Array.from({ length: AUDIT_SHARDS }, (_, shard) =>
      callService('DynamoDB', 'Query', async () => {
        const { Items = [], LastEvaluatedKey } = await client().send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: '#month = :month AND #entry < :place',
            ExpressionAttributeNames: { '#month': 'month', '#entry': 'entry' },
            ExpressionAttributeValues: marshall({
              ':month': auditMonthShard(month, shard),
              ':place': place.length > MONTH_CHARACTERS ? place : `${month}-~`,
            }),
            ScanIndexForward: false,
            Limit: READ_AT_ONCE,
            ConsistentRead: true,
          }),
        );
        return { records: Items.map(fromAuditItem), isRead: LastEvaluatedKey === undefined };
      }),
    ),
  );
  // What lies before the last entry of a shard that goes on is not known of that shard.
  const known = shards.filter(({ isRead }) => !isRead).map(({ records }) => records.at(-1));
  const from =
    known
      .map((record) => (record ? auditEntryOf(record) : ''))
      .toSorted()
      .at(-1) ?? '';
  const records = shards
    .flatMap((shard) => shard.records)
    .map((record) => ({ record, entry: auditEntryOf(record) }))
    .filter(({ entry }) => entry >= from)
    .toSorted((a, b) => (a.entry < b.entry ? 1 : -1));
  return { records: records.map(({ record }) => record), isRead: known.length === 0 };
}
