import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import {
  API_KEYS_TABLE,
  AUDIT_TABLE,
  CONNECTIONS_TABLE,
  CONTROLS_TABLE,
  JOB_GROUPS_TABLE,
  JOB_STATISTICS_TABLE,
  JOBS_TABLE,
  LIMITS_TABLE,
  SCHEDULES_TABLE,
  WEBHOOK_DELIVERIES_TABLE,
  WEBHOOK_SECRETS_TABLE,
  type TableDefinition,
} from '@jobs/shared-contracts';
import type { ClientSettings } from '../client-settings.ts';

/** Creates the tables with their indexes, unless a data directory held them already. */
export async function createTables(settings: ClientSettings, prefix: string) {
  const client = new DynamoDBClient(settings);
  const names = {
    jobs: `${prefix}-jobs`,
    apiKeys: `${prefix}-api-keys`,
    webhookDeliveries: `${prefix}-webhook-deliveries`,
    webhookSecrets: `${prefix}-webhook-secrets`,
    connections: `${prefix}-connections`,
    jobStatistics: `${prefix}-job-statistics`,
    schedules: `${prefix}-schedules`,
    limits: `${prefix}-limits`,
    jobGroups: `${prefix}-job-groups`,
    controls: `${prefix}-controls`,
    audit: `${prefix}-audit`,
  };
  try {
    await createTable(client, names.jobs, JOBS_TABLE);
    await createTable(client, names.apiKeys, API_KEYS_TABLE);
    await createTable(client, names.webhookDeliveries, WEBHOOK_DELIVERIES_TABLE);
    await createTable(client, names.webhookSecrets, WEBHOOK_SECRETS_TABLE);
    await createTable(client, names.connections, CONNECTIONS_TABLE);
    await createTable(client, names.jobStatistics, JOB_STATISTICS_TABLE);
    await createTable(client, names.schedules, SCHEDULES_TABLE);
    await createTable(client, names.limits, LIMITS_TABLE);
    await createTable(client, names.jobGroups, JOB_GROUPS_TABLE);
    await createTable(client, names.controls, CONTROLS_TABLE);
    await createTable(client, names.audit, AUDIT_TABLE);
  } finally {
    client.destroy();
  }
  return names;
}

/** What DynamoDB is told of a table to make it. */
export function tableParameters(name: string, table: TableDefinition) {
  const keys = [table.partitionKey, ...(table.sortKey === undefined ? [] : [table.sortKey])];
  const attributes = new Map<string, 'S' | 'N'>(keys.map((key) => [key, 'S']));
  for (const index of table.indexes) {
    attributes.set(index.partitionKey, 'S');
    attributes.set(index.sortKey.name, index.sortKey.type);
  }
  const indexes = table.indexes.map((index) => ({
    IndexName: index.name,
    KeySchema: [
      { AttributeName: index.partitionKey, KeyType: 'HASH' as const },
      { AttributeName: index.sortKey.name, KeyType: 'RANGE' as const },
    ],
    Projection: { ProjectionType: index.projection },
  }));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST' as const,
    KeySchema: keys.map((AttributeName, i) => ({
      AttributeName,
      KeyType: i === 0 ? ('HASH' as const) : ('RANGE' as const),
    })),
    AttributeDefinitions: [...attributes].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
}

async function createTable(client: DynamoDBClient, name: string, table: TableDefinition): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableParameters(name, table)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}
