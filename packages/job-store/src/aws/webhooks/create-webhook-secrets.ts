import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { DependencyError } from '../../errors.ts';
import type { WebhookSecret, WebhookSecrets } from '../../port/webhook-secrets.ts';
import { callService } from '../call-service.ts';

export interface WebhookSecretsSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface SecretsItem {
  readonly owner: string;
  /** Grows with each rotation. */
  readonly version: number;
  /** The newest first. */
  readonly secrets: readonly WebhookSecret[];
}

/** An owner's secrets on DynamoDB: one item, so that a signature costs one read. */
export function createWebhookSecrets({ client, tableName, now }: WebhookSecretsSettings): WebhookSecrets {
  const read = (owner: string) =>
    callService('DynamoDB', 'GetItem', async () => {
      const { Item } = await client().send(
        // A secret that was made just now must be found by the submission that follows.
        new GetItemCommand({ TableName: tableName, Key: marshall({ owner }), ConsistentRead: true }),
      );
      return Item && (unmarshall(Item) as SecretsItem);
    });

  const replace = (item: SecretsItem, before: SecretsItem | undefined) =>
    callService('DynamoDB', 'PutItem', async () => {
      const condition = before
        ? { ConditionExpression: '#version = :version', values: { ':version': before.version } }
        : { ConditionExpression: 'attribute_not_exists(#version)', values: undefined };
      try {
        await client().send(
          new PutItemCommand({
            TableName: tableName,
            Item: marshall(item, { removeUndefinedValues: true }),
            ConditionExpression: condition.ConditionExpression,
            ExpressionAttributeNames: { '#version': 'version' },
            ...(condition.values && { ExpressionAttributeValues: marshall(condition.values) }),
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // The SDK may have sent this very put twice.
        const [newest] = (await read(item.owner))?.secrets ?? [];
        if (newest?.id !== item.secrets[0]?.id) throw new DependencyError('DynamoDB', 'PutItem', true, error);
      }
    });

  return {
    listSecrets: async (owner) => signingOf(await read(owner), now()),
    async addSecret(owner, { id, secret }, overlapMs) {
      const before = await read(owner);
      const createdAt = now();
      const added: WebhookSecret = { id, secret, createdAt };
      const [previous] = signingOf(before, createdAt);
      const secrets = [added, ...(previous ? [{ ...previous, signsUntil: createdAt + overlapMs }] : [])];
      await replace({ owner, version: (before?.version ?? 0) + 1, secrets }, before);
      return added;
    },
  };
}

const signingOf = (item: SecretsItem | undefined, now: number) =>
  (item?.secrets ?? []).filter(({ signsUntil = Infinity }) => signsUntil > now);
