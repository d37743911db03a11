import { describe, expect, test } from '@jest/globals';
import { runJob } from '@jobs/worker/testing/run-job';
import job from './ledger-entry.ts';

const rent = (cents: number) => ({ account: 'rent', cents });
const bank = (cents: number) => ({ account: 'bank', cents });

describe('ledger-entry', () => {
  test('sums up the debits of an entry that balances', async () => {
    const { result } = await runJob(job, { text: 'Rent', postings: [rent(80_000), rent(5_000), bank(-85_000)] });
    expect(result).toEqual({ debitCents: 85_000 });
  });

  test('fails for good when debits and credits differ', async () => {
    const entry = { text: 'Rent', postings: [rent(80_000), bank(-79_999)] };
    await expect(runJob(job, entry)).rejects.toMatchObject({ name: 'PermanentJobError', code: 'not-balanced' });
  });

  test('is given no entry of one posting alone', async () => {
    await expect(runJob(job, { text: 'Rent', postings: [rent(0)] })).rejects.toThrow('The input is not valid');
  });
});
