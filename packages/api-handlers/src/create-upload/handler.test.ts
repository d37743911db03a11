import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS, type UploadTicket } from '@jobs/shared-contracts';
import { type TestApi, problemOf, startApi, ticketOf } from '../testing/start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const create = (body: unknown) => api.call('create-upload', { body });
const put = ({ url, headers }: UploadTicket, body: string) =>
  fetch(url, { method: 'PUT', headers: { ...headers, 'content-length': String(body.length) }, body });

describe('creating an upload', () => {
  test('gives a URL that takes the file, which its owner’s jobs can then read', async () => {
    const response = await create({ sizeBytes: 5, contentType: 'text/csv' });
    const ticket = ticketOf(response);
    expect(response).toMatchObject({ statusCode: 201, headers: { 'cache-control': 'no-store' } });
    expect(ticket).toMatchObject({ uploadId: expect.stringMatching(/^upl_[0-9a-f]{32}$/), method: 'PUT' });
    const minutes = (Date.parse(ticket.uploadBefore) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(LIMITS.uploadUrlSeconds / 60 - 1);
    expect(Date.parse(ticket.usableUntil)).toBeGreaterThan(Date.parse(ticket.uploadBefore));

    expect((await put(ticket, 'a,b,c')).status).toBe(200);
    await expect(api.store.payloads.findUpload('acme', ticket.uploadId)).resolves.toMatchObject({ sizeBytes: 5 });
    await expect(api.store.payloads.findUpload('other', ticket.uploadId)).resolves.toBeUndefined();
  });

  test('of one size takes no other', async () => {
    const ticket = ticketOf(await create({ sizeBytes: 5 }));
    expect((await put(ticket, 'more than five')).status).toBe(403);
    await expect(api.store.payloads.findUpload('acme', ticket.uploadId)).resolves.toBeUndefined();
  });

  test.each([
    [{}, '#/sizeBytes'],
    [{ sizeBytes: 0 }, '#/sizeBytes'],
    [{ sizeBytes: LIMITS.uploadBytes + 1 }, '#/sizeBytes'],
    [{ sizeBytes: 1.5 }, '#/sizeBytes'],
    [{ sizeBytes: 1, contentType: 'text/csv\r\nx-evil: 1' }, '#/contentType'],
    [{ sizeBytes: 1, owner: 'other' }, '#/owner'],
  ])('is refused for %j', async (body, pointer) => {
    const response = await create(body);
    expect(problemOf(response)).toMatchObject({ status: 422, code: 'validation-failed', errors: [{ pointer }] });
  });
});
