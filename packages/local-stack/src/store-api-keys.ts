import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashApiKey } from '@jobs/api-handlers';
import type { ApiKeyRecord, ApiKeyTable } from '@jobs/job-store';
import { SCOPES } from '@jobs/shared-contracts';
import type { LocalApiKey } from './local-defaults.ts';

/** What keys the last start on this folder stored: their hashes. */
const FILE = 'api-keys.json';

/** Stores the keys that are given, and revokes those of an earlier start on the same folder that are not given now. */
export async function storeApiKeys(
  table: Pick<ApiKeyTable, 'putApiKey'>,
  apiKeys: readonly LocalApiKey[],
  dataDirectory: string | undefined,
): Promise<void> {
  const now = Date.now();
  const records = apiKeys.map(({ owner, key, scopes = SCOPES }): ApiKeyRecord => ({
    keyHash: hashApiKey(key),
    owner,
    scopes,
    createdAt: now,
  }));
  const given = new Set(records.map(({ keyHash }) => keyHash));
  const earlier = dataDirectory === undefined ? [] : await readKeys(join(dataDirectory, FILE));
  await Promise.all([
    ...records.map((record) => table.putApiKey(record)),
    ...earlier
      .filter(({ keyHash }) => !given.has(keyHash))
      .map((record) => table.putApiKey({ ...record, revokedAt: now })),
  ]);
  if (dataDirectory !== undefined) await writeFile(join(dataDirectory, FILE), JSON.stringify(records));
}

async function readKeys(file: string): Promise<readonly ApiKeyRecord[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as readonly ApiKeyRecord[];
  } catch {
    // The first start on this folder.
    return [];
  }
}
