import { summaryOf, type JobRecord } from '@jobs/job-store';
import type { OperatorJobView } from '@jobs/shared-contracts';

/** Whose job it is, how it stands and why it failed: nothing of what it was given or made. */
export const presentToOperator = (job: JobRecord): OperatorJobView => ({ ...summaryOf(job), owner: job.owner });
