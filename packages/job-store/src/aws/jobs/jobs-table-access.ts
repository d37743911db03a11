import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { JobRecord } from '../../port/job-record.ts';
import type { Written } from '../../port/job-table.ts';
import { callService } from '../call-service.ts';
import { applyChange, type Change } from './change.ts';
import type { Condition } from './conditions.ts';
import { fromItem, isExpired, toItem, type Item, type StoredJob } from './job-item.ts';
import { attributeNames, updateParameters } from './update-expression.ts';

export interface JobsTableSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What became of a conditional write. */
type WriteOutcome<T> =
  | ({ readonly written: true } & T)
  /** The condition did not hold. `readCurrent` gives the job as it is; it reads only where DynamoDB did not tell. */
  | { readonly written: false; readonly readCurrent: () => Promise<StoredJob | undefined> };

/** One conditional write or one consistent read: all that the operations on jobs are made of. */
export interface JobsTableAccess {
  readonly now: () => number;
  read(jobId: string): Promise<StoredJob | undefined>;
  put(job: JobRecord, condition: Condition): Promise<WriteOutcome<object>>;
  update(jobId: string, change: Change, condition: Condition): Promise<WriteOutcome<Written>>;
  /** Nothing happens when the condition does not hold. */
  delete(jobId: string, condition: Condition): Promise<void>;
}

export function createJobsTableAccess({ client, tableName, now }: JobsTableSettings): JobsTableAccess {
  const keyOf = (jobId: string) => ({ TableName: tableName, Key: marshall({ jobId }) });
  const visible = (item: Item | undefined) => (item && !isExpired(item, now()) ? fromItem(item) : undefined);

  const read = (jobId: string) =>
    callService('DynamoDB', 'GetItem', async () => {
      const { Item } = await client().send(new GetItemCommand({ ...keyOf(jobId), ConsistentRead: true }));
      return visible(Item);
    });

  const refused = (error: unknown, jobId: string) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const item = error.Item;
    // dynalite never returns the item, DynamoDB does unless there is none.
    return { written: false as const, readCurrent: async () => (item ? visible(item) : read(jobId)) };
  };

  return {
    now,
    read,
    put: (job, condition) =>
      callService('DynamoDB', 'PutItem', async () => {
        const command = new PutItemCommand({
          TableName: tableName,
          Item: toItem(job),
          ConditionExpression: condition.expression,
          ExpressionAttributeNames: attributeNames(condition.expression),
          ExpressionAttributeValues: marshall(condition.values),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        try {
          await client().send(command);
          return { written: true as const };
        } catch (error) {
          return refused(error, job.jobId);
        }
      }),
    delete: (jobId, condition) =>
      callService('DynamoDB', 'DeleteItem', async () => {
        const command = new DeleteItemCommand({
          ...keyOf(jobId),
          ConditionExpression: condition.expression,
          ExpressionAttributeNames: attributeNames(condition.expression),
        });
        try {
          await client().send(command);
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
        }
      }),
    update: (jobId, change, condition) =>
      callService('DynamoDB', 'UpdateItem', async () => {
        const command = new UpdateItemCommand({
          ...keyOf(jobId),
          ...updateParameters(jobId, change, condition),
          ReturnValues: 'ALL_OLD',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        try {
          const { Attributes = {} } = await client().send(command);
          const previous = fromItem(Attributes).job;
          return { written: true as const, previous, job: applyChange(previous, change) };
        } catch (error) {
          return refused(error, jobId);
        }
      }),
  };
}
