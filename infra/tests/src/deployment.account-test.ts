import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isTerminal, JOB_TYPES, type JobView } from '@jobs/shared-contracts';
import { createApiClient } from '@jobs/local-stack/api-client';
import { readExample, withUploads } from '@jobs/local-stack/example-requests';
import { applyInfrastructure, type Infrastructure } from './deployed/apply-infrastructure.ts';
import { runDeployment, type RunningDeployment } from './deployed/run-deployment.ts';
import { readDeployment, type Deployment } from './read-back/read-deployment.ts';
import { mutate, MUTATIONS } from './wiring/mutations.ts';
import { wiringProblems } from './wiring/wiring-problems.ts';

// An apply takes a minute or two: the provider itself waits 50 s for a bucket's lifecycle rules.
jest.setTimeout(600_000);

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

describe('what was built, run', () => {
  let running: RunningDeployment;
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

  test('brings a job of each type to its end, on workers that the alarms start', async () => {
    const client = createApiClient(running.apiUrl, running.apiKey, AbortSignal.timeout(120_000));
    const submitted = await Promise.all(
      JOB_TYPES.map(async ({ name }) => {
        const request = await withUploads(await readExample(name), (content) => client.upload(content));
        return client.submit(request as object);
      }),
    );
    await running.services.evaluate();
    expect(running.services.started()).toEqual(new Set(JOB_TYPES.map(({ name }) => name)));
    const ended = await Promise.all(submitted.map(({ id }) => client.follow(id, () => {})));
    expect(ended.map(({ type, status, error }) => ({ type, status, error }))).toEqual(
      JOB_TYPES.map(({ name }) => ({ type: name, status: 'SUCCEEDED', error: undefined })),
    );
    expect(ended.every((job: JobView) => isTerminal(job.status))).toBe(true);
  });

  test('asks the reconciler by the schedule', async () => {
    await expect(running.runSchedule()).resolves.toMatchObject({ ok: true, result: { failed: 0 } });
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
