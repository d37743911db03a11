import { describe, expect, test } from '@jest/globals';
import { API_ENV, fakeApi, runCommand } from '../testing/run-command.ts';

const ID = `sch_${'a'.repeat(32)}`;
const TIME = '2026-11-02T05:30:00.000Z';
const schedule = (changes: object = {}) =>
  Response.json({
    id: ID,
    name: 'Every morning',
    type: 'text-analyze',
    tags: {},
    cron: '30 6 * * *',
    timeZone: 'Europe/Berlin',
    overlap: 'skip',
    catchUp: 'last',
    paused: false,
    nextRuns: [TIME],
    waitingRuns: 0,
    createdAt: TIME,
    updatedAt: TIME,
    ...changes,
  });

async function run(args: readonly string[], ...answers: Response[]) {
  const api = fakeApi(...answers);
  const ran = await runCommand(args, { env: API_ENV, fetch: api.fetch });
  const requests = api.requests.map(({ method, url, body }) => ({
    method,
    path: url.slice(API_ENV.JOBS_BASE_URL.length),
    body,
  }));
  return { ...ran, requests };
}

describe('schedules', () => {
  test('are made of what is said, and nothing else', async () => {
    const { stdout, requests } = await run(
      [
        'schedules',
        'create',
        'text-analyze',
        '--set',
        'source.text=Hello',
        '--cron',
        '30 6 * * *',
        '--overlap',
        'queue',
      ],
      schedule(),
    );
    expect(stdout).toBe(`${ID}\n`);
    expect(requests).toEqual([
      {
        method: 'POST',
        path: '/v1/schedules',
        body: { type: 'text-analyze', input: { source: { text: 'Hello' } }, cron: '30 6 * * *', overlap: 'queue' },
      },
    ]);
  });

  test('are tried out with --dry-run: it tells of the next runs, and makes none', async () => {
    const { stdout, requests } = await run(
      ['schedules', 'create', 'text-analyze', '--set', 'source.text=Hello', '--every', '60', '--dry-run'],
      schedule(),
    );
    expect(stdout).toBe(`${TIME}\n`);
    expect(requests).toMatchObject([{ method: 'POST', body: { rateSeconds: 60, dryRun: true } }]);
  });

  test.each([
    ['pause', true],
    ['resume', false],
  ])('%s by what is changed', async (command, paused) => {
    const { stdout, requests } = await run(
      ['schedules', command, ID],
      schedule({ paused, nextRuns: paused ? [] : [TIME] }),
    );
    expect(requests).toEqual([{ method: 'PATCH', path: `/v1/schedules/${ID}`, body: { paused } }]);
    expect(stdout).toMatch(paused ? /next +paused/ : /next +2026-11-02T05:30/);
  });

  test('are shown with their last job, and why it was refused', async () => {
    const lastRun = { runAt: TIME, jobId: `job_${'b'.repeat(32)}`, refused: 'The job type is gone' };
    const { stdout } = await run(['schedules', 'get', ID], schedule({ lastRun, waitingRuns: 2 }));
    expect(stdout).toMatch(/when +30 6 \* \* \* Europe\/Berlin/);
    expect(stdout).toMatch(/last run +2026-11-02T05:30:00.000Z The job type is gone/);
    expect(stdout).toMatch(/waiting +2 runs/);
  });

  test('are listed', async () => {
    const one = (await schedule().json()) as object;
    const { stdout } = await run(['schedules', 'list'], Response.json({ schedules: [one] }));
    expect(stdout).toContain(`${ID}  text-analyze`);
    expect(stdout).toContain('2026-11-02T05:30:00');
  });

  test('are deleted when that is confirmed', async () => {
    const { stdout, requests } = await run(['schedules', 'delete', ID, '--yes'], schedule());
    expect(stdout).toBe('Deleted.\n');
    expect(requests).toMatchObject([{ method: 'DELETE', path: `/v1/schedules/${ID}` }]);
  });
});

describe('a submission for later', () => {
  test('says so by its delay or its time', async () => {
    const job = { id: `job_${'a'.repeat(32)}` };
    const args = ['submit', 'text-analyze', '--set', 'source.text=Hello'];
    const delayed = await run([...args, '--delay', '60'], Response.json(job));
    expect(delayed.requests[0]?.body).toMatchObject({ delaySeconds: 60 });
    const timed = await run([...args, '--run-at', TIME], Response.json(job));
    expect(timed.requests[0]?.body).toMatchObject({ runAt: TIME });
    const both = await run([...args, '--delay', '60', '--run-at', TIME]);
    expect(both.stderr).toContain('not both');
    expect(both.requests).toEqual([]);
  });
});
