import { afterAll, beforeAll, describe } from '@jest/globals';
import type { JobTable } from '../port/job-table.ts';
import { attemptCases } from './job-table/attempts.suite.ts';
import { cancelCases } from './job-table/cancel.suite.ts';
import { claimCases } from './job-table/claim.suite.ts';
import { createCases } from './job-table/create.suite.ts';
import { dueCases } from './job-table/due.suite.ts';
import { endCases } from './job-table/end.suite.ts';
import { heldCases } from './job-table/held.suite.ts';
import { historyCases } from './job-table/history.suite.ts';
import { leaseCases } from './job-table/lease.suite.ts';
import { purgeCases } from './job-table/purge.suite.ts';
import { retryCases } from './job-table/retry.suite.ts';
import { scheduledCases } from './job-table/scheduled.suite.ts';
import { waitingCases } from './job-table/waiting.suite.ts';
import { watchCases } from './job-table/watch.suite.ts';
import { orderCases } from './job-table/order.suite.ts';
import type { JobTableSubject } from './job-table/subject.ts';
import type { TestClock } from './test-clock.ts';

/** What every adapter of `JobTable` must do. `clock` is the one that the table was given. */
export function jobTablePortSuite(
  name: string,
  start: () => Promise<{ readonly jobs: JobTable; readonly clock: TestClock; stop(): Promise<void> }>,
): void {
  describe(`${name} as the jobs table`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.stop();
    });
    const subject: JobTableSubject = () => running;
    createCases(subject);
    claimCases(subject);
    leaseCases(subject);
    endCases(subject);
    attemptCases(subject);
    cancelCases(subject);
    purgeCases(subject);
    retryCases(subject);
    scheduledCases(subject);
    dueCases(subject);
    heldCases(subject);
    historyCases(subject);
    watchCases(subject);
    orderCases(subject);
    waitingCases(subject);
  });
}
