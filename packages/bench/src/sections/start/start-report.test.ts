import { expect, test } from '@jest/globals';
import { formatSection } from '../../report/format-report.ts';
import { figuresOf } from './start-figures.ts';
import { startReport } from './start-report.ts';

const figures = (initMs: number, answeredMs = NaN) => ({ initMs, cpuMs: initMs / 2, answeredMs });
const bundle = (name: string, oursMs: number, usualMs: number, answeredMs?: number) => ({
  name,
  zipKib: 100,
  ours: figures(oursMs, answeredMs),
  usualZipKib: 200,
  usual: figures(usualMs, answeredMs),
});
const worker = { emptyMs: 40, bundledMs: 120, cachedMs: 80, megabytes: 2.7 };

test('medians are of what could be measured', () => {
  const times = [10, 30, 20].map((initMs) => ({ initMs, cpuMs: undefined, answeredMs: initMs + 5 }));
  expect(figuresOf(times)).toEqual({ initMs: 20, cpuMs: NaN, answeredMs: 25 });
});

test('a target holds for the slowest function, and says how many are above it', () => {
  const functions = [bundle('quick', 40, 100), bundle('slow', 90, 100), bundle('middling', 50, 100)];
  const { targets } = startReport({ empty: figures(40), functions, worker, starts: 10 });
  expect(targets).toEqual([
    {
      figure: 'init to the empty handler’s, the largest of 3 functions (slow)',
      wanted: { atMost: 2.1 },
      measured: 2.25,
      why: '1 of 3 are above; the median is 1.25',
    },
    {
      figure: 'init to the usual bundle’s, the largest of 3 functions (slow)',
      wanted: { atMost: 0.55 },
      measured: 0.9,
      why: '1 of 3 are above; the median is 0.50',
    },
  ]);
});

test('the first answer is told of where it was measured', () => {
  const functions = [bundle('get-job', 40, 100, 60), bundle('authorize', 40, 100)];
  const text = formatSection('Start', startReport({ empty: figures(40), functions, worker, starts: 1 }));
  expect(text).toContain('| get-job | 60 | 60 | 1 |');
  expect(text).not.toMatch(/^\| authorize \| –/m);
});
