import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import type { ScheduleRecord, Schedules } from '../port/schedules.ts';
import type { TestClock } from './test-clock.ts';

/** What every adapter of `Schedules` must do. */
export function schedulesPortSuite(
  name: string,
  start: () => Promise<{ readonly schedules: Schedules; readonly clock: TestClock; stop(): Promise<void> }>,
): void {
  describe(`${name} as the table of schedules`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.stop());

    const schedule = async (overrides: Partial<ScheduleRecord> = {}): Promise<ScheduleRecord> => {
      const { schedules, clock } = running;
      const record: ScheduleRecord = {
        scheduleId: `sch_${randomBytes(16).toString('hex')}`,
        owner: 'acme',
        request: { type: 'text-analyze', input: { source: { text: 'To be.' }, share: 0.1, none: null } },
        timing: { cron: '0 6 * * *', timeZone: 'Europe/Berlin' },
        overlap: 'skip',
        catchUp: 'last',
        paused: false,
        version: 1,
        createdAt: clock.now(),
        updatedAt: clock.now(),
        waiting: [],
        ...overrides,
      };
      await schedules.createSchedule(record);
      return record;
    };
    const listAllDue = async (limit = 100) => {
      const due: string[] = [];
      for (let shard = 0; shard < INDEX_SHARDS; shard += 1) {
        let cursor: string | undefined;
        do {
          const page = await running.schedules.listDueSchedules({ shard, limit, ...(cursor && { cursor }) });
          due.push(...page.scheduleIds);
          ({ cursor } = page);
        } while (cursor !== undefined);
      }
      return due;
    };

    test('a schedule comes back as it was put', async () => {
      const plain = await schedule();
      const full = await schedule({
        name: 'Every morning',
        timing: { rateSeconds: 3600, countedFrom: 5 },
        nextRunAt: 7,
        dueAt: 6,
        waiting: [1, 2],
        pending: { runAt: 3, cancelJobId: 'job' },
        lastRun: { runAt: 3, jobId: 'job', refused: 'no' },
      });
      for (const record of [plain, full]) {
        expect(await running.schedules.getSchedule(record.scheduleId)).toEqual(record);
      }
      expect(await running.schedules.getSchedule('sch_none')).toBeUndefined();
    });

    test('of 10 who change a schedule at once, one does', async () => {
      const before = await schedule();
      const changes = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          running.schedules.replaceSchedule(before, { ...before, name: String(index) }),
        ),
      );
      const written = changes.filter((change) => change !== undefined);
      expect(written).toHaveLength(1);
      expect(await running.schedules.getSchedule(before.scheduleId)).toEqual(written[0]);
      expect(written[0]?.version).toBe(2);
    });

    test('a schedule that is deleted is not there, and not put back by a change', async () => {
      const before = await schedule();
      await running.schedules.deleteSchedule(before.scheduleId);
      expect(await running.schedules.replaceSchedule(before, before)).toBeUndefined();
      expect(await running.schedules.getSchedule(before.scheduleId)).toBeUndefined();
      await running.schedules.deleteSchedule(before.scheduleId);
    });

    test('an owner sees his own, the newest first', async () => {
      const made: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        made.unshift((await schedule({ owner: 'lister' })).scheduleId);
        running.clock.advance(1);
      }
      const listed = await running.schedules.listSchedules('lister');
      expect(listed.map(({ scheduleId }) => scheduleId)).toEqual(made);
      expect(await running.schedules.countSchedules('lister')).toBe(3);
      expect(await running.schedules.listSchedules('nobody')).toEqual([]);
      expect(await running.schedules.countSchedules('nobody')).toBe(0);
    });

    test('those whose time has come are listed page by page, and those that have none are not', async () => {
      const { clock, schedules } = running;
      const due = clock.now() + 1000;
      const made = await Promise.all(Array.from({ length: 40 }, () => schedule({ dueAt: due })));
      const ids = made.map(({ scheduleId }) => scheduleId);
      await schedule();
      const ours = async () => (await listAllDue(2)).filter((id) => ids.includes(id)).toSorted();
      clock.advance(999);
      expect(await ours()).toEqual([]);
      clock.advance(1);
      expect(await ours()).toEqual(ids.toSorted());
      for (const record of made) {
        const { dueAt: _, ...rest } = record;
        await schedules.replaceSchedule(record, rest);
      }
      expect(await ours()).toEqual([]);
    });
  });
}
