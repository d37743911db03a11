import { extname } from 'node:path';
import type { JobType } from '@jobs/shared-contracts';

// Threads load modules by their place beside this one, which is the same for the sources and for the bundle.
const extension = extname(import.meta.url);
const moduleUrl = (path: string) => new URL(`./${path}${extension}`, import.meta.url).href;

/** The module whose default export is the job type's definition: `jobs/<type>/index.ts`. Threads import it. */
export const jobModuleUrl = (jobType: Pick<JobType, 'name'>): string => moduleUrl(`jobs/${jobType.name}/index`);

/** The module in which every thread starts. */
export const threadEntryUrl = (): string => moduleUrl('run-job/attempt-thread');
