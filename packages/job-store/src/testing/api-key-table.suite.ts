import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiKeyRecord, ApiKeyTable } from '../port/api-key-table.ts';

/** What every adapter of `ApiKeyTable` must do. */
export function apiKeyTablePortSuite(
  name: string,
  start: () => Promise<{ readonly apiKeys: ApiKeyTable; stop(): Promise<void> }>,
): void {
  describe(`${name} as the table of API keys`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.stop();
    });

    const key: ApiKeyRecord = {
      keyHash: 'f'.repeat(64),
      owner: 'acme',
      scopes: ['jobs:read', 'jobs:write'],
      createdAt: 1_795_000_000_000,
    };

    test('a key is found by its hash, as it was put', async () => {
      await running.apiKeys.putApiKey(key);
      expect(await running.apiKeys.findApiKey(key.keyHash)).toEqual(key);
    });

    test('a key that expires is found with its expiry, also when that is over', async () => {
      const over = { ...key, keyHash: 'e'.repeat(64), expiresAt: 1_795_000_060_000 };
      await running.apiKeys.putApiKey(over);
      expect(await running.apiKeys.findApiKey(over.keyHash)).toEqual(over);
    });

    test('an owner’s second key leaves the first as it is', async () => {
      const second = { ...key, keyHash: 'd'.repeat(64), createdAt: key.createdAt + 1 };
      await running.apiKeys.putApiKey(key);
      await running.apiKeys.putApiKey({ ...second, revokedAt: 1_795_000_001_000 });
      expect(await running.apiKeys.findApiKey(key.keyHash)).toEqual(key);
    });

    test('an unknown key is not found', async () => {
      expect(await running.apiKeys.findApiKey('0'.repeat(64))).toBeUndefined();
    });

    test('a key that is put again is replaced, as when it is revoked', async () => {
      const revoked = { ...key, revokedAt: 1_795_000_001_000 };
      await running.apiKeys.putApiKey(key);
      await running.apiKeys.putApiKey(revoked);
      expect(await running.apiKeys.findApiKey(key.keyHash)).toEqual(revoked);
    });
  });
}
