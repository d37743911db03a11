import { expect, test } from '@jest/globals';
import { buildImageCommand } from './build-image.ts';
import { fakeContext, REPOSITORY_URI, SHA } from './fake-context.ts';
import { pushImageCommand } from './push-image.ts';

const BUILD = `docker buildx build --platform linux/arm64 --build-arg REVISION=${SHA} --provenance=false`;

test('an image is built for ARM64 into the local Docker, named after its commit', async () => {
  const context = fakeContext('/root');
  await buildImageCommand(context);
  expect(context.acted).toEqual(['node scripts/run.mjs build', `${BUILD} --tag jobs-worker:${SHA} --load .`]);
  expect(context.said).toEqual([`Image: jobs-worker:${SHA}`]);
});

test('an image with changes that are in no commit says so in its name, and cannot be pushed', async () => {
  const context = fakeContext('/root', { 'git status': ' M a.ts' });
  await buildImageCommand(context);
  expect(context.said).toEqual([`Image: jobs-worker:${SHA}-dirty`]);
  await expect(pushImageCommand(fakeContext('/root', { 'git status': ' M a.ts' }))).rejects.toThrow('commit or stash');
});

test('an image is pushed to the account’s repository after a login, in layers that Fargate unpacks fast', async () => {
  const context = fakeContext('/root');
  await pushImageCommand(context);
  expect(context.acted.slice(1)).toEqual([
    'docker login --username AWS --password-stdin 111122223333.dkr.ecr.eu-central-1.amazonaws.com',
    `${BUILD} --tag ${REPOSITORY_URI}:${SHA} --output type=image,push=true,oci-mediatypes=true,compression=zstd,force-compression=true .`,
  ]);
});

test('an image is pushed in layers of gzip by a builder that knows no other', async () => {
  const context = fakeContext('/root', { 'docker buildx inspect': 'Name:   default\nDriver: docker\n' });
  await pushImageCommand(context);
  expect(context.acted.at(-1)).toBe(`${BUILD} --tag ${REPOSITORY_URI}:${SHA} --push .`);
});

test('an image that is there already is left as it is', async () => {
  const context = fakeContext('/root', { 'aws ecr describe-images': '{}' });
  await pushImageCommand(context);
  expect(context.acted).toEqual(['node scripts/run.mjs build']);
});

test('a repository that does not answer is no missing image', async () => {
  const denied = { exit: 254, stderr: 'An error occurred (AccessDeniedException)' };
  await expect(pushImageCommand(fakeContext('/root', { 'aws ecr describe-images': denied }))).rejects.toThrow(
    'AccessDeniedException',
  );
});
