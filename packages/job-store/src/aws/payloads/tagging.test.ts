import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createPayloadStore } from './create-payload-store.ts';

const s3 = mockClient(S3Client);
const client = new S3Client({ region: 'eu-central-1' });
const payloads = createPayloadStore({ client: () => client, bucketName: 'payloads', now: () => 0 });
beforeEach(() => {
  s3.reset();
  s3.on(PutObjectCommand).resolves({ ETag: '"a"' });
});

test('what is to be deleted before others is put with the tag that the bucket’s lifecycle goes by', async () => {
  await payloads.putJson('jobs/a/result', 1, { deleteAfterDays: 7 });
  await payloads.putFile('jobs/a/files/b', Buffer.from('b'), 'text/plain', { deleteAfterDays: 30 });
  const tags = s3.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => input.Tagging);
  expect(tags).toEqual(['delete-after-days=7', 'delete-after-days=30']);
});

test('all else is put without one, which a worker may not put on', async () => {
  await payloads.putJson('jobs/a/result', 1);
  await payloads.putFile('jobs/a/files/b', Buffer.from('b'), 'text/plain', { deleteAfterDays: undefined });
  for (const { args } of s3.commandCalls(PutObjectCommand)) expect(args[0].input).not.toHaveProperty('Tagging');
});
