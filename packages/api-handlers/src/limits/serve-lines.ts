import { heldLineOf, QUEUED_AHEAD_MS, type LimitUse, type Line } from '@jobs/job-store';
import type { JobLimits } from '@jobs/shared-contracts';
import { typeOfKey } from './declared-limits.ts';
import { capsOf, grantSlot, type GrantDependencies, type GrantOutcome, type HeldJob } from './grant-slot.ts';

/** Slots that one call gives away at most: who comes next goes on. */
const MAX_GRANTS = 100;
/** Jobs of a line that are looked at: some may have left it, and the index lags. */
const LOOKED_AT = 10;

/**
 * Gives the free slots of a limit to those that wait: lane by lane, and in a lane to the owners by turns, so that one with
 * many jobs keeps nobody waiting. An owner that has as many slots as one may have is passed over.
 */
export async function serveLines(deps: GrantDependencies, limitKey: string): Promise<number> {
  // Read before the lines: who joins after it, is not forgotten.
  const use = await deps.limits.getUse(limitKey);
  const room = roomOf(deps, limitKey, use);
  if (!room.forAnybody()) return 0;
  let lines = await deps.limits.listLines(limitKey);
  const passedOver = new Set<Line>();
  let granted = 0;
  while (granted < MAX_GRANTS && room.forAnybody()) {
    const line = lines.find((one) => !passedOver.has(one) && room.forOwner(one.owner));
    if (!line) break;
    const outcome = await serveLine(deps, limitKey, line);
    if (outcome === 'empty') {
      await deps.limits.closeLine(limitKey, line);
      lines = lines.filter((one) => one !== line);
    } else if (outcome === 'granted') {
      granted += 1;
      room.take(line.owner);
      await deps.limits.serveLine(limitKey, line);
      lines = servedLast(lines, line);
    } else {
      passedOver.add(line);
    }
  }
  if (lines.length === 0 && use.waiting !== undefined) await deps.limits.noneWaits(limitKey, use.waiting);
  return granted;
}

/** The line behind the others of its lane. */
function servedLast(lines: readonly Line[], served: Line): readonly Line[] {
  const others = lines.filter((one) => one !== served);
  const after = others.findLastIndex(({ lane }) => lane === served.lane);
  const place = after < 0 ? lines.indexOf(served) : after + 1;
  return others.toSpliced(place, 0, served);
}

/** Gives a slot to the first of a line. */
async function serveLine(
  deps: GrantDependencies,
  limitKey: string,
  { owner, lane }: Line,
): Promise<GrantOutcome | 'empty'> {
  const jobIds = await deps.jobs.listHeld(heldLineOf({ limitKey, owner, lane }), LOOKED_AT);
  if (jobIds.length === 0) return 'empty';
  for (const jobId of jobIds) {
    const job = await deps.jobs.getJob(jobId);
    if (!job?.heldLine || job.limitKey === undefined) continue;
    const outcome = await grantSlot(deps, job as HeldJob);
    if (outcome !== 'gone') return outcome;
  }
  return 'gone';
}

/** What is free, as far as was known when it was read: the writes themselves are the check. */
export function roomOf(
  { limitsOf, now }: Pick<GrantDependencies, 'limitsOf' | 'now'>,
  limitKey: string,
  use: LimitUse,
) {
  const type = typeOfKey(limitKey);
  const limits: JobLimits = limitsOf(type) ?? {};
  const { max = Infinity, maxPerOwner = Infinity } = capsOf(limitKey, { type }, limits) ?? {};
  const isPaced = limitKey === type ? limits.startsPerMinute : limits.startsPerMinutePerOwner;
  const mayStart = isPaced === undefined || use.nextStartAt <= now() + QUEUED_AHEAD_MS;
  const held = new Map<string, number>();
  let total = 0;
  const take = (owner: string) => {
    held.set(owner, (held.get(owner) ?? 0) + 1);
    total += 1;
  };
  for (const { owner } of use.holders) take(owner);
  return {
    take,
    forAnybody: () => mayStart && total < max,
    forOwner: (owner: string) => (held.get(owner) ?? 0) < maxPerOwner,
  };
}
