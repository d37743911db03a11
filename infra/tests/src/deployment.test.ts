import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isOnEcs, JOB_TYPES } from '@jobs/shared-contracts';
import { createApiClient } from '@jobs/local-stack/api-client';
import { readExample, withUploads } from '@jobs/local-stack/example-requests';
import { actAs, readRecordedCalls } from '@jobs/stand-ins';
import { applyInfrastructure, type Infrastructure } from './deployed/apply-infrastructure.ts';
import { DEPLOYED_JOB_TYPES } from './deployed/deployed-job-types.ts';
import { runDeployment, type RunningDeployment } from './deployed/run-deployment.ts';
import { judge, needsOf, type AppliedPermissions, type Judgement } from './permissions/judge-calls.ts';
import { readResourcePolicies } from './permissions/read-resource-policies.ts';
import { readRoles } from './permissions/read-roles.ts';
import { recordedTests } from './permissions/record-tests.ts';
import { isOfTheSystem, type RecordedCall } from './permissions/recorded-call.ts';
import { grantsOf, unusedGrants, USED_BY_AWS_ALONE } from './permissions/unused-grants.ts';
import { readDeployment, type Deployment } from './read-back/read-deployment.ts';
import { FUNCTION_NAMES } from './wiring/function-problems.ts';
import { mutate, MUTATIONS } from './wiring/mutations.ts';
import { wiringProblems } from './wiring/wiring-problems.ts';

// An apply takes a minute or two: the provider itself waits 50 s for a bucket's lifecycle rules.
jest.setTimeout(900_000);

const WITH_WORKERS = DEPLOYED_JOB_TYPES.filter(isOnEcs).map(({ name }) => name);

let infrastructure: Infrastructure;
let deployment: Deployment;
beforeAll(async () => {
  // oxlint-disable-next-line node/no-process-env -- Terraform and Python need PATH and HOME
  infrastructure = await applyInfrastructure(process.env);
  deployment = await readDeployment(infrastructure.account.clientSettings);
});
afterAll(() => infrastructure?.close());

test('what terraform apply built from zero fits together', async () => {
  await expect(wiringProblems(deployment, infrastructure.readZip)).resolves.toEqual([]);
});

let running: RunningDeployment;
describe('what was built, run', () => {
  beforeAll(async () => {
    running = await runDeployment(deployment, infrastructure);
  });
  afterAll(() => running?.stop());

  test('lets nobody in without a key', async () => {
    const answers = await Promise.all(
      [{}, { 'x-api-key': 'jobs_unknown' }].map((headers) => fetch(`${running.apiUrl}/v1/job-types`, { headers })),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  test('has no workers while nothing waits', async () => {
    await running.services.evaluate();
    expect(running.services.running()).toEqual([]);
  });

  test('brings a job of each type to its end, on workers that the alarms start and by functions that queues invoke', async () => {
    const client = createApiClient(running.apiUrl, running.apiKey, AbortSignal.timeout(120_000));
    const submitted = await Promise.all(
      JOB_TYPES.map(async ({ name }) => {
        const request = await withUploads(await readExample(name), (content) => client.upload(content));
        return client.submit(request as object);
      }),
    );
    await running.services.evaluate();
    expect(running.services.started()).toEqual(new Set(WITH_WORKERS));
    const ended = await Promise.all(submitted.map(({ id }) => client.follow(id, () => {})));
    expect(ended.map(({ type, status, error }) => ({ type, status, error }))).toEqual(
      JOB_TYPES.map(({ name }) => ({ type: name, status: 'SUCCEEDED', error: undefined })),
    );
  });

  test('has the services of these jobs woken by their submission', async () => {
    const { targets } = await readDeployment(infrastructure.account.clientSettings);
    expect(targets.map(({ MinCapacity }) => MinCapacity)).toEqual(WITH_WORKERS.map(() => 1));
  });

  test('stops its workers once nothing is left to do', async () => {
    // A message is deleted a moment after its job has ended. Workers that stay would keep the test from ending.
    while (running.services.running().length > 0) await running.services.evaluate();
    expect(running.services.started()).toEqual(new Set(WITH_WORKERS));
  });

  test('asks the reconciler by the schedule', async () => {
    await expect(running.runSchedule('reconcile-jobs')).resolves.toMatchObject({ ok: true, result: { failed: 0 } });
  });

  test('makes the jobs of schedules by the schedule', async () => {
    await expect(running.runSchedule('run-schedules')).resolves.toMatchObject({ ok: true, result: { failed: 0 } });
  });

  test('sends webhooks again by the schedule', async () => {
    await expect(running.runSchedule('retry-webhooks')).resolves.toMatchObject({ ok: true, result: { failed: 0 } });
  });
});

describe('least privilege', () => {
  let applied: AppliedPermissions;
  let calls: readonly RecordedCall[];
  let judgements: readonly Judgement[];
  beforeAll(async () => {
    const { account, workFolder } = infrastructure;
    // oxlint-disable-next-line node/no-process-env -- Node needs PATH and HOME
    const folder = await recordedTests(join(workFolder, 'calls'), process.env);
    calls = [...readRecordedCalls(folder), ...account.calls, ...running.calls].filter(isOfTheSystem);
    applied = {
      deployment,
      roles: await readRoles(account.clientSettings),
      resourcePolicies: await readResourcePolicies(account.clientSettings, deployment),
    };
    judgements = await Promise.all(needsOf(calls, applied).map((need) => judge(need, applied)));
  });

  test('every call that the tests record is allowed by the applied policies', () => {
    expect(judgements.filter(({ isAllowed }) => !isAllowed)).toEqual([]);
  });

  test('every part of the system has made calls, but for those that make none', () => {
    const callers = new Set(calls.map(({ principal }) => principal));
    const silent = FUNCTION_NAMES.filter((name) => !callers.has(actAs.function(name).AWS_ACCESS_KEY_ID));
    expect(silent).toEqual(['list-job-types', 'get-openapi']);
    expect(JOB_TYPES.filter(({ name }) => !callers.has(actAs.worker(name).AWS_ACCESS_KEY_ID))).toEqual([]);
  });

  test('nothing is granted that no call uses', () => {
    expect(unusedGrants(grantsOf(applied), judgements)).toEqual([]);
  });

  test('what AWS alone uses is granted, so that the list of it does not grow old', () => {
    const granted = new Set(grantsOf(applied).map(({ sid, action }) => `${sid} ${action}`));
    expect(Object.keys(USED_BY_AWS_ALONE).filter((grant) => !granted.has(grant))).toEqual([]);
  });

  test('without any one of the grants, a recorded call is refused', async () => {
    const needless = await Promise.all(
      judgements.map(async (need) => {
        const without = need.role.statements.filter(({ Sid }) => Sid !== need.allowedBy[0]);
        return (await judge(need, applied, without)).isAllowed ? [`${need.principal}: ${need.allowedBy[0]}`] : [];
      }),
    );
    expect(needless.flat()).toEqual([]);
  });
});

describe('a mistake in the configuration is found in the account', () => {
  let problems: readonly string[];
  beforeAll(async () => {
    for (const mutation of MUTATIONS) await mutate(infrastructure.folder, mutation);
    await infrastructure.apply();
    problems = await wiringProblems(
      await readDeployment(infrastructure.account.clientSettings),
      infrastructure.readZip,
    );
  });

  test.each(MUTATIONS)('when $title', ({ problem }) => {
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });
});

test('destroy leaves nothing behind', async () => {
  await infrastructure.destroy();
  await expect(infrastructure.account.countResources()).resolves.toEqual({});
});
