import { describe, expect, test } from '@jest/globals';
import { JOB_TYPES } from '@jobs/shared-contracts';
import { evictionOf, heapMiBPerThread, STOP_GRACE_MS } from './settings.ts';

describe('the worker’s settings', () => {
  test.each([...JOB_TYPES])('the threads of $name leave memory to the process', ({ compute, concurrencyPerWorker }) => {
    const heaps = heapMiBPerThread(compute.memoryMiB, concurrencyPerWorker) * concurrencyPerWorker;
    expect(heaps).toBeLessThanOrEqual(compute.memoryMiB * 0.75);
    expect(heaps).toBeGreaterThan(0);
  });

  test('a shutdown leaves time to stop handlers and to release their jobs', () => {
    expect(evictionOf({ shutdownGraceMs: 100_000, stopGraceMs: STOP_GRACE_MS })).toEqual({
      afterMs: 90_000,
      stopGraceMs: 5000,
    });
    expect(evictionOf({ shutdownGraceMs: 8000, stopGraceMs: STOP_GRACE_MS })).toEqual({
      afterMs: 4000,
      stopGraceMs: 2000,
    });
  });
});
