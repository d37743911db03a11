import { isTerminal, type JobEvent } from '@jobs/shared-contracts';
import type { GrantDependencies } from '../limits/grant-slot.ts';
import { settleBatch, type SettleBatchDependencies } from './batches.ts';
import { settleFollowers, type SettleFollowersDependencies } from './followers.ts';
import { settleHeld, settleSlots } from './limits.ts';

export type SettleDependencies = SettleFollowersDependencies & SettleBatchDependencies & GrantDependencies;

/**
 * What somebody waits for a job to do. An event may come twice, late, or after a newer one: a step looks at what is
 * stored, and doing it again changes nothing. It throws what it could not do, and then the event comes again.
 */
type SettleStep = (deps: SettleDependencies, event: JobEvent) => Promise<void>;

/** Done when a job has ended. */
const AT_THE_END: readonly SettleStep[] = [settleSlots, settleFollowers];
/** Done then, and when a job waits again after an attempt: it may have been FAILED, and retried. */
const AT_EACH: readonly SettleStep[] = [settleBatch, settleHeld];

/** Does all steps, also when one of them fails. @throws {AggregateError} of those that did */
export async function settleJob(deps: SettleDependencies, event: JobEvent): Promise<void> {
  const steps = [...AT_EACH, ...(isTerminal(event.data.status) ? AT_THE_END : [])];
  const outcomes = await Promise.allSettled(steps.map((step) => step(deps, event)));
  const errors = outcomes.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} step(s) of ${event.subject} failed`);
}
