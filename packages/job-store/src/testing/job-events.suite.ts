import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobEvent } from '@jobs/shared-contracts';
import { jobEventOf } from '../port/job-event.ts';
import type { JobEvents } from '../port/job-events.ts';
import type { JobRecord } from '../port/job-record.ts';
import { newJob } from './new-job.ts';

/** What every adapter of `JobEvents` must do. `receive` waits for so many published events. */
export function jobEventsPortSuite(
  name: string,
  start: () => Promise<{
    readonly events: JobEvents;
    receive(count: number): Promise<readonly JobEvent[]>;
    stop(): Promise<void>;
  }>,
): void {
  describe(`${name} as the topic of job events`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.stop();
    });

    test('a published event arrives as it is', async () => {
      const event = newEvent();
      await running.events.publish([event]);
      expect(await running.receive(1)).toEqual([event]);
    });

    test('more events than one batch takes arrive all', async () => {
      const events = Array.from({ length: 25 }, () => newEvent());
      await running.events.publish(events);
      expect(sorted(await running.receive(25))).toEqual(sorted(events));
    });

    test('events that together are too large for one batch arrive all', async () => {
      const events = Array.from({ length: 5 }, () => newEvent('€'.repeat(30_000)));
      await running.events.publish(events);
      expect(sorted(await running.receive(5))).toEqual(sorted(events));
    });

    test('nothing to publish is no error', async () => {
      await expect(running.events.publish([])).resolves.toBeUndefined();
    });
  });
}

const sorted = (events: readonly JobEvent[]) => events.toSorted((a, b) => a.id.localeCompare(b.id));

function newEvent(message = 'Boom'): JobEvent {
  const now = 1_795_000_000_000;
  const job: JobRecord = {
    ...newJob(),
    status: 'FAILED',
    version: 7,
    attempt: 3,
    attempts: [],
    error: { code: 'boom', message, attempt: 3 },
    createdAt: now,
    updatedAt: now,
  };
  return jobEventOf(job, '/jobs/test');
}
