import type { WriteUnits } from '@jobs/prices/dynamodb-units';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import { markdownTable } from '../report/markdown-table.ts';
import { hottestShares, INDEX_NAMES, type IndexName, type OwnerMix } from './hottest-partitions.ts';
import { costsOfMillion } from './job-costs.ts';
import { JOB_LIVES, type JobLife } from './measure-job-writes.ts';
import { PARTITION_UNITS, reachedAt, serviceLimits } from './service-limits.ts';

export type JobWrites = Readonly<Record<JobLife, WriteUnits>>;

const RATES = [10, 1000, 10_000, 100_000];
const SECONDS_PER_MONTH = 730 * 3600;
/** What stays free of a limit that somebody plans with. */
const HEADROOM = 0.7;

/** The largest owner has a tenth of the jobs, or half of them. */
const MIXES = {
  even: { owners: 10_000, largestShare: 0 },
  half: { owners: 10_000, largestShare: 0.5 },
} as const satisfies Record<string, OwnerMix>;

type Shares = Readonly<Record<keyof typeof MIXES, ReturnType<typeof hottestShares>>>;

const number = (value: number) => value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
const rateHeadings = RATES.map((rate) => `${number(rate)}/s`);
/** What is above a limit stands out. */
const against = (limit: number, value: number) => (value > limit ? `**${number(value)}**` : number(value));

const writesTable = (writes: JobWrites) =>
  markdownTable([
    ['a job that is', 'table', ...INDEX_NAMES.map((name) => `\`${name}\``)],
    ...JOB_LIVES.map((life) => {
      const { table, indexes } = writes[life];
      return [life, String(table)].concat(INDEX_NAMES.map((name) => String(indexes[name] ?? 0)));
    }),
  ]);

interface HotCase {
  readonly what: string;
  readonly life: JobLife;
  readonly index: IndexName;
  readonly mix: keyof typeof MIXES;
}

const HOT_CASES: readonly HotCase[] = [
  { what: '`due`', life: 'short', index: 'due', mix: 'even' },
  { what: '`owner`, 10,000 owners, the largest having a tenth', life: 'short', index: 'owner', mix: 'even' },
  { what: '`owner`, one owner having half', life: 'short', index: 'owner', mix: 'half' },
  { what: '`failures`, every job failing', life: 'failed', index: 'failures', mix: 'even' },
  { what: '`held`, one limited type, 10,000 owners', life: 'limited', index: 'held', mix: 'even' },
  { what: '`held`, one limited type, one owner having half', life: 'limited', index: 'held', mix: 'half' },
];

function partitionsTable(writes: JobWrites, shares: Shares): string {
  const rows = HOT_CASES.map(({ what, life, index, mix }) => {
    const share = shares[mix][index];
    const units = (writes[life].indexes[index] ?? 0) * share;
    return [what, `1/${number(1 / share)}`].concat(RATES.map((rate) => against(PARTITION_UNITS, rate * units)));
  });
  return markdownTable([['hottest partition of', 'of the writes', ...rateHeadings], ...rows]);
}

function servicesTable({ short }: JobWrites, shares: Shares): string {
  const limits = serviceLimits(short, shares.half).toSorted((a, b) => reachedAt(a) - reachedAt(b));
  const rows = limits.map((service) => {
    const { name, limit, perSubmission, lift } = service;
    const needed = RATES.map((rate) => against(limit, rate * perSubmission));
    return [name, number(limit)].concat(needed, [`${number(reachedAt(service))}/s`, lift]);
  });
  return markdownTable([['limit', 'default', ...rateHeadings, 'reached at', 'what lifts it'], ...rows]);
}

function costsTable({ short }: JobWrites): string {
  const costs = Object.entries(costsOfMillion(short));
  const sum = (parts: typeof costs) => parts.reduce((total, [, dollars]) => total + dollars, 0);
  const withoutTasks = costs.filter(([name]) => name !== 'Fargate');
  const row = (name: string, dollars: number) => [
    name,
    `$${dollars.toFixed(2)}`,
    ...RATES.map((rate) => `$${number((dollars * rate * SECONDS_PER_MONTH) / 1e6)}`),
  ];
  return markdownTable([
    ['', 'a million jobs', ...RATES.map((rate) => `a month of ${number(rate)}/s`)],
    ...withoutTasks.map(([name, dollars]) => row(name, dollars)),
    row('the control plane', sum(withoutTasks)),
    row('Fargate', sum(costs) - sum(withoutTasks)),
    row('together', sum(costs)),
  ]);
}

function cellsTable({ short }: JobWrites, shares: Shares): string {
  const due = short.indexes['due'] ?? 0;
  const { due: share } = shares.even;
  const perCell = (HEADROOM * PARTITION_UNITS) / (due * share);
  return markdownTable([
    ['', ...rateHeadings],
    [
      'shards of `due` that one table would need',
      ...RATES.map((rate) => number(Math.max(INDEX_SHARDS, Math.ceil((rate * due) / (HEADROOM * PARTITION_UNITS))))),
    ],
    [
      `cells with ${INDEX_SHARDS} shards, ${number(perCell)}/s each`,
      ...RATES.map((rate) => number(Math.ceil(rate / perCell))),
    ],
  ]);
}

/** The tables of docs/scaling.md, by the name that is written there. */
export function capacityTables(writes: JobWrites): Readonly<Record<string, string>> {
  const shares: Shares = { even: hottestShares(MIXES.even), half: hottestShares(MIXES.half) };
  return {
    writes: writesTable(writes),
    partitions: partitionsTable(writes, shares),
    services: servicesTable(writes, shares),
    cells: cellsTable(writes, shares),
    costs: costsTable(writes),
  };
}
