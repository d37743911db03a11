import type { JobTable } from '../../port/job-table.ts';
import { listDue } from './due-jobs.ts';
import { listHeld } from './held-jobs.ts';
import { createJobOperations } from './job-operations.ts';
import { createJobOrder } from './create-job-order.ts';
import { createJobsTableAccess, type JobsTableSettings } from './jobs-table-access.ts';

/** The jobs table on DynamoDB. */
export function createJobTable(settings: JobsTableSettings): JobTable {
  return {
    ...createJobOperations(createJobsTableAccess(settings)),
    ...createJobOrder(settings),
    listDue: (query) => listDue(settings, query),
    listHeld: (line, limit) => listHeld(settings, line, limit),
  };
}
