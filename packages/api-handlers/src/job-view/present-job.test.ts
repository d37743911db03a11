import { describe, expect, test } from '@jest/globals';
import { payloadKeys } from '@jobs/job-store';
import type { JobStatus, JsonValue } from '@jobs/shared-contracts';
import { fakeJob } from '../testing/fake-job.ts';
import { presentJob } from './present-job.ts';
import { resultStateOf } from './result-state.ts';

const payloads = {
  presignDownload: async (key: string, options?: { readonly fileName?: string }) =>
    `https://bucket/${key}${options?.fileName ? `?as=${options.fileName}` : ''}`,
};

const { jobId } = fakeJob();
const file = (key: string) => ({ key, name: 'report.pdf', contentType: 'application/pdf', sizeBytes: 7 });
const resultOf = async (inline: JsonValue) =>
  (await presentJob(fakeJob({ status: 'SUCCEEDED', result: { inline } }), payloads)).result;

describe('the job as its owner sees it', () => {
  test('holds nothing internal', async () => {
    const job = fakeJob({ status: 'RUNNING', claimId: 'claim', leaseExpiresAt: 5, traceparent: 'trace' });
    const view = await presentJob(job, payloads);
    expect(Object.keys(view).toSorted()).toEqual(
      [
        'attempt',
        'createdAt',
        'id',
        'maxAttempts',
        'priority',
        'status',
        'tags',
        'type',
        'updatedAt',
        'version',
      ].toSorted(),
    );
  });

  test('holds the input only when asked for', async () => {
    const job = fakeJob({ input: { inline: { a: 1 } } });
    expect(await presentJob(job, payloads)).not.toHaveProperty('input');
    expect(await presentJob(job, payloads, { includeInput: true })).toHaveProperty('input', { a: 1 });
  });

  test('gives an input as the client sent it, even where it looks like a file of the job', async () => {
    const inline = file(payloadKeys.file(jobId, 1, 'report.pdf'));
    const view = await presentJob(fakeJob({ input: { inline } }), payloads, { includeInput: true });
    expect(view.input).toEqual(inline);
  });

  test('gives large inputs and results as URLs', async () => {
    const key = payloadKeys.result(jobId, 1);
    const inputKey = payloadKeys.input(jobId, 'hash');
    const job = fakeJob({ input: { key: inputKey, sizeBytes: 9 }, result: { key, sizeBytes: 9 } });
    const view = await presentJob(job, payloads, { includeInput: true });
    expect(view).toMatchObject({ inputUrl: `https://bucket/${inputKey}`, resultUrl: `https://bucket/${key}` });
    expect(view).not.toHaveProperty('input');
    expect(view).not.toHaveProperty('result');
  });

  test('replaces the keys of the job’s files by URLs, wherever they are in the result', async () => {
    const key = payloadKeys.file(jobId, 2, 'report.pdf');
    const { key: _, ...rest } = file(key);
    const shown = { ...rest, url: `https://bucket/${key}?as=report.pdf` };
    expect(await resultOf({ file: file(key), outputs: [{ file: file(key), width: 1 }], none: null })).toEqual({
      file: shown,
      outputs: [{ file: shown, width: 1 }],
      none: null,
    });
  });

  test.each([
    ['another job', payloadKeys.file(`job_${'b'.repeat(32)}`, 1, 'report.pdf')],
    ['an upload', payloadKeys.upload('acme', `upl_${'1'.repeat(32)}`)],
    ['a way out of the job’s place', `jobs/${jobId}/../job_b/files/report.pdf`],
  ])('makes no URL for a key of %s', async (_, key) => {
    expect(JSON.stringify(await resultOf({ file: file(key) }))).not.toContain('https://');
  });

  describe('of a type that keeps results for some days', () => {
    const DAY_MS = 24 * 60 * 60 * 1000;
    const key = payloadKeys.file(jobId, 1, 'report.pdf');
    const signed: (number | undefined)[] = [];
    const noting = {
      presignDownload: async (_: string, options?: { readonly until?: number | undefined }) => {
        signed.push(options?.until);
        return 'https://bucket/';
      },
    };
    const at = (finishedAt: number, now: number, status: JobStatus = 'SUCCEEDED') => {
      const job = fakeJob({ status, finishedAt, result: { inline: { file: file(key) } } });
      return presentJob(job, noting, { result: resultStateOf(job, now, () => 7) });
    };

    test('tells when the result goes, and signs no URL beyond that', async () => {
      expect(await at(0, 7 * DAY_MS - 1)).toMatchObject({
        resultExpiresAt: '1970-01-08T00:00:00.000Z',
        result: { file: { url: 'https://bucket/' } },
      });
      expect(signed.splice(0)).toEqual([7 * DAY_MS]);
    });

    test('holds no result from that very moment on, and tells since when', async () => {
      const view = await at(0, 7 * DAY_MS);
      expect(view).toMatchObject({ status: 'SUCCEEDED', resultExpiredAt: '1970-01-08T00:00:00.000Z' });
      expect(view).not.toHaveProperty('result');
      expect(view).not.toHaveProperty('resultExpiresAt');
      expect(signed).toEqual([]);
    });

    test('says nothing of it for a job without a result', async () => {
      const view = await at(0, 8 * DAY_MS, 'FAILED');
      expect(view).not.toHaveProperty('resultExpiredAt');
      expect(view).not.toHaveProperty('resultExpiresAt');
    });
  });
});
