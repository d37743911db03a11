import { copyJson } from './copy-json.ts';
import type { ApiKeyRecord, ApiKeyTable } from '../port/api-key-table.ts';

/** API keys in memory. */
export function createMemoryApiKeys(): ApiKeyTable {
  const records = new Map<string, ApiKeyRecord>();
  return {
    findApiKey: async (keyHash) => records.get(keyHash),
    putApiKey: async (record) => {
      records.set(record.keyHash, copyJson(record));
    },
  };
}
