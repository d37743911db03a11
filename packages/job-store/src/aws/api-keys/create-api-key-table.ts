import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { ApiKeyRecord, ApiKeyTable } from '../../port/api-key-table.ts';
import { callService } from '../call-service.ts';

export interface ApiKeyTableSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
}

/** API keys on DynamoDB, by the hash of the key. */
export function createApiKeyTable({ client, tableName }: ApiKeyTableSettings): ApiKeyTable {
  return {
    findApiKey: (keyHash) =>
      callService('DynamoDB', 'GetItem', async () => {
        const { Item } = await client().send(
          // A key that was revoked just now must not be found as valid.
          new GetItemCommand({ TableName: tableName, Key: marshall({ keyHash }), ConsistentRead: true }),
        );
        return Item && recordOf(unmarshall(Item) as ApiKeyItem);
      }),
    putApiKey: (record) =>
      callService('DynamoDB', 'PutItem', async () => {
        await client().send(
          new PutItemCommand({ TableName: tableName, Item: marshall(itemOf(record), { removeUndefinedValues: true }) }),
        );
      }),
  };
}

/** As DynamoDB holds it: its time to live counts seconds, and may delete a key days late. */
type ApiKeyItem = ApiKeyRecord;

const itemOf = ({ expiresAt, ...record }: ApiKeyRecord): ApiKeyItem => ({
  ...record,
  ...(expiresAt !== undefined && { expiresAt: Math.floor(expiresAt / 1000) }),
});

const recordOf = ({ expiresAt, ...item }: ApiKeyItem): ApiKeyRecord => ({
  ...item,
  ...(expiresAt !== undefined && { expiresAt: expiresAt * 1000 }),
});
