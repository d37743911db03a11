import { DescribeRepositoriesCommand, ECRClient, GetLifecyclePolicyCommand } from '@aws-sdk/client-ecr';
import {
  GetOpenIDConnectProviderCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ClientSettings } from '../account/start-account.ts';

interface Policy {
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

/** What keeps the states safe. */
export async function readStateBucket(settings: ClientSettings, Bucket: string) {
  const client = new S3Client({ ...settings, forcePathStyle: true });
  try {
    const [versioning, encryption, access, policy, lifecycle] = await Promise.all([
      client.send(new GetBucketVersioningCommand({ Bucket })),
      client.send(new GetBucketEncryptionCommand({ Bucket })),
      client.send(new GetPublicAccessBlockCommand({ Bucket })),
      client.send(new GetBucketPolicyCommand({ Bucket })),
      client.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
    ]);
    const [rule] = encryption.ServerSideEncryptionConfiguration?.Rules ?? [];
    return {
      versioning: versioning.Status,
      encryption: rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
      publicAccess: access.PublicAccessBlockConfiguration,
      statements: (JSON.parse(policy.Policy ?? '{"Statement":[]}') as Policy).Statement,
      oldVersionDays: lifecycle.Rules?.map((each) => each.NoncurrentVersionExpiration?.NoncurrentDays),
    };
  } finally {
    client.destroy();
  }
}

export async function readRepositories(settings: ClientSettings) {
  const client = new ECRClient(settings);
  try {
    const { repositories = [] } = await client.send(new DescribeRepositoriesCommand({}));
    return await Promise.all(
      repositories.map(async ({ repositoryName = '', imageTagMutability, imageScanningConfiguration }) => {
        const { lifecyclePolicyText = '{}' } = await client.send(new GetLifecyclePolicyCommand({ repositoryName }));
        const { rules } = JSON.parse(lifecyclePolicyText) as { readonly rules: readonly unknown[] };
        return {
          name: repositoryName,
          tags: imageTagMutability,
          scanOnPush: imageScanningConfiguration?.scanOnPush,
          rules,
        };
      }),
    );
  } finally {
    client.destroy();
  }
}

/** Whose tokens the account takes, and who may take which role. */
export async function readTrust(settings: ClientSettings) {
  const client = new IAMClient(settings);
  try {
    const [{ OpenIDConnectProviderList = [] }, { Roles = [] }] = await Promise.all([
      client.send(new ListOpenIDConnectProvidersCommand({})),
      client.send(new ListRolesCommand({})),
    ]);
    const providers = await Promise.all(
      OpenIDConnectProviderList.map(async ({ Arn = '' }) => {
        const { Url, ClientIDList } = await client.send(
          new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn }),
        );
        return { arn: Arn, url: Url, audiences: ClientIDList };
      }),
    );
    const statementsOf = (document = '') => (JSON.parse(decodeURIComponent(document)) as Policy).Statement;
    const roles = Roles.map(
      ({ RoleName = '', AssumeRolePolicyDocument }) => [RoleName, statementsOf(AssumeRolePolicyDocument)] as const,
    );
    return { providers, roles: Object.fromEntries(roles) };
  } finally {
    client.destroy();
  }
}
