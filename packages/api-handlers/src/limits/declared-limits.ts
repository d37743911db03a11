import { findJobType, type JobLimits } from '@jobs/shared-contracts';

/** The limits of a job type; undefined when it has none. */
export type LimitsOf = (jobType: string) => JobLimits | undefined;

/** As the job types' declarations say: what holds for the next job that asks, whatever held for those before. */
export const declaredLimits: LimitsOf = (jobType) => findJobType(jobType)?.limits;

/** What is counted for an owner alone. No job type has a `/` in its name. */
export const ownerKeyOf = (type: string, owner: string): string => `${type}/${owner}`;

/**
 * Which limit a job is counted under. One item counts for the whole type, its owners included; where nothing is limited
 * of the type as a whole, each owner has an item, so that they do not meet in one.
 */
export function limitKeyOf(limits: JobLimits | undefined, type: string, owner: string): string | undefined {
  if (!limits || Object.values(limits).every((limit) => limit === undefined)) return undefined;
  const ofAll = limits.concurrency !== undefined || limits.startsPerMinute !== undefined;
  return ofAll ? type : ownerKeyOf(type, owner);
}

/** The job type that a limit is of. */
export const typeOfKey = (limitKey: string): string => limitKey.split('/', 1)[0] ?? limitKey;
