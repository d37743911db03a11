import type { LimitUse, SlotHolder, SlotRequest } from '../../port/limits.ts';
import { LIMIT_DUE_MS } from '../../port/limits.ts';
import { DUE_SHARD, expiryOf, holdersOf, USE_PART, useOf, type UseItem } from './limit-items.ts';
import type { LimitsTableAccess } from './limits-table-access.ts';

/** A limit that is in use is looked at; when that is, does not change while it is. */
export const IN_USE =
  '#expiresAt = :expiresAt, #dueAt = if_not_exists(#dueAt, :dueAt), #dueShard = if_not_exists(#dueShard, :dueShard)';

export const inUseValues = (now: number) => ({
  ':expiresAt': expiryOf(now),
  ':dueAt': now + LIMIT_DUE_MS,
  ':dueShard': DUE_SHARD,
});

export async function takeSlot(table: LimitsTableAccess, limitKey: string, request: SlotRequest): Promise<boolean> {
  const { owner, holder, max, maxPerOwner, unlessWaiting } = request;
  const conditions = [
    'attribute_not_exists(#holders) OR NOT contains(#holders, :holder)',
    ...(max === undefined ? [] : ['attribute_not_exists(#inUse) OR #inUse < :max']),
    ...(maxPerOwner === undefined ? [] : ['attribute_not_exists(#holders) OR size(#holders) < :maxPerOwner']),
    ...(unlessWaiting ? ['attribute_not_exists(#waiting)'] : []),
  ];
  const written = await table.update({
    limitKey,
    part: USE_PART,
    change: `ADD #inUse :one, #holders :holders SET ${IN_USE}`,
    condition: conditions.map((one) => `(${one})`).join(' AND '),
    names: { holders: holdersOf(owner) },
    values: {
      ...inUseValues(table.now()),
      ':one': 1,
      ':holders': new Set([holder]),
      ':holder': holder,
      ...(max !== undefined && { ':max': max }),
      ...(maxPerOwner !== undefined && { ':maxPerOwner': maxPerOwner }),
    },
  });
  if (written) return true;
  const use = await getUse(table, limitKey);
  return use.holders.some((one) => one.owner === owner && one.holder === holder);
}

export async function returnSlot(
  table: LimitsTableAccess,
  limitKey: string,
  { owner, holder }: SlotHolder,
): Promise<void> {
  await table.update({
    limitKey,
    part: USE_PART,
    change: 'ADD #inUse :minusOne DELETE #holders :holders',
    condition: 'contains(#holders, :holder)',
    names: { holders: holdersOf(owner) },
    values: { ':minusOne': -1, ':holders': new Set([holder]), ':holder': holder },
  });
}

export async function getUse(table: LimitsTableAccess, limitKey: string): Promise<LimitUse> {
  return useOf((await table.read(limitKey, USE_PART)) as UseItem | undefined);
}
