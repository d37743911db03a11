import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  paginateListTables,
  type KeySchemaElement,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { IndexDefinition, TableDefinition } from '@jobs/shared-contracts';
import type { ClientSettings } from '../account/start-account.ts';

/** A table in the contract's own words, so that the two can be compared. */
export interface AppliedTable {
  readonly name: string;
  readonly arn: string;
  readonly onDemand: boolean;
  readonly definition: TableDefinition;
}

export async function readTables(settings: ClientSettings): Promise<readonly AppliedTable[]> {
  const client = new DynamoDBClient(settings);
  try {
    const names: string[] = [];
    for await (const page of paginateListTables({ client }, {})) names.push(...(page.TableNames ?? []));
    return await Promise.all(names.map((name) => readTable(client, name)));
  } finally {
    client.destroy();
  }
}

async function readTable(client: DynamoDBClient, TableName: string): Promise<AppliedTable> {
  const [{ Table = {} }, { TimeToLiveDescription }] = await Promise.all([
    client.send(new DescribeTableCommand({ TableName })),
    client.send(new DescribeTimeToLiveCommand({ TableName })),
  ]);
  const sortKey = keyOf(Table.KeySchema, 'RANGE');
  return {
    name: TableName,
    arn: Table.TableArn ?? '',
    onDemand: Table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST',
    definition: {
      partitionKey: keyOf(Table.KeySchema, 'HASH'),
      ...(sortKey !== '' && { sortKey }),
      timeToLiveAttribute: TimeToLiveDescription?.AttributeName ?? '',
      indexes: (Table.GlobalSecondaryIndexes ?? []).map((index): IndexDefinition => {
        const indexSortKey = keyOf(index.KeySchema, 'RANGE');
        return {
          name: index.IndexName ?? '',
          partitionKey: keyOf(index.KeySchema, 'HASH'),
          sortKey: { name: indexSortKey, type: typeOf(Table, indexSortKey) },
          projection: index.Projection?.ProjectionType as IndexDefinition['projection'],
        };
      }),
    },
  };
}

const keyOf = (schema: readonly KeySchemaElement[] = [], kind: 'HASH' | 'RANGE') =>
  schema.find(({ KeyType }) => KeyType === kind)?.AttributeName ?? '';

const typeOf = ({ AttributeDefinitions = [] }: TableDescription, attribute: string) =>
  AttributeDefinitions.find(({ AttributeName }) => AttributeName === attribute)?.AttributeType as 'S' | 'N';
