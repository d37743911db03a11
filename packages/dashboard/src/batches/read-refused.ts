import type { BatchMemberView } from '@jobs/shared-contracts';
import type { PageClient } from '../session/session.ts';

/** More would be read by nobody. */
export const SHOWN_REFUSALS = 100;
/** The most that the API lists at once. */
const PAGE = 100;

/** The first jobs of a batch that were refused, of so many: looked for only as far as there are any. */
export async function readRefused(
  batches: Pick<PageClient['batches'], 'jobs'>,
  batchId: string,
  count: number,
  signal: AbortSignal,
): Promise<readonly BatchMemberView[]> {
  const wanted = Math.min(count, SHOWN_REFUSALS);
  const found: BatchMemberView[] = [];
  let cursor: string | undefined;
  while (found.length < wanted) {
    const page = await batches.jobs(batchId, { limit: PAGE, cursor, signal });
    found.push(...page.jobs.filter(({ problem }) => problem !== undefined));
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  return found.slice(0, wanted);
}
