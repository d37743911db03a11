import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { AwsSettings } from '../config/job-store-config.ts';
import { clientSettings } from './client-settings.ts';

interface SdkClient {
  readonly middlewareStack: { remove(name: string): boolean };
  destroy(): void;
}

/** One client for each service, made when it is first used. */
export interface SdkClients {
  readonly of: <Client extends SdkClient>(open: (aws: AwsSettings) => Client) => () => Client;
  /** Closes the connections of those that were made. */
  readonly close: () => void;
}

/**
 * Copies each call's input and output without what is secret, field by field, for a logger that nobody has set: a third
 * of what a call costs the processor.
 */
const LOGGER = 'loggerMiddleware';

export function createSdkClients(aws: AwsSettings): SdkClients {
  const made = new Map<unknown, SdkClient>();
  return {
    of: (open) => () => {
      const known = made.get(open) as ReturnType<typeof open> | undefined;
      if (known) return known;
      const client = open(aws);
      client.middlewareStack.remove(LOGGER);
      made.set(open, client);
      return client;
    },
    close: () => {
      for (const client of made.values()) client.destroy();
    },
  };
}

export const openDynamodb = (aws: AwsSettings) => new DynamoDBClient(clientSettings(aws, aws.endpoints.dynamodb, 3000));

/** A long poll brings a time limit of its own. TLS protects what is on the way: no checksum of each body besides. */
export const openSqs = (aws: AwsSettings) =>
  new SQSClient({ ...clientSettings(aws, aws.endpoints.sqs, 5000), md5: false });

export const openSns = (aws: AwsSettings) => new SNSClient(clientSettings(aws, aws.endpoints.sns, 5000));

export const openEcs = (aws: AwsSettings) => new ECSClient(clientSettings(aws, aws.endpoints.ecs, 5000));
