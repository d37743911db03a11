import { JOB_TYPES } from './declared-job-types.ts';
import type { JobType } from './define-job-type.ts';

export { JOB_TYPES };

export type JobTypeName = (typeof JOB_TYPES)[number]['name'];

/** The job type of that name, or undefined. */
export function findJobType(name: string): JobType | undefined {
  return JOB_TYPES.find((jobType) => jobType.name === name);
}
