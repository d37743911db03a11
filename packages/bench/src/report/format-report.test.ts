import { expect, test } from '@jest/globals';
import { formatNumber, formatSection, formatTargets } from './format-report.ts';

test('numbers have as many digits as they deserve', () => {
  expect([12_345.6, 45.678, 1.234, 0.012_345, NaN].map(formatNumber)).toEqual([
    '12,346',
    '45.7',
    '1.23',
    '0.0123',
    '–',
  ]);
});

test('a figure that was not reached says so, and why', () => {
  const table = formatTargets([
    { figure: 'ours to the wire', wanted: { atLeast: 0.95 }, measured: 0.97 },
    { figure: 'calls per job', wanted: { atMost: 2.6 }, measured: 3, why: 'batches were half empty' },
  ]);
  expect(table).toContain('| ours to the wire | ≥ 0.95 | 0.97 | yes |');
  expect(table).toContain('| calls per job | ≤ 2.6 | 3 | **no**: batches were half empty |');
});

test('a section shows its targets, pictures and tables', () => {
  const report = {
    lead: 'Both sides in one run.',
    tables: [{ caption: 'Rates', columns: ['loop', 'messages/s'], rows: [['ours', 12_000]] }],
    charts: [{ name: 'rates', title: 'Messages per second', unit: '1/s', bars: [] }],
    targets: [],
  };
  expect(formatSection('Queue layer', report, 'performance')).toBe(
    [
      '## Queue layer',
      'Both sides in one run.',
      '![Messages per second](performance/rates.svg)',
      '**Rates**\n\n| loop | messages/s |\n| --- | --: |\n| ours | 12,000 |',
    ].join('\n\n'),
  );
  expect(formatSection('Queue layer', report)).not.toContain('svg');
});
