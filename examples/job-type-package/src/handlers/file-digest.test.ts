import { describe, expect, test } from '@jest/globals';
import { newUploadId, runJob } from '@jobs/worker/testing/run-job';
import job from './file-digest.ts';

const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const MD5_OF_ABC = '900150983cd24fb0d6963f7d28e17f72';

describe('file-digest', () => {
  test('computes each digest of a text', async () => {
    const { result } = await runJob(job, { source: { text: 'abc' }, algorithms: ['sha256', 'md5'] });
    expect(result).toEqual({
      sizeBytes: 3,
      digests: [
        { algorithm: 'sha256', hex: SHA256_OF_ABC },
        { algorithm: 'md5', hex: MD5_OF_ABC },
      ],
    });
  });

  test('computes them of an upload, and takes one that is expected', async () => {
    const uploadId = newUploadId();
    const input = { source: { uploadId }, algorithms: ['sha256' as const], expected: SHA256_OF_ABC };
    const { result } = await runJob(job, input, { uploads: { [uploadId]: 'abc' } });
    expect(result).toMatchObject({ sizeBytes: 3 });
  });

  test('fails for good when none is the expected one', async () => {
    const input = { source: { text: 'abd' }, algorithms: ['sha256' as const], expected: SHA256_OF_ABC };
    await expect(runJob(job, input)).rejects.toMatchObject({ name: 'PermanentJobError', code: 'other-digest' });
  });

  test('is given no input that its schema refuses', async () => {
    await expect(runJob(job, { source: {}, algorithms: ['sha256'] })).rejects.toThrow('The input is not valid');
  });
});
