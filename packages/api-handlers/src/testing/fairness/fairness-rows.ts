import type { JobLimits } from '@jobs/shared-contracts';
import { simulateFairness, type FairnessFigures } from './simulate-fairness.ts';

/** One owner with many jobs and ten with ten each, of ten seconds, on twenty slots. */
export const FAIRNESS = { others: 10, jobsOfEachOther: 10, slots: 20, jobMs: 10_000, settleAfterMs: 500 } as const;

export const POLICIES: Readonly<Record<string, JobLimits | undefined>> = {
  'no limits': undefined,
  '`concurrencyPerOwner: 10`': { concurrencyPerOwner: 10 },
  '`concurrency: 20`': { concurrency: 20 },
  '`concurrency: 22`': { concurrency: 22 },
};

/** So many per cent of the waits are no longer, in whole seconds. */
export function waitSeconds(waits: readonly number[], percent: number): number {
  const sorted = waits.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0) / 1000);
}

/** The figures as a table in Markdown. */
export async function fairnessTable(jobsOfOne: number): Promise<string> {
  const rows = [];
  for (const [policy, limits] of Object.entries(POLICIES)) {
    const figures = await simulateFairness({ ...FAIRNESS, jobsOfOne, limits });
    rows.push(`| ${[policy, ...cells(figures)].join(' | ')} |`);
  }
  return [
    '| limits | small owners, wait p50 | p95 | the one, wait p95 | until all have ended |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const cells = ({ waitsOfOne, waitsOfOthers, totalMs }: FairnessFigures) => [
  `${waitSeconds(waitsOfOthers, 50)} s`,
  `${waitSeconds(waitsOfOthers, 95)} s`,
  `${waitSeconds(waitsOfOne, 95)} s`,
  `${Math.round(totalMs / 1000)} s`,
];
