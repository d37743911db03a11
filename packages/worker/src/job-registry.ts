import type { JobType } from '@jobs/shared-contracts';

/** The module whose default export is the job type's definition: `jobs/<type>/index.ts`. Threads import it. */
export function jobModuleUrl(jobType: Pick<JobType, 'name'>): string {
  return new URL(`./jobs/${jobType.name}/index.ts`, import.meta.url).href;
}
