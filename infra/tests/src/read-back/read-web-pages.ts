import {
  CloudFrontClient,
  GetDistributionCommand,
  GetOriginAccessControlCommand,
  GetResponseHeadersPolicyCommand,
  paginateListDistributions,
  type Distribution,
} from '@aws-sdk/client-cloudfront';
import {
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ClientSettings } from '../account/start-account.ts';

/** A CloudFront distribution with what it serves by default. */
export type WebPage = Awaited<ReturnType<typeof readPage>>;

interface Clients {
  readonly cloudFront: CloudFrontClient;
  readonly s3: S3Client;
}

export async function readWebPages(settings: ClientSettings): Promise<readonly WebPage[]> {
  const clients: Clients = { cloudFront: new CloudFrontClient(settings), s3: new S3Client(settings) };
  try {
    const pages: WebPage[] = [];
    for await (const { DistributionList } of paginateListDistributions({ client: clients.cloudFront }, {})) {
      for (const { Id } of DistributionList?.Items ?? []) {
        const { Distribution } = await clients.cloudFront.send(new GetDistributionCommand({ Id }));
        if (Distribution) pages.push(await readPage(clients, Distribution));
      }
    }
    return pages;
  } finally {
    clients.cloudFront.destroy();
    clients.s3.destroy();
  }
}

async function readPage({ cloudFront, s3 }: Clients, { ARN, DistributionConfig: config }: Distribution) {
  const origins = config?.Origins?.Items ?? [];
  const behavior = config?.DefaultCacheBehavior;
  const origin = origins.find(({ Id }) => Id === behavior?.TargetOriginId);
  const bucketName = origin?.DomainName?.split('.')[0] ?? '';
  const [access, headers] = await Promise.all([
    origin?.OriginAccessControlId
      ? cloudFront.send(new GetOriginAccessControlCommand({ Id: origin.OriginAccessControlId }))
      : undefined,
    behavior?.ResponseHeadersPolicyId
      ? cloudFront.send(new GetResponseHeadersPolicyCommand({ Id: behavior.ResponseHeadersPolicyId }))
      : undefined,
  ]);
  return {
    arn: ARN ?? '',
    rootFile: config?.DefaultRootObject ?? '',
    behavior,
    /** What is served otherwise, with the host that it comes from. */
    others: (config?.CacheBehaviors?.Items ?? []).map((settings) => ({
      settings,
      host: origins.find(({ Id }) => Id === settings.TargetOriginId)?.DomainName,
    })),
    accessControl: access?.OriginAccessControl?.OriginAccessControlConfig,
    headers: headers?.ResponseHeadersPolicy?.ResponseHeadersPolicyConfig,
    bucket: await readBucket(s3, bucketName),
  };
}

async function readBucket(s3: S3Client, Bucket: string) {
  const [{ Policy }, { PublicAccessBlockConfiguration: block }, { Contents = [] }] = await Promise.all([
    s3.send(new GetBucketPolicyCommand({ Bucket })),
    s3.send(new GetPublicAccessBlockCommand({ Bucket })),
    s3.send(new ListObjectsV2Command({ Bucket })),
  ]);
  const files = await Promise.all(
    Contents.map(async ({ Key = '' }) => {
      const { Body, ContentType, CacheControl } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const text = (await Body?.transformToString()) ?? '';
      return [Key, { contentType: ContentType, cacheControl: CacheControl, text }] as const;
    }),
  );
  return {
    policy: JSON.parse(Policy ?? '{}') as { readonly Statement?: readonly object[] },
    isClosed: Object.values(block ?? {}).filter(Boolean).length === 4,
    files: new Map(files),
  };
}
