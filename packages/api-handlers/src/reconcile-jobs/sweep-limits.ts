import type { GrantDependencies } from '../limits/grant-slot.ts';
import { sweepLimit } from '../limits/sweep-limit.ts';

const PAGE = 25;

/**
 * Looks at the limits that are due. What fails stays due, and is looked at again a minute later.
 * @returns how many were looked at
 */
export async function sweepLimits(deps: GrantDependencies, deadline: number): Promise<number> {
  let swept = 0;
  let cursor: string | undefined;
  do {
    const page = await deps.limits.listDueLimits({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    for (const limitKey of page.limitKeys) {
      if (deps.now() >= deadline) return swept;
      try {
        await sweepLimit(deps, limitKey);
        swept += 1;
      } catch (error) {
        deps.log.warn({ err: error, limitKey }, 'a limit stays due');
      }
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
  return swept;
}
