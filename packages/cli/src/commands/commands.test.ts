import { describe, expect, test } from '@jest/globals';
import { API_ENV, fakeApi, runCommand } from '../testing/run-command.ts';

const TIME = '2026-11-01T00:00:00.000Z';
const ID = `job_${'a'.repeat(32)}`;
const job = (changes: object = {}) => ({
  id: ID,
  type: 'csv-etl',
  status: 'FAILED',
  priority: 'standard',
  attempt: 1,
  maxAttempts: 3,
  tags: {},
  createdAt: TIME,
  updatedAt: TIME,
  version: 3,
  owner: 'acme',
  error: { code: 'sql-error', message: 'no such column', attempt: 1 },
  ...changes,
});
const problem = (status: number, changes: object = {}) =>
  Response.json(
    { status, code: 'job-not-failed', title: 'Not failed', detail: 'It is QUEUED', ...changes },
    { status },
  );

async function run(args: readonly string[], ...answers: Response[]) {
  const api = fakeApi(...answers);
  const ran = await runCommand(args, { env: API_ENV, fetch: api.fetch });
  return {
    ...ran,
    requests: api.requests.map(({ method, url, body }) => ({
      method,
      path: url.slice(API_ENV.JOBS_BASE_URL.length),
      body,
    })),
  };
}

describe('a list', () => {
  test('goes on over short and empty pages, and ends with as many jobs as were asked for', async () => {
    const { stdout, requests } = await run(
      ['list', '--limit', '3', '--type', 'csv-etl', '--json'],
      Response.json({ jobs: [job(), job()], nextCursor: 'one' }),
      Response.json({ jobs: [], nextCursor: 'two' }),
      Response.json({ jobs: [job()], nextCursor: 'three' }),
    );
    expect(requests.map(({ path }) => path)).toEqual([
      '/v1/jobs?type=csv-etl&limit=3',
      '/v1/jobs?type=csv-etl&limit=1&cursor=one',
      '/v1/jobs?type=csv-etl&limit=1&cursor=two',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ jobs: [{ id: ID }, { id: ID }, { id: ID }], nextCursor: 'three' });
  });

  test('with --all goes to the end', async () => {
    const { stdout, stderr } = await run(
      ['list', '--all'],
      Response.json({ jobs: [job()], nextCursor: 'one' }),
      Response.json({ jobs: [job({ status: 'SUCCEEDED' })] }),
    );
    expect(stdout.split('\n')).toHaveLength(4);
    expect(stderr).toBe('');
  });

  test('shows texts of others without what would move the cursor', async () => {
    const { stdout } = await run(['list'], Response.json({ jobs: [job({ tags: { a: '\u001B[2Jgone\nback' } })] }));
    expect(stdout).toContain('a=�[2Jgone back');
  });
});

describe('a priority', () => {
  const submit = ['submit', 'text-analyze', '--set', 'source.text=Hello'];

  test('is sent when it is one', async () => {
    const { requests, exit } = await run([...submit, '--priority', 'low'], Response.json(job({ status: 'QUEUED' })));
    expect(exit).toBe(0);
    expect(requests[0]?.body).toEqual({ type: 'text-analyze', input: { source: { text: 'Hello' } }, priority: 'low' });
    expect(await run([...submit, '--priority', 'urgent'])).toMatchObject({ exit: 2, requests: [] });
  });

  test('is shown with a job and in a list', async () => {
    const high = job({ priority: 'high' });
    expect((await run(['get', ID], Response.json(high))).stdout).toMatch(/^priority +high$/m);
    expect((await run(['list'], Response.json({ jobs: [high] }))).stdout).toMatch(/FAILED +high /);
  });
});

