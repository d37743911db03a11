import type { JobTable } from '../../port/job-table.ts';
import { listDue } from './due-jobs.ts';
import { createJobOperations } from './job-operations.ts';
import { createJobsTableAccess, type JobsTableSettings } from './jobs-table-access.ts';

/** The jobs table on DynamoDB. */
export function createJobTable(settings: JobsTableSettings): JobTable {
  return {
    ...createJobOperations(createJobsTableAccess(settings)),
    listDue: (query) => listDue(settings, query),
  };
}
