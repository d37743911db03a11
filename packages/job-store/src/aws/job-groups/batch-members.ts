import {
  ConditionalCheckFailedException,
  paginateQuery,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Problem } from '@jobs/shared-contracts';
import type { Batches, BatchMember, BatchRecord } from '../../port/batches.ts';
import { callService } from '../call-service.ts';
import {
  batchExpiresAt,
  batchPartition,
  indexOfRefusal,
  MEMBERS_PREFIX,
  membersKey,
  membersOf,
  refusalKey,
  statusAttribute,
  versionAttribute,
} from './batch-item.ts';
import type { BatchesSettings } from './create-batches.ts';

type Ref = Pick<BatchRecord, 'batchId' | 'createdAt'>;

/** Members in pieces: an item holds some of them, each with its status and version, and is written for one at a time. */
export function createBatchMembers({
  client,
  tableName: TableName,
}: BatchesSettings): Pick<Batches, 'recordMember' | 'recordRefusal' | 'readMembers' | 'readRefusals'> {
  const recordMember = (batch: Ref, index: number, { status, version }: BatchMember) =>
    callService('DynamoDB', 'UpdateItem', async () => {
      const command = new UpdateItemCommand({
        TableName,
        Key: marshall({ groupKey: batchPartition(batch.batchId), part: membersKey(index) }),
        UpdateExpression: 'SET #status = :status, #version = :version, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
        ExpressionAttributeNames: { '#status': statusAttribute(index), '#version': versionAttribute(index) },
        ExpressionAttributeValues: marshall({
          ':status': status,
          ':version': version,
          ':expiresAt': batchExpiresAt(batch),
        }),
      });
      try {
        await client().send(command);
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    });

  const query = (batchId: string, keys: string, values: Readonly<Record<string, string>>) => ({
    TableName,
    KeyConditionExpression: `groupKey = :groupKey AND ${keys}`,
    ExpressionAttributeValues: marshall({ ':groupKey': batchPartition(batchId), ...values }),
    ConsistentRead: true,
  });

  return {
    recordMember,
    recordRefusal: async (batch, index, problem) => {
      const item = {
        groupKey: batchPartition(batch.batchId),
        part: refusalKey(index),
        problem: JSON.stringify(problem),
        expiresAt: batchExpiresAt(batch),
      };
      await callService('DynamoDB', 'PutItem', () =>
        client().send(new PutItemCommand({ TableName, Item: marshall(item) })),
      );
      await recordMember(batch, index, { status: 'REFUSED', version: 0 });
    },
    readMembers: (batchId) =>
      callService('DynamoDB', 'Query', async () => {
        const input = query(batchId, 'begins_with(part, :prefix)', { ':prefix': MEMBERS_PREFIX });
        const members = new Map<number, BatchMember>();
        for await (const { Items = [] } of paginateQuery({ client: client() }, input)) {
          for (const [index, member] of Items.flatMap(membersOf)) members.set(index, member);
        }
        return members;
      }),
    readRefusals: (batchId, from, to) =>
      callService('DynamoDB', 'Query', async () => {
        const refusals = new Map<number, Problem>();
        if (to <= from) return refusals;
        const range = { ':from': refusalKey(from), ':to': refusalKey(to - 1) };
        const input = query(batchId, 'part BETWEEN :from AND :to', range);
        for await (const { Items = [] } of paginateQuery({ client: client() }, input)) {
          for (const item of Items) {
            const { part, problem } = unmarshall(item) as { readonly part: string; readonly problem: string };
            refusals.set(indexOfRefusal(part), JSON.parse(problem) as Problem);
          }
        }
        return refusals;
      }),
  };
}
