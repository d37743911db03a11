import type * as dynamoDb from '@aws-sdk/client-dynamodb';
import { FailedError, UsageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { auditedChange, type KeyChange } from './audited-change.ts';
import type { ApiKeyItem } from './new-api-key.ts';

/** The table of API keys of an environment. */
export interface ApiKeys {
  put(item: ApiKeyItem): Promise<void>;
  all(): Promise<readonly ApiKeyItem[]>;
  /** A key that is revoked already keeps its time. */
  revoke(keyHash: string, now: number): Promise<void>;
}

export interface KeysTarget {
  /** As it is deployed: `dev`. */
  readonly environment: string | undefined;
  /** Of the local stack's DynamoDB, as `npm start` prints it. */
  readonly local: string | undefined;
}

/** The stand-ins take any. */
const LOCAL = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const satisfies dynamoDb.DynamoDBClientConfig;
/** As the local stack names its environment. */
const LOCAL_ENVIRONMENT = 'local';
const ENVIRONMENT = /^[a-z][a-z0-9-]{0,30}$/;

/** As infra/modules/job-store and the stand-ins name it. */
const tableNamesOf = (environment: string) => ({
  tableName: `jobs-${environment}-api-keys`,
  auditTableName: `jobs-${environment}-audit`,
});

/** What the SDK's errors come from, and what to do about them. */
const ADVICE: Readonly<Record<string, string>> = {
  ResourceNotFoundException:
    'The environment has no table of API keys here: deploy it first, or look at its name and AWS_REGION',
  CredentialsProviderError:
    'There are no working AWS credentials: log in (aws sso login, or aws configure) and set AWS_PROFILE',
  UnrecognizedClientException: 'AWS does not know these credentials: log in again, and look at AWS_PROFILE',
  ExpiredTokenException: 'The AWS credentials have expired: log in again',
  AccessDeniedException: 'These AWS credentials may not use the table of API keys, or that of who did what',
};

/**
 * The table, by AWS's own credentials, or of a local stack.
 * @throws {UsageError} unless exactly one is meant
 */
export async function openApiKeys({ env, signal }: Io, { environment, local }: KeysTarget): Promise<ApiKeys> {
  if ((environment === undefined) === (local === undefined)) {
    throw new UsageError('Say whose keys: --environment <name>, or --local <url> as npm start prints it.');
  }
  const name = environment ?? LOCAL_ENVIRONMENT;
  if (!ENVIRONMENT.test(name)) throw new UsageError(`"${name}" can be no environment.`);
  if (local !== undefined && !URL.canParse(local)) throw new UsageError(`"${local}" is no URL.`);
  // The SDK takes a moment to load, and no other command needs it.
  const sdk = await import('@aws-sdk/client-dynamodb');
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  const client = new sdk.DynamoDBClient(
    local === undefined ? { ...(region && { region }) } : { ...LOCAL, endpoint: local },
  );
  return createApiKeys(client, sdk, { ...tableNamesOf(name), user: env['USER'], signal });
}

interface ApiKeysSettings {
  readonly tableName: string;
  readonly auditTableName: string;
  /** Who works at this machine, as it says. */
  readonly user: string | undefined;
  readonly signal: AbortSignal;
}

function createApiKeys(
  client: dynamoDb.DynamoDBClient,
  { PutItemCommand, paginateScan, UpdateItemCommand }: typeof dynamoDb,
  { tableName, auditTableName, user, signal }: ApiKeysSettings,
): ApiKeys {
  const explained = async <T>(act: () => Promise<T>) =>
    act().catch((error: unknown) => {
      signal.throwIfAborted();
      throw explain(error);
    });
  const sending = { abortSignal: signal };
  const put = (TableName: string, Item: Record<string, dynamoDb.AttributeValue>) =>
    client.send(new PutItemCommand({ TableName, Item }), sending);
  const audited = (change: KeyChange, act: () => Promise<void>) =>
    explained(() => auditedChange((entry) => put(auditTableName, entry), user, change, act));
  return {
    put: (item) =>
      audited({ action: 'api-key.create', keyHash: item.keyHash.S, at: Number(item.createdAt.N) }, async () => {
        await put(tableName, { ...item });
      }),
    all: () =>
      explained(async () => {
        const items: ApiKeyItem[] = [];
        // A key that was made just now is to be found.
        const scan = paginateScan({ client }, { TableName: tableName, ConsistentRead: true }, sending);
        for await (const page of scan) items.push(...((page.Items ?? []) as unknown as ApiKeyItem[]));
        return items;
      }),
    revoke: (keyHash, now) =>
      audited({ action: 'api-key.revoke', keyHash, at: now }, async () => {
        const update = new UpdateItemCommand({
          TableName: tableName,
          Key: { keyHash: { S: keyHash } },
          UpdateExpression: 'SET revokedAt = if_not_exists(revokedAt, :now)',
          // It may have been forgotten meanwhile: an update would make a key of nobody.
          ConditionExpression: 'attribute_exists(keyHash)',
          ExpressionAttributeValues: { ':now': { N: String(now) } },
        });
        await client.send(update, sending);
      }),
  };
}

function explain(error: unknown): FailedError {
  const { name, message } = error as Error;
  if (message.includes('Region is missing')) {
    return new FailedError('AWS_REGION is not set: say where the environment is, for instance eu-central-1', {
      cause: error,
    });
  }
  return new FailedError(ADVICE[name] ?? `The table of API keys could not be used: ${name}: ${message}`, {
    cause: error,
  });
}
