/** No job type's name begins so. */
const QUOTA = '#';

/** One of the items that an owner's active jobs are counted in. */
export const activeJobsKey = (owner: string, shard: number): string => `${QUOTA}active/${shard}/${owner}`;

export const submissionsKey = (owner: string): string => `${QUOTA}submissions/${owner}`;

export const isQuotaKey = (limitKey: string): boolean => limitKey.startsWith(QUOTA);
