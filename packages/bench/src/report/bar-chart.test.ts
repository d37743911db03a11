import { expect, test } from '@jest/globals';
import { drawBarChart } from './bar-chart.ts';

test('bars are as long as their values, and text can not break out', () => {
  const svg = drawBarChart({
    name: 'rates',
    title: 'Rates <of> loops',
    unit: 'messages/s',
    bars: [
      { label: 'ours', value: 200, ours: true },
      { label: 'theirs & others', value: 100, ours: false },
    ],
  });
  const widths = [...svg.matchAll(/<rect class="(\w+)".* width="([\d.]+)"/g)].map(([, kind, width]) => [kind, width]);
  expect(widths).toEqual([
    ['ours', '410.0'],
    ['other', '205.0'],
  ]);
  expect(svg).toContain('theirs &#38; others');
  expect(svg).not.toContain('<of>');
});
