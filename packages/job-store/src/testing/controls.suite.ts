import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Controls } from '../port/controls.ts';

/** What every adapter of `Controls` must do. */
export function controlsPortSuite(
  name: string,
  start: () => Promise<{
    readonly controls: Controls;
    readonly clock: { now(): number; advance(ms: number): void };
    stop(): Promise<void>;
  }>,
): void {
  describe(`${name} as the controls of job types`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.stop();
    });

    test('a job type is paused until it is resumed, and no other with it', async () => {
      const { controls, clock } = running;
      expect(await controls.getPause('csv-etl')).toBeUndefined();
      const paused = { since: clock.now(), by: 'platform', reason: 'The warehouse is down' };
      expect(await controls.pause('csv-etl', { by: 'platform', reason: paused.reason })).toEqual(paused);
      expect(await controls.getPause('csv-etl')).toEqual(paused);
      expect(await controls.getPause('text-analyze')).toBeUndefined();
      expect(await controls.resume('csv-etl')).toEqual(paused);
      expect(await controls.getPause('csv-etl')).toBeUndefined();
      expect(await controls.resume('csv-etl')).toBeUndefined();
    });

    test('who pauses a type that is paused changes nothing of when, by whom and why', async () => {
      const { controls, clock } = running;
      const paused = await controls.pause('image-transform', { by: 'platform' });
      expect(paused).toEqual({ since: clock.now(), by: 'platform' });
      clock.advance(1000);
      expect(await controls.pause('image-transform', { by: 'another', reason: 'Another' })).toEqual(paused);
      expect(await controls.getPause('image-transform')).toEqual(paused);
    });
  });
}
