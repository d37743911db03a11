import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Controls } from '../port/controls.ts';
import type { WakeStates } from '../port/wake-states.ts';

/** What every adapter of `WakeStates` must do. */
export function wakeStatesPortSuite(
  name: string,
  start: () => Promise<{
    readonly wakeStates: WakeStates;
    readonly controls: Pick<Controls, 'pause' | 'resume' | 'getPause'>;
    /** Within which one of all who have work to tell of writes. */
    readonly intervalMs: number;
    readonly clock: { now(): number; advance(ms: number): void };
    stop(): Promise<void>;
  }>,
): void {
  describe(`${name} as what is known of job types that may sleep`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.stop();
    });

    test('of twenty who tell of work at once, one is told that the service sleeps', async () => {
      const { wakeStates, clock } = running;
      expect(await wakeStates.getWakeState('csv-etl')).toEqual({ workAt: undefined, isPaused: false });
      const noted = await Promise.all(Array.from({ length: 20 }, () => wakeStates.noteWork('csv-etl')));
      const outcomes = noted.map(({ outcome }) => outcome).toSorted();
      expect(outcomes).toEqual(['asleep', ...Array.from({ length: 19 }, () => 'unchanged')]);
      expect(await wakeStates.getWakeState('csv-etl')).toEqual({ workAt: clock.now(), isPaused: false });
      expect(await wakeStates.noteWork('text-analyze')).toEqual({ outcome: 'asleep' });
    });

    test('is known for longer once the interval is over, and not before', async () => {
      const { wakeStates, clock, intervalMs } = running;
      await wakeStates.noteWork('longer');
      const first = clock.now();
      clock.advance(intervalMs - 1);
      const known = await wakeStates.noteWork('longer');
      expect(known.outcome).toBe('unchanged');
      // The table need not tell.
      expect([first, undefined]).toContain(known.outcome === 'unchanged' ? known.workAt : null);
      expect(await wakeStates.getWakeState('longer')).toMatchObject({ workAt: first });
      clock.advance(1);
      expect(await wakeStates.noteWork('longer')).toEqual({ outcome: 'awake' });
      expect(await wakeStates.getWakeState('longer')).toMatchObject({ workAt: clock.now() });
    });

    test('is forgotten unless somebody has told of work since, and is asleep then', async () => {
      const { wakeStates, clock, intervalMs } = running;
      await wakeStates.noteWork('forgotten');
      const first = clock.now();
      clock.advance(intervalMs);
      await wakeStates.noteWork('forgotten');
      expect(await wakeStates.forgetWork('forgotten', first)).toBe(false);
      expect(await wakeStates.forgetWork('forgotten', clock.now())).toBe(true);
      expect(await wakeStates.forgetWork('forgotten', clock.now())).toBe(false);
      expect(await wakeStates.noteWork('forgotten')).toEqual({ outcome: 'asleep' });
    });

    test('a paused job type has no work, until it is resumed; and what was known of it stays', async () => {
      const { wakeStates, controls, clock, intervalMs } = running;
      await wakeStates.noteWork('image-transform');
      const workAt = clock.now();
      await controls.pause('image-transform', { by: 'platform' });
      clock.advance(intervalMs);
      expect(await wakeStates.noteWork('image-transform')).toEqual({ outcome: 'unchanged', workAt: undefined });
      expect(await wakeStates.getWakeState('image-transform')).toEqual({ workAt, isPaused: true });
      await controls.resume('image-transform');
      expect(await wakeStates.getWakeState('image-transform')).toEqual({ workAt, isPaused: false });
      expect(await wakeStates.noteWork('image-transform')).toEqual({ outcome: 'awake' });
    });

    test('a job type with work is not paused by that', async () => {
      const { wakeStates, controls } = running;
      await wakeStates.noteWork('document-render');
      expect(await controls.getPause('document-render')).toBeUndefined();
      expect(await controls.resume('document-render')).toBeUndefined();
    });
  });
}
