import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { ClientSettings } from '../client-settings.ts';

/** Creates the bucket of inputs, results, files and uploads. @returns its name */
export async function createBucket(settings: ClientSettings, prefix: string): Promise<string> {
  const client = new S3Client(settings);
  const Bucket = `${prefix}-payloads`;
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
    return Bucket;
  } finally {
    client.destroy();
  }
}
