import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { REGION, startAccount, type Account } from './account/start-account.ts';
import { readRepositories, readStateBucket, readTrust } from './read-back/read-bootstrap.ts';
import { copyProject } from './terraform/copy-project.ts';
import { startTerraform, type RunningTerraform } from './terraform/start-terraform.ts';

// The provider itself waits 50 s for a bucket's lifecycle rules. The account looks at no policy, so that what the roles
// may do is tested by the module's own tests and not here.
jest.setTimeout(300_000);

const BUCKET = `jobs-terraform-state-123456789012-${REGION}`;
const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
const VARIABLES = [`-var=region=${REGION}`, '-var=github_repository=acme/job-queue'];

let workFolder: string;
let infra: string;
let account: Account;
let running: RunningTerraform;
let s3: S3Client;

const bootstrap = (...args: string[]) => running.terraform.run([...args, ...VARIABLES], join(infra, 'bootstrap'));

beforeAll(async () => {
  workFolder = await mkdtemp(join(tmpdir(), 'infra-bootstrap-'));
  infra = await copyProject(workFolder);
  // oxlint-disable-next-line node/no-process-env -- Terraform and Python need PATH and HOME
  const hostEnvironment = process.env;
  account = await startAccount(hostEnvironment);
  s3 = new S3Client({ ...account.clientSettings, forcePathStyle: true });
  const options = { workFolder, hostEnvironment, awsEnvironment: account.environment };
  running = await startTerraform(options, join(infra, 'bootstrap'));
  await bootstrap('apply', '-auto-approve');
});
afterAll(async () => {
  s3?.destroy();
  await running?.stop();
  await account?.stop();
  await rm(workFolder, { recursive: true, force: true });
});

describe('what bootstrap makes of an empty account', () => {
  test('is what a second plan finds', async () => {
    await expect(bootstrap('plan', '-detailed-exitcode')).resolves.toContain('No changes');
  });

  test('keeps the states: versioned, encrypted, private, by TLS only', async () => {
    expect(await readStateBucket(account.clientSettings, BUCKET)).toEqual({
      versioning: 'Enabled',
      encryption: 'AES256',
      publicAccess: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      statements: [
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ],
      oldVersionDays: [90],
    });
  });

  test('keeps images as they were pushed, scanned, and not for ever', async () => {
    expect(await readRepositories(account.clientSettings)).toEqual([
      {
        name: 'jobs-worker',
        tags: 'IMMUTABLE',
        scanOnPush: true,
        rules: [
          expect.objectContaining({ selection: expect.objectContaining({ tagStatus: 'untagged', countNumber: 7 }) }),
          expect.objectContaining({ selection: expect.objectContaining({ tagStatus: 'any', countNumber: 50 }) }),
        ],
      },
    ]);
  });

  test('lets each deploy role be taken from its environment of the repository alone', async () => {
    const trusting = (subject: string) => [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: PROVIDER },
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': subject,
          },
        },
      },
    ];
    expect(await readTrust(account.clientSettings)).toEqual({
      providers: [{ arn: PROVIDER, url: 'token.actions.githubusercontent.com', audiences: ['sts.amazonaws.com'] }],
      roles: {
        'jobs-dev-deploy': trusting('repo:acme/job-queue:environment:dev'),
        'jobs-prod-deploy': trusting('repo:acme/job-queue:environment:prod'),
        'jobs-plan': trusting('repo:acme/job-queue:pull_request'),
      },
    });
  });
});

describe('an environment with its state in the bucket', () => {
  const KEY = 'jobs/dev/terraform.tfstate';
  let folder: string;

  /** With the backend of dev, and a resource that is nowhere but in the state. */
  beforeAll(async () => {
    folder = join(workFolder, 'environment');
    await mkdir(folder);
    await cp(join(infra, 'environments/dev/versions.tf'), join(folder, 'versions.tf'));
    await writeFile(join(folder, 'main.tf'), 'resource "terraform_data" "this" {}\n');
    const settings = [`bucket=${BUCKET}`, `region=${REGION}`, 'use_path_style=true'];
    await running.terraform.run(['init', ...settings.map((setting) => `-backend-config=${setting}`)], folder);
  });

  test('writes its state, and leaves no lock behind', async () => {
    await running.terraform.run(['apply', '-auto-approve'], folder);
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    expect(Contents.map(({ Key }) => Key)).toEqual([KEY]);
  });

  test('is changed by one at a time: a lock in the bucket holds the others up', async () => {
    const lock = { Bucket: BUCKET, Key: `${KEY}.tflock` };
    await s3.send(new PutObjectCommand({ ...lock, Body: JSON.stringify({ ID: 'another', Who: 'somebody else' }) }));
    await expect(running.terraform.run(['apply', '-auto-approve'], folder)).rejects.toThrow(
      'Error acquiring the state lock',
    );
    await s3.send(new DeleteObjectCommand(lock));
    await expect(running.terraform.run(['apply', '-auto-approve'], folder)).resolves.toContain('Apply complete');
  });
});

describe('taking it away', () => {
  test('is refused as long as the states are protected', async () => {
    await expect(bootstrap('destroy', '-auto-approve')).rejects.toThrow('Instance cannot be destroyed');
  });

  test('leaves nothing behind, once the bucket is emptied and its protection removed', async () => {
    await emptyBucket(s3);
    const file = join(infra, 'bootstrap/state.tf');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('prevent_destroy = true', 'prevent_destroy = false'));
    await bootstrap('destroy', '-auto-approve');
    expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    expect(await readRepositories(account.clientSettings)).toEqual([]);
    expect(await readTrust(account.clientSettings)).toEqual({ providers: [], roles: {} });
  });
});

async function emptyBucket(client: S3Client): Promise<void> {
  const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: BUCKET }));
  const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  await client.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects } }));
}
