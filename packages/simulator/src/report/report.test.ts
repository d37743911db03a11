import { describe, expect, test } from '@jest/globals';
import type { EcsCompute } from '@jobs/shared-contracts';
import * as fc from 'fast-check';
import { AWS } from '../simulate/environment.ts';
import { simulateRounds } from '../simulate/simulate-rounds.ts';
import { drawComparison } from './draw-comparison.ts';
import { linearTicks, logarithmicTicks } from './draw-lines.ts';
import { percentile, summarize } from './summarize.ts';
import { formatDollars, formatSeconds, summaryTable } from './summary-table.ts';

const compute: EcsCompute = {
  cpuUnits: 1024,
  memoryMiB: 2048,
  minTasks: 0,
  maxTasks: 2,
  scalingSteps: [{ backlogAtLeast: 1, tasks: 1 }],
};
const rounds = (name: string, tasks: number) =>
  simulateRounds(
    {
      environment: AWS,
      seed: 1,
      rounds: 2,
      arrivals: () => [0, 0, 0, 0],
      drawWorkMs: () => 1000,
      quietMs: 10 * 60_000,
      windowMs: 60_000,
    },
    { name, kind: 'fixed', compute, concurrencyPerWorker: 1, tasks },
  );

describe('a summary', () => {
  test('puts rounds together', () => {
    const { dollars, ...rest } = summarize(rounds('two', 2));
    expect(rest).toEqual({
      name: 'two',
      jobs: 4,
      waitSeconds: { p50: 0.03, p95: 1.06, p99: 1.06, longest: 1.06 },
      doneSeconds: 2.06,
      peakWorkers: 2,
      starts: 0,
      utilisation: (4 * 1.03) / (2 * 60),
    });
    expect(dollars).toBeCloseTo((2 * (0.03238 + 2 * 0.00356)) / 60, 10);
  });

  test('is a row of the table', () => {
    const [heading, rule, row] = summaryTable([summarize(rounds('two', 2))]).split('\n');
    expect(heading).toMatch(/^\| +\| +wait p50 \| +p95 \|/);
    expect(rule).toMatch(/^\| -+ \|( -+: \|)+$/);
    expect(row?.split('|').map((cell) => cell.trim())).toEqual([
      '',
      'two',
      '0.03 s',
      '1.1 s',
      '1.1 s',
      '1.1 s',
      '2.1 s',
      '2',
      '0',
      '3 %',
      '$0.00132',
      '$0.329',
      '',
    ]);
  });

  test.each([
    [[1], 0.5, 1],
    [[1, 2], 0.5, 1],
    [[1, 2, 3, 4], 0.95, 4],
    [Array.from({ length: 100 }, (_, i) => i + 1), 0.95, 95],
  ])('takes of %j at %d the %dth', (sorted, share, wanted) => {
    expect(percentile(sorted, share)).toBe(wanted);
  });

  test('writes numbers with as many digits as say something', () => {
    expect([0.034, 4.06, 61.4, 1234].map(formatSeconds)).toEqual(['0.03 s', '4.1 s', '61 s', '1,234 s']);
    expect([0, 12.345, 0.5, 0.0123, 0.000001].map(formatDollars)).toEqual([
      '$0',
      '$12.35',
      '$0.500',
      '$0.0123',
      '$0.000001',
    ]);
  });
});

describe('a picture', () => {
  const picture = drawComparison('<Two> & three', [rounds('two', 2), rounds('three', 3)]);

  test('names its axes with their units, and every setting', () => {
    for (const text of [
      'minutes',
      'jobs',
      '% of jobs',
      'wait in seconds, at most',
      'two',
      'three',
      '&#60;Two&#62; &#38; three',
    ]) {
      expect(picture).toContain(text);
    }
    expect(picture.match(/<path class="line/g)).toHaveLength(2 + 3 * 2);
  });

  test('has colors for light and for dark pages, and numbers alone in its paths', () => {
    expect(picture).toContain('@media (prefers-color-scheme: dark)');
    expect(picture).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('has ticks that enclose what is drawn, few and round', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e7, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (least, factor) => {
          const linear = linearTicks(least);
          expect(linear[0]).toBe(0);
          expect(linear.at(-1)).toBeGreaterThanOrEqual(least * (1 - 1e-6));
          expect(linear.length).toBeLessThanOrEqual(11);
          const logarithmic = logarithmicTicks(least, least * factor);
          expect(logarithmic[0]).toBeLessThanOrEqual(least * (1 + 1e-9));
          expect(logarithmic.at(-1)).toBeGreaterThanOrEqual(least * factor * (1 - 1e-6));
        },
      ),
    );
  });
});
