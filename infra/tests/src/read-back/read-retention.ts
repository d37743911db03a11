import { GetBucketLifecycleConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import type { ClientSettings } from '../account/start-account.ts';

/** What a bucket deletes by itself: of which objects, and how many days after they were written. */
export interface RetentionRule {
  readonly prefix: string;
  /** `name=value`; only objects with all of these tags. */
  readonly tags: readonly string[];
  readonly days: number;
}

/** The rules of the bucket of payloads that are in force and delete something. */
export async function readRetention(
  settings: ClientSettings,
  bucketNames: readonly string[],
): Promise<readonly RetentionRule[]> {
  const Bucket = bucketNames.find((name) => name.includes('-payloads-'));
  const client = new S3Client({ ...settings, forcePathStyle: true });
  try {
    const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    return Rules.flatMap(({ Status, Filter, Expiration: { Days } = {} }) => {
      if (Status !== 'Enabled' || Days === undefined) return [];
      const { Prefix, Tag, And } = Filter ?? {};
      const tags = [...(Tag ? [Tag] : []), ...(And?.Tags ?? [])].map(({ Key, Value }) => `${Key}=${Value}`);
      return [{ prefix: And?.Prefix ?? Prefix ?? '', tags, days: Days }];
    });
  } finally {
    client.destroy();
  }
}
