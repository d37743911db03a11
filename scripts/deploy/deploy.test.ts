import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { dryRun } from './commands.ts';
import { deployCommand } from './deploy.ts';
import { destroyCommand } from './destroy.ts';
import { DeployError } from './errors.ts';
import { fakeApi, fakeContext, REPOSITORY_URI, SHA, type Answers } from './fake-context.ts';

const DEV = { environment: 'dev', yes: false, planOnly: false };
const IMAGE = `${REPOSITORY_URI}:${SHA}`;
const CHDIR = '-chdir=infra/environments/dev';

const succeeding = () =>
  fakeApi([
    { status: 202, body: { id: 'job_1', status: 'QUEUED' } },
    { status: 200, body: { id: 'job_1', status: 'RUNNING' } },
    { status: 200, body: { id: 'job_1', status: 'SUCCEEDED' } },
  ]);

describe('with two environments', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'deploy-test-'));
    for (const name of ['dev', 'prod']) {
      await mkdir(join(root, 'infra/environments', name), { recursive: true });
      await writeFile(join(root, 'infra/environments', name, 'main.tf'), '');
      await writeFile(join(root, 'infra/environments', name, 'terraform.tfvars'), '');
    }
  });
  afterEach(() => rm(root, { recursive: true }));

  const INIT = [
    `terraform ${CHDIR} init -input=false -reconfigure`,
    '-backend-config=bucket=jobs-terraform-state-111122223333-eu-central-1',
    '-backend-config=region=eu-central-1',
  ].join(' ');
  const BUILD = `docker buildx build --platform linux/arm64 --build-arg REVISION=${SHA} --provenance=false`;

  test('a deployment builds, pushes, plans, asks, applies the plan and puts a job through, in this order', async () => {
    const { fetch, requests } = succeeding();
    const context = fakeContext(root, {}, { fetch });
    await deployCommand(context, DEV);
    expect(context.acted.slice(0, 6)).toEqual([
      'node scripts/run.mjs build',
      'docker login --username AWS --password-stdin 111122223333.dkr.ecr.eu-central-1.amazonaws.com',
      expect.stringContaining(`${BUILD} --tag ${IMAGE} `),
      INIT,
      `terraform ${CHDIR} plan -input=false -var=image_uri=${IMAGE} -out=deploy.tfplan`,
      `terraform ${CHDIR} apply -input=false deploy.tfplan`,
    ]);
    expect(context.inputs).toEqual(['secret']);
    expect(context.confirmed).toEqual(['Apply this to dev in account 111122223333, eu-central-1? dev']);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://api.example.com/v1/jobs',
      'GET https://api.example.com/v1/jobs/job_1',
      'GET https://api.example.com/v1/jobs/job_1',
    ]);
    expect(context.said.at(-1)).toBe(`dev is at ${SHA}: https://api.example.com`);
  });

  test('the smoke test’s key is in no command, ends by itself, and is deleted', async () => {
    const { fetch, requests } = succeeding();
    const context = fakeContext(root, {}, { fetch });
    await deployCommand(context, DEV);
    const [put = '', remove = ''] = context.acted.slice(6);
    const key = requests[0]?.headers['x-api-key'] ?? '';
    expect(key).toMatch(/^jobs_/);
    expect(context.acted.join('\n')).not.toContain(key);
    expect(put).toMatch(/^aws dynamodb put-item --region eu-central-1 --table-name jobs-dev-api-keys --item /);
    expect(put).toContain('"expiresAt":{"N":"1793494800"}');
    expect(remove).toMatch(/^aws dynamodb delete-item --region eu-central-1 --table-name jobs-dev-api-keys --key /);
    const hash = /"keyHash":\{"S":"(\w{64})"\}/;
    expect(hash.exec(put)?.[1]).toBe(hash.exec(remove)?.[1]);
  });

  test('an image that is there already is not built again', async () => {
    const context = fakeContext(root, { 'aws ecr describe-images': '{}' }, { fetch: succeeding().fetch });
    await deployCommand(context, DEV);
    expect(context.acted.filter((line) => line.startsWith('docker'))).toEqual([]);
  });

  test('--yes asks nobody', async () => {
    const context = fakeContext(root, {}, { fetch: succeeding().fetch });
    await deployCommand(context, { ...DEV, yes: true });
    expect(context.confirmed).toEqual([]);
  });

  test('--plan-only changes nothing and needs no Docker', async () => {
    const context = fakeContext(root, { 'docker info': { exit: 'ENOENT' } });
    await deployCommand(context, { ...DEV, planOnly: true });
    expect(context.acted).toEqual([
      'node scripts/run.mjs build',
      INIT,
      `terraform ${CHDIR} plan -lock=false -input=false -var=image_uri=${IMAGE} -out=deploy.tfplan`,
    ]);
  });

  test('a dry run checks everything, does nothing, asks nobody, and shows each step', async () => {
    const real = fakeContext(root);
    const context = { ...real, commands: dryRun(real.commands, real.say), dryRun: true };
    await deployCommand(context, DEV);
    expect(real.acted).toEqual([]);
    expect(real.confirmed).toEqual([]);
    expect(real.said).toContain(`Would run: terraform ${CHDIR} apply -input=false deploy.tfplan`);
    expect(real.said.at(-1)).toBe('Would put a job through, and wait for its end');
  });

  test('nothing is applied when the person does not confirm', async () => {
    const context = fakeContext(root, {}, { confirm: () => Promise.reject(new DeployError('Not confirmed')) });
    await expect(deployCommand(context, DEV)).rejects.toThrow('Not confirmed');
    expect(context.acted.at(-1)).toContain(' plan ');
  });

  test.each<[string, Answers, string]>([
    ['no git', { 'git rev-parse': { exit: 'ENOENT' } }, 'git is not installed'],
    ['a dirty tree', { 'git status': ' M a.ts' }, 'commit or stash'],
    ['no Terraform', { 'terraform version': { exit: 'ENOENT' } }, 'terraform is not installed: https://'],
    ['an old Terraform', { 'terraform version': '{"terraform_version":"1.9.8"}' }, 'Terraform 1.9.8 is too old'],
    ['no Docker', { 'docker info': { exit: 'ENOENT' } }, 'docker is not installed: https://'],
    ['a Docker that is not running', { 'docker info': { exit: 1 } }, 'start it and try again'],
    ['no buildx', { 'docker buildx version': { exit: 1 } }, 'no buildx plugin'],
    ['no AWS CLI', { 'aws sts': { exit: 'ENOENT' } }, 'aws is not installed: https://'],
    ['no credentials', { 'aws sts': { exit: 253 } }, 'no working AWS credentials'],
    [
      'an account that was never bootstrapped',
      { 'aws ecr describe-repositories': { exit: 254, stderr: 'RepositoryNotFoundException' } },
      'apply infra/bootstrap once',
    ],
    [
      'a repository that may not be read',
      { 'aws ecr describe-repositories': { exit: 254, stderr: 'AccessDenied' } },
      'AccessDenied',
    ],
  ])('%s stops a deployment before anything is done', async (_, answers, message) => {
    const context = fakeContext(root, answers);
    const deployed = deployCommand(context, DEV);
    await expect(deployed).rejects.toThrow(DeployError);
    await expect(deployed).rejects.toThrow(message);
    expect(context.acted).toEqual([]);
  });

  test('a region that is not said stops a deployment', async () => {
    await expect(deployCommand(fakeContext(root, {}, { env: {} }), DEV)).rejects.toThrow('AWS_REGION is not set');
  });

  test('an environment whose account is not written down is not deployed, unless a workflow says it', async () => {
    await rm(join(root, 'infra/environments/dev/terraform.tfvars'));
    await expect(deployCommand(fakeContext(root), DEV)).rejects.toThrow('terraform.tfvars is missing');
    await expect(destroyCommand(fakeContext(root), DEV)).rejects.toThrow('terraform.tfvars is missing');
    const env = { AWS_REGION: 'eu-central-1', TF_VAR_account_id: '111122223333' };
    const context = fakeContext(root, {}, { env, fetch: succeeding().fetch });
    await deployCommand(context, DEV);
    expect(context.said.at(-1)).toMatch(/^dev is at/);
  });

  test.each([undefined, 'staging', '..', ''])(
    'the environment %j is answered with those that there are',
    async (name) => {
      await expect(deployCommand(fakeContext(root), { ...DEV, environment: name })).rejects.toThrow('dev, prod');
    },
  );

  test('a failed plan is not applied', async () => {
    const context = fakeContext(root, { [`terraform ${CHDIR} plan`]: { exit: 1 } });
    await expect(deployCommand(context, DEV)).rejects.toThrow('failed (1)');
    expect(context.acted.filter((line) => line.includes(' apply '))).toEqual([]);
  });

  test.each([
    ['is refused', [{ status: 403, body: { title: 'Forbidden' } }], 'answered 403: {"title":"Forbidden"}'],
    [
      'fails',
      [
        { status: 202, body: { id: 'job_1', status: 'QUEUED' } },
        { status: 200, body: { id: 'job_1', status: 'FAILED', error: { message: 'no memory' } } },
      ],
      'job_1 is FAILED: no memory',
    ],
  ])('a smoke test that %s fails the deployment, and its key is deleted all the same', async (_, answers, message) => {
    const context = fakeContext(root, {}, { fetch: fakeApi(answers).fetch });
    await expect(deployCommand(context, DEV)).rejects.toThrow(message);
    expect(context.acted.at(-1)).toContain('aws dynamodb delete-item');
  });

  test('a smoke test whose job never ends is given up', async () => {
    let now = 0;
    const waiting = Array.from({ length: 20 }, () => ({ status: 200, body: { id: 'job_1', status: 'QUEUED' } }));
    const context = fakeContext(root, {}, { fetch: fakeApi(waiting).fetch, now: () => (now += 60_000) });
    await expect(deployCommand(context, DEV)).rejects.toThrow('job_1 is QUEUED after ten minutes');
  });

  test('a destruction is planned, confirmed by the environment’s name, and applied', async () => {
    const context = fakeContext(root);
    await destroyCommand(context, DEV);
    expect(context.acted).toEqual([
      'node scripts/run.mjs build',
      INIT,
      `terraform ${CHDIR} plan -destroy -input=false -var=image_uri=${REPOSITORY_URI}:destroyed -out=deploy.tfplan`,
      `terraform ${CHDIR} apply -input=false deploy.tfplan`,
    ]);
    expect(context.confirmed).toEqual(['Destroy dev in account 111122223333, eu-central-1, with all of its data? dev']);
    expect(context.said).toEqual(['dev is gone']);
  });

  test('a dry run destroys nothing', async () => {
    const real = fakeContext(root);
    await destroyCommand({ ...real, commands: dryRun(real.commands, real.say), dryRun: true }, DEV);
    expect(real.acted).toEqual([]);
    expect(real.said.at(-1)).toBe(`Would run: terraform ${CHDIR} apply -input=false deploy.tfplan`);
  });
});
