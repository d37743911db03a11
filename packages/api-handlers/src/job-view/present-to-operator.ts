import { summaryOf, type JobRecord } from '@jobs/job-store';
import type { OperatorJobView } from '@jobs/shared-contracts';
import { presentAttempts } from './present-attempts.ts';

/** Whose job it is, how it stands, and how its attempts ended: nothing of what it was given or made. */
export const presentToOperator = (job: JobRecord): OperatorJobView => ({
  ...summaryOf(job),
  ...presentAttempts(job),
  owner: job.owner,
});