describe('an operator', () => {
  test('sees failures counted by their error', async () => {
    const other = job({ type: 'text-analyze', error: { code: 'bad-encoding', message: 'not text', attempt: 3 } });
    const { stdout, requests } = await run(
      ['dead-letters', '--group-by', 'error', '--json'],
      Response.json({ jobs: [other, job(), job()] }),
    );
    expect(requests[0]?.path).toBe('/v1/operations/failures?limit=20');
    expect(JSON.parse(stdout)).toMatchObject({
      groups: [
        { type: 'csv-etl', code: 'sql-error', count: 2, example: { owner: 'acme' } },
        { type: 'text-analyze', code: 'bad-encoding', count: 1 },
      ],
    });
  });

  test('redrives only after saying so, and once', async () => {
    expect(await run(['redrive', 'csv-etl'])).toMatchObject({
      exit: 2,
      requests: [],
      stderr: expect.stringContaining('--yes'),
    });
    expect(await run(['redrive', 'csv-etl', '--max', '101', '--yes'])).toMatchObject({ exit: 2, requests: [] });
    const done = await run(
      ['redrive', 'csv-etl', '--max', '5', '--yes', '--json'],
      Response.json({ redriven: 2, obsolete: 1, kept: 0 }),
    );
    expect(JSON.parse(done.stdout)).toEqual({ redriven: 2, obsolete: 1, kept: 0 });
    expect(done.requests).toEqual([
      { method: 'POST', path: '/v1/operations/redrive', body: { type: 'csv-etl', maxJobs: 5 } },
    ]);
    // Another try would redrive others.
    const broken = await run(['redrive', 'csv-etl', '--yes'], new Response('', { status: 503 }));
    expect([broken.exit, broken.requests.length]).toEqual([5, 1]);
  });

  test('retries by filter only after saying so or looking, and once', async () => {
    const outcome = { matched: 2, retried: 0, skipped: 0, sample: [job()], nextCursor: 'abc' };
    expect(await run(['retry-all'])).toMatchObject({ exit: 2, requests: [] });
    const looked = await run(
      ['retry-all', '--type', 'csv-etl', '--error', 'sql-error', '--failed-from', '2026-11-01T00:00:00Z', '--dry-run'],
      Response.json(outcome),
    );
    expect(looked).toMatchObject({ exit: 0, stderr: expect.stringContaining('--cursor abc') });
    expect(looked.stdout).toMatch(/2 would be queued again.*\n +job_\w+ +csv-etl +sql-error/);
    const body = { type: 'csv-etl', errorCode: 'sql-error', failedFrom: '2026-11-01T00:00:00Z', dryRun: true };
    expect(looked.requests).toEqual([{ method: 'POST', path: '/v1/operations/retry', body }]);
    const broken = await run(
      ['retry-all', '--max', '5', '--max-per-second', '2', '--yes'],
      new Response('', { status: 503 }),
    );
    expect(broken).toMatchObject({ exit: 5, requests: [{ body: { maxJobs: 5, maxPerSecond: 2 } }] });
  });

  test('pauses and resumes a job type, and sees that it is paused', async () => {
    const paused = { since: '2026-11-01T00:00:00.000Z', by: 'platform', reason: 'Down' };
    const done = await run(['pause', 'csv-etl', '--reason', 'Down'], Response.json({ type: 'csv-etl', paused }));
    expect(done.stdout).toContain('paused since 2026-11-01T00:00:00.000Z, by platform');
    expect(done.requests).toEqual([{ method: 'POST', path: '/v1/job-types/csv-etl/pause', body: { reason: 'Down' } }]);
    const resumed = await run(['resume', 'csv-etl'], Response.json({ type: 'csv-etl' }));
    expect(resumed).toMatchObject({
      stdout: 'csv-etl is not paused.\n',
      requests: [{ path: '/v1/job-types/csv-etl/resume' }],
    });
    const jobTypes = [{ type: 'csv-etl', title: 'CSV', queues: [], deadLetters: 0, minutes: [], paused }];
    const seen = await run(['overview'], Response.json({ at: paused.since, jobTypes }));
    expect(seen.stdout).toContain('csv-etl (paused)');
  });

  test('sees who did what', async () => {
    const entry = { id: 'a', at: '2026-11-01T00:00:00.000Z', action: 'jobs.retry', actor: 'platform', target: 'all' };
    const entries = [{ ...entry, outcome: 'done', detail: { retried: 3 } }];
    const { stdout, requests } = await run(
      ['audit', '--action', 'jobs.retry', '--limit', '5'],
      Response.json({ entries }),
    );
    expect(requests[0]?.path).toBe('/v1/audit?action=jobs.retry&limit=5');
    expect(stdout).toMatch(/platform +jobs.retry +all +done: 3 retried/);
    expect(await run(['audit', '--action', 'job.delete'])).toMatchObject({ exit: 2, requests: [] });
  });

  test('acts on jobs of any owner when that is said', async () => {
    const { requests, exit } = await run(['retry', ID, '--any-owner'], Response.json(job({ status: 'QUEUED' })));
    expect([exit, requests[0]?.path]).toEqual([0, `/v1/operations/jobs/${ID}/retry`]);
    expect((await run(['get', ID, '--any-owner', '--input'])).exit).toBe(2);
  });
});

describe('what is refused', () => {
  test('is told with its faults and trace, and does not keep the others from being done', async () => {
    const errors = [
      { pointer: '#/a', detail: 'is missing' },
      { pointer: '#/b', detail: 'is too much' },
    ];
    const ran = await run(
      ['retry', ID, `${ID}0`, '--json'],
      problem(409, { errors, traceId: 'trace-1' }),
      Response.json(job({ status: 'QUEUED' })),
    );
    expect(ran.exit).toBe(1);
    expect(JSON.parse(ran.stdout)).toHaveLength(1);
    expect(ran.stderr).toBe(`${ID}: Not failed: It is QUEUED\n  #/a is missing\n  #/b is too much\n  trace trace-1\n`);
  });

  test('by what is not the API counts as not reached', async () => {
    expect(await run(['get', ID], new Response('<html>'))).toMatchObject({ exit: 5, stdout: '' });
  });
});

const coloured = async (isTty: boolean, env: object) => {
  const { fetch } = fakeApi(Response.json(job()));
  return (await runCommand(['get', ID], { env: { ...API_ENV, ...env }, fetch, isTty })).stdout;
};

test('colours are for terminals that want them', async () => {
  expect(await coloured(true, {})).toContain('\u001B[31mFAILED');
  expect(await coloured(true, { NO_COLOR: '1' })).not.toContain('\u001B');
  expect(await coloured(false, {})).not.toContain('\u001B');
});
