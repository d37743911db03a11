import type { JobPage, ListPosition } from '../../port/job-lists.ts';
import type { JobRecord } from '../../port/job-record.ts';
import type { MergedShards } from './merge-shards.ts';

/** So many jobs are looked at for one page; then the caller has to ask again. */
export const MOST_LOOKED_AT = 500;
/** As many as DynamoDB reads in one call. */
const READ_AT_ONCE = 100;

export interface PageRequest {
  readonly limit: number;
  /** Whether `isListed` may leave out many. */
  readonly isFiltered: boolean;
  readonly getJobs: (jobIds: readonly string[]) => Promise<ReadonlyMap<string, JobRecord>>;
  readonly isListed: (job: JobRecord, position: ListPosition) => boolean;
}

/** Looks at jobs in their order until a page is full, the list ends, or enough have been looked at. */
export async function fillPage(places: MergedShards, request: PageRequest): Promise<JobPage> {
  const { limit, isFiltered, getJobs, isListed } = request;
  const jobs: JobRecord[] = [];
  let last: ListPosition | undefined;
  for (let looked = 0; looked < MOST_LOOKED_AT && jobs.length < limit;) {
    const wanted = isFiltered ? READ_AT_ONCE : Math.min(READ_AT_ONCE, limit - jobs.length);
    const chunk = await places.take(Math.min(wanted, MOST_LOOKED_AT - looked));
    if (chunk.length === 0) return { jobs };
    looked += chunk.length;
    const found = await getJobs(chunk.map(({ jobId }) => jobId));
    for (const [index, place] of chunk.entries()) {
      last = place;
      const job = found.get(place.jobId);
      if (job && isListed(job, place)) jobs.push(job);
      if (jobs.length === limit && index < chunk.length - 1) return { jobs, next: place };
    }
  }
  return last && (await places.hasMore()) ? { jobs, next: last } : { jobs };
}
