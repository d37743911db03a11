import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startLoopbackReceiver, startPublicReceiver, type PublicReceiver } from '../testing/start-receiver.ts';
import { INTERNET } from '../webhooks/webhook-network.ts';
import { createSendWebhook } from './send-webhook.ts';

let receiver: PublicReceiver;
beforeEach(async () => {
  receiver = await startPublicReceiver();
});
afterEach(() => receiver[Symbol.asyncDispose]());

const webhook = (url: string) => ({ url, headers: { 'webhook-id': 'job_1' }, body: '{"a":"ü"}' });
const send = (changes: Partial<PublicReceiver['network']> = {}, url = receiver.url) =>
  createSendWebhook({ ...receiver.network, ...changes }, false)(webhook(url));

const never = () => new Promise<string[]>(() => {});
const notFound = () => Promise.reject(new Error('ENOTFOUND'));

describe('sending a webhook', () => {
  test('posts to the address that was checked, under the name of the receiver', async () => {
    receiver.answer((response) => response.writeHead(200, { 'retry-after': '7' }).end('thanks'));
    expect(await send()).toEqual({ status: 200, retryAfter: '7' });
    expect(receiver.connected).toEqual(['93.184.216.34']);
    expect(receiver.received).toMatchObject([
      {
        path: '/hook?customer=7',
        body: '{"a":"ü"}',
        headers: { host: 'receiver.example.com', 'content-type': 'application/json', 'webhook-id': 'job_1' },
      },
    ]);
  });

  test.each([['127.0.0.1'], ['169.254.169.254'], ['10.1.2.3'], ['::1'], ['::ffff:10.0.0.1'], ['fd00:ec2::254']])(
    'connects nowhere when the name leads to %s',
    async (address) => {
      receiver.moveTo(address);
      expect(await send()).toEqual({ error: 'address-refused' });
      expect(receiver.connected).toEqual([]);
    },
  );

  test('connects nowhere when one of several addresses is inside', async () => {
    receiver.moveTo('93.184.216.34', '192.168.1.1');
    expect(await send()).toEqual({ error: 'address-refused' });
    expect(receiver.connected).toEqual([]);
  });

  test('resolves the name once, so that no second answer can differ', async () => {
    let asked = 0;
    const resolve = async () => (asked++ === 0 ? ['93.184.216.34'] : ['127.0.0.1']);
    expect(await send({ resolve })).toMatchObject({ status: 204 });
    expect([asked, receiver.connected]).toEqual([1, ['93.184.216.34']]);
  });

  test.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
    receiver.answer((response) => response.writeHead(status, { location: '/elsewhere' }).end());
    expect(await send()).toMatchObject({ status });
    expect(receiver.received).toHaveLength(1);
  });

  test('gives up on a receiver that never answers', async () => {
    receiver.answer(() => {});
    expect(await send({ timeoutMs: 500 })).toEqual({ error: 'timed-out' });
    expect(receiver.received).toHaveLength(1);
  });

  test('gives up on a name that is never resolved', async () => {
    // What keeps Node.js alive meanwhile is nothing of the sender's.
    const alive = setInterval(() => {}, 1000);
    expect(await send({ resolve: never, timeoutMs: 50 })).toEqual({ error: 'timed-out' });
    clearInterval(alive);
  });

  test('reads no more of an answer than a little, and takes its status', async () => {
    receiver.answer((response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write(Buffer.alloc(16_384)));
        response.once('drain', more);
      };
      more();
    });
    expect(await send()).toMatchObject({ status: 200 });
  });

  test('takes no headers without end', async () => {
    receiver.answer((response) => response.writeHead(200, { 'x-much': 'x'.repeat(20_000) }).end());
    expect(await send()).toEqual({ error: 'malformed-answer' });
  });

  test('tells a name that has no address', async () => {
    receiver.moveTo();
    expect(await send()).toEqual({ error: 'name-not-resolved' });
    expect(await send({ resolve: notFound })).toEqual({ error: 'name-not-resolved' });
  });

  test('sends nothing to whoever has no certificate for the name', async () => {
    expect(await send({ certificateAuthority: undefined })).toEqual({ error: 'connection-failed' });
    const other = { resolve: async () => ['93.184.216.34'] };
    expect(await send(other, 'https://other.example.com/')).toEqual({ error: 'connection-failed' });
    expect(receiver.received).toEqual([]);
  });

  test('tells a connection that is closed without an answer', async () => {
    receiver.answer((response) => response.socket?.destroy());
    expect(await send()).toEqual({ error: 'connection-failed' });
  });
});

describe('a receiver on this machine', () => {
  test('is reached by http where loopback is allowed, by its real name', async () => {
    await using local = await startLoopbackReceiver();
    const allowed = createSendWebhook(INTERNET, true);
    expect(await allowed(webhook(`http://localhost:${local.port}/`))).toMatchObject({ status: 204 });
    expect(await allowed(webhook(`http://127.0.0.1:${local.port}/`))).toMatchObject({ status: 204 });
    expect(local.received).toHaveLength(2);
  });

  test('is not reached where it is not', async () => {
    await using local = await startLoopbackReceiver();
    const refused = createSendWebhook(INTERNET, false);
    expect(await refused(webhook(`http://127.0.0.1:${local.port}/`))).toEqual({ error: 'address-refused' });
    expect(local.received).toEqual([]);
  });

  test('is the only exception: a name that leads elsewhere inside is refused all the same', async () => {
    const inside = { ...INTERNET, resolve: async () => ['10.0.0.1'] };
    expect(await createSendWebhook(inside, true)(webhook('https://a.example.com/'))).toEqual({
      error: 'address-refused',
    });
  });
});
