import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { AwsSettings } from '../config/job-store-config.ts';

/** One client for each service, made when it is first used. */
export interface SdkClients {
  readonly dynamodb: () => DynamoDBClient;
  readonly sqs: () => SQSClient;
  readonly sns: () => SNSClient;
  readonly s3: () => S3Client;
  readonly ecs: () => ECSClient;
  readonly scaling: () => ApplicationAutoScalingClient;
  /** Closes the connections of those that were made. */
  readonly close: () => void;
}

/** Enough for every slot and poller of a worker; the SDK's 50 made them wait for each other. */
const MAX_SOCKETS = 200;

/** A call that hangs is ended and tried again, up to three times, with the SDK's back-off. */
const timeouts = (requestTimeoutMs: number) => ({
  connectionTimeout: 2000,
  requestTimeout: requestTimeoutMs,
  throwOnRequestTimeout: true,
  httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
  httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
});

export function clientSettings(aws: AwsSettings, endpoint: string | undefined, requestTimeoutMs: number) {
  return {
    region: aws.region,
    maxAttempts: 3,
    requestHandler: timeouts(requestTimeoutMs),
    ...(endpoint !== undefined && { endpoint }),
    ...(aws.credentials && { credentials: aws.credentials }),
  };
}

interface SdkClient {
  readonly middlewareStack: { remove(name: string): boolean };
  destroy(): void;
}

/**
 * Copies each call's input and output without what is secret, field by field, for a logger that nobody has set: a third
 * of what a call costs the processor.
 */
const LOGGER = 'loggerMiddleware';

export function createSdkClients(aws: AwsSettings): SdkClients {
  const made: SdkClient[] = [];
  const once = <Client extends SdkClient>(create: () => Client): (() => Client) => {
    let client: Client | undefined;
    return () => {
      if (!client) {
        client = create();
        client.middlewareStack.remove(LOGGER);
        made.push(client);
      }
      return client;
    };
  };
  const settings = (endpoint: string | undefined, requestTimeoutMs: number) =>
    clientSettings(aws, endpoint, requestTimeoutMs);
  return {
    dynamodb: once(() => new DynamoDBClient(settings(aws.endpoints.dynamodb, 3000))),
    // A long poll brings a time limit of its own. TLS protects what is on the way: no checksum of each body besides.
    sqs: once(() => new SQSClient({ ...settings(aws.endpoints.sqs, 5000), md5: false })),
    sns: once(() => new SNSClient(settings(aws.endpoints.sns, 5000))),
    s3: once(
      () =>
        new S3Client({
          ...settings(aws.endpoints.s3, 60_000),
          // Otherwise the SDK puts the checksum of an empty body into presigned uploads, and S3 refuses the file.
          requestChecksumCalculation: 'WHEN_REQUIRED',
          responseChecksumValidation: 'WHEN_REQUIRED',
        }),
    ),
    ecs: once(() => new ECSClient(settings(aws.endpoints.ecs, 5000))),
    // Somebody's submission waits for it.
    scaling: once(
      () =>
        new ApplicationAutoScalingClient({ ...settings(aws.endpoints.applicationAutoScaling, 1000), maxAttempts: 2 }),
    ),
    close: () => {
      for (const client of made) client.destroy();
    },
  };
}
