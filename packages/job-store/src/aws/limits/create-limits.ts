import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Limits } from '../../port/limits.ts';
import { createLimitsTableAccess } from './limits-table-access.ts';
import { closeLine, joinLine, listLines, noneWaits, serveLine } from './lines.ts';
import { listDueLimits, noteAbsent, postponeLimit } from './due-limits.ts';
import { getUse, returnSlot, takeSlot } from './slots.ts';
import { takeStart } from './starts.ts';

export interface LimitsSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Limits on DynamoDB. */
export function createLimits(settings: LimitsSettings): Limits {
  const table = createLimitsTableAccess(settings);
  return {
    takeSlot: (limitKey, request) => takeSlot(table, limitKey, request),
    returnSlot: (limitKey, holder) => returnSlot(table, limitKey, holder),
    takeStart: (limitKey, request) => takeStart(table, limitKey, request),
    getUse: (limitKey) => getUse(table, limitKey),
    joinLine: (limitKey, line) => joinLine(table, limitKey, line),
    listLines: (limitKey) => listLines(table, limitKey),
    serveLine: (limitKey, line) => serveLine(table, limitKey, line),
    closeLine: (limitKey, line) => closeLine(table, limitKey, line),
    noneWaits: (limitKey, waiting) => noneWaits(table, limitKey, waiting),
    listDueLimits: (query) => listDueLimits(table, query),
    postponeLimit: (limitKey, delayMs) => postponeLimit(table, limitKey, delayMs),
    noteAbsent: (limitKey, holders) => noteAbsent(table, limitKey, holders),
  };
}
