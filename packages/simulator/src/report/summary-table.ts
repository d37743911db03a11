import { markdownTable } from './markdown-table.ts';
import type { Summary } from './summarize.ts';

const SECOND_DIGITS = 10;

/** Seconds, with more digits behind the point the fewer they are. */
export const formatSeconds = (seconds: number): string => {
  if (seconds < 1) return `${seconds.toFixed(2)} s`;
  return `${seconds < SECOND_DIGITS ? seconds.toFixed(1) : Math.round(seconds).toLocaleString('en-US')} s`;
};

/** Dollars with three digits that say something. */
export const formatDollars = (dollars: number): string => {
  if (dollars === 0) return '$0';
  const digits = Math.min(6, Math.max(2, 2 - Math.floor(Math.log10(dollars))));
  return `$${dollars.toFixed(digits)}`;
};

/** Settings side by side. */
export function summaryTable(summaries: readonly Summary[]): string {
  const heading = [
    '',
    'wait p50',
    'p95',
    'p99',
    'longest',
    'all done after',
    'most at once',
    'starts',
    'busy',
    'cost',
    'per 1,000 jobs',
  ];
  const rows = summaries.map(({ name, jobs, waitSeconds, doneSeconds, peakWorkers, starts, utilisation, dollars }) => [
    name,
    ...[waitSeconds.p50, waitSeconds.p95, waitSeconds.p99, waitSeconds.longest, doneSeconds].map(formatSeconds),
    String(peakWorkers),
    starts.toFixed(starts < SECOND_DIGITS && !Number.isInteger(starts) ? 1 : 0),
    `${Math.round(utilisation * 100)} %`,
    formatDollars(dollars),
    formatDollars((dollars / jobs) * 1000),
  ]);
  return markdownTable([heading, ...rows]);
}
