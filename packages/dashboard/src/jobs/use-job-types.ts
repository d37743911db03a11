import type { JobTypeList, JobTypeView } from '@jobs/shared-contracts';
import { ONCE_MS, usePolled, type Polled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';

/** They change with a deployment. */
const EVERY_MS = 10 * 60_000;

export function useJobTypes({ client }: Session): JobTypeList['jobTypes'] {
  return usePolled('job-types', EVERY_MS, (signal) => client.jobTypes({ signal })).value ?? [];
}

/** What a form asks for must not change while somebody fills it in: the declaration is read once. */
export function useJobType({ client }: Session, type: string): Polled<JobTypeView> {
  return usePolled(`job-type ${type}`, ONCE_MS, (signal) => client.jobType(type, { signal }));
}
