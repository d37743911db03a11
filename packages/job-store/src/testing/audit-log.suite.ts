import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AuditAction } from '@jobs/shared-contracts';
import type { AuditLog, AuditQuery, AuditRecord } from '../port/audit-log.ts';

const summaries = (entries: readonly AuditRecord[]) => entries.map(({ action, target }) => `${action} ${target}`);

const DAY_MS = 24 * 60 * 60 * 1000;

/** What every adapter of `AuditLog` must do. */
export function auditLogPortSuite(
  name: string,
  start: () => Promise<{
    readonly auditLog: AuditLog;
    readonly clock: { now(): number; advance(ms: number): void };
    stop(): Promise<void>;
  }>,
): void {
  describe(`${name} as the audit trail`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    let actor = 0;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.stop();
    });
    beforeEach(() => {
      actor += 1;
    });

    const begin = (action: AuditAction, target: string) => {
      running.clock.advance(1);
      return running.auditLog.begin({ action, actor: `actor-${actor}`, target });
    };
    /** Page by page, to the end. */
    const listed = async (query: AuditQuery) => {
      const entries: AuditRecord[] = [];
      for (let after: string | undefined; ;) {
        const page = await running.auditLog.list({ ...query, ...(after !== undefined && { after }) });
        entries.push(...page.entries);
        expect(page.entries.length).toBeLessThanOrEqual(query.limit);
        if (page.next === undefined) return entries;
        after = page.next;
      }
    };
    const own = (more: Partial<AuditQuery> = {}) => listed({ limit: 100, actor: `actor-${actor}`, ...more });

    test('an action is there as soon as it is begun, and tells how it ended once that is written', async () => {
      const { auditLog, clock } = running;
      const entry = {
        action: 'job.retry',
        actor: `actor-${actor}`,
        keyId: 'abc',
        target: 'job_1',
        requestId: 'r1',
      } as const;
      const record = await auditLog.begin(entry);
      expect(record).toEqual({
        ...entry,
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        at: clock.now(),
        outcome: 'begun',
      });
      expect(await own()).toEqual([record]);
      await auditLog.end(record, { outcome: 'done', detail: { retried: 3 } });
      expect(await own()).toEqual([{ ...record, outcome: 'done', detail: { retried: 3 } }]);
    });

    test('entries are listed newest first, page by page, each once, over all shards and months', async () => {
      const targets = Array.from({ length: 12 }, (_, n) => `job_${n}`);
      for (const [n, target] of targets.entries()) {
        if (n % 3 === 0) running.clock.advance(20 * DAY_MS);
        await begin('job.cancel', target);
      }
      for (const limit of [1, 5, 100]) {
        expect((await own({ limit })).map(({ target }) => target)).toEqual(targets.toReversed());
      }
    });

    test('entries are found by action and by target', async () => {
      await begin('job.retry', 'a');
      await begin('job.cancel', 'a');
      await begin('job.cancel', 'b');
      expect(summaries(await own({ action: 'job.cancel' }))).toEqual(['job.cancel b', 'job.cancel a']);
      expect(summaries(await own({ target: 'a' }))).toEqual(['job.cancel a', 'job.retry a']);
      expect(summaries(await own({ target: 'a', action: 'job.retry' }))).toEqual(['job.retry a']);
    });
  });
}
