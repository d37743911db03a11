import type { JobTypeList } from '@jobs/shared-contracts';
import { usePolled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';

/** They change with a deployment. */
const EVERY_MS = 10 * 60_000;

export function useJobTypes({ client }: Session): JobTypeList['jobTypes'] {
  return usePolled('job-types', EVERY_MS, (signal) => client.jobTypes({ signal })).value ?? [];
}
