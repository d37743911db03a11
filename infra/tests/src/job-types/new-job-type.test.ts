import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { LANES, type InfrastructureSettings } from '@jobs/shared-contracts';
import { planAfter, type PlannedChange } from './plan-after.ts';

jest.setTimeout(300_000);

const LIKE = 'text-analyze';
const NEW = 'word-count';

let folder: string;
let changes: readonly PlannedChange[];
let jobTypes: Readonly<Record<string, InfrastructureSettings>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'new-job-type-'));
  changes = await planAfter(NEW, folder);
  const generated = join(folder, 'packages/shared-contracts/generated/job-types.json');
  jobTypes = JSON.parse(await readFile(generated, 'utf8')) as typeof jobTypes;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const withAction = (action: string) => changes.filter(({ change }) => change.actions.includes(action));
const hasLane = (jobType: string, lane: string) => jobTypes[jobType]?.queues.some((queue) => queue.lane === lane);
const addresses = (found: readonly PlannedChange[]) => found.map(({ address }) => address).toSorted();

describe('the plan after a job type was scaffolded', () => {
  test('adds exactly what every job type has, by its name', () => {
    const lacked = LANES.filter((lane) => !hasLane(NEW, lane));
    const ofAnother = addresses(changes.filter(({ address }) => address.includes(`["${LIKE}"]`))).filter(
      (address) => !lacked.some((lane) => address.endsWith(`["${lane}"]`)),
    );
    expect(ofAnother).toContain(`module.job_type["${LIKE}"].aws_ecs_service.worker[0]`);
    expect(addresses(withAction('create'))).toEqual(
      ofAnother.map((address) => address.replace(`["${LIKE}"]`, `["${NEW}"]`)).toSorted(),
    );
  });

  test('takes nothing away', () => {
    expect(addresses(withAction('delete'))).toEqual([]);
  });

  test('changes the dashboard, and what functions that reach every job type may do, and nothing else', () => {
    const DASHBOARD = 'module.observability.aws_cloudwatch_dashboard.this';
    const updates = withAction('update');
    const dashboard = updates.find(({ address }) => address === DASHBOARD);
    expect(dashboard?.change.after?.['dashboard_body']).toContain(NEW);
    const policies = updates.filter((update) => update !== dashboard);
    expect(addresses(policies)).toContain('module.function["submit-job"].aws_iam_role_policy.this');
    for (const { address, change } of policies) {
      expect(address).toMatch(/\.aws_iam_role_policy\.\w+$/);
      // It names the new queues, whose ARNs an apply will tell.
      expect(change.after).toEqual({ ...change.before, policy: undefined });
    }
  });
});
