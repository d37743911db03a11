import type { DueLimits } from '../../port/limits.ts';
import { DUE_SHARD, USE_PART } from './limit-items.ts';
import type { LimitsTableAccess } from './limits-table-access.ts';

export const listDueLimits = (
  table: LimitsTableAccess,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<DueLimits> => table.listDue(DUE_SHARD, limit, cursor);

export async function postponeLimit(table: LimitsTableAccess, limitKey: string, delayMs: number): Promise<void> {
  const idle = await table.update({
    limitKey,
    part: USE_PART,
    change: 'REMOVE #dueAt, #dueShard',
    condition: 'attribute_not_exists(#waiting) AND (attribute_not_exists(#inUse) OR #inUse <= :zero)',
    values: { ':zero': 0 },
  });
  if (idle) return;
  await table.update({
    limitKey,
    part: USE_PART,
    change: 'SET #dueAt = :dueAt',
    condition: 'attribute_exists(#dueShard)',
    values: { ':dueAt': table.now() + delayMs },
  });
}

export async function noteAbsent(
  table: LimitsTableAccess,
  limitKey: string,
  holders: readonly string[],
): Promise<void> {
  await table.update({
    limitKey,
    part: USE_PART,
    ...(holders.length > 0
      ? { change: 'SET #absent = :absent', values: { ':absent': new Set(holders) } }
      : { change: 'REMOVE #absent' }),
  });
}
