import { describe, expect, test } from '@jest/globals';
import { payloadKeys } from '@jobs/job-store';
import { resultOf } from '../testing/behaviours.ts';
import { jobRecord } from '../testing/fakes.ts';
import { createJobPayloads } from './job-payloads.ts';
import type { PayloadAccess } from './payload-access.ts';
import { storedResult } from './stored-result.ts';

const RESULT = resultOf('done');

const unexpected = () => Promise.reject(new Error('was not expected'));

function setUp() {
  const put: unknown[] = [];
  const payloads: PayloadAccess = {
    getJson: unexpected,
    findUpload: unexpected,
    readUpload: unexpected,
    putJson: (key, _value, options) => {
      put.push([key, options]);
      return Promise.resolve({ key, sizeBytes: 1 });
    },
    putFile: (key, _body, _contentType, options) => {
      put.push([key, options]);
      return Promise.resolve({ key, sizeBytes: 1 });
    },
  };
  return { put, payloads };
}

describe('the result of a job type that keeps results for some days', () => {
  const job = jobRecord();
  const key = payloadKeys.result(job.jobId, job.attempt);

  test('is kept in the bucket even when it is small, marked to be deleted by itself', async () => {
    const { put, payloads } = setUp();
    await expect(storedResult(RESULT, job, payloads, 7)).resolves.toEqual({ key, sizeBytes: 1 });
    expect(put).toEqual([[key, { deleteAfterDays: 7 }]]);
  });

  test('is kept in the table when it is small and kept for as long as the job', async () => {
    const { put, payloads } = setUp();
    await expect(storedResult(RESULT, job, payloads)).resolves.toEqual({ inline: RESULT });
    expect(put).toEqual([]);
  });

  test('has files that are marked alike', async () => {
    const { put, payloads } = setUp();
    const file = await createJobPayloads(payloads, job, '/tmp', 7).writeFile('a.csv', Buffer.from('a'), 'text/csv');
    expect(put).toEqual([[file.key, { deleteAfterDays: 7 }]]);
  });
});
