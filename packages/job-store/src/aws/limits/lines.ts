import { randomUUID } from 'node:crypto';
import type { Line, LineRef } from '../../port/limits.ts';
import { expiryOf, inServingOrder, lineOf, LINE_PREFIX, linePart, USE_PART } from './limit-items.ts';
import type { LimitsTableAccess } from './limits-table-access.ts';
import { IN_USE, inUseValues } from './slots.ts';

/** The line first: whoever finds that somebody waits finds the line. */
export async function joinLine(table: LimitsTableAccess, limitKey: string, line: LineRef): Promise<void> {
  const now = table.now();
  // No counter: it would begin anew with a line that was closed meanwhile.
  const joined = randomUUID();
  await table.update({
    limitKey,
    part: linePart(line),
    change: 'SET #joined = :joined, #servedAt = if_not_exists(#servedAt, :now), #expiresAt = :expiresAt',
    values: { ':joined': joined, ':now': now, ':expiresAt': expiryOf(now) },
  });
  await table.update({
    limitKey,
    part: USE_PART,
    change: `SET #waiting = :joined, ${IN_USE}`,
    values: { ':joined': joined, ...inUseValues(now) },
  });
}

export async function listLines(table: LimitsTableAccess, limitKey: string): Promise<readonly Line[]> {
  const items = await table.list(limitKey, LINE_PREFIX);
  return items.map((item) => lineOf(item as unknown as Parameters<typeof lineOf>[0])).toSorted(inServingOrder);
}

export async function serveLine(table: LimitsTableAccess, limitKey: string, line: LineRef): Promise<void> {
  await table.update({
    limitKey,
    part: linePart(line),
    change: 'SET #servedAt = :now',
    condition: 'attribute_exists(#joined)',
    values: { ':now': table.now() },
  });
}

export async function closeLine(table: LimitsTableAccess, limitKey: string, line: Line): Promise<void> {
  await table.delete({
    limitKey,
    part: linePart(line),
    condition: '#joined = :joined',
    values: { ':joined': line.joined },
  });
}

export async function noneWaits(table: LimitsTableAccess, limitKey: string, waiting: string): Promise<void> {
  await table.update({
    limitKey,
    part: USE_PART,
    change: 'REMOVE #waiting',
    condition: '#waiting = :waiting',
    values: { ':waiting': waiting },
  });
}
