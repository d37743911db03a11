import { defineJob, PermanentJobError } from '@jobs/worker/job';
import { ledgerEntry } from '../job-types.ts';

/** Where a real one would write to its ledger, under the job's id, since it may run again. */
export default defineJob(ledgerEntry, async ({ input: { postings } }) => {
  const total = postings.reduce((sum, { cents }) => sum + cents, 0);
  if (total !== 0) throw new PermanentJobError(`Debits and credits differ by ${total} cents`, { code: 'not-balanced' });
  return { debitCents: postings.reduce((sum, { cents }) => sum + Math.max(0, cents), 0) };
});
