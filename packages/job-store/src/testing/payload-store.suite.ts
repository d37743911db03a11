import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS } from '@jobs/shared-contracts';
import { PayloadNotFoundError } from '../errors.ts';
import { payloadKeys, type PayloadStore } from '../port/payload-store.ts';
import { newJobId } from './new-job.ts';
import type { TestClock } from './test-clock.ts';

const newUpload = (sizeBytes: number, contentType?: string) => ({
  owner: 'acme',
  uploadId: `upl_${randomBytes(16).toString('hex')}`,
  sizeBytes,
  ...(contentType !== undefined && { contentType }),
});

const put = (url: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'PUT', body, headers });

/** What every adapter of `PayloadStore` must do. `clock` is the one that the store was given; it starts at the present. */
export function payloadStorePortSuite(
  name: string,
  start: () => Promise<{ readonly payloads: PayloadStore; readonly clock: TestClock; stop(): Promise<void> }>,
): void {
  describe(`${name} as the payload store`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.stop();
    });

    test('a JSON value comes back unchanged', async () => {
      const key = payloadKeys.input(newJobId(), 'a'.repeat(64));
      const value = { text: 'ü€😀', numbers: [0.1, -2.5e-7, 9_007_199_254_740_991], nothing: null };
      expect(await running.payloads.putJson(key, value)).toEqual({
        key,
        sizeBytes: Buffer.byteLength(JSON.stringify(value)),
      });
      expect(await running.payloads.getJson(key)).toEqual(value);
    });

    test('what is not there is not found', async () => {
      await expect(running.payloads.getJson('jobs/none/input')).rejects.toThrow(PayloadNotFoundError);
      await expect(running.payloads.readUpload('acme', 'upl_none')).rejects.toThrow(PayloadNotFoundError);
      expect(await running.payloads.findUpload('acme', 'upl_none')).toBeUndefined();
    });

    test('all that is kept of a job is deleted, and nothing else', async () => {
      const [mine, other] = [newJobId(), newJobId()];
      const keys = [
        payloadKeys.input(mine, 'hash'),
        payloadKeys.scheduledInput(mine, 'hash'),
        payloadKeys.result(mine, 1),
        payloadKeys.file(mine, 2, 'a.csv'),
      ];
      await Promise.all([...keys, payloadKeys.result(other, 1)].map((key) => running.payloads.putJson(key, 1)));
      await running.payloads.deletePayloadsOf(mine);
      await running.payloads.deletePayloadsOf(mine);
      const found = await Promise.allSettled(keys.map((key) => running.payloads.getJson(key)));
      expect(found.map(({ status }) => status)).toEqual(keys.map(() => 'rejected'));
      expect(await running.payloads.getJson(payloadKeys.result(other, 1))).toBe(1);
    });

    test('an upload takes the announced file, and only its owner finds it', async () => {
      const upload = newUpload(11, 'text/csv');
      const { url, headers, expiresAt } = await running.payloads.createUploadUrl(upload);
      expect(expiresAt).toBe(running.clock.now() + LIMITS.uploadUrlSeconds * 1000);
      expect((await put(url, 'a,b,c\n1,2,3', headers)).status).toBe(200);
      const found = await running.payloads.findUpload(upload.owner, upload.uploadId);
      expect(found).toMatchObject({ sizeBytes: 11, contentType: 'text/csv' });
      expect(Math.abs((found?.createdAt ?? 0) - Date.now())).toBeLessThan(60_000);
      expect(String(await buffer(await running.payloads.readUpload(upload.owner, upload.uploadId)))).toBe(
        'a,b,c\n1,2,3',
      );
      expect(await running.payloads.findUpload('mallory', upload.uploadId)).toBeUndefined();
    });

    test('an upload of another size or type is refused', async () => {
      const upload = newUpload(11, 'text/csv');
      const { url, headers } = await running.payloads.createUploadUrl(upload);
      const { 'content-length': _, ...type } = headers;
      expect((await put(url, 'a,b,c\n1,2,34', type)).status).toBe(403);
      expect((await put(url, 'a,b,c', type)).status).toBe(403);
      expect((await put(url, 'a,b,c\n1,2,3', { 'content-type': 'text/html' })).status).toBe(403);
      expect(await running.payloads.findUpload(upload.owner, upload.uploadId)).toBeUndefined();
    });

    test('an upload’s URL works for nothing else', async () => {
      const mine = newUpload(5);
      const others = newUpload(5);
      const { url } = await running.payloads.createUploadUrl(mine);
      expect((await put(url.replace(mine.uploadId, others.uploadId), 'hello')).status).toBe(403);
      expect((await fetch(url)).status).toBe(403);
    });

    test('an upload is refused after its URL has expired', async () => {
      const { payloads, clock } = running;
      clock.advance(-LIMITS.uploadUrlSeconds * 1000 - 1000);
      const { url, headers } = await payloads.createUploadUrl(newUpload(5));
      clock.advance(LIMITS.uploadUrlSeconds * 1000 + 1000);
      expect((await put(url, 'hello', headers)).status).toBe(403);
    });

    test('a large upload is taken', async () => {
      const upload = newUpload(20_000_000);
      const { url, headers } = await running.payloads.createUploadUrl(upload);
      expect((await put(url, new Uint8Array(20_000_000), headers)).status).toBe(200);
      expect(await running.payloads.findUpload(upload.owner, upload.uploadId)).toMatchObject({ sizeBytes: 20_000_000 });
    });

    test.each([
      { kind: 'an empty buffer', content: Buffer.alloc(0), body: (content: Buffer) => content },
      { kind: 'a buffer', content: randomBytes(1000), body: (content: Buffer) => content },
      { kind: 'an empty stream', content: Buffer.alloc(0), body: () => Readable.from([]) },
      { kind: 'a short stream', content: randomBytes(1000), body: (content: Buffer) => Readable.from([content]) },
      {
        kind: 'a stream of several parts',
        content: randomBytes(20_000_000),
        body: (content: Buffer) => Readable.from([content.subarray(0, 9_000_000), content.subarray(9_000_000)]),
      },
    ])('a file from $kind is stored whole, and downloaded', async ({ content, body }) => {
      const key = payloadKeys.file(newJobId(), 1, 'table.parquet');
      const stored = await running.payloads.putFile(key, body(content), 'application/vnd.apache.parquet');
      expect(stored).toEqual({ key, sizeBytes: content.length });
      const response = await fetch(await running.payloads.presignDownload(key));
      expect(response.headers.get('content-type')).toBe('application/vnd.apache.parquet');
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    });

    test('a stream that fails stores nothing', async () => {
      const key = payloadKeys.file(newJobId(), 1, 'broken.csv');
      const broken = Readable.from(
        (async function* () {
          yield Buffer.alloc(9_000_000);
          throw new Error('disk on fire');
        })(),
      );
      await expect(running.payloads.putFile(key, broken, 'text/csv')).rejects.toThrow('disk on fire');
      expect((await fetch(await running.payloads.presignDownload(key))).status).toBe(404);
    });

    test('a download is saved under the name that is asked for, whatever its letters', async () => {
      const key = payloadKeys.file(newJobId(), 1, 'out.pdf');
      await running.payloads.putFile(key, Buffer.from('%PDF'), 'application/pdf');
      const response = await fetch(
        await running.payloads.presignDownload(key, { fileName: 'Rechnung (März) "1".pdf' }),
      );
      expect(response.headers.get('content-disposition')).toBe(
        "attachment; filename*=UTF-8''Rechnung%20%28M%C3%A4rz%29%20%221%22.pdf",
      );
    });

    test('a download’s URL expires, and is for one object', async () => {
      const { payloads, clock } = running;
      const key = payloadKeys.file(newJobId(), 1, 'out.pdf');
      await payloads.putFile(key, Buffer.from('%PDF'), 'application/pdf');
      const url = await payloads.presignDownload(key);
      expect((await fetch(url)).status).toBe(200);
      expect((await fetch(url.replace('out.pdf', 'other.pdf'))).status).toBe(403);
      clock.advance(-LIMITS.downloadUrlSeconds * 1000 - 1000);
      const expired = await payloads.presignDownload(key);
      clock.advance(LIMITS.downloadUrlSeconds * 1000 + 1000);
      expect((await fetch(expired)).status).toBe(403);
    });

    test('a download’s URL ends no later than what it serves', async () => {
      const { payloads, clock } = running;
      const key = payloadKeys.file(newJobId(), 1, 'out.pdf');
      await payloads.putFile(key, Buffer.from('%PDF'), 'application/pdf', { deleteAfterDays: 7 });
      const signedAt = clock.now();
      const url = await payloads.presignDownload(key, { until: signedAt + 60_000 });
      expect((await fetch(url)).status).toBe(200);
      clock.advance(-61_000);
      const over = await payloads.presignDownload(key, { until: signedAt - 1000 });
      clock.advance(61_000);
      expect((await fetch(over)).status).toBe(403);
    });
  });
}
