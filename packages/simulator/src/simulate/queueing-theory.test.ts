import { expect, test } from '@jest/globals';
import type { EcsCompute } from '@jobs/shared-contracts';
import { poissonArrivals } from '../arrivals/arrivals.ts';
import { drawExponential } from '../random/draw.ts';
import { AWS } from './environment.ts';
import { simulate } from './simulate.ts';

const compute: EcsCompute = {
  cpuUnits: 256,
  memoryMiB: 512,
  minTasks: 0,
  maxTasks: 1,
  scalingSteps: [{ backlogAtLeast: 1, tasks: 1 }],
};

/** The mean wait with as many servers, by Erlang's C formula. In units of the mean work. */
function erlangWait(servers: number, load: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < servers; n++) sum += term *= load / n;
  const busy = ((term * load) / servers) * (servers / (servers - load));
  return busy / (sum + busy) / (servers - load);
}

test.each([
  [1, 1, 0.5],
  [1, 4, 3],
  [3, 2, 5.4],
])('%d tasks with %d slots keep jobs waiting as long as Erlang says', (tasks, slots, load) => {
  const meanMs = 10_000;
  const hours = 60;
  const { waitsMs } = simulate({
    setting: { name: 'fixed', kind: 'fixed', compute, concurrencyPerWorker: slots, tasks },
    environment: { ...AWS, pickUpMs: 0 },
    seed: 1,
    arrivals: (random) => poissonArrivals(random, { perHour: (load * 3_600_000) / meanMs, untilMs: hours * 3_600_000 }),
    drawWorkMs: (random) => drawExponential(random, meanMs),
    quietMs: 600_000,
    windowMs: hours * 3_600_000,
  });
  const mean = waitsMs.reduce((sum, waitMs) => sum + waitMs, 0) / waitsMs.length;
  const wanted = erlangWait(tasks * slots, load) * meanMs;
  expect(mean / wanted).toBeGreaterThan(0.9);
  expect(mean / wanted).toBeLessThan(1.1);
});
