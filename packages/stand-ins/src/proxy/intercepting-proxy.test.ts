import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from '@jest/globals';
import { actAs } from '../principals.ts';
import { startStandIns, type StandIns } from '../start-stand-ins.ts';
import type { Intercept, InterceptedCall } from './start-intercepting-proxy.ts';

let standIns: StandIns;
afterEach(() => standIns.stop());

const me = actAs.function('intercepted');

const at = (environment: StandIns['environment'], service: 'DYNAMODB' | 'S3') => ({
  region: environment.AWS_REGION,
  endpoint: environment[`AWS_ENDPOINT_URL_${service}`],
  credentials: { accessKeyId: me.AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY },
  maxAttempts: 1,
});

async function open(intercept: Intercept) {
  standIns = await startStandIns({ intercept });
  const TableName = standIns.environment.API_KEYS_TABLE_NAME;
  const intercepted = new DynamoDBClient(at(standIns.environment, 'DYNAMODB'));
  const direct = new DynamoDBClient(at(standIns.directEnvironment, 'DYNAMODB'));
  return {
    put: (key: string) => intercepted.send(new PutItemCommand({ TableName, Item: { keyHash: { S: key } } })),
    isStored: async (key: string) =>
      (await direct.send(new GetItemCommand({ TableName, Key: { keyHash: { S: key } } }))).Item !== undefined,
    s3: new S3Client({ ...at(standIns.environment, 'S3'), forcePathStyle: true }),
  };
}

describe('an intercepted call', () => {
  test('is described, and goes through when it is sent', async () => {
    const calls: InterceptedCall[] = [];
    const { put, isStored, s3 } = await open((call, send) => {
      calls.push(call);
      return send();
    });
    await put('a');
    expect(await isStored('a')).toBe(true);
    const Bucket = standIns.environment.PAYLOAD_BUCKET_NAME;
    const content = Buffer.from([0xff, 0, 0xfe]);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: content }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(content);
    expect(calls).toMatchObject([
      { principal: 'function-intercepted', service: 'dynamodb', operation: 'PutItem' },
      { service: 's3', operation: 'PutObject', body: '' },
      { service: 's3', operation: 'GetObject' },
    ]);
    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({ Item: { keyHash: { S: 'a' } } });
  });

  test('may be answered without the service', async () => {
    const body = Buffer.from(JSON.stringify({ __type: 'x#ThrottlingException', message: 'on purpose' }));
    const { put, isStored } = await open(() => Promise.resolve({ status: 400, headers: {}, body }));
    await expect(put('a')).rejects.toThrow('on purpose');
    expect(await isStored('a')).toBe(false);
  });

  test('may be cut off before and after the service did its work', async () => {
    const { put, isStored } = await open(async ({ body }, send) => {
      if (body.includes('after')) await send();
      return 'cut';
    });
    await expect(put('before')).rejects.toThrow(/./);
    await expect(put('after')).rejects.toThrow(/./);
    expect(await Promise.all(['before', 'after'].map(isStored))).toEqual([false, true]);
  });

  test('may be done when its caller is long gone, and with other parameters', async () => {
    const done = Promise.withResolvers<void>();
    const { put, isStored } = await open(({ body }, send) => {
      setImmediate(
        () => void send({ body: body.replace('asked', 'given'), evenIfGone: true }).then(() => done.resolve()),
      );
      return Promise.resolve('cut');
    });
    await expect(put('asked')).rejects.toThrow(/./);
    await done.promise;
    expect(await Promise.all(['asked', 'given'].map(isStored))).toEqual([false, true]);
  });
});
