import type { S3Client } from '@aws-sdk/client-s3';

export interface PayloadStoreSettings {
  readonly client: () => S3Client;
  readonly bucketName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
