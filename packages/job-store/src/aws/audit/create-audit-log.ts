import { randomBytes } from 'node:crypto';
import { PutItemCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { auditKeyOf } from '@jobs/shared-contracts';
import type { AuditLog, AuditRecord } from '../../port/audit-log.ts';
import { callService } from '../call-service.ts';
import { toAuditItem } from './audit-item.ts';
import { listAudit } from './list-audit.ts';

export interface AuditLogSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The audit trail on DynamoDB: an item for each action. */
export function createAuditLog(settings: AuditLogSettings): AuditLog {
  const { client, tableName, now } = settings;
  return {
    begin: (entry) =>
      callService('DynamoDB', 'PutItem', async () => {
        const record: AuditRecord = { ...entry, id: randomBytes(16).toString('hex'), at: now(), outcome: 'begun' };
        await client().send(new PutItemCommand({ TableName: tableName, Item: toAuditItem(record) }));
        return record;
      }),
    end: (record, end) =>
      callService('DynamoDB', 'UpdateItem', async () => {
        const fields = Object.entries(end).filter(([, value]) => value !== undefined);
        await client().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: marshall(auditKeyOf(record)),
            UpdateExpression: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            ExpressionAttributeNames: Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
            ExpressionAttributeValues: marshall(Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value]))),
          }),
        );
      }),
    list: (query) => listAudit(settings, query),
  };
}
