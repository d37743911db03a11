import { extname } from 'node:path';
import type { JobType } from '@jobs/shared-contracts';

// Threads and processes load modules by their place beside this one, which is the same for the sources and for the bundle.
const extension = extname(import.meta.url);
const moduleUrl = (path: string) => new URL(`./${path}${extension}`, import.meta.url).href;

/** The module whose default export is the job type's definition: `jobs/<type>/index.ts`. Threads import it. */
export const jobModuleUrl = (jobType: Pick<JobType, 'name'>): string => moduleUrl(`jobs/${jobType.name}/index`);

/** The module in which every thread starts. */
export const threadEntryUrl = (): string => moduleUrl('run-job/attempt-thread');

/** The module in which a process of the job type's own starts: `jobs/<type>/<name>.ts`. The bundle names each. */
export const processEntryUrl = (jobType: Pick<JobType, 'name'>, name: string): string =>
  moduleUrl(`jobs/${jobType.name}/${name}`);
