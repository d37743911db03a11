import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { EXIT } from '../exit-codes.ts';
import { API_ENV, fakeApi, runCommand } from '../testing/run-command.ts';

const ID = `bat_${'a'.repeat(32)}`;
const JOB = { type: 'text-analyze', input: { source: { text: 'Hello' } } };
const batch = (counts: object = {}) => ({
  id: ID,
  tags: {},
  status: 'COMPLETED',
  counts: { total: 2, refused: 0, pending: 0, succeeded: 2, failed: 0, cancelled: 0, ...counts },
  createdAt: '2026-11-01T00:00:00.000Z',
});

const file = join(tmpdir(), `batch-${process.pid}.jsonl`);
afterAll(() => rm(file, { force: true }));

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

describe('a batch', () => {
  test.each([
    ['a list', JSON.stringify([JOB, JOB])],
    ['a job in each line', `${JSON.stringify(JOB)}\n\n${JSON.stringify(JOB)}\n`],
  ])('is submitted from a file with %s, and tells what was refused', async (_, text) => {
    await writeFile(file, text);
    const results = [
      { index: 0, jobId: `job_${'a'.repeat(32)}` },
      { index: 1, problem: { detail: 'No such type' } },
    ];
    const { stdout, stderr, requests } = await run(
      ['batch', 'submit', file, '--name', 'Two', '--cancel-on-failure'],
      Response.json({ ...batch(), results }),
    );
    expect(stdout).toBe(`${ID}\n`);
    expect(stderr).toContain('#1 was refused: No such type');
    expect(requests).toEqual([
      { method: 'POST', path: '/v1/batches', body: { name: 'Two', onFailure: 'cancel', jobs: [JOB, JOB] } },
    ]);
  });

  test('is not submitted from a file with a line that is no JSON, and that line is named', async () => {
    await writeFile(file, `${JSON.stringify(JOB)}\n{broken\n`);
    const { exit, stderr, requests } = await run(['batch', 'submit', file]);
    expect({ exit, requests }).toEqual({ exit: EXIT.wrongUsage, requests: [] });
    expect(stderr).toContain('Line 2 of');
  });

  test('is shown and cancelled', async () => {
    const { stdout } = await run(['batch', 'get', ID], Response.json(batch()));
    expect(stdout).toMatch(/jobs +2 total, 2 succeeded/);
    const { requests } = await run(['batch', 'cancel', ID], Response.json(batch()));
    expect(requests).toMatchObject([{ method: 'DELETE', path: `/v1/batches/${ID}` }]);
  });

  test('that has completed tells what came of each job, without sending the key to where that is', async () => {
    const manifest = { ...batch(), jobs: [{ index: 0, status: 'SUCCEEDED' }] };
    const url = 'https://bucket.example.com/manifest.json';
    const api = fakeApi(Response.json({ url }), Response.json(manifest));
    const { stdout } = await runCommand(['batch', 'manifest', ID], { env: API_ENV, fetch: api.fetch });
    expect(JSON.parse(stdout)).toEqual(manifest);
    expect(api.requests.map((request) => [request.url, request.apiKey])).toEqual([
      [`${API_ENV.JOBS_BASE_URL}/v1/batches/${ID}/manifest?redirect=false`, API_ENV.JOBS_API_KEY],
      [url, null],
    ]);
  });

  test.each([
    [{}, EXIT.ok],
    [{ failed: 1, cancelled: 1 }, EXIT.jobFailed],
    [{ cancelled: 1 }, EXIT.jobCancelled],
  ])('that is watched, and ends with %j, ends the command with %i', async (counts, expected) => {
    const { exit } = await run(['batch', 'watch', ID], Response.json(batch(counts)));
    expect(exit).toBe(expected);
  });
});

test('a job is submitted to start after others', async () => {
  const after = [`job_${'a'.repeat(32)}`, `job_${'b'.repeat(32)}`] as const;
  const args = ['submit', 'text-analyze', '--set', 'source.text=Hello', '--after', after[0], '--after', after[1]];
  const { requests } = await run([...args, '--after-failure', 'run'], Response.json({ id: after[0] }));
  expect(requests[0]?.body).toMatchObject({ after, afterFailure: 'run' });
});
