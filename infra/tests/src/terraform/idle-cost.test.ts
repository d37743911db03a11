import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isOnLambda, type InfrastructureSettings } from '@jobs/shared-contracts';
import jobTypes from '@jobs/shared-contracts/job-types.json' with { type: 'json' };
import { PROJECT_ROOT } from './copy-project.ts';

const read = (file: string) => readFileSync(join(PROJECT_ROOT, file), 'utf8');

const toCents = (amount: string) => (amount === '–' ? 0 : Math.round(Number(amount.replaceAll('*', '')) * 100));

/** Rows of the table on what an environment costs while idle: what, dev, prod. */
const rows = (
  /^## What it costs while idle$[^]*?(?<table>^\|[^]*?)\n\n/m.exec(read('docs/operations.md'))?.groups?.['table'] ?? ''
)
  .split('\n')
  .slice(2)
  .map((line) => line.slice(2, -2).split(/ *\| */))
  .map(([what = '', ...amounts]) => ({ what, cents: amounts.map((amount) => toCents(amount.trim())) }));

const row = (name: string) => rows.find(({ what }) => what.includes(name)) ?? { what: '', cents: [] };

describe('what docs/operations.md says that an idle environment costs', () => {
  test('is the sum of its rows', () => {
    const parts = rows.slice(0, rows.indexOf(row('together')));
    expect(parts.length).toBeGreaterThan(5);
    const sums = [0, 1].map((column) => parts.reduce((sum, { cents }) => sum + (cents[column] ?? NaN), 0));
    expect(row('together').cents).toEqual(sums);
    const network = ['NAT gateway', 'IPv4', 'interface endpoints'].map((name) => row(name).cents);
    const left = sums.map((sum, column) => network.reduce((rest, cents) => rest - (cents[column] ?? NaN), sum));
    expect(row('a VPC that exists').cents).toEqual(left);
  });

  test('counts a dime for each metric of an alarm', () => {
    const functions = read('infra/functions.tf').match(/^ {4}[a-z-]+ = \{$/gm) ?? [];
    const ofJobTypes = Object.values<InfrastructureSettings>(jobTypes as Record<string, InfrastructureSettings>).map(
      // Backlog and no backlog, by three metrics of a lane each; its age; dead letters and crash loop. A function has
      // nothing that scales, and alarms for errors and throttles.
      (jobType: InfrastructureSettings) =>
        isOnLambda(jobType) ? jobType.queues.length + 3 : 2 * 3 * jobType.queues.length + jobType.queues.length + 2,
    );
    const ofTablesApiReconcilerSchedulesAndWakes = 2 * 2 + 4;
    // Their ages, and dead letters.
    const ofWebhooksPushAndSettlements = 3 * 2;
    const metrics = ofJobTypes.reduce(
      (sum, count) => sum + count,
      2 * functions.length + ofTablesApiReconcilerSchedulesAndWakes + ofWebhooksPushAndSettlements,
    );
    expect(row('alarms').what).toContain(`${metrics} metrics × $0.10`);
    expect(row('alarms').cents).toEqual([metrics * 10, metrics * 10]);
  });
});
